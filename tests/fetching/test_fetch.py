"""Files of publishers are fetched once, taken up where they broke off, and verified."""

import errno
import hashlib
import io
import json
import os
import socket
import sys
import zipfile
from pathlib import Path

import pytest
from fetched import BIG, SBB, fault_of, names, silent
from publisher_server import Shelf, serving
from small_sources import DOSSIER, small_release

from align.cli.main import main
from align.errors import InputError, OutputError, UsageError
from align.fetching import connection, download, store
from align.fetching.publishers import NEWEST_SLO, publication
from align.fetching.store import default_folder, fetch

SLO = publication("slo", "2031.2")
PAGE = b"<!DOCTYPE html><html><head><title>Inloggen</title></head></html>"


def release_zip(tag: str = "2031.2") -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        top = f"curriculum-examenprogramma-bg-{tag}"
        archive.writestr(f"{top}/README.md", "Uitleg")
        for name, content in small_release().items():
            archive.writestr(f"{top}/data/{name}.json", json.dumps(content))
    return packed.getvalue()


# --- the usual course ----------------------------------------------------------------------------


def test_a_file_is_fetched_verified_and_noted(tmp_path, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1930000000")
    shelf = Shelf(BIG)
    with serving(shelf) as url:
        fetched = fetch(SBB, tmp_path / "nieuw" / "map", url, silent)
    assert fetched.fresh
    assert fetched.path.name == "sbb-dossiers-vanaf-2015.xml"
    assert fetched.path.read_bytes() == BIG
    assert fetched.documents[0].counts()["dossier"] == 1
    assert names(fetched.path.parent) == [fetched.path.name, f"{fetched.path.name}.json"]
    note = json.loads(fetched.path.with_name(f"{fetched.path.name}.json").read_text())
    assert note["sha256"] == fetched.sha256 == hashlib.sha256(BIG).hexdigest()
    assert (note["bytes"], note["etag"], note["url"]) == (len(BIG), '"1"', url)
    assert note["fetched"] == "2031-02-27"


def test_an_archive_of_slo_is_fetched_with_its_release(tmp_path):
    with serving(Shelf(release_zip(), states_length=False)) as url:
        fetched = fetch(SLO, tmp_path, url, silent)
    assert fetched.path.name == "slo-bg-2031.2.zip"
    assert [d.source.version for d in fetched.documents] == ["2031.2"]


def test_a_second_time_nothing_is_sent_again(tmp_path):
    shelf = Shelf(BIG)
    with serving(shelf) as url:
        fetch(SBB, tmp_path, url, silent)
        again = fetch(SBB, tmp_path, url, silent)
    assert not again.fresh
    assert again.sha256 == hashlib.sha256(BIG).hexdigest()
    assert shelf.asked[1]["If-None-Match"] == '"1"'
    assert len(names(tmp_path)) == 2


def test_a_newer_file_replaces_the_old_one(tmp_path):
    shelf = Shelf(BIG)
    newer = BIG.replace(b"Bakkerij", b"Vlaaierij")
    with serving(shelf) as url:
        fetch(SBB, tmp_path, url, silent)
        shelf.data, shelf.etag = newer, '"2"'
        shelf.modified = "Sun, 02 Mar 2031 10:00:00 GMT"
        fetched = fetch(SBB, tmp_path, url, silent)
    assert fetched.fresh
    assert fetched.path.read_bytes() == newer


def test_progress_is_told(tmp_path):
    told: list[tuple[int, int]] = []
    with serving(Shelf(BIG)) as url:
        fetch(SBB, tmp_path, url, lambda received, total: told.append((received, total)))
    assert told[-1] == (len(BIG), len(BIG))
    assert [received for received, _ in told] == sorted(received for received, _ in told)


# --- breaking off and going on -------------------------------------------------------------------


def test_a_broken_connection_is_taken_up_where_it_broke(tmp_path):
    shelf = Shelf(BIG, cut_after=[10_000, 20_000])
    with serving(shelf) as url:
        fetched = fetch(SBB, tmp_path, url, silent)
    assert fetched.path.read_bytes() == BIG
    ranges = [asked.get("Range", "") for asked in shelf.asked]
    assert ranges == ["", "bytes=10000-", "bytes=30000-"]
    assert all(asked["If-Range"] == '"1"' for asked in shelf.asked[1:])


def test_what_came_in_before_is_used_by_the_next_run(tmp_path):
    shelf = Shelf(BIG, cut_after=[5_000] * download.MAX_TRIES)
    fault = fault_of(shelf, tmp_path)
    assert f"na {download.MAX_TRIES} pogingen" in fault.what
    assert "gaat daarmee verder" in fault.advice
    assert names(tmp_path) == [
        ".sbb-dossiers-vanaf-2015.xml.part",
        ".sbb-dossiers-vanaf-2015.xml.part.json",
    ]
    with serving(Shelf(BIG)) as url:
        # The same address as before: a server keeps its port only by luck.
        note = tmp_path / ".sbb-dossiers-vanaf-2015.xml.part.json"
        note.write_text(json.dumps(json.loads(note.read_text()) | {"url": url}))
        fetched = fetch(SBB, tmp_path, url, silent)
    assert fetched.path.read_bytes() == BIG
    assert len(names(tmp_path)) == 2


def test_a_part_that_is_whole_already_is_only_checked(tmp_path):
    shelf = Shelf(BIG)
    with serving(shelf) as url:
        part = tmp_path / ".sbb-dossiers-vanaf-2015.xml.part"
        part.write_bytes(BIG)
        seen = {"url": url, "etag": '"1"', "modified": "", "total": len(BIG)}
        part.with_name(f"{part.name}.json").write_text(json.dumps(seen))
        fetched = fetch(SBB, tmp_path, url, silent)
    assert fetched.path.read_bytes() == BIG
    assert shelf.asked[0]["If-None-Match"] == '"1"'


def test_another_file_in_mid_download_starts_again(tmp_path):
    other = BIG.replace(b"Bakkerij", b"Vlaaierij")

    def change(shelf: Shelf) -> None:
        shelf.data, shelf.etag = other, '"2"'
        shelf.modified = "Sun, 02 Mar 2031 10:00:00 GMT"

    shelf = Shelf(BIG, cut_after=[10_000], change_after=change)
    with serving(shelf) as url:
        fetched = fetch(SBB, tmp_path, url, silent)
    assert fetched.path.read_bytes() == other


def test_a_server_that_ignores_if_range_does_not_mix_two_files(tmp_path):
    other = BIG.replace(b"Bakkerij", b"Vlaaierij")

    class Forgetful(Shelf):
        pass

    def change(shelf: Shelf) -> None:
        shelf.data, shelf.etag, shelf.modified = other, '"2"', ""

    shelf = Forgetful(BIG, cut_after=[10_000], change_after=change)
    shelf.modified = ""
    with serving(shelf) as url:
        # It says 206 for another file: the part is thrown away and the whole is asked for.
        shelf.lies = f"bytes 10000-{len(other) - 1}/{len(other)}"
        fetched = fetch(SBB, tmp_path, url, silent)
    assert fetched.path.read_bytes() == other


def test_a_part_of_another_place_is_not_glued_on(tmp_path):
    shelf = Shelf(BIG, cut_after=[10_000], lies=f"bytes 9000-{len(BIG) - 1}/{len(BIG)}")
    with serving(shelf) as url:
        fetched = fetch(SBB, tmp_path, url, silent)
    assert fetched.path.read_bytes() == BIG
    assert "Range" not in shelf.asked[-1]


@pytest.mark.parametrize(("etag", "modified"), [("", ""), ('W/"1"', "")])
def test_without_a_strong_validator_it_starts_again(tmp_path, etag, modified):
    shelf = Shelf(BIG, etag=etag, modified=modified, cut_after=[10_000])
    with serving(shelf) as url:
        fetched = fetch(SBB, tmp_path, url, silent)
    assert fetched.path.read_bytes() == BIG
    assert [asked.get("Range") for asked in shelf.asked] == [None, None]


def test_a_server_without_ranges_sends_all_again(tmp_path):
    shelf = Shelf(BIG, ranges=False, cut_after=[10_000])
    with serving(shelf) as url:
        fetched = fetch(SBB, tmp_path, url, silent)
    assert fetched.path.read_bytes() == BIG


def test_a_slow_server_is_waited_for(tmp_path):
    with serving(Shelf(DOSSIER.encode(), pause=0.05)) as url:
        assert fetch(SBB, tmp_path, url, silent).fresh


def test_a_silent_server_is_given_up_in_time(tmp_path, monkeypatch):
    monkeypatch.setattr(connection, "TIMEOUT_SECONDS", 0.2)
    monkeypatch.setattr(download, "MAX_TRIES", 2)
    shelf = Shelf(BIG, pause=1.0)
    assert "zwijgt langer dan" in fault_of(shelf, tmp_path).what
    assert len(shelf.asked) == 2


def test_a_download_does_not_take_forever(tmp_path, monkeypatch):
    monkeypatch.setattr(download, "MAX_SECONDS", 0.2)
    assert "duurt langer dan" in fault_of(Shelf(BIG, pause=0.05), tmp_path).what


# --- what is not what it should be ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("shelf", "wanted", "what"),
    [
        (Shelf(PAGE, kind="text/html"), SBB, "webpagina"),
        (Shelf(b"\xef\xbb\xbf\n" + PAGE), SBB, "webpagina"),
        (Shelf(PAGE), SLO, "webpagina"),
        (Shelf(b""), SBB, "niet te lezen"),
        (Shelf(b"geen xml"), SBB, "niet te lezen"),
        (Shelf(release_zip()), SBB, "geen kwalificatiedossiers"),
        (Shelf(BIG), SLO, "geen examenprogramma's"),
        (Shelf(release_zip("2031.1")), SLO, "dit is uitgave 2031.1, niet 2031.2"),
        (Shelf(BIG[:30_000], states_length=False), SBB, "afgebroken"),
        (Shelf(release_zip()[:900], states_length=False), SLO, "niet te lezen"),
        (Shelf(b'<!DOCTYPE sbb [<!ENTITY x "y">]><sbb>&x;</sbb>'), SBB, "DOCTYPE"),
    ],
)
def test_what_is_not_sound_is_not_kept(tmp_path, shelf, wanted, what):
    assert what in fault_of(shelf, tmp_path, wanted).what
    assert names(tmp_path) == []


