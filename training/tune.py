"""Tunes the base model as a bi-encoder on rated blocks.

One block a step: binary cross-entropy of every pair on a target by grade, and a listwise softmax in
both directions. What is kept is a running mean of the weights, which carries over better to units
that were never seen than the last step's weights.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from align.model import Side
from align.similarity.encoders.tuned_texts import MOST_TOKENS, PREFIX, text_of
from align.similarity.encoders.tuned_tokens import Tokenizer
from align.similarity.gold import RatedBlock
from training.network import Encoder
from training.pairs import varied_mbo, varied_vmbo

#: Targets of grades 0 to 3 (guideline: geen, verwant, gedeeltelijke dubbeling, dubbeling).
TARGETS = np.array([0.0, 0.3, 0.8, 1.0], dtype=np.float32)

#: A batch is cut by length in so many parts: fewer pieces are read that say nothing.
LENGTHS = 4


@dataclass(frozen=True)
class Recipe:
    """What can be chosen for one stage of the training.

    Attributes:
        epochs: passes over all blocks.
        rate: highest learning rate, after the warm-up.
        written_files: how many files of written deeltaken are read, None for all.
        warm_up: share of the steps in which the rate rises.
        decay: of weights in matrices.
        listwise: weight of the listwise part of the loss.
        mean_half_life: of the running mean, in steps.
        fixed_layers: lowest layers that stay as they are.
        seed: of the order, the varied texts and the dropout.
    """

    epochs: int = 4
    rate: float = 6e-5
    written_files: int | None = 4
    warm_up: float = 0.08
    decay: float = 0.01
    listwise: float = 0.15
    mean_half_life: int = 150
    fixed_layers: int = 3
    seed: int = 0


#: What was shipped went through these, one after the other.
STAGES = (Recipe(), Recipe(epochs=3, rate=4e-5, written_files=None, seed=1))


class Scale(nn.Module):
    """Logit = (cosine - middle) x scale + shift, the three learnt."""

    def __init__(self) -> None:
        """Start near where the base model's cosines lie."""
        super().__init__()
        self.middle = nn.Parameter(torch.tensor(0.85))
        self.scale = nn.Parameter(torch.tensor(20.0))
        self.shift = nn.Parameter(torch.tensor(-1.5))

    def forward(self, cosines: Tensor) -> Tensor:
        """Logits of the same shape."""
        return (cosines - self.middle) * self.scale + self.shift


class RunningMean:
    """Exponential mean of the weights, by steps."""

    def __init__(self, encoder: Encoder, half_life: int) -> None:
        self.keep = 0.5 ** (1 / half_life)
        self.mean = {key: value.detach().clone() for key, value in encoder.weights.items()}
        self.steps = 0

    def add(self, encoder: Encoder) -> None:
        """Count the weights as they are now."""
        self.steps += 1
        keep = min(self.keep, self.steps / (self.steps + 10))
        for key, value in encoder.weights.items():
            self.mean[key].mul_(keep).add_(value.detach(), alpha=1 - keep)

    def put(self, encoder: Encoder) -> None:
        """Give the encoder the mean."""
        with torch.no_grad():
            for key, value in encoder.weights.items():
                value.copy_(self.mean[key])


def split_texts(tokenizer: Tokenizer, texts: Sequence[tuple[Side, str]]) -> list[list[int]]:
    """Numbers of the pieces of each text, with the prefix of its side."""
    return [tokenizer.split(PREFIX[side] + text, MOST_TOKENS[side]) for side, text in texts]


