"""A team at work: decide, reload, save, read back, merge with a colleague, differ, undo."""

import json
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import expect

from align.exchange.decisions_merge import merge
from align.exchange.decisions_read_json import read_decisions_json
from align.model import Decision, Decisions, Verdict
from align.overlap.decided import basis_of
from align.report import overlap_html
from align.report.overlap_page import build_page

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "report"))
from builders import MADE, counted, example

pytestmark = pytest.mark.browser

MOW = "pair-p-tuin-01-01--99001-b1-k1-w1"
PLANTS = "pair-p-tuin-01-02--99001-b1-k1-w2"
FEED = "pair-k-tuin-02-01--99011-p1-k1-w1"


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    path = tmp_path_factory.mktemp("besluiten") / "overlap.html"
    path.write_text(overlap_html(example(), **MADE), encoding="utf-8", newline="\n")
    return path.as_uri()


def read_decisions(paths):
    """What `align decisions` makes of these files."""
    return merge([read_decisions_json(path.read_bytes(), path.name) for path in paths])


def decide(page, pair, verdict):
    page.locator(f"#{pair}").scroll_into_view_if_needed()
    button = page.locator(f"#{pair} button[data-oordeel='{verdict}']")
    button.click()
    return button


def sign(page, name):
    page.fill("#naam", name)
    page.locator("#naam").blur()


def saved(page, folder, name="besluiten.json"):
    with page.expect_download() as download:
        page.click("#bewaar")
    path = folder / name
    download.value.save_as(path)
    return path


def verdict_of(page, pair):
    """What stands under a card, once it is drawn: cards far from the screen are not."""
    line = page.locator(f"#{pair} > .besluit")
    expect(line).not_to_have_text("", use_inner_text=True)
    return line.inner_text()


def test_decide_reload_save_and_read_back(visit, address, tmp_path):
    seen = visit(address)
    page = seen.page
    sign(page, "Docent A")
    assert decide(page, MOW, "akkoord").get_attribute("aria-pressed") == "true"
    page.locator(f"#{MOW}").get_by_label("Wie geeft het?").select_option("vmbo")
    page.locator(f"#{MOW}").get_by_label("Klokuren die vrijvallen").fill("12,5".replace(",", "."))
    page.locator(f"#{MOW}").get_by_label("Opmerking").fill("in periode 3 <b>samen</b>")
    page.keyboard.press("Tab")
    seen.reload()
    told = verdict_of(page, MOW)
    assert "✓ akkoord · wie geeft het: vmbo · 12,5 klokuren · “in periode 3 <b>samen</b>”" in told
    assert "Docent A" in told
    assert "1 van 3 rijen besloten" in page.locator("#voortgang").inner_text()
    path = saved(page, tmp_path)
    content = json.loads(path.read_text(encoding="utf-8"))
    (entry,) = content["decisions"]
    assert content["format"] == "align-decisions/1"
    assert list(entry) == [
        *("left", "right", "verdict", "relation", "teaches", "klokuren", "remark", "by", "on"),
        *("view", "trail"),
    ]
    assert entry["left"]["text_sha256"] == basis_of(example(), "d1").text_sha256
    assert entry["view"]["probability"] == 0.92
    read = read_decisions([path])
    assert read.warnings == ()
    assert read.settled[0].klokuren == 12.5
    other = visit(address).page  # a browser that remembers nothing
    assert verdict_of(other, MOW) == "Nog geen besluit."
    other.set_input_files("#lees", path)
    other.locator("#bestand-stand", has_text="1 besluiten gelezen").wait_for()
    assert verdict_of(other, MOW) == told
    assert saved(other, tmp_path, "weer.json").read_bytes() == path.read_bytes()


