"""The same bytes whatever the surroundings are.

    python benchmarks/sameness.py

Runs overlap, plan, revisions, atlas and convert on the examples, each time in a new process with
another hash seed, number of jobs, order of files in folders, time zone, locale and current folder,
and compares every file that they write. Exit code 3 when one differs.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from align.resources import resource

ENCODERS = ("none", "align")

#: Runs in the new process. Words and order of files are set before anything of align is imported.
_RUN = """
import json, os, random, sys
jobs, order, commands = json.loads(sys.argv[1])
os.cpu_count = lambda: jobs  # what --jobs is when nobody says; the page shows what was typed
if order:
    real_list, real_scan = os.listdir, os.scandir
    def mixed(names):
        names = list(names)
        random.Random(order).shuffle(names)
        return names
    class Scan:
        def __init__(self, entries): self.left = entries
        def __iter__(self): return self
        def __next__(self):
            if not self.left: raise StopIteration
            return self.left.pop()
        def __enter__(self): return self
        def __exit__(self, *_): pass
        def close(self): pass
    os.listdir = lambda *given: mixed(real_list(*given))
    os.scandir = lambda *given: Scan(mixed(real_scan(*given)))
from align.cli.main import main
for command in commands:
    code = main(command)
    if code:
        sys.exit(f"{command} ended with {code}")
"""


@dataclass(frozen=True)
class Surroundings:
    """What must not matter.

    Attributes:
        environment: variables; an empty one is taken away.
        jobs: cores that the machine says it has.
        order: files in a folder come in another order for each; 0 leaves that of the disk.
        elsewhere: whether the current folder is one that has nothing to do with it.
    """

    environment: Mapping[str, str] = field(default_factory=dict)
    jobs: int = 1
    order: int = 0
    elsewhere: bool = False


SURROUNDINGS = {
    "hash seed 0, UTC, C.UTF-8": Surroundings({"PYTHONHASHSEED": "0", "TZ": "UTC"}),
    "hash seed 1, two jobs, files in another order, Nepal, Turkish, other folder": Surroundings(
        {"PYTHONHASHSEED": "1", "TZ": "Asia/Kathmandu", "LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR"},
        jobs=2,
        order=1,
        elsewhere=True,
    ),
    "hash seed by chance, locale C without UTF-8": Surroundings(
        {
            "PYTHONHASHSEED": "random",
            "TZ": "America/Los_Angeles",
            "LC_ALL": "C",
            "PYTHONCOERCECLOCALE": "0",
            "PYTHONUTF8": "0",
        },
        order=2,
    ),
    "hash seed by chance, Dutch, Samoa": Surroundings(
        {"PYTHONHASHSEED": "random", "TZ": "Pacific/Apia", "LC_ALL": "nl_NL.UTF-8"}
    ),
    "four jobs": Surroundings({"PYTHONHASHSEED": "2"}, jobs=4),
    "other order of files": Surroundings({"PYTHONHASHSEED": "3"}, order=3),
    "other folder, no HOME, no LANG": Surroundings(
        {"PYTHONHASHSEED": "4", "HOME": "", "LANG": "", "LC_ALL": ""}, elsewhere=True
    ),
}


def commands(place: Path, encoder: str) -> list[list[str]]:
    """Every command that makes a report, with every format, on copies of the examples."""
    out, vmbo, mbo = place / "out", place / "in/vmbo-voorbeeld", place / "in/mbo-voorbeeld"

    def files(stem: str, *formats: str) -> list[object]:
        named = [(f"--{name}", out / f"{stem}.{name}") for name in formats]
        return ["-o", out / f"{stem}.html", *(word for pair in named for word in pair)]

    route = ["--route", "doorlopende-leerroute", "--leerweg", "kb", "--unit", "VZW"]
    overlap = files("overlap", "json", "xlsx", "csv", "sssom", "case", "docx")
    formats = ("csv", "json", "case")
    old, cached, none = (
        place / "in/vmbo-voorbeeld-vorige",
        ("--cache", place / "cache"),
        ENCODERS[0],
    )
    plan = (*files("plan", "json", "xlsx"), "--kwalificatie", "99101", "--encoder", none)
    atlas = ("-o", out / "atlas", "--leerweg", "bb", *cached, "--encoder", none)
    made: list[list[object]] = [
        ["overlap", vmbo, mbo, *overlap, "--unit", "P/VZW/01", *cached, "--encoder", encoder],
        ["plan", vmbo, mbo, *route, *plan],
        ["revisions", old, vmbo, *files("revisions", "json", "csv", "xlsx", "sssom", "case")],
        ["atlas", vmbo, mbo, *atlas],
        *(["convert", vmbo, "--to", to, "-o", out / f"c.{to}"] for to in formats),
        ["convert", mbo / "9901 Wonen_en_zorg.xml", "--to", "xlsx", "-o", out / "c.xlsx"],
    ]
    return [[str(word) for word in command] for command in made]


def digests(place: Path, around: Surroundings, encoder: str = "none") -> dict[str, str]:
    """Run all commands in these surroundings; SHA-256 of every file that they wrote.

    Args:
        place: a folder of its own, the same for all that is compared: pages show the command.
        around: the surroundings.
        encoder: of overlap.

    Raises:
        RuntimeError: a command failed.
    """
    for name in ("in", "out", "cache", "away"):
        _empty(place / name)
    for source in sorted(resource("corpora").rglob("*")):
        target = place / "in" / source.relative_to(resource("corpora"))
        target.mkdir(parents=True) if source.is_dir() else target.write_bytes(source.read_bytes())
    asked = json.dumps([around.jobs, around.order, commands(place, encoder)])
    fixed = {"SOURCE_DATE_EPOCH": "1767225600", "PYTHONPATH": str(Path(__file__).parents[1])}
    environment = {**os.environ, **fixed, **around.environment}
    done = subprocess.run(
        [sys.executable, "-c", _RUN, asked],
        cwd=place / "away" if around.elsewhere else place,
        env={name: value for name, value in environment.items() if value},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    if done.returncode:
        raise RuntimeError(done.stderr)
    files = sorted(path for path in (place / "out").rglob("*") if path.is_file())
    return {
        path.relative_to(place / "out").as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in files
    }


def _empty(folder: Path) -> None:
    for path in sorted(folder.rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    folder.mkdir(exist_ok=True)


def main() -> int:
    """Compare, and print a table."""
    argparse.ArgumentParser(description=__doc__).parse_args()
    other = 0
    print("| surroundings | encoder | files | other than the first |\n|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        for encoder in ENCODERS:
            first: dict[str, str] = {}
            for name, around in SURROUNDINGS.items():
                found = digests(Path(folder), around, encoder)
                first = first or found
                differ = sorted(f for f in first | found if first.get(f) != found.get(f))
                print(f"| {name} | {encoder} | {len(found)} | {', '.join(differ) or 'none'} |")
                sys.stdout.flush()
                other += len(differ)
    return 3 if other else 0


if __name__ == "__main__":
    sys.exit(main())
