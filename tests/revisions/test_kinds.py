"""Editorial or substantial, and what kind of change it is."""

import pytest
from releases import eindterm

from align.model import Leerweg
from align.revisions.kinds import is_editorial
from align.revisions.nature import nature


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("een bed aanleggen", "Een bed aanleggen."),
        ("een bed aan leggen", "een bed aanleggen"),
        ("de planten verzorgen", "planten verzorgen"),
        ("zaaien en harken in de kas", "in de kas harken en zaaien"),
        ("een omhening plaatsen", "een omheining plaatsen"),
        ("werken m.b.v. een schop", "werken met behulp van een schop"),
        ("de bezoeker(s) ontvangen", "de bezoekers ontvangen"),
        ("Maait gras. Snoeit hagen.", "Snoeit hagen. Maait gras."),
        ("- maait gras;\n- harkt.", "- maait gras;\n- maait gras;\n- harkt."),
        # The word stands well written elsewhere.
        (
            "Verft een omheining. Plaatst een omheining.",
            "Verft een omhening. Plaatst een omheining.",
        ),
        ("De kandidaat kan een bed graven", "De kanddiaat kan een bed graven"),
        ("relevante planten kiezen", "releavnte planten kiezen"),
        ("2 bedden in 3 kassen", "in 3 kassen 2 bedden"),
        ("zonder de kas in de tuin", "zonder kas in de tuin"),
    ],
)
def test_what_says_the_same_is_editorial(before, after):
    assert is_editorial(before, after)
    assert is_editorial(after, before)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("een bed van 2 meter", "een bed van 3 meter"),
        ("de kas betreden", "de kas niet betreden"),
        ("zaaien of harken", "zaaien en harken"),
        ("planten herkennen", "planten verzorgen"),
        ("een boom planten", "een boom en een struik planten"),
        ("Maait niet in de regen en niet in de kas.", "Maait in de regen en niet in de kas."),
        ("Graaft 2 bedden en 3 paden.", "Graaft 2 bedden en 2 paden en 3 bedden."),
        # What is said of the lawn is not said of the hedge.
        (
            "Maait en keurt het gazon.\nSnoeit de heg.",
            "Maait en keurt het gazon.\nKeurt, snoeit de heg.",
        ),
        ("Graaft 2 bedden. Graaft 3 paden.", "Graaft 3 bedden. Graaft 2 paden."),
        ("geen gras maaien of heg snoeien", "gras maaien of geen heg snoeien"),
    ],
)
def test_what_says_another_thing_is_not(before, after):
    assert not is_editorial(before, after)
    assert not is_editorial(after, before)


@pytest.mark.parametrize(
    ("before", "after", "named"),
    [
        ("planten herkennen", "planten verzorgen", "handeling zwaarder: herkennen → verzorgen"),
        ("planten beoordelen", "planten benoemen", "handeling lichter: beoordelen → benoemen"),
        ("een bed van 2 meter graven", "een bed van 3 meter graven", "getal: 2 → 3"),
        ("een bed graven", "in een kas een bed graven", "omvang smaller: + in een kas"),
        ("bomen snoeien", "bomen en struiken snoeien", "omvang ruimer: + en struiken"),
        (
            "op basis van instructies bomen snoeien",
            "bomen snoeien",
            "meer zelfstandigheid: “op basis van instructies” staat er niet meer",
        ),
        ("bomen snoeien", "bomen niet snoeien", "ontkenning erbij: niet"),
        (
            "- bomen snoeien;\n- gras maaien;\n- hagen scheren",
            "- bomen snoeien;\n- hagen scheren",
            "omvang smaller: − gras maaien",
        ),
        (
            "- bomen snoeien;\n- hagen scheren",
            "- bomen snoeien;\n- volgens de tekening werken;\n- hagen scheren",
            "omvang ruimer: + volgens de tekening werken",
        ),
    ],
)
def test_the_nature_of_a_change_is_named(analyser, before, after, named):
    old = eindterm("e", "1", f"De kandidaat kan {before}")
    new = eindterm("e", "1", f"De kandidaat kan {after}")
    assert named in nature(old, new, analyser, replaced=False)


def test_leerwegen_that_came_and_went(analyser):
    old = eindterm("e", "1", "De kandidaat kan bomen snoeien", (Leerweg.BB, Leerweg.KB))
    new = eindterm("e", "1", "De kandidaat kan bomen snoeien", (Leerweg.GL, Leerweg.KB))
    assert nature(old, new, analyser, replaced=False) == (
        "leerweg erbij: gl",
        "leerweg vervallen: bb",
    )
