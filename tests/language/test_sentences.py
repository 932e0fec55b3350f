from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.language.sentences import spans, split


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hij meet. Hij zaagt.", ["Hij meet.", "Hij zaagt."]),
        ("Hij werkt m.b.v. een liniaal d.m.v. Meten.", None),
        ("Hij meet o.a. Balken, planken e.d. en zaagt.", None),
        ("Orde (bijv. in huis). Ruimt op.", ["Orde (bijv. in huis).", "Ruimt op."]),
        ("De monteur:\n- meet op;\n- zaagt af.", ["De monteur", "meet op", "zaagt af."]),
        ("Materialen: • hout • steen", ["Materialen", "hout", "steen"]),
        ("De begrippen: – dakgoot / - nok", ["De begrippen", "dakgoot", "nok"]),
        ("een ontwerp maken / een product maken", ["een ontwerp maken", "een product maken"]),
        ("materialen en/of middelen", None),
        ("beheer en – uitgifte van materiaal", None),
        ("Een tang\r\r\r\nEen zaag", ["Een tang", "Een zaag"]),
        ("Meet 2.5 meter af.", None),
        ("", []),
        (" \x00\n ", []),
    ],
)  # fmt: skip
def test_split(text, expected):
    assert list(split(text)) == ([text] if expected is None else expected)


@given(st.text(alphabet=st.sampled_from("ab A.;:-–•/\n\r\x00\u200f…)("), max_size=60))
def test_spans_are_ordered_filled_and_trimmed(text):
    found = spans(text)
    assert list(found) == sorted(found)
    assert all(end <= start for (_, end), (start, _) in pairwise(found))
    for start, end in found:
        assert text[start:end] == text[start:end].strip()
        assert start < end


@given(st.text(max_size=200), st.text(max_size=200))
def test_two_paragraphs_are_split_apart(one, two):
    together = spans(f"{one}\n\n{two}")
    at = len(one) + 2
    apart = (*spans(one), *((start + at, end + at) for start, end in spans(two)))
    assert together == apart