def test_what_is_not_sound_leaves_the_file_of_before(tmp_path):
    shelf = Shelf(BIG)
    with serving(shelf) as url:
        path = fetch(SBB, tmp_path, url, silent).path
        shelf.data, shelf.etag = PAGE, '"2"'
        with pytest.raises(InputError, match="webpagina"):
            fetch(SBB, tmp_path, url, silent)
    assert path.read_bytes() == BIG
    assert len(names(tmp_path)) == 2


@pytest.mark.parametrize("states_length", [True, False])
def test_a_file_that_is_too_large_is_not_taken_in(tmp_path, monkeypatch, states_length):
    monkeypatch.setattr(download, "MAX_BYTES", 2**14)
    fault = fault_of(Shelf(BIG, states_length=states_length), tmp_path)
    assert "groter dan 0 MB" in fault.what


@pytest.mark.parametrize(
    ("status", "what"),
    [
        (401, "laat dit niet toe"),
        (403, "laat dit niet toe"),
        (404, "staat niet bij de uitgever"),
        (429, "kan dit nu niet leveren"),
        (503, "kan dit nu niet leveren"),
    ],
)
def test_a_refusal_is_said_in_plain_words(tmp_path, status, what):
    fault = fault_of(Shelf(status=status), tmp_path)
    assert what in fault.what
    assert str(status) in fault.where


