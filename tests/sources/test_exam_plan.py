"""What an exam plan gives, in both layouts: the kwalificatie, its kerntaken, exams, keuzedelen."""

import hashlib

import pytest
from exam_plan_pdfs import (
    FRONT,
    MARKT,
    MARKT_EXAMENS,
    MOESTUIN,
    PlanPdf,
    lijst_plan,
    tabel_plan,
)
from pdf_making import make_pdf

from align.errors import InputError
from align.model import Hours, HourUnit, Kind, Side
from align.sources import load
from align.sources.notes import warning_kind

NAME = "25999_BBL_2026__plan.pdf"


@pytest.fixture
def read(tmp_path):
    """Reads the bytes of a PDF as a document with a name."""

    def read(data, name=NAME):
        (tmp_path / name).write_bytes(data)
        return load(tmp_path / name)

    return read


def titles(plan, *kinds):
    return {item.code: item.title for item in plan.of_kind(*kinds)}


def facts(plan, identifier):
    return [(fact.name, fact.value) for fact in plan.by_id[identifier].facts]


def kinds_of_warnings(plan):
    return {warning_kind(warning.message) for warning in plan.warnings}


@pytest.mark.parametrize("rules", ["fill", "stroke", "none"])
def test_headings_with_lists_below_them(read, rules):
    plan = read(lijst_plan(MOESTUIN, rules=rules))
    assert plan.side is Side.MBO
    assert titles(plan, Kind.KERNTAAK) == {
        "B1-K1": "Verzorgt de moestuin",
        "P1-K1": "Verkoopt de oogst",
    }
    assert titles(plan, Kind.WERKPROCES) == {
        "B1-K1-W1": "Maakt de grond klaar, zaait en plant uit",
        "B1-K1-W2": "Onderhoudt gereedschap en (kleine) machines van het bedrijf",
        "B1-K1-W10": "Ruimt op",
        "P1-K1-W1": "Staat op de markt",
    }


@pytest.mark.parametrize("rules", ["fill", "stroke", "none"])
def test_one_table_of_kerntaken_and_werkprocessen(read, rules):
    plan = read(tabel_plan(MARKT, MARKT_EXAMENS, rules=rules))
    assert titles(plan, Kind.KERNTAAK, Kind.WERKPROCES) == {
        "B1-K1": "Verzorgt de moestuin en alles wat daar in de zomer omheen gebeurt",
        "B1-K1-W1": "Maakt de grond klaar",
        "B1-K1-W2": "Onderhoudt gereedschap en (kleine) machines van het bedrijf en van de buren",
        "P1-K1": "Verkoopt de oogst",
        "P1-K1-W1": "Staat op de markt",
    }


def test_the_front_says_what_the_plan_is_for(read):
    plan = read(lijst_plan(MOESTUIN))
    dossier, kwalificatie = plan.items[:2]
    assert (dossier.kind, dossier.title, dossier.crebo) == (Kind.DOSSIER, "Tuinieren", "23999")
    assert (kwalificatie.title, kwalificatie.crebo) == ("Medewerker moestuin", "25999")
    assert kwalificatie.niveaus == (3,)
    assert kwalificatie.parent == dossier.id
    assert ("examenleverancier", "Stichting Proefveld") in facts(plan, kwalificatie.id)
    assert plan.source.title == "Examenplan Medewerker moestuin"
    assert plan.source.version == "cohort 2026, vastgesteld 01-02-2026"


def test_what_the_plan_does_not_print_comes_from_the_name_of_the_file_and_is_noted(read):
    plan = read(lijst_plan(MOESTUIN))
    found = {f.name: f for f in plan.by_id["examenplan/25999"].facts}
    assert (found["leerweg"].value, found["cohort"].value) == ("BBL", "2026")
    assert found["leerweg"].place.page == 0
    assert "staat niet in het plan en komt uit de bestandsnaam" in kinds_of_warnings(plan)


def test_what_the_plan_prints_goes_before_the_name_of_the_file(read):
    plan = read(tabel_plan(MARKT, MARKT_EXAMENS), "25999_BOL_2031.pdf")
    assert ("leerweg", "BOL/BBL") in facts(plan, "examenplan/25999")
    assert ("cohort", "2026-2027") in facts(plan, "examenplan/25999")
    assert ("duur", "2 jaar") in facts(plan, "examenplan/25999")
    assert ("dossierversie", "2024") in facts(plan, "examenplan/25999")


