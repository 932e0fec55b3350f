"""Files of the planner, field by field: what is read, and every fault to the letter."""

import pytest
from refusals import fault_of

from align.errors import InputError, SeveralInputsError
from align.planning.assumptions import changed, default_assumptions, load_assumptions
from align.planning.fields import Fields, raise_all, read_toml

# Files of this room


@pytest.fixture
def fields():
    def made(**values):
        faults = []
        return Fields(values, "a.toml", faults), lambda: [(f.what, f.where) for f in faults]

    return made


@pytest.mark.parametrize(
    ("read", "value", "given", "said"),
    [
        (lambda f: f.text("x"), " a ", "a", None),
        (lambda f: f.text("x"), " ", "", "x: hier hoort een tekst tussen aanhalingstekens"),
        (lambda f: f.text("x"), 1, "", "x: hier hoort een tekst tussen aanhalingstekens"),
        (lambda f: f.choice("x", ("a", "b")), "b", "b", None),
        (lambda f: f.choice("x", ("a", "b")), "c", "c", 'x: "c" is onbekend; kies uit a, b'),
        (lambda f: f.whole("x", 2, 4), 2, 2, None),
        (lambda f: f.whole("x", 2, 4), 4, 4, None),
        (lambda f: f.whole("x", 2, 4), 1, 2, "x: 1 ligt niet tussen 2 en 4"),
        (lambda f: f.whole("x", 2, 4), 5, 2, "x: 5 ligt niet tussen 2 en 4"),
        (lambda f: f.whole("x", 2, 4), 3.0, 2, "x: hier hoort een heel getal"),
        (lambda f: f.whole("x", 0, 4), True, 0, "x: hier hoort een heel getal"),
        (lambda f: f.yes("x"), True, True, None),
        (lambda f: f.yes("x"), False, False, None),
        (lambda f: f.yes("x"), 1, False, "x: hier hoort true of false"),
        (lambda f: f.texts("x"), [" a", "b"], ("a", "b"), None),
        (lambda f: f.texts("x"), [], (), "x: hier hoort een lijst van verschillende teksten"),
        (
            lambda f: f.texts("x"),
            ["a", "a"],
            (),
            "x: hier hoort een lijst van verschillende teksten",
        ),
        (lambda f: f.texts("x"), "a", (), "x: hier hoort een lijst van verschillende teksten"),
        (lambda f: f.texts("x", ("a",)), ["b"], ("b",), 'x: "b" is onbekend; kies uit a'),
        (lambda f: f.numbers("x", (1, 2)), [2], (2,), None),
        (lambda f: f.numbers("x", (1, 2)), [3], (3,), "x: 3 is onbekend; kies uit 1, 2"),
        (
            *(lambda f: f.numbers("x", (1, 2)), [True], ()),
            "x: hier hoort een lijst van verschillende hele getallen",
        ),
        (lambda f: f.number("x"), 2, 2.0, None),
        (lambda f: f.number("x"), "2", 0.0, "x: hier hoort een getal"),
        (lambda f: f.number("x"), True, 0.0, "x: hier hoort een getal"),
        (lambda f: f.values("x"), {"a": 1}, {"a": 1}, None),
        (lambda f: f.values("x"), 1, {}, "x: hier hoort een tabel"),
        (lambda f: f.tables("x"), [], (), "x: hier horen een of meer tabellen [[x]]"),
        (lambda f: f.tables("x"), [{}, 1], (), "x: hier horen een of meer tabellen [[x]]"),
        (lambda f: f.tables("x"), {}, (), "x: hier horen een of meer tabellen [[x]]"),
    ],
)
def test_a_field_is_what_it_should_be_or_says_so(fields, read, value, given, said):
    table, faults = fields(x=value)
    assert read(table) == given
    assert faults() == ([(said, "a.toml")] if said else [])


