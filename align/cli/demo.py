"""`align demo`: the whole story on the embedded examples."""

from __future__ import annotations

import argparse
from pathlib import Path

NAME = "demo"
HELP = "het hele verhaal op de ingebouwde voorbeelden"
EPILOG = """\
voorbeeld:
  align demo -o proef          maakt proef/overlap.html, proef/plan.html en proef/revisions.html

De demo vergelijkt op woorden alleen (--encoder none), zodat hij snel klaar is en overal hetzelfde
toont. Op uw eigen bestanden gebruikt 'align overlap' ook het taalmodel van align.
"""

_WORDS_ALONE = (
    "Vergeleken op woorden alleen, om snel te zijn; 'align overlap' gebruikt op uw eigen bestanden "
    "ook het taalmodel van align."
)

#: The route of the demo: one profiel, one leerweg, a target and one that stays open.
_ROUTE, _PROFIEL, _KWALIFICATIES = "doorlopende-leerroute", "VZW", ("99101", "99102")


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
    """Compare the example programmes with the example dossiers, plan a route, show a revision.

    Raises:
        OutputError: a report cannot be written.
        UsageError: SOURCE_DATE_EPOCH is no date.
    """
    from align.cli import plan_files
    from align.cli.pages import show, today, write_overlap
    from align.cli.revision_files import RevisionFiles, summary, write_revision
    from align.files import unwritable

    made_on = today()
    from align.model import Leerweg
    from align.overlap import Selection
    from align.planning.request import Request
    from align.resources import resource
    from align.revisions import compare_releases
    from align.sources import load, load_all

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
    show(f"{line}\n{_WORDS_ALONE}", options)
    wanted = plan_files.PlanFiles(
        page=folder / "plan.html", outputs={"json": folder / "plan.json"}, units=(_PROFIEL,)
    )
    request = Request(_ROUTE, Leerweg.KB, kwalificaties=_KWALIFICATIES)
    lines = plan_files.write_plan(vmbo, mbo, request, wanted, command="align demo", made_on=made_on)
    show(f"Een route voor {_PROFIEL} (KB) naar {_KWALIFICATIES[0]}:\n{lines}", options)
    revision = compare_releases(load(corpora / "vmbo-voorbeeld-vorige"), vmbo)
    files = RevisionFiles(page=folder / "revisions.html", json=folder / "revisions.json")
    write_revision(revision, files, command="align demo", made_on=made_on)
    show(f"Vorige uitgave × nieuwe: {summary(revision, files.page)}", options)
    return 0
