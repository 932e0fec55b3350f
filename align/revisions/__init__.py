"""Two releases of one side: what changed, what moved, and which decisions it touches."""

from align.revisions.carry import carry_over
from align.revisions.compare import compare_releases
from align.revisions.fate import Fate, PairImpact
from align.revisions.history import Station, Thread, history
from align.revisions.impact import (
    HourChange,
    Impact,
    OverlapChange,
    PlannedUnit,
    PlanTouch,
    impact,
)
from align.revisions.redline import Span, SpanKind, redline
from align.revisions.restrict import restrict
from align.revisions.texts import text_of

__all__ = [
    "Fate",
    "HourChange",
    "Impact",
    "OverlapChange",
    "PairImpact",
    "PlanTouch",
    "PlannedUnit",
    "Span",
    "SpanKind",
    "Station",
    "Thread",
    "carry_over",
    "compare_releases",
    "history",
    "impact",
    "redline",
    "restrict",
    "text_of",
]
