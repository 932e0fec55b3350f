"""What speaks for a link: what codes say, and words that stand all around."""

from dataclasses import replace

from releases import BASIS, PLACE, change_of, eindterm, programme, renamed, source

from align.model import ChangeKind, Curriculum, Item, Kind, Side
from align.revisions import compare_releases

SNOEIT = "De kandidaat kan heesters snoeien"
REKENT = "De kandidaat kan een offerte berekenen"
BASIS_IN_KAS = tuple(
    replace(one, parent="kas", code=one.code.replace("01-", "02-")) for one in BASIS
)


def kerntaak(version, *titles):
    """A kerntaak with these werkprocessen under the codes W1, W2, ..."""
    items = [Item("k", Kind.KERNTAAK, "B1-K1", "Verzorgt een camping", "", PLACE)]
    for number, title in enumerate(titles, 1):
        code = f"B1-K1-W{number}"
        items.append(Item(f"w{number}", Kind.WERKPROCES, code, title, "k", PLACE))
    return renamed(Curriculum(source(version), Side.MBO, tuple(items)), f"v{version}-")


def new_code(revision, number):
    """Code of what a werkproces of the old version became; "" when it lapsed."""
    after = change_of(revision, f"v1-w{number}").new
    return revision.new.by_id[after[0]].code if after else ""


def test_a_word_that_stands_all_around_makes_no_link_where_codes_were_given_anew(analyser):
    """Both W3 have "werkzaamheden"; so have others, each of which has a place of its own."""
    old = kerntaak(
        "1",
        "Plant de werkzaamheden",
        "Ontvangt gasten op het terrein",
        "Voert eenvoudige boekhoudkundige werkzaamheden uit",
        "Bespreekt de werkzaamheden",
        "Verhuurt fietsen en kano's",
    )
    new = kerntaak(
        "2",
        "Plant de werkzaamheden",
        "Verhuurt fietsen en kano's",
        "Sluit de werkzaamheden af",
        "Ontvangt gasten op het terrein",
        "Bespreekt de werkzaamheden",
    )
    revision = compare_releases(old, new, analyser)
    assert change_of(revision, "v1-w3").kind is ChangeKind.VERVALLEN
    assert change_of(revision, "v2-w3").kind is ChangeKind.NIEUW
    found = [new_code(revision, n) for n in (1, 2, 4, 5)]
    assert found == ["B1-K1-W1", "B1-K1-W4", "B1-K1-W5", "B1-K1-W2"]


def test_where_most_codes_were_given_anew_another_code_does_not_speak_against_a_link(analyser):
    reworded = "Helpt bij sportieve en educatieve activiteiten"
    as_now = (
        "Helpt bij het bedenken van activiteiten voor ontspanning en vermaak in de avonduren en in "
        "het weekend"
    )
    kept = ("Ontvangt gasten op het terrein", "Maait het gras", "Verhuurt fietsen en kano's")
    old = kerntaak("1", *kept, reworded)
    anew = kerntaak("2", "Bakt brood voor de winkel", *kept, as_now)
    revision = compare_releases(old, anew, analyser)
    assert [new_code(revision, n) for n in (1, 2, 3)] == ["B1-K1-W2", "B1-K1-W3", "B1-K1-W4"]
    assert new_code(revision, 4) == "B1-K1-W5"
    # Where codes were kept, the same two titles under two codes are two items.
    kept_codes = kerntaak("2", *kept, "Bakt brood voor de winkel", as_now)
    assert new_code(compare_releases(old, kept_codes, analyser), 4) == ""


def test_codes_given_anew_are_seen_among_namesakes_in_other_dossiers(analyser):
    """Three titles stand in two old dossiers, so none of them occurs once; under its kerntaak each
    does, and two of three have another code. Nothing then ties the last of each to the other.
    """
    named = "Plant de werkzaamheden", "Ontvangt gasten op het terrein", "Bespreekt de werkzaamheden"
    old = kerntaak("1", *named, "Voert boekhoudkundige werkzaamheden uit")
    beside = renamed(kerntaak("1", *named), "bos-")
    beside = [
        replace(one, title="Beheert een bos") if one.kind is Kind.KERNTAAK else one
        for one in beside.items
    ]
    old = replace(old, items=(*old.items, *beside))
    new = kerntaak("2", named[0], named[2], named[1], "Rondt de werkzaamheden af")
    revision = compare_releases(old, new, analyser)
    assert [new_code(revision, n) for n in (1, 2, 3)] == ["B1-K1-W1", "B1-K1-W3", "B1-K1-W2"]
    assert change_of(revision, "v1-w4").kind is ChangeKind.VERVALLEN
    assert change_of(revision, "v2-w4").kind is ChangeKind.NIEUW


def test_a_namesake_elsewhere_does_not_push_an_item_to_what_stands_beside_its_own(analyser):
    """Of two that are like "Assisteert bij varen" the one under the same kerntaak has it."""
    plant, gasten, dag = "Plant het werk", "Ontvangt gasten op het terrein", "Bespreekt de dag"
    old = kerntaak("1", plant, gasten, dag, "Assisteert bij varen en vissen")
    bos = kerntaak("bos", "Zaagt hout", "Plant bomen", "Assisteert de gast bij varen en vissen")
    old = replace(old, items=(*old.items, *bos.items))
    new = kerntaak("2", "Assisteert bij varen", "Assisteert bij fietsen", plant, dag, gasten)
    revision = compare_releases(old, new, analyser)
    assert new_code(revision, 4) == "B1-K1-W1"
    assert change_of(revision, "v2-w2").kind is ChangeKind.NIEUW


