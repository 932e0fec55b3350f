"""Offline pages: numbers are made before the template, one renderer."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from align.model import Decisions, Overlap

__all__ = ["overlap_html"]


def overlap_html(
    overlap: Overlap,
    *,
    command: str,
    made_on: date,
    tool_version: str,
    decisions: Decisions | None = None,
    lang: str = "nl",
) -> str:
    """The overlap page as one HTML document that needs no network.

    Args:
        overlap: the comparison.
        command: the command that makes this page again, as the user would type it.
        made_on: date to show.
        tool_version: version of this program.
        decisions: what a team decided before.
        lang: "nl" or "en"; quotes stay Dutch.
    """
    # The template engine is heavy and only needed when a page is really made.
    from align.report.overlap_page import build_page  # noqa: PLC0415
    from align.report.render import render_template  # noqa: PLC0415
    from align.report.translation import speaking  # noqa: PLC0415

    with speaking(lang):
        page, data = build_page(
            overlap,
            command=command,
            made_on=made_on,
            tool_version=tool_version,
            decisions=decisions,
        )
        return render_template("overlap.html", STYLES, SCRIPTS, data=data, page=page)


#: Files of the overlap page in templates/, in the order in which they are put in the page.
STYLES = ("report.css", "overlap.css")
SCRIPTS = (
    "report.js",
    "overlap_data.js",
    "overlap_texts.js",
    "overlap_decisions.js",
    "overlap_forms.js",
    "overlap_files.js",
    "overlap_filters.js",
    "overlap_hours.js",
    "overlap_after.js",
    "overlap_views.js",
    "overlap_keys.js",
)
