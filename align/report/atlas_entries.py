"""What can be looked up in an atlas: profielen, onderdelen, kwalificaties, keuzedelen, units."""

from __future__ import annotations

from collections.abc import Iterator

from align.model import Kind
from align.overlap.atlas import PartOverlap
from align.report.atlas_left import Profile
from align.report.atlas_names import numbered
from align.report.atlas_search import Findable
from align.report.translation import _

#: What is looked up most comes first.
_RANKS = {
    Kind.PROFIEL: 0,
    Kind.KWALIFICATIE: 1,
    Kind.DOSSIER: 2,
    Kind.KEUZEDEEL: 3,
    Kind.MODULE: 4,
    Kind.KEUZEVAK: 4,
    Kind.KERN: 5,
    Kind.DEELTAAK: 6,
    Kind.KERNDEEL: 6,
    Kind.WERKPROCES: 7,
}
_LAST = 8


def entries_of_part(part: PartOverlap, href: str) -> Iterator[Findable]:
    """A part, its kwalificaties and its werkprocessen; `href` is its page."""
    yield _entry(part.kind, part.code or part.crebo, part.name, part.title, href)
    for kwalificatie in part.kwalificaties:
        above = part.name if part.name != kwalificatie.title else ""
        level = "/".join(map(str, kwalificatie.niveaus))
        context = " · ".join(filter(None, (_("niveau {}").format(level) if level else "", above)))
        kind, crebo = Kind.KWALIFICATIE, kwalificatie.crebo
        if (part.kind, part.name) == (kind, kwalificatie.title):
            continue  # a kwalificatie that stands by itself is its own part
        yield _entry(kind, crebo, kwalificatie.title, context, href)
    for unit in part.units:
        if unit.kind is not Kind.KEUZEDEEL:
            yield _entry(unit.kind, unit.code, unit.title, part.name, href)


def entries_of_profile(profile: Profile) -> Iterator[Findable]:
    """A profiel, its modules and keuzevakken, and their deeltaken."""
    page = f"profiel/{numbered(profile.slug, 1)}"
    yield _entry(Kind.PROFIEL, profile.code, profile.title, "", page)
    for group in profile.groups:
        below = f"onderdeel/{numbered(group.slug, 1)}"
        yield _entry(group.kind, group.code, group.title, profile.title, below)
        for unit in group.units:
            if unit.id and (unit.code, unit.title) != (group.code, group.title):
                context = f"{group.code} {group.title}".strip()
                yield _entry(unit.kind, unit.code, unit.title, context, f"{below}#{unit.slug}")


def _entry(kind: Kind, code: str, title: str, context: str, href: str) -> Findable:
    return Findable(_RANKS.get(kind, _LAST), kind.value, code, title, context, href)
