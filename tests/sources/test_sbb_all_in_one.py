"""One file with many dossiers is read as a stream: one dossier after the other, within bounds."""

import pytest
from lxml import etree
from small_sources import DOSSIER, write_xml

from align.errors import InputError
from align.model import HourUnit, Kind
from align.sources import load, xml_stream
from align.sources.notes import warning_kind
from align.sources.sbb import reader as sbb_xml

START, END = DOSSIER.index("<dossier nr"), DOSSIER.index("</dossiers>")
ONE = DOSSIER[START:END]


def renamed(number: int, title: str) -> str:
    return ONE.replace('nr="77" titel="Bakkerij "', f'nr="{number}" titel="{title}"')


def file_with(*dossiers: str) -> str:
    return DOSSIER[:START] + "".join(dossiers) + DOSSIER[END:]


def kinds(curriculum):
    return [warning_kind(w.message) for w in curriculum.warnings]


def test_several_dossiers_become_several_roots(tmp_path):
    text = file_with(ONE, renamed(78, "Vlaaierij"))
    curriculum = load(write_xml(tmp_path, text))
    assert [i.id for i in curriculum.children[""]] == ["sbb/77", "sbb/78"]
    assert curriculum.counts()["werkproces"] == 6
    assert curriculum.source.title == "Kwalificatiedossiers Bakkerij en Vlaaierij"
    assert curriculum.source.version == "geldig vanaf 01-08-2031, Proef, Vastgesteld"


def test_every_dossier_reads_the_same_in_a_crowd_as_alone(tmp_path):
    alone = load(write_xml(tmp_path, file_with(renamed(103, "Winkel 103"))))
    text = file_with(*(renamed(n, f"Winkel {n}") for n in range(100, 110)))
    together = load(write_xml(tmp_path, text, "alle.xml"))
    assert together.source.title == (
        "Kwalificatiedossiers Winkel 100, Winkel 101, Winkel 102 en nog 7"
    )
    for item in alone.items:
        same = together.by_id[item.id]
        assert (same.title, same.text, same.code, same.niveaus) == (
            item.title,
            item.text,
            item.code,
            item.niveaus,
        )
        assert [f.value for f in same.facts] == [f.value for f in item.facts]


def test_every_place_can_be_found_back_in_the_file(tmp_path):
    path = write_xml(tmp_path, file_with(*(renamed(n, f"Winkel {n}") for n in range(100, 104))))
    root = etree.parse(path)
    for item in load(path).items:
        (element,) = root.xpath(item.place.path)
        assert element.sourceline == item.place.line
        assert item.place.record in {element.get("nr"), element.get("referentie")}


def test_memory_does_not_grow_with_what_was_read_already(tmp_path):
    long = renamed(1, "x").replace("Werkt in een bakkerij.", "Werkt in een bakkerij. " * 4000)
    text = file_with(*(long.replace('nr="1"', f'nr="{n}"', 1) for n in range(60)))
    path = write_xml(tmp_path, text)
    assert path.stat().st_size > 5 * 2**20
    blocks = (path.read_bytes()[i : i + 65536] for i in range(0, path.stat().st_size, 65536))
    for record in xml_stream.xml_records(blocks, "x", ["sbb/dossiers/dossier"]):
        above = record.element.getparent()
        assert above is not None
        assert len(above) <= 4  # this one, its neighbours as far as they were fed


def test_an_equal_dossier_is_read_once_and_another_with_its_nr_apart(tmp_path):
    curriculum = load(write_xml(tmp_path, file_with(ONE, ONE.strip() + "\n")))
    assert curriculum.counts()["dossier"] == 1
    assert "dossier staat twee keer in dit bestand en is één keer gelezen" in kinds(curriculum)
    other = ONE.replace("Volgt een recept.", "Volgt twee recepten.")
    curriculum = load(write_xml(tmp_path, file_with(ONE, other, other)))
    assert [i.id for i in curriculum.children[""]] == ["sbb/77", "sbb/77#2"]
    assert curriculum.by_id["sbb/77#2/211"].parent == "sbb/77#2/201"
    assert "twee recepten" in curriculum.by_id["sbb/77#2/201"].text
    assert kinds(curriculum).count("twee verschillende dossiers hebben hetzelfde nr") == 1
    assert kinds(curriculum).count("nr komt meer dan één keer voor") == 0


