"""What a format must offer to be read; see `detect.READERS` for the formats that do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from align.model import Curriculum
    from align.sources.archive import SourceFiles


@dataclass(frozen=True, slots=True)
class Recognition:
    """How sure a reader is that a source has its format, and why.

    Attributes:
        confidence: 0..1; the reader with the highest reads the source.
        reason: what was seen, in Dutch, as shown to the user.
    """

    confidence: float
    reason: str


class Reader(Protocol):
    """Recognises one format by content and reads it."""

    @property
    def name(self) -> str:
        """Short name of the format, as in `model.Source.format`."""
        ...

    def recognise(self, files: SourceFiles) -> Recognition | None:
        """Say whether these files have this format.

        It looks at their first bytes; of a PDF at its first pages, which `pdf.front` reads once
        for all readers.

        Raises:
            InputError: it is a PDF that no reader can use.
        """
        ...

    def read(self, files: SourceFiles, why: str) -> Curriculum:
        """Read the whole source.

        Args:
            files: the source.
            why: the reason for the recognition, for `model.Source.why`.

        Raises:
            InputError: the source cannot be used.
        """
        ...
