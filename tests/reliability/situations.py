"""Every command that writes, in a folder with its inputs and what stood there of an earlier time.

`faults_after` says what a killed, starved or interrupted command did wrong.
"""

from __future__ import annotations

import json
import re
import shutil
from dataclasses import dataclass
from pathlib import Path

from align.overlap.kept import FOLDER_NAME, Kept
from align.resources import resource
from align.similarity.encoders.cache import FILE_NAME, VectorCache

_VMBO, _BEFORE, _MBO = "in/vmbo-voorbeeld", "in/vmbo-voorbeeld-vorige", "in/mbo-voorbeeld"
_CARE, _BUILDING = f"{_MBO}/9901 Wonen_en_zorg.xml", f"{_MBO}/9902 Bouw_en_onderhoud.xml"
_DECIDED = "in/besluiten-voorbeeld.json"
_PLAN = ("--route", "doorlopende-leerroute", "--leerweg", "kb", "--unit", "VZW", "--kwalificatie")
_NONE = ("--encoder", "none")
_OLD = b"van eerder"

#: What may be left behind where a process was killed: names that no reader takes for a file.
_LEFT = re.compile(r"(?:.*/)?\.[^/]*(?:/.*)?")
_PORT = re.compile(rb"127\.0\.0\.1:[0-9]+")


@dataclass(frozen=True)
class Situation:
    """A command, and the files that it makes.

    Attributes:
        arguments: of `align`, in the folder of the situation.
        outputs: files it makes, from there; a folder stands for all that is made in it.
        sends: what a publisher sends, when the command fetches; its address takes the place of
            "URL" in the arguments.
        weight: how many of the kills it gets beside others; what is slow gets fewer.
    """

    name: str
    arguments: tuple[str, ...]
    outputs: tuple[str, ...]
    sends: str = ""
    weight: int = 1

    def prepare(self, folder: Path) -> None:
        """Put inputs there, and files of an earlier time where the command will write."""
        shutil.copytree(resource("corpora"), folder / "in")
        for name in self.outputs:
            if "." in name and not self.sends:
                (folder / name).write_bytes(_OLD)

    def made(self, folder: Path) -> dict[str, bytes]:
        """Contents of the outputs that are there."""
        paths = [folder / name for name in self.outputs]
        files = [path for path in paths if path.is_file()]
        files += [found for path in paths if path.is_dir() for found in path.rglob("*")]
        named = {path.relative_to(folder).as_posix(): path for path in files if path.is_file()}
        return {
            # A publisher of a test has another port each time, and a note names it.
            name: _PORT.sub(b"127.0.0.1", path.read_bytes())
            for name, path in named.items()
            if not _LEFT.fullmatch(name)
        }


def _overlap(*more: str) -> tuple[str, ...]:
    files = (("--json", "o.json"), ("--xlsx", "o.xlsx"), ("--csv", "o.csv"), ("--sssom", "o.tsv"))
    others = (("--case", "o.case.json"), ("--docx", "o.docx"), ("--decisions", _DECIDED))
    options = [word for pair in (*files, *others) for word in pair]
    part = ("--unit", "P/VZW/01", "--kwalificatie", "99101")
    return ("overlap", _VMBO, _CARE, "-o", "o.html", *options, *part, "--jobs", "1", *more)


_OVERLAP_FILES = ("o.html", "o.json", "o.xlsx", "o.csv", "o.tsv", "o.case.json", "o.docx")
_ATLAS = ("--encoder", "none", "--jobs", "1", "-o", "atlas", "--cache", "cache")

SITUATIONS = (
    Situation(
        "decisions",
        ("decisions", _DECIDED, "-o", "d.json", "--xlsx", "d.xlsx", "--csv", "d.csv"),
        ("d.json", "d.xlsx", "d.csv"),
        weight=3,
    ),
    Situation("convert", ("convert", _VMBO, "--to", "xlsx", "-o", "v.xlsx"), ("v.xlsx",), weight=3),
    Situation("overlap", _overlap(*_NONE), _OVERLAP_FILES, weight=2),
    Situation(
        "overlap with a cache",
        _overlap("--encoder", "align", "--cache", "cache"),
        _OVERLAP_FILES,
    ),
    Situation(
        "plan",
        ("plan", _VMBO, _MBO, *_NONE, *_PLAN, "99101", "-o", "p.html", "--json", "p.json"),
        ("p.html", "p.json"),
    ),
    Situation(
        "revisions",
        (
            *("revisions", _BEFORE, _VMBO, "-o", "r.html", "--json", "r.json", "--csv", "r.csv"),
            *("--xlsx", "r.xlsx", "--decisions", _DECIDED, "--carry", "carried.json"),
        ),
        ("r.html", "r.json", "r.csv", "r.xlsx", "carried.json"),
    ),
    Situation(
        "atlas", ("atlas", _VMBO, _BUILDING, "--leerweg", "bb", *_ATLAS), ("atlas",), weight=2
    ),
    Situation(
        "fetch",
        ("fetch", "sbb", "--to", "down", "--from", "URL"),
        ("down/sbb-dossiers-vanaf-2015.xml", "down/sbb-dossiers-vanaf-2015.xml.json"),
        sends=_BUILDING.removeprefix("in/"),
        weight=3,
    ),
)


def named(name: str) -> Situation:
    """The situation of that name."""
    return next(situation for situation in SITUATIONS if situation.name == name)


def faults_after(
    situation: Situation, folder: Path, expected: dict[str, bytes], *, killed: bool
) -> list[str]:
    """What is wrong in a folder in which a command ended early.

    Args:
        situation: the command.
        folder: where it ran.
        expected: what it makes when nothing goes wrong.
        killed: whether it had no chance to clean up.
    """
    faults = [
        f"{name} is neither what it was nor what it becomes"
        for name, data in situation.made(folder).items()
        if data not in {_OLD, expected.get(name)} and not name.endswith("atlas.json")
    ]
    faults += [f"{name} is lost" for name in situation.outputs if _lost(situation, folder, name)]
    manifest = folder / "atlas" / "atlas.json"
    if manifest.is_file() and set(json.loads(manifest.read_bytes())) != {"format", "files"}:
        faults.append("the list of the atlas is damaged")
    corpora = resource("corpora")
    for path in sorted(corpora.rglob("*")):
        if path.is_file() and (folder / "in" / path.relative_to(corpora)).read_bytes() != (
            path.read_bytes()
        ):
            faults.append(f"input {path.name} is changed")
    known = {*situation.made(folder), *situation.outputs}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_dir() or name in known or name.startswith(("in/", "cache/")):
            continue
        if not killed or not _LEFT.fullmatch(name):
            faults.append(f"{name} is left behind")
    return faults + _faults_of_the_cache(folder, killed=killed)


def _lost(situation: Situation, folder: Path, name: str) -> bool:
    return "." in name and not situation.sends and not (folder / name).is_file()


def _faults_of_the_cache(folder: Path, *, killed: bool) -> list[str]:
    faults: list[str] = []
    if (folder / "cache" / FILE_NAME).exists():
        cache = VectorCache(folder / "cache", faults.append)
        cache.close()
    kept = Kept(folder / "cache", faults.append)
    for path in (folder / "cache" / FOLDER_NAME).rglob("*"):
        if path.name.startswith("."):
            faults += [] if killed else [f"{path.name} is left behind in the cache"]
        elif path.is_file() and kept.get(path.stem) is None:
            faults.append(f"kept piece {path.name} is damaged")
    return faults
