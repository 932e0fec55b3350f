"""The annex as a Word document: what was agreed, a request a werkproces, and nothing granted."""

import io
import zipfile
from dataclasses import replace

import pytest
from builders import HOSTILE, MADE, example
from docx import Document

from align.model import Conflict, Decision, Decisions, Relation, Verdict
from align.overlap.decided import basis_of
from align.report.annex import annex_of
from align.report.annex_docx import annex_docx

ON = {"made_on": MADE["made_on"], "tool_version": MADE["tool_version"]}


def said(left, right, verdict=Verdict.AKKOORD, **more):
    overlap = example()
    return Decision(basis_of(overlap, left), basis_of(overlap, right), verdict, **more)


def text_of(data):
    """Every text of a Word document, paragraphs and cells."""
    document = Document(io.BytesIO(data))
    cells = [c.text for t in document.tables for row in t.rows for c in row.cells]
    return "\n".join([*(p.text for p in document.paragraphs), *cells])


@pytest.fixture(scope="module")
def agreed():
    return Decisions(
        settled=(
            said("d1", "w1", by="Docent A", on="2026-01-05", remark="in periode 3", klokuren=12.5),
            said("d2", "w1", relation=Relation.HERHALING, by="Docent B"),
            said("d2", "w2", Verdict.BESPREKEN, by="Docent A"),
            said("d3", "w1", Verdict.AFGEWEZEN, by="Docent A"),
        ),
    )


def test_a_request_for_each_werkproces_with_what_was_agreed(agreed):
    (request,) = annex_of(example(), agreed).requests
    assert request.name == "B1-K1-W1 Maait gazons"
    assert [ground.unit for ground in request.grounds] == [
        "P/TUIN/01/01 Gras maaien",
        "P/TUIN/01/02 Planten herkennen",
    ]
    first, second = request.grounds
    assert first.decided == "akkoord · 12,5 klokuren · “in periode 3” (Docent A 2026-01-05)"
    assert first.relation.endswith("(schatting)")
    assert second.relation == "herhaling"
    assert first.quotes[0].left_where.startswith("eindterm P/TUIN/01/01")


def test_what_is_left_out_is_named_with_the_reason(agreed):
    stale = said("d1", "w1")
    stale = replace(stale, left=replace(stale.left, text_sha256="0" * 64))
    differ = Conflict(
        (said("d3", "w1", by="A"), said("d3", "w1", Verdict.AFGEWEZEN, by="B")), ("besluit",)
    )
    found = Decisions(settled=(stale, agreed.settled[2]), conflicts=(differ,))
    annex = annex_of(example(), found)
    assert annex.requests == ()
    assert [line.rpartition(": ")[2] for line in annex.left_out] == [
        "opnieuw bekijken",
        "te bespreken",
        "verschil van mening",
    ]
    assert "deze bijlage is daarom leeg" in text_of(annex_docx(example(), found, **ON))


def test_what_nobody_decided_and_what_was_rejected_is_counted(agreed):
    """Of the three pairs with overlap two were talked about; one more was rejected."""
    annex = annex_of(example(), agreed)
    assert (annex.undecided, annex.rejected) == (1, 1)
    text = text_of(annex_docx(example(), agreed, **ON))
    assert "Paren met overlap zonder besluit: 1." in text
    assert "Paren die het team afwees: 1." in text
    nothing = text_of(annex_docx(example(), Decisions(), **ON))
    assert "Paren met overlap zonder besluit: 3." in nothing
    assert "Wel besproken" not in nothing


def test_a_rejection_of_another_text_is_to_be_looked_at_again():
    old = said("d3", "w4", Verdict.AFGEWEZEN)
    old = replace(old, right=replace(old.right, text_sha256="0" * 64))
    annex = annex_of(example(), Decisions(settled=(old,)))
    assert (annex.undecided, annex.rejected) == (2, 0)
    assert [line.rpartition(": ")[2] for line in annex.left_out] == ["opnieuw bekijken"]


def test_no_article_is_named_whose_number_was_not_checked(agreed, html):
    for text in (text_of(annex_docx(example(), agreed, **ON)), html):
        assert "op verzoek van de student (Examen- en kwalificatiebesluit WEB)" in text
        assert "artikel 3b" not in text


def test_it_says_who_decides_and_leaves_that_open(agreed):
    text = text_of(annex_docx(example(), agreed, **ON))
    for line in (
        "De examencommissie beslist over vrijstelling",
        "verleent geen vrijstelling",
        "☐ vrijstelling   ☐ gedeeltelijk   ☐ geen vrijstelling   ☐ meer bewijs nodig",
        "Motivering, datum, namens de examencommissie:",
    ):
        assert line in text, line


def test_the_same_bytes_on_a4_in_the_language_asked(agreed):
    data = annex_docx(example(), agreed, **ON)
    assert data == annex_docx(example(), agreed, **ON)
    (section,) = Document(io.BytesIO(data)).sections
    assert (round(section.page_width.cm, 1), round(section.page_height.cm, 1)) == (21.0, 29.7)
    english = annex_docx(example(), agreed, **ON, lang="en")
    assert "The exam" in text_of(english)
    assert "De kandidaat kan" in text_of(english)


@pytest.mark.parametrize("hostile", [*HOSTILE, "x" * 100_000], ids=lambda text: ascii(text[:12]))
def test_hostile_text_stays_text(hostile):
    found = Decisions(settled=(said("d1", "w1", remark=hostile, by=hostile),))
    data = annex_docx(example(), found, **ON)
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        names = parts.namelist()
        links = b"".join(parts.read(name) for name in names if name.endswith(".rels"))
    assert not any("vba" in name or "embed" in name for name in names)
    assert b"External" not in links
    shown = text_of(data)
    plain = [word for word in hostile.split() if word.isascii() and word.isprintable()]
    assert all(word in shown for word in plain)
    assert not any(mark in shown for mark in "\u202e\u2066\x00\x07\ud800")
