"""Codes sort as a reader counts, and are compared with the code above them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.sources.codes import names_profile, natural_key, stands_under


def test_numbers_sort_as_numbers_and_nothing_comes_last():
    codes = ["", "K/ZW/10/1.10", "K/ZW/10/1.2", "K/ZW/2/01-01", "K/MET/2.1", "PK/ZW/b-1a"]
    assert sorted(codes, key=natural_key) == [
        "K/MET/2.1",
        "K/ZW/2/01-01",
        "K/ZW/10/1.2",
        "K/ZW/10/1.10",
        "PK/ZW/b-1a",
        "",
    ]


@given(st.text(), st.text(), st.text())
def test_the_order_is_total(a, b, c):
    ka, kb, kc = natural_key(a), natural_key(b), natural_key(c)
    assert (ka < kb) + (kb < ka) + (ka == kb) == 1
    assert (ka == kb) == (a == b)
    if ka <= kb <= kc:
        assert ka <= kc


def test_a_row_of_thousands_of_digits_is_no_number():
    assert natural_key("1" * 10_000) > natural_key("2")


@pytest.mark.parametrize(
    ("code", "above"),
    [
        ("P/ZW/01/02-03", "P/ZW/01/02"),
        ("K/ZW/10/1.1", "K/ZW/10/1"),
        ("k-zw-1-1", "K/ZW/01/01"),
        ("PK/ZW/b-1a", "PK/ZW/b"),
        ("", "P/ZW/01"),
        ("P/ZW/01", ""),
    ],
)
def test_a_code_stands_under_another(code, above):
    assert stands_under(code, above)


@pytest.mark.parametrize(
    ("code", "above"),
    [("K/BWI/21/5.1", "K/BWI/21/4"), ("K/MET/2", "K/MET/13"), ("P/ZW/1", "P/ZW/1/1")],
)
def test_a_code_does_not_stand_under_another(code, above):
    assert not stands_under(code, above)


def test_a_module_names_its_profile_as_a_whole_part():
    assert names_profile("P/MT/01", "MT")
    assert names_profile("K/met/01", "MET")
    assert not names_profile("P/MET/01", "MT")
    assert names_profile("", "MT")
