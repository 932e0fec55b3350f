"""What `align revisions` and `align demo` write of a revision: the page and what goes with it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from align.model import Curriculum, Decisions, Overlap, Revision
    from align.report.revision import Series
    from align.revisions import PlannedUnit


@dataclass(frozen=True, slots=True)
class RevisionFiles:
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
    wanted: RevisionFiles,
    *,
    command: str,
    made_on: date,
    whole: Revision | None = None,
    series: Series | None = None,
    decisions: Decisions | None = None,
    plan: Sequence[PlannedUnit] = (),
    overlaps: tuple[Overlap, Overlap] | None = None,
) -> None:
    """Write all files that were asked for, or none of them.

    Args:
        revision: what is shown.
        wanted: which files.
        command: as the user typed it.
        made_on: date to show.
        whole: the revision of whole releases, when only a part is shown: decisions are about all.
        series: the releases between, when there were more than two.
        decisions: taken on the old release.
        plan: units that were planned with the old release.
        overlaps: the other side beside the old and the new release.

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
    from align.model import Decisions
    from align.report.revision import revision_html
    from align.revisions import carry_over, impact

    whole = whole or revision
    touched = None
    if decisions or plan or overlaps:
        before, after = overlaps or (None, None)
        touched = impact(whole, decisions or Decisions(), before, after, plan)
    files: dict[Path, str | bytes] = {
        wanted.page: revision_html(
            revision,
            command=command,
            made_on=made_on,
            tool_version=__version__,
            impact=touched,
            series=series,
        )
    }
    if wanted.json:
        files[wanted.json] = revision_json(
            revision,
            tool_version=__version__,
            impact=touched,
            releases=series.releases if series else (),
            threads=series.threads if series else (),
            others=_others(revision, overlaps),
        )
    if wanted.csv:
        files[wanted.csv] = revision_csv(revision)
    if wanted.xlsx:
        files[wanted.xlsx] = revision_xlsx(
            revision, made_on=made_on, command=command, impact=touched
        )
    if wanted.sssom:
        files[wanted.sssom] = revision_sssom(revision, made_on=made_on, tool_version=__version__)
    if wanted.case:
        files[wanted.case] = revision_case(revision, made_on=made_on)
    if wanted.carry and decisions:
        files[wanted.carry] = decisions_json(carry_over(whole, decisions))
    write_all(files)


def _others(revision: Revision, overlaps: tuple[Overlap, Overlap] | None) -> tuple[Curriculum, ...]:
    """The documents that both releases were laid beside."""
    from align.model import Side

    if overlaps is None:
        return ()
    return overlaps[0].right if revision.old.side is Side.VMBO else (overlaps[0].left,)


def summary(revision: Revision, page: Path) -> str:
    """What was found, what changed beside the texts, and where it stands, a line each."""
    from align.model import ChangeKind

    changes = revision.changes
    counts = Counter(change.kind for change in changes)
    found = ", ".join(f"{counts[kind]} {kind.value}" for kind in ChangeKind if counts[kind])
    calm = {ChangeKind.GELIJK, ChangeKind.REDACTIONEEL}
    beside = {
        "verplaatst": sum(change.moved for change in changes),
        "met een andere code": sum(change.code_changed for change in changes),
        "waarbij iets anders vermeld staat": sum(
            change.kind in calm and bool(change.nature) for change in changes
        ),
    }
    apart = ", ".join(f"{amount} {what}" for what, amount in beside.items() if amount)
    lines = [f"{found or 'niets om te vergelijken'}."]
    lines += [f"Los daarvan: {apart}."] if apart else []
    return "\n".join([*lines, f"Open {page}"])


def read_plan(path: Path | None, cohort: str) -> tuple[PlannedUnit, ...]:
    """Units of a plan; none without a file.

    Raises:
        InputError: it cannot be read, or is no plan.
    """
    if path is None:
        return ()
    from align.exchange.plan_units import planned_units
    from align.sources.json_document import MAX_BYTES
    from align.sources.plain_files import printable, read_regular

    return planned_units(read_regular(path, MAX_BYTES + 1), printable(path), cohort)
