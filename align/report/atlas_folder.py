"""The folder of an atlas: replaced as one, page by page, with what others put there left alone.

New pages are made in a folder beside the old ones and moved in when all of them are there. A list
of our own files, with a digest of each, lies among them (`atlas.json`): what is in it may be
replaced or taken away, and what is not in it is never touched. Before anything is moved the list
names old and new files, so a run that is killed half-way leaves an atlas that the next run mends.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import re
import shutil
import tempfile
import time
from pathlib import Path
from typing import Self

from align.errors import OutputError
from align.files import STALE_SECONDS, finished, unfinished, unwritable, write_whole

MANIFEST = "atlas.json"
FORMAT = "align-atlas/1"

_OURS = re.compile(r"(?:[a-z]+/)?[a-z0-9][a-z0-9._-]*")
_STAGING = ".align-atlas-"


class AtlasFolder:
    """A folder with pages; use as a context, and call `finish` when all pages are given.

    Args:
        folder: made when it is not there.

    Raises:
        OutputError: it cannot be made or written, or holds a file of somebody else where a page
            has to come.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._old = _manifest(folder)
        self._made_before: dict[str, list[str]] = {}
        for name, (_digest, made_of) in self._old.items():
            if made_of:
                self._made_before.setdefault(made_of, []).append(name)
        self._new: dict[str, tuple[str, str]] = {}
        self._made: set[str] = set()
        try:
            folder.mkdir(parents=True, exist_ok=True)
            _sweep(folder)
            self._staging = Path(unfinished(tempfile.mkdtemp(prefix=_STAGING, dir=folder)))
        except OSError as error:
            raise unwritable(error, folder) from error

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_fault: object) -> None:
        finished(str(self._staging))

    def keep(self, made_of: str) -> bool:
        """Keep the pages that were made of this, when all of them are there as they were made."""
        names = self._made_before.get(made_of, ())
        if not names or any(self._digest(name) != self._old[name][0] for name in names):
            return False
        self._new |= {name: self._old[name] for name in names}
        return True

    def write(self, name: str, text: str, made_of: str = "") -> None:
        """Give a page.

        Args:
            name: from the top of the folder.
            text: all of it.
            made_of: digest of what it was made of, for `keep`.

        Raises:
            OutputError: another page has this name, a file that is not of this atlas stands there,
                or it cannot be written.
        """
        if name in self._new or not _OURS.fullmatch(name):
            raise OutputError(
                f"twee onderdelen krijgen dezelfde bladzijde ({name})",
                where=str(self._folder),
                advice="Meld dit met de bronnen erbij.",
            )
        data = text.encode("utf-8")
        self._new[name] = hashlib.sha256(data).hexdigest(), made_of
        if name not in self._old and os.path.lexists(self._folder / name):
            raise OutputError(
                "hier staat al een bestand dat niet van deze atlas is",
                where=str(self._folder / name),
                advice="Kies een lege map, of zet dat bestand ergens anders.",
            )
        target = self._staging / name
        try:
            target.parent.mkdir(exist_ok=True)
            target.write_bytes(data)
        except OSError as error:
            raise unwritable(error, self._folder / name) from error
        self._made.add(name)

    def finish(self) -> tuple[int, int]:
        """Move all pages in, and take away old ones that are no longer made.

        Returns:
            how many pages there are, and how many of them were new or other than before.

        Raises:
            OutputError: a page cannot be moved in, or an old one cannot be taken away.
        """
        changed = sorted(n for n in self._made if self._digest(n) != self._new[n][0])
        self._list({**self._old, **self._new})
        for name in changed:
            target = self._folder / name
            try:
                target.parent.mkdir(exist_ok=True)
                os.replace(self._staging / name, target)  # noqa: PTH105 -- it says what it does
            except OSError as error:
                raise unwritable(error, target) from error
        for name in sorted(set(self._old) - set(self._new)):
            if self._digest(name) == self._old[name][0]:
                try:
                    (self._folder / name).unlink(missing_ok=True)
                except OSError as error:  # Windows: it is open in another program
                    raise unwritable(error, self._folder / name) from error
        for inside in {name.rpartition("/")[0] for name in self._old} - {""}:
            with contextlib.suppress(OSError):  # not empty: it stays
                (self._folder / inside).rmdir()
        self._list(self._new)
        return len(self._new), len(changed)

    def _digest(self, name: str) -> str:
        try:
            return hashlib.sha256((self._folder / name).read_bytes()).hexdigest()
        except OSError:
            return ""

    def _list(self, files: dict[str, tuple[str, str]]) -> None:
        listed = {name: list(files[name]) for name in sorted(files)}
        text = json.dumps({"format": FORMAT, "files": listed}, indent=0, sort_keys=True)
        write_whole(self._folder / MANIFEST, text + "\n")


def _manifest(folder: Path) -> dict[str, tuple[str, str]]:
    """Our own files with digest and origin."""
    try:
        data = (folder / MANIFEST).read_bytes()
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise unwritable(error, folder / MANIFEST) from error
    try:
        found = json.loads(data)
        if found["format"] == FORMAT:
            return {
                name: (str(digest), str(made_of))
                for name, (digest, made_of) in found["files"].items()
                if _OURS.fullmatch(name)
            }
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        pass
    raise OutputError(
        "dit bestand is niet van deze atlas, of het is beschadigd",
        where=str(folder / MANIFEST),
        advice="Kies een lege map.",
    )


def _sweep(folder: Path) -> None:
    """Take away what a run that was killed left behind, once no run can still be busy with it."""
    for left in folder.glob(f"{_STAGING}*"):
        with contextlib.suppress(OSError):
            if time.time() - left.stat().st_mtime > STALE_SECONDS and not left.is_symlink():
                shutil.rmtree(left, ignore_errors=True)
