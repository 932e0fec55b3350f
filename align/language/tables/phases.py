"""Phases and kinds of work: which part of the work a verb or noun is about."""

from __future__ import annotations

from align.language.tables import words

#: What is done before, during and after the work itself, and the kinds of work that this field
#: teaches apart from each other. A word may stand under two.
PHASES: dict[str, frozenset[str]] = {
    "voorbereiden": words(
        """
        bepalen draaiboek gebruiksklaar gereedmaken gereedzetten inplannen inrichten kiezen
        klaarleggen klaarmaken klaarzetten opstarten organiseren plannen planning regelen reserveren
        stappenplan uitzoeken voorbereiden voorbereiding werkopdracht werkplanning werkvolgorde
        werkvoorbereiding
        """
    ),
    "ontwerpen": words(
        """
        bedenken brainstormen cad concept conceptontwikkeling construeren idee modelleren moodboard
        ontwerp ontwerpen ontwikkelen prototype schets schetsen stylen tekenen tekening
        tekenprogramma uittekenen visualiseren vormgeven werktekening
        """
    ),
    "calculeren": words(
        """
        begroten begroting berekenen budget calculatie calculeren kosten kostenberekening
        kostencalculatie kostprijs nacalculatie offerte prijs rekenen schatten
        """
    ),
    "maken": words(
        """
        afwerken bakken behangen bekleden bereiden bestraten bewerken binden boren bouwen buigen
        draaien drukken egaliseren fabriceren frezen garneren gieten graven kanten knippen koken
        lakken lassen lijmen maken metselen naaien nabewerken opbouwen opmaken pleisteren printen
        produceren realiseren samenstellen schaven schikken schilderen schuren slijpen smeden
        snijden solderen stofferen storten straten stukadoren tegelzetten timmeren verbinden
        verdichten verspanen vervaardigen verven verwerken vlechten voegen voorbewerken vormen
        vouwen zagen
        """
    ),
    "monteren": words(
        """
        aanbrengen aanleggen aansluiten afbouwen afmonteren aftimmeren assembleren bedraden
        bevestigen inbouwen installatie installeren leggen montage monteren ophangen plaatsen
        samenbouwen stellen zetten
        """
    ),
    "meten": words(
        """
        aflezen afmeten beoordelen beproeven bewaken checken controle controleren eindcontrole
        inmeten inspecteren inspectie keuren keuring kwaliteitscontrole meten meting monitoren
        nameten opmeten proeven testen toetsen uitlezen waarnemen
        """
    ),
    "storing zoeken": words(
        """
        defect diagnose diagnosticeren foutzoeken gebrek lokaliseren oplossen opsporen storing
        storingsdiagnose storingzoeken verhelpen
        """
    ),
    "onderhouden": words(
        """
        afstellen conserveren demonteren herstel herstellen herstelwerkzaamheid onderhoud
        onderhouden onderhoudsbeurt renoveren reparatie repareren restaureren reviseren revisie
        service smeren verversen vervangen
        """
    ),
    "verbeteren": words(
        """
        bijscholen bijstellen deskundigheid deskundigheidsbevordering evaluatie evalueren feedback
        innoveren kwaliteit kwaliteitszorg moderniseren ontwikkeling optimaliseren
        professionalisering reflecteren verbeteren verbetering verbeterpunt verbetervoorstel
        """
    ),
    "afronden": words(
        """
        achterlaten afmelden afronden afsluiten afvoeren inleveren inzamelen nazorg opleveren
        oplevering opruimen overdragen terugplaatsen
        """
    ),
    "schoonmaken": words(
        """
        afwassen desinfecteren dweilen ontsmetten poetsen reinigen schoonhouden schoonmaken spoelen
        steriliseren wassen
        """
    ),
    "adviseren": words(
        """
        aanbevelen advies adviseren beantwoorden behandelplan doorverwijzen informatie informeren
        klantgesprek uitleg uitleggen voorlichten voorlichting voorstel wensen
        """
    ),
    "verkopen": words(
        """
        aanbieden acquisitie afrekenen etaleren exploiteren kassa marketing onderhandelen
        presentatie promoten promotie promotiemateriaal reclame verhuren verkoop verkoopgesprek
        verkopen winkel
        """
    ),
    "presenteren": words(
        """
        demonstreren exposeren optreden portfolio presentatie presentatietechniek presenteren tonen
        uitvoering voorstelling
        """
    ),
    "begeleiden": words(
        """
        aanleren activeren assisteren begeleiden begeleiding bijstaan coachen helpen instructie
        instrueren leiden lesgeven motiveren ondersteunen ondersteuning opvoeden stimuleren toezicht
        trainen
        """
    ),
    "verzorgen": words(
        """
        aankleden behandelen behandeling ehbo epileren kleuren knippen masseren reanimeren tillen
        toedienen verplaatsen verplegen verzorgen verzorging voeren wassen zelfzorg zorgen
        """
    ),
    "onderzoeken": words(
        """
        aanvragen achterhalen analyse analyseren bestuderen interpreteren inventarisatie
        inventariseren lezen observatie observeren onderzoek onderzoeken opzoeken oriënteren
        signaleren vaststellen vergelijken verkennen verzamelen
        """
    ),
    "registreren": words(
        """
        administratie administreren archiveren bijhouden boekhouden declareren documentatie
        documenteren dossier factureren formulier invoeren invullen inboeken logboek notuleren
        rapportage rapporteren registratie registreren vastleggen verslag verslaglegging
        """
    ),
    "bedienen": words(
        """
        bedienen besturen hanteren manoeuvreren navigeren rijden sturen varen vliegen
        """
    ),
    "vervoeren": words(
        """
        bezorgen distribueren expediëren hijsen inpakken inslaan laden lossen opslaan opslag
        orderverzamelen overslaan sorteren stapelen stuwen takelen transport transporteren verpakken
        vervoeren verzenden
        """
    ),
    "inkopen": words(
        """
        aanvullen bestellen bestelling inkoop inkopen voorraad voorraadbeheer
        """
    ),
    "ontvangen": words(
        """
        begroeten gastheer ontvangen ontvangst opdienen receptie serveren telefoon uitserveren
        verwelkomen
        """
    ),
    "instellen": words(
        """
        afregelen automatiseren coderen configureren inbedrijfstellen inregelen instellen programma
        programmeren simuleren
        """
    ),
    "telen": words(
        """
        bemesten beplanten fokken kweken maaien melken oogst oogsten planten poten rooien snoeien
        stekken teelt telen vermeerderen zaaien
        """
    ),
    "overleggen": words(
        """
        afstemmen bespreken communiceren contact netwerken overdracht overleg overleggen samenwerken
        vergaderen
        """
    ),
    "leidinggeven": words(
        """
        aansturen coördineren delegeren inwerken leidinggeven leidinggevende managen personeel
        projectleiding verdelen
        """
    ),
    "beveiligen": words(
        """
        beschermen beveiligen beveiliging blussen brand calamiteit evacueren handhaven ongeval
        ontruimen veiligheid
        """
    ),
    "weten": words(
        """
        aangeven begrijpen benoemen beschrijven eigenschap functie herkennen interpreteren inzicht
        kenmerken kennen kennis noemen omschrijven onderscheiden principe toelichten uitleggen
        verklaren werking
        """
    ),
    "ondernemen": words("bedrijfsvoering financiering ondernemen ondernemingsplan"),
    "optreden": words(
        """
        acteren choreografie dansen filmen fotograferen improviseren instuderen musiceren opnemen
        spelen zingen
        """
    ),
}
