"""The redline: words and phrases, moves, emphasis; nothing lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.language import sentences
from align.revisions import SpanKind, redline


def marked(old, new):
    """The redline as text: [-gone-], {+come+}, <moved>."""
    signs = {"gelijk": "{}", "weg": "[-{}-]", "erbij": "{{+{}+}}", "verplaatst": "<{}>"}
    return "".join(
        signs[span.kind].format(
            (span.old or span.new).strip() if span.kind != "gelijk" else span.old
        )
        for span in redline(old, new)
    )


def test_a_changed_word_is_a_whole_word():
    assert marked("Hij snoeit de appelboom.", "Hij snoeit de pruimenboom.") == (
        "Hij snoeit de [-appelboom-]{+pruimenboom+}."
    )


def test_a_lone_article_does_not_cut_a_phrase_in_two():
    gone = [
        span.old
        for span in redline("kan met een schop de grond keren", "kan met een hark het pad vegen")
        if span.kind is SpanKind.WEG
    ]
    assert [text.strip() for text in gone] == ["schop de grond keren"]


def test_what_moved_is_moved_and_not_written_anew():
    spans = redline(
        "veilig werken en netjes opruimen in de kas", "veilig werken in de kas en netjes opruimen"
    )
    assert {span.kind for span in spans} == {SpanKind.GELIJK, SpanKind.VERPLAATST}


@pytest.mark.parametrize(
    ("old", "new", "emphasis"),
    [
        ("een bed van 2 meter", "een bed van 3 meter", ["2", "3"]),
        ("mag de kas betreden", "mag de kas niet betreden", ["niet"]),
        (
            "De kandidaat kan planten herkennen",
            "De kandidaat kan planten verzorgen",
            ["herkennen", "verzorgen"],
        ),
        ("De kandidaat kan rozen knippen", "De kandidaat kan tulpen knippen", []),
    ],
)
def test_numbers_negations_and_verbs_stand_out(old, new, emphasis):
    assert [word for span in redline(old, new) for word in span.emphasis] == emphasis


def test_both_halves_of_a_separable_verb_change_together():
    text = marked("De medewerker voert het plan uit.", "De medewerker legt het plan uit.")
    assert text == "De medewerker [-voert-]{+legt+}het plan [-uit-]{+uit+}."


def test_a_separable_verb_written_as_one_word_is_no_other_verb():
    spans = redline("Hij voert de controle uit.", "Hij moet de controle uitvoeren.")
    assert "uitvoeren" not in [word for span in spans for word in span.emphasis]


def test_a_change_ends_where_its_sentence_does():
    old = "Hij spit het bed. Hij harkt het pad. Hij zaait bonen."
    new = "Hij zaait bonen. Zij melken koeien. Zij maken kaas."
    ends = [text[start:end] for text in (old, new) for start, end in sentences.spans(text)]
    for span in redline(old, new):
        if span.kind is not SpanKind.GELIJK:
            assert any((span.old or span.new).strip() in sentence for sentence in ends)


def test_a_long_text_is_aligned_too():
    old = " ".join(f"woord{n}" for n in range(1500))
    new = old.replace("woord700 ", "anders ")
    assert [s.old.strip() for s in redline(old, new) if s.kind is SpanKind.WEG] == ["woord700"]


pieces = st.text(st.sampled_from("de kas, 3 niet. snoeien;uit\n-(s)/é’"), max_size=40) | st.lists(
    st.sampled_from("de het kas niet 3 snoeit uit en, bed.".split()), max_size=12
).map(" ".join)


@given(pieces, pieces)
def test_the_spans_are_both_texts(old, new):
    spans = redline(old, new)
    assert "".join(span.old for span in spans) == old
    assert "".join(span.new for span in spans) == new
    for span in spans:
        if span.kind is SpanKind.GELIJK:
            assert span.old.split() == span.new.split()
        else:
            assert bool(span.old) != bool(span.new)


@given(pieces)
def test_a_text_against_itself_is_one_piece(text):
    assert all(span.kind is SpanKind.GELIJK for span in redline(text, text))
    assert len(redline(text, text)) <= 1
