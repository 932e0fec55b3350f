"""The revision page of real releases: all five of SLO, with the history of each item."""

from collections import Counter
from datetime import date
from itertools import pairwise

import pypdfium2
import pytest
from axe_playwright_python.sync_playwright import Axe

from align.model import ChangeKind
from align.report.revision import Series, revision_html
from align.revisions import compare_releases, history
from align.sources import load

pytestmark = [pytest.mark.browser, pytest.mark.real]

MADE = {"command": "align revisions", "made_on": date(2026, 3, 14), "tool_version": "0"}
RELEASES = ("2020.1", "2021.1", "2022.1", "2024.2", "2025.3")
#: It had 6.4 MB when changes began to lead to their history and back, 5.9 before.
MOST_BYTES = 7 * 2**20
PROFIELEN = 10
#: Width of what is printed on A4, in CSS pixels, with margins of 14 mm.
PAPER = 688
AXE = {
    "resultTypes": ["violations"],
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    },
}
#: One row of a list is made as the next: of each a few stay, or axe looks for an hour.
FEWER = """() => {
  const drop = (rows, most) => [...rows].slice(most).forEach((row) => row.remove());
  for (const kind of new Set([...document.querySelectorAll('.wijziging')].map((e) => e.dataset.s)))
    drop(document.querySelectorAll(`.wijziging[data-s='${kind}']`), 2);
  for (const rows of ['.zelfde li', '.kaart li', '.waswordt tbody tr', '.opvolgers tbody tr',
                      '.draad', '#f-deel option']) drop(document.querySelectorAll(rows), 3);
  const without = (rows, held) => document.querySelectorAll(rows).forEach((row) => {
    if (!row.querySelector(held)) row.remove();
  });
  without('.groep', '.wijziging');
  without('.zelfde', 'li');
  without('.deel', '.wijziging, .zelfde');
  without('.top-deel', '.deel');
  without('.draadgroep', '.draad');
  document.querySelectorAll('details').forEach((one) => { one.open = true; });
}"""
#: Where the focus is: what it is, whether it is in sight, and whether it is marked.
FOCUS = """() => {
  const at = document.activeElement;
  const box = at.getBoundingClientRect();
  const style = getComputedStyle(at);
  return {
    name: at.id || at.getAttribute('href') || at.getAttribute('aria-label') || at.tagName,
    seen: box.width > 0 && box.bottom > 0 && box.top < innerHeight,
    marked: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2,
  };
}"""
#: Height of what stands at the foot of each page, in points.
FOOT = 50
#: How far letters hang below the line, in points, and less than the next line is away.
TAIL = 5
#: The smallest type of what is shown, in points.
SMALLEST = """() => Math.min(...[...document.querySelectorAll('main *, header *')]
  .filter((one) => [...one.childNodes].some((n) => n.nodeType === 3 && n.data.trim()))
  .filter((one) => one.checkVisibility() && !one.matches('.onzichtbaar, .onzichtbaar *'))
  .map((one) => parseFloat(getComputedStyle(one).fontSize) * 0.75 + 0.001))"""
WIDTH = "document.documentElement.scrollWidth"


@pytest.fixture(scope="module")
def found(real_data, analyser):
    """First against last, and each step between, as `align revisions R1 R2 R3 R4 R5`."""
    releases = tuple(load(real_data / "slo-bg" / tag) for tag in RELEASES)
    steps = tuple(compare_releases(one, other, analyser) for one, other in pairwise(releases))
    whole = compare_releases(releases[0], releases[-1], analyser)
    return whole, Series(releases, steps, history(releases, analyser, steps))


@pytest.fixture(scope="module")
def path(found, tmp_path_factory):
    path = tmp_path_factory.mktemp("echt") / "vijf.html"
    text = revision_html(found[0], **MADE, series=found[1])
    path.write_text(text, encoding="utf-8", newline="\n")
    return path


