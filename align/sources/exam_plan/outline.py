"""Kerntaken and werkprocessen of an exam plan: every place that names one, and the title it gets.

A plan prints a title several times: above a part, in a list, in tables of exams. The first place
that defines a code decides what it is called; the others decide how it is spelled, and every
difference is noted.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from enum import IntEnum
from typing import TYPE_CHECKING

from align.sources.codes import natural_key
from align.sources.exam_plan.codes import is_werkproces, kerntaak_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from align.model import Place
    from align.sources.notes import Notes

_KEPT = re.compile(r"[^\W_]+")
_WANTS_MORE = re.compile(
    r"(?:^|\s)(?:de|het|een|en|of|en/of|van|met|tot|te|door|tussen|zijn|haar|hun)$|[,/(-]$"
)


class Weight(IntEnum):
    """What a place says about a title; the lowest weighs most."""

    DEFINED = 0
    """A heading, a list below one, a table of kerntaken and werkprocessen."""
    LISTED = 1
    """A column of a table of exams that says which kerntaken or werkprocessen it is about."""
    LOOSE = 2
    """The name of an exam, or a sentence; it may be shortened."""


@dataclass(frozen=True, slots=True)
class Named:
    """One place that names a code.

    Attributes:
        code: in capitals without blanks.
        printed: as it stands there.
        title: what stands behind it; may be empty.
        weight: what it says about the title.
        place: page and box of code and title.
        unsure: whether a word in it may have been broken.
    """

    code: str
    printed: str
    title: str
    weight: Weight
    place: Place
    unsure: bool = False


@dataclass(slots=True)
class Outline:
    """What a plan is about.

    Attributes:
        entries: of every kerntaak and werkproces the place that gave its title, in display order.
        meant: for codes that the plan does not define, the code with the same title.
    """

    entries: dict[str, Named] = field(default_factory=dict)
    meant: dict[str, str] = field(default_factory=dict)

    def find(self, code: str) -> str:
        """The defined code that a code stands for; empty when there is none."""
        return code if code in self.entries else self.meant.get(code, "")


def outline(named: Sequence[Named], notes: Notes) -> Outline:
    """Choose for every code one title, and note what does not fit."""
    titled: dict[str, list[Named]] = {}
    for place in named:
        if place.title:
            titled.setdefault(place.code, []).append(place)
    weights = {code: min(place.weight for place in places) for code, places in titled.items()}
    top = min(weights.values(), default=Weight.LOOSE)
    found = Outline()
    others = []
    for code, places in titled.items():
        if weights[code] == top:
            found.entries[code] = _chosen(places, notes)
        else:
            others.append(places)
    _settle_others(found, others, notes)
    found.entries = dict(sorted(found.entries.items(), key=lambda entry: natural_key(entry[0])))
    for code in {n.code for n in named} - set(found.entries) - set(found.meant):
        meant = found.meant.get(kerntaak_of(code), "")
        twin = code.replace(kerntaak_of(code), meant, 1)
        if meant and twin in found.entries:
            found.meant[code] = twin
    _note_strays(found, named, notes)
    return found


def _chosen(places: Sequence[Named], notes: Notes) -> Named:
    """The place with the title to use, spelled as most places spell it."""
    first = min(places, key=lambda n: n.weight)
    if _WANTS_MORE.search(first.title):
        longer = [n for n in places if _letters(n.title).startswith(_letters(first.title))]
        whole = max(longer, key=lambda n: len(n.title))
        if whole.title != first.title:
            detail = f"{first.title!r} is aangevuld tot {whole.title!r}"
            notes.add(first.place, "titel is afgebroken; de hele titel staat elders", detail)
            first = whole
    same = [n for n in places if _letters(n.title) == _letters(first.title)]
    votes = Counter(n.title for n in same)
    best = max(same, key=lambda n: (votes[n.title], not n.unsure, n is first))
    if best.title != first.title:
        seen = f"{best.title!r} (blz. {best.place.page})"
        detail = f"hier {first.title!r}, gelezen als {seen}"
        notes.add(first.place, "titel is elders anders gespeld", detail)
    elif best.unsure:
        what = "in deze titel is misschien een woord afgebroken"
        notes.add(first.place, what, repr(first.title))
    _note_other_titles(first, [n for n in places if n not in same], notes)
    return Named(
        first.code, first.printed, best.title, first.weight, first.place, unsure=best.unsure
    )


def _note_other_titles(chosen: Named, others: Iterable[Named], notes: Notes) -> None:
    for other in others:
        detail = f"hier {other.title!r}, gelezen is {chosen.title!r}"
        if other.weight == chosen.weight:
            notes.add(
                other.place, "code staat twee keer in het plan, met verschillende titels", detail
            )
        elif other.weight == Weight.LISTED:
            notes.add(other.place, "titel is in de tabel met examens anders", detail)


def _settle_others(found: Outline, others: Sequence[Sequence[Named]], notes: Notes) -> None:
    """Codes that nothing defines: another code with the same title, or one of their own."""
    by_title = {(_letters(n.title), is_werkproces(c)): c for c, n in found.entries.items()}
    for places in others:
        first = min(places, key=lambda n: n.weight)
        twin = by_title.get((_letters(first.title), is_werkproces(first.code)))
        if twin:
            found.meant[first.code] = twin
        elif first.weight == Weight.LISTED:
            found.entries[first.code] = _chosen(places, notes)
            notes.add(first.place, "staat alleen in de tabel met examens")


def _note_strays(found: Outline, named: Sequence[Named], notes: Notes) -> None:
    for place in named:
        if place.printed != place.code and not _same_code(place):
            notes.add(place.place, "code is anders geschreven dan SBB doet", repr(place.printed))
        if place.code in found.entries:
            continue
        what = "verwijst naar een onderdeel dat niet in het plan staat"
        meant = found.meant.get(place.code)
        notes.add(place.place, what, f"naar de titel is {meant} bedoeld" if meant else "")


def _same_code(place: Named) -> bool:
    """Whether a code only has blanks or another dash in it, as at the end of a line."""
    plain = re.sub(r"\s", "", place.printed)
    return re.sub(r"[\u2010-\u2015]", "-", plain) == place.code


def _letters(title: str) -> str:
    return "".join(_KEPT.findall(title.casefold()))
