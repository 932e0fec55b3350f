"""`align plan`: a vmbo programme, mbo documents and a route in, a plan in three variants out."""

from __future__ import annotations

import argparse
from pathlib import Path

from align.cli.arguments import add_decisions, add_page, add_sides
from align.cli.columns import add_columns, columns_of
from align.cli.engine_options import add_engine, engine_of
from align.cli.language import add_lang
from align.cli.told_of_sources import tell_unread

NAME = "plan"
HELP = "werk een route uit van leerjaar 3 vmbo tot het mbo-diploma: verkorten, verdiepen, verbreden"
EPILOG = """\
voorbeelden:
  align plan slo/2025.3 dossier.xml keuzedelen.json -o plan.html --unit ZW --leerweg kb \\
      --kwalificatie 25498 --route doorlopende-leerroute
  align plan slo/2025.3 dossier.xml -o plan.html --unit ZW --leerweg kb \\
      --domein "Zorg en welzijn" --route doorlopende-leerroute --hours uren.toml --json plan.json

'align routes' toont de routes. Alle aannames staan in het plan; --hours verandert ze.
"""

_OUTPUTS = {
    "json": "schrijf het plan ook als JSON",
    "xlsx": "schrijf het rooster ook als werkboek",
}


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare arguments."""
    add_sides(
        parser,
        "dossier(s), examenplan, tabel; ook een register van keuzedelen en uitspraken van SBB",
    )
    add_page(parser)
    for name, help_text in _OUTPUTS.items():
        parser.add_argument(f"--{name}", metavar="BESTAND", type=Path, help=help_text)
    parser.add_argument("--route", metavar="ID", required=True, help="de route; zie 'align routes'")
    parser.add_argument(
        "--leerweg",
        choices=("bb", "kb", "gl", "tl"),
        type=str.lower,
        required=True,
        help="leerweg van het vmbo",
    )
    parser.add_argument(
        "--mbo-leerweg",
        choices=("bol", "bbl"),
        type=str.lower,
        default="bol",
        help="leerweg van het mbo (standaard bol)",
    )
    parser.add_argument(
        "--unit",
        metavar="CODE",
        action="append",
        default=[],
        help="dit profiel, of deze modules en keuzevakken (mag vaker)",
    )
    parser.add_argument(
        "--kwalificatie",
        metavar="CREBO",
        action="append",
        default=[],
        help="waar de route eindigt; de volgende houden de keuze open (mag vaker)",
    )
    parser.add_argument(
        "--domein",
        metavar="NAAM|CODE",
        default="",
        help="opleidingsdomein waarbinnen de leerling moet kunnen wisselen",
    )
    add_decisions(parser)
    parser.add_argument(
        "--hours",
        metavar="BESTAND",
        type=Path,
        help="eigen aannames over uren, niveaus en studieduur (TOML of CSV)",
    )
    add_columns(parser)
    add_engine(parser)
    add_lang(parser)


def run(options: argparse.Namespace) -> int:
    """Load, compare, plan, write.

    Raises:
        AlignError: an input cannot be used, or asks for what cannot be.
    """
    from align.cli.decisions import decisions_of
    from align.cli.pages import check_outputs, show, today, typed_command
    from align.cli.plan_files import PlanFiles, write_plan

    made_on = today()
    outputs = {name: path for name in _OUTPUTS if (path := getattr(options, name))}
    inputs = [options.vmbo, *options.mbo, *options.decisions, *filter(None, [options.hours])]
    check_outputs([options.output, *outputs.values()], inputs)
    from align.model import Leerweg
    from align.planning.assumptions import default_assumptions, load_assumptions
    from align.planning.request import Request, check_route
    from align.sources import load_sides

    hours = options.hours
    request = Request(
        route=options.route,
        leerweg=Leerweg(options.leerweg),
        kwalificaties=tuple(options.kwalificatie),
        domein=options.domein,
        mbo_leerweg=options.mbo_leerweg,
        assumptions=load_assumptions(hours) if hours else default_assumptions(),
        decisions=decisions_of(options),
    )
    check_route(request)  # before long work: a wrong route or leerweg shows at once
    vmbo, mbo = load_sides(options.vmbo, options.mbo, columns_of(options))
    tell_unread([vmbo, *mbo], options)
    wanted = PlanFiles(page=options.output, outputs=outputs, units=tuple(options.unit))
    with engine_of(options) as engine:
        lines = write_plan(
            vmbo,
            mbo,
            request,
            wanted,
            command=typed_command(options.arguments),
            made_on=made_on,
            lang=options.lang,
            engine=engine,
        )
    show(lines, options)
    return 0
