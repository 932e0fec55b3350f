"""Verbs of this field: what the dictionary lacks, gets wrong, or does not tell apart."""

from __future__ import annotations

# Verbs that the dictionary does not know, or knows as a noun only.
VERBS = frozenset(
    """
    aanleren aflassen afpappen assembleren bedraden begeleiden calculeren coachen construeren
    digitaliseren diagnosticeren draaien filmen fotograferen frezen glaszetten hechtlassen
    implementeren inregelen inventariseren lassen lijmen meten meubelstofferen metselen monteren
    onderhouden ontmeren organiseren plannen plotten presenteren printen programmeren promoten
    puntlassen renderen repareren reinigen scannen schilderen schuren snoeien solderen sorteren
    stofferen stuken stylen tegelzetten testen timmeren verspanen verzorgen vouwen zagen zeefdrukken
    lessen loonwerken maatvoeren mediavormgeven mixen monitoren nabewerken nagelstylen onderzoeken
    ontharen opleveren opmaken oppotten oriënteren reanimeren rooien sealen serveren slijpen
    straten stucen tillen transporteren troubleshooten uitlijnen uitrollen verduurzamen vormgeven
    voorbehandelen vlechten vullen weven wegen zeven zwemmen zingen acteren dansen draineren
    """.split()
)

# Words that look like a conjugated verb in the dictionary but are something else in this field.
NO_VERBS = frozenset(
    """
    bedrijven beroepen bestanden belangen gasten kleuren middelen delen einden vormen punten
    personen materialen kanten zaken waarden rollen soorten tijden plaatsen bouwen eisen wijzen
    normen groepen leden zijden zeden heden reden dieren bomen ruimten kansen doelen delen
    """.split()
) - {"kleuren", "vormen", "bouwen", "plaatsen", "delen", "eisen", "doelen"}

# Forms of strong verbs whose infinitive the dictionary does not give.
IRREGULAR = {
    "biedt": "bieden",
    "brengt": "brengen",
    "doet": "doen",
    "gaat": "gaan",
    "geeft": "geven",
    "houdt": "houden",
    "komt": "komen",
    "kan": "kunnen",
    "ligt": "liggen",
    "moet": "moeten",
    "plant": "plannen",
    "slaat": "slaan",
    "staat": "staan",
    "stelt": "stellen",
    "weet": "weten",
    "ziet": "zien",
    "laat": "laten",
    "laadt": "laden",
    "leidt": "leiden",
    "meet": "meten",
    "test": "testen",
    "print": "printen",
    "zet": "zetten",
    "past": "passen",
    "sluit": "sluiten",
    "snijdt": "snijden",
    "lost": "lossen",
    "last": "lassen",
    "richt": "richten",
    "toont": "tonen",
    "draagt": "dragen",
    "bouwt": "bouwen",
    "wijst": "wijzen",
    "vormt": "vormen",
    "wast": "wassen",
    "perst": "persen",
    "hout": "houden",
    "ontwerpt": "ontwerpen",
    "werkt": "werken",
    "zorgt": "zorgen",
    "treft": "treffen",
    "neemt": "nemen",
    "vraagt": "vragen",
    "spreekt": "spreken",
}
del IRREGULAR["hout"]

# Separable verbs, infinitive. A particle is joined to its verb only when the result is a verb that
# is known here or in the dictionary.
SEPARABLE = frozenset(
    """
    aanbevelen aanbieden aanbrengen aandienen aandragen aandrijven aangeven aanhouden aankleden
    aankopen aanleggen aanleren aanleveren aanmelden aanmaken aanmoedigen aannemen aanpakken
    aanpassen aanreiken aanroepen aanscherpen aansluiten aanspreken aansturen aantonen aantrekken
    aanvragen aanvullen aanwijzen aanzetten afbakenen afbouwen afbreken afdekken afdichten afdrukken
    afgeven afhandelen afhangen afkoelen afkoppelen afleggen afleveren afmaken afmeren afmonteren
    afnemen afpersen afplakken afrekenen afronden afruimen afscheiden afschermen afsluiten afspreken
    afstellen afstemmen aftekenen afvoeren afwassen afwegen afwerken afwijken afwikkelen
    bijdragen bijhouden bijsturen bijstellen bijvullen bijwerken bijwonen deelnemen dichtzetten
    doorgeven doorverwijzen doorvoeren doorlopen inbouwen inbrengen indelen indienen infrezen
    ingaan ingrijpen inhuren inkopen inladen inlichten inmeten innemen inpakken inplannen inregelen
    inrichten inrijden inruimen inschakelen inschatten inschrijven inspelen inspuiten instellen
    installeren instrueren invoeren invullen inwerken inwinnen inzamelen inzetten klaarleggen
    klaarmaken klaarzetten langsgaan losmaken losnemen meedenken meewerken meedelen meehelpen
    meenemen nabehandelen nabewerken nadenken nagaan nakijken nakomen naleven neerzetten omgaan
    omrekenen omvormen omzetten onderbrengen opbergen opbouwen opdelen opdienen opdoen opdragen
    openen ophalen ophangen opknappen opleveren oplossen opmaken opmeten opnemen oppotten oprapen
    opruimen opslaan opsporen opstarten opstellen optekenen optellen optreden opvangen opvolgen
    opvragen opwarmen opzetten opzoeken overbrengen overdragen overleggen overnemen overzetten
    samenstellen samenvatten samenvoegen samenwerken schoonhouden schoonmaken teruggeven
    terugkoppelen terugplaatsen toebrengen toedienen toelichten toepassen toetsen toevoegen toezien
    tegengaan uitbreiden uitbrengen uitdelen uitgeven uithalen uitkiezen uitleggen uitlezen
    uitlijnen uitpakken uitproberen uitreiken uitrekenen uitruimen uitschakelen uitserveren uitslaan
    uitvoeren uitwerken uitwisselen uitzetten uitzoeken vastleggen vastmaken vastrijden vaststellen
    vastzetten vormgeven voorbehandelen voorbereiden voordoen voorkomen voorleggen voorlichten
    voorstellen voortzetten voorzien waarnemen weergeven wegbrengen wegwerken wegzetten
    zorgdragen plaatsnemen leidinggeven kennismaken rondleiden rondbrengen goedkeuren bekendmaken
    """.split()
) - {"voorkomen", "voorzien", "installeren", "instrueren", "openen", "toetsen"}

PARTICLES = frozenset(
    """
    aan achter af bij binnen buiten deel dicht door goed in kennis klaar langs leiding los mee na
    neer om onder op open over plaats rond samen schoon tegen terug toe uit vast voor voort vorm
    waar weer weg zorg
    """.split()
)

# Verbs that carry no content of their own in these texts.
AUXILIARIES = frozenset(
    """
    zijn worden hebben kunnen moeten mogen willen zullen gaan laten blijven blijken lijken komen
    zitten staan liggen dienen hoeven betreffen inhouden horen behoren beschikken plaatsvinden
    gelden voldoen vallen bestaan weten leren doen zorgen maken_deel kunnen
    """.split()
) - {"maken_deel"}

# Verbs that only carry a noun: what is done is said by their object ("onderhoud uitvoeren").
LIGHT = frozenset(
    "uitvoeren verrichten doen plegen geven maken verlenen leveren verzorgen uitoefenen".split()
)
