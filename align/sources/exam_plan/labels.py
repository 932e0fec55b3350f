"""Words by which schools name the fields and columns of an exam plan, and what they mean here.

Source: exam plans and onderwijs- en examenregelingen of mbo schools, cohorts 2020 to 2026.
"""

from __future__ import annotations

import re

_ASIDE = re.compile(r"\([^)]*\)")
_KEPT = re.compile(r"[^\W_]+")

FIELDS = {
    "dossier": "kwalificatiedossier, naam kwalificatiedossier, naam van het kwalificatiedossier, "
    "dossier, naam dossier",
    "dossiercrebo": "crebonr kwalificatiedossier, crebo kwalificatiedossier, crebo dossier, "
    "crebonummer kwalificatiedossier, crebonummer dossier, dossiercrebo, crebocode dossier",
    "kwalificatie": "kwalificatie, naam kwalificatie, opleiding, naam opleiding, profiel, "
    "naam van de opleiding, naam van de kwalificatie, uitstroomprofiel, naam profiel",
    "crebo": "crebo, crebonr, crebonummer, crebocode, crebo code, crebonr kwalificatie, "
    "crebo kwalificatie, crebonummer kwalificatie, crebonummer opleiding, crebo opleiding, "
    "crebonr opleiding, crebonummer profiel, crebonr profiel",
    "niveau": "niveau, mbo niveau, niveau opleiding, opleidingsniveau, kwalificatieniveau",
    "leerweg": "leerweg, leerwegen, leerweg opleiding",
    "cohort": "cohort, startcohort, cohorten, cohortjaar, start cohort",
    "duur": "duur van de opleiding, opleidingsduur, studieduur, duur opleiding, duur, "
    "nominale studieduur, nominale opleidingsduur, nominale duur",
    "dossierversie": "versie van het kd, versie kd, kd versie, versie kwalificatiedossier",
    "vastgesteld": "vaststellingsdatum, vastgesteld op, datum vaststelling, vastgesteld, "
    "datum van vaststelling",
    "examenleverancier": "examenleverancier, leverancier examens",
    "domein": "domein, opleidingsdomein",
    "sbu": "sbu, studiebelastingsuren, studiebelasting, omvang in sbu",
    "locatie": "locatie, locaties",
}
"""Fields of the front page; of each the ways in which it is written."""

COLUMNS = {
    "code": "code",
    "naam": "naam",
    "kerntaken": "kerntaken, kerntaak, kerntaak kerntaken, kt",
    "werkprocessen": "werkprocessen, werkproces, inhoud examen, inhoud, inhoud van het examen, "
    "examinering van, wp, geexamineerde werkprocessen, inhoud examen werkprocessen",
    "examencode": "examencode, code examen, toetscode, examen code",
    "examen": "naam beroepsgerichte examen, naam beroepsgericht examen, naam examen, examen, "
    "examennaam, beroepsgericht examen, exameneenheid, toets, naam exameneenheid",
    "onderdeel": "onderdeel, onderdelen, examenonderdeel, examenonderdelen, vaardigheid, "
    "vaardigheden",
    "examenvorm": "examenvorm, vorm, toetsvorm, examenvormen, vorm examen, soort examen",
    "duur": "duur, duur examen, tijdsduur, examenduur, duur in minuten, tijd",
    "plaats": "plaats, plaats afname, afnameplaats, locatie, locatie afname, plaats van afname, "
    "plaats examen, afnamelocatie",
    "periode": "periode, afnameperiode, periode afname, leerjaar, planning, moment, moment afname, "
    "afnamemoment, leerjaar periode, wanneer",
    "weging": "weging, weging examens, weging examen, wegingsfactor, gewicht, weegfactor",
    "resultaat": "resultaat, schaal, beoordeling, waardering, resultaatschaal, beoordelingsschaal, "
    "cijfer ovg",
    "leverancier": "leverancier, examenleverancier",
    "niveau": "niveau, vereist niveau",
    "soort": "soort vereiste, soort",
    "vereiste": "diplomaeis ja nee, diplomaeis, diploma eis",
    "keuzedeel": "keuzedeel, keuzedelen, naam keuzedeel, titel keuzedeel, titel",
    "keuzedeelcode": "code keuzedeel, keuzedeelcode, keuzedeelnummer",
    "sbu": "sbu, omvang, studielast, uren, omvang sbu, studiebelastingsuren, aantal sbu, klokuren",
}
"""Columns of tables; of each the ways in which it is written above one."""

HEADINGS = frozenset(
    "examens|kennis en vaardigheden|beslisregels|cesuur ovg cijfers|kerntaken|werkprocessen|"
    "beslisregels voor de kerntaakbeoordeling|code|naam|eigenschap|waarde".split("|")
)
"""Short lines that head every part of a plan and so name none of them."""

PARTS = frozenset(
    "loopbaan en burgerschap|burgerschap|loopbaan|burgerschap en loopbaan|burgerschap & lob|"
    "beroepspraktijkvorming|bpv".split("|")
)
"""Parts of every plan that are often no table but a line of text below this heading."""

FACT_ORDER = (
    "examencode",
    "examenvorm",
    "niveau",
    "duur",
    "plaats",
    "periode",
    "weging",
    "resultaat",
    "leverancier",
    "soort",
    "vereiste",
)
"""What is kept of an exam, behind its name; every one is a column and the name of a fact."""


def spelled(text: str) -> str:
    """Letters and digits only, small, without what stands between brackets; "" for no text.

    Hyphens and blanks do not count: a narrow head is often broken ("We-ging", "Wegi ng").
    """
    plain = _ASIDE.sub("", text) if _ASIDE.sub("", text).strip() else text
    return "".join(_KEPT.findall(plain.casefold())).replace("ë", "e")


def _by_spelling(names: dict[str, str]) -> dict[str, str]:
    return {spelled(way): name for name, ways in names.items() for way in ways.split(", ")}


FIELD_OF = _by_spelling(FIELDS)
"""Field of the front page by `spelled` label."""
COLUMN_OF = _by_spelling(COLUMNS)
"""Column of a table by `spelled` head."""
PART_SPELLINGS = frozenset(map(spelled, PARTS))
"""`PARTS` as `spelled`."""
COLUMN_WORDS = frozenset(
    word for ways in COLUMNS.values() for word in re.findall(r"\w+", ways) if len(word) > 1
)
"""Words that occur in heads of columns."""
HEADING_SPELLINGS = frozenset(map(spelled, HEADINGS))
"""`HEADINGS` as `spelled`."""
