"""The map: one shape an item, one cell a deeltaak or werkproces; and bars for the counts."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from markupsafe import Markup

from align.model import ChangeKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from align.report.revision_view import ChangeView

_STEP = 9
_HEIGHT = 12
_PER_ROW = 16
_BAR_WIDTH = 160
_BAR_HEIGHT = 8

#: Shapes in a box of 7 × 7 at the origin, as relative SVG paths: they differ without colour too.
_SHAPES = {
    ChangeKind.GELIJK: "m2.5 2.5h2v2h-2z",
    ChangeKind.REDACTIONEEL: "m0 0h7v7h-7zm1.5 1.5v4h4v-4z",
    ChangeKind.GEWIJZIGD: "m0 0h7v7h-7z",
    ChangeKind.GESPLITST: "m7 0v7l-7-3.5z",
    ChangeKind.SAMENGEVOEGD: "m0 0l7 3.5l-7 3.5z",
    ChangeKind.NIEUW: "m2.5 0h2v2.5h2.5v2h-2.5v2.5h-2v-2.5h-2.5v-2h2.5z",
    ChangeKind.VERVALLEN: "m1 0l2.5 2.5l2.5-2.5l1 1l-2.5 2.5l2.5 2.5l-1 1l-2.5-2.5l-2.5 2.5l-1-1"
    "l2.5-2.5l-2.5-2.5z",
}
_MOVED = "m0 9h7v1.5h-7z"


def cell_drawing(changes: Sequence[ChangeView]) -> Markup:
    """The items of one cell in order, a shape each; a bar below what was moved."""
    paths: dict[str, list[str]] = {}
    for at, change in enumerate(changes):
        column, row = at % _PER_ROW, at // _PER_ROW
        corner = f"M{column * _STEP} {row * _HEIGHT}"
        paths.setdefault(change.kind.value, []).append(corner + _SHAPES[change.kind])
        if "verplaatst" in change.marks:
            paths.setdefault("verplaatst", []).append(corner + _MOVED)
    width = min(len(changes), _PER_ROW) * _STEP - 2
    height = (max(0, len(changes) - 1) // _PER_ROW + 1) * _HEIGHT - 1
    drawn = "".join(f'<path class="v-{kind}" d="{"".join(d)}"/>' for kind, d in paths.items())
    return _svg(drawn, width, height)


def shape(kind: ChangeKind) -> Markup:
    """One shape, for a legend."""
    return _svg(f'<path class="v-{kind.value}" d="M0 0{_SHAPES[kind]}"/>', 7, 7)


def kind_bar(counts: Counter[ChangeKind]) -> Markup:
    """A bar split by kind, in the order of `ChangeKind`; what stayed is the ground it stands on."""
    total = sum(counts.values())
    at = 0.0
    parts = []
    for kind in ChangeKind:
        width = _BAR_WIDTH * counts[kind] / max(1, total)
        if width:
            parts.append(
                f'<rect class="v-{kind.value}" x="{_number(at)}" width="{_number(width)}" '
                f'height="{_BAR_HEIGHT}"/>'
            )
        at += width
    return _svg("".join(parts), _BAR_WIDTH, _BAR_HEIGHT)


def _svg(drawn: str, width: int, height: int) -> Markup:
    return Markup(  # noqa: S704 -- made of our own names and numbers only
        f'<svg viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
        f'aria-hidden="true" focusable="false">{drawn}</svg>'
    )


def _number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")
