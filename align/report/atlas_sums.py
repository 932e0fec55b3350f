"""Counts what an atlas found, part by part, so that no more than the counts stays in memory."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from align.model import Kind, Relation, Strength
from align.overlap.atlas import PartKwalificatie, PartOverlap, PartPair
from align.report.atlas_left import LeftShown

_STRENGTHS = tuple(Strength)
_RELATIONS = tuple(Relation)


@dataclass(frozen=True, slots=True)
class Meeting:
    """How one profiel and one kwalificatie (or keuzedeel) meet.

    Attributes:
        left: vmbo units that come back, each counted once.
        right: mbo units that come back, each counted once, of `whole`.
        relations: pairs per relation, in the order of `Relation`.
        pairs: all overlapping pairs, also those without a relation.
        href: where they stand, from the top of the atlas.
    """

    left: int
    right: int
    whole: int
    relations: tuple[int, ...]
    pairs: int
    href: str


@dataclass(frozen=True, slots=True)
class Line:
    """A kwalificatie, a dossier without kwalificaties, or a keuzedeel, and whom it meets.

    Attributes:
        code: crebo, or the code of a keuzedeel; may be empty.
        niveaus: sorted; may be empty.
        above: name of its dossier where that is another one; may be empty.
        meetings: by number of the profiel; those without overlap are absent.
        href: its page, from the top of the atlas.
    """

    kind: Kind
    code: str
    title: str
    niveaus: tuple[int, ...]
    above: str
    meetings: Mapping[int, Meeting]
    href: str


@dataclass(frozen=True, slots=True)
class Mention:
    """A pair as a page about its vmbo unit tells it: a mbo unit and where the pair stands.

    Attributes:
        strength, relation: places in the order of `Strength` and `Relation`; -1 for no relation.
        line: name of the part in which the mbo unit stands, with its code.
    """

    strength: int
    relation: int
    probability: float
    code: str
    title: str
    line: str
    kind: Kind
    href: str


def lines_of(
    part: PartOverlap, left: LeftShown, href: str, places: Mapping[tuple[str, int], str]
) -> tuple[Line, ...]:
    """A part as lines of lists: one a kwalificatie, or one for a part that has none.

    Args:
        part: what was found.
        left: the vmbo side.
        href: its page.
        places: of each pair (left id, right number) where it stands.
    """
    if not part.kwalificaties:
        own = PartKwalificatie(part.name, part.crebo or part.code, part.niveaus)
        everything = range(len(part.units))
        return (_line(part, own, "", everything, left=left, href=href, places=places),)
    return tuple(
        _line(
            part,
            kwalificatie,
            part.name if part.name != kwalificatie.title else "",
            [n for n, unit in enumerate(part.units) if number in unit.kwalificaties],
            left=left,
            href=href,
            places=places,
        )
        for number, kwalificatie in enumerate(part.kwalificaties)
    )


def mentions_of(
    part: PartOverlap, places: Mapping[tuple[str, int], str]
) -> list[tuple[str, Mention]]:
    """Every pair of a part with the id of its vmbo unit."""
    code = part.code or part.crebo
    if not code and len(part.kwalificaties) == 1:
        code = part.kwalificaties[0].crebo
    line = f"{part.name} ({code})" if code else part.name
    found = []
    for pair in part.pairs:
        unit = part.units[pair.right]
        mention = Mention(
            strength=_STRENGTHS.index(pair.strength),
            relation=_RELATIONS.index(pair.relation) if pair.relation else -1,
            probability=pair.probability,
            code=unit.code,
            title=unit.title,
            line="" if unit.kind is Kind.KEUZEDEEL else line,
            kind=unit.kind,
            href=places[pair.left, pair.right],
        )
        found.append((pair.left, mention))
    return found


def mention_order(mention: Mention) -> tuple[object, ...]:
    """Strongest first; then in an order that no run can change."""
    return mention.strength, -mention.probability, mention.line, mention.code, mention.href


def relation_counts(pairs: Sequence[PartPair]) -> tuple[int, ...]:
    """Pairs per relation, in the order of `Relation`."""
    return tuple(sum(pair.relation is relation for pair in pairs) for relation in _RELATIONS)


def _line(
    part: PartOverlap,
    named: PartKwalificatie,
    above: str,
    units: Sequence[int],
    *,
    left: LeftShown,
    href: str,
    places: Mapping[tuple[str, int], str],
) -> Line:
    inside = set(units)
    whole = sum(not part.units[number].generic for number in inside)
    met: dict[int, list[PartPair]] = {}
    for pair in part.pairs:
        if pair.right in inside:
            met.setdefault(left.home[pair.left][0], []).append(pair)
    return Line(
        kind=Kind.KWALIFICATIE if part.kwalificaties else part.kind,
        code=named.crebo,
        title=named.title,
        niveaus=named.niveaus,
        above=above,
        meetings={
            profile: Meeting(
                left=len({pair.left for pair in pairs}),
                right=len({pair.right for pair in pairs}),
                whole=whole,
                relations=relation_counts(pairs),
                pairs=len(pairs),
                href=places[pairs[0].left, pairs[0].right].partition("#")[0],
            )
            for profile, pairs in sorted(met.items())
        },
        href=href,
    )
