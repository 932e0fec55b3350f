"""One table of a PDF in which only rows are parted: whether it can be read, and all its lines."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from align.sources.pdf.lines import columns, lines_of
from align.sources.pdf.rules import RuledLine
from align.sources.table.pdf_lined_text import columned, filled, fits, in_columns, texts_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from align.sources.pdf.lines import Line
    from align.sources.pdf.pages import Word
    from align.sources.table.pdf_lined_text import PageText, Shape

UNPARTED = "een tabel zonder lijnen tussen de kolommen is niet gelezen, want die lopen door elkaar"
MERGED = (
    "een tabel met gekleurde rijen is niet gelezen, want waar samengevoegde cellen eindigen, is "
    "niet te zien"
)
UNLINED = "een tabel zonder lijnen is niet gelezen"
ROWS = "een tabel is niet gelezen, want tussen haar rijen staat niet overal een lijn of een kleur"

FAR = 1.2
"""Font sizes between two lines of rows at most, where nothing parts them from other text."""
OF_A_ROW = 4
"""Columns with words, to see by them alone that a line begins a row."""

_WIDER = 0.25  # font sizes: more room than in a text parts rows
_NEARLY_ALL = 0.75  # of the columns of a row


@dataclass(frozen=True)
class RowLines:
    """What parts the rows of a table.

    Attributes:
        left, right: edges of the table.
        ys: heights of the lines that are as wide, from top to bottom.
        partial: lines that part the cells of some columns only.
    """

    left: float
    right: float
    ys: tuple[float, ...]
    partial: tuple[RuledLine, ...]


@dataclass(frozen=True)
class Area:
    """One table on one page.

    Attributes:
        shape: its edges and columns.
        rows: what parts its rows; the first and the last height are its own edges.
        text: the words of the page down to the next table.
        known: the names of columns that are known; none where it goes on.
        shaded: whether only shades part its rows.
        lined: whether anything parts them.
    """

    shape: Shape
    rows: RowLines
    text: PageText
    known: tuple[tuple[Word, ...], ...] = ()
    shaded: bool = False
    lined: bool = True

    @cached_property
    def bands(self) -> tuple[tuple[Line, ...], ...]:
        """The lines of words of each row."""
        return self.text.bands(self.rows.ys)

    @cached_property
    def fault(self) -> str:
        """Why it cannot be read; "" when it can."""
        if not self.lined:
            return UNLINED
        # A cell that is merged over a shaded and a plain row has no edge at its end.
        if self.shaded and self.rows.partial:
            return MERGED
        only_names = bool(self.known) and len(self.bands) == 1
        below = len(list(self.words())) > sum(len(line.words) for line in self.bands[0])
        if (only_names and below) or self._rows_run_on():
            return ROWS
        return "" if self.shape.borders and self._names_apart() else UNPARTED

    def _names_apart(self) -> bool:
        """Whether every name stands in one column, and no two in the same."""
        borders = self.shape.borders
        at = [[n for n, held in enumerate(columns(name, borders)) if held] for name in self.known]
        return all(len(one) == 1 for one in at) and len({one[0] for one in at}) == len(at)

    def words(self) -> Iterator[Word]:
        """All words that may be its own, also below the last height."""
        low = self.rows.ys[-1]
        for line in self.text.lines(self.rows.ys[0], low):
            yield from line.words
        for line in self.text.lines(low, 0.0):
            if low - line.y1 > FAR * line.size:
                return
            low = line.y0
            yield from line.words

    def holds_rows(self) -> bool:
        """Whether there are rows in columns, and none with a word over a border."""
        found = [line for band in self.bands if in_columns(band) for line in band]
        return bool(found) and all(fits(line, self.shape) for line in found)

    def _rows_run_on(self) -> bool:
        """Whether there are more rows than heights: a table with a line at its end alone.

        Then two columns have more room at one height than there is between the lines of a text;
        one by itself may have paragraphs in a cell. Where lines are never close, rows without room
        between them are seen by lines that fill nearly all columns.
        """
        gaps = [list(self._gaps(lines)) for lines in self.bands]
        sizes = sorted(high - low for band in gaps for low, high in band)
        usual = sizes[len(sizes) // 10] if sizes else 0.0
        room = _WIDER * max((line.size for lines in self.bands for line in lines), default=0.0)
        wide = ([gap for gap in band if gap[1] - gap[0] > usual + room] for band in gaps)
        return any(map(_overlap, wide)) or (usual > room and any(map(self._full_twice, self.bands)))

    def _gaps(self, lines: Sequence[Line]) -> Iterator[tuple[float, float]]:
        """Room between the lines of each column, from low to high, but where a line is drawn."""
        for words in columned(lines, self.shape.borders):
            inside = lines_of((word for word in words if not word.turned), 0)  # of any page
            for above, line in pairwise(inside):
                if not any(line.y1 < one.at < above.y0 for one in self.rows.partial):
                    yield line.y1, above.y0

    def _full_twice(self, lines: Sequence[Line]) -> bool:
        """Whether two lines have words in nearly all columns; of one row only the first has."""
        borders = self.shape.borders
        most = max(OF_A_ROW, _NEARLY_ALL * filled(lines, borders))
        return sum(filled([line], borders) >= most for line in lines) > 1

    def drawn(self) -> Iterator[RuledLine]:
        """All lines of the table, those that were missing as well."""
        left, right, ys = self.shape.left, self.shape.right, self.rows.ys
        yield from self.rows.partial
        for y in ys:
            yield RuledLine(upright=False, at=y, start=left, end=right)
        for x in (left, right):
            yield RuledLine(upright=True, at=x, start=ys[-1], end=ys[0])
        for (high, low), lines in zip(pairwise(ys), self.bands, strict=True):
            texts = [list(texts_of(line, self.text.blank)) for line in lines]
            # A row with one text on each line may be a heading over all columns.
            over = [] if any(len(some) > 1 for some in texts) else [text for (text,) in texts]
            for x in self.shape.borders:
                if not any(text.x0 < x < text.x1 for text in over):
                    yield RuledLine(upright=True, at=x, start=low, end=high)


def _overlap(gaps: Iterable[tuple[float, float]]) -> bool:
    """Whether two of these are beside each other; those of one column never are."""
    return any(above[0] < below[1] for below, above in pairwise(sorted(gaps)))
