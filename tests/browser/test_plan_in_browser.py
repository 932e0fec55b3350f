"""The route page as a reader meets it: blocks that open, sums that can be tried, keys, print."""

import sys
from dataclasses import replace
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe

from align.model import Leerweg
from align.overlap import Selection, compare
from align.planning.assumptions import changed
from align.planning.plan import make_plan
from align.planning.request import Request
from align.report.plan import render_plan
from align.report.plan_page import build_page
from align.resources import resource
from align.sources import load_all

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "report"))
from builders import example as overlap_example
from plan_builders import MADE, decisions, example, nothing_fits, with_text

pytestmark = pytest.mark.browser

MOW = "o-werkproces-b1-k1-w1"
OTHERWISE = {
    "klokuren_keuzevak": 80,
    "klokuren_module": 110,
    "vmbo_klokuren_per_jaar": 930,
    "sbu_per_jaar": 1660,
    "bol_klokuren_per_jaar": 990,
    "generiek_bol_per_jaar": 180,
    "route_klokuren_per_jaar": 1010,
    "zomer_klokuren": 60,
    "bpv_boven_minimum": 20,
}
AXE = {
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    }
}


def written(folder, name, *plan, **more):
    path = folder / f"{name}.html"
    path.write_text(render_plan(*plan, **(MADE | more)), encoding="utf-8", newline="\n")
    return path.as_uri()


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    folder = tmp_path_factory.mktemp("pagina")
    return written(folder, "route", example(), overlap_example(), decisions=decisions())


def told(seen):
    return seen.page.locator("#stand").inner_text()


def tried(seen, variant, name):
    return seen.page.locator(f'[data-som="{variant}/{name}"]').inner_text()


def turn(seen, name, value):
    seen.page.fill(f"#d-{name}", str(value))


def test_a_block_opens_to_its_evidence_and_rules(visit, address):
    seen = visit(address)
    card = seen.page.locator(f"#{MOW}")
    assert card.get_attribute("open") is None
    seen.page.locator(f"#rooster-verdiepen .rooster a[href='#{MOW}']").first.click()
    assert card.get_attribute("open") is not None
    assert card.locator("blockquote").count() == 4
    assert "De hovenier maait zelfstandig" in card.inner_text()
    card.locator("a[href='#r-M10']").click()
    assert seen.focused() == "r-M10"
    seen.page.go_back()
    assert seen.page.url.endswith(f"#{MOW}")


def test_the_table_says_what_the_drawing_says(visit, address):
    seen = visit(address)
    seen.page.locator("#na-verdiepen > summary").click()
    table = seen.page.locator("#na-verdiepen table")
    assert table.is_visible()
    table.locator(f"a[href='#{MOW}']").first.click()
    assert seen.page.locator(f"#{MOW}[open]").count() == 1


def test_arrows_walk_through_the_drawing_and_tab_leaves_it(visit, address):
    seen = visit(address)
    blocks = seen.page.locator("#rooster-verdiepen .rooster a.balkje")
    assert blocks.nth(0).get_attribute("tabindex") == "0"
    assert blocks.nth(1).get_attribute("tabindex") == "-1"
    blocks.nth(0).focus()
    focused = "document.activeElement.getAttribute('aria-label')"
    for key, place in (("ArrowRight", 1), ("ArrowDown", 2), ("ArrowLeft", 1), ("Home", 0)):
        seen.page.keyboard.press(key)
        assert seen.page.evaluate(focused) == blocks.nth(place).get_attribute("aria-label")
    seen.page.keyboard.press("End")
    seen.page.keyboard.press("Enter")
    assert seen.page.locator("details.kaart-onderdeel[open]").count() == 1
    blocks.nth(0).focus()
    seen.page.keyboard.press("Tab")
    inside = "document.activeElement.closest('#rooster-verdiepen .rooster')"
    assert seen.page.evaluate(f"{inside} === null")


def test_without_a_change_the_page_keeps_the_numbers_of_the_planner(visit, address):
    seen = visit(address)
    assert told(seen) == "Dit is de som van dit plan."
    outputs = seen.page.locator("[data-som]").all_inner_texts()
    assert set(outputs) == {""}
    assert seen.page.locator("#nieuw").is_hidden()


