"""What releases, items and changes are called: the same in tables, messages and on the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from align.model import Kind

if TYPE_CHECKING:
    from align.model import Change, Curriculum, Item

_ABOVE = frozenset(
    {
        Kind.MODULE,
        Kind.KEUZEVAK,
        Kind.KERN,
        Kind.KERNTAAK,
        Kind.KEUZEDEEL,
        Kind.TAAK,
        Kind.DEELTAAK,
        Kind.KERNDEEL,
        Kind.WERKPROCES,
    }
)
#: Kinds whose title is a name and no sentence: "Bouwen, wonen en interieur" asks nobody to build.
NAMED = frozenset(
    {
        Kind.PROFIEL,
        Kind.KERN,
        Kind.KERNDEEL,
        Kind.MODULE,
        Kind.KEUZEVAK,
        Kind.DOSSIER,
        Kind.KWALIFICATIE,
        Kind.KEUZEDEEL,
    }
)

#: Sort of a change in which only the place stayed.
REPLACED = "inhoud vervangen"


def release_names(old: Curriculum, new: Curriculum) -> tuple[str, str]:
    """Short names of two releases, which differ: their version, else their title, else a word.

    Of a version in several parts ("cohort 2025, vastgesteld 16-06-2025") the first that differs.
    """
    before, after = old.source, new.source
    for one, other in (
        (before.version.partition(",")[0], after.version.partition(",")[0]),
        (before.version, after.version),
        (before.title, after.title),
    ):
        if one and other and one != other:
            return one, other
    return (
        f"oud ({before.version})" if before.version else "oud",
        f"nieuw ({after.version})" if after.version else "nieuw",
    )


def where(curriculum: Curriculum, item: Item) -> str:
    """What an item stands under, nearest last: "P/ZW/01 Mens en zorg › P/ZW/01/02 ..."."""
    above = [a for a in curriculum.ancestors(item) if a.kind in _ABOVE]
    return " › ".join(f"{a.code} {a.title}".strip() for a in reversed(above))


def nature_name(text: str) -> str:
    """The sort of a nature: "handeling zwaarder: herkennen → toepassen" is "handeling zwaarder"."""
    return text.partition(":")[0].strip()


def is_replaced(change: Change) -> bool:
    """Whether only the place stayed: then what stands there now is no successor by content."""
    return REPLACED in map(nature_name, change.nature)
