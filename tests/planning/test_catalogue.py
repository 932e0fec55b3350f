"""The route catalogue: every form is there, and a file with faults says all of them."""

import pytest

from align.errors import SeveralInputsError, UsageError
from align.model import Certainty, Leerweg
from align.planning.catalogue import ROUTES, Standing, load_routes, read_route, route_by_id
from align.planning.explain import route_list, route_page
from align.planning.rules import load_rules

FORMS = """
    tweestap vm2 vakmanschaproute technologieroute beroepsroute tot vmh9-turbo groen-lyceum
    vakcollege toptechniek-basisaanpak toptechniek-geintegreerd profijt-stera het-perron
    doorlopende-leerroute geintegreerde-route regionaal-keuzevak praktijkprogramma-tl
""".split()

#: Lines of the explanation itself; rules and sources stand below it.
HALF_A_PAGE = 30


@pytest.fixture
def faulty(tmp_path):
    """Write a route of the catalogue with some of its text replaced."""

    def write(*changes):
        text = (ROUTES / "doorlopende-leerroute.toml").read_text(encoding="utf-8")
        for old, new in changes:
            assert old in text
            text = text.replace(old, new)
        path = tmp_path / "doorlopende-leerroute.toml"
        path.write_text(text, encoding="utf-8")
        return path

    return write


def test_every_form_stands_in_the_catalogue():
    assert {route.id for route in load_routes()} == set(FORMS)


def test_what_can_be_followed_now_stands_first():
    standing = [list(Standing).index(route.standing) for route in load_routes()]
    assert standing == sorted(standing)


@pytest.mark.parametrize("name", FORMS)
def test_every_route_is_explained_with_rules_and_sources(name):
    route, page = route_by_id(name), route_page(route_by_id(name))
    explained = page.partition("\nRegels\n")[0]
    assert len(explained.splitlines()) <= HALF_A_PAGE
    assert max(len(line) for line in page.splitlines() if "https://" not in line) <= 96
    assert route.name in page
    for rule in route.rules:
        assert f"\n  {rule} " in page
        assert load_rules()[rule].source.split()[0] in page
    assert all(source.title.split()[0] in page for source in route.sources)
    assert route.agree
    assert route.went_wrong


def test_the_integrated_route_is_for_basis_to_niveau_2_only():
    route = route_by_id("geintegreerde-route")
    assert (route.leerwegen, route.niveaus, route.diplomas) == ((Leerweg.BB,), (2,), ("mbo",))


def test_no_route_is_more_than_a_year_shorter():
    assert {route.most_shortening for route in load_routes()} == {0, 1}


def test_what_is_not_verified_is_marked():
    page = route_page(route_by_id("doorlopende-leerroute"))
    assert load_rules()["M13"].certainty is Certainty.CONTROLEREN
    assert "[controleren]" in page


def test_the_list_names_all_and_says_how_to_go_on():
    shown = route_list(load_routes())
    assert all(name in shown for name in FORMS)
    assert shown.endswith("align routes ID")


def test_an_unknown_route_names_those_that_come_near():
    with pytest.raises(UsageError, match="geintegreerde-route"):
        route_by_id("geintegreerd")


def test_all_faults_of_a_file_are_said_together(faulty):
    path = faulty(
        ('stand = "geldend"', 'stand = "misschien"\nkleur = "rood"'),
        ("niveaus = [2, 3, 4]", "niveaus = [2, 9]"),
        ("max_verkorting = 1", "max_verkorting = 3"),
        ("zomer = true", 'zomer = "ja"'),
        ('regels = ["D1",', 'regels = ["D99",'),
    )
    with pytest.raises(SeveralInputsError) as caught:
        read_route(path)
    said = str(caught.value)
    for part in ('"misschien"', "kleur", "9 is onbekend", "max_verkorting: 3", "zomer", '"D99"'):
        assert part in said
    assert said.count("doorlopende-leerroute.toml") == 6


def test_fields_must_fit_each_other(faulty):
    path = faulty(
        ("een_stelsel = true", "een_stelsel = false"),
        ('van = "2020"', 'van = "2020"\ntot = "2010"'),
    )
    with pytest.raises(SeveralInputsError) as caught:
        read_route(path)
    assert "één stelsel" in str(caught.value)
    assert "het einde ligt voor het begin" in str(caught.value)


def test_every_rule_has_a_source_and_own_words():
    for rule in load_rules().values():
        assert rule.source
        assert rule.text.endswith((".", "nagezien."))
