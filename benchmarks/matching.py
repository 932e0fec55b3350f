"""The national job of matching, beside four peers in the same run: seconds, memory, quality.

    python benchmarks/matching.py ../shared --times 1
    python benchmarks/matching.py ../shared --times 1 3 10 --only "align, words"
    python benchmarks/matching.py ../shared --quality

4,150 vmbo items against `--times` × 20,000 mbo sentences (real ones, then repeated and varied; see
national_texts.py), the best 25 of each item. Every method runs in a process of its own and gets the
same texts; align chooses its candidates exactly and from both sides, scores them by every channel,
and keeps the best. `--quality` ranks the pairs of the two dev sets with every method, each unit as
one text with its context. The peers are no dependency of align:

    pip install sparse-dot-topn bm25s string-grouper
"""

from __future__ import annotations

import argparse
import gc
import importlib
import json
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from cold_overlap import run
from numpy.typing import NDArray

from align.cli.main import COLLECTIONS

if TYPE_CHECKING:
    from align.similarity.engine import Engine

TOP = 25

Floats = NDArray[np.float64]
Texts = Sequence[str]
#: Best partners of each left text, as likenesses of shape (n_left, TOP) and what they belong to.
Job = Callable[[Texts, Texts], object]
#: Likeness of every left text to every right one, of shape (n_left, n_right).
Rank = Callable[[Texts, Texts], Floats]


def rapidfuzz_job(left: Texts, right: Texts) -> object:
    """Best by token_set_ratio, a slice of the left side at a time."""
    found = []
    for start in range(0, len(left), 128):
        likeness = rapidfuzz_rank(left[start : start + 128], right)
        found.append(np.argpartition(likeness, -TOP, axis=1)[:, -TOP:])
    return np.concatenate(found)


def rapidfuzz_rank(left: Texts, right: Texts) -> Floats:
    """token_set_ratio, on both cores."""
    from rapidfuzz import fuzz, process  # noqa: PLC0415 -- each method imports what it times

    return process.cdist(left, right, scorer=fuzz.token_set_ratio, workers=2)


def _tfidf(left: Texts, right: Texts) -> tuple[Any, Any]:  # sparse matrices
    from sklearn.feature_extraction.text import TfidfVectorizer  # noqa: PLC0415

    letters = TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5), sublinear_tf=True)
    both = letters.fit_transform([*left, *right])
    return both[: len(left)], both[len(left) :]


def sparse_job(left: Texts, right: Texts) -> object:
    """TF-IDF over runs of letters, the best by sparse_dot_topn."""
    from sparse_dot_topn import sp_matmul_topn  # noqa: PLC0415

    ours, theirs = _tfidf(left, right)
    return sp_matmul_topn(ours, theirs.T, top_n=TOP, n_threads=2)


def sparse_rank(left: Texts, right: Texts) -> Floats:
    """The same cosines, all of them."""
    ours, theirs = _tfidf(left, right)
    likeness: Floats = (ours @ theirs.T).toarray()
    return likeness


def _bm25(left: Texts, right: Texts) -> tuple[Any, Any]:  # an index, and what is asked of it
    import bm25s  # noqa: PLC0415

    index = bm25s.BM25()
    index.index(
        bm25s.tokenize(list(right), stopwords=None, show_progress=False), show_progress=False
    )
    asked = bm25s.tokenize(list(left), stopwords=None, return_ids=False, show_progress=False)
    return index, asked


def bm25_job(left: Texts, right: Texts) -> object:
    """BM25 of words as written."""
    index, asked = _bm25(left, right)
    return index.retrieve(asked, k=TOP, n_threads=2, show_progress=False)


def bm25_rank(left: Texts, right: Texts) -> Floats:
    """The same scores, all of them."""
    index, asked = _bm25(left, right)
    return np.stack([index.get_scores(words) for words in asked])


def grouper_job(left: Texts, right: Texts) -> object:
    """TF-IDF over three letters, as string_grouper does it."""
    import pandas as pd  # noqa: PLC0415
    from string_grouper import match_strings  # noqa: PLC0415

    return match_strings(
        pd.Series(list(right)), pd.Series(list(left)), max_n_matches=TOP, min_similarity=0.01
    )


def grouper_rank(left: Texts, right: Texts) -> Floats:
    """The same likenesses, all of them."""
    import pandas as pd  # noqa: PLC0415
    from string_grouper import match_strings  # noqa: PLC0415

    found = match_strings(
        pd.Series(list(right)),
        pd.Series(list(left)),
        max_n_matches=len(right),
        min_similarity=0.0,
    )
    likeness = np.zeros((len(left), len(right)))
    likeness[found["right_index"], found["left_index"]] = found["similarity"]
    return likeness


def _align_job(engine: str) -> Job:
    def job(left: Texts, right: Texts) -> object:
        gc.set_threshold(*COLLECTIONS)  # as the program sets it
        from national_texts import units_of  # noqa: PLC0415

        from align.language import Analyser  # noqa: PLC0415
        from align.model import Side  # noqa: PLC0415
        from align.similarity.analysed import analyse_units  # noqa: PLC0415
        from align.similarity.engine import score_units  # noqa: PLC0415

        analyser = Analyser()
        sides = [
            analyse_units(units_of(texts, side), analyser)
            for texts, side in ((left, Side.VMBO), (right, Side.MBO))
        ]
        found = score_units(*sides, top=TOP, engine=_engine(engine))
        order = np.lexsort((-found.score, found.pairs[:, 0]))
        begins = np.searchsorted(found.pairs[order, 0], np.arange(len(left)))
        rank = np.arange(len(order)) - begins[found.pairs[order, 0]]
        return found.pairs[order[rank < TOP]]

    return job


