"""Every rule, one verdict: ok, geschonden, or onbekend where it cannot be seen or is not verified.

Figures come from `rules.toml`; what is measured comes from the plan. Each verdict carries both.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from align.model import Certainty, Goal, PlanUnit, Role, RuleState, RuleVerdict, Side
from align.planning.calendar import FIRST_MBO
from align.planning.electives import excluded_keuzedelen
from align.planning.kwalificaties import Known
from align.planning.program import hours_in, is_chosen, relieved_unit
from align.planning.rules import load_rules
from align.planning.timetable import cspe_leerjaar
from align.planning.units import figure, obligation

if TYPE_CHECKING:
    from align.model import Overlap, Switch
    from align.planning.request import Asked
    from align.planning.solve import Solved

_Measured = tuple[bool | None, Mapping[str, float], str]


@dataclass(frozen=True)
class Case:
    """What rules are held against: the request, the comparison and the solved variant."""

    asked: Asked
    overlap: Overlap
    solved: Solved
    switches: tuple[Switch, ...]
    nominal: int

    def planned(self, *roles: Role) -> int:
        """Klokuren of units of these roles."""
        return sum(self.solved.hours(u) for u in self.solved.model.units if u.role in roles)

    def chosen(self, role: Role) -> list[PlanUnit]:
        """Units of a role that stand in the plan."""
        model, values = self.solved.model, self.solved.values
        return [u for u in model.units if u.role is role and is_chosen(model, values, u)]

    def freed(self, side: Side) -> int:
        """Klokuren taken from one side."""
        return sum(pair.klokuren for pair in self.solved.freed if pair.relieved is side)


def verdicts(case: Case) -> tuple[RuleVerdict, ...]:
    """All rules that hold for this route, in the order of the rule file."""
    found = []
    for identifier, rule in load_rules().items():
        general = not identifier.startswith("D")
        if not general and identifier not in case.asked.route.rules:
            continue
        measure = _MEASURES.get(identifier)
        kept, numbers, text = measure(case) if measure else (None, {}, "niet uit bestanden te zien")
        if rule.certainty is Certainty.CONTROLEREN:
            kept, text = None, f"controleren: de bron is niet nagezien; {text}"
        state = RuleState.ONBEKEND
        if kept is not None:
            state = RuleState.OK if kept else RuleState.GESCHONDEN
        found.append(RuleVerdict(identifier, state, text, dict(numbers)))
    return tuple(found)


def _modules(case: Case) -> _Measured:
    there, norm = len(case.chosen(Role.MODULE)), figure("V3", case.asked.leerweg.value)
    if case.asked.route.practical_programme:
        return None, {"modulen": there}, "een praktijkgericht programma heeft geen profielmodulen"
    return there == norm, {"modulen": there, "norm": norm}, f"{there} van {norm:g} profielmodulen"


def _keuzevakken(case: Case) -> _Measured:
    there, norm = len(case.chosen(Role.KEUZEVAK)), figure("V5", case.asked.leerweg.value)
    text = f"{there} keuzevakken, minstens {norm:g}"
    return there >= norm, {"keuzevakken": there, "minstens": norm}, text


def _foreign_modules(case: Case) -> _Measured:
    del case
    return True, {"modulen": 0, "hoogstens": figure("V6", "hoogstens")}, "geen als keuzevak gepland"


def _vocational(case: Case) -> _Measured:
    hours = case.planned(Role.MODULE, Role.KEUZEVAK) + case.freed(Side.VMBO)
    text = f"{hours} klokuren beroepsgericht; de bron noemt een richtgetal, de school beslist"
    return True, {"klokuren": hours}, text


def _cspe(case: Case) -> _Measured:
    leerjaar = cspe_leerjaar(case.asked, case.solved)
    if not leerjaar or case.asked.route.practical_programme:
        return None, {}, "geen profielvak met cspe in dit plan"
    usual = leerjaar in (3, 4)
    spread = case.asked.route.vmbo_exam_until >= leerjaar
    return usual or spread, {"leerjaar": leerjaar}, f"cspe in leerjaar {leerjaar}"


def _vmbo_time(case: Case) -> _Measured:
    vmbo = case.planned(Role.MODULE, Role.KEUZEVAK, Role.ALGEMEEN) + case.freed(Side.VMBO)
    norm = figure("V15", "klokuren") / figure("V15", "jaren") * 2
    text = f"{vmbo} klokuren vmbo-programma vanaf leerjaar 3, naar rato {norm:g} in twee jaar"
    return vmbo >= norm, {"klokuren": vmbo, "naar_rato": norm}, text


def _duration(case: Case) -> _Measured:
    years, norm = case.asked.target.years, figure("M1", str(case.asked.target.niveau))
    return (
        None if years > norm else True,
        {"jaren": years, "nominaal": norm},
        (f"{years} jaar nominaal voor niveau {case.asked.target.niveau}"),
    )


def _load(case: Case) -> _Measured:
    table = case.asked.assumptions["sbu_per_jaar"]
    norm = figure("M2", "sbu_per_jaar")
    return (
        table >= norm,
        {"sbu_per_jaar": table, "minstens": norm},
        (f"gerekend met {table:g} SBU per studiejaar"),
    )


def _bol(case: Case) -> _Measured:
    if case.asked.mbo_leerweg != "bol":
        return True, {}, "geldt voor de bol; dit plan is bbl"
    years = str(case.asked.target.years)
    bpv = case.planned(Role.BPV)
    bot = case.planned(*_MBO_SCHOOL) + case.freed(Side.MBO)
    first = sum(
        hours_in(case.solved.values, unit, period)
        for period in case.solved.model.periods
        if period.leerjaar == FIRST_MBO
        for unit in case.solved.model.units
        if unit.role is Role.BPV
    )
    room = sum(p.room for p in case.solved.model.periods if p.leerjaar == FIRST_MBO)
    numbers = {
        "bot": bot,
        "bot_minstens": figure("M3", "bot", years),
        "bpv": bpv,
        "bpv_minstens": figure("M3", "bpv", years),
        "totaal": bot + bpv,
        "totaal_minstens": figure("M3", "totaal", years),
        "eerste_jaar_ruimte_zonder_bpv": room - first,
        "eerste_jaar_bot_minstens": figure("M3", "eerste_jaar_bot"),
    }
    kept = (
        bot >= numbers["bot_minstens"]
        and bpv >= numbers["bpv_minstens"]
        and bot + bpv >= numbers["totaal_minstens"]
        and room - first >= numbers["eerste_jaar_bot_minstens"]
    )
    return (
        kept,
        numbers,
        (f"{bot} begeleid (met {case.freed(Side.MBO)} die het vmbo al geeft) en {bpv} bpv"),
    )


_MBO_SCHOOL = (
    Role.WERKPROCES,
    Role.VERDIEPING,
    Role.HOGER,
    Role.TWEEDE,
    Role.KEUZEDEEL,
    Role.GENERIEK,
)


def _bbl(case: Case) -> _Measured:
    if case.asked.mbo_leerweg != "bbl":
        return True, {}, "geldt voor de bbl; dit plan is bol"
    years = case.asked.target.years
    bpv = case.planned(Role.BPV)
    bot = case.planned(*_MBO_SCHOOL) + case.freed(Side.MBO)
    numbers = {
        "bot": bot,
        "bot_minstens": years * figure("M4", "bot"),
        "bpv": bpv,
        "bpv_minstens": years * figure("M4", "bpv"),
    }
    kept = bot >= numbers["bot_minstens"] and bpv >= numbers["bpv_minstens"]
    return kept, numbers, f"{bot} begeleid en {bpv} bpv over {years} jaar"


def _keuzedelen(case: Case) -> _Measured:
    load, norm = sum(u.sbu or 0.0 for u in case.chosen(Role.KEUZEDEEL)), obligation(case.asked)
    text = f"{load:g} SBU keuzedelen, verplicht {norm:g}"
    return load >= norm, {"sbu": load, "minstens": norm}, text


def _rulings(case: Case) -> _Measured:
    known = any(curriculum.rulings for curriculum in case.overlap.right)
    excluded = {entry.code for entry in excluded_keuzedelen(case.asked, case.overlap)}
    taken = [u.code for u in case.chosen(Role.KEUZEDEEL) if u.code in excluded]
    if not known:
        return None, {}, "geef de uitspraken van SBB mee om dit na te gaan"
    numbers = {"uitgesloten": len(excluded), "toch_gekozen": len(taken)}
    return not taken, numbers, f"{len(excluded)} keuzedelen uitgesloten, {len(taken)} toch gekozen"


def _generic(case: Case) -> _Measured:
    hours = case.planned(Role.GENERIEK)
    text = f"{hours} klokuren generiek; taal en rekenen staan ook in het vmbo"
    return hours > 0, {"klokuren": hours}, text


def _admission(case: Case) -> _Measured:
    niveau = case.asked.target.niveau
    levels = load_rules()["M12"].values[case.asked.leerweg.value]
    kept = isinstance(levels, list) and niveau in levels
    text = f"{case.asked.leerweg.value.upper()} naar niveau {niveau}"
    if case.asked.target.known is Known.NAAM:
        return None, {"niveau": niveau}, f"{text}; controleren: het niveau is geschat uit de naam"
    return kept, {"niveau": niveau}, text


def _start(case: Case) -> _Measured:
    kept = case.asked.route.first_leerjaar == figure("D1", "leerjaar")
    return kept, {"leerjaar": case.asked.route.first_leerjaar}, "begint in leerjaar 3"


def _shorter(case: Case) -> _Measured:
    less = case.nominal - case.solved.years
    numbers = {"korter": less, "hoogstens": figure("D2", "jaren")}
    return less <= figure("D2", "jaren"), numbers, f"{less} jaar korter dan na elkaar"


def _regime(case: Case) -> _Measured:
    room = sum(period.room for period in case.solved.model.periods if period.number)
    if case.solved.years != 3:
        text = (
            f"{room} klokuren; voor {case.solved.years} jaar is de norm niet nagezien: controleren"
        )
        return None, {"klokuren": room}, text
    norm = figure("D3", "3", "totaal")
    return room >= norm, {"klokuren": room, "minstens": norm}, f"{room} klokuren in drie jaar"


def _spread(case: Case) -> _Measured:
    until = figure("D4", "laatste_leerjaar")
    leerjaar = max(cspe_leerjaar(case.asked, case.solved), 4)
    numbers = {"leerjaar": leerjaar, "laatste": until}
    return leerjaar <= until, numbers, f"laatste vmbo-examen in leerjaar {leerjaar}"


def _coverage(case: Case) -> _Measured:
    vmbo, mbo = coverage(case.solved, Side.VMBO), coverage(case.solved, Side.MBO)
    kept = vmbo >= 1 and mbo >= 1
    return (
        kept,
        {"vmbo": vmbo, "mbo": mbo},
        (f"vmbo {100 * vmbo:.0f}% en mbo {100 * mbo:.0f}% van de uren gepland of al gegeven"),
    )


def _integrated(case: Case) -> _Measured:
    kept = case.asked.leerweg.value == "bb" and case.asked.target.niveau == 2
    return kept, {}, "van basis naar niveau 2; leg het gezamenlijke oordeel vast"


def _domain(case: Case) -> _Measured:
    if not case.asked.domein:
        return None, {}, "geen bron noemt het opleidingsdomein"
    return True, {"kwalificaties": len(case.asked.others) + 1}, f"domein {case.asked.domein}"


def _purpose(case: Case) -> _Measured:
    shorter = case.solved.goal is Goal.VERKORTEN
    text = "korter: leg uit waarom" if shorter else f"de ruimte gaat naar {case.solved.goal.value}"
    return (None if shorter else True), {}, text


def _switch(case: Case) -> _Measured:
    if not case.switches:
        return None, {}, "geen andere kwalificaties om mee te vergelijken"
    mean = round(sum(s.share for s in case.switches) / len(case.switches), 4)
    text = f"{100 * mean:.0f}% van de mbo-uren blijft gemiddeld geldig bij wisselen"
    return True, {"wisselwaarde": mean, "kwalificaties": len(case.switches)}, text


def _held(case: Case) -> _Measured:
    del case
    return True, {}, "staat per half jaar in het plan"


def _summer(case: Case) -> _Measured:
    hours = sum(
        hours_in(case.solved.values, unit, period)
        for period in case.solved.model.periods
        if not period.number
        for unit in case.solved.model.units
    )
    if not case.asked.route.summer:
        return None, {"klokuren": 0}, "deze route gebruikt de zomer niet"
    return True, {"klokuren": hours}, f"{hours} klokuren bpv in de zomer"


def _guard(case: Case) -> _Measured:
    most = figure("G1", "hoogstens")
    worst = 0.0
    for unit in case.chosen(Role.KEUZEDEEL):
        taken = sum(
            pair.klokuren
            for pair in case.solved.freed
            if relieved_unit(pair.relieved, pair.left_unit, pair.right_unit) == unit.id
        )
        worst = max(worst, taken / unit.klokuren if unit.klokuren else 0.0)
    text = f"hoogstens {100 * worst:.0f}% van een keuzedeel komt uit het vmbo"
    return worst <= most, {"aandeel": round(worst, 4), "hoogstens": most}, text


def _year(case: Case) -> _Measured:
    if case.solved.goal is not Goal.VERKORTEN:
        return True, {}, "dit plan is niet korter"
    freed = sum(pair.klokuren for pair in case.solved.freed)
    numbers = {"vrij": freed, "nodig": figure("G2", "nodig")}
    return True, numbers, f"{freed} klokuren uit overlap; de som past in de tijd van de route"


_MEASURES: Mapping[str, Callable[[Case], _Measured]] = {
    "V3": _modules,
    "V5": _keuzevakken,
    "V6": _foreign_modules,
    "V10": _vocational,
    "V13": _cspe,
    "V15": _vmbo_time,
    "M1": _duration,
    "M2": _load,
    "M3": _bol,
    "M4": _bbl,
    "M7": _keuzedelen,
    "M9": _rulings,
    "M11": _generic,
    "M12": _admission,
    "D1": _start,
    "D2": _shorter,
    "D3": _regime,
    "D4": _spread,
    "D5": _coverage,
    "D6": _integrated,
    "D9": _domain,
    "D13": _purpose,
    "W1": _purpose,
    "W2": _switch,
    "W4": _held,
    "W6": _summer,
    "G1": _guard,
    "G2": _year,
}


def coverage(solved: Solved, side: Side) -> float:
    """Share (0..1) of the hours of required and chosen units that is planned or already given.

    Electives that may take fewer hours than they could (`flexible`) are no part of a programme.
    """
    asked = given = 0
    for unit in solved.model.units:
        if unit.side is side and not unit.flexible and is_chosen(solved.model, solved.values, unit):
            asked += unit.klokuren
            given += solved.hours(unit)
    given += sum(pair.klokuren for pair in solved.freed if pair.relieved is side)
    return round(given / asked, 4) if asked else 1.0
