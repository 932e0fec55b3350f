"""Writing files so that a reader never meets half of one."""

from __future__ import annotations

import contextlib
import os
import tempfile
from typing import TYPE_CHECKING

from align.errors import OutputError

if TYPE_CHECKING:
    from pathlib import Path


def write_whole(path: Path, content: str | bytes) -> None:
    r"""Write a file under a temporary name beside it and rename it when it is complete.

    Text is written as UTF-8 with "\n" line ends, the same on every system. What stood at `path`
    stays as it was until the new file is whole.

    Raises:
        OutputError: the folder does not exist or cannot be written to.
    """
    data = content.encode("utf-8") if isinstance(content, str) else content
    try:
        descriptor, temporary = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    except OSError as error:
        raise OutputError(
            f"kan hier niet schrijven ({error.strerror})",
            where=str(path),
            advice="Kies met -o een bestaande map waarin u mag schrijven.",
        ) from error
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        _give_usual_permissions(temporary)
        os.replace(temporary, path)  # noqa: PTH105 -- the temporary name is a string already
    except OSError as error:
        raise OutputError(
            f"schrijven is niet gelukt ({error.strerror})",
            where=str(path),
            advice="Is de schijf vol, of staat het bestand nog open in een ander programma?",
        ) from error
    finally:
        with contextlib.suppress(OSError):
            os.unlink(temporary)  # noqa: PTH108


def _give_usual_permissions(name: str) -> None:
    """Let others read the file as if it had been opened plainly; mkstemp makes it private."""
    mask = os.umask(0)
    os.umask(mask)
    os.chmod(name, 0o666 & ~mask)  # noqa: PTH101
