"""Marks never change a text, and nothing hides in it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.model import Quote
from align.report.page import Partner
from align.report.texts import Numbered, Source, blocks, quoted, visible


def text_of(runs):
    return "".join(piece.text for run in runs for piece in run.pieces)


@given(
    text=st.text(max_size=60),
    spans=st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=4),
    cuts=st.lists(st.tuples(st.integers(0, 59), st.integers(1, 60)), max_size=3),
    words=st.frozensets(st.text(min_size=3, max_size=5), max_size=3),
)
def test_pieces_together_are_the_text(text, spans, cuts, words):
    marks = tuple(sorted((min(a, b), max(a, b)) for a, b in spans))
    numbered = [
        Numbered(Quote("i", "titel", text[a : a + n], marks), Partner(k, f"l{k}", f"r{k}"))
        for k, (a, n) in enumerate(cuts, start=1)
        if text[a : a + n]
    ]
    (block,) = blocks([Source("i", "titel", "", "", "", text)], numbered, words)
    assert text_of(block.runs) == text
    shown = {partner.number for run in block.runs for partner in run.partners}
    assert shown == {n.partner.number for n in numbered}


def test_a_quote_from_elsewhere_gets_a_block_of_its_own():
    numbered = Numbered(Quote("other", "vakkennis", "kent gras", ((5, 9),)), Partner(1, "l", "r"))
    made = blocks([Source("i", "titel", "", "", "", "Maait")], [numbered])
    assert [block.label for block in made] == ["titel", "vakkennis"]


def test_a_mark_wins_from_a_word():
    quote = Quote("i", "titel", "schoonmaakmiddel", ((6, 10),))
    (run,) = blocks(
        [Source("i", "titel", "", "", "", quote.text)],
        [Numbered(quote, Partner(1, "l", "r"))],
        frozenset({"schoonmaakmiddel"}),
    )[0].runs
    assert [(p.text, p.mark) for p in run.pieces] == [
        ("schoon", ""),
        ("maak", "bewijs"),
        ("middel", ""),
    ]
    assert text_of([quoted(quote)]) == quote.text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("gewoon, één\nregel", "gewoon, één\nregel"),
        ("a\u202eb", "a⟨U+202E⟩b"),
        ("a\x00b", "a⟨U+0000⟩b"),
        ("a\ud800b", "a⟨U+D800⟩b"),
        ("a\u2028b", "a⟨U+2028⟩b"),
        ("a\u200bb", "a⟨U+200B⟩b"),
        ("a\r\nb", "a\nb"),
    ],
)
def test_hidden_characters_are_shown(text, shown):
    assert visible(text) == shown
