"""`align routes`: the list, one route, and a name that does not exist."""


def test_without_an_id_all_routes_are_listed(align):
    done = align("routes")
    assert done.code == 0
    assert "doorlopende-leerroute" in done.out
    assert "historisch" in done.out


def test_one_route_is_explained(align):
    done = align("routes", "vm2")
    assert done.code == 0
    assert "38,1%" in done.out
    assert "Bronnen" in done.out


def test_an_unknown_route_is_wrong_usage(align):
    done = align("routes", "perron")
    assert done.code == 2
    assert "het-perron" in done.err
    assert done.out == ""
