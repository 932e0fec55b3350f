"""Decisions as a table, for workbooks and CSV: one row is what one person says of one pair.

A team sees and edits the columns in words. Behind them stand columns that nobody needs to read:
ids, what the pair was when it was decided on (`toen`) and is now (`nu`), and a digest by which
reading sees whether a row was edited (`stand`).
"""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from align.exchange.cells import MAX_CELL, dutch_csv, dutch_number
from align.exchange.decisions_json import basis_fields, decision_fields, view_fields
from align.model import Decision, Decisions, Kind
from align.model.agreement import entries_of
from align.overlap.decided import Standing, basis_of, stands, view_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from align.model import Conflict, Item, Overlap, Pair

Value = str | float
Row = dict[str, Value]

DECIDED = (
    "besluit",
    "relatie volgens u",
    "wie geeft het",
    "klokuren",
    "opmerking",
    "naam",
    "datum",
)
"""Columns that a team fills in."""
BEHIND = ("id vmbo", "id mbo", "toen", "nu", "stand")
"""Columns that nobody needs to read."""
COLUMNS = (
    "hoort bij (vmbo)",
    "code vmbo",
    "titel vmbo",
    "hoort bij (mbo)",
    "code mbo",
    "titel mbo",
    "voorstel",
    "sterkte",
    "relatie (schatting)",
    "kans",
    "vmbo komt terug",
    "mbo komt terug",
    "citaat vmbo",
    "citaat mbo",
    *DECIDED,
    "let op",
    *BEHIND,
)
SHARES = frozenset({"kans", "vmbo komt terug", "mbo komt terug"})
"""Columns with a share of 0..1."""

_GROUPS = (Kind.MODULE, Kind.KEUZEVAK, Kind.KERN, Kind.KERNTAAK)
_SIDES = ("left", "right")
_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}[T ]\d{2}:")


