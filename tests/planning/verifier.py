"""Holds a plan against every rule and every hour, from its JSON alone.

Written apart from the planner: it imports nothing of `align`, and has the figures of the rules
itself, each with the id under which it stands in the rule file.
"""

from __future__ import annotations

import math
from collections import defaultdict
from typing import Any

SUMMER, LAST_VMBO, FIRST_MBO = 0, 4, 5
MODULES = {"bb": 4, "kb": 4, "gl": 2, "tl": 0}  # V3
KEUZEVAKKEN = {"bb": 4, "kb": 4, "gl": 2, "tl": 0}  # V5
ADMITTED = {"bb": {1, 2}, "kb": {2, 3, 4}, "gl": {2, 3, 4}, "tl": {2, 3, 4}}  # M12
KEUZEDELEN = {1: 240, 2: 480, 3: 720, 4: 720}  # M7
BOT = {1: 700, 2: 1250, 3: 1800, 4: 2350}  # M3
BPV = {1: 250, 2: 450, 3: 900, 4: 1350}  # M3
TOTAL = {1: 1000, 2: 2000, 3: 3000, 4: 4000}  # M3
BBL_BOT, BBL_BPV = 200, 610  # M4
FIRST_YEAR_BOT = 700  # M3
VMBO_TWO_YEARS = 1850  # V15
GL_MODULES = {  # V4
    "ZW": {"03", "04"},
    "PIE": {"01", "03"},
    "EO": {"01", "02"},
    "GR": {"02", "03"},
    "BWI": {"01", "04"},
}
KEUZEDEEL_FROM_VMBO = 0.67  # G1
WORK = {
    "werkproces",
    "verdieping",
    "werkproces op hoger niveau",
    "werkproces van een andere kwalificatie",
}
SCHOOL = WORK | {"keuzedeel", "generiek"}
PARTS = {
    "herhaling": "deel_herhaling",
    "verdieping": "deel_verdieping",
    "voorbereiding": "deel_voorbereiding",
}


def check_plan(plan: dict[str, Any]) -> None:
    """Raise AssertionError at the first thing that is not as it must be."""
    assert plan["format"] == "align-plan/1"
    assert [v["goal"] for v in plan["variants"]] == ["verkorten", "verdiepen", "verbreden"]
    for variant in plan["variants"]:
        checked = Checker(plan, variant)
        if variant["feasible"]:
            checked.feasible()
        else:
            checked.infeasible()


