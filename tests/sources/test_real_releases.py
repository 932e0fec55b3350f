"""All real files: exact numbers, and every trap that was met in them."""

from collections import Counter

import pytest

from align.model import Kind, Leerweg
from align.sources import load
from align.sources.notes import warning_kind

pytestmark = pytest.mark.real

MISFIT = "code past niet bij het onderdeel erboven"
ORPHAN = "hangt nergens onder; geen enkel onderdeel verwijst hiernaar"
REPEATED = "code staat op meer dan één onderdeel"
NO_LEERWEG = "geen leerweg (niveau_id) vermeld"
TWO_PARENTS = "onderdeel met twee ouders"
WHITESPACE = "witruimte in de tekst rechtgezet"

# module, keuzevak, taak, deeltaak, eindterm; 10 profielen, 10 kernen and 30 kerndelen in all.
COUNTS = {
    "2020.1": (40, 124, 164, 559, 3045),
    "2021.1": (40, 139, 179, 624, 3300),
    "2022.1": (40, 152, 193, 673, 3486),
    "2024.2": (42, 151, 192, 657, 3441),
    "2025.3": (40, 158, 198, 677, 3473),
}
WARNINGS = {
    "2020.1": {MISFIT: 44, REPEATED: 6, WHITESPACE: 7, NO_LEERWEG: 4},
    "2021.1": {MISFIT: 26, REPEATED: 116, WHITESPACE: 13, NO_LEERWEG: 1, ORPHAN: 17},
    "2022.1": {MISFIT: 9, REPEATED: 24, WHITESPACE: 16, ORPHAN: 20},
    "2024.2": {MISFIT: 8, REPEATED: 12, WHITESPACE: 19, TWO_PARENTS: 9},
    "2025.3": {MISFIT: 11, REPEATED: 14, WHITESPACE: 32, NO_LEERWEG: 7},
}
DOSSIERS = {
    "2755 Dienstverlening.xml": (3, 4, 18, 57, 6),
    "2635 Pedagogisch_Werk.xml": (3, 7, 34, 146, 0),
    "4156 Maatschappelijke_Zorg.xml": (6, 8, 43, 172, 0),
}
LEVELS = {
    "kennis": 83,
    "brede en specialistische kennis": 47,
    "specialistische kennis": 39,
    "basiskennis": 29,
    "brede kennis": 21,
}


@pytest.fixture(scope="module")
def release(real_data):
    return load(real_data / "slo-bg" / "2025.3")


@pytest.fixture(scope="module")
def dienstverlening(real_data):
    return load(real_data / "sbb-xml" / "2755 Dienstverlening.xml")


@pytest.mark.parametrize("tag", COUNTS)
def test_every_release_is_read_whole(real_data, tag):
    curriculum = load(real_data / "slo-bg" / tag)
    kinds = ("module", "keuzevak", "taak", "deeltaak", "eindterm")
    assert curriculum.source.version == tag
    assert curriculum.counts() == {
        "profiel": 10,
        "kern": 10,
        "kerndeel": 30,
        **dict(zip(kinds, COUNTS[tag], strict=True)),
    }
    assert len(curriculum.by_id) == len(curriculum.items)
    found = [warning_kind(w.message) for w in curriculum.warnings]
    assert {kind: found.count(kind) for kind in found} == WARNINGS[tag]
    assert all(w.place.line and w.place.file.endswith(".json") for w in curriculum.warnings)


@pytest.mark.parametrize("name", DOSSIERS)
def test_every_dossier_is_read_whole(real_data, name):
    curriculum = load(real_data / "sbb-xml" / name)
    kwalificaties, kerntaken, werkprocessen, knowledge, warnings = DOSSIERS[name]
    assert curriculum.counts() == {
        "dossier": 1,
        "kwalificatie": kwalificaties,
        "kerntaak": kerntaken,
        "werkproces": werkprocessen,
        "vakkennis": knowledge,
    }
    assert len(curriculum.warnings) == warnings
    assert len(curriculum.by_id) == len(curriculum.items)


def test_met_is_not_mt(release):
    names = {p.code: p.title for p in release.of_kind(Kind.PROFIEL)}
    assert len(names) == 10
    assert "Mobiliteit" in names["MET"]
    assert "Maritiem" in names["MT"]


