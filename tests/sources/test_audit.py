"""A source is audited for what its publisher can mend, with every place; the rest stays quiet."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_sources import DOSSIER, small_release, write_records, write_xml

from align.model import Curriculum, Item, Kind, Leerweg, Place, Side, Source
from align.sources import load
from align.sources.audit import (
    COPIED,
    DOUBLED_CODE,
    NO_LEERWEG,
    NO_LEVEL,
    NOTHING_THERE,
    OTHER_CODE,
    REPEATED,
    STRAY,
    audit,
)
from align.sources.audit_words import Vocabulary, folded

SOURCE = Source("x", "slo-bg", "x", "1", "0" * 64)


def deeltaak(code: str, title: str, *sentences: str) -> list[Item]:
    """A deeltaak and its eindtermen, coded from 01 on."""
    found = [Item(code, Kind.DEELTAAK, code, title, "", Place("deeltaak.json", record=code))]
    for number, sentence in enumerate(sentences, start=1):
        name = f"{code}-{number:02}"
        place = Place("eindterm.json", record=name)
        found.append(
            Item(name, Kind.EINDTERM, name, sentence, code, place, leerwegen=(Leerweg.BB,))
        )
    return found


def programme(*parts: list[Item]) -> Curriculum:
    return Curriculum(SOURCE, Side.VMBO, tuple(item for part in parts for item in part))


def found(curriculum: Curriculum, kind: str) -> list[tuple[str, list[str]]]:
    return [(f.message, [p.record for p in f.places]) for f in audit(curriculum) if f.kind == kind]


def kinds(curriculum: Curriculum) -> set[str]:
    return {f.kind for f in audit(curriculum)}


def test_a_sound_release_and_a_sound_dossier_give_nothing(tmp_path):
    assert audit(load(write_records(tmp_path / "2031.2", small_release()))) == ()
    sound = DOSSIER.replace('<vakkennisenvaardigheden referentie="501" />', "", 1)
    assert audit(load(write_xml(tmp_path, sound))) == ()


def test_a_deeltaak_whose_eindtermen_are_one_sentence_names_where_it_came_from():
    copied = "De kandidaat kan een oven ontkalken"
    curriculum = programme(
        deeltaak("K/XX/01/01", "Ovens onderhouden", copied, "De kandidaat kan ovens poetsen"),
        deeltaak("K/XX/02/03", "Honden uitlaten", f"{copied}.", copied, f" {copied.lower()}"),
    )
    ((message, places),) = found(curriculum, COPIED)
    assert message == (
        "alle 3 eindtermen van K/XX/02/03 ‘Honden uitlaten’ zijn dezelfde zin: "
        "‘De kandidaat kan een oven ontkalken.’; die zin staat ook bij K/XX/01/01-01"
    )
    assert places == ["K/XX/02/03-01", "K/XX/02/03-02", "K/XX/02/03-03", "K/XX/01/01-01"]
    assert kinds(curriculum) == {COPIED}


def test_a_deeltaak_with_one_eindterm_is_no_copy():
    assert audit(programme(deeltaak("K/XX/01/01", "Bakken", "De kandidaat kan bakken"))) == ()


def test_the_same_sentence_twice_within_a_deeltaak_gives_both_places():
    curriculum = programme(
        deeltaak("K/XX/01/01", "Bakken", "Kan deeg kneden", "Kan deeg rijzen", "kan deeg kneden.")
    )
    ((message, places),) = found(curriculum, REPEATED)
    assert "staat 2 keer bij K/XX/01/01" in message
    assert places == ["K/XX/01/01-01", "K/XX/01/01-03"]


def test_a_doubled_code_gives_both_titles_and_places():
    one, two = deeltaak("K/XX/01/01", "Bakken"), deeltaak("k/xx/01/01", "Braden")
    ((message, places),) = found(programme(one, two), DOUBLED_CODE)
    assert message == "K/XX/01/01 staat op 2 onderdelen (deeltaak): ‘Bakken’ en ‘Braden’"
    assert places == ["K/XX/01/01", "k/xx/01/01"]


def test_codes_of_mbo_may_return_in_another_dossier(tmp_path):
    start, end = DOSSIER.index("<dossier nr"), DOSSIER.index("</dossiers>")
    other = DOSSIER[start:end].replace('nr="77"', 'nr="78"')
    curriculum = load(write_xml(tmp_path, DOSSIER[:end] + other + DOSSIER[end:]))
    assert DOUBLED_CODE not in kinds(curriculum)


@pytest.mark.parametrize("kind", [Kind.KWALIFICATIE, Kind.KEUZEDEEL])
def test_kwalificaties_and_keuzedelen_may_each_have_a_first_kerntaak(kind):
    def item(identifier: str, kind: Kind, parent: str, code: str = "") -> Item:
        return Item(identifier, kind, code, identifier, parent, Place("x", record=identifier))

    items = [item("d", Kind.DOSSIER, "")]
    for name in ("a", "b"):
        items += [
            item(name, kind, "d"),
            item(f"{name}1", Kind.KERNTAAK, name, "B1-K1"),
        ]
    curriculum = Curriculum(SOURCE, Side.MBO, tuple(items))
    assert audit(curriculum) == ()
    twice = Curriculum(SOURCE, Side.MBO, (*items, item("again", Kind.KERNTAAK, "a", "b1-k1")))
    ((_, places),) = found(twice, DOUBLED_CODE)
    assert places == ["a1", "again"]


def test_an_eindterm_with_the_code_of_another_deeltaak_gives_both_places():
    part = deeltaak("K/XX/01/01", "Bakken", "Kan bakken", "Kan braden")
    stray = Item("e", Kind.EINDTERM, "K/XX/01/09-01", "Kan x", part[0].id, Place("e", record="e"))
    ((message, places),) = found(programme([*part, stray]), OTHER_CODE)
    assert message == "K/XX/01/09-01 ‘Kan x’ staat onder K/XX/01/01 ‘Bakken’"
    assert places == ["e", "K/XX/01/01"]


LOST = "De kandidaat kan een raamkozijn voorzien van glaslatten"


def test_a_sentence_that_fits_elsewhere_and_not_here_is_named_with_its_home():
    curriculum = programme(
        deeltaak("K/XX/01/01", "Een raamkozijn maken", LOST, "Kan glaslatten zagen"),
        deeltaak("K/XX/02/01", "Honden verzorgen", "Kan honden borstelen", LOST),
    )
    ((message, places),) = found(curriculum, STRAY)
    assert "K/XX/02/01-02" in message
    assert places == ["K/XX/02/01-02", "K/XX/01/01-01"]


def test_a_sentence_that_fits_in_both_places_is_left_alone():
    curriculum = programme(
        deeltaak("K/XX/01/01", "Een raamkozijn maken", LOST, "Kan glaslatten zagen"),
        deeltaak("K/XX/02/01", "Raamkozijnen herstellen", "Kan hout zagen", LOST),
    )
    assert STRAY not in kinds(curriculum)


def test_a_sentence_that_fits_anywhere_is_left_alone():
    general = "De kandidaat kan veilig werken"
    curriculum = programme(
        *(deeltaak(f"K/XX/01/{n:02}", f"Deel {n}", general, f"Kan {n}") for n in range(1, 9))
    )
    assert audit(curriculum) == ()


def test_a_missing_leerweg_is_named_when_most_others_have_one(tmp_path):
    records = small_release()
    records["globale_eindterm"][0]["niveau_id"] = []
    curriculum = load(write_records(tmp_path / "2031.2", records))
    ((message, places),) = found(curriculum, NO_LEERWEG)
    assert "P/ZW/01/02-02" in message
    assert places == ["P/ZW/01/02-02"]


def test_a_source_that_never_states_a_leerweg_is_not_blamed():
    part = deeltaak("K/XX/01/01", "Bakken", "Kan bakken", "Kan braden")
    bare = [Item(i.id, i.kind, i.code, i.title, i.parent, i.place) for i in part]
    assert audit(programme(bare)) == ()


def test_a_kwalificatie_without_niveau_or_crebo_is_named(tmp_path):
    text = DOSSIER.replace("<crebo>99002</crebo>", "").replace('niveau="3"', "")
    third = '<profiel nr="303" titel="Koekbakker" hoofdstuk="3" niveau="2"><creboinformatie>\
<crebo>99003</crebo></creboinformatie></profiel></profielen>'
    curriculum = load(write_xml(tmp_path, text.replace("</profielen>", third)))
    messages = [message for message, _ in found(curriculum, NO_LEVEL)]
    assert [m.split(" noemt ")[0] for m in messages] == ["P2 ‘Broodbakker’"] * 2


def test_references_to_nothing_and_double_references_are_named(tmp_path):
    records = small_release()
    records["deeltaak"][0]["examenprogramma_bg_globale_eindterm_id"] = ["weg"]
    curriculum = load(write_records(tmp_path / "2031.2", records))
    ((message, places),) = found(curriculum, NOTHING_THERE)
    assert "globale_eindterm weg" in message
    assert places == ["P/ZW/01/10"]
    dossier = load(write_xml(tmp_path, DOSSIER))
    ((message, _),) = found(dossier, REPEATED)
    assert "501 bij B1-K1, ook op regel" in message


def test_a_long_title_is_shortened_at_a_word():
    long = "bakken " * 60
    (one, *_) = found(programme(deeltaak("A/1", long), deeltaak("A/1", "x")), DOUBLED_CODE)
    assert len(one[0]) < 260
    assert "bakken …’" in one[0]


def test_folded_forgets_capitals_and_signs():
    assert folded(" De kandidaat: kan, 1 Taart-(bodem) bakken. ") == (
        "de kandidaat kan 1 taart bodem bakken"
    )


def test_rare_words_are_shared_by_stem_or_as_part_of_a_compound():
    words = Vocabulary(["Kan een raamkozijn stellen", *(f"Kan deel {n}" for n in range(200))])
    rare = words.words("een raamkozijn stellen")
    assert words.shared(rare, "kozijnen") == frozenset()
    assert words.shared(rare, "kozijn") == {"raamk"}
    assert words.shared(rare, "raamkozijnen") == {"raamk"}
    assert words.shared(rare, "honden") == frozenset()


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["a", "b", "c", ""]),
            st.sampled_from(["Kan deeg kneden", "kan DEEG kneden!", "Kan hout zagen", ""]),
            st.sampled_from(["d1", "d2", "weg", ""]),
        ),
        max_size=8,
    )
)
def test_any_tree_can_be_audited_and_twice_gives_the_same(rows):
    items = [
        *deeltaak("d1", "Deeg kneden"),
        *deeltaak("d2", "Hout zagen"),
        *(
            Item(f"e{n}", Kind.EINDTERM, code, title, parent, Place("e", line=n))
            for n, (code, title, parent) in enumerate(rows)
        ),
    ]
    curriculum = Curriculum(SOURCE, Side.VMBO, tuple(items))
    once = audit(curriculum)
    assert once == audit(curriculum)
    assert all(finding.places and finding.message for finding in once)
    again = Curriculum(SOURCE, Side.VMBO, tuple(reversed(items)))
    assert [f.kind for f in audit(again)] == [f.kind for f in once]


@pytest.mark.real
def test_release_2025_3_has_two_deeltaken_that_are_one_sentence(real_data):
    curriculum = load(real_data / "slo-bg" / "2025.3")
    findings = audit(curriculum)
    number = {kind: sum(f.kind == kind for f in findings) for kind in {f.kind for f in findings}}
    assert number == {
        COPIED: 2,
        REPEATED: 1,
        OTHER_CODE: 11,
        DOUBLED_CODE: 7,
        NO_LEERWEG: 7,
    }
    copied = [f for f in findings if f.kind == COPIED]
    assert ["K/GR/05/04" in copied[0].message, "K/GR/12/03" in copied[1].message] == [True, True]
    assert all("K/GR/02/03-04" in f.message for f in copied)
    assert all(len(f.places) == 7 for f in copied)


@pytest.mark.real
@pytest.mark.parametrize(("tag", "strays"), [("2020.1", ["K/EO/07/01-09"]), ("2024.2", [])])
def test_the_other_releases_have_the_same_copies(real_data, tag, strays):
    findings = audit(load(real_data / "slo-bg" / tag))
    assert sum(f.kind == COPIED for f in findings) == 2
    assert [f.places[0].record for f in findings if f.kind == STRAY] == strays
