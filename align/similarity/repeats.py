"""Text that says nothing about overlap because it stands everywhere.

Two kinds: sentences that repeat across profielen or dossiers, and generic behaviour (samenwerken,
plannen, opruimen, veilig werken) that every task has. By the rating guideline generic behaviour
alone is no overlap, however literally the words agree.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from align.language import AnalysedSentence

#: A sentence that stands in this many profielen (or dossiers) is shared by design, not by trade:
#: related profielen may share a keuzevak, but three is a common formula.
REPEATS_FROM = 3

#: Lemmas that any trade uses of its own work. A sentence with no other content word is generic.
GENERIC_WORDS = frozenset(
    """
    aanpak aanspreken aanwijzing administratie afronden afspraak afstemmen afstemming arbeid arbo
    arbowet arbowetgeving bedrijf bedrijfsprocedure bedrijfsregel begeleiding behandelen behoren
    beoordelen beroep beroepsmatig beroepshouding beroepspraktijk beroepsspecifiek bespreken
    betrokkene bevinding bewust bijdragen bijhouden binnen collega communicatie communiceren
    computer contact correct daarbij deelnemen deskundige deskundigheid digitaal direct doel
    doelgericht doeltreffend duidelijk duurzaam economisch efficiënt eigen eindcontrole
    eindresultaat ergonomisch evaluatie evalueren feedback gang gebruik gebruiken gedrag
    gegeven geldend gelden gereed goed handelen houden houding huisregel hulpmiddel hygiëne
    hygiënisch informatie informeren instructie juist kostenbewust kwaliteit kwaliteitseis
    kwaliteitszorg leidinggevende leren loopbaan maken materiaal medewerker melden methode milieu
    milieubewust milieuwetgeving nauwkeurig nederlands netjes norm omgaan omgang omgeving
    ontwikkeling opdracht opdrachtgever opleiding oplossen opleveren oplevering opruimen
    opstellen organisatie organiseren overdracht overdragen overleg overleggen persoonlijk
    plan plannen planning planmatig praktijk presenteren probleem procedure proces product
    professioneel rapportage rapporteren registreren rekening reflecteren reflectie regel
    regelgeving resultaat richtlijn rol samenwerken samenwerking situatie sociaal
    standaardprocedure taak taal team terugkoppelen tijd tijdig tijdpad toepassen uitvoeren
    uitvoering veilig veiligheid veiligheidsvoorschrift verantwoordelijkheid verantwoorden
    verantwoording verbetering verbeteren verslag volgen volgorde voorbereiden voorbereiding
    voorschrift voortgang vraag werk werkafspraak werken werkgever werkhouding werkinstructie
    werknemer werkomgeving werkoverleg werkplan werkplanning werkplek werktijd werkvolgorde
    werkvoorbereiding werkwijze werkzaamheid wet wetgeving zelfstandig zorgvuldig
    """.split()
)


def normalised(text: str) -> str:
    """Text without differences in case, white space and final punctuation."""
    return " ".join(text.casefold().split()).rstrip(".;:, ")


def repeated_texts(texts_by_root: Mapping[str, Iterable[str]]) -> frozenset[str]:
    """Normalised texts that stand under `REPEATS_FROM` or more roots (profielen, dossiers)."""
    roots: dict[str, set[str]] = {}
    for root, texts in texts_by_root.items():
        for text in texts:
            roots.setdefault(normalised(text), set()).add(root)
    return frozenset(text for text, where in roots.items() if len(where) >= REPEATS_FROM)


def is_generic_behaviour(sentence: AnalysedSentence) -> bool:
    """Whether a sentence has no content word beyond those that any trade uses."""
    return all(
        term.joined
        or term.lemma in GENERIC_WORDS
        or (term.parts != () and all(part in GENERIC_WORDS for part in term.parts))
        for term in sentence.terms
    )
