"""Closed classes of Dutch: words that tell where a phrase or a clause begins or ends."""

from __future__ import annotations

DETERMINERS = frozenset(
    """
    de het een deze die dit dat dezelfde elk elke ieder iedere zijn haar hun onze uw mijn je geen
    alle enkele sommige verschillende diverse meerdere bepaalde eigen andere volgende beide juiste
    """.split()
)
PREPOSITIONS = frozenset(
    """
    aan achter af bij binnen boven buiten door in langs met middels na naar naast om onder op over
    per rond rondom sinds te tegen ten ter tijdens tot tussen uit van vanaf vanuit via volgens voor
    vanwege wegens zonder inzake conform omtrent d.m.v m.b.t m.b.v t.b.v o.l.v t.a.v i.v.m
    """.split()
)
CONJUNCTIONS = frozenset("en of maar want en/of als dan alsmede zoals zodat omdat of/en".split())
SUBORDINATORS = frozenset(
    """
    als dat die wat waar waarbij waarin waarmee waarop waarvoor waardoor wanneer zodat omdat hoe
    welke wie of indien terwijl zodra voordat nadat totdat
    """.split()
)
PRONOUNS = frozenset("hij zij ze je men wij we er zich deze dit dat die".split())
ENDS = frozenset([".", ",", ";", ":", "?", "!", ")", "(", "/", "…", "–", "-", "]", "[", '"', "”"])

# Words that are a noun in these texts unless a modal verb asks for an infinitive.
NOUN_FIRST = frozenset(
    """
    eisen wensen middelen materialen normen gasten regels kosten vormen punten kleuren plannen
    werken bouwen zorgen vragen delen waarden soorten lijsten kaarten planten rollen lasten
    afspraken oplossingen wonen leven voorwaarden verbanden stappen stoffen fasen grenzen kanten
    gevaren schalen feiten platen ruimten ruimen plaatsen bedrijven
    """.split()
) - {"bouwen", "plannen", "ruimen"}  # fmt: skip
