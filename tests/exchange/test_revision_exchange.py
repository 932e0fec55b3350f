"""A revision for other programs: JSON, CSV, XLSX, SSSOM and CASE; every item is in all of them."""

import csv
import io
import json
import sys
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.exchange.revision_case import revision_case
from align.exchange.revision_json import FORMAT, revision_json
from align.exchange.revision_rows import WAS_WORDT, steps
from align.exchange.revision_sssom import COLUMNS, revision_sssom
from align.exchange.revision_table import revision_csv, revision_xlsx
from align.model import Side
from align.sources.codes import lookup_key
from align.sources.text import clean_text

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "report"))
from builders import HOSTILE
from revision_builders import example, nothing_changed, touched, with_text

DAY = date(2026, 1, 31)
DANGEROUS = ("=1+1", "+1", "-1", "@som", "\tx", '=HYPERLINK("http://x")')

ITEM = {
    "type": "object",
    "required": ["id", "code", "kind", "text"],
    "properties": {"id": {"type": "string", "minLength": 1}, "text": {"type": "string"}},
}
KINDS = ["gelijk", "redactioneel", "gewijzigd", "gesplitst", "samengevoegd", "nieuw", "vervallen"]
SCHEMA = {
    "type": "object",
    "required": ["format", "old", "new", "changes", "link_audit", "impact"],
    "properties": {
        "format": {"const": "align-revisions/1"},
        "changes": {
            "type": "array",
            "items": {
                "type": "object",
                "required": [
                    *("kind", "moved", "code_changed", "id_changed", "similarity", "old", "new")
                ],
                "properties": {
                    "kind": {"enum": KINDS},
                    "moved": {"type": "boolean"},
                    "code_changed": {"type": "boolean"},
                    "id_changed": {"type": "boolean"},
                    "similarity": {"type": "number", "minimum": 0, "maximum": 1},
                    "old": {"type": "array", "items": ITEM},
                    "new": {"type": "array", "items": ITEM},
                },
            },
        },
        "link_audit": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["old", "official", "content", "verdict"],
                "properties": {"verdict": {"enum": ["eens", "oneens", "zonder opvolger"]}},
            },
        },
        "impact": {"type": "array"},
    },
}


def table(data):
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig")), delimiter=";"))


def test_json_is_the_agreed_format():
    text = revision_json(example(), tool_version="0", impact=touched())
    content = json.loads(text)
    jsonschema.validate(content, SCHEMA)
    assert content["format"] == FORMAT
    assert text == revision_json(example(), tool_version="0", impact=touched())
    assert text.endswith("}\n")


def test_every_item_of_old_and_new_stands_in_exactly_one_change_of_the_json():
    revision = example()
    content = json.loads(revision_json(revision, tool_version="0"))
    for side, release in (("old", revision.old), ("new", revision.new)):
        ids = [item["id"] for change in content["changes"] for item in change[side]]
        assert sorted(ids) == sorted(item.id for item in release.items)
    assert content["counts"] == {
        "gelijk": 4,
        "redactioneel": 1,
        "gewijzigd": 2,
        "gesplitst": 1,
        "samengevoegd": 1,
        "vervallen": 3,
        "nieuw": 3,
    }


def test_json_keeps_what_people_wrote():
    content = json.loads(revision_json(example(), tool_version="0", impact=touched()))
    (again,) = [one for one in content["impact"] if one.get("fate") == "opnieuw bekijken"]
    assert (again["remark"], again["by"], again["verdict"]) == (
        "= te licht",
        "een docent",
        "afgewezen",
    )
    assert again["pairs"] == [["e2b", "w1"]]
    assert "history" not in content


