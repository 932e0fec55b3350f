"""Which pairs of an old and a new item are worth weighing."""

from __future__ import annotations

from collections import defaultdict
from itertools import product
from typing import TYPE_CHECKING

import numpy as np
from scipy import sparse

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from align.model import Kind
    from align.revisions.forest import Forest
    from align.revisions.words import Rarity

Pair = tuple[int, int]

#: Nearest texts that are weighed for each item, both ways.
NEAREST = 8
#: Texts that are weighed at once: few enough that what is kept of them stays small.
_BLOCK = 256
#: Texts that share less than this are not weighed for their text.
_LEAST_COSINE = 0.15


def by_text(old: Forest, new: Forest, kind: Kind, rarity: Rarity) -> frozenset[Pair]:
    """Pairs of one kind with equal texts, equal codes or equal ids, and the nearest texts."""
    ours, theirs = old.of_kind.get(kind, ()), new.of_kind.get(kind, ())
    if not ours or not theirs:
        return frozenset()
    pairs = set(_equal(old, new, ours, theirs))
    paired_a, paired_b = (
        {a for a, b in pairs if _same(old, new, a, b)},
        {b for a, b in pairs if _same(old, new, a, b)},
    )
    pairs.update(_nearest(old, new, [a for a in ours if a not in paired_a], theirs, rarity))
    pairs.update(
        (a, b)
        for b, a in _nearest(new, old, [b for b in theirs if b not in paired_b], ours, rarity)
    )
    return frozenset(pairs)


def by_place(
    old: Forest, new: Forest, kind: Kind, links: Mapping[int, int], plain: Mapping[int, int]
) -> frozenset[Pair]:
    """Pairs of one kind that hang under linked items, but for items that plainly are the same."""
    ours, theirs = _by_parent(old, kind, plain.keys()), _by_parent(new, kind, set(plain.values()))
    pairs: set[Pair] = set()
    for above, numbers in ours.items():
        if above in links:
            pairs.update(product(numbers, theirs.get(links[above], ())))
    roots = [b for b in new.of_kind.get(kind, ()) if new.parents[b] < 0]
    pairs.update(
        (a, b) for a in old.of_kind.get(kind, ()) if old.parents[a] < 0 for b in roots[:50]
    )
    return frozenset(pairs)


def _by_parent(
    forest: Forest, kind: Kind, without: AbstractSet[int]
) -> Mapping[int, Sequence[int]]:
    found: dict[int, list[int]] = defaultdict(list)
    for number in forest.of_kind.get(kind, ()):
        if number not in without:
            found[forest.parents[number]].append(number)
    return found


def _same(old: Forest, new: Forest, a: int, b: int) -> bool:
    return bool(old.nodes[a].text) and old.nodes[a].text == new.nodes[b].text


def _equal(old: Forest, new: Forest, ours: Iterable[int], theirs: Iterable[int]) -> Iterator[Pair]:
    found: dict[object, list[int]] = defaultdict(list)
    for b in theirs:
        for key in _keys(new, b):
            found[key].append(b)
    for a in ours:
        for key in _keys(old, a):
            yield from ((a, b) for b in found.get(key, ()))


def _keys(forest: Forest, number: int) -> Iterator[object]:
    node = forest.nodes[number]
    yield "id", node.item.id
    if node.code:
        yield "code", node.code
    if node.text:
        yield "text", node.text


def _nearest(
    old: Forest, new: Forest, ours: Sequence[int], theirs: Sequence[int], rarity: Rarity
) -> Iterator[Pair]:
    """For each of ours the few of theirs that share most of their words."""
    if not ours or not theirs:
        return
    columns: dict[str, int] = {}
    left = _matrix([old.nodes[a].text for a in ours], rarity, columns)
    right = _matrix([new.nodes[b].text for b in theirs], rarity, columns)
    left.resize((len(ours), len(columns)))
    turned = right.T.tocsc()
    for start in range(0, len(ours), _BLOCK):
        alike = sparse.csr_array(left[start : start + _BLOCK] @ turned)
        for row, a in enumerate(ours[start : start + _BLOCK]):
            here = slice(alike.indptr[row], alike.indptr[row + 1])
            values, places = alike.data[here].round(9), alike.indices[here]
            near = np.flatnonzero(values >= _LEAST_COSINE)
            order = near[np.lexsort((places[near], -values[near]))][:NEAREST]
            yield from ((a, theirs[int(column)]) for column in places[order])


def _matrix(texts: Sequence[str], rarity: Rarity, columns: dict[str, int]) -> sparse.csr_array:
    data: list[float] = []
    indices: list[int] = []
    starts = [0]
    for text in texts:
        bag, _ = rarity.bag(text)
        length = float(np.sqrt(sum(weight * weight for weight in bag.values()))) or 1.0
        for term, weight in bag.items():
            indices.append(columns.setdefault(term, len(columns)))
            data.append(weight / length)
        starts.append(len(indices))
    return sparse.csr_array((data, indices, starts), shape=(len(texts), len(columns)))