def test_fewer_hours_for_a_keuzevak_frees_less(visit, address):
    """17 of 50 hours for a deeltaak that comes back by half: 8 klokuren instead of 17."""
    seen = visit(address)
    turn(seen, "klokuren_keuzevak", 50)
    assert tried(seen, "verdiepen", "freed") == "→ −73"
    assert tried(seen, "verdiepen", "vmbo") == "", "the rest of the vmbo takes the hours"
    assert tried(seen, "verdiepen", "needed") == "→ 3.477"
    assert tried(seen, "verdiepen", "rest") == "→ 390"
    assert seen.page.locator("#s-klokuren_keuzevak").input_value() == "50"
    assert seen.page.locator("#toml").inner_text() == "[aannames]\nklokuren_keuzevak = 50"
    assert "maak het plan opnieuw" in seen.page.locator("#nieuw").inner_text().lower()
    assert "--hours aannames.toml" in seen.page.locator("#nieuw").inner_text()


def test_nothing_freed_when_nothing_of_it_counts(visit, address):
    seen = visit(address)
    for name in ("herhaling", "verdieping", "voorbereiding"):
        turn(seen, f"deel_{name}", 0)
    assert tried(seen, "verdiepen", "freed") == "→ 0"
    assert tried(seen, "verkorten", "space") == "→ −430"
    assert "verkorten: nog steeds ca. 430 klokuren te weinig." in told(seen)


def test_it_says_when_the_plan_no_longer_fits_and_when_the_shorter_one_would(visit, address):
    seen = visit(address)
    turn(seen, "bol_klokuren_per_jaar", 700)
    assert "past niet meer" not in told(seen), "both time and programme shrink"
    seen.page.click("#terug")
    assert told(seen) == "Dit is de som van dit plan."
    turn(seen, "route_klokuren_per_jaar", 780)
    assert "verdiepen: dit plan past niet meer, 41 klokuren te veel; maak het opnieuw." in told(
        seen
    )
    assert seen.page.locator('[data-som="verdiepen/rest"].tekort').count() == 1
    turn(seen, "route_klokuren_per_jaar", 1200)
    assert "verkorten: de som past nu" in told(seen)


def test_what_cannot_be_is_said_and_does_not_count(visit, address):
    seen = visit(address)
    turn(seen, "klokuren_module", -5)
    assert told(seen) == "Een getal valt buiten wat kan en telt niet mee."
    assert set(seen.page.locator("[data-som]").all_inner_texts()) == {""}


def test_numbers_that_the_planner_refuses_are_said_to_be_refused(visit, address):
    seen = visit(address)
    turn(seen, "vmbo_klokuren_per_jaar", 700)
    turn(seen, "klokuren_keuzevak", 200)
    turn(seen, "klokuren_module", 200)
    assert told(seen).startswith("Zo weigert de planner:")


def test_the_page_sums_as_the_planner_does(visit, tmp_path):
    """The sums of the page with other numbers are those of a plan that is made with them."""
    overlap, plans = _planned({}, OTHERWISE)
    seen = visit(written(tmp_path, "voorbeeld", plans[0], overlap))
    for name, value in OTHERWISE.items():
        turn(seen, name, value)
    again, _data = build_page(plans[1], overlap, **MADE)
    for column in again.columns:
        for name in ("room", "vmbo", "mbo"):
            shown = tried(seen, column.slug, name).removeprefix("→ ").replace(".", "")
            assert int(shown) == getattr(column.sums, name), (column.slug, name)


def _planned(*tables):
    """The embedded example, planned once for every table of assumptions."""
    corpora = resource("corpora")
    dossiers = sorted((corpora / "mbo-voorbeeld").glob("*.xml"))
    vmbo, *mbo = load_all([corpora / "vmbo-voorbeeld", *dossiers])
    overlap = compare(vmbo, mbo, Selection(leerweg=Leerweg.KB, units=("VZW",)))
    request = Request("doorlopende-leerroute", Leerweg.KB, ("99101", "99102"))
    plans = [make_plan(overlap, replace(request, assumptions=changed(table))) for table in tables]
    return overlap, plans