def test_two_people_merge_and_where_they_differ_nobody_wins(visit, address, tmp_path):
    first, second = visit(address).page, visit(address).page
    for page, name, verdicts in (
        (first, "Docent A", ((MOW, "akkoord"), (FEED, "akkoord"))),
        (second, "Docent B", ((MOW, "afgewezen"), (PLANTS, "bespreken"))),
    ):
        sign(page, name)
        for pair, verdict in verdicts:
            decide(page, pair, verdict)
    theirs = saved(second, tmp_path, "b.json")
    first.set_input_files("#lees", theirs)
    first.locator("#bestand-stand", has_text="Over 1 paren bestaat verschil").wait_for()
    assert "Verschil van mening over besluit" in verdict_of(first, MOW)
    assert "akkoord" in verdict_of(first, FEED)
    assert "bespreken" in verdict_of(first, PLANTS)
    merged = saved(first, tmp_path, "samen.json")
    read = read_decisions([merged])
    by_command = read_decisions([saved(first, tmp_path, "a.json"), theirs])
    assert read == by_command
    assert [conflict.differs for conflict in read.conflicts] == [("besluit",)]
    first.select_option("#f-besluit", "verschil")
    conflict = first.locator(f"#{MOW} .conflict")
    conflict.get_by_role("button", name="Docent B").click()
    assert "afgewezen" in verdict_of(first, MOW)
    settled = read_decisions([saved(first, tmp_path, "eens.json")])
    assert settled.conflicts == ()
    by_pair = settled.by_pair["d1", "w1"]
    assert {voice.by for voice in by_pair.voices} == {"Docent A", "Docent B"}
    assert any("in overleg" in line for voice in by_pair.voices for line in voice.trail)
    first.click("#ongedaan")
    assert "Verschil van mening" in verdict_of(first, MOW)


def test_a_rejected_pair_is_marked_in_the_answer_which_says_what_remains(visit, address):
    seen = visit(address)
    page = seen.page
    mark = page.locator(f"[data-uitspraak='{FEED}']")
    after = page.locator("#na-besluiten")
    assert after.is_hidden()
    decide(page, FEED, "afgewezen")
    assert mark.inner_text() == "✗ afgewezen"
    assert after.inner_text().startswith(
        "Na uw besluiten: 2 van 5 deeltaken van het vmbo en 2 van 5 werkprocessen van het mbo "
        "hebben overlap. Paren met overlap: 2 (verdieping 1, voorbereiding 1)."
    )
    page.click("#ongedaan")
    assert mark.inner_text() == ""
    assert after.is_hidden()


def test_what_remains_is_counted_in_the_page_as_the_program_counts_it(visit, tmp_path):
    overlap = counted()
    given = Decisions(
        settled=(
            Decision(basis_of(overlap, "d3"), basis_of(overlap, "w4"), Verdict.AFGEWEZEN),
            Decision(basis_of(overlap, "d1"), basis_of(overlap, "w2"), Verdict.AKKOORD),
            Decision(basis_of(overlap, "d4"), basis_of(overlap, "w1"), Verdict.AKKOORD),
        )
    )
    path = tmp_path / "overlap.html"
    path.write_text(overlap_html(overlap, **MADE, decisions=given), encoding="utf-8")
    wanted = " ".join(build_page(overlap, **MADE, decisions=given)[0].after)
    page = visit(path.as_uri()).page
    assert "klokuren komt terug" in wanted
    assert page.locator("#na-besluiten-som").inner_text() == wanted
    page.goto(f"{path.as_uri()}#uren")
    page.fill("[data-bedrag='p-tuin-01'] input", "1000")
    assert "van 1.100 klokuren" in page.locator("#na-besluiten-som").inner_text()


def test_undo_goes_back_step_by_step(visit, address):
    page = visit(address).page
    assert page.locator("#ongedaan").is_disabled()
    decide(page, MOW, "akkoord")
    decide(page, MOW, "bespreken")
    decide(page, MOW, "bespreken")  # once more takes it back
    assert verdict_of(page, MOW) == "Nog geen besluit."
    page.click("#ongedaan")
    assert "bespreken" in verdict_of(page, MOW)
    page.click("#ongedaan")
    assert "akkoord" in verdict_of(page, MOW)
    page.click("#ongedaan")
    assert verdict_of(page, MOW) == "Nog geen besluit."
    assert page.locator("#ongedaan").is_disabled()


