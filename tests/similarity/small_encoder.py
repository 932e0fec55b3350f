"""A made-up encoder of a few weights, for the tests of the file, the network and the encoder."""

import numpy as np

from align.similarity.encoders.tuned_file import Shape, pack, to_bytes
from align.similarity.encoders.tuned_tokens import Special, Tokenizer

SHAPE = Shape(hidden=32, layers=2, heads=4, inner=64, positions=128, eps=1e-12)
MARKS = ["<s>", "<pad>", "</s>", "<unk>"]
PIECES = ["▁", "▁hef", "brug", "▁hefbrug", "gen", "▁koken", "k", "o", "e", "n", "▁k", ":", "▁query"]
SCORES = [-4.0, -8.0, -8.0, -20.0, -5.0, -9.0, -6.0, -6.0, -6.0, -6.0, -7.0, -3.0, -9.0]


def tokenizer() -> Tokenizer:
    forms = {ord("\t"): " ", ord("É"): "e", ord("ﬁ"): "fi", 0x200B: ""}
    return Tokenizer(MARKS + PIECES, [0.0] * 4 + SCORES, forms, Special(0, 2, 1, 3))


def arrays() -> dict[str, np.ndarray]:
    """Random weights, the same each time."""
    random = np.random.default_rng(7)

    def some(*size: int) -> np.ndarray:
        return random.normal(0, 0.2, size).astype(np.float32)

    wide, narrow = SHAPE.inner, SHAPE.hidden
    found = {
        "emb.pos": some(SHAPE.positions, narrow),
        "emb.type": some(2, narrow),
        "emb.word": some(len(MARKS) + len(PIECES), narrow),
    }
    norms = ["emb.ln"]
    for n in range(SHAPE.layers):
        for name in ("q", "k", "v", "ao"):
            found[f"l{n}.{name}.w"], found[f"l{n}.{name}.b"] = some(narrow, narrow), some(narrow)
        found[f"l{n}.fi.w"], found[f"l{n}.fi.b"] = some(wide, narrow), some(wide)
        found[f"l{n}.fo.w"], found[f"l{n}.fo.b"] = some(narrow, wide), some(narrow)
        norms += [f"l{n}.aln", f"l{n}.oln"]
    for name in norms:
        found[f"{name}.w"], found[f"{name}.b"] = 1 + some(narrow), some(narrow)
    return found


def file_bytes(*, without: str = "", bits: int = 8) -> bytes:
    """The file of that encoder, if need be with an array missing."""
    stored = {
        name: pack(array, bits) if array.ndim > 1 and name != "emb.pos" else array
        for name, array in arrays().items()
        if name != without
    }
    return to_bytes("klein-1", SHAPE, tokenizer(), stored)
