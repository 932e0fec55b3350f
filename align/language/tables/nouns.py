"""Nouns of this field, and what compounds are and are not built of."""

from __future__ import annotations

from align.language.tables import words

# Lemmas that the dictionary lacks (most have no plural), and words of the trades.
FIELD = words(
    """
    gegeven
    aandrijving aansturing aardrijkskunde account accu activiteit administratie afbouw agenda airco
    alarm anatomie anker app apparatuur arbo armoede asbest assemblage assortiment automotive
    autonomie baby bagage balans balie balk band bank banket bar batterij bediening beeld begin
    begroting behang beheer behoefte beits belichting beplanting bescherming besturing beton
    bewaking beweging bewoner bewustwording bewustzijn bezoeker bijen biologie bloed bloem bodem
    boeg boek boekhouding boeking boiler bol boor bot bouw branche brandstof breisel brood brug btw
    buffet buitengebied buurt cad calculatie camera carburateur carrosserie casco catering chassis
    checklist chemie chirurgie circulariteit cliënt cloud cnc coaching code communicatie component
    concept concurrentie consult controle corrosie creativiteit crediteur cultuur cyber cyclus
    dagbesteding daglicht dakpan dans darm data database debiteur decor decubitus deeg deel derving
    deskundigheid deur device diagnose diefstal dienstverlening dier dierenarts distributie
    diversiteit domotica douane draad dranken drone druk drum dun duurzaamheid ehbo einde elektra
    elektriciteit elektro elektronica elektrotechniek energie engineering ent ergonomie etalage
    ethiek examinering fabricage faciliteit factuur farmacie feedback fiets film filter financiën
    fitness fonds formule fornuis fotografie fraude frees freesmachine fundering fustage game gaming
    garen gas gast gastheer gastvrijheid gazon gebak gebit gehandicapte geld gelijkstroom
    geneesmiddel gerecht gereedschap gevel gewas gewricht gezin gezondheid ggz gitaar gladheid glas
    glazuur goederen golf goot gordijn gording graan grafiek gras groen groep grond haag
    haalbaarheid haar haccp hand handel handhaving hardware hart haven heester hef heipaal
    heistelling herstel hoef hok hoofd hoog horeca hotel houdbaarheid hout huid huisvesting hulp
    hulpmiddel hulpverlening hydrauliek hygiëne ict inbouw inbraak incontinentie industrie infra
    infrastructuur injectie inkoop inkt innovatie inrichting inspectie installatie instructie
    interface interieur isolatie jeugd kaart kabel kade kamer kas kassa kennis keramiek ketel keten
    keuken kies kind kinderopvang kip kit klant klauw kleding kleur kleuter klimaat klus knol knoop
    knutsel koeling koffie konijn kooi koor koppeling korpus koude kozijn kraam kunststof kussen
    kwast laad laag lading lak lakwerk las laser lastechniek leefstijl leer leiding lens letsel
    levensmiddel leverancier levering licht lift lijm lijn logistiek loket long lood loon loonwerk
    luchtvaart maag maai maaltijd maatvoering machine magazijn mailing maintenance management
    mantelzorg marifoon marketing mast materiaal materieel mechanica mechatronica medicatie medicijn
    melk melkrobot mes mest metaal metsel metselwerk meubel microbiologie milieu mobiliteit mode
    module mond monitoring montage motor muziek naad naaimachine nagel natuur natuurkunde netwerk
    nier nijverheid norm offerte olie onderhoud ondernemerschap onderwijs onkruid ontruiming oog
    opdrachtgever ophanging order ouder output oven paard pan paneel paspoort patisserie patiënt
    patroon personeel peuter piano pijler pin pixel plaat plafond plant pleister pneumatiek podium
    pols polsslag pomp presentatie privacy procedure proces productie programma protocol psychologie
    publiciteit raam radiator rail ras reanimatie recept receptie receptuur reclame recreatie
    recycling regelaar registratie reis relevantie rem rembaan reparatie respect retail rijst
    riolering rits robot robotica roer roest roller rolstoel router rundvee sanitair saus schade
    schakelaar scheepvaart scheikunde schema schip schoonmaak schuur script sector security
    sensor server service sier sign signaal signalering sleutel slijp sloop sloot slot sluis smeer
    snel snijplank social software soort spanning speelgoed spel spier sport spuit staal stal
    statief statiek steiger stek stem steriel stof stoffeer stofzuiger stoom storing straat streek
    stroom structuur stuc stuwadoor styling substraat switch taal taart tablet tand tandheelkunde
    tank techniek technologie teelt tegel tegelwerk tekst terras textiel thee theorie therapie
    tillift toerisme toezicht toneel touw transport trap trede trekker triplex tuin tuinbouw
    uiterlijk uitgifte uitlaat uitvaart utiliteit vaardigheid vaatwas vacht vakmanschap varken vee
    veehouderij veiligheid velg verband verbouwing verf verfspuit verkeer verkoop verlichting
    vermeerdering verpakking verpleging verslag verslaglegging versnelling verspaning verspil
    verspilling verwarming verzorging vezel video vijver visserij vlees vloer vloerbedekking vlucht
    voeding voedingsmiddel voedsel voeg voer voorlees voorraad voortplanting vormgever vormgeving
    vorming vracht vrijetijd wand wapening warmte warmtepomp waterstof website weefsel welzijn
    wereld werf werk werkwijze wetenschap wijk winkel wiskunde wisselstroom wond woning woon zaad
    zaag zang zeevaart zeil zelfredzaamheid zelfzorg zicht zingeving zonnepaneel zonwering zoom zorg
    zorgverlening zorgvrager zuiger zuivel zuivering zweet
    """
)

