"""The document: same bytes, closed to the network, and a text stays a text."""

import base64
import hashlib
import random
import re
from dataclasses import replace
from itertools import pairwise

import pytest
from builders import HOSTILE, MADE, empty, example, nothing_found, with_text
from lxml import html as lxml_html

from align.model import Curriculum
from align.report import overlap_html


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
        (text,) = re.findall(rf"<{tag}>(.*?)</{tag}>", html, re.DOTALL)
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
    assert len(page.xpath("//script")) == 1
    assert len(page.xpath("//style")) == 1
    assert not page.xpath("//img")
    assert all(href.startswith("#") for href in page.xpath("//@href"))
    assert not [name for e in page.iter("*") for name in e.attrib if name.startswith("on")]
    assert "\u202e" not in document
    assert "\x00" not in document


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
    assert "Geen overlap gevonden. Vergeleken: 5 deeltaken van het vmbo" in overlap_html(
        nothing_found(), **MADE
    )
    assert "Er zijn geen werkprocessen of keuzedelen vergeleken" in overlap_html(empty(), **MADE)