def test_csv_holds_every_item_and_reads_in_both_directions():
    revision = example()
    rows = table(revision_csv(revision))
    assert tuple(rows[0]) == WAS_WORDT
    assert {r["was_id"] for r in rows} - {""} == {item.id for item in revision.old.items}
    assert {r["wordt_id"] for r in rows} - {""} == {item.id for item in revision.new.items}
    assert [int(r["volgorde_was"]) for r in rows] == sorted(int(r["volgorde_was"]) for r in rows)
    back = sorted(rows, key=lambda r: int(r["volgorde_wordt"]))
    known = [r["wordt_id"] for r in back if r["wordt_id"]]
    assert list(dict.fromkeys(known)) == [item.id for item in revision.new.items]
    split = [r for r in rows if r["wijziging"] == "gesplitst"]
    assert [(r["was_code"], r["wordt_code"]) for r in split] == [
        ("P/TUIN/01/01-03", "P/TUIN/01/01-03"),
        ("P/TUIN/01/01-03", "P/TUIN/01/01-04"),
    ]


def test_the_workbook_has_a_sheet_a_direction_and_one_for_successors():
    data = revision_xlsx(example(), made_on=DAY, command="align ...", impact=touched())
    assert data == revision_xlsx(example(), made_on=DAY, command="align ...", impact=touched())
    sheets = read_sheets(data)
    assert list(sheets) == [
        *("uitleg", "was-wordt", "wordt-was", "opvolgers", "besluiten", "uren", "plan")
    ]
    assert sheets["was-wordt"][0][0] == "was_code"
    assert sheets["wordt-was"][0][0] == "wordt_code"
    assert len(sheets["was-wordt"]) == len(sheets["wordt-was"]) == 1 + len(steps(example()))
    assert sheets["opvolgers"][1][0] == "oneens"
    assert "gewijzigd: 2" in [cell for row in sheets["uitleg"] for cell in row]


def test_the_workbook_tells_what_happens_to_decisions_hours_and_a_plan():
    sheets = read_sheets(
        revision_xlsx(example(), made_on=DAY, command="align ...", impact=touched())
    )
    head, *rows = sheets["besluiten"]
    again = next(row for row in rows if row[0] == "opnieuw bekijken")
    assert [row[0] for row in rows] == ["vervalt", "opnieuw bekijken", "blijft"]
    assert again[head.index("gaat_over_op")] == (
        "P/TUIN/01/01-02 De kandidaat kan een maaier toepassen. × B1-K1-W1 Maait gazons"
    )
    assert [row[2:] for row in sheets["uren"][1:]] == [[40.0, 12.0, ""], ["", "", 7.5]]
    assert [(row[0], *row[2:5]) for row in sheets["plan"][1:]] == [
        ("P/TUIN/01/01", "3", 12.0, "alle"),
        ("P/TUIN/01/01", "4", 1.0, "verdiepen"),
    ]


def test_the_workbook_prints_the_columns_that_are_read():
    data = revision_xlsx(example(), made_on=DAY, command="align ...")
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        book = package.read("xl/workbook.xml").decode()
    heads = read_sheets(data)
    assert "'was-wordt'!$A$1:$G$" in book
    assert heads["was-wordt"][0][:7] == [
        *("was_code", "was_titel", "wijziging", "aard", "verplaatst", "wordt_code", "wordt_titel")
    ]
    assert sorted(heads["was-wordt"][0]) == sorted(heads["wordt-was"][0])


def read_sheets(data):
    import python_calamine

    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


@pytest.mark.parametrize("text", DANGEROUS)
def test_what_begins_like_a_formula_is_text_in_every_table(text):
    spoiled = with_text(text)
    for row in table(revision_csv(spoiled)):
        assert not [cell for cell in row.values() if cell.startswith(("=", "+", "-", "@", "\t"))]
    data = revision_xlsx(spoiled, made_on=DAY, command=text)
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        names = [name for name in package.namelist() if name.startswith("xl/worksheets/")]
        assert not [name for name in names if b"<f>" in package.read(name)]
    lines = revision_sssom(spoiled, made_on=DAY, tool_version="0").splitlines()
    cells = [cell for line in lines if not line.startswith("#") for cell in line.split("\t")]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "@"))]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_breaks_no_file(text):
    spoiled = with_text(text)
    assert len(table(revision_csv(spoiled))) == len(steps(spoiled))
    assert len(read_sheets(revision_xlsx(spoiled, made_on=DAY, command=text))["was-wordt"]) > 1
    lines = sssom_lines(revision_sssom(spoiled, made_on=DAY, tool_version="0"))
    assert {len(line) for line in lines} == {len(COLUMNS)}
    read = with_text(clean_text(text))  # readers leave nothing that JSON cannot be written with
    for document in (revision_case(read, made_on=DAY), revision_json(read, tool_version="0")):
        assert json.loads(document.encode().decode())


