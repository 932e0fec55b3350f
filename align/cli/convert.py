"""`align convert`: one document in, the same in another format out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from align.model import Curriculum

NAME = "convert"
HELP = "zet een document om naar CASE, JSON, CSV of Excel"
EPILOG = """\
voorbeelden:
  align convert slo/2025.3 --to case -o slo.json             CASE 1.1, voor andere systemen
  align convert dossier.xml --to xlsx -o dossier.xlsx        één rij per onderdeel
  align convert examenplan.pdf --register crebolijst.csv --to json -o plan.json
"""

# As `exchange` has them, which would take long to import for --help; a test holds them the same.
_FORMATS = ("case", "json", "csv", "xlsx")
_CASE_VERSIONS = ("1.1", "1.0")


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare arguments."""
    parser.add_argument("source", metavar="SOURCE", type=Path, help="bestand, map of zip")
    parser.add_argument(
        "--to",
        choices=_FORMATS,
        required=True,
        help="case (1EdTech), json (alle gegevens, weer te lezen), csv of xlsx (een rij per "
        "onderdeel)",
    )
    parser.add_argument(
        "-o", "--output", metavar="FILE", type=Path, required=True, help="het bestand dat ontstaat"
    )
    parser.add_argument(
        "--case-version",
        choices=_CASE_VERSIONS,
        default=_CASE_VERSIONS[0],
        help=f"versie van CASE (standaard: {_CASE_VERSIONS[0]})",
    )
    parser.add_argument(
        "--register",
        metavar="FILE",
        type=Path,
        action="append",
        default=[],
        help="vul aan uit dit register, zoals een crebolijst (mag vaker)",
    )


def run(options: argparse.Namespace) -> int:
    """Read, add what registers know, write, and say what the format has no room for.

    Returns:
        0 when the file was written.

    Raises:
        InputError: the source or a register cannot be used, or does not fit into the format.
        UsageError: the output would be written over a source, or a register is none.
        OutputError: the file cannot be written.
    """
    from align import __version__
    from align.cli.pages import check_outputs, show, today
    from align.cli.told_of_sources import tell_unread
    from align.exchange.convert import convert
    from align.files import write_whole
    from align.sources import load
    from align.sources.enrich import enrich

    check_outputs([options.output], [options.source, *options.register])
    made_on = today()
    curriculum = load(options.source)
    registers = _registers(options.register)
    if registers:
        curriculum = enrich(curriculum, registers)
    converted = convert(
        curriculum,
        options.to,
        made_on=made_on,
        tool_version=__version__,
        case_version=options.case_version,
    )
    write_whole(options.output, converted.data)
    show(_told(curriculum, options.output, converted.lost), options)
    tell_unread([curriculum], options)
    return 0


def _registers(paths: Sequence[Path]) -> tuple[Curriculum, ...]:
    from align.errors import UsageError
    from align.sources import load_all
    from align.sources.register.base import is_register

    found = load_all(paths)
    for curriculum in found:
        if not is_register(curriculum):
            raise UsageError(
                "dit is geen register",
                where=curriculum.source.path,
                advice="Geef met --register een crebolijst, keuzedelenlijst, lijst met uitspraken "
                "over overlap of bestand van CompetentNL op.",
            )
    return found


def _told(curriculum: Curriculum, path: Path, lost: Sequence[str]) -> str:
    lines = [f"{curriculum.source.title}: {len(curriculum.items)} onderdelen in {path}"]
    if lost:
        lines.append(f"Dit formaat heeft geen plaats voor: {'; '.join(lost)}.")
    if curriculum.warnings:
        count = len(curriculum.warnings)
        were = "was er 1 waarschuwing" if count == 1 else f"waren er {count} waarschuwingen"
        lines.append(f"Bij het lezen {were}; 'align inspect {curriculum.source.path}' toont ze.")
    return "\n".join(lines)