# Three-letter words that form compounds here; other short words fit by accident.
SHORT = words(
    """
    app arm bad bak bal bar bed bol bos bus cad cel cnc dag dak dek dik dun eis erf gas gat hal hbo
    hef hok ict ijs kap kar kas kit koe kop lak las lat led les lip mal man mbo mes net oog oor pan
    pil pla pot pvc rem rit rol rug tap tas tel til tin top vak vat vee vel vis vul was web weg wet
    wol zak zee zin zit zon
    """
)

# Pieces that no compound starts with: prefixes, particles and accidental words.
NO_LEFT = words(
    """
    aan aang achter afge afro afwe afwi alge alle ambt ander anderen anti appe appen bede bedie
    bedien bege begele begr beha beho belan belangen bene beno bere beroeps bete betref betrek bewe
    bij boven carga combi daar dat der deze door eerder eerst eigen elders elkaar elke ener erva
    ervar even gaan gebe gede geen gelijk geme gemeen gen gene gere gest geta gevo gevoel gewoon
    gezag gezel gron grot grove haas haast hede heel heer hele hetero hier hoge holo homo hui hun
    immo inde inga inge inter inze juist keus klare kome kwal lage lang los maar mate mede medi mee
    meer mega micro mini mins minst mono multi naar naas naast nabij nauw neder neme niets nog oefe
    ofte omge onaf onde onder onge ongevo ons onver onze open opge oppe over para pers plaa poli
    post prakt pre pro reeds rege rela resu rond same samen scha sche scho semi slecht snelhede ster
    stra stuka sub super te tege tegen ten terug ticht tien toch toe toez tot trans tussen typo uit
    uitg uitge van veel ver vere verg verk vero verp vert verw vol voor voorge vooruit voorz waar
    waarbij wanneer weder wege wel welk were werke weten wijd zake zeer zich zins zonde zonder
    """
)

# Pieces that no compound ends in: suffixes, and words that are a suffix more often.
NO_RIGHT = words(
    """
    aal aar aard aardig aardige achtig age ant aten atie baar bare chap dage dages dien dimensionaal
    ding dingen door een eerst eert elen elijk eling elling ende enden ender enen enig eren erg erij
    erik ering erven ete eter eur gaan gen gevend grafie hede heden heerschap heid hem houden ier
    ieren iets in ine ing ingen isch ist iteit ken kens keurig king kunnen lagen lied lijk lijke
    ling list listen logisch logische loos lopend los lust maal mans matig matige ment naam naar
    naast name natie naties nemen nemend neren nis nissen nood onder orde orden oren over pen raat
    rijk rijke ring rings schap schappelijk schappelijke schappen scheid schot se sel seren sie sies
    sing staan staande staf stak staken ste ster sterk teel teit ten ter teren tes tie tiek ties
    tijk tijken ting ton tonen tor trice tuig tuur ure vesting vlakte waart weer wekkend wijs wijze
    willig willige willigen zaak zaam zakelijk zame zicht zijn
    """
)

