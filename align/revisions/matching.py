"""Which old item is which new item: one global choice a kind, with the tree as evidence."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from align.model import Kind
from align.revisions.forest import Forest, Node

ENOUGH = 0.45
LEAST_ALIKE = 0.55


@dataclass(frozen=True, slots=True)
class Link:
    """An old and a new item (numbers in their forests), and how sure the link is (0..1)."""

    old: int
    new: int
    probability: float


def match(old: Forest, new: Forest) -> tuple[Link, ...]:
    """Link the items of two releases one to one, sorted by old and new."""
    found: dict[int, int] = {}
    links: list[Link] = []
    for kind in Kind:
        scored = sorted(
            (-_score(old, new, a, b, found), a, b) for a, b in _candidates(old, new, kind, found)
        )
        taken: set[int] = set()
        for score, a, b in scored:
            if -score >= ENOUGH and a not in found and b not in taken:
                found[a] = b
                taken.add(b)
                links.append(Link(a, b, min(1.0, -score)))
    return tuple(sorted(links, key=lambda link: (link.old, link.new)))


def _candidates(
    old: Forest, new: Forest, kind: Kind, found: dict[int, int]
) -> set[tuple[int, int]]:
    pairs: set[tuple[int, int]] = set()
    titles: dict[str, list[int]] = defaultdict(list)
    codes: dict[object, list[int]] = defaultdict(list)
    for b in new.of_kind.get(kind, ()):
        titles[new.nodes[b].title].append(b)
        codes[new.nodes[b].code].append(b)
    names = sorted(titles)
    for a in old.of_kind.get(kind, ()):
        node = old.nodes[a]
        near = [node.title] if node.title in titles else []
        if not near:
            near = [name for name, _, _ in process.extract(node.title, names, limit=5)]
        for name in near:
            pairs |= {(a, b) for b in titles[name]}
        if node.code:
            pairs |= {(a, b) for b in codes[node.code]}
        above = found.get(old.parents[a], -1)
        if above >= 0:
            pairs |= {(a, b) for b in new.children[above] if new.nodes[b].item.kind is kind}
    return pairs


def _score(old: Forest, new: Forest, a: int, b: int, found: dict[int, int]) -> float:
    one, other = old.nodes[a], new.nodes[b]
    alike = likeness(one, other)
    if alike < LEAST_ALIKE:
        return 0.0
    same_place = found.get(old.parents[a], -1) == new.parents[b]
    return (
        0.65 * alike
        + 0.2 * same_place
        + 0.1 * (one.code == other.code)
        + 0.05 * (one.item.leerwegen == other.item.leerwegen)
    )


def likeness(one: Node, other: Node) -> float:
    """How alike the texts of two items are, 0..1."""
    titles = fuzz.ratio(one.title, other.title) / 100
    if not (one.body and other.body):
        return float(titles)
    return float((titles + fuzz.token_sort_ratio(one.body, other.body) / 100) / 2)
