"""The words that Dutch schools write above a column, and what each stands for.

Sources: the format for a PTA in SLO's handreiking schoolexamen beroepsgericht vmbo (periode,
eindtermen, inhoud onderwijsprogramma, toetsvorm, herkansing, weging); model and instruction for
kwalificatiedossiers (BWBR0036147); exam plans that mbo schools publish.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from rapidfuzz import fuzz, process

NEAR = 86
"""How alike (0..100) a column name must be to a known one to count as a near spelling."""
_SHORTEST_NEAR = 6  # letters: of shorter names a near spelling is mostly another word
_LONGEST_NAME = 90  # characters: what is longer is a sentence, no name of a column

#: Levels of the tree on each side, from the top down.
VMBO_LEVELS = ("profiel", "kern", "kerndeel", "module", "keuzevak", "deeltaak", "eindterm")
MBO_LEVELS = ("dossier", "kwalificatie", "keuzedeel", "kerntaak", "werkproces", "vakkennis")

#: A leerweg as a column of its own, with a mark where the row holds for it.
LEERWEG_COLUMNS = ("bb", "kb", "gl", "tl")

#: Columns with running text of an item, which become sections of it.
TEXT_ROLES = (
    *("omschrijving", "resultaat", "gedrag"),
    *("complexiteit", "verantwoordelijkheid", "toelichting"),
)

#: What a column can be, and the names by which it is known, in small letters without marks.
VOCABULARY: dict[str, str] = {
    "profiel": "profiel, profielvak, beroepsgericht profiel, beroepsgericht programma",
    "kern": "kern",
    "kerndeel": "kerndeel, onderdeel kern",
    "module": "module, modules, modulen, profielmodule, module profielvak, profielvakmodule,"
    " module keuzevak, module of keuzevak, profielmodule keuzevak",
    "keuzevak": "keuzevak, keuzevakken, beroepsgericht keuzevak",
    "deeltaak": "deeltaak, deeltaken, taak, taken, thema, onderwerp",
    "eindterm": "eindterm, eindtermen, globale eindterm, globale eindtermen, onderdeel, onderdelen,"
    " leerdoel, leerdoelen, examenonderdeel, examenonderdelen, wat moet je kennen en kunnen,"
    " wat moet je kunnen, wat moet je kennen, eindterm onderdeel, doel, doelen,"
    " deeltaak eindterm, deeltaken eindtermen, deeltaak en eindterm, deeltaken en eindtermen,"
    " de kandidaat kan, kandidaat kan, de leerling kan, de kandidaat",
    "code": "code, codes, codering, nr, nummer, code examenprogramma, slo code, code slo,"
    " kerntaak werkproces, kerntaak en werkproces, kerntaken en werkprocessen,"
    " kerntaken werkprocessen, kerntaak of werkproces",
    "titel": "titel, naam, benaming, title",
    "omschrijving": "omschrijving, beschrijving, leerstof, stof, stofomschrijving, inhoud,"
    " leerinhoud, omschrijving van de stof, omschrijving stof, omschrijving leerstof,"
    " omschrijving toets, beschrijving toets, omschrijving van de toets, lesstof,"
    " te toetsen stof, leerstofomschrijving, omschrijving eindterm onderdeel",
    "toelichting": "toelichting, inhoud onderwijsprogramma, wat ga je hiervoor doen, opmerking,"
    " opmerkingen, bijzonderheden, uitleg",
    "leerweg": "leerweg, leerwegen, leerweg niveau, vmbo leerweg",
    "bb": "bb, bbl, basis, vmbo bb, vmbo b, basisberoepsgericht",
    "kb": "kb, kbl, kader, vmbo kb, vmbo k, kaderberoepsgericht",
    "gl": "gl, vmbo gl, gemengd, gemengde leerweg, gl tl, gltl",
    "tl": "tl, vmbo tl, theoretisch, theoretische leerweg, mavo",
    "leerjaar": "leerjaar, leerjaren, jaar, klas, jaarlaag, studiejaar",
    "periode": "periode, periodes, perioden, blok, kwartaal, trimester, semester, moment,"
    " afnamemoment, moment van afname, afnameperiode, periode van afname, toetsperiode, wanneer",
    "week": "week, weken, weeknummer, lesweek, weeknr",
    "toetscode": "toetscode, code toets, toetsnummer, toetsnr, toets nr, se code, se, toets, se nr",
    "toetsvorm": "toetsvorm, toetsvormen, vorm, toetssoort, soort toets, wijze van toetsen,"
    " wijze van toetsing, toetswijze, toetstype, type toets, vorm van toetsing, afnamevorm",
    "examenvorm": "examenvorm, vorm van examineren, examentype, soort examen, exameninstrument,"
    " wijze van examineren",
    "weging": "weging, gewicht, weegfactor, wegingsfactor, weging se, weging in, percentage,"
    " weging cijfer, telt mee, weegt",
    "duur": "duur, toetsduur, tijdsduur, tijd, duur in minuten, minuten, duur toets, examenduur,"
    " tijdsduur in minuten",
    "herkansing": "herkansing, herkansbaar, herkansingen, herkansing ja nee, herkansen,"
    " herkansingsmogelijkheid, herkansbaar ja nee",
    "plaats": "plaats, locatie, afnameplaats, plaats van afname, afnamelocatie",
    "beoordeling": "beoordeling, cesuur, resultaatschaal, cijfer, waardering",
    "dossier": "dossier, kwalificatiedossier, naam dossier",
    "crebo_dossier": "crebo dossier, dossiercrebo, dossier crebo, crebonummer dossier, crebo kd",
    "kwalificatie": "kwalificatie, kwalificaties, opleiding, uitstroom, uitstroomprofiel,"
    " naam kwalificatie, naam opleiding, beroep",
    "crebo": "crebo, crebonummer, crebonr, crebocode, crebo nr, crebo nummer, crebo kwalificatie,"
    " opleidingscode",
    "niveau": "niveau, mbo niveau, niveaus, nivo",
    "domein": "domein, opleidingsdomein",
    "versie": "versie, cohort, versie dossier, kd versie",
    "kerntaak": "kerntaak, kerntaken",
    "werkproces": "werkproces, werkprocessen",
    "keuzedeel": "keuzedeel, keuzedelen",
    "vakkennis": "vakkennis, vakkennis en vaardigheden, kennis en vaardigheden,"
    " vakkennis vaardigheden",
    "resultaat": "resultaat, resultaten",
    "gedrag": "gedrag, gedragingen",
    "complexiteit": "complexiteit",
    "verantwoordelijkheid": "verantwoordelijkheid, verantwoordelijkheid en zelfstandigheid,"
    " verantwoordelijkheden, zelfstandigheid",
    "sbu": "sbu, studiebelasting, studiebelastingsuren, studielast, sbu uren, uren sbu,"
    " omvang in sbu",
    "volledigheid": "volledigheid",
    "bron": "bron, bronnen",
}

_LEVEL_NOUNS = {
    name: level
    for level in (*VMBO_LEVELS, *MBO_LEVELS)
    if level not in {"kern", "vakkennis"}
    for name in VOCABULARY[level].split(", ")
    if " " not in name.strip() and name.strip() not in {"doel", "doelen", "beroep"}
}
_CODE_WORDS = frozenset({"code", "codes", "nr", "nummer", "codering"})
_TEXT_WORDS = frozenset(
    {"omschrijving", "beschrijving", "titel", "naam", "tekst", "van", "de", "het", "per", "uit"}
    | {"globale", "en", "slo", "kd", "voor", "volgens"}
)
_COMPOUND = re.compile(r"(code|nummer|nr|titel|naam|omschrijving)$")
_NOT_WORD = re.compile(r"[^a-z0-9]+")
_ACCENTS = re.compile(r"[\u0300-\u036f]+")
_BRACKETS = re.compile(r"\([^)]*\)|\[[^\]]*\]")

#: Every role that a column can have; of a level there is also one for its code alone.
ROLES = tuple(
    dict.fromkeys(
        role
        for name in VOCABULARY
        for role in ((name, f"{name}_code") if name in (*VMBO_LEVELS, *MBO_LEVELS) else (name,))
    )
)


def plain(text: str) -> str:
    """A column name as it is compared: small letters and digits, one space between words."""
    folded = text.lower() if text.isascii() else unicodedata.normalize("NFKD", text.casefold())
    # What NFKD parts from its letter, an accent, is no word character and joins nothing.
    return _NOT_WORD.sub(" ", _ACCENTS.sub("", folded)).strip()


@lru_cache(maxsize=4096)
def role_of(name: str) -> tuple[str, bool]:
    """What a column with this name is, and whether its spelling is only near a known one.

    Returns:
        role: one of `ROLES`; "" when the name is not known.
        near: true for a near spelling.
    """
    if role := exact_role_of(name):
        return role, False
    for form in _forms(name):
        if len(form) >= _SHORTEST_NEAR:
            best = process.extractOne(form, _LONG_NAMES, scorer=fuzz.ratio, score_cutoff=NEAR)
            if best:
                return _KNOWN[best[0]], True
    return "", False


def exact_role_of(name: str) -> str:
    """What a column with this very name is, without near spellings; "" when it is not known."""
    found = (_KNOWN.get(form) or _level_role(form.split()) for form in _forms(name))
    return next(filter(None, found), "")


def _forms(name: str) -> list[str]:
    """What is compared: without brackets, with them, and each line of it; none when too long."""
    if len(name) > _LONGEST_NAME:
        return []
    lines = [line for line in name.split("\n") if line.strip()]
    forms = [plain(_BRACKETS.sub(" ", name)), plain(name), *map(plain, lines)]
    return [form for form in dict.fromkeys(forms) if form]


def _level_role(words: list[str]) -> str:
    """Role of "code eindterm", "eindtermcode", "omschrijving van de kerntaak"."""
    if len(words) == 1 and (ending := _COMPOUND.search(words[0])):
        words = [words[0][: ending.start()], ending[0]]
    levels = {_LEVEL_NOUNS[word] for word in words if word in _LEVEL_NOUNS}
    others = {word for word in words if word not in _LEVEL_NOUNS}
    if len(levels) != 1 or not others or not others <= _CODE_WORDS | _TEXT_WORDS:
        return ""
    (level,) = levels
    only_code = others & _CODE_WORDS and not others & {"omschrijving", "titel", "naam", "tekst"}
    return f"{level}_code" if only_code else level


_KNOWN = {plain(name): role for role, names in VOCABULARY.items() for name in names.split(",")} | {
    f"{level} code": f"{level}_code" for level in (*VMBO_LEVELS, *MBO_LEVELS)
}
_LONG_NAMES = tuple(name for name in _KNOWN if len(name) >= _SHORTEST_NEAR)
