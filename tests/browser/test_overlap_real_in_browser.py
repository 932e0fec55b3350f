"""The overlap page of real sources: profile ZW with all keuzevakken against three dossiers."""

import json
from datetime import date

import pytest
from axe_playwright_python.sync_playwright import Axe

from align.cli.main import main
from align.exchange.decisions_read import read_decisions
from align.model import Verdict
from align.overlap import Selection, compare
from align.report import overlap_html
from align.report.overlap_page import build_page
from align.sources import load_sides

pytestmark = [pytest.mark.browser, pytest.mark.real]

MADE = {"command": "align overlap", "made_on": date(2026, 3, 14), "tool_version": "0"}
MOST_BYTES = 5 * 2**20
#: What a filter goes by, read from the page model rather than from the page.
FILTERS = {
    "leerweg": lambda pair: pair.left.leerwegen,
    "niveau": lambda pair: map(str, pair.right.niveaus),
    "unit": lambda pair: (pair.left.group,),
    "kwalificatie": lambda pair: pair.right.kwalificaties,
    "kerntaak": lambda pair: (pair.right.group,),
    "relatie": lambda pair: (pair.relation.value if pair.relation else "geen",),
    "sterkte": lambda pair: (pair.strength.value,),
}
SHOWN = "[...document.querySelectorAll('.paar')].filter(e => e.checkVisibility()).map(e => e.id)"
AXE = {
    "resultTypes": ["violations"],
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    },
}
#: One row of a list is made as the next: of each list two stay, or axe looks for an hour. Rows are
#: filled when they open, from the texts; so those go last.
FEWER = """async () => {
  const keep = (rows, most) =>
    [...document.querySelectorAll(rows)].slice(most).forEach((row) => row.remove());
  for (const rows of ['#paren .paar', '#zwak .rij', '#apart .rij']) keep(rows, 2);
  [...document.querySelectorAll('#matrix tr.open')].slice(1).forEach((row) => {
    row.previousElementSibling.remove();
    row.remove();
  });
  const opened = document.querySelectorAll('details');
  opened.forEach((one) => { one.open = true; });
  await new Promise((done) => requestAnimationFrame(() => setTimeout(done, 300)));
  keep('.alle-teksten > .eenheid', 2);
}"""


@pytest.fixture(scope="module")
def found(real_data):
    dossiers = sorted(map(str, (real_data / "sbb-xml").glob("*.xml")))
    assert len(dossiers) == 3
    vmbo, mbo = load_sides(str(real_data / "slo-bg" / "2025.3"), dossiers, {})
    return compare(vmbo, mbo, Selection(units=("ZW",)))


@pytest.fixture(scope="module")
def path(found, tmp_path_factory):
    path = tmp_path_factory.mktemp("echt") / "zw.html"
    path.write_text(overlap_html(found, **MADE), encoding="utf-8", newline="\n")
    return path


@pytest.fixture(scope="module")
def address(path):
    return path.as_uri()


def of_rows(found, kept):
    """Ids of the rows with a pair that is kept."""
    page, _data = build_page(found, **MADE)
    return {row.first.id for row in page.overlapping if any(map(kept, row.pairs))}


def first_row(page):
    """Id of the first pair, with its form in place."""
    row = page.locator(".paar:not([hidden])").first
    row.scroll_into_view_if_needed()
    row.locator(".besluitvak").wait_for()
    return row.get_attribute("id")


def decide(page, pair, verdict):
    page.locator(f"#{pair} button[data-oordeel='{verdict}']").click()


def saved(page, path):
    with page.expect_download() as download:
        page.click("#bewaar")
    download.value.save_as(path)
    return path


def test_one_file_within_its_size_that_asks_nothing_of_the_network(visit, path):
    assert path.stat().st_size <= MOST_BYTES
    seen = visit(path.as_uri())
    for target in ("druk-samenvatting", "druk-besluiten", "druk-bijlage", "naast", "antwoord"):
        seen.page.goto(f"{path.as_uri()}#{target}")
        shown = target.removeprefix("druk-").replace("samenvatting", "antwoord")
        seen.page.locator(f"#{shown}").wait_for()
    assert seen.outside == []


def test_every_filter_leaves_what_it_names_and_all_comes_back(visit, address, found):
    page = visit(address).page
    everything = len(page.evaluate(SHOWN))
    assert everything > 100
    for field, of_pair in FILTERS.items():
        value = page.locator(f"#f-{field} option").nth(1).get_attribute("value")
        wanted = of_rows(found, lambda pair, v=value, of=of_pair: v in of(pair))
        page.select_option(f"#f-{field}", value)
        assert set(page.evaluate(SHOWN)) == wanted, field
        assert f"{len(wanted)} van {everything} rijen" in page.locator("#stand").inner_text()
        assert page.url.endswith(f"#paren?{field}={value}")
        page.go_back()
        page.wait_for_function(f"document.getElementById('f-{field}').value === ''")
        assert len(page.evaluate(SHOWN)) == everything, field