@dataclass(frozen=True, slots=True)
class Table:
    """Columns in order, with those that long texts need, and rows of the same length.

    Attributes:
        columns: headings; "opmerking 2" goes on where the cell of "opmerking" is full.
        rows: cells as text or number; "" for an empty one.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]


def overlap_table(overlap: Overlap, decisions: Decisions) -> Table:
    """Every pair of a comparison with what was decided, then decisions about other pairs.

    Pairs that the tool calls overlap come first, those that stand apart last; in these groups they
    stand in display order.
    """
    by_pair: dict[tuple[str, str], list[Decision]] = {}
    for entry in entries_of(decisions):
        by_pair.setdefault(entry.pair, []).append(entry)
    rows: list[Row] = []
    for pair in sorted(
        overlap.pairs, key=lambda pair: (overlap.stands_apart(pair), not pair.overlap)
    ):
        now = _now(overlap, pair)
        described = _described(overlap, pair)
        entries = by_pair.pop((pair.left, pair.right), [])
        if not entries:
            rows.append(described | _ids(pair.left, pair.right) | {"nu": _packed(now)})
        rows += [
            described | _decided(entry, now) | {"let op": _notice(entry, overlap, decisions)}
            for entry in entries
        ]
    for entries in by_pair.values():
        rows += [
            _titles(entry) | _decided(entry, {}) | {"let op": _notice(entry, overlap, decisions)}
            for entry in entries
        ]
    return _table(rows)


def decisions_table(decisions: Decisions) -> Table:
    """Decisions alone, without a comparison."""
    return _table(
        [
            _titles(entry) | _decided(entry, {}) | {"let op": _contested(entry, decisions)}
            for entry in entries_of(decisions)
        ]
    )


def table_csv(table: Table) -> bytes:
    """The table as CSV; see `dutch_csv`."""
    return dutch_csv(
        table.columns,
        (
            [_as_text(name, value) for name, value in zip(table.columns, row, strict=True)]
            for row in table.rows
        ),
    )


def shown_day(on: str) -> str:
    """The day of a moment, as a team sees it; anything else as it is. Behind it stays the moment.

    >>> shown_day("2026-11-24T10:30:00.000Z"), shown_day("2026-11-24"), shown_day("november")
    ('2026-11-24', '2026-11-24', 'november')
    """
    return on[:10] if _MOMENT.match(on) else on


def stand(decision: Decision) -> str:
    """A short digest of what a team fills in, by which reading sees that a row was edited."""
    said = decision_fields(decision)
    texts = [said[name] for name in ("verdict", "relation", "teaches", "klokuren", "remark")]
    text = json.dumps([*texts, decision.by, decision.on], ensure_ascii=True)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _table(rows: Sequence[Row]) -> Table:
    """Rows under one heading a column, and more columns where a text fills several cells."""
    parts = [{name: _parts(value) for name, value in row.items()} for row in rows]
    most = {
        name: max((len(row[name]) for row in parts if name in row), default=1) for name in COLUMNS
    }
    columns = [
        name if number == 0 else f"{name} {number + 1}"
        for name in COLUMNS
        for number in range(most[name])
    ]
    return Table(tuple(columns), tuple(tuple(_cells(row, most)) for row in parts))


def _cells(row: Mapping[str, Sequence[Value]], most: Mapping[str, int]) -> Iterator[Value]:
    for name, room in most.items():
        found = row.get(name, ())
        yield from found
        yield from [""] * (room - len(found))


def _parts(value: Value) -> list[Value]:
    """A text in pieces that fit a cell and neither begin nor end with a blank."""
    if not isinstance(value, str) or len(value) <= MAX_CELL:
        return [value]
    pieces: list[Value] = []
    while len(value) > MAX_CELL:
        end = MAX_CELL
        while end > 1 and (value[end - 1].isspace() or value[end].isspace()):
            end -= 1
        pieces.append(value[:end])
        value = value[end:]
    return [*pieces, value]


def _described(overlap: Overlap, pair: Pair) -> Row:
    best = pair.evidence[0] if pair.evidence else None
    left, right = overlap.items[pair.left], overlap.items[pair.right]
    return {
        "hoort bij (vmbo)": _group(overlap, left),
        "code vmbo": left.code,
        "titel vmbo": left.title,
        "hoort bij (mbo)": _group(overlap, right),
        "code mbo": right.code,
        "titel mbo": right.title,
        "voorstel": proposal(overlap, pair),
        "sterkte": pair.strength.value,
        "relatie (schatting)": pair.relation.value if pair.relation else "",
        "kans": pair.probability,
        "vmbo komt terug": pair.left_covered,
        "mbo komt terug": pair.right_covered,
        "citaat vmbo": best.left.text if best else "",
        "citaat mbo": best.right.text if best else "",
    }


def proposal(overlap: Overlap, pair: Pair) -> str:
    """What the tool proposes for a pair, in a word or two."""
    if overlap.stands_apart(pair):
        return "algemeen"
    return "overlap" if pair.overlap else "geen overlap"


def group_of(overlap: Overlap, item: Item) -> Item:
    """The module, keuzevak, kern or kerntaak of a unit; the unit itself when there is none."""
    curriculum = next(c for c in (overlap.left, *overlap.right) if item.id in c.by_id)
    above = (entry for entry in curriculum.ancestors(item) if entry.kind in _GROUPS)
    return next(above, item)


def _group(overlap: Overlap, item: Item) -> str:
    group = group_of(overlap, item)
    return "" if group is item else f"{group.code} {group.title}".strip()


def _titles(entry: Decision) -> Row:
    """What is known of a pair that is not compared here."""
    share = entry.view.probability
    return {
        "code vmbo": entry.left.code,
        "titel vmbo": entry.left.title,
        "code mbo": entry.right.code,
        "titel mbo": entry.right.title,
        "relatie (schatting)": entry.view.relation.value if entry.view.relation else "",
        "kans": "" if share is None else share,
    }


def _decided(entry: Decision, now: Mapping[str, Any]) -> Row:
    fields = decision_fields(entry)
    then = {name: fields.pop(name) for name in (*_SIDES, "view", "trail")}
    then |= {"by": entry.by, "on": entry.on, "more": [list(pair) for pair in entry.more]}
    hours = fields["klokuren"]
    row: Row = {
        "besluit": entry.verdict.value,
        "relatie volgens u": fields["relation"] or "",
        "wie geeft het": fields["teaches"] or "",
        "klokuren": "" if hours is None else hours,
        "opmerking": entry.remark,
        "naam": entry.by,
        "datum": shown_day(entry.on),
        "toen": _packed(then),
        "stand": stand(entry),
    }
    return row | _ids(*entry.pair) | ({"nu": _packed(now)} if now else {})


def _ids(left: str, right: str) -> Row:
    return {"id vmbo": left, "id mbo": right}


def _now(overlap: Overlap, pair: Pair) -> dict[str, Any]:
    return {
        "left": basis_fields(basis_of(overlap, pair.left)),
        "right": basis_fields(basis_of(overlap, pair.right)),
        "view": view_fields(view_of(overlap, pair)),
    }


def _notice(entry: Decision, overlap: Overlap, decisions: Decisions) -> str:
    held = stands(overlap, entry)
    stale = "" if held.standing is Standing.GELDT else f"{held.standing.value}: {held.reason}"
    return "; ".join(filter(None, (_contested(entry, decisions), stale)))


def _contested(entry: Decision, decisions: Decisions) -> str:
    conflict: Conflict | None = decisions.by_contested_pair.get(entry.pair)
    return f"verschil over {', '.join(conflict.differs)}" if conflict else ""


def _packed(fields: Mapping[str, Any]) -> str:
    """Fields as one line of JSON that survives a cell: ASCII, and never two spaces together."""
    text = json.dumps(fields, ensure_ascii=True, separators=(",", ":"))
    return text.replace("  ", " \\u0020")


def _as_text(name: str, value: Value) -> str:
    """A cell of a CSV file."""
    if isinstance(value, str):
        return value
    return f"{value:.0%}" if name in SHARES else dutch_number(value)
