"""The mbo documents of an atlas: what parts each holds, read again only when it changed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from align import __version__
from align.errors import AlignError, InputError, SeveralInputsError
from align.model import Curriculum, Side
from align.overlap.atlas import part_sha256, parts_of
from align.overlap.kept import Kept, key_of
from align.sources.archive import SourceFiles, open_source
from align.sources.documents import Document, contents

_FORMAT = "align-atlas-source/1"


@dataclass(frozen=True, slots=True)
class SourceParts:
    """A document of the mbo side and the parts in it.

    Attributes:
        title, version, format, sha256, why, example: see `model.Source`.
        counts: items per kind.
        warnings: what did not fit, with its place.
        parts: id and digest of what it says, of each part.
    """

    title: str
    version: str
    format: str
    sha256: str
    why: str
    example: bool
    counts: Mapping[str, int]
    warnings: tuple[str, ...]
    parts: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class MboDocument:
    """A document of the mbo side.

    Attributes:
        path: where it lies, as the user named it.
        holds: what is in it.
    """

    path: str
    holds: SourceParts
    _document: Document

    def parts(self, ids: Iterable[str]) -> list[Curriculum]:
        """Some of its parts, whole, in display order; the document is read for it.

        Raises:
            InputError: it can no longer be read, or is of the vmbo now.
        """
        wanted = set(ids)
        parts = parts_of(_read(self._document))
        return [part for part in parts if part.children[""][0].id in wanted]


@dataclass(frozen=True, slots=True)
class MboSide:
    """All documents of the mbo side, and what in their folders could not be read: name and why."""

    documents: tuple[MboDocument, ...]
    unread: tuple[tuple[str, str], ...]


def mbo_side(
    paths: Sequence[str | Path], kept: Kept, columns: Mapping[str, str] | None = None
) -> MboSide:
    """The documents of these paths; of one that is known by its bytes nothing is parsed.

    Args:
        paths: files, folders or zips.
        kept: what earlier runs found in documents.
        columns: for tables, what the user says of their columns.

    Raises:
        SeveralInputsError: one or more paths cannot be used; holds the faults of all of them.
        InputError: a part stands in two documents, or there is nothing to compare.
    """
    documents: list[MboDocument] = []
    unread: list[tuple[str, str]] = []
    faults: list[AlignError] = []
    for path in paths:
        try:
            found, others = _documents(path, kept, columns)
        except AlignError as fault:
            faults.append(fault)
        else:
            documents += found
            unread += others
    if faults:
        raise SeveralInputsError(faults)
    _check(documents)
    documents.sort(key=lambda d: (d.holds.title, d.holds.sha256, d.path))
    return MboSide(tuple(documents), tuple(sorted(unread)))


class _Known:
    """What earlier runs found in documents, by their bytes.

    Args:
        kept: where that is kept.
        columns: for tables, what the user says of their columns.
    """

    def __init__(self, kept: Kept, columns: Mapping[str, str] | None) -> None:
        self._kept = kept
        self._made_with = _FORMAT, __version__, json.dumps(sorted((columns or {}).items()))
        self._holds: dict[str, SourceParts] = {}

    def knows(self, files: SourceFiles) -> bool:
        """Whether a document was read before."""
        try:
            found = _from_json(self._kept.get(self._key(files)))
        except InputError:  # too large, or not to be opened: its reader knows better what to say
            return False
        if found is not None:
            self._holds[files.path] = found
        return found is not None

    def holds(self, document: Document) -> SourceParts:
        """What is in a document.

        Raises:
            InputError: it cannot be read, or is of the vmbo.
        """
        known = self._holds.get(document.files.path)
        if known is not None:
            return known
        # Its bytes as they are now: a folder takes a while to look through.
        key = self._key(document.files)
        # Read once more when its parts are compared: a nation does not fit in memory until then.
        found = _holds(_read(document))
        # Keys in their own order: what is read back must show as what was just read.
        self._kept.put(key, json.dumps(asdict(found)).encode())
        return found

    def _key(self, files: SourceFiles) -> str:
        return key_of(*self._made_with, _bytes(files))


def _documents(
    path: str | Path, kept: Kept, columns: Mapping[str, str] | None
) -> tuple[list[MboDocument], list[tuple[str, str]]]:
    known = _Known(kept, columns)
    inside = contents(open_source(path), columns, known.knows)
    found: list[MboDocument] = []
    faults = [other.fault for other in inside.unread]
    unread = [(other.name, other.fault.what) for other in inside.unread]
    for name, document in inside.documents:
        try:
            found.append(MboDocument(document.files.path, known.holds(document), document))
        except InputError as fault:
            faults.append(fault)
            unread.append((name or document.files.path, fault.what))
    if not found:
        raise faults[0] if len(faults) == 1 else SeveralInputsError(faults)
    return found, unread


def _read(document: Document) -> Curriculum:
    read = document.read()
    if read.side is not Side.MBO:
        raise InputError(
            "dit is een vmbo-bron; hier hoort een mbo-bron",
            where=read.source.path,
            advice="Geef eerst de vmbo-bron en daarna de mbo-bronnen.",
        )
    return read


def _bytes(files: SourceFiles) -> str:
    """Digest of all that a reader sees of a document: names and bytes of its files."""
    digest = hashlib.sha256(repr((files.names, files.labels)).encode("utf-8", "replace"))
    for name in files.names:
        for block in files.blocks(name):
            digest.update(block)
    return digest.hexdigest()


def _holds(read: Curriculum) -> SourceParts:
    source = read.source
    return SourceParts(
        title=source.title,
        version=source.version,
        format=source.format,
        sha256=source.sha256,
        why=source.why,
        example=source.example,
        counts=read.counts(),
        warnings=tuple(f"{w.place}: {w.message}" for w in read.warnings),
        parts=tuple((part.children[""][0].id, part_sha256(part)) for part in parts_of(read)),
    )


def _from_json(data: bytes | None) -> SourceParts | None:
    if data is None:
        return None
    try:
        found = json.loads(data)
        return SourceParts(
            title=str(found["title"]),
            version=str(found["version"]),
            format=str(found["format"]),
            sha256=str(found["sha256"]),
            why=str(found["why"]),
            example=bool(found["example"]),
            counts={str(kind): int(amount) for kind, amount in found["counts"].items()},
            warnings=tuple(map(str, found["warnings"])),
            parts=tuple((str(root), str(digest)) for root, digest in found["parts"]),
        )
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None


def _check(documents: Sequence[MboDocument]) -> None:
    seen: dict[str, str] = {}
    for document in documents:
        for root, _digest in document.holds.parts:
            if root in seen:
                raise InputError(
                    f"{root} staat ook in {seen[root]}",
                    where=document.path,
                    advice="Geef elk dossier één keer.",
                )
            seen[root] = document.path
    if not seen:
        raise InputError(
            "hierin staan geen werkprocessen of keuzedelen om te vergelijken",
            where=", ".join(document.path for document in documents),
            advice="Bekijk met 'align inspect' wat er gelezen is.",
        )
