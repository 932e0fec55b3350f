"""The exam plans of two schools, whole: counts, codes, and a fingerprint of every title.

The fingerprints are of titles that were compared one by one with the printed pages.
"""

import csv
import hashlib
import re

import pytest

from align.model import Kind
from align.sources import load_each
from align.sources.exam_plan.exams import FACT_ORDER
from align.sources.notes import warning_kind

pytestmark = pytest.mark.real

# crebo: (dossier crebo, niveau, leerweg, cohort, kerntaken, werkprocessen, exams, fingerprint)
PLANS = {
    "25168": ("23081", 2, "BOL", "2025", 2, 13, 15, "4c09048affd0435f"),
    "25706": ("", 3, "BOL/BBL", "2026-2027", 2, 6, 6, "d3bef752bb2e339b"),
    "25734": ("", 3, "BOL/BBL", "2026-2027", 3, 10, 10, "eec0fedfc2fe0486"),
    "25748": ("", 1, "BOL/BBL", "2026-2027", 3, 9, 9, "7bbd908d9019759a"),
    "25749": ("23302", 4, "BOL", "2025", 4, 19, 20, "9a676f10912af965"),
    "25960": ("23385", 2, "BOL", "2025", 2, 9, 9, "26f05ee9eaa4913a"),
    "25988": ("", 4, "BOL/BBL", "2026-2027", 3, 15, 15, "0a1c95e2f9f3908e"),
    "25998": ("23399", 4, "BOL", "2026", 2, 8, 8, "841910b0081e78c7"),
}
"""Kerntaken, werkprocessen and exams of werkprocessen (one for every werkproces it is about)."""


@pytest.fixture(scope="module")
def plans(real_data):
    found, faults = load_each([real_data / "oer-pdf"])
    assert not faults
    return {plan.of_kind(Kind.KWALIFICATIE)[0].crebo: plan for plan in found}


def fingerprint(titles):
    return hashlib.sha256("\n".join(sorted(titles)).encode()).hexdigest()[:16]


def test_all_eight_are_read(plans):
    assert sorted(plans) == sorted(PLANS)
    assert {plan.source.format for plan in plans.values()} == {"examenplan"}


@pytest.mark.parametrize("crebo", PLANS)
def test_the_front(plans, crebo):
    dossier_crebo, niveau, leerweg, cohort, *_ = PLANS[crebo]
    dossier, kwalificatie = plans[crebo].items[:2]
    facts = {fact.name: fact.value for fact in kwalificatie.facts}
    assert (dossier.kind, kwalificatie.kind) == (Kind.DOSSIER, Kind.KWALIFICATIE)
    assert dossier.title
    assert kwalificatie.title
    assert (dossier.crebo, kwalificatie.crebo) == (dossier_crebo, crebo)
    assert kwalificatie.niveaus == dossier.niveaus == (niveau,)
    assert (facts["leerweg"], facts["cohort"]) == (leerweg, cohort)


@pytest.mark.parametrize("crebo", PLANS)
def test_every_kerntaak_and_werkproces_with_its_whole_title(plans, crebo):
    *_, kerntaken, werkprocessen, _, expected = PLANS[crebo]
    items = plans[crebo].of_kind(Kind.KERNTAAK, Kind.WERKPROCES)
    counts = plans[crebo].counts()
    assert (counts["kerntaak"], counts["werkproces"]) == (kerntaken, werkprocessen)
    assert fingerprint(f"{item.code} {item.title}" for item in items) == expected
    assert all(item.place.page and len(item.place.box) == 4 for item in items)
    assert all(item.parent in plans[crebo].by_id for item in items)


@pytest.mark.parametrize("crebo", PLANS)
def test_the_exams(plans, crebo):
    facts = [f for item in plans[crebo].of_kind(Kind.WERKPROCES) for f in item.facts]
    assert sum(fact.name == "examen" for fact in facts) == PLANS[crebo][6]
    assert {fact.name for fact in facts} <= {"examen", *FACT_ORDER}
    assert all(fact.place.page and fact.place.box for fact in facts)
    whole = {"examenvorm", "duur", "plaats", "weging", "resultaat"}
    # The tables in one plan are cut off at the right of the page.
    assert crebo == "25998" or whole <= {fact.name for fact in facts}


def test_what_the_plans_get_wrong_is_noted(plans):
    def found(crebo, kind):
        notes = plans[crebo].warnings
        return [w.place.record for w in notes if warning_kind(w.message) == kind]

    stray = "verwijst naar een onderdeel dat niet in het plan staat"
    assert found("25734", stray) == ["P2-K1", *(f"P2-K1-W{n}" for n in range(1, 6))]
    assert found("25960", stray) == ["P1-K2-W3"]
    assert found("25960", "bij dit werkproces staat geen examen") == ["P2-K1-W3"]
    assert found("25706", "titel is elders anders gespeld") == ["B1-K1"]
    assert found("25748", "titel is in de tabel met examens anders") == ["P5-K1"]
    assert found("25988", "titel is in de tabel met examens anders") == ["P8-K2"]
    assert len(found("25998", "kolom met een onbekende kop is niet gelezen")) == 1


@pytest.mark.parametrize(
    ("crebo", "hours"), [("25706", 720), ("25734", 720), ("25748", 240), ("25988", 720)]
)
def test_the_hours_of_keuzedelen(plans, crebo, hours):
    facts = {f.name: f.value for f in plans[crebo].of_kind(Kind.KWALIFICATIE)[0].facts}
    assert facts["keuzedeelverplichting"] == f"{hours} studiebelastingsuren"


def test_general_subjects_are_facts_of_the_kwalificatie(plans):
    def subjects(crebo):
        facts = plans[crebo].of_kind(Kind.KWALIFICATIE)[0].facts
        return [fact.value for fact in facts if fact.name == "onderdeel"]

    assert subjects("25168") == [
        "Nederlands 2F",
        "Rekenen mbo-niveau 2",
        "Loopbaan en Burgerschap",
        "Beroepspraktijkvorming (BPV)",
    ]
    assert subjects("25988")[1:] == ["Nederlands", "Engels", "Rekenen", "Burgerschap & LOB"]


def test_the_titles_are_those_of_the_table_of_kwalificaties(plans, real_data):
    """Except where that table itself went wrong in reading the same plans."""
    path = real_data / "mbo-tables" / "kwalificaties.csv"
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    compared = 0
    for crebo, plan in plans.items():
        titles = {i.code: i.title for i in plan.of_kind(Kind.KERNTAAK, Kind.WERKPROCES)}
        listed = [row for row in rows if row["crebo"] == crebo]
        named = {row["werkproces_code"]: row["werkproces"] for row in listed}
        named |= {row["kerntaak_code"]: row["kerntaak"] for row in listed}
        for code, title in named.items():
            head = title.find(" Examenvorm Inhoud examen")  # the head of a table, read as title
            whole = title[:head] if head > 0 else title
            assert re.sub(r"\s", "", titles[code]) == re.sub(r"\s", "", whole)
            compared += 1
        # The table lost the kerntaak whose codes are printed as "B1-k1-W1".
        lost = {code for code in titles if code.startswith("B1-K1")} if crebo == "25734" else set()
        assert set(titles) - set(named) == lost
    assert compared == 21 + 89 - 4
