"""What `fuzz.py` runs: the readers as one function of bytes, seeds for them, and mutations.

A reader may refuse any bytes with a fault of the family in `align/errors.py`. Every other
exception is a finding.
"""

from __future__ import annotations

import io
import json
import random
import re
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from copy import deepcopy
from datetime import date
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium
from lxml import etree

from align.errors import AlignError
from align.resources import resource

Mutate = Callable[[bytes], bytes]

_ENDINGS = ((b"PK", ".zip"), (b"%PDF", ".pdf"), (b"<", ".xml"), (b"{", ".json"), (b"[", ".json"))
_MOST_RECORDS, _MOST_LINES, _MOST_PAGES, _MOST_SAME = 5, 12, 2, 2
_STREAM = re.compile(rb"stream\r?\n(.*?)endstream", re.DOTALL)
_TODAY = date(2026, 1, 1)

#: What breaks readers more often than chance does.
_TOKENS = (
    *(b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"\xed\xa0\x80", b"\r", b'"', b"\\ud800", b"\\u0000"),
    *(b"NaN", b"Infinity", b"-1", b"1e999", b"null", b"[" * 300, b"{" * 300, b"]", b"}"),
    *(
        b"9" * 400,
        b"99999999999",
        b"0",
        b"%s",
        b"&#x0;",
        b"&#xD800;",
        b"<!DOCTYPE a>",
        b"<![CDATA[",
    ),
    *(
        b"A1:XFD1048576",
        b"1048576",
        b"endobj",
        b"/Kids",
        b"/Parent 1 0 R",
        b"\xe2\x80\xae",
        b"\n\n",
    ),
)


def read_source(path: Path) -> None:
    """A source, as every command takes it, and what is shown and written of it."""
    from align.exchange.convert import convert  # noqa: PLC0415 -- read after instrumentation
    from align.exchange.inspect_json import inspect_json  # noqa: PLC0415
    from align.sources import load_each  # noqa: PLC0415

    found, _faults = load_each([path])
    inspect_json(found)
    for document in found[:2]:
        for to in ("json", "case", "csv"):
            with suppress(AlignError):
                convert(document, to, made_on=_TODAY, tool_version="0")


def read_decided(path: Path) -> None:
    """Decisions, and the file that is written of them again."""
    from align.exchange.decisions_files import decisions_files  # noqa: PLC0415
    from align.exchange.decisions_read import read_decisions  # noqa: PLC0415

    found = read_decisions([path])
    decisions_files(found, ("json", "csv", "sssom", "case"), made_on=_TODAY, tool_version="0")


def read_other(path: Path) -> None:
    """What else a user may hand over: rated pairs, hours, a thesaurus, an old atlas, kept pieces.

    All of them are tried on the same bytes; a fault of one is no reason to leave out the next.
    """
    from align.overlap.atlas_json import part_from_json  # noqa: PLC0415
    from align.overlap.atlas_sources import _from_json  # noqa: PLC0415 -- read from disk
    from align.planning.assumptions import load_assumptions  # noqa: PLC0415
    from align.report.atlas_folder import _manifest  # noqa: PLC0415 -- read from disk
    from align.similarity.encoders.local import _width  # noqa: PLC0415 -- read from disk
    from align.similarity.gold import read_gold  # noqa: PLC0415
    from align.similarity.thesaurus.reading import _statements  # noqa: PLC0415

    data = path.read_bytes()
    named = {
        name: path.with_name(name) for name in ("u.csv", "u.toml", "atlas.json", "config.json")
    }
    for copy in named.values():
        copy.write_bytes(data)
    readers: tuple[Callable[[], object], ...] = (
        lambda: read_gold(path),
        lambda: load_assumptions(named["u.csv"]),
        lambda: load_assumptions(named["u.toml"]),
        lambda: _statements(path),
        lambda: _manifest(path.parent),
        lambda: _width(path.parent),
        lambda: part_from_json(data),
        lambda: _from_json(data),
    )
    for read in readers:
        with suppress(AlignError):
            read()