def test_the_cohort_may_stand_in_the_title_only(read):
    front = {"Opleiding:": "Medewerker moestuin", "Crebo:": "25999", "Niveau:": "2"}
    plan = read(tabel_plan(MARKT, MARKT_EXAMENS, front=front, cohort="2029-2030"), "plan.pdf")
    assert ("cohort", "2029-2030") in facts(plan, "examenplan/25999")
    assert "het plan noemt geen leerweg" in kinds_of_warnings(plan)


def test_ids_are_made_of_crebo_and_code(read):
    plan = read(lijst_plan(MOESTUIN))
    assert [item.id for item in plan.items] == [
        "examenplan/25999/dossier",
        "examenplan/25999",
        "examenplan/25999/B1-K1",
        "examenplan/25999/B1-K1-W1",
        "examenplan/25999/B1-K1-W2",
        "examenplan/25999/B1-K1-W10",
        "examenplan/25999/P1-K1",
        "examenplan/25999/P1-K1-W1",
    ]
    assert plan.by_id["examenplan/25999/P1-K1-W1"].parent == "examenplan/25999/P1-K1"
    assert all(item.niveaus == (3,) for item in plan.items)


def test_every_exam_of_a_werkproces_is_a_run_of_facts(read):
    plan = read(lijst_plan(MOESTUIN))
    assert facts(plan, "examenplan/25999/B1-K1-W10") == [
        ("examen", "Proef B1-K1 Verzorgt de moestuin"),
        ("examenvorm", "Proeve van Bekwaamheid"),
        ("duur", "5 uur"),
        ("plaats", "Beroepspraktijk"),
        ("weging", "2"),
        ("resultaat", "cijfer"),
        ("examen", "VE Duits"),
        ("examenvorm", "Vaardigheidsexamen"),
        ("duur", "20 minuten"),
        ("plaats", "School"),
        ("weging", "1"),
        ("resultaat", "cijfer"),
    ]
    assert {f.place.record for f in plan.by_id["examenplan/25999/P1-K1-W1"].facts} == {
        "P1-K1-W1 Staat op de markt"
    }


def test_an_exam_with_a_code_that_is_about_no_kerntaak_belongs_to_the_kwalificatie(read):
    plan = read(tabel_plan(MARKT, MARKT_EXAMENS))
    assert facts(plan, "examenplan/25999")[-5:] == [
        ("examen", "Beroepspraktijkvorming (BPV)"),
        ("examencode", "25999.BPV"),
        ("examenvorm", "Beroepspraktijkvorming (BPV)"),
        ("plaats", "Leerbedrijf"),
        ("resultaat", "Onvoldoende/voldoende"),
    ]
    assert ("weging", "1") in facts(plan, "examenplan/25999/B1-K1-W2")
    assert ("examencode", "25999.P1") in facts(plan, "examenplan/25999/P1-K1-W1")


def test_page_and_box_lead_back_to_the_words(read):
    plan = read(tabel_plan(MARKT, MARKT_EXAMENS))
    below = plan.by_id["examenplan/25999/B1-K1-W2"]
    above = plan.by_id["examenplan/25999/B1-K1-W1"]
    left, bottom, right, top = below.place.box
    assert below.place.page == above.place.page == 2
    column = (346, 746)
    assert column[0] < left < right < column[1]
    assert bottom < top <= above.place.box[3] - 12
    assert all(f.place.page == 4 for f in below.facts)


def test_general_subjects_are_facts_and_no_werkprocessen(read):
    def general(pdf):
        pdf.page()
        heads = [("Examen-onderdeel", 110), ("leverancier", 90), ("Examenvorm", 140)]
        heads += [("Niveau", 60), ("Plaats afname", 70), ("Weging", 90)]
        rows = [
            ["Lezen, luisteren", "CvTE", "Centraal examen (CE)", "2F", "school", "50%"],
            ["Schrijven", "Bureau Taal", "Instellingsexamen (IE)", None, None, "het gemiddelde"],
            ["Spreken", "Bureau Taal", "Instellingsexamen (IE)", None, None, None],
        ]
        pdf.table(heads, rows, wide="Nederlands")
        pdf.heading("Loopbaan en Burgerschap", 11)
        pdf.text("De diploma-eis is dat aan de inspanningsverplichting is voldaan.")

    plan = read(tabel_plan(MARKT, MARKT_EXAMENS, after=general))
    found = facts(plan, "examenplan/25999")
    start = found.index(("onderdeel", "Nederlands"))
    assert found[start + 7 : start + 13] == [
        ("examen", "Schrijven"),
        ("examenvorm", "Instellingsexamen (IE)"),
        ("niveau", "2F"),
        ("plaats", "school"),
        ("weging", "het gemiddelde"),
        ("leverancier", "Bureau Taal"),
    ]
    assert found[start + 17 :][:2] == [("weging", "het gemiddelde"), ("leverancier", "Bureau Taal")]
    assert found[-2:] == [
        ("onderdeel", "Loopbaan en Burgerschap"),
        ("vereiste", "De diploma-eis is dat aan de inspanningsverplichting is voldaan."),
    ]
    assert len(plan.of_kind(Kind.WERKPROCES)) == 3


