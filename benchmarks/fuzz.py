"""Fuzzes every reader and says what was found.

    python benchmarks/fuzz.py --data ../shared/data --minutes 40 --findings FOLDER

With atheris installed (`pip install atheris`; wheels for Linux) coverage of our own code leads the
way; without it mutations alone do. Each reader runs in a process of its own that may use 1 GB of
address space and 20 s an input (all times are those of the processor; instrumented code takes two
to three times as long), and starts again where it fell. Exit code 3 when something was found: the
inputs lie in FOLDER then, each with its traceback.
"""

from __future__ import annotations

import argparse
import faulthandler
import hashlib
import importlib
import os
import pkgutil
import random
import resource
import signal
import subprocess
import sys
import time
import traceback
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import NoReturn

SECONDS_AN_INPUT = 20
ADDRESS_SPACE = 2**30
MOST_BYTES = 600_000
TIME_IS_UP = "klaar"
ROOMS = (
    "align.sources",
    "align.exchange",
    "align.overlap.atlas_json",
    "align.planning.assumptions",
    "align.overlap.atlas_sources",
    "align.report.atlas_folder",
    "align.similarity.gold",
    "align.similarity.encoders.local",
    "align.similarity.thesaurus.reading",
)
SHARES = {"sources": 0.45, "pdf": 0.35, "decisions": 0.12, "other": 0.08}


