"""Reads decisions from files of any kind that holds them, and puts them together."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from align.errors import AlignError, SeveralInputsError
from align.exchange.decisions_merge import merge
from align.exchange.decisions_read_json import read_decisions_json
from align.exchange.decisions_read_table import read_decisions_table
from align.exchange.sssom_read import is_sssom, read_sssom
from align.sources.archive import open_source
from align.sources.json_document import MAX_BYTES
from align.sources.plain_files import printable, read_regular
from align.sources.table.files import may_hold_tables

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from align.model import Decisions

_HEAD = 8192
_MARK = b"\xef\xbb\xbf"


def read_decisions(paths: Sequence[Path]) -> Decisions:
    """Read decisions from any number of files and merge them.

    A file may be what a report page saved, a workbook, CSV or SSSOM TSV; which one is seen by its
    content.

    Raises:
        InputError: a file cannot be read or holds no decisions; all such files together.
    """
    found: list[Decisions] = []
    faults: list[AlignError] = []
    for path in paths:
        try:
            found.append(_read(path))
        except AlignError as fault:
            faults.append(fault)
    if faults:
        raise faults[0] if len(faults) == 1 else SeveralInputsError(faults)
    return merge(found)


def _read(path: Path) -> Decisions:
    # Unlike that of a Path, this answer is no fault where a name is too long to be one.
    head = b"" if os.path.isdir(path) else read_regular(path, _HEAD)  # noqa: PTH112
    if head.removeprefix(_MARK).startswith(b"#"):
        head = read_regular(path, MAX_BYTES + 1)  # a header names every source, however many
    if is_sssom(head):
        return read_sssom(read_regular(path, MAX_BYTES + 1), printable(path))
    if not head.lstrip(_MARK + b" \t\r\n").startswith((b"{", b"[")):
        files = open_source(path)
        if may_hold_tables(files):
            return read_decisions_table(files)
    return read_decisions_json(read_regular(path, MAX_BYTES + 1), printable(path))
