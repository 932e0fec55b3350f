"""Keeps what took long to work out, a file a piece, so that a next run only reads it.

Several processes may use one folder: a piece is written whole under a name that says what it was
made of, so whoever comes second writes the same. Nothing depends on what is kept but time; a piece
that is damaged is worked out again, and the folder may be thrown away at any moment.
"""

from __future__ import annotations

import gzip
import hashlib
import os
import tempfile
import zlib
from collections.abc import Callable
from pathlib import Path

from align.files import PREFIX, finished, unfinished

FOLDER_NAME = "atlas-1"

_DIGEST = hashlib.sha256().digest_size


class Kept:
    """Pieces by the digest of what they were made of.

    Args:
        folder: where they are kept; made when it is not there. None keeps nothing.
        warn: is told once, in Dutch, when nothing can be kept.
    """

    def __init__(self, folder: Path | None, warn: Callable[[str], None]) -> None:
        self._folder = folder / FOLDER_NAME if folder else None
        self._warn = warn

    def get(self, key: str) -> bytes | None:
        """The piece, or None when it is not kept or is damaged."""
        if self._folder is None:
            return None
        try:
            whole = self._file(self._folder, key).read_bytes()
            piece = gzip.decompress(whole[_DIGEST:])
        except (OSError, EOFError, zlib.error):
            return None
        return piece if hashlib.sha256(piece).digest() == whole[:_DIGEST] else None

    def put(self, key: str, piece: bytes) -> None:
        """Keep a piece, whole or not at all."""
        if self._folder is None:
            return
        file = self._file(self._folder, key)
        whole = hashlib.sha256(piece).digest() + gzip.compress(piece, 6, mtime=0)
        name = ""
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            descriptor, name = tempfile.mkstemp(prefix=PREFIX, dir=file.parent)
            unfinished(name)
            with os.fdopen(descriptor, "wb") as opened:
                opened.write(whole)
            os.replace(name, file)  # noqa: PTH105 -- the temporary name is a string already
        except OSError as error:  # read-only or full: what is there still serves
            self._warn(f"wat is vergeleken wordt deze keer niet bewaard in {self._folder}: {error}")
            self._folder = None
        finally:
            finished(name)

    @staticmethod
    def _file(folder: Path, key: str) -> Path:
        return folder / key[:2] / f"{key}.gz"


def key_of(*made_of: str) -> str:
    """The name of a piece: a hexadecimal digest of all that it was made of."""
    lengths = "".join(f"{len(text)}:{text}" for text in made_of)
    return hashlib.sha256(lengths.encode("utf-8", "surrogatepass")).hexdigest()
