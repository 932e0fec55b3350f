"""XML of any length, one record at a time: what was handed out is cleared before the next is read.

The same precautions as in `xml_safe`, which see: no DOCTYPE, no entity, nothing from the network.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lxml import etree

from align.errors import InputError
from align.sources import limits
from align.sources.xml_safe import HeadWatch, cut_off, doctype_refused, not_well_formed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

MAX_MARKS = 200_000
"""Elements and attributes of one record together; a real dossier of SBB has up to 4,000."""
MAX_RECORD_BYTES = 20 * 2**20
"""Bytes of one record; a real dossier of SBB has 100 to 250 kB."""


@dataclass(frozen=True, slots=True)
class XmlRecord:
    """One element of a stream, whole, to be used before the next is asked for.

    Attributes:
        path: tag names from the root down to it, "sbb/dossiers/dossier".
        position: its place among the records of this path, from 1.
        element: the element.
        root: attributes of the root element.
    """

    path: str
    position: int
    element: etree._Element
    root: Mapping[str, str]


def xml_records(blocks: Iterable[bytes], where: str, paths: Iterable[str]) -> Iterator[XmlRecord]:
    """Read the elements at some paths, in the order of the file.

    Args:
        blocks: the bytes of the file.
        where: how messages name the file.
        paths: tag names from the root down, such as "sbb/dossiers/dossier".

    Raises:
        InputError: the file has a DOCTYPE, is cut off or not well formed, or has a record that is
            larger than `MAX_MARKS` or `MAX_RECORD_BYTES`.
    """
    positions = dict.fromkeys(paths, 0)
    root: dict[str, str] = {}
    parser = _Feed(where, {tag for path in positions for tag in (path.split("/")[0], _last(path))})
    for event, element in parser.events(blocks):
        if event == "start":
            if element.getparent() is None:
                _refuse_doctype(element, where)
                root = {str(name): str(value) for name, value in element.attrib.items()}
            continue
        path = _path(element)
        if path in positions:
            positions[path] += 1
            yield XmlRecord(path, positions[path], element, root)
            _clear(element)
            parser.start_again()


class _Feed:
    """Feeds a parser block by block, and stops when too much has come since the last record."""

    def __init__(self, where: str, tags: set[str]) -> None:
        self._where = where
        self._marks = 0
        self._bytes = 0
        self._parser = etree.XMLPullParser(
            events=("start", "end"),
            tag=sorted(tags),
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=False,
        )

    def start_again(self) -> None:
        """Count from here."""
        self._marks = self._bytes = 0

    def events(self, blocks: Iterable[bytes]) -> Iterator[tuple[str, etree._Element]]:
        """Start and end of every element with one of the tags."""
        head = HeadWatch(self._where)
        try:
            for block in blocks:
                head.feed(block)
                self._weigh(block)
                self._parser.feed(block)
                yield from self._read()
        except etree.XMLSyntaxError as error:
            raise not_well_formed(self._where, error.lineno or 1) from error
        except (LookupError, ValueError) as error:
            raise not_well_formed(self._where, 1) from error
        try:
            _refuse_doctype(self._parser.close(), self._where)
        except etree.XMLSyntaxError as error:
            raise cut_off(self._where, error.lineno or 1) from error
        yield from self._read()

    def _read(self) -> Iterator[tuple[str, etree._Element]]:
        for event, element in self._parser.read_events():
            if isinstance(element, etree._Element):  # noqa: SLF001 -- the one public type of lxml
                yield event, element

    def _weigh(self, block: bytes) -> None:
        self._marks += block.count(b"<") + block.count(b"=")
        self._bytes += len(block)
        if self._marks > MAX_MARKS:
            raise self._too_much(f"{MAX_MARKS:,} elementen en attributen".replace(",", "."))
        if self._bytes > MAX_RECORD_BYTES:
            raise self._too_much(limits.megabytes(MAX_RECORD_BYTES))

    def _too_much(self, what: str) -> InputError:
        return InputError(
            f"één onderdeel van dit XML-bestand is groter dan {what}",
            where=self._where,
            advice="Een dossier van SBB is veel kleiner: haal het opnieuw op bij s-bb.nl.",
        )


def _path(element: etree._Element) -> str:
    tags = [str(element.tag), *(str(above.tag) for above in element.iterancestors())]
    return "/".join(reversed(tags))


def _last(path: str) -> str:
    return path.rpartition("/")[2]


def _clear(element: etree._Element) -> None:
    """Forget an element and everything before it; what comes after is not there yet."""
    element.clear()
    above = element.getparent()
    while above is not None and element.getprevious() is not None:
        del above[0]


def _refuse_doctype(element: etree._Element, where: str) -> None:
    # The second door: should the watch at the first have missed it, no entity was expanded.
    if element.getroottree().docinfo.internalDTD is not None:
        raise doctype_refused(where, 1)
