"""What an atlas keeps between runs: read back field by field, told apart by all that made it."""

import json
from collections import Counter
from dataclasses import asdict, replace

import pytest
from small_curricula import dossier, hovenier, item, one_deeltaak, one_kerntaak, tuin

from align.errors import InputError, SeveralInputsError
from align.model import Kind, Leerweg, Place, Quote, Relation, Strength
from align.overlap import Selection, atlas_run, compare
from align.overlap.atlas import (
    PartKwalificatie,
    PartOverlap,
    PartPair,
    PartUnit,
    compare_parts,
    left_side,
    part_sha256,
    parts_of,
)
from align.overlap.atlas_json import FORMAT, part_from_json, part_to_json
from align.overlap.atlas_run import AtlasRun
from align.overlap.atlas_sources import MboDocument, MboSide, SourceParts, mbo_side
from align.overlap.kept import FOLDER_NAME, Kept, key_of
from align.resources import resource
from align.similarity.engine import Engine

QUOTE = Quote("B1-K1-W1", "omschrijving", "Maait gras.", ((0, 5), (6, 10)), generic=True)
PART = PartOverlap(
    id="D",
    kind=Kind.DOSSIER,
    code="23001",
    crebo="90001",
    name="Hovenier",
    niveaus=(2, 4),
    title="Dossier Hovenier",
    version="2031",
    kwalificaties=(PartKwalificatie("Medewerker", "90002", (2,)),),
    units=(
        PartUnit(Kind.WERKPROCES, "W1", "Maait", "Onderhoudt", (0,), "a.xml, W1", generic=False),
        PartUnit(Kind.KEUZEDEEL, "K0001", "Bijen", "", (), "a.xml, K1", generic=True),
    ),
    pairs=(
        PartPair(
            *("P/TU/01/01", 0, 0.75, Strength.STERK, Relation.HERHALING, "zelfde werk"),
            ((QUOTE, replace(QUOTE, generic=False)),),
        ),
        PartPair("P/TU/01/02", 1, 0.5, Strength.ZWAK, None, "", ()),
    ),
    weak={"P/TU/01/01": 3},
)


def test_every_field_of_a_part_comes_back():
    data = part_to_json(PART)
    assert part_from_json(data) == PART
    assert b": " not in data.replace(b"a.xml, ", b"")
    assert data == part_to_json(replace(PART, weak=dict(PART.weak)))
    assert list(json.loads(data)) == sorted(asdict(PART))
    assert FORMAT == "align-atlas-part/1"


@pytest.mark.parametrize("name", sorted(asdict(PART)))
def test_a_part_without_one_of_its_fields_is_none(name):
    whole = json.loads(part_to_json(PART))
    del whole[name]
    assert part_from_json(json.dumps(whole).encode()) is None


@pytest.mark.parametrize(
    ("where", "wrong"),
    [
        (("kind",), "niets"),
        (("niveaus",), ["twee"]),
        (("weak",), []),
        (("units", 0, "kind"), "niets"),
        (("pairs", 0, "strength"), "niets"),
        (("pairs", 0, "relation"), "niets"),
        (("pairs", 0, "evidence"), [[{}]]),
    ],
)
def test_a_part_with_a_wrong_value_is_none(where, wrong):
    whole = json.loads(part_to_json(PART))
    inside = whole
    for step in where[:-1]:
        inside = inside[step]
    inside[where[-1]] = wrong
    assert part_from_json(json.dumps(whole).encode()) is None


# The folder


def test_a_piece_lies_in_a_folder_of_its_first_two_signs(tmp_path):
    told = []
    Kept(tmp_path, told.append).put("abcdef", b"piece")
    assert (tmp_path / FOLDER_NAME / "ab" / "abcdef.gz").is_file()
    assert [p.name for p in (tmp_path / FOLDER_NAME / "ab").iterdir()] == ["abcdef.gz"]
    first = (tmp_path / FOLDER_NAME / "ab" / "abcdef.gz").read_bytes()
    Kept(tmp_path, told.append).put("abcdef", b"piece")
    assert (tmp_path / FOLDER_NAME / "ab" / "abcdef.gz").read_bytes() == first
    assert told == []


