"""A small revision with invented texts: every kind of change, every verdict, every fate."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from align.model import (
    Basis,
    Change,
    ChangeKind,
    Curriculum,
    Decision,
    HourUnit,
    Item,
    Kind,
    Leerweg,
    LinkAudit,
    LinkVerdict,
    Place,
    Retired,
    Revision,
    Section,
    Side,
    Source,
    SourceWarning,
    Verdict,
)
from align.revisions import Fate, HourChange, Impact, PairImpact, PlannedUnit, PlanTouch

BB, KB, GL = Leerweg.BB, Leerweg.KB, Leerweg.GL
MADE = {
    "command": "align revisions oud nieuw -o verschil.html",
    "made_on": date(2026, 3, 14),
    "tool_version": "0.0.0",
}


def item(key: str, kind: Kind, code: str, title: str, parent: str = "", **more) -> Item:
    return Item(key, kind, code, title, parent, Place(f"{kind.value}.json", record=code), **more)


def eindterm(key: str, code: str, title: str, parent: str, leerwegen=(BB, KB, GL)) -> Item:
    return item(key, Kind.EINDTERM, code, title, parent, leerwegen=leerwegen)


def toelichting(text: str) -> tuple[Section, ...]:
    return (Section("toelichting", text, Place("deeltaak.json", line=3)),)


def source(version: str, sha: str) -> Source:
    return Source(
        f"map/{version}",
        "slo-bg",
        "Tuinprogramma vmbo",
        version,
        sha * 32,
        "er staat een profiel.json in",
        example=True,
    )


def old() -> Curriculum:
    return Curriculum(
        source("2030.1", "a1"),
        Side.VMBO,
        (
            item("pr", Kind.PROFIEL, "TUIN", "Tuin en dier"),
            item("m1", Kind.MODULE, "P/TUIN/01", "Groen onderhouden", "pr"),
            item(
                "d1",
                Kind.DEELTAAK,
                "P/TUIN/01/01",
                "Gras maaien",
                "m1",
                sections=toelichting("Maai elke week, niet bij regen."),
            ),
            eindterm("e1", "P/TUIN/01/01-01", "De kandidaat kan een gazon maaien", "d1"),
            eindterm("e2", "P/TUIN/01/01-02", "De kandidaat kan een maaier herkennen.", "d1"),
            eindterm("e3", "P/TUIN/01/01-03", "De kandidaat kan maaien en vegen", "d1", (KB, GL)),
            item("d2", Kind.DEELTAAK, "P/TUIN/01/02", "Planten kennen", "m1"),
            eindterm("e4", "P/TUIN/01/02-01", "De kandidaat kan planten water geven", "d2"),
            eindterm("e5", "P/TUIN/01/02-02", "De kandidaat kan planten mest geven", "d2"),
            eindterm("e6", "P/TUIN/01/02-03", "De kandidaat kan 3 soorten gras noemen", "d2"),
            item("k1", Kind.KEUZEVAK, "K/TUIN/05", "Vijvers aanleggen", "pr"),
            item("d3", Kind.DEELTAAK, "K/TUIN/05/01", "Een vijver graven", "k1"),
            eindterm("e7", "K/TUIN/05/01-01", "De kandidaat kan folie leggen", "d3", (GL,)),
        ),
    )


def new() -> Curriculum:
    return Curriculum(
        source("2031.1", "b2"),
        Side.VMBO,
        (
            item("pr", Kind.PROFIEL, "TUIN", "Tuin en dier"),
            item("m1", Kind.MODULE, "P/TUIN/01", "Groen onderhouden", "pr"),
            item(
                "d1",
                Kind.DEELTAAK,
                "P/TUIN/01/01",
                "Gras maaien",
                "m1",
                sections=toelichting("Maai elke maand."),
            ),
            eindterm("e1", "P/TUIN/01/01-01", "De kandidaat kan een gazon maaien", "d1"),
            eindterm("e2b", "P/TUIN/01/01-02", "De kandidaat kan een maaier toepassen.", "d1"),
            eindterm("e3a", "P/TUIN/01/01-03", "De kandidaat kan maaien", "d1", (KB, GL)),
            eindterm("e3b", "P/TUIN/01/01-04", "De kandidaat kan vegen", "d1", (KB, GL)),
            item("d2", Kind.DEELTAAK, "P/TUIN/01/02", "Planten kennen", "m1"),
            eindterm(
                "e45", "P/TUIN/01/02-01", "De kandidaat kan planten water en mest geven", "d2"
            ),
            item("k2", Kind.KEUZEVAK, "K/TUIN/06", "Dieren verzorgen", "pr"),
            item("d4", Kind.DEELTAAK, "K/TUIN/06/01", "Dieren voeren", "k2"),
            eindterm("e6", "K/TUIN/06/01-01", "De kandidaat kan drie soorten gras noemen", "d4"),
            eindterm("e8", "K/TUIN/06/01-02", "De kandidaat kan voer afwegen", "d4", (BB,)),
        ),
        warnings=(SourceWarning(Place("deeltaak.json", line=7), "code komt twee keer voor"),),
        retired=(Retired("e2", Kind.EINDTERM, "P/TUIN/01/01-02", "x", ("e8",), Place("x")),),
    )


def same(key: str, **more) -> Change:
    return Change(ChangeKind.GELIJK, (key,), (key,), 1.0, reason="id en tekst zijn gelijk", **more)


def example() -> Revision:
    """Each kind once or more; moved, another code, another id, natures, sections."""
    kind = ChangeKind
    return Revision(
        old(),
        new(),
        (
            same("pr"),
            same("m1"),
            Change(
                kind.GEWIJZIGD,
                ("d1",),
                ("d1",),
                0.8,
                nature=("omvang smaller",),
                reason="dezelfde code",
            ),
            same("e1"),
            Change(
                kind.GEWIJZIGD,
                ("e2",),
                ("e2b",),
                0.9,
                id_changed=True,
                nature=("handeling zwaarder: herkennen → toepassen",),
                reason="dezelfde plaats en bijna dezelfde tekst",
            ),
            Change(kind.GESPLITST, ("e3",), ("e3a", "e3b"), 0.7, id_changed=True),
            same("d2"),
            Change(kind.SAMENGEVOEGD, ("e4", "e5"), ("e45",), 0.8, id_changed=True),
            Change(kind.VERVALLEN, ("k1",), (), 0.0, reason="niets zegt dit nog"),
            Change(kind.VERVALLEN, ("d3",), (), 0.0),
            Change(kind.VERVALLEN, ("e7",), (), 0.0),
            Change(kind.NIEUW, (), ("k2",), 0.0),
            Change(kind.NIEUW, (), ("d4",), 0.0),
            Change(kind.REDACTIONEEL, ("e6",), ("e6",), 0.9, moved=True, code_changed=True),
            Change(kind.NIEUW, (), ("e8",), 0.0),
        ),
        (
            LinkAudit("e2", ("e8",), ("e2b",), LinkVerdict.ONEENS),
            LinkAudit("e4", ("e45",), ("e45",), LinkVerdict.EENS),
            LinkAudit("e7", (), (), LinkVerdict.ZONDER_OPVOLGER),
        ),
        {"method": "proef"},
    )


def nothing_changed() -> Revision:
    """A release against itself."""
    one = old()
    return Revision(one, one, tuple(same(i.id) for i in one.items))


def decision(key: str, verdict: Verdict, remark: str = "") -> Decision:
    title = old().by_id[key].title
    return Decision(
        Basis(key, old().by_id[key].code, title, "2030.1"),
        Basis("w1", "B1-K1-W1", "Maait gazons", "2030"),
        verdict,
        remark=remark,
        by="een docent",
        on="2030-05-01",
        trail=("eerder overgezet",),
    )


def touched() -> Impact:
    """A decision of each fate, hours for certain and not, and a unit that two variants plan."""
    of = {one: change for change in example().changes for one in change.old}
    unit = (of["d1"], (of["d1"], of["e2"]), "gewijzigd; daaronder 1 gewijzigd", "2030.2", "want")
    return Impact(
        pairs=(
            PairImpact(
                decision("e1", Verdict.AKKOORD),
                Fate.BLIJFT,
                "er is niets veranderd",
                (("e1", "w1"),),
            ),
            PairImpact(
                decision("e2", Verdict.AFGEWEZEN, "= te licht"),
                Fate.OPNIEUW,
                "de inhoud is veranderd",
                (("e2b", "w1"),),
                (of["e2"],),
            ),
            PairImpact(
                decision("e7", Verdict.BESPREKEN),
                Fate.VERVALT,
                "het onderdeel is vervallen",
                changes=(of["e7"],),
            ),
        ),
        hours=(
            HourChange(HourUnit.SBU, 40.0, 12.0, "uren die de bronnen noemen"),
            HourChange(HourUnit.KLOKUREN, 0.0, 7.5, "uren van wat opnieuw moet", sure=False),
        ),
        plan=(
            PlanTouch(PlannedUnit("d1", "2031-2032", "3", 12.0), "d1", *unit),
            PlanTouch(PlannedUnit("d1", "2031-2032", "4", 1.0, ("verdiepen",)), "d1", *unit),
        ),
        planned=2,
    )


def with_text(text: str) -> Revision:
    """The example with one text wherever a source can put one."""
    whole = example()

    def spoil(curriculum: Curriculum) -> Curriculum:
        return replace(
            curriculum,
            items=tuple(
                replace(
                    i,
                    title=f"{text} {i.id}" if n % 3 else text,
                    code=text if i.kind is Kind.DEELTAAK else i.code,
                    place=Place(text, path=text, record=text),
                    sections=tuple(replace(s, text=f"{text} {n}", label=text) for s in i.sections),
                )
                for n, i in enumerate(curriculum.items)
            ),
            source=replace(
                curriculum.source, title=text, version=text, path=text, why=text, format=text
            ),
            warnings=(SourceWarning(Place(text), text),),
        )

    return replace(
        whole,
        old=spoil(whole.old),
        new=spoil(whole.new),
        changes=tuple(
            replace(c, reason=text, nature=(text,) if c.nature else ()) for c in whole.changes
        ),
        settings={"unit": (text,), text: text},
    )
