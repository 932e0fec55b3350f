"""What a command says on stderr of sources that it read: no file is left out in silence."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable

    from align.model import Curriculum, SourceWarning


def tell_unread(curricula: Iterable[Curriculum], options: argparse.Namespace) -> None:
    """Name the files beside these documents that were not read; with --verbose, all warnings."""
    tell_warnings((warning for one in curricula for warning in one.warnings), options)


def tell_warnings(warnings: Iterable[SourceWarning], options: argparse.Namespace) -> None:
    """The same for warnings; what did not fit in a document stands in the page and the JSON too."""
    if options.quiet:
        return
    from align.cli.decisions import warned
    from align.sources.documents import NOT_READ
    from align.sources.notes import warning_kind

    shown = tuple(w for w in warnings if options.verbose or warning_kind(w.message) == NOT_READ)
    for line in warned(shown, None):
        print(line, file=sys.stderr)