def test_a_name_given_later_signs_what_was_decided(visit, address):
    page = visit(address).page
    decide(page, MOW, "akkoord")
    page.locator("#naam-vraag input").fill("Docent C")
    page.get_by_role("button", name="Zet mijn naam erbij").click()
    assert "Docent C" in verdict_of(page, MOW)
    assert page.locator("#naam").input_value() == "Docent C"


def test_keyboard_alone(visit, address):
    page = visit(address).page
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.id") == MOW
    page.keyboard.press("j")
    page.keyboard.press("k")
    page.keyboard.press("o")
    assert page.locator(f"#{MOW} .teksten .vmbo").is_visible()
    page.keyboard.press("a")
    assert "akkoord" in verdict_of(page, MOW)
    page.keyboard.press("u")
    assert verdict_of(page, MOW) == "Nog geen besluit."
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "f-zoek"
    page.keyboard.type("j")
    assert page.locator("#f-zoek").input_value() == "j"
    page.locator("#f-zoek").blur()
    page.keyboard.press("?")
    assert page.locator("dialog.uitleg").is_visible()
    page.uncheck("#toetsen")
    page.keyboard.press("Escape")
    page.keyboard.press("a")
    assert verdict_of(page, MOW) == "Nog geen besluit."


def test_sorted_by_what_still_needs_a_decision(visit, address):
    seen = visit(address)
    sign(seen.page, "Docent A")
    decide(seen.page, MOW, "akkoord")
    seen.reload()
    assert seen.shown(".paar") == [FEED, PLANTS, MOW]
    seen.page.select_option("#f-sorteer", "sterk")
    assert seen.shown(".paar") == [MOW, FEED, PLANTS]
    seen.page.select_option("#f-besluit", "open")
    assert seen.shown(".paar") == [FEED, PLANTS]


def test_filters_are_remembered_for_this_report(visit, address):
    seen = visit(address)
    seen.page.select_option("#f-relatie", "voorbereiding")
    seen.settle()
    seen.page.goto("about:blank")
    seen.page.goto(address)
    assert seen.shown(".paar") == [PLANTS]
    assert "Er staan filters aan" in seen.page.locator("#stand").inner_text()


def test_works_where_the_browser_refuses_to_remember(address, browser):
    context = browser.new_context()
    context.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new Error('nee'); } })"
    )
    page = context.new_page()
    errors = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(address)
    decide(page, MOW, "akkoord")
    assert "akkoord" in verdict_of(page, MOW)
    assert "Deze browser onthoudt niets" in page.locator("#besluiten").inner_text()
    assert errors == []
    context.close()


