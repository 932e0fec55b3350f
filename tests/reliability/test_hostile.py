"""Hostile files: one message with a way out or a reading with warnings, in 10 s and 1 GB."""

import os

import pytest
from commands import Commands
from hostile_files import HOSTILE, MB

SECONDS, MEMORY = 10, 1024 * MB
ENDINGS = {"zip": "zip", "xml": "xml", "pdf": "pdf", "json": "json", "csv": "csv"}


def read(commands, folder, *arguments):
    """Run a command that may use so much of the processor and of memory, and judge how it ended."""
    done = commands.run([*arguments], folder, seconds=SECONDS, memory=MEMORY)
    assert done.code in {0, 1}, f"{done.code} {done.err[-3000:]}"
    assert "Traceback" not in done.err
    if done.code == 1:
        assert done.err.startswith("align: ")
        assert "  → " in done.err
        assert len(done.err) < 20_000
    return done


@pytest.mark.parametrize("name", HOSTILE)
def test_it_is_read_or_refused_within_bounds(commands: Commands, tmp_path, name):
    content = HOSTILE[name]()
    path = tmp_path / f"bron.{ENDINGS.get(name.partition(' ')[0], 'bin')}"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    before = sorted(tmp_path.parent.iterdir())
    read(commands, tmp_path, "inspect", path.name, "--quiet", "--json", "uit.json")
    if not name.startswith(("pdf", "zip")):
        read(commands, tmp_path, "decisions", path.name, "-o", "besluiten.json", "--quiet")
    if name.startswith("json"):
        read(commands, tmp_path, "evaluate", path.name, "--encoder", "none", "--quiet")
    assert {path.name for path in tmp_path.iterdir()} <= {path.name, "uit.json", "besluiten.json"}
    assert sorted(tmp_path.parent.iterdir()) == before


def test_the_bounds_are_really_there(commands: Commands, tmp_path):
    (tmp_path / "lus").symlink_to("/dev/zero")
    done = commands.run(["inspect", "lus"], tmp_path, seconds=SECONDS, memory=MEMORY)
    assert done.code == 1  # a device is refused before it is read
    refused = commands.run(["inspect", "lus"], tmp_path, seconds=SECONDS, memory=-64 * MB)
    assert refused.code != 0
    assert os.path.lexists(tmp_path / "lus")
