"""One JSON document, or an object a line: where everything stands, and what is refused."""

import json

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from align.errors import InputError
from align.sources import json_document, json_lines
from align.sources.json_document import read_document
from align.sources.json_lines import read_lines


def read(text, **options):
    return read_document(text.encode(), "x.json", **options)


def refused(data):
    with pytest.raises(InputError) as caught:
        read_document(data if isinstance(data, bytes) else data.encode(), "x.json")
    return str(caught.value).splitlines()[0]


def test_lists_keep_the_line_and_path_of_each_record():
    document = read('{\n "naam": "a",\n "rij": [\n  {"n": 1},\n  {"n": 2}\n ]\n}')
    assert document.fields["naam"].value == "a"
    assert [(r.value, r.line, r.path) for r in document.lists["rij"]] == [
        ({"n": 1}, 4, "/rij/0"),
        ({"n": 2}, 5, "/rij/1"),
    ]


def test_a_file_that_is_a_list_has_no_name_for_it():
    assert [r.line for r in read("[\n1,\n\n2]").lists[""]] == [2, 4]


def test_an_inner_object_can_count_as_the_outermost():
    document = read('{"pak": {"rij": [1], "ander": {"x": 2}}}', unwrap=frozenset({"pak"}))
    assert document.lists["rij"][0].path == "/pak/rij/0"
    assert document.fields["ander"].value == {"x": 2}


def test_a_slash_in_a_name_is_escaped_in_the_path():
    assert read('{"a/b~": [1]}').lists["a/b~"][0].path == "/a~1b~0/0"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "x.json: dit bestand is leeg"),
        (" \n ", "x.json: dit bestand is leeg"),
        ('"los"', "x.json, regel 1: dit is geen JSON-object en geen lijst"),
        ('{"a": [1,\n', "x.json, regel 2, kolom 1: de JSON is hier afgebroken"),
        ('{"a":\n "half', "x.json, regel 2, kolom 2: de JSON is hier afgebroken"),
        ("[1 2,\n3]", "x.json, regel 1, kolom 4: de JSON klopt hier niet"),
        ("[1] [2]", "x.json, regel 1, kolom 5: de JSON klopt hier niet"),
        ("{1: 2}", "x.json, regel 1, kolom 2: de JSON klopt hier niet"),
        ('{"a" 2}', "x.json, regel 1, kolom 6: de JSON klopt hier niet"),
        ('{"a": 1\n,"a": 2}', "x.json, regel 2: het veld 'a' staat er twee keer in"),
        ("[NaN, 1, 2, 3, 4]", "x.json, regel 1, kolom 2: de JSON klopt hier niet"),
        ("[" + "9" * 5000 + "]", "x.json, regel 1, kolom 2: de JSON klopt hier niet"),
        ("[" * 90_000 + "]" * 90_000, "x.json, regel 1: de JSON is dieper genest dan 32 lagen"),
        ("[[[" + "[" * 40 + "]" * 43, "x.json, regel 1: de JSON is dieper genest dan 32 lagen"),
        (b"\xff\xfe[\x00", "x.json: dit bestand is in UTF-16 opgeslagen, niet in UTF-8"),
        ("[]".encode("utf-16-le"), "x.json: dit bestand is in UTF-16 opgeslagen, niet in UTF-8"),
        (
            '[\n"één"]'.encode("cp1252"),
            "x.json, regel 2: dit is geen UTF-8 (byte 0xe9); waarschijnlijk is het Windows-1252",
        ),
    ],
)
def test_what_is_refused_and_where(text, said):
    assert refused(text) == said


def test_a_byte_order_mark_is_no_content():
    assert read_document(b"\xef\xbb\xbf[]", "x.json").lists == {"": ()}


@pytest.mark.parametrize(
    ("limit", "data", "said"),
    [
        ("MAX_BYTES", b"[" + b" " * 70 + b"]", "groter dan 0 MB"),
        ("MAX_OBJECTS", b"[{},{},{}]", "een JSON met meer dan 2 records"),
        ("MAX_VALUES", b"[1,2,3]", "een JSON met meer dan 2 waarden"),
        ("MAX_TEXT_BYTES", b"[]", "de tekst van dit bestand neemt meer dan"),
    ],
)
def test_the_limits_are_named(monkeypatch, limit, data, said):
    monkeypatch.setattr(json_document, limit, 64 if limit == "MAX_BYTES" else 2)
    assert said in refused(data)


