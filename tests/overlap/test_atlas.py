"""An atlas compares part by part: what is found in a part depends on that part alone."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from align.language import Analyser
from align.overlap import Selection, atlas_run, compare
from align.overlap.atlas import compare_parts, left_side, part_sha256, parts_of
from align.overlap.atlas_json import part_from_json, part_to_json
from align.overlap.atlas_run import AtlasRun
from align.overlap.atlas_sources import mbo_side
from align.overlap.kept import FOLDER_NAME, Kept, key_of
from align.resources import resource
from align.similarity.engine import Engine
from align.sources import load, load_all


@pytest.fixture(scope="module")
def vmbo():
    return load(resource("corpora") / "vmbo-voorbeeld")


@pytest.fixture(scope="module")
def mbo():
    return load_all(sorted((resource("corpora") / "mbo-voorbeeld").glob("*.xml")))


@pytest.fixture(scope="module")
def left(vmbo):
    return left_side(vmbo, Selection(), Analyser())


@pytest.fixture(scope="module")
def parts(mbo):
    return [part for curriculum in mbo for part in parts_of(curriculum)]


@pytest.fixture(scope="module")
def found(left, parts):
    return tuple(compare_parts(left, parts, Analyser()))


def test_every_root_is_a_part_with_all_below_it(mbo):
    (curriculum,) = mbo[:1]
    (part,) = parts_of(curriculum)
    assert part.items == curriculum.items
    assert part_sha256(part) == part_sha256(parts_of(curriculum)[0])


def test_a_part_finds_what_the_overlap_report_finds(vmbo, parts, found):
    for part, told in zip(parts, found, strict=True):
        report = compare(vmbo, [part])
        apart = report.generic_units
        expected = {
            (p.left, report.right_units.index(p.right), p.probability, p.strength, p.relation)
            for p in report.pairs
            if p.overlap and apart.isdisjoint((p.left, p.right))
        }
        assert expected
        assert {
            (p.left, p.right, p.probability, p.strength, p.relation) for p in told.pairs
        } == expected
        weak = [p for p in report.pairs if not p.overlap and apart.isdisjoint((p.left, p.right))]
        assert sum(told.weak.values()) == len(weak)


def test_what_stands_beside_a_part_changes_nothing(left, parts, found):
    backwards = tuple(compare_parts(left, parts[::-1], Analyser()))[::-1]
    alone = tuple(next(compare_parts(left, [part], Analyser())) for part in parts)
    assert found == backwards == alone


def test_a_part_is_read_back_as_it_was_kept(found):
    for part in found:
        assert part_from_json(part_to_json(part)) == part


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b"null", b'{"id": 1}', b"[" * 100_000])
def test_what_is_no_part_is_none(data):
    assert part_from_json(data) is None


def test_the_digest_is_of_what_is_said(parts):
    part = parts[0]
    item = part.items[-1]
    moved = replace(item, place=replace(item.place, line=item.place.line + 7))
    said = replace(item, title=f"{item.title} ook")
    assert part_sha256(replace(part, items=(*part.items[:-1], moved))) == part_sha256(part)
    assert part_sha256(replace(part, items=(*part.items[:-1], said))) != part_sha256(part)


def test_what_is_kept_comes_back_whole_or_not_at_all(tmp_path):
    told = []
    kept = Kept(tmp_path, told.append)
    key = key_of("a", "bc")
    assert key != key_of("ab", "c")
    assert kept.get(key) is None
    kept.put(key, b"piece")
    assert kept.get(key) == Kept(tmp_path, told.append).get(key) == b"piece"
    (file,) = (tmp_path / FOLDER_NAME).rglob("*.gz")
    whole = file.read_bytes()
    for damaged in (b"", whole[:-1], whole[:20], b"x" + whole[1:], whole[:32] + b"nonsense"):
        file.write_bytes(damaged)
        assert kept.get(key) is None
    assert told == []


def test_a_folder_that_keeps_nothing_is_told_once(tmp_path):
    (tmp_path / "file").write_text("in the way")
    told = []
    kept = Kept(tmp_path / "file", told.append)
    kept.put("a" * 64, b"piece")
    kept.put("b" * 64, b"piece")
    assert len(told) == 1
    assert kept.get("a" * 64) is None
    assert Kept(None, told.append).get("a" * 64) is None


def test_there_are_no_more_processes_than_windows_allows(vmbo, monkeypatch, tmp_path):
    asked = []

    class Pool(ThreadPoolExecutor):
        def __init__(self, processes, **_how):
            asked.append(processes)
            super().__init__(1)

    monkeypatch.setattr(atlas_run, "BATCH", 1)
    monkeypatch.setattr(atlas_run, "ProcessPoolExecutor", Pool)
    monkeypatch.setattr(atlas_run, "_compared", lambda _batch: [])
    kept = Kept(tmp_path, pytest.fail)
    run = AtlasRun(vmbo, Selection(), Engine(jobs=100), kept)
    assert list(run.compare(mbo_side([resource("corpora") / "mbo-voorbeeld"], kept))) == []
    assert asked == [61]
