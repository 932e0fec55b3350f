"""Ruled lines of a PDF page: the frames of its tables, whatever way a writer drew them.

Chrome and Word fill thin rectangles, others stroke lines; either becomes a `RuledLine` here. What
is drawn inside a form (a logo, a chart) is left alone. What is filled and thicker than a line is a
shade: its upper and lower edge may part rows of a table that has no lines there.
"""

from __future__ import annotations

import ctypes
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    import pypdfium2

    Point = tuple[float, float]
    Seen = Callable[[float, float], Point]

MAX_PAGE_OBJECTS = 50_000
"""Objects of one page that are looked at; a page with more is a drawing and has no rules."""
MAX_PATH_SEGMENTS = 2_000
"""Pieces of one path that are looked at; the grid of a large table has some 500."""

_THICK = 2.5
"""What is thicker than this many points is a bar or a cell, not a line."""
_SAME = 1.5
"""Lines that lie this close, in points, are one line."""
_TOUCH = 3.0
"""Pieces of a line with at most this many points between them are one piece."""
_STRAIGHT = 0.5  # points that a line may slant


@dataclass(frozen=True, slots=True, order=True)
class RuledLine:
    """A line on a page, in points.

    Attributes:
        upright: whether it runs up and down.
        at: its x when upright, else its y.
        start, end: from and to where it runs, along the other axis.
    """

    upright: bool
    at: float
    start: float
    end: float

    def crosses(self, value: float) -> bool:
        """Whether it passes this place along its own direction."""
        return self.start <= value <= self.end


def rules_of(page: pypdfium2.PdfPage, seen: Seen, size: Point) -> tuple[RuledLine, ...]:
    """The ruled lines of a page, with pieces that lie in one line put together.

    Args:
        page: an open page.
        seen: turns a point of the page as written into one of the page as seen.
        size: width and height of the page as seen; what lies outside is cut off.
    """
    strokes = ((seen(*a), seen(*b)) for path in _paths(page) for a, b in _strokes(path))
    return joined(_rule(a, b, size) for a, b in strokes)


def shade_edges_of(page: pypdfium2.PdfPage, seen: Seen, size: Point) -> tuple[RuledLine, ...]:
    """The upper and lower edges of what is filled on a page, as level lines; as `rules_of`."""
    edges = ((seen(*a), seen(*b)) for path in _paths(page) for a, b in _shade_edges(path))
    rules = (_rule(a, b, size) for a, b in edges)
    return joined(rule for rule in rules if rule and not rule.upright)


def _paths(page: pypdfium2.PdfPage) -> Iterator[object]:
    """What is drawn on a page and no text or picture; nothing of a page that is a drawing."""
    import pypdfium2.raw as pdfium  # noqa: PLC0415 -- only a PDF needs it

    count = pdfium.FPDFPage_CountObjects(page)
    for index in range(count if count <= MAX_PAGE_OBJECTS else 0):
        one = pdfium.FPDFPage_GetObject(page, index)
        if pdfium.FPDFPageObj_GetType(one) == pdfium.FPDF_PAGEOBJ_PATH:
            yield one


def joined(rules: Iterable[RuledLine | None]) -> tuple[RuledLine, ...]:
    """Rules with those put together that lie in one line and touch; sorted."""
    lines: list[list[RuledLine]] = []
    for rule in sorted(rule for rule in rules if rule is not None):
        before = lines[-1][-1] if lines else None
        if before and before.upright == rule.upright and rule.at - before.at <= _SAME:
            lines[-1].append(rule)
        else:
            lines.append([rule])
    found = [piece for line in lines for piece in _pieces(line)]
    return tuple(sorted(rule for rule in found if rule.end - rule.start > _THICK))


def _pieces(line: list[RuledLine]) -> Iterator[RuledLine]:
    """One line without the joints in it; a gap parts it."""
    at = sum(rule.at for rule in line) / len(line)
    first, *others = sorted(line, key=lambda rule: rule.start)
    start, end = first.start, first.end
    for rule in others:
        if rule.start - end > _TOUCH:
            yield RuledLine(rule.upright, at, start, end)
            start, end = rule.start, rule.end
        end = max(end, rule.end)
    yield RuledLine(first.upright, at, start, end)


def _strokes(path: object) -> Iterator[tuple[Point, Point]]:
    """Lines of one path, as pairs of points of the page as written."""
    bounds = _bounds(path)
    if bounds is None:
        return
    x0, y0, x1, y1 = bounds
    if x1 - x0 <= _THICK:
        yield ((x0 + x1) / 2, y0), ((x0 + x1) / 2, y1)
    elif y1 - y0 <= _THICK:
        yield (x0, (y0 + y1) / 2), (x1, (y0 + y1) / 2)
    elif _drawn(path)[1]:
        yield from _segments(path)


def _shade_edges(path: object) -> Iterator[tuple[Point, Point]]:
    """Corners of what one path fills, unless it is as thin as a line; sides come along."""
    bounds = _bounds(path)
    if bounds and min(bounds[2] - bounds[0], bounds[3] - bounds[1]) > _THICK and _drawn(path)[0]:
        x0, y0, x1, y1 = bounds
        yield (x0, y0), (x1, y0)
        yield (x0, y1), (x1, y1)
        # On a page that is turned a quarter these are the level ones.
        yield (x0, y0), (x0, y1)
        yield (x1, y0), (x1, y1)


def _bounds(path: object) -> tuple[float, float, float, float] | None:
    import pypdfium2.raw as pdfium  # noqa: PLC0415

    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    if not pdfium.FPDFPageObj_GetBounds(path, left, bottom, right, top):
        return None
    return left.value, bottom.value, right.value, top.value


def _drawn(path: object) -> tuple[bool, bool]:
    """Whether a path is filled, and whether its outline is drawn."""
    import pypdfium2.raw as pdfium  # noqa: PLC0415

    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(path, fill, stroke)
    return bool(fill.value), bool(stroke.value)


def _segments(path: object) -> Iterator[tuple[Point, Point]]:
    import pypdfium2.raw as pdfium  # noqa: PLC0415

    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(path, matrix)
    x, y = ctypes.c_float(), ctypes.c_float()
    start = before = (0.0, 0.0)
    for index in range(min(pdfium.FPDFPath_CountSegments(path), MAX_PATH_SEGMENTS)):
        segment = pdfium.FPDFPath_GetPathSegment(path, index)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        point = (
            matrix.a * x.value + matrix.c * y.value + matrix.e,
            matrix.b * x.value + matrix.d * y.value + matrix.f,
        )
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            start = point
        elif kind == pdfium.FPDF_SEGMENT_LINETO:
            yield before, point
        if pdfium.FPDFPathSegment_GetClose(segment):
            yield point, start
        before = point


def _rule(a: Point, b: Point, size: Point) -> RuledLine | None:
    """The part of a straight line that is on the page; None for what is slanted or beside it."""
    if not all(map(math.isfinite, (*a, *b))):
        return None
    upright = abs(a[0] - b[0]) <= _STRAIGHT
    if not upright and abs(a[1] - b[1]) > _STRAIGHT:
        return None
    across, along = (0, 1) if upright else (1, 0)
    at = (a[across] + b[across]) / 2
    start, end = sorted((a[along], b[along]))
    start, end = max(start, 0.0), min(end, size[along])
    if not 0 <= at <= size[across] or start >= end:
        return None
    return RuledLine(upright, at, start, end)
