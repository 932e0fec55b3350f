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
        "Getoond: 3 van 3 rijen met overlap, 2 van 2 zwakke, 2 van 2 algemene."
    )


def test_every_filter_and_back(visit, address):
    seen = visit(address)
    for field, value, left in (
        ("leerweg", "bb", [MOW, FEED]),
        ("unit", "k-tuin-02", [FEED]),
        ("sterkte", "sterk", [MOW]),
        ("sterkte", "gedeeltelijk", [FEED, PLANTS]),
        ("niveau", "3", [MOW, PLANTS]),
        ("besluit", "open", [MOW, FEED, PLANTS]),
        ("besluit", "akkoord", []),
        ("relatie", "voorbereiding", [PLANTS]),
        ("kwalificatie", "99012", [MOW, PLANTS]),
        ("kerntaak", "99011-p1-k1", [FEED]),
    ):
        seen.page.select_option(f"#f-{field}", value)
        assert seen.shown(".paar") == left, field
        assert f"{len(left)} van 3 rijen" in seen.page.locator("#stand").inner_text()
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
    assert seen.focused() == PLANTS


def test_from_number_to_what_it_counts(visit, address):
    seen = visit(address)
    seen.page.click("a[href='#paren?sterkte=gedeeltelijk']")
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
    assert "Hij legt een terras." in row.inner_text()
    assert "De kandidaat kan een konijnenhok timmeren" in row.inner_text()
    assert row.locator("button.oordeelknop").count() == 3


def test_both_texts_are_whole_and_numbered_on_both_sides(visit, address):
    seen = visit(f"{address}#{MOW}")
    for side, text in (("vmbo", "een maaiplan maken"), ("mbo", "Hij kiest de maaihoogte.")):
        half = seen.page.locator(f"#{MOW} .teksten .{side}")
        assert text in half.inner_text()
        numbers = half.locator("button.nr").all_inner_texts()
        assert sorted(set(numbers)) == ["1", "2", "3"], side
    assert "GL · geldt niet voor KB" in seen.page.locator(f"#{MOW} .teksten .vmbo").inner_text()
    assert "deeltaak.json, /d1, d1" in seen.page.locator(f"#{MOW} .teksten .vmbo").inner_text()


def test_sentence_numbers_lead_to_the_other_side(visit, address):
    seen = visit(f"{address}#{MOW}")
    for here, there in (("vmbo", "mbo"), ("mbo", "vmbo")):
        seen.page.locator(f"#{MOW} .teksten .{here} button.nr[data-z='2']").first.click()
        focused = seen.page.evaluate("document.activeElement.closest('.vmbo, .mbo').className")
        assert focused == there
        assert seen.page.evaluate("document.activeElement.dataset.z") == "2"


@pytest.mark.parametrize(("here", "there"), [("vmbo", "mbo"), ("mbo", "vmbo")])
def test_pointing_at_a_word_or_sentence_lights_its_partner(visit, address, here, there):
    seen = visit(f"{address}#{MOW}")
    words = {"vmbo": "maaien", "mbo": "maait"}
    half, other = (seen.page.locator(f"#{MOW} .teksten .{side}") for side in (here, there))
    half.locator("mark", has_text=words[here]).first.hover()
    lit = other.locator("mark.licht").all_inner_texts()
    assert words[there] in lit
    assert "gazons" not in lit
    half.locator(".zin[data-z~='2']").first.hover(position={"x": 2, "y": 8})
    assert other.locator(".zin.licht").count() >= 1
    half.locator("button.nr[data-z='2']").first.focus()
    assert "2" in other.locator("button.nr.licht").all_inner_texts()


def test_an_empty_cell_opens_both_texts_and_can_be_decided(visit, address):
    seen = visit(f"{address}#matrix-k-tuin-02")
    seen.page.locator("#matrix-k-tuin-02 a.leeg").first.click()
    place = seen.page.locator("#naast")
    place.wait_for()
    assert "meldt deze combinatie niet" in place.inner_text()
    assert place.locator(".vmbo .tekst").count()
    assert place.locator(".mbo .tekst").count()
    address_of_it = seen.page.url
    place.get_by_role("button", name="akkoord").click()
    again = visit(address_of_it)
    assert again.page.locator("#naast .besluitvak").is_visible()
    seen.page.select_option("#naast-vmbo", "p-tuin-01-01")
    seen.page.select_option("#naast-mbo", "99001-b1-k1-w1")
    seen.page.get_by_role("button", name="Leg naast elkaar").click()
    seen.page.wait_for_url(f"**#{MOW}")


def test_print_opens_what_was_closed_and_closes_it_again(visit, address):
    seen = visit(address, scheme="dark")
    seen.page.emulate_media(media="print", color_scheme="dark")
    seen.page.locator("details.dekkingslijst[open]").first.wait_for(state="attached")
    assert seen.page.locator("details:not([open]):not([data-print='dicht'])").count() == 0
    assert len(seen.shown("tr.open")) == 3
    assert seen.page.locator("#filters").is_hidden()
    assert seen.page.locator(".ondertekening").is_visible()
    paper = seen.page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert paper == "rgb(255, 255, 255)"
    seen.page.emulate_media(media="screen")
    seen.page.locator("details.dekkingslijst[open]").first.wait_for(state="detached")
    assert seen.shown("tr.open") == []
    assert seen.page.locator(".ondertekening").is_hidden()


@pytest.mark.parametrize(
    ("view", "shown", "hidden"),
    [
        ("samenvatting", ["antwoord", "matrix", "besluiten"], ["paren", "zwak", "bijlage"]),
        ("besluiten", ["besluiten"], ["antwoord", "paren", "bijlage"]),
        ("bijlage", ["bijlage"], ["antwoord", "paren", "besluiten"]),
    ],
)
def test_views_to_print_have_an_address(visit, address, view, shown, hidden):
    seen = visit(address)
    seen.page.select_option("#druk", view)
    seen.page.wait_for_url(f"**#druk-{view}")
    for _ in range(2):
        for section in shown:
            assert seen.page.locator(f"#{section}").is_visible(), section
        for section in hidden:
            assert seen.page.locator(f"#{section}").is_hidden(), section
        seen.page.emulate_media(media="print")
    seen.page.emulate_media(media="screen")
    seen.page.get_by_role("link", name="Terug naar het hele rapport").click()
    assert seen.page.locator("#paren").is_visible()
    assert seen.page.locator("#bijlage").is_hidden()


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
    assert seen.focused() == "inhoud"


@pytest.mark.parametrize("width", [390, 320])
def test_no_sideways_scrolling(visit, address, width):
    seen = visit(f"{address}#{MOW}", width=width)
    seen.page.locator("button.uitklap").first.click()
    assert seen.page.evaluate("document.documentElement.scrollWidth") <= width


def test_no_marker_is_printed_over_the_codes_of_the_matrix(visit, address):
    page = visit(f"{address}#druk-samenvatting").page
    marker = "e => getComputedStyle(e, '::before').content"
    openers = page.locator("button.uitklap")
    assert openers.first.evaluate(marker) == '"▸"'
    page.emulate_media(media="print")
    page.locator("button.uitklap[aria-expanded='true']").last.wait_for()
    assert {openers.nth(n).evaluate(marker) for n in range(openers.count())} == {"none"}


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
