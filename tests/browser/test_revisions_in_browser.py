"""The revision page as a reader meets it: filters, the switch, addresses, keyboard, print."""

import sys
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe

from align.report.revision import revision_html

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "report"))
from revision_builders import MADE, example, touched, with_text
from test_revision_html import series

pytestmark = pytest.mark.browser

MOW = "w-p-tuin-01-01"
CHANGED = "w-p-tuin-01-01-02"
SPLIT = "w-p-tuin-01-01-03"
MERGED = "w-p-tuin-01-02-01"
MOVED = "w-k-tuin-06-01-01"
NEW = ["w-k-tuin-06", "w-k-tuin-06-01", "w-k-tuin-06-01-02"]
GONE = ["w-k-tuin-05", "w-k-tuin-05-01", "w-k-tuin-05-01-01"]
ALL = [MOW, CHANGED, SPLIT, MERGED, *GONE, NEW[0], NEW[1], MOVED, NEW[2]]
AXE = {
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    }
}


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    path = tmp_path_factory.mktemp("pagina") / "verschil.html"
    text = revision_html(example(), **MADE, impact=touched(), series=series())
    path.write_text(text, encoding="utf-8", newline="\n")
    return path.as_uri()


def told(seen):
    return seen.page.locator("#stand").inner_text()


def test_opens_with_every_change_in_sight_and_says_what_is_folded(visit, address):
    seen = visit(address)
    assert seen.shown(".wijziging") == ALL
    assert told(seen) == (
        "Getoond: 11 van 11 wijzigingen, 4 van 4 die gelijk bleven. "
        "Wat geen wijziging is, staat ingeklapt."
    )
    assert seen.shown("details.zelfde li") == []


@pytest.mark.parametrize(
    ("field", "value", "left"),
    [
        ("soort", "gewijzigd", [MOW, CHANGED]),
        ("soort", "vervallen", GONE),
        ("kenmerk", "verplaatst", [MOVED]),
        ("kenmerk", "code", [MOVED]),
        ("kenmerk", "id", [CHANGED, SPLIT, MERGED]),
        ("aard", "handeling-zwaarder", [CHANGED]),
        ("niveau", "keuzevak", [GONE[0], NEW[0]]),
        ("deel", "u-k-tuin-05", GONE),
        ("leerweg", "bb", [i for i in ALL if i not in {SPLIT, GONE[2]}]),
    ],
)
def test_every_filter_and_back(visit, address, field, value, left):
    seen = visit(address)
    seen.page.select_option(f"#f-{field}", value)
    assert seen.shown(".wijziging") == left
    assert f"{len(left)} van 11 wijzigingen" in told(seen)
    assert seen.page.url.endswith(f"#wijzigingen?{field}={value}")
    seen.page.go_back()
    assert seen.shown(".wijziging") == ALL
    assert seen.page.locator(f"#f-{field}").input_value() == ""


def test_what_is_editorial_can_be_hidden(visit, address):
    seen = visit(address)
    seen.page.check("#f-inhoud")
    assert seen.shown(".wijziging") == [i for i in ALL if i != MOVED]
    assert seen.page.url.endswith("#wijzigingen?inhoud=ja")
    seen.page.uncheck("#f-inhoud")
    assert seen.shown(".wijziging") == ALL


def test_search_finds_old_and_new_words_and_what_stayed(visit, address):
    seen = visit(address)
    for words, left in (("HERKENNEN", [CHANGED]), ("toepassen", [CHANGED]), ("wéék regen", [MOW])):
        seen.page.fill("#f-zoek", words)
        assert seen.shown(".wijziging") == left, words
    seen.page.fill("#f-zoek", "gazon")
    assert seen.shown(".wijziging") == []
    assert seen.shown("details.zelfde li") == ["w-p-tuin-01-01-01"]
    assert seen.page.locator("details.zelfde summary:visible").inner_text() == "1 van 3 gelijk"
    seen.page.fill("#f-zoek", "onvindbaar")
    assert seen.page.locator("#leeg").is_visible()
    seen.page.click("text=Wis filters")
    seen.page.wait_for_url("**#wijzigingen")
    assert seen.shown(".wijziging") == ALL
    assert seen.page.locator("#leeg").is_hidden()


def test_units_without_a_hit_go_with_their_headings(visit, address):
    seen = visit(f"{address}#wijzigingen?soort=gesplitst")
    assert seen.shown("[data-deel]") == ["u-p-tuin-01"]
    headings = seen.page.locator("#wijzigingen h5:visible").all_inner_texts()
    assert headings == ["P/TUIN/01/01 Gras maaien"]


