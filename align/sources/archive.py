"""One view of a file, a folder and a zip: bounded names to list, bounded bytes to read.

Nothing is extracted. A zip with a name that points outside it, a symlink, a password, or sizes
that only a zip bomb has, is refused as a whole.
"""

from __future__ import annotations

import errno
import hashlib
import os
import stat
import zipfile
import zlib
from abc import ABC, abstractmethod
from pathlib import Path
from typing import IO, TYPE_CHECKING

from align.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

MAX_FILES = 2_000
"""Files in one folder or zip; a release of SLO has about ten."""
MAX_FILE_BYTES = 200 * 2**20
"""Bytes of one file; all releases of SLO together are under 10 MB."""
MAX_TOTAL_BYTES = 400 * 2**20
"""Bytes of all files of one zip together, unpacked."""
MAX_RATIO = 200
"""How many times smaller a file in a zip may be; JSON and XML of this field pack 5 to 20 times."""
MAX_FOLDER_DEPTH = 4
"""Folders below the one that was given."""
HEAD_BYTES = 64 * 1024
"""What a reader may look at to recognise a format."""

_SMALL_ENOUGH_FOR_ANY_RATIO = 2**20
_ZIP_START = b"PK\x03\x04"


class SourceFiles(ABC):
    """The files of one source.

    Attributes:
        path: the source as the user gave it, safe to print.
        names: relative names with "/" between parts, sorted; of a single file its own name.
        labels: names that may carry a release, most telling first: the folder, the zip.
    """

    def __init__(self, path: Path, names: Iterable[str], labels: tuple[str, ...]) -> None:
        self.path = printable(path)
        self.names = tuple(sorted(names))
        self.labels = labels

    def read(self, name: str) -> bytes:
        """All bytes of one of `names`; raises InputError when it cannot or may not be read."""
        data = self._bytes(name, MAX_FILE_BYTES + 1)
        if len(data) > MAX_FILE_BYTES:
            raise InputError(
                f"dit bestand is groter dan {MAX_FILE_BYTES // 2**20} MB",
                where=self.where(name),
                advice="Geef het bestand van één dossier of één uitgave op.",
            )
        return data

    def head(self, name: str) -> bytes:
        """The first `HEAD_BYTES` of one of `names`."""
        return self._bytes(name, HEAD_BYTES)

    def beside(self, name: str) -> bytes | None:
        """A file next to the folder that was given, or None; only a folder has neighbours."""
        del name
        return None

    @abstractmethod
    def where(self, name: str) -> str:
        """The file as a message names it."""

    @abstractmethod
    def _bytes(self, name: str, limit: int) -> bytes: ...


