"""Small curricula in invented Dutch, made without a file, for tests of comparing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from align.model import Curriculum, Item, Kind, Leerweg, Place, Section, Side, Source

BB, KB, GL = Leerweg.BB, Leerweg.KB, Leerweg.GL


def item(code: str, kind: Kind, title: str, parent: str = "", **more: object) -> Item:
    """An item with its code as id, unless `id` says otherwise."""
    identifier = str(more.pop("id", code))
    place = Place(f"{kind.value}.json", record=code)
    return Item(identifier, kind, code, title, parent, place, **more)  # type: ignore[arg-type]


def section(label: str, text: str, only_for: str = "") -> Section:
    return Section(label, text, Place("dossier.xml"), only_for)


def eindterm(code: str, title: str, *leerwegen: Leerweg) -> Item:
    """An eindterm of the deeltaak or kerndeel whose code stands before the last dash."""
    return item(code, Kind.EINDTERM, title, code.rsplit("-", 1)[0], leerwegen=leerwegen)


def curriculum(side: Side, items: Iterable[Item], path: str) -> Curriculum:
    found = tuple(items)
    version = "2031.1" if side is Side.VMBO else "geldig vanaf 01-08-2031"
    source = Source(path, "proef", f"Bron {path}", version, "0" * 64)
    return Curriculum(source, side, found)


def programme(*items: Item, path: str = "programma") -> Curriculum:
    return curriculum(Side.VMBO, items, path)


def dossier(*items: Item, path: str = "dossier.xml") -> Curriculum:
    return curriculum(Side.MBO, items, path)


def one_deeltaak(title: str, *eindtermen: str, profiel: str = "TU") -> Curriculum:
    """A profiel with one module and one deeltaak, P/TU/01/01."""
    code = f"P/{profiel}/01/01"
    return programme(
        item(profiel, Kind.PROFIEL, "Tuin"),
        item(f"P/{profiel}/01", Kind.MODULE, "Buiten", profiel),
        item(code, Kind.DEELTAAK, title, f"P/{profiel}/01"),
        *(eindterm(f"{code}-{n}", text) for n, text in enumerate(eindtermen, start=1)),
    )


def one_kerntaak(*werkprocessen: tuple[str, str], niveau: int = 2) -> Curriculum:
    """A dossier with one kwalificatie and one kerntaak with (title, omschrijving) each."""
    return dossier(
        item("D", Kind.DOSSIER, "Hovenier"),
        item("K", Kind.KWALIFICATIE, "Medewerker tuin", "D", crebo="90001", niveaus=(niveau,)),
        item("P1-K1", Kind.KERNTAAK, "Onderhoudt groen", "K", only_for=("K",), niveaus=(niveau,)),
        *(
            item(
                f"P1-K1-W{n}",
                Kind.WERKPROCES,
                title,
                "P1-K1",
                sections=(section("omschrijving", text),) if text else (),
                only_for=("K",),
                niveaus=(niveau,),
            )
            for n, (title, text) in enumerate(werkprocessen, start=1)
        ),
    )


def in_order(curriculum: Curriculum, order: Sequence[int]) -> Curriculum:
    """The same curriculum with its items in another order."""
    return replace(curriculum, items=tuple(curriculum.items[index] for index in order))


def tuin() -> Curriculum:
    """Two profielen; TU has a kern, a module and a keuzevak, DI a module and a doubled code."""
    return programme(
        item("TU", Kind.PROFIEL, "Tuin en terras"),
        item("PK/TU", Kind.KERN, "Kern", "TU"),
        item("PK/TU/a", Kind.KERNDEEL, "Algemene vaardigheden", "PK/TU"),
        eindterm("PK/TU/a-1", "De kandidaat kan samenwerken en overleggen"),
        item("P/TU/01", Kind.MODULE, "Gazon en border", "TU"),
        item("P/TU/01/MT", Kind.TAAK, "Een tuin onderhouden", "P/TU/01", leerwegen=(BB, KB)),
        item("P/TU/01/01", Kind.DEELTAAK, "Een gazon maaien", "P/TU/01"),
        eindterm("P/TU/01/01-1", "De kandidaat kan gras maaien met een loopmaaier", BB),
        eindterm("P/TU/01/01-2", "De kandidaat kan de graskanten steken", KB, GL),
        eindterm("P/TU/01/01-3", "De kandidaat kan het maaisel afvoeren"),
        item("P/TU/01/02", Kind.DEELTAAK, "Een border beplanten", "P/TU/01"),
        eindterm("P/TU/01/02-1", "De kandidaat kan een beplantingsplan lezen", KB),
        eindterm("P/TU/01/02-2", "De kandidaat kan vaste planten poten", KB),
        item("K/TU/02", Kind.KEUZEVAK, "Vijver", "TU"),
        item("K/TU/02/01", Kind.DEELTAAK, "Een vijver aanleggen", "K/TU/02"),
        eindterm("K/TU/02/01-1", "De kandidaat kan vijverfolie leggen", BB, KB, GL),
        item("DI", Kind.PROFIEL, "Dieren"),
        item("P/DI/01", Kind.MODULE, "Stal", "DI"),
        item("P/DI/01/01", Kind.DEELTAAK, "Een stal uitmesten", "P/DI/01"),
        eindterm("P/DI/01/01-1", "De kandidaat kan mest uit een stal scheppen", BB),
        item("K/DI/09", Kind.KEUZEVAK, "Bijen", "DI"),
        item("K/DI/09", Kind.KEUZEVAK, "Wormen", "DI", id="K/DI/09 bis"),
        item("K/DI/09/01", Kind.DEELTAAK, "Honing slingeren", "K/DI/09"),
        item("K/DI/09/02", Kind.DEELTAAK, "Wormen kweken", "K/DI/09 bis"),
    )


def hovenier() -> Curriculum:
    """A dossier with a basis and two kwalificaties, of niveau 2 and 4."""
    both, two, four = ("D/h2", "D/h4"), ("D/h2",), ("D/h4",)
    return dossier(
        item("D", Kind.DOSSIER, "Hovenier", niveaus=(2, 4)),
        item("B1-K1", Kind.KERNTAAK, "Onderhoudt groen", "D", niveaus=(2, 4)),
        item("B1-K1/v1", Kind.VAKKENNIS, "heeft kennis van grassoorten", "B1-K1"),
        item(
            "B1-K1-W1",
            Kind.WERKPROCES,
            "Maait gras",
            "B1-K1",
            niveaus=(2, 4),
            sections=(
                section("omschrijving", "De hovenier maait het gras en steekt de graskanten."),
                section("omschrijving", "Hij stelt een maairobot in.", "D/h4"),
                section("resultaat", "Het gazon is gemaaid."),
                section("gedrag", "De hovenier werkt netjes."),
            ),
        ),
        item("B1-K2", Kind.KERNTAAK, "Leidt leerlingen op", "D", only_for=both, niveaus=(2, 4)),
        item("B1-K2-W1", Kind.WERKPROCES, "Begeleidt een leerling", "B1-K2", niveaus=(2, 4)),
        item(
            "P1",
            Kind.KWALIFICATIE,
            "Medewerker hovenier",
            "D",
            id="D/h2",
            crebo="90002",
            niveaus=(2,),
        ),
        item("P1-K1", Kind.KERNTAAK, "Plant aan", "D/h2", only_for=two, niveaus=(2,)),
        item(
            "P1-K1-W1",
            Kind.WERKPROCES,
            "Plant vaste planten",
            "P1-K1",
            only_for=two,
            niveaus=(2,),
            sections=(section("omschrijving", "De medewerker poot vaste planten in de border."),),
        ),
        item(
            "P2",
            Kind.KWALIFICATIE,
            "Vakexpert hovenier",
            "D",
            id="D/h4",
            crebo="90004",
            niveaus=(4,),
        ),
        item("P2-K1", Kind.KERNTAAK, "Ontwerpt tuinen", "D/h4", only_for=four, niveaus=(4,)),
        item(
            "P2-K1-W1",
            Kind.WERKPROCES,
            "Ontwerpt een vijver",
            "P2-K1",
            only_for=four,
            niveaus=(4,),
            sections=(section("omschrijving", "De vakexpert tekent een vijver en kiest folie."),),
        ),
    )
