"""Nouns of this field, and words that compounds are or are not built of."""

from __future__ import annotations

# Lemmas that the dictionary lacks: mostly words without a plural, and words of the trades.
FIELD = frozenset(
    """
    aandrijving aansturing aardrijkskunde administratie afbouw airco anatomie apparatuur arbo
    armoede asbest assemblage assortiment automotive autonomie banket beeld beheer behoefte
    belichting beplanting bescherming besturing beton bewaking beweging bewustwording bewustzijn
    biologie bouw branche brandstof brood cad calculatie carrosserie casco catering chassis
    chemie chirurgie circulariteit cloud cnc coaching communicatie component concept consult
    controle corrosie creativiteit cultuur cyber cyclus daglicht dans data decor deel derving
    deskundigheid device diagnose distributie diversiteit domotica douane draai dranken drone druk
    duurzaamheid ehbo elektra elektriciteit elektro elektronica elektrotechniek energie engineering
    ergonomie ethiek etalage examinering fabricage faciliteit farmacie feedback fiets film filter
    financiën fitness fonds formule fotografie fundering fustage game gaming gas gastheer gastvrijheid
    gehandicapte gereedschap gevel gezondheid ggz gladheid glas glazuur goederen goot grafiek graan
    grafisch gras grond haalbaarheid haar haccp handel handhaving hardware hef herstel hespa hout
    horeca houdbaarheid huid huisvesting hulp hydrauliek hygiëne ict industrie infra infrastructuur
    inkoop innovatie inspectie installatie instructie interieur isolatie jeugd kaart kassa kennis
    keramiek keten klei kleding klimaat koel koeling konijn korpus koude kozijn kunststof laad lading
    lakwerk las laser leer leest letsel licht lijm logistiek lood loon luchtvaart maatvoering
    maaltijd machine magazijn mailing maintenance management marifoon marketing materiaal materieel
    mechanica mechatronica medicatie melk metaal metsel meubel microbiologie milieu mobiliteit mode
    module monitoring montage motor muziek nagel natuur natuurkunde netwerk nijverheid norm olie
    onderhoud onderwijs ondernemerschap ontruiming onkruid output paneel paard patisserie patiënt
    personeel pleister plaat pneumatiek podium privacy procedure proces productie programma
    protocol psychologie publiciteit rail reanimatie receptuur reclame recreatie recycling registratie
    relevantie reparatie respect retail riolering robot robotica sanitair scheepvaart scheikunde
    schade schema schoonmaak sector security service signaal signalering sign sloop sociaal social
    software soort spanning sport spuit staal statiek steiger stoffeer storing stoom straat stroom
    structuur styling stuc stuwadoor taal tank techniek technologie teelt tegel tekst textiel theorie
    therapie toerisme toezicht transport triplex tuin uiterlijk uitgifte uitvaart utiliteit
    vaardigheid vacht vakmanschap vee veiligheid veehouderij verf verkeer verkoop verlichting
    vermeerdering verpleging verpakking vers verslag verslaglegging verspaning verspil verspilling
    verwarming verzorging video visserij vlees vloer voeding voedsel voer vorming voorraad voortplanting
    vormgeving vracht vrijetijd wand wapening warmte waterstof welzijn weer wereld werf werk wetenschap
    wiskunde woning woon zang zeevaart zelfredzaamheid zelfzorg zicht zoet zorg zuivel zuivering
    zweet zingeving bloem groen hulpverlening dienstverlening zorgverlening bediening inrichting
    werkwijze dagbesteding mantelzorg kinderopvang leefstijl hulpmiddel levensmiddel voedingsmiddel
    geneesmiddel gewas cliënt bewoner klant gast zorgvrager opdrachtgever leverancier bezoeker
    """.split()
)

# Three-letter words that really form compounds here; other short words split by accident.
SHORT = frozenset(
    """
    bad bak bal bar bed bos bus cel cnc cad dag dak dek gas gat hal hef hok huid ijs kap kas ken
    koe kop las lak loon lon mal mes net olie oor oog pan pap pil pot rij rit rol rug tap tas tel
    til top tuig vak vat vee vel ven verf vis vlag voet vul was weg wet wiel wol zak zee zij zit
    zon haar hand app web ict vmbo hbo mbo eis doe lif buig kit pvc led pla inkt arm erf kar klas
    """.split()
) - {"rij", "ken", "lif", "zij", "ven", "doe", "lon", "huid", "olie", "tuig", "verf", "vlag"}

