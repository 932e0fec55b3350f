"""Nouns and the verbs they come from, where the endings do not tell."""

from __future__ import annotations

VERB_OF: dict[str, str] = dict(
    pair.split(":")
    for pair in """
    advies:adviseren afbouw:afbouwen analyse:analyseren assemblage:assembleren begeleider:begeleiden
    bouw:bouwen calculatie:calculeren communicatie:communiceren constructie:construeren
    controle:controleren demontage:demonteren diagnose:diagnosticeren distributie:distribueren
    evaluatie:evalueren fotografie:fotograferen gebruik:gebruiken gesprek:spreken hulp:helpen
    inspectie:inspecteren instructie:instrueren inkoop:inkopen aankoop:aankopen innovatie:innoveren
    installatie:installeren interpretatie:interpreteren keuze:kiezen koop:kopen levering:leveren
    montage:monteren observatie:observeren onderzoek:onderzoeken ondersteuning:ondersteunen
    onderhoud:onderhouden ontvangst:ontvangen opslag:opslaan opvang:opvangen overdracht:overdragen
    plan:plannen planning:plannen presentatie:presenteren productie:produceren promotie:promoten
    rapport:rapporteren rapportage:rapporteren reclame:reclame reparatie:repareren reiniging:reinigen
    schoonmaak:schoonmaken selectie:selecteren snoei:snoeien stage:stage teelt:telen
    kweek:kweken kwekerij:kweken transport:transporteren vangst:vangen verhuur:verhuren
    verkoop:verkopen verkoper:verkopen verslag:verslaan vervoer:vervoeren verzorging:verzorgen
    verzorgende:verzorgen verpleging:verplegen voorlichting:voorlichten voorbereiding:voorbereiden
    voorraadbeheer:beheren beheer:beheren werk:werken wijziging:wijzigen zorg:zorgen sloop:slopen
    lezing:lezen vraag:vragen antwoord:antwoorden aanvraag:aanvragen bestel:bestellen oogst:oogsten
    uitgifte:uitgeven afgifte:afgeven aangifte:aangeven inname:innemen opname:opnemen
    deelname:deelnemen afname:afnemen hulpverlening:helpen dans:dansen zang:zingen teken:tekenen
    spel:spelen sport:sporten training:trainen coaching:coachen styling:stylen vormgeving:vormgeven
    behandeling:behandelen betaling:betalen afrekening:afrekenen berekening:berekenen meting:meten
    veredeling:veredelen verf:verven was:wassen strijk:strijken bezoek:bezoeken inkooporder:inkopen
    documentatie:documenteren registratie:registreren administratie:administreren start:starten
    reservering:reserveren organisatie:organisatie relatie:relatie situatie:situatie
    verkeer:verkeer herstel:herstellen schatting:schatten aanleg:aanleggen afwerking:afwerken
    inrichting:inrichten opbouw:opbouwen ontwerp:ontwerpen overleg:overleggen stel:stellen
    isolatie:isoleren decoratie:decoreren recreatie:recreëren recycling:recyclen
    animatie:animeren restauratie:restaureren renovatie:renoveren massage:masseren
    """.split()
) | {"verslag": "verslag", "stel": "stel", "begeleider": "begeleider", "verkoper": "verkoper"}

NO_FAMILY = frozenset(
    """
    bedrijf beroep belang bestand begrip beeld behoud afval aspect besef beschikking beweging_
    afdeling onderdeel onderwerp voorraad voorwerp voorbeeld verschil verband inhoud overheid
    omgeving opleiding_ ding ring leerling inzicht overzicht opzicht uitzicht vergunning verdieping
    verstand oplage uitslag verdrag bestek indruk ontslag woning ketting haring paling honing koning
    omvang aanbod toestel beslag uiting_ aantal beding onderneming voeding_ verpakking_ opdracht
    afstand toestand omstandigheid uitrusting vorm gebied
    """.split()
)
