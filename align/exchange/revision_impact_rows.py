"""What a revision does to decisions, overlap, hours and a plan, as rows of a workbook."""

from __future__ import annotations

from typing import TYPE_CHECKING

from align.revisions.fate import by_place

if TYPE_CHECKING:
    from align.model import Basis, Revision
    from align.revisions import Impact, PairImpact

DECISIONS = (
    "gevolg",
    "reden",
    "vmbo_code",
    "vmbo_titel",
    "mbo_code",
    "mbo_titel",
    "besluit",
    "klokuren",
    "opmerking",
    "door",
    "op",
    "gaat_over_op",
    "spoor",
)
OVERLAPS = (
    "overlap",
    "vmbo_code",
    "vmbo_titel",
    "mbo_code",
    "mbo_titel",
    "sterkte",
    "reden",
    "vmbo_tekst",
    "mbo_tekst",
)
HOURS = ("reden", "eenheid", "meer", "minder", "onzeker")
PLANNED = (
    "code",
    "titel",
    "leerjaar",
    "klokuren",
    "varianten",
    "cohort",
    "volgt_versie",
    "wijziging",
    "reden",
)


def decision_rows(impact: Impact, revision: Revision) -> list[tuple[str, ...]]:
    """Decisions with their fate, those that ask for work first."""
    order = {"vervalt": 0, "opnieuw bekijken": 1, "blijft": 2}
    return [
        (
            pair.fate.value,
            pair.reason,
            pair.decision.left.code,
            pair.decision.left.title,
            pair.decision.right.code,
            pair.decision.right.title,
            pair.decision.verdict.value,
            _number(pair.decision.klokuren),
            pair.decision.remark,
            pair.decision.by,
            pair.decision.on,
            _becomes(pair, revision),
            "; ".join(pair.decision.trail),
        )
        for pair in sorted(
            by_place(impact.pairs, revision.old), key=lambda one: order[one.fate.value]
        )
    ]


def overlap_rows(impact: Impact) -> list[tuple[str, ...]]:
    """Overlaps that came and went, with the sentences that are most alike."""
    came = [("erbij", one) for one in impact.new_overlaps]
    went = [("weg", one) for one in impact.lost_overlaps]
    rows: list[tuple[str, ...]] = []
    for what, one in (*came, *went):
        pair = one.pair
        left, right = impact.items[pair.left], impact.items[pair.right]
        names = (left.code, left.title, right.code, right.title)
        best = pair.evidence[0] if pair.evidence else None
        quotes = (best.left.text, best.right.text) if best else ("", "")
        rows.append((what, *names, pair.strength.value, one.reason, *quotes))
    return rows


def hour_rows(impact: Impact) -> list[tuple[str, ...]]:
    """Hours gained, lost, and waiting for someone to look again."""
    return [
        (
            entry.what,
            entry.unit.value,
            _number(entry.gained or None),
            _number(entry.lost if entry.lost and entry.sure else None),
            "" if entry.sure else _number(entry.lost),
        )
        for entry in impact.hours
    ]


def plan_rows(impact: Impact, revision: Revision) -> list[tuple[str, ...]]:
    """Planned units that are touched, a row for each leerjaar and number of hours."""
    rows: list[tuple[str, ...]] = []
    place = {entry.unit: at for at, entry in reversed(list(enumerate(impact.plan)))}
    for entry in sorted(impact.plan, key=lambda one: place[one.unit]):
        item, planned = revision.old.by_id[entry.unit], entry.planned
        rows.append(
            (
                item.code,
                item.title,
                planned.leerjaar,
                _number(planned.klokuren),
                ", ".join(planned.variants) or "alle",
                planned.cohort,
                entry.version,
                entry.change.kind.value,
                entry.reason,
            )
        )
    return rows


def _becomes(pair: PairImpact, revision: Revision) -> str:
    """The pairs that carry a decision on, by code and title."""

    def name(identifier: str, basis: Basis) -> str:
        if item := revision.new.by_id.get(identifier):
            return f"{item.code} {item.title}".strip()
        return f"{basis.code} {basis.title}".strip() or identifier

    sides = pair.decision.left, pair.decision.right
    return "; ".join(" × ".join(map(name, ids, sides)) for ids in pair.pairs)


def _number(value: float | None) -> str:
    """A number as a cell: with a point, for `float` to read; empty when there is none."""
    return "" if value is None else f"{value:.10g}"
