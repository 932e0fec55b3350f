"""What stands beside the text of an item: its crebo, and facts such as weging or toetsvorm.

A PTA of the next year often asks the same and tests it otherwise. That is told beside whatever
became of the text, which stays gelijk: what was decided about it still holds.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from align.model import Item
    from align.revisions.stated import Stated

#: About a file or record and not about what is taught.
_OF_THE_FILE = frozenset(
    "adres bron extensions gewijzigd identifier licentie nummering uri verband verrijkt".split()
)
#: Read from the sentence, which is compared itself.
_OF_THE_TEXT = frozenset({"kennisniveau"})
_SHOWN = 3


def other_facts(old: Item, new: Item, stated: Stated) -> Iterator[str]:
    """Says which crebo and facts are others, as far as both items or both releases state them."""
    if old.crebo and new.crebo and old.crebo != new.crebo:
        yield f"crebo: {old.crebo} → {new.crebo}"
    before, after = _by_name(old), _by_name(new)
    for name in dict.fromkeys((*before, *after)):
        gone = [v for key, v in before.get(name, {}).items() if key not in after.get(name, {})]
        come = [v for key, v in after.get(name, {}).items() if key not in before.get(name, {})]
        both = name in before and name in after
        if (gone or come) and (both or stated.by_both(old.kind, fact_name(name))):
            yield f"{name}: {_listed(gone)} → {_listed(come)}"


def fact_name(name: str) -> str:
    """How a fact is called among what releases state; a text may have the same name."""
    return f"gegeven {name}"


def is_compared(name: str) -> bool:
    """Whether another value of this fact is a change, named as such or by what its text says."""
    return name not in _OF_THE_FILE


def _by_name(item: Item) -> Mapping[str, Mapping[str, str]]:
    """The values of each fact, as they are compared and as they are shown."""
    found: dict[str, dict[str, str]] = {}
    for fact in item.facts:
        value = " ".join(fact.value.split())
        if is_compared(fact.name) and fact.name not in _OF_THE_TEXT and value:
            found.setdefault(fact.name, {}).setdefault(value.casefold(), value)
    return found


def _listed(values: Iterable[str]) -> str:
    known = list(values)
    return ", ".join(known[:_SHOWN]) + (" …" if len(known) > _SHOWN else "") or "geen"