def test_who_cannot_keep_is_told_where_and_then_tries_no_more(tmp_path):
    (tmp_path / "file").write_text("in the way")
    told = []
    kept = Kept(tmp_path / "file", told.append)
    kept.put("a" * 64, b"piece")
    (message,) = told
    folder = tmp_path / "file" / FOLDER_NAME
    assert message.startswith(f"wat is vergeleken wordt deze keer niet bewaard in {folder}: ")
    (tmp_path / "file").unlink()
    kept.put("a" * 64, b"piece")
    assert not (tmp_path / "file").exists()


def test_a_key_tells_all_that_it_was_made_of_apart():
    keys = {key_of(*made) for made in ((), ("",), ("a",), ("a", ""), ("", "a"), ("a1:b",), ("é",))}
    assert len(keys) == 7
    assert all(len(key) == 64 for key in keys)
    assert key_of("\ud800") == key_of("\ud800") != key_of("\ud801")


# The documents


@pytest.fixture(scope="module")
def examples():
    return sorted((resource("corpora") / "mbo-voorbeeld").glob("*.xml"))


@pytest.fixture
def kept(tmp_path):
    def fail(message):
        raise AssertionError(message)

    return Kept(tmp_path / "cache", fail)


def test_a_document_that_is_known_is_not_parsed_again(examples, kept, monkeypatch):
    first = mbo_side(examples, kept)
    read = []
    monkeypatch.setattr("align.overlap.atlas_sources._read", read.append)
    monkeypatch.setattr("align.sources.documents.recognise", read.append)
    again = mbo_side(examples[::-1], kept)
    assert read == []
    assert [d.holds for d in again.documents] == [d.holds for d in first.documents]
    titles = [d.holds.title for d in first.documents]
    assert titles == sorted(titles)
    assert sorted(d.path for d in first.documents) == [str(path) for path in examples]


def test_what_is_too_large_to_be_known_is_told_as_its_reader_tells_it(kept, tmp_path, monkeypatch):
    (tmp_path / "film.mp4").write_bytes(b"\0" * 200)
    monkeypatch.setattr("align.sources.limits.MAX_FILE_BYTES", 100)
    assert "dit is geen tekstbestand" in fault_of([tmp_path / "film.mp4"], kept)[0]


def test_a_document_says_what_is_in_it(examples, kept):
    (document,) = mbo_side(examples[:1], kept).documents
    holds = document.holds
    assert holds.format == "sbb-xml"
    assert holds.example
    assert holds.title
    assert holds.version
    assert holds.why
    assert len(holds.sha256) == 64
    assert holds.counts[Kind.WERKPROCES.value] == len(
        [i for p in document.parts([r for r, _ in holds.parts]) for i in p.of_kind(Kind.WERKPROCES)]
    )
    ((root, digest),) = holds.parts
    (part,) = document.parts([root])
    assert (part.children[""][0].id, part_sha256(part)) == (root, digest)
    assert document.parts(["een ander"]) == []


def test_what_the_user_says_of_columns_makes_another_document(examples, kept, monkeypatch):
    mbo_side(examples[:1], kept, {"crebo": "A"})
    asked = []
    real = Kept.get

    def counted(self, key):
        found = real(self, key)
        asked.append(found is not None)
        return found

    monkeypatch.setattr(Kept, "get", counted)
    mbo_side(examples[:1], kept, {"crebo": "B"})
    mbo_side(examples[:1], kept, {"crebo": "A"})
    assert asked == [False, True]


@pytest.mark.parametrize("damage", ["{", "[]", "null", '{"title": "x"}'])
def test_what_was_kept_of_a_document_and_is_damaged_is_read_anew(
    examples, kept, monkeypatch, damage
):
    first = mbo_side(examples[:1], kept).documents[0].holds
    monkeypatch.setattr(kept, "get", lambda _key: damage.encode())
    assert mbo_side(examples[:1], kept).documents[0].holds == first


@pytest.mark.parametrize("name", sorted(SourceParts.__dataclass_fields__))
def test_a_kept_document_without_one_of_its_fields_is_read_anew(examples, kept, monkeypatch, name):
    first = mbo_side(examples[:1], kept).documents[0].holds
    less = {key: value for key, value in asdict(first).items() if key != name}
    monkeypatch.setattr(kept, "get", lambda _key: json.dumps(less).encode())
    assert mbo_side(examples[:1], kept).documents[0].holds == first


def fault_of(paths, kept):
    with pytest.raises(InputError) as caught:
        mbo_side(paths, kept)
    fault = caught.value
    return fault.what, fault.where, fault.advice


