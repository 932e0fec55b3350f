"""The moments at which a program touches the disk below a folder, counted; at one of them it fails.

For a process of its own: what is set up here stays until the process ends.
"""

from __future__ import annotations

import builtins
import errno
import io
import os
import sqlite3
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

KILLED = 137
"""Exit code of a process that was ended at a moment, as a shell shows SIGKILL."""

_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
#: Audit events that change a disk; those that a full disk refuses are the first.
_TAKES_ROOM = {"open", "os.mkdir", "sqlite3.connect"}
_CHANGES = _TAKES_ROOM | {"os.rename", "os.remove", "os.rmdir", "os.chmod", "os.link", "os.symlink"}


class Moments:
    """Counts what is done below a folder.

    Args:
        folder: what lies outside it is not counted and never fails.
        fault: "kill" ends the process at a moment, "full" lets everything that takes room fail from
            that moment on, "readonly" everything that changes the disk; "" only counts.
        at: the moment, from 1.
        tell: where the number of moments is kept up to date.
    """

    def __init__(self, folder: Path, fault: str, at: int, tell: Path) -> None:
        self._folder = os.path.realpath(folder)
        self._fault, self._at = fault, at
        self._tell = os.open(tell, os.O_CREAT | os.O_WRONLY)
        self.seen = 0
        self._busy = False

    def install(self) -> None:
        """Watch this process from now on."""
        sys.addaudithook(self._audited)
        real_open, real_sync = io.open, os.fsync

        def opened(file: Any, mode: str = "r", *others: Any, **more: Any) -> Any:
            made = real_open(file, mode, *others, **more)
            return _Written(made, self) if set(mode) & set("wax+") and self._below(file) else made

        def synced(descriptor: int) -> None:
            self.moment("fsync", takes_room=True)
            real_sync(descriptor)

        builtins.open = io.open = opened  # type: ignore[assignment]
        os.fsync = synced
        moments, real_connect = self, sqlite3.connect

        class Connection(sqlite3.Connection):
            """A connection of which every statement is a moment before it and one after it."""

            def execute(self, *given: Any) -> sqlite3.Cursor:
                return moments.around(lambda: super(Connection, self).execute(*given))

            def executemany(self, *given: Any) -> sqlite3.Cursor:
                return moments.around(lambda: super(Connection, self).executemany(*given))

            def commit(self) -> None:
                moments.around(super().commit)

        def connected(database: Any, *given: Any, **more: Any) -> sqlite3.Connection:
            return real_connect(database, *given, factory=Connection, **more)

        sqlite3.connect = connected  # type: ignore[assignment]

    def around(self, statement: Callable[[], Any]) -> Any:
        """Run a statement of SQLite between two moments; a full disk is its own kind of error."""
        try:
            self.moment("sqlite", takes_room=True)
            done = statement()
            self.moment("sqlite", takes_room=True)
        except OSError as error:
            raise sqlite3.OperationalError("database or disk is full") from error
        return done

    def moment(
        self, _what: str, *, takes_room: bool, half: Callable[[], None] | None = None
    ) -> None:
        """Something is about to be done; `half` does half of it."""
        self.seen += 1
        os.pwrite(self._tell, f"{self.seen:9d}".encode(), 0)
        if self._fault == "kill" and self.seen == self._at:
            if half:
                half()
            os._exit(KILLED)
        if self._fault == "full" and takes_room and self.seen >= self._at:
            if half:
                half()
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        if self._fault == "readonly" and self.seen >= self._at:
            raise OSError(errno.EROFS, os.strerror(errno.EROFS))

    def _audited(self, event: str, given: tuple[Any, ...]) -> None:
        if self._busy or event not in _CHANGES or not self._below(given[0]):
            return
        if event == "open":
            flags = given[2] if isinstance(given[2], int) else 0
            if not flags & _WRITES:
                return
        self._busy = True
        try:
            self.moment(event, takes_room=event in _TAKES_ROOM)
        finally:
            self._busy = False

    def _below(self, path: object) -> bool:
        if isinstance(path, int):  # a descriptor is watched as the file that it is
            try:
                path = Path(f"/proc/self/fd/{path}").readlink()
            except OSError:
                return False
        if not isinstance(path, str | bytes | os.PathLike):
            return False
        whole = os.path.abspath(os.fsdecode(path))  # noqa: PTH100 -- Path.resolve follows links
        return whole.startswith(self._folder + os.sep)


class _Written:
    """A file of which every piece that is written is a moment, at which half of it may be there."""

    def __init__(self, file: Any, moments: Moments) -> None:
        self._file, self._moments = file, moments

    def write(self, data: Any) -> Any:
        def half() -> None:
            self._file.write(data[: len(data) // 2])
            self._file.flush()

        self._moments.moment("write", takes_room=True, half=half)
        return self._file.write(data)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._file, name)

    def __iter__(self) -> Any:
        return iter(self._file)

    def __enter__(self) -> Any:
        self._file.__enter__()
        return self

    def __exit__(self, *fault: object) -> None:
        self._file.__exit__(*fault)
