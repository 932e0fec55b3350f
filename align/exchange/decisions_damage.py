"""What can still be read of a decisions file that is no sound JSON: cut off, or changed by hand.

Entries are looked for one by one. Work is bounded: a file made to be slow gives up with a warning.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from align.sources.json_document import too_deep

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_WORK = 200_000_000
"""Characters that may be looked at in vain; an honest file of 64 MB needs a fraction."""

_KEY = re.compile(r'[\s,]*"((?:[^"\\]|\\.){1,100})"\s*:\s*')
_OPEN = re.compile(r"\{")
_SIDES = ("left", "right")
_HALF_TEXT = re.compile(r'"((?:[^"\\\n]|\\[^\n])*)')
_TOO_DEEP_COSTS = 2_000_000  # Python 3.14 goes as deep as the stack of the system lets it


class Text(str):
    """A text of which the errors of JSON do not count the lines, for each again from the start."""

    __slots__ = ()

    def count(self, *_: object) -> int:
        """Nothing, for `json.JSONDecodeError`, whose lines nobody reads."""
        return 0

    def rfind(self, *_: object) -> int:
        """Nothing, as `count`."""
        return -1

    def lines(self, start: int, end: int) -> int:
        """Line ends between two positions."""
        return str.count(self, "\n", start, end)


@dataclass(frozen=True, slots=True)
class Found:
    """An entry that was found.

    Attributes:
        fields: what could be read of it.
        line: 1-based line on which it begins.
        broken_at: line at which it broke off; 0 for a whole one.
    """

    fields: dict[str, Any]
    line: int
    broken_at: int = 0


@dataclass(slots=True)
class Wreck:
    """The text of a damaged file.

    Attributes:
        text: what there is.
        gave_up: line at which looking further would have taken too long; 0 when all was seen.
    """

    text: Text
    gave_up: int = 0
    _decoder: json.JSONDecoder = field(default_factory=lambda: json.JSONDecoder(strict=False))
    _work: int = 0
    _counted: int = 0
    _lines: int = 1

    def entries(self) -> Iterator[Found]:
        """All entries, in order; also those inside lists that broke off."""
        at = 0
        while match := _OPEN.search(self.text, at):
            start = match.start()
            if self._work > MAX_WORK:
                self.gave_up = self._line(start)
                return
            line = self._line(start)
            value, end, broken = self._object(start)
            if not broken:
                yield from (Found(entry, line) for entry in _inside(value))
                at = end
            else:
                if _is_entry(value):
                    yield Found(value, line, line + self.text.lines(start, end))
                at = start + 1

    def _object(self, start: int) -> tuple[dict[str, Any], int, bool]:
        """The object that begins here, as far as it goes; where it ended, whether it broke off."""
        fields: dict[str, Any] = {}
        at = start + 1
        while key := _KEY.match(self.text, at):
            at = key.end()
            try:
                value, at = self._decoder.raw_decode(self.text, at)
            except json.JSONDecodeError as error:
                self._work += max(error.pos - at, 1)
                if key[1] == "remark" and (half := _HALF_TEXT.match(self.text, at)):
                    fields["remark"] = _unescaped(half[1])
                return fields, max(error.pos, at), True
            except (RecursionError, ValueError):
                self._work += _TOO_DEEP_COSTS
                return fields, at, True
            if not too_deep(value):
                fields[key[1]] = value
        closing = re.compile(r"[\s,]*\}").match(self.text, at)
        self._work += at - start if closing is None else 0
        return fields, closing.end() if closing else at, closing is None

    def _line(self, at: int) -> int:
        """Line of a position; positions are asked for in rising order."""
        self._lines += self.text.lines(self._counted, at)
        self._counted = at
        return self._lines


def _inside(value: object) -> Iterator[dict[str, Any]]:
    """Entries in a sound value: the value itself, or what stands in its lists and objects."""
    if isinstance(value, dict):
        if _is_entry(value):
            yield value
        else:
            for inner in value.values():
                yield from _inside(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _inside(inner)


def _is_entry(value: dict[str, Any]) -> bool:
    """Whether these are (some of) the fields of a decision and not of something in it."""
    return any(isinstance(value.get(side), dict) for side in _SIDES)


def _unescaped(text: str) -> str:
    """A text whose end is missing, with its escapes read as far as they are whole."""
    try:
        return str(json.loads(f'"{text}"', strict=False))
    except ValueError:
        return text
