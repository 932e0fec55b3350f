"""Keeps a second download of the same file out while the first one runs.

The system holds the lock, so that it is gone when the process is, however it ended.
"""

from __future__ import annotations

import contextlib
import os
import sys
from typing import TYPE_CHECKING

from align.errors import OutputError

if TYPE_CHECKING:
    from pathlib import Path


class Alone:
    """A lock beside a file; use as a context.

    Args:
        path: the file that one process at a time may bring in.

    Raises:
        OutputError: another process has it, or the lock cannot be written.
    """

    def __init__(self, path: Path) -> None:
        self._lock = path.with_name(f".{path.name}.lock")
        self._opened = -1

    def __enter__(self) -> None:
        try:
            self._opened = os.open(self._lock, os.O_CREAT | os.O_RDWR)
        except OSError as error:
            raise OutputError(
                f"hier kan niet worden geschreven ({error.strerror})",
                where=str(self._lock.parent),
                advice="Kies met --to een map waarin u mag schrijven.",
            ) from error
        if not (_locked(self._opened) and self._is_still_there()):
            os.close(self._opened)
            raise OutputError(
                "dit bestand wordt al opgehaald",
                where=str(self._lock.parent),
                advice="Wacht tot dat klaar is.",
            )

    def __exit__(self, *_: object) -> None:
        with contextlib.suppress(OSError):  # Windows takes away no file that is open
            self._lock.unlink()
        os.close(self._opened)
        with contextlib.suppress(OSError):
            if sys.platform == "win32":
                self._lock.unlink()

    def _is_still_there(self) -> bool:
        """Whether the name still leads to what was locked: whoever had it may just have left."""
        try:
            return os.path.samestat(os.fstat(self._opened), self._lock.stat())
        except OSError:
            return False


def _locked(opened: int) -> bool:
    """Lock a file that is open; whether that went well."""
    try:
        if sys.platform == "win32":
            import msvcrt  # noqa: PLC0415 -- there only

            msvcrt.locking(opened, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl  # noqa: PLC0415 -- not on Windows

            fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
