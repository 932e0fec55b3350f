"""Measures of a ranking, against examples worked out by hand and against scikit-learn."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import average_precision_score, f1_score, ndcg_score

from align.similarity.metrics import (
    average_precision,
    bootstrap_interval,
    expected_calibration_error,
    ndcg,
    prf,
)

flags = st.lists(st.booleans(), min_size=1, max_size=30)


def test_average_precision_by_hand():
    relevant = np.array([True, False, True, False])
    # Found at place 1 and place 3: precision 1/1 and 2/3.
    assert average_precision(relevant, np.array([0.9, 0.8, 0.7, 0.1])) == pytest.approx(5 / 6)
    # The other way round: found at place 2 and 4.
    assert average_precision(relevant, np.array([0.1, 0.7, 0.3, 0.9])) == pytest.approx(5 / 12)


def test_average_precision_without_anything_relevant_is_none():
    assert average_precision(np.array([False, False]), np.array([0.2, 0.1])) is None


def test_equal_scores_keep_their_order():
    assert average_precision(np.array([True, False]), np.array([0.5, 0.5])) == 1.0
    assert average_precision(np.array([False, True]), np.array([0.5, 0.5])) == 0.5


@given(flags, st.randoms(use_true_random=False))
def test_average_precision_is_that_of_scikit_learn_when_no_scores_are_equal(relevant, random):
    scores = random.sample(range(1000), len(relevant))
    found = average_precision(np.array(relevant), np.array(scores, dtype=float))
    if any(relevant):
        assert found == pytest.approx(average_precision_score(relevant, scores))
    else:
        assert found is None


def test_ndcg_by_hand():
    # Gains 2^grade - 1 are 7, 0 and 1; the best order is 7, 1, 0.
    found = ndcg(np.array([3.0, 0.0, 1.0]), np.array([0.9, 0.8, 0.7]))
    second, third = 1 / np.log2(3), 1 / np.log2(4)
    assert found == pytest.approx((7 + third) / (7 + second))


def test_ndcg_looks_no_deeper_than_asked():
    grades = np.array([0.0, 0.0, 2.0])
    scores = np.array([0.9, 0.8, 0.7])
    assert ndcg(grades, scores, depth=2) == 0.0
    assert ndcg(grades, scores, depth=3) == pytest.approx(0.5)


def test_ndcg_without_anything_graded_is_none():
    assert ndcg(np.zeros(3), np.array([0.3, 0.2, 0.1])) is None


@given(
    st.lists(st.integers(0, 3), min_size=2, max_size=12).filter(any),
    st.randoms(use_true_random=False),
)
def test_ndcg_is_that_of_scikit_learn_when_no_scores_are_equal(grades, random):
    scores = random.sample(range(1000), len(grades))
    gains = [2**grade - 1 for grade in grades]
    found = ndcg(np.array(grades, dtype=float), np.array(scores, dtype=float))
    assert found == pytest.approx(ndcg_score([gains], [scores], k=5))
    assert 0.0 <= found <= 1.0 + 1e-12


def test_prf_by_hand():
    truth = np.array([True, True, True, False, False])
    decided = np.array([True, False, False, True, False])
    counts = prf(truth, decided)
    assert (counts.true_positives, counts.false_positives, counts.false_negatives) == (1, 1, 2)
    assert counts.precision == 0.5
    assert counts.recall == pytest.approx(1 / 3)
    assert counts.f1 == pytest.approx(0.4)


def test_prf_of_nothing_is_zero_and_not_a_fault():
    nothing = np.array([False, False])
    counts = prf(nothing, nothing)
    assert (counts.precision, counts.recall, counts.f1) == (0.0, 0.0, 0.0)


@given(st.lists(st.tuples(st.booleans(), st.booleans()), min_size=1, max_size=30))
def test_f1_is_that_of_scikit_learn(pairs):
    truth, decided = (np.array(column) for column in zip(*pairs, strict=True))
    assert prf(truth, decided).f1 == pytest.approx(f1_score(truth, decided, zero_division=0))


def test_calibration_error_by_hand():
    truth = np.array([True, False, False])
    probabilities = np.array([0.95, 0.95, 0.15])
    # Bin .9-1.0: promised .95, seen .5, two of three pairs; bin .1-.2: promised .15, seen 0.
    assert expected_calibration_error(truth, probabilities) == pytest.approx(0.45 * 2 / 3 + 0.05)


def test_a_probability_of_one_falls_in_the_last_bin():
    assert expected_calibration_error(np.array([False]), np.array([1.0])) == 1.0
    together = expected_calibration_error(np.array([True, True]), np.array([1.0, 0.9]))
    assert together == pytest.approx(0.05)


@given(st.lists(st.tuples(st.booleans(), st.floats(0, 1)), min_size=1, max_size=40))
def test_calibration_error_stays_between_zero_and_one(pairs):
    truth, probabilities = (np.array(column) for column in zip(*pairs, strict=True))
    assert 0.0 <= expected_calibration_error(truth, probabilities) <= 1.0


def test_the_interval_of_equal_values_is_that_value():
    assert bootstrap_interval(np.array([0.4, 0.4, 0.4])) == (pytest.approx(0.4), pytest.approx(0.4))


@given(st.lists(st.floats(0, 1), min_size=2, max_size=12))
def test_the_interval_stays_inside_the_values_and_repeats(values):
    low, high = bootstrap_interval(np.array(values), resamples=100)
    assert min(values) - 1e-9 <= low <= high <= max(values) + 1e-9
    assert (low, high) == bootstrap_interval(np.array(values), resamples=100)


def test_the_interval_of_a_mean_in_which_blocks_weigh_lies_around_that_mean():
    values, weights = np.array([0.1, 0.2, 0.3, 0.9]), np.array([9.0, 8.0, 9.0, 1.0])
    low, high = bootstrap_interval(values, weights=weights)
    assert low < np.average(values, weights=weights) < high < bootstrap_interval(values)[1]
    assert bootstrap_interval(values, weights=np.full(4, 3.0)) == pytest.approx(
        bootstrap_interval(values)
    )


def test_a_lower_level_gives_a_narrower_interval():
    values = np.array([0.1, 0.3, 0.5, 0.9])
    low, high = bootstrap_interval(values, level=0.5)
    wide_low, wide_high = bootstrap_interval(values, level=0.95)
    assert wide_low < low < values.mean() < high < wide_high
