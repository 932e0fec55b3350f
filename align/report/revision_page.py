"""From a revision to its page: every number on the page is counted here, once.

What `Revision.settings` may hold, and how the page reads it: ``unit``, ``leerweg`` and
``kwalificatie`` say what part is shown (see `revisions.select`); ``ids_speak`` and ``weights`` how
it was compared; every other key is shown as it is.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from align.model import ChangeKind, Kind, LinkVerdict
from align.report.page import NamedValue, Option
from align.report.revision_changes import ChangeViews
from align.report.revision_map import kind_bar
from align.report.revision_texts import redlined
from align.report.revision_units import top_views
from align.report.revision_view import (
    Audit,
    AuditView,
    Filters,
    KindCount,
    LevelRow,
    NatureCount,
    RevisionPage,
    Successor,
    Summary,
    TextView,
    WasRow,
)
from align.report.sources import source_view
from align.report.units import slug
from align.report.wording import LEERWEG_NAMES, dutch_date, number, plural, setting
from align.revisions.facts import is_compared
from align.revisions.names import NAMED, release_names

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from align.model import Curriculum, LinkAudit
    from align.report.revision_impact_view import ImpactView
    from align.report.revision_view import ChangeView, HistoryView, TopView

LIST = "wijzigingen"
"""Id of the list of changes: the target of every number."""

_SELECTION = {"unit": "Onderdelen", "leerweg": "Leerweg", "kwalificatie": "Kwalificaties"}
_SETTINGS = {
    "ids_speak": "Id's tellen als aanwijzing (de meeste onderdelen hielden hun id)",
    "weights": "Gewichten van de aanwijzingen, versie",
}


def build_page(
    changes: ChangeViews,
    *,
    command: str,
    made_on: date,
    tool_version: str,
    impact: ImpactView | None = None,
    history: HistoryView | None = None,
) -> RevisionPage:
    """Make the revision page.

    Args:
        changes: all changes of one revision.
        command: the command that makes this page again, as the user would type it.
        made_on: date to show.
        tool_version: version of this program.
        impact: what the revision does to decisions, when there were any.
        history: a series of releases, when there were more than two.
    """
    revision = changes.tree.revision
    old, new = revision.old, revision.new
    old_name, new_name = release_names(old, new)
    tops = top_views(changes)
    return RevisionPage(
        title="Wat is er veranderd?",
        subtitle=_subtitle(old, new, old_name, new_name),
        old_name=old_name,
        new_name=new_name,
        example=old.source.example or new.source.example,
        sources=(("oud", source_view(old)), ("nieuw", source_view(new))),
        selection=tuple(
            NamedValue(name, setting(revision.settings[key]))
            for key, name in _SELECTION.items()
            if revision.settings.get(key)
        ),
        command=command,
        made_on=dutch_date(made_on),
        tool_version=tool_version,
        settings=tuple(
            NamedValue(_SETTINGS.get(key, key), setting(value))
            for key, value in sorted(revision.settings.items())
            if key not in _SELECTION
        ),
        summary=_summary(changes.views),
        tops=tops,
        rows=_rows(changes),
        audit=_audit(changes, revision.link_audit),
        impact=impact,
        history=history,
        notices=tuple(_notices(changes.views)),
        not_compared=tuple(_not_compared(old, new)),
        filters=_filters(changes.views, tops),
    )


def _subtitle(old: Curriculum, new: Curriculum, old_name: str, new_name: str) -> str:
    before, after = old.source.title, new.source.title
    if before == after:
        return f"{before}: {old_name} → {new_name}"
    return f"{before} ({old_name}) → {after} ({new_name})"


def _summary(views: Sequence[ChangeView]) -> Summary:
    levels = []
    for kind in Kind:
        of_level = [view for view in views if view.level == kind.value]
        if of_level:
            counts = Counter(view.kind for view in of_level)
            levels.append(
                LevelRow(
                    level=kind.value,
                    noun=plural(kind),
                    old=sum(len(view.old) for view in of_level),
                    new=sum(len(view.new) for view in of_level),
                    kinds=_kind_counts(counts, f"&niveau={kind.value}"),
                    bar=kind_bar(counts),
                )
            )
    natures = Counter(n.name for view in views for n in view.natures)
    return Summary(
        old=sum(len(view.old) for view in views),
        new=sum(len(view.new) for view in views),
        changes=len(views),
        kinds=_kind_counts(Counter(view.kind for view in views), ""),
        levels=tuple(levels),
        natures=tuple(
            NatureCount(name, slug(name), amount)
            for name, amount in sorted(natures.items(), key=lambda entry: (-entry[1], entry[0]))
        ),
        moved=sum("verplaatst" in view.marks for view in views),
        code_changed=sum("code" in view.marks for view in views),
        id_changed=sum("id" in view.marks for view in views),
    )


def _kind_counts(counts: Counter[ChangeKind], rest: str) -> tuple[KindCount, ...]:
    return tuple(
        KindCount(kind, counts[kind], f"#{LIST}?soort={kind.value}{rest}") for kind in ChangeKind
    )


def _rows(changes: ChangeViews) -> tuple[WasRow, ...]:
    """What was and what it became, a row a pair, in the order of the old release; new ones last."""
    old, new = changes.old, changes.new
    old_at = {item.id: at for at, item in enumerate(old.items)}
    new_at = {item.id: at for at, item in enumerate(new.items)}
    rows = [
        WasRow(
            view,
            before,
            after,
            old_at[before.id] if before else len(old_at) + new_at[view.new[0].id],
            new_at[after.id] if after else len(new_at) + old_at[view.old[0].id],
        )
        for view in changes.views
        if not view.compact
        for before in view.old or (None,)
        for after in view.new or (None,)
    ]
    return tuple(sorted(rows, key=lambda row: (row.old_at, row.new_at)))


def _audit(changes: ChangeViews, entries: Sequence[LinkAudit]) -> Audit:
    def of(verdict: LinkVerdict) -> tuple[AuditView, ...]:
        return tuple(_audited(changes, one) for one in entries if one.verdict is verdict)

    return Audit(
        other=of(LinkVerdict.ONEENS),
        without=of(LinkVerdict.ZONDER_OPVOLGER),
        agreed=of(LinkVerdict.EENS),
    )


def _audited(changes: ChangeViews, entry: LinkAudit) -> AuditView:
    return AuditView(
        verdict=entry.verdict,
        old=changes.old_item(entry.old),
        href=changes.href(changes.tree.of_old[entry.old]),
        official=_successors(changes, entry, entry.official),
        content=_successors(changes, entry, entry.content),
    )


def _successors(
    changes: ChangeViews, entry: LinkAudit, ids: Iterable[str]
) -> tuple[Successor, ...]:
    """Successors with what differs from the old text marked, where the verdict asks to look."""
    old = changes.old.by_id[entry.old]
    found = []
    for one in ids:
        item = changes.new.by_id.get(one)
        if item is None:
            continue
        named = old.kind in NAMED
        asked = entry.verdict is LinkVerdict.ONEENS
        shown = redlined(old.title, item.title, name=named) if asked else ()
        kept = tuple(stretch for stretch in shown if stretch.mark not in {"weg", "van"})
        found.append(Successor(changes.new_item(one), (TextView("", kept),)))
    return tuple(found)


def _notices(views: Sequence[ChangeView]) -> Iterable[str]:
    """Counts that say more about the sources than about what changed."""
    for kind, one, other in (
        (ChangeKind.VERVALLEN, "nieuwe", "vervallen"),
        (ChangeKind.NIEUW, "oude", "nieuw"),
    ):
        counts: Counter[str] = Counter()
        for view in views:
            if view.apart and view.kind is kind:
                counts[view.level] += len(view.old) + len(view.new)
        for level, amount in sorted(counts.items()):
            verb = "telt" if amount == 1 else "tellen"
            yield (
                f"De {one} bron noemt nergens {plural(Kind(level))}. "
                f"{number(amount)} {plural(Kind(level), amount)} {verb} daarom als {other}; "
                "dat zegt niets over de inhoud."
            )


def _not_compared(old: Curriculum, new: Curriculum) -> Iterable[str]:
    """What a reader might think was compared, and was not."""
    for one, other, name in ((old, new, "oude"), (new, old, "nieuwe")):
        known = {s.label for item in other.items for s in item.sections}
        counts = Counter(s.label for item in one.items for s in item.sections)
        for label, amount in sorted(counts.items()):
            if label not in known:
                yield (
                    f"{label}: staat alleen in de {name} bron ({number(amount)} keer); de andere "
                    "bron geeft dit nergens"
                )
    before, after = ({f.name for item in c.items for f in item.facts} for c in (old, new))
    if facts := {n for n in before | after if n not in before & after or not is_compared(n)}:
        yield f"losse gegevens bij onderdelen: {', '.join(sorted(facts))}"
    if old.rulings or new.rulings:
        yield "uitspraken over overlap tussen kwalificaties en keuzedelen"


def _filters(views: Sequence[ChangeView], tops: Sequence[TopView]) -> Filters:
    levels = {view.level for view in views}
    natures = {nature.slug: nature.name for v in views for nature in v.natures}
    used = {leerweg for view in views for leerweg in view.leerwegen}
    return Filters(
        levels=tuple(Option(k.value, plural(k)) for k in Kind if k.value in levels),
        units=tuple(
            Option(unit.slug, f"{unit.code} {unit.title}".strip(), top.name)
            for top in tops
            for unit in top.units
        ),
        natures=tuple(Option(key, natures[key]) for key in sorted(natures)),
        leerwegen=tuple(
            Option(leerweg.value, name)
            for leerweg, name in LEERWEG_NAMES.items()
            if leerweg.value in used
        ),
    )
