"""How word vectors are distilled: those of the words of a text add up to the vector of the text."""

import numpy as np

from training.word_table import regressed

TRADES = {"tuin": ("haag", "gazon", "snoeien"), "bouw": ("muur", "mortel", "metselen")}


def texts():
    """Two words of one trade each; a text of a trade points its own way."""
    for axis, words in enumerate(TRADES.values()):
        for one in words:
            for other in words:
                if one < other:
                    yield (one, other, "werk"), np.eye(3)[axis] + 0.1


def test_words_of_a_trade_come_to_lie_together():
    bags, vectors = zip(*texts(), strict=True)
    table = regressed(bags, np.array(vectors), "proef")

    hedge, lawn, wall = table.of([["haag"], ["gazon"], ["muur"]])

    assert hedge @ lawn > 0.9
    assert hedge @ wall < 0


def test_a_text_comes_close_to_its_vector_in_what_it_is_like():
    bags, vectors = zip(*texts(), strict=True)
    table = regressed(bags, np.array(vectors), "proef")
    made = table.of(bags)
    wanted = np.array(vectors) - np.mean(vectors, axis=0)
    assert np.array_equal((made @ made.T) > 0, (wanted @ wanted.T) > 0)


def test_a_word_of_one_text_has_no_vector():
    bags = [("haag", "heg"), ("haag", "gazon"), ("gazon", "haag")]
    table = regressed(bags, np.eye(3), "proef")
    assert sorted(table.places) == ["gazon", "haag"]


def test_the_same_texts_give_the_same_version():
    bags, vectors = zip(*texts(), strict=True)
    one, other = (regressed(bags, np.array(vectors), "proef") for _ in range(2))
    assert one.version == other.version
    assert one.version.startswith("proef-")
