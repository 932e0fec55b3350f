"""Small comparisons with invented texts, for the tests of the page."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from align.model import (
    Curriculum,
    Evidence,
    Hours,
    HourUnit,
    Item,
    Kind,
    Leerweg,
    NotCompared,
    Overlap,
    Pair,
    Place,
    Quote,
    Relation,
    Section,
    Side,
    Source,
    SourceWarning,
    Strength,
)

BB, KB, GL = Leerweg.BB, Leerweg.KB, Leerweg.GL

MADE = {
    "command": "align overlap voorbeeld-vmbo voorbeeld-mbo.xml --leerweg kb -o overlap.html",
    "made_on": date(2026, 3, 14),
    "tool_version": "0.0.0",
}

#: Texts that would do harm, or hide something, where a page is made carelessly.
HOSTILE = (
    "<script>alert(1)</script>",
    "</style><img src=x onerror=alert(1)>",
    '" onmouseover="alert(1)',
    "javascript:alert(1)",
    "{{ 7 * 7 }} {% raw %}",
    "</title></template></details>",
    "links\u202erechts\u2066",
    "nul\x00bel\x07",
    "half\ud800surrogaat",
)


def item(item_id: str, kind: Kind, code: str, title: str, parent: str = "", **more) -> Item:
    place = Place(f"{kind.value}.json", path=f"/{item_id}", record=item_id)
    return Item(item_id, kind, code, title, parent, place, **more)


def section(label: str, text: str, only_for: str = "") -> Section:
    return Section(label, text, Place("dossier.xml", line=40), only_for)


def vmbo() -> Curriculum:
    items = (
        item("pr", Kind.PROFIEL, "TUIN", "Tuin en dier"),
        item("ke", Kind.KERN, "PK/TUIN", "Kern", "pr"),
        item("kd", Kind.KERNDEEL, "PK/TUIN/a", "Algemene vaardigheden", "ke"),
        _eindterm("kd1", "PK/TUIN/a-01", "De kandidaat kan samenwerken en overleggen", "kd"),
        item("m1", Kind.MODULE, "P/TUIN/01", "Groen onderhouden", "pr"),
        item(
            "d1", Kind.DEELTAAK, "P/TUIN/01/01", "Gras maaien", "m1", hours=Hours(12, HourUnit.SBU)
        ),
        _eindterm(
            "e1", "P/TUIN/01/01-01", "De kandidaat kan een gazon maaien met een loopmaaier", "d1"
        ),
        _eindterm(
            "e2", "P/TUIN/01/01-02", "De kandidaat kan de maaier schoonmaken en opbergen", "d1"
        ),
        _eindterm("e3", "P/TUIN/01/01-03", "De kandidaat kan een maaiplan maken", "d1", (GL,)),
        item("d2", Kind.DEELTAAK, "P/TUIN/01/02", "Planten herkennen", "m1"),
        _eindterm(
            "e4", "P/TUIN/01/02-01", "De kandidaat kan vaste planten benoemen", "d2", (KB, GL)
        ),
        item("m2", Kind.KEUZEVAK, "K/TUIN/02", "Dieren verzorgen", "pr"),
        item("d3", Kind.DEELTAAK, "K/TUIN/02/01", "Dieren voeren", "m2"),
        _eindterm("e5", "K/TUIN/02/01-01", "De kandidaat kan voer afwegen en verstrekken", "d3"),
        item("d4", Kind.DEELTAAK, "K/TUIN/02/02", "Een hok timmeren", "m2"),
        _eindterm("e6", "K/TUIN/02/02-01", "De kandidaat kan een konijnenhok timmeren", "d4"),
        item("d5", Kind.DEELTAAK, "K/TUIN/02/03", "Samen een taak verdelen", "m2"),
        _eindterm("e7", "K/TUIN/02/03-01", "De kandidaat kan samen werk verdelen", "d5"),
    )
    source = Source(
        "map/op/een/schijf/voorbeeld-vmbo",
        "slo-bg",
        "Tuinprogramma vmbo",
        "2030.1",
        "a1" * 32,
        "er staat een profiel.json in",
        example=True,
    )
    warning = SourceWarning(Place("deeltaak.json", line=7), "code komt twee keer voor: K/TUIN/02")
    return Curriculum(source, Side.VMBO, items, (warning,))


def _eindterm(key, code, text, parent, leerwegen=(BB, KB, GL)) -> Item:
    return item(key, Kind.EINDTERM, code, text, parent, leerwegen=leerwegen)


def mbo() -> Curriculum:
    maait = (
        section(
            "omschrijving",
            "De hovenier maait zelfstandig gazons met een loopmaaier. "
            "Hij kiest de maaihoogte.\nDaarna maakt hij de maaier schoon.",
        ),
        section("resultaat", "Het gazon is gelijkmatig gemaaid."),
        section("gedrag", "- werkt veilig;\n- overlegt met de klant.", only_for="q2"),
    )
    items = (
        item("do", Kind.DOSSIER, "", "Groene ruimte", crebo="99001"),
        item("k1", Kind.KERNTAAK, "B1-K1", "Onderhoudt groen", "do"),
        item("w1", Kind.WERKPROCES, "B1-K1-W1", "Maait gazons", "k1", sections=maait),
        item(
            "w2",
            Kind.WERKPROCES,
            "B1-K1-W2",
            "Onderhoudt beplanting",
            "k1",
            sections=(section("omschrijving", "Hij herkent vaste planten en snoeit ze op tijd."),),
        ),
        item(
            "w3",
            Kind.WERKPROCES,
            "B1-K1-W3",
            "Werkt samen met collega's",
            "k1",
            sections=(section("omschrijving", "Hij overlegt en verdeelt samen het werk."),),
        ),
        item("q1", Kind.KWALIFICATIE, "", "Medewerker hovenier", "do", crebo="99011", niveaus=(2,)),
        item("q2", Kind.KWALIFICATIE, "", "Vakbekwaam hovenier", "do", crebo="99012", niveaus=(3,)),
        item("p1", Kind.KERNTAAK, "P1-K1", "Verzorgt dieren", "q1"),
        item(
            "w4",
            Kind.WERKPROCES,
            "P1-K1-W1",
            "Voert dieren",
            "p1",
            niveaus=(2,),
            sections=(section("omschrijving", "Hij weegt het voer af en verstrekt het."),),
        ),
        item("p2", Kind.KERNTAAK, "P1-K1", "Legt aan", "q2"),
        item(
            "w5",
            Kind.WERKPROCES,
            "P1-K1-W1",
            "Legt bestrating",
            "p2",
            niveaus=(3,),
            sections=(section("omschrijving", "Hij legt een terras."),),
        ),
    )
    source = Source(
        "C:\\map\\voorbeeld-mbo.xml", "sbb-xml", "Groene ruimte", "2030", "b2" * 32, example=True
    )
    return Curriculum(source, Side.MBO, items)


#: Forms in the quotes, and the word as which they were compared.
COMPARED_AS = {
    "gazons": "gazon",
    "maait": "maaien",
    "maakt": "schoonmaken",
    "schoon": "schoonmaken",
    "weegt": "afwegen",
    "af": "afwegen",
    "verstrekt": "verstrekken",
}


def quote(key: str, text: str, *words: str, label: str = "titel", generic: bool = False) -> Quote:
    marks = tuple(sorted((text.index(word), text.index(word) + len(word)) for word in words))
    shared = tuple(COMPARED_AS.get(text[a:b], text[a:b]) for a, b in marks)
    return Quote(key, label, text, marks, generic, shared)


def pair(
    left: str,
    right: str,
    probability: float,
    relation: Relation | None,
    strength: Strength,
    *evidence: Evidence,
    **more,
) -> Pair:
    values = {
        "score": probability * 0.8,
        "overlap": relation is not None,
        "generic": False,
        "relation_reason": "",
        "left_covered": 0.5,
        "right_covered": 0.25,
        "channels": {"lemma": 0.6, "char": 0.4},
        "shared": (),
    } | more
    return Pair(
        left=left,
        right=right,
        probability=probability,
        relation=relation,
        strength=strength,
        evidence=evidence,
        **values,
    )


def pairs() -> tuple[Pair, ...]:
    mow = (
        Evidence(
            quote(
                "e1",
                "De kandidaat kan een gazon maaien met een loopmaaier",
                "gazon",
                "maaien",
                "loopmaaier",
            ),
            quote(
                "w1",
                "De hovenier maait zelfstandig gazons met een loopmaaier.",
                "maait",
                "gazons",
                "loopmaaier",
                label="omschrijving",
            ),
            0.9,
        ),
        Evidence(
            quote(
                "e2", "De kandidaat kan de maaier schoonmaken en opbergen", "maaier", "schoonmaken"
            ),
            quote(
                "w1",
                "Daarna maakt hij de maaier schoon.",
                "maakt",
                "maaier",
                "schoon",
                label="omschrijving",
            ),
            0.7,
        ),
        Evidence(
            quote("e1", "De kandidaat kan een gazon maaien met een loopmaaier", "gazon"),
            quote("w1", "Het gazon is gelijkmatig gemaaid.", "gazon", label="resultaat"),
            0.5,
        ),
    )
    feed = (
        Evidence(
            quote(
                "e5",
                "De kandidaat kan voer afwegen en verstrekken",
                "voer",
                "afwegen",
                "verstrekken",
            ),
            quote(
                "w4",
                "Hij weegt het voer af en verstrekt het.",
                "weegt",
                "voer",
                "af",
                "verstrekt",
                label="omschrijving",
            ),
            0.8,
        ),
    )
    know = (
        Evidence(
            quote("e4", "De kandidaat kan vaste planten benoemen", "vaste planten"),
            quote(
                "w2",
                "Hij herkent vaste planten en snoeit ze op tijd.",
                "vaste planten",
                label="omschrijving",
            ),
            0.6,
        ),
    )
    together = (
        Evidence(
            quote("e7", "De kandidaat kan samen werk verdelen", "samen", generic=True),
            quote(
                "w3",
                "Hij overlegt en verdeelt samen het werk.",
                "samen",
                label="omschrijving",
                generic=True,
            ),
            0.6,
        ),
    )
    return (
        pair("kd", "w3", 0.8, Relation.HERHALING, Strength.STERK, generic=True),
        pair(
            "d1",
            "w1",
            0.92,
            Relation.VERDIEPING,
            Strength.STERK,
            *mow,
            left_covered=0.8,
            right_covered=0.45,
            shared=("gazon", "loopmaaier", "maaien"),
            relation_reason="het mbo vraagt zelfstandig werken (“zelfstandig”).",
        ),
        pair("d1", "w2", 0.2, None, Strength.ZWAK),
        pair(
            "d2",
            "w2",
            0.55,
            Relation.VOORBEREIDING,
            Strength.GEDEELTELIJK,
            *know,
            relation_reason="het vmbo vraagt benoemen, het mbo uitvoeren.",
        ),
        pair("d3", "w4", 0.71, Relation.HERHALING, Strength.GEDEELTELIJK, *feed),
        pair("d4", "w5", 0.12, None, Strength.ZWAK),
        pair("d5", "w3", 0.6, Relation.HERHALING, Strength.GEDEELTELIJK, *together, generic=True),
    )


def example() -> Overlap:
    """Every relation, every strength, kern, generic pairs, units that only one side has."""
    return Overlap(
        left=vmbo(),
        right=(mbo(),),
        left_units=("kd", "d1", "d2", "d3", "d4", "d5"),
        right_units=("w1", "w2", "w3", "w4", "w5"),
        generic_units=frozenset({"kd"}),
        pairs=pairs(),
        left_coverage={"kd": 0.0, "d1": 0.8, "d2": 0.5, "d3": 0.5, "d4": 0.0, "d5": 0.0},
        right_coverage={"w1": 0.45, "w2": 0.25, "w3": 0.0, "w4": 0.25, "w5": 0.0},
        not_compared=(NotCompared("e3", "geldt niet voor KB"),),
        settings={
            "leerweg": ("bb", "kb"),
            "encoder": "none",
            "threshold": 0.5,
            "quality_set": "een proefset",
            "quality_pairs": 1014,
            "quality_precision": 0.61,
        },
    )


def counted() -> Overlap:
    """The example with the sentences that its shares are made of."""
    overlap = example()
    units = (*overlap.left_units, *overlap.right_units)
    return replace(
        overlap,
        counted=dict.fromkeys(units, 4),
        covering={
            ("d1", "w1"): (frozenset({0, 1}), frozenset({0})),
            ("d1", "w2"): (frozenset({1, 2}), frozenset({3})),
            ("d2", "w2"): (frozenset({0}), frozenset({0, 1})),
            ("d3", "w4"): (frozenset({0, 1, 2, 3}), frozenset({1})),
        },
    )


def nothing_found() -> Overlap:
    """Everything was compared and nothing was found."""
    whole = example()
    return replace(
        whole,
        pairs=(),
        not_compared=(),
        settings={},
        left_coverage=dict.fromkeys(whole.left_units, 0.0),
        right_coverage=dict.fromkeys(whole.right_units, 0.0),
    )


def empty() -> Overlap:
    """Nothing was compared at all."""
    return replace(
        nothing_found(),
        left_units=(),
        right_units=(),
        left_coverage={},
        right_coverage={},
        generic_units=frozenset(),
    )


def with_text(text: str) -> Overlap:
    """The example with one text wherever a source or a user can put one."""
    whole = example()

    def spoil(curriculum: Curriculum) -> Curriculum:
        items = tuple(
            replace(
                i,
                title=text,
                code=text if i.kind is Kind.DEELTAAK else i.code,
                place=replace(i.place, file=text, path=text, record=text),
                sections=tuple(replace(s, text=text, label=text) for s in i.sections),
            )
            for i in curriculum.items
        )
        source = replace(
            curriculum.source,
            title=text,
            version=text,
            path=text,
            why=text,
            format=text,
            sha256=text,
        )
        return Curriculum(source, curriculum.side, items, (SourceWarning(Place(text), text),))

    evidence = (
        Evidence(Quote("e1", "titel", text, ((0, 2),)), Quote("w1", text, text, ((1, 3),)), 1),
    )
    return replace(
        whole,
        left=spoil(whole.left),
        right=tuple(spoil(curriculum) for curriculum in whole.right),
        pairs=tuple(
            replace(
                p, relation_reason=text, shared=(text,), channels={text: 0.5}, evidence=evidence
            )
            for p in whole.pairs
        ),
        not_compared=(NotCompared("e3", text), NotCompared(text, text)),
        settings={"leerweg": "kb", "unit": (text,), text: text, "quality_note": text},
    )
