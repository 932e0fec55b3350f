"""The national job: every vmbo item against twenty thousand mbo sentences, made of real files.

The vmbo side is every deeltaak and eindterm of the newest release in a folder; the mbo side every
title and sentence of the werkprocessen, keuzedelen and kerntaken found there, and then the same
with one word of another sentence put in, until there are enough. Nothing of it is kept.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path

from align.language.sentences import split
from align.model import Curriculum, Kind, Side
from align.similarity.unit import Passage, Unit
from align.sources import load_all

VMBO_ITEMS, MBO_SENTENCES = 4_150, 20_000
_SEED = 0


def national_units(data: Path, times: float = 1.0) -> tuple[list[Unit], list[Unit]]:
    """Both sides as units of one text each; the mbo side `times` as large."""
    release = max((data / "slo-bg").iterdir())
    mbo = [
        *sorted(str(path) for path in (data / "sbb-xml").glob("*.xml")),
        str(data / "mbo-tables" / "kwalificaties.csv"),
        str(data / "mbo-tables" / "keuzedelen_sbb.json"),
    ]
    vmbo_side, *mbo_sides = load_all([str(release), *mbo])
    items = [item.title for item in vmbo_side.of_kind(Kind.DEELTAAK, Kind.EINDTERM)][:VMBO_ITEMS]
    sentences = sorted({text for side in mbo_sides for text in _texts(side)})
    chance = random.Random(_SEED)  # noqa: S311 -- a benchmark, no secret
    chance.shuffle(sentences)
    made = _enough(sentences, round(MBO_SENTENCES * times), chance)
    return units_of(items, Side.VMBO), units_of(made, Side.MBO)


def _texts(curriculum: Curriculum) -> list[str]:
    found = []
    for item in curriculum.of_kind(Kind.KERNTAAK, Kind.WERKPROCES, Kind.KEUZEDEEL):
        found.append(item.title)
        for section in item.sections:
            found += split(section.text)
    return [text for text in found if text.count(" ") >= 1]


def _enough(sentences: list[str], wanted: int, chance: random.Random) -> list[str]:
    made = sentences[:wanted]
    while len(made) < wanted:
        made.append(varied(chance.choice(sentences), sentences, chance))
    return made


def varied(text: str, others: list[str], chance: random.Random) -> str:
    """A text with one of its words replaced by a word of another text."""
    words = text.split()
    words[chance.randrange(len(words))] = chance.choice(chance.choice(others).split())
    return " ".join(words)


def units_of(texts: Sequence[str], side: Side) -> list[Unit]:
    """Units of one text each."""
    return [
        Unit(f"{side.value}-{number}", side, text, (Passage(f"{number}", "titel", text),))
        for number, text in enumerate(texts)
    ]
