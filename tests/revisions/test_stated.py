"""What came and went where both releases state such things; what one source never gives."""

from dataclasses import replace

import pytest
from releases import ALL, BASIS, PLACE, change_of, programme

from align.model import ChangeKind, Hours, HourUnit, Leerweg, Section
from align.revisions import compare_releases

MORE = (Section("toelichting", "Ook in de winter.", PLACE),)
TABLE = "tabel-csv"


def release(*eindtermen, version, form="slo-bg", **module):
    """A release of which the module has more to it than a title."""
    made = programme(*eindtermen, version=version)
    items = tuple(replace(i, **module) if i.id == "mod" else i for i in made.items)
    return replace(made, source=replace(made.source, format=form), items=items)


def test_a_text_that_came_in_a_release_of_slo_is_a_change_both_ways(analyser):
    bare = release(*BASIS, version="1", sections=MORE)
    told = release(replace(BASIS[0], sections=MORE), *BASIS[1:], version="2", sections=MORE)
    there = change_of(compare_releases(bare, told, analyser), "e1")
    back = change_of(compare_releases(told, bare, analyser), "e1")
    assert (there.kind, there.nature) == (ChangeKind.GEWIJZIGD, ("toelichting erbij",))
    assert (back.kind, back.nature) == (ChangeKind.GEWIJZIGD, ("toelichting vervallen",))


def test_what_one_release_gives_nowhere_is_not_compared(analyser):
    bare = release(*BASIS, version="1")
    told = release(replace(BASIS[0], sections=MORE), *BASIS[1:], version="2")
    assert change_of(compare_releases(bare, told, analyser), "e1").kind is ChangeKind.GELIJK


def test_a_table_gives_what_it_gives_of_items_of_that_kind(analyser):
    told = replace(BASIS[0], sections=MORE)
    other = replace(BASIS[1], sections=MORE)
    of_module = release(*BASIS, version="1", form=TABLE, sections=MORE)
    of_eindterm = release(BASIS[0], other, version="1", form=TABLE)
    new = release(told, other, version="2", form=TABLE, sections=MORE)
    assert change_of(compare_releases(of_module, new, analyser), "e1").kind is ChangeKind.GELIJK
    change = change_of(compare_releases(of_eindterm, new, analyser), "e1")
    assert (change.kind, change.nature) == (ChangeKind.GEWIJZIGD, ("toelichting erbij",))


@pytest.mark.parametrize(
    ("before", "after", "named"),
    [
        (
            {"leerwegen": ()},
            {"leerwegen": ALL},
            [f"leerweg erbij: {n}" for n in ("bb", "gl", "kb")],
        ),
        ({"leerwegen": (Leerweg.GL,)}, {"leerwegen": ()}, ["leerweg vervallen: gl"]),
        ({}, {"niveaus": (2,)}, ["niveau erbij: 2"]),
        ({}, {"hours": Hours(20, HourUnit.SBU)}, ["uren: geen → 20 sbu"]),
        ({"hours": Hours(20, HourUnit.SBU)}, {}, ["uren: 20 sbu → geen"]),
    ],
)
def test_a_mark_that_came_or_went_is_a_change(analyser, before, after, named):
    old, new = (
        release(replace(BASIS[0], **marks), *BASIS[1:], version=version)
        for version, marks in (("1", before), ("2", after))
    )
    change = change_of(compare_releases(old, new, analyser), "e1")
    assert (change.kind, list(change.nature)) == (ChangeKind.GEWIJZIGD, named)


def test_a_text_that_went_is_named_and_not_read_as_what_is_done(analyser):
    parts = (Section("omschrijving", "Maait gras.", PLACE), Section("resultaat", "Kort.", PLACE))
    old = release(replace(BASIS[0], sections=parts), *BASIS[1:], version="1", sections=parts)
    new = release(replace(BASIS[0], sections=parts[:1]), *BASIS[1:], version="2", sections=parts)
    change = change_of(compare_releases(old, new, analyser), "e1")
    assert (change.kind, change.nature) == (ChangeKind.GEWIJZIGD, ("resultaat vervallen",))
