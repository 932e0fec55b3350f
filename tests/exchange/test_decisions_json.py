"""`align-decisions/1`: the same bytes for the same decisions, and damage loses little."""

import json
from dataclasses import replace
from itertools import chain

import pytest
from hypothesis import given, settings
from small_decisions import HOSTILE, any_decisions, decision, decisions

from align.errors import InputError
from align.exchange.decisions_json import SEVERAL, decisions_json
from align.exchange.decisions_merge import merge
from align.exchange.decisions_read_json import read_decisions_json
from align.model import Relation, Teacher
from align.model.agreement import entries_of
from align.resources import resource

EXAMPLE = resource("corpora") / "besluiten-voorbeeld.json"


def read(text):
    data = text if isinstance(text, bytes) else text.encode()
    return read_decisions_json(data, "besluiten.json")


def said(found):
    return [f"{warning.place}: {warning.message}" for warning in found.warnings]


@settings(max_examples=50)
@given(any_decisions())
def test_what_is_written_is_read_back(found):
    text = decisions_json(found)
    again = read(text)
    assert replace(again, warnings=()) == found
    assert decisions_json(again) == text


def test_keys_stand_in_the_order_of_the_format_and_the_file_ends_with_a_line():
    text = decisions_json(decisions(decision(klokuren=12.0, by="Docent", on="2031-01-05")))
    content = json.loads(text)
    assert list(content) == ["format", "report", "decisions", "conflicts"]
    assert list(content["decisions"][0]) == [
        *("left", "right", "verdict", "relation", "teaches", "klokuren", "remark", "by", "on"),
        *("view", "trail"),
    ]
    assert '"klokuren": 12,' in text
    assert text.endswith("}\n")


def test_the_example_is_what_align_writes():
    data = EXAMPLE.read_bytes()
    found = read(data)
    assert decisions_json(found).encode() == data
    assert (len(found.settled), len(found.conflicts)) == (3, 1)
    assert found.warnings == ()


def test_unknown_keys_are_kept_wherever_they_stand():
    content = json.loads(decisions_json(decisions(decision())))
    content["kleur"] = {"a": [1, None]}
    content["decisions"][0]["stem"] = "hoog/laag"
    content["decisions"][0]["left"]["a~b/c"] = 3
    again = json.loads(decisions_json(read(json.dumps(content))))
    assert again == content


def test_two_values_of_one_unknown_key_are_both_kept():
    one = decisions(decision(more=(("stem", '"hoog"'),)))
    other = decisions(decision(more=(("stem", '"laag"'),)))
    text = decisions_json(merge([one, other]))
    assert json.loads(text)["decisions"][0]["stem"] == {SEVERAL: ["hoog", "laag"]}
    assert decisions_json(merge([read(text), one])) == text


@pytest.mark.parametrize("hostile", HOSTILE, ids=lambda text: text[:12])
def test_hostile_text_stays_text(hostile):
    found = decisions(decision(remark=hostile))
    assert read(decisions_json(found)).settled[0].remark == found.settled[0].remark
    assert found.settled[0].remark == hostile


def test_a_text_without_end_is_cut_and_that_is_said():
    found = read(decisions_json(decisions(decision(remark="x" * 100_001))))
    assert len(found.settled[0].remark) == 100_000
    assert "opmerking is langer dan 100000 tekens en is daar afgekapt" in said(found)[0]


def test_what_cannot_be_is_said_with_its_place_and_the_rest_is_kept():
    content = json.loads(decisions_json(decisions(decision(), decision(right="B1-K1-W2"))))
    first, second = content["decisions"]
    first |= {"klokuren": -3, "teaches": "beide", "on": "vorige week", "relation": ["x"]}
    del second["verdict"]
    content["decisions"].append("akkoord")
    found = read(json.dumps(content, indent=1))
    assert len(found.settled) == 1
    assert (found.settled[0].klokuren, found.settled[0].teaches) == (None, None)
    told = "\n".join(said(found))
    assert "besluit 1: klokuren zijn geen getal van 0 tot 10000: -3" in told
    assert "wie het geeft is niet vmbo, mbo, samen: 'beide'" in told
    assert "datum heeft niet de vorm 2026-11-24: 'vorige week'" in told
    assert "besluit 2: dit is geen volledig besluit (een besluit ontbreekt)" in told
    assert "besluit 3: dit is geen besluit" in told


