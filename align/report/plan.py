"""The route page as one HTML document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from align.model import RuleState

if TYPE_CHECKING:
    from datetime import date

    from align.model import Decisions, Overlap, Plan

#: Files of the route page in templates/, in the order in which they are put in the page.
STYLES = ("report.css", "plan.css")
SCRIPTS = ("report.js", "plan.js", "plan_sums.js")


def render_plan(
    plan: Plan,
    overlap: Overlap,
    *,
    command: str,
    made_on: date,
    tool_version: str,
    decisions: Decisions | None = None,
    lang: str = "nl",
) -> str:
    """The route page, which needs no network.

    Args:
        plan: the plan.
        overlap: the comparison that it was made from: its pairs are the evidence behind the hours.
        command: the command that makes this page again, as the user would type it.
        made_on: date to show.
        tool_version: version of this program.
        decisions: what a team decided before.
        lang: "nl" or "en"; quotes and reasons of the planner stay Dutch.
    """
    # The template engine is heavy and only needed when a page is really made.
    from align.report.plan_chart import key_svg  # noqa: PLC0415
    from align.report.plan_page import build_page  # noqa: PLC0415
    from align.report.plan_wording import (  # noqa: PLC0415
        CERTAINTY_WORDS,
        PLACE_NAMES,
        STATE_MEANINGS,
        STATE_SIGNS,
        STATE_WORDS,
    )
    from align.report.render import render_template  # noqa: PLC0415
    from align.report.translation import speaking  # noqa: PLC0415

    with speaking(lang):
        page, data = build_page(
            plan,
            overlap,
            command=command,
            made_on=made_on,
            tool_version=tool_version,
            decisions=decisions,
        )
        return render_template(
            "plan.html",
            STYLES,
            SCRIPTS,
            data=data,
            page=page,
            RuleState=RuleState,
            state_signs=STATE_SIGNS,
            state_words=STATE_WORDS,
            state_meanings=STATE_MEANINGS,
            certainty_words=CERTAINTY_WORDS,
            places=PLACE_NAMES,
            key_svg=key_svg,
        )
