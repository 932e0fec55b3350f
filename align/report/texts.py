"""Quoted text: hidden characters made visible, and the words that matched marked."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from align.model import Quote
from align.report.page import Piece

_HARMLESS = frozenset("\n\t")
# Format characters (Cf) hide in text or turn its direction; a soft hyphen and a joiner do neither.
_HARMLESS_FORMAT = frozenset("\u00ad\u200c\u200d")


def visible(text: str) -> str:
    """The text with control, direction and other hidden characters shown as their code.

    Without this a source could turn the order of a line round, or break the encoding of the page.
    """
    if text.isprintable():  # no control, format or separator character but the space
        return text
    return text.replace("\r\n", "\n").translate({ord(c): _shown(c) for c in sorted(set(text))})


def _shown(character: str) -> str:
    category = unicodedata.category(character)
    hidden = category in {"Cc", "Cs"} and character not in _HARMLESS
    hidden = hidden or (category == "Cf" and character not in _HARMLESS_FORMAT)
    if hidden or character in "\u2028\u2029" or _is_noncharacter(ord(character)):
        return f"⟨U+{ord(character):04X}⟩"
    return character


def _is_noncharacter(point: int) -> bool:
    """Whether Unicode keeps this point out of text for ever, and XML (so Word) out of documents."""
    return point & 0xFFFE == 0xFFFE or 0xFDD0 <= point <= 0xFDEF


def shown_at(text: str, place: int) -> int:
    """A place in a text as a place in what the page shows of it, in UTF-16 units as scripts count.

    Args:
        text: as it stands in the source.
        place: number of characters before it.
    """
    if _is_shown_as_it_is(text):
        return place
    return len(visible(text[:place]).encode("utf-16-le")) // 2


@lru_cache(maxsize=4096)
def _is_shown_as_it_is(text: str) -> bool:
    return visible(text) == text and (not text or max(text) <= "\uffff")


def quoted(quote: Quote) -> tuple[Piece, ...]:
    """One quoted sentence in plain and marked pieces; joined together they are the text again."""
    words = quote.words or ("",) * len(quote.marks)
    pieces: list[Piece] = []
    at = 0
    for (start, end), shared in sorted(zip(quote.marks, words, strict=True)):
        first, last = max(0, start), min(len(quote.text), end)
        if first < at or last <= first:
            continue
        if first > at:
            pieces.append(Piece(quote.text[at:first]))
        pieces.append(Piece(quote.text[first:last], "bewijs", shared))
        at = last
    if at < len(quote.text):
        pieces.append(Piece(quote.text[at:]))
    return tuple(pieces)
