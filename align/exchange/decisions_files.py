"""Which file holds what: a comparison or decisions, in each of the formats that can be asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from align.exchange.decisions_json import decisions_json
from align.exchange.decisions_table import decisions_table, overlap_table, table_csv
from align.exchange.overlap_case import decisions_case, overlap_case
from align.exchange.overlap_json import overlap_json
from align.exchange.sssom import decisions_sssom, overlap_sssom
from align.exchange.workbook import decisions_workbook, overlap_workbook

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from align.model import Decisions, Overlap

Content = str | bytes


def overlap_files(
    overlap: Overlap,
    decisions: Decisions,
    asked: Sequence[str],
    *,
    made_on: date,
    command: str,
    tool_version: str,
) -> dict[str, Content]:
    """A comparison with its decisions in each format asked: json, xlsx, csv, sssom, case."""
    makers: dict[str, Callable[[], Content]] = {
        "json": lambda: overlap_json(overlap, tool_version=tool_version, decisions=decisions),
        "xlsx": lambda: overlap_workbook(overlap, decisions, made_on=made_on, command=command),
        "csv": lambda: table_csv(overlap_table(overlap, decisions)),
        "sssom": lambda: overlap_sssom(
            overlap, decisions, made_on=made_on, tool_version=tool_version
        ),
        "case": lambda: overlap_case(overlap, decisions, made_on=made_on),
    }
    return {name: makers[name]() for name in asked}


def decisions_files(
    decisions: Decisions, asked: Sequence[str], *, made_on: date, tool_version: str
) -> dict[str, Content]:
    """Decisions alone in each format asked: json, xlsx, csv, sssom, case."""
    makers: dict[str, Callable[[], Content]] = {
        "json": lambda: decisions_json(decisions),
        "xlsx": lambda: decisions_workbook(decisions, made_on=made_on),
        "csv": lambda: table_csv(decisions_table(decisions)),
        "sssom": lambda: decisions_sssom(decisions, made_on=made_on, tool_version=tool_version),
        "case": lambda: decisions_case(decisions, made_on=made_on),
    }
    return {name: makers[name]() for name in asked}
