"""The encoder of our own: multilingual-e5-small tuned on rated pairs, in plain numpy, offline.

docs/model-card.md says on what it was tuned, what was measured, and what it is not for.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from align.errors import InputError
from align.model import Side
from align.similarity.encoders.tuned_file import Model, read_model
from align.similarity.encoders.tuned_network import Network, build
from align.similarity.encoders.tuned_texts import MOST_CHARACTERS, MOST_TOKENS, PREFIX

#: Names the file of weights that is shipped, its id, its sha256 and the length of its vectors.
RELEASE = Path(__file__).parent / "tuned.json"

#: Vectors are rounded to this many decimals: what differs past it is noise of the processor.
DECIMALS = 5

_ADVICE = "Installeer align opnieuw, of kies --encoder none."


class TunedEncoder:
    """Makes vectors of texts; vmbo and mbo texts with the same content come close together.

    Weights are read when the first text comes; `id` and `dim` are known before.

    Attributes:
        id: name and version, for cache and report.
        dim: length of the vectors.
    """

    def __init__(self, file: Path, encoder_id: str, dim: int, sha256: str | None = None) -> None:
        """Take a file of weights (see tuned_file.py), and what its bytes must hash to."""
        self.id = encoder_id
        self.dim = dim
        self._file = file
        self._sha256 = sha256

    def encode(self, texts: Sequence[str], side: Side) -> NDArray[np.float32]:
        """Vectors of unit length, float32 of shape (n_texts, dim).

        A text gets the same vector whatever stands beside it.

        Args:
            texts: made by `tuned_texts.text_of` and `parts_of`; what is past 96 (vmbo) or 128
                (mbo) pieces is not read.
            side: a vmbo text is read as a question, an mbo text as a passage.

        Raises:
            InputError: the file of weights is missing, cut off or altered.
        """
        split, most = self._model.tokenizer.split, MOST_TOKENS[side]
        pieces = [split(PREFIX[side] + text[:MOST_CHARACTERS], most) for text in texts]
        return np.round(self._network.encode(pieces), DECIMALS)

    @cached_property
    def _model(self) -> Model:
        return read_model(self._file, self._sha256)

    @cached_property
    def _network(self) -> Network:
        try:
            network = build(self._model.shape, self._model.arrays)
        except KeyError as missing:
            raise InputError(
                f"het taalmodel is niet te lezen: gewichten {missing} ontbreken",
                where=self._file.name,
                advice=_ADVICE,
            ) from missing
        if network.dim != self.dim:
            raise InputError(
                f"het taalmodel maakt vectoren van {network.dim} getallen en niet van {self.dim}",
                where=self._file.name,
                advice=_ADVICE,
            )
        return network


def load() -> TunedEncoder:
    """The encoder that comes with align.

    Raises:
        InputError: this installation does not hold it, or what names it is damaged.
    """
    try:
        release = json.loads(RELEASE.read_text(encoding="utf-8"))
        name, sha256 = str(release["file"]), str(release["sha256"])
        encoder_id, dim = str(release["id"]), int(release["dim"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise InputError(
            "het eigen taalmodel van align ontbreekt of is beschadigd",
            where=RELEASE.name,
            advice=_ADVICE,
        ) from error
    return TunedEncoder(RELEASE.parent / name, encoder_id, dim, sha256)
