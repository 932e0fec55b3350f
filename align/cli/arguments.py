"""Arguments that several commands declare: the two sides, the page, what a team decided."""

from __future__ import annotations

import argparse
from pathlib import Path


def add_sides(parser: argparse.ArgumentParser, mbo_help: str) -> None:
    """Declare VMBO and MBO...; what the mbo side may be differs by command."""
    parser.add_argument(
        "vmbo", metavar="VMBO", help="vmbo-programma: SLO-uitgave (map of zip), PTA of andere tabel"
    )
    parser.add_argument("mbo", metavar="MBO", nargs="+", help=mbo_help)


def add_page(parser: argparse.ArgumentParser) -> None:
    """Declare -o/--output, the page to make."""
    parser.add_argument(
        "-o",
        "--output",
        metavar="PAGINA.html",
        type=Path,
        required=True,
        help="het rapport dat u opent",
    )


def add_decisions(
    parser: argparse.ArgumentParser,
    what: str = "wat uw team besloot: json, xlsx, csv of sssom (mag vaker)",
) -> None:
    """Declare --decisions; `align.cli.decisions.decisions_of` reads them."""
    parser.add_argument(
        "--decisions", metavar="BESTAND", type=Path, action="append", default=[], help=what
    )
