"""Reads kwalificatiedossiers of SBB from XML, one or all of them in a file, as a stream.

The lists of domeinen, sectorkamers and competenties come first in the file; after that every
dossier is read and forgotten before the next one is.
Source: XML export of kwalificatiedossiers, SBB, 2015-2016.
"""

from __future__ import annotations

import hashlib
import sys
from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from lxml import etree

from align.errors import InputError
from align.model import Curriculum, Side, Source
from align.sources import limits
from align.sources.notes import Notes
from align.sources.reader import Recognition
from align.sources.sbb.dossier import dossier_items
from align.sources.sbb.keuzedeel import keuzedeel_items
from align.sources.sbb.text import Context, elements, titles
from align.sources.text import clean_line
from align.sources.xml_safe import xml_head
from align.sources.xml_stream import xml_records

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from align.model import Item, Place
    from align.sources.archive import SourceFiles
    from align.sources.xml_stream import XmlRecord

MAX_ITEMS = 200_000
"""Items of one file; all dossiers of SBB together give some 30,000."""
MAX_DOSSIERS = 5_000
"""Dossiers and keuzedelen of one file; SBB has some 170 and 1,500 of them."""
MAX_TEXT_BYTES = 150 * 2**20
"""Bytes that the texts of one file may take in memory; those of SBB together take some 20 MB."""
TWICE_HERE = "dossier staat twee keer in dit bestand en is één keer gelezen"
"""Kind of the warning about an equal dossier further on in the file."""

_DOMAINS, _CHAMBERS, _COMPETENCES = "sbb/domeinen", "sbb/sectorkamers", "sbb/competenties"
_DOSSIER = "sbb/dossiers/dossier"
_KEUZEDELEN = ("sbb/keuzedelen/keuzedeel", "sbb/dossiers/keuzedeel")
_NAMED = 3  # dossiers, and versions, that a title names
KEUZEDEEL = "sbb/keuzedeel"
"""How the id of every keuzedeel begins; its code follows."""


class SbbReader:
    """Reads the XML in which SBB publishes kwalificatiedossiers."""

    name = "sbb-xml"

    def recognise(self, files: SourceFiles) -> Recognition | None:
        """Recognise XML with root element <sbb>, also when its name does not end in .xml."""
        if len(files.names) != 1:
            return None
        (name,) = files.names
        head = xml_head(files.head(name))
        if head is None or head.root != "sbb":
            return None
        return Recognition(0.9, f"{name} is XML en begint met <sbb>")

    def read(self, files: SourceFiles, why: str) -> Curriculum:
        """Read all dossiers of a file; see `reader.Reader.read`."""
        (name,) = files.names
        where = files.where(name)
        digest = hashlib.sha256()
        found = _Found(name, where)
        paths = (_DOMAINS, _CHAMBERS, _COMPETENCES, _DOSSIER, *_KEUZEDELEN)
        for record in xml_records(_counted(files.blocks(name), digest), where, paths):
            found.add(record)
        if not found.names:
            raise InputError(
                "in dit XML-bestand staat geen dossier",
                where=where,
                advice="Haal het dossier opnieuw op bij s-bb.nl.",
            )
        source = Source(
            path=files.path,
            format=self.name,
            title=found.title(),
            version=found.version(),
            sha256=digest.hexdigest(),
            why=why,
            example=found.example,
        )
        return Curriculum(source, Side.MBO, tuple(found.items.values()), found.notes.in_order())


