"""Lists of keuzedelen: the register of SBB, keuzedelen written out, keuzedelen named by schools."""

import json

import pytest

from align.errors import InputError
from align.model import HourUnit, Kind, Side
from align.sources.archive import open_source
from align.sources.register.base import is_register
from align.sources.register.keuzedeel_names import KeuzedeelNamesReader
from align.sources.register.keuzedeel_texts import KeuzedeelTextsReader
from align.sources.register.keuzedelen import KeuzedelenReader

TAART = {
    "nr": "7",
    "code": "K9001",
    "titel": "Taarten  glaceren, geschikt voor niveau 2 en 3",
    "ingangsdatum": "01-08-2031",
    "einddatum": "",
    "sectorkamer_nr": "5677",
    "aarden": ["5657", "5656"],
    "sbu": "240",
    "beschrijving": "Leert taarten glaceren.",
    "relevantie": "Klanten vragen erom.",
    "toelichting": "",
    "ingangsdatum_certificaat": None,
    "einddatum_certificaat": None,
    "is_certificaat": False,
}


def keuzedelen(*records, aantal=None, **more):
    content = {"aantal": len(records) if aantal is None else aantal, "keuzedelen": list(records)}
    return json.dumps(content | more, indent=1, ensure_ascii=False)


def read(reader, folder, text, name="lijst.json", encoding="utf-8"):
    path = folder / name
    path.write_text(text, encoding=encoding)
    files = open_source(path)
    found = reader.recognise(files)
    assert found is not None
    return reader.read(files, found.reason)


def said(curriculum):
    return [f"{w.place}: {w.message}" for w in curriculum.warnings]


def test_a_keuzedeel_of_sbb_with_its_kind_hours_dates_and_texts(tmp_path):
    curriculum = read(KeuzedelenReader(), tmp_path, keuzedelen(TAART))
    (item,) = curriculum.items
    assert (curriculum.side, curriculum.source.format) == (Side.MBO, "register-keuzedelen")
    assert is_register(curriculum)
    assert "lijst keuzedelen" in curriculum.source.why
    assert (item.kind, item.code, item.id) == (Kind.KEUZEDEEL, "K9001", "sbb/keuzedeel/K9001")
    assert item.title == "Taarten glaceren, geschikt voor niveau 2 en 3"
    assert item.niveaus == (2, 3)
    assert (item.hours.amount, item.hours.unit) == (240.0, HourUnit.SBU)
    assert [(s.label, s.text) for s in item.sections] == [
        ("omschrijving", "Leert taarten glaceren."),
        ("relevantie", "Klanten vragen erom."),
    ]
    assert [(f.name, f.value) for f in item.facts] == [
        ("soort", "Verdiepend"),
        ("soort", "Doorstroom"),
        ("sectorkamer", "Sectorkamer voedsel, groen en gastvrijheid"),
        ("geldig_vanaf", "01-08-2031"),
        ("certificaat", "nee"),
    ]
    assert str(item.place) == "lijst.json, regel 4, K9001"
    assert item.facts[0].place.path == "/keuzedelen/0/aarden"
    assert said(curriculum) == []


def test_a_code_that_stands_twice_is_read_twice_and_named(tmp_path):
    again = TAART | {"titel": "Taarten glaceren (versie 2)"}
    curriculum = read(KeuzedelenReader(), tmp_path, keuzedelen(TAART, again))
    assert [i.id for i in curriculum.items] == ["sbb/keuzedeel/K9001", "sbb/keuzedeel/K9001#2"]
    assert said(curriculum) == [
        (
            "lijst.json, regel 23, K9001: code staat op meer dan één keuzedeel: "
            "K9001, ook op regel 4; beide zijn gelezen"
        )
    ]


def test_what_does_not_fit_is_kept_and_named(tmp_path):
    odd = {"code": 17, "titel": ["x"], "aarden": "5999", "sbu": "veel", "kleur": "rood"}
    curriculum = read(KeuzedelenReader(), tmp_path, keuzedelen(odd, "los", {}, aantal=9))
    first, second = curriculum.items
    assert (first.code, first.title, first.hours) == ("17", "", None)
    assert [(f.name, f.value) for f in first.facts] == [("soort", "5999")]
    assert second.id == "sbb/keuzedeel/keuzedelen/2"
    kinds = {w.message for w in curriculum.warnings}
    assert kinds == {
        "het aantal klopt niet: aantal is 9, er staan er 3",
        "keuzedeel zonder titel: 17",
        "keuzedeel zonder titel",
        "keuzedeel zonder code",
        "veld heeft een onverwachte vorm: titel",
        "nummer zonder bekende naam: soort 5999",
        "studiebelastingsuren (sbu) zijn geen getal: veel",
        "onbekend veld is niet gelezen: kleur (1 keer)",
        "dit is geen record en is niet gelezen",
    }


