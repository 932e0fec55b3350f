"""A small kwalificatiedossier with two profiles, our own text in the layout of SBB's PDF of 2026.

Page breaks stand in the middle of a sentence, with the open heading repeated below them.
"""

from pdf_making import make_pdf, wrapped

from align.sources import load
from align.sources.notes import warning_kind

COVER = [
    "Kwalificatiedossier mbo",
    "Bruggen en sluizen",
    "Crebonr. 99100",
    "",
    "Kwalificaties",
    "» Brugwachter (Crebonr. 99101)",
    "» Sluiswachter van grote sluizen en gemalen (Crebonr. 99102)",
    "",
    "Versie",
    "Gewijzigd 2031",
    "",
    "Geldig vanaf",
    "01-08-2031",
    "",
    "Opleidingsdomein",
    "Water en vaart (Crebonr. 79999)",
]
COLOPHON = [
    "Penvoerder: Sectorkamer water",
    "Gevalideerd door: Sectorkamer water",
    "Op: 18-09-2030",
]
CONTENTS = [
    "Inhoudsopgave",
    "Leeswijzer ................................................ 4",
    "Basisdeel ................................................. 6",
    "1. Beroepsspecifieke onderdelen ........................... 6",
    "B1-K1: Bedient bruggen .................................... 6",
    "B1-K1-W1: Opent en sluit de brug volgens een schema dat de vaarwegbeheerder heeft",
    "vastgesteld ............................................... 6",
    "B1-K1-W2: Houdt het logboek bij ........................... 7",
    "2. Generieke onderdelen ................................... 8",
    "P1: Brugwachter ........................................... 9",
    "P2: Sluiswachter van grote sluizen en gemalen ............. 9",
]
GUIDE = [
    "Leeswijzer",
    "Basisdeel en profieldeel vormen samen de kwalificatie.",
    "B1-K1 is een code.",
]
OVERVIEW = [
    "Overzicht van het kwalificatiedossier",
    [(40, "Naam profiel"), (225, "Mbo-niveau"), (310, "Beroepsvereisten"), (420, "Typering")],
    [(40, "P1 Brugwachter"), (225, "2"), (310, "Nee"), (420, "basisberoepsopleiding")],
    [(40, "P2 Sluiswachter van"), (225, "3"), (310, "Ja"), (420, "vakopleiding")],
    [(40, "grote sluizen en gemalen")],
    "Basisdeel",
    [(40, "B1-K1 Bedient bruggen"), (247, "B1-K1-W1"), (305, "Opent en sluit de brug volgens een")],
    [(305, "schema dat de vaarwegbeheerder")],
    [(247, "B1-K1-W2"), (305, "Houdt het logboek bij")],
    "Profieldeel",
    [(40, "P1"), (73, "Brugwachter")],
    "Geen extra kerntaken en werkprocessen",
    [(40, "P2"), (73, "Sluiswachter van grote sluizen en gemalen")],
    [(40, "P2-K1 Schut schepen"), (247, "P2-K1-W1"), (305, "Vult de kolk")],
]
HEAD = "B1-K1-W1: Opent en sluit de brug volgens een schema dat de vaarwegbeheerder heeft"
BODY = [
    "Basisdeel",
    "1. Beroepsspecifieke onderdelen",
    "",
    "Typering van de beroepengroep",
    "",
    "Context",
    "",
    "De wachter werkt aan het water.",
    "",
    "Typerende beroepshouding",
    "",
    "De wachter is wakker.",
    "",
    "B1-K1: Bedient bruggen",
    "",
    "Complexiteit",
    "",
    *wrapped(
        "De wachter werkt met verkeer op de weg en op het water, en geen dag is hetzelfde. Fouten "
        "hebben grote gevolgen voor mensen."
    ),
    "Daarna volgt een tweede alinea.",
    "",
    "Verantwoordelijkheid en zelfstandigheid",
    "",
    "De wachter werkt alleen.",
    "",
    "Vakkennis en vaardigheden",
    "",
    "De beginnend beroepsbeoefenaar:",
    "§ heeft basiskennis van getijden",
    "§ heeft kennis van regels op het water, waaronder die voor het schutten van schepen met",
    [(65, "gevaarlijke lading")],
    "§ kan een brug bedienen",
    "",
    HEAD,
    "vastgesteld",
    "",
    "Omschrijving",
    "",
    "De wachter opent de brug als een schip zich meldt. Daarvoor kijkt de wachter eerst of er nog",
]
BODY_GOES_ON = [
    HEAD,
    "vastgesteld",
    "",
    "iemand op de brug staat. De wachter kijkt ook naar de werkzaam-",
    "heden van anderen op de kade.",
    "",
    "Resultaat",
    "",
    "De brug is veilig geopend.",
    "",
    "Gedrag",
    "",
    "De beginnend beroepsbeoefenaar:",
    "- kijkt goed om zich heen, ook als het regent en er niemand op de weg of op het water is",
    "te zien;",
    "- blijft rustig.",
    "",
    'De onderliggende competenties zijn: Beslissen en activiteiten initiëren, Op de "klant"',
    "richten",
    "",
    "B1-K1-W2: Houdt het logboek bij",
    "",
    "Omschrijving",
    "",
    "De wachter schrijft alles op.",
    "",
    "Resultaat",
    "",
    "Het logboek klopt.",
    "",
    "Gedrag",
    "",
    "De beginnend beroepsbeoefenaar:",
    "- schrijft leesbaar.",
    "De onderliggende competenties zijn: Formuleren en rapporteren",
]
GENERAL = [
    "2. Generieke onderdelen",
    "Nederlandse taal",
    "Staat in elk dossier.",
    "Rekenen",
    "Ook.",
]
PROFILES = [
    "Profieldeel",
    "P1 Brugwachter",
    "",
    "Mbo-niveau",
    "",
    "2",
    "",
    "Typering van het beroep",
    "",
    "n.v.t.",
    "",
    "Beroepsvereisten",
    "",
    "Nee",
    "",
    "P2 Sluiswachter van grote sluizen en gemalen",
    "",
    "Mbo-niveau",
    "",
    "3",
    "",
    "Typering van het beroep",
    "",
    "De sluiswachter werkt ook in een gemaal.",
    "",
    "Beroepsvereisten",
    "",
    "Ja",
    "",
    "Toelichting beroepsvereisten",
    "",
    "Een bewijs van vaarbevoegdheid is nodig.",
    "",
    "P2-K1: Schut schepen",
    "",
    "Complexiteit",
    "",
    "Een sluis heeft twee deuren.",
    "",
    "Verantwoordelijkheid en zelfstandigheid",
    "",
    "De sluiswachter beslist zelf.",
    "",
    "Vakkennis en vaardigheden",
    "",
    "De beginnend beroepsbeoefenaar:",
    "§ kan een kolk vullen",
    "",
    "P2-K1-W1: Vult de kolk",
    "",
    "Omschrijving",
    "",
    "De sluiswachter laat water in.",
    "",
    "Resultaat",
    "",
    "De kolk is vol.",
    "",
    "Gedrag",
    "",
    "De beginnend beroepsbeoefenaar:",
    "- wacht af.",
    "De onderliggende competenties zijn: Rustig blijven",
]
PAGES = [COVER, COLOPHON, CONTENTS, GUIDE, OVERVIEW, BODY, BODY_GOES_ON, GENERAL, PROFILES]


BODY_TO_BREAK = [*BODY, *BODY_GOES_ON[3:]]
"""The body without a page break."""


def head_above(above, below):
    """What SBB repeats on top of a page that goes on with an open kerntaak or werkproces."""
    opened = [line for line in above if isinstance(line, str) and line.startswith("B1-K1")]
    first = next(line for line in below if line)
    if isinstance(first, str) and first.startswith("B1-K1"):
        return []
    return [HEAD, "vastgesteld", ""] if opened[-1] == HEAD else [opened[-1], ""]


def read(tmp_path, pages, name="dossier.pdf", **layout):
    path = tmp_path / name
    path.write_bytes(make_pdf(pages, **layout))
    return load(path)


def changed(tmp_path, old, new, pages=None):
    """The dossier with the line `old` replaced by the lines `new`."""
    pages = pages or PAGES
    assert any(old in page for page in pages)
    other = [[n for line in page for n in (new if line == old else [line])] for page in pages]
    return read(tmp_path, other)


def kinds_of_warnings(curriculum):
    return [warning_kind(w.message) for w in curriculum.warnings]


def texts(item):
    return [(s.label, s.text, s.only_for) for s in item.sections]
