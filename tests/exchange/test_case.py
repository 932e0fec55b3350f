"""CASE packages that are written: valid, the same every time, and read back without loss."""

import json
from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest
from any_curriculum import curricula
from hypothesis import given, settings

from align.exchange.case import case_package
from align.model import (
    Curriculum,
    Fact,
    Hours,
    HourUnit,
    Item,
    Kind,
    Leerweg,
    Place,
    Retired,
    Section,
    Side,
    Source,
)
from align.sources.archive import open_source
from align.sources.case.reader import CaseReader

DAY = date(2031, 2, 3)
HERE = Place("module.json", "/0", 4, record="P/ZW/01")
UUIDS = "861d98e4-e5ae-4ed7-89f6-f224605f7c97", "8574855d-0670-42bf-9f73-dc6706278b8b"


def curriculum(*items, form="slo-bg", side=Side.VMBO, **more):
    source = Source("bron.x", form, "Bakken en bouwen", "2031.1", "0" * 64)
    return Curriculum(source, side, items, **more)


def package(of, version="1.1"):
    return json.loads(case_package(of, made_on=DAY, version=version).text)


def read(folder, text):
    path = folder / "pakket.json"
    path.write_text(text, encoding="utf-8")
    reader = CaseReader()
    found = reader.recognise(open_source(path))
    return reader.read(open_source(path), found.reason)


MODULE = Item(
    UUIDS[0], Kind.MODULE, "P/ZW/01", "Brood", "", HERE, leerwegen=(Leerweg.BB, Leerweg.KB)
)
TERM = Item(UUIDS[1], Kind.EINDTERM, "P/ZW/01/01-01", "Gist kiezen", UUIDS[0], HERE)
KWALIFICATIE = Item(
    "sbb/77/301",
    Kind.KWALIFICATIE,
    "P1",
    "Scheepsbakker",
    "",
    HERE,
    sections=(
        Section("typering", "Bakt op zee.\n## geen kop", HERE),
        Section("omschrijving", "Kneedt op een schip.", HERE, only_for="sbb/77/301"),
    ),
    niveaus=(2,),
    hours=Hours(3200, HourUnit.SBU),
    crebo="29101",
    facts=(Fact("domein", "Zee", HERE), Fact("geldig_vanaf", "1-8-2031", HERE)),
)


def test_an_item_of_slo_keeps_its_uuid_and_address():
    first, second = package(curriculum(MODULE, TERM))["CFItems"]
    assert first["identifier"] == UUIDS[0]
    assert first["uri"] == f"https://opendata.slo.nl/curriculum/uuid/{UUIDS[0]}"
    assert first["fullStatement"] == "Brood"
    assert first["humanCodingScheme"] == "P/ZW/01"
    assert first["educationLevel"] == ["vmbo-bb", "vmbo-kb"]
    assert first["CFItemType"] == "module"
    assert first["lastChangeDateTime"] == "2031-02-03T00:00:00+00:00"
    assert second["CFItemType"] == "eindterm"


def test_the_tree_is_in_associations_with_their_sequence():
    content = package(curriculum(MODULE, TERM))
    document = content["CFDocument"]["identifier"]
    found = [
        (a["originNodeURI"]["identifier"], a["destinationNodeURI"]["identifier"])
        for a in content["CFAssociations"]
    ]
    assert found == [(UUIDS[0], document), (UUIDS[1], UUIDS[0])]
    assert {a["associationType"] for a in content["CFAssociations"]} == {"isChildOf"}
    assert [a["sequenceNumber"] for a in content["CFAssociations"]] == [1, 1]


