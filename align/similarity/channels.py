"""The channels, each a symmetric likeness of 0..1 between a left and a right unit.

Each channel turns the units of both sides into sparse rows once, and then gives the likeness of a
slice of left units to all right units, or of pairs by themselves. Nothing here knows weights or
thresholds. The table `CHANNELS` at the end says which there are; to add one, write its class, give
it a row there, and fit again (`benchmarks/fit_weights.py`).

What each brings was measured; see docs/methods.md.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from scipy import sparse

from align.similarity.analysed import AnalysedUnit
from align.similarity.background import Background
from align.similarity.metrics import Floats
from align.similarity.rows import (
    CrowdedProducts,
    Indices,
    Products,
    counts,
    normalised,
    places_of,
    segment_maxima,
    shares,
    starts,
    sublinear,
    tfidf,
    vocabulary,
)
from align.similarity.trade import Fields, Phases, Sectors, Words

#: Pairs of units whose sentences are laid side by side at once; bounds the memory.
_PAIRS = 10_000

#: Left sentences that are laid beside all right ones at once; bounds the memory.
_SENTENCES = 64


class Channel(Protocol):
    """A likeness between units of two sides."""

    def rows(self, start: int, stop: int) -> Floats:
        """Likeness of left units start..stop to all right units, of shape (stop-start, n_right)."""
        ...

    def of(self, pairs: Indices) -> Floats:
        """Likeness of each pair of a left and a right unit, the same number as in its row."""
        ...


class MakeChannel(Protocol):
    """Makes a channel of the units of both sides; every class below is one."""

    def __call__(
        self, left: Sequence[AnalysedUnit], right: Sequence[AnalysedUnit], background: Background
    ) -> Channel:
        """Work out once what `rows` needs."""
        ...


class Letters:
    """Words compared by their runs of three to five letters; each weighs by its rarity.

    So "schoonmaak" is like "schoongemaakt", and a compound is like its parts.
    """

    def __init__(
        self, left: Sequence[AnalysedUnit], right: Sequence[AnalysedUnit], background: Background
    ) -> None:
        # A second to import, and who finds everything kept needs none of it.
        from sklearn.feature_extraction.text import CountVectorizer  # noqa: PLC0415

        # With its word, because one form may have two: "voert" is "voeren" and "voert ... uit".
        forms = sorted({pair for unit in (*left, *right) for pair in unit.forms})
        if not forms:
            self._products = CrowdedProducts(
                sparse.csr_matrix((len(left), 1)), sparse.csr_matrix((len(right), 1))
            )
            return
        index = {form: number for number, form in enumerate(forms)}
        runs = CountVectorizer(analyzer="char_wb", ngram_range=(3, 5), lowercase=False)
        letters = normalised(runs.fit_transform([form for form, _ in forms]).astype(np.float64))
        weights = np.array([background.idf(word) for _, word in forms])

        def vectors(units: Sequence[AnalysedUnit]) -> sparse.csr_matrix:
            counted = counts([unit.forms for unit in units], index)
            summed = (sublinear(counted).multiply(weights).tocsr() @ letters).tocsr()
            summed.data = np.log1p(summed.data)
            return normalised(summed)

        self._products = CrowdedProducts(vectors(left), vectors(right))

    def rows(self, start: int, stop: int) -> Floats:
        """Cosine of left units start..stop to all right units."""
        return self._products.rows(start, stop)

    def of(self, pairs: Indices) -> Floats:
        """Cosine of each pair."""
        return self._products.of(pairs)


class Activities:
    """How much of what is done on one side is done on the other; the mean of both ways."""

    def __init__(
        self, left: Sequence[AnalysedUnit], right: Sequence[AnalysedUnit], background: Background
    ) -> None:
        verbs = vocabulary(unit.activities for unit in (*left, *right))
        rarity = np.array([background.idf(verb) for verb in verbs])
        done = [unit.activities for unit in left], [unit.activities for unit in right]
        left_shares, right_shares = (shares(some, verbs, rarity) for some in done)
        left_verbs, right_verbs = (counts([*map(sorted, some)], verbs) for some in done)
        self._there = Products(left_shares, right_verbs)
        self._back = Products(left_verbs, right_shares)

    def rows(self, start: int, stop: int) -> Floats:
        """Mean of both shares for left units start..stop and all right units."""
        return (self._there.rows(start, stop) + self._back.rows(start, stop)) / 2

    def of(self, pairs: Indices) -> Floats:
        """Mean of both shares for each pair."""
        return (self._there.of(pairs) + self._back.of(pairs)) / 2


class Sentences:
    """The best sentence pair, by TF-IDF cosine over its words."""

    def __init__(
        self, left: Sequence[AnalysedUnit], right: Sequence[AnalysedUnit], background: Background
    ) -> None:
        self._products = Products(
            *tfidf(
                [entry.words for unit in left for entry in unit.sentences],
                [entry.words for unit in right for entry in unit.sentences],
                background,
            )
        )
        self._left_starts = starts(left)
        self._right_starts = starts(right)
        self._latest: tuple[int, Floats] | None = None

    def rows(self, start: int, stop: int) -> Floats:
        """Likeness of the best sentence pair for left units start..stop and all right units."""
        best = np.zeros((stop - start, len(self._right_starts) - 1))
        first = start
        while first < stop:
            last = self._as_many(first, stop)
            best[first - start : last - start] = segment_maxima(
                segment_maxima(self._of_units(first, last), self._right_starts, axis=1),
                self._left_starts[first : last + 1] - self._left_starts[first],
                axis=0,
            )
            first = last
        return best

    def of(self, pairs: Indices) -> Floats:
        """Likeness of the best sentence pair of each pair."""
        found = np.zeros(len(pairs))
        for start in range(0, len(pairs), _PAIRS):
            some = pairs[start : start + _PAIRS]
            found[start : start + _PAIRS] = self._best_of(some[:, 0], some[:, 1])
        return found

    def _best_of(self, left: Indices, right: Indices) -> Floats:
        """The best of all sentence pairs of each left unit and the right unit beside it."""
        ours, begins = places_of(self._left_starts, left)
        of_pair = np.repeat(np.arange(len(left)), np.diff([*begins, len(ours)]))
        # Each of our sentences beside all of theirs.
        theirs, firsts = places_of(self._right_starts, right[of_pair])
        lengths = np.diff([*firsts, len(theirs)])
        likeness = self._products.of(np.stack([np.repeat(ours, lengths), theirs], axis=1))
        ends = np.concatenate([firsts, [len(theirs)]])[[*begins, len(ours)]]
        return segment_maxima(likeness, ends, axis=0)

    def between(self, left: int, right: int) -> Floats:
        """Likeness of each sentence of a left unit to each of a right unit."""
        if self._latest is None or self._latest[0] != left:
            # Pairs are asked for unit by unit; one product per left unit is ten times as fast as
            # one per pair.
            self._latest = left, self._of_units(left, left + 1)
        first, last = self._right_starts[right : right + 2]
        return self._latest[1][:, first:last]

    def _as_many(self, first: int, stop: int) -> int:
        """The end of as many units from `first` as `_SENTENCES` allows; at least one."""
        most = int(
            np.searchsorted(self._left_starts, self._left_starts[first] + _SENTENCES, "right")
        )
        return min(max(most - 1, first + 1), stop)

    def _of_units(self, first: int, last: int) -> Floats:
        """Likeness of each sentence of left units first..last to each right sentence."""
        return self._products.rows(int(self._left_starts[first]), int(self._left_starts[last]))


@dataclass(frozen=True, slots=True)
class ChannelKind:
    """A row of the table of channels.

    Attributes:
        make: makes it for two lists of units.
        nominates: whether its best pairs become candidates; the others only judge candidates.
    """

    make: MakeChannel
    nominates: bool = False


#: The channels by name, in the order in which they are shown.
CHANNELS: Mapping[str, ChannelKind] = {
    "woorden": ChannelKind(Words, nominates=True),
    "letters": ChannelKind(Letters, nominates=True),
    "handeling": ChannelKind(Activities),
    "zin": ChannelKind(Sentences),
    "vakgebied": ChannelKind(Fields),
    "sector": ChannelKind(Sectors),
    "fase": ChannelKind(Phases),
}
