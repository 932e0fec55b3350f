"""Small charts as inline SVG. Their numbers always stand beside them as text."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from align.model import Relation

_WIDTH = 64
_HEIGHT = 6


def relation_bar(relations: Sequence[int], largest: int, other: int = 0) -> Markup:
    """A bar split by relation, as long as its share of the largest bar.

    Args:
        relations: pairs per relation, in the order of `Relation`.
        largest: pairs of the longest bar on this chart, at least 1.
        other: pairs whose relation was not determined.
    """
    scale = _WIDTH / max(1, largest)
    at = 0.0
    parts = []
    names = [relation.value for relation in Relation] + ["onbepaald"]
    for name, amount in zip(names, [*relations, other], strict=True):
        if amount:
            parts.append(_rect(f"deel-{name}", at, amount * scale))
            at += amount * scale
    return _svg(parts)


def share_bar(width: int) -> Markup:
    """A bar for a share in percents (0..100) against a line for the whole."""
    return _svg([_rect("geheel", 0, _WIDTH), _rect("aandeel", 0, _WIDTH * width / 100)])


def _rect(css: str, x: float, width: float) -> str:
    return (
        f'<rect class="{css}" x="{_number(x)}" y="0" width="{_number(width)}" height="{_HEIGHT}"/>'
    )


def _svg(parts: Sequence[str]) -> Markup:
    return Markup(  # noqa: S704 -- made of our own names and numbers only
        f'<svg class="balk" viewBox="0 0 {_WIDTH} {_HEIGHT}" width="{_WIDTH}" height="{_HEIGHT}" '
        f'aria-hidden="true" focusable="false">{"".join(parts)}</svg>'
    )


def _number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")
