"""A dossier of SBB becomes a tree; what is for one profile never ends up in the text for all."""

import pytest
from small_sources import DOSSIER, write_xml

from align.errors import InputError
from align.model import Hours, HourUnit, Kind, Side
from align.sources import load
from align.sources.notes import warning_kind
from align.sources.sbb.levels import knowledge_level


@pytest.fixture
def bakkerij(tmp_path):
    return load(write_xml(tmp_path, DOSSIER))


def changed(tmp_path, old, new):
    assert old in DOSSIER
    return load(write_xml(tmp_path, DOSSIER.replace(old, new)))


def kinds_of_warnings(curriculum):
    return [warning_kind(w.message) for w in curriculum.warnings]


def test_the_source_says_what_it_is(bakkerij):
    source = bakkerij.source
    assert bakkerij.side is Side.MBO
    assert source.format == "sbb-xml"
    assert source.title == "Kwalificatiedossier Bakkerij"
    assert source.version == "geldig vanaf 01-08-2031, Proef, Vastgesteld"
    assert source.why == "dossier.xml is XML en begint met <sbb>"
    assert not source.example


def test_codes_are_built_from_chapters_and_give_the_order(bakkerij):
    assert [(i.kind.value, i.code, i.title) for i in bakkerij.items] == [
        ("dossier", "", "Bakkerij"),
        ("kerntaak", "B1-K1", "Bakt"),
        ("vakkennis", "", "heeft brede kennis van meel"),
        ("vakkennis", "", "kan een oven instellen"),
        ("vakkennis", "", "kan een trein besturen"),
        ("werkproces", "B1-K1-W2", "Kneedt deeg"),
        ("werkproces", "B1-K1-W10", "Ruimt op"),
        ("kwalificatie", "P1", "Scheepsbakker"),
        ("kwalificatie", "P2", "Broodbakker"),
        ("kerntaak", "P2-K1", "Verkoopt"),
        ("werkproces", "P2-K1-W1", "Rekent af"),
    ]


def test_ids_and_parents(bakkerij):
    parents = {item.id: item.parent for item in bakkerij.items}
    assert parents["sbb/77"] == ""
    assert parents["sbb/77/211"] == "sbb/77/201"
    assert parents["sbb/77/201"] == parents["sbb/77/302"] == "sbb/77"
    assert parents["sbb/77/201/501"] == "sbb/77/201"
    assert parents["sbb/77/221"] == "sbb/77/202"
    assert parents["sbb/77/202"] == "sbb/77/302"


def test_additions_for_one_profile_stand_apart(bakkerij):
    werkproces = bakkerij.by_id["sbb/77/211"]
    assert [(s.label, s.text, s.only_for) for s in werkproces.sections] == [
        ("omschrijving", "Kneedt het deeg.", ""),
        ("omschrijving", "Kneedt op een schip.", "sbb/77/301"),
        ("resultaat", "Het deeg is soepel.", ""),
        ("gedrag", "De bakker:\n- weegt precies;\n\n- werkt schoon.", ""),
        ("competenties", "Netjes werken, Rustig blijven", ""),
        ("competenties", "Rustig blijven", "sbb/77/301"),
    ]
    assert "schip" not in werkproces.text
    kerntaak = bakkerij.by_id["sbb/77/201"]
    assert [(s.label, s.text, s.only_for) for s in kerntaak.sections] == [
        ("complexiteit", "Volgt een recept.", ""),
        ("complexiteit", "Bedenkt zelf een recept.", "sbb/77/302"),
        ("verantwoordelijkheid", "Ruimt op.", ""),
    ]


def test_vakkennis_is_read_once_and_a_repetition_is_noted(bakkerij):
    knowledge = {i.title: i.only_for for i in bakkerij.of_kind(Kind.VAKKENNIS)}
    assert knowledge == {
        "heeft brede kennis van meel": (),
        "kan een oven instellen": (),
        "kan een trein besturen": ("sbb/77/302",),
    }
    (warning,) = bakkerij.warnings
    first = bakkerij.by_id["sbb/77/201/501"].place.line
    assert warning.message == (
        f"vakkennis staat dubbel en is één keer gelezen: 501 bij B1-K1, ook op regel {first}"
    )
    assert "501" in DOSSIER.splitlines()[warning.place.line - 1]


