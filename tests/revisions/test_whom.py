"""For which kwalificaties a text holds, and their crebo's, in two releases of one dossier."""

from dataclasses import replace

import pytest
from releases import PLACE

from align.model import ChangeKind, Curriculum, Item, Kind, Section, Side, Source
from align.revisions import compare_releases

TEXT = "Maait het gras van het park."
ADDED = "Snoeit ook de heg."
ALLES, TUIN, PARK = "", "d/tuin", "d/park"


def dossier(*holds_for, kennis=(), parks=(TUIN, PARK), crebo="90001", version="1"):
    """One werkproces with an addition for some of its kwalificaties, vakkennis for some."""
    names = {TUIN: "Medewerker tuin", PARK: "Medewerker park"}
    sections = [Section("omschrijving", TEXT, PLACE)]
    sections += [Section("omschrijving", ADDED, PLACE, only_for=one) for one in holds_for]
    items = [
        Item("d", Kind.DOSSIER, "", "Groen", "", PLACE),
        Item("k", Kind.KERNTAAK, "B1-K1", "Onderhoudt groen", "d", PLACE),
        Item("v", Kind.VAKKENNIS, "", "kent gazons", "k", PLACE, only_for=tuple(kennis)),
        Item("w", Kind.WERKPROCES, "B1-K1-W1", "Maait gras", "k", PLACE, tuple(sections)),
        *(
            Item(one, Kind.KWALIFICATIE, f"P{n}", names[one], "d", PLACE, crebo=f"{crebo}{n}")
            for n, one in enumerate(parks, start=1)
        ),
    ]
    return Curriculum(Source("g", "sbb-xml", "Groen", version, version), Side.MBO, tuple(items))


def change(old, new, identifier, analyser):
    changes = compare_releases(old, new, analyser).changes
    return next(one for one in changes if identifier in one.old)


@pytest.mark.parametrize(
    ("before", "after", "named"),
    [
        ((TUIN,), (PARK,), "voor wie: Medewerker tuin → Medewerker park"),
        ((TUIN,), (TUIN, PARK), "voor wie: Medewerker tuin → alle kwalificaties"),
        ((ALLES,), (PARK,), "voor wie: alle kwalificaties → Medewerker park"),
    ],
)
def test_the_same_addition_for_another_kwalificatie_is_a_change(analyser, before, after, named):
    found = change(dossier(*before), dossier(*after, version="2"), "w", analyser)
    assert (found.kind, found.nature) == (ChangeKind.GEWIJZIGD, (named,))


def test_an_item_for_another_kwalificatie_is_a_change(analyser):
    old, new = dossier(kennis=[TUIN]), dossier(kennis=[PARK], version="2")
    found = change(old, new, "v", analyser)
    assert found.kind is ChangeKind.GEWIJZIGD
    assert found.nature == ("voor wie: Medewerker tuin → Medewerker park",)


def test_for_all_is_for_the_one_that_is_left(analyser):
    both = dossier(ALLES, TUIN, PARK)
    left = dossier(TUIN, kennis=[TUIN], parks=[TUIN], version="2")
    assert change(both, left, PARK, analyser).kind is ChangeKind.VERVALLEN
    assert change(both, left, "v", analyser).kind is ChangeKind.GELIJK
    assert not change(both, left, "w", analyser).nature


def test_the_ids_of_another_dossier_are_no_other_kwalificatie(analyser):
    def anew(one):
        return f"new/{one}" if one else one

    made = dossier(TUIN, kennis=[PARK], version="2")
    new = replace(
        made,
        items=tuple(
            replace(
                i,
                id=anew(i.id),
                parent=anew(i.parent),
                only_for=tuple(map(anew, i.only_for)),
                sections=tuple(replace(s, only_for=anew(s.only_for)) for s in i.sections),
            )
            for i in made.items
        ),
    )
    old = dossier(TUIN, kennis=[PARK])
    assert {change(old, new, one, analyser).kind for one in ("v", "w")} == {ChangeKind.GELIJK}


def test_another_crebo_is_another_code_on_the_same_content(analyser):
    old, new = dossier(), dossier(crebo="90002", version="2")
    found = change(old, new, TUIN, analyser)
    assert (found.kind, found.code_changed) == (ChangeKind.GELIJK, True)
    assert found.nature == ("crebo: 900011 → 900021",)
    same = change(old, dossier(version="2"), TUIN, analyser)
    assert (same.code_changed, same.nature) == (False, ())
