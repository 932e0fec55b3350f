"""What commands that make a page share: write it with its JSON, and say where it is."""

from __future__ import annotations

import argparse
import os
import shlex
import sys
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from align.model import Curriculum
    from align.overlap import Selection


def write_overlap(
    vmbo: Curriculum,
    mbo: Sequence[Curriculum],
    selection: Selection,
    *,
    page: Path,
    json_file: Path | None,
    command: str,
) -> str:
    """Compare, write the page and the JSON, and return one line that says what was found."""
    from align import __version__
    from align.exchange.overlap_json import overlap_json
    from align.files import write_whole
    from align.overlap import compare
    from align.report import overlap_html

    found = compare(vmbo, mbo, selection)
    html = overlap_html(found, command=command, made_on=today(), tool_version=__version__)
    data = overlap_json(found, tool_version=__version__) if json_file else ""
    write_whole(page, html)
    if json_file:
        write_whole(json_file, data)
    overlaps = sum(pair.overlap for pair in found.pairs)
    return (
        f"{len(found.left_units)} deeltaken en kerndelen × {len(found.right_units)} werkprocessen: "
        f"{overlaps} paren die (deels) dubbel lijken.\nOpen {page}"
    )


def today() -> date:
    """The date to show: from `SOURCE_DATE_EPOCH` where that is set, so that output repeats.

    Source: reproducible-builds.org, specification of SOURCE_DATE_EPOCH.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch.isdigit():
        return datetime.fromtimestamp(int(epoch), tz=UTC).date()
    return datetime.now().astimezone().date()


def typed_command(arguments: Sequence[str] | None = None) -> str:
    """The command as the user can type it again on this system."""
    words = ["align", *(sys.argv[1:] if arguments is None else arguments)]
    if os.name == "nt":
        return " ".join(f'"{word}"' if " " in word else word for word in words)
    return shlex.join(words)


def show(line: str, options: argparse.Namespace) -> None:
    """Print a line unless the user asked for quiet."""
    if not options.quiet:
        print(line)