def test_an_id_that_is_no_uuid_becomes_one_and_is_kept():
    (item,) = package(curriculum(KWALIFICATIE, form="sbb-xml", side=Side.MBO))["CFItems"]
    assert UUID(item["identifier"]).version == 5
    assert item["uri"] == f"urn:uuid:{item['identifier']}"
    assert item["extensions"]["align"]["id"] == "sbb/77/301"
    assert item["extensions"]["align"]["hours"] == {"amount": 3200, "unit": "sbu"}
    assert item["educationLevel"] == ["mbo-2"]
    assert item["alternativeLabel"] == "crebo 29101"
    assert item["statusStartDate"] == "2031-08-01"
    assert item["notes"] == (
        "## typering\n\nBakt op zee.\n\\## geen kop\n\n"
        f"## omschrijving, alleen voor P1 Scheepsbakker ({item['identifier']})\n\n"
        "Kneedt op een schip."
    )


def test_ids_of_sbb_are_the_same_in_every_package_and_ids_of_a_school_are_not():
    def identifier(item, title):
        source = replace(curriculum().source, title=title)
        return package(Curriculum(source, Side.MBO, (item,)))["CFItems"][0]["identifier"]

    own = replace(KWALIFICATIE, id="rij/3")
    assert identifier(KWALIFICATIE, "A") == identifier(KWALIFICATIE, "B")
    assert identifier(own, "A") != identifier(own, "B")


def test_case_1_0_has_no_extensions_and_says_what_is_lost(tmp_path):
    before = curriculum(KWALIFICATIE, form="sbb-xml", side=Side.MBO)
    written = case_package(before, made_on=DAY, version="1.0")
    content = json.loads(written.text)
    assert "extensions" not in written.text
    assert "caseVersion" not in content["CFDocument"]
    assert written.lost == (
        "plaatsen in de bron (1)",
        "eigen id's (1)",
        "uren (1)",
        "kwalificaties waarvoor iets geldt (1)",
        "kenmerken (1)",
    )
    (item,) = read(tmp_path, written.text).items
    assert (item.kind, item.code, item.title) == (Kind.KWALIFICATIE, "P1", "Scheepsbakker")
    assert (item.crebo, item.niveaus) == ("29101", (2,))
    assert [(s.label, s.text, s.only_for == item.id) for s in item.sections] == [
        ("typering", "Bakt op zee.\n## geen kop", False),
        ("omschrijving", "Kneedt op een schip.", True),
    ]


@pytest.mark.parametrize(
    ("kind", "in_1_0", "in_1_1"),
    [
        ("exactMatchOf", 1, 1),
        ("isTranslationOf", 0, 1),
        ("ext:lijktOp", 0, 1),
        ("lijktOp", 0, 0),
    ],
)
def test_only_types_of_association_that_a_version_knows(kind, in_1_0, in_1_1):
    link = Fact("verband", f"{kind}: Elders ({UUIDS[1]}, https://x.invalid/1)", HERE)
    of = curriculum(replace(MODULE, facts=(link,)))
    for version, expected in (("1.0", in_1_0), ("1.1", in_1_1)):
        written = case_package(of, made_on=DAY, version=version)
        kinds = [a["associationType"] for a in json.loads(written.text)["CFAssociations"]]
        assert kinds.count(kind) == expected
        told = f"verbanden van een soort die CASE {version} niet kent (1)"
        assert (told in written.lost) == (not expected)


def test_a_link_to_an_item_gets_the_identifier_that_it_has_here():
    link = Fact("verband", "precedes: Scheepsbakker (sbb/77/301, )", HERE)
    content = package(curriculum(replace(MODULE, facts=(link,)), KWALIFICATIE))
    (precedes,) = [a for a in content["CFAssociations"] if a["associationType"] == "precedes"]
    assert precedes["destinationNodeURI"]["identifier"] == content["CFItems"][1]["identifier"]


def test_what_was_withdrawn_is_in_associations_too():
    old = Retired("11111111-0000-4000-8000-000000000000", Kind.EINDTERM, "O", "Oud", UUIDS, HERE)
    content = package(curriculum(MODULE, retired=(old,)))
    links = [
        (a["originNodeURI"]["title"], a["destinationNodeURI"]["identifier"])
        for a in content["CFAssociations"]
        if a["associationType"] == "replacedBy"
    ]
    assert links == [("O Oud", UUIDS[0]), ("O Oud", UUIDS[1])]


