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
    shares,
    sublinear,
    vocabulary,
)
from align.similarity.trade import Fields, Phases, Sectors, Words
from align.similarity.word_meaning import NearestSentences, OwnMeaning, WordMeaning


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
    "letters": ChannelKind(Letters),
    "handeling": ChannelKind(Activities),
    "woordbetekenis": ChannelKind(WordMeaning, nominates=True),
    "eigenbetekenis": ChannelKind(OwnMeaning),
    "zinsbetekenis": ChannelKind(NearestSentences),
    "vakgebied": ChannelKind(Fields),
    "sector": ChannelKind(Sectors),
    "fase": ChannelKind(Phases),
}
