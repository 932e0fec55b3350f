"""Small PDF files for tests: our own text in the layout of the real ones.

A page is a list of lines from the top down. A line is text, or a list of `(x, text)` for text that
stands side by side; "" leaves a line open. What stands on a page is printed with 9 points in
Helvetica, as far apart as SBB does it.
"""

import io

from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

WIDTH, HEIGHT = 595.0, 842.0
LEFT, TOP, LEADING, SIZE = 40, 800, 12, 9


# Text that is drawn so stands upright on a page that a reader turns a quarter, half or three.
_UPRIGHT = {
    0: (1, 0, 0, 1, 0, 0),
    90: (0, 1, -1, 0, HEIGHT, 0),
    180: (-1, 0, 0, -1, WIDTH, HEIGHT),
    270: (0, -1, 1, 0, 0, WIDTH),
}


def make_pdf(pages, *, footer=True, password=None, rotate=0, size=SIZE, leading=LEADING):
    """Bytes of a PDF; `footer` prints "2 van 3" from the second page on, as SBB does."""
    buffer = io.BytesIO()
    lock = StandardEncryption(password, canPrint=1) if password is not None else None
    canvas = Canvas(buffer, pagesize=(WIDTH, HEIGHT), invariant=1, encrypt=lock)
    for number, page in enumerate(pages, start=1):
        canvas.setPageRotation(rotate)
        canvas.transform(*_UPRIGHT[rotate])
        _draw(canvas, page, size, leading)
        if footer and number > 1:
            canvas.setFont("Helvetica", 8)
            canvas.drawCentredString(WIDTH / 2, 14, f"{number} van {len(pages)}")
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def _draw(canvas, page, size, leading):
    height = TOP
    for line in page:
        canvas.setFont("Helvetica", size)
        for x, text in [(LEFT, line)] if isinstance(line, str) else line:
            canvas.drawString(x, height, text)
        height -= leading


def scanned_pdf(number):
    """Pages that are a picture and nothing else."""
    from PIL import Image

    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(WIDTH, HEIGHT), invariant=1)
    picture = ImageReader(Image.new("L", (40, 60), 200))
    for _ in range(number):
        canvas.drawImage(picture, 0, 0, WIDTH, HEIGHT)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def empty_pdf(number):
    """Pages on which nothing stands; written here because ten thousand of them take a while."""
    kids = " ".join(f"{n} 0 R" for n in range(3, number + 3))
    page = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>"
    objects = ["<</Type/Catalog/Pages 2 0 R>>", f"<</Type/Pages/Kids[{kids}]/Count {number}>>"]
    return plain_pdf([*objects, *[page] * number])


def plain_pdf(objects):
    """A PDF of the objects 1, 2, ... as given, the first one being the catalog."""
    parts, starts, at = [b"%PDF-1.7\n"], [], 9
    for number, text in enumerate(objects, start=1):
        data = text if isinstance(text, bytes) else text.encode("latin-1")
        parts.append(b"%d 0 obj\n%s\nendobj\n" % (number, data))
        starts.append(at)
        at += len(parts[-1])
    table = b"".join(b"%010d 00000 n \n" % start for start in starts)
    count = len(objects) + 1
    return (
        b"".join(parts)
        + b"xref\n0 %d\n0000000000 65535 f \n%s" % (count, table)
        + b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (count, at)
    )


def wrapped(text, width=95, indent=""):
    """A text in lines of at most `width` characters, as a publisher breaks them."""
    import textwrap

    return textwrap.wrap(text, width, subsequent_indent=indent, break_long_words=False)
