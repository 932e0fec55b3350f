"""A JSON list of records is read with its lines, or refused with line, column and advice."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.errors import InputError
from align.sources.json_document import MAX_DEPTH
from align.sources.json_records import read_object, read_records

GOOD = b'[\n {"id": "a",\n  "t": "\xc3\xa9"},\n\n {"id": "b"}\n]\n'


def refusal(data: bytes) -> InputError:
    with pytest.raises(InputError) as caught:
        read_records(data, "x.json")
    assert caught.value.advice
    return caught.value


def test_records_know_their_line_and_index():
    first, second = read_records(GOOD, "x.json")
    assert (first.fields["t"], first.index, first.line) == ("é", 0, 2)
    assert (second.fields["id"], second.index, second.line) == ("b", 1, 5)
    assert read_records(b"\xef\xbb\xbf" + GOOD, "x.json") == (first, second)
    assert read_records(b" [ ] ", "x.json") == ()


@pytest.mark.parametrize(
    ("data", "what", "where"),
    [
        (b'[\n {"id": "a"},\n {"id": "b', "afgebroken", "x.json, regel 3, kolom 9"),
        (b'[\n {"id": "a"}', "afgebroken", "x.json, regel 2, kolom 13"),
        (b'[\n {"id": "a"},', "afgebroken", "x.json, regel 2, kolom 14"),
        (b"[", "afgebroken", "x.json, regel 1, kolom 2"),
        (b'[\n {"id" "a"}, {"id": "bbbbbb"}]', "klopt hier niet", "x.json, regel 2, kolom 8"),
        (b'[{"id": "a"}] [{"id": "bbbbbbbb"}]', "klopt hier niet", "x.json, regel 1, kolom 15"),
        (b"", "leeg", "x.json"),
        (b" \n", "leeg", "x.json"),
        (b'{"id": "a"}', "geen lijst van records", "x.json, regel 1"),
        (b'[\n{"id": "a"},\n"b"]', "geen lijst van records", "x.json, regel 3"),
        (b"[" + b"9" * 6000 + b"]", "klopt hier niet", "x.json, regel 1, kolom 2"),
    ],
)
def test_broken_json_is_refused_where_it_breaks(data, what, where):
    fault = refusal(data)
    assert what in fault.what
    assert fault.where == where


@given(st.integers(1, len(GOOD.rstrip()) - 1))
def test_wherever_it_is_cut_off_one_clear_fault_follows(at):
    assert "x.json" in refusal(GOOD[:at]).where


@pytest.mark.parametrize("depth", [MAX_DEPTH + 1, 200, 100_000])
def test_deep_nesting_is_refused(depth):
    data = b'[\n{"a": ' + b"[" * depth + b"]" * depth + b"}]"
    fault = refusal(data)
    assert "dieper genest" in fault.what
    assert fault.where == "x.json, regel 2"


def test_another_encoding_is_named():
    text = '[{"t": "één"}]'
    for name, encoding in (("UTF-16", "utf-16"), ("UTF-16", "utf-16-le"), ("UTF-32", "utf-32")):
        assert f"in {name} opgeslagen" in refusal(text.encode(encoding)).what
    fault = refusal(('[\n{"t": "' + "é" + '"}]').encode("cp1252"))
    assert "Windows-1252" in fault.what
    assert fault.where == "x.json, regel 2"


def test_an_object_is_read_or_refused():
    assert read_object(b'{"a": 1}', "v.json") == {"a": 1}
    for data in (b"[1]", b"{", b"[" * 100_000):
        with pytest.raises(InputError):
            read_object(data, "v.json")


@given(st.lists(st.dictionaries(st.text(), st.text() | st.lists(st.text()))))
def test_what_python_writes_is_read_back(content):
    data = json.dumps(content, indent=1).encode()
    assert [dict(r.fields) for r in read_records(data, "x.json")] == content
