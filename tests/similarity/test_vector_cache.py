"""Vectors between runs: each text is read once, and what is not whole is read again."""

import sqlite3
from contextlib import closing

import numpy as np
import pytest

from align.model import Side
from align.similarity.encoders.cache import FILE_NAME, VectorCache, encode_all

TEXTS = ("gras maaien", "een haag knippen", "gras maaien", "")


class Letters:
    """An encoder that counts letters, and remembers which texts it read."""

    id, dim = "letters", 3

    def __init__(self):
        self.read = []

    def encode(self, texts, side):
        self.read += texts
        shift = float(side is Side.MBO)
        return np.array([[len(text), text.count("a"), shift] for text in texts], dtype=np.float32)


@pytest.fixture
def encoded(tmp_path):
    """Vectors of texts by a new encoder with the cache of this test, and what it had to read."""

    def encode(texts=TEXTS, side=Side.VMBO, **how):
        encoder = Letters()
        with closing(VectorCache(tmp_path, pytest.fail)) as cache:
            return encode_all(encoder, texts, side, cache=cache, **how), encoder.read

    return encode


def test_each_distinct_text_is_read_once_and_the_next_time_not_at_all(encoded):
    told = []
    found, read = encoded(progress=lambda done, of_all: told.append((done, of_all)))
    assert found.tolist() == [[11, 3, 0], [16, 2, 0], [11, 3, 0], [0, 0, 0]]
    assert read == ["", "gras maaien", "een haag knippen"]
    assert told == [(3, 3)]
    again, nothing = encoded()
    assert (again.tolist(), nothing) == (found.tolist(), [])


def test_the_same_text_of_the_other_side_is_another_text(encoded):
    encoded()
    found, read = encoded(("gras maaien",), Side.MBO)
    assert (found.tolist(), read) == ([[11, 3, 1]], ["gras maaien"])


def test_a_vector_that_is_not_whole_is_read_again(encoded, tmp_path):
    whole, _ = encoded()
    with closing(sqlite3.connect(tmp_path / FILE_NAME)) as base, base:
        base.execute("update vectors set vector = substr(vector, 1, 8)")
    found, read = encoded()
    assert np.array_equal(found, whole)
    assert len(read) == 3


@pytest.mark.parametrize("jobs", [1, 2, 8])
def test_how_many_are_read_at_once_changes_no_vector(jobs):
    texts = [f"{'a' * n} {n}" for n in range(9)]
    alone = [Letters().encode([text], Side.MBO)[0].tolist() for text in texts]
    assert encode_all(Letters(), texts, Side.MBO, jobs=jobs).tolist() == alone


def test_no_texts_have_no_vectors():
    assert encode_all(Letters(), [], Side.VMBO).shape == (0, 3)