def test_redirects_are_followed_and_a_circle_is_not(tmp_path):
    with serving(Shelf(BIG)) as target, serving(Shelf(location=target)) as url:
        assert fetch(SBB, tmp_path / "a", url, silent).fresh
    fault = fault_of(Shelf(location="/rond"), tmp_path / "b")
    assert "in een kring" in fault.what


@pytest.mark.parametrize(
    "target", ["http://example.org/x", "ftp://127.0.0.1/x", "file:///etc/passwd"]
)
def test_a_redirect_to_an_unsafe_address_is_not_followed(tmp_path, target):
    fault = fault_of(Shelf(location=target), tmp_path)
    assert "onveilig adres" in fault.what or "in een kring" in fault.what
    assert names(tmp_path) == []


@pytest.mark.parametrize(
    "url",
    [
        "http://example.org/x.xml",
        "file:///etc/passwd",
        "ftp://example.org/x",
        "https://naam:geheim@example.org/x",
        "https://",
        "bestand.xml",
        "https://example.org:99999/x",
    ],
)
def test_an_unsafe_address_is_wrong_usage(tmp_path, url):
    with pytest.raises(UsageError):
        fetch(SBB, tmp_path, url, silent)
    assert names(tmp_path) == []


# --- no network, and files that are there --------------------------------------------------------