def test_a_vmbo_source_among_them_is_named(kept):
    vmbo = resource("corpora") / "vmbo-voorbeeld"
    with pytest.raises(SeveralInputsError) as caught:
        mbo_side([vmbo], kept)
    (fault,) = caught.value.faults
    assert fault.what == "dit is een vmbo-bron; hier hoort een mbo-bron"
    assert fault.where == str(vmbo)
    assert fault.advice == "Geef eerst de vmbo-bron en daarna de mbo-bronnen."


def test_all_faults_of_all_paths_are_told_together(examples, kept, tmp_path):
    with pytest.raises(SeveralInputsError) as caught:
        mbo_side([tmp_path / "geen.xml", examples[0], tmp_path / "ook.xml"], kept)
    assert len(caught.value.faults) == 2


def test_a_dossier_given_twice_is_named(examples, kept, tmp_path):
    copy = tmp_path / "kopie.xml"
    copy.write_bytes(examples[0].read_bytes())
    what, where, advice = fault_of([examples[0], copy], kept)
    (root, _) = mbo_side(examples[:1], kept).documents[0].holds.parts[0]
    assert what == f"{root} staat ook in {examples[0]}"
    assert (where, advice) == (str(copy), "Geef elk dossier één keer.")


def test_documents_without_anything_to_compare_are_named(kept, tmp_path):
    empty = dossier(item("D", Kind.DOSSIER, "Leeg"))
    assert parts_of(empty) == ()
    what, where, advice = fault_of([], kept)
    assert what == "hierin staan geen werkprocessen of keuzedelen om te vergelijken"
    assert (where, advice) == ("", "Bekijk met 'align inspect' wat er gelezen is.")
    assert tmp_path.is_dir()


def test_what_cannot_be_read_beside_a_dossier_is_told_by_name(examples, kept, tmp_path):
    folder = tmp_path / "map"
    folder.mkdir()
    (folder / "goed.xml").write_bytes(examples[0].read_bytes())
    (folder / "kapot.xml").write_text("<dossier")
    side = mbo_side([folder], kept)
    assert [d.path for d in side.documents] == [str(folder / "goed.xml")]
    ((name, why),) = side.unread
    assert name == "kapot.xml"
    assert why


# The parts


def test_a_part_is_a_root_with_all_below_it_and_nothing_else():
    other = (
        item("E", Kind.DOSSIER, "Imker"),
        item("E-K1", Kind.KERNTAAK, "Houdt bijen", "E"),
        item("E-K1-W1", Kind.WERKPROCES, "Slingert honing", "E-K1"),
        item("F", Kind.DOSSIER, "Leeg"),
    )
    parts = parts_of(dossier(*hovenier().items, *other))
    assert [part.children[""][0].id for part in parts] == ["D", "E"]
    assert parts[0].items == hovenier().items
    assert parts[1].items == other[:3]
    assert parts[0].warnings == parts[0].rulings == ()


def test_a_part_tells_of_its_units_where_they_stand_and_whose_they_are(analyser):
    left = left_side(one_deeltaak("Gras", "Een gazon maaien"), Selection(), analyser)
    (part,) = compare_parts(left, parts_of(hovenier()), analyser)
    assert (part.id, part.kind, part.code, part.crebo) == ("D", Kind.DOSSIER, "D", "")
    assert (part.name, part.niveaus, part.title) == ("Hovenier", (2, 4), "Bron dossier.xml")
    assert part.version == "geldig vanaf 01-08-2031"
    assert part.kwalificaties == (
        PartKwalificatie("Medewerker hovenier", "90002", (2,)),
        PartKwalificatie("Vakexpert hovenier", "90004", (4,)),
    )
    assert [(u.kind, u.code, u.title, u.context, u.kwalificaties) for u in part.units] == [
        (Kind.WERKPROCES, "B1-K1-W1", "Maait gras", "Onderhoudt groen", (0, 1)),
        (Kind.WERKPROCES, "B1-K2-W1", "Begeleidt een leerling", "Leidt leerlingen op", (0, 1)),
        (Kind.WERKPROCES, "P1-K1-W1", "Plant vaste planten", "Plant aan", (0,)),
        (Kind.WERKPROCES, "P2-K1-W1", "Ontwerpt een vijver", "Ontwerpt tuinen", (1,)),
    ]
    assert part.units[0].place == "werkproces.json, B1-K1-W1"
    assert not part.units[0].generic
    (pair,) = part.pairs
    assert (pair.left, pair.right) == ("P/TU/01/01", 0)
    assert 0 < len(pair.evidence) <= 2
    assert all(quote.words == () for both in pair.evidence for quote in both)
    assert pair.reason