def main() -> int:
    """Run all targets, or be the process that runs one."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, help="real files to start from")
    parser.add_argument("--minutes", type=float, default=1.0, help="of the processor, in all")
    parser.add_argument("--findings", type=Path, default=Path("findings"))
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--target", choices=SHARES, action="append")
    parser.add_argument("--one", nargs=2, metavar=("TARGET", "SECONDS"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        try:
            one(options.one[0], float(options.one[1]), options.findings, options.seed)
        except BaseException:  # noqa: BLE001 -- the process ends here, and tells why
            traceback.print_exc()
        _end()
    chosen = options.target or list(SHARES)
    whole = sum(SHARES[name] for name in chosen)
    options.findings.mkdir(parents=True, exist_ok=True)
    print("| reader | seeds | inputs | falls of the process | findings |\n|---|---|---|---|---|")
    found = 0
    for name in chosen:
        seconds = options.minutes * 60 * SHARES[name] / whole
        found += run_target(name, seconds, options)
    return 3 if found else 0


def run_target(name: str, seconds: float, options: argparse.Namespace) -> int:
    """Keep one target running for its share of the time; the number of different findings."""
    from fuzzing import seeds, temporary_folder  # noqa: PLC0415 -- not before it is instrumented

    corpus = options.findings / f"corpus-{name}"
    corpus.mkdir(exist_ok=True)
    given = list(seeds(name, options.data))
    for data in given:
        (corpus / hashlib.sha1(data, usedforsecurity=False).hexdigest()).write_bytes(data)
    started, falls, inputs = _children_seconds(), 0, 0
    while (left := seconds - _children_seconds() + started) > 1:
        with temporary_folder() as made:
            command = [
                sys.executable,
                __file__,
                "--findings",
                options.findings,
                "--seed",
                options.seed + falls,
                "--one",
                name,
                left,
            ]
            done = subprocess.run(
                list(map(str, command)),
                capture_output=True,
                check=False,
                cwd=made,
                env={**os.environ, "OPENBLAS_NUM_THREADS": "1"},
                preexec_fn=_bounded,
            )
            inputs += int((Path(made) / "inputs").read_text() or 0)
            if not (Path(made) / TIME_IS_UP).exists():
                falls += 1
                print(done.stderr[-1500:].decode(errors="replace"), file=sys.stderr, flush=True)
            for left_over in Path(made).glob("invoer*"):
                data = left_over.read_bytes()
                digest = hashlib.sha1(data, usedforsecurity=False).hexdigest()
                (corpus / digest).unlink(missing_ok=True)
                (options.findings / f"{name}-fall-{digest[:12]}").write_bytes(data)
                note = options.findings / f"{name}-fall-{digest[:12]}.txt"
                note.write_bytes(done.stderr[-6000:])
    kept = [path for path in options.findings.glob(f"{name}-*") if path.suffix != ".txt"]
    print(f"| {name} | {len(given)} | {inputs:,} | {falls} | {len(kept)} |", flush=True)
    return len(kept)


def _end() -> NoReturn:
    """End this process: atheris waits for its own lock for ever where Python ends as it should."""
    sys.stderr.flush()
    os.kill(os.getpid(), signal.SIGKILL)
    raise AssertionError


def _children_seconds() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _bounded() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (ADDRESS_SPACE, ADDRESS_SPACE))


def one(name: str, seconds: float, findings: Path, seed: int) -> None:
    """Fuzz one target in this process, with coverage when atheris is there."""
    # Tells where it was, and then lets the system end this process, whatever it is doing.
    faulthandler.register(signal.SIGPROF, chain=True)
    counts = Path("inputs")
    counts.write_text("0")
    try:
        atheris = importlib.import_module("atheris")
    except ImportError:
        atheris = None
    if atheris:
        with atheris.instrument_imports(include=["align"]):
            _import_all()
    from fuzzing import Trial, mutated, plainly  # noqa: PLC0415 -- not before it is instrumented

    trial, seen, ran = Trial(name, Path.cwd()), Counter[str](), 0

    def test(data: bytes) -> None:
        nonlocal ran
        ran += 1
        if ran % 20 == 0:
            counts.write_text(str(ran))
        signal.setitimer(signal.ITIMER_PROF, SECONDS_AN_INPUT)
        fault = trial(data)
        signal.setitimer(signal.ITIMER_PROF, 0)
        if fault is not None:
            _note(findings, name, data, fault, seen)
        if time.process_time() > seconds:
            counts.write_text(str(ran))
            Path(TIME_IS_UP).touch()
            _end()

    corpus = findings / f"corpus-{name}"
    if not atheris:
        _without_coverage(test, [p.read_bytes() for p in sorted(corpus.iterdir())], seed)

    def custom(data: bytes, most: int, number: int) -> bytes:
        chance = random.Random(number)  # noqa: S311 -- no secret
        inner = (lambda plain: atheris.Mutate(plain, len(plain) + 4096)) if number % 2 else None
        with suppress(Exception):  # what a library says of bytes that are no longer what they say
            return mutated(data, chance, inner)[:most]
        return plainly(data, chance)[:most]

    flags = (f"-max_len={MOST_BYTES}", f"-seed={seed}", "-verbosity=0", "-reload=0")
    limits = ("-timeout=100000", "-rss_limit_mb=0", "-detect_leaks=0", "-len_control=0")
    quick = ("-entropic_scale_per_exec_time=1", "-report_slow_units=100000")
    atheris.Setup([sys.argv[0], *flags, *limits, *quick, str(corpus)], test, custom_mutator=custom)
    atheris.Fuzz()


def _import_all() -> None:
    for room in ROOMS:
        package = importlib.import_module(room)
        for module in pkgutil.walk_packages(getattr(package, "__path__", []), f"{room}."):
            importlib.import_module(module.name)


def _without_coverage(test: Callable[[bytes], None], corpus: list[bytes], seed: int) -> NoReturn:
    from fuzzing import mutated  # noqa: PLC0415 -- imported where the other is

    chance = random.Random(seed)  # noqa: S311 -- no secret
    for data in corpus:
        test(data)
    while True:  # until `test` has used up the time
        test(mutated(chance.choice(corpus), chance)[:MOST_BYTES])


def _note(findings: Path, name: str, data: bytes, fault: Exception, seen: Counter[str]) -> None:
    frames = [f for f in traceback.extract_tb(fault.__traceback__) if "/align/" in f.filename]
    where = f"{Path(frames[-1].filename).name}-{frames[-1].lineno}" if frames else "outside"
    key = f"{name}-{type(fault).__name__}-{where}"
    seen[key] += 1
    path = findings / key
    if seen[key] > 20 or (path.exists() and path.stat().st_size <= len(data)):
        return  # the smallest of the first ones is enough
    path.write_bytes(data)
    told = "".join(traceback.format_exception(fault))
    path.with_name(f"{key}.txt").write_text(told[-6000:], encoding="utf-8", errors="replace")


if __name__ == "__main__":
    sys.exit(main())
