"""A disk that is full or read-only: a clear message and everything as it was, or a right result."""

import random

import pytest
from commands import Commands
from situations import faults_after, named

SAID = {"full": "de schijf is vol", "readonly": "deze schijf is alleen te lezen"}


def judged(done, situation, folder, expected, fault):
    """See that a command did the right thing, or said why not and cleaned up."""
    if done.code == 0:  # what failed was the cache, and that costs time only
        assert situation.made(folder) == expected
        assert "Traceback" not in done.err
    else:
        assert done.code == 1, done.err
        assert done.err.startswith("align: ")
        assert SAID[fault] in done.err
        assert "  → " in done.err
    assert faults_after(situation, folder, expected, killed=False) == []


@pytest.mark.parametrize(
    ("name", "fault", "times"),
    [
        *(("decisions", "full", 3), ("convert", "full", 2), ("atlas", "full", 1)),
        *(("decisions", "readonly", 1), ("convert", "readonly", 1), ("atlas", "readonly", 1)),
    ],
)
def test_a_disk_that_takes_nothing_more(commands: Commands, tmp_path, name, fault, times):
    situation = named(name)
    chance = random.Random(name + fault)
    whole = tmp_path / "whole"
    situation.prepare(whole)
    first = commands.run(list(situation.arguments), whole)
    expected = situation.made(whole)
    assert first.code == 0
    for turn in range(times):
        folder = tmp_path / str(turn)
        situation.prepare(folder)
        # What is read-only halfway lets nobody clean up either; what is so from the start does.
        at = 1 if fault == "readonly" else chance.randint(1, first.moments)
        done = commands.run(list(situation.arguments), folder, fault=fault, at=at)
        judged(done, situation, folder, expected, fault)


def test_a_cache_that_cannot_be_written_costs_time_only(commands: Commands, tmp_path):
    situation = named("atlas")
    situation.prepare(tmp_path)
    arguments = ["/proc/geen" if word == "cache" else word for word in situation.arguments]
    done = commands.run(arguments, tmp_path)
    assert done.code == 0
    assert "wordt deze keer niet bewaard" in done.err
    assert (tmp_path / "atlas" / "index.html").is_file()
