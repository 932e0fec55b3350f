"""An atlas as a reader meets it, from a folder: search, links, keyboard, small screens, axe."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from align.cli.main import main
from align.resources import resource

pytestmark = pytest.mark.browser

AXE = {
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    },
    "preload": False,  # axe would fetch the style sheet, which the page forbids
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    place = tmp_path_factory.mktemp("atlas met spatie")
    corpora = resource("corpora")
    sources = [str(corpora / "vmbo-voorbeeld"), str(corpora / "mbo-voorbeeld")]
    options = ["--encoder", "none", "--cache", str(place / "cache"), "--jobs", "1", "--quiet"]
    assert main(["atlas", *sources, "-o", str(place / "atlas"), *options]) == 0
    return place / "atlas"


@pytest.fixture(scope="module")
def index(folder):
    return (folder / "index.html").as_uri()


@pytest.fixture(scope="module")
def pages(folder):
    """One page of each sort."""
    dossier = min((folder / "mbo").iterdir())
    names = ("index.html", "profiel/vzw.html", "onderdeel/p-vzw-01.html", "kwalificaties.html")
    return [folder / name for name in (*names, "bronnen.html")] + [dossier]


def search(seen, text, *titles):
    """Type a text and see that these are found, in this order."""
    seen.page.fill("#zoekterm", text)
    expect(seen.page.locator("#gevonden a")).to_have_text(list(titles))


CLEANS = ("P/VZW/01/01 Woonruimten schoonmaken", "B1-K1-W2 Maakt woonruimten schoon")


def test_search_finds_and_its_link_opens(visit, index):
    seen = visit(index)
    search(seen, "SCHOON", *CLEANS)
    assert seen.page.locator("#zoekstand").inner_text() == "2 gevonden."
    assert seen.page.url.endswith("#zoek=SCHOON")
    seen.page.click("#gevonden a >> nth=1")
    expect(seen.page.locator("h1")).to_contain_text("Wonen en zorg")
    assert "/mbo/" in seen.page.url
    seen.page.go_back()
    expect(seen.page.locator("#gevonden a")).to_have_text(list(CLEANS))


def test_a_crebo_and_several_words(visit, index):
    seen = visit(f"{index}#zoek=99103")
    medewerker = "99103 Medewerker bouw en onderhoud"
    expect(seen.page.locator("#gevonden a")).to_have_text([medewerker])
    search(seen, "onvindbaar")
    assert "Niets gevonden" in seen.page.locator("#zoekstand").inner_text()
    search(seen, "bouw medew", medewerker)


def test_search_by_keyboard(visit, index):
    seen = visit(f"{index}#zoek=schoon")
    links = seen.page.locator("#gevonden a")
    expect(links).to_have_text(list(CLEANS))
    expect(seen.page.locator("#zoekterm")).to_be_focused()
    seen.page.keyboard.press("ArrowDown")
    seen.page.keyboard.press("ArrowDown")
    expect(links.nth(1)).to_be_focused()
    seen.page.keyboard.press("Escape")
    expect(seen.page.locator("#zoekterm")).to_be_focused()
    seen.page.keyboard.press("Enter")
    expect(links.first).to_be_focused()
    seen.page.keyboard.press("Enter")
    seen.page.wait_for_url("**/onderdeel/p-vzw-01.html#p-vzw-01-01")


def test_from_profiel_to_quotes_and_back(visit, folder):
    seen = visit((folder / "index.html").as_uri())
    seen.page.click("text=Voorbeeldprogramma Zorg en welzijn")
    seen.page.click("#mbo table a >> nth=0")
    assert seen.page.url.endswith("#vzw")
    pair = seen.page.locator("article.paar").first
    assert pair.locator("blockquote").count() >= 2
    seen.page.click("section h3 a >> nth=0")
    seen.page.click(".vermeldingen a >> nth=0")
    target = seen.page.url.partition("#")[2]
    assert seen.page.locator(f"#{target}").is_visible()


def test_pages_need_no_script_and_no_network(browser, folder):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((folder / "index.html").as_uri())
    assert page.locator("noscript, form:visible").count() == 1
    assert "Zoeken werkt alleen met JavaScript" in page.locator("#zoek").inner_text()
    page.click("text=Alle 4 kwalificaties")
    assert page.locator("tbody tr").count() == 4
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_sort_of_page_is_accessible(visit, pages, scheme):
    for path in pages:
        seen = visit(path.as_uri(), scheme=scheme)
        broken = Axe().run(seen.page, options=AXE).response["violations"]
        assert [(v["id"], v["nodes"][0]["html"]) for v in broken] == [], path.name


def test_nothing_is_wider_than_a_phone(visit, pages):
    for path in pages:
        seen = visit(path.as_uri(), width=390)
        assert seen.page.evaluate("document.documentElement.scrollWidth") <= 390, path.name


def test_paper_shows_the_pairs(visit, pages):
    seen = visit(pages[-1].as_uri())
    seen.page.emulate_media(media="print")
    assert seen.page.locator("article.paar blockquote").first.is_visible()
    assert not seen.page.locator("nav").first.is_visible()
    assert len(seen.page.pdf()) > 10_000