def test_a_bomb_of_arrays_is_refused_before_it_is_parsed():
    assert "een JSON met meer dan 2.000.000 waarden" in refused(b"[" + b"[]," * 3_000_000 + b"[]]")


def test_a_list_with_too_many_records_and_a_record_that_is_too_long(monkeypatch):
    for module in (json_document, json_lines):
        monkeypatch.setattr(module, "MAX_RECORDS", 2)
    assert refused("[1,\n2,\n3]") == ("x.json, regel 3: hier staan meer dan 2 records in één lijst")
    with pytest.raises(InputError, match="meer dan 2 records"):
        read_lines(b"1\n2\n3\n", "x.jsonl")
    for module in (json_document, json_lines):
        monkeypatch.setattr(module, "MAX_RECORD_CHARACTERS", 9)
    assert refused('[1,\n"123456789"]') == (
        "x.json, regel 2: hier staat een record van meer dan 9 tekens"
    )
    assert read_lines(b'1\n"123456789"', "x.jsonl").broken == ((2, "langer dan 9 tekens"),)


def test_a_file_of_anything_but_json_lines_is_refused_early():
    with pytest.raises(InputError, match=r"x.jsonl, regel 1002: meer dan 1.000 regels zijn geen"):
        read_lines(b"{}\n" + b"x\n" * 10_000, "x.jsonl")


def test_a_broken_line_does_not_hide_the_others():
    lines = read_lines(b'{"a": 1}\n\n{"a": \nonzin\n{"a": 2}\n' + b"[" * 99_999, "x.jsonl")
    assert [(r.value, r.line) for r in lines.records] == [({"a": 1}, 1), ({"a": 2}, 5)]
    assert lines.broken == (
        (3, "de regel is afgebroken"),
        (4, "de regel is afgebroken"),
        (6, "dit is geen leesbare JSON"),
    )


def test_a_last_line_that_is_cut_off_is_named():
    lines = read_lines(b'{"titel": "Heel"}\n{"titel": "Half een z', "x.jsonl")
    assert lines.broken == ((2, "de regel is afgebroken"),)


def test_when_no_line_can_be_read_the_file_is_refused():
    with pytest.raises(InputError, match="geen enkel leesbaar record"):
        read_lines(b'{"a":\n{"b":', "x.jsonl")
    with pytest.raises(InputError, match="dit bestand is leeg"):
        read_lines(b"\n", "x.jsonl")


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=12,
)


@given(st.dictionaries(st.text(), _JSON, max_size=5), st.sampled_from([None, 1]))
def test_everything_that_python_writes_is_read_back(content, indent):
    document = read(json.dumps(content, indent=indent))
    found = {name: field.value for name, field in document.fields.items()}
    found |= {name: [r.value for r in listed] for name, listed in document.lists.items()}
    assert found == content


def as_python_reads(data):
    """What Python's own parser makes of a file that is one object or list; None for any other."""
    try:
        value = json.loads(data.decode("utf-8-sig"), parse_constant=int, object_pairs_hook=once)
    except ValueError:
        return None
    return value if isinstance(value, dict | list) else None


def once(pairs):
    """An object of which no name stands twice."""
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError
    return found


_WHOLE = st.one_of(st.dictionaries(st.text(), _JSON, max_size=4), st.lists(_JSON, max_size=4))


@given(st.binary(max_size=200) | _WHOLE.map(json.dumps).map(str.encode), st.integers(0, 40))
@example(b'{"a": [1, {"b": "c"}]}', 0)
@example(b'{"a": 1, "a": 2}', 0)
@example(b"[1, NaN]", 0)
def test_any_bytes_are_read_as_python_reads_them_or_refused(data, cut):
    data = data[: len(data) - cut]
    meant = as_python_reads(data)
    if meant is None:
        assert refused(data).startswith("x.json")
        return
    document = read_document(data, "x.json")
    listed = {name: [r.value for r in records] for name, records in document.lists.items()}
    found = {name: field.value for name, field in document.fields.items()} | listed
    assert (found[""] if isinstance(meant, list) else found) == meant
