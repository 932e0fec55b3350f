"""No output is written over a source, also not in a folder; a report may lie beside them."""

import os
import shutil

import pytest

from align.cli.pages import check_outputs
from align.errors import UsageError
from align.resources import resource

CORPORA = resource("corpora")
DOSSIER = "9901 Wonen_en_zorg.xml"


def copied(name, tmp_path):
    return shutil.copytree(CORPORA / name, tmp_path / name)


@pytest.mark.parametrize("kept", [10**6, 4000], ids=["whole", "broken"])
def test_a_dossier_in_a_folder_is_not_written_over(kept, align, tmp_path):
    folder = copied("mbo-voorbeeld", tmp_path)
    before = (folder / DOSSIER).read_bytes()[:kept]
    (folder / DOSSIER).write_bytes(before)
    shown = align("inspect", folder, "--json", folder / DOSSIER)
    assert shown.code == 2
    assert "hier zou een bron worden overschreven" in shown.err
    assert f"hoort bij de invoer {folder}" in shown.err
    assert "→ Geef de uitvoer een andere naam of een andere map." in shown.err
    assert (folder / DOSSIER).read_bytes() == before


@pytest.mark.parametrize("name", ["profiel.json", "deeltaak.json", "voorbeeld.json"])
def test_a_file_of_a_release_is_not_written_over(name, align, tmp_path):
    release = copied("vmbo-voorbeeld", tmp_path)
    (file,) = release.rglob(name)
    before = file.read_bytes()
    shown = align("revisions", release, CORPORA / "vmbo-voorbeeld", "-o", file)
    assert shown.code == 2
    assert file.read_bytes() == before


def test_a_report_beside_the_sources_may_be_written_again(align, tmp_path):
    folder, release = copied("mbo-voorbeeld", tmp_path), copied("vmbo-voorbeeld", tmp_path)
    formats = ("json", "csv", "xlsx", "sssom", "case", "docx")
    for where in (folder, release):
        written = [part for name in formats for part in (f"--{name}", where / f"uit-{name}.{name}")]
        options = ("-o", where / "uit.html", *written)
        asked = ("overlap", release, folder, "--encoder", "none", "--unit", "VZW", *options)
        for _ in range(2):
            assert align(*asked).code == 0


def test_reports_beside_the_sources_do_not_hold_up_the_next_revision(align, tmp_path):
    folder = copied("mbo-voorbeeld", tmp_path)
    names = {"--json": "v.json", "--sssom": "v.tsv", "--case": "c.json", "-o": "v.html"}
    options = [part for name, file in names.items() for part in (name, folder / file)]
    for _ in range(2):
        assert align("revisions", folder, folder, *options).code == 0


def test_an_empty_file_that_was_made_for_the_output_may_be_written(align, tmp_path):
    folder = copied("mbo-voorbeeld", tmp_path)
    (folder / "lijst.json").write_bytes(b"")
    assert align("inspect", folder, "--json", folder / "lijst.json").code == 0
    assert (folder / "lijst.json").stat().st_size > 0


def test_where_case_says_nothing_two_names_are_one_file(tmp_path, monkeypatch):
    outputs = [tmp_path / "zw.html", tmp_path / "ZW.HTML"]
    check_outputs(outputs, [])
    monkeypatch.setattr(os.path, "normcase", lambda path: str(path).lower())  # as Windows has it
    with pytest.raises(UsageError, match="is al gekozen voor andere uitvoer"):
        check_outputs(outputs, [])
    with pytest.raises(UsageError, match="is ook de invoer"):
        check_outputs(outputs[:1], outputs[1:])
