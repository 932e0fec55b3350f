"""Offline pages: numbers are made before the template, one renderer."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from align.model import Overlap

__all__ = ["overlap_html"]


def overlap_html(overlap: Overlap, *, command: str, made_on: date, tool_version: str) -> str:
    """The overlap page as one HTML document that needs no network.

    Args:
        overlap: the comparison.
        command: the command that makes this page again, as the user would type it.
        made_on: date to show.
        tool_version: version of this program.
    """
    # The template engine is heavy and only needed when a page is really made.
    from align.report.overlap_page import build_page  # noqa: PLC0415
    from align.report.render import render  # noqa: PLC0415

    page = build_page(overlap, command=command, made_on=made_on, tool_version=tool_version)
    return render(page)
