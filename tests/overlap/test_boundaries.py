"""Where a rule turns: just on either side of each bound, and every message to the letter."""

from dataclasses import replace

import numpy as np
import pytest
from small_curricula import (
    BB,
    KB,
    dossier,
    eindterm,
    hovenier,
    item,
    one_deeltaak,
    one_kerntaak,
    programme,
    tuin,
)
from small_units import unit

from align.errors import InputError, UsageError
from align.model import Kind, Leerweg, Side
from align.overlap import compare
from align.overlap.evidence import (
    COVERED_FROM,
    COVERED_IN_MEANING,
    MOST_EVIDENCE,
    MOST_SHARED,
    SENTENCE_FROM,
    covered_sentences,
    sentence_pairs,
    shared_words,
)
from align.overlap.relation import estimate_relation
from align.overlap.selection import Selection, check_kwalificaties, select_mbo, select_vmbo
from align.similarity.analysed import analyse_units
from align.similarity.background import load_background
from align.similarity.unit import Passage, Unit

# Which part is compared


def fault_of(action, *arguments):
    with pytest.raises((InputError, UsageError)) as caught:
        action(*arguments)
    fault = caught.value
    return type(fault), fault.what, fault.where, fault.advice


def test_every_reason_for_leaving_out_is_told_whole():
    loose = item("L-1", Kind.EINDTERM, "Kan zwemmen")
    under_a_module = eindterm("P/TU/01-1", "Kan fluiten")
    selected = select_vmbo(programme(*tuin().items, loose, under_a_module), Selection(leerweg=BB))
    assert {(entry.id, entry.why) for entry in selected.not_compared} == {
        ("L-1", "hangt niet onder een deeltaak of kerndeel"),
        ("P/TU/01-1", "hangt niet onder een deeltaak of kerndeel"),
        ("P/TU/01/MT", "taak van een hele module of een heel keuzevak; de deeltaken tellen"),
        ("P/TU/01/01-2", "geldt niet voor leerweg BB"),
        ("P/TU/01/02-1", "geldt niet voor leerweg BB"),
        ("P/TU/01/02-2", "geldt niet voor leerweg BB"),
        ("P/TU/01/02", "heeft geen eindtermen voor leerweg BB"),
    }


def test_every_reason_on_the_mbo_side_is_told_whole():
    only = item("B1-K3", Kind.KERNTAAK, "Verkoopt", "D", only_for=("D/h4",))
    below = item("B1-K3-W1", Kind.WERKPROCES, "Verkoopt planten", "B1-K3")
    after = item("B1-K4", Kind.KERNTAAK, "Ruimt op", "D")
    last = item("B1-K4-W1", Kind.WERKPROCES, "Harkt blad", "B1-K4")
    whole = dossier(*hovenier().items, only, below, after, last)
    selected = select_mbo(whole, Selection(kwalificaties=("90002",)))
    assert {(entry.id, entry.why) for entry in selected.not_compared} == {
        ("D/h4", "deze kwalificatie is niet gekozen"),
        ("B1-K3", "hoort bij een kwalificatie die niet is gekozen"),
        ("B1-K1/v1", "vakkennis hoort bij de hele kerntaak, niet bij één werkproces"),
    }
    # What stands behind something that was left out is still looked at.
    assert [u.id for u in selected.units] == ["B1-K1-W1", "B1-K2-W1", "P1-K1-W1", "B1-K4-W1"]


def test_a_unit_of_the_mbo_says_what_it_is_and_where_it_stands():
    (mows, *_, designs) = select_mbo(hovenier(), Selection()).units
    assert (mows.id, mows.side, mows.title) == ("B1-K1-W1", Side.MBO, "Maait gras")
    assert {passage.item for passage in mows.passages} == {"B1-K1-W1"}
    assert designs.context == ("Ontwerpt tuinen", "Vakexpert hovenier")


def test_a_unit_of_the_vmbo_says_what_it_is_and_for_whom():
    kern, mowing, _, pond, *_ = select_vmbo(tuin(), Selection()).units
    assert (mowing.id, mowing.side, mowing.title) == ("P/TU/01/01", Side.VMBO, "Een gazon maaien")
    assert [passage.item for passage in mowing.passages] == [
        *("P/TU/01/01", "P/TU/01/01-1", "P/TU/01/01-2", "P/TU/01/01-3"),
    ]
    assert kern.context == ("Kern",)
    assert pond.context == ("Vijver",)
    assert kern.leerwegen == ()
    assert not any(passage.generic for passage in mowing.passages)