def test_a_register_in_another_encoding_is_recognised_and_refused(tmp_path):
    with pytest.raises(InputError, match="UTF-16"):
        read(KeuzedelenReader(), tmp_path, keuzedelen(TAART), encoding="utf-16")
    odd = keuzedelen(TAART | {"titel": "Crème brûlée"})
    with pytest.raises(InputError, match="Windows-1252") as caught:
        read(KeuzedelenReader(), tmp_path, odd, encoding="cp1252")
    assert "regel 7" in str(caught.value)


def test_a_register_that_is_cut_off_says_where(tmp_path):
    with pytest.raises(InputError, match="regel 7, kolom 13: de JSON is hier afgebroken"):
        read(KeuzedelenReader(), tmp_path, keuzedelen(TAART)[:90])


@pytest.mark.parametrize("text", ["", "[]", "{}", "<sbb>", '{"keuzedelen": "sbu"}', "a;b"])
def test_other_files_are_not_recognised(tmp_path, text):
    path = tmp_path / "x"
    path.write_text(text)
    for reader in (KeuzedelenReader(), KeuzedeelTextsReader(), KeuzedeelNamesReader()):
        assert reader.recognise(open_source(path)) is None


WRITTEN_OUT = {
    "type": "keuzedeel",
    "code": "K9002",
    "titel": "Suikerwerk",
    "studielast": 480,
    "aard": "Verbredend",
    "gevalideerd_op": "01-02-2031",
    "let_op": "bron zegt: zonder accenten",
    "beschrijving": "Maakt suikerwerk.",
    "kerntaken": [
        {
            "code": "D1-K1",
            "titel": "Trekt suiker",
            "complexiteit": "Werkt met hitte.",
            "verantwoordelijkheid_zelfstandigheid": "Werkt alleen.",
            "vakkennis": ["kent suiker.", "kan een thermometer aflezen."],
            "werkprocessen": [
                {
                    "code": "D1-K1-W1",
                    "titel": "Verhit suiker",
                    "omschrijving": "Verhit de suiker.",
                    "resultaat": "De suiker is taai.",
                    "gedrag": ["Let op.", "Haast zich niet."],
                    "competenties": ["Vakdeskundigheid", "Plannen"],
                }
            ],
        }
    ],
}


def test_a_keuzedeel_that_is_written_out(tmp_path):
    text = json.dumps(WRITTEN_OUT) + "\n"
    curriculum = read(KeuzedeelTextsReader(), tmp_path, text, "keuzedelen.jsonl")
    assert curriculum.counts() == {"kerntaak": 1, "werkproces": 1, "vakkennis": 2, "keuzedeel": 1}
    keuzedeel, kerntaak, meel, _, werkproces = curriculum.items
    assert keuzedeel.hours.amount == 480
    assert kerntaak.parent == keuzedeel.id
    assert (meel.parent, meel.title) == (kerntaak.id, "kent suiker.")
    assert werkproces.parent == kerntaak.id
    assert werkproces.id == "sbb/keuzedeel/K9002/D1-K1-W1"
    assert [(s.label, s.text) for s in werkproces.sections] == [
        ("omschrijving", "Verhit de suiker."),
        ("resultaat", "De suiker is taai."),
        ("gedrag", "- Let op.\n- Haast zich niet."),
        ("competenties", "Vakdeskundigheid, Plannen"),
    ]
    assert werkproces.place.path == "/kerntaken/0/werkprocessen/0"
    assert said(curriculum) == [
        "keuzedelen.jsonl, regel 1, K9002: de bron waarschuwt zelf: bron zegt: zonder accenten"
    ]


def test_a_last_line_that_is_cut_off_costs_only_itself(tmp_path):
    whole = json.dumps(WRITTEN_OUT)
    text = f"{whole}\n{whole[:300]}"
    curriculum = read(KeuzedeelTextsReader(), tmp_path, text, "keuzedelen.jsonl")
    assert curriculum.counts()["keuzedeel"] == 1
    assert "keuzedelen.jsonl, regel 2: regel is niet gelezen: de regel is afgebroken" in said(
        curriculum
    )


def test_keuzedelen_that_schools_name(tmp_path):
    text = json.dumps(
        [
            {
                "code": "K9001",
                "titel": "Taarten glaceren",
                "n": 2,
                "alternatieven": ["Taart glaceren"],
                "genoemd_in_oer_van_crebo": ["99001", "99002"],
            }
        ]
    )
    (item,) = read(KeuzedeelNamesReader(), tmp_path, text).items
    assert [(f.name, f.value) for f in item.facts] == [
        ("genoemd", "2"),
        ("spelling", "Taart glaceren"),
        ("examenplan", "99001"),
        ("examenplan", "99002"),
    ]
