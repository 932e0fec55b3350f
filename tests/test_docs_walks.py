"""The walks in docs/ work as written: their steps are taken in a copy of the project.

A block of code whose first line names a file is that file; a `diff` block changes the file that it
names, in the one place where its old lines stand; the lines of an `sh` block are run.
"""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
WALKS = ("add-a-format", "add-a-route", "add-a-channel", "change-a-rule")
COPIED = ("align", "corpora", "docs", "templates", "tests", "pyproject.toml", "README.md")
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@pytest.fixture
def copy(tmp_path):
    """A copy of what the walks touch and run."""
    for name in COPIED:
        if (ROOT / name).is_dir():
            ignored = shutil.ignore_patterns("__pycache__", "api")
            shutil.copytree(ROOT / name, tmp_path / name, ignore=ignored)
        else:
            shutil.copy(ROOT / name, tmp_path / name)
    return tmp_path


def write(copy, text):
    """Write the file that the first line names."""
    first, _, content = text.partition("\n")
    path = copy / first.removeprefix("# ")
    assert not path.exists(), f"{path.name} is there already"
    path.write_text(content, encoding="utf-8")


def change(copy, text):
    """Change the file that the first line names, in the one place where the old lines stand."""
    first, *lines = text.splitlines(keepends=True)
    path = copy / first.removeprefix("--- ").strip()
    old = "".join(line[1:] for line in lines if line[0] in " -")
    new = "".join(line[1:] for line in lines if line[0] in " +")
    before = path.read_text(encoding="utf-8")
    at = [found.start() for found in re.finditer(rf"(?m)^{re.escape(old)}", before)]
    assert len(at) == 1, f"these lines stand {len(at)} times in {path.name}:\n{old}"
    after = before[: at[0]] + new + before[at[0] + len(old) :]
    path.write_text(after, encoding="utf-8")


def run(copy, text):
    """Run the commands one by one with the Python of this test, from the top of the copy."""
    for line in text.splitlines():
        first, *arguments = line.split()
        assert first == "python", line
        done = subprocess.run(
            [sys.executable, *arguments],
            cwd=copy,
            capture_output=True,
            encoding="utf-8",
            timeout=600,
            check=False,
        )
        assert done.returncode == 0, f"{line}\n{done.stdout}{done.stderr}"


STEPS = {"python": write, "toml": write, "diff": change, "sh": run}


@pytest.mark.parametrize("walk", WALKS)
def test_a_walk_works_as_written(walk, copy):
    page = (ROOT / "docs" / f"{walk}.md").read_text(encoding="utf-8")
    steps = BLOCK.findall(page)
    assert "sh" in dict(steps), "a walk ends by seeing that it holds"
    for language, text in steps:
        STEPS[language](copy, text)
