"""The overlap page as a reader meets it: filters, links, addresses, print, accessibility."""

import sys
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe

from align.report import overlap_html

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "report"))
from builders import MADE, example

pytestmark = pytest.mark.browser

MOW = "pair-p-tuin-01-01--99001-b1-k1-w1"
PLANTS = "pair-p-tuin-01-02--99001-b1-k1-w2"
FEED = "pair-k-tuin-02-01--99011-p1-k1-w1"
WEAK = "pair-k-tuin-02-02--99012-p1-k1-w1"
AXE = {
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    }
}


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    path = tmp_path_factory.mktemp("pagina") / "overlap.html"
    path.write_text(overlap_html(example(), **MADE), encoding="utf-8", newline="\n")
    return path.as_uri()


def test_opens_with_everything_in_sight(visit, address):
    seen = visit(address)
    assert seen.shown(".paar") == [MOW, FEED, PLANTS]
    assert seen.page.locator("#stand").inner_text() == (
        "Getoond: 3 van 3 paren met overlap, 2 van 2 zwakke, 2 van 2 algemene."
    )


def test_every_filter_and_back(visit, address):
    seen = visit(address)
    for field, value, left in (
        ("leerweg", "bb", [MOW, FEED]),
        ("unit", "k-tuin-02", [FEED]),
        ("sterkte", "sterk", [MOW]),
        ("sterkte", "bespreken", [FEED, PLANTS]),
        ("relatie", "voorbereiding", [PLANTS]),
        ("kwalificatie", "99012", [MOW, PLANTS]),
        ("kerntaak", "99011-p1-k1", [FEED]),
    ):
        seen.page.select_option(f"#f-{field}", value)
        assert seen.shown(".paar") == left, field
        assert f"{len(left)} van 3 paren" in seen.page.locator("#stand").inner_text()
        assert seen.page.url.endswith(f"#paren?{field}={value}")
        seen.page.go_back()
        assert seen.shown(".paar") == [MOW, FEED, PLANTS], field
        assert seen.page.locator(f"#f-{field}").input_value() == ""


def test_address_restores_filters_search_and_order(visit, address):
    seen = visit(f"{address}#paren?leerweg=kb&zoek=VOEREN%20dieren&sorteer=code")
    assert seen.shown(".paar") == [FEED]
    assert seen.page.locator("#f-zoek").input_value() == "VOEREN dieren"
    seen.page.click("text=Wis filters")
    seen.page.wait_for_url("**#paren")
    assert seen.shown(".paar") == [MOW, FEED, PLANTS]
    seen.page.select_option("#f-sorteer", "code")
    assert seen.shown(".paar") == [FEED, MOW, PLANTS]


def test_search_that_finds_nothing_says_so(visit, address):
    seen = visit(address)
    seen.page.fill("#f-zoek", "onvindbaar")
    assert seen.shown("[data-paar]") == []
    assert "Niets past bij deze filters" in seen.page.locator("#stand").inner_text()


def test_from_matrix_to_pair(visit, address):
    seen = visit(address)
    assert seen.shown("tr.open") == []
    opener = seen.page.locator("button.uitklap").first
    opener.focus()
    seen.page.keyboard.press("Enter")
    assert opener.get_attribute("aria-expanded") == "true"
    assert seen.shown("tr.open") == ["matrix-p-tuin-01"]
    seen.page.click(f"#matrix-p-tuin-01 a[href='#{PLANTS}']")
    assert seen.page.url.endswith(f"#{PLANTS}")
    assert seen.page.locator(f"#{PLANTS} details.teksten").get_attribute("open") is not None
    assert seen.page.evaluate("document.activeElement.id") == PLANTS


def test_from_number_to_what_it_counts(visit, address):
    seen = visit(address)
    seen.page.click("a[href='#paren?sterkte=bespreken']")
    assert seen.shown(".paar") == [FEED, PLANTS]
    seen.page.click("a[href='#dekking-vmbo']")
    assert seen.page.locator("#dekking-vmbo th[scope=row]:visible").count() == 3


def test_a_link_to_a_pair_that_is_filtered_out_shows_it(visit, address):
    seen = visit(f"{address}#paren?leerweg=bb")
    seen.page.click(f".top a[href='#{PLANTS}']")
    assert PLANTS in seen.shown(".paar")
    seen.page.go_back()
    assert seen.shown(".paar") == [MOW, FEED]


def test_deep_link_to_a_weak_pair_and_its_whole_texts(visit, address):
    seen = visit(f"{address}#{WEAK}")
    row = seen.page.locator(f"#{WEAK}")
    row.get_by_role("button", name="Toon beide teksten volledig").click()
    assert "Hij legt een terras." in row.inner_text()
    assert "De kandidaat kan een konijnenhok timmeren" in row.inner_text()


def test_sentence_numbers_lead_to_the_other_side(visit, address):
    seen = visit(f"{address}#{MOW}")
    number = seen.page.locator(f"#{MOW} .teksten .vmbo a.nr").first
    there = number.get_attribute("href")[1:]
    number.click()
    assert seen.page.evaluate("document.activeElement.id") == there
    assert seen.page.locator(f"#{MOW} .teksten .mbo #{there}").count() == 1


def test_print_opens_what_was_closed_and_closes_it_again(visit, address):
    seen = visit(address, scheme="dark")
    seen.page.emulate_media(media="print", color_scheme="dark")
    seen.page.locator("details.teksten[open]").first.wait_for(state="attached")
    assert seen.page.locator("details.teksten:not([open])").count() == 0
    assert len(seen.shown("tr.open")) == 3
    assert seen.page.locator("form").is_hidden()
    paper = seen.page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert paper == "rgb(255, 255, 255)"
    seen.page.emulate_media(media="screen")
    seen.page.locator("details.teksten[open]").first.wait_for(state="detached")
    assert seen.shown("tr.open") == []


def test_reads_without_script(browser, address):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    assert page.locator(".paar:visible").count() == 3
    assert page.locator("tr.open:visible").count() == 3
    assert page.locator("form").is_hidden()
    context.close()


def test_skip_link_is_the_first_stop(visit, address):
    seen = visit(address)
    seen.page.keyboard.press("Tab")
    assert seen.page.evaluate("document.activeElement.textContent") == "Direct naar de inhoud"
    seen.page.keyboard.press("Enter")
    assert seen.page.evaluate("document.activeElement.id") == "inhoud"


@pytest.mark.parametrize("width", [390, 320])
def test_no_sideways_scrolling(visit, address, width):
    seen = visit(f"{address}#{MOW}", width=width)
    seen.page.locator("button.uitklap").first.click()
    assert seen.page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_accessible(visit, address, width, scheme):
    seen = visit(address, width=width, scheme=scheme)
    seen.page.evaluate("for (const d of document.querySelectorAll('details')) d.open = true")
    for opener in seen.page.locator("button.uitklap").all():
        opener.click()
    assert _violations(seen, AXE) == []
    other = "dark" if scheme == "light" else "light"
    seen.page.emulate_media(color_scheme=other)
    assert _violations(seen, {"runOnly": {"type": "rule", "values": ["color-contrast"]}}) == []


def _violations(seen, options):
    found = Axe().run(seen.page, options=options).response["violations"]
    return [(v["id"], v["impact"], [node["target"] for node in v["nodes"]]) for v in found]
