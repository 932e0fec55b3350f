"""The workbook of a plan: a timetable a variant that adds up, and text that is never a formula."""

import io
from datetime import date

import pytest
from python_calamine import CalamineWorkbook
from small_overlap import KB, usual

from align.exchange.plan_xlsx import plan_xlsx
from align.planning.assumptions import changed
from align.planning.plan import make_plan
from align.planning.request import Request


@pytest.fixture(scope="module")
def made():
    overlap = usual()
    few = changed({"extra_ruimte": 0})
    plan = make_plan(overlap, Request("tweestap", KB, ("90001",), assumptions=few))
    return plan, plan_xlsx(plan, overlap, made_on=date(2031, 1, 1), command="=align plan")


def test_a_timetable_a_variant_that_adds_up(made):
    plan, data = made
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    assert {"som", "keuzes", "dubbel", "regels", "aannames"} <= set(book.sheet_names)
    head, *rows = book.get_sheet_by_name("rooster verdiepen").to_python()
    units, total, room = rows[:-2], rows[-2], rows[-1]
    for column in range(3, head.index("samen") + 1):
        assert sum(row[column] or 0 for row in units) == total[column]
        assert total[column] <= room[column]
    assert "rooster verkorten" not in book.sheet_names
    assert plan.variants[0].why_not[0] in str(book.get_sheet_by_name("toelichting").to_python())


def test_what_begins_like_a_formula_stays_text(made):
    _, data = made
    rows = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_name("toelichting")
    assert ["opdracht", "=align plan"] in rows.to_python()
