"""Words of a page in lines, columns and running text.

Boxes are left, bottom, right and top in points, as in `model.Place.box`.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from align.sources.pdf.pages import Page, Word

Box = tuple[float, float, float, float]

_GAP_IN_SIZES = 1.6
"""A gap this many times the font size parts two columns; a blank takes a third of it."""
_GOES_ON = re.compile(r"\w-$")
_TAKEN_OUT = "\0"
_LETTERS_BEFORE = re.compile(r"([^\W\d_]+(?:-[^\W\d_]+)*)-$")
_LETTERS_AFTER = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_LAST_PART = re.compile(r"(?:,|\b(?:en|of)) -$")  # "kwasten, -" before "rollers en -bakken"
_CLOSING = re.compile(r"[.,;:!?)](?!\S)")  # what was left of a sentence that filled its line
_SHARED_PART = re.compile(r"(?:en|of|en/of|dan wel|t/m|tot)\b")


@dataclass(frozen=True)
class Line:
    """Words that stand beside each other, from left to right.

    Attributes:
        page: 1-based number of the page.
        words: at least one.
    """

    page: int
    words: tuple[Word, ...]

    @cached_property
    def text(self) -> str:
        """The words with one blank between them."""
        return " ".join(word.text for word in self.words)

    @cached_property
    def box(self) -> Box:
        """The box around all words."""
        return around(self.words)

    @property
    def x0(self) -> float:
        """Left edge."""
        return self.box[0]

    @property
    def x1(self) -> float:
        """Right edge."""
        return self.box[2]

    @property
    def y0(self) -> float:
        """Bottom edge."""
        return self.box[1]

    @property
    def y1(self) -> float:
        """Top edge."""
        return self.box[3]

    @cached_property
    def size(self) -> float:
        """Largest font size in the line."""
        return max(word.size for word in self.words)

    @cached_property
    def bold(self) -> bool:
        """Whether every word is bold."""
        return all(word.bold for word in self.words)


def lines(page: Page) -> tuple[Line, ...]:
    """The lines of a page from top to bottom; a word that is turned is a line of its own, last."""
    return lines_of((word for word in page.words if not word.turned), page.number) + tuple(
        Line(page.number, (word,)) for word in page.words if word.turned
    )


def lines_of(words: Iterable[Word], page: int) -> tuple[Line, ...]:
    """Words in lines: of a page, or of one column or cell of it.

    Words share a line when their middles lie less than half the smaller height apart.
    """
    rows: list[list[Word]] = []
    middle = height = 0.0
    for word in sorted(words, key=lambda w: (-(w.y0 + w.y1), w.x0)):
        own, own_height = (word.y0 + word.y1) / 2, word.y1 - word.y0
        if rows and middle - own < min(height, own_height) / 2:
            rows[-1].append(word)
        else:
            rows.append([word])
            middle, height = own, own_height
    return tuple(Line(page, tuple(sorted(row, key=lambda w: (w.x0, -w.y0)))) for row in rows)


def around(parts: Iterable[Word] | Iterable[Line]) -> Box:
    """The box around words or lines; there must be at least one."""
    found = [(p.x0, p.y0, p.x1, p.y1) for p in parts]
    lefts, bottoms, rights, tops = zip(*found, strict=True)
    return min(lefts), min(bottoms), max(rights), max(tops)


def cells(line: Line) -> tuple[Line, ...]:
    """A line in the pieces between its wide gaps."""
    width = _GAP_IN_SIZES * line.size
    pieces = [[line.words[0]]]
    for before, word in pairwise(line.words):
        if word.x0 - before.x1 >= width:
            pieces.append([])
        pieces[-1].append(word)
    return tuple(Line(line.page, tuple(piece)) for piece in pieces)


def gutters(words: Iterable[Word], width: float) -> tuple[float, ...]:
    """The middles of the vertical strips of at least this width that no word touches."""
    return tuple((left + right) / 2 for left, right in strips(words, width))


def strips(words: Iterable[Word], width: float) -> tuple[tuple[float, float], ...]:
    """Left and right of the vertical strips of at least this width that no word touches."""
    edges = sorted((word.x0, word.x1) for word in words)
    found: list[tuple[float, float]] = []
    right = edges[0][1] if edges else 0.0
    for x0, x1 in edges:
        if x0 - right >= width:
            found.append((right, x0))
        right = max(right, x1)
    return tuple(found)


def columns(words: Iterable[Word], at: Sequence[float]) -> tuple[tuple[Word, ...], ...]:
    """Words by column: of each the middle decides; there is one column more than `at` has."""
    parts: list[list[Word]] = [[] for _ in range(len(at) + 1)]
    for word in words:
        parts[bisect_right(at, (word.x0 + word.x1) / 2)].append(word)
    return tuple(map(tuple, parts))


def flow(parts: Iterable[str], joins: Callable[[str, str], bool] | None = None) -> str:
    """Running text of lines, with words that were broken at the end of a line made whole.

    A hyphen at the end of a line may belong to the word ("zorg-/adviesvraag", "diploma-eisen") or
    stand for the break only; a PDF does not say which. It stays, without a blank, unless `joins`
    says otherwise; before "en" and "of" a blank stays as well ("in- en verkoop").

    Args:
        parts: lines or cells of one text, in order.
        joins: whether "left-" and "right" are one word without hyphen; see `pdf.words.WordBook`.
    """
    found: list[str] = []
    for part in filter(None, parts):
        if found:
            # Only the last line can change by what follows it.
            found[-1] += _joint(found[-1], part, joins)
            if found[-1].endswith(_TAKEN_OUT):
                found[-1] = found[-1].removesuffix(f"-{_TAKEN_OUT}")
        found.append(part)
    return "".join(found)


def _joint(before: str, after: str, joins: Callable[[str, str], bool] | None) -> str:
    """What comes between two lines: a blank, nothing, or the sign that the hyphen goes."""
    if (_LAST_PART.search(before) and after[0].isalpha()) or _CLOSING.match(after):
        return ""
    start = before.rsplit(" ", 1)[-1]
    if not _GOES_ON.search(start) or not after[0].isalnum() or _SHARED_PART.match(after):
        return "" if start.endswith("/") and len(start) > 1 else " "
    left = _LETTERS_BEFORE.search(start)
    right = _LETTERS_AFTER.match(after)
    return _TAKEN_OUT if joins and left and right and joins(left[1], right[0]) else ""
