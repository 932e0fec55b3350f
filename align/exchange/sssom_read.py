"""Reads decisions from SSSOM TSV: ours, or what others made of it; see `sssom`."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any

from align.errors import InputError
from align.exchange.cells import bare
from align.exchange.decisions_merge import Pot, settle
from align.exchange.decisions_record import Record
from align.exchange.sssom import BY_HAND, NOT, OWN_ENTRY, OWN_VERDICT, identifier_of
from align.model import Place, SourceWarning, Verdict
from align.sources.json_document import MAX_BYTES, MAX_RECORDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from align.model import Decisions

_OWN_COLUMN = f"de kolom {OWN_ENTRY}"
_JUDGED = frozenset({BY_HAND, "semapv:MappingReview"})
_NEEDED = frozenset({"subject_id", "object_id", "mapping_justification"})


def is_sssom(data: bytes) -> bool:
    """Whether these bytes are SSSOM TSV; its header may be long, so give all of a file with one."""
    # A line at a time: most of what comes here is no SSSOM, and may be large.
    lines = io.TextIOWrapper(io.BytesIO(data), "utf-8-sig", "replace")
    columns = next((line for line in lines if not line.startswith("#")), "")
    return set(columns.rstrip("\n").split("\t")) >= _NEEDED


def read_sssom(data: bytes, where: str) -> Decisions:
    """Read what people say from a mapping set; what tools say is left out.

    Raises:
        InputError: it is too large, or lacks the columns of a mapping set.
    """
    if len(data) > MAX_BYTES:
        raise InputError(
            f"dit bestand is groter dan {MAX_BYTES // 2**20} MB",
            where=where,
            advice="Geef alleen de rijen die mensen beoordeelden.",
        )
    pot = Pot()
    for number, row in enumerate(_rows(data.decode("utf-8-sig", "replace"), where)):
        if number == MAX_RECORDS:
            message = f"na {MAX_RECORDS} rijen is niet verder gelezen"
            pot.warnings.append(SourceWarning(Place(where), message))
            break
        line, cells = row
        if cells.get("mapping_justification", "") in _JUDGED:
            record = Record(Place(where, line=line))
            decision = record.decision(_fields(cells, record))
            pot.warnings += record.warnings
            if decision is not None:
                pot.entries.append(decision)
    return settle(pot)


def _rows(text: str, where: str) -> Iterator[tuple[int, dict[str, str]]]:
    """Rows with the line on which they end; lines that begin with "#" are the header."""
    lines = text.splitlines(keepends=True)
    start = next((n for n, line in enumerate(lines) if not line.startswith("#")), len(lines))
    before = csv.field_size_limit(MAX_BYTES)
    try:
        reader = csv.reader(io.StringIO("".join(lines[start:]), newline=""), delimiter="\t")
        head = next(reader, [])
        if not set(head) >= _NEEDED:
            raise InputError(
                "dit is geen SSSOM: de kolommen subject_id, object_id en mapping_justification "
                "ontbreken",
                where=where,
                advice="Geef een bestand dat 'align overlap --sssom' maakte.",
            )
        for cells in reader:
            named = zip(head, (bare(cell) for cell in cells), strict=False)
            yield start + reader.line_num, dict(named)
    except csv.Error as error:
        raise InputError(
            f"deze tabel is beschadigd ({error})", where=where, advice="Haal het bestand opnieuw."
        ) from error
    finally:
        csv.field_size_limit(before)


def _fields(cells: Mapping[str, str], record: Record) -> dict[str, Any]:
    """The entry as it was written, with what its columns say otherwise."""
    entry = record.packed(cells.get(OWN_ENTRY, ""), _OWN_COLUMN)
    said = {
        "verdict": _verdict(cells),
        "by": cells.get("author_label", "") or cells.get("reviewer_label", ""),
        "on": cells.get("mapping_date", "") or cells.get("review_date", ""),
        "remark": cells.get("comment", ""),
    }
    if not entry:
        sides = (("left", "subject"), ("right", "object"))
        for side, name in sides:
            identifier = identifier_of(cells.get(f"{name}_id", ""))
            entry[side] = {"id": identifier, "title": cells.get(f"{name}_label", "")}
        entry["relation"] = _relation(cells.get("predicate_label", ""))
        return entry | said
    written = {
        "verdict": entry.get("verdict"),
        "by": str(entry.get("by", "")).replace("|", "/"),
        "on": str(entry.get("on", ""))[:10],
        "remark": " ".join(str(entry.get("remark", "")).split()),
    }
    return entry | {name: text for name, text in said.items() if text != written[name]}


def _verdict(cells: Mapping[str, str]) -> str:
    rejected = cells.get("predicate_modifier", "") == NOT
    own = cells.get(OWN_VERDICT, "")
    # Whoever turns a mapping around does so with the modifier; our own column may stay behind.
    if own and (own == Verdict.AFGEWEZEN.value) == rejected:
        return own
    return Verdict.AFGEWEZEN.value if rejected else Verdict.AKKOORD.value


def _relation(label: str) -> str:
    return label if label in {"herhaling", "verdieping", "voorbereiding"} else ""