def test_without_a_network_it_says_so(tmp_path, monkeypatch):
    def nowhere(*_args, **_kwargs):
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", nowhere)
    with pytest.raises(InputError) as caught:
        fetch(SBB, tmp_path, SBB.url, silent)
    assert caught.value.what == "er is geen netwerk, of dit adres bestaat niet"
    assert caught.value.where == "kwalificatie-mijn.s-bb.nl"
    assert names(tmp_path) == []


def test_without_a_network_it_points_at_the_file_of_before(tmp_path):
    with serving(Shelf(BIG)) as url:
        path = fetch(SBB, tmp_path, url, silent).path
    with pytest.raises(InputError, match=r"neemt niet op|netwerk") as caught:
        fetch(SBB, tmp_path, url, silent)
    assert str(path) in caught.value.advice
    assert path.read_bytes() == BIG


def test_a_file_that_was_changed_by_hand_is_not_overwritten(tmp_path):
    shelf = Shelf(BIG)
    with serving(shelf) as url:
        path = fetch(SBB, tmp_path, url, silent).path
        path.write_bytes(b"van mijzelf")
        with pytest.raises(OutputError, match="daarna is veranderd"):
            fetch(SBB, tmp_path, url, silent)
    assert path.read_bytes() == b"van mijzelf"


def test_a_file_of_someone_else_is_not_overwritten(tmp_path):
    path = tmp_path / "sbb-dossiers-vanaf-2015.xml"
    path.write_bytes(b"van iemand anders")
    fault = fault_of(Shelf(BIG), tmp_path)
    assert isinstance(fault, OutputError)
    assert path.read_bytes() == b"van iemand anders"


def test_an_older_file_does_not_replace_a_newer_one(tmp_path):
    shelf = Shelf(BIG)
    with serving(shelf) as url:
        path = fetch(SBB, tmp_path, url, silent).path
        shelf.data, shelf.etag = BIG.replace(b"Bakkerij", b"Vlaaierij"), '"0"'
        shelf.modified = "Fri, 28 Feb 2031 10:00:00 GMT"
        with pytest.raises(OutputError, match="ouder bestand"):
            fetch(SBB, tmp_path, url, silent)
    assert path.read_bytes() == BIG
    assert len(names(tmp_path)) == 2


def test_without_a_home_folder_it_asks_where_to(monkeypatch):
    def nobody():
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.setattr(store.Path, "home", nobody)
    with pytest.raises(UsageError, match="geen thuismap") as caught:
        default_folder()
    assert "--to" in caught.value.advice


def test_a_folder_that_cannot_be_made_is_a_fault(tmp_path):
    (tmp_path / "bestand").write_text("x")
    with pytest.raises(OutputError, match="kan niet worden gemaakt"):
        fetch(SBB, tmp_path / "bestand" / "map", SBB.url, silent)


def test_a_full_disk_is_told_as_one(tmp_path, monkeypatch):
    plainly = Path.open

    def full(path: Path, mode: str = "r", **how: str) -> object:
        if path.suffix != ".part" or mode == "rb":
            return plainly(path, mode, **how)
        return FullFile()

    class FullFile(io.BytesIO):
        def write(self, _block: bytes) -> int:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(Path, "open", full)
    fault = fault_of(Shelf(BIG), tmp_path)
    assert isinstance(fault, OutputError)
    assert (fault.what, Path(fault.where).parent) == ("de schijf is vol", tmp_path)


