"""What commands that make a page share: write it with its JSON, and say where it is."""

from __future__ import annotations

import argparse
import os
import re
import shlex
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from align.errors import UsageError

if TYPE_CHECKING:
    from align.model import Curriculum, Decisions, Overlap
    from align.overlap import Selection
    from align.similarity.engine import Engine

#: What both shells of Windows take as it stands.
_PLAIN_ON_WINDOWS = re.compile(r"[\w.:/\\=+-]+")


def write_overlap(
    vmbo: Curriculum,
    mbo: Sequence[Curriculum],
    selection: Selection,
    *,
    page: Path,
    outputs: Mapping[str, Path],
    command: str,
    made_on: date,
    lang: str = "nl",
    decisions: Decisions | None = None,
    engine: Engine | None = None,
) -> str:
    """Compare, write the page and other formats, and return lines that say what was found.

    Args:
        vmbo, mbo, selection: what to compare.
        page: where the page goes.
        outputs: format (json, xlsx, csv, sssom, case, docx) and where it goes.
        command: the command as the user can type it again.
        made_on: the day to show.
        lang: language of the page.
        decisions: what people decided before.
        engine: what compares; by default words only.
    """
    from align import __version__
    from align.exchange.decisions_files import overlap_files
    from align.files import write_all
    from align.model import Decisions
    from align.overlap import compare
    from align.report import overlap_html

    found = compare(vmbo, mbo, selection, engine=engine)
    html = overlap_html(
        found,
        command=command,
        made_on=made_on,
        tool_version=__version__,
        lang=lang,
        decisions=decisions,
    )
    made = overlap_files(
        found,
        decisions or Decisions(),
        tuple(name for name in outputs if name != "docx"),
        made_on=made_on,
        command=command,
        tool_version=__version__,
    )
    if "docx" in outputs:
        from align.report.annex_docx import annex_docx

        made["docx"] = annex_docx(
            found, decisions or Decisions(), made_on=made_on, tool_version=__version__, lang=lang
        )
    write_all({page: html, **{path: made[name] for name, path in outputs.items()}})
    overlaps = sum(pair.overlap and not found.stands_apart(pair) for pair in found.pairs)
    left, right = (_counted(found, units) for units in (found.left_units, found.right_units))
    lines = [f"{left} × {right}: {alike(overlaps)}."]
    if decisions:
        lines.append(_decided(found, decisions))
    return "\n".join([*lines, f"Open {page}"])


def _decided(found: Overlap, decisions: Decisions) -> str:
    """How many decisions hold for this comparison, need another look, or are about other pairs."""
    from align.overlap.decided import Standing, stands

    if not (decisions.settled or decisions.conflicts):
        return "In het besluitenbestand staat geen besluit dat te lezen is."
    standing = Counter(stands(found, decision).standing for decision in decisions.settled)
    others = [kind for kind in (Standing.OPNIEUW, Standing.ELDERS) if standing[kind]]
    held = standing[Standing.GELDT]
    parts = [f"{held} {'besluit geldt' if held == 1 else 'besluiten gelden'}"]
    parts += [f"{standing[kind]} {kind.value}" for kind in others]
    if decisions.conflicts:
        pairs = len(decisions.conflicts)
        parts.append(f"over {pairs} {'paar' if pairs == 1 else 'paren'} verschillen mensen")
    return "; ".join(parts) + "."


def alike(pairs: int) -> str:
    """How many pairs look alike, as a command says it."""
    if pairs == 1:
        return "1 paar dat (deels) dubbel lijkt"
    return f"{pairs} paren die (deels) dubbel lijken"


def _counted(found: Overlap, units: Sequence[str]) -> str:
    """How many units of each kind: "72 deeltaken en 3 kerndelen"."""
    numbers = Counter(found.items[unit].kind for unit in units)
    return " en ".join(
        f"{n} {kind.value if n == 1 else kind.plural}" for kind, n in numbers.items()
    )


def check_outputs(outputs: Sequence[Path | None], inputs: Sequence[str | Path]) -> None:
    """See to it that no file is written over an input, in one, or over another output.

    A report may be written beside the sources in their folder, and again; no source may.

    Raises:
        UsageError: two names are the same file, or one is a source in a folder that is read.
        InputError: such a folder cannot be looked into.
    """
    taken = {_known_as(path): f"is ook de invoer {path}" for path in inputs}
    for path in filter(None, outputs):
        real, name = os.path.realpath(path), _known_as(path)
        if name in taken:
            raise UsageError(
                f"hier zou iets anders overheen worden geschreven; dit {taken[name]}",
                where=str(path),
                advice="Geef elk bestand een eigen naam.",
            )
        taken[name] = "is al gekozen voor andere uitvoer"
        for given in inputs:
            if _is_source_in(Path(given), Path(real)):
                raise UsageError(
                    "hier zou een bron worden overschreven; dit bestand hoort bij de invoer "
                    f"{given}",
                    where=str(path),
                    advice="Geef de uitvoer een andere naam of een andere map.",
                )


def _known_as(path: str | Path) -> str:
    """How the system knows a file, whether it is there or not: on Windows case says nothing."""
    return os.path.normcase(os.path.realpath(path))


def _is_source_in(given: Path, real: Path) -> bool:
    """Whether a path is there, in a folder that is read, and is one of the documents in it."""
    folder = Path(os.path.realpath(given))
    # Unlike those of a Path, these answers are no fault where a name is too long to be one.
    there = os.path.isfile(real) and os.path.isdir(folder)  # noqa: PTH112, PTH113
    if not (there and real.is_relative_to(folder)):
        return False
    from align.sources.archive import open_source
    from align.sources.documents import would_be_read

    files = open_source(given)
    name = real.relative_to(folder).as_posix()
    return name in files.names and would_be_read(files, name)


def today() -> date:
    """The date to show: from `SOURCE_DATE_EPOCH` where that is set, so that output repeats.

    Source: reproducible-builds.org, specification of SOURCE_DATE_EPOCH.

    Raises:
        UsageError: it is set to something that is no number of seconds before the year 10000.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not epoch:
        return datetime.now().astimezone().date()
    try:
        return datetime.fromtimestamp(int(epoch), tz=UTC).date()
    except (ValueError, OverflowError, OSError) as error:
        raise UsageError(
            f"SOURCE_DATE_EPOCH is geen bruikbaar aantal seconden: {epoch!r}",
            advice="Haal deze omgevingsvariabele weg, of zet er een getal in zoals 1767225600.",
        ) from error


def typed_command(arguments: Sequence[str]) -> str:
    """The command as the user can type it again on this system."""
    words = ["align", *arguments]
    if os.name == "nt":
        # PowerShell parts a word at a comma, and cmd a command at an ampersand.
        return " ".join(
            word if _PLAIN_ON_WINDOWS.fullmatch(word) else f'"{word}"' for word in words
        )
    return shlex.join(words)


def show(line: str, options: argparse.Namespace) -> None:
    """Print a line unless the user asked for quiet."""
    if not options.quiet:
        print(line)
