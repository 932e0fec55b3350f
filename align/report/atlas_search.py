"""The index of an atlas: words to pages, in small files that a page asks for as it needs them.

A page opened from a folder may not fetch, but it may add a script; so each file of the index is a
script that hands over its entries. An entry stands under each of its words. Words are parted by how
they begin, and further where there are many, so no file grows with the nation.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from align.report.texts import visible

#: Entries in one file: about a quarter of a megabyte.
ENTRIES_A_FILE = 2000

#: Letters at the start of a word that part the files, at least (all in one file) and at most.
_LEAST, _MOST = 0, 12

#: Words of an entry that can be found; nobody looks for the fortieth word of a title.
_WORDS = 40

_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Findable:
    """Something that can be looked up.

    Attributes:
        rank: sort of thing, most looked for first; sorts what is found.
        kind: what it is, in words.
        code, title, context: as shown.
        href: from the top of the atlas.
    """

    rank: int
    kind: str
    code: str
    title: str
    context: str
    href: str


def folded(text: str) -> list[str]:
    """Words of a text without case and accents, as the script folds what is typed."""
    plain = unicodedata.normalize("NFKD", text.lower())
    bare = "".join(c for c in plain if not unicodedata.combining(c))
    return _WORD.findall(bare)


def index_files(entries: Iterable[Findable]) -> Iterator[tuple[str, str]]:
    """Name (from the top of the atlas) and text of each file; the first says what is in which."""
    by_word: list[tuple[str, int]] = []
    known = sorted(set(entries), key=_order)
    for number, entry in enumerate(known):
        words = dict.fromkeys(folded(f"{entry.code} {entry.title}"))
        by_word += [(word, number) for word in list(words)[:_WORDS]]
    by_word.sort()
    parts = list(_parted(by_word, _LEAST))
    names = [[prefix, number] for number, (prefix, _) in enumerate(parts)]
    yield "zoek/inhoud.js", f"alignAtlas.parts({_json(names)});\n"
    for number, (_prefix, found) in enumerate(parts):
        rows = [_shown(known[at]) for at in sorted({at for _, at in found})]
        yield f"zoek/{number}.js", f"alignAtlas.entries({number},{_json(rows)});\n"


def _parted(
    words: Sequence[tuple[str, int]], letters: int
) -> Iterator[tuple[str, Sequence[tuple[str, int]]]]:
    """Sorted words by how they begin, with more letters where there are many."""
    at = 0
    while at < len(words):
        prefix = words[at][0][:letters]
        end = at
        while end < len(words) and words[end][0][:letters] == prefix:
            end += 1
        inside = words[at:end]
        if len(inside) > ENTRIES_A_FILE and letters < _MOST and len(inside[-1][0]) > letters:
            yield from _parted(inside, letters + 1)
        else:  # one word that stands everywhere takes several files
            for start in range(0, len(inside), ENTRIES_A_FILE):
                yield prefix, inside[start : start + ENTRIES_A_FILE]
        at = end


def _order(entry: Findable) -> tuple[object, ...]:
    return entry.rank, entry.title.casefold(), entry.code, entry.context, entry.href, entry.kind


def _shown(entry: Findable) -> list[object]:
    texts = (entry.kind, entry.code, entry.title, entry.context)
    return [entry.rank, *map(visible, texts), entry.href]


def _json(value: object) -> str:
    # Letters beyond ASCII are escaped, so a script is read well whatever it is taken for.
    return json.dumps(value, separators=(",", ":"))
