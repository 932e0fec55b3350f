"""The timetable as inline SVG: leerjaren down, periods across, a bar for every unit.

Units that follow each other share a line. Where a unit is given is said in words and shown by a
pattern, so that it can be read on paper without colour. All of it also stands in a table.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from align.report.texts import visible

_LEFT, _WIDTH, _GAP = 92, 1160, 4
_BAR, _LINE, _HEAD = 36, 40, 24
#: Mean width of a character of the name and of the line below it, in units of the drawing.
_NAME_WIDTH, _SMALL_WIDTH = 7.8, 6.3
#: Width of the strip with the pattern.
_STRIP = 12
#: Places that a pattern shows; the vmbo is plain.
_PATTERNS = ("mbo", "bedrijf")


@dataclass(frozen=True, slots=True)
class Bar:
    """One unit in one leerjaar, from its first to its last period without a gap.

    Attributes:
        first, last: periods, counted from 0.
        name: what stands in it.
        small: what stands below that: hours and place.
        label: all of it in one sentence, for who cannot see the drawing.
        place: "vmbo", "mbo" or "bedrijf".
        href: address of the unit.
    """

    first: int
    last: int
    name: str
    small: str
    label: str
    place: str
    href: str


@dataclass(frozen=True, slots=True)
class Band:
    """One leerjaar of the drawing.

    Attributes:
        name: "leerjaar 3".
        total: its hours, in words.
        heads: a heading per period.
        bars: in order of time.
    """

    name: str
    total: str
    heads: tuple[str, ...]
    bars: tuple[Bar, ...]


def lanes(bars: Sequence[Bar]) -> list[list[Bar]]:
    """Bars over as few lines as can be, so that none on a line overlap; order is kept."""
    lines: list[list[Bar]] = []
    for bar in bars:
        free = next((line for line in lines if line[-1].last < bar.first), None)
        if free is None:
            lines.append([bar])
        else:
            free.append(bar)
    return lines


def timetable_svg(bands: Sequence[Band], key: str, label: str) -> Markup:
    """A drawing of the timetable: one SVG a leerjaar, so that paper can break between them.

    Args:
        bands: leerjaren from first to last.
        key: makes the names of patterns unique on the page.
        label: what the drawing is, for who cannot see it.
    """
    drawn = "".join(_drawn(band, key, first=number == 0) for number, band in enumerate(bands))
    return Markup(  # noqa: S704 -- every text in it is escaped below
        f'<div class="rooster" role="group" aria-label="{_text(label)}">{drawn}</div>'
    )


def _drawn(band: Band, key: str, *, first: bool) -> str:
    lines = lanes(band.bars)
    height = _HEAD + max(1, len(lines)) * _LINE
    parts = [_patterns(key)] if first else []
    parts.append(_band(band, height))
    for number, line in enumerate(lines):
        parts += [_bar(bar, len(band.heads), _HEAD + number * _LINE, key) for bar in line]
    return f'<svg class="jaarbalk" viewBox="0 0 {_WIDTH} {height}">{"".join(parts)}</svg>'


def key_svg(place: str, key: str) -> Markup:
    """A small sample of the pattern of a place, for the legend."""
    return Markup(  # noqa: S704 -- made of our own names and numbers only
        f'<svg class="staal" viewBox="0 0 28 16" width="28" height="16" aria-hidden="true" '
        f'focusable="false">{_patterns(key)}{_rects((0, 0, 28, 16), place, key)}</svg>'
    )


def _patterns(key: str) -> str:
    return (
        f'<defs><pattern id="{key}-mbo" width="4" height="4" patternUnits="userSpaceOnUse" '
        'patternTransform="rotate(45)"><path class="streep" d="M0 0V4"/></pattern>'
        f'<pattern id="{key}-bedrijf" width="4" height="4" patternUnits="userSpaceOnUse">'
        '<circle class="stip" cx="2" cy="2" r="1"/></pattern></defs>'
    )


def _band(band: Band, height: int) -> str:
    found = [
        f'<text class="jaar" x="0" y="15">{_text(band.name)}</text>',
        f'<text class="klein" x="0" y="33">{_text(band.total)}</text>',
    ]
    for number, head in enumerate(band.heads):
        x = _left(number, len(band.heads))
        found.append(f'<text class="klein" x="{x + 2:g}" y="15">{_text(head)}</text>')
        found.append(f'<path class="lijn" d="M{x - _GAP / 2:g} 0V{height}"/>')
    return "".join(found)


def _bar(bar: Bar, count: int, y: int, key: str) -> str:
    x = _left(bar.first, count)
    width = _left(bar.last + 1, count) - x - _GAP
    name = _fitting(bar.name, width - 26, _NAME_WIDTH)
    small = _fitting(bar.small, width - 26, _SMALL_WIDTH)
    return (
        f'<a class="balkje" href="{_text(bar.href)}" aria-label="{_text(bar.label)}">'
        f"<title>{_text(bar.label)}</title>"
        f"{_rects((x, y, width, _BAR), bar.place, key)}"
        # A drawing in the drawing: a wide font cannot make it run out of its bar.
        f'<svg x="{x:g}" y="{y}" width="{width - 2:g}" height="{_BAR}">'
        f'<text class="naam" x="18" y="15">{_text(name)}</text>'
        f'<text class="klein" x="18" y="30">{_text(small)}</text></svg></a>'
    )


def _rects(box: tuple[float, float, float, float], place: str, key: str) -> str:
    """A block; a strip along its left edge carries the pattern of its place, away from the text."""
    x, y, width, height = box
    frame = f'x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}" rx="3"'
    edge = f'x="{x:g}" y="{y:g}" width="{_STRIP}" height="{height:g}"'
    fill = f' fill="url(#{key}-{place})"' if place in _PATTERNS else ""
    return (
        f'<rect class="vak vak-{place}" {frame}/><rect class="rand-{place}" {edge}{fill}/>'
        f'<path class="kant-{place}" d="M{x + _STRIP:g} {y:g}v{height:g}"/>'
    )


def _left(period: int, count: int) -> float:
    return _LEFT + period * (_WIDTH - _LEFT) / max(1, count)


def _fitting(text: str, width: float, character: float) -> str:
    """The text, cut off where it would run out of its bar; the whole stands in the table."""
    most = max(1, int(width / character))
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


def _text(text: str) -> str:
    return str(escape(visible(text)))
