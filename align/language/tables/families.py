"""Nouns and the verbs they come from, where the endings do not tell."""

from __future__ import annotations

from align.language.tables import words

# Each noun with its verb behind a colon.
_PAIRS = words(
    """
    aangifte:aangeven aankoop:aankopen aanleg:aanleggen aanschaf:aanschaffen aanvoer:aanvoeren
    aanvraag:aanvragen administratie:administreren advies:adviseren afbouw:afbouwen afgifte:afgeven
    afname:afnemen afrekening:afrekenen afvoer:afvoeren afwas:afwassen afwerking:afwerken
    analyse:analyseren animatie:animeren antwoord:antwoorden assemblage:assembleren
    behandeling:behandelen beheer:beheren berekening:berekenen bestel:bestellen betaling:betalen
    bezoek:bezoeken bouw:bouwen calculatie:calculeren coaching:coachen communicatie:communiceren
    constructie:construeren controle:controleren dans:dansen decoratie:decoreren deelname:deelnemen
    demontage:demonteren diagnose:diagnosticeren distributie:distribueren documentatie:documenteren
    evaluatie:evalueren fotografie:fotograferen gebruik:gebruiken gesprek:spreken
    hergebruik:hergebruiken herstel:herstellen hulp:helpen hulpverlening:helpen inkoop:inkopen
    inkooporder:inkopen inname:innemen innovatie:innoveren inrichting:inrichten
    inspectie:inspecteren installatie:installeren instructie:instrueren interpretatie:interpreteren
    invoer:invoeren isolatie:isoleren keuze:kiezen koop:kopen kweek:kweken kwekerij:kweken
    las:lassen levering:leveren lezing:lezen massage:masseren meting:meten montage:monteren
    observatie:observeren onderhoud:onderhouden ondersteuning:ondersteunen onderzoek:onderzoeken
    ontvangst:ontvangen ontwerp:ontwerpen oogst:oogsten opbouw:opbouwen oplevering:opleveren
    opname:opnemen opslag:opslaan opvang:opvangen overdracht:overdragen overleg:overleggen
    plan:plannen planning:plannen presentatie:presenteren productie:produceren promotie:promoten
    rapport:rapporteren rapportage:rapporteren recreatie:recreëren recycling:recyclen
    registratie:registreren reiniging:reinigen renovatie:renoveren reparatie:repareren
    reservering:reserveren restauratie:restaureren schatting:schatten schoonmaak:schoonmaken
    selectie:selecteren sloop:slopen snoei:snoeien spel:spelen sport:sporten start:starten
    strijk:strijken styling:stylen teelt:telen teken:tekenen training:trainen
    transport:transporteren uitgifte:uitgeven uitvoer:uitvoeren vangst:vangen veredeling:veredelen
    verf:verven verhuur:verhuren verkoop:verkopen verpakking:verpakken verpleging:verplegen
    vervoer:vervoeren verzorgende:verzorgen verzorging:verzorgen voorbehandeling:voorbehandelen
    voorbereiding:voorbereiden voorlichting:voorlichten voorraadbeheer:beheren vormgeving:vormgeven
    vraag:vragen was:wassen werk:werken wijziging:wijzigen zang:zingen zorg:zorgen
    """
)
VERB_OF: dict[str, str] = {noun: verb for noun, _, verb in (pair.partition(":") for pair in _PAIRS)}

# Nouns that look like they come from a verb and mean something else here.
NO_FAMILY = words(
    """
    aanbod aantal aanvang accommodatie afdeling afloop afscheid afstand afval aspect beding bedrijf
    beeld begeleider begrip behang behoud bekwaam belang belangstelling beleving beperking beroep
    beschikking besef beslag besluit bestand bestek beton betrekking beugel bevinding bezig bijlage
    ding etalage gebied generatie gering haring honing houding indicatie indien indruk influencer
    inhoud inter inzicht ketting kleding koning lading leerling leiding making mening notitie
    omgeving omstandigheid omtrek omvang onderdeel onderneming onderwerp onderwijs ontslag opdracht
    openbaar oplage opzicht organisatie overheid overlast overzicht paling performing positie
    reclame rekening relatie richting ring schikking situatie sponning stage stel stemming stichting
    toernooi toestand toestel toestemming uiting uitrusting uitslag uitzicht vegetatie verband
    verdieping verdrag vereniging vergunning verhaal vering verkeer verkoper verloop verschil
    verslag verstand vervolg verwachting verzoek voorbeeld voorraad voorwerp vordering vorm warming
    werking woning
    """
)
