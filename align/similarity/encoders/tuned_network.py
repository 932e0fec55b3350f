"""The network of the tuned encoder in plain numpy: BERT, then the mean over all tokens.

Source: Devlin et al., BERT (2019); Wang et al., Multilingual E5 text embeddings (2024). The gelu is
the tanh form (Hendrycks and Gimpel, 2016), in training as well.

Texts are read together in blocks of ROWS tokens, short ones with many. How a matrix product rounds
depends on its shape, so every block has the same one, filled up with nothing; otherwise a text
would get another vector in other company. Attention looks within one text at a time.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from align.similarity.encoders.tuned_file import Shape

Floats = NDArray[np.float32]

_GELU = np.float32(math.sqrt(2 / math.pi))
_CUBE = np.float32(0.044715)
_HALF, _ONE = np.float32(0.5), np.float32(1.0)


#: Rows of every matrix: three of the longest texts. A matrix of one short text takes two to three
#: times as long a row.
ROWS = 384


@dataclass(frozen=True, slots=True)
class Run:
    """Texts of equal length beside each other in a block: first row, how many, tokens of each."""

    begin: int
    texts: int
    tokens: int

    @property
    def end(self) -> int:
        """The row after the last."""
        return self.begin + self.texts * self.tokens


@dataclass(frozen=True, slots=True)
class Norm:
    """Layer normalisation: weight and bias of shape (hidden,)."""

    weight: Floats
    bias: Floats
    eps: np.float32

    def __call__(self, x: Floats) -> Floats:
        """Normalise each row of x, of shape (n_tokens, hidden)."""
        x = x - x.mean(axis=1, keepdims=True)
        variance = np.einsum("ij,ij->i", x, x)[:, None] / np.float32(x.shape[1])
        x /= np.sqrt(variance + self.eps)
        x *= self.weight
        x += self.bias
        return x


@dataclass(frozen=True, slots=True)
class Linear:
    """x W + b, with W of shape (n_in, n_out)."""

    weight: Floats
    bias: Floats

    def __call__(self, x: Floats) -> Floats:
        """Of shape (n_tokens, n_out)."""
        found: Floats = x @ self.weight
        found += self.bias
        return found


@dataclass(frozen=True, slots=True)
class Layer:
    """One block: attention and two linear maps, each followed by its norm."""

    qkv: Linear
    out: Linear
    attention_norm: Norm
    widen: Linear
    narrow: Linear
    norm: Norm
    heads: int

    def __call__(self, x: Floats, runs: Sequence[Run]) -> Floats:
        """Of the same shape as x, (ROWS, hidden); what stands outside the runs is filling."""
        x = self.attention_norm(x + self.out(self._attend(x, runs)))
        wide = _gelu(self.widen(x))
        return self.norm(x + self.narrow(wide))

    def _attend(self, x: Floats, runs: Sequence[Run]) -> Floats:
        rows, hidden = x.shape
        parts = self.qkv(x).reshape(rows, 3, self.heads, hidden // self.heads)
        mixed = np.zeros((rows, self.heads, hidden // self.heads), dtype=np.float32)
        for run in runs:
            here = parts[run.begin : run.end].reshape(run.texts, run.tokens, *parts.shape[1:])
            query, key, value = here.transpose(2, 0, 3, 1, 4)
            # The 1/sqrt(d) is in the weights of the query.
            weights = query @ key.transpose(0, 1, 3, 2)
            weights -= weights.max(axis=3, keepdims=True)
            np.exp(weights, out=weights)
            weights /= weights.sum(axis=3, keepdims=True)
            of_run = (weights @ value).transpose(0, 2, 1, 3)
            mixed[run.begin : run.end] = of_run.reshape(-1, *mixed.shape[1:])
        return mixed.reshape(rows, hidden)


@dataclass(frozen=True, slots=True)
class Network:
    """The whole network, ready to read numbers of pieces."""

    words: Floats
    positions: Floats
    first_norm: Norm
    layers: tuple[Layer, ...]

    @property
    def dim(self) -> int:
        """Length of the vectors it makes."""
        return int(self.words.shape[1])

    def encode(self, texts: Sequence[Sequence[int]]) -> Floats:
        """Vectors of unit length, of shape (n_texts, dim), of texts of at most ROWS pieces each.

        The same whatever stands beside a text: every matrix has ROWS rows, filled up with nothing,
        so that each row is worked out by the same steps of the processor wherever it stands.
        """
        found = np.zeros((len(texts), self.dim), dtype=np.float32)
        for block in _blocks([len(pieces) for pieces in texts]):
            found[block] = self._block([texts[number] for number in block])
        return found

    def _block(self, texts: Sequence[Sequence[int]]) -> Floats:
        """Read texts that fit in one block, equally long ones beside each other."""
        x = np.zeros((ROWS, self.dim), dtype=np.float32)
        begin = 0
        for pieces in texts:
            end = begin + len(pieces)
            x[begin:end] = self.words[list(pieces)] + self.positions[: len(pieces)]
            begin = end
        runs = _runs([len(pieces) for pieces in texts])
        x = self.first_norm(x)
        for layer in self.layers:
            x = layer(x, runs)
        means = [
            text.mean(axis=0)
            for run in runs
            for text in x[run.begin : run.end].reshape(run.texts, run.tokens, -1)
        ]
        return np.stack([mean / np.linalg.norm(mean) for mean in means])


def _blocks(lengths: Sequence[int]) -> Iterator[list[int]]:
    """Numbers of texts, from short to long, as many together as fit in ROWS."""
    block: list[int] = []
    rows = 0
    for number in sorted(range(len(lengths)), key=lengths.__getitem__):
        if rows + lengths[number] > ROWS:
            yield block
            block, rows = [], 0
        block.append(number)
        rows += lengths[number]
    if block:
        yield block


def _runs(lengths: Sequence[int]) -> list[Run]:
    runs: list[Run] = []
    begin = 0
    for tokens, alike in itertools.groupby(lengths):
        texts = len(list(alike))
        runs.append(Run(begin, texts, tokens))
        begin += texts * tokens
    return runs


def build(shape: Shape, arrays: Mapping[str, Floats]) -> Network:
    """Put the arrays of a file of weights in place.

    Raises:
        KeyError: an array is missing.
    """
    eps = np.float32(shape.eps)
    per_head = np.float32(1 / math.sqrt(shape.hidden // shape.heads))

    def norm(name: str) -> Norm:
        return Norm(arrays[f"{name}.w"], arrays[f"{name}.b"], eps)

    def linear(name: str) -> Linear:
        return Linear(np.ascontiguousarray(arrays[f"{name}.w"].T), arrays[f"{name}.b"])

    def qkv(at: str) -> Linear:
        parts = [(arrays[f"{at}.{n}.w"], arrays[f"{at}.{n}.b"]) for n in ("q", "k", "v")]
        parts[0] = parts[0][0] * per_head, parts[0][1] * per_head
        weight = np.concatenate([w for w, _ in parts]).T
        return Linear(np.ascontiguousarray(weight), np.concatenate([b for _, b in parts]))

    layers = tuple(
        Layer(
            qkv(f"l{n}"),
            linear(f"l{n}.ao"),
            norm(f"l{n}.aln"),
            linear(f"l{n}.fi"),
            linear(f"l{n}.fo"),
            norm(f"l{n}.oln"),
            shape.heads,
        )
        for n in range(shape.layers)
    )
    positions = arrays["emb.pos"] + arrays["emb.type"][0]
    return Network(arrays["emb.word"], positions, norm("emb.ln"), layers)


def _gelu(x: Floats) -> Floats:
    inner = x * x
    inner *= _CUBE
    inner += _ONE
    inner *= x
    inner *= _GELU
    np.tanh(inner, out=inner)
    inner += _ONE
    inner *= x
    inner *= _HALF
    return inner
