"""XML that is looked at before it is parsed: no DOCTYPE, no entity, nothing from the network."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from xml.parsers import expat

from lxml import etree

from align.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class XmlHead:
    """What stands before the content of an XML file.

    Attributes:
        root: name of the root element; empty when it was not reached.
        attributes: attributes of the root element.
        doctype_line: 1-based line of a DOCTYPE, 0 without one.
        fault_line: 1-based line where it stops being XML, 0 when it does not.
    """

    root: str = ""
    attributes: Mapping[str, str] = field(default_factory=dict)
    doctype_line: int = 0
    fault_line: int = 0


class _SeenError(Exception):
    """Stops the parser as soon as the head is known."""

    def __init__(self, head: XmlHead) -> None:
        self.head = head
        super().__init__()


def xml_head(first_bytes: bytes) -> XmlHead | None:
    """Read the head of an XML file, or None when these bytes are no XML.

    The parser is stopped at the DOCTYPE itself, before any entity in it is read, and at the root
    element otherwise.
    """
    stripped = first_bytes.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    if not stripped.startswith(b"<"):
        return None
    parser = _head_parser()
    try:
        parser.Parse(first_bytes, False)  # noqa: FBT003 -- expat takes no names
    except _SeenError as seen:
        return seen.head
    except (expat.ExpatError, LookupError, ValueError):
        return XmlHead(fault_line=parser.CurrentLineNumber)
    return XmlHead()


class HeadWatch:
    """Looks at a stream of XML until its root element, and refuses a DOCTYPE before it is read."""

    def __init__(self, where: str) -> None:
        self._where = where
        self._parser: expat.XMLParserType | None = _head_parser()

    def feed(self, block: bytes) -> None:
        """Look at the next bytes.

        Raises:
            InputError: at a DOCTYPE.
        """
        if self._parser is None:
            return
        try:
            self._parser.Parse(block, False)  # noqa: FBT003
        except _SeenError as seen:
            self._parser = None
            if seen.head.doctype_line:
                raise doctype_refused(self._where, seen.head.doctype_line) from None
        except (expat.ExpatError, LookupError, ValueError):
            self._parser = None  # whoever reads the whole says what is wrong


def _head_parser() -> expat.XMLParserType:
    parser = expat.ParserCreate()

    def at_doctype(*_: object) -> None:
        raise _SeenError(XmlHead(doctype_line=parser.CurrentLineNumber))

    def at_root(name: str, attributes: dict[str, str]) -> None:
        raise _SeenError(XmlHead(root=name, attributes=attributes))

    parser.StartDoctypeDeclHandler = at_doctype
    parser.StartElementHandler = at_root
    return parser


def parse_xml(data: bytes, where: str) -> etree._Element:
    """Root element of an XML file in whatever encoding it declares.

    Raises:
        InputError: it has a DOCTYPE, is cut off, or is not well formed; with its line.
    """
    head = xml_head(data)
    if head and head.doctype_line:
        raise doctype_refused(where, head.doctype_line)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise _broken(error, data, where) from error
    except (LookupError, ValueError) as error:
        raise not_well_formed(where, 1) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise doctype_refused(where, 1)
    return root


def doctype_refused(where: str, line: int) -> InputError:
    """The message for a file with a DOCTYPE, the only door to entities."""
    return InputError(
        "dit XML-bestand heeft een DOCTYPE, en die kan andere bestanden binnenhalen",
        where=f"{where}, regel {line}",
        advice="Een dossier van SBB heeft er geen: haal het dossier opnieuw op bij s-bb.nl.",
    )


def not_well_formed(where: str, line: int) -> InputError:
    """The message for something that looks like XML and is not."""
    return InputError(
        "de XML klopt hier niet",
        where=f"{where}, regel {line}",
        advice="Haal het dossier opnieuw op bij s-bb.nl en verander het niet met de hand.",
    )


def cut_off(where: str, line: int) -> InputError:
    """The message for XML that ends before its root element does."""
    return InputError(
        "de XML is hier afgebroken; het laatste deel ontbreekt of klopt niet",
        where=f"{where}, regel {line}",
        advice="Haal het dossier opnieuw op bij s-bb.nl; de download is waarschijnlijk gestopt.",
    )


def _broken(error: etree.XMLSyntaxError, data: bytes, where: str) -> InputError:
    line = error.lineno or 1
    past_the_end = line > data.rstrip().count(b"\n")
    return cut_off(where, line) if past_the_end else not_well_formed(where, line)
