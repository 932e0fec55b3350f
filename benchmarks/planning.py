"""How long planning takes beside comparing, on real input: processor time, and what was proven.

    python benchmarks/planning.py ../shared/data

Prints a line a case: processor seconds of comparing, of the whole plan with its explanations and of
proving the optimum alone, a ratio, and what the exact plan is worth beside a greedy one.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

from align.model import Leerweg
from align.overlap import Selection, compare
from align.planning.assumptions import changed
from align.planning.plan import make_plan
from align.planning.request import Request, to_compare
from align.sources import load_sides

NIVEAUS = {"25807": 4, "25894": 2, "25668": 2}
CASES = (
    ("ZW", Leerweg.KB, ("25498",), "", ("doorlopende-leerroute", "tweestap")),
    ("ZW", Leerweg.KB, (), "Zorg en welzijn", ("doorlopende-leerroute", "tweestap")),
    ("PIE", Leerweg.BB, ("25894", "25668"), "", ("doorlopende-leerroute", "geintegreerde-route")),
    ("EO", Leerweg.GL, ("25807",), "", ("doorlopende-leerroute", "regionaal-keuzevak")),
)


def main(data: Path) -> None:
    """Measure every case over its routes."""
    tables = data / "mbo-tables"
    mbo_files = [tables / "kwalificaties.csv", tables / "keuzedelen_sbb.json"]
    mbo_files.append(tables / "overlapchecks_sbb.json")
    vmbo, mbo = load_sides(data / "slo-bg" / "2025.3", mbo_files)
    print("geval | route | vergelijken | plan | waarvan bewijzen | plan/vergelijken | boven greedy")
    for unit, leerweg, crebos, domein, routes in CASES:
        table = changed({}, niveaus=NIVEAUS)
        requests = [Request(r, leerweg, crebos, domein, assumptions=table) for r in routes]
        started = time.process_time()
        selection = Selection(leerweg, (unit,), to_compare(requests[0], mbo))
        overlap = compare(vmbo, mbo, selection)
        comparing = time.process_time() - started
        for request in requests:
            started = time.process_time()
            plan = make_plan(overlap, request)
            planning = time.process_time() - started
            proving = sum(variant.solving.seconds for variant in plan.variants)
            gains = [
                f"{100 * (s.objective / s.greedy - 1):.1f}%"
                for s in (variant.solving for variant in plan.variants)
                if s.objective and s.greedy
            ]
            name = f"{unit} {leerweg.value} {domein or ' '.join(crebos)}"
            print(
                f"{name} | {request.route} | {comparing:.1f} s | {planning:.1f} s | "
                f"{proving:.1f} s | {planning / comparing:.2f} | {' '.join(gains) or '-'}",
                flush=True,
            )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
