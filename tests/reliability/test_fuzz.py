"""Small files of every kind, changed at random: read, or refused by a fault of our own family.

The same changes on every run; `benchmarks/fuzz.py` goes on for as long as it is given.
"""

import random

import pytest
from fuzzing import TARGETS, Trial, mutated, seeds, zipped
from hypothesis import given, settings
from hypothesis import strategies as st
from pdf_making import make_pdf
from table_making import docx_parts, paragraph, sheet_xml, word_table, xlsx_parts

ROWS = [["Code", "Omschrijving", "Periode"], ["P/ZW/01/01", "Een maaltijd maken", "1"]]
TABLES = [
    zipped({name: data.encode() for name, data in xlsx_parts({"PTA": sheet_xml(ROWS)}).items()}),
    zipped({name: data.encode() for name, data in docx_parts(word_table(ROWS)).items()}),
    zipped({name: data.encode() for name, data in docx_parts(paragraph("Leeg")).items()}),
    "\n".join(";".join(row) for row in ROWS).encode(),
]
PDFS = [make_pdf([["Kwalificatiedossier", "Mbo Wonen en zorg"], ["P/ZW/01 Een maaltijd maken"]])]


@pytest.mark.parametrize("target", TARGETS)
def test_changed_files_are_read_or_refused(tmp_path, target):
    trial = Trial(target, tmp_path)
    added = {"sources": TABLES, "decisions": TABLES, "pdf": PDFS}
    files = [*seeds(target, None), *added.get(target, ())]

    @settings(max_examples=40)
    @given(st.sampled_from(range(len(files))), st.integers(0, 2**32))
    def changed_at_random(number, chance):
        assert trial(mutated(files[number], random.Random(chance))) is None

    changed_at_random()
    assert [trial(data) for data in files] == [None] * len(files)
