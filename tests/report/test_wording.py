"""Numbers and shares in Dutch words."""

from datetime import date

import pytest

from align.model import Kind
from align.report.wording import about, chance, dutch_date, listed, noun_for, number, setting


@pytest.mark.parametrize(
    ("share", "words"),
    [
        (0.0, "niets"),
        (0.01, "minder dan 5%"),
        (0.25, "ca. 25%"),
        (0.61, "ca. 60%"),
        (0.99, "(bijna) alles"),
    ],
)
def test_shares_look_like_estimates(share, words):
    assert about(share) == words


@pytest.mark.parametrize(
    ("probability", "words"), [(0, "minder dan 1"), (0.1, "10"), (0.424, "42"), (1, "100")]
)
def test_chance_is_told_as_how_often(probability, words):
    assert chance(probability) == (
        f"schatting: van 100 zulke paren vinden beoordelaars er {words} dubbel"
    )


def test_dutch_ways_of_writing():
    assert number(1234567.5, 1) == "1.234.567,5"
    assert dutch_date(date(2026, 3, 1)) == "1 maart 2026"
    assert listed(["a", "b", "c"]) == "a, b en c"
    assert listed([]) == ""
    assert setting(0.45) == "0,45"
    assert setting(value=True) == "ja"
    assert noun_for([Kind.DEELTAAK]) == "deeltaak"
    assert noun_for([Kind.DEELTAAK, Kind.DEELTAAK]) == "deeltaken"
    assert noun_for([Kind.DEELTAAK, Kind.KERNDEEL]) == "onderdelen"
