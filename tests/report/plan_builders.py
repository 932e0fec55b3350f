"""A small plan with invented units: two variants that fit and one that does not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from builders import example as overlap_example
from builders import with_text as overlap_with_text

from align.model import (
    Assumption,
    Block,
    Certainty,
    Choice,
    Decision,
    Decisions,
    Entry,
    Excluded,
    Freed,
    Goal,
    Holding,
    Leerweg,
    Overlap,
    Plan,
    PlanUnit,
    Relation,
    Role,
    Rule,
    RuleState,
    RuleVerdict,
    Side,
    Slot,
    Solving,
    Switch,
    Teacher,
    Variant,
    Verdict,
)

MADE = {
    "command": "align plan vmbo mbo.xml -o route.html --route doorlopende-leerroute --leerweg kb",
    "made_on": date(2026, 3, 14),
    "tool_version": "0.0.0",
}

VMBO, MBO = Side.VMBO, Side.MBO

#: name, value, unit, text, rule
_TABLE = (
    ("klokuren_module", 100, "klokuren", "onderwijstijd van een profielmodule", "V10"),
    ("klokuren_keuzevak", 100, "klokuren", "onderwijstijd van een keuzevak", "V10"),
    ("vmbo_klokuren_per_jaar", 925, "klokuren", "onderwijstijd van een leerjaar vmbo", ""),
    ("route_klokuren_per_jaar", 1000, "klokuren", "tijd in een leerjaar van deze route", "D3"),
    ("bol_klokuren_per_jaar", 1000, "klokuren", "begeleide tijd en bpv in een jaar bol", "M3"),
    ("bbl_klokuren_per_jaar", 850, "klokuren", "begeleide tijd en bpv in een jaar bbl", "M4"),
    ("sbu_per_jaar", 1600, "sbu", "studiebelasting van een mbo-studiejaar", "M2"),
    ("bpv_boven_minimum", 0, "klokuren", "bpv bovenop het minimum", "M3"),
    ("generiek_bol_per_jaar", 200, "klokuren", "taal, rekenen, loopbaan in een jaar bol", ""),
    ("generiek_bbl_per_jaar", 80, "klokuren", "taal, rekenen, loopbaan in een jaar bbl", ""),
    ("periodes_per_jaar", 4, "aantal", "periodes in een leerjaar", ""),
    ("zomer_klokuren", 120, "klokuren", "bpv in de zomer", "D11"),
    ("deel_herhaling", 1, "aandeel", "deel dat vrijkomt bij herhaling", ""),
    ("deel_verdieping", 1, "aandeel", "deel dat vrijkomt bij verdieping", ""),
    ("deel_voorbereiding", 1, "aandeel", "deel dat vrijkomt bij voorbereiding", ""),
    ("extra_ruimte", 40, "klokuren", "bij hoeveel meer tijd wordt getoond wat er dan kan", ""),
)


def assumptions() -> tuple[Assumption, ...]:
    return tuple(
        Assumption(name, value, value if name != "zomer_klokuren" else 100, unit, text, rule)
        for name, value, unit, text, rule in _TABLE
    )


def rules() -> tuple[Rule, ...]:
    """One read, one derived, one to check, one at second hand."""
    return (
        Rule(
            "V5",
            "Minstens vier keuzevakken.",
            "https://voorbeeld.invalid/keuzevakken",
            "2024-03-11",
            Certainty.GELEZEN,
            {"kb": 4},
        ),
        Rule("M3", "Minimum aan bpv.", "een brochure", "", Certainty.SECUNDAIR, {}),
        Rule("M10", "De examencommissie beslist.", "een besluit", "", Certainty.CONTROLEREN, {}),
        Rule("D2", "Hoogstens een jaar korter.", "een wet", "", Certainty.AFGELEID, {}),
    )


def unit(name: str, kind: tuple[Side, Role], code: str, title: str, hours: int, **more) -> PlanUnit:
    return PlanUnit(name, *kind, code, title, hours, why="aanname van de proef", **more)


def units() -> tuple[PlanUnit, ...]:
    choice = {"required": False, "fit_why": "past bij de proef"}
    return (
        unit(
            "m1",
            (VMBO, Role.MODULE),
            "P/TUIN/01",
            "Groen onderhouden",
            100,
            parts=(("d1", 50), ("d2", 50)),
        ),
        unit(
            "m2",
            (VMBO, Role.KEUZEVAK),
            "K/TUIN/02",
            "Dieren verzorgen",
            100,
            parts=(("d3", 34), ("d4", 33), ("d5", 33)),
            **choice,
        ),
        *(
            unit(
                f"keuzevak/{n}", (VMBO, Role.KEUZEVAK), "", "Nog te kiezen keuzevak", 100, **choice
            )
            for n in range(1, 5)
        ),
        unit("algemeen/vmbo", (VMBO, Role.ALGEMEEN), "", "Algemene vakken", 1050),
        unit("w1", (MBO, Role.WERKPROCES), "B1-K1-W1", "Maait gazons", 213, sbu=680),
        unit("w2", (MBO, Role.WERKPROCES), "B1-K1-W2", "Onderhoudt beplanting", 213, sbu=680),
        unit("w3", (MBO, Role.WERKPROCES), "B1-K1-W3", "Werkt samen", 212, sbu=680),
        unit("w4", (MBO, Role.WERKPROCES), "P1-K1-W1", "Voert dieren", 212, sbu=680),
        unit("generiek/mbo", (MBO, Role.GENERIEK), "", "Taal, rekenen, loopbaan", 400),
        unit("bpv", (MBO, Role.BPV), "", "Beroepspraktijkvorming", 450),
        unit(
            "verdieping/w1",
            (MBO, Role.VERDIEPING),
            "B1-K1-W1",
            "Verdieping: Maait gazons",
            40,
            flexible=True,
            **choice,
        ),
        unit("elders/w5", (MBO, Role.HOGER), "P1-K1-W1", "Legt bestrating", 213, **choice),
        *(
            unit(
                f"keuzedeel/{n}",
                (MBO, Role.KEUZEDEEL),
                "",
                "Keuzedeel, nog te kiezen",
                150,
                sbu=240,
                **choice,
            )
            for n in (1, 2)
        ),
    )


def freed(left: str, right: str, hours: int, **more) -> Freed:
    known = {part: (u.id, h) for u in units() for part, h in u.parts or ((u.id, u.klokuren),)}
    shares = {"d1": 0.8, "d2": 0.5, "d3": 0.5, "w1": 0.45, "w2": 0.25, "w4": 0.25}
    values = {
        "relieved": MBO,
        "teacher": "vmbo",
        "relation": Relation.HERHALING,
        "decided": False,
        "fixed": False,
        "probability": 0.8,
        "left_bound": int(known[left][1] * shares[left]),
        "right_bound": int(known[right][1] * shares[right]),
    } | more
    return Freed(
        left,
        right,
        known[left][0],
        known[right][0],
        known[left][1],
        known[right][1],
        shares[left],
        shares[right],
        hours,
        hours,
        **values,
    )


def pairs() -> tuple[Freed, ...]:
    """82 klokuren: 40 of them decided by people."""
    return (
        freed("d1", "w1", 40, relation=Relation.VERDIEPING, decided=True, teacher="samen"),
        freed("d2", "w2", 25, relation=Relation.VOORBEREIDING),
        freed("d3", "w4", 17),
    )


def decisions() -> Decisions:
    """People agreed on the first pair."""
    whole = overlap_example()
    found = []
    for left, right in (("d1", "w1"),):
        pair = [overlap_basis(whole, key) for key in (left, right)]
        found.append(
            Decision(*pair, Verdict.AKKOORD, teaches=Teacher.SAMEN, by="Jo", on="2026-03-01")
        )
    return Decisions(tuple(found))


def overlap_basis(whole: Overlap, key: str):
    from align.model import Basis

    item = whole.items[key]
    return Basis(key, item.code, item.title, "2030")


_PLACES = {Role.BPV: "bedrijf"}
_EVEN = {"algemeen/vmbo": (3, 4), "generiek/mbo": (5, 6)}


def slots(chosen: dict[str, int], relieved: dict[str, int]) -> tuple[Slot, ...]:
    """Units one after the other in four leerjaren of four periods and a summer; general evenly."""
    left = {u.id: u.klokuren - relieved.get(u.id, 0) for u in units() if u.required}
    left |= chosen
    left = {name: hours for name, hours in left.items() if hours}
    known = {u.id: u for u in units()}
    order = [name for name in left if name not in _EVEN and name != "bpv"]
    made = []
    moments = [(y, n) for y in (3, 4, 5, 6) for n in (1, 2, 3, 4)]
    moments.insert(moments.index((4, 4)) + 1, (4, 0))
    for leerjaar, period in moments:
        room = 250 if period else 120
        here, open_ = [], room
        for name, years in _EVEN.items():
            if leerjaar in years and period:
                share = known[name].klokuren // 8 + 1
                share = min(share, left[name])
                here.append((name, share))
                open_ -= share
                left[name] -= share
        queue = ["bpv"] if not period else [*order, *(["bpv"] if leerjaar >= 5 else [])]
        for name in queue:
            early = known[name].side is MBO and leerjaar == 3
            take = 0 if early else min(open_, left[name])
            if take:
                here.append((name, take))
                left[name] -= take
                open_ -= take
        blocks = tuple(_block(known[name], hours, leerjaar) for name, hours in here if hours)
        made.append(Slot(leerjaar, period, room, blocks))
    assert not any(left.values()), left
    return tuple(made)


def _block(one: PlanUnit, hours: int, leerjaar: int) -> Block:
    early = "vmbo" if leerjaar <= 4 else "mbo"
    place = _PLACES.get(one.role, "vmbo" if one.side is VMBO else early)
    evidence = tuple((p.left, p.right) for p in pairs() if one.id in (p.left_unit, p.right_unit))
    teacher = "bedrijf" if place == "bedrijf" else one.side.value
    return Block(one.id, hours, place, "samen" if one.id in ("m1", "w1") else teacher, evidence)


def fitting(goal: Goal, extra: dict[str, int]) -> Variant:
    """A variant that fits, with four keuzevakken, two keuzedelen and what else is chosen."""
    chosen = {"m2": 100, **{f"keuzevak/{n}": 100 for n in (1, 2, 3)}, **extra}
    chosen |= {"keuzedeel/1": 150, "keuzedeel/2": 150}
    worth = {"m2": 0.6, "verdieping/w1": 1.0, "elders/w5": 0.8}
    relieved = {"w1": 40, "w2": 25, "w4": 17}
    switch = (Switch("99012", "Vakbekwaam hovenier", 0.54 if extra else 0.7),)
    return Variant(
        goal=goal,
        feasible=True,
        why_not=(),
        missing=0,
        clash=(),
        years=4,
        solving=Solving("optimaal", 100.0, 100.0, 0.0, 3, 0.1, 90.0),
        slots=slots(chosen, relieved),
        freed=pairs(),
        choices=tuple(
            Choice(u.id, u.id in chosen, chosen.get(u.id, 0), worth.get(u.id, 0.0), "om de proef")
            for u in units()
            if not u.required
        ),
        rules=(
            RuleVerdict("V5", RuleState.OK, "4 keuzevakken, minstens 4", {"keuzevakken": 4}),
            RuleVerdict(
                "M3",
                RuleState.GESCHONDEN if extra else RuleState.OK,
                "450 bpv" if not extra else "te weinig bpv",
                {"bpv": 450},
            ),
            RuleVerdict("M10", RuleState.ONBEKEND, "niet uit bestanden te zien", {}),
        ),
        switches=switch,
        holdings=tuple(
            Holding(leerjaar, half, _holds(leerjaar, half), switch)
            for leerjaar in (3, 4, 5, 6)
            for half in (1, 2)
        ),
        exams=("cspe profielvak: leerjaar 4, periode 4",),
        with_more=("erbij: Legt bestrating (213 klokuren)",),
        binding=("tijd: leerjaar 3 is vol",),
        account=(Entry("over", 4120 - 3468 - sum(extra.values())),),
        coverage={VMBO: 1.0, MBO: 1.0},
    )


def _holds(leerjaar: int, half: int) -> tuple[str, ...]:
    if (leerjaar, half) < (4, 2):
        return ("nog geen diploma",)
    if (leerjaar, half) == (6, 2):
        return ("vmbo-diploma KB", "mbo-diploma niveau 2: Medewerker hovenier")
    return ("vmbo-diploma KB",)


def short() -> Variant:
    """Three years: 348 klokuren are missing."""
    return Variant(
        goal=Goal.VERKORTEN,
        feasible=False,
        why_not=("in 3 leerjaren ontbreken 348 klokuren",),
        missing=348,
        clash=("D5 mbo", "tijd"),
        years=3,
        solving=Solving("onhaalbaar"),
        account=(Entry("tekort", -348),),
    )


def example() -> Plan:
    """Deepen and broaden fit, shorten does not."""
    return Plan(
        route="doorlopende-leerroute",
        leerweg=Leerweg.KB,
        mbo_leerweg="bol",
        target="99011",
        kwalificaties=("99011", "99012"),
        domein="Voedsel en groen (voorbeeld)",
        niveau=2,
        nominal=4,
        units=units(),
        assumptions=assumptions(),
        variants=(
            short(),
            fitting(Goal.VERDIEPEN, {"verdieping/w1": 40, "elders/w5": 213}),
            fitting(Goal.VERBREDEN, {}),
        ),
        notes=("Nederlands en rekenen zijn niet in uren gerekend (regel M11)",),
        rules=rules(),
        excluded=(Excluded("K9001", "Tuinen onderhouden", "SBB: ondoelmatige overlap"),),
    )


def nothing_fits() -> Plan:
    """No variant fits, and there is nothing to switch to."""
    whole = example()
    return replace(
        whole,
        variants=tuple(replace(short(), goal=v.goal) for v in whole.variants),
        notes=(),
        excluded=(),
    )


def with_text(text: str) -> tuple[Plan, Overlap]:
    """The example with one text wherever a source can put one."""
    whole = example()
    switch = (Switch(text, text, 0.3),)
    variants = tuple(
        replace(
            v,
            why_not=(text,) if not v.feasible else (),
            choices=tuple(replace(c, why=text) for c in v.choices),
            rules=tuple(replace(r, text=text) for r in v.rules),
            switches=switch if v.feasible else (),
            holdings=tuple(
                replace(h, holds=(f"vmbo-diploma {text}",), switches=switch) for h in v.holdings
            ),
            exams=(text,),
            with_more=(text,),
            binding=(text,),
        )
        for v in whole.variants
    )
    plan = replace(
        whole,
        target=text,
        domein=text,
        kwalificaties=(text,),
        units=tuple(replace(u, code=text, title=text, why=text, fit_why=text) for u in whole.units),
        assumptions=tuple(replace(a, text=text) for a in whole.assumptions),
        variants=variants,
        notes=(text,),
        rules=tuple(replace(r, text=text, source=text, date=text) for r in whole.rules),
        excluded=(Excluded(text, text, text),),
    )
    return plan, overlap_with_text(text)
