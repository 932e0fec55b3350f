"""What is odd in a source itself, for its publisher to mend: doubled codes, copied sentences.

A warning says what did not fit while reading; a finding here says what the source states twice,
in the wrong place or not at all, with every place where it does. Nothing is changed or left out
because of a finding. What would cry wolf is left out: a sentence such as "kan veilig werken" may
well stand under forty titles.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from align.model import Kind, Side
from align.sources.audit_words import Vocabulary, folded
from align.sources.codes import names_profile, stands_under
from align.sources.notes import warning_kind
from align.sources.sbb.knowledge import TWICE_REFERRED
from align.sources.slo.schema import BEROEPSGERICHT

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from align.model import Curriculum, Item, Place

COPIED = "één zin als alle eindtermen"
STRAY = "hoort misschien elders"
REPEATED = "zin staat dubbel"
OTHER_CODE = "code van een ander onderdeel"
DOUBLED_CODE = "dubbele code"
NOTHING_THERE = "verwijst naar niets"
NO_LEERWEG = "leerweg ontbreekt"
NO_LEVEL = "niveau of crebo ontbreekt"
_ORDER = (COPIED, STRAY, REPEATED, OTHER_CODE, DOUBLED_CODE, NOTHING_THERE, NO_LEERWEG, NO_LEVEL)

_SENTENCES = (Kind.EINDTERM, Kind.VAKKENNIS, Kind.WERKPROCES, Kind.DEELTAAK)
"""Kinds whose titles should differ below one parent."""
_SCOPES = frozenset({Kind.DOSSIER, Kind.KWALIFICATIE, Kind.KEUZEDEEL})
_SHOWN_ELSEWHERE = 3  # other places that a message names
_LONGEST = 160  # characters of a title in a message


@dataclass(frozen=True, slots=True)
class Finding:
    """Something odd in a source.

    Attributes:
        kind: one of the constants of this module, Dutch.
        places: every place that it is about, the one to mend first.
        message: what is odd, one Dutch sentence.
    """

    kind: str
    places: tuple[Place, ...]
    message: str


def audit(curriculum: Curriculum) -> tuple[Finding, ...]:
    """Everything odd in a source, what changes its meaning most first; then by place."""
    found = (
        *_doubled_codes(curriculum),
        *_repeated_sentences(curriculum),
        *_misfits(curriculum),
        *_strays(curriculum),
        *_missing(curriculum),
        *_references(curriculum),
    )
    return tuple(sorted(found, key=lambda f: (_ORDER.index(f.kind), f.places, f.message)))


def _finding(kind: str, items: Iterable[Item], message: str) -> Finding:
    return Finding(kind, tuple(dict.fromkeys(item.place for item in items)), message)


def _doubled_codes(curriculum: Curriculum) -> Iterator[Finding]:
    """Items of one kind with one code: in the whole of a vmbo source, in one part of mbo."""
    by_code: dict[tuple[Kind, str, str], list[Item]] = defaultdict(list)
    for item in curriculum.items:
        if item.code:
            scope = "" if curriculum.side is Side.VMBO else _scope(item, curriculum)
            if not any(character.isalpha() for character in item.code):
                scope = item.parent  # numbers begin anew below each
            by_code[item.kind, item.code.casefold(), scope].append(item)
    for (kind, _, _), same in by_code.items():
        if len(same) > 1:
            titles = " en ".join(dict.fromkeys(_quoted(item.title) for item in same))
            message = f"{same[0].code} staat op {len(same)} onderdelen ({kind.value}): {titles}"
            yield _finding(DOUBLED_CODE, same, message)


def _scope(item: Item, curriculum: Curriculum) -> str:
    """The dossier, kwalificatie or keuzedeel in which a code such as B1-K1 names one thing."""
    above = curriculum.ancestors(item)
    return next((a.id for a in above if a.kind in _SCOPES), "")


def _repeated_sentences(curriculum: Curriculum) -> Iterator[Finding]:
    """The same sentence twice below one parent, and parents whose children are all one sentence."""
    elsewhere = _by_sentence(curriculum.of_kind(Kind.EINDTERM))
    for parent, children in curriculum.children.items():
        for kind in _SENTENCES:
            below = [child for child in children if child.kind is kind]
            for sentence, same in _by_sentence(below).items():
                if len(same) < 2 or _for_different_profiles(same):
                    continue
                name = _name(curriculum.by_id.get(parent))
                if len(same) == len(below) and kind is Kind.EINDTERM:
                    others = [i for i in elsewhere[sentence] if i.parent != parent]
                    message = (
                        f"alle {len(same)} eindtermen van {name} zijn dezelfde zin: "
                        f"{_quoted(same[0].title)}{_also(others)}"
                    )
                    yield _finding(COPIED, [*same, *others], message)
                else:
                    codes = ", ".join(filter(None, (item.code for item in same)))
                    message = f"{_quoted(same[0].title)} staat {len(same)} keer bij {name}"
                    yield _finding(REPEATED, same, f"{message}: {codes}" if codes else message)


def _for_different_profiles(same: list[Item]) -> bool:
    """Whether each is for its own kwalificatie, so that nobody reads it twice."""
    owners = [owner for item in same for owner in item.only_for]
    return all(item.only_for for item in same) and len(owners) == len(set(owners))


def _also(others: list[Item]) -> str:
    if not others:
        return ""
    named = ", ".join(item.code or item.place.record for item in others[:_SHOWN_ELSEWHERE])
    more = f" en nog {len(others) - _SHOWN_ELSEWHERE}" if others[_SHOWN_ELSEWHERE:] else ""
    return f"; die zin staat ook bij {named}{more}"


def _misfits(curriculum: Curriculum) -> Iterator[Finding]:
    """Items of a programme of SLO below a parent whose code their own code does not begin with."""
    if curriculum.source.format != BEROEPSGERICHT.name:
        return  # only there a code begins with the code of what stands above it
    for item in curriculum.items:
        above = curriculum.by_id.get(item.parent)
        if above is None:
            continue
        fits = names_profile if above.kind is Kind.PROFIEL else stands_under
        if not fits(item.code, above.code):
            message = f"{_name(item)} staat onder {_name(above)}"
            yield _finding(OTHER_CODE, [item, above], message)


def _strays(curriculum: Curriculum) -> Iterator[Finding]:
    """Eindtermen that share no rare word with where they stand, and two or more with elsewhere.

    Elsewhere is another module or keuzevak: within one, deeltaken share what is general to it.
    """

    def unit(term: Item) -> str:
        above = curriculum.by_id.get(term.parent)
        return above.parent if above is not None and above.parent else term.parent

    terms = curriculum.of_kind(Kind.EINDTERM)
    rare = Vocabulary(term.title for term in terms)
    for same in _by_sentence(terms).values():
        if len({term.parent for term in same}) < 2:
            continue
        words = rare.words(same[0].title)
        shared = {
            term.id: rare.shared(words, _around(term, curriculum)) if words else frozenset()
            for term in same
        }
        for term in same:
            here = curriculum.by_id.get(term.parent)
            if here is None or here.kind is not Kind.DEELTAAK or shared[term.id]:
                continue
            homes = (o for o in same if len(shared[o.id]) >= 2 and unit(o) != unit(term))
            home = next(homes, None)
            if home is not None and not _is_copied(here, curriculum):
                message = (
                    f"{_name(term)} deelt geen woord met {_name(here)}, en staat "
                    f"letterlijk ook bij {home.code} ({_name(curriculum.by_id[home.parent])})"
                )
                yield _finding(STRAY, [term, home], message)


def _is_copied(parent: Item, curriculum: Curriculum) -> bool:
    """Whether its eindtermen are one sentence; that is reported as such."""
    below = curriculum.children.get(parent.id, ())
    return len(below) > 1 and len({folded(child.title) for child in below}) == 1


def _around(term: Item, curriculum: Curriculum) -> str:
    """Titles near an eindterm: what stands above it and beside it, without its own sentence."""
    above = [item.title for item in curriculum.ancestors(term)[:2]]
    own = folded(term.title)
    beside = (child.title for child in curriculum.children.get(term.parent, ()))
    return " ".join([*above, *(title for title in beside if folded(title) != own)])


def _missing(curriculum: Curriculum) -> Iterator[Finding]:
    """What an item does not state while most others of its kind in this source do."""
    for kind in (Kind.EINDTERM, Kind.TAAK):
        items = curriculum.of_kind(kind)
        without = [item for item in items if not item.leerwegen]
        if 2 * len(without) < len(items):
            for item in without:
                message = f"{_name(item)} ({kind.value}) noemt geen leerweg; de meeste andere wel"
                yield _finding(NO_LEERWEG, [item], message)
    items = curriculum.of_kind(Kind.KWALIFICATIE)
    for what, without in (
        ("niveau", [item for item in items if not item.niveaus]),
        ("crebo", [item for item in items if not item.crebo]),
    ):
        if 2 * len(without) < len(items):
            for item in without:
                message = f"{_name(item)} noemt geen {what}; de meeste andere kwalificaties wel"
                yield _finding(NO_LEVEL, [item], message)


def _references(curriculum: Curriculum) -> Iterator[Finding]:
    """What the readers warned of while they followed references, which no item shows."""
    for warning in curriculum.warnings:
        kind = warning_kind(warning.message)
        if kind.startswith("verwijst naar"):
            yield Finding(NOTHING_THERE, (warning.place,), warning.message)
        elif kind == TWICE_REFERRED:
            yield Finding(REPEATED, (warning.place,), warning.message)


def _by_sentence(items: Iterable[Item]) -> dict[str, list[Item]]:
    """Items by their title, whatever its capitals and punctuation; empty titles left out."""
    found: dict[str, list[Item]] = defaultdict(list)
    for item in items:
        if sentence := folded(item.title):
            found[sentence].append(item)
    return found


def _name(item: Item | None) -> str:
    if item is None:
        return "de bron"
    return f"{item.code} {_quoted(item.title)}".strip()


def _quoted(title: str) -> str:
    line = " ".join(title.split())
    return f"‘{line}’" if len(line) <= _LONGEST else f"‘{line[:_LONGEST].rsplit(' ', 1)[0]} …’"
