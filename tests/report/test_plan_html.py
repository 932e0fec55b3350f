"""The route page as a document: same bytes, closed to the network, and a text stays a text."""

import base64
import hashlib
import re
from dataclasses import replace
from itertools import pairwise

import pytest
from builders import HOSTILE
from builders import example as overlap_example
from lxml import html as lxml_html
from plan_builders import MADE, decisions, example, nothing_fits, with_text

from align.report.plan import render_plan


def whole(lang="nl"):
    return render_plan(example(), overlap_example(), **MADE, decisions=decisions(), lang=lang)


def none():
    return render_plan(nothing_fits(), overlap_example(), **MADE)


@pytest.fixture(scope="module")
def html():
    return whole()


@pytest.fixture(scope="module")
def page(html):
    return lxml_html.document_fromstring(html)


def test_golden_page(html, golden):
    golden("plan.html", html)


def test_same_input_same_bytes(html):
    assert whole() == html


def test_policy_names_the_style_and_script_that_are_there(html):
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', html)[1].replace("&#39;", "'")
    assert policy.startswith("default-src 'none'")
    for tag in ("style", "script"):
        (text,) = re.findall(rf"<{tag}>(.*?)</{tag}>", html, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy
    assert 'style="' not in html.split("</style>")[1]


@pytest.mark.parametrize("make", [whole, none], ids=["all", "nothing fits"])
def test_ids_are_unique_and_every_link_arrives(make):
    page = lxml_html.document_fromstring(make())
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    for href in page.xpath("//a/@href"):
        assert href.startswith("https://") or href[1:] in ids, href


def test_only_what_was_decided_is_promised(page):
    """An estimate of the program says what could be, and what has to be decided for it."""
    said = {
        "".join(pair.xpath("./p[@class='kop']//text()")): " ".join(pair.text_content().split())
        for pair in page.xpath("//div[@class='dubbel']")
    }
    assert len(said) == 3
    for name, text in said.items():
        decided = "Gras maaien" in name
        assert ("besloten:" in text) is decided
        assert ("Het mbo hoeft het niet opnieuw te geven." in text) is decided
        assert ("als het team en de examencommissie dat besluiten" in text) is not decided


def test_a_werkproces_that_goes_for_more_than_half_undecided_is_warned_of(html):
    plan = example()
    heavy = replace(plan.by_id["w2"], klokuren=49)
    units = tuple(heavy if unit.id == "w2" else unit for unit in plan.units)
    warned = render_plan(replace(plan, units=units), overlap_example(), **MADE)
    text = "25 klokuren daarvan, meer dan de helft van dit werkproces, op paren waarover nog"
    assert text in warned
    assert "meer dan de helft van dit werkproces" not in html


def test_at_most_says_that_it_is_of_what_is_required(page):
    (cell,) = page.xpath("//td[span[contains(., 'hoogstens')]]")
    assert "82 klokuren, met alleen wat verplicht is" in " ".join(cell.text_content().split())


def test_a_variant_that_the_route_forbids_lacks_no_klokuren():
    whole = nothing_fits()
    forbidden = replace(whole.variants[0], why_not=("regel D2",), missing=0, clash=(), account=())
    plan = replace(whole, variants=(forbidden,))
    document = lxml_html.document_fromstring(render_plan(plan, overlap_example(), **MADE))
    text = document.xpath("string(//table[contains(@class, 'vergelijking')])")
    assert "0 klokuren te weinig" not in text
    assert "hoogstens 0 klokuren" not in text


def test_links_to_sources_tell_nobody_where_they_were_followed_from(page):
    outside = page.xpath("//a[starts-with(@href, 'https://')]")
    assert {link.get("rel") for link in outside} == {"noreferrer noopener"}


def test_headings_step_down_one_at_a_time_and_tables_have_heads(page):
    assert page.get("lang") == "nl"
    levels = [int(h.tag[1]) for h in page.xpath("//h1|//h2|//h3|//h4|//h5")]
    assert levels.count(1) == 1
    assert all(b - a <= 1 for a, b in pairwise(levels))
    assert all(table.xpath("./caption") for table in page.xpath("//table"))
    assert all(th.get("scope") for th in page.xpath("//th"))


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text(text):
    made = MADE | {"command": text, "tool_version": text}
    document = render_plan(*with_text(text), **made)
    document.encode("utf-8")
    page = lxml_html.document_fromstring(document)
    assert len(page.xpath("//script[not(@type)]")) == 1
    assert len(page.xpath("//style")) == 1
    assert not page.xpath("//img")
    assert all(href.startswith(("#", "https://")) for href in page.xpath("//@href"))
    assert not [name for e in page.iter("*") for name in e.attrib if name.startswith("on")]
    assert "\u202e" not in document
    assert "\x00" not in document


def test_the_drawing_and_the_table_say_the_same(page):
    (drawn,) = page.xpath("//section[@id='rooster-verdiepen']//div[@class='rooster']")
    (table,) = page.xpath("//details[@id='na-verdiepen']//table")
    names = {a.get("href") for a in drawn.xpath(".//a")}
    assert names == set(table.xpath(".//td/a/@href"))
    assert "B1-K1-W1 Maait gazons: leerjaar 4" in " ".join(drawn.xpath(".//@aria-label"))
    hours = [int(td.text_content().replace(".", "")) for td in table.xpath(".//td[last()]")]
    assert sum(hours) == 2 * (3468 + 253), "every block once, and every period once"


def test_a_card_holds_quotes_of_both_sides_and_rules(page):
    (card,) = page.xpath("//details[@id='o-werkproces-b1-k1-w1']")
    text = " ".join(card.text_content().split())
    assert "De kandidaat kan een gazon maaien met een loopmaaier" in text
    assert "De hovenier maait zelfstandig gazons met een loopmaaier." in text
    assert "besloten: akkoord · wie geeft het: samen (Jo 2026-03-01)" in text
    assert "Het kleinste van beide telt: hoogstens 40." in text
    assert card.xpath(".//a[@href='#r-M10']")


def test_the_same_number_everywhere(page):
    (top,) = page.xpath("//table[@class='vergelijking']")
    assert top.xpath(".//a[@href='#dubbel']")[0].text_content() == "82 klokuren"
    assert page.xpath("//table[@class='dubbeltabel']//tfoot//td")[0].text_content() == "82"
    assert (
        "82 klokuren één keer gegeven" in page.xpath("//section[@id='tekenen']")[0].text_content()
    )


def test_who_decides_is_said_before_the_first_number_and_above_the_signatures(page):
    text = " ".join(page.xpath("//section[@id='antwoord']")[0].text_content().split())
    assert text.index("Over vrijstelling beslist de examencommissie") < text.index("82 klokuren")
    sign = " ".join(page.xpath("//section[@id='tekenen']")[0].text_content().split())
    assert "over vrijstelling de examencommissie beslist" in sign


def test_a_clash_is_told_in_words(page):
    (section,) = page.xpath("//section[@id='rooster-verkorten']")
    text = " ".join(section.text_content().split())
    assert "in 3 leerjaren ontbreken 348 klokuren" in text
    assert "alle werkprocessen van de kwalificatie komen aan de orde (D5 mbo)" in text


def test_empty_states_speak():
    text = none()
    assert "Geen variant past: er is geen rooster om dit bij te vertellen." in text
    assert "Er is geen andere kwalificatie om mee te vergelijken." in text
    assert "Geen paar maakt in dit plan uren vrij." in text


def test_in_english_what_the_planner_says_is_marked_as_dutch():
    english = whole("en")
    page = lxml_html.document_fromstring(english)
    assert page.get("lang") == "en"
    assert "Shortening is no goal here" in english
    (rule,) = page.xpath("//tr[@id='r-V5']/th/span[@lang]")
    assert (rule.get("lang"), rule.text_content()) == ("nl", "Minstens vier keuzevakken.")
    for text in ("Roosters", "Aannames", "geschonden:"):
        assert text not in english.split("</style>")[1].split("<script")[0]
