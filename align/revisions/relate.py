"""Which items of two releases belong together, whichever of the two is called old.

The work is done in an order that the texts decide and not the caller, so that comparing backwards
gives the same links.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from align.revisions.evidence import LinkEvidence
from align.revisions.forest import Forest, plant
from align.revisions.groups import group
from align.revisions.matching import match

if TYPE_CHECKING:
    from align.model import Curriculum


@dataclass(frozen=True, slots=True)
class Pairing:
    """Old and new items that belong together; one of the two sides holds exactly one.

    Attributes:
        old, new: ids, in the order of their release.
        probability: of the link that it grew from, 0..1.
        likeness: of their texts, 0..1; of titles where one side has no more.
        alone: whether nothing but place and code made the link.
    """

    old: tuple[str, ...]
    new: tuple[str, ...]
    probability: float
    likeness: float
    alone: bool


@dataclass(frozen=True, slots=True)
class Related:
    """Everything that belongs together in two releases, and whether ids told anything."""

    pairings: tuple[Pairing, ...]
    ids_speak: bool


def relate(old: Curriculum, new: Curriculum) -> Related:
    """Find what belongs together in two releases of one side."""
    before, after = plant(old, new), plant(new, old)
    turned = _signature(after) < _signature(before)
    matched = match(after, before) if turned else match(before, after)
    odds = {(link.old, link.new): link.probability for link in matched.links}
    pairings: list[Pairing] = []
    for one in group(matched):
        a, b = (one.new, one.old) if turned else (one.old, one.new)
        pairings.append(
            Pairing(
                old=tuple(before.nodes[n].item.id for n in a),
                new=tuple(after.nodes[n].item.id for n in b),
                probability=max(odds.get((i, j), 0.0) for i in one.old for j in one.new),
                likeness=_likeness(matched.evidence, one.old, one.new),
                alone=_alone(matched.evidence, one.old, one.new),
            )
        )
    return Related(tuple(pairings), matched.evidence.ids_speak)


def _signature(forest: Forest) -> list[tuple[str, str, str]]:
    """What stands in a release, without its ids: an order between any two that differ."""
    return [(n.item.kind.value, n.item.code, f"{n.item.title}\n{n.body}") for n in forest.nodes]


def _likeness(evidence: LinkEvidence, old: tuple[int, ...], new: tuple[int, ...]) -> float:
    """Likeness of the texts; of several on one side, of their texts together."""
    if len(old) == len(new) == 1:
        alike = evidence.likeness(old[0], new[0])
        return 1.0 if alike is None else alike
    ours = " ".join(evidence.old.nodes[n].text for n in old)
    theirs = " ".join(evidence.new.nodes[n].text for n in new)
    return evidence.rarity.likeness(ours, theirs)


def _alone(evidence: LinkEvidence, old: tuple[int, ...], new: tuple[int, ...]) -> bool:
    """Whether neither the texts nor what stands below carry the link."""
    if len(old) > 1 or len(new) > 1 or evidence.old.leaves[old[0]]:
        return False
    alike = evidence.likeness(old[0], new[0])
    return alike is not None and alike < CARRIES


#: Likeness of texts from which the content carries on. Of 146 official successors that were rated,
#: all of other content lie under it and all but a few of the same content above it.
CARRIES = 0.27
