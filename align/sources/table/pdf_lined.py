"""Tables of a PDF in which lines or shades part the rows, and only gaps the columns.

The lighter styles of Word and Excel look like this. The names of columns say where such a table
begins; lines as wide as the table, or the edges of shaded rows, say where its rows end. A column
ends in a strip that no word of the table touches. What is found is drawn in, so that it is read as
a table that was drawn whole; where columns cannot be told apart the table is left out, and said so.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from itertools import combinations, pairwise
from statistics import median
from typing import TYPE_CHECKING

from align.sources.pdf.lines import Line, around, cells, columns, lines_of, strips
from align.sources.pdf.rules import RuledLine, joined
from align.sources.pdf.tables import ruled_tables
from align.sources.table.pdf_cells import SAME_PLACE
from align.sources.table.vocabulary import exact_role_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from align.sources.pdf.lines import Box
    from align.sources.pdf.pages import Page, Word
    from align.sources.pdf.tables import Table

UNPARTED = "een tabel zonder lijnen tussen de kolommen is niet gelezen, want die lopen door elkaar"
MERGED = (
    "een tabel met gekleurde rijen is niet gelezen, want waar samengevoegde cellen eindigen, is "
    "niet te zien"
)
UNLINED = "een tabel zonder lijnen is niet gelezen"
ROWS = "een tabel is niet gelezen, want tussen haar rijen staat niet overal een lijn of een kleur"

# Sizes are those of the font of the names.
_NAME_WORDS = 4  # of the longest name of a column
_FEWEST_NAMES = 3  # known names in one line that make it a line of names
_KNOWN = 0.6  # share of the words of such a line that must be of known names
_FEWEST_EDGES = 3  # above and below the names and one row
_BLANK = 0.45  # sizes between two words of one name at most
_GUTTER = 1.3  # blanks: a strip this wide without words parts columns
_USUAL_BLANK = 0.28  # sizes, where no two words stand beside each other
_TIGHT = 0.25  # sizes between two lines of one text at most
_LID = 1.5  # sizes from names up to the line above them at most
_FAR = 1.2  # sizes between two lines of rows that nothing else parts from other text
_HIGH = 4.0  # sizes from the words of a row to the line below it
_WIDER = 0.25  # sizes: more room than in a text parts rows
_OF_A_ROW = 4  # columns with words, to see by them alone that a row begins
_NEARLY_ALL = 0.75  # of the columns of a row
_CLOSE = 0.8  # points: a strip this wide parts columns below the name of one
_SPARE = 2.0  # points from a border to the words to the right of it
_OVER = 1.0  # points from words to an edge that is drawn in


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
            abs(x - at) < _OVER for (_, x), (_, at) in zip(self.names, other.names, strict=True)
        )


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
    text = _Text(page, words)
    for area in _areas(text, levels, both, before):
        shape = None
        if fault := area.fault(text):
            faults.append(fault)
            left_out.update(area.words(text))
        else:
            drawn += area.drawn()
            shape = area.shape
    words = tuple(word for word in words if word not in left_out)
    tables, rest = ruled_tables(replace(page, words=words), joined(drawn)) if drawn else ((), words)
    return LinedTables(tables, rest, shape, tuple(faults))


@dataclass(frozen=True)
class _Text:
    """The words of a page.

    Attributes:
        page, words: the page, and its words that are looked at.
        low: height above which they are.
        floor: height above which lines part them.
    """

    page: Page
    words: Sequence[Word]
    low: float = 0.0
    floor: float = 0.0

    @cached_property
    def blank(self) -> float:
        """Points between two words of one text at most; between columns there are more."""
        lines = lines_of(self.words, self.page.number)
        gaps = [(b.x0 - a.x1) / a.size for line in lines for a, b in pairwise(line.words) if a.size]
        usual = median([gap for gap in gaps if 0 < gap < _BLANK] or [_USUAL_BLANK])
        size = median([word.size for word in self.words] or [0.0])
        return _GUTTER * usual * size

    def lines(self, high: float, low: float) -> tuple[Line, ...]:
        """Its lines between two heights, words that are turned too."""
        low = max(low, self.low)
        within = (word for word in self.words if low < (word.y0 + word.y1) / 2 < high)
        return lines_of(within, self.page.number)

    def bands(self, ys: Sequence[float]) -> tuple[tuple[Line, ...], ...]:
        """Its lines between each two heights, which stand from top to bottom."""
        return tuple(self.lines(high, low) for high, low in pairwise(ys))


@dataclass(frozen=True)
class _Names:
    """Lines with names of columns; `known` are the words of each name that is known."""

    lines: tuple[Line, ...]
    known: tuple[tuple[Word, ...], ...]

    @property
    def box(self) -> Box:
        """The box around them."""
        return around(self.lines)

    @property
    def size(self) -> float:
        """Their font size."""
        return self.lines[0].size


@dataclass(frozen=True)
class _Rows:
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
class _Gap:
    """Room between two lines of a column."""

    column: int
    low: float
    high: float

    def beside(self, other: _Gap) -> bool:
        """Whether another column has room at this height too."""
        return self.column != other.column and self.low < other.high and other.low < self.high


@dataclass(frozen=True)
class _Area:
    """One table on one page.

    Attributes:
        shape: its edges and columns.
        rows: what parts its rows; the first and the last height are its own edges.
        bands: the lines of words of each row.
        blank: points between two words of one text at most.
        known: the names of columns that are known; none where it goes on.
        shaded: whether only shades part its rows.
        lined: whether anything parts them.
    """

    shape: Shape
    rows: _Rows
    bands: tuple[tuple[Line, ...], ...]
    blank: float
    known: tuple[tuple[Word, ...], ...] = ()
    shaded: bool = False
    lined: bool = True

    def fault(self, text: _Text) -> str:
        """Why it cannot be read; "" when it can."""
        if not self.lined:
            return UNLINED
        # A cell that is merged over a shaded and a plain row has no edge at its end.
        if self.shaded and self.rows.partial:
            return MERGED
        only_names = bool(self.known) and len(self.bands) == 1
        below = len(list(self.words(text))) > sum(len(line.words) for line in self.bands[0])
        if (only_names and below) or self._rows_run_on():
            return ROWS
        borders = self.shape.borders
        at = [{n for n, held in enumerate(columns(name, borders)) if held} for name in self.known]
        apart = all(len(columns) == 1 for columns in at)
        distinct = len(set().union(*at)) == len(at)
        return "" if self.shape.borders and apart and distinct else UNPARTED

    def words(self, text: _Text) -> Iterator[Word]:
        """All words that may be its own, also below the last height."""
        for line in text.lines(self.rows.ys[0], self.rows.ys[-1]):
            yield from line.words
        low = self.rows.ys[-1]
        for line in text.lines(low, 0.0):
            if low - line.y1 > _FAR * line.size:
                return
            low = line.y0
            yield from line.words

    def fits(self) -> bool:
        """Whether there are rows in columns, and none with a word over a border."""
        columned = [line for band in self.bands if _in_columns(band) for line in band]
        return bool(columned) and all(_fits(line, self.shape) for line in columned)

    def _rows_run_on(self) -> bool:
        """Whether there are more rows than heights: a table with a line at its end alone.

        Then two columns have more room at one height than there is between the lines of a text;
        one by itself may have paragraphs in a cell. Where lines are never close, rows without room
        between them are seen by lines that fill nearly all columns.
        """
        gaps = [list(self._gaps(lines)) for lines in self.bands]
        all_gaps = sorted(gap.high - gap.low for band in gaps for gap in band)
        usual = all_gaps[len(all_gaps) // 10] if all_gaps else 0.0
        size = max((line.size for lines in self.bands for line in lines), default=0.0)
        wide = [
            [gap for gap in band if gap.high - gap.low > usual + _WIDER * size] for band in gaps
        ]
        if any(one.beside(other) for band in wide for one, other in combinations(band, 2)):
            return True
        return usual > _WIDER * size and any(map(self._full_twice, self.bands))

    def _gaps(self, lines: Sequence[Line]) -> Iterator[_Gap]:
        """Room between the lines of each column, but where a line is drawn."""
        for number, words in enumerate(_columned(lines, self.shape.borders)):
            inside = lines_of((word for word in words if not word.turned), 0)  # of any page
            for above, line in pairwise(inside):
                if not any(line.y1 < one.at < above.y0 for one in self.rows.partial):
                    yield _Gap(number, line.y1, above.y0)

    def _full_twice(self, lines: Sequence[Line]) -> bool:
        """Whether two lines have words in nearly all columns; of one row only the first has."""
        held = [sum(map(bool, _columned([line], self.shape.borders))) for line in lines]
        most = max(_OF_A_ROW, _NEARLY_ALL * sum(map(bool, _columned(lines, self.shape.borders))))
        return sum(count >= most for count in held) > 1

    def drawn(self) -> Iterator[RuledLine]:
        """All lines of the table, those that were missing as well."""
        left, right, ys = self.shape.left, self.shape.right, self.rows.ys
        yield from self.rows.partial
        for y in ys:
            yield RuledLine(upright=False, at=y, start=left, end=right)
        for x in (left, right):
            yield RuledLine(upright=True, at=x, start=ys[-1], end=ys[0])
        for (high, low), lines in zip(pairwise(ys), self.bands, strict=True):
            texts = [list(_texts(line, self.blank)) for line in lines]
            # A row with one text on each line may be a heading over all columns.
            over = [] if any(len(some) > 1 for some in texts) else [text for (text,) in texts]
            for x in self.shape.borders:
                if not any(text.x0 < x < text.x1 for text in over):
                    yield RuledLine(upright=True, at=x, start=low, end=high)


def _areas(
    text: _Text, levels: Sequence[RuledLine], both: Sequence[RuledLine], before: Shape | None
) -> Iterator[_Area]:
    """The tables of a page from top to bottom; the first may be the rest of one before."""
    lines = lines_of((word for word in text.words if not word.turned), text.page.number)
    found = _all_names(lines, both)
    texts = [*(_above(text, names) for names in found), text]
    if before:
        above = texts[0]
        rest = _rest(before, above, levels) or _rest(before, above, both)
        if rest:
            yield rest
    for names, below in zip(found, texts[1:], strict=True):
        area = _below(names, below, levels, before)
        yield area or _below(names, below, both, before, shaded=True) or _unlined(names, below)


def _above(text: _Text, names: _Names) -> _Text:
    """What stands above names of columns, without a line right above these."""
    top = names.box[3]
    return replace(text, low=top + _OVER, floor=top + _LID * names.size)


def _all_names(lines: Sequence[Line], levels: Sequence[RuledLine]) -> list[_Names]:
    """Where names of columns stand, from top to bottom, with all lines that they fill."""
    found: list[_Names] = []
    for index, line in enumerate(lines):
        known = _known_names(line)
        if not known or (found and line in found[-1].lines):
            continue
        first = last = index
        while first and _one_text(lines[first - 1], lines[first], levels):
            first -= 1
        while last + 1 < len(lines) and _one_text(lines[last], lines[last + 1], levels):
            last += 1
        found.append(_Names(tuple(lines[first : last + 1]), known))
    return found


def _one_text(above: Line, line: Line, levels: Iterable[RuledLine]) -> bool:
    """Whether a line stands right below another, and nothing parts them."""
    middle = (above.y0 + line.y1) / 2
    return _near(above, line, _TIGHT) and not any(
        abs(level.at - middle) < line.size / 2 and level.start < line.x1 and level.end > line.x0
        for level in levels
    )


def _known_names(line: Line) -> tuple[tuple[Word, ...], ...]:
    """Words of each known name in a line of names; none of another line."""
    found: list[tuple[Word, ...]] = []
    roles: set[str] = set()
    index = 0
    while index < len(line.words):
        for count in range(_NAME_WORDS, 0, -1):
            some = line.words[index : index + count]
            beside = all(b.x0 - a.x1 < _BLANK * line.size for a, b in pairwise(some))
            role = exact_role_of(" ".join(word.text for word in some)) if beside else ""
            if role:
                found.append(some)
                roles.add(role)
                index += len(some)
                break
        else:
            index += 1
    most = sum(map(len, found)) >= _KNOWN * len(line.words)
    return tuple(found) if len(roles) >= _FEWEST_NAMES and most else ()


def _below(
    names: _Names,
    text: _Text,
    levels: Sequence[RuledLine],
    before: Shape | None,
    *,
    shaded: bool = False,
) -> _Area | None:
    """The table below names of columns; None when nothing parts them from rows.

    Its columns are those of the table before it where these fit, since fewer words say less.
    """
    edges = _edges(names, text, levels)
    if not edges:
        return None
    _, low, _, high = names.box
    rows = _rows(edges, levels, low + _SPARE, text.floor)
    lid = _rows(edges, levels, high + _LID * names.size, high - _SPARE).ys[-1:]
    ys = (*(lid or (high + _OVER,)), *rows.ys)
    partial = rows.partial
    if not shaded:
        partial = _parting_cells(rows, _strips(text.bands(ys), text.blank, names.known))
    if partial and partial[0].at < ys[-1]:  # cells above it reach to the next page
        ys = (*ys, partial[0].at)
    own = _shape(edges, partial, _strips(text.bands(ys), text.blank, names.known), names)
    for shape in (before, own) if before and before.has_names_of(own) else (own,):
        whole = _with_last_row(_without_text_below(ys, text, shape), text, shape)
        area = _Area(
            shape, _Rows(*edges, whole, partial), text.bands(whole), text.blank, names.known, shaded
        )
        if not area.fault(text) and area.fits():
            break
    return area


def _unlined(names: _Names, text: _Text) -> _Area:
    """Names of columns with nothing that parts what is below them."""
    left, low, right, high = names.box
    rows = _Rows(left, right, (high + _OVER, low - _OVER), ())
    return _Area(Shape(left, right, ()), rows, (names.lines,), text.blank, lined=False)


def _edges(names: _Names, text: _Text, levels: Sequence[RuledLine]) -> tuple[float, float] | None:
    """From where to where the line below names of columns runs; None without one below them all."""
    left, low, right, _ = names.box
    under = [level.at for level in levels if text.floor < level.at < low + _SPARE]
    beside = [level for level in levels if under and abs(level.at - max(under)) < _OVER]
    start = min((level.start for level in beside), default=right)
    end = max((level.end for level in beside), default=left)
    return (start, end) if start <= left + SAME_PLACE and end >= right - SAME_PLACE else None


def _shape(
    edges: tuple[float, float],
    partial: Sequence[RuledLine],
    gaps: Sequence[tuple[float, float]],
    names: _Names,
) -> Shape:
    """Columns that end just before the words of the next, or where a shorter line ends."""
    ends = [end for one in partial for end in _ends(one)]
    found = (next((e for e in ends if left <= e <= right), right - _SPARE) for left, right in gaps)
    at = tuple((" ".join(word.text for word in name), name[0].x0) for name in names.known)
    return Shape(*edges, tuple(found), at)


def _rest(shape: Shape, text: _Text, levels: Sequence[RuledLine]) -> _Area | None:
    """What goes on of a table of the page before; None when nothing there has its columns."""
    rows = _rows((shape.left, shape.right), levels, text.page.height, text.floor)
    if not rows.ys:
        return None
    first = _first_row(shape, text, rows.ys[0])
    ys = (first[-1].y1 + _OVER, *rows.ys) if first else rows.ys
    partial = _parting_cells(rows, [(x, x) for x in shape.borders])
    if partial and partial[0].at < ys[-1]:
        ys = (*ys, partial[0].at)
    ys = _with_last_row(_without_text_below(ys, text, shape), text, shape)
    area = _Area(shape, replace(rows, ys=ys, partial=partial), text.bands(ys), text.blank)
    return area if area.fits() else None


def _first_row(shape: Shape, text: _Text, top: float) -> list[Line]:
    """Lines of a row above the first line that is drawn, from the bottom up."""
    row: list[Line] = []
    for line in reversed(text.lines(text.page.height, top)):
        if not _fits(line, shape) or (row and line.y0 - row[-1].y1 > _FAR * line.size):
            break
        row.append(line)
    room = row[0].y0 - top if row else 0.0
    held = sum(map(bool, _columned(row, shape.borders)))
    # A row may be higher than its text; what is printed above every page fills fewer columns.
    most = _HIGH if held >= _OF_A_ROW else _FAR
    return row if row and room <= most * row[0].size else []


def _without_text_below(ys: tuple[float, ...], text: _Text, shape: Shape) -> tuple[float, ...]:
    """Heights without those below the last row: a line there may be of a heading or the page."""
    while len(ys) > _FEWEST_EDGES:
        columns = _columned(text.lines(*ys[-2:]), shape.borders)
        if sum(map(bool, columns)) > 1:
            break
        ys = ys[:-1]
    return ys


def _rows(
    edges: tuple[float, float], levels: Sequence[RuledLine], high: float, low: float
) -> _Rows:
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
    return _Rows(left, right, ys, tuple(sorted(set(within) - set(full), key=lambda one: one.at)))


def _parting_cells(rows: _Rows, gaps: Sequence[tuple[float, float]]) -> tuple[RuledLine, ...]:
    """Shorter lines that run from one end of a column to another, from the bottom up."""
    places = [(rows.left, rows.left), *gaps, (rows.right, rows.right)]
    return tuple(
        one
        for one in rows.partial
        if all(
            any(a - SAME_PLACE <= end <= b + SAME_PLACE for a, b in places) for end in _ends(one)
        )
    )


def _ends(level: RuledLine) -> tuple[float, float]:
    return level.start, level.end


def _with_last_row(ys: tuple[float, ...], text: _Text, shape: Shape) -> tuple[float, ...]:
    """Heights with that of a last row without a line below it.

    It is not shaded, or goes on on the next page.
    """
    low = ys[-1]
    taken: list[Line] = []
    for line in text.lines(low, text.low):
        if low - line.y1 > _FAR * line.size or not _fits(line, shape):
            break
        low = line.y0
        taken.append(line)
    if sum(map(bool, _columned(taken, shape.borders))) > 1:
        return (*ys, low - _OVER)
    return ys


def _strips(
    bands: Sequence[Sequence[Line]], blank: float, names: Iterable[tuple[Word, ...]]
) -> tuple[tuple[float, float], ...]:
    """The gaps between columns, in points; text over more of them than one does not count."""
    sure = [line for band in bands if _in_columns(band) for line in band]
    found = strips((word for line in sure for word in line.words), blank)
    others = [line for band in bands if not _in_columns(band) for line in band]
    fitting = [line for line in others if not any(_over(t, found) for t in _texts(line, blank))]
    starts = [name[0].x0 for name in names]
    words = [word for line in [*sure, *fitting] for word in line.words]
    return tuple(
        (left, right)
        for left, right in strips(words, _CLOSE)
        if right - left >= blank or any(abs(right - start) < _OVER for start in starts)
    )


def _over(text: Line, gaps: Iterable[tuple[float, float]]) -> bool:
    """Whether a text reaches over a gap between columns."""
    return any(text.x0 < left and text.x1 > right for left, right in gaps)


def _texts(line: Line, blank: float) -> Iterator[Line]:
    """A line in the pieces between gaps wider than a blank."""
    piece = [line.words[0]]
    for before, word in pairwise(line.words):
        if word.x0 - before.x1 >= blank:
            yield Line(line.page, tuple(piece))
            piece = []
        piece.append(word)
    yield Line(line.page, tuple(piece))


def _columned(lines: Sequence[Line], borders: Sequence[float]) -> tuple[tuple[Word, ...], ...]:
    return columns((word for line in lines for word in line.words), borders)


def _in_columns(lines: Iterable[Line]) -> bool:
    """Whether the words of a row stand in columns, and are no text over its whole width."""
    return any(len(cells(line)) > 1 for line in lines)


def _fits(line: Line, shape: Shape) -> bool:
    """Whether a line stands within a table and no word of it over a border."""
    inside = shape.left <= line.x0 and line.x1 <= shape.right
    return inside and not any(w.x0 < x < w.x1 for w in line.words for x in shape.borders)


def _near(above: Line, line: Line, sizes: float) -> bool:
    """Whether one line follows the other within so many font sizes."""
    return above.y0 - line.y1 < sizes * line.size
