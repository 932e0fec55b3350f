"""Two rows of words aligned, so that what differs is few, whole phrases.

A gap has a price of its own (affine gaps: Gotoh, Journal of Molecular Biology 162, 1982), so a lone
"de" or a comma between two changes does not cut a changed phrase in two, and a lone word that says
something does.
"""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from align.revisions.tokens import Token

#: Price of starting a change: more than a function word weighs, less than two.
_OPEN = 0.7
#: Above this number of cells the rows are aligned block by block.
_MOST_CELLS = 150_000

Match = tuple[int, int]


def aligned(old: Sequence[Token], new: Sequence[Token]) -> tuple[Match, ...]:
    """Numbers of the words that stand in both rows, in order; crossing pairs do not occur."""
    head = _common(old, new)
    tail = _common(old[head:][::-1], new[head:][::-1])
    a, b = old[head : len(old) - tail], new[head : len(new) - tail]
    found = [(n, n) for n in range(head)]
    found += [(head + i, head + j) for i, j in _middle(a, b)]
    found += [(len(old) - n, len(new) - n) for n in range(tail, 0, -1)]
    return tuple(found)


def _common(old: Sequence[Token], new: Sequence[Token]) -> int:
    length = 0
    for a, b in zip(old, new, strict=False):
        if a.text != b.text:
            break
        length += 1
    return length


def _middle(old: Sequence[Token], new: Sequence[Token]) -> list[Match]:
    if not old or not new:
        return []
    if len(old) * len(new) <= _MOST_CELLS:
        return _best(old, new)
    blocks = SequenceMatcher(
        None, [t.text for t in old], [t.text for t in new], autojunk=False
    ).get_matching_blocks()
    found: list[Match] = []
    i = j = 0
    for a, b, size in blocks:
        if (a - i) * (b - j) <= _MOST_CELLS:
            found += [(i + x, j + y) for x, y in _best(old[i:a], new[j:b])]
        found += [(a + n, b + n) for n in range(size)]
        i, j = a + size, b + size
    return found


def _best(old: Sequence[Token], new: Sequence[Token]) -> list[Match]:
    """The alignment with the greatest weight of equal words less the price of the changes.

    `inside` is the best score up to a cell while a change is going on, `after` the best when the
    last words were equal.
    """
    rows, columns = len(old), len(new)
    low = float("-inf")
    inside = [[-_OPEN] * (columns + 1) for _ in range(rows + 1)]
    after = [[low] * (columns + 1) for _ in range(rows + 1)]
    inside[0][0] = after[0][0] = 0.0
    for i in range(1, rows + 1):
        word, weight = old[i - 1].text, old[i - 1].weight
        above_in, above_after = inside[i - 1], after[i - 1]
        row_in, row_after = inside[i], after[i]
        for j in range(1, columns + 1):
            if new[j - 1].text == word:
                row_after[j] = max(above_in[j - 1], above_after[j - 1]) + weight
            row_in[j] = max(
                above_in[j], row_in[j - 1], above_after[j] - _OPEN, row_after[j - 1] - _OPEN
            )
    return _traced(old, new, inside, after)


def _traced(
    old: Sequence[Token],
    new: Sequence[Token],
    inside: list[list[float]],
    after: list[list[float]],
) -> list[Match]:
    i, j = len(old), len(new)
    found: list[Match] = []
    changing = inside[i][j] > after[i][j]
    while i and j:
        if not changing:
            found.append((i - 1, j - 1))
            i, j = i - 1, j - 1
            changing = inside[i][j] > after[i][j]
        else:
            here = inside[i][j]
            if here == inside[i - 1][j]:
                i -= 1
            elif here == inside[i][j - 1]:
                j -= 1
            else:
                changing = False
                if here == after[i - 1][j] - _OPEN:
                    i -= 1
                else:
                    j -= 1
    return found[::-1]
