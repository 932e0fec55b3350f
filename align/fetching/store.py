"""Keeps what was fetched: verified before it gets its name, and never over a newer file.

Beside every file stands NAME.json: where it came from, when, its length and SHA-256.
"""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import TYPE_CHECKING

from align.errors import InputError, OutputError, UsageError
from align.fetching.alone import Alone
from align.fetching.connection import check_address
from align.fetching.download import Seen, download, forget
from align.files import write_whole
from align.resources import cache_folder
from align.sources import load_each

if TYPE_CHECKING:
    from align.fetching.download import Progress
    from align.fetching.publishers import Publication
    from align.model import Curriculum

_ENDINGS = {"slo-bg": ".zip", "sbb-xml": ".xml"}
_BLOCK = 2**20


@dataclass(frozen=True, slots=True)
class Fetched:
    """A file that is there now.

    Attributes:
        path: where it stands.
        sha256: of its bytes.
        size: its length in bytes.
        fresh: whether it was brought in now; else it was there and is still the newest.
        documents: what our own readers found in it.
    """

    path: Path
    sha256: str
    size: int
    fresh: bool
    documents: tuple[Curriculum, ...]


def default_folder() -> Path:
    """The folder for downloads that this system sets aside for programs.

    Raises:
        UsageError: this user has no home folder.
    """
    folder = cache_folder()
    if folder is None:
        raise UsageError("er is geen thuismap om in te bewaren", advice="Kies met --to een map.")
    return folder / "downloads"


def fetch(wanted: Publication, folder: Path, url: str, progress: Progress) -> Fetched:
    """Fetch a publication into a folder, or find that the file there is still the newest.

    Args:
        wanted: what to fetch.
        folder: where it is kept; made when it is not there.
        url: the address to use, mostly `wanted.url`.
        progress: is told after every block.

    Raises:
        UsageError: the address is not safe.
        InputError: it cannot be fetched, or is not what it should be.
        OutputError: it cannot be written, or would be written over a newer file.
    """
    check_address(url)
    _make(folder)
    path = folder / f"{wanted.stem}{_ENDINGS[wanted.format]}"
    with Alone(path):
        note = _note(path)
        known = _known(path, note)
        part = path.with_name(f".{path.name}.part")  # hidden, so that no reader takes it for a file
        try:
            seen = download(url, part, known, progress)
        except InputError as fault:
            raise _with_kept(fault, path, known) from fault
        if seen is None:
            size, digest = _measured(path)
            return Fetched(path, digest, size, fresh=False, documents=_documents(path, wanted))
        # Of the file that stands there, whatever a note says of one that never got its name.
        digest_before = _measured(path)[1] if path.exists() else ""
        return _kept(part, path, wanted, _Seen(seen, known, digest_before))


@dataclass(frozen=True, slots=True)
class _Seen:
    """What is known of a download, of the file that it replaces, and the digest of that file."""

    now: Seen
    before: Seen | None
    sha256_before: str


def _kept(part: Path, path: Path, wanted: Publication, seen: _Seen) -> Fetched:
    """Give a download that proves sound its name."""
    try:
        documents = _documents(part, wanted)
    except InputError:
        forget(part)
        raise
    if seen.before is not None and _older(seen.now, seen.before):
        forget(part)
        raise OutputError(
            "de uitgever biedt nu een ouder bestand aan; het nieuwere hier blijft staan",
            where=str(path),
            advice="Haal het met --to in een andere map op als u het oude bestand wilt.",
        )
    size, digest = _measured(part)
    content = {
        "title": wanted.title,
        "url": seen.now.url,
        "etag": seen.now.etag,
        "modified": seen.now.modified,
        "total": seen.now.total,
        "bytes": size,
        "sha256": digest,
        # Should the program stop between the note and the file, the old one is still known.
        "sha256_before": seen.sha256_before,
        "fetched": _today(),
        "version": documents[0].source.version,
    }
    write_whole(_note_path(path), json.dumps(content, ensure_ascii=False, indent=1) + "\n")
    try:
        part.replace(path)
    except OSError as error:
        raise OutputError(
            f"bewaren is niet gelukt ({error.strerror})",
            where=str(path),
            advice="Staat het bestand nog open in een ander programma?",
        ) from error
    forget(part)
    return Fetched(path, digest, size, fresh=True, documents=documents)


