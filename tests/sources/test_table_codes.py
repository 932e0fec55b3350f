"""Codes in cells: every way in which teachers write them, alone, with text, in a row."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.sources.codes import lookup_key
from align.sources.table.codes import Coded, coded, sbb_parts, slo_code, slo_levels


@pytest.mark.parametrize(
    ("code", "levels"),
    [
        ("P/ZW/01/02-03", "profiel module deeltaak eindterm"),
        ("p.zw.1.2.3", "profiel module deeltaak eindterm"),
        ("P-ZW-1-2-3", "profiel module deeltaak eindterm"),
        ("P ZW 01 02-03", "profiel module deeltaak eindterm"),
        ("K/ZW/10/1.1", "profiel keuzevak deeltaak eindterm"),
        ("K/MET/2.1", "profiel keuzevak deeltaak"),
        ("P/EO/3.1", "profiel module deeltaak"),
        ("PK/ZW/b-1a", "kern kerndeel eindterm"),
        ("PK/ZW/a", "kern kerndeel"),
        ("P/ZW/01", "profiel module"),
        ("P/ZW/01/MT", "profiel module taak"),
        ("K/BIW/25/taak", "profiel keuzevak taak"),
        ("GR/K/13/01-03", "profiel keuzevak deeltaak eindterm"),
        ("P/EO/A", ""),
    ],
)
def test_what_a_code_of_slo_stands_in(code, levels):
    assert slo_code(code) == code
    assert " ".join(level.kind.value for level in slo_levels(code)) == levels


@pytest.mark.parametrize("text", ["", "K is goed", "Periode 1", "P", "PIE/1", "de P/ZW/01", "KB"])
def test_a_text_without_a_code(text):
    assert slo_code(text) == ""
    assert slo_levels(text) == ()


@given(
    st.sampled_from(["P", "K"]),
    st.sampled_from(["ZW", "PIE", "MET", "EO"]),
    st.lists(st.integers(1, 99), min_size=1, max_size=3),
    st.sampled_from(["/", ".", "-"]),
    st.sampled_from(
        [(str, str), (str, "{:02}".format), (str.lower, str), (str.lower, "{:02}".format)]
    ),
)
def test_a_code_is_the_same_however_it_is_written(top, profile, numbers, sign, style):
    letters, digits = style
    plain = "/".join([top, profile, *map(str, numbers)])
    written = letters(sign.join([top, profile, *map(digits, numbers)]))
    assert slo_code(written) == written
    assert lookup_key(written) == lookup_key(plain)
    assert [level.kind for level in slo_levels(written)] == [
        level.kind for level in slo_levels(plain)
    ]
    assert slo_levels(written)[-1].code == written
    assert coded(f"{written}: De kandidaat bakt") == (Coded(written, "De kandidaat bakt"),)


@given(st.text(max_size=60))
def test_no_text_breaks_the_reading_of_codes(text):
    found = coded(text)
    assert found
    assert all(slo_code(one.code) or sbb_parts(one.code)[0] for one in found if one.code)


@pytest.mark.parametrize(
    ("text", "codes", "behind"),
    [
        ("P/ZW/01/02-01, P/ZW/01/02-02", "01 02", ""),
        ("P/ZW/01/02-01\nP/ZW/01/02-02", "01 02", ""),
        ("P/ZW/01/02-01, 02 en 04", "01 02 04", ""),
        ("P/ZW/01/02-01 t/m 04", "01 02 03 04", ""),
        ("P/ZW/01/02-01 t/m P/ZW/01/02-03 Koken", "01 02 03", "Koken"),
        ("P/ZW/01/02-01, 3 gerechten bereiden", "01", "3 gerechten bereiden"),
        ("P/ZW/01/02-01 – Koken", "01", "Koken"),
        ("P/ZW/01/02-09 t/m 01", "09 01", ""),
    ],
)
def test_several_codes_in_one_cell(text, codes, behind):
    found = coded(text)
    assert [one.code for one in found] == [f"P/ZW/01/02-{n}" for n in codes.split()]
    assert {one.text for one in found} == {behind}


def test_a_range_over_parents_and_a_range_of_thousands_stay_bounded():
    assert [c.code for c in coded("P/ZW/01/02-01 t/m P/ZW/02/01-01")] == [
        "P/ZW/01/02-01",
        "P/ZW/02/01-01",
    ]
    assert len(coded(", ".join(["P/ZW/01/02-01"] * 10_000))) <= 100


def test_lines_that_each_begin_with_a_code_are_read_apart():
    found = coded("P/ZW/01/01-01 Deeg\nkneden\nP/ZW/01/01-02 Brood bakken")
    assert found == (
        Coded("P/ZW/01/01-01", "Deeg\nkneden"),
        Coded("P/ZW/01/01-02", "Brood bakken"),
    )


@pytest.mark.parametrize(
    ("text", "codes", "behind"),
    [
        ("P/PIE/1.1 t/m 1.3, 1.5", "1.1 1.2 1.3 1.5", ""),
        ("P/PIE/1.1, 2.1 en P/PIE/3.2", "1.1 2.1 3.2", ""),
        ("P/PIE/1.1, 2.5 kg staal zagen", "1.1", "2.5 kg staal zagen"),
        ("P/PIE/1.1 + 1.2.3", "1.1", "1.2.3"),
    ],
)
def test_codes_that_go_on_with_two_numbers(text, codes, behind):
    found = coded(text)
    assert [entry.code for entry in found] == [f"P/PIE/{code}" for code in codes.split()]
    assert {entry.text.lstrip("+ ") for entry in found} == {behind}


@pytest.mark.parametrize(
    ("code", "parts"),
    [
        ("B1-K1-W2", ("B1-K1", "B1-K1-W2")),
        ("b1-k1-w2", ("B1-K1", "B1-K1-W2")),
        ("B1K1W2", ("B1-K1", "B1-K1-W2")),
        ("P2-K1", ("P2-K1", "")),
        ("D1-K1-W10", ("D1-K1", "D1-K1-W10")),
        ("K1-W2", ("K1", "K1-W2")),
        ("K0123", ("", "")),
        ("K1", ("", "")),
        ("B1", ("", "")),
    ],
)
def test_codes_of_kerntaak_and_werkproces(code, parts):
    assert sbb_parts(code) == parts
