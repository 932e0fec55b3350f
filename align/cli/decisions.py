"""`align decisions`: read what people decided, put it together, and say where they differ."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from align.model import Hours, HourUnit

if TYPE_CHECKING:
    from align.model import Conflict, Decision, Decisions, SourceWarning

NAME = "decisions"
HELP = "lees besluiten terug, voeg ze samen en zeg waar mensen verschillen"
EPILOG = """\
voorbeeld:
  align decisions van-rapport.json ingevuld.xlsx collega.csv -o besluiten.json
"""

_SHOWN = 20
_OUTPUTS = {
    "csv": "schrijf alle besluiten ook als CSV",
    "xlsx": "schrijf ze ook als werkboek, om in verder te werken",
    "sssom": "schrijf ze ook als SSSOM TSV",
    "case": "schrijf ze ook als CASE-verbanden",
}


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare arguments."""
    parser.add_argument(
        "files",
        metavar="FILE",
        type=Path,
        nargs="+",
        help="bestand van een rapportpagina (json), werkboek (xlsx, ods), CSV of SSSOM TSV",
    )
    parser.add_argument(
        "-o",
        "--output",
        "--json",
        metavar="BESLUITEN.json",
        type=Path,
        help="schrijf alles samen als één bestand met besluiten (align-decisions/1)",
    )
    for name, help_text in _OUTPUTS.items():
        parser.add_argument(f"--{name}", metavar="BESTAND", type=Path, help=help_text)


def run(options: argparse.Namespace) -> int:
    """Read, merge, write, and say what was found.

    Raises:
        InputError: a file cannot be read or holds no decisions.
        UsageError: an output would be written over an input.
        OutputError: a file cannot be written.
    """
    from align.cli.pages import check_outputs, show, today

    paths = {name: getattr(options, name) for name in _OUTPUTS}
    made_on = today()
    check_outputs([options.output, *paths.values()], options.files)
    from align import __version__
    from align.exchange.decisions_files import decisions_files
    from align.exchange.decisions_read import read_decisions
    from align.files import write_all

    found = read_decisions(options.files)
    asked = {name: path for name, path in {"json": options.output, **paths}.items() if path}
    made = decisions_files(found, tuple(asked), made_on=made_on, tool_version=__version__)
    write_all({path: made[name] for name, path in asked.items()})
    most = None if options.verbose else _SHOWN
    show(
        "\n".join([*_told(found, most), *(f"Geschreven: {path}" for path in asked.values())]),
        options,
    )
    return 0


def decisions_of(options: argparse.Namespace) -> Decisions | None:
    """What the team decided, by `--decisions`; what could not be read of it is said on stderr.

    Raises:
        InputError: a file cannot be read or holds no decisions.
    """
    if not options.decisions:
        return None
    from align.exchange.decisions_read import read_decisions

    found = read_decisions(options.decisions)
    if not options.quiet:
        for line in warned(found.warnings):
            print(line, file=sys.stderr)
    return found


def warned(warnings: tuple[SourceWarning, ...], most: int | None = _SHOWN) -> list[str]:
    """Warnings as lines, the first ones when there are many."""
    lines = [f"let op: {warning.place}: {warning.message}" for warning in warnings]
    if most is None or len(lines) <= most:
        return lines
    return [*lines[:most], f"... en nog {len(lines) - most} waarschuwingen; --verbose toont alle"]


def _told(found: Decisions, most: int | None) -> list[str]:
    from align.model import Verdict

    numbers = {v: sum(d.verdict is v for d in found.settled) for v in Verdict}
    counted = ", ".join(f"{n} {verdict.value}" for verdict, n in numbers.items() if n)
    contested = len(found.conflicts)
    lines = [f"{len(found.settled) + contested} paren: {counted or 'geen besluiten'}"]
    if contested:
        lines[0] += f", {contested} waarover mensen verschillen"
    for conflict in found.conflicts[:most]:
        lines += _differing(conflict)
    if most is not None and contested > most:
        lines.append(f"... en nog {contested - most} verschillen; --verbose toont alle")
    return [*lines, *warned(found.warnings, most)]


def _differing(conflict: Conflict) -> list[str]:
    first = conflict.decisions[0]
    names = [f"{side.code} {side.title}".strip() or side.id for side in (first.left, first.right)]
    return [
        f"verschil over {', '.join(conflict.differs)}: {' × '.join(names)}",
        *(f"  {_said(decision)}" for decision in conflict.decisions),
    ]


def _said(decision: Decision) -> str:
    parts = [decision.verdict.value]
    if decision.relation:
        parts.append(decision.relation.value)
    if decision.teaches:
        parts.append(f"{decision.teaches.value} geeft het")
    if decision.klokuren is not None:
        parts.append(str(Hours(decision.klokuren, HourUnit.KLOKUREN)))
    if decision.remark:
        remark = " ".join(decision.remark.split())
        parts.append(f"“{remark[:100]}{'…' if len(remark) > 100 else ''}”")
    who = decision.by or "zonder naam"
    return f"{who}{f', {decision.on}' if decision.on else ''}: {', '.join(parts)}"