# Pieces that no compound may start with: prefixes, particles and accidental words.
NO_LEFT = frozenset(
    """
    aan achter alle ander anti auto beroeps bij boven buiten dat deel der deze door eerst elke
    even gemeen gen geen gere gene haast heel hele hier homo hun inge inter juist lang leven los
    maar mede mee meer mega micro midden mini mono multi naar naast naas nabij niet niets nog ofte
    omge onder onge onver onaf ons open over post pre pro rond samen semi slecht snel sub super te
    tegen ten terug toch toe tot trans tussen uit van veel ver vers vol voor voorge vooruit vrij waar
    waarbij wanneer weder weer weg wel welk zeer zelf zonder zwaar elkaar gelijk eigen mens
    bede bene bere beste bete bewe gebe gede geme geta hand heer hoge
    mate ener inga inze klare kome lage neme opge rege resu same ster tege toets uitge vere verg
    verk vero vert verw wege werke weten zake gewoon gevoel begele begin betrek betref
    """.split()
) - {
    "auto", "hand", "toets", "vers", "zelf", "mens", "beste", "midden", "weer", "begin", "deel",
    "buiten", "binnen", "boven", "leven", "beroeps", "zwaar", "snel", "vrij", "weg",
}  # fmt: skip

# Pieces that no compound may end in: suffixes, and words that are suffixes more often.
NO_RIGHT = frozenset(
    """
    aal aar aard achtig age ant arm atie baar elen elijk ende enen eren erij erik ering ete eten
    eter eur gen haar heden heid hem ier ieren iets ine ing ingen isch ist iteit kunde lijk lijke
    ling loos maal maat maten matig ment naar neren oor oren pen rijk schap schapen schappen
    se sel seren sie sies sing ste stel ster ten ter teren tes tie ties tiek ting ton tor toren tuig
    ure uren uur waart zaam ding eerst een eren ender enden elling ering ijs erg erven erven enig
    """.split()
) - {"matig", "rijk", "haar", "maat", "maten", "stel", "ding", "uur", "uren", "arm", "ijs", "kunde",
     "toren", "schapen", "eten", "oor"}  # fmt: skip

# Words that look like compounds and are one word to this field, or split wrongly.
WHOLE = frozenset(
    """
    aanbod aandacht aanleg aannemer aanvraag aardappel achtergrond afspraak afstand aanpak
    apparaat artikel aspect bedrijf beeldend beginsel begeleiding begroting behandeling bekleding
    belang belasting beleving benodigdheid bereiding beroep beroepsbeoefenaar beschikbaar
    besluit bestand bestelling bestrating betrokkene bewerking bijdrage bijzonderheid boerderij
    boodschap daglicht deelnemer diagnose directeur dossier doelgroep draagvlak echter eenheid
    eenvoud eenvoudig eigenschap element evenement examen factuur
    frequent gebruik gebruiksklaar gedrag gegeven gelegenheid gemeente gereedschap geschikt
    gesprek gezelschap gezicht gezond goederen grondig grondstof
    handeling handleiding handvat hoedanigheid hoeveelheid hulpmiddel huishouden
    ingrediënt inhoud inkoop instelling instrument inzicht jaarlijks kandidaat kantoor karakter
    keuken kleinschalig klimaat kwaliteit landschap leeftijd leerling leidinggevende
    leverancier levensmiddel lichaam loopbaan maatregel maatschappij mantel materiaal medewerker
    medicijn meester menselijk methode middel moment netwerk omgeving omstandigheid omvang
    onderdeel ondernemer onderneming onderscheid ondersteuning onderwerp onderwijs onderzoek
    ontwerp ontwikkeling oorzaak opdracht opdrachtgever openbaar oplossing organisatie
    overheid overleg overzicht partij perceel persoon persoonlijk plaatselijk portfolio
    presentatie principe procedure programma
    rapport recept receptie rekening relatie representatief respect restaurant richtlijn risico
    samenleving samenwerking schakel schakeling seizoen situatie specialist standaard
    standpunt stelsel strategie systeem tegenstrijdig tekst temperatuur termijn
    toekomst toestand toestel uitgangspunt uitrusting vaardigheid vakantie verantwoordelijkheid
    verband verbinding verdieping verhouding vernieuwing verschijnsel verschil vertegenwoordiger
    vervoer verzekering verzorgende voertuig voorbeeld voordeel voorkeur
    voorraad voorschrift voorstel voorwaarde voorziening vraagstuk vriendelijk waarde
    wederzijds wethouder wijziging wijze zelfstandig zorgvuldig zwangerschap bijvoorbeeld
    sanitair motief bevestiging naastbetrokkene hulpbehoevend begeleider
    stapelaar vormgeving vormgever wandeling woordvoerder vakman vakvrouw
    winkelier tekening rekenen tekenen openen ruimte machine patiënt
    beeldscherm bestuurder kunststof voedsel voeding brandstof
    gebied gebouw gebrek gevaar gevolg geluid geheel geschil product
    ambacht interactie internet interview international integratie
    """.split()
) - {"grondstof", "brandstof", "kunststof", "beeldscherm", "daglicht", "doelgroep", "handleiding",
     "vakman", "vakvrouw", "woordvoerder", "vraagstuk", "achtergrond", "uitgangspunt",
     "hulpmiddel"}  # fmt: skip

# Compounds whose split the rules do not find or find wrongly.
SPLITS: dict[str, tuple[str, ...]] = {
    "beroepsbeoefenaar": (),
    "grondstof": (),
    "levensmiddelenbranche": ("levensmiddel", "branche"),
    "gehandicaptenzorg": ("gehandicapte", "zorg"),
}
