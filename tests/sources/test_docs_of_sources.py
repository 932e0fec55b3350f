"""The example in docs/add-a-format.md is a reader that works; docs/sources.md names all."""

import re
from pathlib import Path

import pytest

from align.errors import InputError
from align.sources import detect
from align.sources.archive import open_source

DOCS = Path(__file__).resolve().parents[2] / "docs"


@pytest.fixture
def reader():
    page = DOCS / "add-a-format.md"
    code, *_ = re.findall(r"```python\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL)
    names: dict[str, object] = {}
    exec(compile(code, str(page), "exec"), names)
    return names["GoalListReader"]()


def test_the_example_recognises_reads_and_notes(tmp_path, reader):
    path = tmp_path / "lijst.txt"
    path.write_text("# Leerdoelen bakken\n- kan  deeg kneden\nzomaar\n- kan brood bakken\n")
    files = open_source(path)
    found = reader.recognise(files)
    assert found is not None
    curriculum = reader.read(files, found.reason)
    assert [i.title for i in curriculum.items] == [
        "Leerdoelen bakken",
        "kan deeg kneden",
        "kan brood bakken",
    ]
    assert [str(w.place) for w in curriculum.warnings] == ["lijst.txt, regel 3"]


def test_the_example_leaves_other_files_alone_and_keeps_its_limit(tmp_path, reader):
    path = tmp_path / "lijst.txt"
    path.write_text("# Iets anders")
    assert reader.recognise(open_source(path)) is None
    path.write_text("# Leerdoelen\n" + "- doel\n" * 5001)
    with pytest.raises(InputError, match="meer dan 5000 leerdoelen"):
        reader.read(open_source(path), "")


def test_every_reader_stands_in_the_page():
    page = (DOCS / "sources.md").read_text(encoding="utf-8")
    names = {reader.name for reader in detect._asked(None)}
    for name in names:
        known = name if not name.startswith("register-") else "register-*"
        assert f"`{known}" in page or f"{name.split('-')[0]}-" in page, name
