"""Measures of the rules of routes (D), of experience (W) and of arithmetic (G)."""

from __future__ import annotations

from collections.abc import Mapping

from align.model import Goal, Role, Side
from align.planning.case import Case, Measure, Measured, coverage
from align.planning.program import hours_in, relieved_unit
from align.planning.rules import figure
from align.planning.timetable import last_exam_leerjaar


def _start(case: Case) -> Measured:
    kept = case.asked.route.first_leerjaar == figure("D1", "leerjaar")
    return kept, {"leerjaar": case.asked.route.first_leerjaar}, "begint in leerjaar 3"


def _shorter(case: Case) -> Measured:
    less = case.nominal - case.solved.years
    numbers = {"korter": less, "hoogstens": figure("D2", "jaren")}
    return less <= figure("D2", "jaren"), numbers, f"{less} jaar korter dan na elkaar"


def _regime(case: Case) -> Measured:
    room = sum(period.room for period in case.solved.model.periods if period.number)
    if case.solved.years != 3:
        text = (
            f"{room} klokuren; voor {case.solved.years} jaar is de norm niet nagezien: controleren"
        )
        return None, {"klokuren": room}, text
    norm = figure("D3", "3", "totaal")
    return room >= norm, {"klokuren": room, "minstens": norm}, f"{room} klokuren in drie jaar"


def _spread(case: Case) -> Measured:
    until = figure("D4", "laatste_leerjaar")
    leerjaar = last_exam_leerjaar(case.asked, case.solved)
    numbers = {"leerjaar": leerjaar, "laatste": until}
    return leerjaar <= until, numbers, f"laatste vmbo-examen in leerjaar {leerjaar}"


def _coverage(case: Case) -> Measured:
    vmbo, mbo = coverage(case.solved, Side.VMBO), coverage(case.solved, Side.MBO)
    kept = vmbo >= 1 and mbo >= 1
    return (
        kept,
        {"vmbo": vmbo, "mbo": mbo},
        (f"vmbo {100 * vmbo:.0f}% en mbo {100 * mbo:.0f}% van de uren gepland of al gegeven"),
    )


def _integrated(case: Case) -> Measured:
    kept = case.asked.leerweg.value == "bb" and case.asked.target.niveau == 2
    return kept, {}, "van basis naar niveau 2; leg het gezamenlijke oordeel vast"


def _domain(case: Case) -> Measured:
    if not case.asked.domein:
        return None, {}, "geen bron noemt het opleidingsdomein"
    return True, {"kwalificaties": len(case.asked.others) + 1}, f"domein {case.asked.domein}"


def _purpose(case: Case) -> Measured:
    shorter = case.solved.goal is Goal.VERKORTEN
    text = "korter: leg uit waarom" if shorter else f"de ruimte gaat naar {case.solved.goal.value}"
    return (None if shorter else True), {}, text


def _switch(case: Case) -> Measured:
    if not case.switches:
        return None, {}, "geen andere kwalificaties om mee te vergelijken"
    mean = round(sum(s.share for s in case.switches) / len(case.switches), 4)
    text = f"{100 * mean:.0f}% van de mbo-uren blijft gemiddeld geldig bij wisselen"
    return True, {"wisselwaarde": mean, "kwalificaties": len(case.switches)}, text


def _held(case: Case) -> Measured:
    del case
    return True, {}, "staat per half jaar in het plan"


def _language(case: Case) -> Measured:
    hours = case.planned(Role.GENERIEK)
    return True, {"klokuren": hours}, "staat apart: in geen enkel dubbel uur geteld"


def _summer(case: Case) -> Measured:
    hours = sum(
        hours_in(case.solved.values, unit, period)
        for period in case.solved.model.periods
        if not period.number
        for unit in case.solved.model.units
    )
    if not case.asked.route.summer:
        return None, {"klokuren": 0}, "deze route gebruikt de zomer niet"
    return True, {"klokuren": hours}, f"{hours} klokuren bpv in de zomer"


def _cohort(case: Case) -> Measured:
    ends = case.asked.target.fact("geldig_tot")
    if ends:
        return False, {}, f"de bron zegt dat {case.asked.target.item.title} afloopt op {ends}"
    return None, {}, "ga na dat opleiding en dossier het hele cohort blijven bestaan"


def _guard(case: Case) -> Measured:
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


def _year(case: Case) -> Measured:
    if case.solved.goal is not Goal.VERKORTEN:
        return True, {}, "dit plan is niet korter"
    freed = sum(pair.klokuren for pair in case.solved.freed)
    numbers = {"vrij": freed, "nodig": figure("G2", "nodig")}
    return True, numbers, f"{freed} klokuren uit overlap; de som past in de tijd van de route"


def _once(case: Case) -> Measured:
    taken: dict[str, int] = {}
    bounds: dict[str, int] = {}
    kept = True
    for pair in case.solved.freed:
        kept &= pair.klokuren <= pair.most
        for part, bound in ((pair.left, pair.left_bound), (pair.right, pair.right_bound)):
            taken[part] = taken.get(part, 0) + pair.klokuren
            bounds[part] = bound
    kept &= all(hours <= bounds[part] for part, hours in taken.items())
    pairs = sum(pair.klokuren > 0 for pair in case.solved.freed)
    freed = sum(pair.klokuren for pair in case.solved.freed)
    return kept, {"vrij": freed, "paren": pairs}, f"{freed} klokuren vrij uit {pairs} paren"


GUARDS: Mapping[str, Measure] = {
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
    "W5": _language,
    "W6": _summer,
    "W9": _cohort,
    "G1": _guard,
    "G2": _year,
    "G3": _once,
}
