"""`align decisions`: read back what people decided, put it together, and say where they differ."""

import json

import pytest
from python_calamine import CalamineWorkbook

from align.resources import resource

EXAMPLE = resource("corpora") / "besluiten-voorbeeld.json"
OLD, NEW = (resource("corpora") / name for name in ("vmbo-voorbeeld-vorige", "vmbo-voorbeeld"))


def decision(number, verdict="akkoord", **more):
    """What a page keeps of one pair."""
    sides = {
        side: {"id": f"{side}-{number}", "code": f"{name}{number}", "title": f"Titel {name}"}
        for side, name in (("left", "V"), ("right", "M"))
    }
    return {**sides, "verdict": verdict, "by": "Docent A", "on": "2031-01-05", **more}


@pytest.fixture
def write(tmp_path):
    """Write decisions as a page does; gives the file."""

    def to(name, *entries):
        path = tmp_path / name
        path.write_text(json.dumps({"format": "align-decisions/1", "decisions": list(entries)}))
        return path

    return to


def verdicts(path):
    """Verdict by the code of the vmbo side, of what is settled in a file."""
    found = json.loads(path.read_text(encoding="utf-8"))["decisions"]
    return {entry["left"]["code"]: entry["verdict"] for entry in found}


def test_it_counts_what_was_decided_and_shows_both_sides_of_a_conflict(align):
    shown = align("decisions", EXAMPLE)
    assert (shown.code, shown.err) == (0, "")
    assert shown.out.splitlines() == [
        "4 paren: 2 akkoord, 1 bespreken, 1 waarover mensen verschillen",
        (
            "verschil over besluit: P/VZW/01/03 Kleding en linnengoed verzorgen × "
            "B1-K1-W4 Verzorgt kleding en linnengoed"
        ),
        (
            "  Docent mbo, 2026-11-23T14:12:00+01:00: afgewezen, "
            "“In het mbo gaat dit over strijken in een instelling.”"
        ),
        "  Docent vmbo, 2026-11-20: akkoord, samen geeft het, 12,5 klokuren",
    ]


@pytest.mark.parametrize("kind", ["xlsx", "csv", "sssom"])
def test_what_is_written_in_another_format_comes_back_whole(align, tmp_path, kind):
    table, again = tmp_path / f"a.{kind}", tmp_path / "weer.json"
    written = align("decisions", EXAMPLE, f"--{kind}", table)
    assert f"Geschreven: {table}" in written.out
    assert align("decisions", table, "-o", again).code == 0
    before, after = (json.loads(p.read_text(encoding="utf-8")) for p in (EXAMPLE, again))
    assert after["decisions"] == before["decisions"]
    assert after["conflicts"] == before["conflicts"]


def test_the_workbook_shows_days_and_not_moments(align, tmp_path):
    book = tmp_path / "a.xlsx"
    assert align("decisions", EXAMPLE, "--xlsx", book, "--quiet").out == ""
    head, *rows = CalamineWorkbook.from_path(str(book)).get_sheet_by_name("Paren").to_python()
    days = {str(row[head.index("datum")]) for row in rows}
    assert days == {"2026-11-20", "2026-11-23"}


def test_files_of_colleagues_become_one_in_whatever_order(align, write, tmp_path):
    mine = write("mijn.json", decision(1), decision(2, "afgewezen"))
    other = write("collega.json", decision(3, "bespreken", by="Docent B"))
    one, turned = tmp_path / "een.json", tmp_path / "om.json"
    shown = align("decisions", mine, other, "-o", one)
    assert shown.out.startswith("3 paren: 1 akkoord, 1 afgewezen, 1 bespreken\n")
    assert align("decisions", other, mine, "-o", turned).code == 0
    assert verdicts(one) == {"V1": "akkoord", "V2": "afgewezen", "V3": "bespreken"}
    assert one.read_bytes() == turned.read_bytes()
    assert align("decisions", one, mine, "-o", turned).code == 0
    assert one.read_bytes() == turned.read_bytes()


def test_a_later_word_of_the_same_person_replaces_the_earlier_one(align, write, tmp_path):
    first = write("eerst.json", decision(1))
    later = write("later.json", decision(1, "afgewezen", on="2031-02-01"))
    together = tmp_path / "samen.json"
    shown = align("decisions", first, later, "-o", together)
    assert shown.out.startswith("1 paren: 1 afgewezen\n")
    assert verdicts(together) == {"V1": "afgewezen"}
    (entry,) = json.loads(together.read_text(encoding="utf-8"))["decisions"]
    assert entry["trail"] == ["vervangt het besluit van 2031-01-05 door Docent A: akkoord"]


