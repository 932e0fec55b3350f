"""The pieces of the base vocabulary that this field's texts use, and every plain character."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from align.similarity.encoders.tuned_tokens import Special, Tokenizer

#: Characters up to here (Latin with its accents), and general punctuation and symbols, are kept.
_LATIN_END, _SIGNS = 0x250, range(0x2010, 0x2300)
_TAG = re.compile(r"<[^>]*>")
_SUFFIXES = {".json", ".jsonl", ".csv", ".xml"}


def texts_of(folder: Path) -> Iterator[str]:
    """Every text in the JSON, CSV and XML files below a folder, in a fixed order."""
    for path in sorted(folder.rglob("*")):
        if path.suffix not in _SUFFIXES or path.parent.name == "sssom":
            continue
        content = path.read_bytes().decode("utf-8", errors="replace")
        if path.suffix == ".xml":
            yield _TAG.sub(" ", content)
        elif path.suffix == ".csv":
            yield content
        elif path.suffix == ".jsonl":
            for line in content.splitlines():
                yield from _strings(json.loads(line))
        else:
            yield from _strings(json.loads(content))


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for entry in value.values():
            yield from _strings(entry)
    elif isinstance(value, list):
        for entry in value:
            yield from _strings(entry)


def kept_pieces(tokenizer: Tokenizer, shared: Path, least: int) -> list[int]:
    """Numbers of the pieces to keep, in the order of the base vocabulary.

    Args:
        tokenizer: with the whole vocabulary.
        shared: folder with `data` and `gold`.
        least: how many different words must use a piece or how often one must occur.
    """
    special = tokenizer.special
    words: Counter[str] = Counter()
    for folder in (shared / "data", shared / "gold"):
        for text in texts_of(folder):
            if "://" not in text:
                words.update(text.translate(tokenizer.normal_forms).split())
    used: Counter[int] = Counter()
    for word, count in words.items():
        if len(word) <= 60 and not re.search(r"[0-9a-f]{8}-|\d{5}|_", word):
            used.update(dict.fromkeys(tokenizer.split(word, 200), count))
    kept = {n for n, count in used.items() if count >= least}
    kept |= {special.begin, special.end, special.pad, special.unknown}
    kept |= {n for n, piece in enumerate(tokenizer.pieces) if _is_character(piece)}
    return sorted(kept)


def _is_character(piece: str) -> bool:
    bare = piece.removeprefix("▁")
    return not bare or (len(bare) == 1 and (ord(bare) < _LATIN_END or ord(bare) in _SIGNS))


def trimmed(tokenizer: Tokenizer, kept: list[int]) -> Tokenizer:
    """The same tokenizer with only the pieces kept."""
    place = {number: at for at, number in enumerate(kept)}
    old = tokenizer.special
    special = Special(place[old.begin], place[old.end], place[old.pad], place[old.unknown])
    pieces = [tokenizer.pieces[n] for n in kept]
    scores = [round(float(tokenizer.scores[n]), 4) for n in kept]
    return Tokenizer(pieces, scores, tokenizer.normal_forms, special)
