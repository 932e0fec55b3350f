"""A zip as a source, read without unpacking it.

A zip with a name that points outside it, a symlink, a password, or sizes that only a zip bomb has,
is refused as a whole.
"""

from __future__ import annotations

import contextlib
import io
import stat
import zipfile
import zlib
from pathlib import Path
from typing import IO, TYPE_CHECKING

from align.errors import InputError
from align.sources import limits
from align.sources.plain_files import printable, unreadable
from align.sources.source_files import SingleFile, SourceFiles

if TYPE_CHECKING:
    from collections.abc import Iterator

ZIP_START = b"PK\x03\x04"
_SMALL_ENOUGH_FOR_ANY_RATIO = 2**20
"""Bytes of an unpacked file up to which its ratio does not matter: it harms nothing."""
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError)


class ZipFiles(SourceFiles):
    """A source that is a zip.

    Args:
        path: the zip, or for a zip in a zip how messages name it.
        data: the bytes of a zip that lies in a zip; None reads `path`.

    Raises:
        InputError: it is damaged, cannot be read, or holds a file that is not to be trusted.
    """

    def __init__(self, path: Path, data: bytes | None = None) -> None:
        self._archive = path
        self._data = data
        try:
            with self._opened() as archive:
                names = tuple(_checked_members(archive, printable(path)))
        except _BROKEN as error:
            raise _broken_zip(printable(path)) from error
        except OSError as error:
            raise unreadable(error, printable(path)) from error
        tops = sorted({name.split("/")[0] for name in names if "/" in name})
        super().__init__(path, names, (*tops, path.stem))

    def where(self, name: str) -> str:
        """The zip and the name in it."""
        return f"{self.path} › {name}"

    def one(self, name: str) -> SourceFiles:
        """One file in the zip; of a zip in it, such as a docx, what is inside."""
        if self._data is not None or self._read(name, len(ZIP_START)) != ZIP_START:
            return ZipMember(self, name)
        data = self._read(name, limits.MAX_INNER_ZIP_BYTES + 1)
        if len(data) > limits.MAX_INNER_ZIP_BYTES:
            largest = limits.megabytes(limits.MAX_INNER_ZIP_BYTES)
            raise InputError(
                f"dit bestand in de zip is zelf een zip, en groter dan {largest}",
                where=self.where(name),
                advice="Pak de buitenste zip uit en geef dit bestand zelf op.",
            )
        return ZipFiles(Path(self.where(name)), data)

    def below(self, folder: str) -> SourceFiles:
        """The files below a folder in the zip."""
        return ZipFolder(self, folder) if folder else self

    def _opened(self) -> zipfile.ZipFile:
        return zipfile.ZipFile(self._archive if self._data is None else io.BytesIO(self._data))

    def _blocks(self, name: str) -> Iterator[bytes]:
        with self._member(name) as member:
            while block := member.read(limits.BLOCK_BYTES):
                yield block

    def _read(self, name: str, limit: int) -> bytes:
        with self._member(name) as member:
            return member.read(limit)

    @contextlib.contextmanager
    def _member(self, name: str) -> Iterator[IO[bytes]]:
        try:
            with self._opened() as archive, archive.open(name) as member:
                yield member
        except _BROKEN as error:
            raise _broken_zip(self.where(name)) from error
        except OSError as error:
            raise unreadable(error, self.where(name)) from error


class ZipMember(SingleFile):
    """One file in a zip, as if it had been given itself."""

    def __init__(self, archive: ZipFiles, name: str) -> None:
        super().__init__(Path(archive.where(name)), name.rpartition("/")[2])
        self._archive = archive
        self._member_name = name

    def _blocks(self, name: str) -> Iterator[bytes]:
        del name
        return self._archive.blocks(self._member_name)

    def _read(self, name: str, limit: int) -> bytes:
        del name
        return self._archive._read(self._member_name, limit)  # noqa: SLF001


class ZipFolder(SourceFiles):
    """The files below one folder of a zip."""

    def __init__(self, archive: ZipFiles, folder: str) -> None:
        self._archive = archive
        self._folder = f"{folder}/"
        names = (
            name.removeprefix(self._folder)
            for name in archive.names
            if name.startswith(self._folder)
        )
        super().__init__(Path(archive.where(folder)), names, (folder.rpartition("/")[2],))

    def where(self, name: str) -> str:
        """The zip and the name in it."""
        return self._archive.where(self._folder + name)

    def one(self, name: str) -> SourceFiles:
        """One file below the folder."""
        return self._archive.one(self._folder + name)

    def below(self, folder: str) -> SourceFiles:
        """The files below a folder in this folder."""
        return ZipFolder(self._archive, self._folder + folder) if folder else self

    def _blocks(self, name: str) -> Iterator[bytes]:
        return self._archive.blocks(self._folder + name)

    def _read(self, name: str, limit: int) -> bytes:
        return self._archive._read(self._folder + name, limit)  # noqa: SLF001


def _checked_members(archive: zipfile.ZipFile, where: str) -> Iterator[str]:
    members = archive.infolist()
    if len(members) > limits.MAX_FILES:
        raise _unsafe_zip(where, f"de zip bevat meer dan {limits.MAX_FILES} bestanden")
    if sum(member.file_size for member in members) > limits.MAX_TOTAL_BYTES:
        raise _unsafe_zip(
            where, f"de zip is uitgepakt groter dan {limits.megabytes(limits.MAX_TOTAL_BYTES)}"
        )
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
    most = limits.MAX_RATIO
    usual = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
    link = stat.S_ISLNK(member.external_attr >> 16)
    faults = (
        (_points_outside(member.orig_filename), "deze naam wijst buiten de zip"),
        (link, "dit is een koppeling in plaats van een bestand"),
        (member.flag_bits & 1, "dit bestand is met een wachtwoord versleuteld"),
        (member.compress_type not in usual, "dit bestand is op een ongewone manier ingepakt"),
        (
            _packs_too_well(member),
            f"dit bestand is meer dan {most} keer kleiner gemaakt",
        ),
        (member.orig_filename in seen, "deze naam staat twee keer in de zip"),
    )
    return next((why for wrong, why in faults if wrong), "")


def _points_outside(name: str) -> bool:
    parts = name.replace("\\", "/").split("/")
    return not parts[0] or ".." in parts or ":" in parts[0] or "\\" in name or "\0" in name


def _packs_too_well(member: zipfile.ZipInfo) -> bool:
    if member.file_size <= _SMALL_ENOUGH_FOR_ANY_RATIO:
        return False
    return member.file_size > limits.MAX_RATIO * max(member.compress_size, 1)


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
