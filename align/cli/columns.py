"""`--columns`, the same wherever a command reads sources: what the columns of a table are."""

from __future__ import annotations

import argparse


def add_columns(parser: argparse.ArgumentParser) -> None:
    """Declare the option."""
    parser.add_argument(
        "--columns",
        metavar="WAT=KOLOM,...",
        default="",
        help='wat de kolommen van een tabel zijn, bij naam of letter: "code=Nr,omschrijving=C"',
    )


def columns_of(options: argparse.Namespace) -> dict[str, str]:
    """What the user said: role to column name or letter; empty without the option.

    Raises:
        UsageError: it cannot be understood.
    """
    if not options.columns:
        return {}
    from align.sources.table.columns import parse_columns

    return parse_columns(options.columns)
