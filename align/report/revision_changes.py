"""Changes as the page shows them: both texts, where they stood, what kind of change."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from align.model import ChangeKind, Leerweg
from align.report.revision_texts import (
    compared_sections,
    new_side,
    old_side,
    redlined,
    whole_texts,
)
from align.report.revision_tree import ChangeTree
from align.report.revision_view import ChangeView, ItemView, Nature, SideTexts, TextView
from align.report.units import slug, unique_slugs
from align.report.wording import hours, number, short_leerwegen
from align.revisions.names import NAMED, nature_name, where
from align.revisions.stated import stated_by_both

if TYPE_CHECKING:
    from collections.abc import Sequence

    from align.model import Change, Curriculum, Hours, Item

_SEVERAL = frozenset({ChangeKind.GESPLITST, ChangeKind.SAMENGEVOEGD})

#: Redlines, labels of texts that are the same, labels of texts that were not compared.
_Compared = tuple[tuple[TextView, ...], tuple[str, ...], tuple[str, ...]]
_NO_TEXTS: _Compared = ((), (), ())


class ChangeViews:
    """All changes of a revision as shown, by number; made once for a page."""

    def __init__(self, tree: ChangeTree) -> None:
        self.tree = tree
        self.old, self.new = tree.revision.old, tree.revision.new
        self._stated = stated_by_both(self.old, self.new)
        self._kinds_old = frozenset(item.kind for item in self.old.items)
        self._kinds_new = frozenset(item.kind for item in self.new.items)
        self._slugs = unique_slugs([(_key(c), self._wanted(c)) for c in tree.changes])
        self.views = tuple(map(self._view, tree.changes))

    def old_item(self, identifier: str) -> ItemView:
        """An item of the old release, as quoted."""
        return item_view(self.old, self.old.by_id[identifier])

    def new_item(self, identifier: str) -> ItemView:
        """An item of the new release, as quoted."""
        return item_view(self.new, self.new.by_id[identifier])

    def href(self, number: int) -> str:
        """The address of a change."""
        return f"#{self.views[number].id}"

    def _wanted(self, change: Change) -> str:
        item = self.new.by_id[change.new[0]] if change.new else self.old.by_id[change.old[0]]
        return item.code or item.title

    def _view(self, change: Change) -> ChangeView:
        olds = [self.old.by_id[one] for one in change.old]
        news = [self.new.by_id[one] for one in change.new]
        several = change.kind in _SEVERAL
        one_to_one = len(olds) == len(news) == 1
        same_text = change.kind is ChangeKind.GELIJK
        compared = self._texts(olds[0], news[0]) if one_to_one and not same_text else _NO_TEXTS
        texts, same, left_out = compared
        marks = _marks(change)
        apart = self._unknown_there(change, (news or olds)[0])
        return ChangeView(
            id=f"w-{self._slugs[_key(change)]}",
            kind=change.kind,
            level=(news or olds)[0].kind.value,
            old=tuple(item_view(self.old, item) for item in olds),
            new=tuple(item_view(self.new, item) for item in news),
            texts=texts,
            old_texts=tuple(self._old_texts(item, news) for item in olds) if several else (),
            new_texts=tuple(self._new_texts(olds, item) for item in news) if several else (),
            same=same,
            left_out=left_out,
            whole=() if olds and news else whole_texts((news or olds)[0]),
            natures=_natures(change),
            marks=marks,
            moved=self._moved(olds, news) if "verplaatst" in marks else "",
            details=_differing(_details(olds), _details(news)),
            leerwegen=_leerwegen([*olds, *news]),
            reason=change.reason,
            likeness=number(change.similarity, 2) if olds and news else "",
            compact=apart
            or (same_text and not change.nature and not {"verplaatst", "code"} & set(marks)),
            apart=apart,
        )

    def _unknown_there(self, change: Change, item: Item) -> bool:
        """Whether the other release has nothing at all of this kind: then it did not lapse."""
        if change.old and change.new:
            return False
        return item.kind not in (self._kinds_old if change.new else self._kinds_new)

    def _texts(self, old: Item, new: Item) -> _Compared:
        sections, same, left_out = compared_sections(old, new, self._stated)
        if not sections or old.title != new.title:
            title = redlined(old.title, new.title, name=old.kind in NAMED)
            sections = (TextView("", title), *sections)
        return sections, same, left_out

    @staticmethod
    def _old_texts(item: Item, news: Sequence[Item]) -> SideTexts:
        title = TextView("", old_side(item.title, [new.title for new in news]))
        return SideTexts(_item_plain(item), (title, *whole_texts(item)))

    @staticmethod
    def _new_texts(olds: Sequence[Item], item: Item) -> SideTexts:
        title = TextView("", new_side([old.title for old in olds], item.title))
        return SideTexts(_item_plain(item), (title, *whole_texts(item)))

    def _moved(self, olds: Sequence[Item], news: Sequence[Item]) -> str:
        """From where to where, in as few names as tell the two apart."""
        before, after = where(self.old, olds[0]), where(self.new, news[0])
        if before == after:
            before, after = _whole_line(self.old, olds[0]), _whole_line(self.new, news[0])
        return f"van {before or 'bovenaan'} naar {after or 'bovenaan'}" if before != after else ""


def _whole_line(curriculum: Curriculum, item: Item) -> str:
    above = reversed(curriculum.ancestors(item))
    return " › ".join(f"{a.code or a.crebo} {a.title}".strip() for a in above)


def _key(change: Change) -> str:
    return f"{' '.join(change.old)} > {' '.join(change.new)}"


def item_view(curriculum: Curriculum, item: Item) -> ItemView:
    """An item as quoted, with what it stands under."""
    return ItemView(
        id=item.id,
        kind=item.kind.value,
        code=item.code,
        title=item.title,
        where=where(curriculum, item),
        details=_details([item]),
        place=str(item.place),
    )


def _item_plain(item: Item) -> ItemView:
    return ItemView(
        item.id, item.kind.value, item.code, item.title, "", _details([item]), str(item.place)
    )


def _marks(change: Change) -> tuple[str, ...]:
    held = (("verplaatst", change.moved), ("code", change.code_changed), ("id", change.id_changed))
    return tuple(name for name, holds in held if holds and change.old and change.new)


def _details(items: Sequence[Item]) -> str:
    if not items:
        return ""
    leerwegen = tuple(leerweg for item in items for leerweg in item.leerwegen)
    return _in_words(leerwegen, items[0].niveaus, items[0].hours)


@lru_cache(maxsize=1 << 10)  # the same few, thousands of times
def _in_words(leerwegen: tuple[Leerweg, ...], niveaus: tuple[int, ...], time: Hours | None) -> str:
    parts = [short_leerwegen(leerwegen)]
    if niveaus:
        parts.append("niveau " + "/".join(map(str, niveaus)))
    if time:
        parts.append(hours(time))
    return " · ".join(part for part in parts if part)


def _differing(old: str, new: str) -> str:
    return f"{old} → {new}" if old and new and old != new else new or old


def _natures(change: Change) -> tuple[Nature, ...]:
    """Natures by their sort, in the order in which the first of each is named."""
    found: dict[str, list[str]] = {}
    for text in change.nature:
        name, _, detail = text.partition(":")
        found.setdefault(nature_name(name), []).append(detail.strip())
    return tuple(
        Nature(slug(name), name, tuple(filter(None, details))) for name, details in found.items()
    )


def _leerwegen(items: Sequence[Item]) -> tuple[str, ...]:
    stated = {leerweg for item in items for leerweg in item.leerwegen}
    return tuple(leerweg.value for leerweg in Leerweg if leerweg in stated)
