"""Weights of the evidence for a link."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Weights:
    """A logistic model: `features` in the order of `evidence.Features`."""

    version: str
    bias: float
    features: tuple[float, ...]


WEIGHTS = Weights(
    version="links/1",
    bias=-8.8,
    # text, close, same_text, no_text, place, near, code, slot, leerweg, content, hollow, id, kept
    features=(8.0, 4.0, 4.0, 2.0, 2.8, 1.4, 1.5, 0.3, 0.8, 7.0, 2.0, 1.0, 3.0),
)
