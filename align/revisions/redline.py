"""Old and new text as one row of phrases: what stayed, went, came, or moved."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from align.revisions.alignment import Match, aligned
from align.revisions.moves import moved
from align.revisions.tokens import Token, tokens

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence


class SpanKind(StrEnum):
    """What happened to a piece of text."""

    GELIJK = "gelijk"
    WEG = "weg"
    ERBIJ = "erbij"
    VERPLAATST = "verplaatst"


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of the redline.

    The `old` of all spans in order is the old text, and the `new` of all spans the new text. What
    was moved stands twice: once with only `old`, where it stood, and once with only `new`.

    Attributes:
        kind: what happened to it.
        old, new: the piece as it stands in the old and in the new text. Of gelijk both (they differ
            at most in white space), of the others one is empty.
        emphasis: words in it that weigh more and that the other text has not: numbers, verbs,
            negations; in order. Empty for gelijk and verplaatst.
    """

    kind: SpanKind
    old: str
    new: str
    emphasis: tuple[str, ...] = ()


def redline(old_text: str, new_text: str) -> tuple[Span, ...]:
    """The difference between two texts in words and phrases.

    A change never reaches over the end of a sentence or list item. Both halves of a separable verb
    change together ("voert ... uit" into "werkt ... uit" marks "uit" too).
    """
    old, new = tokens(old_text), tokens(new_text)
    same = aligned(old, new)
    matches = _whole_verbs(old, new, same)
    # Half of a verb that stood where it stands is of another verb now: it did not move.
    halves = set(same).difference(matches)
    gone = set(range(len(old))).difference(i for i, _ in matches)
    come = set(range(len(new))).difference(j for _, j in matches)
    moved_old, moved_new = moved(
        old, new, gone.difference(i for i, _ in halves), come.difference(j for _, j in halves)
    )
    here, there = gone - moved_old, come - moved_new
    left = _Row(old, SpanKind.WEG, moved_old, _strange(old, here, new, there))
    right = _Row(new, SpanKind.ERBIJ, moved_new, _strange(new, there, old, here))
    return tuple(_spans(left, right, matches))


@dataclass(frozen=True, slots=True)
class _Row:
    """The words of one text: which of them were moved, and which stand out."""

    words: Sequence[Token]
    kind: SpanKind
    moved: frozenset[int]
    strange: frozenset[int]


def _whole_verbs(
    old: Sequence[Token], new: Sequence[Token], matches: Sequence[Match]
) -> tuple[Match, ...]:
    """Leave out halves of separable verbs whose other half changed."""
    pairs = dict(matches)
    return tuple(
        (i, j)
        for i, j in matches
        if old[i].partner < 0
        or new[j].partner < 0
        or old[i].lemma == new[j].lemma
        or pairs.get(old[i].partner) == new[j].partner
    )


def _strange(
    ours: Sequence[Token], changed: Iterable[int], theirs: Sequence[Token], others: Iterable[int]
) -> frozenset[int]:
    """Numbers, negations and verbs among our changed words that their changed words lack."""
    known = {theirs[j].lemma for j in others}
    return frozenset(i for i in changed if ours[i].emphasis and ours[i].lemma not in known)


def _spans(old: _Row, new: _Row, matches: Sequence[Match]) -> Iterator[Span]:
    i = j = 0
    equal: list[Match] = []
    for a, b in (*matches, (len(old.words), len(new.words))):
        if equal and (a > i or b > j or a == len(old.words)):
            yield _same(old, new, equal)
            equal = []
        yield from _changes(old, range(i, a))
        yield from _changes(new, range(j, b))
        equal.append((a, b))
        i, j = a + 1, b + 1


def _same(old: _Row, new: _Row, equal: Sequence[Match]) -> Span:
    return Span(
        SpanKind.GELIJK,
        "".join(old.words[a].whole for a, _ in equal),
        "".join(new.words[b].whole for _, b in equal),
    )


def _changes(row: _Row, numbers: range) -> Iterator[Span]:
    """Changed words as spans that end where a sentence or a moved phrase does."""
    piece: list[int] = []
    for n in numbers:
        if piece and (
            row.words[n].sentence != row.words[piece[-1]].sentence
            or (n in row.moved) != (piece[-1] in row.moved)
        ):
            yield _changed(row, piece)
            piece = []
        piece.append(n)
    if piece:
        yield _changed(row, piece)


def _changed(row: _Row, piece: Sequence[int]) -> Span:
    text = "".join(row.words[n].whole for n in piece)
    old, new = (text, "") if row.kind is SpanKind.WEG else ("", text)
    if piece[0] in row.moved:
        return Span(SpanKind.VERPLAATST, old, new)
    return Span(row.kind, old, new, tuple(row.words[n].text for n in piece if n in row.strange))
