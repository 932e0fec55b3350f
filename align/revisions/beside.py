"""A release beside the other side: the overlaps that it has, in the part that is looked at."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from align.errors import UsageError
from align.model import Kind, Overlap, Side
from align.overlap import Selection, compare
from align.overlap.selection import select_vmbo

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from align.language import Analyser
    from align.model import Curriculum, Item, Leerweg, Revision
    from align.similarity.engine import Engine

#: What `Selection.units` can name.
_CHOSEN_BY_CODE = (Kind.PROFIEL, Kind.KERN, Kind.MODULE, Kind.KEUZEVAK)


@dataclass(frozen=True, slots=True)
class Beside:
    """What both releases are laid beside.

    Attributes:
        others: the other side; one vmbo programme beside dossiers, one or more beside SLO.
        leerweg: compare for this leerweg only.
        kwalificaties: crebo codes in `others`; empty is all.
        engine: what compares.
    """

    others: tuple[Curriculum, ...]
    engine: Engine
    leerweg: Leerweg | None = None
    kwalificaties: tuple[str, ...] = ()


def overlaps_beside(
    revision: Revision, beside: Beside, analyser: Analyser | None = None
) -> tuple[Overlap, Overlap]:
    """Compare the old and the new release of a revision with the other side.

    Whole releases are compared as `align overlap` does, and of a revision that was cut to a part
    only the pairs of that part are kept.

    Returns:
        the comparison of the old release, and that of the new one.

    Raises:
        InputError: the others stand on the same side as the releases, or hold nothing to compare.
        UsageError: several vmbo programmes beside dossiers, or a crebo that does not occur.
    """
    if revision.old.side is Side.MBO and len(beside.others) != 1:
        raise UsageError(
            f"naast mbo-dossiers past één vmbo-programma, en hier zijn er {len(beside.others)}",
            where=", ".join(other.source.path for other in beside.others),
            advice="Geef er met --against één.",
        )
    changes = revision.changes
    return (
        _overlap(revision.old, {one for c in changes for one in c.old}, beside, analyser),
        _overlap(revision.new, {one for c in changes for one in c.new}, beside, analyser),
    )


def _overlap(
    release: Curriculum, kept: AbstractSet[str], beside: Beside, analyser: Analyser | None
) -> Overlap:
    selection = Selection(leerweg=beside.leerweg, kwalificaties=beside.kwalificaties)
    if release.side is Side.MBO:
        found = compare(beside.others[0], (release,), selection, analyser, beside.engine)
    else:
        if kept != release.by_id.keys():
            selection = replace(selection, units=_codes(release, kept))
        if beside.leerweg and not _holds(release, selection):
            return Overlap(release, beside.others, (), (), frozenset(), (), {}, {})
        found = compare(release, beside.others, selection, analyser, beside.engine)
    return replace(
        found, pairs=tuple(p for p in found.pairs if not kept.isdisjoint((p.left, p.right)))
    )


def _holds(release: Curriculum, selection: Selection) -> bool:
    """Whether anything is there for the leerweg; in one of the releases there may be nothing."""
    try:
        return bool(select_vmbo(release, selection).units)
    except UsageError:
        return False


def _codes(release: Curriculum, kept: AbstractSet[str]) -> tuple[str, ...]:
    """Codes of the smallest parts that can be chosen and hold what was kept; () for everything."""
    found: dict[str, None] = {}
    for item in release.items:
        if item.id in kept and item.kind in (Kind.DEELTAAK, Kind.KERNDEEL):
            part = _part(release, item)
            if part is None:
                return ()
            found[part.code] = None
    return tuple(found)


def _part(release: Curriculum, item: Item) -> Item | None:
    above = (one for one in release.ancestors(item) if one.kind in _CHOSEN_BY_CODE and one.code)
    return next(above, None)
