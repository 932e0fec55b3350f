"""`align fetch`: what SLO and SBB publish, from their public addresses into a folder, once."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import argparse

NAME = "fetch"
HELP = "haal de programma's van SLO of de dossiers van SBB op, en controleer ze"
EPILOG = """\
voorbeelden:
  align fetch slo                          de nieuwste uitgave die align kent
  align fetch slo --release 2024.2 --to bronnen
  align fetch sbb                          alle dossiers vanaf 2015, in één bestand
"""


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare arguments."""
    parser.add_argument("publisher", choices=("slo", "sbb"), metavar="slo|sbb", help="de uitgever")
    parser.add_argument(
        "--release",
        default="",
        metavar="TAG",
        help="uitgave van SLO (2025.3) of lijst van SBB (vanaf-2015, herziening-2026)",
    )
    parser.add_argument(
        "--to",
        type=Path,
        metavar="DIR",
        help="map waarin het komt (anders een map van het systeem)",
    )
    parser.add_argument(
        "--from", dest="url", metavar="URL", help="een ander adres, zoals dat van een eigen server"
    )


def run(options: argparse.Namespace) -> int:
    """Fetch and verify one file, and say where it is.

    Returns:
        0 when the file is there and sound.

    Raises:
        UsageError: the release or the address cannot exist or is not safe.
        InputError: it cannot be fetched, or is not what it should be.
        OutputError: it cannot be kept.
    """
    from align.cli.pages import today
    from align.fetching.publishers import publication
    from align.fetching.store import default_folder, fetch

    today()  # a date that cannot be is told before anything is fetched
    wanted = publication(options.publisher, options.release)
    progress = _silent if options.quiet or not sys.stderr.isatty() else _shown
    try:
        fetched = fetch(wanted, options.to or default_folder(), options.url or wanted.url, progress)
    finally:
        if progress is _shown:
            print(file=sys.stderr)
    if not options.quiet:
        state = "opgehaald" if fetched.fresh else "er is niets nieuwers; dit staat er al"
        print(f"{wanted.publisher}: {wanted.title} ({state})")
        print(f"  bestand   {fetched.path}")
        print(f"  grootte   {_megabytes(fetched.size)}")
        print(f"  sha256    {fetched.sha256}")
        for document in fetched.documents:
            counts = ", ".join(f"{n} {kind}" for kind, n in document.counts().items())
            print(f"  gelezen   {counts}")
        print(f"  bekijk    align inspect {fetched.path}")
    return 0


def _shown(received: int, total: int) -> None:
    of_all = f" van {_megabytes(total)}" if total else ""
    print(f"\r{_megabytes(received)}{of_all} ", end="", file=sys.stderr, flush=True)


def _silent(received: int, total: int) -> None:
    del received, total


def _megabytes(size: int) -> str:
    return f"{size / 2**20:.1f} MB".replace(".", ",")
