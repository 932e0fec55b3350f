"""Scoring against a rated set: what is counted, and what a perfect and an empty set give."""

import json

import numpy as np
import pytest

from align.overlap import evaluate as module
from align.overlap.evaluate import LOWER_IS_BETTER, evaluate
from align.similarity.gold import read_gold
from align.similarity.metrics import bootstrap_interval

WORK = ("Gras maaien", "Een vijver graven", "Honing slingeren", "Haar knippen")


def rated(*pairs, works=WORK, other=WORK):
    """One block in which unit n of both sides has the n-th text."""
    return {
        "block": "B",
        "vmbo": [{"n": n, "titel": f"Zelf {w}", "eindtermen": [w]} for n, w in enumerate(works)],
        "mbo": [
            {"n": n, "titel": w, "kerntaak": "Werkt", "kwalificatie": "Doener", "niveau": 2}
            for n, w in enumerate(other)
        ],
        "pairs": list(pairs),
    }


def pair(vmbo, mbo, grade=3, **more):
    return {"vmbo": vmbo, "mbo": mbo, "grade": grade, **more}


@pytest.fixture
def measure(tmp_path, analyser):
    def of(*blocks):
        path = tmp_path / "gold.json"
        path.write_text(json.dumps({"format": "overlap-gold/1", "blocks": list(blocks)}))
        return evaluate(read_gold(path), analyser)

    return of


SAME = tuple(pair(n, n, relation="herhaling") for n in range(4))


def test_a_perfect_set_gives_perfect_measures(measure):
    found = measure(rated(*SAME))
    for name in ("map", "ndcg5", "f1", "precision", "recall", "relation_accuracy"):
        assert found.metrics[name] == 1.0, name
    assert found.metrics["ece"] < 0.2
    assert found.counts == {"blocks": 1, "pairs": 16, "overlaps": 4, "decided": 4}


def test_a_set_that_is_wrong_everywhere_gives_low_measures(measure):
    found = measure(rated(*(pair(n, (n + 1) % 4) for n in range(4))))
    assert found.metrics["f1"] == found.metrics["precision"] == found.metrics["recall"] == 0.0
    assert found.metrics["map"] < 0.5
    assert found.metrics["ece"] > 0.2


def test_what_cannot_be_measured_is_none_and_not_zero(measure):
    found = measure(rated())
    assert found.metrics["map"] is None
    assert found.metrics["ndcg5"] is None
    assert found.metrics["relation_accuracy"] is None
    assert found.metrics["f1"] == 0.0
    assert found.intervals == {}


def test_disputed_pairs_are_left_out_of_every_measure(measure):
    found = measure(rated(*SAME, pair(0, 1, 3, relation="verdieping", disputed=True)))
    assert found.metrics == measure(rated(*SAME)).metrics | {"ece": found.metrics["ece"]}
    assert found.counts["pairs"] == 15


def test_grade_1_is_no_overlap_but_earns_gain(measure):
    found = measure(rated(*SAME, pair(0, 1, 1)))
    assert found.counts["overlaps"] == 4
    assert found.metrics["map"] == 1.0
    assert found.metrics["ndcg5"] <= 1.0


def test_the_mean_is_taken_over_blocks_that_have_something_to_find(measure):
    good, bad = rated(*SAME), rated(*(pair(n, (n + 1) % 4) for n in range(4)))
    low = measure(bad).metrics["map"]
    found = measure(good, bad, rated())
    assert found.metrics["map"] == pytest.approx((1.0 + low) / 2, abs=1e-4)
    low_end, high_end = found.intervals["map"]
    assert low <= low_end + 1e-4 <= found.metrics["map"] + 2e-4 <= high_end + 3e-4 <= 1.0 + 4e-4


def test_a_block_with_more_deeltaken_counts_more_in_ndcg_and_its_interval(measure):
    good, bad = rated(*SAME), rated(pair(0, 1))
    low = measure(bad).metrics["ndcg5"]
    found = measure(good, *(bad for _ in range(4)))
    assert found.metrics["ndcg5"] == pytest.approx((4 + 4 * low) / 8, abs=1e-4)
    one_each = bootstrap_interval(np.array([1.0, *[low] * 4]))
    of_deeltaken = bootstrap_interval(
        np.array([1.0, *[low] * 4]), weights=np.array([4.0, 1, 1, 1, 1])
    )
    assert found.intervals["ndcg5"] == pytest.approx(of_deeltaken, abs=1e-3)
    assert found.intervals["ndcg5"] != pytest.approx(one_each, abs=1e-3)


def test_relations_are_counted_on_overlaps_alone(measure):
    wrong = measure(rated(*SAME[:3], pair(3, 3, relation="verdieping")))
    assert wrong.metrics["relation_accuracy"] == 0.75
    beside = measure(rated(*SAME, pair(0, 1, 1, relation="verdieping")))
    assert beside.metrics["relation_accuracy"] == 1.0


def test_the_order_of_the_rows_makes_no_difference(measure):
    block = rated(*SAME, pair(0, 2, 1))
    turned = block | {name: block[name][::-1] for name in ("vmbo", "mbo", "pairs")}
    assert measure(turned).metrics == measure(block).metrics


def test_a_block_is_scored_as_the_tool_would(measure):
    (scored,) = measure(rated(*SAME)).blocks
    assert scored.scores.shape == scored.probabilities.shape == scored.decided.shape == (4, 4)
    assert np.array_equal(scored.decided.nonzero()[0], scored.decided.nonzero()[1])


def test_only_the_calibration_error_is_better_when_lower():
    assert LOWER_IS_BETTER == ("ece",)
    assert module.FORMAT == "align-evaluate/1"


@pytest.mark.real
def test_the_rated_set_for_development_is_ranked_well_enough(real_gold, analyser):
    found = evaluate(read_gold(real_gold / "dev.json"), analyser)
    assert (found.counts["blocks"], found.counts["pairs"], found.counts["overlaps"]) == (
        10,
        1000,
        143,
    )
    assert found.metrics["map"] >= 0.58
