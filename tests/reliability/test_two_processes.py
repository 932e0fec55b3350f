"""Two processes on one cache and on one decisions file: neither damages what the other made."""

import json
import subprocess
import sys

from align.overlap.kept import Kept
from align.similarity.encoders.cache import FILE_NAME, VectorCache, encode_all

ENCODER = """
import sys, types
from pathlib import Path
import numpy as np
from align.model import Side
from align.overlap.kept import Kept, key_of
from align.similarity.encoders.cache import VectorCache, encode_all
def encode(texts, side):
    return np.array([[len(text), sum(map(ord, text))] for text in texts], dtype=np.float32)
encoder = types.SimpleNamespace(id="proef", dim=2, encode=encode)
texts = [f"tekst {n}" for n in range(1500)]
"""
USES_THE_CACHE = (
    ENCODER
    + """
said = []
cache = VectorCache(Path("cache"), said.append)
kept = Kept(Path("cache"), said.append)
found = encode_all(encoder, texts, Side.VMBO, cache=cache)
for text in texts[:300]:
    kept.put(key_of(text), text.encode())
cache.close()
assert (found == encode(texts, Side.VMBO)).all()
print(said)
"""
)
WRITES_DECISIONS = """
import json, sys
from pathlib import Path
from align.files import write_whole
for turn in range(150):
    text = json.dumps({"by": sys.argv[1], "turn": turn, "entries": ["x" * 1000] * 40})
    write_whole(Path("besluiten.json"), text)
"""


def started(code, folder, *arguments):
    command = [sys.executable, "-c", code, *arguments]
    return subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, text=True)


def test_two_on_one_cache_get_the_same_and_lose_nothing(tmp_path):
    both = [started(USES_THE_CACHE, tmp_path) for _ in range(2)]
    assert [(p.communicate(timeout=120)[0], p.returncode) for p in both] == [("[]\n", 0)] * 2
    names = {}
    exec(ENCODER, names)
    said, asked = [], []
    names["encoder"].encode = lambda texts, _side: asked.extend(texts)
    cache = VectorCache(tmp_path / "cache", said.append)
    found = encode_all(names["encoder"], names["texts"], names["Side"].VMBO, cache=cache)
    cache.close()
    assert (said, asked) == ([], [])
    assert found.tolist() == names["encode"](names["texts"], None).tolist()
    kept = Kept(tmp_path / "cache", said.append)
    assert kept.get(names["key_of"]("tekst 299")) == b"tekst 299"


def test_one_that_is_killed_leaves_the_cache_to_the_other(tmp_path):
    slow = USES_THE_CACHE.replace(
        "def encode(",
        "def encode(texts, side):\n    print(1)\n"
        "    sys.stdout.flush()\n    return counted(texts, side)\ndef counted(",
    )
    with started(slow, tmp_path) as killed:
        for _ in range(3):  # two batches are kept, and a third is at work
            killed.stdout.readline()
        killed.kill()
    with started(USES_THE_CACHE, tmp_path) as other:
        assert (other.communicate(timeout=120)[0], other.returncode) == ("[]\n", 0)
    assert not list((tmp_path / "cache").glob(f"{FILE_NAME}.beschadigd"))


def test_two_that_write_one_decisions_file_never_leave_half_of_it(tmp_path):
    both = [started(WRITES_DECISIONS, tmp_path, name) for name in ("vmbo", "mbo")]
    path, seen = tmp_path / "besluiten.json", set()
    while any(process.poll() is None for process in both):
        if path.exists():
            found = json.loads(path.read_bytes())
            assert len(found["entries"]) == 40
            seen.add((found["by"], found["turn"]))
    assert [process.wait() for process in both] == [0, 0]
    for process in both:
        process.stdout.close()
    assert json.loads(path.read_bytes())["turn"] == 149
    assert len(seen) > 1
    assert [found.name for found in tmp_path.iterdir()] == [path.name]
