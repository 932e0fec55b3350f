"""What every encoder is: it turns texts into vectors, and nothing more."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from align.model import Side

#: Of shape (n_texts, dim), each row of length 1.
Vectors = NDArray[np.float32]

#: Is told after every batch how many of how many texts were read.
Progress = Callable[[int, int], None]


class Encoder(Protocol):
    """Reads texts into vectors whose inner product says how alike they are.

    The vector of a text may not depend on what else is read along with it. `id` and `dim` are known
    without reading any weights, so that a run whose vectors are all kept stays quick.
    """

    @property
    def id(self) -> str:
        """Name and version; another id means that kept vectors are of no use."""
        ...

    @property
    def dim(self) -> int:
        """Length of a vector."""
        ...

    def encode(self, texts: Sequence[str], side: Side) -> Vectors:
        """Vectors of texts that stand on one side."""
        ...
