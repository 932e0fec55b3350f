"""Exam plans with something wrong in them: read what can be read, and say what did not fit."""

import pytest
from exam_plan_pdfs import (
    EXAM_HEADS,
    FRONT,
    MARKT,
    MARKT_EXAMENS,
    MOESTUIN,
    PlanPdf,
    changed,
    lijst_plan,
    tabel_plan,
)
from pdf_making import scanned_pdf

from align.errors import InputError
from align.model import Kind
from align.sources import load
from align.sources.exam_plan import reader as exam_plan
from align.sources.notes import warning_kind

NAME = "25999_BBL_2026__plan.pdf"


@pytest.fixture
def read(tmp_path):
    def read(data, name=NAME):
        (tmp_path / name).write_bytes(data)
        return load(tmp_path / name)

    return read


def warnings(plan, kind):
    return [w for w in plan.warnings if warning_kind(w.message) == kind]


def without(values, *names):
    return {name: value for name, value in values.items() if name not in names}


def test_without_a_crebo_the_items_get_an_id_of_this_file_alone(read):
    front = without(FRONT, "Crebonr. kwalificatie (profiel)", "Crebonr kwalificatiedossier")
    plan = read(lijst_plan(MOESTUIN, front=front), "plan.pdf")
    kwalificatie = plan.of_kind(Kind.KWALIFICATIE)[0]
    assert kwalificatie.crebo == ""
    assert kwalificatie.id == f"examenplan/zonder-crebo-{plan.source.sha256[:8]}"
    assert len(plan.of_kind(Kind.WERKPROCES)) == 4
    assert warnings(plan, "het plan noemt geen crebo")[0].place.page == 1
    assert warnings(plan, "het plan noemt geen leerweg")
    assert warnings(plan, "het plan noemt geen cohort")


def test_without_a_crebo_in_the_plan_the_one_in_its_name_counts(read):
    plan = read(lijst_plan(MOESTUIN, front=without(FRONT, "Crebonr. kwalificatie (profiel)")))
    assert plan.by_id["examenplan/25999"].crebo == "25999"
    noted = warnings(plan, "staat niet in het plan en komt uit de bestandsnaam")
    assert any("crebo 25999" in w.message for w in noted)


def test_a_crebo_in_the_name_that_is_not_the_one_in_the_plan(read):
    plan = read(lijst_plan(MOESTUIN), "25111_BOL_2026.pdf")
    assert plan.by_id["examenplan/25999"].crebo == "25999"
    (noted,) = warnings(plan, "crebo in de bestandsnaam is anders dan die in het plan")
    assert "25111" in noted.message


def test_no_niveau(read):
    plan = read(lijst_plan(MOESTUIN, front=FRONT | {"Niveau": "vakopleiding"}))
    assert plan.by_id["examenplan/25999"].niveaus == ()
    assert warnings(plan, "het plan noemt geen niveau")


def test_a_plan_that_says_two_things_about_itself(read):
    def again(pdf):
        pdf.page()
        pdf.fields(FRONT | {"Niveau": "4"})

    plan = read(lijst_plan(MOESTUIN, after=again))
    assert plan.by_id["examenplan/25999"].niveaus == (3,)
    (noted,) = warnings(plan, "het plan noemt een gegeven twee keer, verschillend")
    assert noted.place.page == 2
    assert "niveau" in noted.message


def shifted(rules):
    """A plan whose second table of exams starts with other widths than it ends with."""
    pdf = PlanPdf(rules=rules)
    pdf.heading("Examenplan", 17)
    pdf.fields(FRONT)
    pdf.heading("B1-K1 - Verzorgt de moestuin", 11)
    pdf.text("B1-K1-W1 - Zaait, B1-K1-W2 - Oogst")
    pdf.table(EXAM_HEADS, [["Proef", "Proeve", "B1-K1-W1 - Zaait", "cijfer", "5 uur", "Kas", "1"]])
    pdf.y += 14  # right below it, as one table
    widths = [60, 70, 160, 40, 70, 60, 60]
    texts = ["Toets", "Examen", "B1-K1-W2 - Oogst", "O/V/G", "2 uur", "Veld", "3"]
    pdf.table(list(zip(texts, widths, strict=True)), [])
    return pdf.data()


def test_columns_that_shift_halfway_are_read_in_their_order_with_a_warning(read):
    plan = read(shifted("fill"))
    found = {f.name: f.value for f in plan.by_id["examenplan/25999/B1-K1-W2"].facts}
    assert (found["examenvorm"], found["plaats"], found["weging"]) == ("Examen", "Veld", "3")
    kind = "kolommen van de tabel verschuiven; gelezen in de volgorde van de kop"
    assert [w.place.page for w in warnings(plan, kind)] == [1]