def sssom_lines(text):
    body = [line for line in text.splitlines(keepends=True) if not line.startswith("#")]
    return list(csv.reader(body, delimiter="\t"))


def test_sssom_says_what_kind_of_match_it_is():
    text = revision_sssom(example(), made_on=DAY, tool_version="0")
    head, *rows = sssom_lines(text)
    assert tuple(head) == COLUMNS
    found = {(r[0], r[3]): r[2] for r in rows}
    assert found["bron:e1", "bron:e1"] == "skos:exactMatch"
    assert found["bron:e2", "bron:e2b"] == "skos:closeMatch"
    assert found["bron:e3", "bron:e3b"] == "skos:narrowMatch"
    assert found["bron:e5", "bron:e45"] == "skos:broadMatch"
    assert ("bron:e7", "sssom:NoTermFound") in found
    assert ("sssom:NoTermFound", "bron:e8") in found
    assert '# subject_source_version: "2030.1"' in text
    assert '# mapping_date: "2026-01-31"' in text


def test_what_only_kept_its_place_has_no_successor_in_any_file():
    whole = example()
    changes = tuple(
        replace(c, nature=("inhoud vervangen: de plaats bleef",)) if c.old == ("e2",) else c
        for c in whole.changes
    )
    revision = replace(whole, changes=changes)
    links = json.loads(revision_case(revision, made_on=DAY))["CFAssociations"]
    assert "P/TUIN/01/01-02" not in " ".join(link["originNodeURI"]["title"] for link in links)
    rows = sssom_lines(revision_sssom(revision, made_on=DAY, tool_version="0"))[1:]
    assert {(r[0], r[3]): r[2] for r in rows}["bron:e2", "bron:e2b"] == "skos:relatedMatch"


def test_case_has_a_successor_for_each_item_with_another_id():
    package = json.loads(revision_case(example(), made_on=DAY))
    titles = [
        (link["originNodeURI"]["title"][:15], link["destinationNodeURI"]["title"][:15])
        for link in package["CFAssociations"]
    ]
    assert titles == [
        ("P/TUIN/01/01-02", "P/TUIN/01/01-02"),
        ("P/TUIN/01/01-03", "P/TUIN/01/01-03"),
        ("P/TUIN/01/01-03", "P/TUIN/01/01-04"),
        ("P/TUIN/01/02-01", "P/TUIN/01/02-01"),
        ("P/TUIN/01/02-02", "P/TUIN/01/02-01"),
    ]
    assert {link["associationType"] for link in package["CFAssociations"]} == {"replacedBy"}
    assert json.loads(revision_case(nothing_changed(), made_on=DAY))["CFAssociations"] == []


@pytest.mark.real
def test_case_is_valid_against_the_published_schema(real_data):
    schema = json.loads((real_data / "case" / "case-v1p0-cfpackage-schema.json").read_text())
    package = json.loads(revision_case(example(), made_on=DAY))
    package["CFDocument"].pop("caseVersion")  # the schema is of 1.0, which does not know it
    jsonschema.validate(package, schema)


@given(st.text(max_size=40))
def test_any_text_at_all_is_a_cell_that_reads_back(text):
    cells = table(revision_csv(with_text(text)))
    assert len(cells) == len(steps(with_text(text)))


def test_codes_are_shown_as_printed_and_sides_agree():
    revision = example()
    assert revision.old.side is Side.VMBO
    printed = {r["was_code"] for r in table(revision_csv(revision))} - {""}
    assert {lookup_key(code) for code in printed} == {
        lookup_key(item.code) for item in revision.old.items
    }
