"""Two releases in, every change out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from align.errors import InputError
from align.language import Analyser
from align.model import Revision
from align.revisions.audit import audit_links
from align.revisions.changes import changes_of
from align.revisions.relate import relate
from align.revisions.weights import WEIGHTS

if TYPE_CHECKING:
    from align.model import Curriculum


def compare_releases(
    old: Curriculum, new: Curriculum, analyser: Analyser | None = None
) -> Revision:
    """Compare an old and a new release of the same side.

    Args:
        old, new: whole, or cut to a part by `restrict`.
        analyser: the Dutch pipeline, for the nature of changes; built when not given.

    Raises:
        InputError: the releases stand on different sides.
    """
    if old.side is not new.side:
        raise InputError(
            f"dit is een {new.side.value}-bron; de oude is een {old.side.value}-bron",
            where=new.source.path,
            advice="Vergelijk twee versies van dezelfde kant.",
        )
    related = relate(old, new)
    return Revision(
        old,
        new,
        changes_of(old, new, related.pairings, analyser or Analyser()),
        audit_links(old, new, related.pairings),
        {"weights": WEIGHTS.version, "ids_speak": related.ids_speak},
    )