def test_a_long_remark_and_a_missing_name_are_shown_shortly(align, write):
    long = write("a.json", decision(1, remark="lang " * 40, klokuren=12, relation="herhaling"))
    nobody = write("b.json", decision(1, "afgewezen", by="", on=""))
    lines = align("decisions", long, nobody).out.splitlines()
    told = "Docent A, 2031-01-05: akkoord, herhaling, 12 klokuren, "
    assert f"  {told}“{('lang ' * 20)}…”" in lines
    assert "  zonder naam: afgewezen" in lines


def test_many_conflicts_are_shown_in_part_unless_all_are_asked_for(align, write):
    mine = write("a.json", *(decision(n) for n in range(23)))
    other = write("b.json", *(decision(n, "afgewezen", by="Docent B") for n in range(23)))
    shown = align("decisions", mine, other).out
    assert shown.startswith("23 paren: geen besluiten, 23 waarover mensen verschillen\n")
    assert shown.count("verschil over besluit") == 20
    assert "... en nog 3 verschillen; --verbose toont alle" in shown
    assert align("decisions", mine, other, "--verbose").out.count("verschil over besluit") == 23
    assert align("decisions", mine, other, "--quiet").out == ""


def test_what_cannot_be_read_is_said_and_the_rest_is_kept(align, write, tmp_path):
    odd = write("a.json", decision(0), *(decision(n, "misschien") for n in range(1, 24)))
    kept = tmp_path / "uit.json"
    shown = align("decisions", odd, "-o", kept)
    assert (shown.code, verdicts(kept)) == (0, {"V0": "akkoord"})
    assert shown.out.count("let op: ") == 20
    assert "besluit is niet akkoord, afgewezen, bespreken: 'misschien'" in shown.out
    assert "dit is geen volledig besluit (een besluit ontbreekt) en telt niet mee" in shown.out
    assert "... en nog 26 waarschuwingen; --verbose toont alle" in shown.out
    assert align("decisions", odd, "--verbose").out.count("let op: ") == 2 * 23


def test_a_report_says_on_stderr_what_it_could_not_read_of_decisions(align, write, sides, tmp_path):
    odd = write("a.json", decision(0), decision(1, "misschien"))
    asked = ("overlap", *sides, "-o", tmp_path / "a.html", "--encoder", "none", "--unit", "VZW")
    shown = align(*asked, "--decisions", odd)
    assert shown.code == 0
    assert f"let op: {odd}, regel 1, besluit 2: " in shown.err
    assert "'misschien'" in shown.err
    assert align(*asked, "--decisions", odd, "--quiet").err == ""


def test_decisions_that_were_carried_to_a_new_release_are_read_as_any_other(align, tmp_path):
    carried, made = tmp_path / "over.json", tmp_path / "v.html"
    options = ("--decisions", EXAMPLE, "--carry", carried)
    assert align("revisions", OLD, NEW, "-o", made, *options).code == 0
    shown = align("decisions", carried)
    assert (shown.code, shown.err) == (0, "")
    assert shown.out.startswith("4 paren: 2 akkoord, 1 bespreken, 1 waarover mensen verschillen")


def test_of_a_file_that_is_cut_off_the_whole_decisions_are_read(align, write, tmp_path):
    cut, kept = write("half.json", decision(1), decision(2)), tmp_path / "uit.json"
    cut.write_text(cut.read_text()[:-80])
    shown = align("decisions", cut, "-o", kept)
    assert (shown.code, verdicts(kept)) == (0, {"V1": "akkoord"})
    assert f"let op: {cut}, regel 1" in shown.out
    assert "de JSON is hier afgebroken" in shown.out


def test_files_that_cannot_be_used_are_named_together_and_nothing_is_written(align, tmp_path):
    missing, letter, empty = (tmp_path / name for name in ("weg.json", "brief.txt", "leeg.xlsx"))
    letter.write_text("Beste collega,\n")
    empty.write_bytes(b"")
    target = tmp_path / "uit.json"
    shown = align("decisions", EXAMPLE, missing, letter, empty, "-o", target)
    assert (shown.code, shown.out, target.exists()) == (1, "", False)
    assert f"{missing}: dit bestaat niet" in shown.err
    assert f"{letter}: hierin staan geen besluiten" in shown.err
    assert f"{empty}: " in shown.err
    assert shown.err.count("→") == 3


def test_an_input_is_never_written_over(align, write):
    mine = write("a.json", decision(1))
    before = mine.read_bytes()
    shown = align("decisions", mine, "-o", mine)
    assert (shown.code, mine.read_bytes()) == (2, before)
    assert str(mine) in shown.err


@pytest.mark.parametrize("asked", [("-o",), ("--csv",), ()], ids=["json", "csv", "input"])
def test_a_name_that_no_system_takes_is_one_message(align, tmp_path, asked):
    long = tmp_path / ("x" * 300)
    failed = align("decisions", *((EXAMPLE, *asked, long) if asked else (long,)))
    assert failed.code == 1
    assert str(long) in failed.err
    assert list(tmp_path.iterdir()) == []
