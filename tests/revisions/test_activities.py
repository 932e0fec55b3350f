"""Which verbs of a text are an activity, and what became of them."""

import pytest
from releases import eindterm

from align.revisions.activities import asides, asked
from align.revisions.kinds import mended
from align.revisions.levels import knows, step
from align.revisions.nature import nature


def named(analyser, before, after):
    """What is said of the change of an eindterm."""
    old, new = (
        eindterm("e", "1", text if text[0].isupper() else f"De kandidaat kan {text}")
        for text in (before, after)
    )
    return nature(old, new, analyser, replaced=False)


@pytest.mark.parametrize(
    ("text", "main"),
    [
        ("De kandidaat kan rozen snoeien en verzorgen", ("snoeien", "verzorgen")),
        ("De medewerker snoeit rozen", ("snoeien",)),
        ("De medewerker maait het gras dat groeit, en harkt het", ("maaien", "harken")),
        ("De medewerker schrijft een verslag en bespreekt het", ("schrijven", "bespreken")),
        ("De rozen worden verwerkt", ()),
        # Nouns with the form of an infinitive
        ("De kandidaat kan wensen, eisen en vragen verwerken", ("verwerken",)),
        ("De kandidaat kan taken van tuinlieden benoemen", ("benoemen",)),
        ("De kandidaat kan letten op de wijze van spreken", ("letten",)),
        ("De kandidaat kan gasten helpen bij het bewegen en verplaatsen", ("helpen",)),
        ("De kandidaat kan hulp bieden bij het in gebruik nemen van een pomp", ("bieden",)),
        # Fixed phrases
        ("De kandidaat kan snoeien ten aanzien van rozen", ("snoeien",)),
        ("De kandidaat kan rekening houden met het weer", ("rekening houden",)),
        # What is done to something else, or by it
        ("De kandidaat kan bepalen welke rozen gesnoeid moeten worden", ("bepalen",)),
        ("De kandidaat kan optreden als host", ("optreden",)),
        ("De kandidaat kan de schade door te snoeien rozen beperken", ("beperken",)),
        # Verbs that can be a noun too, and stand where a noun cannot
        ("De kandidaat kan snijders veilig gebruiken", ("gebruiken",)),
        ("De kandidaat kan een plan bedenken en deze uitvoeren", ("bedenken", "uitvoeren")),
        ("De kandidaat kan onderzoek doen naar rozen", ("onderzoeken",)),
        ("De kandidaat kan 3D-printen", ("3d-printen",)),
        # A text in nouns
        ("Het snoeien van rozen", ("snoeien",)),
    ],
)  # fmt: skip
def test_an_activity_is_what_is_asked(analyser, text, main):
    assert asked(text, analyser).main == main


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("vragen verwerken", "vragen bij het in gebruik nemen van een pomp verwerken"),
        ("klachten en vragen verwerken", "vragen verwerken"),
        ("Rozen snoeien", "Rozen snoeien ten aanzien van de vorm"),
        ("letten op houding en wijze van spreken", "letten op houding"),
        ("optreden als gastheer", "optreden als host"),
        ("een ontwerp maken voor een tuin", "een tuin ontwerpen"),
        ("Alle werkzaamheden verrichten voor het maken van een kast", "Een kast maken"),
        ("basisbewerkingen veilig uitvoeren", "basisbewerkingen uitvoeren"),
        ("een kast voorbehandelen", "een stoel voorbebehandelen"),
        ("tussenproducten beheren", "tussenproducten (wat nog verwerkt moet worden) beheren"),
        ("Rozen snoeien", "Groene productie mogelijk maken: rozen snoeien"),
    ],
)
def test_what_is_no_other_activity_is_not_called_one(analyser, before, after):
    for one, other in ((before, after), (after, before)):
        assert not [n for n in named(analyser, one, other) if n.startswith("handeling")]


