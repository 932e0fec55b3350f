"""What the options open for comparing is closed again, however a command ends."""

import sqlite3

import numpy as np
import pytest

from align.resources import resource
from align.similarity.encoders.tuned import TunedEncoder

OLD = resource("corpora") / "vmbo-voorbeeld-vorige"
ENCODER = ("--encoder", "align", "--cache", "c")
OVERLAP = "-o uit.html --unit VZW --leerweg kb --kwalificatie 99101".split()


@pytest.fixture
def connections(monkeypatch, tmp_path):
    """Every connection to SQLite that is made; the encoder reads nothing, to be quick."""
    found, connect = [], sqlite3.connect

    def connected(*given, **more):
        found.append(connect(*given, **more))
        return found[-1]

    def encoded(self, texts, _side):
        lengths = np.array([[len(text)] for text in texts], dtype=np.float32)
        return np.cos(lengths + np.arange(self.dim, dtype=np.float32)) / np.sqrt(self.dim / 2)

    monkeypatch.setattr(sqlite3, "connect", connected)
    monkeypatch.setattr(TunedEncoder, "encode", encoded)
    monkeypatch.chdir(tmp_path)
    return found


def closed(connection):
    try:
        connection.execute("select 1")
    except sqlite3.ProgrammingError as error:
        return "closed database" in str(error)
    return False


@pytest.mark.parametrize(
    ("command", "options"),
    [
        ("overlap", OVERLAP),
        ("plan", [*OVERLAP, "--route", "doorlopende-leerroute"]),
        ("atlas", ["-o", "uit", "--leerweg", "kb"]),
    ],
)
def test_the_cache_of_a_comparison_is_closed(align, connections, sides, command, options):
    done = align(command, *sides, *options, *ENCODER)
    assert (done.code, done.err) == (0, "")
    assert [closed(connection) for connection in connections] == [True]


@pytest.mark.parametrize("beside", [True, False])
def test_revisions_opens_a_cache_beside_another_side_alone(align, connections, sides, beside):
    vmbo, mbo = sides
    against = ["--against", mbo] if beside else []
    done = align("revisions", OLD, vmbo, "-o", "uit.html", *against, *ENCODER)
    assert (done.code, done.err) == (0, "")
    assert [closed(connection) for connection in connections] == [True] * beside


def test_the_cache_of_a_measurement_is_closed(align, connections, gold):
    assert align("evaluate", gold, *ENCODER).code == 0
    assert [closed(connection) for connection in connections] == [True]


def test_the_cache_is_closed_after_a_fault(align, connections, sides):
    done = align("overlap", *sides, "-o", "uit.html", "--unit", "BESTAATNIET", *ENCODER)
    assert (done.code, "BESTAATNIET" in done.err) == (2, True)
    assert [closed(connection) for connection in connections] == [True]
