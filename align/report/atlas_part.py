"""The page of one part of the mbo side, in as many files as its pairs need."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from align.model import Kind, Quote, Relation, Strength
from align.overlap.atlas import PartOverlap, PartPair
from align.report.atlas_left import LeftGroup, LeftShown, LeftUnit, Profile
from align.report.atlas_names import numbered
from align.report.atlas_sums import relation_counts
from align.report.bands import Band, in_the_past
from align.report.page import Piece
from align.report.reasons import in_words
from align.report.texts import quoted
from align.report.translation import _
from align.report.wording import with_crebo

#: Pairs that stand on one page: with their quotes about half a megabyte.
PAIRS_A_PAGE = 200


@dataclass(frozen=True, slots=True)
class QuotesView:
    """Two sentences that carry a pair, and where each stands."""

    left: tuple[Piece, ...]
    left_where: str
    right: tuple[Piece, ...]
    right_where: str


@dataclass(frozen=True, slots=True)
class PairRow:
    """A pair with its quotes; `id` is its address on the page."""

    id: str
    left: LeftUnit
    right_code: str
    right_title: str
    context: str
    strength: Strength
    relation: Relation | None
    reason: str
    chance: str
    evidence: tuple[QuotesView, ...]


@dataclass(frozen=True, slots=True)
class GroupSection:
    """Pairs of one module or keuzevak."""

    group: LeftGroup
    href: str
    rows: tuple[PairRow, ...]


@dataclass(frozen=True, slots=True)
class ProfileSection:
    """Pairs of one profiel that stand on this page."""

    profile: Profile
    groups: tuple[GroupSection, ...]


@dataclass(frozen=True, slots=True)
class ProfileRow:
    """One profiel in the overview: what comes back, of what, and where it stands."""

    profile: Profile
    href: str
    left: int
    right: int
    pairs: int
    relations: tuple[int, ...]
    weak: int


@dataclass(frozen=True, slots=True)
class PartPage:
    """One file about a part.

    Attributes:
        first: whether it is the one with the overview.
        pages: file name and number of each file, in order; one when it is the only one.
        counted: units over which is counted.
        command: how to make the whole report of this part.
    """

    name: str
    number: int
    pages: tuple[tuple[str, int], ...]
    part: PartOverlap
    first: bool
    profiles: tuple[ProfileRow, ...]
    sections: tuple[ProfileSection, ...]
    without: tuple[str, ...]
    counted: int
    cite: str
    command: str


@dataclass(frozen=True, slots=True)
class PartPages:
    """All files about a part.

    Attributes:
        first: name of the first of them, from the top of the atlas.
        pages: made as they are asked for, since most are left as they are.
        places: where each pair stands, from the top of the atlas.
    """

    first: str
    pages: Iterator[PartPage]
    places: Mapping[tuple[str, int], str]


def part_pages(
    part: PartOverlap,
    left: LeftShown,
    *,
    folder: str,
    stem: str,
    bands: tuple[Band, ...],
    command: str,
) -> PartPages:
    """The pages of a part, in the language that is spoken.

    Args:
        part: what was found.
        left: the vmbo side.
        folder, stem: where its pages stand in the atlas.
        bands: what chances have meant.
        command: how to make the whole report of this part.
    """
    order = {pair: number for number, pair in enumerate(_ordered(part, left))}
    filled = list(_fill(list(order), left))
    names = tuple((numbered(stem, n), n) for n in range(1, len(filled) + 1))
    places = {
        (pair.left, pair.right): f"{folder}/{name}#{_anchor(pair, left)}"
        for (name, _number), pairs in zip(names, filled, strict=True)
        for pair in pairs
    }
    maker = _Maker(part, left, bands)
    met = {pair.right for pair in part.pairs}
    counted = [unit for unit in part.units if not unit.generic]
    without = [
        f"{unit.code} {unit.title}".strip()
        for number, unit in enumerate(part.units)
        if number not in met and not unit.generic
    ]
    overview = tuple(_overview(part, left, places, folder))
    pages = (
        PartPage(
            name=f"{folder}/{name}",
            number=number,
            pages=names,
            part=part,
            first=number == 1,
            profiles=overview,
            sections=tuple(maker.sections(pairs)),
            without=tuple(without),
            counted=len(counted),
            cite=f"{part.title} {part.version}".strip(),
            command=command,
        )
        for (name, number), pairs in zip(names, filled, strict=True)
    )
    return PartPages(f"{folder}/{names[0][0]}", pages, places)


def _ordered(part: PartOverlap, left: LeftShown) -> list[PartPair]:
    """Pairs by profiel and group, strongest first within a group."""

    def order(pair: PartPair) -> tuple[object, ...]:
        profile, group, unit = left.home[pair.left]
        return profile, group, -pair.probability, unit.number, pair.right

    return sorted(part.pairs, key=order)


def _fill(pairs: Sequence[PartPair], left: LeftShown) -> Iterator[list[PartPair]]:
    """Pages full of pairs: all on one when they fit, else a profiel begins on a page of its own."""
    page: list[PartPair] = []
    apart = len(pairs) > PAIRS_A_PAGE
    for pair in pairs:
        begins = page and apart and left.home[pair.left][0] != left.home[page[-1].left][0]
        if begins or len(page) == PAIRS_A_PAGE:
            yield page
            page = []
        page.append(pair)
    yield page


def _anchor(pair: PartPair, left: LeftShown) -> str:
    return f"{left.home[pair.left][2].slug}--{pair.right + 1}"


def _overview(
    part: PartOverlap, left: LeftShown, places: Mapping[tuple[str, int], str], folder: str
) -> Iterator[ProfileRow]:
    met: dict[int, list[PartPair]] = {}
    for pair in _ordered(part, left):
        met.setdefault(left.home[pair.left][0], []).append(pair)
    weak: dict[int, int] = {}
    for unit, amount in part.weak.items():
        number = left.home[unit][0]
        weak[number] = weak.get(number, 0) + amount
    for number in sorted({*met, *weak}):
        profile, pairs = left.profiles[number], met.get(number, [])
        page = places[pairs[0].left, pairs[0].right].partition("#")[0] if pairs else ""
        yield ProfileRow(
            profile=profile,
            href=f"{page.removeprefix(f'{folder}/')}#{profile.slug}" if page else "",
            left=len({pair.left for pair in pairs}),
            right=len({pair.right for pair in pairs}),
            pairs=len(pairs),
            relations=relation_counts(pairs),
            weak=weak.get(number, 0),
        )


class _Maker:
    """What the rows of one part share."""

    def __init__(self, part: PartOverlap, left: LeftShown, bands: tuple[Band, ...]) -> None:
        self._part, self._left, self._bands = part, left, bands

    def sections(self, pairs: Sequence[PartPair]) -> Iterator[ProfileSection]:
        """Pairs of a page under their profiel and group."""
        found: dict[int, dict[int, list[PairRow]]] = {}
        for pair in pairs:
            at, group, _unit = self._left.home[pair.left]
            found.setdefault(at, {}).setdefault(group, []).append(self._row(pair))
        for number, groups in found.items():
            profile = self._left.profiles[number]
            yield ProfileSection(
                profile,
                tuple(
                    GroupSection(
                        profile.groups[group],
                        f"onderdeel/{numbered(profile.groups[group].slug, 1)}",
                        tuple(rows),
                    )
                    for group, rows in groups.items()
                ),
            )

    def _row(self, pair: PartPair) -> PairRow:
        unit = self._part.units[pair.right]
        return PairRow(
            id=_anchor(pair, self._left),
            left=self._left.home[pair.left][2],
            right_code=unit.code,
            right_title=unit.title,
            context=self._context(pair.right),
            strength=pair.strength,
            relation=pair.relation,
            reason=in_words(pair.reason),
            chance=in_the_past(pair.probability, self._bands),
            evidence=tuple(
                QuotesView(
                    left=quoted(ours),
                    left_where=self._where_left(ours),
                    right=quoted(theirs),
                    right_where=self._where_right(pair.right, theirs),
                )
                for ours, theirs in pair.evidence
            ),
        )

    def _context(self, number: int) -> str:
        """To which kwalificaties a unit belongs, where they do not share it."""
        unit = self._part.units[number]
        if unit.kind is Kind.KEUZEDEEL or len(self._part.kwalificaties) <= 1:
            return unit.context
        if len(unit.kwalificaties) == len(self._part.kwalificaties):
            return _("Basisdeel")
        names = [self._part.kwalificaties[k] for k in unit.kwalificaties]
        return ", ".join(with_crebo(k.title, k.crebo) for k in names)

    def _where_left(self, quote: Quote) -> str:
        item = self._left.items.get(quote.item)
        name = f"{item.kind.value} {item.code or item.title}" if item else ""
        return f"{name} · {self._left.cite}"

    def _where_right(self, number: int, quote: Quote) -> str:
        unit = self._part.units[number]
        label = f", {quote.label}" if quote.label and quote.label != "titel" else ""
        return f"{unit.kind.value} {unit.code or unit.title}{label} · {unit.place}"
