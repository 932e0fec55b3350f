"""`--lang`: the language of a page; shared by the commands that make one."""

from __future__ import annotations

import argparse

#: The first is the language of a page when nothing is said (align/report/translation.py).
LANGUAGES = ("nl", "en")


def add_lang(parser: argparse.ArgumentParser) -> None:
    """Declare `--lang`."""
    parser.add_argument(
        "--lang",
        choices=LANGUAGES,
        default=LANGUAGES[0],
        help="taal van de pagina (standaard: nl); citaten blijven Nederlands",
    )
