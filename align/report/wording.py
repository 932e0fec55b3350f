"""Words for numbers, shares, dates and kinds: the same everywhere on a page, in its language."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from align.model import Hours, HourUnit, Kind, Leerweg, Relation, Strength, Teacher, Verdict
from align.report.translation import LANGUAGES, N_, _, spoken

_MONTHS = (
    N_("januari"),
    N_("februari"),
    N_("maart"),
    N_("april"),
    N_("mei"),
    N_("juni"),
    N_("juli"),
    N_("augustus"),
    N_("september"),
    N_("oktober"),
    N_("november"),
    N_("december"),
)

RELATION_SIGNS = {
    Relation.HERHALING: "●",
    Relation.VERDIEPING: "▲",
    Relation.VOORBEREIDING: "◐",
}
NO_RELATION_SIGN = "○"

VERDICT_SIGNS = {
    Verdict.AKKOORD: "✓",
    Verdict.AFGEWEZEN: "✗",
    Verdict.BESPREKEN: "?",
}
DIFFERENCE_SIGN = "≠"

#: Words of the model that pages show: marked here, translated where they are shown.
SHOWN_WORDS = (
    N_("sterk"),
    N_("gedeeltelijk"),
    N_("zwak"),
    N_("herhaling"),
    N_("verdieping"),
    N_("voorbereiding"),
    N_("akkoord"),
    N_("afgewezen"),
    N_("bespreken"),
    N_("samen"),
    N_("deeltaken"),
    N_("werkprocessen"),
    N_("keuzedelen"),
    N_("kerndelen"),
    N_("onderdelen"),
)

RELATION_MEANINGS = {
    Relation.HERHALING: N_("het mbo vraagt wat het vmbo al vroeg, ongeveer even zwaar"),
    Relation.VERDIEPING: N_("het mbo vraagt hetzelfde, maar complexer, zelfstandiger of breder"),
    Relation.VOORBEREIDING: N_("het vmbo geeft de kennis voor wat het mbo daarna laat uitvoeren"),
}

STRENGTH_MEANINGS = {
    Strength.STERK: N_("dezelfde handeling met hetzelfde onderwerp, waarschijnlijk dubbel"),
    Strength.GEDEELTELIJK: N_("een herkenbaar deel komt terug, bespreek wat"),
    Strength.ZWAK: N_("enkele woorden komen overeen, vaak niet meer dan verwant"),
}

TEACHER_NAMES = {Teacher.VMBO: "vmbo", Teacher.MBO: "mbo", Teacher.SAMEN: N_("samen")}

LEERWEG_NAMES = {
    Leerweg.BB: "basisberoepsgerichte leerweg (BB)",
    Leerweg.KB: "kaderberoepsgerichte leerweg (KB)",
    Leerweg.GL: "gemengde leerweg (GL)",
    Leerweg.TL: "theoretische leerweg (TL)",
}


def number(value: float, decimals: int = 0) -> str:
    """A number as the language of the page writes it: 1.234,5 in Dutch."""
    text = f"{value:,.{decimals}f}"
    return text.translate(str.maketrans(",.", ".,")) if spoken() == LANGUAGES[0] else text


def plural(kind: Kind, amount: int = 2) -> str:
    """Name of a kind for this amount: "deeltaak" for one, else "deeltaken"."""
    # What the field calls its parts keeps its Dutch name in every language; only "parts" is a word.
    return kind.value if amount == 1 else _(kind.plural)


def noun_for(kinds: Iterable[Kind]) -> str:
    """What units of these kinds are called, one kind for each unit.

    "deeltaak" for one, "deeltaken" for more, "onderdelen" for a mixture.
    """
    held = tuple(kinds)
    return plural(held[0], len(held)) if len(set(held)) == 1 else _("onderdelen")


def with_crebo(title: str, crebo: str) -> str:
    """A dossier or kwalificatie by its name and crebo; by crebo alone where a source has no name.

    >>> with_crebo("Broodbakker", "25999"), with_crebo("", "25999"), with_crebo("Broodbakker", "")
    ('Broodbakker (25999)', 'crebo 25999', 'Broodbakker')
    """
    if not crebo:
        return title
    return f"{title} ({crebo})" if title else f"crebo {crebo}"


def counted(amount: int, one: str, many: str) -> str:
    """An amount with its noun."""
    return f"{number(amount)} {one if amount == 1 else many}"


def listed(parts: Iterable[str]) -> str:
    """Parts as an enumeration: "a, b en c"."""
    *first, last = tuple(parts) or ("",)
    both = _("en")
    return f"{', '.join(first)} {both} {last}" if first else last


def percent(share: float) -> int:
    """A share (0..1) in whole percents, rounded to five: the measure is no finer than that."""
    return int(max(0.0, min(1.0, share)) * 20 + 0.5) * 5


def about(share: float, *, found: bool = False) -> str:
    """A share (0..1) in words that say it is an estimate.

    Args:
        share: of what comes back.
        found: whether overlap was found all the same; then none is not nothing.
    """
    rounded = percent(share)
    if share <= 0:
        return _("niets herkenbaars") if found else _("niets")
    if rounded == 0:
        return _("minder dan 5%")
    return _("(bijna) alles") if rounded == 100 else _("ca. {}%").format(rounded)


def chance(probability: float) -> str:
    """A calibrated chance (0..1) as how many of a hundred such pairs raters call double."""
    hundredth = int(max(0.0, min(1.0, probability)) * 100 + 0.5)
    if hundredth < 1:
        return _("schatting: van 100 zulke paren vinden beoordelaars er minder dan 1 dubbel")
    return _("schatting: van 100 zulke paren vinden beoordelaars er {} dubbel").format(hundredth)


def dutch_date(day: date) -> str:
    """A date in words: "3 maart 2026"."""
    return f"{day.day} {_(_MONTHS[day.month - 1])} {day.year}"


def short_leerwegen(leerwegen: Iterable[Leerweg]) -> str:
    """Leerwegen as teams write them, lightest first: "BB/KB"."""
    stated = set(leerwegen)
    return "/".join(leerweg.value.upper() for leerweg in Leerweg if leerweg in stated)


def hours(value: Hours) -> str:
    """Hours with the way in which they are counted, in no more decimals than they need."""
    amount = round(value.amount, 2)
    one = "klokuur" if amount == 1 else "klokuren"
    decimals = next(n for n in (0, 1, 2) if round(amount, n) == amount)
    return f"{number(amount, decimals)} {'SBU' if value.unit is HourUnit.SBU else one}"


def setting(value: str | float | tuple[str, ...]) -> str:
    """The value of a setting as shown."""
    if isinstance(value, bool):
        return _("ja") if value else _("nee")
    if isinstance(value, int):
        return number(value)
    if isinstance(value, float):
        text = f"{value:.4g}"
        return text.replace(".", ",") if spoken() == LANGUAGES[0] else text
    if isinstance(value, tuple):
        return listed(value) or _("geen")
    return value or _("geen")