def test_beside_each_other_old_stands_left_and_new_right(visit, address):
    seen = visit(address)
    seen.page.check("input[value=naast]")
    assert seen.page.url.endswith("#wijzigingen?weergave=naast")
    halves = seen.page.locator(f"#{CHANGED} .naast .rl")
    assert [half.inner_text().splitlines()[-1] for half in halves.all()] == [
        "De kandidaat kan een maaier herkennen.",
        "De kandidaat kan een maaier toepassen.",
    ]
    left, right = (half.bounding_box() for half in halves.all())
    assert right["x"] > left["x"] + left["width"] - 1
    assert seen.page.locator(f"#{CHANGED} .redline > .rl:visible").count() == 0
    seen.page.click("#antwoord a[href*='soort=gewijzigd']:not([href*=niveau])")
    assert seen.shown(".wijziging") == [MOW, CHANGED]
    assert seen.page.locator("input[value=naast]").is_checked()
    seen.page.go_back()
    seen.page.go_back()
    seen.settle()
    assert seen.page.locator(f"#{CHANGED} .redline > .rl:visible").count() == 1


def test_an_address_that_was_mailed_shows_what_was_seen(visit, address):
    seen = visit(f"{address}#{CHANGED}?soort=gewijzigd&weergave=naast&zoek=maaier")
    assert seen.shown(".wijziging") == [CHANGED]
    assert seen.focused() == CHANGED
    assert seen.page.locator("#f-zoek").input_value() == "maaier"
    assert seen.page.locator(f"#{CHANGED} .naast").is_visible()


def test_an_address_that_is_not_there_says_so(visit, address):
    seen = visit(f"{address}#w-weg")
    assert told(seen) == "Het adres “w-weg” staat niet op deze pagina."
    assert seen.shown(".wijziging") == ALL


def test_from_the_map_to_a_change_and_from_a_number_to_what_it_counts(visit, address):
    seen = visit(address)
    cell = seen.page.locator("#kaart a.cel[title^='K/TUIN/05/01']")
    assert cell.get_attribute("title") == "K/TUIN/05/01 Een vijver graven: 2 vervallen"
    cell.click()
    assert seen.focused() == GONE[1]
    seen.page.click(".niveaus a[href='#wijzigingen?soort=nieuw&niveau=eindterm']")
    seen.page.wait_for_function("location.hash.includes('soort=nieuw')")
    assert seen.shown(".wijziging") == [NEW[2]]
    seen.page.click("nav a[href='#opvolgers']")
    assert seen.shown("#opvolgers a.code") == []
    seen.page.click("text=Wis filters")
    seen.settle()
    seen.page.click("#opvolgers a.code >> nth=0")
    assert CHANGED in seen.shown(".wijziging")


def test_map_table_and_successors_follow_the_filters_and_say_so(visit, address):
    seen = visit(f"{address}#was-wordt?soort=vervallen")
    rows = seen.page.locator(".waswordt tbody tr")
    every = rows.count()
    seen.settle()
    assert seen.page.locator(".waswordt tbody tr:visible").count() == len(GONE) < every
    line = seen.page.locator("[data-gefilterd=tabel]")
    assert line.inner_text() == (
        f"Gefilterd, net als de lijst: {len(GONE)} van {every} rijen. Filters: soort vervallen."
    )
    assert told(seen).endswith("Filters: soort vervallen.")
    codes = seen.page.locator("#kaart li:visible a.code")
    assert codes.evaluate_all("links => links.map(link => link.getAttribute('href'))") == [
        "#u-k-tuin-05"
    ]
    seen.page.check("#f-inhoud")
    seen.page.select_option("#f-soort", "gewijzigd")
    seen.page.fill("#f-zoek", "maaier")
    seen.settle()
    asked = "soort gewijzigd; zonder redactionele wijzigingen; met “maaier”"
    assert told(seen).endswith(f"Filters: {asked}.")
    faint = seen.page.locator("#kaart .flets:visible")
    assert faint.evaluate_all("cells => cells.map(cell => cell.title)") == [
        "module P/TUIN/01 Groen onderhouden: 1 gelijk; past niet bij de filters",
        "P/TUIN/01/02 Planten kennen: 1 gelijk, 1 samengevoegd; past niet bij de filters",
    ]
    assert seen.page.locator("[data-gefilterd=opvolgers]").inner_text().endswith(f"{asked}.")
    seen.page.click("text=Wis filters")
    seen.settle()
    assert seen.page.locator("[data-gefilterd]:visible, #kaart .flets").count() == 0
    assert seen.page.locator(".waswordt tbody tr:visible").count() == every