def test_sections_of_an_eindterm_belong_to_that_eindterm():
    text = replace(eindterm("P/TU/01/01-1", "Kan maaien"), sections=hovenier().items[3].sections)
    small = programme(*one_deeltaak("Gras").items, text)
    (unit_,) = select_vmbo(small, Selection()).units
    assert {passage.item for passage in unit_.passages[1:]} == {"P/TU/01/01-1"}
    kern = programme(item("PK", Kind.KERNDEEL, "Kern"), replace(text, parent="PK"))
    assert all(p.generic for p in select_vmbo(kern, Selection()).units[0].passages)


def test_wrong_choices_are_named_to_the_letter():
    assert fault_of(select_vmbo, tuin(), Selection(units=("Q/1", "R/2"))) == (
        UsageError,
        "unit Q/1, R/2 komt niet voor",
        "programma",
        "Bedoelt u P/DI/01, P/TU/01, K/DI/09, K/TU/02, PK/TU?",
    )
    pond = Selection(leerweg=Leerweg.TL, units=("K/TU/02",))
    advice = "Kies een andere --leerweg of --unit; 'align inspect' toont wat er is."
    assert fault_of(select_vmbo, tuin(), pond) == (
        *(UsageError, "er blijft niets over om te vergelijken voor leerweg TL"),
        *("programma", advice),
    )
    bare = programme(item("TU", Kind.PROFIEL, "Tuin"))
    assert fault_of(select_vmbo, bare, Selection()) == (
        *(UsageError, "deze bron bevat geen deeltaken", "programma", advice),
    )
    assert fault_of(check_kwalificaties, [hovenier()], ["1"]) == (
        *(UsageError, "kwalificatie 1 komt niet voor in de mbo-bronnen", ""),
        "Kies uit: 90002 (Medewerker hovenier), 90004 (Vakexpert hovenier).",
    )
    loose = dossier(item("KD1", Kind.KEUZEDEEL, "Bosbouw"), item("N", Kind.KWALIFICATIE, "Imker"))
    assert fault_of(check_kwalificaties, [loose], ["1"])[3] == (
        "Kies uit: geen enkele bron noemt een crebo."
    )


# What is compared with what

MOWS = ("Maait gras", "De hovenier maait het gazon met een loopmaaier.")


def test_a_source_on_the_wrong_side_is_named(analyser):
    right, left = one_kerntaak(MOWS), one_deeltaak("Gras")
    advice = "Geef eerst de vmbo-bron en daarna de mbo-bronnen."
    assert fault_of(compare, right, [right], None, analyser) == (
        *(InputError, "dit is een mbo-bron; hier hoort een vmbo-bron", "dossier.xml", advice),
    )
    assert fault_of(compare, left, [right, left], None, analyser) == (
        *(InputError, "dit is een vmbo-bron; hier hoort een mbo-bron", "programma", advice),
    )


def test_a_dossier_given_twice_and_an_empty_one_are_named(analyser):
    left, right = one_deeltaak("Gras"), one_kerntaak(MOWS)
    again = replace(right, source=replace(right.source, path="kopie.xml"))
    assert fault_of(compare, left, [right, again], None, analyser) == (
        *(InputError, "Hovenier staat ook in dossier.xml", "kopie.xml"),
        "Geef elk dossier één keer.",
    )
    empty = dossier(item("D", Kind.DOSSIER, "Leeg"))
    other = dossier(item("E", Kind.DOSSIER, "Ook leeg"), path="ook.xml")
    assert fault_of(compare, left, [empty, other], None, analyser) == (
        *(InputError, "hierin staan geen werkprocessen of keuzedelen om te vergelijken"),
        *("dossier.xml, ook.xml", "Bekijk met 'align inspect' wat er gelezen is."),
    )


def test_the_settings_say_what_was_chosen(analyser):
    chosen = Selection(KB, ("P/TU/01",), ("90002",))
    found = compare(tuin(), [hovenier()], chosen, analyser)
    assert found.settings["leerweg"] == "kb"
    assert found.settings["unit"] == ("P/TU/01",)
    assert found.settings["kwalificatie"] == ("90002",)
    assert found.settings["reported_from"] == 0.05
    assert found.settings["top"] == 25
    assert {"encoder", "weights", "threshold"} <= set(found.settings)
    assert any(name.startswith("quality_") for name in found.settings)
    everything = compare(tuin(), [hovenier()], None, analyser)
    assert everything.settings["leerweg"] == ""
    assert {e.id for e in found.not_compared} >= {"P/TU/01/01-1", "D/h4", "B1-K1/v1"}