class Checker:
    """One variant of one plan."""

    def __init__(self, plan: dict[str, Any], variant: dict[str, Any]) -> None:
        self.plan, self.variant = plan, variant
        self.units = {unit["id"]: unit for unit in plan["units"]}
        self.terms = plan["terms"]
        self.value = {entry["name"]: entry["value"] for entry in plan["assumptions"]}
        self.last = round(self.value["periodes_per_jaar"])
        self.chosen = {c["unit"] for c in variant["choices"] if c["chosen"]}
        self.years = plan["nominal_years"] - 2
        self.given: dict[str, dict[tuple[int, int], int]] = defaultdict(dict)
        for slot in variant["years"]:
            for block in slot["blocks"]:
                moment = (slot["leerjaar"], slot["periode"])
                assert moment not in self.given[block["unit"]], "twice in one period"
                self.given[block["unit"]][moment] = block["klokuren"]
        self.taken: dict[str, int] = defaultdict(int)
        for pair in variant["freed"]:
            side = "left_unit" if pair["relieved"] == "vmbo" else "right_unit"
            self.taken[pair[side]] += pair["klokuren"]

    # what the parts share

    def hours(self, unit: str) -> int:
        return sum(self.given.get(unit, {}).values())

    def there(self, *roles: str) -> list[dict[str, Any]]:
        """Units of a role that stand in the plan."""
        return [
            unit
            for unit in self.plan["units"]
            if unit["role"] in roles and (unit["required"] or unit["id"] in self.chosen)
        ]

    def planned(self, *roles: str) -> int:
        return sum(self.hours(unit["id"]) for unit in self.there(*roles))

    def freed(self, side: str) -> int:
        return sum(p["klokuren"] for p in self.variant["freed"] if p["relieved"] == side)

    def bpv_in(self, leerjaar: int) -> int:
        return sum(h for (year, _), h in self.given.get("bpv", {}).items() if year == leerjaar)

    def room(self, leerjaar: int) -> int:
        return sum(
            s["room"] for s in self.variant["years"] if s["leerjaar"] == leerjaar and s["periode"]
        )

    # a plan

    def feasible(self) -> None:
        assert self.variant["why_not"] == []
        assert self.variant["clash"] == []
        assert self.variant["missing"] == 0
        self.calendar()
        self.units_whole()
        self.places()
        self.doubles()
        self.order()
        self.obligations()
        self.sums()
        self.objective()
        self.switching()
        self.in_hand()
        self.verdicts()

    def calendar(self) -> None:
        """Every period of every leerjaar once, in order of time, and none too full."""
        first, years = self.terms["start_leerjaar"], self.variant["duration"]
        expected = []
        for leerjaar in range(first, first + years):
            expected += [(leerjaar, n) for n in range(1, self.last + 1)]
            if leerjaar == LAST_VMBO and self.terms["zomer"] and self.value["zomer_klokuren"]:
                expected.append((leerjaar, SUMMER))
        slots = self.variant["years"]
        assert [(s["leerjaar"], s["periode"]) for s in slots] == expected
        early = "route_klokuren_per_jaar" if self.terms["een_stelsel"] else "vmbo_klokuren_per_jaar"
        late = f"{self.plan['mbo_leerweg']}_klokuren_per_jaar"
        for leerjaar in range(first, first + years):
            assert self.room(leerjaar) == self.value[early if leerjaar <= LAST_VMBO else late]
        for slot in slots:
            assert sum(b["klokuren"] for b in slot["blocks"]) <= slot["room"]
            assert all(b["klokuren"] > 0 for b in slot["blocks"])

    def units_whole(self) -> None:
        """All of what is required or chosen is given or freed, and nothing else is there."""
        for name, unit in self.units.items():
            if unit["flexible"]:
                assert 0 <= self.hours(name) <= unit["klokuren"]
            elif unit["required"] or name in self.chosen:
                assert self.hours(name) + self.taken[name] == unit["klokuren"], name
            else:
                assert name not in self.given
                assert self.taken[name] == 0
            if unit["parts"]:
                assert sum(p["klokuren"] for p in unit["parts"]) == unit["klokuren"]
            assert isinstance(unit["klokuren"], int)
        for choice in self.variant["choices"]:
            assert choice["klokuren"] == self.hours(choice["unit"])
            assert choice["why"]

    def places(self) -> None:
        """What may stand where: exams on one side, the first mbo content on the other."""
        cspe = max(self.terms["cspe_leerjaren"])
        until = self.terms["vmbo_examen_tot_leerjaar"]
        for slot in self.variant["years"]:
            moment = (slot["leerjaar"], slot["periode"])
            for block in slot["blocks"]:
                unit = self.units[block["unit"]]
                assert block["side"] == unit["side"]
                role = unit["role"]
                if slot["periode"] == SUMMER:
                    assert role == "bpv"
                if role == "bpv":
                    assert block["place"] == "bedrijf"
                    early = max(self.terms["mbo_vanaf_leerjaar"], self.value["bpv_vanaf_leerjaar"])
                    assert moment[0] >= early
                elif role == "generiek":
                    assert moment[0] >= FIRST_MBO
                elif unit["side"] == "mbo":
                    assert moment[0] >= self.terms["mbo_vanaf_leerjaar"]
                elif role == "algemeen":
                    assert moment[0] <= LAST_VMBO
                elif role == "module":  # V13, D4: done before the last period of the exam year
                    assert moment <= (min(cspe, until), self.last - 1)
                else:
                    assert role == "keuzevak"
                    assert moment <= (max(until, LAST_VMBO), self.last - 1)

    def doubles(self) -> None:
        """No pair frees more than it can, no part more than comes back of it, nothing twice."""
        parts = {p["id"]: (p["klokuren"], u["id"]) for u in self.plan["units"] for p in u["parts"]}
        of_part: dict[str, int] = defaultdict(int)
        seen = set()
        for pair in self.variant["freed"]:
            assert (pair["left"], pair["right"]) not in seen
            seen.add((pair["left"], pair["right"]))
            assert pair["klokuren"] > 0
            assert parts[pair["left"]] == (pair["left_hours"], pair["left_unit"])
            assert self.units[pair["right_unit"]]["klokuren"] == pair["right_hours"]
            for side in ("left_unit", "right_unit"):
                unit = self.units[pair[side]]
                assert unit["required"] or unit["id"] in self.chosen
            if pair["fixed"]:
                assert pair["decided"]
            else:
                share = self.value[PARTS[pair["relation"]]] if pair["relation"] else 1.0
                most = min(
                    pair["left_hours"] * pair["left_covered"],
                    pair["right_hours"] * pair["right_covered"],
                )
                assert pair["most"] == math.floor(most * share + 1e-9)
            assert pair["klokuren"] <= pair["most"]
            assert pair["decided"] or self.terms["mbo_vanaf_leerjaar"] < FIRST_MBO
            assert pair["relieved"] == ("vmbo" if pair["teacher"] == "mbo" else "mbo")
            for side in ("left", "right"):
                of_part[pair[side]] += pair["klokuren"]
                assert of_part[pair[side]] <= pair[f"{side}_bound"] <= pair[f"{side}_hours"]
        for unit in self.there("keuzedeel"):
            assert self.taken[unit["id"]] <= unit["klokuren"] * KEUZEDEEL_FROM_VMBO

    def order(self) -> None:
        """Of what deepens never a larger share has been given than of what prepares."""
        here = {u["id"] for u in self.plan["units"] if u["required"]} | self.chosen
        moments = [(s["leerjaar"], s["periode"]) for s in self.variant["years"]]
        for before, after in self.plan["order"]:
            if not {before, after} <= here:
                continue
            first, second = self.units[before]["klokuren"], self.units[after]["klokuren"]
            done, gone = self.taken[before], 0
            for moment in moments:
                done += self.given.get(before, {}).get(moment, 0)
                gone += self.given.get(after, {}).get(moment, 0)
                if gone and first and second:
                    assert gone / second <= done / first + 1 / second + 1e-9, (
                        before,
                        after,
                        moment,
                    )

    def obligations(self) -> None:
        leerweg, niveau = self.plan["leerweg"], self.plan["niveau"]
        keuzedelen = self.there("keuzedeel")
        if leerweg != "tl":
            assert len(self.there("module")) == MODULES[leerweg]
            assert len(self.there("keuzevak")) >= KEUZEVAKKEN[leerweg]
        assert sum(unit["sbu"] for unit in keuzedelen) >= KEUZEDELEN[niveau]
        assert not {u["code"] for u in keuzedelen} & {e["code"] for e in self.plan["excluded"]} - {
            ""
        }
        assert niveau in ADMITTED[leerweg]
        vmbo = self.planned("module", "keuzevak", "algemeen") + self.freed("vmbo")
        assert vmbo >= 2 * self.value["vmbo_klokuren_per_jaar"]
        bot = self.planned(*SCHOOL) + self.freed("mbo")
        if self.plan["mbo_leerweg"] == "bol":
            assert bot >= BOT[self.years]
            assert self.hours("bpv") >= BPV[self.years]
            assert bot + self.hours("bpv") >= TOTAL[self.years]
            if self.variant["duration"] > FIRST_MBO - self.terms["start_leerjaar"]:
                assert self.room(FIRST_MBO) - self.bpv_in(FIRST_MBO) >= FIRST_YEAR_BOT
        else:
            assert bot >= BBL_BOT * self.years
            assert self.hours("bpv") >= BBL_BPV * self.years
        shorter = self.plan["nominal_years"] - self.variant["duration"]
        assert 0 <= shorter <= self.terms["max_verkorting"] <= 1

    def sums(self) -> None:
        hours, account = self.variant["hours"], self.variant["account"]
        for side in ("vmbo", "mbo"):
            units = [u for u in self.plan["units"] if u["side"] == side]
            assert hours[side] == sum(self.hours(u["id"]) for u in units)
            programme = [
                u for u in units if not u["flexible"] and (u["required"] or u["id"] in self.chosen)
            ]
            given = sum(self.hours(u["id"]) for u in programme) + self.freed(side)
            assert given == sum(u["klokuren"] for u in programme)
            assert self.variant["coverage"][side] == 1.0
        assert hours["freed"] == sum(p["klokuren"] for p in self.variant["freed"])
        assert hours["assumptions"] == self.value
        rooms = sum(s["room"] for s in self.variant["years"])
        assert hours["room"] == rooms
        assert sum(e["klokuren"] for e in account[:-1]) == account[-1]["klokuren"]
        assert account[-1]["klokuren"] == rooms - hours["vmbo"] - hours["mbo"] >= 0
        flexible = sum(self.hours(n) for n in self.chosen if self.units[n]["flexible"])
        chosen = sum(
            self.units[n]["klokuren"] for n in self.chosen if not self.units[n]["flexible"]
        )
        must = sum(-e["klokuren"] for e in account if e["text"] in ("keuzevakken", "keuzedelen"))
        assert hours["used"] == flexible + chosen - must

    def objective(self) -> None:
        """Proven, and made of what the plan says that it is made of."""
        solver, goal = self.variant["solver"], self.variant["goal"]
        assert solver["status"] == "optimaal"
        assert solver["gap"] == 0
        assert math.isclose(solver["objective"], solver["bound"], rel_tol=1e-6, abs_tol=1e-6)
        if solver["greedy"] is not None:
            assert solver["greedy"] <= solver["objective"] + 1e-6
        worth = 0.0
        for choice in self.variant["choices"]:
            unit = self.units[choice["unit"]]
            fit = unit["fit"].get(goal, 0)
            value = fit and fit + self.value["gewicht_wisselwaarde"] * unit["counts_in"]
            assert math.isclose(choice["value"], value, abs_tol=1e-4)
            worth += choice["value"] * choice["klokuren"]
        for pair in self.variant["freed"]:
            worth += pair["klokuren"] * (0.01 + 1e-5 * pair["probability"])
        assert math.isclose(worth, solver["objective"], abs_tol=1e-3)

    def switching(self) -> None:
        """Per other kwalificatie the share of the mbo hours that still counts."""
        total = {
            name: self.hours(name) + self.taken[name]
            for name, unit in self.units.items()
            if unit["side"] == "mbo"
        }
        work = sum(h for n, h in total.items() if self.units[n]["role"] in WORK)
        shares = []
        for crebo in self.plan["others"]:
            valid = sum(h for n, h in total.items() if crebo in self.units[n]["counts_for"])
            at_work = sum(
                h
                for n, h in total.items()
                if self.units[n]["role"] in WORK and crebo in self.units[n]["counts_for"]
            )
            valid += total["bpv"] * at_work / work if work else 0
            shares.append(valid / sum(total.values()))
        assert [s["crebo"] for s in self.variant["switches"]] == self.plan["others"]
        for told, share in zip(self.variant["switches"], shares, strict=True):
            assert math.isclose(told["share"], share, abs_tol=1e-4)
        mean = sum(shares) / len(shares) if shares else 0
        assert math.isclose(self.variant["switch_value"], mean, abs_tol=2e-4)
        for unit in self.plan["units"]:
            others = len(self.plan["others"])
            share = len(unit["counts_for"]) / others if others else 0
            if unit["fit"] and not unit["code"]:
                continue  # still to be chosen: worth nothing whatever it counts for
            assert math.isclose(unit["counts_in"], share, abs_tol=1e-4)

    def in_hand(self) -> None:
        first, years = self.terms["start_leerjaar"], self.variant["duration"]
        halves = [(y, h) for y in range(first, first + years) for h in (1, 2)]
        assert [(e["leerjaar"], e["helft"]) for e in self.variant["in_handen"]] == halves
        for entry in self.variant["in_handen"]:
            assert entry["wat"]
            end = (entry["leerjaar"], entry["helft"]) == halves[-1]
            assert ("mbo-diploma niveau" in entry["wat"]) == end
            if "vmbo-diploma" in entry["wat"]:
                assert entry["leerjaar"] >= LAST_VMBO
                assert "vmbo" in self.terms["diplomas"]
        if "vmbo" in self.terms["diplomas"]:
            assert "vmbo-diploma" in self.variant["in_handen"][-1]["wat"]

    def verdicts(self) -> None:
        """Every rule once, with its source; none broken; what we did not verify stays open."""
        rules = {rule["id"]: rule for rule in self.variant["rules"]}
        assert len(rules) == len(self.variant["rules"])
        assert set(self.terms["regels"]) <= set(rules)
        for rule in rules.values():
            assert rule["source"]
            assert rule["text"]
            if rule["certainty"] == "controleren":
                assert rule["verdict"] == "onbekend"
        assert [r for r in rules if rules[r]["verdict"] == "geschonden"] == []
        numbers = {name: rule["numbers"] for name, rule in rules.items()}
        assert numbers["V3"]["modulen"] == len(self.there("module"))
        assert numbers["V5"]["keuzevakken"] == len(self.there("keuzevak"))
        assert numbers["M7"]["sbu"] == sum(u["sbu"] for u in self.there("keuzedeel"))
        if self.plan["leerweg"] == "gl" and rules["V4"]["verdict"] == "ok":
            codes = [u["code"].split("/") for u in self.there("module")]
            assert {c[2] for c in codes} == GL_MODULES.get(codes[0][1], {c[2] for c in codes})
        if self.plan["mbo_leerweg"] == "bol":
            assert numbers["M3"]["bot"] == self.planned(*SCHOOL) + self.freed("mbo")
            assert numbers["M3"]["bpv"] == self.hours("bpv")
        assert numbers["G3"]["vrij"] == self.variant["hours"]["freed"]
        if "D2" in rules:
            shorter = self.plan["nominal_years"] - self.variant["duration"]
            assert numbers["D2"]["korter"] == shorter
        if rules["V15"]["verdict"] == "ok":
            assert numbers["V15"]["klokuren"] >= VMBO_TWO_YEARS

    # no plan

    def infeasible(self) -> None:
        """It says why, in words and, where time is short, in klokuren that add up."""
        assert self.variant["why_not"]
        assert self.variant["clash"]
        assert self.variant["years"] == []
        account = self.variant["account"]
        if account:
            assert sum(e["klokuren"] for e in account[:-1]) == account[-1]["klokuren"]
        if self.variant["missing"]:
            assert account[-1] == {"text": "tekort", "klokuren": -self.variant["missing"]}
            assert str(self.variant["missing"]) in " ".join(self.variant["why_not"])
