"""Reads a rated set (`overlap-gold/1`) into units and grades."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from align.errors import AlignError, InputError, SeveralInputsError
from align.model import Leerweg, Relation, Side
from align.similarity.metrics import Flags, Floats
from align.similarity.unit import Passage, Unit
from align.sources.plain_files import printable, read_regular
from align.sources.text import clean_line

FORMAT = "overlap-gold/1"

#: From this grade on a pair counts as overlap (guideline: 2 gedeeltelijke dubbeling, 3 dubbeling).
OVERLAP_GRADE = 2

#: The highest grade (guideline: 3 dubbeling).
HIGHEST_GRADE = 3

#: Larger files are not rated sets; the limit keeps a mistaken path from filling the memory.
MAX_BYTES = 50_000_000

#: Pairs in one block; the largest that was rated has some four hundred.
MAX_PAIRS = 1_000_000

_ADVICE = "Geef een bestand zoals corpora/gold-voorbeeld.json."

_LEERWEG_TAG = re.compile(r"\s*\[([A-Z]{2}(?:/[A-Z]{2})*)\]\s*$")


@dataclass(frozen=True, slots=True)
class RatedBlock:
    """One block of a rated set: every left unit was rated against every right unit.

    Attributes:
        name: the block's name.
        left, right: units, in the order of the file.
        left_numbers, right_numbers: their `n` in the file.
        grades: of shape (n_left, n_right), 0..3; pairs that are not listed are 0.
        counted: of shape (n_left, n_right), False where raters disagreed.
        relations: by (left index, right index), where one is given.
    """

    name: str
    left: tuple[Unit, ...]
    right: tuple[Unit, ...]
    left_numbers: tuple[int, ...]
    right_numbers: tuple[int, ...]
    grades: Floats
    counted: Flags
    relations: Mapping[tuple[int, int], Relation]

    @property
    def overlaps(self) -> Flags:
        """Which pairs are overlaps, of shape (n_left, n_right)."""
        return self.grades >= OVERLAP_GRADE


@dataclass(frozen=True, slots=True)
class GoldSet:
    """A rated set: its blocks, how often it was rated, and the note that goes with it."""

    name: str
    blocks: tuple[RatedBlock, ...]
    raters: int
    note: str


def read_gold(path: Path) -> GoldSet:
    """Read a rated set.

    Raises:
        InputError: no such file, no JSON, not this format, or pairs that point at nothing. All
            faulty blocks are reported together.
    """
    content = _read_json(path)
    if not isinstance(content, dict) or content.get("format") != FORMAT:
        raise InputError(
            f'dit is geen beoordeelde set (format "{FORMAT}" ontbreekt)',
            where=printable(path),
            advice=_ADVICE,
        )
    raw_blocks = content.get("blocks")
    if not isinstance(raw_blocks, list) or not raw_blocks:
        raise InputError("de set bevat geen blokken", where=printable(path), advice=_ADVICE)
    blocks: list[RatedBlock] = []
    faults: list[AlignError] = []
    for number, raw in enumerate(raw_blocks, start=1):
        try:
            blocks.append(_block(raw))
        except _FaultError as fault:
            faults.append(
                InputError(
                    f"dit blok is niet te lezen: {fault}",
                    where=f"{printable(path)}, blok {number}",
                    advice="Verbeter het blok, of haal het uit de set.",
                )
            )
    if faults:
        raise SeveralInputsError(faults)
    raters = content.get("raters")
    return GoldSet(
        name=printable(Path(path.name)),
        blocks=tuple(blocks),
        raters=raters if isinstance(raters, int) else 0,
        note=clean_line(str(content.get("note") or "")),
    )


class _FaultError(ValueError):
    """What is wrong with a block, in Dutch."""


def _read_json(path: Path) -> object:
    where = printable(path)
    if os.path.isdir(path):  # noqa: PTH112 -- a name too long is no folder, and no fault here
        raise InputError("dit is een map", where=where, advice=_ADVICE)
    data = read_regular(path, MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise InputError(
            f"dit bestand is groter dan {MAX_BYTES // 1_000_000} MB", where=where, advice=_ADVICE
        )
    try:
        return json.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise InputError(
            "dit bestand is geen UTF-8-tekst",
            where=f"{where}, regel {line}",
            advice="Sla het bestand op als UTF-8.",
        ) from error
    except json.JSONDecodeError as error:
        raise InputError(
            "dit is geen geldige JSON; is het bestand afgebroken?",
            where=f"{where}, regel {error.lineno}, kolom {error.colno}",
            advice="Maak of haal het bestand opnieuw.",
        ) from error
    except (ValueError, RecursionError) as error:  # a number of thousands of digits; deep nesting
        raise InputError(
            "deze JSON is te diep genest of bevat een veel te lang getal",
            where=where,
            advice=_ADVICE,
        ) from error


def _block(raw: object) -> RatedBlock:
    if not isinstance(raw, dict):
        raise _FaultError("het is geen record")
    vmbo, mbo = _rows(raw, "vmbo"), _rows(raw, "mbo")
    if not vmbo or not mbo:
        raise _FaultError("een van beide kanten is leeg")
    if len(vmbo) * len(mbo) > MAX_PAIRS:
        raise _FaultError(f"het heeft meer dan {MAX_PAIRS} paren")
    left_at, right_at = _numbered(vmbo, "vmbo"), _numbered(mbo, "mbo")
    grades = np.zeros((len(vmbo), len(mbo)))
    counted = np.ones((len(vmbo), len(mbo)), dtype=bool)
    relations: dict[tuple[int, int], Relation] = {}
    seen: set[tuple[int, int]] = set()
    for pair in _rows(raw, "pairs"):
        at = _index(pair, "vmbo", left_at), _index(pair, "mbo", right_at)
        if at in seen:
            raise _FaultError(f"paar {pair['vmbo']} × {pair['mbo']} komt twee keer voor")
        seen.add(at)
        grades[at] = _grade(pair)
        counted[at] = not pair.get("disputed")
        if pair.get("relation"):
            relations[at] = _relation(pair)
    return RatedBlock(
        name=clean_line(str(raw.get("block", ""))),
        left=tuple(_vmbo_unit(row) for row in vmbo),
        right=tuple(_mbo_unit(row) for row in mbo),
        left_numbers=tuple(left_at),
        right_numbers=tuple(right_at),
        grades=grades,
        counted=counted,
        relations=relations,
    )


def _rows(raw: Mapping[str, Any], name: str) -> list[Mapping[str, Any]]:
    rows = raw.get(name)
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise _FaultError(f'"{name}" is geen lijst van records')
    return rows


def _numbered(rows: Sequence[Mapping[str, Any]], name: str) -> dict[int, int]:
    """Place in the list by number, which must be there once."""
    places: dict[int, int] = {}
    for index, row in enumerate(rows):
        number = row.get("n")
        if not isinstance(number, int):
            raise _FaultError(f'"n" in "{name}" is geen geheel getal: {number!r}')
        if number in places:
            raise _FaultError(f'nummer {number} komt twee keer voor in "{name}"')
        if not isinstance(row.get("titel"), str):
            raise _FaultError(f'nummer {number} in "{name}" heeft geen titel')
        places[number] = index
    return places


def _index(pair: Mapping[str, Any], name: str, places: Mapping[int, int]) -> int:
    number = pair.get(name)
    if not isinstance(number, int) or number not in places:
        raise _FaultError(f'een paar verwijst naar {number!r}, en dat staat niet in "{name}"')
    return places[number]


def _grade(pair: Mapping[str, Any]) -> float:
    grade = pair.get("grade")
    if not isinstance(grade, int | float) or not 0 <= grade <= HIGHEST_GRADE:
        raise _FaultError(
            f"paar {pair['vmbo']} × {pair['mbo']} heeft geen oordeel van 0 tot {HIGHEST_GRADE}: "
            f"{grade!r}"
        )
    return float(grade)


def _relation(pair: Mapping[str, Any]) -> Relation:
    try:
        return Relation(pair["relation"])
    except ValueError as error:
        raise _FaultError(
            f"paar {pair['vmbo']} × {pair['mbo']} heeft een onbekende relatie: "
            f"{pair['relation']!r}; kies uit {', '.join(Relation)}"
        ) from error


def _vmbo_unit(row: Mapping[str, Any]) -> Unit:
    unit_id = str(row.get("id") or row["n"])
    passages = [Passage(unit_id, "titel", str(row["titel"]))]
    leerwegen: set[Leerweg] = set()
    for number, text in enumerate(_texts(row.get("eindtermen")), start=1):
        tag = _LEERWEG_TAG.search(text)
        if tag:
            leerwegen.update(lw for lw in Leerweg if lw.value.upper() in tag[1].split("/"))
        passages.append(Passage(f"{unit_id}#{number}", "eindterm", _LEERWEG_TAG.sub("", text)))
    return Unit(
        id=unit_id,
        side=Side.VMBO,
        title=str(row["titel"]),
        passages=tuple(passages),
        context=_without_empty([row.get("unit")]),
        leerwegen=tuple(sorted(leerwegen)),
    )


def _mbo_unit(row: Mapping[str, Any]) -> Unit:
    unit_id = str(row["n"])
    passages = [Passage(unit_id, "titel", str(row["titel"]))]
    passages += [
        Passage(unit_id, label, str(row[label]))
        for label in ("omschrijving", "resultaat")
        if row.get(label)
    ]
    return Unit(
        id=unit_id,
        side=Side.MBO,
        title=str(row["titel"]),
        passages=tuple(passages),
        context=_without_empty([row.get("kerntaak"), _named(row.get("kwalificatie"))]),
        niveaus=_niveaus(row.get("niveau")),
    )


def _named(kwalificatie: object) -> str:
    """The name of a kwalificatie; rated sets write "keuzedeel" where there is none."""
    return "" if kwalificatie in (None, "keuzedeel") else str(kwalificatie)


def _niveaus(value: object) -> tuple[int, ...]:
    """Rated sets print a niveau as a number or as text ("3"), or leave it out."""
    if not value:
        return ()
    if str(value) not in {"1", "2", "3", "4"}:
        raise _FaultError(f"niveau is niet 1, 2, 3 of 4: {value!r}")
    return (int(str(value)),)


def _texts(value: object) -> list[str]:
    if not isinstance(value, list | None):
        raise _FaultError('"eindtermen" is geen lijst')
    return [str(text) for text in value or ()]


def _without_empty(texts: Sequence[object]) -> tuple[str, ...]:
    return tuple(str(text) for text in texts if text)