def test_a_row_with_too_few_cells_is_not_guessed_at(read):
    pdf = PlanPdf()
    pdf.heading("Examenplan", 17)
    pdf.fields(FRONT)
    pdf.text("B1-K1 - Verzorgt de moestuin, B1-K1-W1 - Zaait")
    pdf.table(EXAM_HEADS, [["Proef", "Proeve", "B1-K1-W1 - Zaait", "cijfer", "5 uur", "Kas", "1"]])
    pdf.y += 14
    pdf.table([("Toets", 150), ("B1-K1-W1", 150), ("2 uur en 10 minuten", 220)], [])
    plan = read(pdf.data())
    (noted,) = warnings(plan, "rij past niet onder de kop van de tabel en is niet gelezen")
    assert "2 uur en 10 minuten" in noted.message
    examens = [f for f in plan.by_id["examenplan/25999/B1-K1-W1"].facts if f.name == "examen"]
    assert [f.value for f in examens] == ["Proef"]


def test_a_table_without_lines_says_that_its_rows_are_an_estimate(read):
    plan = read(lijst_plan(MOESTUIN, rules="none"))
    assert (
        len(warnings(plan, "tabel zonder lijnen; welk examen bij welke rij hoort is geschat")) == 2
    )


def test_one_code_with_two_titles_keeps_the_first(read):
    def again(pdf):
        pdf.page()
        pdf.text("B1-K1-W1 - Voert de kippen")

    plan = read(lijst_plan(MOESTUIN, after=again))
    assert (
        plan.by_id["examenplan/25999/B1-K1-W1"].title == "Maakt de grond klaar, zaait en plant uit"
    )
    kind = "code staat twee keer in het plan, met verschillende titels"
    (noted,) = warnings(plan, kind)
    assert (noted.place.page, noted.place.record) == (2, "B1-K1-W1")


def test_a_title_that_is_different_in_the_table_of_exams(read):
    plan = read(lijst_plan(changed(MOESTUIN, "B1-K1-W10", "Ruimt het erf op")))
    assert plan.by_id["examenplan/25999/B1-K1-W10"].title == "Ruimt het erf op"
    assert warnings(plan, "titel is in de tabel met examens anders")


def test_a_werkproces_of_a_kerntaak_that_is_not_there(read):
    plan = read(tabel_plan([MARKT[0], ("", ["P1-K3-W1: Staat op de markt"])], MARKT_EXAMENS[:1]))
    assert plan.by_id["examenplan/25999/P1-K3-W1"].parent == "examenplan/25999"
    (noted,) = warnings(plan, "de kerntaak hierboven staat niet in het plan")
    assert "P1-K3" in noted.message


def test_an_exam_about_a_kerntaak_that_is_not_there(read):
    exams = [
        ["25999.P9", "Proef", "P9-K1: Melkt de koeien", "P9-K1-W1", "1 uur", "Stal", "1", "O/V"]
    ]
    plan = read(tabel_plan(MARKT, [*MARKT_EXAMENS, *exams]))
    # Only the table of exams names it, with a title: it is read, and noted.
    assert plan.by_id["examenplan/25999/P9-K1"].title == "Melkt de koeien"
    assert warnings(plan, "staat alleen in de tabel met examens")
    strays = warnings(plan, "verwijst naar een onderdeel dat niet in het plan staat")
    assert [w.place.record for w in strays] == ["P9-K1-W1"]
    assert ("examencode", "25999.P9") in [
        (f.name, f.value) for f in plan.by_id["examenplan/25999/P9-K1"].facts
    ]


def test_an_exam_under_a_wrong_code_is_put_with_the_kerntaak_of_that_title(read):
    exams = [
        ["25999.P2", "Proef", "P7-K1: Verkoopt de oogst", "P7-K1-W1", "1 uur", "Kas", "1", "O/V"]
    ]
    plan = read(tabel_plan(MARKT, [*MARKT_EXAMENS[:1], *exams]))
    assert "examenplan/25999/P7-K1" not in plan.by_id
    facts = plan.by_id["examenplan/25999/P1-K1-W1"].facts
    assert ("examencode", "25999.P2") in [(f.name, f.value) for f in facts]
    strays = warnings(plan, "verwijst naar een onderdeel dat niet in het plan staat")
    assert {w.message.split(": ")[1] for w in strays} == {
        "naar de titel is P1-K1 bedoeld",
        "naar de titel is P1-K1-W1 bedoeld",
    }


