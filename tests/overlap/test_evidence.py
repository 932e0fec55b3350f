"""What carries a pair: sentence pairs and the words in them that match."""

from dataclasses import replace
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_units import SENTENCES, unit

from align.model import Strength
from align.overlap.compare import found_pair
from align.overlap.evidence import (
    MEANING_FROM,
    MOST_EVIDENCE,
    MOST_SHARED,
    SENTENCE_FROM,
    quote,
    sentence_pairs,
    shared_words,
)
from align.similarity.analysed import analyse_units
from align.similarity.background import load_background
from align.similarity.engine import Engine, score_units
from align.similarity.weights import load_weights


def analysed(analyser, *texts):
    (found,) = analyse_units([unit("a", *texts)], analyser)
    return found


def marked(analyser, text, other):
    """The marked words of a text against another."""
    entry = analysed(analyser, text).sentences[0]
    made = quote(entry, analysed(analyser, other).sentences[0])
    return [made.text[start:end] for start, end in made.marks]


def evidence(analyser, left, right):
    ours, theirs = analysed(analyser, *left), analysed(analyser, *right)
    scored = score_units([ours], [theirs])
    return sentence_pairs(ours, theirs, scored.sentences.between(0, 0))


def test_the_words_that_match_are_marked_in_any_form(analyser):
    assert marked(analyser, "De kandidaat kan een gazon maaien", "Maait gazons.") == [
        "gazon",
        "maaien",
    ]


def test_a_compound_is_marked_when_a_part_matches(analyser):
    assert marked(analyser, "Vijverfolie leggen", "Kiest een vijver.") == ["Vijverfolie"]


def test_both_halves_of_a_separable_verb_are_marked(analyser):
    text = "Voert de metingen aan de vijver uit."
    assert marked(analyser, text, "De kandidaat kan metingen uitvoeren") == [
        "Voert",
        "metingen",
        "uit",
    ]


def test_the_particle_of_another_verb_is_not_marked(analyser):
    text = "Voert de metingen uit en ruimt de tuin op."
    assert marked(analyser, text, "De kandidaat kan de tuin opruimen") == ["ruimt", "tuin", "op"]


def test_boilerplate_and_function_words_are_never_marked(analyser):
    one, other = "De kandidaat kan een vijver graven", "De kandidaat kan een heg snoeien"
    assert marked(analyser, one, other) == []


@settings(max_examples=60)
@given(text=st.sampled_from(SENTENCES), other=st.sampled_from(SENTENCES))
def test_marks_lie_in_the_text_in_order_and_apart(analyser, text, other):
    ours, theirs = analysed(analyser, text), analysed(analyser, other)
    for entry, partner in product(ours.sentences, theirs.sentences):
        made = quote(entry, partner)
        before = 0
        for start, end in made.marks:
            assert before <= start < end <= len(made.text)
            before = end


def test_a_sentence_pair_is_quoted_with_its_items_and_labels(analyser):
    found = evidence(
        analyser,
        ["Tuin", "De kandidaat kan een gazon maaien", "De kandidaat kan bijen houden"],
        ["Groen", "Maait het gazon. Snoeit heggen."],
    )
    (best,) = found
    assert best.left.text == "De kandidaat kan een gazon maaien"
    assert best.left.label == "eindterm"
    assert best.left.item == "a"
    assert best.right.text == "Maait het gazon."
    assert best.score == pytest.approx(1.0)


def test_sentences_that_hardly_agree_are_not_evidence(analyser):
    assert evidence(analyser, ["Bijen houden"], ["Maait het gazon."]) == ()


def test_a_partner_is_the_best_of_at_least_one_side(analyser):
    left, right = analysed(analyser, "a b", "c d"), analysed(analyser, "e f", "g h")
    likeness = np.array([[0.9, 0.8], [0.7, 0.6]])
    found = sentence_pairs(left, right, likeness)
    # (1, 1) is nobody's best; (0, 1) is the best of its column and (1, 0) of its row.
    assert [(e.left.text, e.right.text, e.score) for e in found] == [
        ("a b", "e f", 0.9),
        ("a b", "g h", 0.8),
        ("c d", "e f", 0.7),
    ]


