"""Everything of the mbo side beside everything of the vmbo side, one part of the mbo at a time.

A part is a root of an mbo source with all below it: a dossier, a kwalificatie that stands by
itself, a keuzedeel. Every pair of a part is judged, with nothing chosen beforehand, so what is
found in a part depends on that part and the vmbo side alone: not on what else is compared, and not
on what is worked out at the same time. That is what makes the outcome of a part worth keeping.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace

import numpy as np

from align.language import Analyser
from align.model import Curriculum, Item, Kind, Quote, Relation, Strength
from align.overlap.compare import REPORTED_FROM, found_pair, is_all_generic, repeated_in
from align.overlap.selection import Selection, select_mbo, select_vmbo
from align.similarity.analysed import AnalysedUnit, analyse_units
from align.similarity.engine import Engine, Scores, score_units

#: Sentence pairs that are kept of a pair: as many as an overlap page shows without being asked.
MOST_EVIDENCE = 2

#: What is certainly far enough below `REPORTED_FROM` to need no exact chance.
_CLOSE = 0.9


@dataclass(frozen=True, slots=True)
class PartKwalificatie:
    """A kwalificatie of a part."""

    title: str
    crebo: str
    niveaus: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class PartUnit:
    """A werkproces or keuzedeel of a part.

    Attributes:
        kwalificaties: numbers of the kwalificaties that it belongs to, counted from 0.
        context: title of its kerntaak; empty without one.
        place: file, page and record of it; no line, which shifts with every line above it.
        generic: whether it is generic as a whole, and so never counted.
    """

    kind: Kind
    code: str
    title: str
    context: str
    kwalificaties: tuple[int, ...]
    place: str
    generic: bool


@dataclass(frozen=True, slots=True)
class PartPair:
    """An overlapping pair of a part; see `model.Pair` for what is not said here.

    Attributes:
        left: id of the vmbo unit.
        right: number of the unit in the part, counted from 0.
        evidence: at most `MOST_EVIDENCE` sentence pairs, best first.
    """

    left: str
    right: int
    probability: float
    strength: Strength
    relation: Relation | None
    reason: str
    evidence: tuple[tuple[Quote, Quote], ...]


@dataclass(frozen=True, slots=True)
class PartOverlap:
    """What was found between the vmbo side and one part of the mbo side.

    Attributes:
        id: of its root.
        title, version: of its source.
        units: in display order.
        pairs: overlapping pairs in display order of both sides.
        weak: per vmbo unit how many pairs share something but are not counted as overlap.
    """

    id: str
    kind: Kind
    code: str
    crebo: str
    name: str
    niveaus: tuple[int, ...]
    title: str
    version: str
    kwalificaties: tuple[PartKwalificatie, ...]
    units: tuple[PartUnit, ...]
    pairs: tuple[PartPair, ...]
    weak: Mapping[str, int]


def left_side(
    vmbo: Curriculum, selection: Selection, analyser: Analyser
) -> tuple[AnalysedUnit, ...]:
    """The vmbo side, analysed once for all parts, in display order.

    Raises:
        UsageError: nothing of it is left to compare.
    """
    return analyse_units(select_vmbo(vmbo, selection).units, analyser, repeated_in((vmbo,)))


def parts_of(mbo: Curriculum) -> tuple[Curriculum, ...]:
    """The parts of an mbo source that hold something to compare, each as a curriculum."""
    below: dict[str, list[Item]] = {root.id: [] for root in mbo.children.get("", ())}
    for item in mbo.items:
        top = (item, *mbo.ancestors(item))[-1]
        if not top.parent:
            below[top.id].append(item)
    parts = (replace(mbo, items=tuple(items), warnings=(), rulings=()) for items in below.values())
    return tuple(part for part in parts if select_mbo(part, Selection()).units)


def part_sha256(part: Curriculum) -> str:
    """Hexadecimal digest of all that a part says, and of nothing that stands around it."""
    said = [
        part.source.title,
        part.source.version,
        *({**asdict(item), "place": _place(item), "sections": _said(item)} for item in part.items),
    ]
    text = json.dumps(said, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def compare_parts(
    left: Sequence[AnalysedUnit],
    parts: Sequence[Curriculum],
    analyser: Analyser,
    engine: Engine | None = None,
) -> Iterator[PartOverlap]:
    """What was found in each part, in the order of the parts.

    Args:
        left: the vmbo side.
        parts: worked out together, which changes no outcome but shares what they have in common.
        analyser: the Dutch pipeline.
        engine: what compares; by default words only.
    """
    chosen = [select_mbo(part, Selection()).units for part in parts]
    right = analyse_units([unit for units in chosen for unit in units], analyser)
    scores = score_units(left, right, top=None, engine=engine)
    generic = {entry.unit.id for entry in left if is_all_generic(entry)}
    first = 0
    found = _worth_telling(scores, [len(units) for units in chosen])
    for part, units, numbers in zip(parts, chosen, found, strict=True):
        stop = first + len(units)
        generic_here = {e.unit.id for e in right[first:stop] if is_all_generic(e)}
        yield _part(part, scores, numbers, range(first, stop), generic | generic_here)
        first = stop


def _worth_telling(scores: Scores, sizes: Sequence[int]) -> list[list[tuple[int, float]]]:
    """Numbers of the pairs that are reported, with their chance, for parts of these sizes."""
    weights = scores.weights
    # The curve rises with the score, so a first sieve may be coarse and fast.
    rough = 1.0 / (1.0 + np.exp(-(weights.slope * scores.score + weights.intercept)))
    numbers = np.flatnonzero(rough >= _CLOSE * REPORTED_FROM)
    part = np.searchsorted(np.cumsum(sizes), scores.pairs[numbers, 1], side="right")
    found: list[list[tuple[int, float]]] = [[] for _ in sizes]
    for number, where in zip(numbers.tolist(), part.tolist(), strict=True):
        chance = weights.probability(float(scores.score[number]))
        if chance >= REPORTED_FROM:
            found[where].append((number, chance))
    return found


def _part(
    part: Curriculum,
    scores: Scores,
    numbers: Sequence[tuple[int, float]],
    columns: range,
    generic: set[str],
) -> PartOverlap:
    (root,) = part.children[""]
    kwalificaties = part.of_kind(Kind.KWALIFICATIE)
    pairs: list[PartPair] = []
    weak: dict[str, int] = {}
    for number, chance in numbers:
        left, right = (int(index) for index in scores.pairs[number])
        ids = scores.left[left].unit.id, scores.right[right].unit.id
        if not generic.isdisjoint(ids):
            continue
        pair = _pair(scores, number, right - columns.start, chance)
        if pair is None:
            weak[ids[0]] = weak.get(ids[0], 0) + 1
        else:
            pairs.append(pair)
    return PartOverlap(
        id=root.id,
        kind=root.kind,
        code=root.code,
        crebo=root.crebo,
        name=root.title,
        niveaus=root.niveaus,
        title=part.source.title,
        version=part.source.version,
        kwalificaties=tuple(PartKwalificatie(k.title, k.crebo, k.niveaus) for k in kwalificaties),
        units=tuple(
            _unit(part, scores.right[column].unit.id, kwalificaties, generic) for column in columns
        ),
        pairs=tuple(pairs),
        weak=weak,
    )


def _pair(scores: Scores, number: int, right: int, chance: float) -> PartPair | None:
    """The pair, or None when it is not counted as overlap."""
    if chance < scores.weights.threshold:
        return None
    pair = found_pair(scores, number).pair
    if not pair.overlap:
        return None
    return PartPair(
        left=pair.left,
        right=right,
        probability=pair.probability,
        strength=pair.strength,
        relation=pair.relation,
        reason=pair.relation_reason,
        evidence=tuple(
            (replace(piece.left, words=()), replace(piece.right, words=()))
            for piece in pair.evidence[:MOST_EVIDENCE]
        ),
    )


def _unit(
    part: Curriculum, unit: str, kwalificaties: Sequence[Item], generic: set[str]
) -> PartUnit:
    item = part.by_id[unit]
    above = part.ancestors(item)
    ids = set(item.only_for) or {a.id for a in above if a.kind is Kind.KWALIFICATIE}
    return PartUnit(
        kind=item.kind,
        code=item.code,
        title=item.title,
        context=next((a.title for a in above if a.kind is Kind.KERNTAAK), ""),
        kwalificaties=tuple(n for n, k in enumerate(kwalificaties) if not ids or k.id in ids),
        place=_place(item),
        generic=unit in generic,
    )


def _place(item: Item) -> str:
    return str(replace(item.place, line=0, path="", box=()))


def _said(item: Item) -> list[tuple[str, str, str]]:
    return [(section.label, section.text, section.only_for) for section in item.sections]
