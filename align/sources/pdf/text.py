"""Words of one page of a PDF, from the characters that pdfium finds on it."""

from __future__ import annotations

import ctypes
import math
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from align.sources.pdf.glyphs import normal_word

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pypdfium2

MAX_PAGE_CHARS = 100_000
"""Characters of one page that are read; a page full of small print has 10,000."""
MAX_WORD_CHARS = 1_000
"""Characters of one word; what is longer is cut into words."""

_BROKEN_LINE = "\ufffe"  # what pdfium makes of a hyphen at the end of a line; or U+0002
_HYPHENS = str.maketrans(dict.fromkeys((_BROKEN_LINE, "\x02"), "-"))
_BOLD_NAMES = (b"bold", b"black", b"heavy", b"demi")
_BOLD_WEIGHT = 600  # from which a font counts as bold, as CSS weighs them: 700 is bold
_BESIDE = 0.5  # font sizes: turned characters this far aside are of another word
_FONT_NAME_BYTES = 128  # longer names of fonts are cut off


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


def page_of(page: pypdfium2.PdfPage, number: int) -> Page:
    """An open page of pdfium as words.

    Args:
        page: the page; it stays open.
        number: its 1-based number.

    Raises:
        PdfiumError: its text cannot be read.
    """
    view = View(page)
    text_page = page.get_textpage()
    try:
        count = text_page.count_chars()
        found = _Words(text_page, view).of(min(count, MAX_PAGE_CHARS))
    finally:
        text_page.close()
    words = tuple(word for word in found if word.text)
    picture = not words and _has_image(page)
    return Page(number, view.width, view.height, words, picture, count > MAX_PAGE_CHARS)


def _has_image(page: pypdfium2.PdfPage) -> bool:
    import pypdfium2.raw as pdfium  # noqa: PLC0415

    images = page.get_objects(filter=(pdfium.FPDF_PAGEOBJ_IMAGE,), max_depth=3)
    return next(iter(images), None) is not None