@pytest.mark.parametrize(
    ("read", "given"),
    [
        (lambda f: f.text("x"), ""),
        (lambda f: f.whole("x", 2, 4), 2),
        (lambda f: f.yes("x"), False),
        (lambda f: f.texts("x"), ()),
        (lambda f: f.number("x"), 0.0),
        (lambda f: f.tables("x"), ()),
    ],
)
def test_a_field_that_is_not_there_is_said(fields, read, given):
    table, faults = fields()
    assert read(table) == given
    assert faults() == [("x: dit veld ontbreekt", "a.toml")]


def test_what_may_be_absent_is_not_missed(fields):
    table, faults = fields()
    assert table.text("x", optional=True) == ""
    assert table.choice("x", ("a",), optional=True) == ""
    assert table.yes("x", optional=True) is False
    assert table.number("x", 3.5) == 3.5
    assert table.values("x") == {}
    assert faults() == []


def test_tables_inside_say_where_they_stand(fields):
    table, faults = fields(one={"a": 1}, many=[{}, {"b": 2}], wrong=3)
    table.table("one").done()
    first, second = table.tables("many")
    first.done()
    second.done()
    table.table("wrong").text("unasked")
    table.table("absent").text("unasked")
    table.done()
    assert faults() == [
        ("a: dit veld bestaat niet", "a.toml, [one]"),
        ("b: dit veld bestaat niet", "a.toml, [[many]] 2"),
        ("wrong: hier hoort een tabel [wrong]", "a.toml"),
        ("absent: dit veld ontbreekt", "a.toml"),
    ]
    raise_all([])
    with pytest.raises(SeveralInputsError):
        raise_all([InputError("x")])


def test_a_file_that_is_no_toml_is_refused_with_its_place(tmp_path):
    path = tmp_path / "a.toml"
    assert fault_of(read_toml, path)[1:3] == ("dit bestaat niet", str(path))
    path.write_bytes(b"#" * 200_000)
    assert read_toml(path) == {}
    path.write_bytes(b"#" * 200_001)
    assert fault_of(read_toml, path)[:3] == (
        *(InputError, "dit bestand is te groot voor wat het moet zijn", str(path)),
    )
    path.write_bytes(b"a = \xff")
    kind, what, where, advice = fault_of(read_toml, path)
    assert what.startswith("dit is geen leesbaar TOML-bestand (")
    assert (kind, where) == (InputError, str(path))
    assert advice == "Bewaar het als UTF-8 en kijk naar de genoemde regel."


# Assumptions


@pytest.mark.parametrize(
    ("given", "what", "where"),
    [
        ({"values": {"klokuren_module": True}}, "True is geen getal", "aannames, klokuren_module"),
        ({"values": {"klokuren_module": "1"}}, "'1' is geen getal", "aannames, klokuren_module"),
        (
            {"values": {"klokuren_module": float("nan")}},
            *("nan is geen getal", "aannames, klokuren_module"),
        ),
        ({"values": {"klokuren_module": 1e9}}, None, "aannames, klokuren_module"),
        (
            {"values": {}, "units": {"A": 2001}},
            *("2001 kan niet; kies een getal van 0 tot en met 2000", "aannames, A"),
        ),
        (
            {"values": {}, "niveaus": {"A": 0}},
            *("0 kan niet; kies een getal van 1 tot en met 4", "aannames, A"),
        ),
        (
            {"values": {}, "years": {"A": 5}},
            *("5 kan niet; kies een getal van 1 tot en met 4", "aannames, A"),
        ),
        (
            {"values": {"periodes_per_jaar": 2.5}},
            *("periodes_per_jaar hoort heel te zijn", "aannames"),
        ),
        ({"values": {"periodes_per_jaar": 3}}, "periodes_per_jaar hoort even te zijn", "aannames"),
    ],
)
def test_a_number_that_cannot_be_is_named(given, what, where):
    kind, said, place, _ = fault_of(changed, **given)
    assert kind is InputError
    assert place == where
    assert said == what or (what is None and said.startswith("1e+09 kan niet; kies een getal van "))


