"""Collects warnings while a source is read, so that no reader drops anything in silence."""

from __future__ import annotations

from align.model import Place, SourceWarning

_BETWEEN = ": "


class Notes:
    """A growing list of warnings of one source."""

    def __init__(self) -> None:
        self._found: set[SourceWarning] = set()

    def add(self, place: Place, what: str, detail: str = "") -> None:
        """Keep one warning.

        Args:
            place: where it stands.
            what: what is the matter, one fixed Dutch sentence without ": "; `warning_kind` gives
                it back, so that equal matters can be counted together.
            detail: what is particular to this place.
        """
        message = f"{what}{_BETWEEN}{detail}" if detail else what
        self._found.add(SourceWarning(place, message))

    def in_order(self) -> tuple[SourceWarning, ...]:
        """All warnings, once each, in the order in which a reader meets them in the files."""
        return tuple(sorted(self._found, key=_reading_order))


def warning_kind(message: str) -> str:
    """The part of a warning that is the same wherever it occurs."""
    return message.split(_BETWEEN, 1)[0]


def _reading_order(warning: SourceWarning) -> tuple[str, int, int, str, str, str]:
    place = warning.place
    return place.file, place.page, place.line, place.path, place.record, warning.message
