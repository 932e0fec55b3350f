"""Whitespace is set right; words and list lines stay."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.sources.text import clean_line, clean_text, garbled, quirks


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("al schoon", "al schoon"),
        ("  a \t b\u00a0c ", "a b c"),
        ("kop:\r\r\r\n- een;\r\n•  twee\r", "kop:\n- een;\n• twee"),
        ("een\n\n\n \ntwee", "een\n\ntwee"),
        ("cafe\u0301", "café"),
        ("af\u00adbreken\u200b", "afbreken"),
        ("half \ud800 teken", "half \ufffd teken"),
        ("nul\x00teken", "nul teken"),
        ("", ""),
    ],
)
def test_clean_text(raw, clean):
    assert clean_text(raw) == clean


def test_a_title_stands_on_one_line():
    assert clean_line(" Meel \r\r\n wegen ") == "Meel wegen"


@given(st.text())
def test_cleaning_twice_changes_nothing_more_and_the_result_can_be_written(raw):
    once = clean_text(raw)
    assert clean_text(once) == once
    assert quirks(once) == ()
    once.encode("utf-8")


@given(st.lists(st.text("abcdé(),.;-", min_size=1), min_size=1), st.sampled_from(" \t\n\r\u00a0"))
def test_words_are_never_touched(words, blank):
    assert clean_text(f"{blank} ".join(words)).split() == words


def test_only_what_stands_inside_a_text_is_a_quirk():
    assert quirks(" a b ") == ()
    assert quirks("a\r\nb") == ()
    assert quirks("a\tb  c") == ("tab", "dubbele spatie")


@pytest.mark.parametrize("encoding", ["cp1252", "latin-1"])
@pytest.mark.parametrize("word", ["café", "coördineren", "geïnteresseerd", "‘brood’", "– €"])
def test_utf_8_that_was_read_as_something_else_is_seen(word, encoding):
    wrong = f"wil graag {word.encode().decode(encoding, 'ignore')} bestellen"
    assert garbled(wrong)
    assert garbled(f"wil graag {word} bestellen") == ""


def test_the_garbled_word_is_given_as_it_stands():
    assert garbled("een lekker cafÃ©tje op\nde hoek") == "cafÃ©tje"
    assert garbled("teken \ufffd weg") == "\ufffd"
    assert garbled("São Paulo, Ångström, châlet, 20 °C") == ""
