"""Leerwegen as schools write them: "BB/KB", "basis en kader", "vmbo-k", "alle"."""

from __future__ import annotations

import re

from align.model import Leerweg

_ALL = tuple(Leerweg)
_WORDS = {
    **dict.fromkeys(("bb", "bbl", "b", "basis", "basisberoeps", "basisberoepsgericht"), Leerweg.BB),
    **dict.fromkeys(("kb", "kbl", "k", "kader", "kaderberoeps", "kaderberoepsgericht"), Leerweg.KB),
    **dict.fromkeys(("gl", "g", "gemengd", "gemengde"), Leerweg.GL),
    **dict.fromkeys(("tl", "t", "theoretisch", "theoretische", "mavo"), Leerweg.TL),
}
_PAIRS = {"gt": (Leerweg.GL, Leerweg.TL), "gltl": (Leerweg.GL, Leerweg.TL)}
_EVERYTHING = frozenset({"alle", "allen", "allemaal", "iedereen"})
_LEFT_OUT = frozenset(
    {"vmbo", "en", "of", "leerweg", "leerwegen", "beroepsgerichte", "de", "t", "m"}
)
_WORD = re.compile(r"[a-z]+")
_IN_A_NAME = re.compile(
    r"(?<![A-Za-z])(BBL?|KBL?|GL|TL)(?![A-Za-z])|\b(basis|kader)\b", re.IGNORECASE
)
_NO = frozenset({"", "-", "–", "0", "nee", "n", "geen", "nvt", "n.v.t.", "onwaar"})


def leerwegen_of(text: str) -> tuple[tuple[Leerweg, ...], str]:
    """Leerwegen that a cell names, sorted, and the words in it that name none.

    "B/K" is read as BB and KB; "alle" as all four.
    """
    found: set[Leerweg] = set()
    unknown: list[str] = []
    words = _WORD.findall(text.lower())
    for word in words:
        if word in _EVERYTHING:
            found.update(_ALL)
        elif word in _PAIRS:
            found.update(_PAIRS[word])
        elif word in _WORDS and not (word == "t" and "m" in words):
            found.add(_WORDS[word])
        elif word not in _LEFT_OUT:
            unknown.append(word)
    return tuple(sorted(found)), " ".join(unknown)


def is_leerweg(text: str) -> bool:
    """Whether a cell names leerwegen and nothing else."""
    found, unknown = leerwegen_of(text)
    return bool(found) and not unknown and not any(character.isdigit() for character in text)


def leerweg_in_name(name: str) -> tuple[Leerweg, ...]:
    """Leerwegen in a title or the name of a sheet: "PTA ZW KB 2025"; sorted."""
    words = (found[1] or found[2] for found in _IN_A_NAME.finditer(name))
    return tuple(sorted({_WORDS[word.lower()] for word in words}))


def is_marked(cell: str) -> bool:
    """Whether a cell below "BB" says that the row holds for it: a cross, ja, or a number."""
    return cell.strip().lower() not in _NO