@pytest.fixture
def opened(visit, path):
    """Open the page; it is large, and the machine may do other things too."""

    def open_page(target="", **how):
        seen = visit("about:blank", **how)
        seen.page.set_default_timeout(300_000)
        seen.page.goto(f"{path.as_uri()}{target}")
        return seen

    return open_page


def test_one_file_within_its_size_that_lists_every_change_once(opened, path, found):
    assert path.stat().st_size <= MOST_BYTES
    seen = opened()
    listed = seen.page.locator("[data-s]").evaluate_all("rows => rows.map(row => row.dataset.s)")
    counts = Counter(change.kind.value for change in found[0].changes)
    assert Counter(listed) == counts
    for kind in (ChangeKind.GESPLITST, ChangeKind.SAMENGEVOEGD, ChangeKind.VERVALLEN):
        seen.click(f"#antwoord .soorten a[href='#wijzigingen?soort={kind.value}']")
        seen.page.wait_for_function(f"document.getElementById('f-soort').value === '{kind.value}'")
        assert len(seen.shown(".wijziging")) == counts[kind.value]


def test_what_is_editorial_goes_and_the_table_turns(opened, found):
    seen = opened("#wijzigingen?inhoud=ja")
    kinds = Counter(change.kind for change in found[0].changes)
    left = seen.page.locator(".wijziging:visible").evaluate_all(
        "rows => rows.map(r => r.dataset.s)"
    )
    assert "redactioneel" not in left
    assert left.count("gewijzigd") == kinds[ChangeKind.GEWIJZIGD]
    seen.click("#tabel > summary")
    rows = seen.page.locator(".waswordt tbody tr")
    before = rows.count()
    seen.click("#draai")
    assert seen.page.locator(".waswordt thead th").first.inner_text() == "wordt: 2025.3"
    assert rows.count() == before > 1000


def test_the_history_of_one_item_through_all_releases(opened, found):
    """The item with which most happened: it is found by its code, and each of its steps is told."""
    _, series = found
    moving = [t for t in series.threads if len(t.stations) == len(RELEASES)]

    def eventful(thread):
        changes = [change for station in thread.stations for change in station.changes]
        return sum(change.kind is not ChangeKind.GELIJK for change in changes)

    thread = max(moving, key=eventful)
    assert eventful(thread) >= 2
    last = series.releases[-1].by_id[thread.stations[-1].items[0]]
    seen = opened("#geschiedenis")
    assert seen.page.locator(".draad:visible").count() == 0
    groups = seen.page.locator(".draadgroep:visible > summary").all_inner_texts()
    assert len(groups) == PROFIELEN + 1
    assert groups[-1].startswith("Zonder profiel")
    seen.page.fill("#z-geschiedenis", f"{last.code} {last.title}")
    assert seen.page.locator(".draad:visible").count() >= 1
    row = seen.page.locator(".draad:visible", has_text=last.title).first
    seen.click(row.locator("summary"))
    told = row.locator(".haltes strong").all_inner_texts()
    assert told[0] == RELEASES[0]
    assert len(told) == 1 + sum(
        any(c.kind is not ChangeKind.GELIJK or c.moved or c.code_changed for c in s.changes)
        for s in thread.stations
    )
    seen.page.fill("#z-geschiedenis", "")
    assert seen.page.locator(".draad:visible").count() == 0


