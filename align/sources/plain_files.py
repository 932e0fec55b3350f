"""Reads regular files only, without waiting for a pipe, with a message for what the system refuses.

Nothing here knows what a source is; `archive` builds its files, folders and zips on it.
"""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path
from typing import IO, TYPE_CHECKING

from align.errors import InputError
from align.sources import limits

if TYPE_CHECKING:
    from collections.abc import Iterator


def printable(path: Path) -> str:
    """A path as text that can be printed and written, also when its bytes are no UTF-8."""
    return os.fsencode(path).decode("utf-8", "replace")


def read_regular(path: Path, limit: int) -> bytes:
    """At most the first `limit` bytes of a regular file.

    Raises:
        InputError: it is absent, no regular file, or may not be read.
    """
    try:
        with _open_regular(path) as file:
            return file.read(limit)
    except OSError as error:
        raise unreadable(error, printable(path)) from error


def blocks_of(path: Path) -> Iterator[bytes]:
    """A regular file, block by block (`limits.BLOCK_BYTES`).

    Raises:
        InputError: as `read_regular`, when the first block is asked for.
    """
    try:
        with _open_regular(path) as file:
            while block := file.read(limits.BLOCK_BYTES):
                yield block
    except OSError as error:
        raise unreadable(error, printable(path)) from error


def unreadable(error: OSError, where: str) -> InputError:
    """The message for a path that the system will not give."""
    if {"*", "?"} & set(where):  # a shell of Windows hands them over as they were typed
        return InputError(
            "hier staat een jokerteken (* of ?) in de naam",
            where=where,
            advice="Geef de map zelf op; alle documenten daarin worden gelezen.",
        )
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
    if error.errno == errno.EISDIR:
        return InputError("dit is een map", where=where, advice="Geef het bestand zelf op.")
    return InputError(
        f"lezen is niet gelukt ({error.strerror or error})",
        where=where,
        advice="Probeer het opnieuw met een kopie op uw eigen schijf.",
    )


def _open_regular(path: Path) -> IO[bytes]:
    # Opened without waiting, so that a pipe without a writer does not hold up the program.
    file = open(path, "rb", opener=_open_at_once)  # noqa: SIM115
    if stat.S_ISREG(os.fstat(file.fileno()).st_mode):
        return file
    file.close()
    raise InputError(
        "dit is geen gewoon bestand",
        where=printable(path),
        advice="Haal het weg, of geef het bestand zelf op.",
    )


def _open_at_once(name: str, flags: int) -> int:
    try:
        return os.open(name, flags | getattr(os, "O_NONBLOCK", 0))
    except PermissionError as error:
        if Path(name).is_dir():  # which is how Windows refuses to open a folder as a file
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), name) from error
        raise
