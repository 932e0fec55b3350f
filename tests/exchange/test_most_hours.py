"""Whoever asks for klokuren takes as many as the file of decisions does."""

import io
import zipfile
from datetime import date

import pytest
from small_decisions import decision, decisions

from align.exchange.decisions_files import decisions_files
from align.exchange.decisions_record import MAX_KLOKUREN
from align.resources import resource


def test_the_workbook_asks_for_as_many_klokuren():
    made = decisions_files(
        decisions(decision()), ("xlsx",), made_on=date(2031, 1, 5), tool_version="1"
    )
    with zipfile.ZipFile(io.BytesIO(made["xlsx"])) as book:
        sheets = [book.read(name).decode() for name in book.namelist() if "/sheet" in name]
    (asking,) = [sheet for sheet in sheets if "<dataValidations" in sheet]
    assert f"<formula2>{MAX_KLOKUREN}</formula2>" in asking
    shown = f"{MAX_KLOKUREN:,}".replace(",", ".")
    assert f"een getal van 0 tot {shown}; leeg is: niet besloten" in asking


@pytest.mark.parametrize(
    ("script", "bound"),
    [
        ("overlap_decisions.js", f"hours <= {MAX_KLOKUREN} "),
        ("overlap_forms.js", f'max: "{MAX_KLOKUREN}"'),
    ],
)
def test_the_page_asks_for_as_many_klokuren(script, bound):
    assert bound in (resource("templates") / script).read_text(encoding="utf-8")
