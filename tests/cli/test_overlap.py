"""`align overlap`: a page and its JSON, whole or not at all."""

import json
import shlex

import pytest

from align.cli import pages
from align.cli.pages import check_outputs, today, typed_command
from align.errors import UsageError
from align.resources import resource


@pytest.fixture
def page(tmp_path):
    return tmp_path / "uit.html"


def test_it_writes_a_page_and_says_where(align, sides, page):
    shown = align("overlap", *sides, "--unit", "VZW", "--encoder", "none", "-o", page)
    assert (shown.code, shown.err) == (0, "")
    assert f"Open {page}" in shown.out
    text = page.read_text(encoding="utf-8")
    assert text.startswith("<!doctype html>")
    assert text.rstrip().endswith("</html>")


def test_the_page_shows_the_command_that_made_it(align, sides, page):
    arguments = ["overlap", *map(str, sides), "--unit", "P/VZW/01", "-o", str(page)]
    align(*arguments)
    assert "--unit P/VZW/01" in page.read_text(encoding="utf-8")
    assert typed_command(arguments) == shlex.join(["align", *arguments])
    assert typed_command(["overlap", "a map", "-o", "x"]) == "align overlap 'a map' -o x"


def test_one_of_a_kind_is_told_in_the_singular(align, page, tmp_path):
    vmbo, mbo = tmp_path / "pta.csv", tmp_path / "examenplan.csv"
    vmbo.write_text("Code;Eindterm\nP/HBR/2/1.1;deeg kneden\nP/HBR/2/2.1;taart versieren\n")
    mbo.write_text("Werkproces;Kerntaak\nB1-K1-W1 Kneedt deeg;B1-K1 Bakt\n;K0123 Taart\n")
    done = align("overlap", vmbo, mbo, "-o", page, "--encoder", "none")
    assert "2 deeltaken × 1 werkproces en 1 keuzedeel:" in done.out
    mbo.write_text("Werkproces;Kerntaak\nB1-K1-W1 Kneedt deeg;B1-K1 Bakt\n")
    done = align("overlap", vmbo, mbo, "-o", page, "--encoder", "none")
    assert "× 1 werkproces: 1 paar dat (deels) dubbel lijkt." in done.out
    refused = align("overlap", vmbo, mbo, "-o", page, "--kwalificatie", "25999")
    assert "geen enkele bron noemt een crebo" in refused.err
    mbo.write_text("Crebo;Werkproces\n25998;B1-K1-W1 Kneedt deeg\n")
    refused = align("overlap", vmbo, mbo, "-o", page, "--kwalificatie", "25999")
    assert "Kies uit: 25998." in refused.err


def test_on_windows_the_command_is_quoted_as_windows_does(monkeypatch):
    monkeypatch.setattr(pages.os, "name", "nt")
    assert typed_command(["overlap", "een map", "-o", "x"]) == 'align overlap "een map" -o x'
    # PowerShell makes two arguments of a,b; cmd begins another command at R&D.
    typed = typed_command(["overlap", "R&D", r"C:\slo\2025.3", "--columns", "code=A,titel=B"])
    assert typed == r'align overlap "R&D" C:\slo\2025.3 --columns "code=A,titel=B"'


def test_json_and_choices(align, sides, page, tmp_path):
    target = tmp_path / "uit.json"
    shown = align(
        *("overlap", *sides, "-o", page, "--json", target, "--quiet"),
        *("--leerweg", "KB", "--unit", "p/vzw/1", "--unit", "K/VZW/01", "--kwalificatie", "99101"),
    )
    assert (shown.code, shown.out, shown.err) == (0, "", "")
    content = json.loads(target.read_text(encoding="utf-8"))
    chosen = content["tool"]["settings"]
    assert chosen["leerweg"] == "kb"
    assert chosen["unit"] == ["p/vzw/1", "K/VZW/01"]
    assert chosen["kwalificatie"] == ["99101"]
    units = {content["items"][unit]["code"][:8] for unit in content["coverage"]["left"]}
    assert units == {"P/VZW/01", "K/VZW/01"}