def test_niveaus_hours_crebo_and_typering(bakkerij):
    by_id = bakkerij.by_id
    assert by_id["sbb/77"].niveaus == by_id["sbb/77/211"].niveaus == (2, 3)
    assert by_id["sbb/77/221"].niveaus == by_id["sbb/77/201/503"].niveaus == (3,)
    assert by_id["sbb/77/302"].hours == Hours(3200.5, HourUnit.SBU)
    assert by_id["sbb/77/301"].hours == Hours(3200, HourUnit.SBU)
    assert (by_id["sbb/77"].crebo, by_id["sbb/77/301"].crebo) == ("99000", "99001")
    assert by_id["sbb/77"].text == "Werkt in een bakkerij."
    assert by_id["sbb/77/302"].text == "Bakt brood."


def test_what_hangs_under_a_profile_belongs_to_that_kwalificatie(bakkerij):
    by_id = bakkerij.by_id
    assert by_id["sbb/77/202"].only_for == by_id["sbb/77/221"].only_for == ("sbb/77/302",)
    assert by_id["sbb/77/201"].only_for == by_id["sbb/77/211"].only_for == ()


def test_a_place_has_file_line_xpath_and_nr(bakkerij):
    place = bakkerij.by_id["sbb/77/211"].place
    assert (place.file, place.record) == ("dossier.xml", "211")
    assert "Kneedt" in DOSSIER.splitlines()[place.line - 1]
    assert place.path.endswith("/kerntaak/basiswerkprocessen/werkproces[2]")


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        ('<competentie referentie="12"', '<competentie referentie="99"', "een onbekende compet"),
        ('heden referentie="502"', 'heden referentie="599"', "verwijst naar onbekende vakkennis"),
        ('<profiel referentie="302" /><c', '<profiel referentie="1" /><c', "een onbekend profiel"),
        ('niveau="3"', 'niveau="drie"', "niveau van de kwalificatie is niet 1, 2, 3 of 4"),
        ("<sbu>3200</sbu>", "<sbu>veel</sbu>", "studiebelastingsuren (sbu) zijn geen getal"),
        ('hoofdstuk="10"', "", "geen hoofdstuknummer"),
        ('hoofdstuk="10"', 'hoofdstuk="2"', "hoofdstuknummer komt twee keer voor"),
        ('nr="212"', 'nr="211"', "nr komt meer dan één keer voor"),
        ('titel="Rekent af"', "", "onderdeel zonder titel"),
        ("<crebo>99002<", "<crebo>1</crebo><crebo>99002<", "meer dan één crebo"),
        ('referentiedomein="41"', 'referentiedomein="9"', "verwijst naar een onbekend domein"),
        ('sectorkamer referentie="56"', 'sectorkamer referentie="9"', "onbekende sectorkamer"),
        ("<profielen>", "<bijlage /><profielen>", "onbekend element"),
        ("<profielkerntaken />", "<taal /><profielkerntaken />", "onbekend element"),
        ("<verantwoordelijkheid>", "<eis>Nieuw</eis><verantwoordelijkheid>", "onbekend element"),
        ("Maakt schoon.", "Maakt <i>alles</i> schoon.", "onbekend element"),
        ("Bakt brood.", "&lt;p&gt;Bakt brood.&lt;/p&gt;", "opmaak (HTML) uit de tekst gehaald"),
    ],
)
def test_what_does_not_fit_is_kept_and_noted_with_its_line(tmp_path, old, new, kind):
    curriculum = changed(tmp_path, old, new)
    assert len(curriculum.items) == len(curriculum.by_id) == 11
    (warning,) = [w for w in curriculum.warnings if kind in w.message]
    assert warning.place.line > 0
    assert len(curriculum.warnings) == 2


def test_text_for_an_unknown_profile_stays_out_of_the_text_for_all(tmp_path):
    curriculum = changed(tmp_path, '<profiel referentie="302" /><c', '<profiel referentie="1" /><c')
    kerntaak = curriculum.by_id["sbb/77/201"]
    assert kerntaak.sections[1].only_for == "sbb/77/1"
    assert kerntaak.text == "Volgt een recept.\n\nRuimt op."


