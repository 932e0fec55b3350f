"""The workbook and CSV: what a team fills in comes back, wherever it put its columns."""

import csv
import io
import shutil
import subprocess
import zipfile
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
import xlsxwriter
from hypothesis import given, settings
from small_curricula import hovenier, tuin
from small_decisions import (
    AFGEWEZEN,
    AKKOORD,
    HOSTILE,
    any_decisions,
    decision,
    decisions,
    merge,
)

from align.errors import InputError
from align.exchange.decisions_read_table import read_decisions_table
from align.exchange.decisions_table import (
    BEHIND,
    COLUMNS,
    decisions_table,
    overlap_table,
    table_csv,
)
from align.exchange.workbook import decisions_workbook, overlap_workbook
from align.model import Decision, Relation, Teacher, Verdict
from align.overlap import compare
from align.overlap.decided import basis_of, view_of
from align.sources.archive import open_source

DAY = date(2031, 2, 3)


@pytest.fixture(scope="module")
def overlap(analyser):
    return compare(tuin(), [hovenier()], analyser=analyser)


@pytest.fixture(scope="module")
def decided(overlap):
    """One pair agreed on by two people, one on which they differ, one that is not compared."""
    found = [
        Decision(
            basis_of(overlap, pair.left),
            basis_of(overlap, pair.right),
            Verdict.AKKOORD,
            view=view_of(overlap, pair),
            teaches=Teacher.MBO,
            klokuren=7.5,
            remark="=1+1 is geen formule",
            by="Docent A",
            on="2031-01-05",
        )
        for pair in overlap.pairs[:2]
    ]
    other = Decision(
        found[1].left, found[1].right, Verdict.AFGEWEZEN, by="Docent B", on="2031-01-06"
    )
    return decisions(*found, other, decision(left="elders", right="nergens", by="Docent A"))


def read(tmp_path, name, data):
    file = tmp_path / name
    file.write_bytes(data)
    return read_decisions_table(open_source(file))


def same(one, other):
    """Equal, but for what a table does not hold: the sources of the report."""
    return (one.settled, one.conflicts) == (other.settled, other.conflicts)


def test_a_workbook_and_a_csv_hold_every_pair_and_every_word(overlap, decided, tmp_path):
    book = overlap_workbook(overlap, decided, made_on=DAY, command="align overlap")
    assert same(read(tmp_path, "a.xlsx", book), decided)
    assert same(read(tmp_path, "a.csv", table_csv(overlap_table(overlap, decided))), decided)
    rows = overlap_table(overlap, decided).rows
    assert len(rows) == len(overlap.pairs) + 2
    assert book == overlap_workbook(overlap, decided, made_on=DAY, command="align overlap")


@settings(max_examples=25)
@given(any_decisions())
def test_any_decisions_come_back_from_a_workbook_and_a_csv(tmp_path_factory, found):
    folder = tmp_path_factory.mktemp("tabel")
    for name, data in (
        ("a.xlsx", decisions_workbook(found, made_on=DAY)),
        ("a.csv", table_csv(decisions_table(found))),
    ):
        again = read(folder, name, data) if found.settled or found.conflicts else found
        assert same(again, found)


def test_a_title_that_is_the_name_of_a_column_moves_no_separator(tmp_path):
    one = decision()
    left = replace(one.left, code="", title="", version="", text_sha256="")
    found = decisions(replace(one, left=left, right=replace(left, id="R1", title="LOCATIE,")))
    assert same(read(tmp_path, "a.csv", table_csv(decisions_table(found))), found)


@pytest.mark.parametrize("hostile", HOSTILE, ids=lambda text: text[:12])
@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_hostile_text_stays_text(tmp_path, hostile, kind):
    found = decisions(decision(remark=hostile, by=" ".join(hostile[:150].split())))
    book = decisions_workbook(found, made_on=DAY)
    data = book if kind == "xlsx" else table_csv(decisions_table(found))
    assert same(read(tmp_path, f"a.{kind}", data), found)
    if kind == "xlsx":
        with zipfile.ZipFile(io.BytesIO(book)) as parts:
            sheets = [n for n in parts.namelist() if n.startswith("xl/worksheets/sheet")]
            assert all(b"<f>" not in parts.read(name) for name in sheets)
            assert not any("vba" in name.casefold() for name in parts.namelist())
    else:
        rows = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";")
        assert not any(cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row)