TWO = (("deel", "P/TU/01/01", "Een bed aanleggen"), ("kas", "P/TU/01/02", "Een kas beheren"))


def test_words_that_stand_all_around_do_not_carry_an_item_elsewhere(analyser):
    """ "Een hangende plantenbak" is rare, and in its deeltaak each line has it."""
    bak = "De kandidaat kan een hangende plantenbak"
    old = programme(
        eindterm("a", "P/TU/01/01-01", f"{bak} verkopen"),
        eindterm("b", "P/TU/01/01-02", "De kandidaat kan een spade slijpen"),
        *BASIS_IN_KAS,
        deeltaken=TWO,
    )
    new = programme(
        eindterm("b", "P/TU/01/01-02", "De kandidaat kan een spade slijpen"),
        *BASIS_IN_KAS,
        eindterm("d", "P/TU/01/02-04", f"{bak} vullen", parent="kas"),
        eindterm("e", "P/TU/01/02-05", f"{bak} ophangen aan een muur", parent="kas"),
        version="2",
        deeltaken=TWO,
    )
    revision = compare_releases(old, new, analyser)
    assert change_of(revision, "a").kind is ChangeKind.VERVALLEN
    # What only the two of them say does carry.
    told = programme(
        *(one for one in new.items if one.kind is Kind.EINDTERM and one.id != "d"),
        eindterm("d", "P/TU/01/02-04", f"{bak} verkopen op een markt", parent="kas"),
        version="2",
        deeltaken=TWO,
    )
    assert change_of(compare_releases(old, told, analyser), "a").new == ("d",)


def test_a_sentence_that_stands_in_several_places_is_not_sent_to_one_of_them(analyser):
    """It lapsed here and came in two other profielen: nothing tells in which it went on."""
    both = "De kandidaat kan een bestelling plaatsen en controleren"
    old = programme(*BASIS, eindterm("x", "P/TU/01/01-09", both))

    def elsewhere(*profielen):
        items = [*programme(*BASIS, version="2").items]
        for name in profielen:
            place = f"P/{name}/01/01"
            items += [
                Item(name, Kind.PROFIEL, name, f"Profiel {name}", "", PLACE),
                Item(f"{name}-d", Kind.DEELTAAK, place, f"Werken in {name}", name, PLACE),
                eindterm(f"{name}-e", f"{place}-01", both, parent=f"{name}-d"),
            ]
        return replace(programme(version="2"), items=tuple(items))

    several = compare_releases(old, elsewhere("BOS", "ZEE"), analyser)
    assert change_of(several, "x").kind is ChangeKind.VERVALLEN
    one = change_of(compare_releases(old, elsewhere("BOS"), analyser), "x")
    assert (one.new, one.moved) == (("BOS-e",), True)


def test_what_kept_its_id_code_text_and_place_is_itself(analyser):
    """Its twin beside it lapsed, and another came that has its text to the letter."""
    zaait = "De kandidaat kan gewassen zaaien en verspenen"
    old = programme(*BASIS, eindterm("twin", "P/TU/01/01-04", f"{zaait} in rijen"))
    new = programme(*BASIS, eindterm("later", "P/TU/01/01-05", zaait), version="2")
    revision = compare_releases(old, new, analyser)
    assert change_of(revision, "e2").new == ("e2",)


def test_what_is_left_over_under_an_item_is_not_one_thing_for_that_alone(analyser):
    """Letters in common ("De kandidaat kan") and a place that is free make no item another."""
    old = renamed(programme(*BASIS, eindterm("x", "P/TU/01/01-04", SNOEIT)), "v1-")
    new = renamed(programme(*BASIS, eindterm("y", "P/TU/01/01-05", REKENT), version="2"), "v2-")
    revision = compare_releases(old, new, analyser)
    assert change_of(revision, "v1-x").kind is ChangeKind.VERVALLEN
    assert change_of(revision, "v2-y").kind is ChangeKind.NIEUW


def test_another_object_is_no_narrower_scope(analyser):
    """ "Rozen" alone might be a verb; in its sentence it is not."""
    release = [
        programme(eindterm("e", "P/TU/01/01-01", f"De kandidaat kan {what} snoeien"))
        for what in ("bomen", "rozen")
    ]
    change = change_of(compare_releases(*release, analyser), "e")
    assert change.nature == ("onderwerp anders: bomen → rozen",)


def test_a_name_has_no_verbs(analyser):
    """ "Zaaien" in the name of a module asks nobody to sow; in a deeltaak it does."""
    old = programme(*BASIS, deeltaken=(("deel", "P/TU/01/01", "Zaaien, snoeien en oogsten"),))
    new = programme(*BASIS, version="2", deeltaken=(("deel", "P/TU/01/01", "Zaaien en oogsten"),))
    renamed_ = [
        replace(one, title="Zaaien, oogsten en verkopen") if one.id == "mod" else one
        for one in new.items
    ]
    revision = compare_releases(old, replace(new, items=tuple(renamed_)), analyser)
    assert change_of(revision, "mod").nature == ("naam anders",)
    assert change_of(revision, "deel").nature[0] == "handeling vervallen: − snoeien"
