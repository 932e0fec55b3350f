"""Two releases side by side: every item in one change."""

from align.model import ChangeKind, Curriculum, Item, Kind, Place, Side, Source
from align.revisions import compare_releases


def release(version, *eindtermen):
    """A programme with one profiel, one module and one deeltaak over these (id, code, text)."""
    place = Place("verzonnen.json")
    items = [
        Item(f"{version}-prof", Kind.PROFIEL, "TU", "Tuinaanleg", "", place),
        Item(f"{version}-mod", Kind.MODULE, "P/TU/01", "Zaaien", f"{version}-prof", place),
        Item(f"{version}-deel", Kind.DEELTAAK, "P/TU/01/01", "Bed maken", f"{version}-mod", place),
        *(
            Item(i, Kind.EINDTERM, code, text, f"{version}-deel", place)
            for i, code, text in eindtermen
        ),
    ]
    return Curriculum(Source("x", "slo-bg", "x", version, ""), Side.VMBO, tuple(items))


def test_each_item_stands_in_exactly_one_change():
    old = release("1", ("a", "1", "De kandidaat kan een bed spitten"), ("b", "2", "Paden vegen"))
    new = release(
        "2",
        ("c", "1", "De kandidaat kan een bed spitten."),
        ("d", "2", "De kandidaat kan klanten te woord staan en hun wensen noteren"),
    )
    changes = compare_releases(old, new).changes
    assert sorted(one for change in changes for one in change.old) == sorted(old.by_id)
    assert sorted(one for change in changes for one in change.new) == sorted(new.by_id)
    kinds = {change.new: change.kind for change in changes if change.new}
    assert kinds["c",] is ChangeKind.REDACTIONEEL
    assert kinds["d",] is ChangeKind.NIEUW
