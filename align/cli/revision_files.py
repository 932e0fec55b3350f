"""What `align revisions` and `align demo` write of a revision: the page and what goes with it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from align.model import Decisions, Revision
    from align.report.revision import Series


@dataclass(frozen=True, slots=True)
class Asked:
    """Which files to write; None for those that were not asked for."""

    page: Path
    json: Path | None = None
    csv: Path | None = None
    xlsx: Path | None = None
    sssom: Path | None = None
    case: Path | None = None
    carry: Path | None = None


def write_revision(
    revision: Revision,
    asked: Asked,
    *,
    command: str,
    made_on: date,
    whole: Revision | None = None,
    series: Series | None = None,
    decisions: Decisions | None = None,
) -> None:
    """Write all files that were asked for, or none of them.

    Args:
        revision: what is shown.
        asked: which files.
        command: as the user typed it.
        made_on: date to show.
        whole: the revision of whole releases, when only a part is shown: decisions are about all.
        series: the releases between, when there were more than two.
        decisions: taken on the old release.

    Raises:
        OutputError: a file cannot be written.
    """
    from align import __version__
    from align.exchange.decisions_json import decisions_json
    from align.exchange.revision_case import revision_case
    from align.exchange.revision_json import revision_json
    from align.exchange.revision_sssom import revision_sssom
    from align.exchange.revision_table import revision_csv, revision_xlsx
    from align.files import write_all
    from align.report.revision import revision_html
    from align.revisions import carry_over, impact

    whole = whole or revision
    touched = impact(whole, decisions) if decisions else None
    files: dict[Path, str | bytes] = {
        asked.page: revision_html(
            revision,
            command=command,
            made_on=made_on,
            tool_version=__version__,
            impact=touched,
            series=series,
        )
    }
    if asked.json:
        files[asked.json] = revision_json(
            revision,
            tool_version=__version__,
            impact=touched,
            releases=series.releases if series else (),
            threads=series.threads if series else (),
        )
    if asked.csv:
        files[asked.csv] = revision_csv(revision)
    if asked.xlsx:
        files[asked.xlsx] = revision_xlsx(
            revision, made_on=made_on, command=command, impact=touched
        )
    if asked.sssom:
        files[asked.sssom] = revision_sssom(revision, made_on=made_on, tool_version=__version__)
    if asked.case:
        files[asked.case] = revision_case(revision, made_on=made_on)
    if asked.carry and decisions:
        files[asked.carry] = decisions_json(carry_over(whole, decisions))
    write_all(files)


def summary(revision: Revision, page: Path) -> str:
    """What was found, in one line, and where it stands."""
    from align.model import ChangeKind

    counts = Counter(change.kind for change in revision.changes)
    found = ", ".join(f"{counts[kind]} {kind.value}" for kind in ChangeKind if counts[kind])
    return f"{found or 'niets om te vergelijken'}.\nOpen {page}"


def read_decisions(paths: Sequence[Path]) -> Decisions:
    """Decisions of all files together.

    Raises:
        SeveralInputsError: one or more files cannot be used; holds the faults of all of them.
    """
    from align.errors import AlignError, InputError, SeveralInputsError
    from align.exchange.decisions_merge import merge
    from align.exchange.decisions_read_json import read_decisions_json

    found: list[Decisions] = []
    faults: list[AlignError] = []
    for path in paths:
        try:
            found.append(read_decisions_json(path.read_bytes(), str(path)))
        except OSError as error:
            faults.append(
                InputError(
                    f"dit bestand is niet te lezen ({error.strerror or error})",
                    where=str(path),
                    advice="Controleer de naam; zet een naam met spaties tussen aanhalingstekens.",
                )
            )
        except AlignError as fault:
            faults.append(fault)
    if faults:
        raise SeveralInputsError(faults)
    return merge(found)