@dataclass(slots=True)
class _Found:
    """What has been read of a file so far; records are added in the order of the file."""

    file: str
    where: str
    notes: Notes = field(default_factory=Notes)
    items: dict[str, Item] = field(default_factory=dict)
    names: list[str] = field(default_factory=list)
    versions: list[str] = field(default_factory=list)
    example: bool = False
    dictionaries: dict[str, dict[str, str]] = field(default_factory=dict)
    domain_codes: dict[str, str] = field(default_factory=dict)
    seen: dict[str, dict[bytes, Place]] = field(default_factory=dict)  # dossiers by id, content
    repeated: Counter[str] = field(default_factory=Counter)  # how often an id was taken already
    text_bytes: int = 0

    def add(self, record: XmlRecord) -> None:
        """Read one record of the file."""
        self.example = self.example or record.root.get("voorbeeld") == "ja"
        if record.path == _DOSSIER:
            self._add_items(record, "sbb", dossier_items)
            self.versions.append(_version(record.element))
        elif record.path in _KEUZEDELEN:
            self._add_items(record, KEUZEDEEL, keuzedeel_items)
        else:
            self.dictionaries[record.path] = titles(record.element)
        if record.path == _DOMAINS:
            listed = elements(record.element)
            self.domain_codes = {e.get("nr", "").strip(): e.get("crebo", "") for e in listed}

    def title(self) -> str:
        """What the file is called."""
        if len(self.names) == 1:
            return f"Kwalificatiedossier {self.names[0]}"
        return f"Kwalificatiedossiers {_enumerated(self.names)}"

    def version(self) -> str:
        """The versions of its dossiers, each once."""
        versions = list(dict.fromkeys(filter(None, self.versions)))
        more = f"; en nog {len(versions) - _NAMED}" if versions[_NAMED:] else ""
        return "; ".join(versions[:_NAMED]) + more

    def _add_items(
        self,
        record: XmlRecord,
        prefix: str,
        read: Callable[[etree._Element, Context], Iterator[Item]],
    ) -> None:
        if record.position > MAX_DOSSIERS:
            raise self._too_much(f"meer dan {MAX_DOSSIERS} dossiers")
        element = record.element
        number = element.get("nr", "").strip()
        if prefix == KEUZEDEEL:  # known everywhere by its code, K0037
            number = element.get("code", "").strip() or number
        context = Context(
            id=f"{prefix}/{number}",
            file=self.file,
            notes=self.notes,
            knowledge=titles(element.find("kennisenvaardigheden")),
            competences=self.dictionaries.get(_COMPETENCES, {}),
            domains=self.dictionaries.get(_DOMAINS, {}),
            domain_codes=self.domain_codes,
            chambers=self.dictionaries.get(_CHAMBERS, {}),
            path=f"/{record.path}[{record.position}]",
            cut=len(element.getroottree().getpath(element)),
        )
        if not number:
            context.note(element, "dossier zonder nr")
        if self._stands_here_already(element, context):
            return
        self.names.append(clean_line(element.get("titel", "")))
        for item in read(element, context):
            self._keep(item)

    def _stands_here_already(self, element: etree._Element, context: Context) -> bool:
        """Whether an equal dossier was read; another one with the same nr gets its own ids."""
        content = hashlib.sha256(etree.tostring(element, with_tail=False)).digest()
        same = self.seen.setdefault(context.id, {})
        if content in same:
            also = f"nr {element.get('nr', '')}, ook op regel {same[content].line}"
            context.note(element, TWICE_HERE, also)
            return True
        if same:
            also = f"nr {element.get('nr', '')}, ook op regel {next(iter(same.values())).line}"
            context.note(element, "twee verschillende dossiers hebben hetzelfde nr", also)
            context.id = f"{context.id}#{len(same) + 1}"
        same[content] = context.place(element)
        return False

    def _keep(self, item: Item) -> None:
        """Keep an item; the second with an id gets its own, what stands below it stays put."""
        identifier = item.id
        while identifier in self.items:
            self.repeated[item.id] += 1
            identifier = f"{item.id}#{self.repeated[item.id] + 1}"
        if identifier != item.id:
            self.notes.add(item.place, "nr komt meer dan één keer voor", item.id)
            item = replace(item, id=identifier)
        self.items[identifier] = item
        self.text_bytes += sum(sys.getsizeof(section.text) for section in item.sections)
        if len(self.items) > MAX_ITEMS:
            most = f"{MAX_ITEMS:,}".replace(",", ".")
            raise self._too_much(f"meer dan {most} kerntaken, werkprocessen en vakkennis")
        if self.text_bytes > MAX_TEXT_BYTES:
            raise self._too_much(f"meer dan {limits.megabytes(MAX_TEXT_BYTES)} tekst")

    def _too_much(self, what: str) -> InputError:
        return InputError(
            f"in dit bestand staan {what}",
            where=self.where,
            advice="Geef een bestand met minder dossiers op.",
        )


def _counted(blocks: Iterable[bytes], digest: hashlib._Hash) -> Iterator[bytes]:
    """The same blocks, each added to the digest on its way."""
    for block in blocks:
        digest.update(block)
        yield block


def _enumerated(names: list[str]) -> str:
    """Names in a row: "A en B", "A, B en C", "A, B, C en nog 169"."""
    if len(names) > _NAMED + 1:
        return f"{', '.join(names[:_NAMED])} en nog {len(names) - _NAMED}"
    return f"{', '.join(names[:-1])} en {names[-1]}"


def _version(dossier: etree._Element) -> str:
    starts = [e.get("Geldig_vanaf", "").strip() for e in dossier.iterfind("dossiercrebos/*")]
    parts = [f"geldig vanaf {start}" for start in starts[:1] if start]
    parts += [clean_line(dossier.get(name, "")) for name in ("versie", "status")]
    return ", ".join(filter(None, parts))
