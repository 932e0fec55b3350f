"""Channels of what the trade knows: vakgebied, sector and phase of the work.

Like the channels of words they turn units into sparse rows once, and give the likeness of a slice
of left units to all right units.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Mapping, Sequence

from align.similarity.analysed import AnalysedUnit
from align.similarity.background import Background
from align.similarity.metrics import Floats
from align.similarity.rows import Indices, Products, weighted
from align.similarity.thesaurus import Sense

#: How much of a word's weight its begrip and its vakgebied get beside it in the channel "woorden":
#: "bestrating" meets "verharding" a little less than itself, and "stoeprand" less again.
_OF_CONCEPT, _OF_FIELD = 0.6, 0.4

#: What two kinds of work have in common when they have nothing in common, and when one of them is
#: not known at all (its square root): a text that names no phase is no evidence either way.
_ANY_PHASE = 0.16
_ANY = "?"


class _Cosine:
    """Cosine between rows of named weights."""

    def __init__(self, left: list[dict[str, float]], right: list[dict[str, float]]) -> None:
        self._products = Products(*weighted(left, right))

    def rows(self, start: int, stop: int) -> Floats:
        """Cosine of left units start..stop to all right units."""
        return self._products.rows(start, stop)

    def of(self, pairs: Indices) -> Floats:
        """Cosine of each pair."""
        return self._products.of(pairs)


class Words(_Cosine):
    """TF-IDF cosine over the words of the texts with their context, begrippen and vakgebieden.

    The context (module; kerntaak and kwalificatie) is what gives "Bereidt werkzaamheden voor" its
    meaning; the thesaurus lets words of one trade meet at a discount.
    """

    def __init__(
        self, left: Sequence[AnalysedUnit], right: Sequence[AnalysedUnit], background: Background
    ) -> None:
        def of_unit(unit: AnalysedUnit) -> dict[str, float]:
            found = {
                word: background.idf(word) * (1 + math.log(count))
                for word, count in Counter(unit.words).items()
            }
            for sense, weight in _weighed(unit, background):
                # A space before the name, which no word has.
                for name, discount in ((sense.concept, _OF_CONCEPT), (sense.field, _OF_FIELD)):
                    found[f" {name}"] = found.get(f" {name}", 0.0) + discount * weight
            return found

        super().__init__([*map(of_unit, left)], [*map(of_unit, right)])


class Fields(_Cosine):
    """How far the units are about the same vakgebieden (metselwerk, haarverzorging, ...)."""

    def __init__(
        self, left: Sequence[AnalysedUnit], right: Sequence[AnalysedUnit], background: Background
    ) -> None:
        of_unit = _about(lambda sense: sense.field, background)
        super().__init__([*map(of_unit, left)], [*map(of_unit, right)])


class Sectors(_Cosine):
    """How far the units stand in the same sectors (bouw, zorg, ...)."""

    def __init__(
        self, left: Sequence[AnalysedUnit], right: Sequence[AnalysedUnit], background: Background
    ) -> None:
        of_unit = _about(lambda sense: sense.sector, background)
        super().__init__([*map(of_unit, left)], [*map(of_unit, right)])


class Phases:
    """How far the units are about the same phase or kind of work; the mean of both ways.

    The title of one side is held against all of the other: a werkproces that clears up is met by a
    deeltaak with a line on clearing up, but less than by one that is about it.
    """

    def __init__(
        self,
        left: Sequence[AnalysedUnit],
        right: Sequence[AnalysedUnit],
        background: Background,  # noqa: ARG002 -- every channel is made alike
    ) -> None:
        self._there = _Cosine(
            [_phases(unit, unit.title_phases) for unit in left],
            [_phases(unit, unit.phases) for unit in right],
        )
        self._back = _Cosine(
            [_phases(unit, unit.phases) for unit in left],
            [_phases(unit, unit.title_phases) for unit in right],
        )

    def rows(self, start: int, stop: int) -> Floats:
        """Mean of both ways for left units start..stop and all right units."""
        return (self._there.rows(start, stop) + self._back.rows(start, stop)) / 2

    def of(self, pairs: Indices) -> Floats:
        """Mean of both ways for each pair."""
        return (self._there.of(pairs) + self._back.of(pairs)) / 2


def _weighed(unit: AnalysedUnit, background: Background) -> list[tuple[Sense, float]]:
    return [
        (sense, sense.share * background.idf(sense.word) * (1 + math.log(count)))
        for sense, count in Counter(unit.senses).items()
    ]


def _about(
    name: Callable[[Sense], str], background: Background
) -> Callable[[AnalysedUnit], dict[str, float]]:
    """Square roots of weights: the tenth word of a trade says less than the first."""

    def of_unit(unit: AnalysedUnit) -> dict[str, float]:
        total: dict[str, float] = {}
        for sense, weight in _weighed(unit, background):
            total[name(sense)] = total.get(name(sense), 0.0) + weight
        return {what: math.sqrt(weight) for what, weight in total.items()}

    return of_unit


def _phases(unit: AnalysedUnit, shares: Mapping[str, float]) -> dict[str, float]:
    if not unit.own_words:
        return {}
    if not shares:
        return {_ANY: 1.0}
    found = {phase: math.sqrt(share * (1 - _ANY_PHASE)) for phase, share in shares.items()}
    return {**found, _ANY: math.sqrt(_ANY_PHASE)}
