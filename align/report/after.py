"""What remains of the answer after what a team decided; templates/overlap_after.js does the same.

Only a decision that holds counts: what is contested, or was said of another text, says nothing.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from align.model import Decisions, Relation, Verdict
from align.overlap.decided import Standing, counts, decided_coverage, holding, stands
from align.report.hours import rounded
from align.report.translation import _
from align.report.wording import DIFFERENCE_SIGN, VERDICT_SIGNS, number

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from align.model import Overlap
    from align.report.page import HoursRow, HoursView, PairView, Summary
    from align.report.units import Units


def verdict_marks(overlap: Overlap, decisions: Decisions) -> Mapping[tuple[str, str], str]:
    """Sign and word of what was decided on each pair ("✗ afgewezen")."""
    marks = {}
    for pair, decision in decisions.by_pair.items():
        word = f"{VERDICT_SIGNS[decision.verdict]} {_(decision.verdict.value)}"
        changed = stands(overlap, decision).standing is Standing.OPNIEUW
        marks[pair] = f"{_('opnieuw bekijken')}: {word}" if changed else word
    for pair in decisions.by_contested_pair:
        marks[pair] = f"{DIFFERENCE_SIGN} {_('verschil van mening')}"
    return marks


def after_decisions(
    units: Units,
    pairs: Sequence[PairView],
    summary: Summary,
    hours: HoursView,
    decisions: Decisions,
) -> tuple[str, ...]:
    """Sentences on what remains after the decisions; none when no decision holds.

    Args:
        units: of the comparison.
        pairs: all reported pairs.
        summary: the answer without decisions, for what it is a part of.
        hours: assumptions and what comes back without decisions.
        decisions: what people decided.
    """
    standing = holding(units.overlap, decisions)
    if not standing:
        return ()
    counted: dict[tuple[str, str], Relation | None] = {}
    for pair in pairs:
        decision = standing.get((pair.left.id, pair.right.id))
        if counts(decision, own=pair.overlap and not pair.apart):
            said = decision.relation if decision else None
            counted[pair.left.id, pair.right.id] = said or pair.relation
    for key, decision in standing.items():
        if decision.verdict is Verdict.AKKOORD:  # also on a pair that the tool does not report
            counted.setdefault(key, decision.relation)
    views = units.views
    left = {views[one].id for one, _other in counted if not views[one].generic}
    right = {views[one].id for _other, one in counted if not views[one].generic}
    met = _(
        "{left} van {left_whole} {left_noun} van het vmbo en {right} van {right_whole} "
        "{right_noun} van het mbo hebben overlap."
    ).format(
        left=number(len(left)),
        left_whole=number(summary.left.whole),
        left_noun=summary.left.noun,
        right=number(len(right)),
        right_whole=number(summary.right.whole),
        right_noun=summary.right.noun,
    )
    found = _("Paren met overlap: {pairs}.").format(pairs=_counts(counted))
    return tuple(filter(None, (met, found, _hours(units, hours, decisions))))


def _counts(counted: Mapping[tuple[str, str], Relation | None]) -> str:
    """How many pairs, and of which relation."""
    amounts = Counter(counted.values())
    parts = [f"{_(r.value)} {number(amounts[r])}" for r in Relation if amounts[r]]
    if amounts[None]:
        parts.append(f"{_('niet bepaald')} {number(amounts[None])}")
    return f"{number(len(counted))} ({', '.join(parts)})" if parts else number(len(counted))


def _hours(units: Units, hours: HoursView, decisions: Decisions) -> str:
    """What comes back of the hours; empty when it cannot be counted again."""
    if not units.overlap.counted:
        return ""
    covered = decided_coverage(units.overlap, decisions)
    both = {**covered.left, **covered.right}
    shares = {view.number: both[view.id] for view in units.views.values()}
    parts = []
    if hours.vmbo:
        back = sum(_back(row, shares) for row in hours.vmbo)
        parts.append(_about(_("ca. {back} van {whole} klokuren"), back, hours.vmbo_whole))
    if len(hours.mbo) == 1:
        (row,) = hours.mbo
        parts.append(_about(_("ca. {back} van {whole} SBU"), _back(row, shares), row.amount))
    listed = f" {_('en')} ".join(parts)
    return f"{listed[:1].upper()}{listed[1:]} {_('komt terug')}." if parts else ""


def _about(text: str, back: float, whole: int) -> str:
    return text.format(back=number(rounded(back)), whole=number(whole))


def _back(row: HoursRow, shares: Mapping[int, float]) -> float:
    whole = sum(weight for _unit, weight, _share in row.units)
    back = sum(weight * shares[unit] for unit, weight, _share in row.units)
    return row.amount * back / whole if whole else 0.0
