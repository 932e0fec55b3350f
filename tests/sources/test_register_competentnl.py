"""CompetentNL: the definition of a beroep and its skills, per crebo."""

import json

from align.model import Kind
from align.sources.archive import open_source
from align.sources.register.competentnl import CompetentNlReader

BAKKER = {
    "source": "CompetentNL",
    "source_url": "https://voorbeeld.invalid/29101",
    "crebo": "29101",
    "kwalificatie_label": "Broodbakker",
    "definitie": "De broodbakker bakt brood.",
    "skills": [
        {"label": "Plannen", "uri": "https://voorbeeld.invalid/s1", "categorie": "essentieel"},
        {"label": "Rekenen", "uri": "https://voorbeeld.invalid/s2", "categorie": "belangrijk"},
    ],
}


def read(folder, *lines):
    path = folder / "competentnl.jsonl"
    path.write_text("\n".join(lines), encoding="utf-8")
    reader = CompetentNlReader()
    found = reader.recognise(open_source(path))
    return reader.read(open_source(path), found.reason)


def test_a_definition_and_skills_per_crebo(tmp_path):
    curriculum = read(tmp_path, json.dumps(BAKKER))
    (item,) = curriculum.items
    assert (item.kind, item.crebo, item.title) == (Kind.KWALIFICATIE, "29101", "Broodbakker")
    assert [(s.label, s.text) for s in item.sections] == [
        ("typering", "De broodbakker bakt brood.")
    ]
    assert [(f.name, f.value) for f in item.facts[:2]] == [
        ("vaardigheid", "Plannen"),
        ("vaardigheid-belangrijk", "Rekenen"),
    ]
    assert item.facts[0].place.record == "https://voorbeeld.invalid/s1"
    assert curriculum.warnings == ()


def test_a_line_that_is_cut_off_or_odd_is_named(tmp_path):
    odd = BAKKER | {"crebo": "", "definitie": "", "skills": ["x", {"uri": "y"}]}
    curriculum = read(tmp_path, json.dumps(BAKKER), json.dumps(odd), '{"crebo": "29102", "kw')
    assert [item.id for item in curriculum.items] == ["competentnl/29101", "competentnl/2"]
    assert [f"{w.place}: {w.message}" for w in curriculum.warnings] == [
        "competentnl.jsonl, regel 2: kwalificatie zonder definitie: Broodbakker",
        "competentnl.jsonl, regel 2: crebo is geen getal van vijf cijfers: leeg",
        "competentnl.jsonl, regel 2: veld heeft een onverwachte vorm: skills",
        "competentnl.jsonl, regel 2: vaardigheid zonder naam",
        "competentnl.jsonl, regel 3: regel is niet gelezen: de regel is afgebroken",
    ]
