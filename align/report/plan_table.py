"""The timetable of a variant: as a table, as a drawing, and what a learner gains per half-year."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from markupsafe import Markup

from align.model import Side
from align.report.plan_chart import Band, Bar, timetable_svg
from align.report.plan_units import hours_word
from align.report.plan_variant import BlockView, SlotView, SwitchView, YearView
from align.report.plan_view import InHand, MomentRow
from align.report.plan_wording import GOAL_NAMES, PLACE_NAMES, ROLE_PLURALS, TEACHERS
from align.report.translation import _
from align.report.wording import number

if TYPE_CHECKING:
    from align.model import Block, Holding, Slot, Switch, Variant
    from align.report.plan_units import PlanUnits

_DIPLOMA = "-diploma"


def timetable(variant: Variant, units: PlanUnits) -> tuple[YearView, ...]:
    """All leerjaren with their periods, in order of time; the summer stands by itself."""
    years = []
    for (leerjaar, summer), slots in groupby(
        variant.slots, key=lambda slot: (slot.leerjaar, slot.period == 0)
    ):
        there = list(slots)
        name = _("zomer na leerjaar {}") if summer else _("leerjaar {}")
        years.append(
            YearView(
                name=name.format(leerjaar),
                leerjaar=leerjaar,
                klokuren=sum(b.klokuren for s in there for b in s.blocks),
                slots=tuple(_slot(slot, units) for slot in there),
            )
        )
    return tuple(years)


def _slot(slot: Slot, units: PlanUnits) -> SlotView:
    return SlotView(
        name=_period(slot),
        room=slot.room,
        taught=sum(block.klokuren for block in slot.blocks),
        blocks=tuple(
            BlockView(
                unit=units.link(block.unit, block.klokuren),
                klokuren=block.klokuren,
                place=_(PLACE_NAMES[block.place]),
                teacher=_(TEACHERS[block.teacher]),
                pairs=len(block.evidence),
            )
            for block in slot.blocks
        ),
    )


def _period(slot: Slot) -> str:
    return _("periode {}").format(slot.period) if slot.period else _("zomer")


def drawing(variant: Variant, units: PlanUnits) -> Markup:
    """The timetable as a drawing; empty when there is none."""
    if not variant.slots:
        return Markup()
    bands = []
    for (_leerjaar, summer), slots in groupby(
        variant.slots, key=lambda slot: (slot.leerjaar, slot.period == 0)
    ):
        there = list(slots)
        if summer and not any(slot.blocks for slot in there):
            continue
        total = sum(b.klokuren for s in there for b in s.blocks)
        name = _("zomer") if summer else _("leerjaar {}").format(there[0].leerjaar)
        bands.append(
            Band(
                name=name,
                total=_("{} klokuren").format(number(total)),
                heads=tuple("" if summer else _head(slot) for slot in there),
                bars=tuple(_bars(there, units)),
            )
        )
    title = _("Rooster {}: elk blok is een koppeling naar het onderdeel").format(
        _(GOAL_NAMES[variant.goal]).lower()
    )
    return timetable_svg(bands, f"r-{variant.goal.value}", title)


def _head(slot: Slot) -> str:
    taught = sum(block.klokuren for block in slot.blocks)
    head = _("periode {}").format(slot.period)
    hours = hours_word(taught)
    if taught < slot.room:
        hours = _("{gepland} van {ruimte} klokuren").format(
            gepland=number(taught), ruimte=number(slot.room)
        )
    return f"{head} · {hours}"


def _bars(slots: Sequence[Slot], units: PlanUnits) -> Iterable[Bar]:
    """One bar for a unit that goes on from period to period in the same place."""
    runs: list[list[tuple[int, Block]]] = []
    for place, slot in enumerate(slots):
        for block in slot.blocks:
            same = next((run for run in runs if _goes_on(run, place, block)), None)
            if same is None:
                runs.append([(place, block)])
            else:
                same.append((place, block))
    whole = len(slots)
    runs.sort(key=lambda run: (len(run) < whole, run[0][0]))
    return [_bar(run, slots, units) for run in runs]


def _goes_on(run: Sequence[tuple[int, Block]], place: int, block: Block) -> bool:
    before, last = run[-1]
    return (before + 1, last.unit, last.place) == (place, block.unit, block.place)


def _bar(run: Sequence[tuple[int, Block]], slots: Sequence[Slot], units: PlanUnits) -> Bar:
    (first, block), (last, _block) = run[0], run[-1]
    link = units.link(block.unit)
    hours = [b.klokuren for _place, b in run]
    total = hours_word(sum(hours))
    shown = total if len(hours) == 1 else f"{' + '.join(map(number, hours))} = {total}"
    where = _(PLACE_NAMES[block.place])
    if block.teacher != block.place:
        where = f"{where}, {_(TEACHERS[block.teacher])}"
    when = _period(slots[first])
    if last > first:
        when = _("periode {van} tot en met {tot}").format(
            van=slots[first].period, tot=slots[last].period
        )
    year = _("leerjaar {}").format(slots[first].leerjaar)
    pairs = ""
    if block.evidence:
        pairs = f" · ◆ {len(block.evidence)}"
    return Bar(
        first=first,
        last=last,
        name=link.name,
        small=f"{shown} · {where}{pairs}",
        label=f"{link.name}: {year}, {when}, {where}, {shown}",
        place=block.place,
        href=link.href,
    )


def moments(variants: Sequence[Variant], units: PlanUnits) -> tuple[MomentRow, ...]:
    """Half-years, and what is held in each variant by then."""
    times = sorted({(h.leerjaar, h.half) for v in variants for h in v.holdings})
    return tuple(
        MomentRow(
            name=_("leerjaar {leerjaar}, halverwege").format(leerjaar=leerjaar)
            if half == 1
            else _("einde leerjaar {leerjaar}").format(leerjaar=leerjaar),
            cells=tuple(_held(variant, leerjaar, half, units) for variant in variants),
        )
        for leerjaar, half in times
    )


def _held(variant: Variant, leerjaar: int, half: int, units: PlanUnits) -> InHand:
    now = next((h for h in variant.holdings if (h.leerjaar, h.half) == (leerjaar, half)), None)
    if now is None:
        return InHand((), (), (), there=False)
    return InHand(
        diplomas=diplomas(now),
        gained=tuple(_finished(variant, leerjaar, half, units)),
        switches=switch_views(now.switches),
    )


def _finished(variant: Variant, leerjaar: int, half: int, units: PlanUnits) -> Iterable[str]:
    """What has its last hours in this half-year, by role."""
    ends: dict[str, tuple[int, int]] = {}
    for slot in variant.slots:
        for block in slot.blocks:
            ends[block.unit] = (slot.leerjaar, _half(slot, variant))
    own = dict(ends)
    for pair in variant.freed:
        # What is given on the other side is finished when that is.
        sides = (pair.left_unit, pair.right_unit)
        name, giver = sides if pair.relieved is Side.VMBO else sides[::-1]
        if giver in own:
            ends[name] = max(ends.get(name, (0, 0)), own[giver])
    for role, name in ROLE_PLURALS.items():
        there = Counter(
            units.by_id[unit].code or units.by_id[unit].title
            for unit, end in ends.items()
            if units.by_id[unit].role is role and end == (leerjaar, half)
        )
        if there:
            shown = (f"{n} × {one}" if n > 1 else one for one, n in there.items())
            yield f"{_(name)}: {', '.join(shown)}"


def _half(slot: Slot, variant: Variant) -> int:
    """The half-year of a slot; the summer after leerjaar 4 counts with the end of that leerjaar."""
    periods = max(s.period for s in variant.slots if s.leerjaar == slot.leerjaar)
    return 2 if slot.period == 0 or slot.period * 2 > periods else 1


def diplomas(holding: Holding) -> tuple[str, ...]:
    """The diplomas among what is held."""
    return tuple(entry for entry in holding.holds if _DIPLOMA in entry)


def switch_views(switches: Iterable[Switch]) -> tuple[SwitchView, ...]:
    """Switch values in whole percents."""
    return tuple(SwitchView(s.crebo, s.title, round(100 * s.share)) for s in switches)
