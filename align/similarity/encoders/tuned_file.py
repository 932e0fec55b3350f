"""The file in which a tuned encoder lies: its shape, its tokenizer and its weights in few bits.

Little-endian: the magic, u32 format, u32 length of a header in JSON, the header, then the bytes of
each array at the offset that the header names (counted from the end of the header). Weights of kind
"qN" are cut into blocks of 32 along the last axis: first all scales as float16, then all numbers
0..2^N-1 packed in N bits each; a weight is (number - 2^(N-1)) x scale. No pickle, no code.
"""

from __future__ import annotations

import hashlib
import json
import math
import struct
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from align.errors import InputError
from align.similarity.encoders.tuned_tokens import Special, Tokenizer

MAGIC = b"ALIGNENC"
FORMAT = 1
BLOCK = 32

#: No file of ours is larger; the limit keeps a mistaken path from filling the memory.
MOST_BYTES = 100_000_000

_ADVICE = "Installeer align opnieuw, of kies --encoder none."
_START = struct.Struct("<8sII")

Floats = NDArray[np.float32]
Codes = NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Shape:
    """Sizes of the network: hidden, layers, heads, inner (ffn), positions, and eps of the norms."""

    hidden: int
    layers: int
    heads: int
    inner: int
    positions: int
    eps: float


@dataclass(frozen=True, slots=True)
class Packed:
    """Weights in few bits: codes of shape (..., n) in 0..2^bits-1, scales (..., n / 32)."""

    codes: Codes
    scales: NDArray[np.float16]
    bits: int

    def floats(self) -> Floats:
        """The weights, of the shape of the codes."""
        blocks = self.codes.reshape(*self.scales.shape, BLOCK).astype(np.float32)
        blocks -= np.float32(1 << (self.bits - 1))
        blocks *= self.scales[..., None].astype(np.float32)
        return blocks.reshape(self.codes.shape)


@dataclass(frozen=True, slots=True)
class Model:
    """What a file holds: name (with version), shape, tokenizer and arrays as float32."""

    name: str
    shape: Shape
    tokenizer: Tokenizer
    arrays: Mapping[str, Floats]


def pack(weights: Floats, bits: int) -> Packed:
    """Weights of shape (..., n), n a multiple of 32, rounded to the nearest of 2^bits values."""
    blocks = weights.reshape(*weights.shape[:-1], -1, BLOCK).astype(np.float32)
    half = 1 << (bits - 1)
    scales = (np.abs(blocks).max(axis=-1) / (half - 1)).astype(np.float16)
    safe = np.where(scales > 0, scales, np.float16(1)).astype(np.float32)
    codes = np.clip(np.rint(blocks / safe[..., None]) + half, 0, 2 * half - 1)
    return Packed(codes.astype(np.uint8).reshape(weights.shape), scales, bits)


def to_bytes(
    name: str, shape: Shape, tokenizer: Tokenizer, arrays: Mapping[str, Floats | Packed]
) -> bytes:
    """The file of a model; the same model gives the same bytes. Plain arrays become float16."""
    entries, blobs, offset = [], [], 0
    for key in sorted(arrays):
        array = arrays[key]
        if isinstance(array, Packed):
            kind, size = f"q{array.bits}", array.codes.shape
            blob = array.scales.astype("<f2").tobytes() + _to_bits(array.codes, array.bits)
        else:
            kind, size, blob = "f2", array.shape, array.astype("<f2").tobytes()
        entries.append({"name": key, "kind": kind, "size": list(size), "offset": offset})
        blobs.append(blob)
        offset += len(blob)
    header = {
        "name": name,
        "shape": asdict(shape),
        "special": asdict(tokenizer.special),
        "pieces": list(tokenizer.pieces),
        "scores": [round(score, 4) for score in tokenizer.scores],
        "normal_forms": {str(code): form for code, form in sorted(tokenizer.normal_forms.items())},
        "arrays": entries,
        "bytes": offset,
    }
    text = json.dumps(header, ensure_ascii=False, separators=(",", ":")).encode()
    return _START.pack(MAGIC, FORMAT, len(text)) + text + b"".join(blobs)


