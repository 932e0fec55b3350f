"""A reliability diagram as SVG: what a probability promised against what raters called overlap."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from math import sqrt

_SIDE, _MARGIN, _LEGEND = 360, 48, 20
_INKS = ("#1b5e8c", "#b5521b", "#3f6f2a", "#7a3b86")


@dataclass(frozen=True)
class Bin:
    """Pairs whose probability lies in one tenth.

    Attributes:
        low, high: ends of the tenth.
        pairs: how many.
        promised: mean probability, 0..1.
        rated: share that raters called overlap, 0..1.
    """

    low: float
    high: float
    pairs: int
    promised: float
    rated: float

    @property
    def error(self) -> float:
        """Standard error of the rated share."""
        return sqrt(self.rated * (1 - self.rated) / self.pairs)


def reliability(lines: Sequence[tuple[str, Sequence[Bin]]], note: str) -> str:
    """The diagram; a dot is a tenth of probability, its bar twice the standard error either way.

    Args:
        lines: a name and its bins, each drawn in an ink and with a dash of its own.
        note: stands under the axis.
    """
    height = _SIDE + 2 * _MARGIN + _LEGEND * len(lines)
    width = _SIDE + 2 * _MARGIN
    parts = [
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
            'font-family="sans-serif" font-size="12" role="img">'
        ),
        f"<title>Reliability: {escape(note)}</title>",
        f'<rect width="{width}" height="{height}" fill="#fff"/>',
    ]
    for tenth in range(0, 11, 2):
        at = tenth / 10
        parts += [
            f'<path d="M{_x(at)} {_y(0)}V{_y(1)}M{_x(0)} {_y(at)}H{_x(1)}" stroke="#ddd"/>',
            f'<text x="{_x(at)}" y="{_y(0) + 16}" text-anchor="middle">{at:.1f}</text>',
            f'<text x="{_x(0) - 6}" y="{_y(at) + 4}" text-anchor="end">{at:.1f}</text>',
        ]
    parts += [
        f'<path d="M{_x(0)} {_y(0)}L{_x(1)} {_y(1)}" stroke="#888" stroke-dasharray="2 4"/>',
        f'<text x="{_x(0.5)}" y="{_y(0) + 34}" text-anchor="middle">{escape(note)}</text>',
        (
            f'<text transform="translate(14 {_y(0.5)}) rotate(-90)" text-anchor="middle">'
            "rated as overlap</text>"
        ),
    ]
    for number, (name, bins) in enumerate(lines):
        parts += _line(name, bins, number)
    return "\n".join([*parts, "</svg>"]) + "\n"


def _line(name: str, bins: Sequence[Bin], number: int) -> list[str]:
    ink = _INKS[number % len(_INKS)]
    dash = "" if not number else f' stroke-dasharray="{2 + 4 * number} 3"'
    points = " ".join(f"{_x(b.promised)},{_y(b.rated)}" for b in bins)
    at = _SIDE + 2 * _MARGIN + _LEGEND * number
    return [
        f'<polyline points="{points}" fill="none" stroke="{ink}"{dash}/>',
        *(
            f'<path d="M{_x(b.promised)} {_y(max(0.0, b.rated - 2 * b.error))}'
            f'V{_y(min(1.0, b.rated + 2 * b.error))}" stroke="{ink}"/>'
            f'<circle cx="{_x(b.promised)}" cy="{_y(b.rated)}" r="3" fill="{ink}">'
            f"<title>{b.pairs} pairs</title></circle>"
            for b in bins
        ),
        f'<path d="M{_MARGIN} {at}h30" stroke="{ink}"{dash}/>',
        f'<text x="{_MARGIN + 38}" y="{at + 4}">{escape(name)}</text>',
    ]


def _x(value: float) -> float:
    return round(_MARGIN + _SIDE * value, 1)


def _y(value: float) -> float:
    return round(_MARGIN / 2 + _SIDE * (1 - value), 1)