def test_what_is_shared_but_is_no_overlap_is_counted_per_vmbo_unit(analyser):
    vmbo, whole, engine = tuin(), hovenier(), Engine()
    left = left_side(vmbo, Selection(), analyser)
    for threshold in (engine.weights.threshold, 1.1):
        other = replace(engine, weights=replace(engine.weights, threshold=threshold))
        report = compare(vmbo, [whole], None, analyser, other)
        (part,) = compare_parts(left, parts_of(whole), analyser, other)
        apart = report.generic_units
        counted = [p for p in report.pairs if apart.isdisjoint((p.left, p.right))]
        assert part.weak == Counter(pair.left for pair in counted if not pair.overlap)
        assert [(p.left, part.units[p.right].code) for p in part.pairs] == [
            (p.left, p.right) for p in counted if p.overlap
        ]
    assert max(part.weak.values()) > 1


def test_a_place_says_file_page_and_record_and_nothing_that_shifts(analyser):
    place = Place("plan.pdf", path="/1", line=3, page=7, record="W", box=(1.0, 2.0, 3.0, 4.0))
    work = item("W", Kind.WERKPROCES, "Maait gras", "D")
    whole = dossier(item("D", Kind.DOSSIER, "Tuin"), replace(work, place=place))
    left = left_side(one_deeltaak("Gras", "Een gazon maaien"), Selection(), analyser)
    (part,) = compare_parts(left, parts_of(whole), analyser)
    assert part.units[0].place == "plan.pdf, blz. 7, W"
    shifted = replace(work, place=replace(place, path="/2", line=9, box=()))
    again = dossier(item("D", Kind.DOSSIER, "Tuin"), shifted)
    assert part_sha256(parts_of(whole)[0]) == part_sha256(parts_of(again)[0])
    elsewhere = dossier(
        item("D", Kind.DOSSIER, "Tuin"), replace(work, place=replace(place, page=8))
    )
    assert part_sha256(parts_of(whole)[0]) != part_sha256(parts_of(elsewhere)[0])


# The run


def documents(*curricula):
    """An mbo side of curricula that lie in no file."""

    class InMemory(MboDocument):
        def parts(self, ids):
            return [part for part in parts_of(self._document) if part.children[""][0].id in ids]

    made = []
    for curriculum in curricula:
        parts = tuple((p.children[""][0].id, part_sha256(p)) for p in parts_of(curriculum))
        holds = SourceParts("t", "v", "f", "s", "w", False, {}, (), parts)  # noqa: FBT003
        made.append(InMemory(curriculum.source.path, holds, curriculum))
    return MboSide(tuple(made), ())


@pytest.fixture
def run(kept):
    def made(vmbo=None, selection=None, engine=None):
        vmbo = vmbo or one_deeltaak("Gras", "Een gazon maaien", "De werkplek opruimen")
        return AtlasRun(vmbo, selection or Selection(), engine or Engine(), kept)

    return made


MOWS = one_kerntaak(("Maait gras", "De hovenier maait het gazon."))


def test_a_second_run_compares_nothing_and_finds_the_same(run, monkeypatch):
    told = []
    side = documents(MOWS)
    first = list(run().compare(side, lambda done, total: told.append((done, total))))
    assert told == [(1, 1)]
    assert [found.part.id for found in first] == ["D"]
    assert first[0].document is side.documents[0]
    monkeypatch.setattr(atlas_run, "compare_parts", None)
    told.clear()
    assert list(run().compare(side, lambda done, total: told.append((done, total)))) == first
    assert told == []
    assert list(run().compare(side)) == first


def test_only_what_is_missing_is_compared(run):
    list(run().compare(documents(MOWS)))
    other = dossier(
        item("E", Kind.DOSSIER, "Imker"), item("W", Kind.WERKPROCES, "Slingert honing", "E")
    )
    told = []
    found = list(run().compare(documents(MOWS, other), lambda *seen: told.append(seen)))
    assert [one.part.id for one in found] == ["D", "E"]
    assert told == [(2, 2)]
    assert found[1].document.holds.parts[0][0] == "E"


