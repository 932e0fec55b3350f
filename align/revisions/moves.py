"""Phrases that went in one place and came in another: moved, not written anew."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from align.revisions.tokens import CONTENT

if TYPE_CHECKING:
    from collections.abc import Sequence
    from collections.abc import Set as AbstractSet

    from align.revisions.tokens import Token

#: A phrase must weigh this much to be called moved: one word that says something.
_LEAST = CONTENT


def moved(
    old: Sequence[Token], new: Sequence[Token], gone: AbstractSet[int], come: AbstractSet[int]
) -> tuple[frozenset[int], frozenset[int]]:
    """Numbers of the words of `gone` and of `come` that belong to moved phrases.

    The longest phrases are taken first; words of one phrase stand next to each other on both sides,
    in one sentence.
    """
    left, right = set(gone), set(come)
    taken_old: set[int] = set()
    taken_new: set[int] = set()
    while (found := _longest(old, new, left, right)) is not None:
        i, j, length = found
        taken_old.update(range(i, i + length))
        taken_new.update(range(j, j + length))
        left.difference_update(range(i, i + length))
        right.difference_update(range(j, j + length))
    return frozenset(taken_old), frozenset(taken_new)


def _longest(
    old: Sequence[Token], new: Sequence[Token], left: AbstractSet[int], right: AbstractSet[int]
) -> tuple[int, int, int] | None:
    """Start in old, start in new and length of the weightiest phrase in both; None without one."""
    places: dict[str, list[int]] = defaultdict(list)
    for j in sorted(right):
        places[_key(new[j])].append(j)
    best: tuple[float, int, int, int] | None = None
    for i in sorted(left):
        if not _key(old[i]):
            continue
        for j in places.get(_key(old[i]), ()):
            length, weight = _run(old[i:], new[j:], left, right, (i, j))
            if weight >= _LEAST and (best is None or weight > best[0]):
                best = (weight, i, j, length)
    return best[1:] if best else None


def _run(
    old: Sequence[Token],
    new: Sequence[Token],
    left: AbstractSet[int],
    right: AbstractSet[int],
    start: tuple[int, int],
) -> tuple[int, float]:
    """Length and weight of the phrase that both rows start with, without signs at its end."""
    length, weight, heard = 0, 0.0, 0.0
    for at, (a, b) in enumerate(zip(old, new, strict=False)):
        here = start[0] + at in left and start[1] + at in right
        same_sentence = (a.sentence, b.sentence) == (old[0].sentence, new[0].sentence)
        if not (here and same_sentence and a.text.casefold() == b.text.casefold()):
            break
        heard += a.weight
        if _key(a):
            length, weight = at + 1, heard
    return length, weight


def _key(token: Token) -> str:
    """The word without case; empty for a sign."""
    return token.text.casefold() if any(c.isalnum() for c in token.text) else ""
