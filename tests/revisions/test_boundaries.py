"""Where a rule of comparing releases turns, and every reason to the letter."""

from dataclasses import replace

import numpy as np
import pytest
from releases import ALL, BASIS, PLACE, eindterm, programme, source

from align.model import (
    ChangeKind,
    Curriculum,
    Hours,
    HourUnit,
    Item,
    Kind,
    Leerweg,
    Section,
    Side,
)
from align.revisions.assignment import assign
from align.revisions.forest import plant
from align.revisions.kinds import comparable, is_editorial, kind_of, same_statements
from align.revisions.levels import level
from align.revisions.nature import nature
from align.revisions.texts import body_of, core, folded, text_of
from align.revisions.tokens import is_negation, is_number, tokens
from align.revisions.words import Rarity

BB, KB, GL = Leerweg.BB, Leerweg.KB, Leerweg.GL


def text(before, after, *leerwegen):
    """An item before and after."""
    return tuple(eindterm("e", "1", words, leerwegen or ALL) for words in (before, after))


# Kinds of change


def test_a_kind_is_the_first_that_fits():
    same = text("Een bed aanleggen", "Een bed aanleggen")
    assert kind_of(*same) is ChangeKind.GELIJK
    assert kind_of(*text("Een bed aanleggen", "een bed aanleggen.")) is ChangeKind.REDACTIONEEL
    assert kind_of(*text("Een bed aanleggen", "Een muur metselen")) is ChangeKind.GEWIJZIGD
    assert kind_of(same[0], replace(same[1], leerwegen=(BB,))) is ChangeKind.GEWIJZIGD
    assert kind_of(same[0], replace(same[1], leerwegen=())) is ChangeKind.GELIJK


def test_statements_count_only_where_both_make_them():
    one, _ = text("a", "a")
    hours = Hours(10.0, HourUnit.KLOKUREN)
    for change in ({"leerwegen": (BB,)}, {"niveaus": (2,)}, {"hours": hours}):
        bare = replace(one, leerwegen=())
        assert same_statements(bare, replace(bare, **change))
        assert same_statements(replace(bare, **change), bare)
    for field, before, after in (
        ("leerwegen", (BB,), (KB,)),
        ("niveaus", (2,), (3,)),
        ("hours", hours, Hours(11.0, HourUnit.KLOKUREN)),
    ):
        assert not same_statements(replace(one, **{field: before}), replace(one, **{field: after}))


def test_texts_are_held_beside_each_other_where_both_have_them():
    section = (Section("omschrijving", "Maait gras.", PLACE), Section("leeg", "", PLACE))
    one, other = text("A", "B")
    assert comparable(one, other) == (("A", "B"),)
    assert comparable(replace(one, sections=section), other) == (("A", "B"),)
    both = replace(one, sections=section), replace(other, sections=section)
    assert comparable(*both) == (("A", "B"), ("Maait gras.", "Maait gras."))
    assert comparable(replace(both[0], title=""), both[1]) == (("Maait gras.", "Maait gras."),)
    assert text_of(both[0]) == "A\n\nMaait gras."
    assert body_of(one) == ""
    assert folded("  Één  TUIN, (met) gras! ") == "een tuin met gras"
    assert core("De kandidaat kan maaien") == "maaien"
    assert core("De kandidaat kan") == "de kandidaat kan"


@pytest.mark.parametrize(
    ("before", "after", "same"),
    [
        ("bijv. gras", "bijvoorbeeld gras", True),
        ("o.a. gras", "onder andere gras", True),
        ("evt. gras", "eventueel gras", True),
        ("de gangbare machines", "veelvoorkomende machines", True),
        ("een deelnemer(s)", "een deelnemer", True),
        ("omheinign plaatsen", "omheining plaatsen", True),
        ("gras", "gras gras", True),
        ("gras maaien", "gras", False),
        ("gras", "gras maaien", False),
        ("boom", "boon", False),
        ("2 bomen", "3 bomen", False),
        ("appelboom", "perenboom", False),
        ("tuinpad", "tuin pad", True),
    ],
)
def test_editorial_or_not_both_ways(before, after, same):
    assert is_editorial(before, after) is same
    assert is_editorial(after, before) is same


# The nature of a change


@pytest.mark.parametrize(
    ("before", "after", "named"),
    [
        ("bomen snoeien", "bomen snoeien", ()),
        (
            *("planten herkennen", "planten herkennen en verzorgen"),
            ("handeling zwaarder: + verzorgen",),
        ),
        (
            *("planten herkennen en verzorgen", "planten herkennen"),
            ("handeling lichter: − verzorgen",),
        ),
        (
            *("planten herkennen", "planten herkennen en benoemen"),
            ("handeling erbij: + benoemen",),
        ),
        ("bomen 2 keer snoeien", "bomen snoeien", ("getal: 2 → geen",)),
        ("bomen snoeien", "bomen 2 keer snoeien", ("getal: geen → 2",)),
        ("bomen niet snoeien", "bomen snoeien", ("ontkenning vervallen: niet",)),
        ("bomen snoeien", "bomen snoeien in een tuin", ("omvang smaller: + in een tuin",)),
        ("bomen snoeien in een tuin", "bomen snoeien", ("omvang ruimer: − in een tuin",)),
        ("bomen en struiken snoeien", "bomen snoeien", ("omvang smaller: − en struiken",)),
        ("gras maaien", "riet maaien", ("onderwerp anders: gras → riet",)),
        ("bomen snoeien", "appelbomen snoeien", ("omvang smaller: bomen → appelbomen",)),
        ("appelbomen snoeien", "bomen snoeien", ("omvang ruimer: appelbomen → bomen",)),
        (
            *("bomen snoeien", "onder begeleiding bomen snoeien"),
            ("minder zelfstandigheid: “onder begeleiding” staat erbij",),
        ),
    ],
)
def test_a_nature_is_named_to_the_letter(analyser, before, after, named):
    one, other = text(f"De kandidaat kan {before}", f"De kandidaat kan {after}")
    found = nature(one, other, analyser, replaced=False)
    assert found[: len(named)] == named
    assert bool(found) == bool(named)


