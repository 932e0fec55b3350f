"""Tables of an exam plan that are drawn without lines: only gaps part their columns.

The head says how many columns there are; the gap left of the next head, that no word below it
touches, says where one ends. Rows are parted by wider gaps between lines, or, where all lines lie
equally far apart, by lines that fill most columns.
"""

from __future__ import annotations

from bisect import bisect_right
from itertools import pairwise
from typing import TYPE_CHECKING

from align.sources.exam_plan.labels import COLUMN_OF, COLUMN_WORDS, HEADING_SPELLINGS, spelled
from align.sources.pdf.lines import cells, gutters
from align.sources.pdf.tables import Cell, Table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from align.sources.pdf.lines import Line
    from align.sources.pdf.pages import Word

_LABEL_WORDS = 4  # words of the longest name of a column
_HEAD_LINES = 3  # lines that a head can fill
_GUTTER = 3.0  # points: a strip this wide without words parts columns
_FAR = 4.0  # font sizes: a gap beyond it ends the table
_WIDER = 1.25  # times the usual step from line to line: a gap beyond it parts rows
_MOST = 0.6  # share of words (a head) or of columns (a row) that counts as most
_FAMILIAR = 0.3  # share of the words of a line that must be words of heads, to look at it closely


def gapped_tables(lines: Sequence[Line]) -> tuple[list[Table], list[Line]]:
    """Tables among the lines of a page that stand in no ruled table, and the other lines.

    Args:
        lines: from top to bottom.
    """
    found: list[Table] = []
    rest: list[Line] = []
    index = 0
    while index < len(lines):
        starts = _heads(lines[index])
        if not starts:
            rest.append(lines[index])
            index += 1
            continue
        end = _end(lines, index, starts)
        found.append(_table(lines[index:end], starts))
        index = end
    return found, rest


def _heads(line: Line) -> list[Word]:
    """First words of the column heads in a line; none when it is no head of a table."""
    familiar = sum(word.text.casefold() in COLUMN_WORDS for word in line.words)
    if familiar < 2 or familiar < _FAMILIAR * len(line.words):
        return []
    found: list[tuple[Word, str, int]] = []
    index = 0
    while index < len(line.words):
        for count in range(_LABEL_WORDS, 0, -1):
            words = line.words[index : index + count]
            name = COLUMN_OF.get(spelled(" ".join(word.text for word in words)))
            if name and len(words) == count:
                found.append((words[0], name, count))
                index += count
                break
        else:
            index += 1
    names = {name for _, name, _ in found}
    labelled = sum(count for _, _, count in found)
    outline = {"kerntaken", "werkprocessen"} == names
    if (len(names) >= 3 or outline) and labelled >= _MOST * len(line.words):
        return [word for word, _, _ in found]
    return []


def _end(lines: Sequence[Line], start: int, heads: Sequence[Word]) -> int:
    """Index of the first line below a head that is no part of its table."""
    for index in range(start + 1, len(lines)):
        above, line = lines[index - 1], lines[index]
        far = above.y0 - line.y1 > _FAR * line.size
        heading = spelled(line.text) in HEADING_SPELLINGS and len(cells(line)) == 1
        left_of_all = line.x0 < heads[0].x0 - line.size
        if far or heading or left_of_all or _heads(line) or _runs_on(line, heads):
            return index
    return len(lines)


def _runs_on(line: Line, heads: Sequence[Word]) -> bool:
    """Whether a line without gaps runs under three columns or more, as running text does."""
    if len(heads) < 3:
        return False
    return any(
        sum(piece.x0 - line.size < head.x0 < piece.x1 - line.size for head in heads) >= 3
        for piece in cells(line)
    )


def _table(lines: Sequence[Line], heads: Sequence[Word]) -> Table:
    words = [word for line in lines for word in line.words]
    box = (
        min(word.x0 for word in words),
        min(word.y0 for word in words),
        max(word.x1 for word in words),
        max(word.y1 for word in words),
    )
    at = [_border(words, left, right) for left, right in pairwise(heads)]
    edges = [box[0], *at, box[2]]
    head = _head_lines(lines, at)
    groups = [lines[:head], *_rows(lines[head:], at)]
    rows = tuple(_cells(group, edges) for group in groups if group)
    return Table(lines[0].page, box, rows, ruled=False)


def _border(words: Sequence[Word], left: Word, right: Word) -> float:
    """Where one column ends: in the last strip without words before the head of the next."""
    between = [at for at in gutters(words, _GUTTER) if left.x1 - left.size < at <= right.x0]
    return between[-1] if between else right.x0 - 1.0


def _head_lines(lines: Sequence[Line], at: Sequence[float]) -> int:
    """Number of lines of a head: those with which all heads are names of columns."""
    best = 1
    for count in range(2, min(_HEAD_LINES, len(lines)) + 1):
        parts: dict[int, list[str]] = {}
        for line in lines[:count]:
            for word in line.words:
                parts.setdefault(_column(word, at), []).append(word.text)
        if all(spelled(" ".join(texts)) in COLUMN_OF for texts in parts.values()):
            best = count
    return best


def _rows(lines: Sequence[Line], at: Sequence[float]) -> Iterator[list[Line]]:
    if not lines:
        return
    if len(at) == 1:  # kerntaken beside werkprocessen: the codes part them
        yield list(lines)
        return
    pitches = [above.y1 - below.y1 for above, below in pairwise(lines)]
    usual = min(pitches, default=0.0)
    uneven = max(pitches, default=0.0) > _WIDER * usual
    row = [lines[0]]
    for pitch, line in zip(pitches, lines[1:], strict=True):
        filled = len({_column(word, at) for word in line.words})
        if pitch > _WIDER * usual if uneven else filled >= _MOST * (len(at) + 1):
            yield row
            row = []
        row.append(line)
    yield row


def _cells(lines: Sequence[Line], edges: Sequence[float]) -> tuple[Cell, ...]:
    low, high = min(line.y0 for line in lines), max(line.y1 for line in lines)
    words: dict[int, list[Word]] = {}
    for line in lines:
        for word in line.words:
            words.setdefault(_column(word, edges[1:-1]), []).append(word)
    return tuple(
        Cell(lines[0].page, (left, low, right, high), tuple(words.get(column, ())))
        for column, (left, right) in enumerate(pairwise(edges))
    )


def _column(word: Word, at: Sequence[float]) -> int:
    return bisect_right(at, (word.x0 + word.x1) / 2)
