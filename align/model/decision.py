"""What a team decided about pairs, kept with the texts that it was decided on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from types import MappingProxyType

from align.model.curriculum import SourceWarning
from align.model.overlap import Relation


class Verdict(StrEnum):
    """What people say of a pair."""

    AKKOORD = "akkoord"
    AFGEWEZEN = "afgewezen"
    BESPREKEN = "bespreken"


class Teacher(StrEnum):
    """Who will teach what is taught twice."""

    VMBO = "vmbo"
    MBO = "mbo"
    SAMEN = "samen"


@dataclass(frozen=True, slots=True)
class Basis:
    """One side of a pair as it stood when the decision was taken.

    Attributes:
        id: item id.
        code: as printed; may be empty.
        title: its title.
        version: version of the source, as shown ("2025.3").
        text_sha256: digest of the text that was decided on.
    """

    id: str
    code: str
    title: str
    version: str = ""
    text_sha256: str = ""


@dataclass(frozen=True, slots=True)
class ToolView:
    """What the tool itself thought of the pair when the decision was taken.

    Attributes:
        score, probability: 0..1; None when the tool did not report the pair.
        overlap: its own decision.
        relation: its estimate, if any.
        engine: version of the weights and encoder that said so.
    """

    score: float | None = None
    probability: float | None = None
    overlap: bool | None = None
    relation: Relation | None = None
    engine: str = ""


@dataclass(frozen=True, slots=True)
class Decision:
    """What one person, or a team, decided about one pair.

    One entry of a decisions file is what one person says of one pair. Where several people agree
    on a pair, reading makes one decision of theirs, and their own stay in `voices`.

    Attributes:
        left, right: both sides as they stood.
        verdict: what they said.
        relation: the relation as they see it; None when they left the tool's estimate alone.
        teaches: who teaches it; None when that was not decided.
        klokuren: hours that this frees; None when not decided.
        remark: their own words; may be empty.
        by: name; may be empty.
        on: day or moment as ISO 8601; may be empty.
        view: the tool's view at that time.
        trail: what happened to it since, oldest first, in Dutch ("overgezet van 2024.2 naar
            2025.3: code K/ZW/01/02 werd K/ZW/02/02").
        voices: what each of several people said, when this joins them; empty when it is the
            word of one.
        more: what a file held beside this: JSON pointer inside the entry, and the value as JSON
            text. Written back as it was.
    """

    left: Basis
    right: Basis
    verdict: Verdict
    relation: Relation | None = None
    teaches: Teacher | None = None
    klokuren: float | None = None
    remark: str = ""
    by: str = ""
    on: str = ""
    view: ToolView = field(default_factory=ToolView)
    trail: tuple[str, ...] = ()
    voices: tuple[Decision, ...] = ()
    more: tuple[tuple[str, str], ...] = ()

    @property
    def pair(self) -> tuple[str, str]:
        """Ids of both sides: what the decision is about."""
        return self.left.id, self.right.id


@dataclass(frozen=True, slots=True)
class Conflict:
    """Decisions on one pair that differ and of which none is known to replace the others.

    Attributes:
        decisions: two or more, in a stable order.
        differs: names of the fields in which they differ, in Dutch.
    """

    decisions: tuple[Decision, ...]
    differs: tuple[str, ...]


@dataclass(frozen=True, slots=True, order=True)
class ComparedSource:
    """A source of the report on which decisions were taken.

    Attributes:
        title, version: as the source states them.
        sha256: digest of what was read.
    """

    title: str
    version: str = ""
    sha256: str = ""


@dataclass(frozen=True)
class Decisions:
    """What was read from one or more decisions files.

    Attributes:
        settled: decisions that nobody contradicts, one a pair, sorted by pair.
        conflicts: pairs on which files differ, sorted by pair.
        warnings: what could not be read, with its place.
        left, right: sources of the reports on which they were taken, sorted.
        more: what a file held beside this: its key, and the value as JSON text.
    """

    settled: tuple[Decision, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    warnings: tuple[SourceWarning, ...] = ()
    left: tuple[ComparedSource, ...] = ()
    right: tuple[ComparedSource, ...] = ()
    more: tuple[tuple[str, str], ...] = ()

    @cached_property
    def by_pair(self) -> Mapping[tuple[str, str], Decision]:
        """Settled decisions by the ids of both sides."""
        return MappingProxyType({decision.pair: decision for decision in self.settled})

    @cached_property
    def by_contested_pair(self) -> Mapping[tuple[str, str], Conflict]:
        """Conflicts by the ids of both sides."""
        return MappingProxyType({one.decisions[0].pair: one for one in self.conflicts})