TARGETS: dict[str, Callable[[Path], None]] = {
    "sources": read_source,
    "pdf": read_source,  # by itself: one of these takes as long as ten others
    "decisions": read_decided,
    "other": read_other,
}


class Trial:
    """Runs one target on bytes, in a folder of its own that is emptied every time."""

    def __init__(self, target: str, folder: Path) -> None:
        self._read, self._folder = TARGETS[target], folder

    def __call__(self, data: bytes) -> Exception | None:
        """The exception that no input may cause, or None."""
        start = data.lstrip(b"\xef\xbb\xbf \t\r\n")
        ending = next((end for head, end in _ENDINGS if start.startswith(head)), ".csv")
        path = self._folder / f"invoer{ending}"
        path.write_bytes(data)
        try:
            self._read(path)
        except AlignError:
            return None
        except (Exception, RecursionError) as found:  # noqa: BLE001 -- this is what is looked for
            return found
        finally:
            path.unlink(missing_ok=True)
        return None


def mutated(data: bytes, chance: random.Random, inner: Mutate | None = None) -> bytes:
    """Other bytes: a part of a zip or a stream of a PDF is unpacked, changed and packed again.

    JSON and XML are changed as trees more often than not: bytes by chance mostly make what no
    parser takes, and then nothing behind the parser is tried.

    Args:
        data: what to change.
        chance: decides how.
        inner: changes plain bytes; `plainly` when it is left out.
    """
    change = inner or (lambda plain: plainly(plain, chance))
    if data.startswith(b"PK") and chance.random() < 0.9:
        with suppress(zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError):
            return _in_a_zip(data, chance, change)
    if data.startswith(b"%PDF") and chance.random() < 0.5:
        return _in_a_stream(data, chance, change)
    start = data[:64].lstrip(b"\xef\xbb\xbf \t\r\n")[:1]
    if start in {b"{", b"["} and chance.random() < 0.6:
        with suppress(ValueError, RecursionError):
            return _in_json(data, chance)
    if start == b"<" and chance.random() < 0.6:
        with suppress(etree.LxmlError, ValueError):
            return _in_xml(data, chance)
    return change(data)


def plainly(data: bytes, chance: random.Random) -> bytes:
    """Bytes with one to eight pieces taken out, doubled, moved, flipped or put in."""
    changed = bytearray(data)
    for _ in range(2 ** chance.randrange(4)):
        at = chance.randrange(len(changed) + 1)
        piece = bytes(changed[at : at + chance.choice((1, 2, 8, 64, 1024))])
        kind = chance.randrange(6)
        if kind == 0:
            del changed[at : at + len(piece)]
        elif kind == 1:
            changed[at:at] = piece * chance.choice((1, 2, 50))
        elif kind == 2:
            to = chance.randrange(len(changed) + 1)
            changed[to:to] = piece
        elif kind == 3 and piece:
            changed[at] = chance.randrange(256)
        elif kind == 4:
            changed[at:at] = chance.choice(_TOKENS)
        else:
            changed[at : at + len(piece)] = chance.choice(_TOKENS)
    return bytes(changed)


def _in_a_zip(data: bytes, chance: random.Random, change: Mutate) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as old:
        parts = {info.filename: old.read(info) for info in old.infolist() if info.file_size < 2**22}
    if parts:
        name = chance.choice(sorted(parts))
        parts[name] = mutated(parts[name], chance, change)
    return zipped(parts)


def _in_a_stream(data: bytes, chance: random.Random, change: Mutate) -> bytes:
    streams = list(_STREAM.finditer(data))
    if not streams:
        return change(data)
    found = chance.choice(streams)
    try:
        packed = zlib.compress(change(zlib.decompress(found[1])))
    except zlib.error:
        packed = change(found[1])
    return data[: found.start(1)] + packed + b"\n" + data[found.end(1) :]


