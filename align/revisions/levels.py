"""How much a verb asks: the six levels of Bloom's revised taxonomy, with verbs of this field.

Source: L. W. Anderson and D. R. Krathwohl, A Taxonomy for Learning, Teaching and Assessing (2001).
Which Dutch verb stands where is our reading; verbs for practical work ("monteren") stand with
applying. A verb that is not here has no level and is called neither heavier nor lighter. A verb
that stands on two levels asks as much as its object does: "maken" is applying in "koffie maken" and
creating in "een script maken", so it is heavier only than what lies under both.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

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
    bedenken componeren construeren creëren formuleren maken ontwerpen ontwikkelen opstellen
    opzetten organiseren plannen programmeren samenstellen schrijven uitvoeren uitwerken verrichten
    vormgeven
    """,
)
_LOWEST = {
    verb: number for number, verbs in reversed(tuple(enumerate(_VERBS))) for verb in verbs.split()
}
_UNDERSTANDING = 1
_HIGHEST = {verb: number for number, verbs in enumerate(_VERBS) for verb in verbs.split()}


def level(verb: str) -> int | None:
    """0 (onthouden) to 5 (creëren), the lower of two; None for a verb that is not in the table."""
    return _LOWEST.get(verb)


def knows(verb: str) -> bool:
    """Whether a verb asks to know of a thing and not to do it ("beschrijven", "noemen")."""
    return _HIGHEST.get(verb, len(_VERBS)) <= _UNDERSTANDING


def step(before: Iterable[str], after: Iterable[str]) -> int:
    """1 when what is asked after is surely heavier than before, -1 when lighter, else 0.

    The heaviest verb of each side counts; 0 too when no verb of a side is in the table.
    """
    ours = [(low, _HIGHEST[verb]) for verb in before if (low := level(verb)) is not None]
    theirs = [(low, _HIGHEST[verb]) for verb in after if (low := level(verb)) is not None]
    if not ours or not theirs:
        return 0
    (least, most), (low, high) = (
        (max(low for low, _ in levels), max(high for _, high in levels))
        for levels in (ours, theirs)
    )
    return (low > most) - (high < least)
