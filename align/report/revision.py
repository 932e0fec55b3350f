"""The revision page as one HTML document."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from align.model import ChangeKind
from align.report.render import render_template
from align.report.revision_changes import ChangeViews
from align.report.revision_history import history_view
from align.report.revision_impact import impact_view
from align.report.revision_map import shape
from align.report.revision_page import build_page
from align.report.revision_tree import ChangeTree
from align.report.revision_wording import (
    FATE_MEANINGS,
    FATE_WORDS,
    KIND_MEANINGS,
    KIND_SIGNS,
    MARKS,
    VERDICT_WORDS,
)

if TYPE_CHECKING:
    from datetime import date

    from align.model import Curriculum, Revision
    from align.revisions import Impact, Thread

STYLES = ("report.css", "revisions.css")
SCRIPTS = ("report.js", "revisions.js")


@dataclass(frozen=True, slots=True)
class Series:
    """More than two releases.

    Attributes:
        releases: oldest first.
        steps: comparisons of neighbours.
        threads: every item through all of them.
    """

    releases: tuple[Curriculum, ...]
    steps: tuple[Revision, ...]
    threads: tuple[Thread, ...]


def revision_html(
    revision: Revision,
    *,
    command: str,
    made_on: date,
    tool_version: str,
    impact: Impact | None = None,
    series: Series | None = None,
) -> str:
    """The revision page, which needs no network.

    Args:
        revision: the comparison of two releases.
        command: the command that makes this page again, as the user would type it.
        made_on: date to show.
        tool_version: version of this program.
        impact: what the revision does to decisions, when there were any.
        series: the releases between which this revision stands, when there were more than two.
    """
    changes = ChangeViews(ChangeTree(revision))
    page = build_page(
        changes,
        command=command,
        made_on=made_on,
        tool_version=tool_version,
        impact=impact_view(impact, changes) if impact else None,
        history=(
            history_view(series.releases, series.steps, series.threads, changes) if series else None
        ),
    )
    return render_template(
        "revisions.html",
        STYLES,
        SCRIPTS,
        page=page,
        ChangeKind=ChangeKind,
        kind_signs=KIND_SIGNS,
        kind_meanings=KIND_MEANINGS,
        fate_words=FATE_WORDS,
        fate_meanings=FATE_MEANINGS,
        verdict_words=VERDICT_WORDS,
        mark_words=MARKS,
        shape=shape,
    )
