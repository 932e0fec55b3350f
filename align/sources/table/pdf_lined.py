"""Tables of a PDF in which lines or shades part the rows, and only gaps the columns.

The lighter styles of Word and Excel look like this. The names of columns say where such a table
begins; lines as wide as the table, or the edges of shaded rows, say where its rows end. A column
ends in a strip that no word of the table touches. What is found is drawn in, so that it is read as
a table that was drawn whole; where columns cannot be told apart the table is left out, and said so.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from align.sources.pdf.lines import lines_of
from align.sources.pdf.rules import RuledLine, joined
from align.sources.pdf.tables import MAX_RULES, ruled_tables
from align.sources.table.pdf_cells import SAME_PLACE
from align.sources.table.pdf_lined_area import FAR, OF_A_ROW, Area, RowLines
from align.sources.table.pdf_lined_names import Names, all_names
from align.sources.table.pdf_lined_text import (
    OVER,
    PageText,
    Shape,
    column_gaps,
    filled,
    fits,
    texts_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from align.sources.pdf.lines import Line
    from align.sources.pdf.pages import Page, Word
    from align.sources.pdf.tables import Table

MAX_TABLES = 50
"""Lines with names of columns on one page; a page with more is none of a programme."""

_FEWEST_EDGES = 3  # above and below the names and one row
_LID = 1.5  # font sizes from names up to the line above them at most
_HIGH = 10.0  # font sizes from the words of a row to the line beside it
_HIGH_REST = 2.0  # the same of the rest of a row, which has words in fewer columns
_SAME_SIZE = 0.5  # points that sizes of one style may differ
_SPARE = 2.0  # points from a border to the words to the right of it


@dataclass(frozen=True)
class LinedTables:
    """What was found on one page.

    Attributes:
        tables: from top to bottom.
        rest: words that stand in none of them, nor in a table that is left out.
        shape: columns of the last one, which may go on on the next page.
        faults: why tables were left out.
    """

    tables: tuple[Table, ...]
    rest: tuple[Word, ...]
    shape: Shape | None
    faults: tuple[str, ...]


def lined_tables(
    page: Page,
    words: tuple[Word, ...],
    rules: Iterable[RuledLine],
    shades: Iterable[RuledLine],
    before: Shape | None,
) -> LinedTables:
    """Find the tables of a page of which only the rows are parted.

    Args:
        page: the page.
        words: those that stand in no table that is drawn whole.
        rules: its lines that are of no such table.
        shades: upper and lower edges of what is filled.
        before: columns of the last such table, when it stood on the page before.
    """
    levels = tuple(rule for rule in rules if not rule.upright)
    both = joined([*levels, *shades])
    shape: Shape | None = None
    drawn: list[RuledLine] = []
    faults: list[str] = []
    left_out: set[Word] = set()
    for area in _areas(PageText.of(page, words), levels, both, before):
        shape = None
        if area.fault:
            faults.append(area.fault)
            left_out.update(area.words())
        else:
            drawn += area.drawn()
            shape = area.shape
    words = tuple(word for word in words if word not in left_out)
    tables, rest = ruled_tables(replace(page, words=words), joined(drawn)) if drawn else ((), words)
    return LinedTables(tables, rest, shape, tuple(faults))


def _areas(
    text: PageText, levels: Sequence[RuledLine], both: Sequence[RuledLine], before: Shape | None
) -> Iterator[Area]:
    """The tables of a page from top to bottom; the first may be the rest of one before."""
    lines = lines_of((word for word in text.words if not word.turned), text.page.number)
    found = all_names(lines, both)
    if len(found) > MAX_TABLES or len(both) > MAX_RULES:
        return
    texts = [*(_above(text, names) for names in found), text]
    if before:
        above = texts[0]
        rest = _rest(before, above, levels)
        rest = rest or _rest(before, above, both, shaded=True) or _last(before, above)
        if rest:
            yield rest
    for names, below in zip(found, texts[1:], strict=True):
        area = _below(names, below, levels, before)
        yield area or _below(names, below, both, before, shaded=True) or _unlined(names, below)


def _above(text: PageText, names: Names) -> PageText:
    """What stands above names of columns, without a line right above these."""
    top = names.box[3]
    return replace(text, low=top + OVER, floor=top + _LID * names.size)


def _below(
    names: Names,
    text: PageText,
    levels: Sequence[RuledLine],
    before: Shape | None,
    *,
    shaded: bool = False,
) -> Area | None:
    """The table below names of columns; None when nothing parts them from rows.

    Its columns are those of the table before it where these fit, since fewer words say less.
    """
    edges = _edges(names, text, levels)
    if not edges:
        return None
    _, low, _, high = names.box
    rows = _rows(edges, levels, low + _SPARE, text.floor)
    if not rows.ys:  # the line is in pieces
        return None
    lid = _rows(edges, levels, high + _LID * names.size, high - _SPARE).ys[-1:]
    ys = (*(lid or (high + OVER,)), *rows.ys)
    partial = rows.partial
    if not shaded:
        partial = _parting_cells(rows, column_gaps(text.bands(ys), text.blank, names.known))
    ys = _down_to(partial, ys)
    own = _shape(edges, partial, column_gaps(text.bands(ys), text.blank, names.known), names)
    for shape in (before, own) if before and before.has_names_of(own) else (own,):
        whole = _ends_of(ys, partial, text, shape)
        area = Area(shape, RowLines(*edges, whole, partial), text, names.known, shaded)
        if not area.fault and area.holds_rows():
            break
    return area


def _unlined(names: Names, text: PageText) -> Area:
    """Names of columns with nothing that parts what is below them."""
    left, low, right, high = names.box
    rows = RowLines(left, right, (high + OVER, low - OVER), ())
    return Area(Shape(left, right, ()), rows, text, lined=False)


def _edges(names: Names, text: PageText, levels: Sequence[RuledLine]) -> tuple[float, float] | None:
    """From where to where the line below names of columns runs; None without one below them all."""
    left, low, right, _ = names.box
    under = [level.at for level in levels if text.floor < level.at < low + _SPARE]
    beside = [level for level in levels if under and abs(level.at - max(under)) < OVER]
    start = min((level.start for level in beside), default=right)
    end = max((level.end for level in beside), default=left)
    return (start, end) if start <= left + SAME_PLACE and end >= right - SAME_PLACE else None


def _shape(
    edges: tuple[float, float],
    partial: Sequence[RuledLine],
    gaps: Sequence[tuple[float, float]],
    names: Names,
) -> Shape:
    """Columns that end just before the words of the next, or where a shorter line ends."""
    ends = [end for one in partial for end in _ends(one)]
    found = (next((e for e in ends if left <= e <= right), right - _SPARE) for left, right in gaps)
    at = tuple((" ".join(word.text for word in name), name[0].x0) for name in names.known)
    return Shape(*edges, tuple(found), at)


def _rest(
    shape: Shape, text: PageText, levels: Sequence[RuledLine], *, shaded: bool = False
) -> Area | None:
    """What goes on of a table of the page before; None when nothing there has its columns."""
    rows = _rows((shape.left, shape.right), levels, text.page.height, text.floor)
    if not rows.ys:
        return None
    first = _row_beside(shape, reversed(text.lines(text.page.height, rows.ys[0])), rows.ys[0])
    ys = (first[-1].y1 + OVER, *rows.ys) if first else rows.ys
    partial = rows.partial
    if not shaded:
        partial = _parting_cells(rows, [(x, x) for x in shape.borders])
    ys = _ends_of(_down_to(partial, ys), partial, text, shape)
    held = replace(rows, ys=ys, partial=partial)
    area = Area(shape, held, text, shaded=shaded)
    return area if area.holds_rows() else None


def _last(shape: Shape, text: PageText) -> Area | None:
    """The last row of a table, or the rest of it, alone at the top of a page without a line."""
    lines = text.lines(text.page.height, text.low)
    row = _row_beside(shape, lines, lines[0].y1) if lines else []
    held = filled(row, shape.borders)
    starts = [x for _, x in shape.names]
    pieces = [piece for line in row for piece in texts_of(line, text.blank)]
    below_names = all(any(abs(piece.x0 - x) < OVER for x in starts) for piece in pieces)
    if held < OF_A_ROW and not (held > 1 and below_names):
        return None
    ys = row[0].y1 + OVER, row[-1].y0 - OVER
    area = Area(shape, RowLines(shape.left, shape.right, ys, ()), text)
    return area if area.holds_rows() else None


def _row_beside(shape: Shape, lines: Iterable[Line], at: float) -> list[Line]:
    """Lines of one row beside a height, the first of them next to it; none that are of no row.

    Args:
        shape: columns of the table.
        lines: going away from that height.
        at: the height.
    """
    row: list[Line] = []
    for line in lines:
        apart = _room(line, row[-1]) if row else 0.0
        if not fits(line, shape) or apart > FAR * line.size:
            break
        row.append(line)
    room = min(abs(row[0].y0 - at), abs(row[0].y1 - at)) if row else 0.0
    held = filled(row, shape.borders)
    # A row may be higher than its text; what is printed above every page fills fewer columns.
    most = _HIGH if held >= OF_A_ROW else _HIGH_REST if held > 1 else FAR
    return row if row and room <= most * row[0].size else []


def _room(one: Line, other: Line) -> float:
    """Points between two lines, whichever stands above."""
    return max(one.y0 - other.y1, other.y0 - one.y1)


def _down_to(partial: Sequence[RuledLine], ys: tuple[float, ...]) -> tuple[float, ...]:
    """Heights, and that of a lower line below some cells: the others reach to the next page."""
    return (*ys, partial[0].at) if partial and partial[0].at < ys[-1] else ys


def _ends_of(
    ys: tuple[float, ...], partial: Sequence[RuledLine], text: PageText, shape: Shape
) -> tuple[float, ...]:
    """Heights from above the first row to below the last."""
    found = _with_last_row(_without_text_below(ys, text, shape), text, shape)
    # A line below some cells is no end of the others when there is a row below it.
    inside = {one.at for one in partial} - {found[-1]}
    return tuple(y for y in found if y not in inside)


def _without_text_below(ys: tuple[float, ...], text: PageText, shape: Shape) -> tuple[float, ...]:
    """Heights without those below the last row: a line there may be of a heading or the page."""
    while len(ys) > _FEWEST_EDGES:
        if filled(text.lines(*ys[-2:]), shape.borders) > 1:
            break
        ys = ys[:-1]
    return ys


def _rows(
    edges: tuple[float, float], levels: Sequence[RuledLine], high: float, low: float
) -> RowLines:
    """Lines between two heights that are as wide as a table, and those that are part of that."""
    left, right = edges
    within = [
        level
        for level in levels
        if low < level.at < high
        and left - SAME_PLACE <= level.start
        and level.end <= right + SAME_PLACE
    ]
    full = [
        level
        for level in within
        if level.start <= left + SAME_PLACE and level.end >= right - SAME_PLACE
    ]
    ys = tuple(sorted({level.at for level in full}, reverse=True))
    return RowLines(left, right, ys, tuple(sorted(set(within) - set(full), key=_at)))


def _parting_cells(rows: RowLines, gaps: Sequence[tuple[float, float]]) -> tuple[RuledLine, ...]:
    """Shorter lines that run from one end of a column to another, from the bottom up."""
    places = [(rows.left, rows.left), *gaps, (rows.right, rows.right)]
    return tuple(
        one
        for one in rows.partial
        if all(
            any(a - SAME_PLACE <= end <= b + SAME_PLACE for a, b in places) for end in _ends(one)
        )
    )


def _at(level: RuledLine) -> tuple[float, float]:
    return level.at, level.start


def _ends(level: RuledLine) -> tuple[float, float]:
    return level.start, level.end


def _with_last_row(ys: tuple[float, ...], text: PageText, shape: Shape) -> tuple[float, ...]:
    """Heights with that of a last row without a line below it.

    It is not shaded, or goes on on the next page.
    """
    low = ys[-1]
    taken: list[Line] = []
    for line in text.lines(low, text.low):
        heading = line.size > text.size + _SAME_SIZE
        if heading or low - line.y1 > FAR * line.size or not fits(line, shape):
            break
        low = line.y0
        taken.append(line)
    if filled(taken, shape.borders) > 1:
        return (*ys, low - OVER)
    return ys
