"""CASE packages of other publishers: as the standard says, and as files really are."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.errors import InputError
from align.model import Kind, Leerweg, Side
from align.sources import load
from align.sources.archive import open_source
from align.sources.case.fields import Link, read_levels, read_link
from align.sources.case.reader import CaseReader

DOCUMENT = "d0000000-0000-4000-8000-000000000000"


def uuid(number):
    return f"c0000000-0000-4000-8000-{number:012}"


def cf_item(number, statement, **more):
    return {
        "identifier": uuid(number),
        "uri": f"https://x.invalid/items/{number}",
        "fullStatement": statement,
        "lastChangeDateTime": "2031-01-02T03:04:05+00:00",
    } | more


def link(identifier, title="Iets"):
    return {"title": title, "identifier": identifier, "uri": f"https://x.invalid/{identifier}"}


def below(child, parent, sequence=None, kind="isChildOf"):
    """An association from item to item, or to the document when the parent is 0."""
    target = uuid(parent) if parent else DOCUMENT
    return {
        "identifier": f"a{child:07}-0000-4000-8000-{parent:012}",
        "uri": f"https://x.invalid/associations/{child}-{parent}",
        "associationType": kind,
        "originNodeURI": link(uuid(child)),
        "destinationNodeURI": link(target),
        "lastChangeDateTime": "2031-01-02T03:04:05+00:00",
    } | ({} if sequence is None else {"sequenceNumber": sequence})


def package(items, associations=(), **document):
    head = {
        "identifier": DOCUMENT,
        "uri": f"https://x.invalid/{DOCUMENT}",
        "creator": "Uitgever X",
        "title": "Raamwerk X",
        "lastChangeDateTime": "2031-01-02T03:04:05+00:00",
    }
    return {
        "CFDocument": head | document,
        "CFItems": list(items),
        "CFAssociations": list(associations),
    }


def read(folder, content, encoding="utf-8"):
    path = folder / "pakket.json"
    text = content if isinstance(content, str) else json.dumps(content, indent=1)
    path.write_text(text, encoding=encoding)
    reader = CaseReader()
    found = reader.recognise(open_source(path))
    assert found is not None
    return reader.read(open_source(path), found.reason)


def said(curriculum):
    return [w.message for w in curriculum.warnings]


def outline(curriculum):
    """Titles in display order, each below its parents."""
    return [
        " > ".join(reversed([i.title, *(a.title for a in curriculum.ancestors(i))]))
        for i in curriculum.items
    ]


def test_a_package_becomes_a_tree_in_sequence(tmp_path):
    curriculum = read(
        tmp_path,
        package(
            [cf_item(1, "Bakken"), cf_item(2, "Kneden"), cf_item(3, "Rijzen")],
            [below(1, 0, 1), below(2, 1, 2), below(3, 1, 1)],
            version="3",
        ),
    )
    assert outline(curriculum) == ["Bakken", "Bakken > Rijzen", "Bakken > Kneden"]
    assert [i.kind for i in curriculum.items] == [Kind.DEELTAAK, Kind.EINDTERM, Kind.EINDTERM]
    assert (curriculum.source.title, curriculum.source.version) == ("Raamwerk X", "3")
    assert [(f.name, f.value) for f in curriculum.facts] == [
        ("identifier", DOCUMENT),
        ("maker", "Uitgever X"),
        ("uri", f"https://x.invalid/{DOCUMENT}"),
        ("gewijzigd", "2031-01-02T03:04:05+00:00"),
    ]
    assert str(curriculum.items[0].place) == f"pakket.json, regel 11, {uuid(1)}"
    assert said(curriculum) == [
        "soort onderdeel is niet bekend; de plaats in de boom telt: geen soort (3 keer)"
    ]


def test_all_fields_of_an_item(tmp_path):
    fields = {
        "humanCodingScheme": "P/ZW/01",
        "CFItemType": "Globale eindterm",
        "educationLevel": ["vmbo-bb", "KB", "brugklas"],
        "notes": "Een opmerking.",
        "language": "nl",
        "listEnumeration": "1.",
        "abbreviatedStatement": "Kort",
        "alternativeLabel": "Ook",
        "conceptKeywords": ["brood", "gist"],
        "statusStartDate": "2031-08-01",
        "licenseURI": link("CC-BY", "CC BY"),
        "extensions": {"eigen": {"x": [1]}},
    }
    (item,) = read(tmp_path, package([cf_item(1, "Gist kiezen", **fields)])).items
    assert (item.kind, item.code, item.title) == (Kind.EINDTERM, "P/ZW/01", "Gist kiezen")
    assert item.leerwegen == (Leerweg.BB, Leerweg.KB)
    assert [(s.label, s.text) for s in item.sections] == [("toelichting", "Een opmerking.")]
    assert {(f.name, f.value) for f in item.facts} == {
        ("onderwijsniveau", "brugklas"),
        ("taal", "nl"),
        ("nummering", "1."),
        ("verkorte tekst", "Kort"),
        ("andere naam", "Ook"),
        ("trefwoord", "brood"),
        ("trefwoord", "gist"),
        ("geldig_vanaf", "2031-08-01"),
        ("uri", "https://x.invalid/items/1"),
        ("gewijzigd", "2031-01-02T03:04:05+00:00"),
        ("licentie", "CC BY (CC-BY, https://x.invalid/CC-BY)"),
        ("extensions", '{"eigen":{"x":[1]}}'),
    }


def test_sourced_id_numbers_as_text_a_wrapper_and_educational_level(tmp_path):
    first, second = cf_item(1, "Een", educationalLevel="06"), cf_item(2, "Twee")
    for entry in (first, second):
        entry["sourcedId"] = entry.pop("identifier")
    edges = [below(1, 0, "2"), below(2, 0, "1")]
    for edge in edges:
        node = edge["originNodeURI"]
        node["sourcedId"] = node.pop("identifier")
    curriculum = read(tmp_path, {"CFPackage": package([first, second], edges)})
    assert outline(curriculum) == ["Twee", "Een"]
    assert [i.id for i in curriculum.items] == [uuid(2), uuid(1)]
    assert ("onderwijsniveau", "06") in {(f.name, f.value) for f in curriculum.items[1].facts}
    assert curriculum.items[0].place.path == "/CFPackage/CFItems/1"


def test_roots_without_an_association_and_links_that_are_only_an_address(tmp_path):
    edge = below(2, 1)
    edge["originNodeURI"] = edge["originNodeURI"]["uri"]
    edge["destinationNodeURI"] = edge["destinationNodeURI"]["uri"]
    curriculum = read(tmp_path, package([cf_item(1, "Een"), cf_item(2, "Twee")], [edge]))
    assert outline(curriculum) == ["Een", "Een > Twee"]
    del edge["originNodeURI"]
    assert "verband zonder soort, begin of einde is niet gelezen: isChildOf" in said(
        read(tmp_path, package([cf_item(1, "Een"), cf_item(2, "Twee")], [edge]))
    )


def test_without_sequence_the_numbering_decides_and_then_the_file(tmp_path):
    items = [
        cf_item(1, "Tien", listEnumeration="10"),
        cf_item(2, "Twee", listEnumeration="2"),
        cf_item(3, "Los B"),
        cf_item(4, "Los A"),
    ]
    assert outline(read(tmp_path, package(items))) == ["Twee", "Tien", "Los B", "Los A"]


@pytest.mark.parametrize(
    ("types", "levels", "side", "because"),
    [
        (["werkproces", "Kerntaak"], [], Side.MBO, "er 2 onderdelen van soorten als werkproces"),
        (["deeltaak", "module"], [], Side.VMBO, "er 2 onderdelen van soorten als deeltaak"),
        ([None, None], ["mbo-3"], Side.MBO, "2 onderdelen een mbo-niveau noemen"),
        ([None, None], ["BB"], Side.VMBO, "2 onderdelen een leerweg noemen"),
        ([None, "Standard"], ["06"], Side.VMBO, "niets erin op het mbo wijst"),
    ],
)
def test_the_side_and_why(tmp_path, types, levels, side, because):
    items = [
        cf_item(n, f"Nummer {n}", educationLevel=levels, **({"CFItemType": t} if t else {}))
        for n, t in enumerate(types, start=1)
    ]
    curriculum = read(tmp_path, package(items))
    assert curriculum.side is side
    assert f"kant: {side.value}, omdat {because}" in curriculum.source.why


def test_kinds_by_place_when_no_type_is_ours(tmp_path):
    chain = [cf_item(n, f"Laag {n}", CFItemType="Standard") for n in range(1, 5)]
    edges = [below(n, n - 1) for n in range(1, 5)]
    curriculum = read(tmp_path, package(chain, edges))
    assert [i.kind for i in curriculum.items] == [
        Kind.PROFIEL,
        Kind.MODULE,
        Kind.DEELTAAK,
        Kind.EINDTERM,
    ]
    assert said(curriculum) == [
        "soort onderdeel is niet bekend; de plaats in de boom telt: Standard (4 keer)"
    ]
    levelled = [entry | {"educationLevel": ["mbo-3"]} for entry in chain]
    assert [i.kind for i in read(tmp_path, package(levelled, edges)).items] == [
        Kind.DOSSIER,
        Kind.KWALIFICATIE,
        Kind.KERNTAAK,
        Kind.WERKPROCES,
    ]


def test_other_associations_are_facts_of_where_they_begin(tmp_path):
    items = [cf_item(1, "Een"), cf_item(2, "Twee")]
    edges = [
        below(1, 0),
        below(2, 0),
        below(1, 2, kind="precedes"),
        below(2, 9, kind="exactMatchOf"),
        below(9, 1, kind="isRelatedTo"),
    ]
    curriculum = read(tmp_path, package(items, edges))
    links = [f.value for i in curriculum.items for f in i.facts if f.name == "verband"]
    assert links == [
        f"precedes: Iets ({uuid(2)}, https://x.invalid/{uuid(2)})",
        f"exactMatchOf: Iets ({uuid(9)}, https://x.invalid/{uuid(9)})",
    ]
    assert "verband begint bij iets dat er niet in staat; niet gelezen: isRelatedTo van Iets" in (
        said(curriculum)
    )


def test_what_was_replaced_and_is_not_in_the_package(tmp_path):
    edges = [
        below(1, 0),
        below(8, 1, kind="replacedBy"),
        below(8, 9, kind="replacedBy"),
        below(9, 7, kind="replacedBy"),
    ]
    curriculum = read(tmp_path, package([cf_item(1, "Een", CFItemType="module")], edges))
    assert [(r.id, r.kind, r.title, r.replaced_by) for r in curriculum.retired] == [
        (uuid(8), Kind.MODULE, "Iets", (uuid(1), uuid(9))),
        (uuid(9), Kind.EINDTERM, "Iets", (uuid(7),)),
    ]


def test_a_loop_is_cut_where_it_begins(tmp_path):
    items = [cf_item(n, f"Nummer {n}") for n in (1, 2, 3, 4)]
    curriculum = read(
        tmp_path, package(items, [below(2, 3), below(3, 2), below(4, 3), below(1, 1)])
    )
    assert outline(curriculum) == [
        "Nummer 1",
        "Nummer 2",
        "Nummer 2 > Nummer 3",
        "Nummer 2 > Nummer 3 > Nummer 4",
    ]
    loops = [m for m in said(curriculum) if m.startswith("onderdelen hangen in een kring")]
    assert len(loops) == 2


def test_a_second_parent_a_parent_that_is_nowhere_and_a_number_that_is_none(tmp_path):
    items = [cf_item(1, "Een"), cf_item(2, "Twee"), cf_item(3, "Drie")]
    edges = [below(1, 0), below(2, 1), below(2, 3), below(3, 9, "veel")]
    curriculum = read(tmp_path, package(items, edges))
    assert outline(curriculum) == ["Een", "Een > Twee", "Drie"]
    assert set(said(curriculum)) >= {
        f"onderdeel met twee ouders; de eerste telt: {uuid(2)}",
        "isChildOf verwijst naar iets dat er niet in staat: Iets",
        "volgnummer is geen geheel getal: veel",
    }
    (kept,) = [f.value for f in curriculum.items[1].facts if f.name == "verband"]
    assert kept.startswith("isChildOf: Iets (")


def test_the_same_identifier_twice_and_none_at_all(tmp_path):
    items = [cf_item(1, "Een"), cf_item(1, "Nog een"), {"fullStatement": "Zonder"}, "los"]
    curriculum = read(tmp_path, package(items))
    assert [i.id for i in curriculum.items] == [uuid(1), f"{uuid(1)}#2", "CFItems/2"]
    assert set(said(curriculum)) >= {
        (
            f"identifier staat op meer dan één onderdeel: {uuid(1)}, ook op regel 10; "
            "beide zijn gelezen"
        ),
        "onderdeel zonder identifier: CFItems/2",
        "dit is geen record en is niet gelezen",
    }


def test_a_very_deep_tree_is_read_and_flattened(tmp_path):
    items = [cf_item(n, f"Laag {n}") for n in range(1, 3001)]
    edges = [below(n, n - 1) for n in range(1, 3001)]
    curriculum = read(tmp_path, package(items, edges))
    assert max(len(curriculum.ancestors(i)) for i in curriculum.items) == 63
    deep = "onderdeel ligt dieper dan 64 lagen en hangt nu hoger"
    assert sum(m.startswith(deep) for m in said(curriculum)) == 3000 - 64


def test_what_is_not_read_is_named(tmp_path):
    content = package([cf_item(1, "", kleur="rood", subjectURI=[link("x")])], kleur="rood")
    content |= {
        "CFRubrics": [{"identifier": "x"}],
        "CFDefinitions": {"CFConcepts": [{}, {}], "CFItemTypes": [{}], "CFSubjects": []},
    }
    assert set(said(read(tmp_path, content))) >= {
        "onderdeel zonder tekst (fullStatement)",
        "onbekend veld is niet gelezen: kleur (1 keer)",
        "onbekend veld is niet gelezen: subjectURI (1 keer)",
        "deel van CASE is niet gelezen: CFRubrics (1)",
        "deel van CASE is niet gelezen: CFConcepts (2)",
    }


def test_without_a_document_the_items_are_read(tmp_path):
    curriculum = read(tmp_path, {"CFItems": [cf_item(1, "Een")]})
    assert curriculum.source.title == "pakket.json"
    assert "CFDocument ontbreekt" in said(curriculum)


@pytest.mark.parametrize(
    ("content", "encoding", "message"),
    [
        ({"CFDocument": {}, "CFItems": []}, "utf-8", "geen onderdelen"),
        ({"CFDocument": {}}, "utf-8", "geen onderdelen"),
        ('{"CFDocument": {}, "CFItems": [{"identifier": "', "utf-8", "hier afgebroken"),
        ('{"CFItems": [], "CFItems": []}', "utf-8", "staat er twee keer in"),
        ('{"CFItems": [' + "[" * 9000 + "]" * 9001 + "}", "utf-8", "dieper genest dan 32 lagen"),
        (package([cf_item(1, "Een")]), "utf-16", "in UTF-16 opgeslagen"),
        ('{"CFItems": [{"fullStatement": "één"}]}', "cp1252", "waarschijnlijk is het Windows-1252"),
    ],
)
def test_a_package_that_cannot_be_used(tmp_path, content, encoding, message):
    with pytest.raises(InputError, match=message):
        read(tmp_path, content, encoding)


def test_half_a_letter_does_not_come_through(tmp_path):
    content = package([cf_item(1, "Eén \ud800 twee", notes="a\x00b")])
    (item,) = read(tmp_path, content).items
    assert item.title == "Eén \ufffd twee"
    assert item.sections[0].text == "a b"


def test_levels_in_every_form():
    found = read_levels(("BB", "vmbo-kb", "VMBO GL", "Theoretische leerweg", "niveau 2", "mbo-4"))
    assert found.leerwegen == (Leerweg.BB, Leerweg.GL, Leerweg.KB, Leerweg.TL)
    assert (found.niveaus, found.others) == ((2, 4), ())
    assert read_levels(("06", "KG", "mbo")).others == ("06", "KG", "mbo")


_NAMES = st.text(st.characters(exclude_characters="() ,", categories=["L", "N", "P"]))


@given(st.text(), _NAMES, _NAMES)
def test_a_link_is_read_from_its_text(title, identifier, uri):
    assert read_link(str(Link(title, identifier, uri))) == Link(title, identifier, uri)


_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=4,
)
_NAMED = st.sampled_from(
    "identifier sourcedId fullStatement CFItemType CFItemTypeURI notes educationLevel extensions "
    "humanCodingScheme conceptKeywords licenseURI associationType originNodeURI "
    "destinationNodeURI sequenceNumber title uri".split()
)
_OBJECTS = st.dictionaries(_NAMED, _VALUES | st.just(uuid(1)), max_size=6)


@given(st.lists(_OBJECTS | _VALUES, min_size=1, max_size=3), st.lists(_OBJECTS | _VALUES), _VALUES)
def test_whatever_stands_in_it_a_package_is_read(tmp_path_factory, items, associations, head):
    content = {"CFDocument": head, "CFItems": items, "CFAssociations": associations}
    curriculum = read(tmp_path_factory.mktemp("case"), content)
    assert len(curriculum.items) == sum(isinstance(entry, dict) for entry in items)
    assert len(curriculum.by_id) == len(curriculum.items)


COUNTS = {
    "MarkdownFramework.json": {"deeltaak": 2},
    "SmartLevelFramework.json": {"deeltaak": 2, "eindterm": 12},
    "Utf8TestFramework.json": {"deeltaak": 1},
    "opensalt-framework.json": {"module": 2, "deeltaak": 2, "eindterm": 12},
}


@pytest.mark.real
@pytest.mark.parametrize("name", COUNTS)
def test_real_packages(real_data, name):
    curriculum = load(real_data / "case" / name)
    assert curriculum.source.format == "case"
    assert curriculum.counts() == COUNTS[name]
    kinds = {m.split(":")[0] for m in said(curriculum)}
    assert kinds == {"soort onderdeel is niet bekend; de plaats in de boom telt"}


@pytest.mark.real
def test_the_crosswalk_of_a_real_package_is_kept(real_data):
    curriculum = load(real_data / "case" / "opensalt-framework.json")
    links = [
        f.value.split(":")[0] for i in curriculum.items for f in i.facts if f.name == "verband"
    ]
    assert {kind: links.count(kind) for kind in links} == {
        "exactMatchOf": 16,
        "exemplar": 2,
        "isRelatedTo": 2,
        "precedes": 3,
    }
