"""Measures of the rules of vmbo (V) and mbo (M): modules, hours, keuzedelen, admission."""

from __future__ import annotations

from collections.abc import Mapping

from align.model import Role, Side
from align.planning.calendar import FIRST_MBO
from align.planning.case import Case, Measure, Measured
from align.planning.electives import excluded_keuzedelen
from align.planning.kwalificaties import Known
from align.planning.program import hours_in
from align.planning.rules import figure, load_rules
from align.planning.timetable import cspe_leerjaar
from align.planning.units import obligation

#: Parts of the code of a module: P/ZW/01.
_PARTS = 3

_MBO_SCHOOL = (
    Role.WERKPROCES,
    Role.VERDIEPING,
    Role.HOGER,
    Role.TWEEDE,
    Role.KEUZEDEEL,
    Role.GENERIEK,
)


def _modules(case: Case) -> Measured:
    there, norm = len(case.chosen(Role.MODULE)), figure("V3", case.asked.leerweg.value)
    if case.asked.route.practical_programme:
        return None, {"modulen": there}, "een praktijkgericht programma heeft geen profielmodulen"
    return there == norm, {"modulen": there, "norm": norm}, f"{there} van {norm:g} profielmodulen"


def _designated(case: Case) -> Measured:
    if case.asked.leerweg.value != "gl":
        return True, {}, "geldt voor gemengd; dit plan is een andere leerweg"
    codes = [unit.code.split("/") for unit in case.chosen(Role.MODULE)]
    named = {code[1] for code in codes if len(code) == _PARTS}
    designated = load_rules()["V4"].values.get(next(iter(named), ""))
    if len(named) != 1 or not isinstance(designated, list):
        return None, {}, "aan de codes is niet te zien welke modulen dit zijn"
    there = sorted(code[2] for code in codes)
    text = f"modulen {' en '.join(there)}"
    if there != designated:
        # Which modules gl does changes with releases; the source stands nearer than our list.
        text += f"; onze lijst noemt {' en '.join(map(str, designated))}: controleren"
    return (True if there == designated else None), {"modulen": len(there)}, text


def _keuzevakken(case: Case) -> Measured:
    there, norm = len(case.chosen(Role.KEUZEVAK)), figure("V5", case.asked.leerweg.value)
    text = f"{there} keuzevakken, minstens {norm:g}"
    return there >= norm, {"keuzevakken": there, "minstens": norm}, text


def _foreign_modules(case: Case) -> Measured:
    del case
    return True, {"modulen": 0, "hoogstens": figure("V6", "hoogstens")}, "geen als keuzevak gepland"


def _own_leerweg(case: Case) -> Measured:
    leerweg = case.overlap.settings.get("leerweg") or case.asked.leerweg.value
    return True, {}, f"vergeleken met de eindtermen van {str(leerweg).upper()}"


def _vocational(case: Case) -> Measured:
    hours = case.planned(Role.MODULE, Role.KEUZEVAK) + case.freed(Side.VMBO)
    text = f"{hours} klokuren beroepsgericht; de bron noemt een richtgetal, de school beslist"
    return True, {"klokuren": hours}, text


def _general(case: Case) -> Measured:
    hours = case.planned(Role.ALGEMEEN)
    return None, {"klokuren": hours}, f"{hours} klokuren voor deze vakken; welke kiest de school"


def _cspe(case: Case) -> Measured:
    leerjaar = cspe_leerjaar(case.asked, case.solved)
    if not leerjaar or case.asked.route.practical_programme:
        return None, {}, "geen profielvak met cspe in dit plan"
    usual = leerjaar in (3, 4)
    spread = case.asked.route.vmbo_exam_until >= leerjaar
    return usual or spread, {"leerjaar": leerjaar}, f"cspe in leerjaar {leerjaar}"


def _vmbo_time(case: Case) -> Measured:
    vmbo = case.planned(Role.MODULE, Role.KEUZEVAK, Role.ALGEMEEN) + case.freed(Side.VMBO)
    norm = figure("V15", "klokuren") / figure("V15", "jaren") * 2
    text = f"{vmbo} klokuren vmbo-programma vanaf leerjaar 3, naar rato {norm:g} in twee jaar"
    return vmbo >= norm, {"klokuren": vmbo, "naar_rato": norm}, text


def _duration(case: Case) -> Measured:
    years, norm = case.asked.target.years, figure("M1", str(case.asked.target.niveau))
    return (
        None if years > norm else True,
        {"jaren": years, "nominaal": norm},
        (f"{years} jaar nominaal voor niveau {case.asked.target.niveau}"),
    )


def _load(case: Case) -> Measured:
    table = case.asked.assumptions["sbu_per_jaar"]
    norm = figure("M2", "sbu_per_jaar")
    return (
        table >= norm,
        {"sbu_per_jaar": table, "minstens": norm},
        (f"gerekend met {table:g} SBU per studiejaar"),
    )


def _bol(case: Case) -> Measured:
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


def _bbl(case: Case) -> Measured:
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
        "totaal": bot + bpv,
        "totaal_minstens": years * figure("M4", "totaal"),
    }
    kept = (
        bot >= numbers["bot_minstens"]
        and bpv >= numbers["bpv_minstens"]
        and bot + bpv >= numbers["totaal_minstens"]
    )
    return kept, numbers, f"{bot} begeleid en {bpv} bpv over {years} jaar"


def _keuzedelen(case: Case) -> Measured:
    load, norm = sum(u.sbu or 0.0 for u in case.chosen(Role.KEUZEDEEL)), obligation(case.asked)
    text = f"{load:g} SBU keuzedelen, verplicht {norm:g}"
    return load >= norm, {"sbu": load, "minstens": norm}, text


def _rulings(case: Case) -> Measured:
    known = any(curriculum.rulings for curriculum in case.overlap.right)
    excluded = {entry.code for entry in excluded_keuzedelen(case.asked, case.overlap)}
    taken = [u.code for u in case.chosen(Role.KEUZEDEEL) if u.code in excluded]
    if not known:
        return None, {}, "geef de uitspraken van SBB mee om dit na te gaan"
    numbers = {"uitgesloten": len(excluded), "toch_gekozen": len(taken)}
    return not taken, numbers, f"{len(excluded)} keuzedelen uitgesloten, {len(taken)} toch gekozen"


def _generic(case: Case) -> Measured:
    hours = case.planned(Role.GENERIEK)
    text = f"{hours} klokuren generiek; taal en rekenen staan ook in het vmbo"
    return hours > 0, {"klokuren": hours}, text


def _admission(case: Case) -> Measured:
    niveau = case.asked.target.niveau
    levels = load_rules()["M12"].values[case.asked.leerweg.value]
    kept = isinstance(levels, list) and niveau in levels
    text = f"{case.asked.leerweg.value.upper()} naar niveau {niveau}"
    if case.asked.target.known is Known.NAAM:
        return None, {"niveau": niveau}, f"{text}; controleren: het niveau is geschat uit de naam"
    return kept, {"niveau": niveau}, text


NORMS: Mapping[str, Measure] = {
    "V3": _modules,
    "V4": _designated,
    "V5": _keuzevakken,
    "V6": _foreign_modules,
    "V8": _own_leerweg,
    "V10": _vocational,
    "V12": _general,
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
}
