"""What a decisions file holds beside the format: kept, and never in the place of what is known."""

import json

import pytest
from small_decisions import decision, decisions

from align.exchange.decisions_json import decisions_json
from align.exchange.decisions_read_json import read_decisions_json
from align.exchange.decisions_read_table import read_decisions_table
from align.exchange.decisions_table import decisions_table, table_csv
from align.model import Verdict
from align.sources.archive import open_source


def content():
    return json.loads(decisions_json(decisions(decision())))


def read(found):
    return read_decisions_json(json.dumps(found).encode(), "a.json")


def written(found):
    return json.loads(decisions_json(found))


def said(found):
    return [warning.message for warning in found.warnings]


@pytest.mark.parametrize("key", [" verdict", "verdict ", "ver\u200bdict", "right ", "\ufeffview"])
def test_a_key_that_looks_like_a_known_one_takes_no_place(key):
    given = content()
    given["decisions"][0] |= {key: "gone", "stem": "hoog"}
    found = read(given)
    assert written(found)["decisions"] == [content()["decisions"][0] | {"stem": "hoog"}]
    (told,) = said(found)
    assert "is op spaties en onzichtbare tekens na het veld" in told


def test_nor_does_one_on_a_side_or_beside_the_decisions():
    given = content() | {" format": "x", "kleur": 1}
    given["decisions"][0]["left"] |= {"id\n": "elders", "noot": 2}
    found = read(given)
    expected = content() | {"kleur": 1}
    expected["decisions"][0]["left"]["noot"] = 2
    assert written(found) == expected
    assert [text.partition(" is op ")[0] for text in said(found)] == ["' format'", "'id\\n'"]


def test_a_number_that_json_cannot_write_is_said():
    text = json.dumps(content()).replace('"verdict"', '"ver": 1e999, "weg": 3, "verdict"')
    found = read_decisions_json(text.encode(), "a.json")
    assert [pointer for pointer, _ in found.settled[0].more] == ["weg"]
    assert said(found) == ["'ver' heeft een getal dat geen JSON is, en telt niet mee"]


def from_csv(folder, *more):
    """A table as align writes it, in which somebody changed what stands behind the row."""
    kept = decisions(decision(more=(("stem", '"hoog"'), ("left/a~1b", "3"))))
    data = table_csv(decisions_table(kept)).decode("utf-8-sig")
    mark = '[""left/a~1b"",""3""]'
    assert mark in data
    for pair in more:
        packed = json.dumps(pair).replace('"', '""')
        data = data.replace(mark, f"{mark},{packed}")
    path = folder / "a.csv"
    path.write_text(data, encoding="utf-8", newline="")
    return read_decisions_table(open_source(path))


@pytest.mark.parametrize(
    "pair",
    [
        ["nope/x", "1"],
        ["trail/0/z", "1"],
        ["left/id/x", "1"],
        ["verdict", '"HACK"'],
        [" verdict", '"HACK"'],
        ["left/id", '"HACK"'],
        ["view/score ", "1"],
        ["x", "geen json"],
        ["x", "NaN"],
        ["x", 1],
        ["x"],
        "x",
    ],
    ids=json.dumps,
)
def test_a_place_in_a_table_that_is_no_unknown_key_is_said_and_not_taken(tmp_path, pair):
    found = from_csv(tmp_path, pair)
    (entry,) = found.settled
    assert entry.more == (("left/a~1b", "3"), ("stem", '"hoog"'))
    assert written(found)["decisions"][0]["verdict"] == Verdict.AKKOORD.value
    (told,) = said(found)
    assert told.startswith("dit is geen onbekend veld met een waarde, en telt niet mee: ")


def test_half_a_character_in_a_table_can_be_written(tmp_path):
    found = from_csv(tmp_path, ["x\ud800", '"\\ud800"'])
    assert decisions_json(found).encode()
    assert found.settled[0].more[-1] == ("x\ufffd", '"?"')


def test_what_fits_in_a_file_fits_in_a_table_too(tmp_path):
    found = decisions(decision(more=(("stem", json.dumps('"' * 45_000)),)))
    path = tmp_path / "a.csv"
    path.write_bytes(table_csv(decisions_table(found)))
    again = read_decisions_table(open_source(path))
    assert (again.settled, again.warnings) == (found.settled, ())
