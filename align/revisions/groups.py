"""Items that were split or merged: what is left over beside a link, and belongs to it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from align.revisions.evidence import LinkEvidence
    from align.revisions.forest import Forest
    from align.revisions.matching import Matched

#: Share of what the part says that the whole must say too.
_SAID_AGAIN = 0.6
#: The same beside a whole that stayed as it was: then only what it says word for word went into it.
_ALL_SAID = 0.95
#: Likeness from which two texts in one place are two forms of one goal.
_SAME_GOAL = 0.75
#: Share of the whole that the part must add to what the other part covers.
_ADDED = 0.15
#: Share of the lowest items of an item that must have gone to the other.
_CARRIED = 0.35


@dataclass(frozen=True, slots=True)
class Group:
    """Old and new items that belong together; one of the two sides holds exactly one."""

    old: tuple[int, ...]
    new: tuple[int, ...]


def group(matched: Matched) -> tuple[Group, ...]:
    """Links as groups of one old and one new item, and what is left over where it belongs.

    An item joins at most one group: beside items under the same or a linked parent, or where a
    brother went that is the form of the same goal for another leerweg.
    """
    evidence = matched.evidence
    links = {link.old: link.new for link in matched.links}
    back = {new: old for old, new in links.items()}
    merged = _joining(_View(evidence, links, back, mirrored=False))
    split = _joining(_View(evidence, back, links, mirrored=True))
    for whole in merged.keys() & {links[part] for part in split}:
        # Both sides would hold more than one: who came from whom cannot be told, so nothing joins.
        del merged[whole], split[back[whole]]
    return tuple(
        Group(tuple(sorted((old, *merged.get(new, ())))), tuple(sorted((new, *split.get(old, ())))))
        for old, new in sorted(links.items())
    )


@dataclass(frozen=True, slots=True)
class _View:
    """The links seen from one side: parts (left over on `ours`) and wholes (on `theirs`)."""

    evidence: LinkEvidence
    links: Mapping[int, int]
    back: Mapping[int, int]
    mirrored: bool

    @property
    def ours(self) -> Forest:
        return self.evidence.new if self.mirrored else self.evidence.old

    @property
    def theirs(self) -> Forest:
        return self.evidence.old if self.mirrored else self.evidence.new

    def likeness(self, part: int, whole: int) -> float:
        pair = (whole, part) if self.mirrored else (part, whole)
        return self.evidence.likeness(*pair) or 0.0


def _joining(view: _View) -> dict[int, tuple[int, ...]]:
    """Parts that join each whole, by number of the whole."""
    found: dict[int, list[int]] = {}
    for part, whole in _best_wholes(view):
        found.setdefault(whole, []).append(part)
    return {whole: tuple(parts) for whole, parts in found.items()}


def _best_wholes(view: _View) -> Iterator[tuple[int, int]]:
    for part, node in enumerate(view.ours.nodes):
        if part in view.links:
            continue
        rated = [
            (fit, -whole)
            for whole in _near(view, part)
            if whole in view.back
            and view.theirs.nodes[whole].item.kind is node.item.kind
            and (fit := _fit(view, part, whole)) > 0
        ]
        if rated:
            yield part, -max(rated)[1]


def _near(view: _View, part: int) -> Iterator[int]:
    """Items that may be the whole: where the parent of the part went, and where its parts went.

    Also where its brothers went, whatever became of their parent: when a deeltaak lapsed and the
    form of a goal for one leerweg went elsewhere, that for another leerweg did not stay behind.
    """
    above = view.ours.parents[part]
    seen: set[int] = set()
    if above >= 0 and not view.ours.leaves[part]:
        seen.update(
            view.links[brother]
            for brother in view.ours.children[above]
            if brother in view.links and _takes_over(view, part, view.links[brother])
        )
    if above in view.links:
        seen.update(view.theirs.children[view.links[above]])
    for leaf in view.ours.leaves[part]:
        if leaf in view.links:
            seen.update(view.theirs.above[view.links[leaf]])
    yield from sorted(seen)


def _fit(view: _View, part: int, whole: int) -> float:
    """How well a part fits a whole; 0 when it does not belong to it."""
    if view.ours.leaves[part]:
        return _carried(view, part, whole)
    other = view.back[whole]
    rarity = view.evidence.rarity
    a, b, c = view.ours.nodes[part], view.ours.nodes[other], view.theirs.nodes[whole]
    said, of_whole = rarity.shared(a.text, c.text)
    if _takes_over(view, part, whole):
        return said + of_whole
    if said < _SAID_AGAIN:
        return 0.0
    leerwegen = [set(node.item.leerwegen) for node in (a, b, c)]
    for_others = bool(leerwegen[0]) and not leerwegen[0] & leerwegen[1]
    if for_others and leerwegen[0] <= leerwegen[2]:
        return said + of_whole
    if leerwegen[0] and leerwegen[2] and not leerwegen[0] & leerwegen[2]:
        return 0.0
    if b.text == c.text and leerwegen[1] == leerwegen[2] and said < _ALL_SAID:
        return 0.0
    if view.ours.parents[part] == view.ours.parents[other] and (
        rarity.likeness(a.text, b.text) >= _SAME_GOAL
    ):
        return said + of_whole
    _, by_other = rarity.shared(b.text, c.text)
    _, by_both = rarity.shared(f"{a.text} {b.text}", c.text)
    return said + of_whole if by_both - by_other >= _ADDED else 0.0


def _takes_over(view: _View, part: int, whole: int) -> bool:
    """Whether a whole is a goal for all leerwegen that had a form of it each before.

    Two brothers say much the same for leerwegen that differ, and the whole, that carries one of
    them on, holds for the leerwegen of both and no other. Its wording may be a third one, so that
    little of the part itself comes back in it.
    """
    other = view.back[whole]
    a, b, c = view.ours.nodes[part], view.ours.nodes[other], view.theirs.nodes[whole]
    mine, its, all_of_them = (set(node.item.leerwegen) for node in (a, b, c))
    if not (mine and its) or mine & its or mine | its != all_of_them:
        return False
    if view.ours.parents[part] != view.ours.parents[other] or a.item.kind is not b.item.kind:
        return False
    return view.evidence.rarity.likeness(a.text, b.text) >= _SAME_GOAL


def _carried(view: _View, part: int, whole: int) -> float:
    """Share of the lowest items of a part that went to the whole; 0 when too small."""
    leaves = view.ours.leaves[part]
    went = Counter(
        view.links[leaf] in set(view.theirs.leaves[whole]) for leaf in leaves if leaf in view.links
    )
    share = went[True] / len(leaves)
    return share if went[True] > 1 and share >= _CARRIED else 0.0
