"""Closed classes of Dutch: words that tell where a phrase or a clause begins or ends."""

from __future__ import annotations

from align.language.tables import words

DETERMINERS = words(
    """
    alle andere beide bepaalde dat de deze dezelfde die dit diverse een eigen elk elke enkele geen
    haar het hun ieder iedere je juiste meerdere mijn onze sommige uw verschillende volgende zijn
    """
)

PREPOSITIONS = words(
    """
    aan achter af bij binnen boven buiten conform d.m.v door i.v.m in inzake langs m.b.t m.b.v met
    middels na naar naast o.l.v om omtrent onder op over per rond rondom sinds t.a.v t.b.v te tegen
    ten ter tijdens tot tussen uit van vanaf vanuit vanwege via volgens voor wegens zonder
    """
)

CONJUNCTIONS = words(
    """
    als alsmede dan en en/of maar of of/en omdat want zoals zodat
    """
)

SUBORDINATORS = words(
    """
    als dat die hoe indien nadat omdat terwijl totdat voordat waar waarbij waardoor waarin
    waarmee waarop waarvoor wanneer wat welke wie zodat zodra
    """
)

PRONOUNS = words(
    """
    dat deze die dit er hij je men we wij ze zich zij
    """
)

ENDS = frozenset('.,;:?!()/…–-[]"”')

# Words that are a noun in these texts unless a modal verb asks for an infinitive.
NOUN_FIRST = words(
    """
    afspraken bedrijven delen eisen fasen feiten gasten gevaren grenzen kaarten kanten kleuren
    kosten lasten leven lijsten materialen middelen normen oplossingen plaatsen planten platen
    punten regels rollen ruimten schalen soorten stappen stoffen verbanden voorwaarden vormen vragen
    waarden wensen werken wonen zorgen
    """
)
