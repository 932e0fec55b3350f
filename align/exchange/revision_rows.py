"""A revision as rows: what was, what it became, and the official successors beside it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from align.revisions import text_of
from align.revisions.names import where

if TYPE_CHECKING:
    from collections.abc import Sequence

    from align.model import Change, Curriculum, Item, LinkAudit, Revision

_SIDE = ("code", "titel", "tekst", "staat_onder", "leerwegen", "id", "plaats")
CHANGE_COLUMNS = (
    "wijziging",
    "aard",
    "verplaatst",
    "andere_code",
    "ander_id",
    "gelijkenis",
    "niveau",
)
WAS_WORDT = (
    *(f"was_{name}" for name in _SIDE),
    *CHANGE_COLUMNS,
    *(f"wordt_{name}" for name in _SIDE),
    "reden",
    "volgorde_was",
    "volgorde_wordt",
)
"""Columns of the table; sorted on one of the last two it reads in either direction."""
SUCCESSORS = (
    "oordeel",
    "was_code",
    "was_titel",
    "was_id",
    "officieel_code",
    "officieel_titel",
    "officieel_id",
    "inhoud_code",
    "inhoud_titel",
    "inhoud_id",
)


@dataclass(frozen=True, slots=True)
class Step:
    """One old item with one new item, of the change that ties them; one is None when it has no end.

    `old_at` and `new_at` are 1-based and give the order of either direction.
    """

    change: Change
    old: Item | None
    new: Item | None
    old_at: int
    new_at: int


def steps(revision: Revision) -> tuple[Step, ...]:
    """All pairs of old and new, in the order of the old release; what is new stands last."""
    old, new = revision.old, revision.new
    old_at = {item.id: at for at, item in enumerate(old.items, start=1)}
    new_at = {item.id: at for at, item in enumerate(new.items, start=1)}
    found = [
        Step(
            change,
            old.by_id[before] if before else None,
            new.by_id[after] if after else None,
            old_at[before] if before else len(old_at) + new_at[change.new[0]],
            new_at[after] if after else len(new_at) + old_at[change.old[0]],
        )
        for change in revision.changes
        for before in change.old or ("",)
        for after in change.new or ("",)
    ]
    return tuple(sorted(found, key=lambda step: (step.old_at, step.new_at)))


def was_wordt(revision: Revision, all_steps: Sequence[Step]) -> tuple[tuple[str, ...], ...]:
    """Rows in the order of `WAS_WORDT`, as texts."""
    return tuple(
        (
            *_side(revision.old, step.old),
            *_what(step),
            *_side(revision.new, step.new),
            step.change.reason,
            str(step.old_at),
            str(step.new_at),
        )
        for step in all_steps
    )


def successor_rows(revision: Revision) -> tuple[tuple[str, ...], ...]:
    """Rows in the order of `SUCCESSORS`, those that disagree first."""
    order = {"oneens": 0, "zonder opvolger": 1, "eens": 2}
    entries = sorted(revision.link_audit, key=lambda entry: order[entry.verdict.value])
    return tuple(_audited(revision, entry) for entry in entries)


def _audited(revision: Revision, entry: LinkAudit) -> tuple[str, ...]:
    old = revision.old.by_id[entry.old]

    def named(ids: Sequence[str]) -> tuple[str, str, str]:
        items = [revision.new.by_id[one] for one in ids if one in revision.new.by_id]
        return (
            "; ".join(item.code for item in items),
            "; ".join(item.title for item in items),
            "; ".join(ids),
        )

    return (
        entry.verdict.value,
        old.code,
        old.title,
        old.id,
        *named(entry.official),
        *named(entry.content),
    )


def _side(curriculum: Curriculum, item: Item | None) -> tuple[str, ...]:
    if item is None:
        return ("",) * len(_SIDE)
    text = text_of(item)
    return (
        item.code,
        item.title,
        text if text != item.title else "",
        where(curriculum, item),
        ", ".join(leerweg.value for leerweg in item.leerwegen),
        item.id,
        str(item.place),
    )


def _what(step: Step) -> tuple[str, ...]:
    change = step.change
    tied = bool(step.old and step.new)
    item = step.new or step.old
    return (
        change.kind.value,
        "; ".join(change.nature),
        _yes(change.moved),
        _yes(change.code_changed),
        _yes(change.id_changed),
        f"{change.similarity:.4g}".replace(".", ",") if tied else "",
        item.kind.value if item else "",
    )


def _yes(holds: bool) -> str:  # noqa: FBT001 -- a word for a flag
    return "ja" if holds else ""
