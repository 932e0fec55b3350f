"""The tokenizer of the tuned encoder: unigram pieces, each word split by its likeliest pieces.

Source: Kudo, Subword regularization (2018); the pieces and their scores are those of
multilingual-e5 (XLM-RoBERTa), as far as this field uses them.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

#: Stands for the space before a word.
WORD_START = "▁"

#: An unknown character costs this much more than the least likely piece.
UNKNOWN_PENALTY = 10.0

#: Words that are kept split; past it the cache starts again, so that memory stays bounded.
MOST_CACHED = 200_000

#: Longer words are cut: none of any language, and splitting one costs its length.
LONGEST_WORD = 200


@dataclass(frozen=True, slots=True)
class Special:
    """Numbers of the pieces that are no text."""

    begin: int
    end: int
    pad: int
    unknown: int


@dataclass(slots=True)
class Tokenizer:
    """Splits texts into numbers of pieces.

    Attributes:
        pieces: text of each piece; its number is its place.
        scores: log probability of each, of the same length.
        normal_forms: by code point, what a character is replaced by before splitting.
        special: numbers of the pieces that are no text.
    """

    pieces: Sequence[str]
    scores: Sequence[float]
    normal_forms: Mapping[int, str]
    special: Special
    _numbers: dict[str, int] = field(init=False)
    _longest: int = field(init=False)
    _unknown_score: float = field(init=False)
    _words: dict[str, tuple[int, ...]] = field(init=False)

    def __post_init__(self) -> None:
        marks = {self.special.begin, self.special.end, self.special.pad, self.special.unknown}
        self._numbers = {p: n for n, p in enumerate(self.pieces) if n not in marks}
        self._longest = max(map(len, self._numbers))
        self._unknown_score = min(self.scores[n] for n in self._numbers.values()) - UNKNOWN_PENALTY
        self._words = {}

    def split(self, text: str, most: int) -> list[int]:
        """Numbers of the pieces of a text between the marks of begin and end, at most `most`."""
        found = [self.special.begin]
        for word in text.translate(self.normal_forms).split():
            found += self._word(word[:LONGEST_WORD])
            if len(found) >= most:
                break
        return [*found[: most - 1], self.special.end]

    def _word(self, word: str) -> tuple[int, ...]:
        known = self._words.get(word)
        if known is None:
            if len(self._words) >= MOST_CACHED:
                self._words.clear()
            known = self._words[word] = self._likeliest(WORD_START + word)
        return known

    def _likeliest(self, word: str) -> tuple[int, ...]:
        """Viterbi: of all ways to cut the word into pieces the one with the highest score."""
        best = [0.0] + [-math.inf] * len(word)
        piece = [(0, self.special.unknown)] * (len(word) + 1)
        for start in range(len(word)):
            for end in range(start + 1, min(start + self._longest, len(word)) + 1):
                number = self._numbers.get(word[start:end])
                if number is None:
                    if end > start + 1:
                        continue
                    number, score = self.special.unknown, self._unknown_score
                else:
                    score = self.scores[number]
                if best[start] + score > best[end]:
                    best[end], piece[end] = best[start] + score, (start, number)
        numbers: list[int] = []
        end = len(word)
        while end > 0:
            end, number = piece[end]
            numbers.append(number)
        return tuple(reversed(numbers))
