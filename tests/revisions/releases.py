"""Small programmes in own words for tests of revisions."""

from dataclasses import replace

from align.model import Curriculum, Item, Kind, Leerweg, Place, Side, Source

PLACE = Place("verzonnen.json")
ALL = (Leerweg.BB, Leerweg.GL, Leerweg.KB)


def eindterm(identifier, code, text, leerwegen=ALL, parent="deel"):
    return Item(identifier, Kind.EINDTERM, code, text, parent, PLACE, leerwegen=leerwegen)


def programme(*eindtermen, version="1", deeltaken=(("deel", "P/TU/01/01", "Een bed aanleggen"),)):
    """One profiel with one module, these deeltaken (id, code, title), and eindtermen below."""
    items = [
        Item("prof", Kind.PROFIEL, "TU", "Tuin en plant", "", PLACE),
        Item("mod", Kind.MODULE, "P/TU/01", "Zaaien en oogsten", "prof", PLACE),
    ]
    for identifier, code, title in deeltaken:
        items.append(Item(identifier, Kind.DEELTAAK, code, title, "mod", PLACE))
        items += [one for one in eindtermen if one.parent == identifier]
    return Curriculum(source(version), Side.VMBO, tuple(items))


def source(version):
    return Source("tuin", "slo-bg", "Tuin en plant", version, f"sha-{version}")


def renamed(curriculum, prefix):
    """The same release under other ids."""
    return replace(
        curriculum,
        items=tuple(
            replace(i, id=prefix + i.id, parent=i.parent and prefix + i.parent)
            for i in curriculum.items
        ),
    )


def change_of(revision, identifier):
    """The one change in which an old (or else a new) item stands."""
    found = [c for c in revision.changes if identifier in c.old] or [
        c for c in revision.changes if identifier in c.new
    ]
    assert len(found) == 1
    return found[0]


BASIS = (
    eindterm("e1", "P/TU/01/01-01", "De kandidaat kan een moestuin inrichten"),
    eindterm("e2", "P/TU/01/01-02", "De kandidaat kan gewassen zaaien en verspenen"),
    eindterm("e3", "P/TU/01/01-03", "De kandidaat kan kassen luchten en schermen"),
)
