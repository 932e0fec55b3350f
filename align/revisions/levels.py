"""How much a verb asks: the six levels of Bloom's revised taxonomy, with verbs of this field.

Source: L. W. Anderson and D. R. Krathwohl, A Taxonomy for Learning, Teaching and Assessing (2001).
Which Dutch verb stands where is our reading; verbs for practical work ("monteren") stand with
applying. A verb that is not here has no level and is called neither heavier nor lighter.
"""

from __future__ import annotations

_VERBS = (
    """
    aangeven aanwijzen benoemen definiëren herinneren herkennen kennen lezen noemen onthouden
    opnoemen opsommen opzoeken vertellen weten
    """,
    """
    aflezen begrijpen beschrijven herleiden illustreren interpreteren omschrijven oriënteren
    rapporteren samenvatten signaleren toelichten uitleggen verduidelijken vertalen verwoorden
    verklaren weergeven
    """,
    """
    aanbrengen aankleden aansluiten aanvullen afhandelen afstellen afwerken assisteren bedienen
    begeleiden behandelen bereiden berekenen bestellen bewerken bijhouden communiceren demonstreren
    doorlopen gebruiken hanteren helpen informeren inrichten installeren instellen instrueren
    invoeren inzetten leveren maken meten metselen meewerken monteren onderhouden ontvangen opbouwen
    opruimen ordenen presenteren registreren repareren samenwerken schoonmaken serveren solderen
    sorteren toepassen tekenen uitvoeren verkopen verlenen verpakken verrichten verwerken verzenden
    verzorgen voeren voorbereiden werken zagen
    """,
    """
    analyseren categoriseren controleren diagnosticeren indelen inventariseren lokaliseren meten
    onderscheiden onderzoeken opsporen selecteren vaststellen vergelijken verkennen
    """,
    """
    adviseren afwegen beargumenteren beoordelen bepalen beslissen evalueren inschatten keuren kiezen
    motiveren onderbouwen reflecteren toetsen verantwoorden verbeteren waarderen
    """,
    """
    bedenken componeren construeren creëren formuleren ontwerpen ontwikkelen opstellen opzetten
    organiseren plannen programmeren samenstellen schrijven uitwerken vormgeven
    """,
)
_LEVEL = {
    verb: number for number, verbs in reversed(tuple(enumerate(_VERBS))) for verb in verbs.split()
}


def level(verb: str) -> int | None:
    """0 (onthouden) to 5 (creëren); None for a verb that is not in the table."""
    return _LEVEL.get(verb)
