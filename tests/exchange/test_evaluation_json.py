"""`align-evaluate/1` and the table of pairs: the measures for another program."""

import csv
import io
import json

import pytest

from align.exchange.evaluation_json import evaluation_json, pairs_csv
from align.overlap.evaluate import evaluate
from align.resources import resource
from align.similarity.background import load_background
from align.similarity.gold import read_gold
from align.similarity.weights import load_weights


@pytest.fixture(scope="module")
def written(analyser):
    gold = read_gold(resource("corpora") / "gold-voorbeeld.json")
    return evaluation_json(evaluate(gold, analyser), gold, tool_version="1.2.3")


def test_the_agreed_measures_are_there(written):
    content = json.loads(written)
    assert content["format"] == "align-evaluate/1"
    assert content["tool"] == {
        "version": "1.2.3",
        "encoder": "none",
        "weights": load_weights().version,
        "word_vectors": load_background().vectors.version,
        "threshold": load_weights().threshold,
    }
    assert content["gold"]["name"] == "gold-voorbeeld.json"
    assert list(content["metrics"]) == [
        "map",
        "ndcg5",
        "f1",
        "precision",
        "recall",
        "relation_accuracy",
        "ece",
    ]
    assert all(0 <= value <= 1 for value in content["metrics"].values())
    assert content["counts"]["blocks"] == 3
    assert content["counts"]["pairs"] > content["counts"]["overlaps"] > 0


def test_an_interval_holds_its_mean(written):
    content = json.loads(written)
    low, high = content["intervals"]["map"]
    assert low <= content["metrics"]["map"] <= high


def test_the_measures_of_the_example_are_as_easy_as_it_says(written):
    assert json.loads(written)["metrics"]["map"] > 0.6


WORK = ("Gras maaien", "Een vijver graven", "Honing slingeren", "Haar knippen")


def rated(name, vmbo, mbo):
    """A block of units that are their titles; unit n of both sides is the same."""
    work = {"kerntaak": "Werkt", "kwalificatie": "Doener", "niveau": 2}
    return {
        "block": name,
        "vmbo": [{"n": n, "titel": t, "eindtermen": [t]} for n, t in enumerate(vmbo)],
        "mbo": [{"n": n, "titel": t, **work} for n, t in enumerate(mbo)],
        "pairs": [{"vmbo": 0, "mbo": 0, "grade": 3}],
    }


@pytest.fixture
def table(tmp_path, analyser):
    """Rows of the table of pairs of some blocks."""

    def of(*blocks):
        path = tmp_path / "gold.json"
        path.write_text(json.dumps({"format": "overlap-gold/1", "blocks": list(blocks)}))
        return list(csv.DictReader(io.StringIO(pairs_csv(evaluate(read_gold(path), analyser)))))

    return of


def test_the_table_has_every_pair_once_with_the_numbers_of_the_file(table):
    rows = table(rated("A", WORK, WORK), rated("B", WORK[:1], WORK[:2]))
    assert list(rows[0]) == ["block", "vmbo", "mbo", "score", "overlap", "relation"]
    assert [row["block"] for row in rows] == ["A"] * 16 + ["B"] * 2
    own = [row for row in rows[:16] if row["vmbo"] == row["mbo"]]
    assert {row["overlap"] for row in own} == {"true"}
    assert {row["overlap"] for row in rows[:16] if row not in own} == {"false"}
    assert all(0 <= float(row["score"]) <= 1 for row in rows)
    assert {row["relation"] for row in rows} == {"herhaling"}


@pytest.mark.parametrize("name", ['=HYPERLINK("http://x";"klik")', "+1", "-1", "@SUM(A1)", "'=1"])
def test_the_name_of_a_block_is_no_formula_for_a_spreadsheet(table, name):
    (row,) = table(rated(name, WORK[:1], WORK[:1]))
    assert row["block"] == f"'{name}"
