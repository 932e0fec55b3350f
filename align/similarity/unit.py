"""What is compared: a unit of text with its sentences and the context it stands in."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from align.model import Leerweg, Side


class Telling(StrEnum):
    """How much a pair of units tells; the same likeness does not mean the same for each.

    A pair with a title alone on a side, one with texts on both, one with a unit that stands by
    itself (a keuzedeel), which is about more than a unit within a larger whole.
    """

    TITEL = "titel"
    TEKST = "tekst"
    KEUZEDEEL = "keuzedeel"


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of text of a unit, and where in the tree it came from.

    Attributes:
        item: id of the item that holds the text (an eindterm, a werkproces).
        label: "titel", or the label of the section.
        text: as it stands in the source.
        generic: known beforehand to be generic (kern, repeated across profiles).
    """

    item: str
    label: str
    text: str
    generic: bool = False


@dataclass(frozen=True, slots=True)
class Unit:
    """A deeltaak, werkproces or keuzedeel with everything that may be held against another.

    Attributes:
        id: id of the item, or of the row in a rated set.
        side: vmbo or mbo.
        title: its own title.
        passages: its texts, title first.
        context: titles of what it stands in, nearest first (module; kerntaak, kwalificatie).
        leerwegen: leerwegen for which it holds, when known.
        niveaus: mbo levels for which it holds, when known.
        generic: the whole unit is generic (kern).
    """

    id: str
    side: Side
    title: str
    passages: tuple[Passage, ...]
    context: tuple[str, ...] = ()
    leerwegen: tuple[Leerweg, ...] = ()
    niveaus: tuple[int, ...] = ()
    generic: bool = False
