"""Texts of our own by which the cosines of any encoder can be held against those of another.

One encoder gives .2 to texts that have nothing in common, another .8. For an encoder that we fitted
the span of its cosines is known; for a folder that a user brings it is found by reading these
texts, and setting what it gives to pairs that say the same and to pairs that do not beside what a
fitted encoder gave to the same pairs.
"""

from __future__ import annotations

import numpy as np

from align.model import Side
from align.similarity.encoders.protocol import Encoder
from align.similarity.meaning import Span

#: (vmbo, mbo) texts that say the same; texts of different rows have nothing in common.
_ALIKE = (
    ("Een heg knippen en het snoeisel afvoeren", "Snoeit hagen en ruimt het snoeiafval op."),
    ("Een gast aan tafel bedienen", "Serveert gerechten en dranken uit aan gasten."),
    ("Een lekke band plakken", "Repareert banden van voertuigen."),
    ("Een muurtje metselen", "Metselt muren van baksteen."),
    ("Een cliënt helpen met wassen en aankleden", "Ondersteunt bij de persoonlijke verzorging."),
    ("Een webpagina bouwen en online zetten", "Ontwikkelt en publiceert websites."),
    ("Een lamp en een schakelaar aansluiten", "Legt verlichting en stopcontacten aan."),
    ("De kas opmaken en het geld tellen", "Rekent af en controleert de inhoud van de kassa."),
)


def anchors_of(encoder: Encoder) -> Span:
    """Mean cosine of pairs that have nothing in common, and of pairs that say the same."""
    left = encoder.encode([vmbo for vmbo, _ in _ALIKE], Side.VMBO).astype(np.float64)
    right = encoder.encode([mbo for _, mbo in _ALIKE], Side.MBO).astype(np.float64)
    cosines = left @ right.T
    same = np.eye(len(_ALIKE), dtype=bool)
    return Span(round(float(cosines[~same].mean()), 4), round(float(cosines[same].mean()), 4))


def span_like(encoder: Encoder, fitted: Span, anchors: Span) -> Span:
    """The span of an encoder that nobody fitted, after one that was.

    Args:
        encoder: that nobody fitted.
        fitted, anchors: span and anchors of the one that was.
    """
    own = anchors_of(encoder)
    # An encoder that cannot tell the pairs apart gets a span in which everything is unlike.
    stretch = max(own.high - own.low, 1e-3) / (anchors.high - anchors.low)
    return Span(
        own.low + (fitted.low - anchors.low) * stretch,
        own.low + (fitted.high - anchors.low) * stretch,
    )
