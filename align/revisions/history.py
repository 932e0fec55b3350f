"""One item through a series of releases."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from align.revisions.compare import compare_releases

_Node = tuple[int, str]

if TYPE_CHECKING:
    from align.language import Analyser
    from align.model import Change, Curriculum, Revision


@dataclass(frozen=True, slots=True)
class Station:
    """A thread in one release.

    Attributes:
        release: number of the release in the series, from 0.
        items: ids in that release, in display order; empty after it lapsed or before it was new.
        changes: how these came from the release before; empty in the first release.
    """

    release: int
    items: tuple[str, ...]
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class Thread:
    """What belongs together through all releases; one station a release in which it occurs.

    Every item of every release stands in exactly one thread. After a split or merge a thread holds
    several items of a release.
    """

    stations: tuple[Station, ...]


def history(
    releases: Sequence[Curriculum],
    analyser: Analyser | None = None,
    revisions: Sequence[Revision] | None = None,
) -> tuple[Thread, ...]:
    """Follow each item through a series of releases, oldest first.

    Args:
        releases: two or more.
        analyser: the Dutch pipeline; built when not given.
        revisions: comparisons of neighbouring releases, when they were made already.

    Returns:
        threads in the order in which their first items stand in their first release.
    """
    steps = revisions or [compare_releases(a, b, analyser) for a, b in pairwise(releases)]
    above: dict[_Node, _Node] = {
        (n, item.id): (n, item.id) for n, release in enumerate(releases) for item in release.items
    }

    def top(node: _Node) -> _Node:
        while above[node] != node:
            above[node] = above[above[node]]
            node = above[node]
        return node

    arrived: dict[_Node, Change] = {}
    for number, step in enumerate(steps, start=1):
        for change in step.changes:
            nodes = [(number - 1, one) for one in change.old] + [
                (number, one) for one in change.new
            ]
            for node in nodes[1:]:
                above[top(node)] = top(nodes[0])
            arrived |= {(number, one): change for one in change.new}
    groups: dict[_Node, dict[int, list[str]]] = {}
    for node in above:
        groups.setdefault(top(node), {}).setdefault(node[0], []).append(node[1])
    return tuple(
        Thread(
            tuple(
                Station(
                    number,
                    tuple(items),
                    tuple(
                        dict.fromkeys(
                            arrived[number, one] for one in items if (number, one) in arrived
                        )
                    ),
                )
                for number, items in sorted(group.items())
            )
        )
        for group in groups.values()
    )
