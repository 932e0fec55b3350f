"""Rare words of a source, and when two texts share one; enough to tell whether a title fits.

No language model: an audit runs on every `align inspect`. Two words are taken for one when their
first letters agree or the one holds the other, as Dutch compounds do.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

STEM = 5
"""Letters that make a word; shorter words say little, longer ones are compared by these."""
RARE = 0.01
"""A word is rare when at most this share of the sentences has it."""
FEW = 2
"""This many sentences may always have a rare word, however small the source."""

_NOT_A_WORD = re.compile(r"[\W_]+")
_WORD = re.compile(rf"[^\W\d_]{{{STEM},}}")


def folded(text: str) -> str:
    """A sentence without capitals and punctuation, to tell whether two are the same."""
    return _NOT_A_WORD.sub(" ", text.casefold()).strip()


class Vocabulary:
    """How many different sentences of a source have each word."""

    def __init__(self, sentences: Iterable[str]) -> None:
        different = {folded(sentence) for sentence in sentences}
        self._most = max(len(different) * RARE, FEW)
        self._counts: Counter[str] = Counter()
        for sentence in different:
            self._counts.update({word[:STEM] for word in _WORD.findall(sentence)})

    def words(self, text: str) -> frozenset[str]:
        """The rare words of a text."""
        found = _WORD.findall(text.casefold())
        return frozenset(word for word in found if self._counts[word[:STEM]] <= self._most)

    def shared(self, words: frozenset[str], text: str) -> frozenset[str]:
        """Which of these words a text has too, by their stems."""
        others = self.words(text)
        return frozenset(
            word[:STEM]
            for word in words
            if any(
                word[:STEM] == other[:STEM] or word in other or other in word for other in others
            )
        )
