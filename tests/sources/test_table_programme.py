"""An examenprogramma as it is printed: codes and titles beside BB, KB and GL, numbered eindtermen.

No such document was at hand; these are the layouts that its parts allow.
"""

import pytest
from table_making import messages, outline, paragraph, read_table, word_table, write_csv, write_docx

from align.model import Kind
from align.sources.audit import DOUBLED_CODE, audit

MARKS = {("x", "x", "x"): {"bb", "kb", "gl"}, ("", "x", "x"): {"kb", "gl"}}
LEERWEGEN = ("BB", "KB", "GL")
NO_MARKS = ("", "", "")
LEAD = "De kandidaat kan:"
DEELTAKEN = [
    ("P/HBR/2.1", "Brood bakken", ["deeg kneden", "deeg laten rijzen"]),
    ("P/HBR/2.2", "Gebak maken", ["slagroom kloppen", "een taart versieren"]),
]


def title_beside_the_leerwegen(code, title, texts):
    yield (code, title, *LEERWEGEN)
    yield ("", LEAD, *NO_MARKS)
    for number, (text, marks) in enumerate(zip(texts, MARKS, strict=True), start=1):
        yield (f"{number}", text, *marks)


def code_beside_the_leerwegen(code, title, texts):
    yield (code, *LEERWEGEN)
    yield (f"Deeltaak: {title}", *NO_MARKS)
    yield (LEAD, *NO_MARKS)
    for text, marks in zip(texts, MARKS, strict=True):
        yield (text, *marks)


def lead_beside_the_leerwegen(code, title, texts):
    yield (f"{code} Deeltaak: {title}", *NO_MARKS)
    yield (LEAD, *LEERWEGEN)
    for text, marks in zip(texts, MARKS, strict=True):
        yield (text, *marks)


def numbers_in_a_column_without_a_name(code, title, texts):
    yield (code, f"Deeltaak: {title}", *NO_MARKS)
    yield ("", LEAD, *LEERWEGEN)
    for number, (text, marks) in enumerate(zip(texts, MARKS, strict=True), start=1):
        yield (f"{number}.", text, *marks)


LAYOUTS = [
    title_beside_the_leerwegen,
    code_beside_the_leerwegen,
    lead_beside_the_leerwegen,
    numbers_in_a_column_without_a_name,
]


def check(found):
    deeltaken = [(d.code, d.title) for d in found.of_kind(Kind.DEELTAAK)]
    assert deeltaken == [(code, title) for code, title, _ in DEELTAKEN]
    eindtermen = found.of_kind(Kind.EINDTERM)
    assert [e.title for e in eindtermen] == [text for *_, texts in DEELTAKEN for text in texts]
    assert [set(e.leerwegen) for e in eindtermen] == [*MARKS.values()] * 2
    assert [e.parent for e in eindtermen] == [*["tabel/P/HBR/2/1"] * 2, *["tabel/P/HBR/2/2"] * 2]
    assert outline(found)[0][:2] == ("profiel", "HBR")
    assert not [m for m in messages(found) if "niet gelezen" in m]
    assert not [finding for finding in audit(found) if finding.kind == DOUBLED_CODE]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_deeltaken_and_eindtermen_of_a_printed_programme(tmp_path, layout):
    rows = [row for deeltaak in DEELTAKEN for row in layout(*deeltaak)]
    check(read_table(write_csv(tmp_path, rows)))


@pytest.mark.parametrize("layout", LAYOUTS)
def test_with_a_table_for_each_deeltaak(tmp_path, layout):
    parts = [word_table(list(layout(*deeltaak))) for deeltaak in DEELTAKEN]
    check(read_table(write_docx(tmp_path, "".join(parts))))


def test_code_above_each_table_and_title_beside_the_leerwegen(tmp_path):
    parts = []
    for code, title, texts in DEELTAKEN:
        rows = [(f"Deeltaak: {title}", *LEERWEGEN), (LEAD, *NO_MARKS)]
        rows += [(text, *marks) for text, marks in zip(texts, MARKS, strict=True)]
        parts += [paragraph(code), word_table(rows)]
    check(read_table(write_docx(tmp_path, "".join(parts))))


def test_code_and_title_above_each_table(tmp_path):
    parts = []
    for code, title, texts in DEELTAKEN:
        rows = [(LEAD, *LEERWEGEN), *((t, *m) for t, m in zip(texts, MARKS, strict=True))]
        parts += [paragraph(code), paragraph(f"Deeltaak: {title}"), word_table(rows)]
    check(read_table(write_docx(tmp_path, "".join(parts))))
