"""Decisions beside a comparison: what they were taken on, and whether they still stand.

The digest of a unit is over what it says, not over where it stands or what its code is, and over
the whole unit: choosing a leerweg or a kwalificatie changes no digest.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from align.model import Basis, Decisions, Kind, ToolView, Verdict
from align.overlap.evidence import part_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from align.model import Curriculum, Decision, Item, Overlap, Pair

_WITHOUT = "none"


class Standing(StrEnum):
    """Whether a decision holds for a comparison."""

    GELDT = "geldt"
    OPNIEUW = "opnieuw bekijken"
    ELDERS = "niet in deze vergelijking"


@dataclass(frozen=True, slots=True)
class Stands:
    """Whether a decision holds for a comparison, and why (Dutch)."""

    standing: Standing
    reason: str


@dataclass(frozen=True, slots=True)
class DecidedCoverage:
    """Per unit the share (0..1) that comes back, as people decided; see `Overlap.left_coverage`."""

    left: Mapping[str, float]
    right: Mapping[str, float]


def unit_text(curriculum: Curriculum, item: Item) -> str:
    """What a unit says: its title, its running text and its eindtermen, a line each.

    Lines are sorted, because in which order a source lists eindtermen says nothing of them.
    """
    return "\n".join(sorted({" ".join(line.split()) for line in _lines(curriculum, item)}))


def unit_sha256(curriculum: Curriculum, item: Item) -> str:
    """Hexadecimal digest of `unit_text`, as decisions keep it."""
    return hashlib.sha256(unit_text(curriculum, item).encode("utf-8", "replace")).hexdigest()


def basis_of(overlap: Overlap, unit: str) -> Basis:
    """One side of a pair as it stands in this comparison.

    Raises:
        KeyError: no item has this id.
    """
    sides = (overlap.left, *overlap.right)
    curriculum = next((c for c in sides if unit in c.by_id), overlap.left)
    item = curriculum.by_id[unit]
    return Basis(
        id=item.id,
        code=item.code,
        title=item.title,
        version=curriculum.source.version,
        text_sha256=unit_sha256(curriculum, item),
    )


def view_of(overlap: Overlap, pair: Pair) -> ToolView:
    """What the tool thinks of a pair in this comparison."""
    encoder = str(overlap.settings.get("encoder", _WITHOUT))
    weights = str(overlap.settings.get("weights", ""))
    return ToolView(
        score=pair.score,
        probability=pair.probability,
        overlap=pair.overlap,
        relation=pair.relation,
        engine=weights if encoder == _WITHOUT else f"{weights}, {encoder}",
    )


def stands(overlap: Overlap, decision: Decision) -> Stands:
    """Whether a decision holds for this comparison, and why (Dutch).

    It does as long as both units still say what they said; what the tool thinks of them now does
    not matter.
    """
    compared = ({*overlap.left_units}, {*overlap.right_units})
    bases = (decision.left, decision.right)
    missing = [b for b, units in zip(bases, compared, strict=True) if b.id not in units]
    if missing:
        names = " en ".join(_named(basis) for basis in missing)
        return Stands(Standing.ELDERS, f"niet vergeleken: {names}")
    changed = [b for b in bases if b.text_sha256 and b.text_sha256 != _now(overlap, b)]
    if changed:
        names = " en van ".join(_named(basis) for basis in changed)
        return Stands(Standing.OPNIEUW, f"sinds het besluit veranderde de tekst van {names}")
    if not all(basis.text_sha256 for basis in bases):
        return Stands(Standing.GELDT, "niet te zien of de teksten nog dezelfde zijn")
    return Stands(Standing.GELDT, "de teksten zijn dezelfde als toen")


def holding(overlap: Overlap, decisions: Decisions) -> Mapping[tuple[str, str], Decision]:
    """The decisions that hold for this comparison, by the ids of both sides.

    Nothing else may be counted with: what must be looked at again says nothing until it was.
    """
    return {
        pair: decision
        for pair, decision in decisions.by_pair.items()
        if stands(overlap, decision).standing is Standing.GELDT
    }


def counts(decision: Decision | None, *, own: bool) -> bool:
    """Whether a pair counts as overlap: as people decided, and else as the tool sees it (`own`)."""
    if decision is None or decision.verdict is Verdict.BESPREKEN:
        return own
    return decision.verdict is Verdict.AKKOORD


def decided_coverage(overlap: Overlap, decisions: Decisions) -> DecidedCoverage:
    """Coverage with what people rejected taken out and what they agreed on put in.

    Where nothing was decided that holds the tool's own view counts; what is generic counts when
    people say so.
    """
    standing = holding(overlap, decisions)
    covered: dict[str, set[int]] = {u: set() for u in (*overlap.left_units, *overlap.right_units)}
    for pair in overlap.pairs:
        own = pair.overlap and not overlap.stands_apart(pair)
        if counts(standing.get((pair.left, pair.right)), own=own):
            left, right = overlap.covering.get((pair.left, pair.right), (frozenset(), frozenset()))
            covered[pair.left] |= left
            covered[pair.right] |= right
    shares = {unit: part_of(len(n), overlap.counted.get(unit, 0)) for unit, n in covered.items()}
    return DecidedCoverage(
        left={unit: shares[unit] for unit in overlap.left_units},
        right={unit: shares[unit] for unit in overlap.right_units},
    )


def _now(overlap: Overlap, basis: Basis) -> str:
    return basis_of(overlap, basis.id).text_sha256


def _named(basis: Basis) -> str:
    return f"{basis.code} {basis.title}".strip() or basis.id


def _lines(curriculum: Curriculum, item: Item) -> Iterator[str]:
    yield item.title
    for section in item.sections:
        yield f"{section.label}: {section.text}"
    for below in curriculum.children.get(item.id, ()):
        if below.kind is Kind.EINDTERM:
            yield below.title
            yield from (f"{section.label}: {section.text}" for section in below.sections)
