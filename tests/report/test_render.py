"""The document: same bytes, closed to the network, and a text stays a text."""

import base64
import hashlib
import json
import random
import re
from dataclasses import replace
from itertools import pairwise

import pytest
from builders import HOSTILE, MADE, empty, example, nothing_found, with_text
from lxml import html as lxml_html

from align.model import Curriculum, Decision, Decisions, Teacher, Verdict
from align.overlap.decided import basis_of
from align.report import overlap_html


def embedded(document):
    """The data for the scripts."""
    (text,) = re.findall(r'id="gegevens">(.*?)</script>', document, re.DOTALL)
    return json.loads(text)


def test_golden_page(html, golden):
    golden("overlap.html", html)


def test_same_input_same_bytes(html):
    assert overlap_html(example(), **MADE) == html


def test_pairs_in_another_order_give_the_same_list(overlap, html):
    shuffled = list(overlap.pairs)
    random.Random(7).shuffle(shuffled)
    again = overlap_html(replace(overlap, pairs=tuple(shuffled)), **MADE)
    assert re.findall(r'id="pair-[^"]+"', again) == re.findall(r'id="pair-[^"]+"', html)


def test_policy_names_the_style_and_script_that_are_there(html):
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', html)[1].replace("&#39;", "'")
    assert policy.startswith("default-src 'none'")
    for tag in ("style", "script"):
        (text,) = re.findall(rf"<{tag}>(.*?)</{tag}>", html, re.DOTALL)  # data has a type
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy
    assert 'style="' not in html.split("</style>")[1]
    assert not re.search(r'\son\w+="', html.split("</style>")[1].split("<script>")[0])


@pytest.mark.parametrize("make", [example, nothing_found, empty])
def test_ids_are_unique_and_every_link_arrives(make):
    page = lxml_html.document_fromstring(overlap_html(make(), **MADE))
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    for href in page.xpath("//a/@href"):
        assert href.startswith("#")
        assert href[1:].split("?")[0] in ids


def test_one_heading_one_language_and_named_tables(html):
    page = lxml_html.document_fromstring(html)
    assert page.get("lang") == "nl"
    assert len(page.xpath("//h1")) == 1
    levels = [int(h.tag[1]) for h in page.xpath("//h1|//h2|//h3|//h4")]
    assert all(b - a <= 1 for a, b in pairwise(levels))
    assert all(table.xpath("./caption") for table in page.xpath("//table"))
    assert all(th.get("scope") for th in page.xpath("//th"))


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text(text):
    document = overlap_html(with_text(text), **MADE | {"command": text, "tool_version": text})
    document.encode("utf-8")
    page = lxml_html.document_fromstring(document)
    assert len(page.xpath("//script")) == 2
    assert len(page.xpath("//style")) == 1
    assert not page.xpath("//img")
    assert all(href.startswith("#") for href in page.xpath("//@href"))
    assert not [name for e in page.iter("*") for name in e.attrib if name.startswith("on")]
    assert "\u202e" not in document
    assert "\x00" not in document
    assert embedded(document)["units"]


def test_a_very_long_text_is_quoted_whole():
    text = "maaien " * 15_000
    assert text.strip() in overlap_html(with_text(text), **MADE)


def test_example_is_said_only_of_examples(overlap, html):
    banner = "het zijn geen officiële documenten"
    assert banner in html

    def real(curriculum):
        source = replace(curriculum.source, example=False)
        return Curriculum(source, curriculum.side, curriculum.items)

    official = replace(overlap, left=real(overlap.left), right=(real(overlap.right[0]),))
    assert banner not in overlap_html(official, **MADE)


def test_empty_states_speak():
    page = overlap_html(nothing_found(), **MADE)
    assert "Geen overlap gevonden. Vergeleken: 5 deeltaken van het vmbo" in page
    assert "Wel gevonden" not in page
    weak = next(pair for pair in example().pairs if not pair.overlap)
    found = replace(nothing_found(), pairs=(weak,))
    assert "Wel gevonden: 1 zwakke overeenkomst (" in overlap_html(found, **MADE)
    assert "Er zijn geen werkprocessen of keuzedelen vergeleken" in overlap_html(empty(), **MADE)


def test_data_repeats_no_text_that_stands_on_the_page(overlap, html):
    data = embedded(html)
    assert len(data["pairs"]) == len(overlap.pairs)
    text = json.dumps(data, ensure_ascii=False)
    assert "De kandidaat kan een gazon maaien" not in text
    assert "De kandidaat kan een gazon maaien met een loopmaaier" in html


def test_units_carry_the_digest_that_decisions_keep(overlap, html):
    digests = {unit["i"]: unit["h"] for unit in embedded(html)["units"]}
    for unit in (*overlap.left_units, *overlap.right_units):
        assert digests[unit] == basis_of(overlap, unit).text_sha256


def test_what_a_browser_remembers_outlives_a_recalculation(overlap, html):
    other_engine = replace(overlap, settings={**overlap.settings, "threshold": 0.3})
    assert embedded(overlap_html(other_engine, **MADE))["key"] == embedded(html)["key"]
    other_choice = replace(overlap, settings={**overlap.settings, "leerweg": "gl"})
    assert embedded(overlap_html(other_choice, **MADE))["key"] != embedded(html)["key"]


def test_decisions_that_were_given_stand_in_the_cards(overlap):
    decision = Decision(
        left=basis_of(overlap, "d1"),
        right=basis_of(overlap, "w1"),
        verdict=Verdict.AKKOORD,
        teaches=Teacher.VMBO,
        klokuren=12,
        remark="<b>samen</b> oefenen",
        by="Docent A",
        on="2026-03-02",
    )
    document = overlap_html(overlap, **MADE, decisions=Decisions(settled=(decision,)))
    card = lxml_html.document_fromstring(document).get_element_by_id(
        "pair-p-tuin-01-01--99001-b1-k1-w1"
    )
    assert card.xpath("./p[@data-besluit]")[0].text_content() == (
        "akkoord · wie geeft het: vmbo · 12 klokuren · “<b>samen</b> oefenen” (Docent A 2026-03-02)"
    )
    (entry,) = embedded(document)["decisions"]["decisions"]
    assert entry["verdict"] == "akkoord"


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (example, "ca. 20% tot ca. 25% van de SBU komt terug, verschilt per kwalificatie (2)"),
        (nothing_found, "niets van de SBU komt terug in elk van de 2 kwalificaties"),
    ],
)
def test_hours_that_come_back_are_one_share_where_kwalificaties_do_not_differ(make, said):
    page = lxml_html.document_fromstring(overlap_html(make(), **MADE))
    (share,) = page.xpath("//span[@data-uren='mbo']/ancestor::span")
    assert share.text_content() == said
