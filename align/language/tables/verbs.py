"""Verbs of this field: what the dictionary lacks, gets wrong, or does not tell apart."""

from __future__ import annotations

from align.language.tables import words

# Verbs that the dictionary does not know, or knows as a noun only.
VERBS = words(
    """
    aanleren acteren aflassen afpappen assembleren bedienen bedraden begeleiden calculeren coachen
    construeren dansen diagnosticeren digitaliseren draaien draineren filmen fotograferen frezen
    glaszetten hechtlassen hergebruiken implementeren inmeten inregelen inventariseren lassen lessen
    lijmen loonwerken maatvoeren mediavormgeven meten metselen meubelstofferen mixen monitoren
    monteren nabewerken nagelstylen onderhouden onderzoeken ontharen ontmeren opleveren opmaken
    oppotten organiseren oriënteren plannen plotten presenteren printen programmeren promoten
    puntlassen reanimeren reinigen renderen repareren rooien scannen schilderen schuren sealen
    serveren slijpen snijden snoeien solderen sorteren stofferen straten stucen stuken stylen
    tegelzetten testen tillen timmeren transporteren troubleshooten uitlijnen uitrollen uitserveren
    verduurzamen verspanen verzorgen vlechten voorbehandelen vormgeven vouwen vullen wegen weven
    zagen zeefdrukken zeven zingen zwemmen
    """
)

# Words that could be infinitives by their shape and are something else in this field.
NO_VERBS = words(
    """
    aarden bedrijven belangen benen beroepen bestanden bomen dieren dingen einden gasten groepen
    handen heden huizen kansen kanten landen leden materialen middelen monden normen personen punten
    reden ringen rollen ruimten soorten stenen tijden tuinen voeten waarden wijzen zaken zeden
    zijden
    """
)

# Conjugated forms whose infinitive the dictionary does not give or gets wrong here.
IRREGULAR: dict[str, str] = {
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
    "ontwerpt": "ontwerpen",
    "werkt": "werken",
    "zorgt": "zorgen",
    "treft": "treffen",
    "neemt": "nemen",
    "vraagt": "vragen",
    "spreekt": "spreken",
}

# Separable verbs. A particle is joined only when the result is a verb known here or in the
# dictionary.
SEPARABLE = words(
    """
    aanbevelen aanbieden aanbrengen aandienen aandragen aandrijven aangeven aanhouden aankleden
    aankopen aanleggen aanleren aanleveren aanmaken aanmelden aanmoedigen aannemen aanpakken
    aanpassen aanreiken aanroepen aanscherpen aansluiten aanspreken aansturen aantonen aantrekken
    aanvragen aanvullen aanwijzen aanzetten afbakenen afbouwen afbreken afdekken afdichten afdrukken
    afgeven afhandelen afhangen afkoelen afkoppelen afleggen afleveren afmaken afmeren afmonteren
    afnemen afpersen afplakken afrekenen afronden afruimen afscheiden afschermen afsluiten afspreken
    afstellen afstemmen aftekenen afvoeren afwassen afwegen afwerken afwijken afwikkelen bekendmaken
    bijdragen bijhouden bijstellen bijsturen bijvullen bijwerken bijwonen deelnemen dichtzetten
    doorgeven doorlopen doorverwijzen doorvoeren goedkeuren inbouwen inbrengen indelen indienen
    infrezen ingaan ingrijpen inhuren inkopen inladen inlichten inmeten innemen inpakken inplannen
    inregelen inrichten inrijden inruimen inschakelen inschatten inschrijven inspelen inspuiten
    instellen invoeren invullen inwerken inwinnen inzamelen inzetten kennismaken klaarleggen
    klaarmaken klaarzetten langsgaan leidinggeven losmaken losnemen meedelen meedenken meehelpen
    meenemen meewerken nabehandelen nabewerken nadenken nagaan nakijken nakomen naleven neerzetten
    omgaan omrekenen omvormen omzetten onderbrengen opbergen opbouwen opdelen opdienen opdoen
    opdragen ophalen ophangen opknappen opleveren oplossen opmaken opmeten opnemen oppotten oprapen
    opruimen opslaan opsporen opstarten opstellen optekenen optellen optreden opvangen opvolgen
    opvragen opwarmen opzetten opzoeken overbrengen overdragen overleggen overnemen overzetten
    plaatsnemen rondbrengen rondleiden samenstellen samenvatten samenvoegen samenwerken schoonhouden
    schoonmaken tegengaan teruggeven terugkoppelen terugplaatsen toebrengen toedienen toelichten
    toepassen toevoegen toezien uitbreiden uitbrengen uitdelen uitgeven uithalen uitkiezen uitleggen
    uitlezen uitlijnen uitpakken uitproberen uitreiken uitrekenen uitruimen uitschakelen uitserveren
    uitslaan uitvoeren uitwerken uitwisselen uitzetten uitzoeken vastleggen vastmaken vastrijden
    vaststellen vastzetten voorbehandelen voorbereiden voordoen voorleggen voorlichten voorstellen
    voortzetten vormgeven waarnemen weergeven wegbrengen wegwerken wegzetten zorgdragen
    """
)

PARTICLES = words(
    """
    aan achter af bij binnen buiten deel dicht door goed in kennis klaar langs leiding los mee na
    neer om onder op open over plaats rond samen schoon tegen terug toe uit vast voor voort vorm
    waar weer weg zorg
    """
)

# Verbs that carry no content of their own in these texts.
AUXILIARIES = words(
    """
    behoren beschikken bestaan betreffen blijken blijven dienen doen gaan gelden hebben hoeven horen
    inhouden komen kunnen laten leren liggen lijken moeten mogen plaatsvinden staan vallen voldoen
    weten willen worden zijn zitten zorgen zullen
    """
)
