"""The folder of an atlas: replaced as one, and files of others are never touched."""

import errno
import json
import os
import time
from contextlib import suppress

import pytest

from align.errors import OutputError
from align.report import atlas_folder
from align.report.atlas_folder import MANIFEST, AtlasFolder


def contents(folder):
    """Every file below a folder, by name, without our own list."""
    return {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8")
        for path in folder.rglob("*")
        if path.is_file() and path.name != MANIFEST
    }


def write(folder, **pages):
    """An atlas with these pages; "_" in a name stands for "/"."""
    with AtlasFolder(folder) as atlas:
        for name, text in pages.items():
            atlas.write(f"{name.replace('_', '/')}.html", text)
        return atlas.finish()


def test_pages_come_go_and_stay(tmp_path):
    assert write(tmp_path / "a", index="1", mbo_x="2", mbo_y="3") == (3, 3)
    assert contents(tmp_path / "a") == {"index.html": "1", "mbo/x.html": "2", "mbo/y.html": "3"}
    assert write(tmp_path / "a", index="4", mbo_x="2") == (2, 1)
    assert contents(tmp_path / "a") == {"index.html": "4", "mbo/x.html": "2"}
    assert write(tmp_path / "a", index="4") == (1, 0)
    assert not (tmp_path / "a" / "mbo").exists()


def test_what_others_put_there_stays(tmp_path):
    write(tmp_path, index="1", mbo_x="2")
    (tmp_path / "mbo" / "notitie.txt").write_text("van ons")
    (tmp_path / "mbo" / "x.html").write_text("bijgeschreven")
    write(tmp_path, index="1")
    kept = {"index.html": "1", "mbo/notitie.txt": "van ons", "mbo/x.html": "bijgeschreven"}
    assert contents(tmp_path) == kept


@pytest.mark.parametrize("name", ["index.html", MANIFEST])
def test_a_file_of_others_in_the_way_stops_everything(tmp_path, name):
    write(tmp_path / "a", mbo_x="1")
    before = contents(tmp_path / "a")
    if name == MANIFEST:
        (tmp_path / "a" / MANIFEST).write_text('{"van": "iemand anders"}')
    else:
        (tmp_path / "a" / name).write_text("van een ander")
        before[name] = "van een ander"
    with pytest.raises(OutputError) as fault:
        write(tmp_path / "a", mbo_x="2", index="3")
    assert name in fault.value.where
    assert contents(tmp_path / "a") == before


def test_a_run_that_fails_leaves_the_old_atlas(tmp_path):
    write(tmp_path, index="1", mbo_x="2")
    with suppress(KeyboardInterrupt), AtlasFolder(tmp_path) as atlas:
        atlas.write("index.html", "new")
        raise KeyboardInterrupt
    assert list(tmp_path.glob(".align-atlas-*")) == []
    assert contents(tmp_path) == {"index.html": "1", "mbo/x.html": "2"}


@pytest.mark.parametrize("moved", [0, 1, 2, 3])
def test_the_next_run_mends_one_that_was_killed_while_moving(tmp_path, monkeypatch, moved):
    write(tmp_path, index="old", mbo_x="old", mbo_gone="old")
    real, count = os.replace, []

    def dies(source, target):
        if ".align-atlas-" in str(source):
            count.append(target)
            if len(count) > moved:
                raise KeyboardInterrupt
        return real(source, target)

    monkeypatch.setattr(atlas_folder.os, "replace", dies)
    new = {"index": "new", "mbo_x": "new", "mbo_y": "new"}
    if moved < 3:
        with pytest.raises(KeyboardInterrupt):
            write(tmp_path, **new)
        assert all(text in {"old", "new"} for text in contents(tmp_path).values())
    monkeypatch.undo()
    write(tmp_path, **new)
    assert contents(tmp_path) == {"index.html": "new", "mbo/x.html": "new", "mbo/y.html": "new"}


def test_pages_made_of_the_same_are_kept_unless_touched(tmp_path):
    def run():
        with AtlasFolder(tmp_path) as atlas:
            kept = atlas.keep("digest")
            if not kept:
                atlas.write("mbo/x.html", "page", "digest")
                atlas.write("mbo/x-blz2.html", "page", "digest")
            atlas.write("index.html", "1")
            atlas.finish()
            return kept

    assert [run(), run()] == [False, True]
    (tmp_path / "mbo" / "x-blz2.html").write_text("touched")
    assert [run(), run()] == [False, True]
    assert contents(tmp_path)["mbo/x-blz2.html"] == "page"


@pytest.mark.parametrize("name", ["../x.html", "/x.html", "a/../../x.html", "", "a/b/c.html", ".x"])
def test_no_page_leaves_the_folder(tmp_path, name):
    with AtlasFolder(tmp_path / "a") as atlas, pytest.raises(OutputError):
        atlas.write(name, "x")
    listed = {"format": atlas_folder.FORMAT, "files": {name: ["0", ""], "index.html": ["0", ""]}}
    (tmp_path / "x.html").write_text("van een ander")
    (tmp_path / "a" / MANIFEST).write_text(json.dumps(listed))
    write(tmp_path / "a", mbo_x="1")
    assert (tmp_path / "x.html").read_text() == "van een ander"


def test_one_page_is_given_once(tmp_path):
    with AtlasFolder(tmp_path) as atlas:
        atlas.write("mbo/x.html", "1")
        with pytest.raises(OutputError):
            atlas.write("mbo/x.html", "2")


def test_what_a_killed_run_left_is_swept_when_it_is_old(tmp_path):
    fresh, stale = tmp_path / ".align-atlas-fresh", tmp_path / ".align-atlas-stale"
    for folder in (fresh, stale):
        folder.mkdir()
        (folder / "x.html").write_text("half")
    day_ago = time.time() - 2 * 24 * 3600
    os.utime(stale, (day_ago, day_ago))
    write(tmp_path, index="1")
    assert fresh.exists()
    assert not stale.exists()


def test_a_folder_that_cannot_be_made_is_told(tmp_path):
    (tmp_path / "file").write_text("x")
    with pytest.raises(OutputError):
        write(tmp_path / "file" / "a", index="1")


def test_an_old_page_that_is_held_elsewhere_is_told_and_taken_away_the_next_time(
    tmp_path, monkeypatch
):
    write(tmp_path, index="1", mbo_x="2")

    def held(path, **_how):
        raise PermissionError(errno.EACCES, "in use", str(path))

    with monkeypatch.context() as windows:
        windows.setattr(type(tmp_path), "unlink", held)
        with pytest.raises(OutputError) as fault:
            write(tmp_path, index="3")
    assert fault.value.where == str(tmp_path / "mbo" / "x.html")
    write(tmp_path, index="3")
    assert contents(tmp_path) == {"index.html": "3"}
