"""`align atlas`: everything compared with everything, as a folder of pages with one index."""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from align.cli.arguments import add_sides
from align.cli.columns import add_columns, columns_of
from align.cli.engine_options import add_engine, engine_of, silent, tell
from align.cli.language import add_lang
from align.cli.told_of_sources import tell_warnings

if TYPE_CHECKING:
    from align.model import Curriculum
    from align.overlap.atlas_sources import MboSide
    from align.similarity.encoders.protocol import Progress

NAME = "atlas"
HELP = "vergelijk alles met alles en maak er een map met bladzijden en een index van"
EPILOG = """\
voorbeeld:
  align atlas slo/2025.3 dossiers/ keuzedelen.json -o atlas

Open daarna atlas/index.html. Wat al eens is vergeleken, wordt bewaard (--cache): een volgende keer
kost alleen wat er veranderd is. Bestanden van anderen in de map blijven staan.
"""


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare arguments."""
    add_sides(
        parser,
        "dossiers, examenplannen, tabellen, registers van keuzedelen, of mappen daarvan",
    )
    parser.add_argument(
        "-o",
        "--output",
        metavar="MAP",
        type=Path,
        required=True,
        help="map voor de bladzijden; u opent index.html daarin",
    )
    parser.add_argument(
        "--leerweg", choices=("bb", "kb", "gl"), type=str.lower, help="alleen deze leerweg"
    )
    add_columns(parser)
    add_engine(parser)
    add_lang(parser)


def run(options: argparse.Namespace) -> int:
    """Load, compare what is not kept, write.

    Raises:
        AlignError: a source or the encoder cannot be used, nothing is left to compare, or a page
            cannot be written.
    """
    from align import __version__
    from align.cli.pages import alike, show, today, typed_command

    made_on = today()
    from align.model import Leerweg
    from align.overlap import Selection
    from align.overlap.atlas_run import AtlasRun
    from align.overlap.atlas_sources import mbo_side
    from align.overlap.kept import Kept
    from align.overlap.selection import select_vmbo
    from align.report.atlas import Made, write_atlas
    from align.report.atlas_left import left_shown
    from align.resources import cache_folder
    from align.sources import load

    with engine_of(options) as engine:
        kept = Kept(options.cache or cache_folder(), silent if options.quiet else tell)
        columns = columns_of(options)
        vmbo = load(options.vmbo, columns)
        selection = Selection(leerweg=Leerweg(options.leerweg) if options.leerweg else None)
        units = select_vmbo(vmbo, selection).units
        mbo = mbo_side(options.mbo, kept, columns)
        _tell_unread(vmbo, mbo, options)
        atlas = AtlasRun(vmbo, selection, engine, kept)
        written = write_atlas(
            options.output,
            left_shown(vmbo, units, atlas.generic),
            atlas.compare(mbo, _progress(options)),
            vmbo=vmbo,
            mbo=mbo,
            made=Made(
                command=typed_command(options.arguments),
                vmbo=options.vmbo,
                leerweg=options.leerweg or "",
                made_on=made_on,
                tool_version=__version__,
                settings=atlas.settings,
            ),
            lang=options.lang,
        )
    index = options.output / "index.html"
    mbo_parts = "dossier, kwalificatie of keuzedeel"
    if written.parts != 1:
        mbo_parts = "dossiers, kwalificaties en keuzedelen"
    show(
        f"{len(units)} onderdelen van het vmbo × {written.parts} {mbo_parts}: "
        f"{alike(written.pairs)}.\n"
        f"{written.files} bestanden, waarvan {written.changed} nieuw of veranderd. Open {index}",
        options,
    )
    return 0


def _tell_unread(vmbo: Curriculum, mbo: MboSide, options: argparse.Namespace) -> None:
    from align.model import Place, SourceWarning
    from align.sources.documents import NOT_READ

    unread = (SourceWarning(Place(name), f"{NOT_READ}: {why}") for name, why in mbo.unread)
    tell_warnings([*vmbo.warnings, *unread], options)


def _progress(options: argparse.Namespace) -> Progress | None:
    if options.quiet or not sys.stderr.isatty():
        return None
    started = time.monotonic()

    def show(done: int, of_all: int) -> None:
        minutes = (time.monotonic() - started) / done * (of_all - done) / 60
        end = "\n" if done == of_all else ""
        line = f"\rvergeleken: {done} van {of_all}, nog ongeveer {minutes:.0f} min  "
        print(line, end=end, file=sys.stderr, flush=True)

    return show
