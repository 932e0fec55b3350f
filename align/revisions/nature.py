"""What a substantial change changes, in Dutch: verb, scope, leerweg, hours, numbers, negation."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from align.language import family, knowledge_level
from align.language.lemmas import lemma
from align.revisions.activities import EMPTY, Asked, asides, asked, unfolded
from align.revisions.kinds import came_and_went, comparable, is_editorial, mended
from align.revisions.levels import knows, step
from align.revisions.names import NAMED, REPLACED
from align.revisions.redline import Span, SpanKind, redline
from align.revisions.scope import naming, scope
from align.revisions.stated import HOURS, LEERWEGEN, NIVEAUS, NOTHING
from align.revisions.texts import folded
from align.revisions.tokens import is_negation, is_number, tokens

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from align.language import Analyser
    from align.model import Item
    from align.revisions.stated import Stated

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


def nature(
    old: Item, new: Item, analyser: Analyser, *, replaced: bool, stated: Stated = NOTHING
) -> tuple[str, ...]:
    """What kind of change it is, most telling first; () when nothing can be named.

    Args:
        old, new: an item and what it became.
        analyser: the Dutch pipeline.
        replaced: nothing of the old text came back.
        stated: what both releases give of their items.
    """
    come, gone = came_and_went(old, new, stated)
    texts = comparable(_without(old, gone), _without(new, come))
    found: list[str] = []
    if replaced:
        found.append(f"{REPLACED}: de plaats bleef, de tekst is een andere")
    else:
        for before, after in texts:
            if old.kind in NAMED and (before, after) == (old.title, new.title):
                found += ["naam anders"] if folded(before) != folded(after) else []
            else:
                found += _of_text(before, after, analyser)
    found += [f"{label} erbij" for label in come] + [f"{label} vervallen" for label in gone]
    return (*dict.fromkeys(found), *statements(old, new, stated))


def statements(old: Item, new: Item, stated: Stated = NOTHING) -> tuple[str, ...]:
    """Leerwegen, niveaus and hours that changed, as far as both items or releases state them."""
    found: list[str] = []
    for word, before, after in (
        (LEERWEGEN, [one.value for one in old.leerwegen], [one.value for one in new.leerwegen]),
        (NIVEAUS, [str(n) for n in old.niveaus], [str(n) for n in new.niveaus]),
    ):
        if (before and after) or stated.by_both(old.kind, word):
            found += [f"{word} erbij: {one}" for one in after if one not in before]
            found += [f"{word} vervallen: {one}" for one in before if one not in after]
    both = old.hours and new.hours
    if old.hours != new.hours and (both or stated.by_both(old.kind, HOURS)):
        found.append(f"{HOURS}: {old.hours or 'geen'} → {new.hours or 'geen'}")
    return tuple(found)


def _without(item: Item, labels: Sequence[str]) -> Item:
    """An item without the texts under these labels, which came or went as a whole."""
    return replace(item, sections=tuple(s for s in item.sections if s.label not in labels))


def _of_text(before: str, after: str, analyser: Analyser) -> Iterator[str]:
    after = mended(before, after)
    if is_editorial(before, after):
        return
    (ours, told), (theirs, tells) = asides(before), asides(after)
    one, other = asked(ours, analyser), asked(theirs, analyser)
    spans = redline(ours, theirs)
    yield from _verbs(one, other)
    yield from _knowledge(before, after)
    yield from _led(before, after)
    yield from _counted(spans)
    names = unfolded(one, other)
    yield from scope(
        spans,
        naming(ours, one.words | _spent(ours, names[0]), one.rest),
        naming(theirs, other.words | _spent(theirs, names[1]), other.rest),
    )
    yield from (f"toelichting vervallen: {words}" for words in told if not _told(words, after))
    yield from (f"toelichting erbij: {words}" for words in tells if not _told(words, before))


def _spent(text: str, names: Mapping[str, str]) -> frozenset[str]:
    """Nouns that are part of what is done: "ontwerp" where "een ontwerp maken" is ontwerpen."""
    said = {name for verb, name in names.items() if name != verb}
    words = (token.text.casefold() for token in tokens(text))
    return frozenset(word for word in words if said and family(lemma(word)) in said)


def _told(words: str, text: str) -> bool:
    return f" {folded(words)} " in f" {folded(text)} "


def _verbs(before: Asked, after: Asked) -> Iterator[str]:
    """Verbs that went and came, and whether they ask more or less.

    A verb went when no form of it is left. What was done and is now the object of a verb that came
    ("muren metselen", "het metselen van muren beschrijven") went too.
    """
    ours, theirs = (tuple(names.values()) for names in unfolded(before, after))
    gone = [verb for verb in ours if verb not in theirs and verb not in after.forms]
    come = [verb for verb in theirs if verb not in ours and verb not in before.forms]
    told = [verb for verb in ours if verb in after.objects] if come else []
    done = [verb for verb in theirs if verb in before.objects] if gone else []
    gone = [verb for verb in ours if verb in {*gone, *told}]
    come = [verb for verb in theirs if verb in {*come, *done}]
    if gone and come:
        yield f"handeling {_weight(gone, come, told, done)}: {', '.join(gone)} → {', '.join(come)}"
    elif come and not _says_it_plainly(come, theirs, before):
        weight = "zwaarder" if step(ours, come) > 0 else "erbij"
        yield f"handeling {weight}: + {', '.join(come)}"
    elif gone and not _says_it_plainly(gone, ours, after):
        weight = "lichter" if step(gone, theirs) < 0 else "vervallen"
        yield f"handeling {weight}: − {', '.join(gone)}"


def _weight(
    gone: Sequence[str], come: Sequence[str], told: Sequence[str], done: Sequence[str]
) -> str:
    """How verbs that came weigh beside those that went.

    To know of what was done before ("het snoeien beschrijven") asks less than to do it.
    """
    if told and all(map(knows, come)):
        return "lichter"
    if done and all(map(knows, gone)):
        return "zwaarder"
    return {1: "zwaarder", -1: "lichter", 0: "anders"}[step(gone, come)]


def _says_it_plainly(verbs: Sequence[str], ours: Sequence[str], other: Asked) -> bool:
    """Whether verbs only led to what the other text asks without them.

    "alle werkzaamheden verrichten voor het maken van een kast" is "een kast maken".
    """
    return EMPTY.issuperset(verbs) and EMPTY.issuperset(ours) and bool(other.main)


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
