"""`align evaluate`: measures, gates, and files beside them."""

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