class SingleFile(SourceFiles):
    """A source that is one file."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, [printable(Path(path.name))], ())
        self._file = path

    def where(self, name: str) -> str:
        """The path as given."""
        del name
        return self.path

    def _bytes(self, name: str, limit: int) -> bytes:
        del name
        return _read_regular(self._file, limit)


class FolderFiles(SourceFiles):
    """A source that is a folder. Hidden files and links to folders are left alone."""

    def __init__(self, path: Path) -> None:
        whole = Path(os.path.abspath(path))  # noqa: PTH100 -- Path.resolve follows and may loop
        self._folder = path
        self._parent = whole.parent
        # The name "data" says nothing; the release then stands on the folder above it.
        labels = (whole.parent.name,) if whole.name == "data" else (whole.name,)
        super().__init__(path, _files_below(path), labels)

    def beside(self, name: str) -> bytes | None:
        """A file next to the folder: what describes a release may lie above its data folder."""
        neighbour = self._parent / name
        return _read_regular(neighbour, MAX_FILE_BYTES) if neighbour.is_file() else None

    def where(self, name: str) -> str:
        """The path as given and the name below it."""
        return str(Path(self.path, name))

    def _bytes(self, name: str, limit: int) -> bytes:
        return _read_regular(self._folder / name, limit)


class ZipFiles(SourceFiles):
    """A source that is a zip, read without unpacking it."""

    def __init__(self, path: Path) -> None:
        self._archive = path
        try:
            with zipfile.ZipFile(path) as archive:
                names = tuple(_checked_members(archive, printable(path)))
        except (zipfile.BadZipFile, NotImplementedError, ValueError) as error:
            raise _broken_zip(printable(path)) from error
        except OSError as error:
            raise unreadable(error, printable(path)) from error
        tops = sorted({name.split("/")[0] for name in names if "/" in name})
        super().__init__(path, names, (*tops, path.stem))

    def where(self, name: str) -> str:
        """The zip and the name in it."""
        return f"{self.path} › {name}"

    def _bytes(self, name: str, limit: int) -> bytes:
        try:
            with zipfile.ZipFile(self._archive) as archive, archive.open(name) as member:
                return member.read(limit)
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError) as error:
            raise _broken_zip(self.where(name)) from error
        except OSError as error:
            raise unreadable(error, self.where(name)) from error


def open_source(path: str | Path) -> SourceFiles:
    """Look at what a path is and give its files.

    Raises:
        InputError: it is missing, empty, unreadable, unsafe, or neither a file nor a folder.
    """
    given = Path(path)
    try:
        mode = given.stat().st_mode
    except OSError as error:
        raise unreadable(error, printable(given)) from error
    if stat.S_ISDIR(mode):
        return _not_empty(FolderFiles(given))
    if not stat.S_ISREG(mode):
        raise InputError(
            "dit is geen gewoon bestand en geen map",
            where=printable(given),
            advice="Geef een bestand, een map of een zip op.",
        )
    if _read_regular(given, len(_ZIP_START)) == _ZIP_START or zipfile.is_zipfile(given):
        return _not_empty(ZipFiles(given))
    return SingleFile(given)


def digest(parts: Iterable[tuple[str, bytes]]) -> str:
    """SHA-256 of the files that were read, sorted by name, the same for a folder and a zip.

    Of one file: of its bytes. Of several: of every name, a zero byte, the length in 8 bytes and
    the bytes, so that no two sets of files run into each other.
    """
    files = sorted(parts)
    if len(files) == 1:
        return hashlib.sha256(files[0][1]).hexdigest()
    total = hashlib.sha256()
    for name, data in files:
        total.update(name.encode() + b"\0" + len(data).to_bytes(8, "big"))
        total.update(data)
    return total.hexdigest()


def printable(path: Path) -> str:
    """A path as text that can be printed and written, also when its bytes are no UTF-8."""
    return os.fsencode(path).decode("utf-8", "replace")


def unreadable(error: OSError, where: str) -> InputError:
    """The message for a path that the system will not give."""
    if error.errno == errno.ENOENT:
        return InputError(
            "dit bestaat niet", where=where, advice="Controleer de naam en de map waarin u werkt."
        )
    if error.errno in {errno.EACCES, errno.EPERM}:
        return InputError(
            "u mag dit niet lezen",
            where=where,
            advice="Vraag om leesrechten, of kopieer het naar een eigen map.",
        )
    if error.errno == errno.ELOOP:
        return InputError(
            "deze koppeling verwijst in een kring naar zichzelf",
            where=where,
            advice="Geef de echte map of het echte bestand op.",
        )
    return InputError(
        f"lezen is niet gelukt ({error.strerror or error})",
        where=where,
        advice="Probeer het opnieuw met een kopie op uw eigen schijf.",
    )


def _not_empty(files: SourceFiles) -> SourceFiles:
    if not files.names:
        raise InputError(
            "hier staat geen enkel bestand in",
            where=files.path,
            advice="Geef de map van een SLO-uitgave, een zip daarvan of een XML-bestand van SBB.",
        )
    return files


def _read_regular(path: Path, limit: int) -> bytes:
    try:
        # Opened without waiting, so that a pipe without a writer does not hold up the program.
        with open(path, "rb", opener=_open_at_once) as file:
            return _only_regular(file, path).read(limit)
    except OSError as error:
        raise unreadable(error, printable(path)) from error


def _open_at_once(name: str, flags: int) -> int:
    return os.open(name, flags | getattr(os, "O_NONBLOCK", 0))


def _only_regular(file: IO[bytes], path: Path) -> IO[bytes]:
    if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
        raise InputError(
            "dit is geen gewoon bestand",
            where=printable(path),
            advice="Haal het weg, of geef het bestand zelf op.",
        )
    return file


def _files_below(folder: Path) -> list[str]:
    found: list[str] = []

    def stop(error: OSError) -> None:
        raise unreadable(error, printable(Path(error.filename or folder))) from error

    for parent, folders, files in os.walk(folder, onerror=stop, followlinks=False):
        below = Path(parent).relative_to(folder)
        deep = len(below.parts) >= MAX_FOLDER_DEPTH
        folders[:] = [] if deep else sorted(f for f in folders if not f.startswith("."))
        found += [(below / file).as_posix() for file in files if not file.startswith(".")]
        if len(found) > MAX_FILES:
            raise InputError(
                f"in deze map staan meer dan {MAX_FILES} bestanden",
                where=printable(folder),
                advice="Geef de map van één uitgave of één bestand op.",
            )
    return found


def _checked_members(archive: zipfile.ZipFile, where: str) -> Iterator[str]:
    members = archive.infolist()
    if len(members) > MAX_FILES:
        raise _unsafe_zip(where, f"de zip bevat meer dan {MAX_FILES} bestanden")
    if sum(member.file_size for member in members) > MAX_TOTAL_BYTES:
        raise _unsafe_zip(where, f"de zip is uitgepakt groter dan {MAX_TOTAL_BYTES // 2**20} MB")
    seen: set[str] = set()
    for member in members:
        name = member.orig_filename
        if fault := _fault_of(member, seen):
            at = f"{where} › {name.encode('utf-8', 'replace').decode()!r}"
            raise _unsafe_zip(at, fault)
        seen.add(name)
        if not member.is_dir():
            yield name


def _fault_of(member: zipfile.ZipInfo, seen: set[str]) -> str:
    """Why a file in a zip is not to be trusted, or nothing."""
    usual = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
    link = stat.S_ISLNK(member.external_attr >> 16)
    faults = (
        (_points_outside(member.orig_filename), "deze naam wijst buiten de zip"),
        (link, "dit is een koppeling in plaats van een bestand"),
        (member.flag_bits & 1, "dit bestand is met een wachtwoord versleuteld"),
        (member.compress_type not in usual, "dit bestand is op een ongewone manier ingepakt"),
        (_packs_too_well(member), f"dit bestand is meer dan {MAX_RATIO} keer kleiner gemaakt"),
        (member.orig_filename in seen, "deze naam staat twee keer in de zip"),
    )
    return next((why for wrong, why in faults if wrong), "")


def _points_outside(name: str) -> bool:
    parts = name.replace("\\", "/").split("/")
    return not parts[0] or ".." in parts or ":" in parts[0] or "\\" in name or "\0" in name


def _packs_too_well(member: zipfile.ZipInfo) -> bool:
    if member.file_size <= _SMALL_ENOUGH_FOR_ANY_RATIO:
        return False
    return member.file_size > MAX_RATIO * max(member.compress_size, 1)


def _unsafe_zip(where: str, why: str) -> InputError:
    return InputError(
        f"deze zip wordt niet gelezen; {why}",
        where=where,
        advice="Pak de zip zelf uit, kijk na wat erin zit en geef de map op.",
    )


def _broken_zip(where: str) -> InputError:
    return InputError(
        "deze zip is afgebroken of beschadigd",
        where=where,
        advice="Download hem opnieuw, of geef de uitgepakte map op.",
    )