def test_what_a_comparison_holds_agrees_with_itself(analyser):
    found = compare(tuin(), [hovenier()], None, analyser)
    assert found.pairs
    threshold = found.settings["threshold"]
    for pair in found.pairs:
        assert pair.probability >= 0.05
        assert pair.score == round(pair.score, 4)
        assert pair.probability == round(pair.probability, 4)
        assert all(value == round(value, 4) for value in pair.channels.values())
        assert pair.overlap == (pair.probability >= threshold and not pair.generic)
        left, right = found.covering[pair.left, pair.right]
        assert pair.left_covered == round(len(left) / found.counted[pair.left], 4)
        assert pair.right_covered == round(len(right) / found.counted[pair.right], 4)
        assert (pair.relation is None) == (pair.relation_reason == "") == (not pair.overlap)


# What carries a pair


def both(analyser, one, other):
    return analyse_units([unit("a", *one), unit("b", *other)], analyser)


def test_sentences_are_shown_from_the_bound_on(analyser):
    left, right = both(analyser, ("Gras", "Gazon maaien"), ("Haar", "Haar knippen"))
    under = np.nextafter(SENTENCE_FROM, 0)
    likeness = np.array([[SENTENCE_FROM, 0.0], [0.0, under]])
    (shown,) = sentence_pairs(left, right, likeness)
    assert (shown.left.text, shown.right.text, shown.score) == ("Gras", "Haar", 0.2)
    assert sentence_pairs(left, right, np.zeros((0, 2))) == ()


def test_a_partner_is_the_best_of_at_least_one_side(analyser):
    left, right = both(analyser, ("Gras", "Gazon maaien"), ("Haar", "Haar knippen"))
    likeness = np.array([[0.9, 0.8], [0.7, 0.12345]])
    shown = sentence_pairs(left, right, likeness)
    assert [(e.left.text, e.right.text, e.score) for e in shown] == [
        ("Gras", "Haar", 0.9),
        ("Gras", "Haar knippen", 0.8),
        ("Gazon maaien", "Haar", 0.7),
    ]
    equal = sentence_pairs(left, right, np.full((2, 2), 0.54321))
    assert [(e.left.text, e.right.text) for e in equal] == [
        ("Gras", "Haar"),
        ("Gras", "Haar knippen"),
        ("Gazon maaien", "Haar"),
        ("Gazon maaien", "Haar knippen"),
    ]
    assert {e.score for e in equal} == {0.5432}


def test_no_more_evidence_and_words_than_convince(analyser):
    texts = [f"Een {word} maaien" for word in ("gazon", "veld", "border", "tuin", "park")]
    left, right = both(analyser, ("Gras", *texts), ("Gras", *texts))
    size = len(left.sentences)
    shown = sentence_pairs(left, right, np.full((size, size), 0.5))
    assert len(shown) == MOST_EVIDENCE == 8
    many = (
        "Gazon, border, vijver, schutting, terras, haag, pergola, kas, moestuin, composthoop, "
        "gieter, hark, schoffel en kruiwagen"
    )
    one, other = both(analyser, ("Tuin", many), ("Tuin", many))
    background = load_background()
    words = shared_words(one, other, background)
    assert len(words) == MOST_SHARED == 12
    assert list(words) == sorted(words, key=lambda word: (-background.idf(word), word))


def test_marks_are_places_of_the_shared_words(analyser):
    left, right = both(
        analyser,
        ("Tuin", "De kandidaat kan gazon maaien"),
        ("Park", "De hovenier maait het gazon."),
    )
    likeness = np.array([[0.0, 0.0], [0.0, 0.7]])
    (shown,) = sentence_pairs(left, right, likeness)
    for quote in (shown.left, shown.right):
        marked = [quote.text[start:end] for start, end in quote.marks]
        assert [word.lower() for word in marked] in (["gazon", "maaien"], ["maait", "gazon"])
        assert sorted(quote.words) == ["gazon", "maaien"]
    assert (shown.left.item, shown.left.label) == ("a", "eindterm")


def test_both_halves_of_a_separable_verb_are_marked(analyser):
    left, right = both(
        analyser,
        ("Tuin", "De kandidaat kan metingen uitvoeren"),
        ("Park", "Voert de metingen aan de vijver uit."),
    )
    (shown,) = sentence_pairs(left, right, np.array([[0.0, 0.0], [0.0, 0.7]]))
    quote = shown.right
    marked = {quote.text[a:b]: word for (a, b), word in zip(quote.marks, quote.words, strict=True)}
    assert list(marked) == ["Voert", "metingen", "uit"]
    assert marked["Voert"] == marked["uit"]


class _Counts:
    """Word counts in which each word weighs what the test says."""

    def __init__(self, weights):
        self.weights = weights

    def idf(self, word):
        return self.weights.get(word, 0.0)


