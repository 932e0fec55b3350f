"""Stage 0: learns from what belongs together in the field's own texts, before any rating is read.

Contrastive: of a batch each text must find its own among those of the others, many of which come
from the same dossier or profiel (compare Gao, Yao and Chen, SimCSE, 2021; Wang et al., E5, 2022).
"""

from __future__ import annotations

import time
from collections.abc import Sequence

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from align.model import Side
from align.similarity.encoders.tuned_tokens import Tokenizer
from training.field_pairs import Pair
from training.network import Encoder
from training.tune import RunningMean, vectors_of

#: Divides the cosines of a batch: the lower, the more the nearest wrong one counts.
TEMPERATURE = 0.05
BATCH = 48
#: So many pairs of a batch come from one dossier or profiel: the wrong ones must be hard.
OF_ONE_GROUP = 8
RATE = 3e-5
WARM_UP = 0.1
MEAN_HALF_LIFE = 60


def pretrain(encoder: Encoder, tokenizer: Tokenizer, pairs: Sequence[Pair], *, seed: int) -> None:
    """One pass over the pairs, in place; at the end the encoder holds the running mean."""
    torch.manual_seed(seed)
    random = np.random.default_rng(seed)
    batches = _batches(pairs, random)
    tuned = [p for p in encoder.weights.values() if p.requires_grad]
    optimiser = torch.optim.AdamW(tuned, lr=RATE, weight_decay=0.0, foreach=True)
    warm = max(1, int(len(batches) * WARM_UP))
    plan = torch.optim.lr_scheduler.LambdaLR(
        optimiser,
        lambda step: min(
            (step + 1) / warm,
            0.02 + 0.98 * (len(batches) - step) / max(1, len(batches) - warm),
        ),
    )
    mean = RunningMean(encoder, MEAN_HALF_LIFE)
    encoder.train()
    started, lately = time.monotonic(), 0.0
    for number, batch in enumerate(batches, start=1):
        loss = _loss(encoder, tokenizer, [pairs[n] for n in batch])
        loss.backward()
        nn.utils.clip_grad_norm_(tuned, 1.0)
        optimiser.step()
        plan.step()
        optimiser.zero_grad(set_to_none=True)
        mean.add(encoder)
        lately += (loss.item() - lately) / min(number, 20)
        if number % 20 == 0:
            seconds = time.monotonic() - started
            print(f"step {number} of {len(batches)}: {lately:.3f}, {seconds:.0f} s", flush=True)
    mean.put(encoder)
    encoder.eval()


def _loss(encoder: Encoder, tokenizer: Tokenizer, pairs: Sequence[Pair]) -> Tensor:
    """Softmax over the batch in both directions; the same title or text is no negative."""
    asked = vectors_of(encoder, tokenizer, [(Side.VMBO, pair.asked) for pair in pairs])
    found = vectors_of(encoder, tokenizer, [(Side.MBO, pair.found) for pair in pairs])
    logits = asked @ found.T / TEMPERATURE
    same = torch.tensor([[_are_like(a, b) for b in pairs] for a in pairs])
    same.fill_diagonal_(fill_value=False)
    logits = logits.masked_fill(same, -1e4)
    right = torch.arange(len(pairs))
    both = functional.cross_entropy(logits, right) + functional.cross_entropy(logits.T, right)
    return both / 2


def _are_like(a: Pair, b: Pair) -> bool:
    return a.title == b.title or a.found == b.found or a.asked == b.asked


def _batches(pairs: Sequence[Pair], random: np.random.Generator) -> list[list[int]]:
    """Numbers of pairs, a few of one group together, in another order each run of a seed."""
    groups: dict[str, list[int]] = {}
    for number in random.permutation(len(pairs)):
        groups.setdefault(pairs[number].group, []).append(int(number))
    handfuls = [
        numbers[start : start + OF_ONE_GROUP]
        for numbers in groups.values()
        for start in range(0, len(numbers), OF_ONE_GROUP)
    ]
    order = [n for at in random.permutation(len(handfuls)) for n in handfuls[at]]
    return [order[start : start + BATCH] for start in range(0, len(order) - BATCH // 2, BATCH)]
