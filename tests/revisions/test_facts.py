"""What stands beside the text of an item: told, and no reason to call the text another."""

from dataclasses import replace

import pytest
from releases import BASIS, PLACE, change_of, programme

from align.model import ChangeKind, Fact
from align.revisions import compare_releases


def pta(facts, version, form="tabel-csv"):
    """A programme of which the first eindterm has these facts, and the second a weging."""
    first = replace(BASIS[0], facts=tuple(Fact(name, value, PLACE) for name, value in facts))
    second = replace(BASIS[1], facts=(Fact("weging", "1", PLACE),))
    made = programme(first, second, BASIS[2], version=version)
    return replace(made, source=replace(made.source, format=form))


@pytest.mark.parametrize(
    ("before", "after", "named"),
    [
        ([("weging", "1")], [("weging", "2")], ("weging: 1 → 2",)),
        ([("weging", "1")], [], ("weging: 1 → geen",)),
        ([("toetsvorm", "PO")], [("toetsvorm", " po ")], ()),
        # Nothing else in the old release has a toetsvorm: it may be a column more.
        ([], [("toetsvorm", "mondeling")], ()),
        (
            [("toetsvorm", "PO"), ("toetsvorm", "HD")],
            [("toetsvorm", "HD"), ("toetsvorm", "mondeling")],
            ("toetsvorm: PO → mondeling",),
        ),
        (
            [("toetsvorm", one) for one in "abcde"],
            [("toetsvorm", "f")],
            ("toetsvorm: a, b, c … → f",),
        ),
        # How deep knowledge goes is read from the sentence, of which it is told.
        ([("kennisniveau", "basiskennis")], [("kennisniveau", "kennis")], ()),
        ([("uri", "a"), ("bron", "b")], [("uri", "c"), ("bron", "d")], ()),
    ],
)
def test_another_fact_is_named_and_the_text_stays_gelijk(analyser, before, after, named):
    change = change_of(compare_releases(pta(before, "1"), pta(after, "2"), analyser), "e1")
    assert (change.kind, change.nature) == (ChangeKind.GELIJK, named)
    assert not change.code_changed
