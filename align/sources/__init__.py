"""Reads the documents of both sides into `model.Curriculum`; one module a format, and `detect`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from align.errors import AlignError, SeveralInputsError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from align.model import Curriculum

__all__ = ["load", "load_all", "load_each"]


def load(path: str | Path) -> Curriculum:
    """Read one document, whatever its format.

    Args:
        path: a file, a folder or a zip.

    Raises:
        InputError: it cannot be used; the message says where and what to do.
    """
    from align.sources.archive import open_source  # noqa: PLC0415 -- lxml can wait until here
    from align.sources.detect import recognise  # noqa: PLC0415

    files = open_source(path)
    reader, why = recognise(files)
    return reader.read(files, why)


def load_each(
    paths: Iterable[str | Path],
) -> tuple[tuple[Curriculum, ...], tuple[AlignError, ...]]:
    """Read what can be read: the documents, and the faults of the others, both in given order."""
    found: list[Curriculum] = []
    faults: list[AlignError] = []
    for path in paths:
        try:
            found.append(load(path))
        except AlignError as fault:
            faults.append(fault)
    return tuple(found), tuple(faults)


def load_all(paths: Iterable[str | Path]) -> tuple[Curriculum, ...]:
    """Read several documents, in the order in which they are given.

    Raises:
        SeveralInputsError: one or more cannot be used; holds the faults of all of them.
    """
    found, faults = load_each(paths)
    if faults:
        raise SeveralInputsError(faults)
    return found
