"""Units of a plan as the page shows them: names, addresses, cards, and the pairs behind hours."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from align.model import PlanUnit, Role, Side
from align.planning.program import relieved_unit
from align.planning.undecided import lost_undecided
from align.report.pairs import decided_lines, pair_views
from align.report.plan_variant import UnitLink
from align.report.plan_view import DoubleRow, UnitCard
from align.report.plan_wording import ROLE_NAMES, ROLE_RULES, TEACHERS
from align.report.translation import _, ngettext
from align.report.units import Units, unique_slugs
from align.report.wording import listed, number

if TYPE_CHECKING:
    from align.model import Decisions, Freed, Overlap, Plan, Variant
    from align.report.page import PairView
    from align.report.plan_view import RuleView

_SIDES = (Side.VMBO, Side.MBO)


class PlanUnits:
    """Everything that the page says about units, made once per plan."""

    def __init__(
        self,
        plan: Plan,
        overlap: Overlap,
        variants: tuple[Variant, ...],
        decisions: Decisions | None,
    ) -> None:
        self.plan = plan
        self.variants = variants
        self._overlap = overlap
        self._decided = decided_lines(overlap, decisions) if decisions else {}
        self._decisions = decisions
        self.by_id: Mapping[str, PlanUnit] = {unit.id: unit for unit in plan.units}
        self._slugs = unique_slugs(
            [(u.id, f"{u.role.value} {u.code or u.title}") for u in plan.units]
        )

    def link(self, unit: str, klokuren: int = 0) -> UnitLink:
        """A unit by name, with the address of its card."""
        found = self.by_id[unit]
        return UnitLink(found.code, found.title, f"#o-{self._slugs[unit]}", klokuren)

    @cached_property
    def _pairs(self) -> Mapping[tuple[str, str], PairView]:
        wanted = {(f.left, f.right) for v in self.variants for f in v.freed}
        views = pair_views(Units(self._overlap), self._decisions) if wanted else ()
        return {
            (view.left.id, view.right.id): view
            for view in views
            if (view.left.id, view.right.id) in wanted
        }

    @cached_property
    def doubles(self) -> tuple[DoubleRow, ...]:
        """Every pair that frees hours in some variant, most hours first."""
        first: dict[tuple[str, str], Freed] = {}
        per: dict[tuple[str, str], list[int]] = {}
        for place, variant in enumerate(self.variants):
            for pair in variant.freed:
                key = (pair.left, pair.right)
                first.setdefault(key, pair)
                per.setdefault(key, [0] * len(self.variants))[place] = pair.klokuren
        names = [(f"{a} {b}", f"{self._code(a)} {self._code(b)}") for a, b in first]
        slugs = unique_slugs(names)
        rows = [
            self._double(pair, per[key], slugs[f"{key[0]} {key[1]}"]) for key, pair in first.items()
        ]
        return tuple(sorted(rows, key=lambda row: (-max(row.freed), row.left, row.right)))

    def cards(self, rules: Mapping[str, RuleView]) -> tuple[tuple[str, tuple[UnitCard, ...]], ...]:
        """Every unit that stands in a variant or could, by side, in display order."""
        groups = []
        for side, name in zip(
            _SIDES, (_("Programma van het vmbo"), _("Programma van het mbo")), strict=True
        ):
            cards = tuple(self._card(u, rules) for u in self.plan.units if u.side is side)
            if cards:
                groups.append((name, cards))
        return tuple(groups)

    def _card(self, unit: PlanUnit, rules: Mapping[str, RuleView]) -> UnitCard:
        own = ("M4" if self.plan.mbo_leerweg == "bol" else "M3") if unit.role is Role.BPV else ""
        keys = {
            (f.left, f.right)
            for v in self.variants
            for f in v.freed
            if unit.id in (f.left_unit, f.right_unit)
        }
        slugs = {self._slug_of[key] for key in keys}
        return UnitCard(
            slug=f"o-{self._slugs[unit.id]}",
            side=unit.side.value,
            role=_(ROLE_NAMES[unit.role]),
            code=unit.code,
            title=unit.title,
            klokuren=unit.klokuren,
            sbu=f"{number(unit.sbu)} SBU" if unit.sbu is not None else "",
            why=unit.why,
            fit_why=unit.fit_why,
            planned=tuple(self._planned(unit, variant) for variant in self.variants),
            freed=tuple(_taken(unit, variant) for variant in self.variants),
            undecided=tuple(lost_undecided(unit, variant) for variant in self.variants),
            doubles=tuple(row for row in self.doubles if row.slug in slugs),
            rules=tuple(
                rules[rule] for rule in ROLE_RULES[unit.role] if rule in rules and rule != own
            ),
        )

    @cached_property
    def _slug_of(self) -> Mapping[tuple[str, str], str]:
        found: dict[tuple[str, str], str] = {}
        for row in self.doubles:
            found[row.key] = row.slug
        return found

    def _planned(self, unit: PlanUnit, variant: Variant) -> str:
        """Hours and leerjaren of a unit, in words; empty when it is not in the variant."""
        there = [
            (slot.leerjaar, slot.period, block.klokuren)
            for slot in variant.slots
            for block in slot.blocks
            if block.unit == unit.id
        ]
        if not there:
            return ""
        years = sorted({leerjaar for leerjaar, _period, _hours in there})
        total = sum(hours for _leerjaar, _period, hours in there)
        when = listed(_("leerjaar {}").format(year) for year in years)
        return _("{klokuren} klokuren in {wanneer}").format(klokuren=number(total), wanneer=when)

    def _code(self, item: str) -> str:
        found = self._overlap.items.get(item)
        return (found.code or found.title) if found else item

    def name_of(self, item: str) -> str:
        """Code and title of a deeltaak, werkproces or keuzedeel."""
        found = self._overlap.items.get(item)
        return f"{found.code} {found.title}".strip() if found else item

    def _double(self, pair: Freed, freed: list[int], key: str) -> DoubleRow:
        view = self._pairs.get((pair.left, pair.right))
        return DoubleRow(
            key=(pair.left, pair.right),
            pair=view,
            slug=f"p-{key}",
            left=self.name_of(pair.left),
            right=self.name_of(pair.right),
            left_hours=pair.left_hours,
            right_hours=pair.right_hours,
            left_percent=round(100 * pair.left_covered),
            right_percent=round(100 * pair.right_covered),
            most=pair.most,
            freed=tuple(freed),
            relieved=pair.relieved.value,
            teacher=_(TEACHERS[pair.teacher]),
            relation=pair.relation,
            fixed=pair.fixed,
            decided=self._decided.get((pair.left, pair.right), "") if pair.decided else "",
        )


def _taken(unit: PlanUnit, variant: Variant) -> int:
    """Klokuren of a unit that need not be given again in a variant."""
    return sum(
        pair.klokuren
        for pair in variant.freed
        if unit.id == relieved_unit(pair.relieved, pair.left_unit, pair.right_unit)
    )


def hours_word(klokuren: int) -> str:
    """Klokuren with their noun: "34 klokuren"."""
    return ngettext("{} klokuur", "{} klokuren", klokuren).format(number(klokuren))
