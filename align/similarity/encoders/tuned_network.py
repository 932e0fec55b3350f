"""The network of the tuned encoder in plain numpy: BERT, then the mean over all tokens.

Source: Devlin et al., BERT (2019); Wang et al., Multilingual E5 text embeddings (2024). The gelu is
the tanh form (Hendrycks and Gimpel, 2016), in training as well.

One text at a time: a batch would need padding, and how a matrix product rounds depends on its
shape, so that a text would get another vector in other company.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from align.similarity.encoders.tuned_file import Shape

Floats = NDArray[np.float32]

_GELU = np.float32(math.sqrt(2 / math.pi))
_CUBE = np.float32(0.044715)
_HALF, _ONE = np.float32(0.5), np.float32(1.0)


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

    def __call__(self, x: Floats) -> Floats:
        """Of the same shape as x, (n_tokens, hidden)."""
        x = self.attention_norm(x + self.out(self._attend(x)))
        wide = _gelu(self.widen(x))
        return self.norm(x + self.narrow(wide))

    def _attend(self, x: Floats) -> Floats:
        tokens, hidden = x.shape
        parts = self.qkv(x).reshape(tokens, 3, self.heads, hidden // self.heads)
        query, key, value = parts.transpose(1, 2, 0, 3)
        weights = query @ key.transpose(0, 2, 1)  # the 1/sqrt(d) is in the weights of the query
        weights -= weights.max(axis=2, keepdims=True)
        np.exp(weights, out=weights)
        weights /= weights.sum(axis=2, keepdims=True)
        mixed = (weights @ value).transpose(1, 0, 2).reshape(tokens, hidden)
        return np.asarray(mixed, dtype=np.float32)


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

    def encode(self, pieces: Sequence[int]) -> Floats:
        """The vector of a text of unit length, of shape (dim,)."""
        x = self.words[list(pieces)] + self.positions[: len(pieces)]
        x = self.first_norm(x)
        for layer in self.layers:
            x = layer(x)
        mean = x.mean(axis=0)
        unit: Floats = mean / np.linalg.norm(mean)
        return unit


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
