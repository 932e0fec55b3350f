"""Several documents that are one: dossiers that became one, or a PTA a year or a vak of a school.

Tables of the vmbo side may speak of the same item, which is known by its id, and that follows from
its code or its texts. What they say of it stands together then, with a warning where they name it
differently. Of other documents each item stands in one of them.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from align.errors import InputError
from align.model import Curriculum, Section, Side, Source, SourceWarning
from align.sources.plain_files import printable
from align.sources.table.reader import TableReader
from align.sources.table.vocabulary import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from align.model import Item

_MOST_TITLES = 3  # titles that the title of all together names
_LONGEST_SHOWN = 60  # characters of a title in a warning


def as_one(documents: Sequence[Curriculum], path: str) -> Curriculum:
    """The documents of one path as one, in given order.

    Args:
        documents: at least one, of one side.
        path: as the user gave it.

    Raises:
        InputError: they are of two sides, or an id stands in two of them that are no vmbo tables.
    """
    if len(documents) == 1:
        return documents[0]
    if len({document.side for document in documents}) > 1:
        raise InputError(
            "hierin staan bronnen van vmbo en van mbo door elkaar",
            where=path,
            advice="Vergelijk twee versies van dezelfde kant; zet elke kant in een eigen map.",
        )
    if all(map(_is_vmbo_table, documents)):
        documents = [_placed(document, _name(document, path)) for document in documents]
        items, differences = _merged(documents)
    else:
        _check_ids(documents)
        items, differences = tuple(item for one in documents for item in one.items), ()
    return Curriculum(
        source=_source(documents, path),
        side=documents[0].side,
        items=items,
        warnings=(*(warning for one in documents for warning in one.warnings), *differences),
        rulings=tuple(ruling for document in documents for ruling in document.rulings),
        facts=tuple(fact for document in documents for fact in document.facts),
        retired=tuple(one for document in documents for one in document.retired),
    )


def tables_of(documents: Iterable[Curriculum], path: str) -> tuple[Curriculum, ...]:
    """The vmbo tables of a folder or zip that commands read as one; () when they do not.

    Args:
        documents: as read from every path that the user gave, this one among them.
        path: as the user gave it.
    """
    own = {d.source.path: d for d in documents if _lies_in(d, path)}
    return tuple(own.values()) if len(own) > 1 and all(map(_is_vmbo_table, own.values())) else ()


def _is_vmbo_table(document: Curriculum) -> bool:
    return document.side is Side.VMBO and document.source.format.startswith(TableReader.name)


def _check_ids(documents: Sequence[Curriculum]) -> None:
    first: dict[str, str] = {}
    for document in documents:
        for item in document.items:
            other = first.setdefault(item.id, document.source.path)
            if other != document.source.path:
                raise InputError(
                    f"id {item.id} staat ook in {other}",
                    where=document.source.path,
                    advice="Geef elk document één keer.",
                )


def _source(documents: Sequence[Curriculum], path: str) -> Source:
    sources = [document.source for document in documents]
    titles = list(dict.fromkeys(source.title for source in sources))
    more = len(titles) - _MOST_TITLES
    shown = titles[:_MOST_TITLES] + ([f"en nog {more}"] if more > 0 else [])
    tables = [f"{_name(d, path)}: {d.source.why}" for d in documents if _is_vmbo_table(d)]
    return Source(
        path=path,
        format=", ".join(dict.fromkeys(source.format for source in sources)),
        title="; ".join(shown),
        version="; ".join(dict.fromkeys(s.version for s in sources if s.version)),
        sha256=hashlib.sha256("".join(s.sha256 for s in sources).encode()).hexdigest(),
        why="; ".join([f"{len(documents)} documenten samen", *tables]),
        example=any(source.example for source in sources),
    )


def _name(document: Curriculum, path: str) -> str:
    """How a document is named from the folder or zip it lies in; outside it its path."""
    own, folder = document.source.path, printable(Path(path))
    if folder == ".":
        return own  # what lies in the folder one works in is named from there
    name = own.removeprefix(folder)
    return name.lstrip("/\\› ") if name.startswith(("/", "\\", " ›")) else own


def _lies_in(document: Curriculum, path: str) -> bool:
    """Whether a document was read out of this folder or zip, and is not the path itself."""
    own = document.source.path
    return _name(document, path) != own or (Path(path) == Path() and not Path(own).is_absolute())


def _merged(
    documents: Iterable[Curriculum],
) -> tuple[tuple[Item, ...], tuple[SourceWarning, ...]]:
    """Every item once, in display order, and where documents do not agree on it."""
    items: dict[str, Item] = {}
    differences: list[SourceWarning] = []
    for item in (item for document in documents for item in document.items):
        before = items.get(item.id)
        if before and _renamed(before, item):
            differences.append(
                SourceWarning(
                    item.place,
                    f"heet in {before.place.file} anders, beide teksten tellen: "
                    f"{before.title[:_LONGEST_SHOWN]}",
                )
            )
        items[item.id] = _both(before, item) if before else item
    below: dict[str, list[Item]] = {}
    for item in items.values():
        below.setdefault(item.parent if item.parent in items else "", []).append(item)
    return tuple(_below("", below)), tuple(differences)


def _both(one: Item, other: Item) -> Item:
    """What two tables say of an item; a leerweg that one of them does not state bounds nothing."""
    stated = {*one.leerwegen, *other.leerwegen} if one.leerwegen and other.leerwegen else ()
    texts = {(section.label, section.text) for section in one.sections}
    named = (Section("omschrijving", other.title, other.place),) if _renamed(one, other) else ()
    facts = {(fact.name, fact.value) for fact in one.facts}
    return replace(
        one,
        code=one.code or other.code,
        title=one.title or other.title,
        parent=one.parent or other.parent,
        sections=(
            *one.sections,
            *(new for new in (*named, *other.sections) if (new.label, new.text) not in texts),
        ),
        leerwegen=tuple(sorted(stated)),
        facts=(*one.facts, *(new for new in other.facts if (new.name, new.value) not in facts)),
    )


def _renamed(one: Item, other: Item) -> bool:
    """Whether two titles differ in more than capitals and punctuation."""
    return len({plain(one.title), plain(other.title)} - {""}) > 1


def _below(parent: str, children: Mapping[str, Sequence[Item]]) -> Iterator[Item]:
    for item in children.get(parent, ()):
        yield item
        yield from _below(item.id, children)


def _placed(curriculum: Curriculum, name: str) -> Curriculum:
    """A curriculum whose places name its file as it lies in the folder."""
    return replace(
        curriculum,
        items=tuple(
            replace(
                item,
                place=replace(item.place, file=name),
                sections=tuple(
                    replace(s, place=replace(s.place, file=name)) for s in item.sections
                ),
                facts=tuple(replace(f, place=replace(f.place, file=name)) for f in item.facts),
            )
            for item in curriculum.items
        ),
        warnings=tuple(replace(w, place=replace(w.place, file=name)) for w in curriculum.warnings),
    )