def test_a_werkproces_without_an_exam_and_a_kerntaak_without_werkprocessen(read):
    plan = read(tabel_plan([*MARKT, ("P2-K1: Rust uit", [])], MARKT_EXAMENS[:1]))
    assert {w.place.record for w in warnings(plan, "bij dit werkproces staat geen examen")} == {
        "B1-K1-W1",
        "B1-K1-W2",
        "P1-K1-W1",
    }
    assert [w.place.record for w in warnings(plan, "kerntaak zonder werkprocessen")] == ["P2-K1"]


def test_columns_that_are_missing_or_unknown(read):
    pdf = PlanPdf()
    pdf.heading("Examenplan", 17)
    pdf.fields(FRONT)
    pdf.text("B1-K1 - Verzorgt de moestuin, B1-K1-W1 - Zaait")
    heads = [("Naam examen", 100), ("Werkproces", 100), ("Examenvorm", 100), ("Kleur", 100)]
    pdf.table(heads, [["Proef", "B1-K1-W1", "Proeve", "groen"]])
    plan = read(pdf.data())
    (missing,) = warnings(plan, "in deze tabel met examens ontbreekt")
    assert missing.message.endswith("plaats, weging")
    (unknown,) = warnings(plan, "kolom met een onbekende kop is niet gelezen")
    assert "Kleur" in unknown.message


def test_codes_in_small_letters_are_written_as_sbb_does(read):
    plan = read(tabel_plan([("b1-k1: Verzorgt", ["b1-k1-w1: Zaait"])], MARKT_EXAMENS[:1]))
    assert plan.by_id["examenplan/25999/B1-K1-W1"].code == "B1-K1-W1"
    assert len(warnings(plan, "code is anders geschreven dan SBB doet")) == 2


def test_keuzedelen_with_two_titles_or_without_a_code(read):
    def keuzedelen(pdf):
        pdf.page()
        heads = [("Code", 80), ("Keuzedeel", 300), ("SBU", 60)]
        rows = [["K0072", "Bijen houden", "240"], ["K0072", "Wespen houden", "240"]]
        pdf.table(heads, [*rows, ["", "Iets vrijs", "120"]])

    plan = read(tabel_plan(MARKT, MARKT_EXAMENS, after=keuzedelen))
    assert [k.title for k in plan.of_kind(Kind.KEUZEDEEL)] == ["Bijen houden"]
    assert warnings(plan, "keuzedeel staat twee keer in het plan, met verschillende titels")
    (noted,) = warnings(plan, "keuzedeel zonder code is niet gelezen")
    assert "Iets vrijs" in noted.message


def test_a_plan_without_kerntaken_cannot_be_used(read):
    pdf = PlanPdf()
    pdf.heading("Examenplan", 17)
    pdf.fields(FRONT)
    with pytest.raises(InputError) as caught:
        read(pdf.data())
    assert "geen enkele kerntaak" in str(caught.value)
    assert NAME in caught.value.where


def test_what_cannot_be_read_at_all(read):
    whole = lijst_plan(MOESTUIN)
    for data, what in (
        (scanned_pdf(2), "gescand"),
        (whole[: len(whole) // 3], "afgebroken of beschadigd"),
    ):
        with pytest.raises(InputError, match=what):
            read(data)


def test_a_plan_that_is_far_too_long_is_cut_with_a_warning(read, monkeypatch):
    monkeypatch.setattr(exam_plan, "MAX_PLAN_WORDS", 100)
    pdf = PlanPdf()
    pdf.heading("Examenplan", 17)
    pdf.fields(FRONT)
    pdf.text("B1-K1 - Verzorgt de moestuin, B1-K1-W1 - Zaait")
    for number in range(4):
        pdf.page()
        pdf.text(f"B1-K1-W{number + 2} - Oogst " + "heel erg lang " * 30)
    plan = read(pdf.data())
    assert warnings(plan, "het plan is langer dan 100 woorden; de rest is niet gelezen")
    assert len(plan.of_kind(Kind.WERKPROCES)) < 5


def test_thousands_of_codes_are_all_read(read):
    pdf = PlanPdf()
    pdf.heading("Examenplan", 17)
    pdf.fields(FRONT)
    for part in range(1, 21):
        pdf.page()
        codes = (f"B{part}-K{k}-W{w} - Zaait {k}" for k in range(1, 12) for w in range(1, 10))
        pdf.text(", ".join(codes))
    assert len(read(pdf.data()).of_kind(Kind.WERKPROCES)) == 20 * 99
