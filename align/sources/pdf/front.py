"""The first pages of a PDF, read once for all readers that want to know whether it is theirs."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from align.errors import OtherKindError
from align.sources.pdf.lines import lines
from align.sources.pdf.pages import MAX_PAGES, Pdf, is_pdf, without_text

if TYPE_CHECKING:
    from align.sources.archive import SourceFiles
    from align.sources.pdf.lines import Line

FRONT_PAGES = 4
"""Pages with words that tell what a PDF is: cover, colophon, contents."""

_QUOTED = 60  # characters of a PDF in a message


@dataclass(frozen=True)
class Front:
    """The first `FRONT_PAGES` pages with words.

    Attributes:
        name: name of the PDF inside its source.
        lines: their lines, from top to bottom, page after page.
    """

    name: str
    lines: tuple[Line, ...]

    @cached_property
    def text(self) -> str:
        """The lines, each on a line of its own."""
        return "\n".join(line.text for line in self.lines)


@lru_cache(maxsize=4)  # every reader of PDF files asks for it, one after the other
def front(files: SourceFiles) -> Front | None:
    """The front of a source that is one PDF, or None.

    Raises:
        InputError: it is a PDF that no reader can use: locked, damaged, too large, or without text.
    """
    if len(files.names) != 1 or not is_pdf(files.head(files.names[0])):
        return None
    name = files.names[0]
    found: list[Line] = []
    pages = pictures = 0
    with Pdf(files.read(name), files.where(name)) as pdf:
        for number in range(1, min(pdf.page_count, MAX_PAGES) + 1):
            page = pdf.page(number)
            if page and page.words:
                found += lines(page)
                pages += 1
            pictures += bool(page and page.picture)
            if pages == FRONT_PAGES:
                break
        if not pages:
            raise without_text(pdf, scanned=pictures > 0)
    return Front(name, tuple(found))


def unknown_pdf(files: SourceFiles) -> OtherKindError | None:
    """What to say about a PDF that no reader knows; None when it is no PDF.

    Raises:
        InputError: no reader can use it at all; see `front`.
    """
    seen = front(files)
    if seen is None:
        return None
    start = seen.lines[0].text[:_QUOTED]
    return OtherKindError(
        f"dit is een PDF, maar geen kwalificatiedossier, keuzedeel, examenplan of tabel met lijnen "
        f"van een programma; hij begint met '{start}'",
        where=files.where(seen.name),
        advice="Staat het document verderop in de PDF? Bewaar dan alleen die bladzijden. Staat het "
        "programma in een tabel zonder lijnen of kleuren tussen de rijen? Geef het Word- of "
        "Excelbestand.",
    )
