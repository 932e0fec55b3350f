"""From a comparison to its page: every number on the page is counted here, once.

What `Overlap.settings` may hold, and how the page reads it (every other key is shown as it is):

- ``leerweg``: "bb", "kb" or "gl", or a tuple of these; empty or absent for all leerwegen.
- ``unit``, ``kwalificatie``, ``domein``: what the user chose, a text or a tuple of texts.
- ``encoder``, ``threshold`` (0..1), ``reported_from`` (0..1), ``top``, ``weights``: how the tool
  decided.
- ``quality_...``: what was measured at that threshold: ``quality_set``, ``quality_pairs``,
  ``quality_blocks``, ``quality_precision``, ``quality_recall``, ``quality_f1``, ``quality_map``,
  ``quality_ndcg5``, ``quality_ece``, ``quality_note``, ``quality_bands``. Without any of these the
  page says that nothing was measured.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from align.model import Decisions, Kind, Overlap, Relation, Side
from align.report.after import after_decisions, verdict_marks
from align.report.bands import band_rows, measured_bands
from align.report.coverage import covered, left_out, side_coverage, without
from align.report.hours import hours_view, weigh
from align.report.matrix import build_matrix
from align.report.page import (
    Count,
    Filters,
    HoursView,
    Option,
    OverlapPage,
    PairView,
    RelationCount,
    Row,
    SideCoverage,
    Summary,
)
from align.report.pairs import item_texts, pair_views, rows
from align.report.payload import payload
from align.report.settings import quality_facts, selection_facts, settings_facts
from align.report.sources import source_view
from align.report.translation import _
from align.report.units import Group, Units
from align.report.wording import LEERWEG_NAMES, dutch_date, listed, setting, with_crebo

_IMPORTANT = 10


def build_page(
    overlap: Overlap,
    *,
    command: str,
    made_on: date,
    tool_version: str,
    decisions: Decisions | None = None,
) -> tuple[OverlapPage, dict[str, object]]:
    """Make the overlap page of one comparison, in the language that is spoken.

    Args:
        overlap: the comparison.
        command: the command that makes this page again, as the user would type it.
        made_on: date to show.
        tool_version: version of this program.
        decisions: what a team decided before.

    Returns:
        the page, and the data for its scripts.
    """
    units = Units(overlap)
    pairs = pair_views(units, decisions)
    listed_rows = rows(pairs)
    overlapping = tuple(r for r in listed_rows if r.first.overlap and not r.first.apart)
    weak = tuple(r for r in listed_rows if not r.first.overlap and not r.first.apart)
    apart = tuple(r for r in listed_rows if r.first.apart)
    coverage = (side_coverage(Side.VMBO, units, pairs), side_coverage(Side.MBO, units, pairs))
    curricula = (overlap.left, *overlap.right)
    hours = hours_view(units)
    summary = _summary(pairs, coverage)
    important = _important(overlapping, hours)
    said = decisions or Decisions()
    marks = verdict_marks(overlap, said)
    page = OverlapPage(
        title=_("Wat wordt dubbel onderwezen?"),
        subtitle=_subtitle(units),
        example=any(curriculum.source.example for curriculum in curricula),
        sources=tuple(source_view(curriculum) for curriculum in curricula),
        titles_only=units.titles_only,
        selection=selection_facts(overlap.settings),
        command=command,
        made_on=dutch_date(made_on),
        tool_version=tool_version,
        settings=settings_facts(overlap.settings),
        quality=quality_facts(overlap.settings),
        bands=band_rows(measured_bands(overlap)),
        threshold=setting(overlap.settings.get("threshold", "")),
        summary=summary,
        hours=hours,
        important=important,
        marks={pair.id: marks.get((pair.left.id, pair.right.id), "") for pair in important},
        after=after_decisions(units, pairs, summary, hours, said),
        matrix=build_matrix(units, pairs),
        overlapping=overlapping,
        weak=weak,
        apart=apart,
        unreported=len(units.left) * len(units.right) - len(pairs),
        coverage=coverage,
        not_compared=left_out(overlap),
        filters=_filters(units),
        texts=item_texts(units),
    )
    return page, payload(units, (overlapping, weak, apart), hours, decisions)


def _important(overlapping: Sequence[Row], hours: HoursView) -> tuple[PairView, ...]:
    """The pairs that matter most: probable, and with many hours that come back; one a row."""
    first = [row.first for row in overlapping]
    weight = weigh(first, hours)
    return tuple(sorted(first, key=lambda pair: (-weight[pair.id], pair.rank))[:_IMPORTANT])


def _summary(pairs: Sequence[PairView], coverage: tuple[SideCoverage, SideCoverage]) -> Summary:
    left, right = coverage
    found = [pair for pair in pairs if pair.overlap and not pair.apart]
    relations = tuple(
        RelationCount(relation, sum(pair.relation is relation for pair in found))
        for relation in Relation
    )
    return Summary(
        left=_count(left, "#dekking-vmbo"),
        right=_count(right, "#dekking-mbo"),
        pairs=len(found),
        relations=relations,
        undetermined=sum(pair.relation is None for pair in found),
        discuss=sum(pair.discuss for pair in found),
        weak=sum(not pair.overlap and not pair.apart for pair in pairs),
        apart=sum(pair.apart for pair in pairs),
        left_only=_rest(left, "#alleen-vmbo"),
        right_only=_rest(right, "#alleen-mbo"),
    )


def _count(side: SideCoverage, href: str) -> Count:
    return Count(covered(side), covered(side) + without(side), side.noun, href)


def _rest(side: SideCoverage, href: str) -> Count:
    return Count(without(side), covered(side) + without(side), side.noun, href)


def _subtitle(units: Units) -> str:
    """What was compared with what, in the names of the field."""
    overlap = units.overlap
    profielen: dict[str, None] = {}
    for unit in overlap.left_units:
        above = overlap.left.ancestors(overlap.items[unit])
        profielen.update(dict.fromkeys(i.title for i in above if i.kind is Kind.PROFIEL))
    # A table may tell the code of a profiel alone.
    named = 0 < len(profielen) <= 3 and all(profielen)
    left = listed(profielen) if named else overlap.left.source.title
    leerwegen = [lw.value.upper() for lw in LEERWEG_NAMES if lw in units.chosen_leerwegen]
    if leerwegen:
        left += f" ({'/'.join(leerwegen)})"
    return f"{left} × {listed(curriculum.source.title for curriculum in overlap.right)}"


def _filters(units: Units) -> Filters:
    used = {leerweg for unit in units.left for leerweg in unit.leerwegen}
    left_groups = {unit.group for unit in units.left}
    groups = units.groups.items()
    return Filters(
        leerwegen=tuple(
            Option(leerweg.value, name)
            for leerweg, name in LEERWEG_NAMES.items()
            if leerweg.value in used
        ),
        niveaus=tuple(
            Option(str(niveau), _("niveau {}").format(niveau))
            for niveau in sorted({n for unit in units.right for n in unit.niveaus})
        ),
        units=tuple(_option(key, group) for key, group in groups if key in left_groups),
        kerntaken=tuple(_option(key, group) for key, group in groups if key not in left_groups),
        kwalificaties=tuple(
            Option(key, with_crebo(item.title, item.crebo))
            for key, item in units.kwalificaties.items()
            if any(key in unit.kwalificaties for unit in units.right)
        ),
    )


def _option(key: str, group: Group) -> Option:
    return Option(key, group.name, group.above)
