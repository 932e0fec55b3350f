"""Kwalificaties that a route can end in: niveau, duration, domein, and what still counts elsewhere.

A kwalificatie is known by its crebo. Where several documents hold the same one, or one document
holds it twice, that with most text counts, and among equals the first.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

from align.model import Item, Kind
from align.planning.rules import load_rules

if TYPE_CHECKING:
    from align.model import Curriculum

#: Words in names of kwalificaties and the niveau that they stand for, most telling first. Read from
#: the names in the crebo list of 2015; a guess, and shown as one.
_NAMES = (
    (r"gespecialiseerd|specialist|vakexpert|kader|manage|leidinggev|beheerder|ontwerper|expert", 4),
    (r"\ballround|\beerste|\bvakbekwaam|\bzelfstandig|verzorgende", 3),
    (r"\bbasis|\baankomend|\bhelpende", 2),
    (r"technicus|adviseur|begeleider|functionaris|engineer|developer|dienstverlener", 4),
    (r"medewerker|monteur|verkoper|\bkok\b|maker\b|\bmachinist|chauffeur", 2),
    (r"\bassistent|entree", 1),
)


class Known(StrEnum):
    """Where the niveau of a kwalificatie comes from."""

    BRON = "de bron"
    OPGAVE = "eigen opgave"
    NAAM = "geschat uit de naam"


@dataclass(frozen=True)
class Kwalificatie:
    """A kwalificatie with the document in which it stands.

    Attributes:
        item: the kwalificatie.
        curriculum: its document.
        niveau: mbo level.
        known: where the niveau comes from.
        years: nominal duration in years.
        werkprocessen: all that belong to it, in display order.
    """

    item: Item
    curriculum: Curriculum
    niveau: int
    known: Known
    years: int
    werkprocessen: tuple[Item, ...]

    @cached_property
    def _ids(self) -> frozenset[str]:
        return frozenset(item.id for item in self.werkprocessen)

    @cached_property
    def _titles(self) -> frozenset[str]:
        return frozenset(plain(item.title) for item in self.werkprocessen)

    def counts(self, werkproces: Item) -> bool:
        """Whether a werkproces still counts here: the same one, or its namesake."""
        return werkproces.id in self._ids or plain(werkproces.title) in self._titles

    def fact(self, name: str) -> str:
        """A fact of the kwalificatie or of what stands above it; empty when no source gives it."""
        return self.curriculum.fact(self.item, name)

    @property
    def domein(self) -> str:
        """Name of its opleidingsdomein; empty when no source gives one."""
        return self.fact("domein")

    def in_domein(self, named: str) -> bool:
        """Whether it belongs to a domein, by name or code."""
        return self.curriculum.in_domein(self.item, named)

    @cached_property
    def root(self) -> str:
        """Id of the dossier in which it stands, or of itself."""
        return (self.curriculum.ancestors(self.item) or (self.item,))[-1].id


def plain(title: str) -> str:
    """A title as it is compared: small letters, single spaces."""
    return " ".join(title.casefold().split())


def share_of(one: Kwalificatie, other: Kwalificatie) -> float:
    """Share (0..1) of the werkprocessen of one that also belong to the other."""
    return sum(map(other.counts, one.werkprocessen)) / len(one.werkprocessen)


def same_domein(one: Kwalificatie, target: Kwalificatie, named: str = "") -> bool:
    """Whether two kwalificaties share a domein; where no source names one, a dossier."""
    wanted = {named, target.domein} - {""}
    if wanted:
        return any(map(one.in_domein, wanted))
    return one.curriculum is target.curriculum and one.root == target.root


def find_kwalificaties(
    curricula: Iterable[Curriculum],
    niveaus: Mapping[str, int] | None = None,
    years: Mapping[str, int] | None = None,
) -> Mapping[str, Kwalificatie]:
    """Kwalificaties that can be planned, by crebo: those with a niveau and werkprocessen.

    Args:
        curricula: documents, in order of preference.
        niveaus, years: what the user says of a crebo; goes before what a source says.
    """
    found: dict[str, Kwalificatie] = {}
    for curriculum in curricula:
        work = _werkprocessen(curriculum)
        for item in curriculum.of_kind(Kind.KWALIFICATIE):
            niveau, known = niveau_of(item, niveaus or {}), _from(item, niveaus or {})
            if not (item.crebo and niveau and work[item.id]):
                continue
            duration = (years or {}).get(item.crebo) or _duration(curriculum, item, niveau)
            named = replace(item, title=name_of(item))
            one = Kwalificatie(named, curriculum, niveau, known, duration, work[item.id])
            if item.crebo not in found or _text(one) > _text(found[item.crebo]):
                found[item.crebo] = one
    return dict(sorted(found.items()))


def name_of(kwalificatie: Item) -> str:
    """How sentences of a plan call it; a table may give a crebo alone."""
    return kwalificatie.title or f"kwalificatie {kwalificatie.crebo}"


def _text(one: Kwalificatie) -> int:
    return sum(bool(item.sections) for item in one.werkprocessen)


def niveau_of(item: Item, niveaus: Mapping[str, int]) -> int:
    """Mbo level of a kwalificatie: as the user says, as its source says, or by its name; else 0."""
    if item.crebo in niveaus:
        return niveaus[item.crebo]
    if item.niveaus:
        return min(item.niveaus)
    name = item.title.casefold()
    return next((niveau for pattern, niveau in _NAMES if re.search(pattern, name)), 0)


def _from(item: Item, niveaus: Mapping[str, int]) -> Known:
    if item.crebo in niveaus:
        return Known.OPGAVE
    return Known.BRON if item.niveaus else Known.NAAM


def _duration(curriculum: Curriculum, item: Item, niveau: int) -> int:
    stated = curriculum.fact(item, "studieduur")
    return int(stated) if stated in ("1", "2", "3", "4") else usual_years(niveau)


def usual_years(niveau: int) -> int:
    """Nominal duration of a niveau where no source says otherwise (rule M1)."""
    return int(str(load_rules()["M1"].values.get(str(niveau), 1)))


def _werkprocessen(curriculum: Curriculum) -> Mapping[str, tuple[Item, ...]]:
    """Per kwalificatie its own werkprocessen and those of the basis of its dossier."""
    above = {item.id: curriculum.ancestors(item) for item in curriculum.of_kind(Kind.WERKPROCES)}
    own: dict[str, list[Item]] = defaultdict(list)
    shared: dict[str, list[Item]] = defaultdict(list)
    for item in curriculum.of_kind(Kind.WERKPROCES):
        holders = [a for a in above[item.id] if a.kind is Kind.KWALIFICATIE]
        if holders:
            own[holders[0].id].append(item)
        elif above[item.id]:
            shared[above[item.id][-1].id].append(item)
    order = {item.id: number for number, item in enumerate(curriculum.items)}
    found: dict[str, tuple[Item, ...]] = defaultdict(tuple)
    for kwalificatie in curriculum.of_kind(Kind.KWALIFICATIE):
        root = (curriculum.ancestors(kwalificatie) or (kwalificatie,))[-1].id
        basis = [i for i in shared[root] if _open_to(i, above[i.id], kwalificatie)]
        mine = [i for i in own[kwalificatie.id] if _open_to(i, above[i.id], kwalificatie)]
        found[kwalificatie.id] = tuple(sorted((*basis, *mine), key=lambda i: order[i.id]))
    return found


def _open_to(item: Item, above: Sequence[Item], kwalificatie: Item) -> bool:
    return all(kwalificatie.id in entry.only_for for entry in (item, *above) if entry.only_for)
