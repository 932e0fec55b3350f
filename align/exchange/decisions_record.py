"""One entry of a decisions file, whatever it was read from, as a `Decision` with its warnings.

Every format (JSON, workbook, CSV, SSSOM) makes the fields of `align-decisions/1` and comes here, so
that a name, a number or a verdict is read the same everywhere.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar

from align.exchange.decisions_json import SEVERAL
from align.model import (
    Basis,
    ComparedSource,
    Decision,
    Relation,
    SourceWarning,
    Teacher,
    ToolView,
    Verdict,
)
from align.sources.json_document import too_deep
from align.sources.numbers import HOW_TO_WRITE, finite, hours_in, number_in
from align.sources.text import MAX_CHARACTERS, clean_line, clean_text

if TYPE_CHECKING:
    from collections.abc import Mapping
    from enum import StrEnum

    from align.model import Place

MAX_KLOKUREN = 10_000
"""Hours that one pair may free; a whole mbo-opleiding of four years has 4,000 in class."""
MAX_TRAIL = 1_000
"""Lines of one trail."""
MAX_MORE = 100_000
"""Characters of the unknown keys of one entry."""

_NOT_IN_XML = re.compile(r"[\ufffe\uffff]")  # so that a text is the same in every format
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_SHOWN = 40
_DECISION = frozenset(
    "left right verdict relation teaches klokuren remark by on view trail".split()
)
_BASIS = frozenset("id code title version text_sha256".split())
_VIEW = frozenset("score probability overlap relation engine".split())
#: Objects of an entry that may hold unknown keys too.
_INSIDE = {"left": _BASIS, "right": _BASIS, "view": _VIEW}
_E = TypeVar("_E", bound="StrEnum")


@dataclass(slots=True)
class Record:
    """The fields of one entry while they are read, and what is wrong with them.

    Attributes:
        place: where the entry stands.
        warnings: what did not fit, so far.
    """

    place: Place
    warnings: list[SourceWarning] = field(default_factory=list)

    def decision(self, fields: Mapping[str, object]) -> Decision | None:
        """The decision; None, with a warning, when it misses a side or a verdict."""
        left, right = self._basis(fields, "left"), self._basis(fields, "right")
        verdict = self._choice(fields.get("verdict"), Verdict, "besluit")
        if left is None or right is None or verdict is None:
            missing = {"een id links": left, "een id rechts": right, "een besluit": verdict}
            names = " en ".join(name for name, found in missing.items() if found is None)
            self.warn(f"dit is geen volledig besluit ({names} ontbreekt) en telt niet mee")
            return None
        return Decision(
            left=left,
            right=right,
            verdict=verdict,
            relation=self._choice(fields.get("relation"), Relation, "relatie"),
            teaches=self._choice(fields.get("teaches"), Teacher, "wie het geeft"),
            klokuren=self.klokuren(fields.get("klokuren")),
            remark=self._text(fields.get("remark"), "opmerking"),
            by=self._line(fields.get("by"), "naam"),
            on=self._on(fields.get("on")),
            view=self._view(fields.get("view")),
            trail=self._trail(fields.get("trail")),
            more=self._more(fields),
        )

    def klokuren(self, value: object) -> float | None:
        """Hours of 0 to `MAX_KLOKUREN`; None, with a warning, for anything else."""
        if value is None or value == "":
            return None
        hours = hours_in(value) if isinstance(value, str) else _number(value)
        if hours is None or not 0 <= hours <= MAX_KLOKUREN:
            advice = f"; {HOW_TO_WRITE}" if isinstance(value, str) and hours is None else ""
            self.warn(f"klokuren zijn geen getal van 0 tot {MAX_KLOKUREN}: {_shown(value)}{advice}")
            return None
        return hours

    def packed(self, text: str, what: str) -> dict[str, Any]:
        """Fields that stand as JSON in a column nobody edits; none, with a warning, when damaged.

        Args:
            text: the cell; empty where there is none.
            what: the column as a message names it.
        """
        if not text:
            return {}
        try:
            found = json.loads(text)
        except (ValueError, RecursionError):
            found = None
        if isinstance(found, dict) and not too_deep(found):
            return found
        self.warn(f"{what} is beschadigd; de rest is gelezen")
        return {}

    def _basis(self, fields: Mapping[str, object], side: str) -> Basis | None:
        found = fields.get(side)
        if not isinstance(found, dict):
            return None
        texts = {name: self._line(found.get(name), name) for name in sorted(_BASIS)}
        return Basis(**texts) if texts["id"] else None

    def _view(self, value: object) -> ToolView:
        found = value if isinstance(value, dict) else {}
        overlap = found.get("overlap")
        return ToolView(
            score=_share(found.get("score")),
            probability=_share(found.get("probability")),
            overlap=overlap if isinstance(overlap, bool) else None,
            relation=self._choice(found.get("relation"), Relation, "relatie van het programma"),
            engine=self._line(found.get("engine"), "engine"),
        )

    def _choice(self, value: object, kind: type[_E], what: str) -> _E | None:
        if value is None or value == "":
            return None
        word = value.strip().casefold() if isinstance(value, str) else ""
        if word in {member.value for member in kind}:
            return kind(word)
        choices = ", ".join(member.value for member in kind)
        self.warn(f"{what} is niet {choices}: {_shown(value)}")
        return None

    def _on(self, value: object) -> str:
        on = self._line(value, "datum")
        if on and not _DAY.match(on):
            self.warn(f"datum heeft niet de vorm 2026-11-24: {_shown(on)}")
        return on

    def _trail(self, value: object) -> tuple[str, ...]:
        entries = value if isinstance(value, list) else []
        if len(entries) > MAX_TRAIL:
            self.warn(f"van de geschiedenis zijn de eerste {MAX_TRAIL} regels gelezen")
        lines = (self._line(entry, "geschiedenis") for entry in entries[:MAX_TRAIL])
        return tuple(line for line in lines if line)

    def _line(self, value: object, what: str) -> str:
        return " ".join(self._text(value, what).split())

    def _text(self, value: object, what: str) -> str:
        value = _digits(value)
        if not isinstance(value, str):
            if value is not None:
                self.warn(f"{what} is geen tekst: {_shown(value)}")
            return ""
        if len(value) > MAX_CHARACTERS:
            self.warn(f"{what} is langer dan {MAX_CHARACTERS} tekens en is daar afgekapt")
        return clean_text(_NOT_IN_XML.sub("\ufffd", value[:MAX_CHARACTERS]))

    def _more(self, fields: Mapping[str, object]) -> tuple[tuple[str, str], ...]:
        found = self.unknown(fields, _DECISION)
        for name, known in _INSIDE.items():
            inner = fields.get(name)
            if isinstance(inner, dict):
                found += [(f"{name}/{key}", text) for key, text in self.unknown(inner, known)]
        if sum(len(text) for _, text in found) > MAX_MORE:
            self.warn(f"onbekende gegevens zijn samen langer dan {MAX_MORE} tekens en vervallen")
            return ()
        return tuple(sorted(found))

    def unknown(self, fields: Mapping[str, object], known: frozenset[str]) -> list[tuple[str, str]]:
        """Keys that a format does not know, each with its value as JSON text."""
        found = []
        for key, value in fields.items():
            if key in known:
                continue
            name = clean_line(key)
            texts = [_json(one) for one in _several(value)]
            if name in known:
                unseen = f"is op spaties en onzichtbare tekens na het veld {name}"
                self.warn(f"{_shown(key)} {unseen}, en telt niet mee")
            elif None in texts:
                self.warn(f"{_shown(key)} heeft een getal dat geen JSON is, en telt niet mee")
            else:
                found += [(_escaped(name), text) for text in texts if text is not None]
        return found

    def kept(self, pairs: object) -> tuple[tuple[str, str], ...]:
        """Unknown keys as a table keeps them: pairs of a place and its value as JSON text."""
        found = []
        for pair in pairs if isinstance(pairs, list) else []:
            entry = _kept(pair)
            if entry is None:
                self.warn(
                    f"dit is geen onbekend veld met een waarde, en telt niet mee: {_shown(pair)}"
                )
            else:
                found.append(entry)
        return tuple(sorted(found))

    def warn(self, message: str) -> None:
        """Keep a warning at the place of this entry."""
        self.warnings.append(SourceWarning(self.place, message))


def source_of(value: object) -> ComparedSource | None:
    """A source of the report, or None."""
    if not isinstance(value, dict):
        return None
    texts = {
        name: clean_line(found[:MAX_CHARACTERS])
        if isinstance(found := value.get(name), str)
        else ""
        for name in ("title", "version", "sha256")
    }
    return ComparedSource(**texts) if any(texts.values()) else None


def _several(value: object) -> list[object]:
    """The values of one unknown key; several where files said otherwise."""
    alone = isinstance(value, dict) and set(value) == {SEVERAL}
    several = value[SEVERAL] if alone and isinstance(value, dict) else None
    return several if isinstance(several, list) and several else [value]


def _kept(pair: object) -> tuple[str, str] | None:
    """A place that no known field has and a JSON text; None for anything else."""
    if not isinstance(pair, list) or len(pair) != 2 or not isinstance(pair[0], str):
        return None
    side, parted, name = pair[0].rpartition("/")
    known = _INSIDE.get(side) if parted else _DECISION
    name = clean_line(name.replace("~1", "/").replace("~0", "~"))
    if known is None or name in known:
        return None
    try:
        value = json.loads(pair[1])
    except (TypeError, ValueError, RecursionError):
        return None
    text = None if too_deep(value) else _json(value)
    return None if text is None else (f"{side}{parted}{_escaped(name)}", text)


def _escaped(name: str) -> str:
    """A name as one part of a JSON pointer."""
    return name.replace("~", "~0").replace("/", "~1")


def _json(value: object) -> str | None:
    """A value as JSON text; None when it holds a number without end, which JSON cannot write."""
    try:
        text = json.dumps(value, ensure_ascii=False, sort_keys=True, allow_nan=False)
    except ValueError:
        return None
    return text.encode("utf-8", "replace").decode("utf-8")


def _digits(value: object) -> object:
    """A code or a name that somebody's program took for a number, as text with all its digits."""
    if isinstance(value, bool) or (isinstance(value, float) and finite(value) is None):
        return value
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value) if isinstance(value, (int, float)) else value


def _number(value: object) -> float | None:
    """A number as JSON or a Dutch hand writes it ("1.200", "12,5")."""
    return number_in(value) if isinstance(value, str) else finite(value)


def _share(value: object) -> float | None:
    number = _number(value)
    return number if number is not None and 0 <= number <= 1 else None


def _shown(value: object) -> str:
    text = clean_line(repr(value)[: 4 * _SHOWN])
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
