"""Which old item is which new item: one best choice a kind, with the tree as evidence.

Place speaks for a link and links make places, so the choice is made in rounds: from the top of the
tree down, each round with the links of the one before as evidence.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from align.model import Kind
from align.revisions.assignment import assign
from align.revisions.candidates import Pair, by_place, by_text
from align.revisions.evidence import Known, LinkEvidence, probability
from align.revisions.words import Rarity

if TYPE_CHECKING:
    from collections.abc import Mapping

    from align.revisions.forest import Forest

#: Rounds at most; real releases settle in two or three.
ROUNDS = 6
#: Items that are plainly the same from which is seen whether codes were kept.
_FEWEST = 3
#: What a place in the order weighs: enough to choose between equals, too little for all else.
_ORDER = 0.01


@dataclass(frozen=True, slots=True)
class Link:
    """An old and a new item (numbers in their forests), and how sure the link is (0..1)."""

    old: int
    new: int
    probability: float


@dataclass(frozen=True, slots=True)
class Matched:
    """What matching found, and the evidence that it used.

    Attributes:
        evidence: about both releases.
        links: one to one, sorted by old and new.
    """

    evidence: LinkEvidence
    links: tuple[Link, ...]


def match(old: Forest, new: Forest) -> Matched:
    """Link the items of two releases one to one."""
    rarity = Rarity(node.text for forest in (old, new) for node in forest.nodes)
    evidence = LinkEvidence(
        old,
        new,
        rarity,
        ids_speak=_ids_speak(old, new),
        codes_mute=frozenset(kind for kind in Kind if _numbered_anew(old, new, kind)),
    )
    texts = {kind: by_text(old, new, kind, rarity) for kind in Kind}
    return Matched(evidence, settle(evidence, texts))


def settle(evidence: LinkEvidence, texts: Mapping[Kind, frozenset[Pair]]) -> tuple[Link, ...]:
    """Choose among pairs in rounds, until the links stay as they are."""
    old, new = evidence.old, evidence.new
    links: dict[int, int] = {}
    odds: dict[Pair, float] = {}
    for _ in range(ROUNDS):
        found: dict[int, int] = {}
        weighed: dict[Pair, float] = {}
        back = {b: a for a, b in links.items()}
        for kind in Kind:
            known = Known({**links, **found}, links, back)
            plain = evidence.plain(kind, known)
            plainly = {b: a for a, b in plain.items()}
            pairs = {
                (a, b) for a, b in texts[kind] if plain.get(a, b) == b and plainly.get(b, a) == a
            }
            weights = {
                (a, b): evidence.odds(a, b, known)
                - _ORDER * abs(old.nodes[a].rank - new.nodes[b].rank)
                for a, b in pairs | by_place(old, new, kind, known.links, plain)
            }
            weighed |= weights
            found |= assign(weights)
        if found == links:
            break
        links, odds = found, weighed
    return tuple(Link(a, b, probability(odds[a, b])) for a, b in sorted(links.items()))


def _ids_speak(old: Forest, new: Forest) -> bool:
    """Whether what is plainly the same item mostly kept its id.

    Plainly the same: a text and code that occur once in each release. Where no id is ever kept (the
    releases come from different sources, or the publisher gave new ones), ids say nothing.
    """

    def plain(forest: Forest) -> dict[object, str]:
        keys = Counter((n.item.kind, n.item.code, n.text) for n in forest.nodes)
        return {
            key: node.item.id
            for node in forest.nodes
            if keys[key := (node.item.kind, node.item.code, node.text)] == 1 and node.text
        }

    before, after = plain(old), plain(new)
    both = [key for key in before if key in after]
    return 2 * sum(before[key] == after[key] for key in both) > len(both)


def _numbered_anew(old: Forest, new: Forest, kind: Kind) -> bool:
    """Whether most of what is plainly the same item has another code now.

    Plainly the same: a text that occurs once among the items of this kind in each release, or,
    where it has namesakes (three dossiers in one), once under an item with the same text.
    """
    before, after = _plain_codes(old, kind), _plain_codes(new, kind)
    both = before.keys() & after.keys()
    both = {key for key in both if len(key) == 1 or key[:1] not in both}
    kept = sum(before[key] == after[key] for key in both)
    return len(both) >= _FEWEST and 2 * kept < len(both)


def _plain_codes(forest: Forest, kind: Kind) -> dict[tuple[str, ...], object]:
    """Codes by title, and by title and the title above, of which there is one."""
    found: dict[tuple[str, ...], object] = {}
    counts: Counter[tuple[str, ...]] = Counter()
    for number in forest.of_kind.get(kind, ()):
        node, above = forest.nodes[number], forest.parents[number]
        for key in ((node.title,), (node.title, forest.nodes[above].title if above >= 0 else "")):
            counts[key] += 1
            found[key] = node.code
    return {key: code for key, code in found.items() if key[0] and code and counts[key] == 1}
