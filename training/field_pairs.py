"""What belongs together in the field's own texts: pairs to learn from before any rating is read.

A title belongs with the texts that stand under it, a sentence with the rest of its unit, what a
beroep does with its name. Left out: texts of what is kept apart for a final check, and every vmbo
unit of the rated sets, so that units left out stay new.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from align.language.sentences import split
from align.overlap.selection import Selection, select_mbo
from align.similarity.encoders.tuned_texts import text_of
from align.similarity.gold import RatedBlock
from align.similarity.unit import Unit
from align.sources import load_all
from training.apart import is_apart, kept_apart, left_out, rated_modules, vmbo_units

#: Sentences shorter than this many words say too little to find anything by.
LEAST_WORDS = 4


@dataclass(frozen=True)
class Pair:
    """Two texts that belong together.

    Attributes:
        asked: read as the vmbo side is.
        found: read as the mbo side is.
        group: where it comes from; pairs of one group are each other's hard negatives.
        title: of the unit; units with the same title are not each other's negatives.
    """

    asked: str
    found: str
    group: str
    title: str


def pairs_of_field(shared: Path, sets: Iterable[Sequence[RatedBlock]]) -> list[Pair]:
    """Every pair once, in a fixed order.

    Args:
        shared: folder with `data` and `gold`.
        sets: rated sets, whose vmbo units are left out.
    """
    units = vmbo_units(shared)
    apart, rated = kept_apart(shared, units), left_out(rated_modules(sets))
    kept = [one.unit for one in units if not (apart.holds(one) or rated.holds(one))]
    kept += [unit for unit in _of_mbo(shared) if not is_apart((unit.title, *unit.context))]
    found: dict[tuple[str, str], Pair] = {}
    for unit in kept:
        for pair in pairs_of_unit(unit):
            found.setdefault((pair.asked, pair.found), pair)
    for pair in _of_beroepen(shared):
        found.setdefault((pair.asked, pair.found), pair)
    return list(found.values())


def _of_mbo(shared: Path) -> Iterator[Unit]:
    data = shared / "data"
    tables = data / "mbo-tables"
    files = [*sorted((data / "sbb-xml").glob("*.xml"))]
    files += [tables / "kwalificaties.csv", tables / "keuzedelen_sbb.json"]
    for curriculum in load_all([str(file) for file in files]):
        yield from select_mbo(curriculum, Selection()).units


def pairs_of_unit(unit: Unit) -> Iterator[Pair]:
    """Its title with its texts, and each of its sentences with the rest of it."""
    bare = replace(unit, context=())
    texts = tuple(p for p in unit.passages if p.text != unit.title)
    group = unit.context[-1] if unit.context else unit.id[:4]
    title = unit.title.casefold()
    if texts:
        rest = text_of(replace(bare, title="", passages=texts))
        yield Pair(text_of(replace(bare, passages=())), rest, group, title)
    for place, passage in enumerate(texts):
        sentences = split(passage.text)
        for number, sentence in enumerate(sentences):
            if len(sentence.split()) < LEAST_WORDS:
                continue
            others = " ".join(s for n, s in enumerate(sentences) if n != number)
            left = replace(passage, text=others)
            kept = (*texts[:place], *((left,) if others else ()), *texts[place + 1 :])
            asked = text_of(replace(bare, title="", passages=(replace(passage, text=sentence),)))
            yield Pair(asked, text_of(replace(unit, passages=kept)), group, title)


def _of_beroepen(shared: Path) -> Iterator[Pair]:
    """Sentences that say what somebody with a kwalificatie does, with its name."""
    path = shared / "data" / "mbo-tables" / "competentnl_skills.jsonl"
    for line in path.read_text(encoding="utf-8").splitlines():
        entry = json.loads(line)
        name = str(entry["kwalificatie_label"])
        if not is_apart((name,)):
            for sentence in split(str(entry["definitie"] or "")):
                if len(sentence.split()) >= LEAST_WORDS:
                    yield Pair(sentence, name, "beroepen", name.casefold())
