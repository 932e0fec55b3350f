"""Curricula of any shape for laws: what readers can make, in miniature."""

from hypothesis import strategies as st

from align.model import (
    Curriculum,
    Fact,
    Hours,
    HourUnit,
    Item,
    Kind,
    Leerweg,
    Place,
    Retired,
    Ruling,
    Section,
    Side,
    Source,
)
from align.sources.text import clean_line, clean_text

# The signs that formats trip over: headings, escapes, formulas, separators, brackets, emoji.
_LETTERS = "ab #\\;,'\"=+-@()<>&\n:é😀_x0041_"
TEXTS = st.text(_LETTERS, max_size=24).map(clean_text)
LINES = st.text(_LETTERS, max_size=12).map(clean_line)
_WORDS = LINES.filter(bool)
PLACES = st.builds(
    Place,
    file=_WORDS,
    path=LINES,
    line=st.integers(0, 99),
    page=st.integers(0, 9),
    record=LINES,
    box=st.sampled_from([(), (1.0, 2.5, 3.0, 4.0)]),
)
FACTS = st.builds(Fact, name=_WORDS, value=TEXTS, place=PLACES)
_SECTIONS = st.builds(
    Section,
    label=st.sampled_from(["omschrijving", "resultaat", "toelichting", "iets eigens"]),
    text=TEXTS.filter(bool),
    place=PLACES,
)
_RULINGS = st.builds(
    Ruling,
    kwalificatie=st.just("29101"),
    keuzedeel=st.just("K9001"),
    verdict=st.just("Ja"),
    text=LINES,
    date=st.sampled_from(["", "2031-01-31"]),
    place=PLACES,
)


_RETIRED = st.builds(
    Retired,
    id=st.uuids().map(str) | _WORDS,
    kind=st.sampled_from(Kind),
    code=LINES,
    title=TEXTS,
    replaced_by=st.lists(st.uuids().map(str) | _WORDS, max_size=2).map(tuple),
    place=PLACES,
)


@st.composite
def items(draw: st.DrawFn) -> tuple[Item, ...]:
    """A tree of a few items; some ids are UUID's and some are not."""
    ids = draw(
        st.lists(st.uuids().map(str) | _WORDS, min_size=1, max_size=6, unique_by=str.casefold)
    )
    found: list[Item] = []
    for number, identifier in enumerate(ids):
        parent = draw(st.sampled_from(["", *ids[:number]]))
        sections = draw(st.lists(_SECTIONS, max_size=3))
        only_for = draw(st.sampled_from(["", *ids]))
        found.append(
            Item(
                id=identifier,
                kind=draw(st.sampled_from(Kind)),
                code=draw(LINES),
                title=draw(TEXTS),
                parent=parent,
                place=draw(PLACES),
                sections=tuple(sections)
                if not sections or not only_for
                else (
                    *sections[1:],
                    Section("gedrag", sections[0].text, sections[0].place, only_for),
                ),
                leerwegen=tuple(sorted(draw(st.sets(st.sampled_from(Leerweg))))),
                niveaus=tuple(sorted(draw(st.sets(st.integers(1, 4))))),
                hours=draw(
                    st.none() | st.builds(Hours, st.floats(0, 9999), st.sampled_from(HourUnit))
                ),
                crebo=draw(st.sampled_from(["", "29101"])),
                only_for=(only_for,) if only_for else (),
                facts=tuple(draw(st.lists(FACTS, max_size=3))),
            )
        )
    return tuple(found)


@st.composite
def curricula(draw: st.DrawFn) -> Curriculum:
    """A curriculum with items of one tree, rulings and facts."""
    source = Source(
        path="bron.x",
        format=draw(st.sampled_from(["slo-bg", "sbb-xml", "oer-pdf"])),
        title=draw(_WORDS),
        version=draw(LINES),
        sha256="0" * 64,
        example=draw(st.booleans()),
    )
    return Curriculum(
        source,
        draw(st.sampled_from(Side)),
        draw(items()),
        (),
        tuple(draw(st.lists(_RULINGS, max_size=2))),
        tuple(draw(st.lists(FACTS, max_size=2))),
        tuple(draw(st.lists(_RETIRED, max_size=2, unique_by=lambda one: one.id.lower()))),
    )
