"""Writing files so that a reader never meets half of one."""

from __future__ import annotations

import contextlib
import errno
import os
import re
import shutil
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from align.errors import OutputError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_REASONS = {
    errno.ENOENT: "deze map bestaat niet",
    errno.ENOTDIR: "een deel van dit pad is een bestand en geen map",
    errno.EEXIST: "hier staat al een bestand met deze naam",
    errno.EACCES: "u mag hier niet schrijven",
    errno.EPERM: "u mag hier niet schrijven",
    errno.EROFS: "deze schijf is alleen te lezen",
    errno.ENAMETOOLONG: "deze naam is te lang",
    errno.ENOSPC: "de schijf is vol",
}

PREFIX = ".align-"
"""How the names of files begin that are being written; no reader takes them for a source."""
STALE_SECONDS = 24 * 3600
"""After this no run can still be writing, and what a killed one left behind is taken away."""

_TEMPORARY = re.compile(rf"{re.escape(PREFIX)}[a-z0-9_]{{8}}")

#: What is being written at this moment, for who has to leave at once.
_unfinished: set[str] = set()


def write_whole(path: Path, content: str | bytes) -> None:
    """Write one file; see `write_all`.

    Raises:
        OutputError: it cannot be written.
    """
    write_all({path: content})


def write_all(contents: Mapping[Path, str | bytes]) -> None:
    r"""Write files under temporary names beside them and rename them when all are complete.

    Text is written as UTF-8 with "\n" line ends, the same on every system. When one of the files
    cannot be written, all that stood at these paths stays as it was. A link stays a link.

    Raises:
        OutputError: a folder does not exist or cannot be written to, or there stands something
            that may not be replaced.
    """
    targets = [(path, _target(path)) for path in contents]
    temporary: list[str] = []
    try:
        for (path, target), content in zip(targets, contents.values(), strict=True):
            with _explained(path):
                temporary.append(_beside(target))
                _fill(temporary[-1], content)
        for (path, target), name in zip(targets, temporary, strict=True):
            with _explained(path):
                os.replace(name, target)  # noqa: PTH105 -- the temporary name is a string already
    finally:
        for name in temporary:
            finished(name)
    for folder in {target.parent for _, target in targets}:
        _sweep(folder)


def unfinished(name: str) -> str:
    """Remember a file or folder that has to go when the program leaves at once; its name again."""
    _unfinished.add(name)
    return name


def finished(name: str) -> None:
    """Take away what is still there under this name, and forget it."""
    with contextlib.suppress(OSError):
        shutil.rmtree(name) if os.path.isdir(name) else os.unlink(name)  # noqa: PTH108, PTH112
    _unfinished.discard(name)


def remove_unfinished() -> None:
    """Take away all that is being written; for a program that leaves without coming back."""
    for name in tuple(_unfinished):
        finished(name)


def unwritable(error: OSError, path: Path) -> OutputError:
    """The message for a file or folder that the system will not make."""
    return OutputError(
        _REASONS.get(error.errno or 0, f"schrijven is niet gelukt ({error.strerror or error})"),
        where=str(path),
        advice="Kies een bestaande map waarin u mag schrijven, op een schijf met ruimte, en sluit "
        "het bestand als het nog in een ander programma openstaat.",
    )


@contextlib.contextmanager
def _explained(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise unwritable(error, path) from error


def _target(path: Path) -> Path:
    """The file behind a link, seen to be one that may be replaced."""
    target = Path(os.path.realpath(path))
    with _explained(path):
        if not target.exists():
            return target
    if not target.is_file():
        raise OutputError(
            "dit is een map" if target.is_dir() else "dit is geen gewoon bestand",
            where=str(path),
            advice="Geef de naam van een bestand op, bijvoorbeeld rapport.html.",
        )
    with _explained(path), target.open("r+b"):
        # Opened and left alone: what is read-only, or held by a spreadsheet program, shows now,
        # before any other file is replaced.
        return target


def _beside(target: Path) -> str:
    descriptor, name = tempfile.mkstemp(prefix=PREFIX, dir=target.parent)
    os.close(descriptor)
    return unfinished(name)


def _fill(name: str, content: str | bytes) -> None:
    data = content.encode("utf-8") if isinstance(content, str) else content
    with open(name, "wb") as file:  # noqa: PTH123
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    _give_usual_permissions(name)


def _give_usual_permissions(name: str) -> None:
    """Let others read the file as if it had been opened plainly; mkstemp makes it private."""
    mask = os.umask(0)
    os.umask(mask)
    os.chmod(name, 0o666 & ~mask)  # noqa: PTH101


def _sweep(folder: Path) -> None:
    """Take away what a run that was killed left behind, once no run can still be busy with it."""
    with contextlib.suppress(OSError):
        for entry in os.scandir(folder):
            if _TEMPORARY.fullmatch(entry.name) and _is_stale_file(entry):
                os.unlink(entry)  # noqa: PTH108


def _is_stale_file(entry: os.DirEntry[str]) -> bool:
    file = entry.is_file(follow_symlinks=False)
    return file and time.time() - entry.stat().st_mtime > STALE_SECONDS
