"""Collects warnings while a source is read, so that no reader drops anything in silence."""

from __future__ import annotations

from align.model import Place, SourceWarning

MAX_WARNINGS = 20_000
"""Warnings of one source that are kept; a release of SLO has some 100, what is more is counted."""

_BETWEEN = ": "


class Notes:
    """A growing list of warnings of one source."""

    def __init__(self) -> None:
        self._found: set[SourceWarning] = set()
        self._more = 0
        self._last = Place("")

    @property
    def full(self) -> bool:
        """Whether further warnings are only counted."""
        return len(self._found) >= MAX_WARNINGS

    def count_one_more(self) -> None:
        """Count a warning that is not kept."""
        self._more += 1

    def add(self, place: Place, what: str, detail: str = "") -> None:
        """Keep one warning.

        Args:
            place: where it stands.
            what: what is the matter, one fixed Dutch sentence without ": "; `warning_kind` gives
                it back, so that equal matters can be counted together.
            detail: what is particular to this place.
        """
        if self.full:
            self.count_one_more()
            return
        message = f"{what}{_BETWEEN}{detail}" if detail else what
        self._found.add(SourceWarning(place, message))
        self._last = place

    def in_order(self) -> tuple[SourceWarning, ...]:
        """All warnings, once each, in the order in which a reader meets them in the files."""
        found = sorted(self._found, key=_reading_order)
        if self._more:
            # At the place of the last one that was kept, because a warning needs a place.
            what = f"er zijn meer dan {MAX_WARNINGS} waarschuwingen; de rest is alleen geteld"
            found.append(SourceWarning(self._last, f"{what}{_BETWEEN}{self._more}"))
        return tuple(found)


def warning_kind(message: str) -> str:
    """The part of a warning that is the same wherever it occurs."""
    return message.split(_BETWEEN, 1)[0]


def _reading_order(warning: SourceWarning) -> tuple[str, int, int, str, str, str]:
    place = warning.place
    return place.file, place.page, place.line, place.path, place.record, warning.message