def test_meaning_decides_which_of_the_chosen_stands_first_and_chooses_none(analyser):
    left, right = analysed(analyser, "a b", "c d"), analysed(analyser, "e f", "g h")
    likeness = np.array([[0.5, 0.0], [0.1, 0.4]])
    meaning = np.array([[0.2, 0.9], [0.9, 0.6]])
    found = sentence_pairs(left, right, likeness, meaning=meaning)
    assert [(e.left.text, e.right.text, e.score) for e in found] == [
        ("c d", "g h", 0.4),
        ("a b", "e f", 0.5),
    ]
    # Of equals in both together that with the most words in common comes first.
    equal = sentence_pairs(left, right, likeness, meaning=np.array([[0.1, 0.9], [0.9, 0.2]]))
    assert [e.score for e in equal] == [0.5, 0.4]


def test_no_sentences_give_no_evidence(analyser):
    empty = analysed(analyser, "")
    assert sentence_pairs(empty, empty, np.zeros((0, 0))) == ()


def test_more_evidence_than_convinces_is_left_out(analyser):
    many = [f"Maait gazon {chr(97 + n)}a" for n in range(MOST_EVIDENCE + 5)]
    found = evidence(analyser, many, many)
    assert len(found) == MOST_EVIDENCE
    assert found[0].score == max(e.score for e in found)


sides = st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=4)


@settings(max_examples=40)
@given(left=sides, right=sides)
def test_evidence_stands_best_first_and_mirrors(analyser, left, right):
    found = evidence(analyser, left, right)
    scores = [e.score for e in found]
    assert scores == sorted(scores, reverse=True)
    assert all(score >= round(SENTENCE_FROM, 4) for score in scores)
    back = evidence(analyser, right, left)
    assert [e.score for e in back] == scores
    if len(found) < MOST_EVIDENCE:  # of equals at the end of a cut list either may be kept
        there = {(e.left.text, e.left.marks, e.right.text, e.right.marks) for e in found}
        assert there == {(e.right.text, e.right.marks, e.left.text, e.left.marks) for e in back}


def test_shared_words_stand_rarest_first(analyser):
    background = load_background()
    left = analysed(analyser, "Werkzaamheden aan een vijver met folie uitvoeren")
    right = analysed(analyser, "Voert werkzaamheden uit met vijver en folie.")
    found = shared_words(left, right, background)
    rarity = [background.idf(word) for word in found]
    assert {"vijver", "folie"} <= set(found)
    assert rarity == sorted(rarity, reverse=True)
    assert found == shared_words(right, left, background)


def test_shared_words_are_no_endless_list(analyser):
    words = (
        "gras heg boom struik vijver stal mest honing bij schaap koe varken geit kip hek".split()
    )
    left = analysed(analyser, ", ".join(words))
    assert len(shared_words(left, left, load_background())) == MOST_SHARED


def found(analyser, left, right):
    scored = score_units([analysed(analyser, left)], [analysed(analyser, right)])
    return found_pair(scored, 0).pair


def test_sentences_that_share_no_word_are_shown_where_they_are_near_in_meaning(analyser):
    pair = found(
        analyser, "Huishoudelijke apparaten onderhouden", "Ondersteunt bij wonen en huishouden"
    )
    (piece,) = pair.evidence
    assert (piece.left.marks, piece.right.marks) == ((), ())
    assert piece.score >= MEANING_FROM


def test_where_words_agree_meaning_adds_no_sentences(analyser):
    pair = found(analyser, "Gras maaien", "Maait het gras.")
    (piece,) = pair.evidence
    assert piece.left.marks


def test_sentences_far_apart_in_meaning_are_not_shown(analyser):
    assert found(analyser, "De bewoner wassen", "Mengt mortel.").evidence == ()


def test_without_a_sentence_to_show_there_is_no_overlap(analyser):
    """However probable it is: nobody could check it."""
    sure = Engine(weights=replace(load_weights(), intercept=50.0))

    def found(left, right):
        sides = ([analysed(analyser, left)], [analysed(analyser, right)])
        return found_pair(score_units(*sides, engine=sure), 0).pair

    shown = found("Een gazon maaien", "Maait gazons.")
    assert (shown.overlap, shown.strength) == (True, Strength.STERK)
    bare = found("Een gazon maaien", "Facturen controleren")
    assert bare.probability > 0.9
    assert (bare.evidence, bare.overlap, bare.relation) == ((), False, None)
    assert bare.strength is Strength.ZWAK