def test_keuzedelen_in_a_table(read):
    def keuzedelen(pdf):
        pdf.page()
        pdf.heading("Keuzedelen", 14)
        heads = [("Code", 80), ("Naam keuzedeel", 300), ("SBU", 60), ("Examenvorm", 120)]
        rows = [
            ["K0072", "Bijen houden in de stad", "240", "Portfolio"],
            ["K1234", "Composteren en\nwormen kweken", "480", "Proeve"],
        ]
        pdf.table(heads, rows)

    plan = read(tabel_plan(MARKT, MARKT_EXAMENS, after=keuzedelen))
    found = plan.of_kind(Kind.KEUZEDEEL)
    assert [(k.id, k.title, k.hours) for k in found] == [
        ("examenplan/25999/K0072", "Bijen houden in de stad", Hours(240, HourUnit.SBU)),
        ("examenplan/25999/K1234", "Composteren en wormen kweken", Hours(480, HourUnit.SBU)),
    ]
    assert found[0].place.page == 5
    assert ("keuzedeelverplichting", "480 studiebelastingsuren") in facts(plan, "examenplan/25999")


def test_keuzedelen_in_a_list(read):
    def keuzedelen(pdf):
        pdf.text("K0072 - Bijen houden in de stad (240 SBU)")
        pdf.text("K1234 Composteren, 120 klokuren")

    plan = read(lijst_plan(MOESTUIN, after=keuzedelen))
    assert [(k.code, k.title, k.hours) for k in plan.of_kind(Kind.KEUZEDEEL)] == [
        ("K0072", "Bijen houden in de stad", Hours(240, HourUnit.SBU)),
        ("K1234", "Composteren", Hours(120, HourUnit.KLOKUREN)),
    ]


def test_a_row_that_goes_on_on_the_next_page_is_one_exam(read):
    heads = [("Naam examen", 100), ("Examenvorm", 100), ("Inhoud examen", 150), ("Plaats", 80)]
    heads += [("Weging", 50)]
    pdf = PlanPdf()
    pdf.heading("Examenplan", 17)
    pdf.fields(FRONT)
    pdf.heading("B1-K1 - Verzorgt de moestuin", 11)
    pdf.text("B1-K1-W1 - Maakt de grond klaar, B1-K1-W2 - Zaait en plant uit")
    pdf.table(heads, [["Proef", "Proeve", "B1-K1-W1 - Maakt de", "School", "1"]])
    pdf.page()
    y = pdf.y
    pdf.table(
        [("", 100), ("", 100), ("grond klaar", 150), ("", 80), ("", 50)],
        [["Toets", "Examen", "B1-K1-W2 - Zaait en plant uit", "Bedrijf", "3"]],
    )
    assert pdf.y < y
    plan = read(pdf.data())
    assert len(facts(plan, "examenplan/25999/B1-K1-W1")) == 4
    assert ("plaats", "Bedrijf") in facts(plan, "examenplan/25999/B1-K1-W2")
    assert not any("titel" in kind for kind in kinds_of_warnings(plan))


def test_a_head_that_is_printed_again_and_a_running_foot_are_no_content(read):
    pdf = PlanPdf(foot=True)
    pdf.heading("Examenplan", 17)
    pdf.fields(FRONT)
    for number in range(1, 5):
        pdf.page()
        pdf.table(
            [("Kerntaken", 220), ("Werkprocessen", 260)],
            [
                [
                    f"B1-K{number}: Doet klus {number}",
                    f"B1-K{number}-W1: Begint\nB1-K{number}-W2: Stopt",
                ]
            ],
        )
    plan = read(pdf.data())
    assert [i.title for i in plan.of_kind(Kind.KERNTAAK)] == [f"Doet klus {n}" for n in range(1, 5)]
    assert {i.title for i in plan.of_kind(Kind.WERKPROCES)} == {"Begint", "Stopt"}
    assert not any("Pagina" in f.value for item in plan.items for f in item.facts)


