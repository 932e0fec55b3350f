"""What every reader sees of a source: bounded names to list, bounded bytes to read."""

from __future__ import annotations

from abc import ABC, abstractmethod
from pathlib import Path
from typing import TYPE_CHECKING

from align.errors import InputError
from align.sources import limits
from align.sources.plain_files import blocks_of, printable, read_regular

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


class SourceFiles(ABC):
    """The files of one source.

    Attributes:
        path: the source as the user gave it, safe to print.
        names: relative names with "/" between parts, sorted; of a single file its own name.
        labels: names that may carry a release, most telling first: the folder, the zip.
        left_alone: folders in the source whose files are not in `names`, with the reason in Dutch.
    """

    def __init__(
        self,
        path: Path,
        names: Iterable[str],
        labels: tuple[str, ...],
        left_alone: tuple[tuple[str, str], ...] = (),
    ) -> None:
        self.path = printable(path)
        self.names = tuple(sorted(names))
        self.labels = labels
        self.left_alone = left_alone

    def read(self, name: str, most: int = limits.MAX_FILE_BYTES) -> bytes:
        """All bytes of one of `names`.

        Raises:
            InputError: it cannot be read, or has more than `most` or `limits.MAX_FILE_BYTES` bytes.
        """
        most = min(most, limits.MAX_FILE_BYTES)
        data = self._read(name, most + 1)
        if len(data) > most:
            raise self._too_large(name, most)
        return data

    def blocks(self, name: str) -> Iterator[bytes]:
        """The bytes of one of `names`, block by block, for a reader that need not hold them all.

        Raises:
            InputError: it cannot be read, or is larger than `limits.MAX_FILE_BYTES`.
        """
        total = 0
        for block in self._blocks(name):
            total += len(block)
            if total > limits.MAX_FILE_BYTES:
                raise self._too_large(name, limits.MAX_FILE_BYTES)
            yield block

    def head(self, name: str) -> bytes:
        """The first `limits.HEAD_BYTES` of one of `names`.

        Raises:
            InputError: it cannot be read.
        """
        return self._read(name, limits.HEAD_BYTES)

    def beside(self, name: str) -> bytes | None:
        """A file next to the folder that was given, or None; only a folder has neighbours."""
        del name
        return None

    @abstractmethod
    def where(self, name: str) -> str:
        """The file as a message names it."""

    @abstractmethod
    def one(self, name: str) -> SourceFiles:
        """One of `names` as a source of its own, also when it is a zip.

        Raises:
            InputError: it cannot be read.
        """

    @abstractmethod
    def below(self, folder: str) -> SourceFiles:
        """The files below a folder of this source as a source of their own; "" is all of it."""

    @abstractmethod
    def _blocks(self, name: str) -> Iterator[bytes]: ...

    @abstractmethod
    def _read(self, name: str, limit: int) -> bytes: ...

    def _too_large(self, name: str, most: int) -> InputError:
        return InputError(
            f"dit bestand is groter dan {limits.megabytes(most)}",
            where=self.where(name),
            advice="Geef het bestand van één dossier of één uitgave op.",
        )


class SingleFile(SourceFiles):
    """A source that is one file.

    Args:
        path: the file, as messages name it.
        name: its own name, when that is not the end of `path`.
    """

    def __init__(self, path: Path, name: str = "") -> None:
        super().__init__(path, [name or printable(Path(path.name))], ())
        self._file = path

    def where(self, name: str) -> str:
        """The path as given."""
        del name
        return self.path

    def one(self, name: str) -> SourceFiles:
        """The file itself."""
        del name
        return self

    def below(self, folder: str) -> SourceFiles:
        """The file itself; it has no folders."""
        del folder
        return self

    def _blocks(self, name: str) -> Iterator[bytes]:
        del name
        return blocks_of(self._file)

    def _read(self, name: str, limit: int) -> bytes:
        del name
        return read_regular(self._file, limit)
