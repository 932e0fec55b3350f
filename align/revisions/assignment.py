"""The best one-to-one choice among weighed pairs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse import coo_array, csr_array
from scipy.sparse.csgraph import connected_components, min_weight_full_bipartite_matching

if TYPE_CHECKING:
    from collections.abc import Mapping

    from align.revisions.candidates import Pair


#: What leaving an item alone weighs: no more than a rounding, but a weight.
_ALONE = 1e-9


def assign(weights: Mapping[Pair, float]) -> dict[int, int]:
    """Choose pairs so that each item occurs once and the sum of weights is greatest.

    Args:
        weights: of each pair; only pairs above 0 are chosen, since leaving an item alone weighs 0.

    Returns:
        chosen new item of each old one.
    """
    pairs = sorted(pair for pair, weight in weights.items() if weight > 0)
    if not pairs:
        return {}
    rows, row = np.unique([a for a, _ in pairs], return_inverse=True)
    columns, column = np.unique([b for _, b in pairs], return_inverse=True)
    size = len(rows) + len(columns)
    graph = coo_array((np.ones(len(pairs)), (row, column + len(rows))), shape=(size, size))
    _, label = connected_components(graph, directed=False)
    chosen: dict[int, int] = {}
    groups: dict[int, list[Pair]] = {}
    for pair, place in zip(pairs, label[row], strict=True):
        groups.setdefault(int(place), []).append(pair)
    for group in groups.values():
        chosen.update(_best(group, weights))
    return chosen


def _best(pairs: list[Pair], weights: Mapping[Pair, float]) -> dict[int, int]:
    if len(pairs) == 1:
        return dict(pairs)
    rows = {a: n for n, a in enumerate(sorted({a for a, _ in pairs}))}
    columns = {b: n for n, b in enumerate(sorted({b for _, b in pairs}))}
    # Every row has a column of its own in which it stays alone, so that each finds a place.
    # (`scipy.optimize` does the same without, and takes as long to load as to link a release.)
    at = [rows[a] for a, _ in pairs] + list(range(len(rows)))
    to = [columns[b] for _, b in pairs] + [len(columns) + n for n in range(len(rows))]
    values = [weights[pair] for pair in pairs] + [_ALONE] * len(rows)
    table = csr_array((values, (at, to)), shape=(len(rows), len(columns) + len(rows)))
    found = zip(*min_weight_full_bipartite_matching(table, maximize=True), strict=True)
    ours, theirs = list(rows), list(columns)
    return {ours[i]: theirs[j] for i, j in found if j < len(theirs)}
