"""A plan as a workbook: a timetable a variant, sums, choices, pairs, rules and assumptions."""

from __future__ import annotations

import io
from datetime import datetime, time
from typing import TYPE_CHECKING, Any

from align.exchange.cells import fitting
from align.model import RuleState

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from align.model import Overlap, Plan, PlanUnit, Variant

_Row = tuple[str | float, ...]

_A3 = 8  # as Excel numbers paper
_WIDE = {
    "titel": 52,
    "waarom": 60,
    "toelichting": 60,
    "regel": 60,
    "bron": 50,
    "vmbo": 44,
    "mbo": 44,
}
_USUAL_WIDTH = 12
_SUMMER = "zomer"


def plan_xlsx(plan: Plan, overlap: Overlap, *, made_on: date, command: str) -> bytes:
    """The plan as a workbook; the same plan and date give the same bytes.

    Args:
        plan: the plan.
        overlap: the comparison that it was made from, for the names of pairs.
        made_on: date of the file.
        command: the command that makes it again, as the user would type it.
    """
    import xlsxwriter  # noqa: PLC0415 -- only this format needs it

    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True, "strings_to_formulas": False})
    book.set_properties({"title": "Routeplan", "created": datetime.combine(made_on, time())})
    sheets = _Sheets(book)
    sheets.table("toelichting", ("onderwerp", "toelichting"), _explained(plan, command))
    for variant in plan.variants:
        if variant.feasible:
            head, rows = _timetable(plan, variant)
            sheets.table(f"rooster {variant.goal.value}", head, rows, frozen=3)
    sheets.table("som", ("variant", "toelichting", "klokuren"), _sums(plan))
    sheets.table(
        "keuzes", ("variant", "code", "titel", "gekozen", "klokuren", "waarom"), _choices(plan)
    )
    sheets.table(
        "dubbel",
        ("variant", "vmbo", "mbo", "klokuren", "hoogstens", "wie geeft het", "besloten"),
        _doubles(plan, overlap),
    )
    sheets.table(
        "regels",
        ("variant", "id", "oordeel", "toelichting", "regel", "bron", "zekerheid"),
        _rules(plan),
    )
    sheets.table(
        "aannames",
        ("naam", "waarde", "standaard", "eenheid", "toelichting", "bron"),
        [(a.name, a.value, a.default, a.unit, a.text, a.source) for a in plan.assumptions],
    )
    book.close()
    return target.getvalue()


def _explained(plan: Plan, command: str) -> list[_Row]:
    rows: list[_Row] = [
        ("route", plan.route),
        ("leerweg", plan.leerweg.value.upper()),
        ("doel", f"{plan.target}, niveau {plan.niveau}, {plan.mbo_leerweg}"),
        ("kwalificaties", ", ".join(plan.kwalificaties)),
        ("domein", plan.domein),
        ("opdracht", command),
    ]
    rows += [("let op", note) for note in plan.notes]
    for variant in plan.variants:
        name = variant.goal.value
        if variant.feasible:
            rows.append(
                (name, f"{variant.years} leerjaren, {variant.klokuren_freed} klokuren vrij")
            )
        else:
            rows += [(name, f"kan niet: {why}") for why in variant.why_not]
    return rows


def _timetable(plan: Plan, variant: Variant) -> tuple[Sequence[str], list[_Row]]:
    periods = [f"{s.leerjaar}.{s.period or _SUMMER}" for s in variant.slots]
    head = ("code", "titel", "soort", *periods, "samen", "waar", "door wie")
    rows: list[_Row] = []
    for unit in plan.units:
        blocks = [[b for b in slot.blocks if b.unit == unit.id] for slot in variant.slots]
        if any(blocks):
            hours = [sum(b.klokuren for b in there) for there in blocks]
            places = {b.place: None for there in blocks for b in there}
            teachers = {b.teacher: None for there in blocks for b in there}
            cells = [h or "" for h in hours]
            about = (", ".join(places), ", ".join(teachers))
            row = (unit.code, unit.title, unit.role.value, *cells, sum(hours), *about)
            rows.append(row)
    given = [sum(b.klokuren for b in slot.blocks) for slot in variant.slots]
    rows.append(("", "samen", "", *given, sum(given), "", ""))
    rooms = [slot.room for slot in variant.slots]
    rows.append(("", "tijd van de route", "", *rooms, sum(rooms), "", ""))
    return head, rows


def _sums(plan: Plan) -> list[_Row]:
    return [(v.goal.value, e.text, e.klokuren) for v in plan.variants for e in v.account]


def _choices(plan: Plan) -> list[_Row]:
    units = plan.by_id
    return [
        (v.goal.value, *_named(units[c.unit]), "ja" if c.chosen else "nee", c.klokuren, c.why)
        for v in plan.variants
        for c in v.choices
    ]


def _named(unit: PlanUnit) -> tuple[str, str]:
    return unit.code, unit.title


def _doubles(plan: Plan, overlap: Overlap) -> list[_Row]:
    def named(identifier: str) -> str:
        item = overlap.items[identifier]
        return f"{item.code} {item.title}".strip()

    return [
        (
            v.goal.value,
            named(pair.left),
            named(pair.right),
            pair.klokuren,
            pair.most,
            pair.teacher,
            "ja" if pair.decided else "nee, schatting",
        )
        for v in plan.variants
        for pair in v.freed
    ]


def _rules(plan: Plan) -> list[_Row]:
    rules = {rule.id: rule for rule in plan.rules}
    order = list(RuleState)[::-1]
    return [
        (
            v.goal.value,
            one.rule,
            one.state.value,
            one.text,
            rules[one.rule].text,
            rules[one.rule].source,
            rules[one.rule].certainty.value,
        )
        for v in plan.variants
        for one in sorted(v.rules, key=lambda r: order.index(r.state))
    ]


class _Sheets:
    """Sheets of one workbook with the same look."""

    def __init__(self, book: Any) -> None:  # noqa: ANN401 -- xlsxwriter has no types
        self._book = book
        self._head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True})
        self._text = book.add_format({"text_wrap": True, "valign": "top"})
        self._number = book.add_format({"valign": "top", "num_format": "0.##"})
        self._whole = book.add_format({"valign": "top", "num_format": "0"})

    def table(
        self, name: str, head: Sequence[str], rows: Iterable[_Row], *, frozen: int = 0
    ) -> None:
        """One sheet with a header; prints on A3, one page wide."""
        sheet = self._book.add_worksheet(name)
        sheet.set_landscape()
        sheet.set_paper(_A3)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
        sheet.freeze_panes(1, frozen)
        for column, title in enumerate(head):
            sheet.set_column(column, column, _WIDE.get(title, _USUAL_WIDTH))
            sheet.write_string(0, column, title, self._head)
        for line, row in enumerate(rows, start=1):
            for column, value in enumerate(row):
                if isinstance(value, str):
                    sheet.write_string(line, column, fitting(value), self._text)
                else:
                    whole = float(value).is_integer()
                    sheet.write_number(line, column, value, self._whole if whole else self._number)
