"""Distils the encoder into a table of word vectors, the meaning that needs no encoder.

Every text gets the vector that the encoder makes of it. Ridge regression then finds a vector for
each word, so that those of the words of a text, each times (1 + ln tf) · idf, add up to nearly that
(compare Potion, Tulkens and Van Dongen, 2024, which trains word embeddings on the mean vectors of a
sentence encoder). Of the 384 directions those are kept in which texts differ most.

No rating is used but through the encoder. Left out: texts of what is kept apart for a final
check, and with a fold the texts of its vmbo units, so that these are as new to the table as to the
encoder.

From the project, to distil the encoder that is shipped once more (no torch is needed):

    python -m training.word_table ../shared
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from scipy import sparse

from align.files import write_whole
from align.language import Analyser
from align.language.sentences import split
from align.model import Curriculum, Side
from align.overlap.selection import Selection, select_mbo
from align.similarity.analysed import words_of
from align.similarity.background import load_background
from align.similarity.encoders import tuned
from align.similarity.encoders.tuned_texts import parts_of, text_of
from align.similarity.gold import RatedBlock
from align.similarity.unit import Unit
from align.similarity.word_vectors import FILE as WORD_VECTORS
from align.similarity.word_vectors import WordVectors
from align.sources import load_all
from training.apart import (
    LeftOut,
    is_apart,
    kept_apart,
    left_out,
    of_block,
    rated_modules,
    vmbo_units,
)
from training.measure import Text
from training.pairs import read_sets

#: Numbers that are kept of a vector: with 64 mAP on units left out is .005 lower, with 384 as high.
DIMENSIONS = 96
#: Pull of a vector towards nothing; .1 to 1 do about the same, 3 less.
RIDGE = 0.3
#: A word has a vector from so many texts on.
LEAST_TEXTS = 2

Encode = Callable[[Sequence[Text]], np.ndarray]


def word_table(
    shared: Path,
    sets: Mapping[str, Sequence[RatedBlock]],
    encode: Encode,
    *,
    name: str,
    folds: Mapping[str, int],
    fold: int | None,
) -> WordVectors:
    """The table of an encoder.

    Args:
        shared: folder with `data` and `gold`.
        sets: rated sets; the texts of `train` are read, and the units of a fold looked up in all.
        encode: gives the vectors of texts.
        name: of the encoder.
        folds: fold of each vmbo unit.
        fold: the units that the encoder did not see, or None.
    """
    unseen = left_out(m for m in rated_modules(sets.values()) if folds.get(m, 0) == fold)
    texts = list(dict.fromkeys(texts_read(shared, sets["train"], unseen)))
    analysed = Analyser().analyse_all([text for _, text in texts])
    bags = [
        tuple(word for sentence in sentences for word in words_of(sentence.terms))
        for sentences in analysed
    ]
    return regressed(bags, encode(texts), name)


def regressed(bags: Sequence[Sequence[str]], vectors: np.ndarray, name: str) -> WordVectors:
    """The table for which the words of texts add up to their vectors.

    Args:
        bags: the words of each text.
        vectors: of the texts, of shape (n_texts, hidden).
        name: of what made the vectors.
    """
    in_texts = Counter(word for bag in bags for word in set(bag))
    words = sorted(word for word, count in in_texts.items() if count >= LEAST_TEXTS)
    rows, rarity = _rows(bags, words)
    wanted = vectors.astype(np.float64) - vectors.mean(axis=0, dtype=np.float64)
    normal = (rows.T @ rows + RIDGE * sparse.identity(len(words))).toarray()
    found = np.linalg.solve(normal, rows.T @ wanted)
    made = rows @ found
    _, directions = np.linalg.eigh(made.T @ made)
    kept = rarity[:, None] * (found @ directions[:, ::-1][:, :DIMENSIONS])
    table = WordVectors.packed("", words, kept)
    digest = hashlib.sha256(table.to_bytes()).hexdigest()[:8]
    return replace(table, version=f"{name}-{digest}")


def _rows(
    bags: Sequence[Sequence[str]], words: Sequence[str]
) -> tuple[sparse.csr_matrix, np.ndarray]:
    """(1 + ln tf) · idf of the words of each text, at length 1; and the idf of each word."""
    background = load_background()
    rarity = np.array([background.idf(word) for word in words])
    places = {word: place for place, word in enumerate(words)}
    counted = [Counter(places[word] for word in bag if word in places) for bag in bags]
    columns = [place for row in counted for place in sorted(row)]
    values = [1 + np.log(row[place]) for row in counted for place in sorted(row)]
    begins = np.cumsum([0, *map(len, counted)])
    shape = (len(bags), len(words))
    rows = sparse.csr_matrix((values, columns, begins), shape).multiply(rarity).tocsr()
    lengths = np.sqrt(rows.multiply(rows).sum(axis=1)).A1
    return sparse.diags(1 / np.where(lengths > 0, lengths, 1)) @ rows, rarity


def texts_read(shared: Path, train: Sequence[RatedBlock], unseen: LeftOut) -> Iterator[Text]:
    """Texts of rated units, of everything in `data`, and of what a beroep is.

    Args:
        shared: folder with `data` and `gold`.
        train: the rated blocks that a training reads.
        unseen: vmbo units that a fold leaves out.
    """
    for block in train:
        for unit in (*block.left, *block.right):
            if unit.side is Side.MBO or not unseen.holds(of_block(unit)):
                yield from _texts_of(unit)
    data = shared / "data"
    tables = data / "mbo-tables"
    units = vmbo_units(shared)
    apart = kept_apart(shared, units)
    for one in units:
        if not (apart.holds(one) or unseen.holds(one)):
            yield from _texts_of(one.unit)
    files = [*sorted((data / "sbb-xml").glob("*.xml"))]
    files += [tables / "kwalificaties.csv", tables / "keuzedelen_sbb.json"]
    for curriculum in load_all([str(file) for file in files]):
        yield from _of_mbo(curriculum)
    for line in (tables / "competentnl_skills.jsonl").read_text(encoding="utf-8").splitlines():
        yield from _of_beroep(json.loads(line))


def _of_mbo(curriculum: Curriculum) -> Iterator[Text]:
    for unit in select_mbo(curriculum, Selection()).units:
        if not is_apart((unit.title, *unit.context)):
            yield from _texts_of(unit)


def _of_beroep(entry: Mapping[str, object]) -> Iterator[Text]:
    """Sentences that say what somebody with a kwalificatie does, with its name and without."""
    name = str(entry["kwalificatie_label"])
    if not is_apart((name,)):
        for sentence in split(str(entry["definitie"] or "")):
            yield Side.MBO, f"{name}: {sentence}"
            yield Side.MBO, sentence


def _texts_of(unit: Unit) -> Iterator[Text]:
    """The whole of a unit, its parts, its sentences, and the names that it stands under."""
    yield unit.side, text_of(unit)
    for text in (*parts_of(unit), *unit.context):
        yield unit.side, text
    for passage in unit.passages:
        for sentence in split(passage.text):
            if sentence.count(" ") > 1:
                yield unit.side, sentence


def _encode(texts: Sequence[Text]) -> np.ndarray:
    """Vectors of the encoder that is shipped."""
    encoder = tuned.load()
    found = np.zeros((len(texts), encoder.dim), dtype=np.float32)
    for side in Side:
        rows = [n for n, (at, _) in enumerate(texts) if at is side]
        found[rows] = encoder.encode([texts[n][1] for n in rows], side)
    return found


def main() -> None:
    """Write the table of the encoder that is shipped."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shared", type=Path, help="folder with gold/ and data/")
    parser.add_argument("--to", type=Path, default=WORD_VECTORS, help="file to write")
    options = parser.parse_args()
    release = json.loads(tuned.RELEASE.read_text(encoding="utf-8"))
    name = str(release["file"]).removesuffix(".bin")
    sets = read_sets(options.shared)
    table = word_table(options.shared, sets, _encode, name=name, folds={}, fold=None)
    write_whole(options.to, table.to_bytes())
    print(f"{options.to.name}: {table.version}")


if __name__ == "__main__":
    main()
