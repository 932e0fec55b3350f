"""What a comparison of both sides found: pairs, their evidence, coverage."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from types import MappingProxyType

from align.model.curriculum import Curriculum, Item


class Strength(StrEnum):
    """Strength of a pair in one word; what shares too little is no pair at all."""

    STERK = "sterk"
    GEDEELTELIJK = "gedeeltelijk"
    ZWAK = "zwak"


class Relation(StrEnum):
    """How the mbo relates to the vmbo in an overlapping pair (guideline: docs/methods.md)."""

    HERHALING = "herhaling"
    VERDIEPING = "verdieping"
    VOORBEREIDING = "voorbereiding"


@dataclass(frozen=True, slots=True)
class Quote:
    """A sentence quoted from an item, with the words in it that matched.

    Attributes:
        item: id of the item in which the sentence stands.
        label: section label, or "titel".
        text: the sentence as it stands in the source.
        marks: half-open character ranges in `text`, sorted, not overlapping.
        generic: true when the sentence is generic behaviour or repeats across profiles.
        words: per mark what both sides share there, in the form in which it was compared, parted
            by a space ("beheren voorraad"); empty, or as long as `marks`.
    """

    item: str
    label: str
    text: str
    marks: tuple[tuple[int, int], ...] = ()
    generic: bool = False
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Evidence:
    """Two sentences that carry a pair, and how alike they are (0..1)."""

    left: Quote
    right: Quote
    score: float


@dataclass(frozen=True, slots=True)
class Pair:
    """What the tool found between one left unit and one right unit.

    Attributes:
        left, right: item ids.
        score: 0..1, symmetric in the two sides.
        probability: calibrated chance (0..1) that raters call this an overlap.
        overlap: the tool's own decision at its threshold.
        strength: in one word.
        relation: only when `overlap`; always an estimate.
        relation_reason: why this relation, in Dutch.
        generic: true when only generic behaviour or kern carries the pair.
        left_covered, right_covered: share (0..1) of the unit that comes back on the other side.
        channels: the value (0..1) of each channel that made the score.
        shared: lemmas that both sides share, weightiest first.
        evidence: sentence pairs, best first.
    """

    left: str
    right: str
    score: float
    probability: float
    overlap: bool
    strength: Strength
    relation: Relation | None
    relation_reason: str
    generic: bool
    left_covered: float
    right_covered: float
    channels: Mapping[str, float]
    shared: tuple[str, ...]
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class NotCompared:
    """An item that was left out of a comparison, and why (Dutch)."""

    id: str
    why: str


@dataclass(frozen=True)
class Overlap:
    """One comparison of a vmbo curriculum with one or more mbo curricula.

    Attributes:
        left, right: what was compared, whole; `left_units` and `right_units` say which part.
        left_units, right_units: ids of the compared units (deeltaak, kerndeel; werkproces,
            keuzedeel), in display order.
        generic_units: ids of units that are generic as a whole (kern, generic behaviour).
        pairs: found pairs, sorted by left and right display order; pairs that are not here share
            too little to say anything about.
        left_coverage, right_coverage: per unit the share (0..1) that comes back on the other side
            in overlapping pairs that are not generic; every compared unit stands in it.
        not_compared: what was left out, and why.
        settings: what can change the result, as shown to the reader.
        covering: per pair (left, right) which counted sentences of the left and of the right unit
            come back on the other side, by number; to count coverage again when people decide
            otherwise.
        counted: per unit over how many sentences coverage is counted.
    """

    left: Curriculum
    right: tuple[Curriculum, ...]
    left_units: tuple[str, ...]
    right_units: tuple[str, ...]
    generic_units: frozenset[str]
    pairs: tuple[Pair, ...]
    left_coverage: Mapping[str, float]
    right_coverage: Mapping[str, float]
    not_compared: tuple[NotCompared, ...] = ()
    settings: Mapping[str, str | float | int | bool | tuple[str, ...]] = field(default_factory=dict)
    covering: Mapping[tuple[str, str], tuple[frozenset[int], frozenset[int]]] = field(
        default_factory=dict
    )
    counted: Mapping[str, int] = field(default_factory=dict)

    def stands_apart(self, pair: Pair) -> bool:
        """Whether a pair counts nowhere: it is generic by itself, or one of its units is."""
        return pair.generic or not self.generic_units.isdisjoint((pair.left, pair.right))

    @cached_property
    def items(self) -> Mapping[str, Item]:
        """All items of both sides by id."""
        found: dict[str, Item] = dict(self.left.by_id)
        for curriculum in self.right:
            found.update(curriculum.by_id)
        return MappingProxyType(found)
