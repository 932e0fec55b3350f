"""One view of a file, a folder and a zip: bounded names to list, bounded bytes to read.

Nothing is extracted; see `zip_files` for what a zip is refused for.
"""

from __future__ import annotations

import hashlib
import os
import stat
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

from align.errors import InputError
from align.sources import limits
from align.sources.plain_files import blocks_of, printable, read_regular, unreadable
from align.sources.source_files import SingleFile, SourceFiles
from align.sources.zip_files import ZIP_START, ZipFiles

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["FolderFiles", "SingleFile", "SourceFiles", "ZipFiles", "digest", "open_source"]


class FolderFiles(SourceFiles):
    """A source that is a folder. Hidden files and links to folders are left alone."""

    def __init__(self, path: Path) -> None:
        whole = Path(os.path.abspath(path))  # noqa: PTH100 -- Path.resolve follows and may loop
        self._folder = path
        self._parent = whole.parent
        # The name "data" says nothing; the release then stands on the folder above it.
        labels = (whole.parent.name,) if whole.name == "data" else (whole.name,)
        names, left_alone = _files_below(path)
        super().__init__(path, names, labels, left_alone)

    def beside(self, name: str) -> bytes | None:
        """A file next to the folder: what describes a release may lie above its data folder.

        Raises:
            InputError: it is there and cannot be read.
        """
        neighbour = self._parent / name
        if not neighbour.is_file():
            return None
        return read_regular(neighbour, limits.MAX_FILE_BYTES)

    def where(self, name: str) -> str:
        """The path as given and the name below it."""
        return str(Path(self.path, name))

    def one(self, name: str) -> SourceFiles:
        """One file in the folder, also when it is a zip.

        Raises:
            InputError: as `open_source`.
        """
        return open_source(self._folder / name)

    def below(self, folder: str) -> SourceFiles:
        """The files below a folder in this folder."""
        return FolderFiles(self._folder / folder) if folder else self

    def _blocks(self, name: str) -> Iterator[bytes]:
        return blocks_of(self._folder / name)

    def _read(self, name: str, limit: int) -> bytes:
        return read_regular(self._folder / name, limit)


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
    if read_regular(given, len(ZIP_START)) == ZIP_START or zipfile.is_zipfile(given):
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


def _not_empty(files: SourceFiles) -> SourceFiles:
    if not files.names:
        raise InputError(
            "hier staat geen enkel bestand in",
            where=files.path,
            advice="Geef de map van een SLO-uitgave, een zip daarvan of een XML-bestand van SBB.",
        )
    return files


def _files_below(folder: Path) -> tuple[list[str], tuple[tuple[str, str], ...]]:
    """Names of the files below a folder, and the folders that were not entered, with why."""
    found: list[str] = []
    left: list[tuple[str, str]] = []

    def stop(error: OSError) -> None:
        raise unreadable(error, printable(Path(error.filename or folder))) from error

    for parent, folders, files in os.walk(folder, onerror=stop, followlinks=False):
        below = Path(parent).relative_to(folder)
        seen = sorted(f for f in folders if not f.startswith("."))
        faults = {f: _why_not_entered(Path(parent, f), below) for f in seen}
        left += [((below / f).as_posix(), why) for f, why in faults.items() if why]
        folders[:] = [f for f, why in faults.items() if not why]
        found += [(below / file).as_posix() for file in files if not file.startswith(".")]
        if len(found) > limits.MAX_FILES:
            raise InputError(
                f"in deze map staan meer dan {limits.MAX_FILES} bestanden",
                where=printable(folder),
                advice="Geef de map van één uitgave of één bestand op.",
            )
    return found, tuple(sorted(left))


def _why_not_entered(folder: Path, above: Path) -> str:
    if folder.is_symlink():
        return "koppelingen naar een map worden niet gevolgd"
    if len(above.parts) >= limits.MAX_FOLDER_DEPTH:
        return f"er wordt niet dieper gekeken dan {limits.MAX_FOLDER_DEPTH} mappen"
    return ""
