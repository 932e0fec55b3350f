r"""The tables of quality in docs/methods.md: every engine, what each channel brings, calibration.

    python benchmarks/quality.py ../shared/gold/train.json \
        --held ../shared/gold/dev.json ../shared/gold/dev-keuzedelen.json \
        --engines none align --write docs/measured.md --plot docs/beelden/calibratie.svg

The first set is fitted on. The held sets are measured with the frozen weights as users get them.
"Left out" is over the first set and the held ones together: five folds over vmbo units, each pair
scored by weights, and by an encoder or word vectors, that saw no pair of its unit (`--left-out`, a
folder that `training/` wrote; by default the one that comes along). Intervals of 95%
by bootstrap over blocks. What is written is a page of Markdown; without `--write` it is printed.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

import numpy as np
from calibration_plot import Bin, reliability
from fitting import (
    LEFT_OUT,
    TELLING,
    TELLINGS,
    Rated,
    Unseen,
    channels_of,
    cosines,
    curves_of_folds,
    fit,
    left_out,
    lexical,
    matrix,
    read_rated,
    unseen_of,
    with_meaning,
)
from measures import Measured, measure

from align.language import Analyser
from align.resources import cache_folder
from align.similarity.background import load_background
from align.similarity.encoders.cache import VectorCache
from align.similarity.encoders.registry import choose_encoder
from align.similarity.gold import RatedBlock
from align.similarity.meaning import NAME as MEANING
from align.similarity.metrics import Floats
from align.similarity.thesaurus import EMPTY
from align.similarity.weights import Weights, load_weights

Features = list[dict[str, Floats]]

#: Channels that know nothing without the vakthesaurus; *woorden* loses its begrippen.
_OF_THESAURUS = ("vakgebied", "sector")

_SHOWN = ("map", "ndcg5", "f1", "precision", "recall", "ece")
_MEASURES = ("mAP", "nDCG@5", "F1", "precision", "recall", "ECE")
_BINS = 10

_HEAD = """# Measured quality

Made by `benchmarks/quality.py`, whose docstring has the command; nothing here is written by hand.
What the methods are, and what the figures mean, is in [methods](methods.md).

"Left out" is over the fitted set and the two dev sets together; each pair is scored by weights,
and with an encoder by vectors, that saw no pair of its unit. Intervals of 95% are by bootstrap over
blocks.

