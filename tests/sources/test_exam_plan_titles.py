"""Titles made whole: broken words, spellings that differ, codes in every written form."""

import pytest
from exam_plan_pdfs import FRONT, MOESTUIN, PlanPdf, changed, lijst_plan
from hypothesis import given, settings
from hypothesis import strategies as st

from align.model import Kind, Place
from align.sources import load
from align.sources.exam_plan.codes import codes, is_werkproces, kerntaak_of, keuzedelen, mentions
from align.sources.exam_plan.labels import COLUMN_OF, FIELD_OF, spelled
from align.sources.exam_plan.outline import Named, Weight, outline
from align.sources.notes import Notes, warning_kind
from align.sources.pdf.lines import Line
from align.sources.pdf.pages import Word
from align.sources.pdf.running_text import Vocabulary, running_text

WORDS = st.sampled_from("de kas tuin grond zaait oogst water mest spade pad erf".split())
SIZE = 10.0


def line(text, page=1, top=700.0):
    """A line whose letters are all half as wide as they are high."""
    words, x = [], 0.0
    for part in text.split():
        words.append(Word(part, x, top - SIZE, x + len(part) * 5, top, SIZE))
        x += (len(part) + 1) * 5
    return Line(page, tuple(words))


def joined(texts, *, elsewhere=()):
    """Lines of one narrow cell as running text, in a document with other lines."""
    lines = [line(text) for text in texts]
    edge = max(found.x1 for found in lines)
    vocabulary = Vocabulary([*lines, *map(line, elsewhere)])
    return running_text([(found, edge) for found in lines], vocabulary)


def test_a_word_that_a_narrow_column_broke_is_whole_again():
    assert joined(["werkzaamhede", "n uit"]).text == "werkzaamheden uit"
    assert joined(["onderhoudsw", "erkzaamheden"]).text == "onderhoudswerkzaamheden"


def test_a_long_word_that_began_a_line_of_its_own_is_a_compound_and_was_broken():
    assert joined(["de", "stelwerkzaamhed", "en doen"]).text == "de stelwerkzaamheden doen"
    assert joined(["bouwvoorbereidin", "gstekeningen"]).text == "bouwvoorbereidingstekeningen"
    assert joined(["interieurelement", "voorbehandelen"]).text == "interieurelement voorbehandelen"


def test_a_word_that_no_list_knows_stands_whole_elsewhere_in_the_document():
    split = ["wormencomposteer", "derij erbij"]
    assert (
        joined(split, elsewhere=["de wormencomposteerderij"]).text == "wormencomposteerderij erbij"
    )
    assert joined(split).text == "wormencomposteer derij erbij"


def test_two_words_that_also_make_one_stay_two():
    assert joined(["het werk", "en de rest"]).text == "het werk en de rest"
    assert joined(["voor", "werk"]).text == "voor werk"


def test_when_nothing_tells_whether_a_word_was_broken_it_says_so():
    text = joined(["grzzbl", "xq"])
    assert (text.text, text.unsure) == ("grzzbl xq", (6,))


def test_hyphens_at_the_end_of_a_line():
    assert joined(["de in-", "en verkoop"]).text == "de in- en verkoop"
    assert joined(["B1-", "K1-W2"]).text == "B1-K1-W2"
    assert joined(["winkel-/", "productpresentatie"]).text == "winkel-/productpresentatie"


@given(st.lists(WORDS, min_size=1, max_size=12), st.integers(8, 40))
def test_lines_that_are_broken_between_words_give_the_words_back(words, width):
    lines, now = [], ""
    for word in words:
        if now and len(now) + 1 + len(word) > width:
            lines.append(now)
            now = word
        else:
            now = f"{now} {word}".strip()
    lines.append(now)
    text = joined(lines)
    assert text.text == " ".join(words)
    assert [text.text[start:end] for start, end, _, _ in text.spans] == words


@given(st.lists(WORDS, min_size=1, max_size=8), st.data())
def test_every_part_of_a_text_has_a_place_within_its_lines(words, data):
    text = joined(words)
    start = data.draw(st.integers(0, len(text.text) - 1))
    end = data.draw(st.integers(start + 1, len(text.text)))
    place = text.place("plan.pdf", start, end)
    if text.text[start:end].strip():
        assert place.page == 1
        assert 0 <= place.box[0] < place.box[2] <= 5 * max(map(len, words))


NUMBER = st.integers(1, 12)
CODES = st.builds(
    lambda part, n, k, w: f"{part}{n}-K{k}" + (f"-W{w}" if w else ""),
    st.sampled_from("BPD"),
    NUMBER,
    NUMBER,
    st.one_of(st.just(0), NUMBER),
)
TITLES = st.lists(WORDS, min_size=1, max_size=6).map(lambda words: " ".join(words).capitalize())
SEPARATORS = st.sampled_from([" - ", ": ", " – ", " "])


@given(st.lists(st.tuples(CODES, SEPARATORS, TITLES), min_size=1, max_size=6))
def test_a_list_of_codes_with_titles_is_read_back(parts):
    text = ", ".join(f"{code}{separator}{title}" for code, separator, title in parts)
    found = mentions(text)
    assert [(m.code, m.title) for m in found] == [(code, title) for code, _, title in parts]
    assert [text[m.start : m.end] for m in found] == [f"{c}{s}{t}" for c, s, t in parts]


