"""`align plan`: a page, JSON and a workbook; wrong usage is one message and writes nothing."""

import json

import pytest

from align.resources import resource

CORPORA = resource("corpora")


@pytest.fixture
def sources():
    dossiers = sorted((CORPORA / "mbo-voorbeeld").glob("*.xml"))
    return [CORPORA / "vmbo-voorbeeld", *dossiers]


def test_a_route_that_does_not_exist_is_wrong_usage_and_writes_nothing(align, tmp_path, sources):
    page = tmp_path / "route.html"
    done = align("plan", *sources, "-o", page, "--route", "snelweg", "--leerweg", "kb")
    assert done.code == 2
    assert 'route "snelweg" bestaat niet' in done.err
    assert not page.exists()


def test_a_leerweg_that_the_route_does_not_admit_is_told_before_long_work(align, tmp_path, sources):
    page = tmp_path / "route.html"
    done = align("plan", *sources, "-o", page, "--route", "geintegreerde-route", "--leerweg", "gl")
    assert done.code == 2
    assert "niet voor leerweg GL" in done.err
    assert done.err.count("\n") <= 2


def test_negative_hours_are_one_message_with_their_place(align, tmp_path, sources):
    hours = tmp_path / "uren.toml"
    hours.write_text("[aannames]\nklokuren_keuzevak = -10\n", encoding="utf-8")
    page = tmp_path / "route.html"
    asked = ("--route", "tweestap", "--leerweg", "kb", "--hours", hours)
    done = align("plan", *sources, "-o", page, *asked)
    assert done.code == 1
    assert "uren.toml, klokuren_keuzevak" in done.err
    assert "-10 kan niet" in done.err
    assert not page.exists()


def test_an_unknown_crebo_names_those_that_are_there(align, tmp_path, sources):
    asked = ("--route", "tweestap", "--leerweg", "kb", "--kwalificatie", "11111")
    done = align("plan", *sources, "-o", tmp_path / "route.html", *asked)
    assert done.code == 2
    assert "11111 komt niet voor" in done.err
    assert "Kies uit" in done.err


def test_several_profielen_are_refused_with_a_code_that_is_there(align, tmp_path, sources):
    asked = ("--route", "tweestap", "--leerweg", "kb", "--encoder", "none")
    done = align("plan", *sources, "-o", tmp_path / "route.html", *asked)
    assert done.code == 2
    assert "modules van 2:" in done.err
    assert "Kies het profiel met --unit, bijvoorbeeld --unit VTB." in done.err


def test_page_json_and_workbook_are_written_together(align, tmp_path, sources, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1767225600")
    page, data, book = (tmp_path / f"route.{end}" for end in ("html", "json", "xlsx"))
    asked = ("--route", "tweestap", "--leerweg", "kb", "--unit", "VZW", "--encoder", "none")
    done = align("plan", *sources, "-o", page, "--json", data, "--xlsx", book, *asked)
    assert done.code == 0, done.err
    plan = json.loads(data.read_text(encoding="utf-8"))
    assert plan["format"] == "align-plan/1"
    assert {v["goal"] for v in plan["variants"]} == {"verkorten", "verdiepen", "verbreden"}
    assert page.read_text(encoding="utf-8").startswith("<!")
    assert book.read_bytes()[:2] == b"PK"
    assert f"Open {page}" in done.out


@pytest.mark.parametrize("kwalificaties", [1, 2])
def test_without_another_kwalificatie_nothing_is_said_to_lapse(
    align, tmp_path, sources, kwalificaties
):
    rows = ["kwalificatie;crebo;niveau;kerntaak_code;kerntaak;werkproces_code;werkproces"]
    for name, crebo in (("Bakker", "99801"), ("Kok", "99802"))[:kwalificaties]:
        rows.append(f"{name};{crebo};2;B1-K1;Werkt in de keuken;B1-K1-W1;Kneedt deeg")
    mbo = tmp_path / "mbo.csv"
    mbo.write_text("\n".join(rows), encoding="utf-8")
    asked = ("--route", "tweestap", "--leerweg", "kb", "--unit", "VTB", "--encoder", "none")
    done = align("plan", sources[0], mbo, "-o", tmp_path / "route.html", *asked)
    assert done.code == 0, done.err
    alone = "klokuren vrij, geen andere kwalificatie om naar te wisselen" in done.out
    assert alone == ("blijft gemiddeld geldig" not in done.out)
    assert alone == (kwalificaties == 1)
