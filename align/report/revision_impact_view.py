"""What stands on the revision page about decisions, hours, overlap and a plan, ready made."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from align.model import Verdict
    from align.report.page import NamedValue
    from align.revisions import Fate


@dataclass(frozen=True, slots=True)
class Look:
    """A change to look at: what it is called and where it stands; no address when not shown."""

    name: str
    href: str


@dataclass(frozen=True, slots=True)
class Looks:
    """The changes that tell why, the first ones when there are many.

    Attributes:
        more: how many are not shown.
        own: nothing but the change of what it is about, which needs no name.
    """

    shown: tuple[Look, ...]
    more: int
    own: bool


@dataclass(frozen=True, slots=True)
class FateView:
    """What becomes of one decision, with everything that people wrote.

    Attributes:
        becomes: pairs that carry it on; empty when those are called what they were called.
    """

    fate: Fate
    left: str
    right: str
    verdict: Verdict
    said: str
    remark: str
    reason: str
    becomes: tuple[str, ...]
    looks: Looks
    trail: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FateCount:
    """How many decisions have this fate."""

    fate: Fate
    decisions: int


@dataclass(frozen=True, slots=True)
class Touch:
    """A planned unit that is touched.

    Attributes:
        planned: in which leerjaar and how long, one entry for each way in which it is planned.
        what: what changed, in one line.
    """

    unit: str
    planned: tuple[str, ...]
    what: str
    looks: Looks


@dataclass(frozen=True, slots=True)
class PlanView:
    """A plan beside the revision.

    Attributes:
        known: how many planned units the old release has.
        said: how much of it is touched, and which version its cohorts follow.
    """

    known: int
    said: tuple[str, ...]
    touched: tuple[Touch, ...]


@dataclass(frozen=True, slots=True)
class OverlapView:
    """An overlap that came or went: both units, why, the best sentences of each, where it stands.

    Attributes:
        pair: both units, vmbo first.
        strength: in one word.
        reason: why it came or went.
        quotes: what both sides say there; empty without evidence.
        href: the change of the unit on this page; empty when that is not shown.
    """

    pair: tuple[str, str]
    strength: str
    reason: str
    quotes: tuple[str, ...]
    href: str


@dataclass(frozen=True, slots=True)
class ImpactView:
    """What the revision does to work that was done with the old release.

    Attributes:
        hours_same: there were hours in the decisions, and none of them is touched.
        plan: None when none was given.
        compared: whether overlaps were looked for at all.
    """

    counts: tuple[FateCount, ...]
    fates: tuple[FateView, ...]
    new_overlaps: tuple[OverlapView, ...]
    lost_overlaps: tuple[OverlapView, ...]
    hours: tuple[NamedValue, ...]
    hours_same: bool
    plan: PlanView | None
    compared: bool
