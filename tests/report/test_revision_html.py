"""The revision page as a document: same bytes, closed to the network, and a text stays a text."""

import base64
import hashlib
import re
from itertools import pairwise

import pytest
from builders import HOSTILE
from lxml import html as lxml_html
from revision_builders import MADE, example, new, nothing_changed, old, touched, with_text

from align.report.revision import Series, revision_html
from align.revisions import Station, Thread


def series():
    """Three releases: the third is the second again."""
    revision = example()
    first, later, stayed = old(), new(), revision.changes[3]
    threads = (
        Thread(
            (Station(0, ("e1",)), Station(1, ("e1",), (stayed,)), Station(2, ("e1",), (stayed,)))
        ),
        Thread((Station(0, ("e2",)), Station(1, ("e2b",), (revision.changes[4],)))),
        Thread((Station(0, ("e7",)),)),
        Thread((Station(1, ("e8",)), Station(2, ("e8",)))),
    )
    return Series((first, later, later), (revision, nothing_changed()), threads)


def whole():
    return revision_html(example(), **MADE, impact=touched(), series=series())


@pytest.fixture(scope="module")
def html():
    return whole()


def test_golden_page(html, golden):
    golden("revisions.html", html)


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


@pytest.mark.parametrize(
    "make", [whole, lambda: revision_html(nothing_changed(), **MADE)], ids=["all", "nothing"]
)
def test_ids_are_unique_and_every_link_arrives(make):
    page = lxml_html.document_fromstring(make())
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    for href in page.xpath("//a/@href"):
        assert href.startswith("#")
        assert href[1:].split("?")[0] in ids


def test_headings_step_down_one_at_a_time_and_tables_have_heads(html):
    page = lxml_html.document_fromstring(html)
    assert page.get("lang") == "nl"
    levels = [int(h.tag[1]) for h in page.xpath("//h1|//h2|//h3|//h4|//h5")]
    assert levels.count(1) == 1
    assert all(b - a <= 1 for a, b in pairwise(levels))
    assert all(table.xpath("./caption") for table in page.xpath("//table"))
    assert all(th.get("scope") for th in page.xpath("//th"))


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text(text):
    made = MADE | {"command": text, "tool_version": text}
    document = revision_html(with_text(text), **made, impact=touched())
    document.encode("utf-8")
    page = lxml_html.document_fromstring(document)
    assert len(page.xpath("//script[not(@type)]")) == 1
    assert len(page.xpath("//style")) == 1
    assert not page.xpath("//img")
    assert all(href.startswith("#") for href in page.xpath("//@href"))
    assert not [name for e in page.iter("*") for name in e.attrib if name.startswith("on")]
    assert "\u202e" not in document
    assert "\x00" not in document


def test_went_and_came_are_marked_as_such(html):
    page = lxml_html.document_fromstring(html)
    (row,) = page.xpath("//*[@id='w-p-tuin-01-01-02']")
    assert "herkennen" in "".join(row.xpath(".//del//text()"))
    assert "toepassen" in "".join(row.xpath(".//ins//text()"))
    assert "handeling zwaarder herkennen → toepassen" in row.text_content()


def test_what_stayed_is_listed_and_counted(html):
    page = lxml_html.document_fromstring(html)
    same = page.xpath("//details[@class='zelfde']//li")
    assert len(same) == 4
    assert "De kandidaat kan een gazon maaien" in "".join(li.text_content() for li in same)


def test_sources_and_the_command_stand_in_the_account(html):
    assert html.count("a1" * 32) == 1
    assert html.count("b2" * 32) == 1
    assert html.count(MADE["command"]) == 2
    assert "code komt twee keer voor" in html
    assert "het zijn geen officiële documenten" in html


def test_the_history_tells_each_release_in_which_something_happened(html):
    page = lxml_html.document_fromstring(html)
    threads = {e.get("id"): e.text_content() for e in page.xpath("//li[@class='draad']")}
    assert len(threads) == 3
    assert "2: 2031.1 gewijzigd" in " ".join(threads["g-p-tuin-01-01-02"].split())
    assert "vervallen" in threads["g-k-tuin-05-01-01"]
    assert "nieuw" in threads["g-k-tuin-06-01-02"]
    assert "1 onderdeel bleef in alle versies gelijk" in page.text_content()


def test_empty_states_speak():
    document = revision_html(nothing_changed(), **MADE)
    assert "Er is niets van code of tekst veranderd." in document
    assert "er is niets om na te lopen" in document
    assert "Alle teksten van beide bronnen zijn vergeleken." in document
    assert 'id="gevolgen"' not in document
