"""The table of word vectors: what goes in comes out, and texts are the sum of their words."""

import re
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from align.similarity.background import load_background
from align.similarity.word_vectors import WordVectors, load_word_vectors

WORDS = ("haag", "knippen", "auto")
VECTORS = np.array([[2.0, 0.5, 0.0], [1.0, 1.0, 0.0], [0.0, 0.0, 3.0]])
TABLE = WordVectors.packed("hand", WORDS, VECTORS)


def cosine(left, right):
    ours, theirs = TABLE.of([left.split(), right.split()]).astype(float)
    return float(ours @ theirs)


def test_a_vector_is_kept_in_eight_bits():
    read = TABLE.numbers * TABLE.scales[:, None]
    assert TABLE.numbers.dtype == np.int8
    np.testing.assert_allclose(read, VECTORS, atol=3.0 / 127)


def test_what_was_written_is_read_back(tmp_path):
    path = tmp_path / "woorden.npz"
    path.write_bytes(TABLE.to_bytes())

    read = load_word_vectors(path)

    assert (read.version, read.places) == ("hand", TABLE.places)
    np.testing.assert_array_equal(read.numbers, TABLE.numbers)
    np.testing.assert_array_equal(read.scales, TABLE.scales)
    assert read.to_bytes() == TABLE.to_bytes()


@pytest.mark.parametrize("page", ["methods.md", "model-card.md"])
def test_the_pages_tell_how_many_words_there_are(page):
    text = (Path(__file__).resolve().parents[2] / "docs" / page).read_text(encoding="utf-8")
    told = set(re.findall(r"\b1\d,\d{3}(?= words| are in it)", text))
    assert told == {f"{len(load_word_vectors().places):,}"}


def test_another_format_is_refused(tmp_path, monkeypatch):
    path = tmp_path / "woorden.npz"
    with monkeypatch.context() as patched:
        patched.setattr("align.similarity.word_vectors.FORMAT", "align-word-vectors/0")
        path.write_bytes(TABLE.to_bytes())
    with pytest.raises(ValueError, match="align-word-vectors/0"):
        load_word_vectors(path)


def test_a_text_is_the_sum_of_its_words():
    (found,) = TABLE.of([["haag", "knippen"]])
    wanted = VECTORS[0] + VECTORS[1]
    np.testing.assert_allclose(found, wanted / np.linalg.norm(wanted), atol=0.01)


def test_a_word_that_returns_weighs_a_little_more():
    (found,) = TABLE.of([["haag", "knippen", "haag"]])
    wanted = (1 + np.log(2)) * VECTORS[0] + VECTORS[1]
    np.testing.assert_allclose(found, wanted / np.linalg.norm(wanted), atol=0.01)


def test_words_of_one_trade_are_alike_without_a_letter_in_common():
    assert cosine("haag", "knippen") > 0.8
    assert cosine("haag", "auto") == pytest.approx(0.0, abs=0.01)


def test_the_order_of_words_and_the_company_make_no_difference():
    (alone,) = TABLE.of([["knippen", "auto", "haag"]])
    _, beside = TABLE.of([["auto"], ["haag", "knippen", "auto"]])
    np.testing.assert_array_equal(alone, beside)


def test_a_text_without_a_known_word_is_like_nothing():
    found = TABLE.of([["zweefduin"], []])
    assert found.shape == (2, 3)
    assert not found.any()
    assert TABLE.of([]).shape == (0, 3)


def test_without_a_table_nothing_is_known():
    assert not WordVectors().of([["haag"]]).any()


def test_the_table_that_travels_along_knows_the_trades():
    table = load_background().vectors
    assert table.version
    assert len(table.places) > 10_000
    assert table.numbers.shape == (len(table.places), table.numbers.shape[1])
    care, wall, mortar = table.of([["bewoner", "verzorgen"], ["metselen"], ["mortel"]])
    assert wall @ mortar > 2 * abs(wall @ care)


def test_a_background_takes_another_table():
    background = replace(load_background(), vectors=TABLE)
    assert background.vectors.version == "hand"
    assert background.idf("metselen") == load_background().idf("metselen")
