"""A source is recognised by what is in it; anything else is named for what it is."""

import pytest
from small_sources import DOSSIER, small_release, write_records, write_xml

from align.errors import AlignError, InputError, SeveralInputsError
from align.sources import load, load_all, load_each
from align.sources.detect import readers


@pytest.mark.parametrize(
    ("name", "content", "what"),
    [
        ("leeg.xml", b"", "leeg"),
        ("leeg.json", b" \n ", "leeg"),
        ("dossier.xml", b"%PDF-1.7\n%\xe2\xe3", "PDF"),
        ("kd.pdf", b"%PDF-1.7\n", "PDF"),
        ("tabel.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "oud Office-bestand"),
        ("foto.xml", b"\x89PNG\r\n\x1a\n", "afbeelding"),
        ("ruis.bin", b"\x00\x01\x02\x03" * 50, "geen tekstbestand"),
        ("tekst.txt", b"zomaar wat woorden", "geen bekend formaat"),
        ("los.json", b'{"a": 1}', "één JSON-bestand"),
        ("pagina.xml", b"<!DOCTYPE html><html><body>", "webpagina"),
        ("anders.xml", b"<boek><blz/></boek>", "begint met <boek>"),
        ("kapot.xml", b"<a <b>", "de XML klopt hier niet"),
        ("xxe.xml", b'<!DOCTYPE sbb [<!ENTITY x SYSTEM "file:///x">]><sbb>&x;</sbb>', "DOCTYPE"),
        ("half.xml", DOSSIER[:3000].encode(), "afgebroken"),
    ],
)
def test_an_unusable_file_is_refused_with_place_and_advice(tmp_path, name, content, what):
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(InputError) as caught:
        load(path)
    assert what in caught.value.what
    assert str(path) in caught.value.where
    assert caught.value.advice


def test_a_missing_path_and_an_empty_folder_are_refused(tmp_path):
    with pytest.raises(InputError, match="bestaat niet"):
        load(tmp_path / "nergens")
    (tmp_path / "leeg").mkdir()
    with pytest.raises(InputError, match="geen enkel bestand"):
        load(tmp_path / "leeg")


def test_a_folder_with_other_files_names_some_and_why(tmp_path):
    for name in ("a.txt", "b.txt", "c.txt", "d.txt"):
        (tmp_path / name).write_text("x")
    with pytest.raises(InputError) as caught:
        load(tmp_path)
    assert caught.value.what == (
        "geen van deze 4 bestanden kan worden gelezen (a.txt: dit bestand heeft geen bekend "
        "formaat; b.txt: dit bestand heeft geen bekend formaat; c.txt: dit bestand heeft geen "
        "bekend formaat; en nog 1)"
    )


def test_names_alone_recognise_nothing(tmp_path):
    (tmp_path / "data").mkdir()
    for name in small_release():
        (tmp_path / "data" / f"{name}.json").write_text('[{"id": "x", "prefix": "A"}]')
    with pytest.raises(InputError, match="geen van deze 9 bestanden"):
        load(tmp_path)


@pytest.mark.parametrize("encoding", ["utf-16", "cp1252"])
def test_a_release_in_another_encoding_is_recognised_and_refused(tmp_path, encoding):
    records = small_release()
    records["profiel"][0]["title"] = "Café"
    folder = write_records(tmp_path / "2031.2", records)
    for file in (folder / "data").iterdir():
        file.write_bytes(file.read_text(encoding="utf-8").encode(encoding))
    with pytest.raises(InputError, match=r"UTF-8") as caught:
        load(folder)
    assert "profiel.json" in caught.value.where


def test_a_release_with_a_cut_off_file_is_refused_at_its_line(tmp_path):
    folder = write_records(tmp_path / "2031.2", small_release())
    file = folder / "data" / "deeltaak.json"
    text = file.read_text()
    file.write_text(text[: len(text) // 2])
    with pytest.raises(InputError, match="afgebroken") as caught:
        load(folder)
    assert "deeltaak.json, regel" in caught.value.where


def test_all_faults_are_reported_together(tmp_path):
    good = write_xml(tmp_path, DOSSIER)
    bad = [tmp_path / "weg", tmp_path / "ook weg"]
    with pytest.raises(SeveralInputsError) as caught:
        load_all([good, *bad])
    assert [fault.where for fault in caught.value.faults] == [str(path) for path in bad]
    assert caught.value.exit_code == 1
    curricula, faults = load_each([bad[0], good, bad[1]])
    assert [c.source.path for c in curricula] == [str(good)]
    assert len(faults) == 2
    assert all(isinstance(fault, AlignError) for fault in faults)
    assert [c.source.path for c in load_all([good, good])] == [str(good)] * 2


def test_every_reader_has_its_own_name():
    names = [reader.name for reader in readers()]
    assert len(set(names)) == len(names) >= 2
