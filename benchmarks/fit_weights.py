r"""Makes the two frozen files of the lexical engine: background.json and weights.json.

Run with a rated set to fit on:

    python benchmarks/fit_weights.py ../shared/gold/train.json \
        --choose ../shared/gold/dev.json ../shared/gold/dev-keuzedelen.json

Weights are at least 0 (more likeness never lowers a score) and held small. Everything under
"measured" comes from five folds over vmbo units: a unit's pairs are scored by weights that were
fitted without any pair of that unit. The threshold is chosen on the rated sets that --choose names,
which were not fitted on.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from itertools import pairwise
from pathlib import Path

import numpy as np
from scipy.optimize import minimize
from scipy.special import expit

from align.files import write_whole
from align.language import Analyser
from align.similarity import background as background_file
from align.similarity import weights as weights_file
from align.similarity.analysed import AnalysedUnit, analyse_units, words_of
from align.similarity.background import Background
from align.similarity.channels import CHANNELS
from align.similarity.engine import score_units
from align.similarity.gold import Block, GoldSet, read_gold
from align.similarity.metrics import (
    Flags,
    Floats,
    average_precision,
    expected_calibration_error,
    ndcg,
    prf,
)
from align.similarity.weights import Weights

FOLDS = 5
SEED = 0
RIDGE = 1e-3

#: Bands of probability for which the page tells how often raters called a pair double.
BANDS = (0.05, 0.10, 0.16, 0.25, 0.35, 0.50, 0.65, 0.80)
#: Words that stand in one text only are as rare as a new word; the file need not name them.
LEAST_DOCUMENTS = 2


def count_words(units: list[AnalysedUnit], version: str) -> Background:
    """Document frequencies of words over distinct texts."""
    texts: dict[tuple[str, ...], frozenset[str]] = {}
    for unit in units:
        key = tuple(passage.text for passage in unit.unit.passages)
        terms = [term for entry in unit.sentences for term in entry.sentence.terms]
        texts[key] = frozenset(words_of(terms))
    counts = Counter(word for words in texts.values() for word in words)
    kept = {word: n for word, n in sorted(counts.items()) if n >= LEAST_DOCUMENTS}
    return Background(version, len(texts), kept)


def likeness(block: Block, analyser: Analyser, background: Background) -> Floats:
    """Square root of each channel for all pairs of a block, of shape (n_pairs, n_channels)."""
    flat = Weights("", dict.fromkeys(CHANNELS, 1 / len(CHANNELS)), 1.0, 0.0, 0.5, {})
    scores = score_units(
        analyse_units(block.left, analyser),
        analyse_units(block.right, analyser),
        top=None,
        background=background,
        weights=flat,
    )
    return np.sqrt(np.stack([scores.channels[name] for name in CHANNELS], axis=1))


def fit(features: Floats, truth: Floats) -> tuple[Floats, float]:
    """Logistic regression with weights of at least 0 and a ridge; returns weights, intercept."""
    scale = features.std(axis=0)
    scaled = features / scale

    def loss(parameters: Floats) -> tuple[float, Floats]:
        weights, intercept = parameters[:-1], parameters[-1]
        logits = scaled @ weights + intercept
        value = np.mean(np.logaddexp(0, logits) - truth * logits)
        residual = (expit(logits) - truth) / len(truth)
        gradient = np.append(scaled.T @ residual + RIDGE * weights, residual.sum())
        return float(value + RIDGE / 2 * weights @ weights), gradient

    start = np.zeros(features.shape[1] + 1)
    bounds = [(0.0, None)] * features.shape[1] + [(None, None)]
    found = minimize(loss, start, jac=True, method="L-BFGS-B", bounds=bounds)
    return found.x[:-1] / scale, float(found.x[-1])


def best_threshold(held: list[tuple[Flags, Floats]]) -> float:
    """The probability from which calling pairs overlap gives the best mean F1 over held-out sets.

    Args:
        held: truth and probabilities of each set, both of shape (n_pairs,).
    """
    steps = np.arange(5, 60) / 100
    mean_f1 = [np.mean([prf(truth, found >= step).f1 for truth, found in held]) for step in steps]
    return float(steps[int(np.argmax(mean_f1))])


def fold_of_units(gold: GoldSet) -> dict[str, int]:
    """Fold 0..FOLDS-1 of each vmbo unit (module or keuzevak), the same on every machine.

    Whoever trains on a rated set takes these folds too, so that no pair is ever scored by anything
    that saw its unit.
    """
    units = sorted({unit.context[0] for block in gold.blocks for unit in block.left})
    shuffled = np.random.default_rng(SEED).permutation(len(units))
    return {unit: int(shuffled[number]) % FOLDS for number, unit in enumerate(units)}


def left_out(gold: GoldSet, features: list[Floats]) -> list[Floats]:
    """Probabilities per block, each by weights fitted without any pair of that vmbo unit."""
    fold_of = fold_of_units(gold)
    folds = [
        np.repeat([fold_of[unit.context[0]] for unit in block.left], len(block.right))
        for block in gold.blocks
    ]
    every_fold, every_feature = np.concatenate(folds), np.concatenate(features)
    counted, truth = _flat(gold)
    found = [np.zeros(len(block)) for block in folds]
    for fold in range(FOLDS):
        inside = (every_fold != fold) & counted
        weights, intercept = fit(every_feature[inside], truth[inside].astype(float))
        for block, rows, values in zip(found, folds, features, strict=True):
            block[rows == fold] = expit(values[rows == fold] @ weights + intercept)
    return found


def _flat(gold: GoldSet) -> tuple[Flags, Flags]:
    counted = np.concatenate([block.counted.ravel() for block in gold.blocks])
    truth = np.concatenate([block.overlaps.ravel() for block in gold.blocks])
    return counted, truth


def measure(gold: GoldSet, probabilities: list[Floats], threshold: float) -> dict[str, float]:
    """Measures over blocks of probabilities of units left out."""
    precisions, gains = [], []
    for block, flat in zip(gold.blocks, probabilities, strict=True):
        found = flat.reshape(block.grades.shape)
        precision = average_precision(block.overlaps[block.counted], found[block.counted])
        if precision is not None:
            precisions.append(precision)
        for row in range(len(block.left)):
            rated = block.counted[row]
            gain = ndcg(block.grades[row][rated], found[row][rated])
            if gain is not None:
                gains.append(gain)
    counted, truth = _flat(gold)
    every = np.concatenate(probabilities)
    counts = prf(truth[counted], every[counted] >= threshold)
    numbers = {
        "map": np.mean(precisions),
        "ndcg5": np.mean(gains),
        "f1": counts.f1,
        "precision": counts.precision,
        "recall": counts.recall,
        "ece": expected_calibration_error(truth[counted], every[counted]),
    }
    return {name: round(float(value), 3) for name, value in numbers.items()} | {
        "pairs": int(counted.sum()),
        "blocks": len(precisions),
    }


def bands(gold: GoldSet, probabilities: list[Floats]) -> str:
    """How many pairs of each band of probability were rated as overlap.

    Returns:
        "from:pairs:share" per band, parted by a space; shares are fractions 0..1.
    """
    counted, truth = _flat(gold)
    found = np.concatenate(probabilities)[counted]
    rated = truth[counted]
    written = []
    for low, high in pairwise((*BANDS, np.inf)):
        inside = (found >= low) & (found < high)
        if inside.any():
            written.append(f"{low:.2f}:{inside.sum()}:{rated[inside].mean():.3f}")
    return " ".join(written)


def main() -> None:
    """Fit, measure and write both files."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--choose", type=Path, nargs="+", required=True)
    parser.add_argument("--version", default="2026.11")
    options = parser.parse_args()
    gold = read_gold(options.gold)
    analyser = Analyser()
    units = [
        unit
        for block in gold.blocks
        for unit in analyse_units((*block.left, *block.right), analyser)
    ]
    background = count_words(units, options.version)
    features = [likeness(block, analyser, background) for block in gold.blocks]
    counted, truth = _flat(gold)
    probabilities = left_out(gold, features)
    weights, intercept = fit(np.concatenate(features)[counted], truth[counted].astype(float))
    held = []
    for chosen in map(read_gold, options.choose):
        values = np.concatenate([likeness(b, analyser, background) for b in chosen.blocks])
        rated, overlaps = _flat(chosen)
        held.append((overlaps[rated], expit(values @ weights + intercept)[rated]))
    threshold = best_threshold(held)
    slope = float(weights.sum())
    content = {
        "format": weights_file.FORMAT,
        "version": options.version,
        "channels": {n: round(float(w) / slope, 4) for n, w in zip(CHANNELS, weights, strict=True)},
        "slope": round(slope, 4),
        "intercept": round(intercept, 4),
        "threshold": threshold,
        "measured": {
            "set": "beoordeelde paren deeltaak × werkproces of keuzedeel; telkens gemeten op "
            "deeltaken waarop het programma niet is geoefend",
            "note": f"{gold.raters}× per paar beoordeeld door een taalmodel volgens een richtlijn, "
            "niet door docenten",
            **measure(gold, probabilities, threshold),
            "bands": bands(gold, probabilities),
        },
    }
    here = Path(weights_file.__file__).parent
    write_whole(here / "weights.json", json.dumps(content, indent=1, ensure_ascii=False) + "\n")
    words = {
        "format": background_file.FORMAT,
        "version": background.version,
        "documents": background.documents,
        "frequencies": dict(background.frequencies),
    }
    write_whole(
        here / "background.json",
        json.dumps(words, ensure_ascii=False, indent=0, separators=(",", ":")) + "\n",
    )
    print(json.dumps(content, indent=1, ensure_ascii=False))


if __name__ == "__main__":
    main()
