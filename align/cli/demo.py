"""`align demo`: the whole story on the embedded examples."""

from __future__ import annotations

import argparse
from pathlib import Path

NAME = "demo"
HELP = "het hele verhaal op de ingebouwde voorbeelden"
EPILOG = """\
voorbeeld:
  align demo -o proef          maakt proef/overlap.html en zegt hoe u die opent
"""


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare arguments."""
    parser.add_argument(
        "-o",
        "--output",
        metavar="MAP",
        type=Path,
        default=Path("outputs"),
        help="map voor de rapporten (standaard: outputs)",
    )


def run(options: argparse.Namespace) -> int:
    """Compare the example programmes with the example dossiers."""
    from align.cli.pages import show, today, write_overlap
    from align.files import unwritable

    made_on = today()
    from align.overlap import Selection
    from align.resources import resource
    from align.sources import load_all

    folder: Path = options.output
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise unwritable(error, folder) from error
    corpora = resource("corpora")
    dossiers = sorted((corpora / "mbo-voorbeeld").glob("*.xml"))
    vmbo, *mbo = load_all([corpora / "vmbo-voorbeeld", *dossiers])
    line = write_overlap(
        vmbo,
        mbo,
        Selection(),
        page=folder / "overlap.html",
        outputs={"json": folder / "overlap.json"},
        command="align demo",
        made_on=made_on,
    )
    show(line, options)
    return 0
