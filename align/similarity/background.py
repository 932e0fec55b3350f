"""What is known of a word beforehand: how common it is in this field, and its vector; both frozen.

Inverse document frequencies taken from the two files at hand would change with every dossier that
is added, and so would every score. They are counted once, over texts of both sides in all sectors,
and kept in a file with a version; `benchmarks/fit_weights.py` makes that file. Vectors of words
have a file of their own (`word_vectors`).
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from align.similarity.word_vectors import WordVectors, load_word_vectors

FORMAT = "align-background/1"
_FILE = Path(__file__).with_name("background.json")


@dataclass(frozen=True)
class Background:
    """Document frequencies of words as they are compared (see `analysed.words_of`).

    Attributes:
        version: of the counts; shown in reports, since another version gives other scores.
        documents: number of texts that were counted.
        frequencies: in how many of them a word stands; words that stand in one are left out.
        vectors: what words mean; by default of no word.
    """

    version: str
    documents: int
    frequencies: Mapping[str, int]
    vectors: WordVectors = field(default_factory=WordVectors)
    _known: dict[str, float] = field(default_factory=dict, init=False, repr=False, compare=False)

    def idf(self, word: str) -> float:
        """Inverse document frequency, smoothed as scikit-learn does; a new word counts as rare."""
        known = self._known.get(word)
        if known is None:
            frequency = self.frequencies.get(word, 1)
            known = math.log((1 + self.documents) / (1 + frequency)) + 1
            if frequency > 1:  # asked for again and again; others are too many to remember
                self._known[word] = known
        return known


@cache
def load_background() -> Background:
    """The counts and vectors that travel with the program.

    Raises:
        ValueError: the file has another format, which no user input can cause.
    """
    content = json.loads(_FILE.read_text(encoding="utf-8"))
    if content["format"] != FORMAT:
        raise ValueError(content["format"])
    return Background(
        content["version"], content["documents"], content["frequencies"], load_word_vectors()
    )
