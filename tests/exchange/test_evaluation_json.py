"""`align-evaluate/1`: the measures for another program."""

import json

import pytest

from align.exchange.evaluation_json import evaluation_json
from align.overlap.evaluate import evaluate
from align.resources import resource
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