def test_numbers_on_the_bound_count():
    table = changed(
        {"klokuren_module": 0}, units={"A": 0, "B": 2000}, niveaus={"C": 1, "D": 4}, years={"E": 4}
    )
    assert (dict(table.units), dict(table.niveaus)) == ({"A": 0, "B": 2000}, {"C": 1, "D": 4})
    assert dict(table.years) == {"E": 4}
    assert table["klokuren_module"] == 0
    entry = next(one for one in table.table if one.name == "klokuren_module")
    assert entry.default == default_assumptions()["klokuren_module"] == 100
    assert changed({"zomer_klokuren": 10.4}).whole("zomer_klokuren") == 10


def test_an_assumption_that_does_not_exist_names_those_that_do():
    kind, what, where, advice = fault_of(changed, {"klokuren": 1})
    assert (kind, what, where) == (InputError, 'de aanname "klokuren" bestaat niet', "aannames")
    names = sorted(entry.name for entry in default_assumptions().table)
    assert advice == f"Kies uit {', '.join(names)}."


@pytest.mark.parametrize(
    ("name", "data", "what", "where", "advice"),
    [
        (
            *("a.toml", b"[uren]\n[zee]\n", "onbekend: uren, zee", "a.toml"),
            "Gebruik [aannames], [eenheden], [niveaus] of [studieduur], met naam = getal.",
        ),
        (
            *("a.toml", b"aannames = 1\n", "hier horen tabellen", "a.toml"),
            "Gebruik [aannames], [eenheden], [niveaus] of [studieduur], met naam = getal.",
        ),
        (
            *("a.CSV", b"a;b\n1;2\n", "de kolommen naam en waarde ontbreken", "a.CSV"),
            "Zet op de eerste regel: naam;waarde",
        ),
        (
            "a.csv",
            b"naam,waarde\nA,1\n\nA,2\n",
            *("A staat er twee keer", "a.csv, regel 4", ""),
        ),
        ("a.csv", b"naam;waarde\nA;x\n", 'A: "x" is geen getal', "a.csv, regel 2", ""),
        (
            *("a.csv", b"naam;waarde\n" + b";\n" * 100_000),
            *("dit bestand is te groot voor wat het moet zijn", None, "Is dit het goede bestand?"),
        ),
    ],
)
def test_a_file_with_hours_that_cannot_be_is_refused(tmp_path, name, data, what, where, advice):  # noqa: PLR0917
    path = tmp_path / name
    path.write_bytes(data)
    kind, said, place, told = fault_of(load_assumptions, path)
    assert (kind, said, told) == (InputError, what, advice)
    assert place == (where or str(path))


def test_a_file_with_hours_that_is_not_there_is_refused(tmp_path):
    path = tmp_path / "a.csv"
    assert fault_of(load_assumptions, path)[1:3] == ("dit bestaat niet", str(path))


def test_every_kind_of_row_is_read_from_both_kinds_of_file(tmp_path):
    csv, toml = tmp_path / "a.csv", tmp_path / "a.toml"
    csv.write_bytes(
        "naam;waarde\nklokuren_module; 80,5 \n;\nCafé;12\nNiveau 90001;3\nstudieduur 90001;2\n"
        "niveau ;9\n".encode("cp1252")
    )
    toml.write_text(
        "[aannames]\nklokuren_module = 80.5\n[eenheden]\n'Café' = 12\n'niveau' = 9\n"
        "[niveaus]\n90001 = 3\n[studieduur]\n90001 = 2\n",
        encoding="utf-8",
    )
    one, two = load_assumptions(csv), load_assumptions(toml)
    assert one.table == two.table
    assert dict(one.units) == dict(two.units) == {"Café": 12, "niveau": 9}
    assert dict(one.niveaus) == dict(two.niveaus) == {"90001": 3}
    assert dict(one.years) == dict(two.years) == {"90001": 2}
