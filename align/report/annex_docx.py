"""The annex as a Word document: A4, headings and repeated table heads, the same bytes every time.

Everything that came from elsewhere is written as text by python-docx; no field but the page number
is in it, and no macro, link or object.
"""

from __future__ import annotations

import io
import zipfile
from datetime import datetime, time
from typing import TYPE_CHECKING

from docx import Document
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from align.report.annex import ANSWERS, NOTHING, REQUEST, WHO_DECIDES, annex_of
from align.report.texts import visible
from align.report.translation import _, speaking
from align.report.wording import dutch_date, number

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from docx.document import Document as Doc
    from docx.table import Table, _Cell
    from docx.text.paragraph import Paragraph

    from align.model import Decisions, Overlap
    from align.report.annex import Annex, Ground, Request

_WIDTH = 17.0
"""Centimetres between the margins of an A4 page."""
_GREY = RGBColor(0x59, 0x63, 0x6E)
_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The moment of every part of the file: the earliest that a zip can say."""
_LANGUAGES = {"nl": "nl-NL", "en": "en-GB"}


def annex_docx(
    overlap: Overlap,
    decisions: Decisions,
    *,
    made_on: date,
    tool_version: str,
    lang: str = "nl",
) -> bytes:
    """The annex to a comparison as a Word document (docx).

    Args:
        overlap: the comparison.
        decisions: what people decided; without any the document says that it is empty.
        made_on: date to show.
        tool_version: version of this program.
        lang: "nl" or "en"; quotes stay Dutch.
    """
    with speaking(lang):
        annex = annex_of(overlap, decisions)
        title = _("Bijlage voor de examencommissie")
        document = _blank(title, made_on, lang)
        foot = f"align {tool_version} · {dutch_date(made_on)} · {_('voorstel, geen besluit')}"
        _page(document, title, foot)
        document.add_heading(title, level=0)
        document.add_paragraph(_(WHO_DECIDES))
        for source in annex.sources:
            _small(document.add_paragraph(), source)
        if not annex.requests:
            document.add_paragraph(_(NOTHING))
        for number, request in enumerate(annex.requests):
            _request(document, request, new_page=number > 0)
        _left_out(document, annex)
        return _same_bytes(document)


def _request(document: Doc, request: Request, *, new_page: bool) -> None:
    """One werkproces with its request and the room for an answer, on a page of its own."""
    document.add_heading(request.name, level=1).paragraph_format.page_break_before = new_page
    _small(document.add_paragraph(), request.where)
    asked = document.add_paragraph()
    asked.add_run(_("Verzoek.")).bold = True
    asked.add_run(f" {_(REQUEST)}")
    caption = document.add_paragraph()
    caption.paragraph_format.keep_with_next = True
    caption.add_run(_("Onderbouwing: wat het team gelijk vindt")).bold = True
    head = (
        _("Deeltaak"),
        _("Leerweg en niveau"),
        _("Relatie, schatting of besluit"),
        _("Besluit van het team"),
    )
    table = _table(document, head, (5.5, 3.5, 3.0, 5.0))
    for ground in request.grounds:
        _ground(table, ground)
    _quotes(document, request.grounds)
    answer = document.add_paragraph()
    answer.paragraph_format.space_before = Pt(10)
    answer.paragraph_format.keep_with_next = True
    answer.add_run(_("Besluit van de examencommissie:")).bold = True
    answer.add_run("".join(f"   ☐ {_(label)}" for label in ANSWERS))
    document.add_paragraph(_("Motivering, datum, namens de examencommissie:"))
    _rule(document.add_paragraph())
    _rule(document.add_paragraph())


def _left_out(document: Doc, annex: Annex) -> None:
    """What does not stand in it: how many pairs, and by name those that were talked about."""
    if not (annex.undecided or annex.rejected or annex.left_out):
        return
    document.add_heading(_("Niet in deze bijlage"), level=1)
    counts = (
        (_("Paren met overlap zonder besluit: {count}."), annex.undecided),
        (_("Paren die het team afwees: {count}."), annex.rejected),
    )
    for text, amount in counts:
        document.add_paragraph(text.format(count=number(amount)))
    if annex.left_out:
        document.add_paragraph(
            _("Wel besproken, maar zonder besluit dat geldt, of een tekst veranderde sindsdien:")
        )
    for line in annex.left_out:
        document.add_paragraph(line, style="List Bullet")


def _ground(table: Table, ground: Ground) -> None:
    cells = _row(table, (ground.unit, ground.levels, ground.relation, ground.decided))
    _small(cells[0].add_paragraph(), ground.where)


def _quotes(document: Doc, grounds: Iterable[Ground]) -> None:
    found = [quote for ground in grounds for quote in ground.quotes]
    if not found:
        return
    caption = document.add_paragraph()
    caption.paragraph_format.space_before = Pt(10)
    caption.paragraph_format.keep_with_next = True
    caption.add_run(_("Zinnen die het meest lijken")).bold = True
    table = _table(document, (_("Vmbo"), _("Mbo")), (_WIDTH / 2, _WIDTH / 2))
    for quote in found:
        left, right = _row(table, (f"“{quote.left}”", f"“{quote.right}”"))
        _small(left.add_paragraph(), quote.left_where)
        _small(right.add_paragraph(), quote.right_where)


# --- pieces of a document


def _blank(title: str, made_on: date, lang: str) -> Doc:
    """An empty A4 document with what it says of itself."""
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2)
    section.top_margin = section.bottom_margin = Cm(2)
    about = document.core_properties
    about.title, about.author, about.comments = title, "align", ""
    about.language = _LANGUAGES[lang]
    about.created = about.modified = datetime.combine(made_on, time())
    usual = document.styles["Normal"]
    usual.font.name, usual.font.size = "Calibri", Pt(10.5)
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), _LANGUAGES[lang])
    return document


def _page(document: Doc, title: str, foot: str) -> None:
    """What stands above and below every page."""
    section = document.sections[0]
    _small(section.header.paragraphs[0], title)
    below = section.footer.paragraphs[0]
    below.paragraph_format.tab_stops.add_tab_stop(Cm(_WIDTH), WD_TAB_ALIGNMENT.RIGHT)
    _small(below, f"{foot}\t")
    _field(below, "PAGE")
    _small(below, " / ")
    _field(below, "NUMPAGES")


def _field(paragraph: Paragraph, code: str) -> None:
    run = paragraph.add_run()
    run.font.size, run.font.color.rgb = Pt(8.5), _GREY
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), code)
    paragraph._p.append(field)  # noqa: SLF001 -- python-docx has no call for a field
    field.append(run._r)  # noqa: SLF001


def _small(paragraph: Paragraph, text: str) -> None:
    run = paragraph.add_run(text)
    run.font.size, run.font.color.rgb = Pt(8.5), _GREY


def _rule(paragraph: Paragraph) -> None:
    """A line to write on."""
    borders = OxmlElement("w:pBdr")
    bottom = OxmlElement("w:bottom")
    for name, value in (("val", "single"), ("sz", "4"), ("space", "1"), ("color", "7B8691")):
        bottom.set(qn(f"w:{name}"), value)
    borders.append(bottom)
    paragraph.paragraph_format.space_before = Pt(14)
    paragraph._p.get_or_add_pPr().insert_element_before(  # noqa: SLF001 -- no call for a border
        borders,  # type: ignore[arg-type]
        *("w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc"),
    )


def _table(document: Doc, head: Sequence[str], widths: Sequence[float]) -> Table:
    table: Table = document.add_table(rows=1, cols=len(head))
    table.style = "Table Grid"
    table.autofit = False
    for cell, text, width in zip(table.rows[0].cells, head, widths, strict=True):
        cell.width = Cm(width)
        cell.paragraphs[0].add_run(text).bold = True
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Cm(width)
    repeated = OxmlElement("w:tblHeader")
    repeated.set(qn("w:val"), "true")
    table.rows[0]._tr.get_or_add_trPr().append(repeated)  # noqa: SLF001 -- no call for this either
    return table


def _row(table: Table, texts: Sequence[str]) -> tuple[_Cell, ...]:
    row = table.add_row()  # type: ignore[no-untyped-call]
    whole = OxmlElement("w:cantSplit")
    row._tr.get_or_add_trPr().append(whole)  # noqa: SLF001
    for cell, column, text in zip(row.cells, table.columns, texts, strict=True):
        cell.width = column.width
        cell.paragraphs[0].add_run(visible(text))
    return tuple(row.cells)


def _same_bytes(document: Doc) -> bytes:
    """The document with one moment in all its parts: python-docx puts the clock in each."""
    written = io.BytesIO()
    document.save(written)
    out = io.BytesIO()
    with (
        zipfile.ZipFile(written) as before,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as after,
    ):
        for name in before.namelist():
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            after.writestr(entry, before.read(name))
    return out.getvalue()
