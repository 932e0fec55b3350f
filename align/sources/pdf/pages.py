"""Words of a PDF with their boxes, page by page: the ground under every reader of PDF files.

pdfium gives the characters; here they become words in points (1/72 inch) of the page as it is
seen, with the origin at the bottom left. Lines, columns and running text are made of words in
`pdf.lines`. There is no OCR: a page that is a picture has no words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from align.errors import InputError
from align.model import Place
from align.sources.pdf.bombs import refuse_bombs
from align.sources.pdf.forms import refuse_endless_forms
from align.sources.pdf.rules import rules_of, shade_edges_of
from align.sources.pdf.text import MAX_PAGE_CHARS, Page, View, Word, page_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import TracebackType

    import pypdfium2

    from align.sources.notes import Notes
    from align.sources.pdf.rules import Point, RuledLine, Seen

    FindLines = Callable[[pypdfium2.PdfPage, Seen, Point], tuple[RuledLine, ...]]

__all__ = ["MAX_PDF_BYTES", "Page", "Pdf", "Word", "is_pdf", "read_pages", "without_text"]

MAX_PDF_BYTES = 100 * 2**20
"""Bytes of one PDF; a dossier of 60 pages has 1 MB."""
MAX_PAGES = 2_000
"""Pages that are read; the longest exam regulation of a school has some 300."""
MAX_WORDS = 400_000
"""Words of one PDF that are read; a dossier has some 5,000, a regulation of 300 pages 150,000."""

_START = b"%PDF-"
_START_WITHIN = 1_024
_END, _END_WITHIN = b"%%EOF", 2_048
_PASSWORD_ERRORS = frozenset({4, 5})  # FPDF_ERR_PASSWORD, FPDF_ERR_SECURITY


class Pdf:
    """An open PDF; close it, or use it in a `with`.

    Args:
        data: the bytes of the file.
        where: the file as a message names it.

    Raises:
        InputError: it is no PDF, too large, locked with a password, damaged, or without pages.
    """

    def __init__(self, data: bytes, where: str) -> None:
        self.where = where
        self.whole = _END in data[-_END_WITHIN:]
        self._document = _opened(data, where)
        self.page_count = len(self._document)
        if not self.page_count:
            self.close()
            raise _damaged(where)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Give back what pdfium holds."""
        self._document.close()

    def page(self, number: int) -> Page | None:
        """The page with this 1-based number, or None when it is damaged."""
        import pypdfium2  # noqa: PLC0415

        try:
            page = self._document[number - 1]
        except pypdfium2.PdfiumError:
            return None
        try:
            return page_of(page, number)
        except pypdfium2.PdfiumError:
            return None
        finally:
            page.close()

    def rules(self, number: int) -> tuple[RuledLine, ...]:
        """The ruled lines of this page; none of a damaged page. See `pdf.rules`."""
        return self._lines(number, rules_of)

    def shade_edges(self, number: int) -> tuple[RuledLine, ...]:
        """Upper and lower edges of what is filled on this page; none of a damaged page."""
        return self._lines(number, shade_edges_of)

    def _lines(self, number: int, find: FindLines) -> tuple[RuledLine, ...]:
        import pypdfium2  # noqa: PLC0415

        try:
            page = self._document[number - 1]
        except pypdfium2.PdfiumError:
            return ()
        try:
            view = View(page)
            return find(page, view.seen, (view.width, view.height))
        finally:
            page.close()


def is_pdf(head: bytes) -> bool:
    """Whether these first bytes are of a PDF; some writers put a few bytes before its start."""
    return _START in head[: _START_WITHIN + len(_START)]


def read_pages(pdf: Pdf, file: str, notes: Notes) -> Iterator[Page]:
    """The pages that have words, one at a time; what is left out is noted.

    Args:
        pdf: an open PDF.
        file: file name for places.
        notes: where warnings go.

    Raises:
        InputError: after the last page, when no page had words.
    """
    if not pdf.whole:
        notes.add(Place(file), "het einde van de PDF ontbreekt; er kan tekst weg zijn")
    if pdf.page_count > MAX_PAGES:
        detail = f"{pdf.page_count} bladzijden"
        notes.add(Place(file), f"alleen de eerste {MAX_PAGES} bladzijden zijn gelezen", detail)
    with_words = pictures = words = 0
    for number in range(1, min(pdf.page_count, MAX_PAGES) + 1):
        page = pdf.page(number)
        if page is None:
            notes.add(Place(file, page=number), "deze bladzijde is beschadigd en niet gelezen")
        elif page.words:
            with_words += 1
            if page.cut:
                what = f"alleen de eerste {MAX_PAGE_CHARS} tekens van de bladzijde zijn gelezen"
                notes.add(Place(file, page=number), what)
            yield page
            words += len(page.words)
            if words > MAX_WORDS and number < pdf.page_count:
                what = f"de tekst is langer dan {MAX_WORDS} woorden; de rest is niet gelezen"
                notes.add(Place(file, page=number), what)
                return
        elif page.picture:
            pictures += 1
            what = "deze bladzijde is een afbeelding zonder tekst en is niet gelezen"
            notes.add(Place(file, page=number), what)
    if not with_words:
        raise without_text(pdf, scanned=pictures > 0)


def without_text(pdf: Pdf, *, scanned: bool) -> InputError:
    """The message for a PDF on whose pages there is nothing to read."""
    pages = "bladzijde" if pdf.page_count == 1 else "bladzijden"
    if scanned:
        return InputError(
            f"deze PDF is gescand; op de {pdf.page_count} {pages} staat geen tekst, alleen beeld",
            where=pdf.where,
            advice="Vraag de PDF of het Word-bestand waaruit is geprint, of laat eerst een "
            "programma voor tekstherkenning (OCR) erover gaan.",
        )
    return InputError(
        f"in deze PDF staat geen tekst ({pdf.page_count} {pages})",
        where=pdf.where,
        advice="Open de PDF om te zien of het de goede is, of vraag het oorspronkelijke bestand.",
    )


def _opened(data: bytes, where: str) -> pypdfium2.PdfDocument:
    import pypdfium2  # noqa: PLC0415 -- it takes 0.1 s, and only a PDF needs it

    if not is_pdf(data):
        raise InputError("dit is geen PDF", where=where, advice="Controleer of u dit bedoelt.")
    if len(data) > MAX_PDF_BYTES:
        raise InputError(
            f"deze PDF is groter dan {MAX_PDF_BYTES // 2**20} MB",
            where=where,
            advice="Geef de PDF van één document op, of bewaar hem met kleinere afbeeldingen.",
        )
    refuse_bombs(data, where)
    refuse_endless_forms(data, where)
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if error.err_code in _PASSWORD_ERRORS:
            raise InputError(
                "deze PDF is met een wachtwoord beveiligd",
                where=where,
                advice="Open hem met het wachtwoord en bewaar een kopie zonder beveiliging.",
            ) from error
        raise _damaged(where) from error


def _damaged(where: str) -> InputError:
    return InputError(
        "deze PDF is afgebroken of beschadigd",
        where=where,
        advice="Download hem opnieuw, of bewaar hem opnieuw als PDF.",
    )
