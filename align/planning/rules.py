"""The rules that a plan is held to, as data: `rules.toml`, in our own words, with their sources."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from align.model import Certainty, Rule
from align.planning.fields import Fields, raise_all, read_toml

if TYPE_CHECKING:
    from align.errors import InputError

RULES = Path(__file__).parent / "rules.toml"


@lru_cache(maxsize=1)
def load_rules() -> Mapping[str, Rule]:
    """All rules by id, in the order of the file.

    Raises:
        SeveralInputsError: the file is damaged, which only a change of the program can cause.
    """
    return read_rules(RULES)


def figure(rule: str, *path: str) -> float:
    """One figure of a rule: `figure("M3", "bpv", "2")`.

    Raises:
        KeyError: the rule has no such figure, which no user input can cause.
    """
    value: object = load_rules()[rule].values
    for name in path:
        value = value[name] if isinstance(value, Mapping) else None
    if not isinstance(value, int | float):
        raise KeyError(f"{rule}: {path}")
    return value


def read_rules(path: Path) -> Mapping[str, Rule]:
    """Rules out of a TOML file, by id.

    Raises:
        InputError: it cannot be read.
        SeveralInputsError: fields are absent or unknown; all faults.
    """
    faults: list[InputError] = []
    top = Fields(read_toml(path), path.name, faults)
    known = [entry.value for entry in Certainty]
    rules: dict[str, Rule] = {}
    for entry in top.tables("regels"):
        identifier = entry.text("id")
        certainty = entry.choice("zekerheid", known)
        rule = Rule(
            id=identifier,
            text=entry.text("tekst"),
            source=entry.text("bron"),
            date=entry.text("datum", optional=True),
            certainty=Certainty(certainty) if certainty in known else Certainty.CONTROLEREN,
            values=MappingProxyType(dict(entry.values("waarden"))),
            only_named=entry.yes("alleen_route", optional=True),
        )
        entry.done()
        if identifier in rules:
            entry.fault("id", f"{identifier} staat er twee keer")
        rules[identifier] = rule
    top.done()
    raise_all(faults)
    return MappingProxyType(rules)
