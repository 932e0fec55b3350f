"""`align revisions`: two or more releases in, what changed out."""

from __future__ import annotations

import argparse
import sys
from contextlib import nullcontext
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from align.cli.arguments import add_decisions, add_page
from align.cli.columns import add_columns, columns_of
from align.cli.engine_options import add_engine, engine_of
from align.cli.told_of_sources import tell_unread

if TYPE_CHECKING:
    from collections.abc import Sequence

    from align.language import Analyser
    from align.model import Curriculum, Revision
    from align.report.revision import Series

NAME = "revisions"
HELP = "vergelijk twee of meer versies van dezelfde bron en maak het verschillenrapport"
EPILOG = """\
voorbeelden:
  align revisions slo/2024.2 slo/2025.3 -o verschil.html --xlsx was-wordt.xlsx
  align revisions slo/2020.1 slo/2022.1 slo/2025.3 --unit ZW -o zw.html
  align revisions slo/2024.2 slo/2025.3 --against dossier.xml --unit ZW -o zw.html
  align revisions dossier-2015.xml examenplan-2025.pdf --kwalificatie 25498 -o helpende.html
"""


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare arguments."""
    parser.add_argument("old", metavar="OLD", help="de oude versie: bestand, map of zip")
    parser.add_argument("new", metavar="NEW", help="de nieuwe versie")
    parser.add_argument(
        "more",
        metavar="NEXT",
        nargs="*",
        help="latere versies; dan staat er ook de geschiedenis van elk onderdeel bij",
    )
    add_page(parser)
    for name, what in (
        ("json", "de uitkomst als JSON (align-revisions/1)"),
        ("csv", "de was-wordttabel als CSV"),
        ("xlsx", "de was-wordttabel in beide richtingen als Excel, met de opvolgers"),
        ("sssom", "was-wordt als SSSOM (TSV)"),
        ("case", "opvolgers naar inhoud als CASE (replacedBy)"),
    ):
        parser.add_argument(f"--{name}", metavar="BESTAND", type=Path, help=f"schrijf ook {what}")
    add_decisions(
        parser,
        "besluiten over de oude versie; toont welke blijven, vervallen of opnieuw bekeken moeten "
        "worden (mag vaker)",
    )
    parser.add_argument(
        "--carry",
        metavar="BESTAND",
        type=Path,
        help="schrijf de besluiten, overgezet naar de nieuwe versie (met --decisions)",
    )
    parser.add_argument(
        "--plan",
        metavar="BESTAND",
        type=Path,
        help="plan over de oude versie ('align plan --json'); toont welke geplande onderdelen "
        "veranderen",
    )
    parser.add_argument(
        "--cohort",
        metavar="SCHOOLJAAR",
        default="",
        help="eerste schooljaar van wie het plan volgt, zoals 2026-2027 (met --plan)",
    )
    parser.add_argument(
        "--against",
        metavar="BRON",
        action="append",
        default=[],
        help="de andere kant (dossiers naast SLO-uitgaven, of een vmbo-programma naast dossiers); "
        "toont welke overlap erbij komt en welke verdwijnt (mag vaker)",
    )
    parser.add_argument(
        "--unit",
        metavar="CODE",
        action="append",
        default=[],
        help="alleen dit profiel, deze module, dit keuzevak of deze kerntaak (mag vaker)",
    )
    parser.add_argument(
        "--leerweg", choices=("bb", "kb", "gl"), type=str.lower, help="alleen deze leerweg"
    )
    parser.add_argument(
        "--kwalificatie",
        metavar="CREBO",
        action="append",
        default=[],
        help="alleen deze kwalificatie uit een dossier met meer, ook bij --against (mag vaker)",
    )
    add_columns(parser)
    add_engine(parser)


def run(options: argparse.Namespace) -> int:
    """Load, compare, write.

    Raises:
        InputError: a release or decisions file cannot be used, or the releases are of two sides.
        UsageError: a code or crebo that does not occur, or files that would be written over.
        OutputError: a file cannot be written.
    """
    from align.cli.decisions import decisions_of
    from align.cli.pages import show, today, typed_command
    from align.cli.revision_files import RevisionFiles, read_plan, summary, write_revision

    made_on = today()
    paths = [options.old, options.new, *options.more]
    _check(options, paths)
    decisions, plan = decisions_of(options), read_plan(options.plan, options.cohort)
    from align.model import Leerweg, Side
    from align.revisions import compare_releases
    from align.revisions.select import narrow

    releases, others = _load(paths, options)
    tell_unread([*releases, *others], options)
    from align.language import Analyser

    analyser = Analyser()
    leerweg = Leerweg(options.leerweg) if options.leerweg else None
    overlaps = None
    # The encoder comes first: one that cannot be had shows before the long work.
    with engine_of(options) if others else nullcontext() as engine:
        _tell(options, f"{len(releases)} versies gelezen; nu vergelijken")
        whole = compare_releases(releases[0], releases[-1], analyser)
        revision = narrow(whole, units=tuple(options.unit), leerweg=leerweg)
        if engine:
            from align.revisions.beside import Beside, overlaps_beside

            _tell(options, "naast de andere kant leggen")
            kwalificaties = tuple(options.kwalificatie) if whole.old.side is Side.VMBO else ()
            beside = Beside(others, engine, leerweg, kwalificaties)
            overlaps = overlaps_beside(revision, beside, analyser)
    series = _series(options, releases, whole, revision, analyser) if options.more else None
    wanted = RevisionFiles(
        page=options.output,
        json=options.json,
        csv=options.csv,
        xlsx=options.xlsx,
        sssom=options.sssom,
        case=options.case,
        carry=options.carry,
    )
    write_revision(
        revision,
        wanted,
        whole=whole,
        series=series,
        decisions=decisions,
        plan=plan,
        overlaps=overlaps,
        command=typed_command(options.arguments),
        made_on=made_on,
    )
    show(summary(revision, options.output), options)
    return 0


def _check(options: argparse.Namespace, paths: Sequence[str]) -> None:
    """Refuse what cannot be meant, before anything is read."""
    from align.cli.pages import check_outputs
    from align.errors import UsageError

    outputs = [getattr(options, name) for name in ("json", "csv", "xlsx", "sssom", "case", "carry")]
    given = [*options.decisions, *([options.plan] if options.plan else [])]
    check_outputs([options.output, *outputs], [*paths, *options.against, *given])
    if options.carry and not options.decisions:
        raise UsageError(
            "--carry zet besluiten over, en er zijn geen besluiten gegeven",
            advice="Geef ook --decisions met het bestand met besluiten.",
        )
    if options.cohort and not options.plan:
        raise UsageError(
            "--cohort zegt voor wie een plan is, en er is geen plan gegeven",
            advice="Geef ook --plan met het bestand dat 'align plan --json' schreef.",
        )


def _series(
    options: argparse.Namespace,
    releases: Sequence[Curriculum],
    whole: Revision,
    revision: Revision,
    analyser: Analyser,
) -> Series:
    """Every step between more than two releases, as far as `revision` shows of the whole."""
    from align.report.revision import Series
    from align.revisions import compare_releases, history
    from align.revisions.select import steps_of, threads_of

    steps: tuple[Revision, ...] = ()
    for old, new in pairwise(releases):
        _tell(options, f"stap {len(steps) + 1} van {len(releases) - 1}")
        steps = (*steps, compare_releases(old, new, analyser))
    threads = history(releases, analyser, steps)
    if revision is not whole:
        threads = threads_of(revision, threads, len(releases) - 1)
        steps = steps_of(steps, threads)
    return Series(tuple(releases), steps, threads)


def _load(
    paths: Sequence[str], options: argparse.Namespace
) -> tuple[list[Curriculum], tuple[Curriculum, ...]]:
    """One release a path, of one side, and what stands on the other; all faults together.

    A release of which a file is broken is refused: what is in it would seem to have lapsed.
    """
    from align.errors import AlignError, InputError, SeveralInputsError
    from align.model import Side
    from align.revisions.select import only_kwalificaties
    from align.sources import load_each
    from align.sources.together import as_one

    columns = columns_of(options)
    found: list[Curriculum] = []
    faults: list[AlignError] = []
    for path in paths:
        documents, wrong = load_each([path], columns, whole=True)
        faults += wrong
        if documents:
            try:
                found.append(as_one(documents, path))
            except AlignError as fault:
                faults.append(fault)
    others, wrong = load_each(options.against, columns)
    faults += wrong
    if faults:
        raise SeveralInputsError(faults)
    for path, release in zip(paths[1:], found[1:], strict=True):
        if release.side is not found[0].side:
            raise InputError(
                f"dit is een {release.side.value}-bron, en {paths[0]} is een "
                f"{found[0].side.value}-bron",
                where=path,
                advice="Vergelijk twee versies van dezelfde kant; vmbo naast mbo leggen doet "
                "'align overlap'.",
            )
    for other in others:
        if other.side is found[0].side:
            raise InputError(
                f"dit is een {other.side.value}-bron, net als de versies die u vergelijkt",
                where=other.source.path,
                advice="Geef met --against de andere kant.",
            )
    # Beside SLO a kwalificatie can only be one of the other side; that is chosen when comparing.
    own = [] if others and found[0].side is Side.VMBO else options.kwalificatie
    return only_kwalificaties(found, own), others


def _tell(options: argparse.Namespace, line: str) -> None:
    """Say how far it is, to someone who watches."""
    if sys.stderr.isatty() and not options.quiet:
        print(f"align: {line} …", file=sys.stderr)
