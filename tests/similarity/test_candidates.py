"""Candidates by exact top-k: what brute force finds, with ties, in any order of the input."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_units import SENTENCES, unit

from align.similarity import candidates as module
from align.similarity.analysed import analyse_units
from align.similarity.candidates import candidates
from align.similarity.engine import score_units


class Fixed:
    """A channel that was worked out beforehand."""

    def __init__(self, values):
        self.values = np.array(values, dtype=float)

    def rows(self, start, stop):
        return self.values[start:stop]


def brute_force(matrices, top):
    """Pairs above 0 that are among the `top` best of their row or column, ties counted in."""
    found = set()
    for values in matrices:
        for (i, j), value in np.ndenumerate(values):
            better_in_row = (values[i] > value).sum()
            better_in_column = (values[:, j] > value).sum()
            if value > 0 and min(better_in_row, better_in_column) < top:
                found.add((i, j))
    return found


def pairs_of(matrices, top, jobs=1):
    n_left, n_right = matrices[0].shape
    found = candidates([Fixed(values) for values in matrices], n_left, n_right, top, jobs)
    assert found.tolist() == sorted(found.tolist())
    return {(int(i), int(j)) for i, j in found}


@st.composite
def likeness(draw):
    n_left, n_right = draw(st.integers(1, 9)), draw(st.integers(1, 9))
    tenths = st.lists(st.integers(0, 5), min_size=n_left * n_right, max_size=n_left * n_right)
    matrices = draw(st.lists(tenths, min_size=1, max_size=3))
    return [np.reshape(values, (n_left, n_right)) / 10 for values in matrices]


@pytest.mark.parametrize("chunk", [1, 2, 128])
@given(matrices=likeness(), top=st.integers(1, 4), jobs=st.integers(1, 3))
def test_candidates_are_what_brute_force_finds(monkeypatch, chunk, matrices, top, jobs):
    monkeypatch.setattr(module, "CHUNK", chunk)
    n_left, n_right = matrices[0].shape
    everything = {(i, j) for i in range(n_left) for j in range(n_right)}
    small = n_left <= top and n_right <= top
    assert pairs_of(matrices, top, jobs) == (everything if small else brute_force(matrices, top))


def test_equals_are_all_kept():
    values = np.array([[0.5, 0.5, 0.5, 0.1]])
    assert pairs_of([values], top=1) == {(0, 0), (0, 1), (0, 2), (0, 3)}  # best of each column
    columns = np.array([[0.5, 0.5, 0.5, 0.1], [0.9, 0.9, 0.9, 0.9]])
    assert pairs_of([columns], top=1) == {(0, 0), (0, 1), (0, 2), (1, 0), (1, 1), (1, 2), (1, 3)}


def test_what_shares_nothing_is_no_candidate():
    assert pairs_of([np.zeros((3, 3))], top=1) == set()


def test_nothing_against_something_is_nothing(analyser):
    some = analyse_units([unit("a", "Gras maaien")], analyser)
    assert score_units([], some).pairs.shape == (0, 2)
    assert score_units(some, []).score.shape == (0,)


def test_without_a_limit_everything_is_scored(analyser):
    left = analyse_units([unit("a", "Gras maaien"), unit("b", "–")], analyser)
    right = analyse_units([unit("c", "Maait gras.")], analyser)
    made = score_units(left, right, top=None)
    assert made.pairs.tolist() == [[0, 0], [1, 0]]
    assert made.score[0] > 0.9
    assert made.score[1] == 0.0


texts = st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=3)
sides = st.lists(texts, min_size=2, max_size=7)
#: An example takes some milliseconds here, and the sentences are few.
few = settings(max_examples=30)


def scored(analyser, left, right, top):
    """Score by the names of both units."""
    made = score_units(
        analyse_units([unit(name, *of) for name, of in left], analyser),
        analyse_units([unit(name, *of) for name, of in right], analyser),
        top=top,
    )
    return {
        (made.left[i].unit.id, made.right[j].unit.id): score
        for (i, j), score in zip(made.pairs.tolist(), made.score.tolist(), strict=True)
    }


@few
@given(left=sides, right=sides, random=st.randoms(use_true_random=False), top=st.integers(1, 2))
def test_the_order_of_the_input_makes_no_difference(analyser, left, right, random, top):
    ours = [(f"l{n}", of) for n, of in enumerate(left)]
    theirs = [(f"r{n}", of) for n, of in enumerate(right)]
    found = scored(analyser, ours, theirs, top)
    random.shuffle(ours)
    random.shuffle(theirs)
    assert scored(analyser, ours, theirs, top) == found


@few
@given(left=sides, right=sides, top=st.integers(1, 2))
def test_swapping_the_sides_mirrors_the_scores(analyser, left, right, top):
    ours = [(f"l{n}", of) for n, of in enumerate(left)]
    theirs = [(f"r{n}", of) for n, of in enumerate(right)]
    found = scored(analyser, ours, theirs, top)
    back = scored(analyser, theirs, ours, top)
    assert {(right, left): score for (left, right), score in back.items()} == found


@few
@given(left=sides, right=sides)
def test_a_limit_leaves_pairs_out_and_changes_none(analyser, left, right):
    ours = [(f"l{n}", of) for n, of in enumerate(left)]
    theirs = [(f"r{n}", of) for n, of in enumerate(right)]
    everything = scored(analyser, ours, theirs, None)
    some = scored(analyser, ours, theirs, 1)
    assert some.items() <= everything.items()
    best = max(everything.values())
    assert best == 0 or best in some.values()
