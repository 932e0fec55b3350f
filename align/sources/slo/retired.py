"""What SLO withdrew (deprecated.json), and what follows from it along chains of successors.

Source: SLO curriculum-examenprogramma-bg, deprecated.json with "types" and "replacedBy". A chain
may run through other withdrawn records; an empty replacedBy says that nothing came in its place.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from align.model import Kind, Place, Retired
from align.sources.text import clean_line, clean_text

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from align.model import Curriculum
    from align.sources.json_records import JsonRecord
    from align.sources.notes import Notes
    from align.sources.slo.schema import Schema

FILE = "deprecated"
"""Name of the file, without ".json"."""
MAX_RETIRED = 50_000
"""Withdrawn records that are read; release 2025.3 has 1,096."""
MAX_SUCCESSORS = 200
"""Successors of one record that are followed; those of SLO have at most one."""


def retired_of(
    schema: Schema, records: Iterable[JsonRecord], current: Collection[str], notes: Notes
) -> tuple[Retired, ...]:
    """Withdrawn records in the order of the file; what does not fit is noted.

    Args:
        schema: the set that the file belongs to.
        records: the records of deprecated.json.
        current: ids of the records that are in force.
        notes: where warnings go.
    """
    kinds = _kinds(schema)
    found: dict[str, Retired] = {}
    for record in records:
        place = Place(f"{FILE}.json", f"/{record.index}", record.line)
        one = _retired(record.fields, kinds, place, notes)
        if one is None:
            continue
        if len(found) == MAX_RETIRED:
            what = f"meer dan {MAX_RETIRED} vervallen onderdelen; de rest is niet gelezen"
            notes.add(place, what)
            break
        if one.id in found:
            notes.add(one.place, "id staat twee keer in dit bestand", one.id)
        elif one.id in current:
            notes.add(one.place, "staat als vervallen vermeld en geldt toch", one.id)
        found.setdefault(one.id, one)
    _note_broken_chains(found, current, notes)
    return tuple(found.values())


def successors(curriculum: Curriculum) -> dict[str, tuple[str, ...]]:
    """Ids of the items in force that replace each withdrawn record, sorted.

    Chains are followed to their end. Empty when nothing replaces it, or when its chain ends in an
    id that is nowhere or in a circle; both are named in the warnings.
    """
    follows = {one.id: one.replaced_by for one in curriculum.retired}
    ends = _ends(follows, curriculum.by_id.keys())
    return {identifier: tuple(sorted(ends[identifier])) for identifier in follows}


def _retired(
    fields: Mapping[str, object], kinds: Mapping[str, Kind], place: Place, notes: Notes
) -> Retired | None:
    texts = {
        name: value if isinstance(value := fields.get(name), str) else ""
        for name in ("id", "prefix", "title")
    }
    identifier, code = clean_line(texts["id"]), clean_line(texts["prefix"])
    place = Place(place.file, place.path, place.line, record=code)
    if not identifier:
        notes.add(place, "vervallen onderdeel zonder id is niet gelezen")
        return None
    types = fields.get("types")
    names = [t for t in types if isinstance(t, str)] if isinstance(types, list) else []
    known = [kinds[name] for name in names if name in kinds]
    if not known:
        notes.add(place, "vervallen onderdeel van een onbekend type is niet gelezen", identifier)
        return None
    follow = fields.get("replacedBy", [])
    if not isinstance(follow, list) or not all(isinstance(f, str) for f in follow):
        notes.add(place, "veld is geen lijst van id's", "replacedBy")
        follow = []
    if len(follow) > MAX_SUCCESSORS:
        notes.add(place, f"meer dan {MAX_SUCCESSORS} opvolgers; de rest is niet gelezen")
    return Retired(
        id=identifier,
        kind=known[0],
        code=code,
        title=clean_text(texts["title"]),
        replaced_by=tuple(dict.fromkeys(clean_line(f) for f in follow[:MAX_SUCCESSORS])),
        place=place,
    )


def _kinds(schema: Schema) -> dict[str, Kind]:
    """Kind by the name of a type in the data, which is the field for it without "_id"."""
    return {t.field.removesuffix("_id"): t.kind for t in schema.types.values()}


def _note_broken_chains(
    found: Mapping[str, Retired], current: Collection[str], notes: Notes
) -> None:
    for one in found.values():
        for target in one.replaced_by:
            if target not in found and target not in current:
                notes.add(one.place, "verwijst naar een opvolger die nergens staat", target)
    follows = {one.id: one.replaced_by for one in found.values()}
    for group in _groups(follows):
        first = found[min(group)]
        if len(group) > 1 or first.id in first.replaced_by:
            detail = f"{first.code or first.id}, {len(group)} onderdelen"
            notes.add(first.place, "opvolgers verwijzen in een kring naar elkaar", detail)


def _ends(
    follows: Mapping[str, tuple[str, ...]], current: Collection[str]
) -> dict[str, frozenset[str]]:
    """For each id what is in force at the end of its chains, at most `MAX_SUCCESSORS`."""
    ends: dict[str, frozenset[str]] = {}
    for group in _groups(follows):
        here: set[str] = set()
        for target in {target for one in group for target in follows[one]}:
            here |= {target} if target in current else ends.get(target, frozenset())
        together = frozenset(sorted(here)[:MAX_SUCCESSORS])
        ends.update(dict.fromkeys(group, together))
    return ends


def _groups(follows: Mapping[str, tuple[str, ...]]) -> Iterator[set[str]]:
    """Ids that lead to each other, together; what a group leads to comes before it.

    Tarjan's strongly connected components, without recursion, because a chain in a hostile file
    may be as long as the file.
    """
    index: dict[str, int] = {}
    low: dict[str, int] = {}
    path: list[str] = []
    on_path: set[str] = set()
    for start in follows:
        work = [] if start in index else [(start, iter(follows[start]))]
        while work:
            one, targets = work[-1]
            if one not in index:
                index[one] = low[one] = len(index)
                path.append(one)
                on_path.add(one)
            for target in targets:
                if target in follows and target not in index:
                    work.append((target, iter(follows[target])))
                    break
                if target in on_path:
                    low[one] = min(low[one], index[target])
            else:
                work.pop()
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[one])
                if low[one] == index[one]:
                    yield _taken_off(path, on_path, one)


def _taken_off(path: list[str], on_path: set[str], one: str) -> set[str]:
    """What stands on a path from `one` on, which it is cut off from."""
    group: set[str] = set()
    while one not in group:
        group.add(path.pop())
    on_path -= group
    return group
