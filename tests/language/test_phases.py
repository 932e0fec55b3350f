"""Phases of the work: which part of it a title or sentence is about."""

import pytest

from align.language import Analyser
from align.language.phases import phases, shares
from align.language.tables.phases import PHASES


@pytest.fixture(scope="module")
def analyser():
    return Analyser()


def found(analyser, text):
    return phases(term for entry in analyser.analyse(text) for term in entry.terms)


def main(analyser, text):
    weights = found(analyser, text)
    return max(weights, key=weights.get)


@pytest.mark.parametrize(
    ("text", "phase"),
    [
        ("Bereidt het schilderwerk voor", "voorbereiden"),
        ("Richt de werkplek in", "voorbereiden"),
        ("Metselt een tuinmuur", "maken"),
        ("Monteert leidingen", "monteren"),
        ("Controleert het eindresultaat", "meten"),
        ("Ruimt de werkplek op", "afronden"),
        ("Reinigt de machine", "schoonmaken"),
        ("Onderhoudt de machine", "onderhouden"),
        ("Evalueert de werkwijze", "verbeteren"),
        ("Begeleidt bezoekers", "begeleiden"),
        ("Een offerte opstellen", "calculeren"),
        ("De namen van gewassen noemen", "weten"),
    ],
)
def test_a_title_names_its_phase(analyser, text, phase):
    assert main(analyser, text) == phase


def test_a_verb_says_more_than_a_noun(analyser):
    assert (
        found(analyser, "Plannen")["voorbereiden"] > found(analyser, "De planning")["voorbereiden"]
    )


def test_the_head_of_a_compound_names_a_phase(analyser):
    assert "meten" in found(analyser, "De drukmeting")


def test_a_word_of_two_phases_counts_for_both_in_part(analyser):
    weights = found(analyser, "Haar knippen")
    assert weights["maken"] == weights["verzorgen"] == 0.5


def test_words_without_a_phase_name_none(analyser):
    assert found(analyser, "De gele emmer") == {}
    assert shares({}) == {}


def test_shares_add_up_to_one(analyser):
    assert sum(shares(found(analyser, "Ontwerpen, maken en verkopen")).values()) == pytest.approx(1)


def test_every_phase_has_words_in_lower_case():
    assert all(
        members and all(word == word.lower() for word in members) for members in PHASES.values()
    )
