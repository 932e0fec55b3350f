"""Files that a user hands over beside sources: hostile ones are refused with one message."""

import pytest

from align.errors import AlignError
from align.exchange.decisions_read import read_decisions
from align.planning.assumptions import load_assumptions
from align.similarity.gold import read_gold

HOURS = {
    "field.csv": "naam;waarde\nP/ZW/01;" + "9" * 150_000 + "\n",
    "open.csv": 'naam;waarde\n"' + "x\n" * 90_000,
    "nul.csv": "naam;waarde\n\0;\0\n",
    "short.csv": "naam;waarde\nP/ZW/01\n",
    "no-number.csv": "naam;waarde\nP/ZW/01;nan\n",
    "endless.csv": "naam;waarde\nP/ZW/01;1e999\n",
    "large.csv": "naam;waarde\n" + ";\n" * 200_000,
    "deep.toml": "a = " + "[" * 90_000 + "]" * 90_000,
    "number.toml": "a = " + "9" * 150_000,
    "no-number.toml": "[eenheden]\na = nan\n",
    "endless.toml": "[eenheden]\na = inf\n",
    "table.toml": "[eenheden]\na = {b = 1}\n",
    "large.toml": "#" * 300_000,
    "bytes.toml": "a = '\udcff'",
}


@pytest.mark.parametrize("name", HOURS)
def test_hours_that_cannot_be_are_refused(tmp_path, name):
    path = tmp_path / name
    path.write_bytes(HOURS[name].encode("utf-8", "surrogateescape"))
    with pytest.raises(AlignError) as caught:
        load_assumptions(path)
    assert name in str(caught.value)
    assert len(str(caught.value)) < 200_000


def test_hours_that_are_no_file_are_refused(tmp_path):
    with pytest.raises(AlignError, match="map"):
        load_assumptions(tmp_path)


@pytest.mark.parametrize(
    "text",
    ["[" * 100_000, '{"a":' * 100_000, '{"blocks": NaN}', '{"blocks": [' + "9" * 50_000 + "]}"],
    ids=["lists", "objects", "no number", "long number"],
)
def test_a_rated_set_that_cannot_be_is_refused(tmp_path, text):
    path = tmp_path / "gold.json"
    path.write_text(text)
    with pytest.raises(AlignError):
        read_gold(path)


def test_a_json_of_very_many_fields_is_no_decisions_file(tmp_path):
    path = tmp_path / "velden.json"
    path.write_text("{" + ",".join(f'"k{n}":0' for n in range(20_000)) + "}")
    with pytest.raises(AlignError, match="geen besluiten"):
        read_decisions([path])
