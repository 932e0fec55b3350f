"""A release made ready for matching: items as numbers, in an order that no id decides."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from align.revisions.texts import body_of, core, folded
from align.sources.codes import lookup_key, natural_key

if TYPE_CHECKING:
    from align.model import Curriculum, Item, Kind


@dataclass(frozen=True, slots=True)
class Node:
    """An item with what matching asks of it.

    Attributes:
        item: the item itself.
        title: folded words of its title, without what every eindterm says.
        body: folded words of its running text; may be empty.
        code: its code, however punctuated; empty without one.
        rank: 0..1, where it stands among its brothers and sisters of its kind.
    """

    item: Item
    title: str
    body: str
    code: tuple[tuple[int, int, str], ...]
    rank: float


@dataclass(frozen=True)
class Forest:
    """All items of a release.

    Attributes:
        nodes: in an order that depends on what stands in them and on their place in the tree, and
            on ids only where two items are the same in everything else.
        parents: number of the item above each; -1 for a root.
        children: numbers of the items below each, in order.
        of_kind: numbers of the items of each kind.
    """

    nodes: tuple[Node, ...]
    parents: tuple[int, ...]
    children: tuple[tuple[int, ...], ...]
    of_kind: dict[Kind, tuple[int, ...]]


def plant(curriculum: Curriculum) -> Forest:
    """Make a release ready for matching."""
    items = sorted(curriculum.items, key=lambda item: (_content(item), item.id))
    known = {item.id for item in items}
    below: dict[str, list[Item]] = defaultdict(list)
    for item in items:
        below[item.parent if item.parent in known else ""].append(item)
    ordered: list[Item] = []
    ranks: list[float] = []
    waiting = [(item, 0.0) for item in reversed(below[""])]
    while waiting:
        item, rank = waiting.pop()
        ordered.append(item)
        ranks.append(rank)
        kin = below[item.id] if item.id else []
        last = max(1, len(kin) - 1)
        waiting += [(one, n / last) for n, one in reversed(list(enumerate(kin)))]
    number = {item.id: n for n, item in enumerate(ordered)}
    children: list[list[int]] = [[] for _ in ordered]
    of_kind: dict[Kind, list[int]] = defaultdict(list)
    parents = [number.get(item.parent, -1) for item in ordered]
    for n, item in enumerate(ordered):
        of_kind[item.kind].append(n)
        if parents[n] >= 0:
            children[parents[n]].append(n)
    nodes = tuple(
        Node(item, core(item.title), folded(body_of(item)), lookup_key(item.code), rank)
        for item, rank in zip(ordered, ranks, strict=True)
    )
    return Forest(
        nodes,
        tuple(parents),
        tuple(map(tuple, children)),
        {kind: tuple(numbers) for kind, numbers in of_kind.items()},
    )


def _content(item: Item) -> tuple[object, ...]:
    return (
        natural_key(item.code),
        item.kind.value,
        item.title,
        item.leerwegen,
        item.niveaus,
        body_of(item),
    )
