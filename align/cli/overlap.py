"""`align overlap`: two or more files in, one page out."""

from __future__ import annotations

import argparse
from pathlib import Path

from align.cli.columns import add_columns, columns_of
from align.cli.language import add_lang

NAME = "overlap"
HELP = "vergelijk een vmbo-programma met mbo-dossiers en maak het overlaprapport"
EPILOG = """\
voorbeeld:
  align overlap slo/2025.3 dossier.xml --unit ZW --leerweg kb -o zw.html --json zw.json
"""


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare arguments."""
    parser.add_argument(
        "vmbo", metavar="VMBO", help="vmbo-programma: SLO-uitgave (map of zip), PTA of andere tabel"
    )
    parser.add_argument(
        "mbo",
        metavar="MBO",
        nargs="+",
        help="dossier(s), examenplan, tabel of register van keuzedelen",
    )
    parser.add_argument(
        "-o",
        "--output",
        metavar="PAGINA.html",
        type=Path,
        required=True,
        help="het rapport dat u opent",
    )
    parser.add_argument(
        "--json", metavar="BESTAND", type=Path, help="schrijf de uitkomst ook als JSON"
    )
    parser.add_argument(
        "--leerweg", choices=("bb", "kb", "gl"), type=str.lower, help="alleen deze leerweg"
    )
    parser.add_argument(
        "--unit",
        metavar="CODE",
        action="append",
        default=[],
        help="alleen dit profiel, deze module of dit keuzevak (mag vaker)",
    )
    parser.add_argument(
        "--kwalificatie",
        metavar="CREBO",
        action="append",
        default=[],
        help="alleen deze kwalificatie (mag vaker)",
    )
    add_columns(parser)
    add_lang(parser)


def run(options: argparse.Namespace) -> int:
    """Load, compare, write."""
    from align.cli.pages import check_outputs, show, today, typed_command, write_overlap

    made_on = today()
    check_outputs([options.output, options.json], [options.vmbo, *options.mbo])
    from align.model import Leerweg
    from align.overlap import Selection
    from align.sources import load_sides

    vmbo, mbo = load_sides(options.vmbo, options.mbo, columns_of(options))
    selection = Selection(
        leerweg=Leerweg(options.leerweg) if options.leerweg else None,
        units=tuple(options.unit),
        kwalificaties=tuple(options.kwalificatie),
    )
    line = write_overlap(
        vmbo,
        mbo,
        selection,
        page=options.output,
        json_file=options.json,
        command=typed_command(options.arguments),
        made_on=made_on,
        lang=options.lang,
    )
    show(line, options)
    return 0
