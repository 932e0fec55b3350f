"""What changed between two releases of one side."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from align.model.curriculum import Curriculum


class ChangeKind(StrEnum):
    """What happened to an item between two releases."""

    GELIJK = "gelijk"
    REDACTIONEEL = "redactioneel"
    GEWIJZIGD = "gewijzigd"
    GESPLITST = "gesplitst"
    SAMENGEVOEGD = "samengevoegd"
    NIEUW = "nieuw"
    VERVALLEN = "vervallen"


class LinkVerdict(StrEnum):
    """How an official successor compares with the item that has the same content."""

    EENS = "eens"
    ONEENS = "oneens"
    ZONDER_OPVOLGER = "zonder opvolger"


@dataclass(frozen=True, slots=True)
class Change:
    """One change; every item of either release stands in exactly one.

    Attributes:
        kind: what happened.
        old, new: ids in the old and the new release, in display order; one of them is empty for
            nieuw and vervallen.
        similarity: 0..1, likeness of the texts; 0 for nieuw and vervallen.
        moved: it stands under another parent.
        code_changed, id_changed: its code (or crebo) or id is another.
        nature: for gewijzigd, what kind of change, in Dutch ("handeling zwaarder: herkennen →
            toepassen", "leerweg erbij: gl"); for any kind, what stands beside the text
            ("crebo: 90001 → 90002", "weging: 1 → 2").
        reason: why these belong together, in Dutch.
    """

    kind: ChangeKind
    old: tuple[str, ...]
    new: tuple[str, ...]
    similarity: float
    moved: bool = False
    code_changed: bool = False
    id_changed: bool = False
    nature: tuple[str, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True)
class LinkAudit:
    """An official successor link beside the successor by content.

    Attributes:
        old: id of the item that was replaced.
        official: ids that the publisher names.
        content: ids whose text carries on the old one.
        verdict: whether they agree.
    """

    old: str
    official: tuple[str, ...]
    content: tuple[str, ...]
    verdict: LinkVerdict


@dataclass(frozen=True)
class Revision:
    """One comparison of an old and a new release of the same side.

    Attributes:
        old, new: both releases, whole.
        changes: in display order of the new release; what lapsed stands where it stood.
        link_audit: official successors against content.
        settings: what can change the result, as shown to the reader.
    """

    old: Curriculum
    new: Curriculum
    changes: tuple[Change, ...]
    link_audit: tuple[LinkAudit, ...] = ()
    settings: Mapping[str, str | float | int | bool | tuple[str, ...]] = field(default_factory=dict)
