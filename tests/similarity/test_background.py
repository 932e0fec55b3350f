"""How common a word is: frozen counts, so that a score does not drift."""

import math

import pytest

from align.similarity.background import Background, load_background


def test_a_common_word_weighs_less_than_a_rare_one():
    background = Background("hand", 100, {"werk": 99, "troffel": 2})
    assert background.idf("werk") == pytest.approx(math.log(101 / 100) + 1)
    assert background.idf("troffel") == pytest.approx(math.log(101 / 3) + 1)


def test_a_new_word_counts_as_a_word_seen_once():
    background = Background("hand", 100, {"troffel": 2})
    assert background.idf("zweefduin") == pytest.approx(math.log(101 / 2) + 1)
    assert background.idf("zweefduin") > background.idf("troffel")


def test_the_counts_that_travel_along_can_be_true():
    background = load_background()
    assert background.version
    assert background.documents > 1000
    assert all(2 <= count <= background.documents for count in background.frequencies.values())


def test_a_word_of_every_trade_weighs_less_than_a_word_of_one():
    background = load_background()
    assert background.idf("werkzaamheid") < background.idf("metselen")
