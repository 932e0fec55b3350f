import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.language.families import family
from align.language.lemmas import lemma, normalise


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("uitvoeren", "uitvoeren"),
        ("uitgevoerd", "uitvoeren"),
        ("voorbereid", "voorbereiden"),
        ("klaargezet", "klaarzetten"),
        ("schoongemaakt", "schoonmaken"),
        ("gewassen", "gewas"),
        ("zorgvragers", "zorgvrager"),
        ("cliënten", "cliënt"),
        ("collega’s", "collega"),
        ("ruimte(s)", "ruimte"),
        ("werkzaamheden", "werkzaamheid"),
        ("Eisen", "eis"),
        ("instructeur", "instructeur"),
        ("apparatuur", "apparatuur"),
        ("bouwplaatsinrichtingen", "bouwplaatsinrichting"),
        ("cad-tekeningen", "cad-tekening"),
        ("taken", "taak"),
    ],
)
def test_lemma(form, expected):
    assert lemma(form) == expected


@pytest.mark.parametrize(
    ("noun", "verb"),
    [
        ("beheer", "beheren"),
        ("bestelling", "bestellen"),
        ("reparatie", "repareren"),
        ("onderhoud", "onderhouden"),
        ("verzorging", "verzorgen"),
        ("planning", "plannen"),
        ("verkoop", "verkopen"),
        ("registratie", "registreren"),
        ("meting", "meten"),
        ("schoonmaak", "schoonmaken"),
    ],
)
def test_a_noun_and_its_verb_are_one_family(noun, verb):
    assert family(noun) == verb
    assert family(verb) == verb


@pytest.mark.parametrize("word", ["bedrijf", "beroep", "voorraad", "omgeving", "tafel", "leerling"])
def test_a_noun_without_a_verb_is_its_own_family(word):
    assert family(word) == word


@given(st.text(max_size=60))
def test_any_text_has_a_lemma_and_normalising_twice_changes_nothing(word):
    assert lemma(word) == lemma(word).lower() or not word.isascii()
    assert normalise(normalise(word)) == normalise(word) or not word.isascii()
    family(word)
