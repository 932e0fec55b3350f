"""Blocks of deeltaken that were written for the training, rated against real mbo items.

A unit that no training pair has is what an encoder reads worst, and there are only so many real
units. So a language model wrote deeltaken of trades of every kind, in its own words, and rated them
by the guideline; see written/README.md for the format and for what was kept out.
"""

from __future__ import annotations

import csv
import json
import re
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from align.model import Side
from align.similarity.gold import HIGHEST_GRADE, RatedBlock
from align.similarity.unit import Passage, Unit

FOLDER = Path(__file__).parent / "written"
WERKPROCESSEN = Path("data/mbo-tables/kwalificaties.csv")
KEUZEDELEN = Path("data/mbo-tables/keuzedelen_sbb.json")

#: A block starts with the name of a kwalificatie, or with this word and codes of keuzedelen.
_KEUZEDELEN = "keuzedelen "

#: Werkprocessen of a kwalificatie that the writer saw, in the order of the table.
_SHOWN = 14
_GRADE = re.compile(r"(\d+)=(\d)")


@dataclass
class _Written:
    """A deeltaak as it was written."""

    unit: str
    title: str
    grades: dict[int, int]
    eindtermen: list[str] = field(default_factory=list)


def written_blocks(shared: Path, files: int | None = None) -> list[RatedBlock]:
    """One block a kwalificatie or group of keuzedelen, in the order of the files.

    Args:
        shared: folder with data/.
        files: how many files to read, the oldest first; all of them by default.

    Raises:
        SystemExit: a line, a kwalificatie, a keuzedeel or a number that cannot be understood.
    """
    werkprocessen = _werkprocessen(shared / WERKPROCESSEN)
    keuzedelen = _keuzedelen(shared / KEUZEDELEN)
    blocks = []
    for path in written_files()[:files]:
        for name, deeltaken in _read(path).items():
            if name.startswith(_KEUZEDELEN):
                codes = name.removeprefix(_KEUZEDELEN).split()
                right = [keuzedelen[code] for code in codes if code in keuzedelen]
                if len(right) < len(codes):
                    raise SystemExit(f"{path.name}: {name!r} names a keuzedeel that is not there")
            elif name in werkprocessen:
                right = werkprocessen[name]
            else:
                raise SystemExit(f"{path.name}: kwalificatie {name!r} is not in the table")
            blocks.append(_block(name, deeltaken, right))
    return blocks


def written_files() -> list[Path]:
    """The files in the order in which they were written."""
    return sorted(FOLDER.glob("deeltaken-*.txt"), key=lambda path: int(path.stem.split("-")[1]))


def _read(path: Path) -> dict[str, list[_Written]]:
    found: dict[str, list[_Written]] = {}
    name, unit = "", ""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        sign, _, text = line.strip().partition(" ")
        match sign:
            case "":
                pass
            case "##":
                if text in found:
                    raise SystemExit(f"{path.name}, line {number}: {text!r} stands there twice")
                name, unit = text, ""
                found[name] = []
            case "#":
                unit = text
            case "@":
                title, _, grades = text.partition("|")
                rated = {int(n): int(grade) for n, grade in _GRADE.findall(grades)}
                found[name].append(_Written(unit, title.strip(), rated))
            case "-":
                found[name][-1].eindtermen.append(text)
            case _:
                raise SystemExit(f"{path.name}, line {number}: {line!r}")
    return found


def _werkprocessen(path: Path) -> dict[str, list[Unit]]:
    """Distinct werkprocessen of each kwalificatie, as many as the writer saw."""
    found: dict[str, dict[str, Unit]] = {}
    with path.open(encoding="utf-8-sig", newline="") as lines:
        for row in csv.DictReader(lines, delimiter=";"):
            units = found.setdefault(row["kwalificatie"].strip(), {})
            if row["werkproces"] not in units and len(units) < _SHOWN:
                units[row["werkproces"]] = _unit(row)
    return {name: list(units.values()) for name, units in found.items()}


def _unit(row: dict[str, str]) -> Unit:
    texts = [("titel", row["werkproces"])]
    texts += [(label, row[label]) for label in ("omschrijving", "resultaat") if row[label]]
    return Unit(
        id=f"{row['crebo']}:{row['werkproces_code']}",
        side=Side.MBO,
        title=row["werkproces"],
        passages=tuple(Passage("", label, text) for label, text in texts),
        context=tuple(name for name in (row["kerntaak"], row["kwalificatie"]) if name),
    )


def _keuzedelen(path: Path) -> dict[str, Unit]:
    """Keuzedelen by code, with the description that they open with."""
    rows = json.loads(path.read_text(encoding="utf-8"))["keuzedelen"]
    return {row["code"]: _keuzedeel(row) for row in rows}


def _keuzedeel(row: dict[str, str]) -> Unit:
    texts = [("titel", row["titel"]), ("omschrijving", row["beschrijving"] or "")]
    return Unit(
        id=row["code"],
        side=Side.MBO,
        title=row["titel"],
        passages=tuple(Passage("", label, text) for label, text in texts if text),
        context=(),
    )


def _block(name: str, deeltaken: list[_Written], right: list[Unit]) -> RatedBlock:
    grades = np.zeros((len(deeltaken), len(right)))
    left = []
    for row, written in enumerate(deeltaken):
        for number, grade in written.grades.items():
            if not (1 <= number <= len(right) and grade <= HIGHEST_GRADE):
                raise SystemExit(f"{name}, {written.title!r}: {number}={grade}")
            grades[row, number - 1] = grade
        texts = [("titel", written.title), *(("eindterm", t) for t in written.eindtermen)]
        left.append(
            Unit(
                id=f"{name}:{row}",
                side=Side.VMBO,
                title=written.title,
                passages=tuple(Passage("", label, text) for label, text in texts),
                context=(written.unit,) if written.unit else (),
            )
        )
    return RatedBlock(
        name=name,
        left=tuple(left),
        right=tuple(right),
        left_numbers=tuple(range(1, len(left) + 1)),
        right_numbers=tuple(range(1, len(right) + 1)),
        grades=grades,
        counted=np.ones(grades.shape, dtype=bool),
        relations={},
    )