def test_a_dossier_without_nr_is_read_and_noted(tmp_path):
    curriculum = load(write_xml(tmp_path, file_with(ONE.replace('nr="77" ', "", 1), ONE)))
    assert [i.id for i in curriculum.children[""]] == ["sbb/", "sbb/77"]
    assert "dossier zonder nr" in kinds(curriculum)


KEUZEDEEL = """<keuzedelen><keuzedeel nr="901" code="K9001" titel="Koekjes versieren">
  <kennisenvaardigheden>
    <kennisofvaardigheid nr="9" titel="heeft kennis van glazuur" />
  </kennisenvaardigheden>
  <omschrijving>Over koekjes.</omschrijving><sbu>240</sbu><aard>Verdiepend</aard><prijs>9</prijs>
  <keuzedeelkerntaken><kerntaak nr="91" titel="Versiert" hoofdstuk="1">
    <vakkennisenvaardigheden><vakkennisenvaardigheden referentie="9" /></vakkennisenvaardigheden>
    <keuzedeelwerkprocessen><werkproces nr="92" titel="Spuit glazuur" hoofdstuk="1" />
    </keuzedeelwerkprocessen></kerntaak></keuzedeelkerntaken>
</keuzedeel></keuzedelen>"""


def test_a_keuzedeel_in_the_shape_of_a_dossier_is_read(tmp_path):
    text = DOSSIER.replace("</sbb>", f"{KEUZEDEEL}</sbb>")
    curriculum = load(write_xml(tmp_path, text))
    (keuzedeel,) = curriculum.of_kind(Kind.KEUZEDEEL)
    assert (keuzedeel.id, keuzedeel.code) == ("sbb/keuzedeel/K9001", "K9001")
    assert keuzedeel.hours is not None
    assert (keuzedeel.hours.amount, keuzedeel.hours.unit) == (240, HourUnit.SBU)
    assert [(f.name, f.value) for f in keuzedeel.facts] == [("soort", "Verdiepend")]
    assert keuzedeel.text == "Over koekjes."
    below = curriculum.children[keuzedeel.id]
    assert [i.code for i in (*below, *curriculum.children[below[0].id])] == [
        "D1-K1",
        "",
        "D1-K1-W1",
    ]
    messages = [w.message for w in curriculum.warnings]
    assert messages[-1] == "onbekend element is niet gelezen: prijs"


def test_a_dossier_that_is_too_large_is_refused_and_names_the_limit(tmp_path, monkeypatch):
    monkeypatch.setattr(xml_stream, "MAX_MARKS", 50)
    with pytest.raises(InputError, match="groter dan 50 elementen en attributen"):
        load(write_xml(tmp_path, DOSSIER))
    monkeypatch.setattr(xml_stream, "MAX_MARKS", 10**6)
    monkeypatch.setattr(xml_stream, "MAX_RECORD_BYTES", 2**10)
    with pytest.raises(InputError, match="groter dan 0 MB"):
        load(write_xml(tmp_path, DOSSIER))


def test_a_file_with_too_many_items_is_refused_and_names_the_limit(tmp_path, monkeypatch):
    monkeypatch.setattr(sbb_xml, "MAX_ITEMS", 5)
    with pytest.raises(InputError, match="meer dan 5 kerntaken, werkprocessen en vakkennis"):
        load(write_xml(tmp_path, DOSSIER))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_file_cut_off_after_a_whole_dossier_is_refused(tmp_path, encoding):
    path = tmp_path / "half.xml"
    text = file_with(ONE, renamed(78, "Vlaaierij"))[: -len("</dossiers>\n</sbb>\n")]
    declared = text.replace("utf-8", "utf-16") if encoding == "utf-16" else text
    path.write_bytes(declared.encode(encoding))
    with pytest.raises(InputError, match="afgebroken") as caught:
        load(path)
    assert "regel" in caught.value.where


def test_a_dossier_inside_another_element_is_not_taken_for_one(tmp_path):
    text = DOSSIER.replace("<voorblad>", f"<voorblad>{ONE.strip()}")
    curriculum = load(write_xml(tmp_path, text))
    assert curriculum.counts()["dossier"] == 1