def many():
    entries = [
        decision(
            left=f"L{n}",
            relation=Relation.VERDIEPING,
            teaches=Teacher.MBO,
            remark=f'opmerking {n} met een {{haak}} en een "citaat"',
            by="Docent",
            on="2031-01-05",
        )
        for n in range(12)
    ]
    contested = replace(entries[3], by="Ander", teaches=Teacher.VMBO)
    return decisions(*entries, contested)


def test_cut_off_anywhere_every_whole_entry_is_still_read():
    data = decisions_json(many()).encode()
    ends = [data.find(b"\n  }", at) for at in range(len(data)) if data.startswith(b'"left": {', at)]
    for cut in range(0, len(data), 100):
        try:
            found = read(data[:cut])
        except InputError:
            assert cut < 40
            continue
        whole = {end for end in ends if 0 < end + 4 <= cut}
        entries = list(entries_of(found))
        assert len(entries) >= len(whole), cut
        assert found.warnings, cut
        known = set(entries_of(many()))
        assert sum(entry not in known for entry in entries) <= 1, cut


def test_an_entry_that_broke_off_after_its_verdict_keeps_what_was_readable():
    text = decisions_json(decisions(decision(remark="een lange opmerking", by="Docent")))
    found = read(text[: text.index("opmerking")])
    assert found.settled[0].remark == "een lange"
    assert found.settled[0].by == ""
    assert any("dit besluit breekt hier af" in line for line in said(found))


def test_garbage_in_the_middle_costs_one_entry():
    text = decisions_json(many())
    at = text.index('"L5"')
    found = read(text[:at] + "\x00\x01 kapot " + text[at:])
    lost = {f"L{n}" for n in range(12)} - {entry.left.id for entry in entries_of(found)}
    assert lost == {"L5"}
    assert any("de JSON klopt hier niet" in line for line in said(found))


def test_bytes_that_are_no_utf8_cost_nothing_but_themselves():
    data = decisions_json(many()).encode().replace(b"opmerking 4", b"opmerking \xe9 4")
    found = read(data)
    remarks = [entry.remark for entry in entries_of(found)]
    assert len(remarks) == 13
    assert any(remark.startswith("opmerking \ufffd 4") for remark in remarks)
    assert found.warnings


@pytest.mark.parametrize(
    "text", ["", "geen json", "[]", '{"a": 1}', "{" * 50_000, '{"a":' * 50_000]
)
def test_what_holds_no_decisions_is_refused(text):
    with pytest.raises(InputError, match="geen besluiten"):
        read(text)


def test_a_file_made_to_be_slow_ends_with_a_warning():
    deep = '{"verdict":' + '{"a":"' + "x" * 1000 + '",' * 1
    found = read('{"format": "align-decisions/1", "decisions": [' + deep * 2000)
    assert found.settled == ()
    assert found.warnings


def test_a_colleague_who_edits_by_hand_in_another_order_is_understood():
    content = json.loads(decisions_json(many()))
    shuffled = {key: content[key] for key in ("conflicts", "decisions", "report", "format")}
    shuffled["decisions"] = [dict(reversed(entry.items())) for entry in content["decisions"]]
    assert read(json.dumps(shuffled)) == many()


def test_every_line_of_a_settled_file_is_one_entry_of_one_person():
    agreed = decisions(decision(by="A", on="2031-01-05"), decision(by="B", on="2031-01-06"))
    content = json.loads(decisions_json(agreed))
    assert [entry["by"] for entry in content["decisions"]] == ["A", "B"]
    assert list(chain(agreed.settled[0].voices)) == list(entries_of(agreed))
