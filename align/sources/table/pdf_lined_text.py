"""Words of a page of a PDF as a table without upright lines has them: in bands, between gaps."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING

from align.sources.pdf.lines import Line, cells, columns, lines_of, strips

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from align.sources.pdf.pages import Page, Word

OVER = 1.0
"""Points from words to an edge that is drawn in; and within which two places are the same."""
BLANK = 0.45
"""Font sizes between two words of one text at most, whatever the font."""

_GUTTER = 1.3  # blanks: a strip this wide without words parts columns
_USUAL_BLANK = 0.28  # font sizes, where no two words stand beside each other
_CLOSE = 0.8  # points: a strip this wide parts columns below the name of one


@dataclass(frozen=True)
class Shape:
    """Where the columns of a table are.

    Attributes:
        left, right: its edges, in points.
        borders: where one column ends and the next begins, from left to right.
        names: the names of columns that are known, and where each begins.
    """

    left: float
    right: float
    borders: tuple[float, ...]
    names: tuple[tuple[str, float], ...] = ()

    def has_names_of(self, other: Shape) -> bool:
        """Whether both have the same names in the same places."""
        return [text for text, _ in self.names] == [text for text, _ in other.names] and all(
            abs(x - at) < OVER for (_, x), (_, at) in zip(self.names, other.names, strict=True)
        )


@dataclass(frozen=True)
class PageText:
    """The words of a page, or those above some height.

    Attributes:
        page: the page.
        words: all its words that are looked at, from the bottom up.
        middles: height of the middle of each.
        size: font size of most of them.
        blank: points between two words of one text at most; between columns there are more.
        low: height above which they are.
        floor: height above which lines part them.
    """

    page: Page
    words: tuple[Word, ...]
    middles: tuple[float, ...]
    size: float
    blank: float
    low: float = 0.0
    floor: float = 0.0

    @classmethod
    def of(cls, page: Page, words: Iterable[Word]) -> PageText:
        """Measure words of a page."""
        ordered = tuple(sorted(words, key=_middle))
        size = median([word.size for word in ordered] or [0.0])
        lines = lines_of(ordered, page.number)
        gaps = [(b.x0 - a.x1) / a.size for line in lines for a, b in pairwise(line.words) if a.size]
        usual = median([gap for gap in gaps if 0 < gap < BLANK] or [_USUAL_BLANK])
        return cls(page, ordered, tuple(map(_middle, ordered)), size, _GUTTER * usual * size)

    def lines(self, high: float, low: float) -> tuple[Line, ...]:
        """Its lines between two heights, words that are turned too."""
        first = bisect_right(self.middles, max(low, self.low))
        return lines_of(self.words[first : bisect_left(self.middles, high)], self.page.number)

    def bands(self, ys: Sequence[float]) -> tuple[tuple[Line, ...], ...]:
        """Its lines between each two heights, which stand from top to bottom."""
        return tuple(self.lines(high, low) for high, low in pairwise(ys))


def _middle(word: Word) -> float:
    return (word.y0 + word.y1) / 2


def column_gaps(
    bands: Sequence[Sequence[Line]], blank: float, names: Iterable[tuple[Word, ...]]
) -> tuple[tuple[float, float], ...]:
    """The gaps between columns, in points; text over more of them than one does not count."""
    sure = [line for band in bands if in_columns(band) for line in band]
    found = strips((word for line in sure for word in line.words), blank)
    others = [line for band in bands if not in_columns(band) for line in band]
    fitting = [line for line in others if not any(_over(t, found) for t in texts_of(line, blank))]
    starts = [name[0].x0 for name in names]
    words = [word for line in [*sure, *fitting] for word in line.words]
    return tuple(
        (left, right)
        for left, right in strips(words, _CLOSE)
        if right - left >= blank or any(abs(right - start) < OVER for start in starts)
    )


def _over(text: Line, gaps: Iterable[tuple[float, float]]) -> bool:
    """Whether a text reaches over a gap between columns."""
    return any(text.x0 < left and text.x1 > right for left, right in gaps)


def texts_of(line: Line, blank: float) -> Iterator[Line]:
    """A line in the pieces between gaps wider than a blank."""
    piece = [line.words[0]]
    for before, word in pairwise(line.words):
        if word.x0 - before.x1 >= blank:
            yield Line(line.page, tuple(piece))
            piece = []
        piece.append(word)
    yield Line(line.page, tuple(piece))


def columned(lines: Iterable[Line], borders: Sequence[float]) -> tuple[tuple[Word, ...], ...]:
    """The words of lines by column."""
    return columns((word for line in lines for word in line.words), borders)


def filled(lines: Iterable[Line], borders: Sequence[float]) -> int:
    """In how many columns lines have words."""
    return sum(map(bool, columned(lines, borders)))


def in_columns(lines: Iterable[Line]) -> bool:
    """Whether the words of a row stand in columns, and are no text over its whole width."""
    return any(len(cells(line)) > 1 for line in lines)


def fits(line: Line, shape: Shape) -> bool:
    """Whether a line stands within a table and no word of it over a border."""
    inside = shape.left <= line.x0 and line.x1 <= shape.right
    return inside and not any(w.x0 < x < w.x1 for w in line.words for x in shape.borders)


def near(above: Line, line: Line, sizes: float) -> bool:
    """Whether one line follows the other within so many font sizes."""
    return above.y0 - line.y1 < sizes * line.size