def test_search_order_and_what_is_decided_together(visit, address, found):
    page = visit(address).page
    everything = page.evaluate(SHOWN)
    page.select_option("#f-sorteer", "code")
    assert page.evaluate(SHOWN) != everything
    assert sorted(page.evaluate(SHOWN)) == sorted(everything)
    page.select_option("#f-sorteer", "sterk")
    decided = first_row(page)
    decide(page, decided, "bespreken")
    page.select_option("#f-besluit", "bespreken")
    assert page.evaluate(SHOWN) == [decided]
    page.select_option("#f-besluit", "open")
    assert len(page.evaluate(SHOWN)) == len(everything) - 1
    page.fill("#f-zoek", "maaltijd")
    page.select_option("#f-besluit", "")
    left = set(page.evaluate(SHOWN))
    assert 0 < len(left) < len(everything)
    named = of_rows(found, lambda p: "maaltijd" in f"{p.left.title} {p.right.title}".lower())
    assert named <= left


@pytest.mark.parametrize(("here", "there"), [("vmbo", "mbo"), ("mbo", "vmbo")])
def test_pointing_at_a_word_or_sentence_lights_its_partner(visit, address, here, there):
    page = visit(address).page
    card = page.locator(f"#{first_row(page)}")
    card.locator("details.teksten > summary").click()
    half, other = (card.locator(f".teksten .{side}") for side in (here, there))
    assert other.locator(".licht").count() == 0
    half.locator("button.nr[data-z='1']").first.focus()
    assert "1" in other.locator("button.nr.licht").all_inner_texts()
    assert other.locator(".zin.licht").count() >= 1
    words = _words(half) & _words(other)
    assert words, "no word that both texts share is marked"
    word = min(words)
    half.locator(f"mark[data-w~='{word}']").first.hover()
    lit = other.locator("mark.licht").evaluate_all("marks => marks.map(mark => mark.dataset.w)")
    assert any(word in one.split() for one in lit)
    assert len(lit) < other.locator("mark[data-w]").count() or len(words) == 1


def _words(half):
    marks = half.locator("mark[data-w]")
    found = marks.evaluate_all("marks => marks.map(mark => mark.dataset.w)")
    return {word for one in found for word in one.split()}


def test_decide_reload_save_merge_and_differ(visit, address, tmp_path, capsys):
    seen = visit(address)
    first, second = seen.page, visit(address).page
    paths = []
    for page, name, verdict in ((first, "Docent A", "akkoord"), (second, "Docent B", "afgewezen")):
        page.fill("#naam", name)
        page.locator("#naam").blur()
        pair = first_row(page)
        decide(page, pair, verdict)
        paths.append(saved(page, tmp_path / f"{name}.json"))
    seen.reload()
    told = first.locator(f"#{pair} > .besluit")
    assert "✓ akkoord" in told.text_content()
    own = read_decisions(paths[:1])
    assert own.warnings == ()
    assert [decision.verdict for decision in own.settled] == [Verdict.AKKOORD]
    first.set_input_files("#lees", paths[1])
    first.locator("#bestand-stand", has_text="Over 1 paren bestaat verschil").wait_for()
    assert "Verschil van mening over besluit" in told.text_content()
    assert "Docent B" in first.locator("#besluiten-lijst").inner_text()
    merged = saved(first, tmp_path / "samen.json")
    assert main(["decisions", *map(str, paths), "-o", str(tmp_path / "opdracht.json")]) == 0
    assert "Docent B" in capsys.readouterr().out
    contents = [
        json.loads(one.read_text(encoding="utf-8")) for one in (merged, tmp_path / "opdracht.json")
    ]
    assert contents[0]["conflicts"] == contents[1]["conflicts"]
    (conflict,) = contents[0]["conflicts"]
    assert {said["by"] for said in conflict["decisions"]} == {"Docent A", "Docent B"}


def test_accessible(visit, address):
    page = visit(address).page
    decide(page, first_row(page), "akkoord")
    page.locator("button.uitklap").first.click()
    page.evaluate(FEWER)
    assert page.locator(".besluitvak").count() >= 2
    violations = Axe().run(page, options=AXE).response["violations"]
    assert [(v["id"], [node["target"] for node in v["nodes"][:3]]) for v in violations] == []
