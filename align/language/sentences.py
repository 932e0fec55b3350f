"""Sentences and list items, with their place in the text.

`spans` cuts at blank lines, line ends before an item, list marks, colons that open a list, slashes
between spaced phrases, semicolons, and the full stop that ends a sentence. Usable on its own and as
the pipeline component `align_sentences`.
"""

from __future__ import annotations

import re

from align.language.tables.stopwords import ABBREVIATIONS

Span = tuple[int, int]

#: A longer "sentence" is a text without punctuation. It is cut at a space, because what looks for
#: verbs and objects reads a sentence more than once. The longest in SLO's programmes has 624 signs.
LONGEST_SENTENCE = 3_000

_MARK = r"[-–—•▪◦‣*·§\uf0a7\uf0b7]"
# A cut is made where one of these stands; what it matches belongs to neither side.
_CUT = re.compile(
    rf"""
      (?:\r*\n)+[ \t]*(?:{_MARK}\s+|\(?(?:\d{{1,2}}|[a-z])[.)]\s+)?   # a new line, maybe an item
    | :\s*(?={_MARK}\s|\r*\n)                                       # a colon before a list
    | ;(?=\s|$)
    | (?<=[\s:;,.])(?:[•▪◦‣§\uf0a7\uf0b7]|[-–—]\s)\s*               # a mark inside a line
    | \s/\s
    | [.!?…]++[)"”’]?(?=\s+[^\Wa-z_\d]|\s+\d+\s+[a-z]|\s*$|\s*[\r\n])
    """,
    re.VERBOSE,
)
_LAST_WORD = re.compile(r"(\S+)$")
_TRIM = " \t\r\n\f\v\u00a0-–—•▪◦‣*·§\uf0a7\uf0b7,;:\u200b\ufeff\x00"
_ELLIPSIS = re.compile(r"^[-–—](?=[^\W\d_])")
_ANAPHORA = re.compile(r"\b(?:en|of|en/of),?\s*$")
_DOTTED = re.compile(r"^\(?(?:[^\W\d_]\.)+$", re.IGNORECASE)


def spans(text: str) -> tuple[Span, ...]:
    """The half-open character ranges of the sentences and list items of a text, in order.

    Ranges do not overlap, are never empty, and start and end at a character that is no white space.
    """
    found: list[Span] = []
    start = 0
    last = len(text.rstrip())
    for match in _CUT.finditer(text):
        if not _cuts(text, match, start, last):
            continue
        # The full stop belongs to its sentence; other marks belong to no one.
        end = match.end() if match[0][0] in ".!?…" else match.start()
        _append(found, text, start, end)
        start = match.end()
    _append(found, text, start, len(text))
    return tuple(span for long in found for span in _bounded(text, long))


def split(text: str) -> tuple[str, ...]:
    """The sentences and list items of a text."""
    return tuple(text[start:end] for start, end in spans(text))


def _bounded(text: str, span: Span) -> list[Span]:
    """A range, cut at spaces into ranges of at most `LONGEST_SENTENCE`."""
    start, end = span
    pieces: list[Span] = []
    while end - start > LONGEST_SENTENCE:
        space = text.rfind(" ", start + 1, start + LONGEST_SENTENCE)
        cut = space if space > 0 else start + LONGEST_SENTENCE
        _append(pieces, text, start, cut)
        start = cut
    _append(pieces, text, start, end)
    return pieces


def _cuts(text: str, match: re.Match[str], start: int, last: int) -> bool:
    """Whether a mark really ends something here; `last` is where the text ends."""
    mark = match[0]
    before = text[max(start, match.start() - 40) : match.start()]
    if mark[0] in ".!?…":
        if mark[0] != ".":
            return True
        ended = _LAST_WORD.search(before)
        word = (ended[1] if ended else "") + "."
        at_end = match.end() >= last
        return at_end or not (word.lower() in ABBREVIATIONS or _DOTTED.match(word))
    if mark[0] in "-–—":
        # "materiaalbeheer en – uitgifte": the dash stands for a word, not for a list
        return not _ANAPHORA.search(before) and _lists(before)
    return True


def _lists(before: str) -> bool:
    """Whether a dash after this starts an item: after a colon, comma, semicolon, stop or slash."""
    tail = before.rstrip()
    return not tail or tail[-1] in ":;,./" or before.endswith(("\n", "\r"))


def _append(found: list[Span], text: str, start: int, end: int) -> None:
    """Add a range without the white space and list marks around it, when anything is left."""
    while start < end and text[start] in _TRIM and not _ELLIPSIS.match(text[start : start + 2]):
        start += 1
    while end > start and text[end - 1] in _TRIM and not _hangs(text, start, end):
        end -= 1
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        found.append((start, end))


def _hangs(text: str, start: int, end: int) -> bool:
    """Whether the hyphen at the end belongs to a word ("onderhouds-")."""
    return text[end - 1] == "-" and end - 2 >= start and text[end - 2].isalpha()
