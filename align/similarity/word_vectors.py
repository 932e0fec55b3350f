"""A vector for each word of the field: what it means, as the encoder reads the texts it stands in.

The vectors of the words of a text add up to nearly the vector that the encoder makes of that text.
So two texts that share no word can be seen to be about the same, for the price of a sum.
`training/word_table.py` makes the file; docs/methods.md says what it is worth.
"""

from __future__ import annotations

import io
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from align.similarity.encoders.protocol import Vectors

FORMAT = "align-word-vectors/1"
FILE = Path(__file__).with_name("word_vectors.npz")

#: A number of a vector is kept in 8 bits: -127..127 times the scale of its word.
_MOST = 127


@dataclass(frozen=True)
class WordVectors:
    """Vectors of words as they are compared (see `analysed.words_of`).

    Attributes:
        version: of the table.
        places: row of each word in `numbers`.
        numbers: of shape (n_words, dim), times `scales` of shape (n_words,): how a word turns the
            vector of a text, its rarity included.
    """

    version: str = ""
    places: Mapping[str, int] = field(default_factory=dict)
    numbers: NDArray[np.int8] = field(default_factory=lambda: np.zeros((0, 1), dtype=np.int8))
    scales: NDArray[np.float32] = field(default_factory=lambda: np.zeros(0, dtype=np.float32))

    @classmethod
    def packed(
        cls, version: str, words: Sequence[str], vectors: NDArray[np.float64]
    ) -> WordVectors:
        """A table of these vectors, of shape (n_words, dim), in 8 bits a number."""
        scales = (np.abs(vectors).max(axis=1) / _MOST).astype(np.float32)
        safe = np.where(scales > 0, scales, 1.0)[:, None]
        numbers = np.rint(vectors / safe).clip(-_MOST, _MOST).astype(np.int8)
        return cls(version, {word: n for n, word in enumerate(words)}, numbers, scales)

    def of(self, texts: Sequence[Sequence[str]]) -> Vectors:
        """Vectors of length 1 of texts in words, of shape (n_texts, dim).

        Zeros where no word is known. A word that returns says a little more, not twice as much.
        """
        found = self._weighed(texts) @ self._exact
        lengths = np.linalg.norm(found, axis=1, keepdims=True)
        scaled: Vectors = (found / np.where(lengths > 0, lengths, 1.0)).astype(np.float32)
        return scaled

    @cached_property
    def _exact(self) -> NDArray[np.float64]:
        """The numbers as they are multiplied; made once, since few texts are asked at a time."""
        return self.numbers.astype(np.float64)

    def _weighed(self, texts: Sequence[Sequence[str]]) -> sparse.csr_matrix:
        """How much each known word weighs in each text, of shape (n_texts, n_words)."""
        columns: list[int] = []
        values: list[int] = []
        begins = [0]
        for text in texts:
            known = Counter(self.places[word] for word in text if word in self.places)
            columns += sorted(known)
            values += [known[place] for place in sorted(known)]
            begins.append(len(columns))
        weights = (1.0 + np.log(np.array(values))) * self.scales[np.array(columns, dtype=np.int64)]
        return sparse.csr_matrix((weights, columns, begins), (len(texts), len(self.scales)))

    def to_bytes(self) -> bytes:
        """The table as a file of NumPy arrays; the same table gives the same bytes."""
        words = sorted(self.places, key=lambda word: self.places[word])
        head = {"format": FORMAT, "version": self.version}
        into = io.BytesIO()
        np.savez_compressed(
            into,
            head=_as_bytes(json.dumps(head)),
            words=_as_bytes("\n".join(words)),
            numbers=self.numbers,
            scales=self.scales,
        )
        return into.getvalue()


@cache
def load_word_vectors(path: Path = FILE) -> WordVectors:
    """The table that travels with the program, or one that `training/` wrote.

    Raises:
        ValueError: the file has another format, which no user input can cause.
    """
    with np.load(path, allow_pickle=False) as arrays:
        head = json.loads(arrays["head"].tobytes())
        if head["format"] != FORMAT:
            raise ValueError(head["format"])
        words = arrays["words"].tobytes().decode("utf-8").split("\n")
        return WordVectors(
            version=head["version"],
            places={word: place for place, word in enumerate(words)},
            numbers=arrays["numbers"],
            scales=arrays["scales"],
        )


def _as_bytes(text: str) -> NDArray[np.uint8]:
    return np.frombuffer(text.encode("utf-8"), dtype=np.uint8)