# Words that look like compounds and are one word to this field, or would be cut wrongly.
WHOLE = words(
    """
    speelgoed
    aanbod aandacht aanleg aanleiding aannemer aanpak aanvang aanvraag aardappel aardrijkskunde
    accuraat afdeling aflevering afronding afspraak afstand ambacht apparaat artikel aspect aspirant
    ballon barbecue bedraden bedrijf bedrijfsmatig beeldend begeleider begeleiding beginsel
    begroting behandeling behang bekleding bekwaamheid belang belangrijk belangstelling belasting
    beleving benodigdheid bereiding beroep beroepsbeoefenaar beroepsmatig beschikbaar besluit
    bestand bestelling bestrating bestuurder beton betrokkene bevestiging bewerking bewustzijn
    bezoeker bijdrage bijeenkomst bijvoorbeeld bijzonderheid binnenland boerderij boodschap
    bovendien buitenland cargadoor checklist codering combinatie daadwerkelijk dagelijks deelname
    deelnemer demontabel diagnose directeur doeleinde doelmatig doorgaans dossier draagvlak
    draaiboek driedimensionaal echter eenheid eenvoud eenvoudig eerlijkheid eigenschap eindelijk
    element erfgoed ethernet eveneens evenement examen factuur fotografie frequent fruit
    gastheerschap gastvrij gastvrijheid gebied gebouw gebrek gebruik gebruiksklaar gedrag gegeven
    geheel geldig gelegenheid gelijkmatig geluid gemeente geneeskundig gerecht gereedschap geschikt
    geschil gesprek gevaar gevolg gezamenlijk gezelschap gezicht gezond goederen gordijn groente
    groenten grondig grootschalig handelen handeling handhaving handmatig handvat hartelijk herkomst
    herstel hoedanigheid hoeveelheid huishouden huisvesting hulpbehoevend inboedel infrarood
    infrastructuur ingrediënt inhoud inkoop inrichting instelling instrument intake integratie
    interactie international internet interview inzicht jaarlijks kaderlid kalender kandidaat
    kantelen kantine kantoor karakter karton keuken keuring kleinschalig kleuring klimaat kwaliteit
    kwartier landelijk landschap leeftijd leerbaar leerling leesbaar leidinggeven leidinggevende
    leraar levensmiddel leverancier levering lichaam lidmaatschap loopbaan maaltijd maandelijks
    maatregel maatschappelijk maatschappij machine maker mantel materiaal medewerker medicijn
    meester meeting menselijk metaal methode meubel microbiologisch microfoon middel moment motief
    naastbetrokkene natuurkunde nauwkeurig netwerk noodzaak noodzakelijk omgeving omstander
    omstandigheid omvang onderdeel ondernemer ondernemerschap onderneming onderscheid ondersteuning
    onderwerp onderwijs onderzoek ongeval ongewenst ontwerp ontwikkeling oorzaak opdracht
    opdrachtgever openbaar openen opleider oplevering oplossing oppervlak oppervlakte organisatie
    ouder overeenkomst overheid overleg overstijgend overzicht papier parameter partij patiënt
    perceel personeel persoon persoonlijk plaatselijk planmatig plantaardig pompen portfolio portret
    praktijk presentatie principe procedure product programma rapport recept receptie rechtmatig
    regelmatig rekenen rekening relatie representatief respect restaurant richtlijn risico ruimte
    samenleving samenwerking sanitair schakel schakeling scheikunde schoonheid seizoen situatie
    soortgenoot specialist standaard standpunt stapelaar stedelijk stelling stelsel stikstof
    strategie student stukadoor systeem tastbaar tegenstrijdig tekenen tekening tekst telefoon
    temperatuur termijn toekomst toenemen toereikend toerisme toerist toestand toestel toetsing
    tweedimensionaal typografie uitleg uitrusting vaardigheid vakantie vakbekwaam vakkundig
    vakmanschap vastgoed verantwoordelijkheid verband verbinding verdieping vergadering verhouding
    verkoper vernieuwing verschijnsel verschil vertegenwoordiger vervoer vervolg vervolgens
    verwerking verwijdering verzekering verzorgende voeding voedsel voertuig voldoende volgorde
    voltijd voorbeeld voordeel voorkeur voorraad voorschrift voorstel voorwaarde voorziening
    vormgever vormgeving vriendelijk vrijwillig vrijwilliger waarde wandelen wandeling webshop
    website wederzijds wekelijks werkelijk werkgever werknemer wethouder wijze wijziging winkelier
    wiskunde zelfstandig ziekenhuis zorgvuldig zwangerschap
    """
)

# First parts that are no word of their own.
FORMS: dict[str, str] = {
    "zonne": "zon",
    "kinder": "kind",
    "eier": "ei",
    "scheep": "schip",
    "snij": "snijden",
    "vaar": "varen",
    "glij": "glijden",
    "houd": "houden",
    "spoel": "spoelen",
    "teken": "tekenen",
    "meet": "meten",
    "reken": "rekenen",
}

# Compounds whose parts the rules do not find.
SPLITS: dict[str, tuple[str, ...]] = {
    "gehandicaptenzorg": ("gehandicapte", "zorg"),
    "levensmiddelenbranche": ("levensmiddel", "branche"),
    "bouwkunde": ("bouw", "kunde"),
    "werktuigkunde": ("werktuig", "kunde"),
    "schroefdraad": ("schroef", "draad"),
    "vorkheftruck": ("vork", "hef", "truck"),
    "hulpmiddel": ("hulp", "middel"),
    "fotografieapparatuur": ("fotografie", "apparatuur"),
    "handgereedschap": ("hand", "gereedschap"),
}