def test_what_is_filtered_is_said_on_paper(visit, address):
    seen = visit(f"{address}#wijzigingen?deel=u-p-tuin-01&leerweg=kb")
    seen.page.emulate_media(media="print")
    seen.page.locator("#tabel[open]").wait_for(state="attached")
    for name in ("kaart", "tabel", "opvolgers"):
        line = seen.page.locator(f"[data-gefilterd={name}]")
        assert line.is_visible()
        assert "onderdeel P/TUIN/01 Groen onderhouden; leerweg " in line.inner_text()


def test_from_a_change_to_its_history_and_back(visit, address):
    seen = visit(f"{address}#{CHANGED}")
    seen.page.fill("#z-geschiedenis", "vijver")
    seen.page.click(f"#{CHANGED} a.verder")
    assert seen.focused() == "g-p-tuin-01-01-02"
    thread = seen.page.locator("#g-p-tuin-01-01-02")
    assert thread.locator(".haltes").is_visible()
    assert "Van 1: 2030.1 naar 3: 2031.1: gewijzigd" in thread.inner_text()
    thread.locator("a[href^='#w-']").click()
    assert seen.focused() == CHANGED


def test_a_deep_link_to_what_stayed_unfolds_it(visit, address):
    seen = visit(f"{address}#w-p-tuin-01-01-01")
    assert "w-p-tuin-01-01-01" in seen.shown("details.zelfde li")


def test_the_table_reads_in_both_directions(visit, address):
    seen = visit(f"{address}#was-wordt")
    table = seen.page.locator(".waswordt")
    rows = table.locator("tbody tr")
    assert rows.first.inner_text().startswith("P/TUIN/01/01 Gras maaien")
    assert "K/TUIN/06/01-02" in rows.last.inner_text()
    seen.page.click("#draai")
    assert seen.page.locator("#richting").inner_text() == "Wordt-was, in de volgorde van 2031.1"
    assert table.locator("thead th").first.inner_text() == "wordt: 2031.1"
    assert "K/TUIN/05/01-01" in rows.last.inner_text()
    last = rows.last.locator("td").all_inner_texts()
    assert (last[0], last[1]) == ("–", "vervallen")
    seen.page.click("#draai")
    assert table.locator("thead th").first.inner_text() == "was: 2030.1"
    assert rows.first.inner_text().startswith("P/TUIN/01/01 Gras maaien")


def test_the_history_of_one_item_is_found(visit, address):
    seen = visit(f"{address}#geschiedenis")
    assert len(seen.shown(".draad")) == 3
    seen.page.fill("#z-geschiedenis", "maaier")
    assert seen.shown(".draad") == ["g-p-tuin-01-01-02"]
    assert seen.page.locator("#stand-geschiedenis").inner_text() == "Getoond: 1 van 3."
    deep = visit(f"{address}#g-k-tuin-05-01-01")
    assert "vervallen" in deep.page.locator("#g-k-tuin-05-01-01 .haltes").inner_text()


def test_keys_walk_open_switch_search_and_can_be_turned_off(visit, address):
    seen = visit(address)
    press = seen.page.keyboard.press
    active = "document.activeElement.id"
    press("j")
    assert seen.page.evaluate(active) == MOW
    press("j")
    assert seen.page.evaluate(active) == CHANGED
    press("k")
    assert seen.page.evaluate(active) == MOW
    press("o")
    assert seen.page.locator(f"#{MOW} details").get_attribute("open") is not None
    press("w")
    assert seen.page.locator("input[value=naast]").is_checked()
    press("/")
    assert seen.page.evaluate(active) == "f-zoek"
    press("j")
    assert seen.page.locator("#f-zoek").input_value() == "j"
    seen.page.fill("#f-zoek", "")
    seen.page.locator("h1").click()
    press("?")
    seen.page.locator("#geen-toetsen").check()
    seen.page.locator("h1").click()
    press("j")
    assert seen.page.evaluate(active) != MOW


def test_skip_link_is_the_first_stop(visit, address):
    seen = visit(address)
    seen.page.keyboard.press("Tab")
    seen.page.keyboard.press("Enter")
    assert seen.focused() == "inhoud"


