"""Dutch words for numbers, shares, dates and kinds: the same everywhere on a page."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from align.model import Hours, HourUnit, Kind, Leerweg, Relation, Strength

_MONTHS = (
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
)

_PLURALS = {
    Kind.PROFIEL: "profielen",
    Kind.KERN: "kernen",
    Kind.KERNDEEL: "kerndelen",
    Kind.MODULE: "modules",
    Kind.KEUZEVAK: "keuzevakken",
    Kind.TAAK: "taken",
    Kind.DEELTAAK: "deeltaken",
    Kind.EINDTERM: "eindtermen",
    Kind.DOSSIER: "dossiers",
    Kind.KWALIFICATIE: "kwalificaties",
    Kind.KERNTAAK: "kerntaken",
    Kind.WERKPROCES: "werkprocessen",
    Kind.VAKKENNIS: "onderdelen vakkennis",
    Kind.KEUZEDEEL: "keuzedelen",
}

RELATION_SIGNS = {
    Relation.HERHALING: "●",
    Relation.VERDIEPING: "▲",
    Relation.VOORBEREIDING: "◐",
}
NO_RELATION_SIGN = "○"

RELATION_MEANINGS = {
    Relation.HERHALING: "het mbo vraagt wat het vmbo al vroeg, ongeveer even zwaar",
    Relation.VERDIEPING: "het mbo vraagt hetzelfde, maar complexer, zelfstandiger of breder",
    Relation.VOORBEREIDING: "het vmbo geeft de kennis voor wat het mbo daarna laat uitvoeren",
}

STRENGTH_MEANINGS = {
    Strength.STERK: "dezelfde handeling met hetzelfde onderwerp, waarschijnlijk dubbel",
    Strength.GEDEELTELIJK: "een herkenbaar deel komt terug, bespreek wat",
    Strength.ZWAK: "enkele woorden komen overeen, vaak niet meer dan verwant",
}

LEERWEG_NAMES = {
    Leerweg.BB: "basisberoepsgerichte leerweg (BB)",
    Leerweg.KB: "kaderberoepsgerichte leerweg (KB)",
    Leerweg.GL: "gemengde leerweg (GL)",
    Leerweg.TL: "theoretische leerweg (TL)",
}


def number(value: float, decimals: int = 0) -> str:
    """A number as Dutch writes it: 1.234,5."""
    return f"{value:,.{decimals}f}".translate(str.maketrans(",.", ".,"))


def plural(kind: Kind, amount: int = 2) -> str:
    """Name of a kind for this amount: "deeltaak" for one, else "deeltaken"."""
    return kind.value if amount == 1 else _PLURALS[kind]


def noun_for(kinds: Iterable[Kind]) -> str:
    """What these units are called together: their plural, or "onderdelen" for a mixture."""
    distinct = set(kinds)
    return plural(distinct.pop()) if len(distinct) == 1 else "onderdelen"


def counted(amount: int, one: str, many: str) -> str:
    """An amount with its noun."""
    return f"{number(amount)} {one if amount == 1 else many}"


def listed(parts: Iterable[str]) -> str:
    """Parts as an enumeration: "a, b en c"."""
    *first, last = tuple(parts) or ("",)
    return f"{', '.join(first)} en {last}" if first else last


def percent(share: float) -> int:
    """A share (0..1) in whole percents, rounded to five: the measure is no finer than that."""
    return int(max(0.0, min(1.0, share)) * 20 + 0.5) * 5


def about(share: float) -> str:
    """A share (0..1) in words that say it is an estimate."""
    rounded = percent(share)
    if share <= 0:
        return "niets"
    if rounded == 0:
        return "minder dan 5%"
    return "(bijna) alles" if rounded == 100 else f"ca. {rounded}%"


def chance(probability: float) -> str:
    """A calibrated chance (0..1) as how many of ten such pairs raters call double."""
    tenth = int(max(0.0, min(1.0, probability)) * 10 + 0.5)
    if tenth <= 0:
        return "schatting: van 10 zulke paren vinden beoordelaars er minder dan 1 dubbel"
    if tenth >= 10:
        return "schatting: van 10 zulke paren vinden beoordelaars er meer dan 9 dubbel"
    return f"schatting: van 10 zulke paren vinden beoordelaars er {tenth} dubbel"


def dutch_date(day: date) -> str:
    """A date in words: "3 maart 2026"."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def short_leerwegen(leerwegen: Iterable[Leerweg]) -> str:
    """Leerwegen as teams write them, lightest first: "BB/KB"."""
    stated = set(leerwegen)
    return "/".join(leerweg.value.upper() for leerweg in Leerweg if leerweg in stated)


def hours(value: Hours) -> str:
    """Hours with the way in which they are counted."""
    unit = "SBU" if value.unit is HourUnit.SBU else "klokuren"
    decimals = 0 if float(value.amount).is_integer() else 1
    return f"{number(value.amount, decimals)} {unit}"


def setting(value: str | float | tuple[str, ...]) -> str:
    """The value of a setting as shown."""
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, int):
        return number(value)
    if isinstance(value, float):
        return f"{value:.4g}".replace(".", ",")
    if isinstance(value, tuple):
        return listed(value) or "geen"
    return value or "geen"
