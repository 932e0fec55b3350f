"""A fetch that is stopped, or that another process runs too, leaves what the next one can use."""

import hashlib
import json
from pathlib import Path

import pytest
from fetched import BIG, SBB, fault_of, names, silent
from publisher_server import Shelf, serving

from align.errors import InputError
from align.fetching import download
from align.fetching.alone import Alone
from align.fetching.store import fetch
from align.sources.archive import open_source


def test_a_stop_between_note_and_file_is_mended(tmp_path):
    shelf = Shelf(BIG)
    with serving(shelf) as url:
        path = fetch(SBB, tmp_path, url, silent).path
        note = path.with_name(f"{path.name}.json")
        fields = json.loads(note.read_text())
        fields |= {"sha256": "nieuwer", "sha256_before": fields["sha256"], "etag": '"2"'}
        note.write_text(json.dumps(fields))
        assert fetch(SBB, tmp_path, url, silent).fresh
    assert json.loads(note.read_text())["sha256"] == hashlib.sha256(BIG).hexdigest()


def test_two_stops_in_a_row_between_note_and_file_are_mended(tmp_path, monkeypatch):
    shelf = Shelf(BIG)
    with serving(shelf) as url:
        path = fetch(SBB, tmp_path, url, silent).path

        def killed(*_):
            raise SystemExit

        for number in "23":
            shelf.data, shelf.etag = BIG.replace(b"bakkerij", b"keuken " + number.encode()), number
            with monkeypatch.context() as here:
                here.setattr(Path, "replace", killed)
                with pytest.raises(SystemExit):
                    fetch(SBB, tmp_path, url, silent)
            assert path.read_bytes() == BIG
        assert fetch(SBB, tmp_path, url, silent).path.read_bytes() == shelf.data


def test_two_at_once_do_not_get_in_each_others_way(tmp_path):
    with Alone(tmp_path / "sbb-dossiers-vanaf-2015.xml"):
        assert "wordt al opgehaald" in fault_of(Shelf(BIG), tmp_path).what
    assert names(tmp_path) == []


def test_a_lock_of_a_process_that_is_gone_keeps_nobody_out(tmp_path):
    (tmp_path / ".sbb-dossiers-vanaf-2015.xml.lock").write_text("")
    with serving(Shelf(BIG)) as url:
        assert fetch(SBB, tmp_path, url, silent).fresh
    assert len(names(tmp_path)) == 2


def test_what_is_half_in_is_no_source(tmp_path):
    fault_of(Shelf(BIG, cut_after=[5_000] * download.MAX_TRIES), tmp_path)
    with pytest.raises(InputError, match="geen enkel bestand"):
        open_source(tmp_path)
