"""What registers with one JSON object a line share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from align.model import Place

if TYPE_CHECKING:
    from align.sources.json_lines import Lines
    from align.sources.notes import Notes


def note_broken(lines: Lines, file: str, notes: Notes) -> None:
    """Keep a warning for every line that could not be read."""
    for number, why in lines.broken:
        notes.add(Place(file, line=number), "regel is niet gelezen", why)
