"""The vakthesaurus: what it knows, what a school may lay beside it, and what is refused."""

import pytest

from align.errors import AlignError, InputError
from align.language import Analyser
from align.similarity.thesaurus import EMPTY, load_thesaurus, read_thesaurus

HEAD = """
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix vak: <urn:align:vak:> .
@prefix school: <urn:school:> .
"""


@pytest.fixture(scope="module")
def analyser():
    return Analyser()


def senses(analyser, text, thesaurus=None):
    known = thesaurus or load_thesaurus()
    return [sense for entry in analyser.analyse(text) for sense in known.senses(entry.terms)]


def fields(analyser, text, thesaurus=None):
    return {sense.field.rpartition(":")[2] for sense in senses(analyser, text, thesaurus)}


def concepts(analyser, text):
    return {sense.concept for sense in senses(analyser, text)}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Een stoel bekleden", "Stoffeert banken"),
        ("Een oprit bestraten", "Brengt verhardingen aan"),
        ("De cliënt", "Een bewoner"),
        ("Notulen uitwerken", "Maakt een vergaderverslag"),
        ("Het remsysteem", "De reminstallatie"),
    ],
)
def test_words_of_one_begrip_meet(analyser, one, other):
    assert concepts(analyser, one) & concepts(analyser, other)


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("Een bruidsboeket binden", "groen-bloem"),
        ("De bloeddruk van een bewoner meten", "zorg-verzorging"),
        ("Een PLC aansluiten", "techniek-besturing"),
        ("Deeg laten rijzen", "horeca-bakkerij"),
        ("De dakgoot van zink", "bouw-dak"),
    ],
)
def test_a_word_tells_its_vakgebied(analyser, text, field):
    assert field in fields(analyser, text)


def test_a_compound_is_known_by_its_parts_at_a_discount(analyser):
    (whole,) = [s for s in senses(analyser, "De baksteen") if s.field.endswith("metselen")]
    (part,) = [s for s in senses(analyser, "De gevelbaksteen") if s.field.endswith("metselen")]
    assert part.concept == whole.concept
    assert part.share < whole.share


def test_a_word_of_several_begrippen_counts_for_each_in_part(analyser):
    shares = [s.share for s in senses(analyser, "De kas") if s.word == "kas"]
    assert len(shares) > 1
    assert sum(shares) == pytest.approx(1.0)


def test_generic_words_are_about_nothing(analyser):
    assert not senses(analyser, "Werkzaamheden plannen en resultaten bespreken")


def test_an_empty_thesaurus_is_silent(analyser):
    assert not senses(analyser, "Metselen en voegen", EMPTY)


def test_every_begrip_falls_under_a_vakgebied_and_a_sector():
    depths = {len(concept.above) for concept in load_thesaurus().concepts}
    assert depths == {0, 1, 2}
    sectors = {concept.id for concept in load_thesaurus().concepts if not concept.above}
    assert len(sectors) == 9
    assert all(not c.above or c.above[-1] in sectors for c in load_thesaurus().concepts)


def test_a_school_adds_words_begrippen_and_labels_of_several_words(analyser, tmp_path):
    own = tmp_path / "school.ttl"
    own.write_text(
        HEAD
        + """
        vak:baksteen skos:altLabel "waalformaat"@nl .   # a word beside ours
        school:wadlopen a skos:Concept ;
            skos:broader vak:natuur , vak:groen ;
            skos:prefLabel "wadlopen"@nl ; skos:altLabel "tocht op het wad"@nl .
        """.replace("vak:natuur , vak:groen", "vak:groen-natuur"),
        encoding="utf-8",
    )
    both = read_thesaurus([own])
    assert fields(analyser, "Stenen in waalformaat", both) >= {"bouw-metselen"}
    assert fields(analyser, "Een tocht op het wad begeleiden", both) >= {"groen-natuur"}
    assert "groen-natuur" not in fields(analyser, "Een tocht op het wad begeleiden")
    assert both.version.startswith(load_thesaurus().version)
    assert own.name in both.version


@pytest.mark.parametrize(
    ("content", "what"),
    [
        ("vak:x a skos:Concept ; skos:broader vak:bouw .", "prefLabel"),
        ('vak:x skos:prefLabel "x"@nl ; skos:broader vak:nergens .', "staat nergens"),
        ('vak:x a skos:Concept ; skos:prefLabel "x"@nl .', "valt nergens onder"),
        (
            'vak:x skos:prefLabel "x" ; skos:broader vak:x .',
            "valt onder zichzelf",
        ),
        ("vak:x skos:prefLabel [ ] .", "leest align niet"),
        ('ander:x skos:prefLabel "x" .', "voorvoegsel"),
        ('vak:x skos:prefLabel "x"', "einde van het bestand"),
        ('vak:x skos:prefLabel """lang""" .', "hier hoort"),
        ("@prefix vak: vak: .", "@prefix"),
        ('vak:x "y" "z" .', "hier hoort een naam"),
    ],
)
def test_what_is_not_understood_is_refused_with_its_line(tmp_path, content, what):
    own = tmp_path / "school.ttl"
    own.write_text(HEAD + content, encoding="utf-8")
    with pytest.raises(AlignError) as caught:
        read_thesaurus([own])
    assert what in str(caught.value)
    assert "regel 5" in str(caught.value)


def test_other_predicates_are_let_be_and_marks_may_end_a_list(analyser, tmp_path):
    own = tmp_path / "school.ttl"
    own.write_text(
        HEAD + 'vak:baksteen skos:scopeNote "zegt \\"steen\\"" ; skos:altLabel "klinkerd" ; .',
        encoding="utf-8",
    )
    assert "bouw-metselen" in fields(analyser, "Een klinkerd", read_thesaurus([own]))


def test_faults_of_all_files_are_reported_together(tmp_path):
    first, second = tmp_path / "een.ttl", tmp_path / "twee.ttl"
    first.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(AlignError) as caught:
        read_thesaurus([first, second])
    assert "een.ttl" in str(caught.value)
    assert "twee.ttl" in str(caught.value)


def test_a_thesaurus_as_large_as_a_library_is_refused(tmp_path):
    own = tmp_path / "groot.ttl"
    own.write_text("#" * 1_000_001, encoding="utf-8")
    with pytest.raises(InputError, match="groter dan"):
        read_thesaurus([own])
