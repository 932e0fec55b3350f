"""Splitting texts into pieces."""

import math

from hypothesis import given
from hypothesis import strategies as st
from small_encoder import PIECES, SCORES, tokenizer

KNOWN = dict(zip(PIECES, SCORES, strict=True))


def pieces_of(text, most=128):
    split = tokenizer()
    return [split.pieces[number] for number in split.split(text, most)]


def test_a_word_is_cut_where_its_pieces_are_likeliest():
    assert pieces_of("hefbrug") == ["<s>", "▁hef", "brug", "</s>"]  # -16, against -20 as a whole


def test_a_word_that_is_a_piece_stays_whole_when_that_is_likelier():
    assert pieces_of("koken") == ["<s>", "▁koken", "</s>"]


def test_a_piece_never_crosses_a_space():
    assert pieces_of("hef brug") == ["<s>", "▁hef", "▁", "brug", "</s>"]


def test_characters_nobody_knows_become_the_unknown_piece():
    assert pieces_of("koe漢") == ["<s>", "▁k", "o", "e", "<unk>", "</s>"]


def test_characters_are_replaced_before_splitting():
    assert pieces_of("ko\u200bkÉn\thefbrug") == pieces_of("koken hefbrug")


def test_a_text_that_is_too_long_is_cut_and_keeps_its_mark_of_the_end():
    assert pieces_of("koken " * 50, most=5) == ["<s>", "▁koken", "▁koken", "▁koken", "</s>"]


def test_an_empty_text_is_two_marks():
    assert pieces_of("  ") == ["<s>", "</s>"]


def test_marks_in_a_text_are_text():
    assert "</s>" not in pieces_of("</s>")[:-1]


def likeliest(word):
    """The best score of all ways to cut a word, tried one by one."""
    if not word:
        return 0.0
    ways = [
        KNOWN[word[:end]] + likeliest(word[end:])
        for end in range(1, len(word) + 1)
        if word[:end] in KNOWN
    ]
    return max(ways, default=-math.inf)


@given(st.lists(st.sampled_from(["hef", "brug", "koken", "k", "o", "e", "n", "gen"]), max_size=4))
def test_no_other_way_to_cut_a_word_is_likelier(parts):
    word = "".join(parts)
    found = pieces_of(word)[1:-1]
    if "<unk>" not in found and word:
        assert "".join(found) == "▁" + word
        assert math.isclose(sum(KNOWN[piece] for piece in found), likeliest("▁" + word))
