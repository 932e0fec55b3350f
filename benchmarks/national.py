"""`align atlas` over a nation: seconds, memory, sizes, and how they grow.

    python benchmarks/national.py ../shared/data --times 0.1 0.3 1

A nation is every profiel of the newest release of SLO, 470 kwalificaties in dossiers of their own
and 1,491 keuzedelen. The texts that the real files lack are made by varying real ones: a sentence
of another werkproces with one word of yet another in it. `--times` makes the mbo side that many
times as large. Nothing of it is kept, unless `--keep` names a folder.

Three runs each, in a new process: the first with an empty cache, the second with nothing changed,
the third with one sentence changed in one dossier. CPU seconds are of all processes together and
say more than wall seconds on a machine that does other things too; memory is of the largest.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from national_texts import varied

KWALIFICATIES = 470
_SEED = 0
_LACKS = ("omschrijving", "resultaat")
Row = dict[str, str]


def make_nation(data: Path, folder: Path, times: float) -> int:
    """Write a table a dossier and one register of keuzedelen; how many dossiers there are."""
    chance = random.Random(_SEED)  # noqa: S311 -- a benchmark, no secret
    with (data / "mbo-tables" / "kwalificaties.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    real = {name: sorted({row[name] for row in rows if row[name]}) for name in _LACKS}
    dossiers: dict[str, list[Row]] = {}
    for row in rows:
        dossiers.setdefault(row["dossier"] or f"{row['kwalificatie']}/{row['crebo']}", []).append(
            {
                name: row[name] or varied(chance.choice(real[name]), real[name], chance)
                if name in real
                else row[name]
                for name in row
            }
        )
    made, kwalificaties, number = list(dossiers.values()), 0, 0
    folder.mkdir(parents=True)
    while kwalificaties < KWALIFICATIES * times:
        copy, original = divmod(number, len(made))
        here = made[original] if not copy else _another(made[original], copy, real, chance)
        kwalificaties += len({(row["kwalificatie"], row["crebo"]) for row in here})
        _write(_home(folder, number) / f"{number:05d}.csv", here)
        number += 1
    _keuzedelen(data, _home(folder, 0) / "keuzedelen.json", times, chance)
    return number


def _home(folder: Path, number: int) -> Path:
    """The folder of a dossier: one folder may hold no more than `sources.limits.MAX_FILES`."""
    home = folder / f"{number // 1000:02d}"
    home.mkdir(exist_ok=True)
    return home


def _another(
    rows: list[Row], copy: int, real: dict[str, list[str]], chance: random.Random
) -> list[Row]:
    """A dossier like a real one under another name, each of its texts varied."""
    return [
        {
            **row,
            "dossier": f"{row['dossier']} {copy}" if row["dossier"] else "",
            "crebo_dossier": f"{row['crebo_dossier']}{copy:02d}" if row["crebo_dossier"] else "",
            "kwalificatie": f"{row['kwalificatie']} {copy}",
            "crebo": f"{row['crebo']}{copy:02d}" if row["crebo"] else "",
            **{name: varied(row[name], real[name], chance) for name in _LACKS},
        }
        for row in rows
    ]


def _write(path: Path, rows: list[Row]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0], delimiter=";")
        writer.writeheader()
        writer.writerows(rows)


def _keuzedelen(data: Path, path: Path, times: float, chance: random.Random) -> None:
    given = json.loads((data / "mbo-tables" / "keuzedelen_sbb.json").read_text(encoding="utf-8"))
    real = given["keuzedelen"]
    texts = [entry["beschrijving"] for entry in real if entry["beschrijving"].split()]
    wanted = round(len(real) * times)
    made = [dict(entry) for entry in real[:wanted]]
    while len(made) < wanted:
        copy, original = divmod(len(made), len(real))
        entry = real[original]
        text = varied(entry["beschrijving"] or chance.choice(texts), texts, chance)
        made.append({**entry, "code": f"{entry['code']}{copy:02d}", "beschrijving": text})
    path.write_text(json.dumps({"aantal": len(made), "keuzedelen": made}), encoding="utf-8")


@dataclass(frozen=True, slots=True)
class Run:
    """What a run cost: CPU seconds of all processes, wall seconds, peak MB of the largest one."""

    cpu: float
    wall: float
    memory: float


def run(arguments: list[str]) -> Run:
    """Run align in a new process (POSIX)."""
    started = time.perf_counter()
    process = subprocess.Popen([sys.executable, "-m", "align", *arguments])
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        raise SystemExit(f"failed: {arguments}")
    scale = 1024 if sys.platform != "darwin" else 1024**2
    return Run(
        usage.ru_utime + usage.ru_stime, time.perf_counter() - started, usage.ru_maxrss / scale
    )


def _sizes(folder: Path) -> str:
    files = {path: path.stat().st_size for path in folder.rglob("*") if path.is_file()}
    pages = [size for path, size in files.items() if path.suffix == ".html"]
    index = [size for path, size in files.items() if path.parent.name == "zoek"]
    return (
        f"{len(pages)} | {sum(files.values()) / 1e6:.0f} | {max(pages) / 1e3:.0f} | "
        f"{sorted(pages)[len(pages) // 2] / 1e3:.0f} | {len(index)} | {max(index) / 1e3:.0f}"
    )


def _change_one(folder: Path) -> None:
    path = min(folder.rglob("*.csv"))
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    rows[0]["omschrijving"] += " Dat doet hij samen met de buren."
    _write(path, rows)


def measure(data: Path, folder: Path, times: float, jobs: int, encoder: str) -> None:
    """Make a nation, run three times and print a row for each."""
    dossiers = make_nation(data, folder / "mbo", times)
    release = max((data / "slo-bg").iterdir())
    homes = sorted(map(str, (folder / "mbo").iterdir()))
    command = ["atlas", str(release), *homes, "-o", str(folder / "atlas")]
    command += ["--encoder", encoder, "--cache", str(folder / "cache"), "--jobs", str(jobs)]
    for name in ("first", "nothing changed", "one dossier changed"):
        if name == "one dossier changed":
            _change_one(folder / "mbo")
        cost = run([*command, "--quiet"])
        print(
            f"| {times:g} | {dossiers} | {name} | {cost.cpu:.0f} | {cost.wall:.0f} | "
            f"{cost.memory:.0f} | {_sizes(folder / 'atlas')} |",
            flush=True,
        )


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path, help="folder with slo-bg/ and mbo-tables/")
    parser.add_argument("--times", type=float, nargs="+", default=[0.1, 0.3, 1.0])
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--encoder", default="none")
    parser.add_argument("--keep", type=Path, help="leave sources, cache and atlas here")
    options = parser.parse_args()
    print(
        "| nations | dossiers | run | CPU s | wall s | peak MB | pages | MB | largest page kB "
        "| median page kB | index files | largest kB |\n" + "|---" * 12 + "|"
    )
    for times in options.times:
        place = options.keep / f"{times:g}" if options.keep else Path(tempfile.mkdtemp())
        if options.keep:
            shutil.rmtree(place, ignore_errors=True)
        try:
            measure(options.data, place, times, options.jobs, options.encoder)
        finally:
            if not options.keep:
                shutil.rmtree(place, ignore_errors=True)


if __name__ == "__main__":
    main()
