"""Small decisions in invented Dutch, and any decisions at all, for tests of keeping them."""

from __future__ import annotations

from hypothesis import strategies as st

from align.exchange.decisions_merge import Pot, merge, settle
from align.model import (
    Basis,
    ComparedSource,
    Decision,
    Decisions,
    Relation,
    Teacher,
    ToolView,
    Verdict,
)
from align.sources.text import clean_line, clean_text

AKKOORD, AFGEWEZEN, BESPREKEN = Verdict

#: What must stay text wherever it is written.
HOSTILE = (
    "<script>alert(1)</script>",
    "</style><b>",
    "javascript:alert(1)",
    '=HYPERLINK("http://x";"klik")',
    "+31612345678",
    "-1",
    "@SUM(A1)",
    "'=1+1",
    "\u202egnidnuh\u202c",
    "a\u2066b\u2069",
    '_x0041_ &amp; "aanhalingen"; puntkomma',
    "regel een\nregel twee",
    "# geen kop",
    "é" * 40_000,
)


def decision(left="P/TU/01/01", right="B1-K1-W1", verdict=AKKOORD, **more) -> Decision:
    """A decision with ids that are their codes."""
    return Decision(
        Basis(left, left, "Een gazon maaien", "2031.1", "a" * 64),
        Basis(right, right, "Maait gras", "2031", "b" * 64),
        Verdict(verdict),
        **more,
    )


def decisions(*entries: Decision) -> Decisions:
    """Entries as one file."""
    pot = Pot(list(entries))
    pot.left.append(ComparedSource("Bron programma", "2031.1", "0" * 64))
    pot.right.append(ComparedSource("Bron dossier.xml", "2031", "1" * 64))
    return settle(pot)


def _clean(text: str) -> str:
    return clean_text(text.replace("\ufffe", "").replace("\uffff", ""))


_lines = st.text(max_size=20).map(lambda text: clean_line(_clean(text)))
_texts = st.one_of(st.sampled_from(HOSTILE[:-1]), st.text(max_size=60)).map(_clean)
_days = st.sampled_from(
    ("", "ooit", "2031-01-05", "2031-01-06", "2031-01-06T09:00:00+01:00", "2031-01-06T12:30:00")
)
_names = st.sampled_from(("", "Docent A", "docent  a", "Docent B", "=Docent C"))
_shares = st.none() | st.integers(0, 10_000).map(lambda number: number / 10_000)
_trails = st.lists(_lines.filter(bool), max_size=2).map(tuple)
_views = st.builds(
    ToolView,
    _shares,
    _shares,
    st.none() | st.booleans(),
    st.none() | st.sampled_from(Relation),
    _lines,
)
_more = st.lists(
    st.tuples(
        st.sampled_from(("kleur", "left/noot", "view/z")), st.sampled_from(('"x"', "[1, 2]"))
    ),
    max_size=2,
    unique_by=lambda pair: pair[0],
).map(lambda pairs: tuple(sorted(pairs)))


@st.composite
def any_decision(draw):
    """A decision on one of four pairs, by one of a few people, as a reader would give it."""
    left, right = draw(st.sampled_from(("L1", "L2"))), draw(st.sampled_from(("R1", "R2")))
    return Decision(
        Basis(left, draw(_lines), draw(_lines), draw(_lines), draw(_lines)),
        Basis(right, draw(_lines), draw(_lines), draw(_lines), draw(_lines)),
        draw(st.sampled_from(Verdict)),
        relation=draw(st.none() | st.sampled_from(Relation)),
        teaches=draw(st.none() | st.sampled_from(Teacher)),
        klokuren=draw(st.none() | st.integers(0, 400).map(lambda quarters: quarters / 4)),
        remark=draw(_texts),
        by=clean_line(draw(_names)),
        on=draw(_days),
        view=draw(_views),
        trail=draw(_trails),
        more=draw(_more),
    )


def any_decisions(most=5):
    """A file of decisions, of any people on any of four pairs."""
    return st.lists(any_decision(), max_size=most).map(lambda entries: decisions(*entries))


__all__ = [
    "AFGEWEZEN",
    "AKKOORD",
    "BESPREKEN",
    "HOSTILE",
    "any_decision",
    "any_decisions",
    "decision",
    "decisions",
    "merge",
]
