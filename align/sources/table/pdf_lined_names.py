"""Where names of columns stand on a page of a PDF, and with them a table begins."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from align.sources.pdf.lines import around
from align.sources.table.pdf_lined_text import BLANK, near
from align.sources.table.vocabulary import exact_role_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from align.sources.pdf.lines import Box, Line
    from align.sources.pdf.pages import Word
    from align.sources.pdf.rules import RuledLine

_NAME_WORDS = 4  # of the longest name of a column
_FEWEST_NAMES = 3  # known names in one line that make it a line of names
_KNOWN = 0.6  # share of the words of such a line that must be of known names
_TIGHT = 0.25  # font sizes between two lines of one name at most


@dataclass(frozen=True)
class Names:
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


def all_names(lines: Sequence[Line], levels: Sequence[RuledLine]) -> list[Names]:
    """Where names of columns stand, from top to bottom, with all lines that they fill."""
    found: list[Names] = []
    for index, line in enumerate(lines):
        known = _known_names(line)
        if not known or (found and line in found[-1].lines):
            continue
        first = last = index
        while first and _one_text(lines[first - 1], lines[first], levels):
            first -= 1
        while last + 1 < len(lines) and _one_text(lines[last], lines[last + 1], levels):
            last += 1
        found.append(Names(tuple(lines[first : last + 1]), known))
    return found


def _one_text(above: Line, line: Line, levels: Iterable[RuledLine]) -> bool:
    """Whether a line stands right below another, and nothing parts them."""
    middle = (above.y0 + line.y1) / 2
    return near(above, line, _TIGHT) and not any(
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
            beside = all(b.x0 - a.x1 < BLANK * line.size for a, b in pairwise(some))
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
