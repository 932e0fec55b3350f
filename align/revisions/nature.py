"""What a substantial change changes, in Dutch: verb, scope, leerweg, hours, numbers, negation."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from align.language import compounds, knowledge_level
from align.language.lemmas import lemma
from align.language.tables.grammar import PREPOSITIONS
from align.revisions.kinds import comparable
from align.revisions.levels import level
from align.revisions.names import NAMED, REPLACED
from align.revisions.redline import Span, SpanKind, redline
from align.revisions.texts import folded
from align.revisions.tokens import is_negation, is_number, tokens

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from align.language import Analyser
    from align.model import Hours, Item

_KNOWLEDGE = (
    "basiskennis",
    "kennis",
    "brede kennis",
    "specialistische kennis",
    "brede en specialistische kennis",
)
#: Words that say that someone helps or leads: without them more is done alone.
_LED = (
    "assisteren",
    "assisteert",
    "onder begeleiding",
    "op basis van instructie",
    "op basis van instructies",
    "aan de hand van instructies",
    "met behulp van instructies",
    "volgens instructie",
    "in opdracht van",
)
_OPENS_CONDITION = PREPOSITIONS | {"rekening", "zodat", "waarbij", "waarmee", "die", "dat"}
_SHOWN = 60


def nature(old: Item, new: Item, analyser: Analyser, *, replaced: bool) -> tuple[str, ...]:
    """What kind of change it is, most telling first; () when nothing can be named.

    Args:
        old, new: an item and what it became.
        analyser: the Dutch pipeline.
        replaced: nothing of the old text came back.
    """
    texts = comparable(old, new)
    found: list[str] = []
    if replaced:
        found.append(f"{REPLACED}: de plaats bleef, de tekst is een andere")
    else:
        for before, after in texts:
            if old.kind in NAMED and (before, after) == (old.title, new.title):
                found += ["naam anders"] if folded(before) != folded(after) else []
            else:
                found += _of_text(before, after, analyser)
    return (*dict.fromkeys(found), *statements(old, new))


def statements(old: Item, new: Item) -> tuple[str, ...]:
    """Leerwegen, niveaus and hours that changed; what only one of the two states is no change."""
    found: list[str] = []
    for word, before, after in (
        ("leerweg", [one.value for one in old.leerwegen], [one.value for one in new.leerwegen]),
        ("niveau", [str(n) for n in old.niveaus], [str(n) for n in new.niveaus]),
    ):
        if before and after:
            found += [f"{word} erbij: {one}" for one in after if one not in before]
            found += [f"{word} vervallen: {one}" for one in before if one not in after]
    if old.hours and new.hours and old.hours != new.hours:
        found.append(f"uren: {_hours(old.hours)} → {_hours(new.hours)}")
    return tuple(found)


def _hours(hours: Hours) -> str:
    return f"{hours.amount:g} {hours.unit.value}".replace(".", ",")


def _of_text(before: str, after: str, analyser: Analyser) -> Iterator[str]:
    if before == after:
        return
    spans = redline(before, after)
    yield from _verbs(before, after, analyser)
    yield from _knowledge(before, after)
    yield from _led(before, after)
    yield from _counted(spans)
    yield from _scope(spans, _naming(before, after))


def _verbs(before: str, after: str, analyser: Analyser) -> Iterator[str]:
    """Verbs that went and came, and whether they ask more or less."""
    ours = [verb for sentence in analyser.analyse(before) for verb in sentence.activities]
    theirs = [verb for sentence in analyser.analyse(after) for verb in sentence.activities]
    gone = [verb for verb in dict.fromkeys(ours) if verb not in theirs]
    come = [verb for verb in dict.fromkeys(theirs) if verb not in ours]
    if gone and come:
        step = _highest(come) - _highest(gone) if _rated(gone) and _rated(come) else 0
        weight = "zwaarder" if step > 0 else "lichter" if step < 0 else "anders"
        yield f"handeling {weight}: {', '.join(gone)} → {', '.join(come)}"
    elif come:
        heavier = _rated(come) and _rated(ours) and _highest(come) > _highest(ours)
        yield f"handeling {'zwaarder' if heavier else 'erbij'}: + {', '.join(come)}"
    elif gone:
        lighter = _rated(gone) and _rated(theirs) and _highest(gone) > _highest(theirs)
        yield f"handeling {'lichter' if lighter else 'vervallen'}: − {', '.join(gone)}"


def _rated(verbs: Iterable[str]) -> bool:
    return any(level(verb) is not None for verb in verbs)


def _highest(verbs: Iterable[str]) -> int:
    return max(rank for verb in verbs if (rank := level(verb)) is not None)


def _knowledge(before: str, after: str) -> Iterator[str]:
    ours, theirs = knowledge_level(before), knowledge_level(after)
    if ours and theirs and ours != theirs:
        known = ours in _KNOWLEDGE and theirs in _KNOWLEDGE
        step = _KNOWLEDGE.index(theirs) - _KNOWLEDGE.index(ours) if known else 0
        weight = "dieper" if step > 0 else "minder diep" if step < 0 else "anders"
        yield f"kennis {weight}: {ours} → {theirs}"


def _led(before: str, after: str) -> Iterator[str]:
    one, other = f" {before.casefold()} ", f" {after.casefold()} "
    gone = [words for words in _LED if f" {words} " in one and f" {words} " not in other]
    come = [words for words in _LED if f" {words} " in other and f" {words} " not in one]
    if gone and not come:
        yield f"meer zelfstandigheid: “{gone[-1]}” staat er niet meer"
    if come and not gone:
        yield f"minder zelfstandigheid: “{come[-1]}” staat erbij"


def _counted(spans: Sequence[Span]) -> Iterator[str]:
    """Numbers and negations that changed."""
    gone = [word for span in spans if span.kind is SpanKind.WEG for word in span.emphasis]
    come = [word for span in spans if span.kind is SpanKind.ERBIJ for word in span.emphasis]
    before, after = [w for w in gone if is_number(w)], [w for w in come if is_number(w)]
    if before or after:
        yield f"getal: {', '.join(before) or 'geen'} → {', '.join(after) or 'geen'}"
    yield from (f"ontkenning vervallen: {word}" for word in gone if is_negation(word))
    yield from (f"ontkenning erbij: {word}" for word in come if is_negation(word))


def _naming(before: str, after: str) -> frozenset[str]:
    """Words that name something, by their sentences: no verbs, numbers or negations.

    A piece of a sentence cannot tell: "rozen" alone might be a verb.
    """
    words = (*tokens(before), *tokens(after))
    return frozenset(word.text for word in words if word.weight > 1 and not word.emphasis)


def _scope(spans: Sequence[Span], naming: frozenset[str]) -> Iterator[str]:
    """Whether what is asked became wider or narrower, change by change.

    A condition ("in een practicum") that came makes it narrower, one that went makes it wider; with
    a part of a list it is the other way round. What came in the place of something else is another
    subject, unless the one word is a compound of the other.
    """
    for gone, come in _clusters(spans):
        before, after = _subjects(gone, naming), _subjects(come, naming)
        if before and after:
            yield _other(before, after)
        elif after:
            yield _one_sided(come, came=True)
        elif before:
            yield _one_sided(gone, came=False)


def _clusters(spans: Sequence[Span]) -> Iterator[tuple[str, str]]:
    """What went and what came in each place where the text changed; what moved does not count."""
    for changed, group in groupby(spans, key=lambda span: span.kind is not SpanKind.GELIJK):
        pieces = [span for span in group if span.kind is not SpanKind.VERPLAATST]
        if changed:
            yield "".join(s.old for s in pieces), "".join(s.new for s in pieces)


def _subjects(text: str, naming: frozenset[str]) -> list[str]:
    return [token.text for token in tokens(text) if token.text in naming]


def _other(before: Sequence[str], after: Sequence[str]) -> str:
    shown = f"{_short(' '.join(before))} → {_short(' '.join(after))}"
    if len(before) == len(after) == 1:
        one, other = before[0].casefold(), after[0].casefold()
        if compounds.split(other)[-1:] == (lemma(one),):
            return f"omvang smaller: {shown}"
        if compounds.split(one)[-1:] == (lemma(other),):
            return f"omvang ruimer: {shown}"
    return f"onderwerp anders: {shown}"


def _one_sided(text: str, *, came: bool) -> str:
    words = [token.text for token in tokens(text) if any(c.isalnum() for c in token.text)]
    condition = words[0].casefold() in _OPENS_CONDITION
    shown = _short(" ".join(text.split()).strip(",;:. "))
    return f"omvang {'ruimer' if came != condition else 'smaller'}: {'+' if came else '−'} {shown}"


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN].rsplit(' ', 1)[0]} …"
