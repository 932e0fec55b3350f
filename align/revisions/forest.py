"""A release made ready for matching: items as numbers, in an order that no id decides."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from align.revisions.texts import body_of, core, folded
from align.sources.codes import lookup_key, natural_key

if TYPE_CHECKING:
    from collections.abc import Mapping

    from align.model import Curriculum, Item, Kind

Numbers = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Node:
    """An item with what matching asks of it.

    Attributes:
        item: the item itself.
        title: folded words of its title, without what every eindterm says; may be empty.
        body: folded words of its running text; may be empty.
        text: all folded words.
        code: its code, however punctuated; empty without one.
        rank: 0..1, where it stands among its brothers and sisters.
    """

    item: Item
    title: str
    body: str
    text: str
    code: tuple[tuple[int, int, str], ...]
    rank: float


@dataclass(frozen=True)
class Forest:
    """All items of a release.

    Attributes:
        nodes: parents before children, in an order that depends on what stands in them and on
            their place in the tree, and on ids only where two items are the same in all else.
        parents: number of the item above each; -1 for a root.
        children: numbers of the items below each, in order.
        of_kind: numbers of the items of each kind.
        shared: kinds that the other release has too; empty is all. An exam plan names no vakkennis,
            and then that of a dossier says nothing about which kerntaak is which.
    """

    nodes: tuple[Node, ...]
    parents: Numbers
    children: tuple[Numbers, ...]
    of_kind: Mapping[Kind, Numbers]
    shared: frozenset[Kind] = frozenset()

    @cached_property
    def above(self) -> tuple[Numbers, ...]:
        """Numbers of the items above each, nearest first."""
        found: list[Numbers] = []
        for parent in self.parents:  # parents stand before children
            found.append((parent, *found[parent]) if parent >= 0 else ())
        return tuple(found)

    @cached_property
    def often(self) -> Mapping[tuple[Kind, str], int]:
        """How often each text stands among the items of a kind."""
        return Counter((node.item.kind, node.text) for node in self.nodes)

    @cached_property
    def leaves(self) -> tuple[Numbers, ...]:
        """Numbers of the lowest items below each that count; of a lowest item none."""
        below: list[list[int]] = [[] for _ in self.nodes]
        for number in reversed(range(len(self.nodes))):
            parent = self.parents[number]
            counts = not self.shared or self.nodes[number].item.kind in self.shared
            if parent >= 0:
                below[parent] += below[number] or ([number] if counts else [])
        return tuple(tuple(sorted(numbers)) for numbers in below)

    @cached_property
    def leaf_sets(self) -> tuple[frozenset[int], ...]:
        """The same, to look up."""
        return tuple(map(frozenset, self.leaves))

    @cached_property
    def wording(self) -> tuple[Mapping[str, int], ...]:
        """How often each text stands among the leaves of an item."""
        return tuple(Counter(self.nodes[n].text for n in numbers) for numbers in self.leaves)

    @cached_property
    def coded_wording(self) -> tuple[Mapping[tuple[str, str], int], ...]:
        """The same, with the code as printed."""
        return tuple(
            Counter((self.nodes[n].item.code, self.nodes[n].text) for n in numbers)
            for numbers in self.leaves
        )


def plant(curriculum: Curriculum, other: Curriculum) -> Forest:
    """Make a release ready for matching with another."""
    items = sorted(curriculum.items, key=lambda item: (_content(item), item.id))
    known = {item.id for item in items}
    below: dict[str, list[Item]] = defaultdict(list)
    for item in items:
        below[item.parent if item.parent in known else ""].append(item)
    ordered: list[Item] = []
    ranks: list[float] = []
    waiting = _ranked(below[""])
    seen: set[str] = set()
    while waiting:
        item, rank = waiting.pop()
        seen.add(item.id)
        ordered.append(item)
        ranks.append(rank)
        waiting += _ranked([one for one in below[item.id] if one.id not in seen])
    # What hangs under itself in a faulty source still stands in exactly one change.
    ordered += (circling := [item for item in items if item.id not in seen])
    ranks += [0.0] * len(circling)
    shared = frozenset({item.kind for item in items} & {item.kind for item in other.items})
    return _forest(ordered, ranks, {item.id for item in circling}, shared)


def _ranked(items: list[Item]) -> list[tuple[Item, float]]:
    last = max(1, len(items) - 1)
    return [(one, n / last) for n, one in reversed(list(enumerate(items)))]


def _forest(
    ordered: list[Item], ranks: list[float], loose: set[str], shared: frozenset[Kind]
) -> Forest:
    number = {item.id: n for n, item in enumerate(ordered)}
    parents = [-1 if item.id in loose else number.get(item.parent, -1) for item in ordered]
    children: list[list[int]] = [[] for _ in ordered]
    of_kind: dict[Kind, list[int]] = defaultdict(list)
    for n, item in enumerate(ordered):
        of_kind[item.kind].append(n)
        if parents[n] >= 0:
            children[parents[n]].append(n)
    nodes = tuple(map(_node, ordered, ranks))
    return Forest(
        nodes,
        tuple(parents),
        tuple(map(tuple, children)),
        {kind: tuple(numbers) for kind, numbers in of_kind.items()},
        shared,
    )


def _node(item: Item, rank: float) -> Node:
    title, body = core(item.title), folded(body_of(item))
    return Node(item, title, body, f"{title} {body}".strip(), lookup_key(item.code), rank)


def _content(item: Item) -> tuple[object, ...]:
    return (
        natural_key(item.code),
        item.kind.value,
        item.title,
        item.leerwegen,
        item.niveaus,
        body_of(item),
    )
