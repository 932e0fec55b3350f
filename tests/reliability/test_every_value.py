"""Every field of every JSON that is read, in turn with a value of another kind than it should be.

Read with a warning, or refused by a fault of our own family: chance (`test_fuzz.py`) hits one field
among hundreds too seldom.
"""

import io
import json
import zipfile

import pytest
from fuzzing import TARGETS, Trial, seeds, zipped

OTHER_KINDS = ([["x"], {}], {"a": ["b"]}, 1.5)
JSON = (b"{", b"[")


def places(value, path=()):
    """Paths to every field; of a list the first entry stands for all."""
    entries = value.items() if isinstance(value, dict) else []
    entries = list(enumerate(value[:1])) if isinstance(value, list) else entries
    for key, inner in entries:
        yield (*path, key)
        yield from places(inner, (*path, key))


def put(tree, path, value):
    """A copy of the tree with this value at the path."""
    copied = json.loads(json.dumps(tree))
    holder = copied
    for key in path[:-1]:
        holder = holder[key]
    holder[path[-1]] = value
    return json.dumps(copied).encode()


def parsed(data):
    """What a JSON holds; None for any other file (TOML may open with a bracket too)."""
    try:
        return json.loads(data) if data.startswith(JSON) else None
    except ValueError:
        return None


def changed(data):
    """Where, and the bytes of a file (JSON, or a zip of it) with another kind of value there."""
    tree = parsed(data)
    if tree is not None:
        for path in places(tree):
            yield from ((path, put(tree, path, value)) for value in OTHER_KINDS)
    elif data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
        for name, part in parts.items():
            if part.startswith(JSON):
                kept = json.dumps(json.loads(part)[:2]).encode() if part[:1] == b"[" else part
                for path, bytes_ in changed(kept):
                    yield (name, *path), zipped({**parts, name: bytes_})


@pytest.mark.parametrize("target", sorted(set(TARGETS) - {"pdf"}))
def test_no_field_takes_a_reader_by_surprise(tmp_path, target):
    trial, tried = Trial(target, tmp_path), 0
    for data in seeds(target, None):
        for path, bytes_ in changed(data):
            assert trial(bytes_) is None, f"{path}: {bytes_[:200]!r}"
            tried += 1
    assert tried > 20