def test_the_same_twice_gives_the_same_bytes(align, sides, page, tmp_path, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1767225600")
    target = tmp_path / "uit.json"
    arguments = ("overlap", *sides, "--unit", "P/VZW/01", "-o", page, "--json", target)
    align(*arguments)
    before = page.read_bytes(), target.read_bytes()
    align(*arguments)
    assert (page.read_bytes(), target.read_bytes()) == before


@pytest.mark.parametrize(
    ("options", "what"),
    [
        (["--unit", "P/VZW/99"], "unit P/VZW/99 komt niet voor"),
        (["--kwalificatie", "11111"], "kwalificatie 11111 komt niet voor"),
        (["--domein", "Zeevaart"], 'domein "Zeevaart" komt niet voor'),
        (["--json", "{page}"], "is al gekozen voor andere uitvoer"),
        (["--json", "{mbo}"], "is ook de invoer"),
    ],
)
def test_a_choice_that_cannot_be_is_wrong_usage_and_writes_nothing(
    align, sides, page, options, what
):
    mbo = sides[1]
    source = mbo.read_bytes()
    filled = [option.format(page=page, mbo=mbo) for option in options]
    shown = align("overlap", *sides, "-o", page, *filled)
    assert shown.code == 2
    assert what in shown.err
    assert "→" in shown.err
    assert not page.exists()
    assert mbo.read_bytes() == source


@pytest.mark.parametrize("domein", ["zorg en welzijn (voorbeeld)", "99410"])
def test_the_kwalificaties_of_a_domein_are_compared_and_no_others(align, page, domein):
    """By its name or its crebo; the other dossier of the example stands in another domein."""
    sides = [resource("corpora") / name for name in ("vmbo-voorbeeld", "mbo-voorbeeld")]
    out = page.with_suffix(".json")
    choice = ("--unit", "P/VZW/01", "--domein", domein, "--encoder", "none")
    assert align("overlap", *sides, *choice, "-o", page, "--json", out).code == 0
    made = json.loads(out.read_text(encoding="utf-8"))
    left_out = {
        made["items"][e["id"]]["title"] for e in made["not_compared"] if "dossier" in e["why"]
    }
    assert left_out == {"Bouw en onderhoud (voorbeeld)"}
    assert made["pairs"]


def test_a_page_that_stood_there_stays_when_the_json_cannot_be_written(align, sides, page):
    page.write_text("oud")
    arguments = ("overlap", *sides, "--unit", "P/VZW/01", "-o", page)
    shown = align(*arguments, "--json", page.parent / "weg" / "uit.json")
    assert shown.code == 1
    assert "deze map bestaat niet" in shown.err
    assert page.read_text() == "oud"
    assert list(page.parent.iterdir()) == [page]


@pytest.mark.parametrize("target", ["weg/uit.html", "bestand/uit.html", ""])
def test_a_folder_that_cannot_be_written_to_is_refused(align, sides, tmp_path, target):
    (tmp_path / "bestand").write_text("x")
    shown = align("overlap", *sides, "--unit", "P/VZW/01", "-o", tmp_path / target)
    assert shown.code == 1
    assert str(tmp_path) in shown.err
    assert "→" in shown.err
    assert "Traceback" not in shown.err
    assert [path.name for path in tmp_path.iterdir()] == ["bestand"]


def test_the_sides_the_wrong_way_round_are_refused_with_advice(align, sides, page):
    shown = align("overlap", *sides[::-1], "-o", page)
    assert shown.code == 1
    assert f"{sides[1]}: dit is een mbo-bron; hier hoort een vmbo-bron" in shown.err
    assert "eerst de vmbo-bron" in shown.err
    assert not page.exists()


def test_the_same_dossier_twice_is_refused(align, sides, page):
    shown = align("overlap", *sides, sides[1], "-o", page)
    assert shown.code == 1
    assert "Geef elk dossier één keer." in shown.err


def test_two_names_for_one_file_are_seen(tmp_path):
    check_outputs([tmp_path / "a", None, tmp_path / "b"], [tmp_path / "c"])
    with pytest.raises(UsageError, match="is ook de invoer"):
        check_outputs([tmp_path / "x" / ".." / "a"], [tmp_path / "a"])


def test_the_date_comes_from_the_environment_when_it_is_set(monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1767225600")
    assert today().isoformat() == "2026-01-01"


@pytest.mark.parametrize("epoch", ["gisteren", "²", "9" * 30, "1.5"])
def test_a_date_that_is_none_is_wrong_usage(align, sides, page, monkeypatch, epoch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    shown = align("overlap", *sides, "-o", page)
    assert shown.code == 2
    assert "SOURCE_DATE_EPOCH is geen bruikbaar aantal seconden" in shown.err
    assert not page.exists()
