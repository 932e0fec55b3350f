"""Words of a PDF with their boxes, page by page: the ground under every reader of PDF files.

pdfium gives the characters; here they become words in points (1/72 inch) of the page as it is
seen, with the origin at the bottom left. Lines, columns and running text are made of words in
`pdf_lines`. There is no OCR: a page that is a picture has no words.
"""

from __future__ import annotations

import ctypes
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from align.errors import InputError
from align.model import Place
from align.sources.pdf_bombs import refuse_bombs
from align.sources.pdf_glyphs import normal_word
from align.sources.pdf_rules import rules_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import TracebackType

    import pypdfium2

    from align.sources.notes import Notes
    from align.sources.pdf_rules import Rule

MAX_PDF_BYTES = 100 * 2**20
"""Bytes of one PDF; a dossier of 60 pages has 1 MB."""
MAX_PAGES = 2_000
"""Pages that are read; the longest exam regulation of a school has some 300."""
MAX_PAGE_CHARS = 100_000
"""Characters of one page that are read; a page full of small print has 10,000."""
MAX_WORDS = 1_000_000
"""Words of one PDF that are read; a dossier has some 5,000, a regulation of 300 pages 150,000."""
MAX_WORD_CHARS = 1_000
"""Characters of one word; what is longer is cut into words."""

