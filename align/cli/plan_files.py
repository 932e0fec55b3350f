"""What `align plan` and `align demo` write of a plan: the page and what goes with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from align.model import Curriculum, Plan, Variant
    from align.planning.request import Request
    from align.similarity.engine import Engine


@dataclass(frozen=True)
class PlanFiles:
    """What to write, and of which part.

    Attributes:
        page: where the page goes.
        outputs: format (json, xlsx) and where it goes.
        units: codes of the profiel, or of its modules and keuzevakken.
    """

    page: Path
    outputs: Mapping[str, Path] = field(default_factory=dict)
    units: tuple[str, ...] = ()


def write_plan(
    vmbo: Curriculum,
    mbo: Sequence[Curriculum],
    request: Request,
    wanted: PlanFiles,
    *,
    command: str,
    made_on: date,
    lang: str = "nl",
    engine: Engine | None = None,
) -> str:
    """Compare, plan, write all files or none, and return lines that say what was found.

    Args:
        vmbo, mbo: both sides.
        request: route, leerweg, target and assumptions.
        wanted: what to write.
        command: the command as the user can type it again.
        made_on: the day to show.
        lang: language of the page.
        engine: what compares; by default words only.

    Raises:
        AlignError: what is asked cannot be planned, or a file cannot be written.
    """
    from align import __version__
    from align.exchange.plan_json import plan_json
    from align.exchange.plan_xlsx import plan_xlsx
    from align.files import write_all
    from align.overlap import Selection, compare
    from align.planning.plan import make_plan
    from align.planning.request import compared_leerweg, to_compare
    from align.report.plan import render_plan

    selection = Selection(
        leerweg=compared_leerweg(request.leerweg),
        units=wanted.units,
        kwalificaties=to_compare(request, mbo),
    )
    overlap = compare(vmbo, mbo, selection, engine=engine)
    plan = make_plan(overlap, request)
    page = render_plan(
        plan,
        overlap,
        command=command,
        made_on=made_on,
        tool_version=__version__,
        decisions=request.decisions,
        lang=lang,
    )
    made: dict[Path, str | bytes] = {wanted.page: page}
    if path := wanted.outputs.get("json"):
        made[path] = plan_json(plan, overlap, tool_version=__version__)
    if path := wanted.outputs.get("xlsx"):
        made[path] = plan_xlsx(plan, overlap, made_on=made_on, command=command)
    write_all(made)
    return "\n".join([*map(_told, plan.variants), *_warned(plan), f"Open {wanted.page}"])


def _told(variant: Variant) -> str:
    name = f"{variant.goal.value}:".ljust(12)
    if not variant.feasible:
        return f"{name} kan niet; {variant.why_not[0]}"
    valid = f"{round(100 * variant.switch_value)}% blijft gemiddeld geldig bij wisselen"
    switch = valid if variant.switches else "geen andere kwalificatie om naar te wisselen"
    return f"{name} {variant.years} leerjaren, {variant.klokuren_freed} klokuren vrij, {switch}"


def _warned(plan: Plan) -> list[str]:
    """Notes that change how the plan must be read."""
    return [f"let op: {note}" for note in plan.notes if "controleren" in note]
