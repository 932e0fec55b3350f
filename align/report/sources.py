"""Sources as pages show them: in the header and in the account of the method."""

from __future__ import annotations

from pathlib import PurePosixPath, PureWindowsPath

from align.model import Curriculum, Kind
from align.report.page import SourceView
from align.report.wording import listed, number, plural


def source_view(curriculum: Curriculum) -> SourceView:
    """A source with its counts, digest and warnings, as every page shows it."""
    source = curriculum.source
    counts = [
        f"{number(amount)} {plural(Kind(kind), amount)}"
        for kind, amount in curriculum.counts().items()
    ]
    return SourceView(
        side=curriculum.side,
        title=source.title,
        version=source.version,
        format=source.format,
        file=file_name(source.path),
        sha256=source.sha256,
        why=source.why,
        counts=listed(counts),
        warnings=tuple(f"{w.place}: {w.message}" for w in curriculum.warnings),
        example=source.example,
    )


def file_name(path: str) -> str:
    """Last part of a path of any system: the rest says something about a machine, not a source."""
    windows = "\\" in path and "/" not in path
    return (PureWindowsPath(path) if windows else PurePosixPath(path)).name or path