def _engine(name: str) -> Engine:
    from align.similarity.encoders.cache import VectorCache  # noqa: PLC0415
    from align.similarity.encoders.registry import choose_encoder  # noqa: PLC0415
    from align.similarity.engine import Engine, weights_for  # noqa: PLC0415

    chosen = choose_encoder(name)
    cache = VectorCache(Path(_CACHE[0]), print) if _CACHE else None
    return Engine(chosen, weights_for(chosen), cache, None, 2)


#: Folder of the vectors, in the process of one method.
_CACHE: list[str] = []

_WORDS, _MEANING = "align, words", "align, with its encoder"
METHODS: dict[str, tuple[Job, Rank | None]] = {
    _WORDS: (_align_job("none"), None),
    _MEANING: (_align_job("align"), None),
    "sparse_dot_topn, TF-IDF of letters": (sparse_job, sparse_rank),
    "bm25s": (bm25_job, bm25_rank),
    "rapidfuzz, token_set_ratio": (rapidfuzz_job, rapidfuzz_rank),
    "string_grouper": (grouper_job, grouper_rank),
}


def quality(shared: Path, methods: Sequence[str]) -> None:
    """A table of mAP and nDCG@5 on the two dev sets."""
    from fitting import read_rated  # noqa: PLC0415
    from measures import measure  # noqa: PLC0415

    from align.language import Analyser  # noqa: PLC0415
    from align.similarity.encoders.tuned_texts import text_of  # noqa: PLC0415
    from align.similarity.engine import score_units  # noqa: PLC0415

    analyser = Analyser()
    sets = [
        read_rated(shared / "gold" / f"{name}.json", analyser) for name in ("dev", "dev-keuzedelen")
    ]
    print("| | werkprocessen: mAP | nDCG@5 | keuzedelen: mAP | nDCG@5 |\n|---|---|---|---|---|")
    for name in methods:
        rank, cells = METHODS[name][1], []
        for rated in sets:
            scores = []
            for left, right in rated.units:
                if rank is None:
                    engine = _engine("none" if name == _WORDS else "align")
                    scores.append(score_units(left, right, top=None, engine=engine).score)
                else:
                    texts = [[text_of(entry.unit) for entry in side] for side in (left, right)]
                    scores.append(rank(*texts).ravel().astype(float))
            most = max(values.max() for values in scores)
            found = measure([(rated, [values / most for values in scores])], 0.5).numbers
            cells += [f"{found['map']:.3f}", f"{found['ndcg5']:.3f}"]
        print(f"| {name} | " + " | ".join(cells) + " |", flush=True)


def installed(name: str) -> bool:
    """Whether a method can run here."""
    modules = {"sparse_dot_topn": "sparse_dot_topn", "bm25s": "bm25s", "string": "string_grouper"}
    for word, module in modules.items():
        if name.startswith(word):
            try:
                importlib.import_module(module)
            except ImportError:
                print(f"not installed: {module}", file=sys.stderr)
                return False
    return True


def job(data: Path, times: Sequence[float], methods: Sequence[str]) -> None:
    """A table of seconds and memory; the encoder a second time with its vectors kept."""
    from national_texts import national_units  # noqa: PLC0415

    print(
        "| × 20,000 | method | seconds | of the processor | MB | ratio to the fastest peer |"
        "\n|---|---|---|---|---|---|"
    )
    with tempfile.TemporaryDirectory() as folder:
        for size in times:
            file = Path(folder) / f"{size}.json"
            sides = national_units(data, size)
            file.write_text(
                json.dumps([[unit.title for unit in side] for side in sides]), encoding="utf-8"
            )
            rows: dict[str, tuple[float, float, float]] = {}
            for name in methods:
                arguments = [__file__, str(file), "--method", name, "--cache", folder]
                runs = (name, f"{name}, again") if name == _MEANING else (name,)
                for run_name in runs:
                    rows[run_name] = run(arguments)
                    print(f"{size:g} {run_name}: {rows[run_name][0]:.1f} s", file=sys.stderr)
            peers = [
                seconds for name, (seconds, *_) in rows.items() if not name.startswith("align")
            ]
            for name, (seconds, processor, memory) in rows.items():
                figures = f"{seconds:.1f} | {processor:.1f} | {memory:.0f}"
                ratio = f"{seconds / min(peers):.1f}" if peers else ""
                print(f"| {size:g} | {name} | {figures} | {ratio} |", flush=True)


def main() -> None:
    """Run one method (inside), or all of them in processes of their own."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shared", type=Path, help="folder with data/ and gold/")
    parser.add_argument("--times", type=float, nargs="+", default=[1.0])
    parser.add_argument("--only", nargs="+", choices=METHODS, default=list(METHODS))
    parser.add_argument("--quality", action="store_true")
    parser.add_argument("--method", choices=METHODS, help=argparse.SUPPRESS)
    parser.add_argument("--cache", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.cache:
        _CACHE.append(options.cache)
    if options.method:
        left, right = json.loads(options.shared.read_text(encoding="utf-8"))
        METHODS[options.method][0](left, right)
        return
    methods = [name for name in options.only if installed(name)]
    if options.quality:
        quality(options.shared, methods)
    else:
        job(options.shared / "data", options.times, methods)


if __name__ == "__main__":
    main()