## Measures
"""


def _of_kerntaak(block: RatedBlock) -> bool:
    """Whether these are werkprocessen: they stand under a kerntaak, a keuzedeel under nothing."""
    return any(unit.context for unit in block.right)


def _with_texts(block: RatedBlock) -> bool:
    """Whether the source has more of its units than a title."""
    return any(len(unit.passages) > 1 for unit in block.right)


#: What stands on the mbo side of a block.
KINDS: dict[str, Callable[[RatedBlock], bool]] = {
    "werkprocessen": _of_kerntaak,
    "werkprocessen with texts": lambda block: _of_kerntaak(block) and _with_texts(block),
    "werkprocessen, a title only": lambda block: _of_kerntaak(block) and not _with_texts(block),
    "keuzedelen": lambda block: not _of_kerntaak(block),
}


@dataclass(frozen=True)
class Case:
    """One engine and the features of every set.

    Attributes:
        engine: its name.
        names: its channels.
        weights: as users get them.
        as_used: features as users get them.
        unseen_sets, unseen: as no encoder saw the units.
        bare: those without the vakthesaurus.
    """

    engine: str
    names: list[str]
    weights: Weights
    as_used: list[Features]
    unseen_sets: list[Rated]
    unseen: list[Features]
    bare: list[Features]

    @cached_property
    def chances(self) -> list[list[Floats]]:
        """Probabilities of every set with the unit at hand left out; fitting them takes minutes."""
        return unseen_chances(self, self.names)


def case_of(
    engine: str,
    sets: Sequence[Rated],
    words: Sequence[Features],
    apart: Sequence[Unseen],
    bare: Sequence[Unseen],
) -> Case:
    """Features of one engine for every set: as used, left out, and left out without thesaurus."""
    weights, chosen = load_weights(engine), choose_encoder(engine)
    names, as_used = channels_of(engine), list(words)
    unseen, unseen_bare = ([part.words for part in parts] for parts in (apart, bare))
    if chosen.encoder is not None and weights.span is not None:
        cache, span = VectorCache(cache_folder(), print), weights.span

        def found(rated: Rated) -> list[Floats]:
            return cosines(rated, chosen, cache, weights.whole)

        names = [MEANING, *names]
        as_used = [
            with_meaning(of_set, found(rated), span)
            for of_set, rated in zip(words, sets, strict=True)
        ]
        meaning = [p.cosines if engine == "align" else found(p.rated) for p in apart]
        unseen, unseen_bare = (
            [with_meaning(*both, span) for both in zip(of_parts, meaning, strict=True)]
            for of_parts in (unseen, unseen_bare)
        )
    rated = [part.rated for part in apart]
    return Case(engine, names, weights, as_used, rated, unseen, unseen_bare)


def frozen(weights: Weights, features: Features) -> list[Floats]:
    """Probabilities per block as the tool gives them."""
    stretch = stretch_of(weights)
    return [
        np.vectorize(weights.probability)(
            weights.score(
                {name: block[name] ** 2 for name in weights.channels},
                stretch[block[TELLING].astype(int)],
            )
        )
        for block in features
    ]


def stretch_of(weights: Weights) -> Floats:
    """The frozen stretch, in the order of `TELLINGS`."""
    return np.array([weights.stretch.get(telling, 1.0) for telling in TELLINGS])


def unseen_chances(
    case: Case,
    names: list[str],
    fixed: Floats | None = None,
    every: Sequence[Features] | None = None,
) -> list[list[Floats]]:
    """Probabilities of every set, by weights fitted on the first without the unit at hand.

    Args:
        case: the engine.
        names: channels that count.
        fixed: stretch to take as it is.
        every: features of each set, by default those of `case.unseen`.
    """
    every = every or case.unseen
    sets = case.unseen_sets
    curves = curves_of_folds(sets[0], matrix(every[0], names), fixed)
    return [
        left_out(curves, sets[0], rated, matrix(features, names))
        for rated, features in zip(sets, every, strict=True)
    ]


def without_thesaurus(case: Case) -> str:
    """Rows of measures with and without the vakthesaurus, the unit left out."""
    names = [name for name in case.names if name not in _OF_THESAURUS]
    rows = []
    for label, chances in (
        ("with", case.chances),
        ("without", unseen_chances(case, names, every=case.bare)),
    ):
        pooled = list(zip(case.unseen_sets, chances, strict=True))
        found = measure(pooled, case.weights.threshold)
        rows.append(f"| {case.engine} | {label} | {shown(found)} |")
    return "\n".join(rows)


def by_channel(case: Case, sets: Sequence[Rated]) -> list[str]:
    """What is left of mAP without a channel, and with that channel alone; the stretch stays."""
    choices = {"all": case.names}
    choices |= {f"without {name}": [n for n in case.names if n != name] for name in case.names}
    choices |= {f"only {name}": [name] for name in case.names}
    fixed, lines = stretch_of(case.weights), []
    for label, names in choices.items():
        pooled = measure(
            list(zip(case.unseen_sets, unseen_chances(case, names, fixed), strict=True)),
            case.weights.threshold,
        )
        fitted = case.unseen_sets[0]
        curve = fit(
            np.concatenate(matrix(case.unseen[0], names))[fitted.counted],
            fitted.truth[fitted.counted].astype(float),
            fixed,
        )
        others = [
            measure(
                [(rated, [curve.probability(v) for v in matrix(features, names)])], 0.5
            ).numbers["map"]
            for rated, features in list(zip(sets, case.as_used, strict=True))[1:]
        ]
        values = (pooled.numbers["map"], *others)
        lines.append(f"| {label} | " + " | ".join(f"{value:.3f}" for value in values) + " |")
    return lines


def calibration(sets: Sequence[Rated], chances: Sequence[list[Floats]]) -> list[Bin]:
    """Promised and rated frequency per tenth of probability."""
    counted = np.concatenate([rated.counted for rated in sets])
    truth = np.concatenate([rated.truth for rated in sets])[counted]
    found = np.concatenate([block for of_set in chances for block in of_set])[counted]
    bins = np.minimum((found * _BINS).astype(int), _BINS - 1)
    return [
        Bin(
            n / _BINS,
            (n + 1) / _BINS,
            int(inside.sum()),
            float(found[inside].mean()),
            float(truth[inside].mean()),
        )
        for n in range(_BINS)
        if (inside := bins == n).any()
    ]


def shown(measured: Measured) -> str:
    """A row of measures, the first three with their interval."""
    cells = []
    for name in _SHOWN:
        cell = f"{measured.numbers[name]:.3f}"
        if name in measured.intervals:
            low, high = measured.intervals[name]
            cell += f" ({low:.2f} to {high:.2f})"
        cells.append(cell)
    return " | ".join(cells)


def table(head: Sequence[str], rows: Sequence[str]) -> str:
    """A table in Markdown; rows come with their bars."""
    return "\n".join([f"| {' | '.join(head)} |", "|---" * len(head) + "|", *rows])


def measures(cases: Sequence[Case], sets: Sequence[Rated]) -> str:
    """The table of measures: held sets as used, and all sets with the unit left out."""
    rows = []
    for case in cases:
        for rated, features in list(zip(sets, case.as_used, strict=True))[1:]:
            found = measure([(rated, frozen(case.weights, features))], case.weights.threshold)
            rows.append(f"| {case.engine} | {rated.gold.name} | {shown(found)} |")
        pooled = measure(
            list(zip(case.unseen_sets, case.chances, strict=True)), case.weights.threshold
        )
        blocks = pooled.numbers["blocks"]
        rows.append(
            f"| {case.engine} | left out, {blocks} blocks with an overlap | {shown(pooled)} |"
        )
        for kind, of_kind in by_kind(case.unseen_sets, case.chances).items():
            found = measure(of_kind, case.weights.threshold)
            blocks = found.numbers["blocks"]
            rows.append(f"| {case.engine} | of those {kind}, {blocks} blocks | {shown(found)} |")
    return table(("engine", "set", *_MEASURES), rows)


def by_kind(
    sets: Sequence[Rated], chances: Sequence[list[Floats]]
) -> dict[str, list[tuple[Rated, list[Floats]]]]:
    """Sets with their probabilities, by what stands on the mbo side of a block."""
    found: dict[str, list[tuple[Rated, list[Floats]]]] = {}
    for rated, of_set in zip(sets, chances, strict=True):
        for kind, belongs in KINDS.items():
            wanted = [n for n, block in enumerate(rated.gold.blocks) if belongs(block)]
            if wanted:
                gold = replace(rated.gold, blocks=tuple(rated.gold.blocks[n] for n in wanted))
                part = Rated(gold, tuple(rated.units[n] for n in wanted))
                found.setdefault(kind, []).append((part, [of_set[n] for n in wanted]))
    return found


def page(
    cases: Sequence[Case], sets: Sequence[Rated], curves: Sequence[tuple[str, list[Bin]]]
) -> str:
    """The whole page in Markdown."""
    names = [rated.gold.name for rated in sets[1:]]
    parts = [_HEAD, measures(cases, sets), "\n## What each channel brings (mAP)"]
    for case in cases:
        head = (f"{case.engine}: channels", "left out", *names)
        parts.append("\n" + table(head, by_channel(case, sets)))
    parts.append("\n## What the vakthesaurus brings, units left out\n")
    rows = [without_thesaurus(case) for case in cases]
    parts.append(table(("engine", "vakthesaurus", *_MEASURES), rows))
    parts.append("\n## Calibration, units left out")
    for name, bins in curves:
        rows = [
            f"| {b.low:.1f} to {b.high:.1f} | {b.pairs} | {b.promised:.2f} | {b.rated:.2f} |"
            for b in bins
        ]
        head = (f"{name}: probability", "pairs", "promised", "rated as overlap")
        parts.append("\n" + table(head, rows))
    return "\n".join(parts) + "\n"


def main() -> None:
    """Measure, and print or write the page and the plot."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--held", type=Path, nargs="+", required=True)
    parser.add_argument("--engines", nargs="+", default=["none"])
    parser.add_argument("--left-out", type=Path, default=LEFT_OUT)
    parser.add_argument("--write", type=Path, help="page of Markdown")
    parser.add_argument("--plot", type=Path, help="reliability diagram, SVG")
    options = parser.parse_args()
    analyser, background = Analyser(), load_background()
    paths = (options.gold, *options.held)
    sets = [read_rated(path, analyser) for path in paths]
    words = [lexical(rated, background) for rated in sets]
    whole = load_weights("align").whole
    apart = [unseen_of(rated, background, options.left_out, whole) for rated in sets]
    bare = [
        unseen_of(read_rated(path, analyser, EMPTY), background, options.left_out, whole)
        for path in paths
    ]
    cases = [case_of(engine, sets, words, apart, bare) for engine in options.engines]
    curves = [(case.engine, calibration(case.unseen_sets, case.chances)) for case in cases]
    text = page(cases, sets, curves)
    if options.write:
        options.write.write_text(text, encoding="utf-8")
    else:
        print(text)
    if options.plot:
        note = "promised (mean probability), units left out"
        options.plot.write_text(reliability(curves, note), encoding="utf-8")


if __name__ == "__main__":
    main()
