"""Laws that hold for every channel, and what each of them is for."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_units import SENTENCES, unit

from align.similarity.analysed import analyse_units
from align.similarity.background import load_background
from align.similarity.channels import CHANNELS as EVERY_CHANNEL
from align.similarity.channels import Activities, Letters, Words
from align.similarity.word_meaning import NearestSentences, OwnMeaning, WordMeaning

#: Channels that add up vectors of words.
OF_MEANING = (WordMeaning, OwnMeaning, NearestSentences)
#: Whoever adds a row to the table has its laws tried.
CHANNELS = tuple(kind.make for kind in EVERY_CHANNEL.values())
#: Channels in which a unit is completely like itself; activities need a verb for that.
OF_TEXT = (Words, Letters, *OF_MEANING)

texts = st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=4)
sides = st.lists(texts, min_size=1, max_size=4)
#: An example takes some milliseconds here, and the sentences are few.
few = settings(max_examples=30)


def units(analyser, listed):
    return analyse_units([unit(str(n), *of) for n, of in enumerate(listed)], analyser)


def likeness(channel, left, right):
    return channel(left, right, load_background()).rows(0, len(left))


@pytest.mark.parametrize("channel", CHANNELS)
@few
@given(left=sides, right=sides)
def test_a_likeness_lies_between_zero_and_one(analyser, channel, left, right):
    found = likeness(channel, units(analyser, left), units(analyser, right))
    assert found.shape == (len(left), len(right))
    assert np.isfinite(found).all()
    assert (found >= 0).all()
    assert (found <= 1).all()


@pytest.mark.parametrize("channel", CHANNELS)
@few
@given(left=sides, right=sides)
def test_swapping_the_sides_mirrors_a_likeness(analyser, channel, left, right):
    ours, theirs = units(analyser, left), units(analyser, right)
    there = likeness(channel, ours, theirs)
    assert np.array_equal(there, likeness(channel, theirs, ours).T)


@pytest.mark.parametrize("channel", OF_TEXT)
@few
@given(listed=sides)
def test_a_text_is_completely_like_itself(analyser, channel, listed):
    found = units(analyser, listed)
    own = np.diagonal(likeness(channel, found, found))
    # Vectors of words are kept in whole numbers, so that their length is nearly 1.
    near = 1e-4 if channel in OF_MEANING else None
    assert own == pytest.approx([1.0 if entry.own_words else 0.0 for entry in found], abs=near)


@pytest.mark.parametrize("channel", CHANNELS)
@few
@given(left=sides, right=sides, random=st.randoms(use_true_random=False))
def test_the_order_of_units_makes_no_difference(analyser, channel, left, right, random):
    ours, theirs = units(analyser, left), units(analyser, right)
    rows, columns = (random.sample(range(len(side)), len(side)) for side in (left, right))
    moved = likeness(channel, [ours[i] for i in rows], [theirs[j] for j in columns])
    assert np.array_equal(moved, likeness(channel, ours, theirs)[np.ix_(rows, columns)])


@pytest.mark.parametrize("channel", CHANNELS)
@few
@given(left=sides, right=sides)
def test_a_slice_is_a_part_of_the_whole(analyser, channel, left, right):
    ours, theirs = units(analyser, left), units(analyser, right)
    made = channel(ours, theirs, load_background())
    one_by_one = [made.rows(row, row + 1)[0] for row in range(len(ours))]
    assert np.array_equal(np.array(one_by_one), made.rows(0, len(ours)))


@pytest.mark.parametrize("name", EVERY_CHANNEL)
@few
@given(left=sides, right=sides, random=st.randoms(use_true_random=False))
def test_a_pair_by_itself_is_as_alike_as_in_its_row(analyser, name, left, right, random):
    ours, theirs = units(analyser, left), units(analyser, right)
    made = EVERY_CHANNEL[name].make(ours, theirs, load_background())
    pairs = np.argwhere(np.ones((len(ours), len(theirs)), dtype=bool))
    some = pairs[random.sample(range(len(pairs)), random.randint(0, len(pairs)))]
    rows = made.rows(0, len(ours))
    assert np.array_equal(made.of(some), rows[some[:, 0], some[:, 1]])


@pytest.mark.parametrize("channel", CHANNELS)
def test_without_units_or_words_there_is_nothing_alike(analyser, channel):
    mowing, empty = units(analyser, [["Gras maaien"], ["–"]])
    assert likeness(channel, [], [mowing]).shape == (0, 1)
    assert likeness(channel, [mowing], []).shape == (1, 0)
    assert likeness(channel, [empty], [mowing, empty]).tolist() == [[0.0, 0.0]]


def one(analyser, channel, left, right):
    (found,) = likeness(channel, units(analyser, [left]), units(analyser, [right]))[0]
    return found


def test_words_see_through_inflection_and_compounds(analyser):
    assert one(analyser, Words, ["Gazons maaien"], ["Maait het gazon."]) == pytest.approx(1.0)
    assert one(analyser, Words, ["Een vijver aanleggen"], ["Kiest vijverfolie."]) > 0
    assert one(analyser, Words, ["Gras maaien"], ["Kiest tegellijm."]) == 0


def test_words_hear_the_context(analyser):
    prepares = unit("a", "Bereidt het werk voor", context=["Legt vijvers aan"])
    bare = unit("b", "Bereidt het werk voor")
    left = units(analyser, [["Een vijver aanleggen"]])
    found = likeness(Words, left, analyse_units([prepares, bare], analyser))
    assert found[0, 0] > found[0, 1]


def test_letters_see_what_the_dictionary_does_not(analyser):
    one_way, other = ["Zwoefelaars plaatsen"], ["Het zwoefelaartje"]
    assert one(analyser, Words, one_way, other) == 0
    assert one(analyser, Letters, one_way, other) > 0


def test_letters_weigh_a_form_by_the_word_it_stands_for(analyser):
    # "voert" is "voeren" in the one and "uitvoeren" in the other; the last one read must not win.
    feeds, performs = units(analyser, [["Hij voert de dieren."], ["Voert de taken uit."]])
    there = likeness(Letters, [feeds, performs], [feeds, performs])
    back = likeness(Letters, [performs, feeds], [performs, feeds])
    assert there[0, 1] == back[1, 0]
    assert there.tolist() == back[::-1, ::-1].tolist()


def test_activities_compare_what_is_done_and_not_to_what(analyser):
    assert one(analyser, Activities, ["Haar wassen"], ["De auto wassen"]) == pytest.approx(1.0)
    assert one(analyser, Activities, ["Haar wassen"], ["Haar knippen"]) == 0


def test_meaning_of_words_sees_one_trade_under_other_words(analyser):
    wall, care = ["Een muur metselen"], ["De bewoner wassen"]
    assert one(analyser, Words, wall, ["Mengt mortel."]) < 0.1
    assert one(analyser, WordMeaning, wall, ["Mengt mortel."]) > 0.1
    assert one(analyser, WordMeaning, care, ["Mengt mortel."]) < 0.02


def test_the_meaning_of_a_text_itself_tells_units_of_one_trade_apart(analyser):
    """Under the same kerntaak and kwalificatie all that is done looks alike, and is not."""
    context = ("Onderhoudt het groen", "Hovenier")

    def of(channel, left, right):
        ours = analyse_units([unit("l", left, context=context)], analyser)
        theirs = analyse_units([unit("r", right, context=context)], analyser)
        return likeness(channel, ours, theirs)[0, 0]

    same, other = "Een gazon maaien", "Facturen opstellen"
    assert of(WordMeaning, same, other) > 0.3
    assert of(OwnMeaning, same, other) < 0.05
    assert of(OwnMeaning, same, same) == pytest.approx(1.0, abs=1e-4)


def test_one_sentence_that_comes_back_is_not_drowned_by_the_others(analyser):
    wall = ["Een muur metselen", "Een planning maken", "Gereedschap opruimen", "Haar wassen"]
    assert one(analyser, NearestSentences, wall, ["Een muur metselen"]) > 0.95
    assert one(analyser, OwnMeaning, wall, ["Een muur metselen"]) < 0.5


def test_a_unit_without_words_is_near_to_nothing(analyser):
    wall = analyse_units([unit("l", "Een muur metselen")], analyser)
    both = analyse_units([unit("e", "..."), unit("m", "Een muur metselen")], analyser)
    assert likeness(NearestSentences, wall, both)[0, 0] == 0
    assert likeness(NearestSentences, wall, both)[0, 1] > 0.95
    assert np.array_equal(
        likeness(NearestSentences, both, wall), likeness(NearestSentences, wall, both).T
    )
