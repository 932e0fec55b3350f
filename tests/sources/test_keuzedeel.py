"""A keuzedeel reads the same from SBB's PDF, from a transcript in Markdown and from plain text."""

import pytest
from pdf_making import make_pdf

from align.errors import InputError
from align.model import Hours, HourUnit, Kind
from align.sources import load
from align.sources.notes import warning_kind

COVER = [
    "Keuzedeel mbo",
    "Klokken repareren",
    "geschikt voor niveau 3 en 4",
    "Code K9262",
    "",
    "Penvoerder: Sectorkamer specialistisch vakmanschap",
    "Gevalideerd door: Sectorkamer specialistisch vakmanschap",
    "Op: 10-11-2030",
]
CONTENTS = [
    "Inhoudsopgave",
    "1. Algemene informatie ................. 3",
    "D1: Klokken repareren .................. 3",
    "2. Uitwerking .......................... 4",
    "D1-K1: Repareert uurwerken ............. 4",
    "D1-K1-W1: Haalt de klok uit elkaar ..... 4",
]
GENERAL = [
    "1. Algemene informatie",
    "",
    "D1: Klokken repareren",
    "",
    "Gekoppeld aan kwalificatie(s)",
    "",
    "Zie het register.",
    "",
    "Studielast",
    "",
    "240",
    "",
    "Beroepsvereisten",
    "",
    "Nee",
    "",
    "Aard van keuzedeel",
    "",
    "Verdiepend, Verbredend",
    "",
    "Relevantie van het keuzedeel",
    "",
    "Er is vraag naar mensen die een slingeruurwerk weer aan de gang krijgen, en er zijn er steeds",
    "minder die het kunnen.",
    "",
    "Beschrijving van het keuzedeel",
    "",
    "De student repareert klokken.",
]
DETAIL = [
    "2. Uitwerking",
    "",
    "D1-K1: Repareert uurwerken",
    "",
    "Complexiteit",
    "",
    "Het werk is klein.",
    "",
    "Verantwoordelijkheid en zelfstandigheid",
    "",
    "De klokkenmaker werkt alleen.",
    "",
    "Vakkennis en vaardigheden",
    "",
    "De beginnend beroepsbeoefenaar:",
    "- heeft kennis van veren.",
    "- kan solderen.",
    "",
    "D1-K1-W1: Haalt de klok uit elkaar",
    "",
    "Omschrijving",
    "",
    "De klokkenmaker opent de kast.",
    "",
    "Resultaat",
    "",
    "De klok ligt open.",
    "",
    "Gedrag",
    "",
    "De beginnend beroepsbeoefenaar:",
    "- werkt rustig;",
    "- ruimt op.",
    "",
    "De onderliggende competenties zijn: Vakdeskundigheid toepassen, Kwaliteit leveren",
]
PAGES = [COVER, CONTENTS, GENERAL, DETAIL]
LINES = [line for page in (COVER, GENERAL, DETAIL) for line in [*page, ""]]


def as_text(lines=LINES):
    return "\n".join(lines)


def as_markdown(lines=LINES):
    """As someone types it over: headings with #, labels in bold, a list with "-"."""
    after = ["", *lines[:-1]]
    alone = [not above and line[:1].isupper() for above, line in zip(after, lines, strict=True)]
    return "\n".join(
        f"## {line}"
        if line.startswith(("1. ", "2. ", "D1"))
        else f"**{line}**"
        if free and line.count(" ") < 5 and not line.endswith(".") and not line[-1:].isdigit()
        else line
        for line, free in zip(lines, alone, strict=True)
    )


def write(tmp_path, data, name="keuzedeel.md"):
    path = tmp_path / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return path


def shape(curriculum):
    return [
        (i.id, i.kind, i.title, i.parent, i.hours, [(s.label, s.text) for s in i.sections])
        for i in curriculum.items
    ]


@pytest.fixture
def klokken(tmp_path):
    return load(write(tmp_path, make_pdf(PAGES), "keuzedeel.pdf"))


def test_the_tree(klokken):
    assert [(i.id, i.kind.value, i.code, i.title) for i in klokken.items if i.code] == [
        ("kd/K9262", "keuzedeel", "K9262", "Klokken repareren geschikt voor niveau 3 en 4"),
        ("kd/K9262/D1-K1", "kerntaak", "D1-K1", "Repareert uurwerken"),
        ("kd/K9262/D1-K1-W1", "werkproces", "D1-K1-W1", "Haalt de klok uit elkaar"),
    ]
    knowledge = klokken.of_kind(Kind.VAKKENNIS)
    assert [i.title for i in knowledge] == ["heeft kennis van veren.", "kan solderen."]
    assert {i.parent for i in knowledge} == {"kd/K9262/D1-K1"}
    assert klokken.warnings == ()


def test_hours_facts_and_texts(klokken):
    keuzedeel = klokken.items[0]
    assert keuzedeel.hours == Hours(240, HourUnit.SBU)
    assert keuzedeel.niveaus == (3, 4)
    assert [(f.name, f.value) for f in keuzedeel.facts] == [
        ("sectorkamer", "Sectorkamer specialistisch vakmanschap"),
        ("gevalideerd_door", "Sectorkamer specialistisch vakmanschap"),
        ("gevalideerd_op", "10-11-2030"),
        ("gekoppeld", "Zie het register."),
        ("beroepsvereisten", "Nee"),
        ("soort", "Verdiepend"),
        ("soort", "Verbredend"),
    ]
    assert [(s.label, s.text) for s in keuzedeel.sections] == [
        (
            "relevantie",
            (
                "Er is vraag naar mensen die een slingeruurwerk weer aan de gang krijgen, en er "
                "zijn er steeds minder die het kunnen."
            ),
        ),
        ("omschrijving", "De student repareert klokken."),
    ]
    werkproces = klokken.by_id["kd/K9262/D1-K1-W1"]
    assert [(s.label, s.text) for s in werkproces.sections] == [
        ("omschrijving", "De klokkenmaker opent de kast."),
        ("resultaat", "De klok ligt open."),
        ("gedrag", "De beginnend beroepsbeoefenaar:\n- werkt rustig;\n- ruimt op."),
        ("competenties", "Vakdeskundigheid toepassen, Kwaliteit leveren"),
    ]


