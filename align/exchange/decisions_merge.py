"""Puts decisions of several files and people together without losing one.

Everything here is a function of the set of entries, so that the order of files does not matter
and merging again changes nothing. docs/decisions-format.md has the rules in words.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from align.model import Decisions
from align.model.agreement import agreed, entries_of
from align.sources.codes import natural_key

if TYPE_CHECKING:
    from collections.abc import Iterable

    from align.model import ComparedSource, Decision, SourceWarning
    from align.sources.codes import NaturalKey


@dataclass(slots=True)
class Pot:
    """Everything read from files before it is put together."""

    entries: list[Decision] = field(default_factory=list)
    warnings: list[SourceWarning] = field(default_factory=list)
    left: list[ComparedSource] = field(default_factory=list)
    right: list[ComparedSource] = field(default_factory=list)
    more: list[tuple[str, str]] = field(default_factory=list)


def merge(files: Iterable[Decisions]) -> Decisions:
    """Put decisions of several files together.

    Commutative, associative and idempotent, but for the order of equal warnings.
    """
    pot = Pot()
    for decisions in files:
        pot.entries += entries_of(decisions)
        pot.warnings += decisions.warnings
        pot.left += decisions.left
        pot.right += decisions.right
        pot.more += decisions.more
    return settle(pot)


def settle(pot: Pot) -> Decisions:
    """Sort a pot of entries into what is settled and what conflicts."""
    settled, conflicts = agreed(pot.entries)
    return Decisions(
        settled=settled,
        conflicts=conflicts,
        warnings=tuple(sorted(set(pot.warnings), key=_as_in_the_file)),
        left=tuple(sorted(set(pot.left))),
        right=tuple(sorted(set(pot.right))),
        more=tuple(sorted(set(pot.more))),
    )


def _as_in_the_file(warning: SourceWarning) -> tuple[str, NaturalKey, SourceWarning]:
    """Row 10 comes after row 9."""
    return warning.place.file, natural_key(warning.place.path), warning
