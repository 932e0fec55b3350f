"""Kills every writing command at random moments and looks at what it left.

    python benchmarks/kill.py --times 300

One kill in two comes at a random moment at which the command touches the disk (half-way a write
too), one in two as SIGKILL after a random time. After each: every file is what it was or what it
becomes, inputs are untouched, the cache is sound, nothing is left that a reader takes for a file,
and the same command makes the same bytes as if nothing had happened. Exit code 3 when not.
Linux and macOS: a killed process is a fork of one that has imported everything.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from contextlib import ExitStack
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "tests" / "reliability"), str(ROOT / "tests" / "fetching")]

from commands import Commands, Done  # noqa: E402 -- from the folder of the tests
from publisher_server import Shelf, serving  # noqa: E402
from situations import SITUATIONS, Situation, faults_after  # noqa: E402

from align.resources import resource  # noqa: E402


class Killer:
    """Runs one situation again and again, and counts.

    Attributes:
        kills: where the process was: "at the disk", "anywhere", "while importing".
        over: kills that came after the command was done.
        faults: what was wrong.
    """

    def __init__(self, situation: Situation, commands: Commands, chance: random.Random) -> None:
        self._situation, self._commands, self._chance = situation, commands, chance
        self.kills: Counter[str] = Counter()
        self.over, self.faults = 0, list[str]()
        with self._folder() as (folder, arguments):
            first = commands.run(arguments, folder)
            self._expected = situation.made(folder)
        self._moments, self._seconds = first.moments, first.seconds
        if first.code or not self._expected:
            self.faults.append(f"{situation.name} fails by itself: {first.err}")

    def kill(self, kind: str) -> None:
        """Kill it once, look, and run it again."""
        with self._folder() as (folder, arguments):
            killed = self._killed(kind, folder, arguments)
            if killed.code in {0, 1}:
                self.over += 1
            self.kills[kind] += 1
            self._judge(folder, killed=True, what=f"{kind}, {killed.code}, {killed.moments}")
            again = self._commands.run(arguments, folder)
            if again.code != 0:
                self.faults.append(f"the next run fails: {again.err}")
            if self._situation.made(folder) != self._expected:
                self.faults.append("the next run makes other bytes")
            self._judge(folder, killed=True, what="after the next run")

    def _killed(self, kind: str, folder: Path, arguments: list[str]) -> Done:
        if kind == "at the disk":
            at = self._chance.randint(1, self._moments)
            return self._commands.run(arguments, folder, fault="kill", at=at)
        after = self._chance.uniform(0, self._seconds)
        if kind == "anywhere":
            return self._commands.run(arguments, folder, send=signal.SIGKILL, after=after)
        command = [sys.executable, "-m", "align", *arguments]
        quiet = subprocess.DEVNULL
        with subprocess.Popen(command, cwd=folder, stdout=quiet, stderr=quiet) as process:
            time.sleep(self._chance.uniform(0, 6))
            process.kill()
        return Done(process.returncode, "", "", 0, 0.0, sent=True)

    def _judge(self, folder: Path, *, killed: bool, what: str) -> None:
        found = faults_after(self._situation, folder, self._expected, killed=killed)
        self.faults += [f"{fault} ({what})" for fault in found]

    def _folder(self) -> _Prepared:
        return _Prepared(self._situation)


class _Prepared:
    """A folder with the situation in it, and its arguments; a publisher serves it meanwhile."""

    def __init__(self, situation: Situation) -> None:
        self._situation = situation

    def __enter__(self) -> tuple[Path, list[str]]:
        self._stack = ExitStack()
        folder = Path(self._stack.enter_context(tempfile.TemporaryDirectory()))
        self._situation.prepare(folder)
        url = "URL"
        if self._situation.sends:
            data = (resource("corpora") / self._situation.sends).read_bytes()
            url = self._stack.enter_context(serving(Shelf(data, pause=0.02)))
        return folder, [url if word == "URL" else word for word in self._situation.arguments]

    def __exit__(self, *_: object) -> None:
        self._stack.close()


def main() -> int:
    """Kill, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", choices=[s.name for s in SITUATIONS], action="append")
    options = parser.parse_args()
    os.environ["SOURCE_DATE_EPOCH"] = "1767225600"
    chance = random.Random(options.seed)  # noqa: S311 -- no secret
    chosen = [s for s in SITUATIONS if not options.only or s.name in options.only]
    whole = sum(situation.weight for situation in chosen)
    faults = 0
    print("| command | at the disk | anywhere | importing | done before | faults |")
    print("|---|---|---|---|---|---|")
    with Commands() as commands:
        for situation in chosen:
            killer = Killer(situation, commands, chance)
            for turn in range(round(options.times * situation.weight / whole)):
                importing = turn % 20 == 19
                kind = "while importing" if importing else ("at the disk", "anywhere")[turn % 2]
                killer.kill(kind)
            k = killer.kills
            print(
                f"| {situation.name} | {k['at the disk']} | {k['anywhere']} | "
                f"{k['while importing']} | {killer.over} | {len(killer.faults)} |",
                flush=True,
            )
            for fault, times in Counter(killer.faults).most_common(8):
                print(f"    {times} x {fault}", file=sys.stderr)
            faults += len(killer.faults)
    return 3 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
