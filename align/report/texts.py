"""Quoted text: hidden characters made visible, and the words that matched marked."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from align.model import Quote
from align.report.page import Block, Partner, Piece, Run

_WORD = re.compile(r"\w+(?:[-'’]\w+)*")
_HARMLESS = frozenset("\n\t")
# Format characters (Cf) hide in text or turn its direction; a soft hyphen and a joiner do neither.
_HARMLESS_FORMAT = frozenset("\u00ad\u200c\u200d")
_MIN_WORD = 3


def visible(text: str) -> str:
    """The text with control, direction and other hidden characters shown as their code.

    Without this a source could turn the order of a line round, or break the encoding of the page.
    """
    if text.isprintable():  # no control, format or separator character but the space
        return text
    return "".join(_shown(character) for character in text.replace("\r\n", "\n"))


def _shown(character: str) -> str:
    category = unicodedata.category(character)
    hidden = category in {"Cc", "Cs"} and character not in _HARMLESS
    hidden = hidden or (category == "Cf" and character not in _HARMLESS_FORMAT)
    if hidden or character in "\u2028\u2029":
        return f"⟨U+{ord(character):04X}⟩"
    return character


@dataclass(frozen=True, slots=True)
class Source:
    """A piece of an item before it is marked: what `Block` is after."""

    item: str
    label: str
    code: str
    note: str
    place: str
    text: str
    compared: bool = True


@dataclass(frozen=True, slots=True)
class Numbered:
    """A quote with its number in the pair, and the addresses of itself and its partner."""

    quote: Quote
    partner: Partner


def known_words(quotes: Iterable[Quote], shared: Iterable[str]) -> frozenset[str]:
    """Words that carry a pair: the shared lemmas and the forms that were marked in its quotes."""
    words = {lemma.casefold() for lemma in shared}
    for quote in quotes:
        for start, end in quote.marks:
            words.update(match[0].casefold() for match in _WORD.finditer(quote.text[start:end]))
    return frozenset(word for word in words if len(word) >= _MIN_WORD)


def quoted(quote: Quote, partner: Partner | None = None) -> Run:
    """One quoted sentence with its marks."""
    partners = (partner,) if partner else ()
    return Run(_marked(quote.text, quote.marks, frozenset()), partners, generic=quote.generic)


def blocks(
    sources: Sequence[Source], quotes: Sequence[Numbered], words: frozenset[str] = frozenset()
) -> tuple[Block, ...]:
    """An item in full, with the quoted sentences numbered and the matching words marked.

    A quote that stands in none of the sources (vakkennis of the kerntaak, for one) is added as a
    block of its own, so that every number on the page leads somewhere.
    """
    left = list(quotes)
    made: list[Block] = []
    for source in sources:
        here = [numbered for numbered in left if _stands_in(numbered.quote, source)]
        left = [numbered for numbered in left if numbered not in here]
        made.append(_block(source, here, words))
    grouped: dict[tuple[str, str, str], list[Numbered]] = {}
    for numbered in left:
        quote = numbered.quote
        grouped.setdefault((quote.item, quote.label, quote.text), []).append(numbered)
    for (item, label, text), same in grouped.items():
        made.append(_block(Source(item, label or "elders", "", "", "", text), same, words))
    return tuple(made)


def _stands_in(quote: Quote, source: Source) -> bool:
    return bool(quote.text) and quote.item == source.item and quote.text in source.text


def _block(source: Source, quotes: Sequence[Numbered], words: frozenset[str]) -> Block:
    runs = tuple(_runs(source.text, quotes, words if source.compared else frozenset()))
    return Block(source.label, source.code, source.note, source.place, runs, source.compared)


def _runs(text: str, quotes: Sequence[Numbered], words: frozenset[str]) -> Iterable[Run]:
    """Cut a text at its quoted sentences; quotes that cross are taken together."""
    spans = _spans(text, quotes)
    at = 0
    while spans:
        start, end, _ = spans[0]
        together = [spans.pop(0)]
        while spans and spans[0][0] < end:
            end = max(end, spans[0][1])
            together.append(spans.pop(0))
        if start > at:
            yield Run(_marked(text[at:start], (), words))
        marks = [
            (first + a - start, first + b - start)
            for first, _, numbered in together
            for a, b in numbered.quote.marks
        ]
        yield Run(
            _marked(text[start:end], marks, words),
            tuple(numbered.partner for _, _, numbered in together),
            generic=all(numbered.quote.generic for _, _, numbered in together),
        )
        at = end
    if at < len(text):
        yield Run(_marked(text[at:], (), words))


def _spans(text: str, quotes: Sequence[Numbered]) -> list[tuple[int, int, Numbered]]:
    found = []
    for numbered in quotes:
        start = text.index(numbered.quote.text)
        found.append((start, start + len(numbered.quote.text), numbered))
    return sorted(found, key=lambda span: (span[0], span[1], span[2].partner.number))


def _marked(
    text: str, marks: Iterable[tuple[int, int]], words: frozenset[str]
) -> tuple[Piece, ...]:
    """Cut a text in plain and marked pieces; joined together they are the text again."""
    ranges = [(max(0, a), min(len(text), b), "bewijs") for a, b in sorted(set(marks))]
    ranges += [
        (match.start(), match.end(), "woord")
        for match in _WORD.finditer(text)
        if match[0].casefold() in words
        and not any(a < match.end() and match.start() < b for a, b, _ in ranges)
    ]
    ranges.sort()
    pieces: list[Piece] = []
    at = 0
    for start, end, mark in ranges:
        if start < at or end <= start:
            continue
        if start > at:
            pieces.append(Piece(text[at:start]))
        pieces.append(Piece(text[start:end], mark))
        at = end
    if at < len(text):
        pieces.append(Piece(text[at:]))
    return tuple(pieces)
