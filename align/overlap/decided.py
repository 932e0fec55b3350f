"""Decisions beside a comparison: what they were taken on, and whether they still stand.

The digest of a unit is over what it says, not over where it stands or what its code is, and over
the whole unit: choosing a leerweg or a kwalificatie changes no digest.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from align.model import Basis, Kind, ToolView

if TYPE_CHECKING:
    from collections.abc import Iterator

    from align.model import Curriculum, Item, Overlap, Pair

_WITHOUT = "none"


def unit_text(curriculum: Curriculum, item: Item) -> str:
    """What a unit says: its title, its running text and its eindtermen, a line each.

    Lines are sorted, because in which order a source lists eindtermen says nothing of them.
    """
    return "\n".join(sorted({" ".join(line.split()) for line in _lines(curriculum, item)}))


def unit_sha256(curriculum: Curriculum, item: Item) -> str:
    """Hexadecimal digest of `unit_text`, as decisions keep it."""
    return hashlib.sha256(unit_text(curriculum, item).encode("utf-8", "replace")).hexdigest()


def basis_of(overlap: Overlap, unit: str) -> Basis:
    """One side of a pair as it stands in this comparison.

    Raises:
        KeyError: no item has this id.
    """
    sides = (overlap.left, *overlap.right)
    curriculum = next((c for c in sides if unit in c.by_id), overlap.left)
    item = curriculum.by_id[unit]
    return Basis(
        id=item.id,
        code=item.code,
        title=item.title,
        version=curriculum.source.version,
        text_sha256=unit_sha256(curriculum, item),
    )


def view_of(overlap: Overlap, pair: Pair) -> ToolView:
    """What the tool thinks of a pair in this comparison."""
    encoder = str(overlap.settings.get("encoder", _WITHOUT))
    weights = str(overlap.settings.get("weights", ""))
    return ToolView(
        score=pair.score,
        probability=pair.probability,
        overlap=pair.overlap,
        relation=pair.relation,
        engine=weights if encoder == _WITHOUT else f"{weights}, {encoder}",
    )


def _lines(curriculum: Curriculum, item: Item) -> Iterator[str]:
    yield item.title
    for section in item.sections:
        yield f"{section.label}: {section.text}"
    for below in curriculum.children.get(item.id, ()):
        if below.kind is Kind.EINDTERM:
            yield below.title
            yield from (f"{section.label}: {section.text}" for section in below.sections)
