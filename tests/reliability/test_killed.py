"""A command that is killed leaves every file as it was or as it becomes; the next run is as ever.

A few moments here; `benchmarks/kill.py` does hundreds of all commands.
"""

import random
import signal
import subprocess
import sys

import pytest
from commands import Commands
from kill import Killer
from moments import KILLED
from situations import SITUATIONS, named

from align.cli.main import COMMANDS

READ_ONLY = {"inspect", "routes"}
"""Commands that print, and write a file when they are asked with the same function as others."""


@pytest.mark.parametrize(("name", "times"), [("decisions", 3), ("fetch", 3), ("overlap", 1)])
def test_a_kill_at_the_disk_costs_nothing_but_the_run(commands: Commands, name, times):
    killer = Killer(named(name), commands, random.Random(name))
    for _ in range(times):
        killer.kill("at the disk")
    assert killer.faults == []
    assert killer.kills["at the disk"] == times


@pytest.mark.parametrize("name", ["convert", "atlas"])
def test_a_kill_at_any_moment_costs_nothing_but_the_run(commands: Commands, name):
    killer = Killer(named(name), commands, random.Random(name))
    killer.kill("anywhere")
    assert killer.faults == []


def test_the_moments_are_really_those_at_which_it_writes(commands: Commands, tmp_path):
    situation = named("convert")
    situation.prepare(tmp_path)
    whole = commands.run(list(situation.arguments), tmp_path)
    (tmp_path / "v.xlsx").unlink()
    ends = [
        commands.run(list(situation.arguments), tmp_path, fault="kill", at=at).code
        for at in range(1, whole.moments + 2)
    ]
    assert whole.code == 0
    assert ends == [KILLED] * whole.moments + [0]
    assert whole.moments >= 5  # it makes, opens, writes, waits for the disk and renames


def test_a_process_that_is_killed_from_outside_is_noticed(commands: Commands, tmp_path):
    situation = named("plan")
    situation.prepare(tmp_path)
    done = commands.run(list(situation.arguments), tmp_path, send=signal.SIGKILL, after=0.1)
    assert (done.code, done.sent) == (-signal.SIGKILL, True)
    assert situation.made(tmp_path) == dict.fromkeys(situation.outputs, b"van eerder")


def test_every_command_that_writes_is_killed_somewhere():
    killed = {situation.arguments[0] for situation in SITUATIONS}
    # `demo` writes with the functions of overlap, plan and revisions, `evaluate` one JSON file.
    assert set(COMMANDS) - killed == READ_ONLY | {"demo", "evaluate"}


def test_the_script_takes_its_numbers():
    import kill

    shown = subprocess.run(
        [sys.executable, kill.__file__, "--help"], capture_output=True, text=True, check=True
    ).stdout
    assert "--times" in shown
