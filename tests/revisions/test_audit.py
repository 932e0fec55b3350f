"""Official successors held against content."""

from dataclasses import replace

from releases import BASIS, PLACE, eindterm, programme

from align.model import Kind, LinkVerdict, Retired
from align.revisions import compare_releases


def retired(identifier, *successors):
    return Retired(identifier, Kind.EINDTERM, "", "", successors, PLACE)


def test_a_slot_swap_and_an_honest_successor(analyser):
    same = replace(BASIS[0], id="n1", title=f"{BASIS[0].title}.")
    swap = eindterm("n2", "P/TU/01/01-02", "De kandidaat kan facturen in een kasboek bijhouden")
    new = replace(
        programme(same, swap, BASIS[2], version="2"),
        retired=(retired("e1", "n1"), retired("e2", "n2")),
    )
    extra = tuple(
        eindterm(f"x{n}", f"P/TU/01/01-1{n}", f"De kandidaat kan {text}")
        for n, text in enumerate(("paden vegen", "vijvers schonen", "hagen knippen"))
    )
    old = programme(*BASIS, *extra)
    new = replace(new, items=(*new.items, *extra))
    audit = {entry.old: entry for entry in compare_releases(old, new, analyser).link_audit}
    assert audit["e1"].verdict is LinkVerdict.EENS
    assert (audit["e2"].verdict, audit["e2"].content) == (LinkVerdict.ONEENS, ())


def test_withdrawn_without_a_successor(analyser):
    new = replace(programme(*BASIS[:2], version="2"), retired=(retired("e3"),))
    (entry,) = compare_releases(programme(*BASIS), new, analyser).link_audit
    assert entry.verdict is LinkVerdict.ZONDER_OPVOLGER