def test_by_keyboard_every_stop_is_in_sight_and_marked(opened):
    seen = opened()
    press = seen.page.keyboard.press
    stops = []
    for _ in range(12):
        press("Tab")
        stops.append(seen.page.evaluate(FOCUS))
    assert stops[0]["name"] == "#inhoud"
    assert "#geschiedenis" in [stop["name"] for stop in stops]
    # From the filters on: the map before them has a stop for each of its cells.
    seen.page.focus("#f-soort")
    for _ in range(12):
        stops.append(seen.page.evaluate(FOCUS))
        press("Tab")
    named = [stop["name"] for stop in stops]
    assert {"f-soort", "f-kenmerk", "f-aard", "f-niveau", "f-deel", "f-zoek", "f-inhoud"} <= {
        *named
    }
    assert [stop for stop in stops if not (stop["seen"] and stop["marked"])] == []
    seen.click("#kop-wijzigingen")
    rows = seen.page.locator(".wijziging").evaluate_all("rows => rows.slice(0, 3).map(r => r.id)")
    for key, row in zip("jjjk", [*rows, rows[1]], strict=True):
        press(key)
        assert seen.focused() == row
        assert seen.page.evaluate(FOCUS)["seen"]


@pytest.mark.parametrize("width", [1280, 390])
def test_no_sideways_scrolling(opened, width):
    seen = opened("#wijzigingen?weergave=naast", width=width)
    assert seen.page.evaluate(WIDTH) <= width
    opens = ".draadgroep, #tabel, .herhalen, #verantwoording details"
    seen.page.evaluate(
        f"document.querySelectorAll('{opens}').forEach(one => {{ one.open = true; }})"
    )
    assert seen.page.evaluate(WIDTH) <= width
    # In the map nothing is drawn over what stands beside or above it.
    cells = seen.page.locator(".kaart li").evaluate_all(
        """rows => rows.filter(row => {
          const box = row.getBoundingClientRect();
          return [...row.querySelectorAll('svg')].some(one => {
            const own = one.getBoundingClientRect();
            return own.right > box.right + 1 || own.top < box.top || own.bottom > box.bottom;
          });
        }).map(row => row.textContent)"""
    )
    assert cells == []


def test_print_fits_the_paper_and_leaves_out_what_was_folded(opened):
    seen = opened("#wijzigingen?soort=gesplitst", width=PAPER)
    seen.page.emulate_media(media="print")
    seen.page.locator("#tabel[open]").wait_for(state="attached")
    assert seen.page.evaluate(WIDTH) <= PAPER
    assert seen.page.locator("form:visible, nav:visible, .draad:visible").count() == 0
    assert seen.page.locator(".draadgroep > summary:visible").count() == PROFIELEN + 1
    assert seen.page.locator(".waswordt").is_visible()


def test_accessible(opened):
    seen = opened()
    seen.page.evaluate(FEWER)
    assert seen.page.locator(".wijziging").count() >= len(ChangeKind) - 1
    violations = Axe().run(seen.page, options=AXE).response["violations"]
    assert [(v["id"], [node["target"] for node in v["nodes"][:3]]) for v in violations] == []


def test_on_paper_no_heading_stands_apart_from_its_rows_and_all_can_be_read(visit, found, tmp_path):
    """What a heading is over begins on the same page."""
    page = tmp_path / "stap.html"
    page.write_text(revision_html(found[1].steps[2], **MADE), encoding="utf-8", newline="\n")
    seen = visit(page.as_uri())
    seen.page.evaluate(
        "document.querySelectorAll('h2, h3, h4, h5').forEach((one) => { one.append('¶'); })"
    )
    assert apart_on(seen.page.pdf()) == []
    seen.page.emulate_media(media="print")
    assert seen.page.evaluate(SMALLEST) >= 8


def apart_on(paper):
    """Headings, which end in a mark, with nothing beside or below them on their page."""
    apart = []
    for sheet in pypdfium2.PdfDocument(paper):
        text, width = sheet.get_textpage(), sheet.get_width()
        marks = text.search("¶")
        while place := marks.get_next():
            _, bottom, _, _ = text.get_charbox(place[0])
            below = text.get_text_bounded(0, FOOT, width, bottom - TAIL)
            beside = text.get_text_bounded(0, bottom - 2, width, bottom + 8).strip()
            if not below.strip() and beside.endswith("¶"):
                apart.append(beside)
    return apart
