"""Files are written whole, together or not at all; what stood there before stays until then."""

import errno
import os
from pathlib import Path

import pytest

from align import files
from align.errors import OutputError
from align.files import unwritable, write_all, write_whole


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def test_text_is_written_as_utf_8_with_the_same_line_ends_everywhere(tmp_path):
    write_whole(tmp_path / "a.txt", "één\ntwee\n")
    assert (tmp_path / "a.txt").read_bytes() == b"\xc3\xa9\xc3\xa9n\ntwee\n"
    write_whole(tmp_path / "b.bin", b"\x00\r\n")
    assert (tmp_path / "b.bin").read_bytes() == b"\x00\r\n"
    assert names(tmp_path) == ["a.txt", "b.bin"]


def test_a_file_that_stood_there_is_replaced(tmp_path):
    target = tmp_path / "a.txt"
    target.write_text("oud")
    write_whole(target, "nieuw")
    assert target.read_text() == "nieuw"


@pytest.mark.parametrize("mask", [0o022, 0o077])
def test_others_may_read_it_as_if_it_was_written_plainly(tmp_path, mask):
    before = os.umask(mask)
    try:
        write_whole(tmp_path / "a.txt", "x")
    finally:
        os.umask(before)
    usual = 0o666 if os.name == "nt" else 0o666 & ~mask
    assert (tmp_path / "a.txt").stat().st_mode & 0o777 == usual


def test_when_one_cannot_be_written_none_is(tmp_path):
    good = tmp_path / "pagina.html"
    good.write_text("oud")
    with pytest.raises(OutputError, match="deze map bestaat niet") as caught:
        write_all({good: "nieuw", tmp_path / "weg" / "a.json": "{}"})
    assert caught.value.where == str(tmp_path / "weg" / "a.json")
    assert caught.value.advice
    assert good.read_text() == "oud"
    assert names(tmp_path) == ["pagina.html"]


def test_when_the_disk_is_full_nothing_has_changed(tmp_path, monkeypatch):
    good = tmp_path / "a.txt"
    good.write_text("oud")

    def full(_):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(files.os, "fsync", full)
    with pytest.raises(OutputError, match="de schijf is vol"):
        write_whole(good, "nieuw")
    assert good.read_text() == "oud"
    assert names(tmp_path) == ["a.txt"]


def test_when_someone_stops_the_program_nothing_is_left_behind(tmp_path, monkeypatch):
    def stopped(_):
        raise KeyboardInterrupt

    monkeypatch.setattr(files.os, "fsync", stopped)
    with pytest.raises(KeyboardInterrupt):
        write_whole(tmp_path / "a.txt", "nieuw")
    assert names(tmp_path) == []


@pytest.mark.parametrize(
    ("path", "what"),
    [
        ("map", "dit is een map"),
        ("", "dit is een map"),
        ("bestand/a.html", "een deel van dit pad is een bestand en geen map"),
        ("weg/a.html", "deze map bestaat niet"),
    ],
)
def test_a_place_where_nothing_can_stand_is_refused(tmp_path, path, what):
    (tmp_path / "map").mkdir()
    (tmp_path / "bestand").write_text("x")
    with pytest.raises(OutputError) as caught:
        write_whole(tmp_path / path, "x")
    assert what in caught.value.what
    assert caught.value.advice
    assert names(tmp_path) == ["bestand", "map"]


def test_a_name_that_no_system_takes_is_refused(tmp_path):
    with pytest.raises(OutputError) as caught:
        write_whole(tmp_path / ("x" * 300), "x")
    assert os.name == "nt" or caught.value.what == "deze naam is te lang"
    assert names(tmp_path) == []


def test_a_device_is_never_replaced():
    with pytest.raises(OutputError, match="geen gewoon bestand"):
        write_whole(Path(os.devnull), "x")


def test_a_link_stays_a_link(tmp_path):
    (tmp_path / "echt.html").write_text("oud")
    link = tmp_path / "link.html"
    try:
        link.symlink_to(tmp_path / "echt.html")
    except OSError:
        pytest.skip("hier mag deze gebruiker geen koppelingen maken (Windows)")
    write_whole(link, "nieuw")
    assert link.is_symlink()
    assert (tmp_path / "echt.html").read_text() == "nieuw"


@pytest.mark.parametrize(
    ("number", "what"),
    [
        (errno.EACCES, "u mag hier niet schrijven"),
        (errno.EROFS, "deze schijf is alleen te lezen"),
        (errno.EIO, "schrijven is niet gelukt"),
    ],
)
def test_the_reason_is_given_in_dutch(number, what):
    fault = unwritable(OSError(number, "in English"), Path("a.html"))
    assert what in fault.what
    assert fault.where == "a.html"
    assert fault.exit_code == 1


def test_what_a_killed_run_left_behind_goes_after_a_day(tmp_path):
    old, new, other = (tmp_path / n for n in (".align-ab12_xyz", ".align-cd34efgh", ".align-eigen"))
    for path in (old, new, other):
        path.write_text("half")
    for path in (old, other):
        os.utime(path, (0, 0))
    write_whole(tmp_path / "a.txt", "x")
    assert names(tmp_path) == [".align-cd34efgh", ".align-eigen", "a.txt"]


def test_a_link_that_is_named_as_if_a_killed_run_left_it_stays(tmp_path):
    kept, link = tmp_path / "b.txt", tmp_path / ".align-ab12_xyz"
    kept.write_text("x")
    os.utime(kept, (0, 0))
    try:
        link.symlink_to(kept)
    except OSError:
        pytest.skip("dit systeem maakt geen koppelingen")
    write_whole(tmp_path / "a.txt", "x")
    assert names(tmp_path) == [".align-ab12_xyz", "a.txt", "b.txt"]


def test_who_leaves_at_once_takes_away_what_is_being_written(tmp_path):
    half = tmp_path / "half"
    half.mkdir()
    (half / "a.html").write_text("x")
    files.unfinished(str(half))
    files.remove_unfinished()
    assert names(tmp_path) == []
    files.remove_unfinished()
