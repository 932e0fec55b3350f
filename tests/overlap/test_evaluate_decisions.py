"""The tool held against what a team decided."""

from dataclasses import replace

import pytest
from hypothesis import given
from small_decisions import AFGEWEZEN, AKKOORD, BESPREKEN, any_decisions, decision, decisions

from align.model import Relation, ToolView
from align.overlap.evaluate_decisions import LEAST, evaluate_decisions

SAW = ToolView(0.8, 0.9, overlap=True, relation=Relation.HERHALING, engine="w6")
DOUBTED = ToolView(0.3, 0.2, overlap=False, engine="w6")
NOT_REPORTED = ToolView(engine="w6")


def said(right, verdict, view, **more):
    return decision(right=right, verdict=verdict, view=view, by="Docent A", **more)


def test_agreed_is_overlap_and_rejected_is_none():
    found = evaluate_decisions(
        decisions(
            said("W1", AKKOORD, SAW, relation=Relation.HERHALING),
            said("W2", AKKOORD, replace(SAW, score=0.7), relation=Relation.VERDIEPING),
            said("W3", AFGEWEZEN, replace(SAW, score=0.6)),
            said("W4", AKKOORD, DOUBTED),
            said("W5", AFGEWEZEN, DOUBTED),
        )
    )
    assert found.counts["pairs"] == 5
    assert found.metrics["precision"] == pytest.approx(2 / 3, abs=1e-4)
    assert found.metrics["recall"] == pytest.approx(2 / 3, abs=1e-4)
    assert found.metrics["map"] == pytest.approx((1 + 1 + 3 / 4) / 3, abs=1e-4)
    assert found.metrics["relation_accuracy"] == 0.5
    assert found.metrics["ndcg5"] is None
    assert found.engines == ("w6",)
    low, high = found.intervals["precision"]
    assert low < 2 / 3 < high


def test_what_says_nothing_of_the_tool_is_left_out_and_counted():
    found = evaluate_decisions(
        decisions(
            said("W1", BESPREKEN, SAW),
            said("W2", AKKOORD, ToolView()),
            said("W3", AKKOORD, SAW),
            replace(said("W3", AFGEWEZEN, SAW), by="Docent B"),
        )
    )
    assert found.pairs == ()
    assert found.counts == {
        "pairs": 0,
        "akkoord": 0,
        "afgewezen": 0,
        "decided": 0,
        "bespreken": 1,
        "conflicts": 1,
        "unknown": 1,
    }
    assert set(found.metrics.values()) == {None}
    assert found.intervals == {}


def test_a_pair_that_the_tool_did_not_report_was_missed():
    found = evaluate_decisions(
        decisions(said("W1", AKKOORD, NOT_REPORTED), said("W2", AKKOORD, SAW))
    )
    assert found.metrics["recall"] == 0.5
    assert found.metrics["ece"] == pytest.approx(0.1)  # of the one that has a probability


def test_a_measure_without_anything_to_measure_is_none():
    found = evaluate_decisions(decisions(said("W1", AFGEWEZEN, DOUBTED)))
    assert found.metrics["precision"] is None
    assert found.metrics["recall"] is None
    assert found.metrics["map"] is None


@pytest.mark.parametrize(("amount", "too_few"), [(LEAST - 1, True), (LEAST, False)])
def test_too_few_are_called_so(amount, too_few):
    found = evaluate_decisions(
        decisions(*(said(f"W{number}", AKKOORD, SAW) for number in range(amount)))
    )
    assert found.too_few is too_few


@given(any_decisions())
def test_every_pair_is_measured_or_counted_as_left_out(some):
    found = evaluate_decisions(some)
    counts = found.counts
    assert counts["akkoord"] + counts["afgewezen"] == counts["pairs"] == len(found.pairs)
    left_out = counts["bespreken"] + counts["unknown"]
    assert counts["pairs"] + left_out == len(some.settled)
    assert all(value is None or 0 <= value <= 1 for value in found.metrics.values())
    for name, (low, high) in found.intervals.items():
        assert low <= found.metrics[name] <= high
