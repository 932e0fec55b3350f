"""`align-overlap/1`: the agreed keys, nothing dangling, the same bytes."""

import json

import pytest
from small_curricula import eindterm, hovenier, item, programme, tuin

from align.exchange.overlap_json import overlap_json
from align.model import Kind, Leerweg
from align.overlap import Selection, compare


@pytest.fixture(scope="module")
def overlap(analyser):
    return compare(tuin(), [hovenier()], Selection(Leerweg.KB, kwalificaties=("90002",)), analyser)


@pytest.fixture(scope="module")
def content(overlap):
    return json.loads(overlap_json(overlap, tool_version="1.2.3"))


def test_the_agreed_keys_are_there(content):
    assert content["format"] == "align-overlap/1"
    assert content["tool"]["version"] == "1.2.3"
    assert content["tool"]["encoder"] == "none"
    assert content["tool"]["settings"]["leerweg"] == "kb"
    assert content["tool"]["settings"]["kwalificatie"] == ["90002"]
    assert content["left"]["title"] == "Bron programma"
    assert content["left"]["version"] == "2031.1"
    assert content["left"]["sha256"] == "0" * 64
    assert [right["title"] for right in content["right"]] == ["Bron dossier.xml"]
    assert {"items", "pairs", "coverage", "not_compared"} <= set(content)


def test_an_item_says_what_it_is_and_where_it_stood(content):
    items = content["items"]
    assert items["P/TU/01/01"] == {
        "side": "vmbo",
        "kind": "deeltaak",
        "code": "P/TU/01/01",
        "title": "Een gazon maaien",
        "parent": "P/TU/01",
        "leerwegen": [],
        "niveau": None,
        "place": "deeltaak.json, P/TU/01/01",
    }
    assert items["P/TU/01/01-2"]["leerwegen"] == ["kb", "gl"]
    assert items["TU"]["parent"] is None
    assert items["P1-K1-W1"]["niveau"] == 2
    assert items["B1-K1-W1"]["niveau"] == [2, 4]


def test_a_pair_has_the_agreed_keys(content):
    pair = next(p for p in content["pairs"] if p["overlap"])
    assert {
        "left",
        "right",
        "score",
        "probability",
        "overlap",
        "strength",
        "relation",
        "generic",
        "evidence",
        "decision",
    } <= set(pair)
    assert pair["strength"] in {"sterk", "gedeeltelijk"}
    assert pair["relation"] in {"herhaling", "verdieping", "voorbereiding"}
    assert pair["decision"] is None
    assert set(pair["evidence"][0]) == {"left", "right", "score"}


def test_a_pair_that_is_no_overlap_has_no_relation(analyser):
    kern = programme(
        item("PK/TU/a", Kind.KERNDEEL, "Gras"), eindterm("PK/TU/a-1", "Kan gras maaien")
    )
    overlap = compare(kern, [hovenier()], analyser=analyser)
    pairs = json.loads(overlap_json(overlap, tool_version="0"))["pairs"]
    assert {(p["overlap"], p["generic"], p["relation"]) for p in pairs} == {(False, True, None)}


def test_every_id_that_is_named_can_be_looked_up(content):
    items = content["items"]
    named = {entry["id"] for entry in content["not_compared"]}
    named.update(content["coverage"]["left"], content["coverage"]["right"])
    for pair in content["pairs"]:
        named.update((pair["left"], pair["right"]))
        for evidence in pair["evidence"]:
            named.update((evidence["left"]["item"], evidence["right"]["item"]))
    named.update(item["parent"] for item in items.values() if item["parent"])
    assert named <= set(items)


def test_every_compared_unit_stands_in_coverage(content, overlap):
    assert set(content["coverage"]["left"]) == set(overlap.left_units)
    assert set(content["coverage"]["right"]) == set(overlap.right_units)
    assert all(entry["why"] for entry in content["not_compared"])


def test_keys_are_sorted_and_text_is_readable(overlap):
    text = overlap_json(overlap, tool_version="0")
    assert text == overlap_json(overlap, tool_version="0")
    assert text.endswith("}\n")
    content = json.loads(text)
    for mapping in (content["items"], content["coverage"]["left"], content["coverage"]["right"]):
        assert list(mapping) == sorted(mapping)
    assert "één" in text