def test_a_part_that_cannot_be_written_or_removed_is_told(tmp_path):
    part = tmp_path / ".sbb-dossiers-vanaf-2015.xml.part"
    part.mkdir()
    fault = fault_of(Shelf(BIG), tmp_path)
    assert (type(fault), fault.where) == (OutputError, str(part))
    with pytest.raises(OutputError) as caught:
        download.forget(part)
    assert caught.value.where == str(part)


# --- names and the command -----------------------------------------------------------------------


def test_addresses_are_those_of_the_publishers():
    assert publication("slo").release == NEWEST_SLO
    assert publication("slo", "2024.2").url == (
        "https://codeload.github.com/slonl/curriculum-examenprogramma-bg/zip/refs/tags/2024.2"
    )
    assert publication("sbb").url == "https://kwalificatie-mijn.s-bb.nl/Lijsten/Output/53725"
    assert publication("sbb", "herziening-2026").url.endswith("/58071")
    assert publication("sbb", "58099").stem == "sbb-dossiers-58099"


@pytest.mark.parametrize(
    ("publisher", "release"),
    [("slo", "../../x"), ("slo", "latest"), ("slo", "2025.3/../x"), ("sbb", "a/b"), ("duo", "")],
)
def test_a_release_that_cannot_exist_is_wrong_usage(publisher, release):
    with pytest.raises(UsageError):
        publication(publisher, release)


def test_the_cache_stands_where_the_system_wants_it(monkeypatch, tmp_path):
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert default_folder() == tmp_path / "align" / "downloads"
    monkeypatch.setenv("XDG_CACHE_HOME", "hier")  # a relative one is to be ignored, says XDG
    assert default_folder() == Path.home() / ".cache" / "align" / "downloads"
    monkeypatch.setattr(sys, "platform", "darwin")
    assert default_folder().parts[-4:] == ("Library", "Caches", "align", "downloads")
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "lokaal"))
    assert default_folder() == tmp_path / "lokaal" / "align" / "downloads"


def test_the_command_says_where_the_file_is_and_what_is_in_it(tmp_path, capsys):
    shelf = Shelf(release_zip())
    with serving(shelf) as url:
        arguments = ["fetch", "slo", "--release", "2031.2", "--to", str(tmp_path), "--from", url]
        assert main(arguments) == 0
        shown = capsys.readouterr().out
        assert main([*arguments, "--quiet"]) == 0
    assert "uitgave 2031.2 (opgehaald)" in shown
    assert str(tmp_path / "slo-bg-2031.2.zip") in shown
    assert "1 profiel" in shown
    assert capsys.readouterr().out == ""


def test_the_command_gives_exit_codes_and_no_traceback(tmp_path, capsys):
    with serving(Shelf(status=404)) as url:
        assert main(["fetch", "sbb", "--to", str(tmp_path), "--from", url]) == 1
    assert main(["fetch", "slo", "--release", "nieuw", "--to", str(tmp_path)]) == 2
    assert main(["fetch", "sbb", "--to", str(tmp_path), "--from", "http://example.org/"]) == 2
    said = capsys.readouterr().err
    assert "staat niet bij de uitgever" in said
    assert "Traceback" not in said


@pytest.mark.real
def test_a_real_release_and_real_dossiers_come_in_through_a_bad_connection(tmp_path, real_data):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in sorted((real_data / "slo-bg" / "2025.3").rglob("*")):
            if file.is_file():
                name = file.relative_to(real_data / "slo-bg").as_posix()
                archive.write(file, f"curriculum-examenprogramma-bg-{name}")
    with serving(Shelf(packed.getvalue(), cut_after=[50_000, 1, 100_000])) as url:
        fetched = fetch(publication("slo", "2025.3"), tmp_path, url, silent)
    assert fetched.documents[0].counts()["eindterm"] == 3473
    assert fetched.documents[0].source.version == "2025.3"
    dossier = (real_data / "sbb-xml" / "2755 Dienstverlening.xml").read_bytes()
    with serving(Shelf(dossier, cut_after=[50_000])) as url:
        fetched = fetch(SBB, tmp_path, url, silent)
    assert fetched.path.read_bytes() == dossier
