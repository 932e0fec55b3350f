"""The command line, in this process and in a new one."""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

import align as package
from align.cli.main import main
from align.resources import resource


@dataclass
class Outcome:
    """What a command left behind: its exit code and what it printed."""

    code: int
    out: str
    err: str


@pytest.fixture
def align(capsys):
    """Run a command in this process."""

    def run(*arguments) -> Outcome:
        capsys.readouterr()
        code = main([str(argument) for argument in arguments])
        return Outcome(code, *capsys.readouterr())

    return run


@pytest.fixture
def new_process(tmp_path):
    """Run Python in a new process in an empty folder."""

    def run(*arguments, **environment) -> Outcome:
        done = subprocess.run(
            [sys.executable, *map(str, arguments)],
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(Path(package.__file__).parents[1]), **environment},
            capture_output=True,
            encoding="utf-8",
            timeout=120,
            check=False,
        )
        return Outcome(done.returncode, done.stdout, done.stderr)

    return run


@pytest.fixture
def vmbo():
    return resource("corpora") / "vmbo-voorbeeld"


@pytest.fixture
def mbo():
    return min((resource("corpora") / "mbo-voorbeeld").glob("*.xml"))


@pytest.fixture
def sides(vmbo, mbo):
    """Both sides, as `align overlap` takes them."""
    return vmbo, mbo


@pytest.fixture
def gold():
    return resource("corpora") / "gold-voorbeeld.json"
