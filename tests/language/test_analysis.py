from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from align.language import Analyser, pipeline
from align.language.sentences import LONGEST_SENTENCE
from align.language.tokenizer import Cutter, texts_and_starts


@pytest.fixture(scope="module")
def analyser():
    return Analyser()


EXAMPLES = [
    ("De kandidaat kan een planning maken", ["maken"], ["planning"]),
    ("De kandidaat kan vuile emmers schoonmaken en opruimen",
     ["schoonmaken", "opruimen"], ["emmer"]),
    ("Hij voert eenvoudige reparaties uit.", ["uitvoeren"], ["reparatie"]),
    ("Voert onderhouds- en herstelwerkzaamheden uit",
     ["uitvoeren"], ["onderhoudswerkzaamheid", "herstelwerkzaamheid"]),
    ("Bereidt de maaltijd voor en ruimt de keuken op",
     ["voorbereiden", "opruimen"], ["maaltijd", "keuken"]),
    ("Hij zorgt voor orde door op te ruimen en schoon te maken.",
     ["opruimen", "schoonmaken"], None),
    ("De ruimte is ingericht.", ["inrichten"], ["ruimte"]),
    ("Het onderhouden van tuinen", ["onderhouden"], ["tuin"]),
    ("De kandidaat kan de wensen van de klant inventariseren", ["inventariseren"], ["wens"]),
    ("De beroepsbeoefenaar controleert de voorraad en bestelt producten.",
     ["controleren", "bestellen"], ["voorraad", "product"]),
    ("In overleg lost hij storingen op.", ["oplossen"], ["storing"]),
    ("De kandidaat kan eisen stellen aan materialen", ["stellen"], ["eis"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "activities", "objects"), EXAMPLES)
def test_activities_and_objects(analyser, text, activities, objects):
    (sentence,) = analyser.analyse(text)
    assert list(sentence.activities) == activities
    if objects is not None:
        doc = pipeline()(text)
        (found,) = doc._.objects
        assert [doc[phrase.head].lemma_ for _, phrase in found] == objects


def test_a_particle_is_marked_and_its_verb_rejoined(analyser):
    (sentence,) = analyser.analyse("Hij richt de werkplek in.")
    assert [(t.text, t.lemma, t.acts, t.joined) for t in sentence.terms] == [
        ("richt", "inrichten", True, False),
        ("werkplek", "werkplek", False, False),
        ("in", "in", False, True),
    ]
    assert sentence.terms[1].parts == ("werk", "plek")


def test_function_words_and_boilerplate_are_no_terms(analyser):
    (sentence,) = analyser.analyse("De kandidaat kan met behulp van een zaag hout zagen [BB/GL]")
    assert [term.lemma for term in sentence.terms] == ["zaag", "hout", "zagen"]


@pytest.mark.parametrize(
    ("text", "hair"),
    [
        ("Stemt haar werkzaamheden af met haar leidinggevende", False),
        ("Een cliënt ondersteunen in zijn of haar woonsituatie", False),
        ("Werkt aan haar eigen ontwikkeling", False),
        ("De kandidaat kan haar wassen en knippen", True),
        ("Het haar föhnen", True),
        ("De kandidaat kan haar en huid verzorgen", True),
        ("Adviseert over de verzorging van haar", True),
        ("Haar", True),
    ],
)
def test_hers_is_no_hair(analyser, text, hair):
    (found,) = analyser.analyse(text)
    assert ("haar" in [term.lemma for term in found.terms]) is hair


def test_equal_texts_are_analysed_alike(analyser):
    one, other, again = analyser.analyse_all(["Meet de muur.", "", "Meet de muur."])
    assert one == again
    assert other == ()


@pytest.mark.parametrize(
    "text",
    ["\x00", "Hij\x00meet", "\u202ehout\u202c zagen", "\u200f", "a" * 5000, "é" * 99, "- ", "("],
)
def test_odd_characters_are_survived(analyser, text):
    for sentence in analyser.analyse(text):
        assert text[sentence.start :].startswith(sentence.text)


PIECES = st.sampled_from(
    "De kandidaat kan|hout|zagen|op te ruimen|.|, |; |: - |\n| en |voert|uit|(her)kennen|ruimte(s)|"
    "onderhouds- en herstelwerk|m.b.v.| / |Hij|maakt|schoon|[BB/KB]|\x00|\u202e|kaneen|€ 5,-"
    .split("|")
)  # fmt: skip
TEXTS = st.one_of(st.text(max_size=100), st.lists(PIECES, max_size=14).map(" ".join))


@settings(deadline=None)
@given(TEXTS)
def test_places_point_at_the_text(text):
    for sentence in Analyser().analyse(text):
        assert text[sentence.start : sentence.start + len(sentence.text)] == sentence.text
        for term in sentence.terms:
            assert sentence.text[term.start : term.end] == term.text


@settings(deadline=None)
@given(TEXTS, TEXTS)
def test_two_paragraphs_are_analysed_as_each_alone(one, two):
    analyser = Analyser()
    at = len(one) + 2
    apart = analyser.analyse(one) + tuple(
        replace(sentence, start=sentence.start + at) for sentence in analyser.analyse(two)
    )
    assert analyser.analyse(f"{one}\n\n{two}") == apart


@settings(deadline=None)
@given(TEXTS)
def test_the_pipeline_reads_back_its_own_text(text):
    doc = pipeline()(text)
    assert doc.text == text
    assert len(doc._.parts) == len(doc)
    assert len(doc._.verbs) == len(doc._.objects) == (len(list(doc.sents)) or 1)


@settings(deadline=None)
@given(TEXTS)
def test_runs_between_spaces_are_cut_as_they_would_be_in_their_text(text):
    assert Cutter().cut(text) == texts_and_starts(pipeline().tokenizer(text))


@settings(deadline=None)
@given(TEXTS)
def test_a_sentence_by_itself_is_read_as_the_pipeline_reads_it(text):
    for sentence in Analyser().analyse(text):
        verbs = [verb for found in pipeline()(sentence.text)._.verbs for verb in found]
        assert [v.lemma for v in verbs if not v.auxiliary] == list(sentence.activities)


def test_pipeline_names_and_lemmas():
    doc = pipeline()("Hij ruimt de bouwplaats op. Hij zaagt.")
    assert [token.lemma_ for token in doc][:2] == ["hij", "opruimen"]
    assert len(list(doc.sents)) == 2
    assert doc._.parts[3] == ("bouw", "plaats")


@pytest.mark.parametrize(
    "text", ["Hij zaagt planken en meet balken op " * 2800, "a-" * 50_000, ". a" * 33_000]
)
def test_a_hundred_thousand_characters_are_cut_into_sentences_of_bounded_length(text):
    found = Analyser().analyse(text)
    assert found
    assert max(len(sentence.text) for sentence in found) <= LONGEST_SENTENCE
    for sentence in found:
        assert text[sentence.start :].startswith(sentence.text)


def test_no_word_is_lost_where_a_long_text_is_cut():
    text = "Hij zaagt planken " * 700
    planks = sum(term.lemma == "plank" for s in Analyser().analyse(text) for term in s.terms)
    assert planks == 700
