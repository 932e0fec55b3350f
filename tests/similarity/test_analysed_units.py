"""Units as the channels see them."""

from small_units import unit

from align.language import family
from align.model import Side
from align.similarity.analysed import analyse_units, words_of
from align.similarity.unit import Passage, Unit


def test_sentences_stand_in_the_order_of_the_unit_title_first(analyser):
    (found,) = analyse_units(
        [unit("a", "Gras maaien", "Maait gras. Voert maaisel af.", "Harkt blad.")], analyser
    )
    assert [(s.passage.label, s.sentence.text) for s in found.sentences] == [
        ("titel", "Gras maaien"),
        ("eindterm", "Maait gras."),
        ("eindterm", "Voert maaisel af."),
        ("eindterm", "Harkt blad."),
    ]


def test_words_of_text_and_context_are_kept_apart(analyser):
    (found,) = analyse_units(
        [unit("a", "Gras maaien", "De kandidaat kan kanten steken", context=["Tuin"])], analyser
    )
    assert {"gras", "maaien", "kant", "steken"} == found.own_words
    assert "tuin" not in found.own_words
    assert "tuin" in found.words
    assert "tuin" not in {form for form, _ in found.forms}


def test_a_repeated_word_is_counted_as_often_as_it_stands(analyser):
    (found,) = analyse_units([unit("a", "Gras", "Gras maaien", "Gras harken")], analyser)
    assert found.words.count("gras") == 3


def test_the_particle_of_a_separable_verb_is_not_counted_again(analyser):
    (sentence,) = analyser.analyse("Voert de metingen uit.")
    assert "uit" not in set(words_of(sentence.terms))
    assert "uitvoeren" in {term.lemma for term in sentence.terms}


def test_the_parts_of_a_compound_are_words_too(analyser):
    (found,) = analyse_units([unit("a", "Bouwplaatsinrichting")], analyser)
    whole, *parts = (family(w) for w in ("bouwplaatsinrichting", "bouw", "plaats", "inrichting"))
    assert found.own_words == {whole, *parts}


def test_words_of_one_family_are_one_word(analyser):
    (noun,) = analyse_units([unit("a", "Het beheer")], analyser)
    (verb,) = analyse_units([unit("b", "Beheren")], analyser)
    assert noun.own_words == verb.own_words


def test_activities_are_what_is_done(analyser):
    (found,) = analyse_units(
        [unit("a", "Gazon", "De kandidaat kan het gazon maaien", "Voert maaisel af.")], analyser
    )
    assert found.activities == {"maaien", "afvoeren"}


def test_a_text_is_generic_when_said_so_repeated_or_behaviour(analyser):
    passages = (
        Passage("a", "titel", "Gras maaien"),
        Passage("a", "eindterm", "Een hek verven", generic=True),
        Passage("a", "eindterm", "Op de Bel drukken."),
        Passage("a", "eindterm", "Samenwerken"),
    )
    (found,) = analyse_units(
        [Unit("a", Side.VMBO, "Gras maaien", passages)],
        analyser,
        frozenset({"op de bel drukken"}),
    )
    assert [s.generic for s in found.sentences] == [False, True, True, True]


def test_each_distinct_text_is_analysed_once():
    asked = []

    class Spy:
        def analyse_all(self, texts):
            asked.extend(texts)
            return [() for _ in texts]

    analyse_units([unit("a", "Gras", "Maaien"), unit("b", "Gras", "Maaien", "Harken")], Spy())
    assert sorted(asked) == ["Gras", "Harken", "Maaien"]
