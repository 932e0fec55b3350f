"""What SLO withdrew is kept as data, with its successors; broken chains are named."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_sources import Records, small_release, write_records

from align.model import Curriculum, Item, Kind, Place, Retired, Side, Source
from align.sources import load
from align.sources.notes import warning_kind
from align.sources.slo import retired as slo_retired
from align.sources.slo.retired import successors


def withdrawn(identifier: str, *replaced_by: str, kind: str = "deeltaak") -> dict[str, object]:
    return {
        "id": identifier,
        "prefix": f"P/ZW/09/{identifier}",
        "title": f"Vervallen {identifier}",
        "types": [f"examenprogramma_bg_{kind}"],
        "replacedBy": list(replaced_by),
    }


def read(tmp_path, *records: dict[str, object]) -> Curriculum:
    release: Records = small_release() | {"deprecated": list(records)}
    return load(write_records(tmp_path / "2031.2", release))


def kinds(curriculum: Curriculum) -> list[str]:
    return [warning_kind(w.message) for w in curriculum.warnings]


def test_a_withdrawn_record_is_kept_and_is_no_item(tmp_path):
    curriculum = read(tmp_path, withdrawn("oud", "d2"))
    (one,) = curriculum.retired
    assert (one.id, one.kind, one.code) == ("oud", Kind.DEELTAAK, "P/ZW/09/oud")
    assert (one.title, one.replaced_by) == ("Vervallen oud", ("d2",))
    assert (one.place.file, one.place.line, one.place.record) == (
        "deprecated.json",
        2,
        "P/ZW/09/oud",
    )
    assert "oud" not in curriculum.by_id
    assert curriculum.warnings == ()


def test_chains_are_followed_to_what_is_in_force(tmp_path):
    curriculum = read(
        tmp_path,
        withdrawn("a", "b"),
        withdrawn("b", "c"),
        withdrawn("c", "d2", "d10"),
        withdrawn("weg"),
        withdrawn("ook weg", "weg"),
        withdrawn("gesplitst", "a", "weg", "e1"),
    )
    assert successors(curriculum) == {
        "a": ("d10", "d2"),
        "b": ("d10", "d2"),
        "c": ("d10", "d2"),
        "weg": (),
        "ook weg": (),
        "gesplitst": ("d10", "d2", "e1"),
    }
    assert curriculum.warnings == ()


def test_circles_and_successors_that_are_nowhere_are_named(tmp_path):
    curriculum = read(
        tmp_path,
        withdrawn("a", "b"),
        withdrawn("b", "c", "d2"),
        withdrawn("c", "a"),
        withdrawn("zelf", "zelf"),
        withdrawn("los", "nergens"),
    )
    assert [w.message for w in curriculum.warnings] == [
        "opvolgers verwijzen in een kring naar elkaar: P/ZW/09/a, 3 onderdelen",
        "opvolgers verwijzen in een kring naar elkaar: P/ZW/09/zelf, 1 onderdelen",
        "verwijst naar een opvolger die nergens staat: nergens",
    ]
    ends = successors(curriculum)
    assert ends["a"] == ends["b"] == ends["c"] == ("d2",)
    assert ends["zelf"] == ends["los"] == ()


@pytest.mark.parametrize(
    ("change", "kind", "kept"),
    [
        ({"id": 7}, "vervallen onderdeel zonder id is niet gelezen", 0),
        ({"types": ["iets"]}, "vervallen onderdeel van een onbekend type is niet gelezen", 0),
        (
            {"types": [["deeltaak"], {}, None]},
            "vervallen onderdeel van een onbekend type is niet gelezen",
            0,
        ),
        ({"types": "deeltaak"}, "vervallen onderdeel van een onbekend type is niet gelezen", 0),
        ({"replacedBy": "d2"}, "veld is geen lijst van id's", 1),
        ({"replacedBy": [1]}, "veld is geen lijst van id's", 1),
        ({"id": "d2"}, "staat als vervallen vermeld en geldt toch", 1),
    ],
)
def test_what_does_not_fit_is_noted(tmp_path, change, kind, kept):
    curriculum = read(tmp_path, withdrawn("oud") | change)
    assert kinds(curriculum) == [kind]
    assert len(curriculum.retired) == kept


def test_the_first_of_two_with_one_id_counts(tmp_path):
    curriculum = read(tmp_path, withdrawn("oud", "d2"), withdrawn("oud", "d10"))
    assert [one.replaced_by for one in curriculum.retired] == [("d2",)]
    assert kinds(curriculum) == ["id staat twee keer in dit bestand"]


def test_numbers_are_bounded(tmp_path, monkeypatch):
    monkeypatch.setattr(slo_retired, "MAX_RETIRED", 2)
    curriculum = read(tmp_path, *(withdrawn(str(n)) for n in range(5)))
    assert len(curriculum.retired) == 2
    assert kinds(curriculum) == ["meer dan 2 vervallen onderdelen; de rest is niet gelezen"]


def test_a_release_without_the_file_is_read_without_a_word(tmp_path):
    assert load(write_records(tmp_path / "2031.2", small_release())).retired == ()


def chain(follows: dict[str, tuple[str, ...]], current: set[str]) -> dict[str, tuple[str, ...]]:
    place = Place("x")
    items = tuple(Item(i, Kind.DEELTAAK, "", i, "", place) for i in sorted(current))
    retired = tuple(Retired(i, Kind.DEELTAAK, "", i, to, place) for i, to in follows.items())
    source = Source("x", "slo-bg", "x", "1", "")
    return successors(Curriculum(source, Side.VMBO, items, retired=retired))


IDS = st.sampled_from("abcdefgh")


@given(
    st.dictionaries(IDS, st.lists(IDS, max_size=3).map(tuple)),
    st.sets(st.sampled_from("xyz")).map(frozenset),
    st.randoms(use_true_random=False),
)
def test_successors_are_what_can_be_reached_whatever_the_order(follows, current, random):
    follows = {
        i: (*to, *random.sample(sorted(current), k=min(1, len(current)))) if len(to) == 1 else to
        for i, to in follows.items()
    }

    def reached(start: str) -> tuple[str, ...]:
        seen, waiting = set(), [start]
        while waiting:
            one = waiting.pop()
            if one not in seen:
                seen.add(one)
                waiting += [] if one in current else follows.get(one, ())
        return tuple(sorted(seen & current))

    expected = {i: reached(i) for i in follows}
    assert chain(follows, set(current)) == expected
    shuffled = list(follows.items())
    random.shuffle(shuffled)
    assert chain(dict(shuffled), set(current)) == expected


def test_a_chain_as_long_as_a_file_is_followed():
    number = 30_000
    follows = {str(n): (str(n + 1),) for n in range(number)}
    ends = chain(follows, {str(number)})
    assert ends["0"] == (str(number),)
    follows[str(number - 1)] = ("0",)
    assert chain(follows, {"x"})["0"] == ()


REAL = {
    "2020.1": (0, 0),
    "2021.1": (27, 27),
    "2022.1": (34, 34),
    "2024.2": (694, 210),
    "2025.3": (1096, 424),
}


@pytest.mark.real
@pytest.mark.parametrize("tag", REAL)
def test_every_real_chain_ends_in_what_is_in_force_or_in_nothing(real_data, tag):
    curriculum = load(real_data / "slo-bg" / tag)
    ends = successors(curriculum)
    assert (len(curriculum.retired), sum(bool(end) for end in ends.values())) == REAL[tag]
    assert all(one in curriculum.by_id for end in ends.values() for one in end)


@pytest.mark.real
def test_an_old_release_leads_to_a_new_one(real_data):
    old = load(real_data / "slo-bg" / "2024.2")
    new = load(real_data / "slo-bg" / "2025.3")
    ends = successors(new)
    gone = [i for i in old.items if i.id not in new.by_id]
    assert gone
    assert all(i.id in ends for i in gone)
