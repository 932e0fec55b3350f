"""The vmbo side as an atlas shows it: profielen, modules and keuzevakken, deeltaken."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from align.model import Curriculum, Item, Kind
from align.report.atlas_names import short_stems
from align.report.wording import short_leerwegen
from align.similarity.unit import Unit

_GROUPS = (Kind.MODULE, Kind.KEUZEVAK, Kind.KERN)


@dataclass(frozen=True, slots=True)
class LeftUnit:
    """A deeltaak or kerndeel.

    Attributes:
        number: its place in the display order of the whole side.
        slug: its address on a page.
        generic: whether it is generic as a whole, and so never counted.
    """

    id: str
    number: int
    slug: str
    kind: Kind
    code: str
    title: str
    level: str
    place: str
    generic: bool


@dataclass(frozen=True, slots=True)
class LeftGroup:
    """A module, keuzevak or kern with its units."""

    slug: str
    kind: Kind
    code: str
    title: str
    units: tuple[LeftUnit, ...]


@dataclass(frozen=True, slots=True)
class Profile:
    """A profiel with its groups; a source without profielen is one by itself."""

    slug: str
    code: str
    title: str
    groups: tuple[LeftGroup, ...]

    @property
    def counting(self) -> int:
        """Units over which is counted: all but the generic ones."""
        return sum(not unit.generic for group in self.groups for unit in group.units)


@dataclass(frozen=True)
class LeftShown:
    """The whole side.

    Attributes:
        profiles: in display order.
        cite: short name and version of the source, as it stands under a quote.
        home: of each unit by id its profile and group, by number, and the unit itself.
        items: every item of the source by id, to name what a quote stands in.
    """

    profiles: tuple[Profile, ...]
    cite: str
    home: Mapping[str, tuple[int, int, LeftUnit]]
    items: Mapping[str, Item]


def left_shown(vmbo: Curriculum, units: Sequence[Unit], generic: frozenset[str]) -> LeftShown:
    """The vmbo side with the units that are compared, in display order, and which are generic."""
    tops: dict[str, dict[str, list[Unit]]] = {}
    for unit in units:
        item = vmbo.by_id[unit.id]
        above = vmbo.ancestors(item)
        group = next((a for a in above if a.kind in _GROUPS), above[0] if above else item)
        top = above[-1].id if above and above[-1].kind is Kind.PROFIEL else ""
        tops.setdefault(top, {}).setdefault(group.id, []).append(unit)
    names = short_stems(
        {top: vmbo.by_id[top].code or vmbo.by_id[top].title if top else "programma" for top in tops}
    )
    groups = [group for found in tops.values() for group in found]
    group_names = short_stems({g: vmbo.by_id[g].code or vmbo.by_id[g].title for g in groups})
    unit_names = short_stems({u.id: vmbo.by_id[u.id].code or u.title for u in units})
    numbers = {unit.id: number for number, unit in enumerate(units)}
    profiles = tuple(
        Profile(
            slug=names[top],
            code=vmbo.by_id[top].code if top else "",
            title=vmbo.by_id[top].title if top else vmbo.source.title,
            groups=tuple(
                _group(
                    vmbo.by_id[group],
                    group_names[group],
                    [
                        _unit(
                            vmbo.by_id[u.id],
                            u,
                            number=numbers[u.id],
                            stem=unit_names[u.id],
                            generic=u.id in generic,
                        )
                        for u in members
                    ],
                )
                for group, members in found.items()
            ),
        )
        for top, found in tops.items()
    )
    home = {
        unit.id: (p, g, unit)
        for p, profile in enumerate(profiles)
        for g, group in enumerate(profile.groups)
        for unit in group.units
    }
    source = vmbo.source
    name = "SLO" if source.format == "slo-bg" else source.title
    return LeftShown(profiles, f"{name} {source.version}".strip(), home, vmbo.by_id)


def _group(item: Item, stem: str, units: Sequence[LeftUnit]) -> LeftGroup:
    return LeftGroup(stem, item.kind, item.code, item.title, tuple(units))


def _unit(item: Item, unit: Unit, *, number: int, stem: str, generic: bool) -> LeftUnit:
    return LeftUnit(
        id=unit.id,
        number=number,
        slug=stem,
        kind=item.kind,
        code=item.code,
        title=item.title,
        level=short_leerwegen(unit.leerwegen),
        place=str(item.place),
        generic=generic,
    )