@settings(max_examples=60)
@given(curricula())
def test_writing_and_reading_gives_the_same_items_and_writing_again_the_same_bytes(
    tmp_path_factory, of
):
    folder = tmp_path_factory.mktemp("case")
    text = case_package(of, made_on=DAY).text
    after = read(folder, text)
    assert after.items == of.items
    assert (after.rulings, after.retired) == (of.rulings, of.retired)
    assert after.side is of.side
    assert (after.source.title, after.source.version) == (of.source.title, of.source.version)
    assert after.source.example is of.source.example
    assert case_package(after, made_on=date(2032, 1, 1)).text == text


@settings(max_examples=60)
@given(curricula())
def test_case_1_0_keeps_all_that_it_can_hold(tmp_path_factory, of):
    folder = tmp_path_factory.mktemp("case")
    written = package(of, "1.0")
    after = read(folder, json.dumps(written))
    names = {item.id: w["identifier"] for item, w in zip(of.items, written["CFItems"], strict=True)}
    found = {item.id: item for item in after.items}
    for item in of.items:
        again = found[names[item.id]]
        assert (again.kind, again.code, again.title) == (item.kind, item.code, item.title)
        assert again.parent == names.get(item.parent, "")
        assert (again.leerwegen, again.niveaus) == (item.leerwegen, item.niveaus)
        assert again.crebo == item.crebo or any(f.name == "andere naam" for f in item.facts)
    for parent in ("", *names):
        before = [names[child.id] for child in of.children.get(parent, ())]
        assert [c.id for c in after.children.get(names.get(parent, ""), ())] == before


#: Fields that the objects of CASE 1.1 may have, and those that they must have.
#: Source: case_v1p1_cfpackage-jsonschema1.json, 1EdTech.
_FIELDS_1_1 = {
    "CFDocument": (
        (
            "identifier uri frameworkType caseVersion creator title lastChangeDateTime "
            "officialSourceURL publisher description subject subjectURI language version "
            "adoptionStatus statusStartDate statusEndDate licenseURI notes extensions"
        ),
        "identifier uri creator title lastChangeDateTime",
    ),
    "CFItem": (
        (
            "identifier fullStatement alternativeLabel CFItemType uri humanCodingScheme "
            "listEnumeration abbreviatedStatement conceptKeywords conceptKeywordsURI notes subject "
            "subjectURI language educationLevel CFItemTypeURI licenseURI statusStartDate "
            "statusEndDate lastChangeDateTime extensions"
        ),
        "identifier fullStatement uri lastChangeDateTime",
    ),
    "CFAssociation": (
        (
            "identifier associationType sequenceNumber uri originNodeURI destinationNodeURI "
            "CFAssociationGroupingURI lastChangeDateTime notes extensions"
        ),
        "identifier associationType uri originNodeURI destinationNodeURI lastChangeDateTime",
    ),
    "CFItemType": (
        "identifier uri title description hierarchyCode typeCode lastChangeDateTime extensions",
        "identifier uri title description hierarchyCode lastChangeDateTime",
    ),
}


def parts(content):
    yield "CFDocument", content["CFDocument"]
    for name in ("CFItem", "CFAssociation"):
        yield from ((name, part) for part in content[f"{name}s"])
    yield from (("CFItemType", part) for part in content["CFDefinitions"]["CFItemTypes"])


@settings(max_examples=60)
@given(curricula())
def test_every_object_has_the_fields_that_case_1_1_allows_and_wants(of):
    identifiers = []
    for name, part in parts(package(of)):
        allowed, required = (set(fields.split()) for fields in _FIELDS_1_1[name])
        assert required <= set(part) <= allowed
        assert part["uri"].isascii()
        assert ":" in part["uri"]
        assert str(UUID(part["identifier"])) == part["identifier"]
        identifiers.append(part["identifier"])
    assert len(set(identifiers)) == len(identifiers)
