"""Reads a rated set (`overlap-gold/1`) into units and grades."""

from __future__ import annotations

import json
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

FORMAT = "overlap-gold/1"

#: From this grade on a pair counts as overlap (guideline: 2 gedeeltelijke dubbeling, 3 dubbeling).
OVERLAP_GRADE = 2

#: Larger files are not rated sets; the limit keeps a mistaken path from filling the memory.
MAX_BYTES = 200_000_000

_LEERWEG_TAG = re.compile(r"\s*\[([A-Z]{2}(?:/[A-Z]{2})*)\]\s*$")


@dataclass(frozen=True, slots=True)
class Block:
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
    blocks: tuple[Block, ...]
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
            where=str(path),
            advice="Geef een bestand zoals corpora/gold-voorbeeld.json.",
        )
    raw_blocks = content.get("blocks")
    if not isinstance(raw_blocks, list) or not raw_blocks:
        raise InputError("de set bevat geen blokken", where=str(path))
    blocks: list[Block] = []
    faults: list[AlignError] = []
    for number, raw in enumerate(raw_blocks, start=1):
        try:
            blocks.append(_block(raw))
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            faults.append(
                InputError(
                    f"dit blok is niet te lezen ({type(error).__name__}: {error})",
                    where=f"{path}, blok {number}",
                )
            )
    if faults:
        raise SeveralInputsError(faults)
    return GoldSet(
        name=path.name,
        blocks=tuple(blocks),
        raters=int(content.get("raters") or 0),
        note=str(content.get("note") or ""),
    )


def _read_json(path: Path) -> object:
    try:
        if path.stat().st_size > MAX_BYTES:
            raise InputError(
                f"het bestand is groter dan {MAX_BYTES // 1_000_000} MB", where=str(path)
            )
        return json.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise InputError(
            f"kan dit bestand niet lezen ({error.strerror})",
            where=str(path),
            advice="Controleer de naam en de map.",
        ) from error
    except UnicodeDecodeError as error:
        raise InputError(
            "dit bestand is geen UTF-8-tekst", where=f"{path}, byte {error.start}"
        ) from error
    except (json.JSONDecodeError, RecursionError) as error:
        line = getattr(error, "lineno", 0)
        raise InputError(
            "dit is geen geldige JSON; is het bestand afgebroken?",
            where=f"{path}, regel {line}" if line else str(path),
        ) from error


def _block(raw: Mapping[str, Any]) -> Block:
    left = tuple(_vmbo_unit(row) for row in raw["vmbo"])
    right = tuple(_mbo_unit(row) for row in raw["mbo"])
    left_at = {int(row["n"]): index for index, row in enumerate(raw["vmbo"])}
    right_at = {int(row["n"]): index for index, row in enumerate(raw["mbo"])}
    if len(left_at) != len(left) or len(right_at) != len(right):
        raise ValueError("een nummer komt twee keer voor")
    grades = np.zeros((len(left), len(right)))
    counted = np.ones((len(left), len(right)), dtype=bool)
    relations: dict[tuple[int, int], Relation] = {}
    for pair in raw["pairs"]:
        at = (left_at[int(pair["vmbo"])], right_at[int(pair["mbo"])])
        grades[at] = float(pair["grade"])
        counted[at] = not pair.get("disputed")
        if pair.get("relation"):
            relations[at] = Relation(pair["relation"])
    return Block(
        name=str(raw["block"]),
        left=left,
        right=right,
        left_numbers=tuple(left_at),
        right_numbers=tuple(right_at),
        grades=grades,
        counted=counted,
        relations=relations,
    )


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
    niveau = row.get("niveau")
    return Unit(
        id=unit_id,
        side=Side.MBO,
        title=str(row["titel"]),
        passages=tuple(passages),
        context=_without_empty([row.get("kerntaak"), _named(row.get("kwalificatie"))]),
        niveaus=(int(niveau),) if niveau else (),
    )


def _named(kwalificatie: object) -> str:
    """The name of a kwalificatie; rated sets write "keuzedeel" where there is none."""
    return "" if kwalificatie in (None, "keuzedeel") else str(kwalificatie)


def _texts(value: Sequence[object] | None) -> list[str]:
    return [str(text) for text in value or ()]


def _without_empty(texts: Sequence[object]) -> tuple[str, ...]:
    return tuple(str(text) for text in texts if text)