def test_the_source_and_its_places(klokken):
    source = klokken.source
    assert source.format == "keuzedeel"
    assert source.title == "Keuzedeel K9262 Klokken repareren geschikt voor niveau 3 en 4"
    assert source.version == "gevalideerd op 10-11-2030"
    assert source.why == "op blz. 1 staat 'Keuzedeel mbo'"
    assert klokken.by_id["kd/K9262/D1-K1"].place.page == 4
    assert all(i.place.page and i.place.box for i in klokken.items)


@pytest.mark.parametrize(
    ("text", "name"), [(as_text(), "keuzedeel.txt"), (as_markdown(), "keuzedeel.md")]
)
def test_a_transcript_reads_the_same_with_lines_for_places(tmp_path, klokken, text, name):
    curriculum = load(write(tmp_path, text, name))
    assert shape(curriculum) == shape(klokken)
    assert curriculum.items[0].facts[0].value == klokken.items[0].facts[0].value
    assert curriculum.warnings == ()
    assert curriculum.source.why == "op regel 1 staat 'Keuzedeel mbo'"
    lines = text.splitlines()
    for item in curriculum.items:
        assert item.title.split(maxsplit=1)[0] in lines[item.place.line - 1]


def test_metadata_above_a_transcript(tmp_path, klokken):
    start = LINES.index("1. Algemene informatie")
    metadata = (
        "---\ncode: K9262\ntitel: Klokken maken\npenvoerder: Sectorkamer X\nzomaar: iets\n---\n"
    )
    curriculum = load(write(tmp_path, metadata + as_text(["Keuzedeel mbo", "", *LINES[start:]])))
    keuzedeel = curriculum.items[0]
    assert (keuzedeel.code, keuzedeel.title) == ("K9262", "Klokken maken")
    assert ("sectorkamer", "Sectorkamer X") in [(f.name, f.value) for f in keuzedeel.facts]
    assert shape(curriculum)[1:] == shape(klokken)[1:]


def test_a_field_with_its_value_on_the_same_line_or_in_a_table(tmp_path):
    text = as_text().replace("Studielast\n\n240", "Studielast: 480 SBU")
    text = text.replace("Beroepsvereisten\n\nNee", "| Beroepsvereisten | Ja |")
    keuzedeel = load(write(tmp_path, text)).items[0]
    assert keuzedeel.hours == Hours(480, HourUnit.SBU)
    assert ("beroepsvereisten", "Ja") in [(f.name, f.value) for f in keuzedeel.facts]


def test_text_that_is_not_utf8(tmp_path):
    text = as_text().replace("opent de kast", "opent de café-kast")
    curriculum = load(write(tmp_path, text.encode("cp1252")))
    assert "café-kast" in curriculum.by_id["kd/K9262/D1-K1-W1"].text
    assert [warning_kind(w.message) for w in curriculum.warnings] == [
        "de tekst is geen UTF-8 en is gelezen als Windows-1252"
    ]


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        ("Code K9262", "", "de code van het keuzedeel (zoals K0262) is niet gevonden"),
        ("240", "veel", "studiebelastingsuren (sbu) zijn geen getal"),
        ("Studielast", "Omvang van dit alles", "de studielast van het keuzedeel is niet gevonden"),
        ("De klok ligt open.", "", "werkproces zonder resultaat"),
        ("D1-K1: Repareert uurwerken", "D1-K1:", "onderdeel zonder titel"),
        ("D1-K1: Repareert uurwerken\n", "", "de kerntaak boven dit werkproces ontbreekt"),
    ],
)
def test_what_does_not_fit_is_noted(tmp_path, old, new, kind):
    text = as_text()
    assert old in text
    curriculum = load(write(tmp_path, text.replace(old, new, 1)))
    assert kind in [warning_kind(w.message) for w in curriculum.warnings]
    assert curriculum.of_kind(Kind.WERKPROCES)


def test_what_contents_name_and_the_body_lacks(tmp_path):
    pages = [COVER, [*CONTENTS, "D1-K1-W2: Zet hem in elkaar ..... 5"], GENERAL, DETAIL]
    (warning,) = load(write(tmp_path, make_pdf(pages))).warnings
    assert warning.place.record == "D1-K1-W2"


def test_a_keuzedeel_without_kerntaken(tmp_path):
    with pytest.raises(InputError, match="geen enkele kerntaak"):
        load(write(tmp_path, as_text(["Keuzedeel mbo", "Klokken repareren", "Code K9262"])))


@pytest.mark.parametrize(
    "text",
    [
        "Notulen\n\nKeuzedeel mbo K9262 is besproken.\n",
        "D1-K1: kopje\n\nWe maakten een game.\n",
        "\0Keuzedeel mbo\n",
    ],
)
def test_other_text_is_not_taken_for_a_keuzedeel(tmp_path, text):
    with pytest.raises(InputError):
        load(write(tmp_path, text))
