"""A PTA that stops at deeltaken: their own text is compared, and their leerweg counts."""

import pytest
from table_making import read_table, write_csv

from align.errors import InputError, UsageError
from align.model import Kind, Leerweg
from align.overlap import compare
from align.overlap.selection import Selection, select_mbo, select_vmbo

PTA = [
    ("Deeltaak", "Leerstof", "Leerweg", "Toetsvorm"),
    ("P/HBR/2/1 Brood bakken", "deeg kneden en laten rijzen", "KB", "praktijk"),
    ("P/HBR/2/2 Gebak maken", "een taart vullen en versieren", "BB/KB", "praktijk"),
    ("P/HBR/2/3 IJs draaien", "ijs draaien en bewaren", "", "praktijk"),
]


@pytest.fixture
def pta(tmp_path):
    return read_table(write_csv(tmp_path, PTA))


def texts(unit):
    return [passage.text for passage in unit.passages]


def test_the_text_of_a_deeltaak_without_eindtermen_is_compared(pta):
    brood, *_ = select_vmbo(pta, Selection()).units
    assert texts(brood) == ["Brood bakken", "deeg kneden en laten rijzen"]
    assert brood.leerwegen == (Leerweg.KB,)


def test_one_text_for_several_deeltaken_is_compared_with_each(tmp_path):
    rows = [
        ("Code", "Leerstof", "Toetsvorm", "Weging"),
        ("P/HBR/2.1 t/m 2.3, 2.5", "deeg kneden en laten rijzen", "praktijk", "2"),
    ]
    units = select_vmbo(read_table(write_csv(tmp_path, rows)), Selection()).units
    assert [texts(unit)[1:] for unit in units] == [["deeg kneden en laten rijzen"]] * 4


@pytest.mark.parametrize(("leerweg", "titles"), [("bb", 2), ("kb", 3), ("gl", 1)])
def test_a_deeltaak_of_another_leerweg_is_left_out_and_named(pta, leerweg, titles):
    found = select_vmbo(pta, Selection(leerweg=Leerweg(leerweg)))
    assert len(found.units) == titles
    assert found.units[-1].title == "IJs draaien"  # names none, and holds for all
    left_out = {pta.by_id[entry.id].kind for entry in found.not_compared}
    assert left_out <= {Kind.DEELTAAK}
    assert len(found.not_compared) == 3 - titles
    assert {entry.why for entry in found.not_compared} <= {
        f"geldt niet voor leerweg {leerweg.upper()}"
    }


def test_an_eindterm_without_a_leerweg_has_that_of_its_deeltaak(tmp_path):
    rows = [
        ("Code", "Onderdeel", "Leerweg", "Toetsvorm"),
        ("P/HBR/2/1", "Brood bakken", "KB", ""),
        ("P/HBR/2/1.1", "deeg kneden", "", "praktijk"),
        ("P/HBR/2/1.2", "deeg laten rijzen", "BB", "praktijk"),
    ]
    pta = read_table(write_csv(tmp_path, rows))
    for leerweg, text in ((Leerweg.KB, "deeg kneden"), (Leerweg.BB, "deeg laten rijzen")):
        (unit,) = select_vmbo(pta, Selection(leerweg=leerweg)).units
        assert texts(unit) == ["Brood bakken", text]
    with pytest.raises(UsageError, match="leerweg GL"):
        select_vmbo(pta, Selection(leerweg=Leerweg.GL))


def test_a_keuzedeel_of_an_exam_plan_is_a_unit(tmp_path):
    rows = [
        ("Kerntaak", "Werkproces"),
        ("B1-K1 Bakt brood", "B1-K1-W1 Kneedt deeg"),
        ("", "K0123 Taart versieren"),
    ]
    units = select_mbo(read_table(write_csv(tmp_path, rows)), Selection()).units
    assert [unit.title for unit in units] == ["Kneedt deeg", "Taart versieren"]


def exam_plan(folder, name, werkproces, crebo=""):
    rows = [("Kerntaak", "Werkproces"), ("B1-K1 Bakt", f"B1-K1-W1 {werkproces}"), ("K0123 IJs", "")]
    if crebo:
        rows = [("Crebo", crebo), *rows]
    return read_table(write_csv(folder, rows, name))


def test_one_keuzedeel_in_two_exam_plans_is_a_unit_of_each(analyser, pta, tmp_path):
    plans = [
        exam_plan(tmp_path, "a.csv", "Kneedt deeg", "25999"),
        exam_plan(tmp_path, "b.csv", "Versiert taart", "25998"),
    ]
    overlap = compare(pta, plans, analyser=analyser)
    assert len(overlap.right_units) == len(set(overlap.right_units)) == 4


@pytest.mark.parametrize(
    ("crebo", "told"),
    [
        ("", ("B1-K1 staat ook in .*a.csv, en geen van beide noemt een crebo", "Crebo: 25999")),
        ("25999", ("crebo 25999 staat ook in .*a.csv", "één keer")),
    ],
)
def test_two_exam_plans_that_cannot_be_told_apart_are_refused(analyser, pta, tmp_path, crebo, told):
    message, advice = told
    plans = [exam_plan(tmp_path, name, "Kneedt deeg", crebo) for name in ("a.csv", "b.csv")]
    for pair in (plans, [plans[0], plans[0]]):
        with pytest.raises(InputError, match=message) as refused:
            compare(pta, pair, analyser=analyser)
        assert advice in refused.value.advice