class _Words:
    """Asks pdfium about the first and last character of each word, into buffers used again."""

    def __init__(self, text_page: pypdfium2.PdfTextPage, view: View) -> None:
        import pypdfium2.raw as pdfium  # noqa: PLC0415 -- it takes 0.1 s, and only a PDF needs it

        self._pdfium = pdfium
        self._page = text_page.raw
        self._view = view
        self._box, self._matrix = pdfium.FS_RECTF(), pdfium.FS_MATRIX()
        self._name = ctypes.create_string_buffer(_FONT_NAME_BYTES)
        self._flags = ctypes.c_int()

    def of(self, count: int) -> list[Word]:
        """The words of the first `count` characters."""
        return [
            self._word(*part)
            for span in _spans(self._characters(count))
            for part in self._apart(*span)
        ]

    def _apart(self, text: str, first: int, last: int) -> Iterator[tuple[str, int, int]]:
        """A word; or those that run upwards beside one another, with no blank between them."""
        across, up, size = self._direction(first)
        if first == last or not self._view.turned(across, up):
            yield text, first, last
            return
        begin, before = first, self._middle_of(first)
        for index in range(first + 1, last + 1):
            here = self._middle_of(index)
            aside = (here[0] - before[0]) * up - (here[1] - before[1]) * across
            if abs(aside) > _BESIDE * size * math.hypot(across, up):
                yield text[begin - first : index - first], begin, index - 1
                begin = index
            before = here
        yield text[begin - first :], begin, last

    def _characters(self, count: int) -> str:
        """One character for every index of pdfium, so that a position in it is such an index."""
        pdfium = self._pdfium
        buffer = (ctypes.c_ushort * (count + 1))()
        written = pdfium.FPDFText_GetText(self._page, 0, count, buffer)
        text = bytes(buffer)[: 2 * max(written - 1, 0)].decode("utf-16-le", "replace")
        if len(text) == count:
            return text
        # Rare: characters that pdfium leaves out of its text, or that take two units in UTF-16.
        codes = (pdfium.FPDFText_GetUnicode(self._page, index) for index in range(count))
        return "".join(chr(code) if 0 < code <= 0x10FFFF else " " for code in codes)

    def _word(self, text: str, first: int, last: int) -> Word:
        left, bottom, right, top = self._box_of(first)
        if last != first:
            x0, y0, x1, y1 = self._box_of(last)
            left, bottom = min(left, x0), min(bottom, y0)
            right, top = max(right, x1), max(top, y1)
        font, bold = self._font(first)
        across, up, size = self._direction(first)
        return Word(
            normal_word(text.translate(_HYPHENS), font),
            *self._view.seen_box(left, bottom, right, top),
            round(size, 2),
            bold,
            self._view.turned(across, up),
        )

    def _direction(self, index: int) -> tuple[float, float, float]:
        """How far a character runs across and up, and its size in points as seen."""
        matrix = self._matrix
        matrix.a = matrix.b = matrix.c = matrix.d = 0.0
        self._pdfium.FPDFText_GetMatrix(self._page, index, matrix)
        size = self._pdfium.FPDFText_GetFontSize(self._page, index)
        found = matrix.a, matrix.b, size * math.hypot(matrix.c, matrix.d)
        # A damaged file may say that they are no numbers.
        return found if all(map(math.isfinite, found)) else (0.0, 0.0, 0.0)

    def _middle_of(self, index: int) -> tuple[float, float]:
        left, bottom, right, top = self._box_of(index)
        return (left + right) / 2, (bottom + top) / 2

    def _box_of(self, index: int) -> tuple[float, float, float, float]:
        box = self._box
        box.left = box.bottom = box.right = box.top = 0.0
        self._pdfium.FPDFText_GetLooseCharBox(self._page, index, box)
        found = box.left, box.bottom, box.right, box.top
        # A damaged file places characters nowhere.
        return found if all(map(math.isfinite, found)) else (0.0, 0.0, 0.0, 0.0)

    def _font(self, index: int) -> tuple[str, bool]:
        """Name of the font in lower case, and whether it is bold."""
        self._name[0] = b"\0"
        self._pdfium.FPDFText_GetFontInfo(
            self._page, index, self._name, _FONT_NAME_BYTES, self._flags
        )
        name, bold = _known_font(self._name.value)
        return name, bold or self._pdfium.FPDFText_GetFontWeight(self._page, index) >= _BOLD_WEIGHT


@lru_cache(maxsize=256)
def _known_font(raw: bytes) -> tuple[str, bool]:
    lower = raw.lower()
    return lower.decode("utf-8", "replace"), any(bold in lower for bold in _BOLD_NAMES)


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


class View:
    """From the points of a page as written to those of the page as seen.

    Attributes:
        width, height: of the page as seen, in points.
    """

    def __init__(self, page: pypdfium2.PdfPage) -> None:
        self.width, self.height = page.get_size()
        self._left, self._bottom, _, _ = page.get_bbox()
        self._quarters = page.get_rotation() // 90

    def seen(self, x: float, y: float) -> tuple[float, float]:
        """A point, its page turned clockwise as often as the file says."""
        return self.seen_box(x, y, x, y)[:2]

    def seen_box(
        self, left: float, bottom: float, right: float, top: float
    ) -> tuple[float, float, float, float]:
        """A box: left, bottom, right and top."""
        x0, y0 = left - self._left, bottom - self._bottom
        x1, y1 = right - self._left, top - self._bottom
        if self._quarters == 1:
            x0, y0, x1, y1 = y0, self.height - x1, y1, self.height - x0
        elif self._quarters == 2:
            x0, y0, x1, y1 = self.width - x1, self.height - y1, self.width - x0, self.height - y0
        elif self._quarters == 3:
            x0, y0, x1, y1 = self.width - y1, x0, self.width - y0, x1
        return round(x0, 2), round(y0, 2), round(x1, 2), round(y1, 2)

    def turned(self, across: float, up: float) -> bool:
        """Whether text with this direction does not run to the right on the page as seen."""
        if not across and not up:
            return False
        quarters = round(math.atan2(up, across) / (math.pi / 2))
        return bool((quarters - self._quarters) % 4)
