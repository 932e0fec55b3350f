"""The JSON of `align convert` is read back whole, and as far as it goes when someone changed it."""

import json
from dataclasses import fields

import pytest
from any_curriculum import curricula
from hypothesis import given, settings

from align.errors import InputError
from align.exchange.convert_json import curriculum_json
from align.model import (
    Curriculum,
    Fact,
    Item,
    Kind,
    Leerweg,
    Place,
    Retired,
    Ruling,
    Section,
    Side,
    SourceWarning,
)
from align.sources.archive import open_source
from align.sources.curriculum_json import CurriculumJsonReader

SMALL = {
    "format": "align-curriculum/1",
    "source": {"title": "Bakken", "version": "1", "format": "sbb-xml", "example": True},
    "side": "mbo",
    "items": [
        {
            "id": "a",
            "kind": "kerntaak",
            "code": "B1-K1",
            "title": "Bakt",
            "place": {"file": "dossier.xml", "line": 7},
            "niveaus": [3, 2],
            "leerwegen": ["kb", "bb"],
        },
        {"id": "b", "kind": "werkproces", "title": "Kneedt", "parent": "a"},
    ],
    "warnings": [{"message": "let op", "place": {"file": "dossier.xml", "line": 9}}],
}


def read(folder, content, name="c.json"):
    path = folder / name
    text = content if isinstance(content, str) else json.dumps(content, indent=1)
    path.write_text(text, encoding="utf-8")
    reader = CurriculumJsonReader()
    found = reader.recognise(open_source(path))
    assert found is not None
    return reader.read(open_source(path), found.reason)


def said(curriculum):
    return [w.message for w in curriculum.warnings]


@settings(max_examples=60)
@given(curricula())
def test_what_was_written_is_read_back_whole(tmp_path_factory, of):
    text = curriculum_json(of, tool_version="1")
    after = read(tmp_path_factory.mktemp("json"), text)
    assert (after.items, after.rulings, after.facts) == (of.items, of.rulings, of.facts)
    assert (after.side, after.warnings, after.retired) == (of.side, of.warnings, of.retired)
    assert (after.source.title, after.source.version) == (of.source.title, of.source.version)
    assert after.source.example is of.source.example


@pytest.mark.parametrize(
    ("part", "names"),
    [
        (Curriculum, "source side items warnings rulings facts retired"),
        (
            Item,
            "id kind code title parent place sections leerwegen niveaus hours crebo only_for facts",
        ),
        (Section, "label text place only_for"),
        (Fact, "name value place"),
        (Ruling, "kwalificatie keuzedeel verdict text date place"),
        (Retired, "id kind code title replaced_by place"),
        (Place, "file path line page record box"),
    ],
)
def test_nothing_is_added_to_the_model_without_being_written(part, names):
    """A new field belongs in model_json, curriculum_json, CASE's extensions and any_curriculum."""
    assert {field.name for field in fields(part)} == set(names.split())


def test_places_stay_those_of_the_document_that_was_converted(tmp_path):
    curriculum = read(tmp_path, SMALL)
    assert curriculum.side is Side.MBO
    first, second = curriculum.items
    assert first.place == Place("dossier.xml", line=7)
    assert second.place == Place("c.json", "/items/1", 29, record="b")
    assert (first.niveaus, first.leerwegen) == ((2, 3), (Leerweg.BB, Leerweg.KB))
    assert curriculum.warnings == (SourceWarning(Place("dossier.xml", line=9), "let op"),)
    assert curriculum.source.why == "c.json is JSON die 'align convert' heeft gemaakt, uit sbb-xml"


def test_what_was_changed_by_hand_is_read_as_far_as_it_goes(tmp_path):
    changed = SMALL | {
        "warnings": [3, {}],
        "facts": [{"name": "x"}, {"name": "status", "value": "concept"}, None],
        "rulings": [{"kwalificatie": "1"}, []],
        "items": [
            {"id": "a", "kind": "gebak", "title": 3, "parent": "weg", "niveaus": "3"},
            {"id": "a", "kind": "kerntaak", "hours": {"amount": 1e999, "unit": "sbu"}},
            {"kind": "kerntaak", "hours": {"amount": -1, "unit": "sbu"}, "kleur": "rood"},
            {"id": "c", "kind": "werkproces", "parent": "d", "place": {"file": 3}},
            {"id": "d", "kind": "kerntaak", "parent": "c", "sections": [{"label": "x"}, 4]},
            "los",
        ],
    }
    curriculum = read(tmp_path, json.dumps(changed).replace("Infinity", "1e999"))
    assert [(i.id, i.kind, i.parent) for i in curriculum.items] == [
        ("a", Kind.EINDTERM, ""),
        ("a#2", Kind.KERNTAAK, ""),
        ("zonder-id//items/2", Kind.KERNTAAK, ""),
        ("c", Kind.WERKPROCES, ""),
        ("d", Kind.KERNTAAK, "c"),
    ]
    assert [i.hours for i in curriculum.items] == [None] * 5
    assert [(f.name, f.value) for f in curriculum.facts] == [("status", "concept")]
    assert curriculum.rulings == ()
    assert set(said(curriculum)) == {
        "onbekende soort onderdeel; gelezen als eindterm: gebak",
        "hangt onder iets dat er niet in staat: weg",
        "id staat op meer dan één onderdeel: a, ook op regel 1; beide zijn gelezen",
        "onderdeel zonder id",
        "onbekend veld is niet gelezen: kleur (1 keer)",
        "onderdelen hangen in een kring onder elkaar; hier doorgeknipt: c → d → c",
        "dit is geen record en is niet gelezen",
    }


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"format": "align-curriculum/2"}, "dit is align-curriculum/2; gelezen wordt"),
        ({"side": "hbo"}, "of het om vmbo of mbo gaat"),
        ({"side": ["vmbo"]}, "of het om vmbo of mbo gaat"),
    ],
)
def test_what_cannot_be_used_says_so(tmp_path, change, message):
    with pytest.raises(InputError, match=message):
        read(tmp_path, SMALL | change)


def test_a_file_that_is_cut_off_says_where(tmp_path):
    with pytest.raises(InputError, match="regel 15, kolom 20: de JSON is hier afgebroken"):
        read(tmp_path, json.dumps(SMALL, indent=1)[:240])