def tune(
    encoder: Encoder,
    tokenizer: Tokenizer,
    blocks: Sequence[RatedBlock],
    recipe: Recipe,
) -> None:
    """Tune in place; at the end the encoder holds the running mean.

    Args:
        encoder: the base model.
        tokenizer: of the trimmed vocabulary.
        blocks: rated blocks, left and right against each other.
        recipe: what was chosen.
    """
    torch.manual_seed(recipe.seed)
    random = np.random.default_rng(recipe.seed)
    scale = Scale()
    steps = recipe.epochs * len(blocks)
    tuned = [p for p in encoder.weights.values() if p.requires_grad]
    matrices = [p for p in tuned if p.ndim > 1]
    others = [p for p in tuned if p.ndim == 1]
    optimiser = torch.optim.AdamW(
        [
            {"params": matrices, "lr": recipe.rate, "weight_decay": recipe.decay},
            {"params": others, "lr": recipe.rate, "weight_decay": 0.0},
            {"params": scale.parameters(), "lr": 100 * recipe.rate, "weight_decay": 0.0},
        ],
        foreach=True,
    )
    warm = max(1, int(steps * recipe.warm_up))
    plan = torch.optim.lr_scheduler.LambdaLR(
        optimiser,
        lambda step: min((step + 1) / warm, 0.02 + 0.98 * (steps - step) / max(1, steps - warm)),
    )
    mean = RunningMean(encoder, recipe.mean_half_life)
    encoder.train()
    started = time.monotonic()
    for epoch in range(recipe.epochs):
        total = 0.0
        for number in random.permutation(len(blocks)):
            loss = _block_loss(
                encoder, tokenizer, scale, blocks[number], recipe=recipe, random=random
            )
            loss.backward()
            nn.utils.clip_grad_norm_([*matrices, *others], 1.0)
            optimiser.step()
            plan.step()
            optimiser.zero_grad(set_to_none=True)
            mean.add(encoder)
            total += loss.item()
        seconds = time.monotonic() - started
        print(f"epoch {epoch + 1}: loss {total / len(blocks):.4f}, {seconds:.0f} s", flush=True)
    mean.put(encoder)
    encoder.eval()


def encode(encoder: Encoder, tokenizer: Tokenizer, texts: Sequence[tuple[Side, str]]) -> np.ndarray:
    """Vectors of texts, of shape (n_texts, hidden), in batches by length."""
    rows = split_texts(tokenizer, texts)
    order = sorted(range(len(rows)), key=lambda n: len(rows[n]))
    found = np.zeros((len(rows), encoder.shape.hidden), dtype=np.float32)
    encoder.eval()
    with torch.inference_mode(), torch.autocast("cpu", dtype=torch.bfloat16):
        for start in range(0, len(order), 32):
            batch = order[start : start + 32]
            found[batch] = encoder([rows[n] for n in batch]).float().numpy()
    return found


def vectors_of(encoder: Encoder, tokenizer: Tokenizer, texts: Sequence[tuple[Side, str]]) -> Tensor:
    """Vectors with gradients, of shape (n_texts, hidden); texts of about one length together."""
    rows = split_texts(tokenizer, texts)
    order = sorted(range(len(rows)), key=lambda n: len(rows[n]))
    size = -(-len(rows) // LENGTHS)
    parts = [order[start : start + size] for start in range(0, len(order), size)]
    with torch.autocast("cpu", dtype=torch.bfloat16):
        found = [encoder([rows[n] for n in part]).float() for part in parts]
    return torch.cat(found)[torch.tensor(order).argsort()]


def _block_loss(
    encoder: Encoder,
    tokenizer: Tokenizer,
    scale: Scale,
    block: RatedBlock,
    *,
    recipe: Recipe,
    random: np.random.Generator,
) -> Tensor:
    left = [(Side.VMBO, text_of(varied_vmbo(unit, random))) for unit in block.left]
    right = [(Side.MBO, text_of(varied_mbo(unit, random))) for unit in block.right]
    cosines = vectors_of(encoder, tokenizer, left) @ vectors_of(encoder, tokenizer, right).T
    logits = scale(cosines)
    target = torch.from_numpy(TARGETS[block.grades.round().astype(int)])
    counted = torch.from_numpy(block.counted)
    pairwise = functional.binary_cross_entropy_with_logits(logits[counted], target[counted])
    return 2 * pairwise + recipe.listwise * (
        _listwise(logits, target) + _listwise(logits.T, target.T)
    )


def _listwise(logits: Tensor, target: Tensor) -> Tensor:
    """Softmax cross-entropy per row that has a relevant pair."""
    total = target.sum(dim=1)
    rows = total > 0
    if not rows.any():
        return logits.sum() * 0
    wanted = target[rows] / total[rows, None]
    return -(wanted * functional.log_softmax(logits[rows], dim=1)).sum(dim=1).mean()
