"""Two releases side by side: every item in one change, whatever their ids and order."""

import random
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from releases import ALL, BASIS, PLACE, change_of, eindterm, programme, renamed

from align.errors import InputError
from align.model import ChangeKind, Item, Kind, Leerweg, Side
from align.revisions import compare_releases

MIRROR = {
    ChangeKind.NIEUW: ChangeKind.VERVALLEN,
    ChangeKind.VERVALLEN: ChangeKind.NIEUW,
    ChangeKind.GESPLITST: ChangeKind.SAMENGEVOEGD,
    ChangeKind.SAMENGEVOEGD: ChangeKind.GESPLITST,
}


def links(revision, before="", after=""):
    """Kind, old ids and new ids of each change, ids without these prefixes."""
    return {
        (
            change.kind,
            frozenset(one.removeprefix(before) for one in change.old),
            frozenset(one.removeprefix(after) for one in change.new),
        )
        for change in revision.changes
    }


def stands_once(revision):
    old = sorted(one for change in revision.changes for one in change.old)
    new = sorted(one for change in revision.changes for one in change.new)
    return old == sorted(revision.old.by_id) and new == sorted(revision.new.by_id)


def test_a_release_against_itself_is_all_gelijk(analyser):
    revision = compare_releases(programme(*BASIS), programme(*BASIS), analyser)
    assert {change.kind for change in revision.changes} == {ChangeKind.GELIJK}
    assert all(change.old == change.new and not change.moved for change in revision.changes)


def test_a_full_stop_is_editorial_and_another_verb_is_not(analyser):
    new = programme(
        eindterm("e1", "P/TU/01/01-01", "De kandidaat kan een moestuin inrichten."),
        eindterm("e2", "P/TU/01/01-02", "De kandidaat kan gewassen herkennen"),
        BASIS[2],
    )
    revision = compare_releases(programme(*BASIS), new, analyser)
    assert change_of(revision, "e1").kind is ChangeKind.REDACTIONEEL
    assert change_of(revision, "e2").kind is ChangeKind.GEWIJZIGD
    assert any("handeling" in line for line in change_of(revision, "e2").nature)


def test_a_reused_code_is_no_link_where_ids_tell_items_apart(analyser):
    fresh = eindterm("e9", "P/TU/01/01-02", "De kandidaat kan facturen in een kasboek bijhouden")
    revision = compare_releases(
        programme(*BASIS), programme(BASIS[0], fresh, BASIS[2], version="2"), analyser
    )
    assert change_of(revision, "e2").kind is ChangeKind.VERVALLEN
    assert change_of(revision, "e9").kind is ChangeKind.NIEUW


def test_an_id_that_stays_on_another_text_is_said_to_be_replaced(analyser):
    other = eindterm("e2", "P/TU/01/01-02", "De kandidaat kan facturen in een kasboek bijhouden")
    revision = compare_releases(
        programme(*BASIS), programme(BASIS[0], other, BASIS[2], version="2"), analyser
    )
    change = change_of(revision, "e2")
    assert change.kind is ChangeKind.GEWIJZIGD
    assert change.nature[0].startswith("inhoud vervangen")


def test_a_text_is_followed_to_another_place_and_code(analyser):
    deeltaken = (("deel", "P/TU/01/01", "Een bed aanleggen"), ("kas", "P/TU/01/02", "In de kas"))
    kept = eindterm("k1", "P/TU/01/02-01", "De kandidaat kan druiven snoeien", parent="kas")
    moved = replace(BASIS[2], code="P/TU/01/02-02", parent="kas")
    revision = compare_releases(
        programme(*BASIS, kept, deeltaken=deeltaken),
        programme(*BASIS[:2], kept, moved, deeltaken=deeltaken, version="2"),
        analyser,
    )
    change = change_of(revision, "e3")
    assert (change.kind, change.moved, change.code_changed) == (ChangeKind.GELIJK, True, True)