def test_html_in_a_text_leaves_its_words(tmp_path):
    html = "&lt;p&gt;Bakt&lt;br&gt;brood &amp;amp; koek als 1 &lt; 2.&lt;/p&gt;"
    curriculum = changed(tmp_path, "Bakt brood.", html)
    assert curriculum.by_id["sbb/77/302"].text == "Bakt\nbrood & koek als 1 < 2."


def test_a_comment_does_not_cut_a_text(tmp_path):
    curriculum = changed(tmp_path, "Het deeg is soepel.", "Het deeg<!-- ! --> is soepel.")
    assert curriculum.by_id["sbb/77/211"].sections[2].text == "Het deeg is soepel."


def test_vakkennis_for_two_profiles_belongs_to_both(tmp_path):
    again = (
        '<aanvullend><profiel referentie="301" /><x><vakkennisenvaardigheden referentie="503" />'
    )
    curriculum = changed(
        tmp_path,
        "<vakkennisenvaardighedenperprofiel>",
        f"<vakkennisenvaardighedenperprofiel>{again}</x></aanvullend>",
    )
    item = curriculum.by_id["sbb/77/201/503"]
    assert item.only_for == ("sbb/77/301", "sbb/77/302")
    assert item.niveaus == (2, 3)


def facts(item):
    return [(fact.name, fact.value) for fact in item.facts]


def test_domein_and_the_like_are_facts(bakkerij):
    by_id = bakkerij.by_id
    assert facts(by_id["sbb/77"]) == [
        ("domein", "Brood en banket"),
        ("domeincode", "79999"),
        ("sectorkamer", "Sectorkamer bakken"),
    ]
    assert facts(by_id["sbb/77/302"]) == [
        ("beroepsgroep", "Bakken"),
        ("opleidingssoort", "vakopleiding"),
    ]
    assert facts(by_id["sbb/77/301"]) == []


def test_the_words_for_the_level_of_knowledge_are_kept(bakkerij):
    by_id = bakkerij.by_id
    assert facts(by_id["sbb/77/201/501"]) == [("kennisniveau", "brede kennis")]
    assert facts(by_id["sbb/77/201/502"]) == []
    assert by_id["sbb/77/201/501"].facts[0].place == by_id["sbb/77/201/501"].place


@pytest.mark.parametrize(
    ("sentence", "level"),
    [
        ("heeft basale kennis van deeg", "basale kennis"),
        ("heeft basiskennis van deeg", "basiskennis"),
        ("heeft kennis van deeg", "kennis"),
        ("Heeft  brede en specialistische  kennis van deeg", "brede en specialistische kennis"),
        ("heeft specialistische kennis van deeg", "specialistische kennis"),
        ("kan kennis van deeg toepassen", "kennis"),
        ("beschikt over een brede kennis van deeg", "brede kennis"),
        ("kan een oven instellen", ""),
        ("kan zonder kennis van ovens niet bakken", ""),
        ("heeft kennissen in de bakkerij", ""),
        ("", ""),
    ],
)
def test_level_words_count_at_the_start_of_a_sentence_only(sentence, level):
    assert knowledge_level(sentence) == level


def test_a_dossier_may_say_that_it_is_an_example(tmp_path):
    assert changed(tmp_path, "<sbb>", '<sbb voorbeeld="ja">').source.example


def test_a_declared_latin_1_is_read(tmp_path):
    text = DOSSIER.replace('encoding="utf-8"', 'encoding="iso-8859-1"').replace("trein", "café")
    path = tmp_path / "latin.xml"
    path.write_bytes(text.encode("latin-1"))
    assert load(path).by_id["sbb/77/201/503"].title == "kan een café besturen"


def test_the_name_of_the_file_does_not_matter(tmp_path):
    assert load(write_xml(tmp_path, DOSSIER, "download.txt")).counts()["werkproces"] == 3


def test_a_file_without_a_dossier_is_refused(tmp_path):
    with pytest.raises(InputError, match="geen dossier"):
        load(write_xml(tmp_path, "<sbb><dossiers /></sbb>"))
