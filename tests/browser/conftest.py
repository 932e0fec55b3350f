"""One browser for all tests of pages: the Chromium, Chrome or Edge of this machine."""

import os
import shutil
import sys
from pathlib import Path

import pytest
from playwright.sync_api import Error, Locator, sync_playwright

_NAMES = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "microsoft-edge",
    "msedge",
)
_MAC = (
    "Google Chrome.app/Contents/MacOS/Google Chrome",
    "Chromium.app/Contents/MacOS/Chromium",
    "Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
)
_WINDOWS = (
    "Google/Chrome/Application/chrome.exe",
    "Chromium/Application/chrome.exe",
    "Microsoft/Edge/Application/msedge.exe",
)
_QUIET = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def find_browser() -> str | None:
    """Path of a browser: ALIGN_BROWSER, then PATH, then the usual places of this system."""
    chosen = os.environ.get("ALIGN_BROWSER")
    if chosen:
        return shutil.which(chosen)
    on_path = next(filter(None, map(shutil.which, _NAMES)), None)
    if on_path:
        return on_path
    places: list[Path] = []
    if sys.platform == "darwin":
        roots = (Path("/Applications"), Path.home() / "Applications")
        places = [root / name for root in roots for name in _MAC]
    elif sys.platform == "win32":
        variables = ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA")
        roots = tuple(Path(os.environ[name]) for name in variables if name in os.environ)
        places = [root / name for root in roots for name in _WINDOWS]
    return next((str(place) for place in places if place.is_file()), None)


def _without(reason: str) -> None:
    """Skip where a browser is a matter of luck; fail where it was promised."""
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def browser():
    path = find_browser()
    if path is None:
        _without(
            "geen Chromium, Chrome of Edge gevonden; installeer er een of noem hem in ALIGN_BROWSER"
        )
    arguments = list(_QUIET)
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        arguments.append("--no-sandbox")  # Chromium refuses to sandbox itself for root
    with sync_playwright() as playwright:
        try:
            opened = playwright.chromium.launch(executable_path=path, args=arguments, slow_mo=_PACE)
        except Error as error:
            _without(f"de browser start niet ({path}): {error.message}")
        yield opened
        opened.close()


#: Milliseconds between two things that a test does: a person is no faster, and a page on a busy
#: machine deals with a click some turns later.
_PACE = 25

#: A new address after # is told to the page in a later turn, and what a page keeps is handed to the
#: browser in a later turn too; on a busy machine both can be late.
_SETTLED = "new Promise(done => requestAnimationFrame(() => setTimeout(done, 150)))"


#: Of a long page only what is near is laid out, so what was scrolled to may move once more, even
#: between pressing a button and letting it go. A reader clicks on what stands still.
_STAND_STILL = f"""async (element) => {{
  for (let before = null, turns = 0; turns < 100; turns += 1) {{
    const {{ top }} = element.getBoundingClientRect();
    if (top === before && top >= 0 && top < innerHeight) return;
    before = top;
    if (top < 0 || top >= innerHeight) element.scrollIntoView({{ block: "center" }});
    await {_SETTLED};
  }}
  throw new Error("it never stood still");
}}"""


#: How often a page is opened anew before what it kept is called lost.
_OPENINGS = 20


class Visit:
    """A page that was opened, with everything that went wrong since."""

    def __init__(self, context):
        self.complaints: list[str] = []
        self.outside: list[str] = []
        context.route("**/*", self._judge)
        self.page = context.new_page()
        self.page.set_default_timeout(60_000)  # a slow machine is not a fault of the page
        self.page.on("console", self._heard)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def _judge(self, route):
        if route.request.url.startswith("file:"):
            route.continue_()
        else:
            self.outside.append(route.request.url)
            route.abort()

    def _heard(self, message):
        if message.type in {"error", "warning"}:
            self.complaints.append(message.text)

    def settle(self):
        """Wait until the page has dealt with what was done last, and handed over what it keeps."""
        self.page.evaluate(_SETTLED)

    def reload(self):
        """Open the page anew, once the browser has what the page keeps.

        A busy browser may open a page before it has taken in what the last one handed over; that is
        no fault of the page, so it is then opened once more.
        """
        self.settle()
        kept = self._kept()
        for _ in range(_OPENINGS):
            self.page.reload()
            if self._kept().items() >= kept.items():
                return
            self.settle()
        raise AssertionError(f"the browser did not hand back {sorted(kept)}")

    def _kept(self) -> dict[str, str]:
        """What the page keeps in this browser, by key."""
        return self.page.evaluate("({ ...localStorage })")

    def click(self, what: str | Locator):
        """Scroll to an element, wait until it stands still, and click on it."""
        element = self.page.locator(what) if isinstance(what, str) else what
        element.evaluate(_STAND_STILL)
        element.click()

    def focused(self):
        """Id of the element with the focus, once the page has settled."""
        self.settle()
        return self.page.evaluate("document.activeElement.id")

    def shown(self, selector: str) -> list[str]:
        """Ids of the visible elements, once the page has settled."""
        self.settle()
        found = self.page.locator(f"{selector}:visible")
        return found.evaluate_all("elements => elements.map(element => element.id)")


@pytest.fixture
def visit(browser):
    """Open an address: visit(address, width=1280, scheme="light"); checks quiet at the end."""
    contexts = []
    visits = []

    def open_page(address: str, *, width: int = 1280, scheme: str = "light") -> Visit:
        context = browser.new_context(
            viewport={"width": width, "height": 900}, color_scheme=scheme, reduced_motion="reduce"
        )
        contexts.append(context)
        visits.append(Visit(context))
        visits[-1].page.goto(address)
        return visits[-1]

    yield open_page
    for context in contexts:
        context.close()
    assert [v.complaints for v in visits if v.complaints] == []
    assert [v.outside for v in visits if v.outside] == []