#: Values that another kind of value is expected in the place of, and texts with a meaning.
_VALUES: tuple[object, ...] = (
    *(None, True, False, 0, -1, 2**70, -0.0, 1e308, "", " ", "0", "-1", "\x00", "\u202e", "\ufffe"),
    *([], {}, [None], {"": None}, [[]], "a" * 5000, "2026-02-30", "9999-12-31", "0000-00-00"),
    *(
        "http://[",
        "urn:",
        "P/ZW/01",
        "P//",
        "25894",
        "99999999999",
        "=1+1",
        "kb;gl",
        "1,5",
        "½",
        "²",
    ),
)


def _in_json(data: bytes, chance: random.Random) -> bytes:
    """One to four values of a JSON taken out, doubled, swapped or put in the place of another."""
    tree = json.loads(data.decode("utf-8-sig", errors="replace"))
    holders: list[Any] = []
    left: list[object] = [tree]
    while left:
        value = left.pop()
        if isinstance(value, dict | list):
            holders += [value] if value else []
            left += value.values() if isinstance(value, dict) else value
    for _ in range(chance.randint(1, 4) if holders else 0):
        holder, kind = chance.choice(holders), chance.randrange(5)
        if not holder:
            continue
        at: Any = chance.choice(list(holder) if isinstance(holder, dict) else range(len(holder)))
        if kind == 0:
            del holder[at]
        elif kind == 1 and isinstance(holder, list):
            holder.insert(chance.randrange(len(holder) + 1), holder[at])
        elif kind == 1 and isinstance(holder, dict):
            holder[chance.choice(("id", "", "x", "title"))] = holder[at]
        elif kind == 2:
            other = chance.choice(holders)
            holder[at] = json.loads(json.dumps(other)) if other else None
        else:
            holder[at] = chance.choice(_VALUES)
    return json.dumps(tree, ensure_ascii=chance.random() < 0.5, indent=1).encode(
        "utf-8", errors="surrogatepass"
    )


def _in_xml(data: bytes, chance: random.Random) -> bytes:
    """One to four elements of an XML taken out, doubled, moved, renamed, or with other text."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    root = etree.fromstring(data, parser)
    texts = [value for value in _VALUES if isinstance(value, str) and "\x00" not in value]
    for _ in range(chance.randint(1, 4)):
        every = [element for element in root.iter() if isinstance(element.tag, str)]
        element, kind = chance.choice(every), chance.randrange(6)
        parent = element.getparent()
        if kind == 0 and parent is not None:
            parent.remove(element)
        elif kind == 1 and parent is not None:
            for _ in range(chance.choice((1, 1, 30))):
                parent.insert(chance.randrange(len(parent) + 1), deepcopy(element))
        elif kind == 2:
            chance.choice(every).append(
                deepcopy(element) if len(element) < 50 else element.makeelement("a")
            )
        elif kind == 3:
            element.tag = chance.choice(every).tag
        elif kind == 4 and element.attrib:
            element.set(chance.choice(sorted(map(str, element.attrib))), chance.choice(texts))
        else:
            with suppress(ValueError):
                element.text = chance.choice(texts)
    return etree.tostring(root, xml_declaration=True, encoding="utf-8")


def zipped(parts: dict[str, bytes]) -> bytes:
    """A zip of these parts."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(zipfile.ZipInfo(name or "leeg"), data)
    return made.getvalue()


