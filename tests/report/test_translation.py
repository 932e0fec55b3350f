"""One catalogue: complete, compiled, and used; quotes stay Dutch."""

from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po
from builders import MADE, example

from align.report import overlap_html
from align.report.translation import _, ngettext, speaking

ROOT = Path(__file__).resolve().parents[2]
CATALOGUE = ROOT / "templates" / "locale" / "en" / "LC_MESSAGES" / "align.po"


@pytest.fixture(scope="module")
def texts():
    """Every text that a page can show, by where it stands."""
    with (ROOT / "babel.cfg").open(encoding="utf-8") as config:
        methods, options = parse_mapping_cfg(config)
    keywords = {"_": None, "t": None, "N_": None, "gettext": None, "ngettext": (1, 2)}
    found = {}
    for part in ("align/report", "templates"):
        for name, line, text, *_rest in extract_from_dir(
            ROOT / part,
            [(f"{pattern.removeprefix(f'{part}/')}", method) for pattern, method in methods],
            {p.removeprefix(f"{part}/"): o for p, o in options.items()},
            keywords,
        ):
            found[text if isinstance(text, str) else text[0]] = f"{part}/{name}:{line}"
    return found


def test_every_text_has_its_translation(texts):
    with CATALOGUE.open("rb") as file:
        catalogue = read_po(file, locale="en")
    assert len(texts) > 300
    missing = {
        where: text
        for text, where in texts.items()
        if text and (text not in catalogue or not catalogue[text].string)
    }
    assert missing == {}


def test_a_translation_fills_in_what_its_text_does():
    with CATALOGUE.open("rb") as file:
        catalogue = read_po(file, locale="en")
    faults = {message.id: errors for message, errors in catalogue.check()}
    assert {text: [str(error) for error in errors] for text, errors in faults.items()} == {}


def test_what_travels_is_what_was_written():
    with CATALOGUE.open("rb") as file, CATALOGUE.with_suffix(".mo").open("rb") as compiled:
        written, travels = read_po(file, locale="en"), read_mo(compiled)
    for message in written:
        if message.id:
            key = message.id if isinstance(message.id, str) else message.id[0]
            compiled_text = travels[key].string
            assert message.string == (
                compiled_text if isinstance(compiled_text, str) else tuple(compiled_text)
            )


def test_a_page_in_english_quotes_dutch():
    page = overlap_html(example(), **MADE, lang="en")
    assert '<html lang="en">' in page
    for text in ("What is taught twice?", "Why not more:", "repetition", "14 March 2026"):
        assert text in page, text
    for quote in ("De kandidaat kan een", "Hij kiest de maaihoogte."):
        assert quote in page, quote
    assert '"Uw besluit":"Your decision"' in page


def test_dutch_needs_no_catalogue():
    assert _("akkoord") == "akkoord"
    with speaking("en"):
        assert _("akkoord") == "agreed"
        assert ngettext("{} paar", "{} paren", 2) == "{} pairs"
    assert _("akkoord") == "akkoord"