def _documents(path: Path, wanted: Publication) -> tuple[Curriculum, ...]:
    """What is in a download; raises InputError when that is not what it should be."""
    with path.open("rb") as file:
        start = file.read(1024).lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"<!doctype html", b"<html")) or b"<html" in start:
        raise InputError(
            "de server gaf een webpagina in plaats van het bestand",
            where=wanted.publisher,
            advice="Misschien moet u eerst ergens inloggen; haal het met uw browser op.",
        )
    found, faults = load_each([path])
    if faults:
        raise InputError(
            f"wat is opgehaald is niet te lezen: {faults[0].what}",
            where=wanted.publisher,
            advice="Voer de opdracht later opnieuw uit; er is niets van bewaard.",
        )
    formats = {document.source.format for document in found}
    if wanted.format not in formats:
        raise InputError(
            f"dit zijn geen {wanted.title}, maar {', '.join(sorted(formats))}",
            where=wanted.publisher,
            advice="Klopt het adres? Er is niets van bewaard.",
        )
    versions = {d.source.version for d in found if d.source.format == wanted.format}
    if wanted.release and wanted.release not in versions:
        raise InputError(
            f"dit is uitgave {', '.join(sorted(versions)) or 'zonder nummer'}, niet "
            f"{wanted.release}",
            where=wanted.publisher,
            advice="Klopt het adres? Er is niets van bewaard.",
        )
    return found


def _known(path: Path, note: dict[str, object]) -> Seen | None:
    """What the server said of the file that stands here; raises OutputError when it is not ours."""
    if not path.exists():
        return None
    _, digest = _measured(path)
    if digest not in {note.get("sha256"), note.get("sha256_before")}:
        raise OutputError(
            "hier staat een bestand dat niet zo is opgehaald of daarna is veranderd",
            where=str(path),
            advice="Het blijft zoals het is. Verplaats het, of kies met --to een andere map.",
        )
    if digest != note.get("sha256"):
        return None  # the note is of a newer file that never got its name
    texts = {name: str(note.get(name, "")) for name in ("url", "etag", "modified")}
    return Seen(**texts, total=path.stat().st_size)


def _older(seen: Seen, known: Seen) -> bool:
    """Whether a server has a file from before the one that is kept."""
    try:
        return parsedate_to_datetime(seen.modified) < parsedate_to_datetime(known.modified)
    except (TypeError, ValueError):
        return False  # without two dates there is nothing to compare


def _with_kept(fault: InputError, path: Path, known: Seen | None) -> InputError:
    if known is None:
        return fault
    kept = f"Het bestand van de vorige keer staat er nog en is bruikbaar: {path}"
    return InputError(fault.what, where=fault.where, advice=f"{fault.advice} {kept}")


def _note_path(path: Path) -> Path:
    return path.with_name(f"{path.name}.json")


def _note(path: Path) -> dict[str, object]:
    try:
        found = json.loads(_note_path(path).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _measured(path: Path) -> tuple[int, str]:
    total, size = hashlib.sha256(), 0
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            total.update(block)
            size += len(block)
    return size, total.hexdigest()


def _today() -> str:
    given = os.environ.get("SOURCE_DATE_EPOCH", "")
    now = datetime.fromtimestamp(int(given), UTC) if given.isdigit() else datetime.now(UTC)
    return now.date().isoformat()


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(
            f"deze map kan niet worden gemaakt ({error.strerror})",
            where=str(folder),
            advice="Kies met --to een map waarin u mag schrijven.",
        ) from error
