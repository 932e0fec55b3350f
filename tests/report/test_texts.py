"""Marks never change a text, and nothing hides in it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.model import Quote
from align.report.page import Piece
from align.report.texts import quoted, shown_at, visible


@given(
    text=st.text(max_size=60),
    spans=st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=4),
)
def test_pieces_together_are_the_text(text, spans):
    marks = tuple(sorted((min(a, b), max(a, b)) for a, b in spans))
    assert "".join(piece.text for piece in quoted(Quote("i", "titel", text, marks))) == text


def test_a_mark_carries_what_both_sides_share():
    quote = Quote("i", "titel", "Hij maait gras", ((4, 9), (10, 14)), words=("maaien", "gras"))
    assert quoted(quote) == (
        Piece("Hij "),
        Piece("maait", "bewijs", "maaien"),
        Piece(" "),
        Piece("gras", "bewijs", "gras"),
    )


@given(text=st.text(max_size=40), at=st.integers(0, 40))
def test_a_place_counts_what_a_script_counts(text, at):
    text = text.replace("\r", "")
    place = shown_at(text, min(at, len(text)))
    before = visible(text).encode("utf-16-le")[: 2 * place].decode("utf-16-le")
    assert before == visible(text[:at])


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("gewoon, één\nregel", "gewoon, één\nregel"),
        ("a\u202eb", "a⟨U+202E⟩b"),
        ("a\x00b", "a⟨U+0000⟩b"),
        ("a\ud800b", "a⟨U+D800⟩b"),
        ("a\u2028b", "a⟨U+2028⟩b"),
        ("a\u200bb", "a⟨U+200B⟩b"),
        ("a\uffff\ufdd0b", "a⟨U+FFFF⟩⟨U+FDD0⟩b"),
        ("a\r\nb", "a\nb"),
    ],
)
def test_hidden_characters_are_shown(text, shown):
    assert visible(text) == shown
