"""The network in torch: the same as align/similarity/encoders/tuned_network.py, with gradients.

Written with plain matrix products, which on a CPU in bfloat16 are faster than torch's attention,
and with dropout masks cut from one pool that is drawn beforehand.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from align.similarity.encoders.tuned_file import Shape

DROPOUT = 0.1
_POOL = 1 << 24


class MaskPool:
    """Dropout masks, cut from one long row of 0 and 1/(1-p) that is drawn once."""

    def __init__(self, seed: int) -> None:
        self.random = np.random.default_rng(seed)
        keep = self.random.random(_POOL, dtype=np.float32) >= DROPOUT
        self.pool = torch.from_numpy(keep.astype(np.float32) / (1 - DROPOUT)).to(torch.bfloat16)

    def drop(self, x: Tensor) -> Tensor:
        """Return x with a share of its values set to 0."""
        size = x.numel()
        if size > _POOL:
            return functional.dropout(x, DROPOUT)
        start = int(self.random.integers(_POOL - size + 1))
        return x * self.pool[start : start + size].view(x.shape).to(x.dtype)


class Encoder(nn.Module):
    """BERT, mean over the tokens, unit length."""

    def __init__(
        self,
        shape: Shape,
        arrays: dict[str, np.ndarray],
        pad: int,
        *,
        seed: int = 0,
        fixed: int = 0,
    ) -> None:
        """Copy the arrays; the word embeddings and the lowest `fixed` layers stay as they are."""
        super().__init__()
        self.shape, self.pad, self.fixed = shape, pad, fixed
        self.masks = MaskPool(seed)
        self.words = torch.from_numpy(arrays["emb.word"])
        tuned = {name: array for name, array in arrays.items() if name != "emb.word"}
        self.weights = nn.ParameterDict(
            {
                name.replace(".", "_"): torch.from_numpy(array.copy())
                for name, array in tuned.items()
            }
        )
        self.names = {name.replace(".", "_"): name for name in tuned}
        below = tuple(f"l{number}_" for number in range(fixed))
        for key, weights in self.weights.items():
            if below and key.startswith(("emb_", *below)):
                weights.requires_grad_(requires_grad=False)

    def arrays(self) -> dict[str, np.ndarray]:
        """Every array but the word embeddings, as float32."""
        return {
            name: self.weights[key].detach().float().numpy().copy()
            for key, name in self.names.items()
        }

    def forward(self, rows: Sequence[Sequence[int]]) -> Tensor:
        """Vectors of unit length, of shape (n_texts, hidden), of numbers of pieces per text."""
        longest = max(map(len, rows))
        ids = torch.full((len(rows), longest), self.pad)
        for number, row in enumerate(rows):
            ids[number, : len(row)] = torch.tensor(row)
        real = ids != self.pad
        bias = torch.where(real, 0.0, -30000.0)[:, None, None, :]
        x = self.words[ids] + self._get("emb.pos")[:longest] + self._get("emb.type")[0]
        with torch.set_grad_enabled(torch.is_grad_enabled() and not self.fixed):
            x = self._drop(self._norm(x, "emb.ln"))
            for number in range(self.fixed):
                x = self._layer(x, f"l{number}", bias)
        for number in range(self.fixed, self.shape.layers):
            x = self._layer(x, f"l{number}", bias)
        x = x.float() * real[..., None]
        return functional.normalize(x.sum(1) / real.sum(1, keepdim=True), dim=1)

    def _get(self, name: str) -> Tensor:
        return self.weights[name.replace(".", "_")]

    def _drop(self, x: Tensor) -> Tensor:
        return self.masks.drop(x) if self.training else x

    def _norm(self, x: Tensor, name: str) -> Tensor:
        weight, bias = self._get(f"{name}.w"), self._get(f"{name}.b")
        return functional.layer_norm(x.float(), weight.shape, weight, bias, self.shape.eps)

    def _linear(self, x: Tensor, name: str) -> Tensor:
        return functional.linear(x, self._get(f"{name}.w"), self._get(f"{name}.b"))

    def _layer(self, x: Tensor, at: str, bias: Tensor) -> Tensor:
        texts, tokens, hidden = x.shape
        heads = self.shape.heads
        width = hidden // heads

        def part(name: str) -> Tensor:
            y = self._linear(x, f"{at}.{name}").view(texts, tokens, heads, width)
            return y.transpose(1, 2).reshape(texts * heads, tokens, width)

        query, key, value = part("q"), part("k"), part("v")
        logits = torch.bmm(query, key.transpose(1, 2)) / math.sqrt(width)
        logits = logits.view(texts, heads, tokens, tokens).float() + bias
        weights = self._drop(torch.softmax(logits, dim=-1).to(value.dtype))
        mixed = torch.bmm(weights.view(texts * heads, tokens, tokens), value)
        mixed = mixed.view(texts, heads, tokens, width).transpose(1, 2).reshape(x.shape)
        x = self._norm(x + self._drop(self._linear(mixed, f"{at}.ao")), f"{at}.aln")
        inner = functional.gelu(self._linear(x, f"{at}.fi"), approximate="tanh")
        return self._norm(x + self._drop(self._linear(inner, f"{at}.fo")), f"{at}.oln")
