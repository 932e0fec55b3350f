"""A route in half a page of Dutch, and the list of all routes."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from align.model import Certainty
from align.planning.rules import load_rules

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from align.model import Rule
    from align.planning.catalogue import Route

_WIDTH = 96
_STANDING = {
    "geldend": "geldt nu",
    "historisch": "geschiedenis; er begint niemand meer aan",
    "voorbeeld": "voorbeeld uit een regio of programma",
    "controleren": "controleren: of dit nu kan is niet nagezien",
}


def route_list(routes: Sequence[Route]) -> str:
    """One line a route: id, name, leerweg to niveau, years, standing."""
    rows = [
        (route.id, route.name, _goes(route), period(route), route.standing.value)
        for route in routes
    ]
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    lines = [
        "  ".join(c.ljust(w) for c, w in zip(row, widths, strict=True)).rstrip() for row in rows
    ]
    return "\n".join([*lines, "", "Meer over een route: align routes ID"])


def route_page(route: Route) -> str:
    """What a route is, who may follow it, what to agree on, what goes wrong, rules, sources."""
    rules = load_rules()
    places = _places(route, [rules[identifier] for identifier in route.rules])
    return "\n".join(
        [
            f"{route.name}  ({route.id})",
            f"{route.sort}, {period(route)}; {_STANDING[route.standing.value]}",
            "",
            *_paragraph(route.summary),
            "",
            *_entry("Mag dat?", route.legal),
            *_entry("Voor wie", f"{_goes(route)}; {_listed(route.sectors)}. {route.who}"),
            *_entry("Duur", route.duration),
            *_entry("Diploma's", f"{_listed(route.diplomas)}. {route.exam}"),
            *_entry("Afspreken", "; ".join(route.agree)),
            *_entry("Werkte", "; ".join(route.worked)),
            *_entry("Ging mis", "; ".join(route.went_wrong)),
            "",
            "Regels",
            *(line for identifier in route.rules for line in _rule(rules[identifier], places)),
            "",
            "Bronnen",
            *(
                line
                for number, (place, name) in enumerate(places.items(), start=1)
                for line in _paragraph(name or place, f"  [{number}] ".ljust(7))
            ),
        ]
    )


def period(route: Route) -> str:
    """The years in which it runs: "2014–2022", "sinds 2020"."""
    return f"{route.since}–{route.until}" if route.until else f"sinds {route.since}"


def _goes(route: Route) -> str:
    leerwegen = "/".join(leerweg.value.upper() for leerweg in route.leerwegen)
    niveaus = "/".join(map(str, route.niveaus))
    return f"{leerwegen} → niveau {niveaus} ({'/'.join(route.mbo_leerwegen)})"


def _doubt(certainty: Certainty) -> str:
    if certainty is Certainty.GELEZEN:
        return ""
    return " [controleren]" if certainty is Certainty.CONTROLEREN else f" [{certainty.value}]"


def _places(route: Route, rules: Sequence[Rule]) -> dict[str, str]:
    """Where the route is described and where its rules stand, each once, with a name if any."""
    named = {
        source.place if source.place.startswith("http") else source.title: ", ".join(
            filter(None, (source.title, source.date, source.place))
        )
        + _doubt(source.certainty)
        for source in route.sources
    }
    return named | {rule.source: "" for rule in rules if rule.source not in named}


def _rule(rule: Rule, places: Iterable[str]) -> list[str]:
    number = list(places).index(rule.source) + 1
    text = f"{rule.id.ljust(4)}{rule.text}{_doubt(rule.certainty)} [{number}]"
    return _paragraph(text, "  ", "      ")


def _entry(label: str, text: str) -> Iterable[str]:
    return _paragraph(text, label.ljust(11), " " * 11)


def _paragraph(text: str, first: str = "", rest: str | None = None) -> list[str]:
    after = " " * len(first) if rest is None else rest
    return textwrap.wrap(
        text,
        _WIDTH,
        initial_indent=first,
        subsequent_indent=after,
        break_long_words=False,
        break_on_hyphens=False,
    )


def _listed(words: Sequence[str]) -> str:
    return " en ".join(filter(None, [", ".join(words[:-1]), words[-1]]))
