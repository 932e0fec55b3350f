"""Decisions and pairs as SSSOM TSV: what tool and people think side by side, and read back.

`sssom validate` (sssom-py 0.4.21) accepts these files; here stand the rules that it holds them to,
so that the tests need no environment of its own for it.
"""

import csv
import io
from dataclasses import replace
from datetime import date
from itertools import takewhile

import pytest
from hypothesis import given, settings
from small_curricula import hovenier, tuin
from small_decisions import AFGEWEZEN, HOSTILE, any_decisions, decision, decisions

from align.exchange.decisions_read import read_decisions
from align.exchange.sssom import COLUMNS, decisions_sssom, overlap_sssom
from align.exchange.sssom_read import is_sssom, read_sssom
from align.model import ComparedSource, Decision, Verdict
from align.overlap import compare
from align.overlap.decided import basis_of

ON = {"made_on": date(2031, 2, 3), "tool_version": "0"}

#: Slots of a mapping that the standard asks for, and those of ours that the header declares.
#: Source: SSSOM 1.1, https://mapping-commons.github.io/sssom/Mapping/.
ASKED = {"subject_id", "predicate_id", "object_id", "mapping_justification"}
OURS = {"align_besluit", "align_gegevens"}
STANDARD = {
    *ASKED,
    *("subject_label", "predicate_label", "predicate_modifier", "object_label", "author_label"),
    *("mapping_date", "confidence", "similarity_score", "similarity_measure", "mapping_tool"),
    "comment",
}


@pytest.fixture(scope="module")
def overlap(analyser):
    return compare(tuin(), [hovenier()], analyser=analyser)


def parts(text):
    """Header lines, and rows by column."""
    lines = io.StringIO(text, newline="").readlines()
    head = [line[1:].rstrip("\n") for line in takewhile(lambda line: line[0] == "#", lines)]
    before = csv.field_size_limit(10**7)  # the whole entry stands in one cell
    rows = list(csv.DictReader(lines[len(head) :], delimiter="\t"))
    csv.field_size_limit(before)
    return head, rows


def read(text):
    return read_sssom(text.encode("utf-8"), "a.tsv")


def test_the_header_says_what_a_mapping_set_must_say(overlap):
    head, rows = parts(overlap_sssom(overlap, decisions(), **ON))
    fields = {line.partition(":")[0] for line in head if not line.startswith(" ")}
    assert fields >= {"sssom_version", "curie_map", "mapping_set_id", "license"}
    declared = {line.partition(": ")[2] for line in head if "slot_name" in line}
    assert declared == OURS
    assert set(COLUMNS) == STANDARD | OURS
    assert is_sssom("\n".join([*(f"#{line}" for line in head), "\t".join(COLUMNS)]).encode())
    prefixes = {
        line.strip().partition(":")[0]
        for line in head
        if line.startswith("  ") and "- " not in line
    }
    for row in rows:
        assert all(row[slot] for slot in ASKED)
        assert {row[slot].partition(":")[0] for slot in ASKED} <= prefixes
        assert 0 <= float(row["confidence"]) <= 1
        assert row["predicate_modifier"] in {"", "Not"}


def test_tool_and_people_each_keep_their_row(overlap):
    pair = next(pair for pair in overlap.pairs if pair.overlap)
    sides = basis_of(overlap, pair.left), basis_of(overlap, pair.right)
    found = decisions(
        Decision(*sides, Verdict.AFGEWEZEN, by="Docent A", on="2031-01-05", remark="ander niveau"),
        Decision(*sides, Verdict.AFGEWEZEN, by="Docent B", on="2031-01-06"),
    )
    _, rows = parts(overlap_sssom(overlap, found, **ON))
    machine, *people = [row for row in rows if row["object_label"].endswith(sides[1].title)][:3]
    assert (machine["mapping_justification"], machine["predicate_modifier"]) == (
        "semapv:LexicalMatching",
        "",
    )
    assert [row["author_label"] for row in people] == ["Docent A", "Docent B"]
    for row in people:
        assert row["mapping_justification"] == "semapv:ManualMappingCuration"
        assert (row["predicate_modifier"], row["align_besluit"]) == ("Not", "afgewezen")
        assert row["subject_id"] == machine["subject_id"]
    again = read(overlap_sssom(overlap, found, **ON))
    assert again.by_pair == found.by_pair
    assert again.warnings == ()


@settings(max_examples=50)
@given(any_decisions())
def test_any_decisions_come_back(found):
    again = read(decisions_sssom(found, **ON))
    assert (again.settled, again.conflicts) == (found.settled, found.conflicts)
    assert decisions_sssom(found, **ON) == decisions_sssom(found, **ON)


@pytest.mark.parametrize("hostile", HOSTILE, ids=lambda text: text[:12])
def test_hostile_text_stays_in_its_cell(hostile):
    text = decisions_sssom(decisions(decision(remark=hostile)), **ON)
    _, (row,) = parts(text)
    assert not any(cell.startswith(("=", "+", "-", "@")) for cell in row.values())
    assert read(text).settled[0].remark == hostile


def test_a_header_that_names_very_many_sources_is_read_over(tmp_path):
    dossiers = [ComparedSource(f"Kwalificatiedossier nummer {n} " * 4, "2031") for n in range(120)]
    found = replace(decisions(decision(by="Docent A")), right=tuple(sorted(dossiers)))
    text = decisions_sssom(found, **ON)
    assert max(map(len, text.splitlines()[:20])) > 10_000
    for number, mark in enumerate(("", "\ufeff")):  # spreadsheet programs put a mark before it
        path = tmp_path / f"{number}.tsv"
        path.write_text(mark + text, encoding="utf-8")
        assert read_decisions([path]).settled == found.settled


@pytest.mark.parametrize("text", ["", "#", "# a\n# b", "# a\nb\tc\n", "#" * 20_000 + "\n{}"])
def test_what_has_a_header_but_no_columns_of_a_mapping_is_none(text):
    assert not is_sssom(text.encode())


def test_what_someone_else_made_is_read_too():
    text = (
        "#curie_map:\n#  ex: https://example.org/\n"
        "subject_id\tpredicate_id\tpredicate_modifier\tobject_id\tmapping_justification\tauthor_label\n"
        "ex:a\tskos:closeMatch\t\tex:b\tsemapv:ManualMappingCuration\tDocent C\n"
        "ex:a\tskos:closeMatch\tNot\tex:c\tsemapv:ManualMappingCuration\tDocent C\n"
        "ex:a\tskos:closeMatch\t\tex:d\tsemapv:LexicalMatching\t\n"
    )
    found = read(text)
    assert [entry.verdict for entry in found.settled] == [Verdict.AKKOORD, AFGEWEZEN]
    assert {entry.by for entry in found.settled} == {"Docent C"}