def test_knowledge_has_a_depth(analyser):
    def named(before, after):
        return nature(
            *text(f"heeft {before} van gras", f"heeft {after} van gras"), analyser, replaced=False
        )

    assert "kennis dieper: basiskennis → specialistische kennis" in named(
        "basiskennis", "specialistische kennis"
    )
    assert "kennis minder diep: brede kennis → basiskennis" in named("brede kennis", "basiskennis")


def test_statements_that_changed_stand_behind_the_rest(analyser):
    one, other = text("bomen snoeien", "een muur metselen")
    one = replace(one, leerwegen=(BB, KB), niveaus=(2,), hours=Hours(10.5, HourUnit.KLOKUREN))
    other = replace(other, leerwegen=(KB, GL), niveaus=(2, 3), hours=Hours(12.0, HourUnit.SBU))
    assert nature(one, other, analyser, replaced=True) == (
        "inhoud vervangen: de plaats bleef, de tekst is een andere",
        "leerweg erbij: gl",
        "leerweg vervallen: bb",
        "niveau erbij: 3",
        f"uren: 10,5 {HourUnit.KLOKUREN.value} → 12 {HourUnit.SBU.value}",
    )


def test_long_phrases_are_cut_at_a_word(analyser):
    many = "met een schop en een hark en een gieter en een kruiwagen en een ladder en een touw"
    one, other = text("bomen snoeien", f"bomen snoeien {many}")
    (shown,) = [w for w in nature(one, other, analyser, replaced=False) if w.startswith("omvang")]
    assert shown.startswith("omvang smaller: + met een schop")
    assert shown.endswith(" …")
    assert len(shown) <= len("omvang smaller: + ") + 62


def test_levels_are_those_of_bloom():
    found = [
        level(v) for v in ("benoemen", "uitleggen", "monteren", "controleren", "kiezen", "plannen")
    ]
    assert found == [0, 1, 2, 3, 4, 5]
    assert level("zwemmen") is None
    assert level("meten") == 2  # the lower of the two that it could be


# Words


def test_words_of_a_text_have_their_place_and_weight():
    found = tokens(" Hij snoeit 2 bomen, niet de heg. Veeg het pad.")
    assert (
        "".join(token.whole for token in found) == " Hij snoeit 2 bomen, niet de heg. Veeg het pad."
    )
    weights = {token.text: token.weight for token in found}
    assert (weights["2"], weights["bomen"], weights["de"], weights[","]) == (2.0, 2.0, 0.5, 0.2)
    assert weights[""] == 0.0
    assert {token.text for token in found if token.emphasis} == {"snoeit", "2", "niet"}
    assert [token.sentence for token in found if token.text in ("Hij", "Veeg", "pad")] == [0, 1, 1]
    assert tokens("") == ()
    assert [token.space for token in tokens("  ")] == ["  "]
    assert [is_number(word) for word in ("2e", "Drie", "gras", "")] == [True, True, False, False]
    assert [is_negation(word) for word in ("Geen", "een")] == [True, False]


def test_rare_words_say_more_and_likeness_is_symmetric():
    rarity = Rarity(("gras maaien", "gras zaaien", "gras harken", "vijver graven"))
    assert rarity.weight("vijver") > rarity.weight("gras") >= 1.0
    assert rarity.weight("onbekend") == pytest.approx(1.0 + np.log(5))
    assert rarity.likeness("gras maaien", "gras maaien") == 1.0
    one, other = "gras maaien", "gras zaaien"
    assert rarity.likeness(one, other) == rarity.likeness(other, one) < 1.0
    assert rarity.likeness("gras", "") == 0.0
    a, b = rarity.shared("gras", "gras maaien")
    assert a == 1.0
    assert 0.0 < b < 0.5
    assert rarity.shared("", "gras") == (0.0, 0.0)


# The choice of links


def test_the_best_choice_is_that_of_the_whole():
    assert assign({}) == assign({(0, 0): 0.0, (1, 1): -1.0}) == {}
    assert assign({(0, 5): 0.1}) == {0: 5}
    assert assign({(0, 0): 3.0, (0, 1): 2.0, (1, 0): 2.5}) == {0: 1, 1: 0}
    assert assign({(0, 0): 3.0, (0, 1): 0.1, (1, 0): 0.2, (7, 9): 1.0}) == {0: 0, 7: 9}


def test_a_release_is_planted_from_the_top_down():
    release = programme(*BASIS)
    forest = plant(release, release)
    assert [node.item.id for node in forest.nodes] == ["prof", "mod", "deel", "e1", "e2", "e3"]
    assert forest.parents == (-1, 0, 1, 2, 2, 2)
    assert forest.children[2] == (3, 4, 5)
    assert forest.above[3] == (2, 1, 0)
    assert forest.leaves[0] == (3, 4, 5)
    assert forest.leaves[3] == ()
    assert [node.rank for node in forest.nodes[3:]] == [0.0, 0.5, 1.0]
    assert forest.shared == {Kind.PROFIEL, Kind.MODULE, Kind.DEELTAAK, Kind.EINDTERM}
    circle = Curriculum(
        source("1"),
        Side.VMBO,
        (
            Item("a", Kind.MODULE, "A", "a", "b", PLACE),
            Item("b", Kind.MODULE, "B", "b", "a", PLACE),
        ),
    )
    assert plant(circle, circle).parents == (-1, -1)