def test_ticks_are_remembered(visit, address):
    seen = visit(address)
    seen.page.check("#v-overstap")
    seen.reload()
    assert seen.page.locator("#v-overstap").is_checked()
    assert not seen.page.locator("#v-geld").is_checked()


def test_skip_link_is_the_first_stop(visit, address):
    seen = visit(address)
    seen.page.keyboard.press("Tab")
    seen.page.keyboard.press("Enter")
    assert seen.focused() == "inhoud"


def test_print_is_light_and_opens_the_evidence(visit, address):
    seen = visit(address, scheme="dark")
    seen.page.emulate_media(media="print", color_scheme="dark")
    seen.page.locator(f"#{MOW}[open]").wait_for(state="attached")
    assert seen.page.locator("#draaien").is_hidden()
    assert seen.page.locator("nav").is_hidden()
    assert seen.page.locator("#tekenen table").is_visible()
    paper = seen.page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert paper == "rgb(255, 255, 255)"
    seen.page.emulate_media(media="screen")
    seen.page.locator(f"#{MOW}:not([open])").wait_for(state="attached")


def test_one_page_to_sign(visit, address):
    seen = visit(address)
    seen.page.evaluate("window.print = () => { window.printed = document.body.dataset.druk; }")
    seen.page.get_by_role("button", name="Druk alleen het blad om te tekenen af").click()
    assert seen.page.evaluate("window.printed") == "blad"
    seen.page.emulate_media(media="print")
    assert seen.page.locator("#tekenen").is_visible()
    assert seen.page.locator("main > section:visible").count() == 1
    height = seen.page.evaluate("document.getElementById('tekenen').scrollHeight")
    assert height < 1123 - 130, "it stands on one A4 (1123 px) within its margins"
    seen.page.emulate_media(media="screen")
    seen.page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    assert seen.page.locator("main > section:visible").count() > 5


def test_reads_without_script(browser, address):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    assert page.locator(".vergelijking").is_visible()
    assert page.locator("#draaien").is_hidden()
    assert page.locator("#rooster-verdiepen .rooster a.balkje:visible").count() > 10
    context.close()


@pytest.mark.parametrize("width", [390, 320])
def test_no_sideways_scrolling(visit, address, width):
    seen = visit(address, width=width)
    seen.page.evaluate("for (const d of document.querySelectorAll('details')) d.open = true")
    assert seen.page.evaluate("document.documentElement.scrollWidth") <= width


def test_hostile_text_runs_nothing(visit, tmp_path):
    plan = with_text("</script><img src=x onerror=alert(1)>")
    seen = visit(written(tmp_path, "vijandig", *plan))
    turn(seen, "klokuren_module", 50)
    assert seen.page.locator("img").count() == 0


def test_nothing_fits_and_the_sum_can_still_be_tried(visit, tmp_path):
    seen = visit(written(tmp_path, "niets", nothing_fits(), overlap_example()))
    turn(seen, "route_klokuren_per_jaar", 1100)
    assert "verdiepen: nog steeds ca. 148 klokuren te weinig." in told(seen)


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_accessible(visit, address, width, scheme):
    seen = visit(address, width=width, scheme=scheme)
    seen.page.evaluate("for (const d of document.querySelectorAll('details')) d.open = true")
    turn(seen, "route_klokuren_per_jaar", 780)
    assert _violations(seen, AXE) == []
    other = "dark" if scheme == "light" else "light"
    seen.page.emulate_media(color_scheme=other)
    assert _violations(seen, {"runOnly": {"type": "rule", "values": ["color-contrast"]}}) == []


def test_in_english(visit, tmp_path):
    seen = visit(written(tmp_path, "english", example(), overlap_example(), lang="en"))
    turn(seen, "klokuren_keuzevak", 50)
    assert told(seen).startswith("deepen: this plan still fits.")
    assert tried(seen, "verdiepen", "needed") == "→ 3,477"


def _violations(seen, options):
    found = Axe().run(seen.page, options=options).response["violations"]
    return [(v["id"], v["impact"], [node["target"] for node in v["nodes"]]) for v in found]
