"""How heavy the overlap page is for a reader: its size, first paint, and how soon a filter answers.

    python benchmarks/page.py PAGE.html [--times 7] [--browser chromium]

Opens the page from disk in headless Chromium (no GPU), as often as asked, and prints of each figure
the best and the median: the best is what the page needs, the rest is what else the machine did.
A filter answers when the next frame has been drawn. `busy` is the processor time of the page in it,
all threads together, which other processes lengthen least. Also what was asked of the network.
"""

from __future__ import annotations

import argparse
import statistics
from pathlib import Path
from typing import TYPE_CHECKING

from playwright.sync_api import sync_playwright

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from playwright.sync_api import Browser, CDPSession, Page

FILTERS = (
    ("leerweg", "bb"),
    ("niveau", "4"),
    ("unit", ""),
    ("kwalificatie", ""),
    ("kerntaak", ""),
    ("relatie", "verdieping"),
    ("sterkte", "gedeeltelijk"),
    ("besluit", "open"),
    ("sorteer", "uren"),
    ("sorteer", "code"),
)
"""What is chosen, one after another; "" is the second choice of that field."""
ANSWER = """async ([name, value]) => {
  const field = document.getElementById(`f-${name}`);
  const frame = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  await frame();
  const start = performance.now();
  if (name === 'zoek') {
    field.value = value;
    field.dispatchEvent(new Event('input', { bubbles: true }));
  } else {
    field.value = value || field.querySelectorAll('option')[1].value;
    field.dispatchEvent(new Event('change', { bubbles: true }));
  }
  await frame();
  return performance.now() - start;
}"""
PAINT = "performance.getEntriesByName('first-contentful-paint')[0].startTime"
READY = "performance.getEntriesByType('navigation')[0].domComplete"
ARGUMENTS = ("--disable-gpu", "--no-sandbox", "--no-first-run", "--disable-background-networking")

Found = dict[str, list[tuple[float, float]]]


def opened(browser: Browser, address: str, asked: list[str]) -> Page:
    """The page in a context of its own."""
    page = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
    page.set_default_timeout(300_000)
    page.on("request", lambda r: None if r.url.startswith("file:") else asked.append(r.url))
    page.goto(address)
    page.wait_for_function("performance.getEntriesByName('first-contentful-paint').length")
    return page


def busy(session: CDPSession) -> float:
    """Milliseconds of processor time that pages used so far, all threads together."""
    found = session.send("SystemInfo.getProcessInfo")["processInfo"]
    return sum(float(one["cpuTime"]) for one in found if one["type"] == "renderer") * 1000


def visit(browser: Browser, address: str, asked: list[str], found: Found) -> None:
    """Open the page once and use every filter."""
    session = browser.new_browser_cdp_session()
    start = busy(session)
    page = opened(browser, address, asked)
    found.setdefault("first paint", []).append((page.evaluate(PAINT), busy(session) - start))
    found.setdefault("ready", []).append((page.evaluate(READY), busy(session) - start))
    page.evaluate("document.getElementById('paren').scrollIntoView()")
    page.wait_for_timeout(300)
    for name, value in (*FILTERS, ("zoek", "maaltijd")):
        before = busy(session)
        answer = page.evaluate(ANSWER, [name, value])
        spent = busy(session) - before
        label = f"{name}={value}" if value else name
        found.setdefault(label, []).append((answer, spent))
        page.evaluate("document.getElementById('filters').reset()")
        page.wait_for_timeout(200)
    page.context.close()


def shown(label: str, values: Sequence[tuple[float, float]]) -> str:
    """One line: best and median of what was seen, best of how long it was busy."""
    seen = [value for value, _spent in values]
    spent = min(spent for _value, spent in values)
    return f"{label:24} {min(seen):8.0f} {statistics.median(seen):8.0f} {spent:8.0f}"


def main(say: Callable[[str], None] = print) -> None:
    """Measure the page that was named."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("page", type=Path)
    parser.add_argument("--times", type=int, default=7)
    parser.add_argument("--browser", default="/usr/bin/chromium")
    options = parser.parse_args()
    asked: list[str] = []
    found: Found = {}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=options.browser, args=list(ARGUMENTS))
        for _ in range(options.times):
            visit(browser, options.page.resolve().as_uri(), asked, found)
        browser.close()
    say(f"{options.page.stat().st_size / 2**20:.2f} MB, {len(asked)} requests to elsewhere")
    say(f"{'milliseconds':24} {'best':>8} {'median':>8} {'busy':>8}")
    for label, values in found.items():
        say(shown(label, values))


if __name__ == "__main__":
    main()
