"""`align inspect` shows what was read; one bad source does not hide the good ones."""

import argparse
import json

import pytest

from align.cli import inspect
from align.errors import OutputError, SeveralInputsError

DOSSIER = """<sbb>
<competenties />
<dossiers><dossier nr="7" titel="Bakkerij">
<kennisenvaardigheden><kennisofvaardigheid nr="5" titel="kent meel" /></kennisenvaardigheden>
<basis><basistaken><basiskerntaken><kerntaak nr="2" titel="Bakt" hoofdstuk="1">
<vakkennisenvaardigheden>
<vakkennisenvaardigheden referentie="5" />
<vakkennisenvaardigheden referentie="5" />
<vakkennisenvaardigheden referentie="5" />
<vakkennisenvaardigheden referentie="5" />
<vakkennisenvaardigheden referentie="5" />
</vakkennisenvaardigheden>
</kerntaak></basiskerntaken></basistaken></basis>
<profielen><profiel nr="3" titel="Bakker" hoofdstuk="1" niveau="2" /></profielen>
</dossier></dossiers></sbb>
"""


@pytest.fixture
def dossier(tmp_path):
    path = tmp_path / "dossier.xml"
    path.write_text(DOSSIER)
    return path


def run(*arguments):
    parser = argparse.ArgumentParser()
    inspect.configure(parser)
    noise = parser.add_mutually_exclusive_group()
    noise.add_argument("--quiet", action="store_true")
    noise.add_argument("--verbose", action="store_true")
    return inspect.run(parser.parse_args([str(a) for a in arguments]))


def test_it_shows_title_version_format_counts_and_warnings(dossier, capsys):
    assert run(dossier) == 0
    assert (
        capsys.readouterr().out
        == f"""\
Kwalificatiedossier Bakkerij
  bron      {dossier}
  versie    niet vermeld
  formaat   sbb-xml: dossier.xml is XML en begint met <sbb>
  gelezen   1 dossier, 1 kwalificatie, 1 kerntaak, 1 vakkennis
  let op    4 waarschuwingen
    4 × vakkennis staat dubbel en is één keer gelezen
        dossier.xml, regel 8: 5 bij B1-K1, ook op regel 7
        dossier.xml, regel 9: 5 bij B1-K1, ook op regel 7
        dossier.xml, regel 10: 5 bij B1-K1, ook op regel 7
        en nog 1 (alles met --verbose)

  Over de bron zelf (voor wie haar uitgeeft)
    4 × zin staat dubbel
        vakkennis staat dubbel en is één keer gelezen: 5 bij B1-K1, ook op regel 7
          - dossier.xml, regel 8
        vakkennis staat dubbel en is één keer gelezen: 5 bij B1-K1, ook op regel 7
          - dossier.xml, regel 9
        vakkennis staat dubbel en is één keer gelezen: 5 bij B1-K1, ook op regel 7
          - dossier.xml, regel 10
        en nog 1 (alles met --verbose)
"""
    )


def test_verbose_shows_every_place_and_quiet_nothing(dossier, capsys):
    run(dossier, "--verbose")
    shown = capsys.readouterr().out
    assert "regel 11" in shown
    assert "en nog" not in shown
    run(dossier, "--quiet")
    assert capsys.readouterr().out == ""


def test_without_warnings_it_says_so(dossier, capsys):
    dossier.write_text("\n".join(line for line in DOSSIER.splitlines() if "ref" not in line))
    run(dossier)
    assert "let op    niets; alles paste" in capsys.readouterr().out


def test_a_bad_source_does_not_hide_a_good_one(dossier, tmp_path, capsys):
    target = tmp_path / "lijst.json"
    target.write_text("oud")
    with pytest.raises(SeveralInputsError, match="bestaat niet") as caught:
        run(tmp_path / "weg", dossier, "--json", target)
    assert caught.value.exit_code == 1
    assert "Kwalificatiedossier Bakkerij" in capsys.readouterr().out
    assert target.read_text() == "oud"


def test_the_json_has_the_agreed_keys_and_is_the_same_twice(dossier, tmp_path):
    one, two = tmp_path / "1.json", tmp_path / "2.json"
    run(dossier, "--json", one)
    run(dossier, "--json", two)
    assert one.read_bytes() == two.read_bytes()
    content = json.loads(one.read_text(encoding="utf-8"))
    assert content["format"] == "align-inspect/1"
    (document,) = content["documents"]
    assert document["path"] == str(dossier)
    assert document["format"] == "sbb-xml"
    assert document["title"] == "Kwalificatiedossier Bakkerij"
    assert document["version"] == ""
    assert len(document["sha256"]) == 64
    assert document["counts"] == {"dossier": 1, "kwalificatie": 1, "kerntaak": 1, "vakkennis": 1}
    assert document["warnings"][0]["where"] == "dossier.xml, regel 8"
    assert document["warnings"][0]["message"] == (
        "vakkennis staat dubbel en is één keer gelezen: 5 bij B1-K1, ook op regel 7"
    )
    assert document["warnings"][0]["place"]["line"] == 8


def test_a_json_that_cannot_be_written_is_a_fault(dossier, tmp_path):
    with pytest.raises(OutputError):
        run(dossier, "--json", tmp_path / "nergens" / "lijst.json")


@pytest.mark.real
def test_a_release_in_json_has_the_counts_of_slo(real_data, tmp_path):
    target = tmp_path / "lijst.json"
    run(real_data / "slo-bg" / "2025.3", "--json", target, "--quiet")
    (document,) = json.loads(target.read_text(encoding="utf-8"))["documents"]
    assert document["version"] == "2025.3"
    assert document["counts"]["eindterm"] == 3473
    assert len(document["warnings"]) == 64