def test_from_a_keuzevak_to_a_module_is_another_place_in_one_profiel(analyser):
    keuzevak = Item("keus", Kind.KEUZEVAK, "K/TU/01", "Rozen en druiven", "prof", PLACE)
    below = Item("snoei", Kind.DEELTAAK, "K/TU/01/01", "Druiven snoeien", "keus", PLACE)
    stays = Item("roos", Kind.DEELTAAK, "K/TU/01/02", "Rozen stekken", "keus", PLACE)
    old, new = programme(*BASIS), programme(*BASIS, version="2")
    revision = compare_releases(
        replace(old, items=(*old.items, keuzevak, below, stays)),
        replace(new, items=(*new.items, replace(below, parent="mod"), keuzevak, stays)),
        analyser,
    )
    moved, kept = (change_of(revision, one) for one in ("snoei", "roos"))
    assert (moved.kind, moved.moved) == (ChangeKind.GELIJK, True)
    assert not kept.moved


def test_the_same_sentence_in_two_places_is_told_apart_by_the_tree(analyser):
    deeltaken = (("a", "P/TU/01/01", "Bomen planten"), ("b", "P/TU/01/02", "Vijvers graven"))

    def release(version):
        return programme(
            eindterm("a1", "P/TU/01/01-01", "De kandidaat kan veilig werken", parent="a"),
            eindterm("a2", "P/TU/01/01-02", "De kandidaat kan wortels inkorten", parent="a"),
            eindterm("b1", "P/TU/01/02-01", "De kandidaat kan veilig werken", parent="b"),
            eindterm("b2", "P/TU/01/02-02", "De kandidaat kan folie leggen", parent="b"),
            deeltaken=deeltaken,
            version=version,
        )

    revision = compare_releases(renamed(release("1"), "x-"), renamed(release("2"), "y-"), analyser)
    assert change_of(revision, "x-a1").new == ("y-a1",)
    assert change_of(revision, "x-b1").new == ("y-b1",)


def test_forms_for_two_leerwegen_that_become_one_are_merged(analyser):
    bb = eindterm(
        "bb", "P/TU/01/01-04", "De kandidaat kan op aanwijzing een gazon maaien", (Leerweg.BB,)
    )
    kb = eindterm("kb", "P/TU/01/01-05", "De kandidaat kan een gazon maaien", (Leerweg.KB,))
    one = eindterm(
        "kb", "P/TU/01/01-04", "De kandidaat kan een gazon maaien", (Leerweg.BB, Leerweg.KB)
    )
    forward = compare_releases(
        programme(*BASIS, bb, kb), programme(*BASIS, one, version="2"), analyser
    )
    change = change_of(forward, "bb")
    assert (change.kind, change.old, change.new) == (
        ChangeKind.SAMENGEVOEGD,
        ("bb", "kb"),
        ("kb",),
    )
    assert change.nature == ("leerwegen samen: bb + kb",)
    backward = compare_releases(
        programme(*BASIS, one, version="2"), programme(*BASIS, bb, kb), analyser
    )
    assert change_of(backward, "kb").kind is ChangeKind.GESPLITST


@pytest.mark.parametrize(
    ("paths", "joined"),
    [((Leerweg.BB, Leerweg.KB), True), ((Leerweg.BB,), False), (ALL, False)],
    ids=["the leerwegen of both", "of one", "of a third too"],
)
@pytest.mark.parametrize("lapsed", [False, True], ids=["in place", "the deeltaak lapsed"])
def test_a_goal_in_a_third_wording_for_both_leerwegen_is_merged(analyser, paths, joined, lapsed):
    bb = eindterm(
        "bb", "P/TU/01/02-01", "De kandidaat kan de teelt van rozen herkennen en toepassen",
        (Leerweg.BB,), "teelt",
    )  # fmt: skip
    kb = eindterm(
        "kb", "P/TU/01/02-02",
        "De kandidaat kan de teelt van rozen herkennen, onderscheiden en toepassen",
        (Leerweg.KB,), "teelt",
    )  # fmt: skip
    text = "De kandidaat kan de teelt van rozen beschrijven"
    both = eindterm("bb", "P/TU/01/02-01", text, paths, "nieuw" if lapsed else "teelt")
    title = "Muren metselen en voegen" if lapsed else "Rozen telen"
    deel = ("deel", "P/TU/01/01", "Een bed aanleggen")
    old = programme(*BASIS, bb, kb, deeltaken=(deel, ("teelt", "P/TU/01/02", "Rozen telen")))
    new = programme(*BASIS, both, version="2", deeltaken=(deel, (both.parent, "P/TU/01/02", title)))
    forward = change_of(compare_releases(old, new, analyser), "kb")
    assert (forward.kind is ChangeKind.SAMENGEVOEGD) is joined
    assert (forward.nature == ("leerwegen samen: bb + kb",)) is joined
    backward = change_of(compare_releases(new, old, analyser), "bb")
    assert (backward.kind is ChangeKind.GESPLITST) is joined