def read_model(path: Path, sha256: str | None = None) -> Model:
    """Read a file of weights.

    Args:
        path: the file.
        sha256: what its bytes must hash to, in hexadecimal; None where nobody wrote it down.

    Raises:
        InputError: no such file, cut off, altered, or not a file of this format.
    """
    where = path.name
    try:
        if path.stat().st_size > MOST_BYTES:
            raise _unreadable("het bestand is te groot", where)
        data = path.read_bytes()
    except OSError as error:
        raise _unreadable("het bestand ontbreekt of is niet te openen", where) from error
    if sha256 is not None and hashlib.sha256(data).hexdigest() != sha256:
        raise _unreadable("het bestand is afgebroken of veranderd (sha256 klopt niet)", where)
    if len(data) < _START.size:
        raise _unreadable("het bestand is afgebroken", where)
    magic, version, length = _START.unpack_from(data)
    if magic != MAGIC:
        raise _unreadable("dit is geen bestand met gewichten van align", where)
    if version != FORMAT:
        raise _unreadable(f"versie {version} van dit bestand is onbekend", where)
    body = data[_START.size + length :]
    try:
        return _model(json.loads(data[_START.size : _START.size + length]), body)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise _unreadable("het bestand is afgebroken of beschadigd", where) from error


def _unreadable(what: str, where: str) -> InputError:
    return InputError(f"het taalmodel is niet te lezen: {what}", where=where, advice=_ADVICE)


def _model(header: Mapping[str, Any], body: bytes) -> Model:
    if len(body) != header["bytes"]:
        raise ValueError("not all bytes are there")
    shape = Shape(**header["shape"])
    pieces, scores = header["pieces"], header["scores"]
    if len(pieces) != len(scores):
        raise ValueError("not as many scores as pieces")
    normal = {int(code): str(form) for code, form in header["normal_forms"].items()}
    tokenizer = Tokenizer(pieces, scores, normal, Special(**header["special"]))
    arrays = {str(e["name"]): _array(e, body) for e in header["arrays"]}
    if arrays["emb.word"].shape != (len(pieces), shape.hidden):
        raise ValueError("not as many vectors as pieces")
    return Model(str(header["name"]), shape, tokenizer, arrays)


def _array(entry: Mapping[str, Any], body: bytes) -> Floats:
    size, offset, kind = tuple(map(int, entry["size"])), int(entry["offset"]), entry["kind"]
    count = math.prod(size)
    if kind == "f2":
        plain = np.frombuffer(body, "<f2", count, offset)
        return plain.reshape(size).astype(np.float32)
    bits = int(kind[1:])
    scales = np.frombuffer(body, "<f2", count // BLOCK, offset)
    codes = _from_bits(body, offset + scales.nbytes, count, bits)
    in_blocks = scales.reshape(*size[:-1], size[-1] // BLOCK)
    return Packed(codes.reshape(size), in_blocks, bits).floats()


def _to_bits(codes: Codes, bits: int) -> bytes:
    """Each number in its lowest bits, highest first, without gaps."""
    if bits == 8:
        return codes.tobytes()
    each = np.unpackbits(codes.reshape(-1, 1), axis=1)[:, 8 - bits :]
    return np.packbits(each.reshape(-1)).tobytes()


def _from_bits(body: bytes, offset: int, count: int, bits: int) -> Codes:
    if not 2 <= bits <= 8:
        raise ValueError("weights of 2 to 8 bits")
    if bits == 8:
        return np.frombuffer(body, np.uint8, count, offset)
    stored = np.frombuffer(body, np.uint8, (count * bits + 7) // 8, offset)
    each = np.unpackbits(stored, count=count * bits).reshape(count, bits)
    spaced = np.zeros((count, 8), dtype=np.uint8)
    spaced[:, 8 - bits :] = each
    return np.packbits(spaced, axis=1).reshape(count)
