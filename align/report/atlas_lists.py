"""Pages of an atlas that count over all parts: profielen, their groups, and lists of the mbo side.

Every list stands on as many pages as it needs, so that no page grows with the nation.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from align.model import Kind
from align.report.atlas_left import LeftGroup, LeftShown, LeftUnit, Profile
from align.report.atlas_names import numbered
from align.report.atlas_sums import Line, Meeting, Mention, mention_order

#: Rows on a page: about a quarter of a megabyte.
ROWS_A_PAGE = 500

_Row = TypeVar("_Row")


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page of a series.

    Attributes:
        name: from the top of the atlas.
        pages: file name and number of every page of the series, in order.
    """

    name: str
    number: int
    pages: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class GroupRow:
    """A module or keuzevak on the page of its profiel.

    Attributes:
        met: units that come back anywhere, of `counted`.
        pairs: of those units, with any mbo unit.
    """

    group: LeftGroup
    href: str
    met: int
    counted: int
    pairs: int


@dataclass(frozen=True, slots=True)
class MetLine:
    """A kwalificatie or keuzedeel with how it meets one profiel."""

    line: Line
    meeting: Meeting


@dataclass(frozen=True, slots=True)
class ProfilePage:
    """One page of a profiel: its groups on the first, and whom it meets, most first.

    Attributes:
        met: units that come back anywhere, of `profile.counting`.
        kwalificaties, keuzedelen: how many meet it, over all its pages.
        rows: those on this page, of one kind at a time.
    """

    sheet: Sheet
    profile: Profile
    met: int
    kwalificaties: int
    keuzedelen: int
    groups: tuple[GroupRow, ...]
    rows: tuple[MetLine, ...]


@dataclass(frozen=True, slots=True)
class UnitMentions:
    """A vmbo unit with mbo units that it meets; `total` counts those of other pages too."""

    unit: LeftUnit
    total: int
    mentions: tuple[Mention, ...]


@dataclass(frozen=True, slots=True)
class GroupPage:
    """One page of a module or keuzevak."""

    sheet: Sheet
    profile: Profile
    group: LeftGroup
    units: tuple[UnitMentions, ...]


@dataclass(frozen=True, slots=True)
class ListPage:
    """One page of the list of all kwalificaties or of all keuzedelen.

    Attributes:
        rows: each with the profielen that it meets most, and how.
    """

    sheet: Sheet
    keuzedelen: bool
    total: int
    rows: tuple[tuple[Line, tuple[tuple[Profile, Meeting], ...]], ...]


@dataclass(frozen=True, slots=True)
class ProfileSum:
    """A profiel on the first page."""

    profile: Profile
    href: str
    met: int
    kwalificaties: int
    keuzedelen: int


def sheets(folder: str, stem: str, rows: Sequence[_Row]) -> Iterator[tuple[Sheet, Sequence[_Row]]]:
    """Rows over pages of `ROWS_A_PAGE`; no rows make one page."""
    amount = max(1, -(-len(rows) // ROWS_A_PAGE))
    names = tuple((numbered(stem, n), n) for n in range(1, amount + 1))
    for name, number in names:
        at = (number - 1) * ROWS_A_PAGE
        yield Sheet(f"{folder}{name}", number, names), rows[at : at + ROWS_A_PAGE]


def profile_pages(
    left: LeftShown, lines: Sequence[Line], mentions: Mapping[str, Sequence[Mention]]
) -> Iterator[ProfilePage]:
    """The pages of every profiel."""
    met_lines = _met_lines(lines)
    for number, profile in enumerate(left.profiles):
        found = sorted(met_lines.get(number, ()), key=_most_first)
        groups = tuple(_group_row(group, mentions) for group in profile.groups)
        keuzedelen = sum(entry.line.kind is Kind.KEUZEDEEL for entry in found)
        for sheet, rows in sheets("profiel/", profile.slug, found):
            yield ProfilePage(
                sheet=sheet,
                profile=profile,
                met=sum(group.met for group in groups),
                kwalificaties=len(found) - keuzedelen,
                keuzedelen=keuzedelen,
                groups=groups,
                rows=tuple(rows),
            )


def group_pages(left: LeftShown, mentions: Mapping[str, Sequence[Mention]]) -> Iterator[GroupPage]:
    """The pages of every module, keuzevak and kern, with each pair of each unit as one line."""
    for profile in left.profiles:
        for group in profile.groups:
            flat = [
                (unit, mention)
                for unit in group.units
                for mention in sorted(mentions.get(unit.id, ()), key=mention_order)
            ]
            for sheet, rows in sheets("onderdeel/", group.slug, flat):
                shown: dict[str, list[Mention]] = {}
                for unit, mention in rows:
                    shown.setdefault(unit.id, []).append(mention)
                whole = sheet.number == 1
                units = tuple(
                    UnitMentions(
                        unit, len(mentions.get(unit.id, ())), tuple(shown.get(unit.id, ()))
                    )
                    for unit in group.units
                    if unit.id in shown or (whole and not mentions.get(unit.id))
                )
                yield GroupPage(sheet, profile, group, units)


def list_pages(left: LeftShown, lines: Iterable[Line], *, keuzedelen: bool) -> Iterator[ListPage]:
    """The pages of all kwalificaties, or of all keuzedelen, in alphabetical order."""
    rows = sorted(
        (line for line in lines if (line.kind is Kind.KEUZEDEEL) is keuzedelen),
        key=lambda line: (line.title.casefold(), line.code, line.href),
    )
    stem = "keuzedelen" if keuzedelen else "kwalificaties"
    for sheet, some in sheets("", stem, rows):
        yield ListPage(
            sheet, keuzedelen, len(rows), tuple((line, _best(line, left)) for line in some)
        )


def profile_sums(pages: Iterable[ProfilePage]) -> tuple[ProfileSum, ...]:
    """A line a profiel for the first page."""
    return tuple(
        ProfileSum(page.profile, page.sheet.name, page.met, page.kwalificaties, page.keuzedelen)
        for page in pages
        if page.sheet.number == 1
    )


def _met_lines(lines: Sequence[Line]) -> dict[int, list[MetLine]]:
    found: dict[int, list[MetLine]] = {}
    for line in lines:
        for number, meeting in line.meetings.items():
            found.setdefault(number, []).append(MetLine(line, meeting))
    return found


def _most_first(entry: MetLine) -> tuple[object, ...]:
    """Kwalificaties before keuzedelen; then who meets most of the vmbo."""
    line, meeting = entry.line, entry.meeting
    keuzedeel = line.kind is Kind.KEUZEDEEL
    return keuzedeel, -meeting.left, -meeting.pairs, line.title.casefold(), line.code, line.href


def _group_row(group: LeftGroup, mentions: Mapping[str, Sequence[Mention]]) -> GroupRow:
    counted = [unit for unit in group.units if not unit.generic]
    return GroupRow(
        group=group,
        href=f"onderdeel/{numbered(group.slug, 1)}",
        met=sum(bool(mentions.get(unit.id)) for unit in counted),
        counted=len(counted),
        pairs=sum(len(mentions.get(unit.id, ())) for unit in counted),
    )


def _best(line: Line, left: LeftShown) -> tuple[tuple[Profile, Meeting], ...]:
    """At most three profielen that a line meets most."""
    most = sorted(line.meetings.items(), key=lambda entry: (-entry[1].left, entry[0]))[:3]
    return tuple((left.profiles[number], meeting) for number, meeting in most)
