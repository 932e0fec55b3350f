"""Niveaus of SLO: which of them are leerwegen of the vmbo, and what the others are called.

Known by uuid, because their prefixes are not unique. When niveaus.json of curriculum-basis lies in
or beside the source, it tells about niveaus that are not in this table.
Source: SLO curriculum-basis (niveaus.json).
"""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING

from align.errors import InputError
from align.model import Fact, Leerweg, Place
from align.sources.json_document import MAX_BYTES
from align.sources.json_records import read_records
from align.sources.slo.schema import BASIS_FILE
from align.sources.text import clean_line

if TYPE_CHECKING:
    from align.sources.archive import SourceFiles
    from align.sources.notes import Notes
    from align.sources.slo.records import Node
    from align.sources.slo.schema import Schema

_TITLES = {
    "861d98e4-e5ae-4ed7-89f6-f224605f7c97": "bb vmbo bb",
    "8574855d-0670-42bf-9f73-dc6706278b8b": "bb vmbo kb",
    "64852857-b601-419f-9cbb-e1335a185303": "bb vmbo gl",
    "8450c011-f812-4f89-97a9-6b8820baffc5": "bb vmbo tl",
    "50d3e467-28c8-4c42-a0fe-e0000819ba39": "ob vmbo bb",
    "2c0dd3c9-4432-4f0a-b103-f3ea2f5c1fc8": "ob vmbo kb",
    "01aede69-edcd-4352-97e8-e16cb5d0015e": "ob vmbo gl",
    "c63858da-23e4-4e1e-8456-b4aa13a6a826": "ob vmbo tl",
    "aced88e1-bb12-42f9-88df-16d7abfda57e": "bb vmbo",
    "c2ad90a9-30fb-49f2-89c2-bd269b60a784": "ob vmbo",
    "6dc8e1f2-a929-418f-b4e5-6be1204639da": "bb havo",
    "5ca732b3-3ec2-4b13-9f08-d55b8739fe31": "ob havo",
    "caf5e806-cdb6-4d62-a5ed-0c3c1ff3e0bb": "bb vwo",
    "b5a4f104-fb2d-4c71-8f36-702d9567a752": "ob vwo",
    "512e4729-03a4-43a2-95ba-758071d1b725": "po",
}
_BESIDE = (
    posixpath.join("curriculum-basis", "data", BASIS_FILE),
    posixpath.join("slo-basis", BASIS_FILE),
    BASIS_FILE,
)
# "bb" before "vmbo" is bovenbouw; after it, it is the basisberoepsgerichte leerweg.
_LEERWEG = re.compile(r"\bvmbo (bb|kb|gl|tl)\b")


class Levels:
    """Titles of niveaus by uuid, from the table above and from niveaus.json.

    Args:
        files: the source; niveaus.json may lie anywhere in it, or beside it.
        notes: where it is noted that niveaus.json cannot be read.
    """

    def __init__(self, files: SourceFiles, notes: Notes) -> None:
        self._titles = dict(_TITLES)
        self._notes = notes
        inside = [name for name in files.names if posixpath.basename(name) == BASIS_FILE]
        for name in inside:
            self._add(files.read(name, MAX_BYTES), name)
        for name in () if inside else _BESIDE:
            if (data := files.beside(name)) is not None:
                self._add(data, name)

    def leerwegen(self, node: Node, schema: Schema) -> tuple[Leerweg, ...]:
        """The leerwegen that a record states; what does not fit its schema is noted."""
        states_level = schema.types[node.type].states_level
        if node.niveaus and schema.vmbo_only and not states_level:
            what = "leerweg (niveau_id) op een onderdeel dat er geen hoort te hebben"
            self._notes.add(node.place, what)
        found = set()
        for niveau in node.niveaus:
            title = self._titles.get(niveau, "")
            if leerweg := _LEERWEG.search(title):
                found.add(Leerweg(leerweg[1]))
            elif schema.vmbo_only or not title:
                detail = f"{niveau} ({title})" if title else niveau
                self._notes.add(node.place, "onbekende leerweg (niveau_id)", detail)
        if not found and states_level and schema.vmbo_only:
            self._notes.add(node.place, "geen leerweg (niveau_id) vermeld")
        return tuple(sorted(found))

    def facts(self, node: Node, schema: Schema) -> tuple[Fact, ...]:
        """The titles of its niveaus, where a set has more than those of the vmbo."""
        if schema.vmbo_only:
            return ()
        titles = sorted(self._titles[n] for n in node.niveaus if n in self._titles)
        return tuple(Fact("niveau", title, node.place) for title in titles)

    def _add(self, data: bytes, name: str) -> None:
        try:
            records = read_records(data, name)
        except InputError as fault:
            self._notes.add(Place(name), "de lijst van niveaus is niet gelezen", fault.what)
            return
        for record in records:
            uuid, title = record.fields.get("id"), record.fields.get("title")
            if isinstance(uuid, str) and isinstance(title, str):
                # "vmbo bb, 3" is a leerjaar in a leerweg; it counts as that leerweg.
                self._titles[clean_line(uuid)] = clean_line(title)
