"""What each lexical channel brings: alone, and left out, on units that were not fitted on.

    python benchmarks/ablation.py ../shared/gold/train.json ../shared/gold/dev.json ...

The first rated set is fitted on; it is measured by five folds over its vmbo units. The others are
measured with weights that were fitted on the whole first set. Prints a Markdown table of mean
average precision per set, for docs/methods.md.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
from fit_weights import CHANNELS, fit, left_out, likeness, measure
from scipy.special import expit

from align.language import Analyser
from align.similarity.background import load_background
from align.similarity.gold import GoldSet, read_gold
from align.similarity.metrics import Floats

#: Whatever the threshold is, the ranking is the same; measure() asks for one.
_ANY_THRESHOLD = 0.5


def ranking(fitted: GoldSet, features: list[Floats], other: GoldSet, held: list[Floats]) -> float:
    """Mean average precision on a set that was not fitted on."""
    counted = np.concatenate([block.counted.ravel() for block in fitted.blocks])
    truth = np.concatenate([block.overlaps.ravel() for block in fitted.blocks])
    weights, intercept = fit(np.concatenate(features)[counted], truth[counted].astype(float))
    probabilities = [expit(values @ weights + intercept) for values in held]
    return measure(other, probabilities, _ANY_THRESHOLD)["map"]


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", type=Path, nargs="+")
    sets = [read_gold(path) for path in parser.parse_args().gold]
    analyser, background = Analyser(), load_background()
    features = [[likeness(b, analyser, background) for b in gold.blocks] for gold in sets]
    choices = {"all": list(range(len(CHANNELS)))}
    choices |= {f"only {name}": [number] for number, name in enumerate(CHANNELS)}
    choices |= {
        f"without {name}": [n for n in range(len(CHANNELS)) if n != number]
        for number, name in enumerate(CHANNELS)
    }
    print("| channels | " + " | ".join(gold.name for gold in sets) + " |")
    print("|---" * (len(sets) + 1) + "|")
    for label, columns in choices.items():
        kept = [[values[:, columns] for values in of_set] for of_set in features]
        first = measure(sets[0], left_out(sets[0], kept[0]), _ANY_THRESHOLD)["map"]
        others = [
            ranking(sets[0], kept[0], gold, values)
            for gold, values in zip(sets[1:], kept[1:], strict=True)
        ]
        print(f"| {label} | " + " | ".join(f"{value:.3f}" for value in (first, *others)) + " |")


if __name__ == "__main__":
    main()
