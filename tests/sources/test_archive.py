"""Files, folders and zips are read within bounds, and never outside themselves."""

import io
import os
import stat
import zipfile
from pathlib import Path

import pytest
from small_sources import DOSSIER, small_release, write_records

from align.errors import InputError
from align.sources import limits, load, plain_files
from align.sources.archive import digest, open_source


def make_zip(path: Path, members: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in members.items():
            packed.writestr(name, data)
    return path


def refusal(path: Path) -> InputError:
    with pytest.raises(InputError) as caught:
        load(path)
    assert str(path) in caught.value.where
    assert caught.value.advice
    return caught.value


@pytest.mark.parametrize("name", ["../buiten.xml", "/etc/x.xml", "a/../../b.xml", "C:\\x", "a\\b"])
def test_a_zip_with_a_name_outside_itself_is_refused(tmp_path, name):
    path = make_zip(tmp_path / "x.zip", {"goed.xml": DOSSIER.encode(), name: b"x"})
    assert "wijst buiten de zip" in refusal(path).what


def test_a_zip_bomb_is_refused_without_unpacking_it(tmp_path):
    path = make_zip(tmp_path / "bom.zip", {"data/profiel.json": b" " * (20 * 2**20)})
    assert "keer kleiner" in refusal(path).what


def test_a_zip_that_is_too_large_in_total_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(limits, "MAX_TOTAL_BYTES", 100)
    path = make_zip(tmp_path / "x.zip", {"a": os.urandom(60), "b": os.urandom(60)})
    assert "uitgepakt groter" in refusal(path).what


def test_too_many_files_are_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(limits, "MAX_FILES", 3)
    for number in range(4):
        (tmp_path / f"{number}.txt").write_text("x")
    assert "meer dan 3 bestanden" in refusal(tmp_path).what
    path = make_zip(tmp_path / "x.zip", {str(n): b"x" for n in range(4)})
    assert "meer dan 3 bestanden" in refusal(path).what


def test_a_file_that_is_too_large_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(limits, "MAX_FILE_BYTES", 1000)
    path = tmp_path / "groot.xml"
    path.write_text(DOSSIER)
    assert "groter dan" in refusal(path).what


def test_a_link_in_a_zip_is_refused(tmp_path):
    path = tmp_path / "x.zip"
    with zipfile.ZipFile(path, "w") as packed:
        link = zipfile.ZipInfo("dossier.xml")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        packed.writestr(link, "/etc/passwd")
    assert "koppeling" in refusal(path).what


def test_a_zip_with_a_password_is_refused(tmp_path):
    path = make_zip(tmp_path / "x.zip", {"dossier.xml": DOSSIER.encode()})
    data = bytearray(path.read_bytes())
    data[data.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(data)
    assert "wachtwoord" in refusal(path).what


def test_a_zip_packed_in_an_unusual_way_is_refused(tmp_path):
    path = tmp_path / "x.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_BZIP2) as packed:
        packed.writestr("a.xml", DOSSIER)
    assert "ongewone manier" in refusal(path).what


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_name_that_stands_twice_in_a_zip_is_refused(tmp_path):
    path = tmp_path / "x.zip"
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("a.xml", DOSSIER)
        packed.writestr("a.xml", DOSSIER)
    assert "twee keer" in refusal(path).what


def test_a_cut_off_or_damaged_zip_is_refused(tmp_path):
    path = make_zip(tmp_path / "x.zip", {"dossier.xml": os.urandom(3000)})
    whole = path.read_bytes()
    path.write_bytes(whole[:1500])
    assert "afgebroken of beschadigd" in refusal(path).what
    path.write_bytes(whole[:200] + b"\0\0\0\0" + whole[204:])
    assert "afgebroken of beschadigd" in refusal(path).what


def zipped(content: bytes, name: str = "dossier.xml") -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr(name, content)
    return packed.getvalue()


def test_a_zip_in_a_zip_is_opened_once_and_no_deeper(tmp_path):
    inner = zipped(DOSSIER.encode())
    one = load(make_zip(tmp_path / "x.zip", {"binnen.zip": inner}))
    assert one.source.path.endswith("x.zip › binnen.zip › dossier.xml")
    path = make_zip(tmp_path / "y.zip", {"a.zip": zipped(inner, "b.zip")})
    assert "zip of Office-bestand" in refusal(path).what


def test_a_large_zip_in_a_zip_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(limits, "MAX_INNER_ZIP_BYTES", 100)
    path = make_zip(tmp_path / "x.zip", {"binnen.zip": zipped(DOSSIER.encode())})
    assert "zelf een zip, en groter dan" in refusal(path).what


def test_a_bomb_in_a_zip_in_a_zip_is_refused(tmp_path):
    bomb = make_zip(tmp_path / "bom.zip", {"data/profiel.json": b" " * (20 * 2**20)})
    path = make_zip(tmp_path / "x.zip", {"binnen.zip": bomb.read_bytes()})
    assert "keer kleiner" in refusal(path).what


def test_a_dossier_in_a_zip_is_read(tmp_path):
    path = make_zip(tmp_path / "x.zip", {"map/dossier.xml": DOSSIER.encode()})
    assert load(path).counts()["dossier"] == 1


@pytest.mark.skipif(not hasattr(os, "symlink"), reason="geen koppelingen op dit systeem")
def test_links_are_not_followed_in_circles(tmp_path):
    loop = tmp_path / "kring"
    loop.symlink_to(loop)
    assert "in een kring" in refusal(loop).what
    release = write_records(tmp_path / "2031.2", small_release())
    (release / "data" / "terug").symlink_to(release)
    assert len(load(release).items) == 12
    linked = tmp_path / "2031.9"
    linked.symlink_to(release)
    assert load(linked).source.version == "2031.9"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="geen pijpen op dit systeem")
def test_a_pipe_or_device_is_refused_and_does_not_wait(tmp_path):
    pipe = tmp_path / "pijp.xml"
    os.mkfifo(pipe)
    assert "geen gewoon bestand" in refusal(pipe).what
    folder = tmp_path / "map"
    folder.mkdir()
    os.mkfifo(folder / "pijp.xml")
    assert "geen gewoon bestand" in refusal(folder).what


def test_a_file_or_folder_that_may_not_be_read_is_refused(tmp_path, monkeypatch):
    path = tmp_path / "dicht.xml"
    path.write_text(DOSSIER)

    def forbidden(*_args, **_kwargs):
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(plain_files.os, "open", forbidden)
    assert "mag dit niet lezen" in refusal(path).what


def test_a_folder_where_a_file_belongs_is_told_also_where_windows_denies_it(tmp_path, monkeypatch):
    def denied(name, *_args, **_kwargs):
        raise PermissionError(13, "Permission denied", str(name))

    monkeypatch.setattr(plain_files.os, "open", denied)
    with pytest.raises(InputError, match="dit is een map"):
        plain_files.read_regular(tmp_path, 10)


def test_hidden_files_are_left_alone(tmp_path):
    release = write_records(tmp_path / "2031.2", small_release())
    (release / ".git").mkdir()
    (release / ".git" / "x").write_text("x")
    (release / "data" / ".profiel.json").write_text("kapot")
    assert all(name.startswith("data/") for name in open_source(release).names)


def test_a_digest_depends_on_names_and_bytes_and_not_on_order():
    one = digest([("a", b"1"), ("b", b"2")])
    assert one == digest([("b", b"2"), ("a", b"1")])
    assert len({one, digest([("a", b"12"), ("b", b"")]), digest([("b", b"1"), ("a", b"2")])}) == 3


def test_a_wildcard_that_no_shell_filled_in_is_explained(tmp_path):
    with pytest.raises(InputError, match="jokerteken") as caught:
        open_source(tmp_path / "*.xml")
    assert "Geef de map" in caught.value.advice