def test_given_decisions_and_a_text_that_changed_since(visit, tmp_path):
    overlap = example()
    stale = replace(basis_of(overlap, "d1"), text_sha256="0" * 64)
    given = Decisions(
        settled=(
            Decision(stale, basis_of(overlap, "w1"), Verdict.AKKOORD, by="A", on="2026-01-02"),
            Decision(basis_of(overlap, "d4"), basis_of(overlap, "w1"), Verdict.BESPREKEN, by="A"),
        )
    )
    path = tmp_path / "overlap.html"
    path.write_text(overlap_html(overlap, **MADE, decisions=given), encoding="utf-8")
    seen = visit(path.as_uri())
    seen.page.locator(f"#{MOW}").scroll_into_view_if_needed()
    assert "Opnieuw bekijken" in verdict_of(seen.page, MOW)
    seen.page.select_option("#f-besluit", "opnieuw")
    assert seen.shown(".paar") == [MOW]
    assert "Een hok timmeren" in seen.page.locator("#besluiten-lijst").inner_text()
    seen.page.locator("#besluiten-lijst a", has_text="Een hok timmeren").click()
    seen.page.locator("#naast .besluitvak").wait_for()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ('{"format": "align-decisions/1", "decisions": [', "beschadigd"),
        ('{"format": "iets anders"}', "geen besluitenbestand"),
        (
            '{"format": "align-decisions/1", "decisions": [{"left": {}}, 3, null]}',
            "3 regels waren niet leesbaar",
        ),
        (
            json.dumps(
                {
                    "format": "align-decisions/1",
                    "decisions": [
                        {"left": {"id": "x"}, "right": {"id": "y"}, "verdict": "akkoord", "iets": 1}
                    ],
                }
            ),
            "niet in dit rapport",
        ),
    ],
)
def test_files_that_are_no_good_say_so(visit, address, tmp_path, content, said):
    page = visit(address).page
    path = tmp_path / "stuk.json"
    path.write_text(content, encoding="utf-8")
    page.set_input_files("#lees", path)
    page.locator("#bestand-stand", has_text=said).wait_for()
    assert verdict_of(page, MOW) == "Nog geen besluit."


def test_hostile_decisions_stay_text(visit, address, tmp_path):
    hostile = "<img src=x onerror=alert(1)></script>\u202e javascript:alert(1)"
    side = {"code": hostile, "title": hostile}
    entry = {
        "left": {"id": "d1", **side},
        "right": {"id": "w1", **side},
        "verdict": "akkoord",
        "remark": hostile,
        "by": hostile,
        "on": hostile,
        "trail": [hostile],
        "__proto__": {"x": 1},
    }
    path = tmp_path / "vijand.json"
    content = {"format": "align-decisions/1", "decisions": [entry]}
    path.write_text(json.dumps(content), encoding="utf-8")
    page = visit(address).page
    page.set_input_files("#lees", path)
    page.locator(f"#{MOW} > .besluit", has_text="<img src=x onerror=alert(1)>").wait_for()
    assert page.locator("img").count() == 0
    page.goto(f"{address}#druk-bijlage")
    assert page.locator("img").count() == 0
    assert saved_text(page, tmp_path)["decisions"][0]["remark"] == hostile


def saved_text(page, folder):
    page.goto(page.url.split("#")[0] + "#besluiten")
    return json.loads(saved(page, folder).read_text(encoding="utf-8"))


def test_hours_are_recomputed_in_the_page(visit, address):
    seen = visit(f"{address}#uren")
    page = seen.page
    whole = page.locator("[data-uren='vmbo']")
    assert whole.inner_text() == "ca. 80 van 200 klokuren"
    page.fill("[data-bedrag='p-tuin-01'] input", "200")
    assert whole.inner_text() == "ca. 150 van 300 klokuren"
    seen.reload()
    assert whole.inner_text() == "ca. 150 van 300 klokuren"
    assert "door u aangepast" in page.locator("[data-waarom='p-tuin-01']").inner_text()
    page.get_by_role("button", name="Zet de aannames terug").click()
    assert whole.inner_text() == "ca. 80 van 200 klokuren"


def test_the_annex_asks_and_never_grants(visit, address):
    page = visit(f"{address}#druk-bijlage").page
    annex = page.locator("#bijlage")
    assert "deze bijlage is daarom leeg" in annex.inner_text()
    page.goto(f"{address}#paren")
    sign(page, "Docent A")
    decide(page, MOW, "akkoord")
    decide(page, FEED, "afgewezen")
    page.goto(f"{address}#druk-bijlage")
    assert annex.locator("article").count() == 1
    text = annex.inner_text()
    assert "Maait gazons" in text
    assert "De examencommissie beslist" in text
    assert "verleent geen vrijstelling" in text
    assert "Besluit van de examencommissie:" in text
    assert "Paren met overlap zonder besluit: 1." in text
    assert "Paren die het team afwees: 1." in text
