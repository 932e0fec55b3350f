"""Whether a word that was broken at the end of a line is written with its hyphen or without.

A PDF does not say it. What the document itself writes elsewhere decides, then the Dutch word list
of simplemma; where both leave it open the hyphen stays, because it was printed.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_KEEP_AFTER = frozenset(
    "anti bol bbl doe ehbo ex hbo havo ict leer mbo niet non nt oud post pre pro semi sub vmbo vwo "
    "wft zelf".split()
)
"""First parts that Dutch writes with a hyphen, or that are words no list has."""


class WordBook:
    """The words of one document.

    Args:
        texts: its lines; the last word of a line that ends in a hyphen does not count.
    """

    def __init__(self, texts: Iterable[str]) -> None:
        self._words = {
            word.casefold() for text in texts for word in _WORD.findall(_without_break(text))
        }

    def joins(self, left: str, right: str) -> bool:
        """Whether "left-" and "right" are one word without hyphen."""
        left, right = left.rsplit("-", 1)[-1], right.split("-", 1)[0]
        if not (left.isalpha() and right.isalpha() and right.islower()):
            return False
        whole = f"{left}{right}".casefold()
        if whole in self._words:
            return True
        if f"{left}-{right}".casefold() in self._words or left.casefold() in _KEEP_AFTER:
            return False
        if len(left) < 2 or len(right) < 2 or left[1:] != left[1:].lower():
            return False
        return _in_dutch(whole) or not (self._is_word(left) and self._is_word(right))

    def _is_word(self, word: str) -> bool:
        return word.casefold() in self._words or _in_dutch(word.casefold())


def _without_break(text: str) -> str:
    return text.rsplit(" ", 1)[0] if text.endswith("-") else text


@lru_cache(maxsize=4_096)
def _in_dutch(word: str) -> bool:
    import simplemma  # noqa: PLC0415 -- its list takes half a second, and few documents need it

    return bool(simplemma.is_known(word, lang="nl"))