def test_in_the_first_releases_one_code_names_two_profielen(real_data):
    curriculum = load(real_data / "slo-bg" / "2020.1")
    places = [str(w.place) for w in curriculum.warnings if w.message.startswith(REPEATED)]
    assert sum(place.startswith("profiel.json") and place.endswith(", MT") for place in places) == 2


def test_doubled_keuzevakken_both_stay(release):
    codes = [k.code for k in release.of_kind(Kind.KEUZEVAK)]
    assert [codes.count(f"K/EO/{n}") for n in ("09", "10", "11")] == [2, 2, 2]


def test_every_profiel_has_a_kern_four_modules_and_keuzevakken(release):
    for profiel in release.of_kind(Kind.PROFIEL):
        kinds = [child.kind for child in release.children[profiel.id]]
        assert kinds == sorted(kinds, key=[Kind.KERN, Kind.MODULE, Kind.KEUZEVAK].index)
        assert (kinds.count(Kind.KERN), kinds.count(Kind.MODULE)) == (1, 4)
        assert 9 <= kinds.count(Kind.KEUZEVAK) <= 26


def test_leerwegen_of_eindtermen(release):
    terms = release.of_kind(Kind.EINDTERM)
    assert Counter(" ".join(sorted(t.leerwegen)) for t in terms) == {
        "bb gl kb": 2388,
        "gl kb": 492,
        "bb kb": 369,
        "gl": 103,
        "bb": 95,
        "kb": 26,
    }


def test_gl_takes_two_of_the_four_modules_of_a_profiel(release):
    taken = [t for t in release.of_kind(Kind.TAAK) if Leerweg.GL in t.leerwegen]
    modules = [m for t in taken if (m := release.by_id[t.parent]).kind is Kind.MODULE]
    assert set(Counter(m.parent for m in modules).values()) == {2}
    assert len(modules) == 20


def test_no_carriage_return_tab_or_double_space_is_left(release, dienstverlening):
    for curriculum in (release, dienstverlening):
        for item in curriculum.items:
            for text in (item.title, item.code, *(s.text for s in item.sections)):
                assert text == text.strip()
                assert not set("\r\t\u00a0") & set(text)
                assert "  " not in text


def test_dienstverlening(dienstverlening):
    assert dienstverlening.source.version == "geldig vanaf 01-08-2015, Vastgesteld"
    codes = [w.code for w in dienstverlening.of_kind(Kind.WERKPROCES)]
    assert codes[:9] == [f"B1-K1-W{n}" for n in range(1, 10)]
    assert codes[9:] == [f"P{p}-K1-W{n}" for p in (1, 2, 3) for n in (1, 2, 3)]
    assert {k.crebo for k in dienstverlening.of_kind(Kind.KWALIFICATIE)} == {
        "25498",
        "25499",
        "25500",
    }
    assert all(item.niveaus == (2,) for item in dienstverlening.items)
    for werkproces in dienstverlening.of_kind(Kind.WERKPROCES):
        labels = [s.label for s in werkproces.sections]
        assert labels == ["omschrijving", "resultaat", "gedrag", "competenties"]


def test_domein_and_levels_of_knowledge_are_facts(real_data):
    levels: dict[str, int] = {}
    for name in DOSSIERS:
        curriculum = load(real_data / "sbb-xml" / name)
        (dossier,) = curriculum.of_kind(Kind.DOSSIER)
        assert ("domein", "Zorg en welzijn") in [(f.name, f.value) for f in dossier.facts]
        for item in curriculum.of_kind(Kind.VAKKENNIS):
            for fact in item.facts:
                levels[fact.value] = levels.get(fact.value, 0) + 1
    assert levels == LEVELS


def test_additions_for_one_profile_stand_apart(real_data):
    curriculum = load(real_data / "sbb-xml" / "2635 Pedagogisch_Werk.xml")
    added = [s for item in curriculum.items for s in item.sections if s.only_for]
    known = {k.id for k in curriculum.of_kind(Kind.KWALIFICATIE)}
    assert added
    assert {s.only_for for s in added} <= known
    for item in curriculum.items:
        for section in item.sections:
            # A competentie is one name, which may well hold for all too.
            if section.only_for and section.label != "competenties":
                assert section.text not in item.text