def test_print_is_light_and_whole_and_leaves_the_screen_as_it_was(visit, address):
    seen = visit(address, scheme="dark")
    seen.page.emulate_media(media="print", color_scheme="dark")
    seen.page.locator("#tabel[open]").wait_for(state="attached")
    assert seen.page.locator("#filters").is_hidden()
    assert seen.page.locator(".anker:visible").count() == 0
    assert seen.page.locator(".waswordt").is_visible()
    paper = seen.page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert paper == "rgb(255, 255, 255)"
    seen.page.emulate_media(media="screen")
    seen.page.locator("#tabel:not([open])").wait_for(state="attached")


def test_print_keeps_what_was_chosen(visit, address):
    seen = visit(f"{address}#wijzigingen?soort=gewijzigd&weergave=naast")
    seen.page.emulate_media(media="print")
    assert seen.shown(".wijziging") == [MOW, CHANGED]
    assert seen.page.locator(f"#{CHANGED} .naast").is_visible()
    assert "2 van 11 wijzigingen" in told(seen)
    assert seen.page.locator("#stand").is_visible()


def test_reads_without_script(browser, address):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    assert page.locator(".wijziging:visible").count() == len(ALL)
    assert page.locator("form").is_hidden()
    assert page.locator(f"#{CHANGED} del:visible").count() == 1
    context.close()


@pytest.mark.parametrize("width", [390, 320])
def test_no_sideways_scrolling(visit, address, width):
    seen = visit(f"{address}#wijzigingen?weergave=naast", width=width)
    seen.page.evaluate("for (const d of document.querySelectorAll('details')) d.open = true")
    assert seen.page.evaluate("document.documentElement.scrollWidth") <= width


def test_hostile_text_runs_nothing(visit, tmp_path):
    path = tmp_path / "vijandig.html"
    text = with_text("</script><img src=x onerror=alert(1)>")
    path.write_text(revision_html(text, **MADE), encoding="utf-8", newline="\n")
    seen = visit(f"{path.as_uri()}#wijzigingen?weergave=naast")
    assert seen.page.locator("img").count() == 0
    assert len(seen.shown(".wijziging")) == len(ALL)


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_accessible(visit, address, width, scheme):
    seen = visit(f"{address}#wijzigingen?weergave=naast", width=width, scheme=scheme)
    seen.page.evaluate("for (const d of document.querySelectorAll('details')) d.open = true")
    assert _violations(seen, AXE) == []
    seen.page.check("input[name=weergave][value='']")
    assert _violations(seen, AXE) == []
    other = "dark" if scheme == "light" else "light"
    seen.page.emulate_media(color_scheme=other)
    assert _violations(seen, {"runOnly": {"type": "rule", "values": ["color-contrast"]}}) == []


def _violations(seen, options):
    found = Axe().run(seen.page, options=options).response["violations"]
    return [(v["id"], v["impact"], [node["target"] for node in v["nodes"]]) for v in found]


@pytest.mark.real
def test_a_real_step_is_small_complete_and_accessible(visit, address, real_data, tmp_path):
    """Release 2024.2 against 2025.3 of SLO: some 4,600 items on each side."""
    from align.revisions import compare_releases
    from align.sources import load

    folder = real_data / "slo-bg"
    revision = compare_releases(load(folder / "2024.2"), load(folder / "2025.3"))
    text = revision_html(revision, **MADE)
    assert len(text.encode()) < 3_000_000
    path = tmp_path / "stap.html"
    path.write_text(text, encoding="utf-8", newline="\n")
    seen = visit(address)
    seen.page.set_default_timeout(120_000)  # a machine that does other things too
    seen.page.goto(path.as_uri())
    rows = seen.page.locator("[data-s]").count()
    assert rows == len(revision.changes)
    for kind in ("nieuw", "vervallen", "gewijzigd"):
        seen.page.select_option("#f-soort", kind)
        expected = sum(change.kind.value == kind for change in revision.changes)
        assert len(seen.shown(".wijziging")) == expected, kind
    assert "0 van" in told(seen)
    # A checker that walks 40,000 elements takes minutes; one unit has everything that others have.
    unit = seen.page.locator("[data-deel]:not(.rustig)").first.get_attribute("id")
    seen.page.select_option("#f-soort", "")
    seen.page.select_option("#f-deel", unit)
    for section in ("#kaart", "#opvolgers", "#was-wordt", "#geschiedenis"):
        seen.page.evaluate(f"document.querySelector('{section}')?.setAttribute('hidden', '')")
    assert _violations(seen, AXE) == []