@pytest.mark.parametrize(("shared", "covered"), [(1.0, True), (0.99, False), (0.0, False)])
def test_a_sentence_is_covered_from_the_bound_on(analyser, shared, covered):
    left, right = both(analyser, ("Tuin", "Gazon maaien"), ("Park", "Gazon wieden"))
    counts = _Counts({"gazon": shared, "maaien": 4.0 + (1.0 - shared)})
    assert COVERED_FROM == 0.2
    found = covered_sentences(left, right, counts, np.zeros(2))
    assert found == (frozenset({1}) if covered else frozenset())


@pytest.mark.parametrize(("nearest", "covered"), [(0.55, True), (0.549, False)])
def test_a_sentence_is_covered_by_one_that_is_near_in_meaning(analyser, nearest, covered):
    """However near its title is: that does not count beside a text."""
    left, right = both(analyser, ("Tuin", "Gazon maaien"), ("Park", "Gras wieden"))
    assert COVERED_IN_MEANING == 0.55
    found = covered_sentences(left, right, _Counts({"gazon": 1.0}), np.array([0.9, nearest]))
    assert found == (frozenset({1}) if covered else frozenset())


def test_a_sentence_without_weight_is_not_covered(analyser):
    left, right = both(analyser, ("Tuin", "Gazon maaien"), ("Park", "Gazon maaien"))
    assert covered_sentences(left, right, _Counts({}), np.zeros(2)) == frozenset()


# Which relation


def relation(analyser, vmbo, title="Maait gras", context=("Onderhoudt groen", "Hovenier"), **more):
    passages = (Passage("w", "titel", title), Passage("w", "omschrijving", "Maait het gazon."))
    mbo = Unit("w", Side.MBO, title, passages, context=context, **more)
    left, right = analyse_units([unit("d", *vmbo), mbo], analyser)
    found = estimate_relation(left, right)
    return found.relation.value, found.reason


DOES = ("Gras", "De kandidaat kan een gazon maaien")


def test_every_reason_for_a_relation_is_told_whole(analyser):
    knows = ("Gras", "De kandidaat kan gras herkennen", "De kandidaat kan gras benoemen")
    assert relation(analyser, knows) == (
        "voorbereiding",
        "het vmbo vraagt vooral kennis (benoemen, herkennen), het mbo vraagt het werk te doen",
    )
    assert relation(analyser, DOES, niveaus=(2,)) == (
        "herhaling",
        "mbo-niveau 2 sluit aan op het vmbo",
    )
    assert relation(analyser, DOES, niveaus=(2, 3)) == (
        "herhaling",
        "van mbo-niveau 2 en 3 sluit het laagste aan op het vmbo",
    )
    assert relation(analyser, DOES, niveaus=(3, 4)) == (
        "verdieping",
        "mbo-niveau 3 en 4 vragen meer zelfstandigheid en complexiteit dan het vmbo",
    )
    assert relation(analyser, DOES, context=("Onderhoudt groen", "Vakexpert HOVENIER")) == (
        "verdieping",
        'de naam van de kwalificatie wijst op een hoger niveau ("expert")',
    )
    assert relation(analyser, DOES, title="Organiseert het maaien") == (
        "verdieping",
        "het mbo vraagt verantwoordelijkheid voor het geheel of voor anderen (organiseren)",
    )
    assert relation(analyser, DOES) == (
        "herhaling",
        "de bron noemt geen verschil in niveau",
    )
    assert relation(analyser, DOES, title="Oriëntatie op groen", context=()) == (
        "herhaling",
        'de naam van het keuzedeel wijst op een begin ("oriëntatie")',
    )
    assert relation(analyser, DOES, title="Groen", context=()) == (
        "verdieping",
        "een keuzedeel bouwt voort op een mbo-kwalificatie",
    )
    assert relation(analyser, DOES, title="Basis en verdieping", context=())[0] == "verdieping"


def test_the_name_that_counts_is_that_of_the_kwalificatie(analyser):
    assert relation(analyser, DOES, context=("Overlegt met de manager", "Hovenier"))[0] == (
        "herhaling"
    )


def test_knowing_counts_from_six_in_ten_and_eight_beside_a_keuzedeel(analyser):
    def sentences(knowing, doing):
        return (
            "Gras",
            *["De kandidaat kan gras herkennen"] * knowing,
            *["De kandidaat kan gras maaien"] * doing,
        )

    assert relation(analyser, sentences(3, 2))[0] == "voorbereiding"
    assert relation(analyser, sentences(5, 4))[0] == "herhaling"
    kd = {"title": "Groen", "context": ()}
    assert relation(analyser, sentences(4, 1), **kd)[0] == "voorbereiding"
    assert relation(analyser, sentences(3, 1), **kd)[0] == "verdieping"
