"""The ground floor: what every room talks about, frozen, typed, without behaviour of a room.

Nothing here reads a file, knows a format or computes a score. Rooms above pass these values on;
none of them changes one.
"""

from align.model.change import (
    Change,
    ChangeKind,
    LinkAudit,
    LinkVerdict,
    Revision,
)
from align.model.curriculum import (
    Curriculum,
    Fact,
    Hours,
    HourUnit,
    Item,
    Kind,
    Leerweg,
    Place,
    Retired,
    Ruling,
    Section,
    Side,
    Source,
    SourceWarning,
)
from align.model.decision import (
    Basis,
    ComparedSource,
    Conflict,
    Decision,
    Decisions,
    Teacher,
    ToolView,
    Verdict,
)
from align.model.overlap import (
    Evidence,
    NotCompared,
    Overlap,
    Pair,
    Quote,
    Relation,
    Strength,
)

__all__ = [
    "Basis",
    "Change",
    "ChangeKind",
    "ComparedSource",
    "Conflict",
    "Curriculum",
    "Decision",
    "Decisions",
    "Evidence",
    "Fact",
    "HourUnit",
    "Hours",
    "Item",
    "Kind",
    "Leerweg",
    "LinkAudit",
    "LinkVerdict",
    "NotCompared",
    "Overlap",
    "Pair",
    "Place",
    "Quote",
    "Relation",
    "Retired",
    "Revision",
    "Ruling",
    "Section",
    "Side",
    "Source",
    "SourceWarning",
    "Strength",
    "Teacher",
    "ToolView",
    "Verdict",
]
