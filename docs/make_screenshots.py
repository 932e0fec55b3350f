"""Makes the pictures of the user guide, from the pages of `align demo`.

    python docs/make_screenshots.py                  makes the demo first
    python docs/make_screenshots.py --pages FOLDER   pictures of a demo that is there

Needs a Chromium, Chrome or Edge, like the tests of pages; ALIGN_BROWSER names one that is not on
the path. The day on the pages is fixed, so that pictures differ only where pages do; fonts are
those of the machine, so a picture from elsewhere may differ in its letters.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

PICTURES = Path(__file__).with_name("beelden")
#: 1 January 2026, as pages print it.
DAY = "1767225600"
WIDTH, HEIGHT = 1200, 680
#: A picture stands in the repository, and in every copy of it.
MOST_BYTES = 150_000
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome", "msedge")


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture: of which page, where it is opened, and what is clicked before.

    Attributes:
        name: of the file, without its ending.
        page: file in the folder of the demo.
        anchor: id of the section that stands on top.
        click: selector of what is opened; empty for nothing.
    """

    name: str
    page: str
    anchor: str
    click: str = ""


GUIDE = (
    Picture("antwoord", "overlap.html", "antwoord"),
    Picture("matrix", "overlap.html", "matrix"),
    Picture("paar", "overlap.html", "paren", "#paren .paar summary"),
    Picture("wijzigingen", "revisions.html", "wijzigingen"),
    Picture("route", "plan.html", "antwoord"),
    Picture("rooster", "plan.html", "roosters"),
)


def take(page: Page, picture: Picture, pages: Path) -> Path:
    """Open the page at its place and write the picture.

    Raises:
        ValueError: the picture is larger than a repository should carry.
    """
    page.goto(f"{(pages / picture.page).as_uri()}#{picture.anchor}")
    if picture.click:
        page.locator(picture.click).first.click()
    page.locator(f"#{picture.anchor}").evaluate("section => section.scrollIntoView()")
    path = PICTURES / f"{picture.name}.png"
    page.screenshot(path=path, animations="disabled")
    if path.stat().st_size > MOST_BYTES:
        raise ValueError(f"{path.name}: {path.stat().st_size} bytes, at most {MOST_BYTES}")
    return path


def demo(folder: Path) -> None:
    """Make the pages of the demo, with a fixed day."""
    environment = {**os.environ, "SOURCE_DATE_EPOCH": DAY}
    command = [sys.executable, "-m", "align", "demo", "--quiet", "-o", str(folder)]
    subprocess.run(command, env=environment, check=True)  # noqa: S603 -- this Python


def main() -> int:
    """Take all pictures; 1 where there is no browser."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--pages", type=Path, help="folder of a demo that is there")
    given = parser.parse_args().pages
    names = (os.environ.get("ALIGN_BROWSER", ""), *BROWSERS)
    browser = next(filter(None, map(shutil.which, names)), None)
    if browser is None:
        print("no Chromium, Chrome or Edge found; name one in ALIGN_BROWSER", file=sys.stderr)
        return 1
    PICTURES.mkdir(exist_ok=True)
    as_root = ["--no-sandbox"] if getattr(os, "geteuid", lambda: 1)() == 0 else []
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        pages = given.resolve() if given else Path(folder)
        if not given:
            demo(pages)
        opened = playwright.chromium.launch(executable_path=browser, args=as_root)
        page = opened.new_page(viewport={"width": WIDTH, "height": HEIGHT})
        for picture in GUIDE:
            path = take(page, picture, pages)
            print(f"{path.name}: {path.stat().st_size // 1024} kB")
        opened.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
