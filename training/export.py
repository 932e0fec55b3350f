"""Writes tuned weights as the file that the package ships, and the JSON that names it."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import numpy as np

from align.files import write_whole
from align.similarity.encoders.tuned_file import Packed, Shape, pack, to_bytes
from align.similarity.encoders.tuned_tokens import Tokenizer

#: Longest text that is ever read; positions past it are left out.
POSITIONS = 128


def file_bytes(
    name: str,
    shape: Shape,
    tokenizer: Tokenizer,
    words: Packed,
    arrays: dict[str, np.ndarray],
    *,
    bits: int,
) -> bytes:
    """The file: word embeddings in the 4 bits they came in, matrices in `bits`, the rest float16.

    Args:
        name: name and version.
        shape: of the network.
        tokenizer: of the trimmed vocabulary.
        words: the word embeddings of that vocabulary.
        arrays: every other array, as float32.
        bits: of the matrices of the layers.
    """
    stored = {
        key: pack(array, bits) if array.ndim > 1 and key.startswith("l") else array
        for key, array in arrays.items()
    }
    return to_bytes(name, shape, tokenizer, {**stored, "emb.word": words})


def write_release(folder: Path, name: str, dim: int, data: bytes) -> None:
    """Write the weights and tuned.json, which names them."""
    digest = hashlib.sha256(data).hexdigest()
    release = {
        # With a part of the digest: kept vectors of other weights never pass for those of these.
        "id": f"{name}-{digest[:8]}",
        "dim": dim,
        "file": f"{name}.bin",
        "bytes": len(data),
        "sha256": digest,
        "licence": "EUPL-1.2; base multilingual-e5-small, MIT",
        "card": "docs/model-card.md",
    }
    write_whole(folder / f"{name}.bin", data)
    write_whole(folder / "tuned.json", json.dumps(release, indent=1, ensure_ascii=False) + "\n")
