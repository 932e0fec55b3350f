"""The layout of an explained route, and what is read from files to the last field."""

from align.model import Certainty
from align.planning.catalogue import ROUTES, read_route, route_by_id
from align.planning.explain import route_page
from align.planning.rules import load_rules

LABELS = (
    *("Mag dat?", "Voor wie", "Duur", "Diploma's", "Afspreken", "Werkte", "Ging mis"),
    *("Regels", "Bronnen"),
)


def test_labels_stand_in_order_and_all_else_is_set_in():
    route = route_by_id("tweestap")
    lines = route_page(route).splitlines()
    assert lines[0] == f"{route.name}  ({route.id})"
    summary = lines[3 : lines.index("", 3)]
    assert " ".join(summary) == " ".join(route.summary.split())
    rest = [line for line in lines[3 + len(summary) :] if line and not line.startswith(" ")]
    assert [line[:11].strip() for line in rest] == list(LABELS)


def test_a_route_may_begin_and_end_in_one_year(tmp_path):
    path = tmp_path / "doorlopende-leerroute.toml"
    text = (ROUTES / path.name).read_text(encoding="utf-8")
    path.write_text(text.replace('van = "2020"', 'van = "2020"\ntot = "2020"'), encoding="utf-8")
    route = read_route(path)
    assert (route.since, route.until) == ("2020", "2020")


def test_rules_keep_how_sure_their_source_is():
    found = {rule.certainty for rule in load_rules().values()}
    assert {Certainty.GELEZEN, Certainty.CONTROLEREN} <= found
