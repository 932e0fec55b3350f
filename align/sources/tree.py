"""A tree from loose statements about who stands below whom: one parent each, no loops."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from align.model import Kind, Side
from align.sources.codes import natural_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from align.model import Place
    from align.sources.codes import NaturalKey
    from align.sources.notes import Notes

MAX_DEPTH = 64
"""Levels below each other; a programme of SLO has five."""
_NAMED = 5
"""Nodes of a loop that a warning names; a longer one ends in an ellipsis."""


@dataclass(frozen=True, slots=True)
class Edge:
    """One statement: a child below a parent, which may be the document itself.

    Attributes:
        child, parent: keys of nodes; parent "" for the document.
        sequence: order among siblings; None when not stated.
        place: where it is stated.
    """

    child: str
    parent: str
    sequence: int | None
    place: Place


@dataclass(frozen=True, slots=True)
class Tree:
    """Parents by key ("" for roots), every key in display order, and edges beyond the first."""

    parents: Mapping[str, str]
    order: tuple[str, ...]
    extra: tuple[Edge, ...]


def build_tree(
    keys: Sequence[str], numbering: Mapping[str, str], edges: Iterable[Edge], notes: Notes
) -> Tree:
    """Choose a parent for every node and an order for its children.

    Args:
        keys: the nodes, in the order of the file.
        numbering: a number or letter by node, where it has one; orders siblings without sequence.
        edges: all statements, in the order of the file; the first about a node counts.
        notes: where warnings go.
    """
    chosen: dict[str, Edge] = {}
    extra: list[Edge] = []
    for edge in edges:
        first = chosen.setdefault(edge.child, edge)
        if first is not edge:
            extra.append(edge)
            notes.add(edge.place, "onderdeel met twee ouders; de eerste telt", edge.child)
    parents = {key: chosen[key].parent if key in chosen else "" for key in keys}
    _cut_loops(parents, chosen, notes)
    _cut_depth(parents, chosen, notes)
    return Tree(parents, _display_order(keys, parents, chosen, numbering), tuple(extra))


def _cut_loops(parents: dict[str, str], chosen: Mapping[str, Edge], notes: Notes) -> None:
    """Make the first node of every loop a root."""
    done: set[str] = {""}
    for start in list(parents):
        path: dict[str, None] = {}
        key = start
        while key not in done and key not in path:
            path[key] = None
            key = parents[key]
        if key in path:
            loop = list(path)[list(path).index(key) :]
            detail = " → ".join([*loop[:_NAMED], "…" if len(loop) > _NAMED else key])
            notes.add(
                chosen[key].place,
                "onderdelen hangen in een kring onder elkaar; hier doorgeknipt",
                detail,
            )
            parents[key] = ""
        done.update(path)


def _cut_depth(parents: dict[str, str], chosen: Mapping[str, Edge], notes: Notes) -> None:
    """Hang what lies deeper than `MAX_DEPTH` under the lowest level that may be."""
    what = f"onderdeel ligt dieper dan {MAX_DEPTH} lagen en hangt nu hoger"
    depth: dict[str, int] = {"": 0}
    for start in list(parents):
        path: list[str] = []
        key = start
        while key not in depth:
            path.append(key)
            key = parents[key]
        for node in reversed(path):
            if depth[parents[node]] >= MAX_DEPTH:
                notes.add(chosen[node].place, what, node)
                parents[node] = parents[parents[node]]
            depth[node] = depth[parents[node]] + 1


def _display_order(
    keys: Sequence[str],
    parents: Mapping[str, str],
    chosen: Mapping[str, Edge],
    numbering: Mapping[str, str],
) -> tuple[str, ...]:
    """Every parent before its children; siblings by sequence, numbering, and place in the file."""
    below: defaultdict[str, list[str]] = defaultdict(list)
    for key in keys:
        below[parents[key]].append(key)

    def rank(key: str) -> tuple[bool, int, NaturalKey]:
        sequence = chosen[key].sequence if key in chosen else None
        return sequence is None, sequence or 0, natural_key(numbering.get(key, ""))

    order: list[str] = []
    waiting = sorted(below[""], key=rank)[::-1]
    while waiting:
        key = waiting.pop()
        order.append(key)
        waiting += sorted(below[key], key=rank)[::-1]
    return tuple(order)


def kinds_by_place(tree: Tree, side: Side) -> dict[str, Kind]:
    """Kinds from the place in the tree, for files that do not name them.

    The leaves are eindtermen and what holds them deeltaken, or werkprocessen and kerntaken; a leaf
    that hangs under nothing is a deeltaak too, or it could not be compared.
    """
    height: dict[str, int] = {}
    for key in reversed(tree.order):
        height.setdefault(key, 0)
        if above := tree.parents[key]:
            height[above] = max(height.get(above, 0), height[key] + 1)
    vmbo = side is Side.VMBO
    steps = (
        (Kind.EINDTERM, Kind.DEELTAAK, Kind.MODULE, Kind.PROFIEL)
        if vmbo
        else (Kind.WERKPROCES, Kind.KERNTAAK, Kind.KWALIFICATIE, Kind.DOSSIER)
    )
    found = {}
    for key in tree.order:
        top = len(steps) - 1 if not tree.parents[key] else len(steps) - 2
        step = min(height[key], top)
        if vmbo and not tree.parents[key]:
            step = max(step, 1)
        found[key] = steps[step]
    return found
