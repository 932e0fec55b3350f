"""Text that says nothing about overlap: repeated sentences and generic behaviour."""

import pytest

from align.similarity.repeats import (
    REPEATS_FROM,
    is_generic_behaviour,
    normalised,
    repeated_texts,
)


def test_case_space_and_final_points_make_no_difference():
    assert normalised("  De kandidaat\n kan PLANNEN ; ") == normalised("de kandidaat kan plannen.")
    assert normalised("plannen") != normalised("plannen en uitvoeren")


def test_a_text_repeats_when_it_stands_under_three_profielen():
    texts = {"ZW": ["Op tijd komen."], "GR": ["op tijd  komen"], "BWI": ["Op tijd komen;", "Zagen"]}
    assert len(texts) == REPEATS_FROM
    assert repeated_texts(texts) == {"op tijd komen"}


def test_three_times_under_one_profiel_is_no_repeat():
    assert repeated_texts({"ZW": ["Zagen", "Zagen", "Zagen"], "GR": ["Zagen"]}) == frozenset()


@pytest.mark.parametrize(
    "text",
    [
        "De kandidaat kan samenwerken en overleggen",
        "De kandidaat kan werkzaamheden plannen en zijn werkplek opruimen",
        "De kandidaat kan veilig en milieubewust werken",
    ],
)
def test_what_any_trade_asks_is_generic(analyser, text):
    (sentence,) = analyser.analyse(text)
    assert is_generic_behaviour(sentence)


@pytest.mark.parametrize(
    "text",
    [
        "De kandidaat kan een muur metselen",
        "De kandidaat kan samenwerken bij het tillen van een cliënt",
        "De kandidaat kan het snoeihout opruimen",
    ],
)
def test_one_word_of_a_trade_makes_it_its_own(analyser, text):
    (sentence,) = analyser.analyse(text)
    assert not is_generic_behaviour(sentence)
