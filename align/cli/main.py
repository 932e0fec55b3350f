"""The entry point: finds the command, lets it run, and turns faults into messages and exit codes.

Only the standard library is imported here, so that `align --help` answers at once; a command
imports what it needs when it runs.
"""

from __future__ import annotations

import argparse
import gc
import importlib
import os
import sys
import traceback
from collections.abc import Sequence
from typing import NoReturn

from align import __version__
from align.cli.stopping import Stopping
from align.errors import AlignError

#: One module a command, in the order in which a new user meets them.
COMMANDS = (
    "demo",
    "inspect",
    "overlap",
    "plan",
    "revisions",
    "atlas",
    "decisions",
    "routes",
    "evaluate",
    "convert",
    "fetch",
)

DEFECT = 70
"""Exit code for what is our fault (EX_SOFTWARE of sysexits.h)."""

#: A command makes hundreds of thousands of items and words that live until it ends. Looking for
#: cycles among them every 700 took a quarter of the time of `align revisions`, for 4 MB less.
COLLECTIONS = (200_000, 20, 100)

_EPILOG = """\
voorbeelden:
  align demo                                 het hele verhaal op de ingebouwde voorbeelden
  align inspect dossier.xml                  wat staat er in dit bestand?
  align overlap slo/2025.3 dossier.xml --unit ZW --leerweg kb -o zw.html

exitcodes: 0 klaar, 1 een bestand is onbruikbaar, 2 verkeerd gebruik, 3 een grens is niet gehaald
"""


class _DutchParser(argparse.ArgumentParser):
    """argparse with Dutch headings and one short message for wrong usage."""

    def __init__(self, **options: object) -> None:
        super().__init__(add_help=False, **options)  # type: ignore[arg-type]
        self.formatter_class = argparse.RawDescriptionHelpFormatter
        self._positionals.title = "bestanden"
        self._optionals.title = "opties"
        self.add_argument("-h", "--help", action="help", help="toon deze uitleg")
        self.add_argument(
            "--version", action="version", version=f"align {__version__}", help="toon de versie"
        )

    def parse_known_args(  # type: ignore[override]
        self, args: Sequence[str] | None = None, namespace: argparse.Namespace | None = None
    ) -> tuple[argparse.Namespace, list[str]]:
        """As ever; but a command that does not know an option says so itself, with its own help."""
        found, unknown = super().parse_known_args(args, namespace)
        if unknown and " " in self.prog:
            self.error(f"unrecognized arguments: {' '.join(unknown)}")
        return found, unknown

    def format_help(self) -> str:
        return super().format_help().replace("usage: ", "gebruik: ", 1)

    def format_usage(self) -> str:
        return super().format_usage().replace("usage: ", "gebruik: ", 1)

    def error(self, message: str) -> NoReturn:
        self.print_usage(sys.stderr)
        self.exit(2, f"align: {_in_dutch(message)}\n  → Zie '{self.prog} --help'.\n")


#: What argparse says, and how we say it; anything else is shown as it is.
_ARGPARSE_WORDS = (
    ("the following arguments are required", "deze gegevens ontbreken"),
    ("unrecognized arguments", "deze opties bestaan niet"),
    ("expected one argument", "hier hoort een waarde bij"),
    ("expected at least one argument", "hier hoort minstens één waarde bij"),
    ("invalid choice", "onbekende keuze"),
    ("choose from", "kies uit"),
    ("not allowed with argument", "gaat niet samen met"),
    ("invalid int value", "geen geheel getal"),
    ("argument ", "optie "),
    ("ambiguous option", "onduidelijke optie"),
    ("could match", "kan zijn"),
)


def _in_dutch(message: str) -> str:
    for english, dutch in _ARGPARSE_WORDS:
        message = message.replace(english, dutch)
    return message


def build_parser() -> argparse.ArgumentParser:
    """The whole command line: `align` and its commands."""
    parser = _DutchParser(
        prog="align",
        description="Wat onderwijzen vmbo en mbo dubbel, en wat besluit u daarover?",
        epilog=_EPILOG,
    )
    commands = parser.add_subparsers(
        title="opdrachten", metavar="OPDRACHT", dest="command", parser_class=_DutchParser
    )
    for name in COMMANDS:
        module = importlib.import_module(f"align.cli.{name}")
        sub = commands.add_parser(
            name, help=module.HELP, description=module.HELP, epilog=getattr(module, "EPILOG", None)
        )
        module.configure(sub)
        noise = sub.add_mutually_exclusive_group()
        noise.add_argument("--quiet", action="store_true", help="alleen fouten melden")
        noise.add_argument("--verbose", action="store_true", help="meer melden, waar er meer is")
        sub.set_defaults(run=module.run)
    return parser


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command.

    Returns:
        0 done, 1 an input could not be used, 2 wrong usage, 3 a gate failed, 70 a defect of ours,
        130 interrupted.
    """
    stopping = Stopping()
    try:
        if arguments is None:  # this process is for this command alone
            stopping.watch()
            gc.set_threshold(*COLLECTIONS)
        _write_utf8()
        code = _run(sys.argv[1:] if arguments is None else arguments)
        print(end="", flush=True)  # a reader who has gone shows here, not when Python leaves
    except KeyboardInterrupt:
        return stopping.tell()
    except AlignError as fault:
        if stopping.asked:  # a library made something else of the interrupt
            return stopping.tell()
        print(f"align: {fault.render()}", file=sys.stderr)
        return fault.exit_code
    except BrokenPipeError:
        # The reader of our output (head, less) has gone; that is no fault of the user.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception:  # noqa: BLE001 -- the last net: a defect of ours must not look like the user's
        if stopping.asked:
            return stopping.tell()
        traceback.print_exc()
        print(
            "align: hier ging iets mis dat aan het programma ligt. Meld het met de regels "
            "hierboven.",
            file=sys.stderr,
        )
        return DEFECT
    return code


def _run(arguments: Sequence[str]) -> int:
    parser = build_parser()
    try:
        options = parser.parse_args(arguments)
    except SystemExit as leaving:  # argparse leaves after --help, --version and wrong usage
        return int(leaving.code or 0)
    if options.command is None:
        parser.print_help()
        return 2
    options.arguments = tuple(arguments)
    return int(options.run(options))


def _write_utf8() -> None:
    """Windows consoles and pipes may use a code page without "→"; never fail on a message."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")


if __name__ == "__main__":
    sys.exit(main())
