"""How alike the sentences of two units are."""

import numpy as np
from small_units import unit

from align.similarity.analysed import analyse_units
from align.similarity.background import load_background
from align.similarity.sentence_pairs import SentencePairs


def units(analyser, listed):
    return analyse_units([unit(str(n), *of) for n, of in enumerate(listed)], analyser)


def test_each_sentence_is_held_against_each_other_one(analyser):
    left = units(analyser, [["Tuin", "Gras maaien", "Een hek verven"]])
    right = units(analyser, [["Werk", "Maait het gras.", "Helpt de cliënt."], ["Telefoon"]])
    pairs = SentencePairs(left, right, load_background())

    each = pairs.between(0, 0)

    assert each.shape == (3, 3)
    assert each.max() == each[1, 1] > each[2, 1]
    assert pairs.between(0, 1).shape == (3, 1)
    assert not pairs.between(0, 1).any()


def test_pairs_may_be_asked_for_in_any_order(analyser):
    left = units(analyser, [["Gras maaien"], ["Een hek verven", "Gras maaien"]])
    right = units(analyser, [["Maait het gras."], ["Verft hekken.", "Maait gras."]])
    made = SentencePairs(left, right, load_background())
    there = [made.between(row, column) for row in (0, 1) for column in (0, 1)]
    back = [made.between(row, column) for row in (1, 0) for column in (1, 0)]
    assert all(map(np.array_equal, there, reversed(back)))


def test_sentences_are_held_against_each_other_in_meaning_too(analyser):
    left = units(analyser, [["Muren metselen", "De bewoner wassen"]])
    right = units(analyser, [["Mengt mortel."]])
    pairs = SentencePairs(left, right, load_background())

    wall, care = pairs.in_meaning(0, 0)[:, 0]

    assert 0 <= care < wall <= 1
    back = SentencePairs(right, left, load_background()).in_meaning(0, 0)
    assert np.allclose(back, pairs.in_meaning(0, 0).T)
