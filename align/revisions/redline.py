"""Old and new text as one row of words: what stayed, went, came, or moved."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

_TOKEN = re.compile(r"\w+(?:[-'’]\w+)*|[^\w\s]|\s+")


class SpanKind(StrEnum):
    """What happened to a piece of text."""

    GELIJK = "gelijk"
    WEG = "weg"
    ERBIJ = "erbij"
    VERPLAATST = "verplaatst"


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of the redline.

    The `old` of all spans in order is the old text, and the `new` of all spans the new text; what
    was moved stands twice, once with only `old` (where it stood) and once with only `new`.

    Attributes:
        kind: what happened to it.
        old, new: the piece as it stands in the old and in the new text; one of them is empty,
            but for gelijk.
        emphasis: words in it that weigh more: numbers, verbs, negations; in order.
    """

    kind: SpanKind
    old: str
    new: str
    emphasis: tuple[str, ...] = ()


def redline(old_text: str, new_text: str) -> tuple[Span, ...]:
    """The difference between two texts, word by word."""
    old, new = _TOKEN.findall(old_text), _TOKEN.findall(new_text)
    spans: list[Span] = []
    for _, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        left, right = "".join(old[a:b]), "".join(new[c:d])
        if left == right:
            spans.append(Span(SpanKind.GELIJK, left, right))
            continue
        if left:
            spans.append(Span(SpanKind.WEG, left, ""))
        if right:
            spans.append(Span(SpanKind.ERBIJ, "", right))
    return tuple(spans)