def test_what_lapsed_went_into_no_sentence_that_stayed_as_it_was(analyser):
    lists = eindterm(
        *("lijst", "P/TU/01/01-04"),
        "De kandidaat kan aan de hand van een tekening een bestellijst en een plantlijst maken",
    )
    border = eindterm(
        *("border", "P/TU/01/01-05"),
        "De kandidaat kan aan de hand van een tekening, bestellijst en plantlijst een border maken",
    )
    both, one = programme(*BASIS, lists, border), programme(*BASIS, lists, version="2")
    lapsed = compare_releases(both, one, analyser)
    assert change_of(lapsed, "border").kind is ChangeKind.VERVALLEN
    assert change_of(lapsed, "lijst").kind is ChangeKind.GELIJK
    assert change_of(compare_releases(one, both, analyser), "border").kind is ChangeKind.NIEUW
    # What the one that stayed says word for word did go into it.
    twice = programme(*BASIS, lists, replace(lists, id="nog eens", code="P/TU/01/01-05"))
    assert change_of(compare_releases(twice, one, analyser), "nog eens").old == (
        "lijst",
        "nog eens",
    )


def test_what_lapsed_stands_behind_what_stood_before_it(analyser):
    revision = compare_releases(
        programme(*BASIS), programme(BASIS[0], BASIS[2], version="2"), analyser
    )
    order = [change.old for change in revision.changes]
    assert order.index(("e2",)) == order.index(("e1",)) + 1


def test_releases_of_two_sides_are_refused():
    other = replace(programme(*BASIS), side=Side.MBO)
    with pytest.raises(InputError, match="mbo-bron"):
        compare_releases(programme(*BASIS), other)


WORDS = "spitten harken zaaien oogsten kas bed gazon vijver snoeien planten gieten mest".split()
sentences = st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map(
    lambda words: f"De kandidaat kan {' en '.join(words)}"
)
leerwegen = st.sampled_from([ALL, (Leerweg.BB,), (Leerweg.KB, Leerweg.GL)])
texts = st.lists(st.tuples(sentences, leerwegen, st.booleans()), min_size=1, max_size=8)


def release(rows, version):
    """Rows (text, leerwegen, in the second deeltaak) as a release."""
    return programme(
        *(
            eindterm(f"e{n}", f"P/TU/01/{1 + second:02}-{n:02}", text, paths, "ba"[not second])
            for n, (text, paths, second) in enumerate(rows)
        ),
        version=version,
        deeltaken=(("a", "P/TU/01/01", "Bomen planten"), ("b", "P/TU/01/02", "Vijvers graven")),
    )


@given(texts, texts)
def test_every_item_stands_in_one_change_and_backwards_mirrors(analyser, before, after):
    old, new = renamed(release(before, "1"), "x-"), renamed(release(after, "2"), "y-")
    forward, backward = compare_releases(old, new, analyser), compare_releases(new, old, analyser)
    assert stands_once(forward)
    turned = {(MIRROR.get(kind, kind), new, old) for kind, old, new in links(backward)}
    assert turned == links(forward)


@given(texts, st.randoms(use_true_random=False))
def test_neither_ids_nor_order_choose_the_links(analyser, rows, rng):
    distinct = list({text: (text, paths, second) for text, paths, second in rows}.values())
    old, new = release(distinct, "1"), release(distinct[1:] or distinct, "2")
    first = links(compare_releases(renamed(old, "x-"), renamed(new, "y-"), analyser), "x-", "y-")
    shuffled = renamed(new, "q-")
    items = random.Random(rng.random()).sample(shuffled.items, len(shuffled.items))
    again = compare_releases(renamed(old, "p-"), replace(shuffled, items=tuple(items)), analyser)
    assert links(again, "p-", "q-") == first
