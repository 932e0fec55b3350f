"""A kwalificatiedossier as PDF becomes the same tree as SBB's XML; furniture is no content."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_kd import (
    BODY_TO_BREAK,
    COLOPHON,
    CONTENTS,
    COVER,
    HEAD,
    PAGES,
    changed,
    head_above,
    kinds_of_warnings,
    read,
    texts,
)

from align.errors import InputError
from align.model import Kind
from align.sources import load


@pytest.fixture
def bruggen(tmp_path):
    return read(tmp_path, PAGES)


class TestWholeDossier:
    def test_the_source_says_what_it_is_and_why(self, bruggen):
        source = bruggen.source
        assert source.format == "kd-pdf"
        assert source.title == "Kwalificatiedossier Bruggen en sluizen"
        assert source.version == "geldig vanaf 01-08-2031, Gewijzigd 2031"
        assert source.why == "op blz. 1 staat 'Kwalificatiedossier mbo'"
        assert bruggen.warnings == ()

    def test_the_tree(self, bruggen):
        assert [(i.kind.value, i.code, i.title) for i in bruggen.items] == [
            ("dossier", "", "Bruggen en sluizen"),
            ("kerntaak", "B1-K1", "Bedient bruggen"),
            ("vakkennis", "", "heeft basiskennis van getijden"),
            (
                "vakkennis",
                "",
                (
                    "heeft kennis van regels op het water, waaronder die voor het schutten "
                    "van schepen met gevaarlijke lading"
                ),
            ),
            ("vakkennis", "", "kan een brug bedienen"),
            (
                "werkproces",
                "B1-K1-W1",
                (
                    "Opent en sluit de brug volgens een schema dat de vaarwegbeheerder heeft "
                    "vastgesteld"
                ),
            ),
            ("werkproces", "B1-K1-W2", "Houdt het logboek bij"),
            ("kwalificatie", "P1", "Brugwachter"),
            ("kwalificatie", "P2", "Sluiswachter van grote sluizen en gemalen"),
            ("kerntaak", "P2-K1", "Schut schepen"),
            ("vakkennis", "", "kan een kolk vullen"),
            ("werkproces", "P2-K1-W1", "Vult de kolk"),
        ]

    def test_ids_are_made_of_crebo_and_code(self, bruggen):
        coded = [i for i in bruggen.items if i.kind is not Kind.VAKKENNIS]
        assert [i.id for i in coded] == [
            "kd/99100",
            "kd/99100/B1-K1",
            "kd/99100/B1-K1-W1",
            "kd/99100/B1-K1-W2",
            "kd/99100/P1",
            "kd/99100/P2",
            "kd/99100/P2-K1",
            "kd/99100/P2-K1-W1",
        ]
        parents = {i.code or i.title: i.parent for i in bruggen.items}
        assert parents["B1-K1"] == parents["P2"] == "kd/99100"
        assert parents["kan een brug bedienen"] == parents["B1-K1-W1"] == "kd/99100/B1-K1"
        assert parents["P2-K1-W1"] == "kd/99100/P2-K1"

    def test_crebo_niveau_and_facts(self, bruggen):
        by_id = bruggen.by_id
        dossier, one, two = (by_id[f"kd/99100{end}"] for end in ("", "/P1", "/P2"))
        assert (dossier.crebo, one.crebo, two.crebo) == ("99100", "99101", "99102")
        assert (dossier.niveaus, one.niveaus, two.niveaus) == ((2, 3), (2,), (3,))
        assert {f.name: f.value for f in dossier.facts} == {
            "versie": "Gewijzigd 2031",
            "geldig_vanaf": "01-08-2031",
            "domein": "Water en vaart",
            "domeincode": "79999",
            "sectorkamer": "Sectorkamer water",
            "gevalideerd_door": "Sectorkamer water",
            "gevalideerd_op": "18-09-2030",
        }
        assert [(f.name, f.value) for f in two.facts] == [
            ("beroepsvereisten", "Ja"),
            ("opleidingssoort", "vakopleiding"),
        ]
        assert two.facts[1].place.page == 5
        assert texts(one) == []
        assert texts(two) == [
            ("typering", "De sluiswachter werkt ook in een gemaal.", ""),
            ("toelichting", "Een bewijs van vaarbevoegdheid is nodig.", ""),
        ]

    def test_what_hangs_under_a_profile_belongs_to_that_kwalificatie(self, bruggen):
        for item in bruggen.items:
            mine = item.code.startswith("P2-") or item.title == "kan een kolk vullen"
            assert item.only_for == (("kd/99100/P2",) if mine else ())
            if mine:
                assert item.niveaus == (3,)

    def test_typering_and_texts_of_a_kerntaak(self, bruggen):
        assert texts(bruggen.by_id["kd/99100"]) == [
            ("typering", "De wachter werkt aan het water.", ""),
            ("typering", "De wachter is wakker.", ""),
        ]
        assert texts(bruggen.by_id["kd/99100/B1-K1"]) == [
            (
                "complexiteit",
                (
                    "De wachter werkt met verkeer op de weg en op het water, en geen dag is "
                    "hetzelfde. Fouten hebben grote gevolgen voor mensen.\n"
                    "Daarna volgt een tweede alinea."
                ),
                "",
            ),
            ("verantwoordelijkheid", "De wachter werkt alleen.", ""),
        ]

    def test_a_text_goes_on_over_a_page_a_running_head_and_a_broken_word(self, bruggen):
        assert texts(bruggen.by_id["kd/99100/B1-K1-W1"]) == [
            (
                "omschrijving",
                (
                    "De wachter opent de brug als een schip zich meldt. Daarvoor kijkt de wachter "
                    "eerst of er nog iemand op de brug staat. De wachter kijkt ook naar de "
                    "werkzaamheden van anderen op de kade."
                ),
                "",
            ),
            ("resultaat", "De brug is veilig geopend.", ""),
            (
                "gedrag",
                (
                    "De beginnend beroepsbeoefenaar:\n- kijkt goed om zich heen, ook als het "
                    "regent en er niemand op de weg of op het water is te zien;\n- blijft rustig."
                ),
                "",
            ),
            (
                "competenties",
                'Beslissen en activiteiten initiëren, Op de "klant" richten',
                "",
            ),
        ]

    def test_nothing_of_footers_contents_guide_and_general_parts_is_read(self, bruggen):
        everything = " ".join(f"{i.title} {i.text}" for i in bruggen.items)
        for furniture in (" van 9", "....", "vormen samen", "Staat in elk dossier", "Geen extra"):
            assert furniture not in everything

    def test_every_item_has_its_page_and_box(self, bruggen):
        place = bruggen.by_id["kd/99100/B1-K1-W2"].place
        assert (place.file, place.page, place.record) == ("dossier.pdf", 7, "B1-K1-W2")
        for item in bruggen.items:
            left, bottom, right, top = item.place.box
            assert 0 < left < right < 595
            assert 0 < bottom < top < 842
            assert item.place.page
            assert all(s.place.page and s.place.box for s in item.sections)

    def test_the_same_dossier_in_a_tight_layout_reads_the_same(self, tmp_path, bruggen):
        tight = [[line for line in page if line] for page in PAGES]
        same = read(tmp_path, tight)
        assert [(i.id, i.title, texts(i)) for i in same.items] == [
            (i.id, i.title, texts(i)) for i in bruggen.items
        ]

    def test_running_heads_of_the_publisher_are_no_content(self, tmp_path, bruggen):
        pages = [[f"SBB - Bruggen en sluizen - {n} -", *page] for n, page in enumerate(PAGES, 1)]
        same = read(tmp_path, [COVER, *pages[1:]])
        assert [texts(i) for i in same.items] == [texts(i) for i in bruggen.items]
        assert same.warnings == ()

    def test_a_list_inside_a_list_item_is_part_of_it(self, tmp_path):
        new = ["§ kan bedienen:", [(60, "o een brug;")], [(60, "o een sluis")], "§ kan zwemmen"]
        curriculum = changed(tmp_path, "§ kan een brug bedienen", new)
        found = [i.title for i in curriculum.of_kind(Kind.VAKKENNIS)]
        assert found[2:4] == ["kan bedienen: een brug; een sluis", "kan zwemmen"]

    def test_a_title_beside_the_first_line_of_the_cover(self, tmp_path):
        cover = ["KWALIFICATIEDOSSIER MBO Bruggen", "en sluizen", *COVER[2:]]
        curriculum = read(tmp_path, [cover, *PAGES[1:]])
        assert curriculum.source.title == "Kwalificatiedossier Bruggen en sluizen"

    def test_the_name_of_the_file_does_not_matter(self, tmp_path, bruggen):
        assert read(tmp_path, PAGES, "rooster.xml").items[0].id == bruggen.items[0].id


class TestPageBreaks:
    @settings(max_examples=12)
    @given(st.integers(BODY_TO_BREAK.index("Complexiteit"), len(BODY_TO_BREAK) - 2))
    def test_wherever_a_page_ends_the_tree_is_the_same(self, tmp_path_factory, cut):
        folder = tmp_path_factory.mktemp("breuk")
        above, below = BODY_TO_BREAK[:cut], BODY_TO_BREAK[cut:]
        if above[-1] == HEAD:
            return  # a publisher does not break a heading in two
        pages = [*PAGES[:5], above, [*head_above(above, below), *below], *PAGES[7:]]
        broken, whole = read(folder, pages), read(folder, PAGES, "heel.pdf")
        assert [(i.id, i.title, texts(i)) for i in broken.items] == [
            (i.id, i.title, texts(i)) for i in whole.items
        ]
        assert broken.warnings == ()


class TestChecksum:
    def test_a_werkproces_that_contents_name_but_the_body_lacks(self, tmp_path):
        pages = [[*CONTENTS, "B1-K1-W3: Ruimt op ..... 7"] if p is CONTENTS else p for p in PAGES]
        (warning,) = read(tmp_path, pages).warnings
        assert warning.message.endswith("dat in de tekst niet is gevonden: B1-K1-W3")
        assert (warning.place.page, warning.place.record) == (3, "B1-K1-W3")

    def test_a_body_that_was_cut_off(self, tmp_path):
        curriculum = read(tmp_path, PAGES[:6])
        missing = [w.place.record for w in curriculum.warnings if "niet is gevonden" in w.message]
        assert missing == ["B1-K1-W2", "P2-K1", "P2-K1-W1"]
        profiles = [i.title for i in curriculum.of_kind(Kind.KWALIFICATIE)]
        assert profiles == ["Brugwachter", "Sluiswachter van grote sluizen en gemalen"]
        assert "werkproces zonder resultaat" in kinds_of_warnings(curriculum)

    def test_a_werkproces_that_is_announced_nowhere(self, tmp_path):
        new = ["B1-K1-W7: Houdt het logboek bij"]
        curriculum = changed(tmp_path, "B1-K1-W2: Houdt het logboek bij", new)
        assert kinds_of_warnings(curriculum) == [
            "inhoudsopgave of overzicht noemt een onderdeel dat in de tekst niet is gevonden",
            "dit onderdeel staat niet in de inhoudsopgave of het overzicht",
        ]


class TestWhatDoesNotFit:
    @pytest.mark.parametrize(
        ("old", "new", "kind"),
        [
            ("Crebonr. 99100", [], "op het voorblad staat geen crebonummer van het dossier"),
            ("» Brugwachter (Crebonr. 99101)", [], "crebonummer van de kwalificatie staat niet"),
            (
                "» Brugwachter (Crebonr. 99101)",
                ["» Wachter (Crebonr. 99101)"],
                "naam op het voorblad is anders dan in het profieldeel",
            ),
            ("Het logboek klopt.", [], "werkproces zonder resultaat"),
            ("§ kan een kolk vullen", [], "kerntaak zonder vakkennis"),
            ("§ kan een brug bedienen", ["§ kan een brug bedienen"] * 2, "vakkennis staat dubbel"),
            (
                "De wachter is wakker.",
                ["De wachter is wakker.", "", "P7-K1-W1: Slaapt", "", "Omschrijving", "", "Rust."],
                "het profiel boven deze kerntaak ontbreekt",
            ),
            (
                "B1-K1-W2: Houdt het logboek bij",
                [HEAD, "vastgesteld", "", "B1-K1-W2: Houdt het logboek bij"],
                "",
            ),
            (
                "B1-K1: Bedient bruggen",
                ["B1-K1: Bedient bruggen", "", "Een losse regel."],
                "tekst zonder bekend kopje is niet gelezen",
            ),
        ],
    )
    def test_it_is_noted_with_its_page(self, tmp_path, old, new, kind):
        curriculum = changed(tmp_path, old, new)
        found = [w for w in curriculum.warnings if kind and kind in w.message]
        assert bool(found) == bool(kind)
        assert all(w.place.page for w in curriculum.warnings)
        assert len(curriculum.items) == len(curriculum.by_id)

    def test_the_same_code_twice_keeps_both(self, tmp_path):
        again = ["B1-K1-W1: Iets anders", "", "Omschrijving", "", "Doet iets anders."]
        curriculum = changed(tmp_path, "B1-K1-W2: Houdt het logboek bij", again)
        assert "kd/99100/B1-K1-W1#2" in curriculum.by_id
        assert "code komt meer dan één keer voor" in kinds_of_warnings(curriculum)

    def test_a_dossier_without_kerntaken(self, tmp_path):
        with pytest.raises(InputError, match="geen enkele kerntaak gevonden") as caught:
            read(tmp_path, [COVER, COLOPHON])
        assert "dossier.pdf" in caught.value.where

    def test_another_pdf_is_not_taken_for_a_dossier(self, tmp_path):
        with pytest.raises(InputError, match="hij begint met 'Notulen van de vakgroep'"):
            read(tmp_path, [["Notulen van de vakgroep", "Naam kwalificatiedossier Bruggen"]])


@pytest.fixture(scope="module")
def apotheek(real_data):
    return load(real_data / "kd-pdf" / "23450_Apothekersassistent-2.pdf")


@pytest.mark.real
class TestRealDossier:
    def test_counts(self, apotheek):
        assert apotheek.counts() == {
            "dossier": 1,
            "kwalificatie": 1,
            "kerntaak": 3,
            "werkproces": 9,
            "vakkennis": 88,
        }
        below = [
            sum(i.kind is Kind.VAKKENNIS for i in apotheek.children[k.id])
            for k in apotheek.of_kind(Kind.KERNTAAK)
        ]
        assert below == [42, 20, 26]
        assert apotheek.warnings == ()

    def test_every_text_is_there_and_whole(self, apotheek):
        for kerntaak in apotheek.of_kind(Kind.KERNTAAK):
            labels = [s.label for s in kerntaak.sections]
            assert labels == ["complexiteit", "verantwoordelijkheid"]
        for werkproces in apotheek.of_kind(Kind.WERKPROCES):
            *running, names = werkproces.sections
            assert [s.label for s in running] == ["omschrijving", "resultaat", "gedrag"]
            assert all(s.text.endswith(".") for s in running)
            assert 4 <= len(names.text.split(", ")) <= 5
            assert werkproces.title.endswith(")")
        everything = "\n".join(f"{i.title}\n{i.text}" for i in apotheek.items)
        assert " van 17" not in everything
        assert "B1-K" not in everything

    def test_crebo_niveau_and_version(self, apotheek):
        dossier, kwalificatie = apotheek.items[0], apotheek.of_kind(Kind.KWALIFICATIE)[0]
        assert (dossier.crebo, kwalificatie.crebo) == ("23450", "27141")
        assert dossier.niveaus == kwalificatie.niveaus == (4,)
        assert apotheek.source.version == "geldig vanaf 01-08-2026, Gewijzigd 2026"
        assert "kd/23450/B1-K1-W2" in apotheek.by_id