def test_another_selection_vmbo_or_engine_is_another_outcome(run):
    def key(**changes):
        return next(run(**changes).compare(documents(MOWS))).key

    left = one_deeltaak("Gras", "Een gazon maaien", "De werkplek opruimen")
    source = left.source
    engine = Engine()
    keys = [
        key(),
        key(selection=Selection(Leerweg.BB)),
        key(selection=Selection(Leerweg.KB)),
        key(selection=Selection(units=("P/TU/01",))),
        key(vmbo=replace(left, source=replace(source, sha256="1" * 64))),
        key(vmbo=replace(left, source=replace(source, version="2032"))),
        key(vmbo=replace(left, items=(*left.items[:-1], replace(left.items[-1], title="Harken")))),
        key(engine=replace(engine, weights=replace(engine.weights, version="ander"))),
    ]
    assert len(set(keys)) == len(keys)
    assert key() == keys[0]


def test_the_engine_that_was_chosen_is_the_one_that_compares(run):
    engine = Engine()
    strict = replace(engine, weights=replace(engine.weights, threshold=1.1))
    (usual,) = run().compare(documents(MOWS))
    (none,) = run(engine=strict).compare(documents(MOWS))
    assert [len(usual.part.pairs), len(none.part.pairs)] == [1, 0]
    assert none.part.weak == {"P/TU/01/01": 1}


def test_what_was_kept_under_the_key_of_another_part_is_compared_anew(run, kept, monkeypatch):
    side = documents(MOWS)
    (first,) = run().compare(side)
    strange = part_to_json(replace(first.part, id="een ander"))
    monkeypatch.setattr(kept, "get", lambda _key: strange)
    assert list(run().compare(side)) == [first]


def test_generic_units_of_the_left_side_are_kept_too(run, monkeypatch):
    vmbo = one_deeltaak("Opruimen", "De werkplek opruimen")
    vmbo = replace(vmbo, source=replace(vmbo.source, sha256="1" * 64))
    assert run(vmbo).generic == {"P/TU/01/01"}
    assert run().generic == frozenset()
    monkeypatch.setattr(atlas_run, "is_all_generic", None)
    assert run(vmbo).generic == {"P/TU/01/01"}
    assert run().generic == frozenset()


def test_the_settings_say_what_was_chosen(run):
    engine = Engine()
    shown = run(selection=Selection(Leerweg.KB)).settings
    assert shown["leerweg"] == "kb"
    assert run().settings["leerweg"] == ""
    assert shown["threshold"] == engine.weights.threshold
    assert {f"quality_{name}" for name in engine.weights.measured} < set(shown)


def test_parts_are_worked_out_in_batches_and_documents_read_as_they_come(run, monkeypatch):
    sizes = []
    real = atlas_run.compare_parts

    def counted(left, parts, *others):
        sizes.append(len(parts))
        return real(left, parts, *others)

    monkeypatch.setattr(atlas_run, "compare_parts", counted)
    monkeypatch.setattr(atlas_run, "BATCH", 2)
    three = [
        dossier(item(name, Kind.DOSSIER, name), item(f"W{name}", Kind.WERKPROCES, "Maait", name))
        for name in ("A", "B", "C")
    ]
    found = list(run().compare(documents(*three)))
    assert sizes == [2, 1]
    assert [one.part.id for one in found] == ["A", "B", "C"]


def test_side_by_side_finds_the_same(run, monkeypatch, tmp_path):
    monkeypatch.setattr(atlas_run, "BATCH", 1)
    four = documents(
        *(
            dossier(item(name, Kind.DOSSIER, name), item(f"W{name}", Kind.WERKPROCES, t, name))
            for name, t in (("A", "Maait gazon"), ("B", "Maait"), ("C", "Zaait"), ("D", "Poot"))
        )
    )
    alone = {found.part.id: found.part for found in run().compare(four)}
    vmbo = one_deeltaak("Gras", "Een gazon maaien", "De werkplek opruimen")
    elsewhere = Kept(tmp_path / "leeg", pytest.fail)
    together = AtlasRun(vmbo, Selection(), Engine(jobs=2), elsewhere).compare(four)
    assert {found.part.id: found.part for found in together} == alone
    assert alone.keys() == {"A", "B", "C", "D"}