def edited(rows, saved=None, name=""):
    """A workbook as a spreadsheet program saves it, with these rows of cells."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False}) as book:
        book.set_properties({"created": datetime(2031, 1, 1, tzinfo=UTC)})
        sheet = book.add_worksheet("Uitleg")
        sheet.write_row(0, 0, ["Uw naam:", name])
        sheet = book.add_worksheet("Paren")
        day = book.add_format({"num_format": "dd-mm-yyyy"})
        for line, row in enumerate(rows):
            for column, cell in enumerate(row):
                style = (day,) if isinstance(cell, date) else ()
                sheet.write(line, column, cell, *style)
    if not saved:
        return buffer.getvalue()
    out = io.BytesIO()
    with zipfile.ZipFile(buffer) as before, zipfile.ZipFile(out, "w") as after:
        for part in before.namelist():
            data = before.read(part)
            if part == "docProps/core.xml":
                first, last = data.rsplit(b"2031-01-01", 1)
                data = first + saved.encode() + last
            after.writestr(part, data)
    return out.getvalue()


def rows_of(table):
    return [dict(zip(table.columns, row, strict=True)) for row in table.rows]


def as_rows(rows, columns=COLUMNS):
    return [columns, *([row.get(name, "") for name in columns] for row in rows)]


def test_columns_may_stand_elsewhere_and_others_may_be_added(overlap, decided, tmp_path):
    rows = [row | {"eigen kolom": "x"} for row in rows_of(overlap_table(overlap, decided))]
    columns = [*reversed(COLUMNS), "eigen kolom"]
    assert same(read(tmp_path, "a.xlsx", edited(as_rows(rows, columns))), decided)


def test_a_row_that_was_filled_in_becomes_a_decision_on_the_pair_as_it_is(overlap, tmp_path):
    rows = rows_of(overlap_table(overlap, decisions()))
    rows[0] |= {"besluit": "Akkoord", "wie geeft het": "samen", "klokuren": 12.5}
    rows[0] |= {"relatie volgens u": "verdieping", "datum": date(2031, 3, 4)}
    found = read(tmp_path, "a.xlsx", edited(as_rows(rows), name="Docent A"))
    (entry,) = found.settled
    assert (entry.verdict, entry.teaches, entry.klokuren) == (AKKOORD, Teacher.SAMEN, 12.5)
    assert (entry.relation, entry.by, entry.on) == (Relation.VERDIEPING, "Docent A", "2031-03-04")
    assert entry.left == basis_of(overlap, entry.left.id)
    pair = next(p for p in overlap.pairs if (p.left, p.right) == entry.pair)
    assert entry.view == view_of(overlap, pair)


def test_a_row_that_was_changed_is_a_later_word_of_the_same_person(overlap, decided, tmp_path):
    rows = rows_of(overlap_table(overlap, decided))
    row = next(row for row in rows if row["naam"] == "Docent A" and not row["let op"])
    row["besluit"] = "afgewezen"
    found = read(tmp_path, "a.xlsx", edited(as_rows(rows), saved="2031-04-01"))
    entry = found.by_pair[row["id vmbo"], row["id mbo"]]
    assert (entry.verdict, entry.on, entry.by) == (AFGEWEZEN, "2031-04-01", "Docent A")
    merged = merge([decided, found]).by_pair[entry.pair]
    assert merged.verdict is AFGEWEZEN
    assert merged.trail[0].startswith("vervangt het besluit van 2031-01-05 door Docent A: akkoord")


def test_what_was_emptied_or_half_filled_is_said_with_its_row(overlap, decided, tmp_path):
    rows = rows_of(overlap_table(overlap, decided))
    rows[0]["besluit"] = ""
    free = next(n for n, row in enumerate(rows) if not row.get("stand"))
    rows[free]["opmerking"] = "eerst overleggen"
    rows[free + 1]["besluit"] = "misschien"
    told = [
        f"{w.place}: {w.message}" for w in read(tmp_path, "a.xlsx", edited(as_rows(rows))).warnings
    ]
    assert any("rij 2: het besluit is leeggemaakt" in line for line in told)
    assert any("opmerking zonder besluit" in line and "eerst overleggen" in line for line in told)
    assert any(
        "besluit is niet akkoord, afgewezen, bespreken: 'misschien'" in line for line in told
    )


def test_a_row_that_was_filled_in_on_the_day_of_the_workbook_has_that_day(overlap, tmp_path):
    rows = rows_of(overlap_table(overlap, decisions()))
    rows[0]["besluit"] = "akkoord"
    for saved, day in ((None, ""), ("2031-01-01T15:10:00Z ", "2031-01-01")):
        (entry,) = read(tmp_path, "a.xlsx", edited(as_rows(rows), saved=saved)).settled
        assert entry.on == day


@pytest.mark.parametrize(
    ("saved", "day"), [("2031-01-01T00:00:00", ""), ("2031-01-01T15:10:00.5", "2031-01-01")]
)
def test_the_day_of_a_workbook_that_libreoffice_saved_is_read_too(tmp_path, saved, day):
    office = "urn:oasis:names:tc:opendocument:xmlns"
    spaces = " ".join(f'xmlns:{n}="{office}:{n}:1.0"' for n in ("office", "table", "text", "meta"))
    cells = (("besluit", "id vmbo", "id mbo", "naam"), ("akkoord", "L1", "R1", "Docent"))
    rows = "".join(
        f"<table:table-row>{''.join(line)}</table:table-row>"
        for line in (
            [f"<table:table-cell><text:p>{c}</text:p></table:table-cell>" for c in row]
            for row in cells
        )
    )
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as parts:
        parts.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        parts.writestr(
            "content.xml",
            f"<office:document-content {spaces}><office:body><office:spreadsheet>"
            f'<table:table table:name="Paren">{rows}</table:table>'
            "</office:spreadsheet></office:body></office:document-content>",
        )
        parts.writestr(
            "meta.xml",
            f'<office:document-meta {spaces} xmlns:dc="http://purl.org/dc/elements/1.1/">'
            "<office:meta><meta:creation-date>2031-01-01T00:00:00</meta:creation-date>"
            f"<dc:date>{saved}</dc:date></office:meta></office:document-meta>",
        )
    (entry,) = read(tmp_path, "a.ods", buffer.getvalue()).settled
    assert entry.on == day


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("28-11-2031", "2031-11-28"),
        ("28-11-31", "2031-11-28"),
        ("3 mrt 2031", "2031-03-03"),
        ("28-nov-31", "2031-11-28"),
        ("28 November 2031 9:15", "2031-11-28T09:15"),
    ],
)
def test_a_day_is_read_as_a_team_writes_it(overlap, tmp_path, written, day):
    rows = rows_of(overlap_table(overlap, decisions()))
    rows[0] |= {"besluit": "akkoord", "datum": written}
    found = read(tmp_path, "a.xlsx", edited(as_rows(rows), name="Docent A"))
    assert (found.settled[0].on, found.warnings) == (day, ())


def test_warnings_stand_in_the_order_of_the_rows(overlap, tmp_path):
    rows = rows_of(overlap_table(overlap, decisions()))
    rows = [row | {"opmerking": "eerst overleggen"} for row in (*rows, *rows, *rows)][:12]
    found = read(tmp_path, "a.xlsx", edited(as_rows(rows)))
    places = [warning.place.path.rpartition(" ")[2] for warning in found.warnings]
    assert places == [str(number) for number in range(2, 2 + len(rows))]
    assert len(places) > 9


def test_a_row_of_a_team_itself_is_said_to_be_of_no_pair(overlap, decided, tmp_path):
    rows = [
        *rows_of(overlap_table(overlap, decided)),
        {"titel vmbo": "Zeilen", "besluit": "akkoord"},
    ]
    found = read(tmp_path, "a.xlsx", edited(as_rows(rows)))
    assert same(replace(found, warnings=()), decided)
    (told,) = found.warnings
    assert "de verborgen kolommen id vmbo en id mbo leeg" in told.message
    assert told.place.path.endswith(f"rij {len(rows) + 1}")


def test_a_pair_whose_text_changed_is_marked(overlap):
    (first, *_) = overlap.pairs
    old = Decision(basis_of(overlap, first.left), basis_of(overlap, first.right), Verdict.AKKOORD)
    stale = Decision(
        old.left.__class__(old.left.id, old.left.code, old.left.title, "2030.1", "9" * 64),
        old.right,
        Verdict.AKKOORD,
    )
    (row,) = [r for r in rows_of(overlap_table(overlap, decisions(stale))) if r["stand"]]
    assert row["let op"].startswith("opnieuw bekijken: sinds het besluit veranderde de tekst van")


MOMENT = "2031-01-06T09:12:33.456Z"


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_a_moment_shows_as_a_day_and_comes_back_whole(tmp_path, kind):
    found = decisions(decision(by="Docent A", on=MOMENT))
    table = decisions_table(found)
    assert [row["datum"] for row in rows_of(table)] == ["2031-01-06"]
    data = decisions_workbook(found, made_on=DAY) if kind == "xlsx" else table_csv(table)
    assert same(read(tmp_path, f"a.{kind}", data), found)


@pytest.mark.parametrize(("day", "said"), [(None, MOMENT), (date(2031, 1, 7), "2031-01-07")])
def test_a_row_that_was_changed_keeps_its_moment_until_the_day_changes(tmp_path, day, said):
    (row,) = rows_of(decisions_table(decisions(decision(by="Docent A", on=MOMENT))))
    row |= {"besluit": "afgewezen"} | ({"datum": day} if day else {})
    (entry,) = read(tmp_path, "a.xlsx", edited(as_rows([row]))).settled
    assert (entry.verdict, entry.on) == (AFGEWEZEN, said)


@pytest.mark.parametrize("name", [*BEHIND[2:], "datum", "titel vmbo"])
def test_a_column_may_be_lost_and_the_decision_stays(overlap, decided, tmp_path, name):
    columns = [column for column in COLUMNS if column != name]
    found = read(
        tmp_path, "a.xlsx", edited(as_rows(rows_of(overlap_table(overlap, decided)), columns))
    )
    verdicts = {entry.pair: entry.verdict for entry in found.settled}
    assert verdicts == {entry.pair: entry.verdict for entry in decided.settled}
    assert len(found.conflicts) == 1


def test_a_table_of_something_else_is_refused(tmp_path):
    with pytest.raises(InputError, match="geen besluiten: de kolommen besluit, id vmbo, id mbo"):
        read(tmp_path, "a.csv", b"code;titel\r\n1;Gras maaien\r\n2;Snoeien\r\n")


def test_a_copy_without_the_hidden_columns_is_told_to_take_them_along(overlap, tmp_path):
    rows = rows_of(overlap_table(overlap, decisions()))
    with pytest.raises(InputError, match="de kolommen id vmbo, id mbo ontbreken") as refused:
        read(tmp_path, "a.xlsx", edited(as_rows(rows, COLUMNS[: -len(BEHIND)])))
    assert "verborgen kolommen" in refused.value.advice
    with pytest.raises(InputError, match="de kolom id mbo ontbreekt"):
        read(tmp_path, "a.csv", b"besluit;id vmbo\r\nakkoord;L1\r\n")


@pytest.mark.skipif(
    not shutil.which("soffice"),
    reason="LibreOffice (soffice) staat hier niet; .ci/run installeert het",
)
@pytest.mark.parametrize("kind", ["xlsx", "ods"])
def test_libreoffice_keeps_every_decision(overlap, decided, tmp_path, kind):
    file = tmp_path / "besluiten.xlsx"
    file.write_bytes(overlap_workbook(overlap, decided, made_on=DAY, command="align overlap"))
    subprocess.run(
        [
            *("soffice", f"-env:UserInstallation={(tmp_path / 'profiel').as_uri()}", "--headless"),
            *("--convert-to", kind, "--outdir", str(tmp_path / "bewaard"), str(file)),
        ],
        check=True,
        capture_output=True,
        timeout=300,
    )
    assert same(
        read_decisions_table(open_source(tmp_path / "bewaard" / f"besluiten.{kind}")), decided
    )