@given(CODES)
def test_a_code_is_found_however_it_is_written(code):
    for written in (code.lower(), code.replace("-", "- "), code.replace("-", " – ")):
        assert codes(f"Examen {written}.") == (code,)
    assert is_werkproces(code) == ("W" in code)
    assert code.startswith(kerntaak_of(code))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("B1-K1-W1 t/m W3", ("B1-K1-W1", "B1-K1-W2", "B1-K1-W3")),
        ("B1-K1-W1 t/m B1-K1-W3", ("B1-K1-W1", "B1-K1-W2", "B1-K1-W3")),
        ("B1-K1-W1, W2 en W4", ("B1-K1-W1", "B1-K1-W2", "B1-K1-W4")),
        ("B1-K1-W3 t/m B1-K2-W1", ("B1-K1-W3", "B1-K2-W1")),
        ("B1-K1 en P2-K1", ("B1-K1", "P2-K1")),
        ("B1-K1-W02", ("B1-K1-W2",)),
        ("niveau B1/A2, AB1-K1, B1-K1W", ()),
    ],
)
def test_codes_that_a_row_names(text, found):
    assert codes(text) == found


def test_a_sentence_about_kerntaken_gives_them_no_title():
    found = mentions("B1-K1 en B1-K2 worden in één examen afgenomen.")
    assert [(m.code, m.title) for m in found] == [("B1-K1", ""), ("B1-K2", "")]


def test_codes_of_keuzedelen():
    assert [code for code, _, _ in keuzedelen("K0072, k 1234 en K12345 of AK0001")] == [
        "K0072",
        "K1234",
    ]


def test_labels_are_known_however_a_narrow_head_breaks_them():
    assert COLUMN_OF[spelled("We- ging")] == COLUMN_OF[spelled("Wegi ng")] == "weging"
    assert COLUMN_OF[spelled("Naam beroepsgerichte examen")] == "examen"
    assert FIELD_OF[spelled("Crebonr. kwalificatie (profiel)")] == "crebo"
    assert FIELD_OF[spelled("Leerweg(en):")] == "leerweg"


def named(code, title, weight=Weight.DEFINED, page=1):
    return Named(code, code, title, weight, Place("plan.pdf", page=page, record=code))


def settled(*places):
    notes = Notes()
    found = outline(places, notes)
    kinds = {warning_kind(warning.message) for warning in notes.in_order()}
    return found, kinds


def test_most_places_decide_how_a_title_is_spelled():
    found, kinds = settled(
        named("B1-K1", "Maakt groentearrangementen"),
        named("B1-K1", "Maakt groente/arrangementen", Weight.LISTED, 3),
        named("B1-K1", "Maakt groente/arrangementen", Weight.LOOSE, 4),
    )
    assert found.entries["B1-K1"].title == "Maakt groente/arrangementen"
    assert found.entries["B1-K1"].place.page == 1
    assert kinds == {"titel is elders anders gespeld"}


def test_a_title_that_is_cut_off_is_completed_from_elsewhere():
    found, kinds = settled(
        named("B1-K1", "Maakt de"),
        named("B1-K1", "Maakt de grond klaar", Weight.LISTED),
    )
    assert found.entries["B1-K1"].title == "Maakt de grond klaar"
    assert kinds == {"titel is afgebroken; de hele titel staat elders"}


def test_the_name_of_an_exam_may_shorten_a_title_without_a_warning():
    found, kinds = settled(
        named("B1-K1", "Maakt de grond klaar, zaait en plant uit"),
        named("B1-K1", "Maakt de grond klaar", Weight.LOOSE),
    )
    assert found.entries["B1-K1"].title == "Maakt de grond klaar, zaait en plant uit"
    assert not kinds


def test_without_headings_the_tables_of_exams_give_the_titles():
    found, _ = settled(
        named("B1-K1-W1", "Zaait", Weight.LISTED), named("B1-K1-W2", "Oogst", Weight.LISTED)
    )
    assert [entry.title for entry in found.entries.values()] == ["Zaait", "Oogst"]


@given(st.permutations(range(6)))
def test_werkprocessen_stand_in_the_order_of_their_numbers(order):
    all_codes = ["B1-K1", "B1-K1-W2", "B1-K1-W10", "B1-K2", "P1-K1", "P1-K1-W1"]
    found, _ = settled(*(named(all_codes[i], "Zaait") for i in order))
    assert list(found.entries) == all_codes


def test_a_plan_whose_table_breaks_words_anywhere(tmp_path):
    pdf = PlanPdf()
    pdf.heading("Examenplan", 17)
    pdf.fields(FRONT)
    rows = [
        ["B1-K1: Voert werkzaamheden uit", "B1-K1-W1: Bereidt werkzaamheden voor"],
        ["B1-K2: Evalueert", "B1-K2-W1: Verantwoordelijkheden bespreken"],
    ]
    pdf.table([("Kerntaken", 70), ("Werkprocessen", 68)], rows, anywhere=True)
    path = tmp_path / "25999_BOL_2026.pdf"
    path.write_bytes(pdf.data())
    plan = load(path)
    assert [i.title for i in plan.of_kind(Kind.KERNTAAK, Kind.WERKPROCES)] == [
        "Voert werkzaamheden uit",
        "Bereidt werkzaamheden voor",
        "Evalueert",
        "Verantwoordelijkheden bespreken",
    ]


@settings(max_examples=25)
@given(width=st.integers(200, 480))
def test_the_width_of_the_page_makes_no_difference_to_a_title(width, tmp_path_factory):
    path = tmp_path_factory.mktemp("plan") / "25999_BOL_2026.pdf"
    title = (
        "Onderhoudt gereedschap, machines en/of winkel-/productpresentaties in de in- en verkoop"
    )
    plan = changed(MOESTUIN[:1], "B1-K1-W2", title)
    path.write_bytes(lijst_plan(plan, width=width))
    assert load(path).by_id["examenplan/25999/B1-K1-W2"].title == title
