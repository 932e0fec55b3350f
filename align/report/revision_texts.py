"""Old and new texts as they are quoted: what stayed, went, came and moved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from align.report.page import Piece
from align.report.revision_view import Stretch, TextView
from align.report.texts import visible
from align.revisions import SpanKind, redline

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from align.model import Item, Section
    from align.revisions import Span
    from align.revisions.stated import Stated

EMPHASIS = "nadruk"
"""Mark of a piece that weighs more: a number, a verb, a negation."""


def plain(text: str) -> tuple[Stretch, ...]:
    """A text without marks."""
    return (Stretch("", (Piece(text),)),) if text else ()


def redlined(old: str, new: str, *, name: bool = False) -> tuple[Stretch, ...]:
    """Both texts as one, with what went and what came.

    Joined per side they are the texts again, but for spaces: those beside a mark stand on both.

    Args:
        old, new: the texts.
        name: they are names, in which no word weighs more: "Bouwen en wonen" has no verb.
    """
    old, new = visible(old), visible(new)
    if old == new:
        return plain(new)
    return tuple(
        stretch
        for span in redline(old, new)
        for stretch in _stretches(span, () if name else span.emphasis)
    )


def _stretches(span: Span, emphasis: Sequence[str]) -> Iterator[Stretch]:
    """A span as it is drawn; spaces at its ends are left unmarked."""
    # What is equal may differ in spaces: the longer one keeps words apart on either side.
    text = max(span.new, span.old, key=len)
    moved = "van" if span.old else "naar"
    marks = {SpanKind.GELIJK: "", SpanKind.VERPLAATST: moved}
    return _marked(text, marks.get(span.kind, span.kind.value), emphasis)


def _marked(text: str, mark: str, emphasis: Sequence[str] = ()) -> Iterator[Stretch]:
    core = text.strip()
    if not mark or not core:
        yield Stretch("", (Piece(text),))
        return
    before, after = text[: text.index(core)], text[text.index(core) + len(core) :]
    if before:
        yield Stretch("", (Piece(before),))
    yield Stretch(mark, tuple(_pieces(core, emphasis)))
    if after:
        yield Stretch("", (Piece(after),))


def _pieces(text: str, emphasis: Sequence[str]) -> Iterator[Piece]:
    """The text cut at the words that weigh more, which stand in it in this order."""
    at = 0
    for word in emphasis:
        start = text.find(word, at)
        if start < 0 or not word:
            continue
        if start > at:
            yield Piece(text[at:start])
        at = start + len(word)
        yield Piece(word, EMPHASIS)
    if at < len(text):
        yield Piece(text[at:])


def old_side(old: str, news: Sequence[str]) -> tuple[Stretch, ...]:
    """An old text that went on in several: marked is what none of them kept."""
    old, news = visible(old), [visible(new) for new in news]
    kept = [False] * len(old)
    for new in news:
        at = 0
        for span in redline(old, new):
            if span.kind in (SpanKind.GELIJK, SpanKind.VERPLAATST) and span.old:
                kept[at : at + len(span.old)] = [True] * len(span.old)
            at += len(span.old)
    return tuple(_runs(old, kept, "weg"))


def new_side(olds: Sequence[str], new: str) -> tuple[Stretch, ...]:
    """A new text that came from several: marked is what none of them had."""
    olds, new = [visible(old) for old in olds], visible(new)
    known = [False] * len(new)
    for old in olds:
        at = 0
        for span in redline(old, new):
            if span.kind in (SpanKind.GELIJK, SpanKind.VERPLAATST) and span.new:
                known[at : at + len(span.new)] = [True] * len(span.new)
            at += len(span.new)
    return tuple(_runs(new, known, "erbij"))


def _runs(text: str, plain_at: Sequence[bool], mark: str) -> Iterator[Stretch]:
    start = 0
    for at in range(1, len(text) + 1):
        if at == len(text) or plain_at[at] != plain_at[start]:
            yield from _marked(text[start:at], "" if plain_at[start] else mark)
            start = at


def section_key(section: Section, item: Item) -> tuple[str, str, int]:
    """What a section is called: its label, for whom, and which of those it is.

    The id of a kwalificatie is another in every release, so only counts whether there is one.
    """
    whom = "kwalificatie" if section.only_for else ""
    same = [s for s in item.sections if (s.label, bool(s.only_for)) == (section.label, bool(whom))]
    return section.label, whom, same.index(section)


def compared_sections(
    old: Item, new: Item, stated: Stated
) -> tuple[tuple[TextView, ...], tuple[str, ...], tuple[str, ...]]:
    """Sections of two items beside each other.

    Args:
        old, new: the items.
        stated: what both releases give of such items: what one of them never has was not dropped
            from this item, and is not compared.

    Returns:
        redlines of sections that differ; labels of those that do not; labels that are not compared.
    """
    before = {section_key(section, old): section for section in old.sections}
    after = {section_key(section, new): section for section in new.sections}
    changed: list[TextView] = []
    same: list[str] = []
    left_out: list[str] = []
    for key in dict.fromkeys((*after, *before)):
        one, other = before.get(key), after.get(key)
        label = key[0]
        if (one is None or other is None) and not stated.by_both(old.kind, label):
            left_out.append(label)
        elif one and other and one.text == other.text:
            same.append(label)
        else:
            texts = (one.text if one else "", other.text if other else "")
            changed.append(TextView(label, redlined(*texts)))
    return tuple(changed), tuple(dict.fromkeys(same)), tuple(dict.fromkeys(left_out))


def whole_texts(item: Item) -> tuple[TextView, ...]:
    """The running text of an item, as it stands."""
    return tuple(TextView(s.label, plain(s.text)) for s in item.sections if s.text)
