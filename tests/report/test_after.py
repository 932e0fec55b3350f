"""What remains of the answer after what a team decided, and the marks beside what matters most."""

from dataclasses import replace

import pytest
from builders import MADE, counted, example

from align.model import Conflict, Decision, Decisions, Relation, Verdict
from align.overlap.decided import basis_of
from align.report.overlap_page import build_page

REJECTED, AGREED = Verdict.AFGEWEZEN, Verdict.AKKOORD


def said(left, right, verdict, **more):
    overlap = example()
    return Decision(basis_of(overlap, left), basis_of(overlap, right), verdict, **more)


def page_of(*settled, overlap=None, conflicts=()):
    decisions = Decisions(settled=settled, conflicts=conflicts)
    return build_page(overlap or counted(), **MADE, decisions=decisions)[0]


def test_nothing_is_said_where_nothing_was_decided():
    page = page_of()
    assert page.after == ()
    assert set(page.marks.values()) == {""}


def test_what_was_rejected_is_taken_out():
    page = page_of(said("d3", "w4", REJECTED))
    assert page.after == (
        "2 van 5 deeltaken van het vmbo en 2 van 5 werkprocessen van het mbo hebben overlap.",
        "Paren met overlap: 2 (verdieping 1, voorbereiding 1).",
        "Ca. 40 van 200 klokuren komt terug.",
    )
    assert page.summary.left.part == 3, "what the program thinks stands as it was"
    (mark,) = filter(None, page.marks.values())
    assert mark == page.marks["pair-k-tuin-02-01--99011-p1-k1-w1"] == "✗ afgewezen"


def test_what_was_agreed_counts_though_the_program_saw_less_or_nothing():
    page = page_of(said("d1", "w2", AGREED, relation=Relation.HERHALING), said("d4", "w1", AGREED))
    assert page.after == (
        "4 van 5 deeltaken van het vmbo en 3 van 5 werkprocessen van het mbo hebben overlap.",
        "Paren met overlap: 5 (herhaling 2, verdieping 1, voorbereiding 1, niet bepaald 1).",
        "Ca. 85 van 200 klokuren komt terug.",
    )


def test_what_is_contested_or_was_said_of_another_text_is_marked_and_does_not_count():
    old = said("d3", "w4", REJECTED)
    old = replace(old, left=replace(old.left, text_sha256="0" * 64))
    assert page_of(old).after == ()
    assert "opnieuw bekijken: ✗ afgewezen" in page_of(old).marks.values()
    differ = Conflict((said("d1", "w1", AGREED, by="A"), said("d1", "w1", REJECTED)), ("besluit",))
    assert page_of(conflicts=(differ,)).after == ()
    assert "≠ verschil van mening" in page_of(conflicts=(differ,)).marks.values()


@pytest.mark.parametrize("verdict", [REJECTED, AGREED, Verdict.BESPREKEN])
def test_hours_are_not_guessed_where_sentences_were_not_counted(verdict):
    after = page_of(said("d3", "w4", verdict), overlap=example()).after
    assert len(after) == 2
    assert not any("klokuren" in line for line in after)
