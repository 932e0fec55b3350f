"""No home folder, a clock in another year: the same result, or a clear message."""

import zipfile
from pathlib import Path

import pytest
from commands import Commands
from situations import named

from align.resources import cache_folder
from align.similarity.encoders import cache

YEAR = 365.25 * 86400


def made_at(commands, folder, name, **clock):
    """What a command makes with such a clock."""
    situation = named(name)
    situation.prepare(folder)
    done = commands.run(list(situation.arguments), folder, **clock)
    assert (done.code, done.err) == (0, "")
    return situation.made(folder)


@pytest.mark.parametrize("years", [-50, 120], ids=["1976", "2146"])
def test_a_clock_in_another_year_changes_dates_only(commands: Commands, tmp_path, years):
    now = made_at(commands, tmp_path / "now", "decisions", SOURCE_DATE_EPOCH="")
    then = made_at(commands, tmp_path / "x", "decisions", SOURCE_DATE_EPOCH="", clock=years * YEAR)
    assert then.keys() == now.keys()
    assert then["d.json"] == now["d.json"]
    assert then["d.csv"] == now["d.csv"]
    with zipfile.ZipFile(tmp_path / "x" / "d.xlsx") as book:
        assert book.testzip() is None


@pytest.mark.parametrize("epoch", ["0", "-1", "253402300799"], ids=["1970", "1969", "9999"])
def test_a_date_from_outside_may_be_any_that_exists(commands: Commands, tmp_path, epoch):
    made = made_at(commands, tmp_path, "convert", SOURCE_DATE_EPOCH=epoch)
    assert made["v.xlsx"].startswith(b"PK")


@pytest.mark.parametrize("name", ["convert", "fetch"])
@pytest.mark.parametrize("epoch", ["9999999999999999", "morgen", "²"])
def test_a_date_that_does_not_exist_is_wrong_usage(commands: Commands, tmp_path, name, epoch):
    situation = named(name)
    situation.prepare(tmp_path)
    done = commands.run(list(situation.arguments), tmp_path, SOURCE_DATE_EPOCH=epoch)
    assert done.code == 2
    assert "SOURCE_DATE_EPOCH is geen bruikbaar aantal seconden" in done.err


def test_without_a_home_folder_nothing_is_kept_and_that_is_said(monkeypatch):
    def nobody():
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.setattr(Path, "home", nobody)
    said = []
    kept = cache.VectorCache(cache_folder(), said.append)
    kept.close()
    assert said == ["er is geen map om vectoren te bewaren; een volgende keer duurt even lang"]
