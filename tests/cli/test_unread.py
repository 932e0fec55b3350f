"""A file that is broken is named by every command, and no release is compared without it."""

import json

import pytest

from align.resources import resource

DOSSIERS = sorted((resource("corpora") / "mbo-voorbeeld").glob("*.xml"))
ROUTE = ("--route", "doorlopende-leerroute", "--leerweg", "kb", "--kwalificatie", "99101")
COMMANDS = {
    "overlap": ("--encoder", "none", "--unit", "VZW"),
    "plan": (*ROUTE, "--encoder", "none", "--unit", "VZW"),
    "atlas": ("--encoder", "none"),
}


@pytest.fixture
def folder(tmp_path):
    """One good dossier, the first half of another, and what an office leaves beside them."""
    made = tmp_path / "dossiers"
    made.mkdir()
    good, other = DOSSIERS
    (made / good.name).write_bytes(good.read_bytes())
    (made / "half.xml").write_bytes(other.read_bytes()[:4000])
    (made / "Thumbs.db").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    (made / "~$plan.docx").write_bytes(b"\x05naam")
    (made / "notulen.txt").write_text("Aanwezig: niemand", encoding="utf-8")
    (made / "klas.csv").write_text("naam;klas\nA;1\nB;2\n", encoding="utf-8")
    return made


@pytest.mark.parametrize("command", COMMANDS)
def test_a_file_that_is_not_read_is_named(command, align, vmbo, folder, tmp_path):
    where = ("-o", tmp_path / "uit", "--cache", tmp_path / "cache")
    options = (*COMMANDS[command], *where)
    shown = align(command, vmbo, folder, *options)
    assert shown.code == 0
    told = [line for line in shown.err.splitlines() if line.startswith("let op: half.xml: ")]
    assert len(told) == 1
    assert "de XML is hier afgebroken" in told[0]
    assert "let op: notulen.txt: " in shown.err
    assert "half.xml" not in align(command, vmbo, folder, *options, "--quiet").err


@pytest.mark.parametrize("command", ["overlap", "plan"])
def test_it_stands_in_the_json(command, align, vmbo, folder, tmp_path):
    out = tmp_path / "uit.json"
    where = ("-o", tmp_path / "uit.html", "--json", out)
    assert align(command, vmbo, folder, *COMMANDS[command], *where).code == 0
    warnings = json.loads(out.read_text(encoding="utf-8"))["warnings"]
    (told,) = [warning for warning in warnings if warning["where"] == "half.xml"]
    assert told["source"] == str(folder / DOSSIERS[0].name)
    assert "de XML is hier afgebroken" in told["message"]


def test_all_warnings_are_told_to_who_asks(align, vmbo, folder, tmp_path):
    asked = ("overlap", vmbo, folder, *COMMANDS["overlap"], "-o", tmp_path / "uit.html")
    assert "vakkennis staat dubbel" not in align(*asked).err
    assert "vakkennis staat dubbel" in align(*asked, "--verbose").err


@pytest.mark.parametrize("broken_first", [True, False])
def test_a_release_with_a_broken_file_is_refused(broken_first, align, folder, tmp_path):
    whole = resource("corpora") / "mbo-voorbeeld"
    (folder / "leeg.xml").write_bytes(b"")
    releases = (folder, whole) if broken_first else (whole, folder)
    page = tmp_path / "v.html"
    shown = align("revisions", *releases, "-o", page)
    assert shown.code == 1
    assert f"{folder / 'half.xml'}, regel" in shown.err
    assert f"{folder / 'leeg.xml'}: dit bestand is leeg" in shown.err
    assert "→ Herstel dit bestand of haal het opnieuw op" in shown.err
    assert not page.exists()
    for harmless in ("Thumbs.db", "plan.docx", "notulen.txt", "klas.csv"):
        assert harmless not in shown.err


def test_harmless_neighbours_are_named_and_the_release_is_compared(align, folder, tmp_path):
    (folder / "half.xml").unlink()
    out = tmp_path / "v.json"
    shown = align("revisions", folder, folder, "-o", tmp_path / "v.html", "--json", out)
    assert shown.code == 0
    for harmless in ("Thumbs.db", "~$plan.docx", "notulen.txt", "klas.csv"):
        assert f"let op: {harmless}: " in shown.err
    named = {one["where"] for one in json.loads(out.read_text(encoding="utf-8"))["warnings"]}
    assert {"Thumbs.db", "~$plan.docx", "notulen.txt", "klas.csv"} <= named


def test_a_broken_file_on_the_other_side_is_named(align, folder, tmp_path):
    corpora = resource("corpora")
    releases = corpora / "vmbo-voorbeeld-vorige", corpora / "vmbo-voorbeeld"
    out = tmp_path / "v.json"
    where = ("-o", tmp_path / "v.html", "--json", out)
    beside = ("--against", folder, "--encoder", "none", "--unit", "VZW")
    shown = align("revisions", *releases, *beside, *where)
    assert shown.code == 0
    assert "let op: half.xml: " in shown.err
    named = {one["where"] for one in json.loads(out.read_text(encoding="utf-8"))["warnings"]}
    assert "half.xml" in named
