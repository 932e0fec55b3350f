"""Lines that recur above or below on the pages of a PDF: running heads and feet, no content."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from align.sources.pdf.lines import Line
    from align.sources.pdf.pages import Page

    Signature = tuple[str, int]

_MARGIN = 0.12  # share of the height of a page, above and below, in which running heads stand
_STEPS = 50  # of the height of a page: lines in one step stand equally high


def without_running_heads(
    pages: Sequence[tuple[Page, Sequence[Line]]],
    common: Callable[[str], str],
    *,
    recurs_on: int,
    first_stays: bool = False,
) -> list[list[Line]]:
    """The lines of each page without those that recur at the same height on others.

    Args:
        pages: each with its lines outside tables.
        common: what a line has in common with itself on other pages, as without page numbers; ""
            for what counts wherever it stands.
        recurs_on: on how many pages a line must stand to be a running head.
        first_stays: keep a head, not a foot, where it first stands: it may be a title.
    """

    def signature(line: Line, page: Page) -> Signature | None:
        middle = (line.y0 + line.y1) / 2 / (page.height or 1.0)
        text = "" if _MARGIN < middle < 1 - _MARGIN else common(line.text)
        return (text, round(middle * _STEPS)) if text else None

    signed = [[(line, signature(line, page)) for line in found] for page, found in pages]
    counted = Counter(one for lines in signed for one in {s for _, s in lines if s})
    seen: set[Signature] = set()
    kept: list[list[Line]] = []
    for lines in signed:
        here = {one for _, one in lines if one and counted[one] >= recurs_on}
        stays = {one for one in here - seen if first_stays and one[1] > _STEPS / 2}
        kept.append([line for line, one in lines if one not in here or one in stays])
        seen |= here
    return kept
