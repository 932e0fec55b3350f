"""Running text of the lines of a cell or paragraph in which broken words are whole again.

`pdf.words` sees to words that are broken with a hyphen. A narrow column also breaks them without:
then the line is full, and what stands before or after the break is no word, but both together are.
What counts as a word is what stands whole elsewhere in the same document, and after that a Dutch
word list (simplemma).
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from align.model import Place
from align.sources.pdf.lines import around, cells, flow
from align.sources.pdf.words import WordBook

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from align.sources.pdf.lines import Line
    from align.sources.pdf.pages import Word

_LETTERS = re.compile(r"[^\W\d_]+")
_ENDS_IN_LETTERS = re.compile(r"(?:^|.*\W)([^\W\d_]+)$")
_STARTS_WITH_LETTERS = re.compile(r"([^\W\d_]+)")
_PADDING = 8.0  # points between the text of a cell and its edge, at most
_PART, _LATER_PART = 4, 5  # letters of the shortest part of a compound, and of one behind another


@dataclass(frozen=True)
class Text:
    """Running text that knows where on a page each part of it stands.

    Attributes:
        text: lines joined.
        spans: start and end in the text of every printed word, with its page.
        unsure: positions of blanks at which a word may have been broken.
    """

    text: str
    spans: tuple[tuple[int, int, int, Word], ...]
    unsure: tuple[int, ...] = ()

    def place(self, file: str, start: int, end: int, record: str = "") -> Place:
        """Page and box of a part; of a part on two pages that on the first."""
        first = bisect_right(self.spans, start, key=lambda span: span[1])
        inside = self.spans[first : bisect_left(self.spans, end, key=lambda span: span[0])]
        if not inside:
            return Place(file, record=record)
        page = inside[0][2]
        box = around([word for _, _, on, word in inside if on == page])
        return Place(file, page=page, record=record, box=box)


class Vocabulary:
    """The words of one document, and which of them stand somewhere as a whole.

    Args:
        lines: all lines of the document.

    Attributes:
        joins: as `pdf.words.WordBook.joins`.
    """

    def __init__(self, lines: Sequence[Line]) -> None:
        self.joins = WordBook(line.text for line in lines).joins
        self._anywhere: Counter[str] = Counter()
        self._inside: Counter[str] = Counter()  # followed by a word on the same line
        self._after: Counter[str] = Counter()  # preceded by a word on the same line
        for line in lines:
            for piece in cells(line):
                words = [_LETTERS.findall(word.text.casefold()) for word in piece.words]
                self._anywhere.update(part for parts in words for part in parts)
                for left, right in pairwise(words):
                    self._inside.update(left)
                    self._after.update(right)

    def goes_on(self, before: str, after: str, *, alone: bool = False) -> bool | None:
        """Whether two fragments around the end of a full line are one word; None when unsure.

        Args:
            before, after: letters at the end of the line, and at the start of the next.
            alone: whether nothing else stands on the line. A word that is too long for its column
                begins on a line of its own before it is broken.
        """
        left, right = before.casefold(), after.casefold()
        if self._inside[left] and self._after[right]:
            return False
        seen_left = bool(self._inside[left]) or _in_dictionary(left)
        seen_right = bool(self._after[right]) or _in_dictionary(right)
        if seen_left and seen_right:
            return False
        whole = left + right
        if whole in self._anywhere or _in_dictionary(whole):
            return True
        two_words = (seen_left or _is_compound(left)) and (seen_right or _is_compound(right))
        if alone and not two_words and _is_compound(whole):
            return True
        if seen_left or seen_right or two_words:
            return False
        return True if _is_compound(whole) else None


def running_text(parts: Iterable[tuple[Line, float]], words: Vocabulary) -> Text:
    """Lines as one text.

    Args:
        parts: lines in order, each with the right edge in points of its cell or paragraph.
        words: the words of the document.
    """
    text, spans, unsure = "", [], []
    before: tuple[Line, float] | None = None
    for line, edge in parts:
        goes_on = before is not None and _broken(before, line, words)
        if goes_on is None:
            unsure.append(len(text))
        text = f"{text}{line.text}" if goes_on else flow([text, line.text], words.joins)
        at = len(text) - len(line.text)
        for word in line.words:
            spans.append((at, at + len(word.text), line.page, word))
            at += len(word.text) + 1
        before = line, edge
    return Text(text, tuple(spans), tuple(unsure))


def _broken(before: tuple[Line, float], line: Line, words: Vocabulary) -> bool | None:
    above, edge = before
    last, first = above.words[-1], line.words[0]
    if edge - last.x1 > last.size + _PADDING:
        return False
    left = _ENDS_IN_LETTERS.match(last.text)
    right = _STARTS_WITH_LETTERS.match(first.text)
    if not left or not right or not right[1].islower():
        return False
    return words.goes_on(left[1], right[1], alone=len(above.words) == 1)


def _is_compound(word: str, shortest: int = _PART) -> bool:
    """Whether a word is made of words of the list, with or without an s between them.

    >>> [_is_compound(word) for word in ("tuingereedschap", "bedrijfsruimte", "tuingereedsxhap")]
    [True, True, False]
    """
    for end in range(shortest, len(word) - _LATER_PART + 1):
        part, rest = word[:end], word[end:]
        known = _in_dictionary(part) or _in_dictionary(part.removesuffix("s"))
        if known and (_in_dictionary(rest) or _is_compound(rest, _LATER_PART)):
            return True
    return False


@lru_cache(maxsize=1 << 14)
def _in_dictionary(word: str) -> bool:
    import simplemma  # noqa: PLC0415 -- its word list takes half a second, and few files need it

    return len(word) > 1 and bool(simplemma.is_known(word, lang="nl"))
