"""What speaks for a link: what codes say, and words that stand all around."""

from releases import PLACE, change_of, eindterm, programme, renamed, source

from align.model import ChangeKind, Curriculum, Item, Kind, Side
from align.revisions import compare_releases


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


def test_another_object_is_no_narrower_scope(analyser):
    """ "Rozen" alone might be a verb; in its sentence it is not."""
    release = [
        programme(eindterm("e", "P/TU/01/01-01", f"De kandidaat kan {what} snoeien"))
        for what in ("bomen", "rozen")
    ]
    change = change_of(compare_releases(*release, analyser), "e")
    assert change.nature == ("onderwerp anders: bomen → rozen",)
