"""`align overlap`: two or more files in, one page out."""

from __future__ import annotations

import argparse
from pathlib import Path

from align.cli.arguments import add_decisions, add_page, add_sides
from align.cli.columns import add_columns, columns_of
from align.cli.engine_options import add_engine, engine_of
from align.cli.language import add_lang
from align.cli.told_of_sources import tell_unread

NAME = "overlap"
HELP = "vergelijk een vmbo-programma met mbo-dossiers en maak het overlaprapport"
EPILOG = """\
voorbeeld:
  align overlap slo/2025.3 dossier.xml --unit ZW --leerweg kb -o zw.html --json zw.json
  align overlap slo/2025.3 dossier.xml -o zw.html --decisions besluiten.json --xlsx zw.xlsx
"""

_OUTPUTS = {
    "json": "schrijf de uitkomst ook als JSON",
    "xlsx": "schrijf ook een werkboek waarin u besluit",
    "csv": "schrijf alle paren ook als CSV, met de kolommen van het werkboek",
    "sssom": "schrijf de paren ook als SSSOM TSV",
    "case": "schrijf de paren ook als CASE-verbanden",
    "docx": "schrijf de bijlage voor de examencommissie als Word-document",
}


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare arguments."""
    add_sides(parser, "dossier(s), examenplan, tabel of register van keuzedelen")
    add_page(parser)
    for name, help_text in _OUTPUTS.items():
        parser.add_argument(f"--{name}", metavar="BESTAND", type=Path, help=help_text)
    add_decisions(parser)
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
    parser.add_argument(
        "--domein",
        metavar="NAAM|CODE",
        default="",
        help="alleen de kwalificaties van dit opleidingsdomein, en die van --kwalificatie",
    )
    add_columns(parser)
    add_engine(parser)
    add_lang(parser)


def run(options: argparse.Namespace) -> int:
    """Load, compare, write.

    Raises:
        AlignError: an input or the encoder cannot be used, nothing is left to compare, or a file
            cannot be written.
    """
    from align.cli.decisions import decisions_of
    from align.cli.pages import check_outputs, show, today, typed_command, write_overlap

    made_on = today()
    outputs = {name: path for name in _OUTPUTS if (path := getattr(options, name))}
    inputs = [options.vmbo, *options.mbo, *options.decisions]
    check_outputs([options.output, *outputs.values()], inputs)
    from align.model import Leerweg
    from align.sources import load_sides

    decisions = decisions_of(options)
    vmbo, mbo = load_sides(options.vmbo, options.mbo, columns_of(options))
    tell_unread([vmbo, *mbo], options)
    # What compares loads slowly; a wrong path is told first.
    from align.overlap import Selection
    from align.overlap.selection import kwalificaties_in

    of_domein = kwalificaties_in(mbo, options.domein) if options.domein else ()
    selection = Selection(
        leerweg=Leerweg(options.leerweg) if options.leerweg else None,
        units=tuple(options.unit),
        kwalificaties=tuple(dict.fromkeys((*options.kwalificatie, *of_domein))),
    )
    with engine_of(options) as engine:
        line = write_overlap(
            vmbo,
            mbo,
            selection,
            page=options.output,
            outputs=outputs,
            decisions=decisions,
            command=typed_command(options.arguments),
            made_on=made_on,
            lang=options.lang,
            engine=engine,
        )
    show(line, options)
    return 0
