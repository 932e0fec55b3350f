"""The channel of an encoder: whole texts and the best of their parts."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.similarity.meaning import Meaning, Span, UnitVectors

SPAN = Span(0.0, 1.0)
ANGLES = st.lists(st.floats(0, 3.1), min_size=1, max_size=3)
UNITS = st.lists(ANGLES, min_size=1, max_size=4)


def vectors(units):
    """Vectors of unit length in a plane; the first angle of a unit is that of its whole text."""
    angles = np.concatenate([np.array(unit) for unit in units])
    parts = np.stack([np.cos(angles), np.sin(angles)], axis=1).astype(np.float32)
    begins = np.cumsum([0, *map(len, units)])
    return UnitVectors(parts[begins[:-1]], parts, begins)


def cosines(left, right, whole):
    return Meaning(vectors(left), vectors(right), SPAN, whole).cosines(0, len(left))


def test_one_part_that_is_the_same_lifts_a_pair_half_way():
    quarter = np.pi / 2
    deeltaak, werkproces = [[0.0, quarter]], [[quarter]]
    assert cosines(deeltaak, werkproces, whole=1.0) == pytest.approx(0.0, abs=1e-9)
    assert cosines(deeltaak, werkproces, whole=0.5) == pytest.approx(0.5)


def test_a_unit_without_parts_counts_as_its_whole():
    assert cosines([[0.3]], [[0.8]], whole=0.5) == cosines([[0.3]], [[0.8]], whole=1.0)


@given(left=UNITS, right=UNITS, whole=st.sampled_from([0.3, 0.5, 1.0]))
def test_turned_round_it_is_the_same(left, right, whole):
    assert np.array_equal(cosines(left, right, whole), cosines(right, left, whole).T)


@given(left=UNITS, right=UNITS, whole=st.sampled_from([0.3, 0.5, 1.0]))
def test_a_pair_is_as_alike_alone_as_in_company(left, right, whole):
    together = Meaning(vectors(left), vectors(right), SPAN, whole).rows(0, len(left))
    for i, j in np.ndindex(together.shape):
        alone = Meaning(vectors([left[i]]), vectors([right[j]]), SPAN, whole).rows(0, 1)
        assert alone[0, 0] == together[i, j]


@given(left=UNITS, right=UNITS)
def test_parts_never_make_a_pair_less_alike_than_its_whole_texts(left, right):
    assert (cosines(left, right, 0.5) >= cosines(left, right, 1.0) - 1e-12).all()


@given(left=UNITS, right=UNITS, whole=st.sampled_from([0.3, 0.5, 1.0]))
def test_a_pair_by_itself_is_as_alike_as_in_its_row(left, right, whole):
    channel = Meaning(vectors(left), vectors(right), SPAN, whole)
    pairs = np.argwhere(np.ones((len(left), len(right)), dtype=bool))[::2]
    rows = channel.rows(0, len(left))
    assert np.array_equal(channel.of(pairs), rows[pairs[:, 0], pairs[:, 1]])