@pytest.mark.parametrize(
    ("before", "after", "label"),
    [
        ("een kast maken", "het maken van een kast beschrijven", "lichter: maken → beschrijven"),
        ("het snoeien van rozen beschrijven", "rozen snoeien", "zwaarder: beschrijven → snoeien"),
        ("rozen snoeien", "het snoeien van rozen voorbereiden", "anders: snoeien → voorbereiden"),
        ("een script schrijven", "een script maken", "anders: schrijven → maken"),
        ("een script herkennen", "een script maken", "zwaarder: herkennen → maken"),
        ("rozen herkennen", "rozen herkennen en beoordelen", "zwaarder: + beoordelen"),
        ("rozen herkennen en beoordelen", "rozen herkennen", "lichter: − beoordelen"),
        ("de opdracht uitleggen", "onderzoek doen", "zwaarder: uitleggen → onderzoeken"),
        ("een snijder veilig gebruiken", "veilig werken", "anders: gebruiken → werken"),
        ("informatie geven", "informatie presenteren", "anders: geven → presenteren"),
    ],
)
def test_what_came_is_weighed_against_what_went(analyser, before, after, label):
    assert named(analyser, before, after)[0] == f"handeling {label}"


@pytest.mark.parametrize(
    ("before", "after", "labels"),
    [
        # A slip of the pen is no other word
        ("een folder voor de doelgroep maken", "een folder voor de doelgroe maken", ()),
        ("een PS-bekisting snoeien", "een PS=bekisting snoeien", ()),
        ("kozijnen stellen", "een kozijn stellen", ()),
        ("taart bakken met CAD", "taart bakken met 3D-CAD", ("omvang smaller: CAD → 3D-CAD",)),
        ("tekenen in 2D en 3D", "tekenen in 3D", ("omvang smaller: − 2D",)),
        ("rozen snoeien", "witte rozen snoeien", ("omvang smaller: + witte",)),
        ("opgenomen rozen snoeien", "rozen snoeien", ("omvang ruimer: − opgenomen",)),
        ("rozen snoeien", "takken van de rozen snoeien", ("omvang smaller: + takken van",)),
        ("kozijnen stellen", "een kozijn en deur stellen", ("omvang ruimer: + deur",)),
        (
            "met schroef-, klem- en lijmverbindingen",
            "met schroef- en klemverbindingen",
            ("omvang smaller: − lijmverbindingen",),
        ),
        ("rozen (wit of rood) snoeien", "rozen snoeien", ("toelichting vervallen: (wit of rood)",)),
        (
            "Rozen snoeien",
            "Groen onderhouden: rozen snoeien",
            ("toelichting erbij: Groen onderhouden",),
        ),
        (
            "rozen snoeien. Gras maaien",
            "rozen snoeien. Gras maaien. In een dossier staat het verslag",
            ("omvang ruimer: + In een dossier staat het verslag",),
        ),
        (
            "rozen snoeien",
            "rozen snoeien, afgestemd op het seizoen",
            ("omvang smaller: + afgestemd op het seizoen",),
        ),
        ("de groei van rozen en de bloei van rozen meten", "de groei en bloei van rozen meten", ()),
    ],
)  # fmt: skip
def test_scope_is_of_what_is_meant(analyser, before, after, labels):
    assert named(analyser, before, after) == labels


def test_only_a_slip_is_mended():
    assert mended("de doelgroep", "de doelgroe kennen") == "de doelgroep kennen"
    assert mended("rozen snoeien", "rozen snijden") == "rozen snijden"
    assert mended("de doelgroep en doelgroepen", "de doelgroepe") == "de doelgroepe"


def test_an_explanation_is_set_apart_and_a_word_with_brackets_is_not():
    assert asides("rozen (rood) snoeien") == ("rozen snoeien", ("(rood)",))
    assert asides("(her)kennen van deelnemer(s)") == ("(her)kennen van deelnemer(s)", ())
    assert asides("1. rozen\n2. gras") == ("rozen\ngras", ())
    assert asides("De kandidaat kan groen: rozen snoeien")[1] == ()


def test_a_verb_on_two_levels_is_heavier_only_than_what_lies_under_both():
    assert step(["herkennen"], ["maken"]) == 1
    assert step(["maken"], ["herkennen"]) == -1
    assert step(["maken"], ["beoordelen"]) == step(["ontwerpen"], ["maken"]) == 0
    assert step(["snoeien"], ["ontwerpen"]) == step(["ontwerpen"], []) == 0
    assert knows("beschrijven")
    assert not knows("maken")
    assert not knows("snoeien")
