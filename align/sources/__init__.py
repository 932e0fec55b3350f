"""Reads the documents of both sides into `model.Curriculum`; one module a format, and `detect`."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from align.errors import AlignError, SeveralInputsError
from align.model import Kind, SourceWarning

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from align.model import Curriculum

__all__ = ["load", "load_all", "load_each", "load_sides"]


def load(path: str | Path, columns: Mapping[str, str] | None = None) -> Curriculum:
    """Read exactly one document, whatever its format.

    Args:
        path: a file, a folder or a zip.
        columns: for tables, what the user says of their columns: role to column name or letter.

    Raises:
        InputError: it cannot be used, or holds several documents; the message says where and what
            to do.
    """
    from align.sources.archive import open_source  # noqa: PLC0415 -- lxml can wait until here
    from align.sources.documents import read_one  # noqa: PLC0415

    return read_one(open_source(path), columns)


def load_each(
    paths: Iterable[str | Path], columns: Mapping[str, str] | None = None, *, whole: bool = False
) -> tuple[tuple[Curriculum, ...], tuple[AlignError, ...]]:
    """Read what can be read, in given order; a folder or zip may hold many documents.

    Args:
        paths: files, folders or zips.
        columns: as for `load`.
        whole: a file in a folder that looks like a document and cannot be read is a fault too.

    Returns:
        The documents, those of a folder in order of their names (files in it that cannot be read
        stand as warnings with its first document), and the faults of the paths that gave no
        document at all.
    """
    from align.sources.archive import open_source  # noqa: PLC0415
    from align.sources.documents import read_each  # noqa: PLC0415

    found: list[Curriculum] = []
    faults: list[AlignError] = []
    for path in paths:
        try:
            found += read_each(open_source(path), columns, whole=whole)
        except AlignError as fault:
            faults.append(fault)
    return _repetitions_noted(found), tuple(faults)


def load_all(paths: Iterable[str | Path]) -> tuple[Curriculum, ...]:
    """Read all documents of these paths, in given order.

    Raises:
        SeveralInputsError: one or more paths cannot be used; holds the faults of all of them.
    """
    found, faults = load_each(paths)
    if faults:
        raise SeveralInputsError(faults)
    return found


def load_sides(
    left: str | Path, right: Sequence[str | Path], columns: Mapping[str, str] | None = None
) -> tuple[Curriculum, tuple[Curriculum, ...]]:
    """Read exactly one document for the left side, and all documents of the paths on the right.

    `columns` is as for `load`.

    Raises:
        SeveralInputsError: one or more paths cannot be used; holds the faults of all of them.
    """
    faults: list[AlignError] = []
    try:
        one = load(left, columns)
    except AlignError as fault:
        faults.append(fault)
    others, more = load_each(right, columns)
    if faults or more:
        raise SeveralInputsError([*faults, *more])
    return one, others


def _repetitions_noted(found: list[Curriculum]) -> tuple[Curriculum, ...]:
    """Note with the second document that a dossier in it stands in an earlier one too."""
    first: dict[str, str] = {}
    noted: list[Curriculum] = []
    for curriculum in found:
        path = curriculum.source.path
        dossiers = curriculum.of_kind(Kind.DOSSIER)
        again = tuple(
            SourceWarning(d.place, f"dit dossier staat ook in een ander bestand: {first[d.id]}")
            for d in dossiers
            if first.setdefault(d.id, path) != path
        )
        warnings = (*curriculum.warnings, *again)
        noted.append(replace(curriculum, warnings=warnings) if again else curriculum)
    return tuple(noted)
