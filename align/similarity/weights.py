"""The fitted numbers: how channels add up to a score, and a score to a probability.

There is one set for each engine (no encoder, ours, or one of a package), fitted by
`benchmarks/fit_weights.py` on a rated set and frozen in `fitted/` with a version; the card in
docs/methods.md says on what, and how well each did on units it had not seen.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import numpy as np

from align.model import Strength
from align.similarity.meaning import Span
from align.similarity.metrics import Floats
from align.similarity.unit import Telling

FORMAT = "align-weights/3"
FOLDER = Path(__file__).with_name("fitted")

#: From this probability on a pair is called strong: raters agree more often than not.
STRONG_FROM = 0.5


@dataclass(frozen=True)
class Weights:
    """A linear score with weights of at least 0, and a logistic curve to a probability.

    Attributes:
        version: of the fit.
        channels: weight per channel, adding up to 1; each works on the square root of the
            likeness, because the step from 0 to a little says more than the step from much to all.
        slope, intercept: probability = 1 / (1 + exp(-(slope * score + intercept))).
        stretch: at least 1: what a pair lacks to likeness 1 is multiplied by this, by how much it
            tells. The same likeness means less where there is more text, or a keuzedeel,
            which is about more than a werkproces; what is equal stays equal.
        threshold: probability from which a pair is called overlap: the one with the best F1 on
            units left out of the fit.
        measured: what was measured on units left out, for the page: "set" and "note" in Dutch,
            "pairs", and "map", "precision", "recall", "f1", "ece" as fractions 0..1; "bands" as
            "from:pairs:share" per band of probability, parted by a space.
        span: what the cosines of the encoder mean; None without an encoder.
        anchors: what the encoder gave to the texts of `encoders.anchors`.
        whole: weight of the cosine of whole texts beside that of the best part, 0..1; see
            `similarity.meaning`.
    """

    version: str
    channels: Mapping[str, float]
    slope: float
    intercept: float
    threshold: float
    measured: Mapping[str, str | float]
    stretch: Mapping[Telling, float] = field(default_factory=dict)
    span: Span | None = None
    anchors: Span | None = None
    whole: float = 1.0

    def score(self, likeness: Mapping[str, Floats], stretch: Floats | float = 1.0) -> Floats:
        """Score 0..1 of each pair; all arrays have the same shape.

        Args:
            likeness: 0..1 per channel.
            stretch: of each pair, from `stretch`.
        """
        parts = [weight * np.sqrt(likeness[name]) for name, weight in self.channels.items()]
        lacking = 1.0 - np.clip(np.sum(parts, axis=0), 0.0, 1.0)
        total: Floats = np.clip(1.0 - stretch * lacking, 0.0, 1.0)
        return total

    def probability(self, score: float) -> float:
        """Calibrated chance (0..1) that raters call a pair with this score an overlap."""
        return 1.0 / (1.0 + math.exp(-(self.slope * score + self.intercept)))

    def strength(self, probability: float) -> Strength:
        """Strength in one word."""
        if probability >= STRONG_FROM:
            return Strength.STERK
        return Strength.GEDEELTELIJK if probability >= self.threshold else Strength.ZWAK


@cache
def load_weights(engine: str = "none") -> Weights:
    """The weights of an engine that travel with the program.

    Raises:
        FileNotFoundError: nothing was fitted for this engine, which no user input can cause.
        ValueError: the file has another format, which no user input can cause.
    """
    content = json.loads((FOLDER / f"{engine}.json").read_text(encoding="utf-8"))
    if content["format"] != FORMAT:
        raise ValueError(content["format"])
    return Weights(
        version=content["version"],
        channels=content["channels"],
        slope=content["slope"],
        intercept=content["intercept"],
        threshold=content["threshold"],
        measured=content["measured"],
        stretch={Telling(name): value for name, value in content["stretch"].items()},
        span=Span(**content["span"]) if "span" in content else None,
        anchors=Span(**content["anchors"]) if "anchors" in content else None,
        whole=content.get("whole", 1.0),
    )
