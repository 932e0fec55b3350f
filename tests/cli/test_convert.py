"""`align convert`: files on disk, in and out again."""

import json

import pytest

from align.cli.main import main
from align.errors import InputError
from align.model import Kind
from align.sources import load

DOSSIER = """<sbb><dossiers><dossier nr="7" titel="Bakkerij">
<basis><basistaken><basiskerntaken><kerntaak nr="2" titel="Bakt" hoofdstuk="1">
<basiswerkprocessen><werkproces nr="5" titel="Kneedt" hoofdstuk="1">
<werkprocesomschrijving>Kneedt het deeg.</werkprocesomschrijving></werkproces>
</basiswerkprocessen></kerntaak></basiskerntaken></basistaken></basis>
<profielen><profiel nr="3" titel="Bakker" hoofdstuk="1" niveau="2">
<creboinformatie><crebo>29101</crebo></creboinformatie></profiel></profielen>
</dossier></dossiers></sbb>
"""
CREBOS = "crebo,kwalificatie,leerweg,domein\n29101,Bakker,BBL,Brood\n"


@pytest.fixture
def dossier(tmp_path):
    path = tmp_path / "dossier.xml"
    path.write_text(DOSSIER)
    return path


@pytest.fixture(autouse=True)
def fixed_day(monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1927843200")


@pytest.fixture
def here(dossier, tmp_path, monkeypatch):
    monkeypatch.chdir(dossier.parent)
    (tmp_path / "dossier2.xml").write_text(DOSSIER.replace('nr="7"', 'nr="8"'))
    (tmp_path / "uit").write_text("oud")
    return tmp_path


def convert(*arguments):
    return main(["convert", *map(str, arguments)])


@pytest.mark.parametrize("to", ["case", "json"])
def test_what_was_converted_is_a_source_again(dossier, tmp_path, to, capsys):
    target = tmp_path / "uit.json"
    assert convert(dossier, "--to", to, "-o", target) == 0
    before, after = load(dossier), load(target)
    assert after.items == before.items
    assert after.side is before.side
    assert capsys.readouterr().out == (
        f"Kwalificatiedossier Bakkerij: {len(before.items)} onderdelen in {target}\n"
    )


@pytest.mark.parametrize("to", ["csv", "xlsx"])
def test_an_overview_is_sent_back_to_its_source(dossier, tmp_path, to):
    made = tmp_path / f"uit.{to}"
    assert main(["convert", str(dossier), "--to", to, "-o", str(made)]) == 0
    with pytest.raises(InputError, match="overzicht dat 'align convert' maakte") as caught:
        load(made)
    assert "--to json" in caught.value.advice


@pytest.mark.parametrize("to", ["case", "json", "csv", "xlsx"])
def test_the_same_bytes_twice(dossier, tmp_path, to):
    one, two = tmp_path / "1", tmp_path / "2"
    assert convert(dossier, "--to", to, "-o", one) == 0
    assert convert(dossier, "--to", to, "-o", two, "--quiet") == 0
    assert one.read_bytes() == two.read_bytes()


def test_the_choices_are_all_that_can_be_written():
    from align.cli.convert import _CASE_VERSIONS, _FORMATS
    from align.exchange.case import VERSIONS
    from align.exchange.convert import FORMATS

    assert (_FORMATS, _CASE_VERSIONS) == (FORMATS, VERSIONS)


def test_case_1_0_on_request_says_what_is_lost(dossier, tmp_path, capsys):
    target = tmp_path / "uit.json"
    assert convert(dossier, "--to", "case", "--case-version", "1.0", "-o", target) == 0
    assert "caseVersion" not in json.loads(target.read_text())["CFDocument"]
    assert "Dit formaat heeft geen plaats voor: plaatsen in de bron (4); eigen id's (4)" in (
        capsys.readouterr().out
    )


def test_a_register_fills_in_what_the_document_does_not_say(dossier, tmp_path):
    crebos = tmp_path / "crebo.csv"
    crebos.write_text(CREBOS)
    target = tmp_path / "uit.json"
    assert convert(dossier, "--register", crebos, "--to", "json", "-o", target) == 0
    (bakker,) = load(target).of_kind(Kind.KWALIFICATIE)
    (domein,) = [fact for fact in bakker.facts if fact.name == "domein"]
    assert (domein.value, str(domein.place)) == ("Brood", "crebo.csv, regel 2, 29101")


def test_warnings_of_the_source_are_counted(dossier, tmp_path, capsys):
    dossier.write_text(DOSSIER.replace('niveau="2"', 'niveau="9"'))
    assert convert(dossier, "--to", "csv", "-o", tmp_path / "uit.csv") == 0
    shown = capsys.readouterr().out
    assert f"'align inspect {dossier}' toont ze." in shown
    assert "was er 1 waarschuwing;" in shown


def test_warnings_of_the_source_are_told_to_who_asks(dossier, tmp_path, capsys):
    dossier.write_text(DOSSIER.replace('niveau="2"', 'niveau="9"'))
    asked = (dossier, "--to", "csv", "-o", tmp_path / "uit.csv")
    assert convert(*asked) == 0
    assert capsys.readouterr().err == ""
    assert convert(*asked, "--verbose") == 0
    assert "let op: dossier.xml" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["weg.xml", "--to", "json", "-o", "uit"], 1, "dit bestaat niet"),
        (["dossier.xml", "--to", "pdf", "-o", "uit"], 2, "onbekende keuze"),
        (["dossier.xml", "--to", "json"], 2, "deze gegevens ontbreken"),
        (["dossier.xml", "--to", "json", "-o", "dossier.xml"], 2, "is ook de invoer"),
        (["dossier.xml", "--to", "json", "-o", "geen/map/uit"], 1, "deze map bestaat niet"),
        (
            ["dossier.xml", "--register", "dossier2.xml", "--to", "json", "-o", "uit"],
            2,
            "dit is geen register",
        ),
    ],
)
def test_what_goes_wrong_leaves_what_stood_there(here, capsys, arguments, code, message):
    assert convert(*arguments) == code
    assert message in capsys.readouterr().err
    assert (here / "uit").read_text() == "oud"
    assert (here / "dossier.xml").read_text() == DOSSIER