def test_code_and_name_may_have_columns_of_their_own(read):
    pdf = PlanPdf()
    pdf.heading("Examenplan", 17)
    pdf.fields(FRONT)
    heads = [("Code", 60), ("Kerntaak", 170), ("Code", 70), ("Werkproces", 190)]
    rows = [["B1-K1", "Verzorgt de hele moestuin", "B1-K1-W1\nB1-K1-W2", "Zaait\nOogst"]]
    pdf.table(heads, rows)
    plan = read(pdf.data())
    assert titles(plan, Kind.KERNTAAK, Kind.WERKPROCES) == {
        "B1-K1": "Verzorgt de hele moestuin",
        "B1-K1-W1": "Zaait",
        "B1-K1-W2": "Oogst",
    }


def test_a_list_may_go_on_on_the_next_page(read):
    pdf = PlanPdf()
    pdf.heading("Examenplan", 17)
    pdf.fields(FRONT)
    pdf.y = 80
    long = "en ook nog het hele erf, de kas, de schuur, de sloot en het pad daar helemaal achter"
    pdf.text(f"B1-K1 - Verzorgt de moestuin, B1-K1-W1 - Harkt het pad voor het huis {long}")
    pdf.page()
    pdf.text("en alles wat daarbij hoort")
    plan = read(pdf.data())
    whole = f"Harkt het pad voor het huis {long} en alles wat daarbij hoort"
    assert titles(plan, Kind.WERKPROCES) == {"B1-K1-W1": whole}
    assert plan.by_id["examenplan/25999/B1-K1-W1"].place.page == 1


def test_one_document_with_the_plans_of_two_kwalificaties(read):
    pdf = PlanPdf()
    for crebo, name in (("25998", "Assistent moestuin"), ("25999", "Medewerker moestuin")):
        pdf.heading("Examenplan", 17)
        pdf.fields(
            FRONT | {"Crebonr. kwalificatie (profiel)": crebo, "Kwalificatie (profiel)": name}
        )
        pdf.heading("B1-K1 - Verzorgt de moestuin", 11)
        pdf.text(f"B1-K1-W1 - Werkt als {name.lower()}")
        pdf.page()
    plan = read(pdf.data(), "plannen.pdf")
    assert [k.crebo for k in plan.of_kind(Kind.KWALIFICATIE)] == ["25998", "25999"]
    assert plan.by_id["examenplan/25998/B1-K1-W1"].title == "Werkt als assistent moestuin"
    assert plan.by_id["examenplan/25999/B1-K1-W1"].title == "Werkt als medewerker moestuin"


def test_headings_may_be_numbered_and_say_kerntaak(read):
    pdf = PlanPdf()
    pdf.heading("Examenplan", 17)
    pdf.fields(FRONT)
    pdf.heading("2.1 Kerntaak B1-K1: Verzorgt de moestuin", 11)
    pdf.text("Werkproces B1-K1-W1: Zaait")
    pdf.text("In B1-K1-W1: Wieden hoort daarbij.")
    plan = read(pdf.data())
    assert titles(plan, Kind.KERNTAAK, Kind.WERKPROCES) == {
        "B1-K1": "Verzorgt de moestuin",
        "B1-K1-W1": "Zaait",
    }


def test_kerntaken_of_keuzedelen_are_not_those_of_the_kwalificatie(read):
    def keuzedeel(pdf):
        pdf.page()
        pdf.heading("Keuzedeel K0072 Bijen houden in de stad", 11)
        pdf.text("D1-K1: Houdt bijen, D1-K1-W1: Slingert honing")

    plan = read(lijst_plan(MOESTUIN, after=keuzedeel))
    assert len(plan.of_kind(Kind.KERNTAAK)) == 2
    assert [k.code for k in plan.of_kind(Kind.KEUZEDEEL)] == ["K0072"]
    kind = "kerntaken en werkprocessen van keuzedelen zijn niet gelezen"
    assert kind in kinds_of_warnings(plan)


def test_recognition_says_why(read):
    assert read(lijst_plan(MOESTUIN)).source.why == (
        "de PDF noemt zich examenplan, met crebo 23999 en 6 codes als B1-K1"
    )
    oer = PlanPdf()
    oer.heading("Onderwijs- en examenregeling", 17)
    oer.fields(FRONT)
    oer.text("B1-K1: Verzorgt de moestuin")
    assert read(oer.data()).source.format == "examenplan"


def test_a_letter_about_exams_is_no_exam_plan(read):
    with pytest.raises(InputError):
        read(make_pdf([["Beste student,", "Je examenplan komt volgende week."]]))


def test_reading_twice_gives_the_same(read):
    data = lijst_plan(MOESTUIN)
    assert read(data) == read(data)
    assert read(data).source.sha256 == hashlib.sha256(data).hexdigest()
