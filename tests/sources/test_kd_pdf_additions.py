"""What a kwalificatiedossier adds for one profile stands apart from what holds for all."""

import pytest
from small_kd import BODY_GOES_ON, PAGES, changed, kinds_of_warnings, read, texts

from align.model import Kind


class TestAdditionsPerProfile:
    """The words around an addition were not seen in a PDF; these are the ways that are known."""

    @pytest.mark.parametrize(
        "header",
        [
            ["Voor P2 geldt aanvullend:"],
            ["Voor P2 Sluiswachter van grote sluizen en gemalen geldt aanvullend:"],
            ["Voor de Sluiswachter van grote sluizen", "en gemalen geldt aanvullend:"],
            ["Aanvullende eisen P2:"],
            ["Aanvullend voor P2 Sluiswachter van grote sluizen en gemalen"],
            ["P2 Sluiswachter van grote sluizen en gemalen"],
            ["Sluiswachter van grote sluizen en gemalen:"],
        ],
    )
    def test_text_below_a_header_is_for_that_profile(self, tmp_path, header):
        added = ["De brug is veilig geopend.", "", *header, "", "De sluis ook."]
        curriculum = changed(tmp_path, "De brug is veilig geopend.", added)
        werkproces = curriculum.by_id["kd/99100/B1-K1-W1"]
        assert [t for t in texts(werkproces) if t[0] == "resultaat"] == [
            ("resultaat", "De brug is veilig geopend.", ""),
            ("resultaat", "De sluis ook.", "kd/99100/P2"),
        ]
        assert curriculum.warnings == ()

    def test_for_several_profiles_and_back_to_all(self, tmp_path):
        added = [
            "§ kan een brug bedienen",
            "",
            "Voor P1 en P2 geldt aanvullend:",
            "§ kan wachten",
            "Voor P2 geldt aanvullend:",
            "§ kan schutten",
            "Voor alle profielen geldt:",
            "§ kan varen",
        ]
        curriculum = changed(tmp_path, "§ kan een brug bedienen", added)
        found = {i.title: (i.only_for, i.niveaus) for i in curriculum.of_kind(Kind.VAKKENNIS)}
        assert found["kan een brug bedienen"] == found["kan varen"] == ((), (2, 3))
        assert found["kan wachten"] == (("kd/99100/P1", "kd/99100/P2"), (2, 3))
        assert found["kan schutten"] == (("kd/99100/P2",), (3,))

    def test_behaviour_and_competences_of_one_profile_stand_apart(self, tmp_path):
        added = [
            "- schrijft leesbaar.",
            "De onderliggende competenties zijn: Formuleren en rapporteren",
            "",
            "Voor P2 geldt aanvullend:",
            "- rekent na.",
            "De onderliggende competenties zijn: Analyseren",
        ]
        whole = "De onderliggende competenties zijn: Formuleren en rapporteren"
        pages = [[line for line in page if line != whole] for page in PAGES]
        curriculum = changed(tmp_path, "- schrijft leesbaar.", added, pages)
        assert texts(curriculum.by_id["kd/99100/B1-K1-W2"])[2:] == [
            ("gedrag", "De beginnend beroepsbeoefenaar:\n- schrijft leesbaar.", ""),
            ("gedrag", "- rekent na.", "kd/99100/P2"),
            ("competenties", "Formuleren en rapporteren", ""),
            ("competenties", "Analyseren", "kd/99100/P2"),
        ]

    def test_an_unknown_profile_keeps_its_text_apart_and_says_so(self, tmp_path):
        added = ["Het logboek klopt.", "", "Voor P8 geldt aanvullend:", "En is versleuteld."]
        curriculum = changed(tmp_path, "Het logboek klopt.", added)
        werkproces = curriculum.by_id["kd/99100/B1-K1-W2"]
        assert "versleuteld" not in werkproces.text
        (warning,) = curriculum.warnings
        assert "aanvullende eis zonder bekend profiel" in warning.message
        assert (warning.place.page, warning.place.record) == (7, "B1-K1-W2")

    def test_a_sentence_that_only_looks_like_a_header_stays_text(self, tmp_path):
        said = "Voor de wachter geldt: eerst kijken."
        curriculum = changed(tmp_path, "Het logboek klopt.", [said])
        assert ("resultaat", said, "") in texts(curriculum.by_id["kd/99100/B1-K1-W2"])


class TestTwoColumns:
    """The model of 2015: what holds for all on the left, additions in a column on the right."""

    LEFT_TEXT = (
        "De wachter opent de brug",
        "als een schip zich meldt, en",
        "houdt het verkeer tegen.",
    )

    def page(self, right):
        return [
            "B1-K1-W2: Houdt het logboek bij",
            "",
            [(40, "Omschrijving"), (320, "Aanvullende eisen")],
            "",
            *(
                [(40, left), *([(320, other)] if other else [])]
                for left, other in zip(self.LEFT_TEXT, right, strict=True)
            ),
            "",
            "Resultaat",
            "",
            "Het logboek klopt.",
            "",
            "Gedrag",
            "",
            "De wachter:",
            [(40, "- schrijft leesbaar"), (320, "P2:")],
            [(40, "en netjes."), (320, "- rekent na.")],
            "De onderliggende competenties zijn: Formuleren en rapporteren",
        ]

    def read(self, tmp_path, right):
        at = BODY_GOES_ON.index("B1-K1-W2: Houdt het logboek bij")
        pages = [*PAGES[:6], BODY_GOES_ON[:at], self.page(right), *PAGES[7:]]
        return read(tmp_path, pages)

    def test_the_columns_do_not_run_into_each_other(self, tmp_path):
        right = ("Voor P2 geldt aanvullend:", "De sluiswachter opent ook", "de sluis.")
        curriculum = self.read(tmp_path, right)
        assert texts(curriculum.by_id["kd/99100/B1-K1-W2"]) == [
            ("omschrijving", " ".join(self.LEFT_TEXT), ""),
            ("omschrijving", "De sluiswachter opent ook de sluis.", "kd/99100/P2"),
            ("resultaat", "Het logboek klopt.", ""),
            ("gedrag", "De wachter:\n- schrijft leesbaar en netjes.", ""),
            ("gedrag", "- rekent na.", "kd/99100/P2"),
            ("competenties", "Formuleren en rapporteren", ""),
        ]
        assert curriculum.warnings == ()

    def test_a_column_that_names_no_profile_is_kept_apart_with_a_warning(self, tmp_path):
        curriculum = self.read(tmp_path, ("Ook de sluis.", "", ""))
        werkproces = curriculum.by_id["kd/99100/B1-K1-W2"]
        assert "sluis" not in werkproces.text
        assert kinds_of_warnings(curriculum) == [
            "aanvullende eis zonder bekend profiel; hij telt voor geen enkele kwalificatie"
        ]
