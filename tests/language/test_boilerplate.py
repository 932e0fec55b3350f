import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.language.boilerplate import knowledge_level, remainder, stripped


@pytest.mark.parametrize(
    ("sentence", "left"),
    [
        ("De kandidaat kan een muur metselen", "een muur metselen"),
        ("De kandidaat kaneen muur metselen [BB/KB/GL]", "een muur metselen"),
        ("De kandidaat is in staat om tegels te zetten", "tegels te zetten"),
        ("De kandidaat een lamp vervangen", "een lamp vervangen"),
        ("Hij zaagt planken.", "zaagt planken."),
        ("De beginnend beroepsbeoefenaar voert gesprekken.", "voert gesprekken."),
        ("De helpende wast de cliënt.", "wast de cliënt."),
        ("De allround medewerker groen maait het gras.", "maait het gras."),
        ("Heeft brede en specialistische kennis van houtsoorten", "houtsoorten"),
        ("De beroepsbeoefenaar heeft kennis van verf", "verf"),
        (
            "Voor het uitvoeren van de taak beheerst de kandidaat de volgende onderdelen: lassen",
            ": lassen",
        ),
        ("In dit keuzedeel leert de student koken", "koken"),
        ("De klant betaalt de rekening", "De klant betaalt de rekening"),
        ("Planten verzorgen [KB/GL].", "Planten verzorgen"),
        ("Zij-aanzichten tekenen", "Zij-aanzichten tekenen"),
    ],
)
def test_remainder(sentence, left):
    assert remainder(sentence) == left


@pytest.mark.parametrize(
    ("sentence", "level"),
    [
        ("Heeft specialistische kennis van hout", "specialistische kennis"),
        ("heeft brede en specialistische kennis van hout", "brede en specialistische kennis"),
        ("basiskennis van verf", "basiskennis"),
        ("heeft kennis van lijm", "kennis"),
        ("zaagt planken", None),
    ],
)
def test_knowledge_level(sentence, level):
    assert knowledge_level(sentence) == level


@given(st.text(max_size=120))
def test_ranges_stand_in_order_inside_the_sentence(sentence):
    at = 0
    for piece in stripped("De kandidaat kan " + sentence):
        assert at <= piece.start < piece.end
        at = piece.end
    assert at <= len("De kandidaat kan " + sentence)


@given(st.lists(st.sampled_from("muur verf lamp tegels metselen zagen".split()), min_size=1))
def test_stripping_keeps_all_content_words(words):
    plain = " ".join(words)
    assert remainder(f"De kandidaat kan {plain} [BB/KB]") == plain
    assert remainder(plain) == plain
    assert remainder(remainder(f"De kandidaat kan {plain}")) == plain
