"""Rated blocks as training steps, folds over vmbo units, texts that vary by epoch."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from align.similarity.gold import RatedBlock, read_gold
from align.similarity.unit import Passage, Unit

FOLDS = 2
FOLD_SEED = 0
_SENTENCE = re.compile(r"(?<=[.;!?])\s+")


def module_of(unit: Unit) -> str:
    """The vmbo unit (module, keuzevak) that a deeltaak stands in: what is left out as a whole."""
    return unit.context[0]


def folds_of(blocks: Sequence[RatedBlock]) -> dict[str, int]:
    """Fold by vmbo unit, the same on every machine."""
    units = sorted({module_of(unit) for block in blocks for unit in block.left})
    shuffled = np.random.default_rng(FOLD_SEED).permutation(len(units))
    return {unit: int(shuffled[number]) % FOLDS for number, unit in enumerate(units)}


def read_sets(shared: Path) -> dict[str, tuple[RatedBlock, ...]]:
    """The three rated sets by name: train, dev, dev-keuzedelen."""
    names = ("train", "dev", "dev-keuzedelen")
    return {name: read_gold(shared / "gold" / f"{name}.json").blocks for name in names}


def without_fold(
    blocks: Sequence[RatedBlock], fold: int | None, folds: dict[str, int]
) -> list[RatedBlock]:
    """Blocks without the deeltaken of one fold; a block with none left is dropped."""
    if fold is None:
        return list(blocks)
    kept = []
    for block in blocks:
        rows = [n for n, unit in enumerate(block.left) if folds.get(module_of(unit), 0) != fold]
        if rows:
            kept.append(
                replace(
                    block,
                    left=tuple(block.left[n] for n in rows),
                    grades=block.grades[rows],
                    counted=block.counted[rows],
                )
            )
    return kept


def varied_vmbo(unit: Unit, random: np.random.Generator) -> Unit:
    """Half of the time a part of the eindtermen; now and then no module, or no title of its own."""
    eindtermen = unit.passages[1:]
    if len(eindtermen) > 1 and random.random() < 0.5:
        eindtermen = _some(eindtermen, random)
    context = () if random.random() < 0.3 else unit.context
    if eindtermen and random.random() < 0.15:
        return replace(unit, title="", passages=eindtermen, context=context)
    return replace(unit, passages=(unit.passages[0], *eindtermen), context=context)


def varied_mbo(unit: Unit, random: np.random.Generator) -> Unit:
    """Now and then without kwalificatie or kerntaak, and without or with part of its texts."""
    context = tuple(name for name in unit.context if random.random() >= 0.3)
    texts = unit.passages[1:]
    chance = random.random()
    if chance < 0.3:
        texts = ()
    elif chance < 0.6:
        texts = tuple(_some_sentences(passage, random) for passage in texts)
    return replace(unit, passages=(unit.passages[0], *texts), context=context)


def _some(passages: Sequence[Passage], random: np.random.Generator) -> tuple[Passage, ...]:
    count = int(random.integers(1, len(passages) + 1))
    chosen = np.sort(random.choice(len(passages), count, replace=False))
    return tuple(passages[n] for n in chosen)


def _some_sentences(passage: Passage, random: np.random.Generator) -> Passage:
    sentences = _SENTENCE.split(passage.text)
    count = int(random.integers(1, len(sentences) + 1))
    chosen = np.sort(random.choice(len(sentences), count, replace=False))
    return replace(passage, text=" ".join(sentences[n] for n in chosen))