def seeds(target: str, real: Path | None) -> Iterator[bytes]:
    """Files to start from: the examples that come with align, and pruned copies of real ones."""
    corpora = resource("corpora")
    if target == "decisions":
        yield from _decided(corpora / "besluiten-voorbeeld.json")
        yield from (path.read_bytes() for path in sorted((real or corpora).glob("sssom/*.tsv")))
        return
    if target == "other":
        yield (corpora / "gold-voorbeeld.json").read_bytes()
        yield b"".join(
            (corpora / "thesaurus" / "vakthesaurus.ttl").read_bytes().splitlines(keepends=True)[:40]
        )
        yield b"naam;waarde\nuren_per_jaar;1000\nniveau 25894;4\nP/ZW/01;60\n"
        yield b"[aannames]\nperiodes_per_jaar = 4\n[eenheden]\n'P/Z' = 60\n[niveaus]\n25894 = 4\n"
        yield b'{"format": "align-atlas/1", "files": {"a.html": ["00", "11"]}, "hidden_size": 512}'
        yield b'{"parts": [["99101", "ab"]], "left": [], "pairs": [], "id": "x", "title": "y"}'
        return
    if target == "pdf":
        for path in sorted((real or corpora).rglob("*.pdf")):
            yield _pruned_pdf(path.read_bytes())
        return
    folder = corpora / "vmbo-voorbeeld" / "data"
    yield zipped({f"data/{path.name}": path.read_bytes() for path in sorted(folder.glob("*.json"))})
    yield from (path.read_bytes() for path in sorted((corpora / "mbo-voorbeeld").glob("*.xml")))
    if real is None:
        return
    for release in sorted(real.glob("slo-bg/*/data")):
        files = sorted(release.glob("*.json"))
        yield zipped({f"data/{path.name}": _pruned_json(path.read_bytes()) for path in files})
    for path in sorted(real.rglob("*")):
        if path.is_file() and "slo-bg" not in path.parts and path.suffix != ".pdf":
            yield _pruned(path.read_bytes())


def _decided(path: Path) -> Sequence[bytes]:
    """Decisions in every format that can be read back."""
    from align.exchange.decisions_files import decisions_files  # noqa: PLC0415
    from align.exchange.decisions_read import read_decisions  # noqa: PLC0415

    asked = ("json", "xlsx", "csv", "sssom")
    made = decisions_files(read_decisions([path]), asked, made_on=_TODAY, tool_version="0")
    return [data if isinstance(data, bytes) else data.encode() for data in made.values()]


def _pruned(data: bytes) -> bytes:
    """A copy that is quick to read and still holds every kind of thing that is in it."""
    start = data.lstrip(b"\xef\xbb\xbf \r\n")[:1]
    if data.startswith((b"PK", b"\xd0\xcf")) or len(data) < 5_000:
        return data
    if start == b"<":
        return _pruned_xml(data)
    try:
        return _pruned_json(data)
    except ValueError:
        return b"".join(data.splitlines(keepends=True)[:_MOST_LINES])


def _pruned_json(data: bytes) -> bytes:
    def cut(value: object) -> object:
        if isinstance(value, list):
            return [cut(entry) for entry in value[:_MOST_RECORDS]]
        return {k: cut(v) for k, v in value.items()} if isinstance(value, dict) else value

    return json.dumps(cut(json.loads(data)), ensure_ascii=False, indent=1).encode()


def _pruned_pdf(data: bytes) -> bytes:
    old, new, made = pdfium.PdfDocument(data), pdfium.PdfDocument.new(), io.BytesIO()
    new.import_pages(old, list(range(min(_MOST_PAGES, len(old)))))
    new.save(made)
    return made.getvalue()


def _pruned_xml(data: bytes) -> bytes:
    root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
    for parent in list(root.iter()):
        seen: dict[object, int] = {}
        for child in list(parent):
            seen[child.tag] = seen.get(child.tag, 0) + 1
            if seen[child.tag] > _MOST_SAME:
                parent.remove(child)
    return etree.tostring(root, xml_declaration=True, encoding="utf-8")


def temporary_folder() -> tempfile.TemporaryDirectory[str]:
    """A folder in memory where the system has one; a disk would be slower than most readers."""
    memory = Path("/dev/shm")  # noqa: S108 -- only a folder with a random name in it
    return tempfile.TemporaryDirectory(dir=memory if memory.is_dir() else None)