_START = b"%PDF-"
_START_WITHIN = 1_024
_END, _END_WITHIN = b"%%EOF", 2_048
_PASSWORD_ERRORS = frozenset({4, 5})  # FPDF_ERR_PASSWORD, FPDF_ERR_SECURITY
_BROKEN_LINE = "\ufffe"  # what pdfium makes of a hyphen at the end of a line
_BOLD_NAMES = ("bold", "black", "heavy", "semibold", "demi")
_BOLD_WEIGHT = 600


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a page.

    Attributes:
        text: without blanks; ligatures and private-use bullets made plain.
        x0, y0, x1, y1: left, bottom, right and top in points, the height that of its font.
        size: font size in points as seen.
        bold: whether its first character is in a bold font.
        turned: whether it does not run from left to right.
    """

    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    size: float
    bold: bool = False
    turned: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """One page as it is seen.

    Attributes:
        number: 1-based.
        width, height: in points.
        words: in the order in which the file gives them.
        picture: whether it has no words but does have an image, as scanned pages do.
        cut: whether it has more than `MAX_PAGE_CHARS` characters, so that words are missing.
    """

    number: int
    width: float
    height: float
    words: tuple[Word, ...]
    picture: bool = False
    cut: bool = False


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
            return _page(page, number)
        except pypdfium2.PdfiumError:
            return None
        finally:
            page.close()

    def rules(self, number: int) -> tuple[Rule, ...]:
        """The ruled lines of this page; none of a damaged page. See `pdf_rules`."""
        import pypdfium2  # noqa: PLC0415

        try:
            page = self._document[number - 1]
        except pypdfium2.PdfiumError:
            return ()
        try:
            view = _View(page)
            return rules_of(page, view.seen, (view.width, view.height))
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


def _page(page: pypdfium2.PdfPage, number: int) -> Page:
    view = _View(page)
    text_page = page.get_textpage()
    try:
        count = text_page.count_chars()
        spans = _spans(_characters(text_page, min(count, MAX_PAGE_CHARS)))
        found = [_word(text_page, span, view) for span in spans]
    finally:
        text_page.close()
    words = tuple(word for word in found if word.text)
    picture = not words and _has_image(page)
    return Page(number, view.width, view.height, words, picture, count > MAX_PAGE_CHARS)


def _has_image(page: pypdfium2.PdfPage) -> bool:
    import pypdfium2.raw as pdfium  # noqa: PLC0415

    images = page.get_objects(filter=(pdfium.FPDF_PAGEOBJ_IMAGE,), max_depth=3)
    return next(iter(images), None) is not None


def _characters(text_page: pypdfium2.PdfTextPage, count: int) -> str:
    """One character for every index of pdfium, so that a position in it is such an index."""
    import pypdfium2.raw as pdfium  # noqa: PLC0415

    buffer = (ctypes.c_ushort * (count + 1))()
    written = pdfium.FPDFText_GetText(text_page, 0, count, buffer)
    text = bytes(buffer)[: 2 * max(written - 1, 0)].decode("utf-16-le", "replace")
    if len(text) == count:
        return text
    # Rare: characters that pdfium leaves out of its text, or that take two units in UTF-16.
    codes = (pdfium.FPDFText_GetUnicode(text_page, index) for index in range(count))
    return "".join(chr(code) if 0 < code <= 0x10FFFF else " " for code in codes)


def _spans(characters: str) -> Iterator[tuple[str, int, int]]:
    """Words with the first and last index of their characters."""
    start = -1
    for index, character in enumerate(characters):
        ends_line = character in {_BROKEN_LINE, "\x02"}
        blank = character.isspace() or (character < " " and not ends_line)
        if start < 0 and not blank:
            start = index
        if start >= 0 and (blank or ends_line or index - start + 1 >= MAX_WORD_CHARS):
            last = index - 1 if blank else index
            yield characters[start : last + 1], start, last
            start = -1
    if start >= 0:
        yield characters[start:], start, len(characters) - 1


def _word(text_page: pypdfium2.PdfTextPage, span: tuple[str, int, int], view: _View) -> Word:
    import pypdfium2.raw as pdfium  # noqa: PLC0415

    text, first, last = span
    left = text_page.get_charbox(first, loose=True)
    right = left if first == last else text_page.get_charbox(last, loose=True)
    corners = [view.seen(x, y) for box in (left, right) for x, y in (box[:2], box[2:])]
    font, bold = _font(text_page, first)
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFText_GetMatrix(text_page, first, matrix)
    size = pdfium.FPDFText_GetFontSize(text_page, first) * math.hypot(matrix.c, matrix.d)
    return Word(
        normal_word(text.replace(_BROKEN_LINE, "-").replace("\x02", "-"), font),
        min(x for x, _ in corners),
        min(y for _, y in corners),
        max(x for x, _ in corners),
        max(y for _, y in corners),
        round(size, 2),
        bold,
        view.turned(matrix.a, matrix.b),
    )


def _font(text_page: pypdfium2.PdfTextPage, index: int) -> tuple[str, bool]:
    """Name of the font in lower case, and whether it is bold."""
    import pypdfium2.raw as pdfium  # noqa: PLC0415

    buffer, flags = ctypes.create_string_buffer(128), ctypes.c_int()
    pdfium.FPDFText_GetFontInfo(text_page, index, buffer, len(buffer), flags)
    name = buffer.value.decode("utf-8", "replace").lower()
    heavy: int = pdfium.FPDFText_GetFontWeight(text_page, index)
    return name, heavy >= _BOLD_WEIGHT or any(bold in name for bold in _BOLD_NAMES)


class _View:
    """From the points of a page as written to those of the page as seen."""

    def __init__(self, page: pypdfium2.PdfPage) -> None:
        self.width, self.height = page.get_size()
        left, bottom, _, _ = page.get_bbox()
        self._origin = left, bottom
        self._quarters = page.get_rotation() // 90

    def seen(self, x: float, y: float) -> tuple[float, float]:
        """A point, its page turned clockwise as often as the file says."""
        x, y = x - self._origin[0], y - self._origin[1]
        if self._quarters == 1:
            x, y = y, self.height - x
        elif self._quarters == 2:
            x, y = self.width - x, self.height - y
        elif self._quarters == 3:
            x, y = self.width - y, x
        return round(x, 2), round(y, 2)

    def turned(self, across: float, up: float) -> bool:
        """Whether text with this direction does not run to the right on the page as seen."""
        if not across and not up:
            return False
        quarters = round(math.atan2(up, across) / (math.pi / 2))
        return bool((quarters - self._quarters) % 4)
