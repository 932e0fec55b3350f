"""Herhaling, verdieping or voorbereiding: an estimate from level evidence, with its reason.

The order of the questions follows the rating guideline: where the vmbo asks to know what the mbo
asks to do, it prepares; where the mbo asks more (a higher niveau, a name that says so, a
keuzedeel that builds on a kwalificatie), it deepens; otherwise it repeats. Text of a keuzevak is
mostly the same for each leerweg, so words alone do not show a level; the reason says what was used.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from align.model import Relation
from align.similarity.analysed import AnalysedUnit, UnitSentence

#: Verbs that ask for knowing or orientation rather than doing.
KNOWING = frozenset(
    """
    aangeven afleiden begrijpen benoemen beschrijven definiëren herkennen illustreren interpreteren
    kennen noemen omschrijven onderscheiden opnoemen opzoeken oriënteren toelichten uitleggen
    vergelijken verklaren vertellen verwoorden weten
    """.split()
)

#: From this share of knowing verbs on, a unit asks for knowledge.
_MOSTLY_KNOWING = 0.6

#: From this mbo level on the same activity asks more independence and complexity (NLQF 3 and 4;
#: niveau 2 is the level that BB and KB lead to).
_HIGHER_NIVEAU = 3

#: Parts of names of kwalificaties that stand at niveau 3 or 4, for sources that give no niveau.
_HIGHER_NAMES = tuple(
    """
    adviseur agogisch allround begeleider beheerder chef coach coördin developer eerste engineer
    expert gespecialiseerd gezel kaderfunctionaris leider leidinggevend management manager
    ondernemer ontwerper ontwikkelaar opzichter specialist technician uitvoerder vakbekwaam
    verpleegkund verzorgende werkvoorbereider zelfstandig
    """.split()
)


@dataclass(frozen=True, slots=True)
class RelationEstimate:
    """A relation and the reason for it, in Dutch."""

    relation: Relation
    reason: str


def estimate_relation(
    left: AnalysedUnit, right: AnalysedUnit, carrying: Sequence[UnitSentence] = ()
) -> RelationEstimate:
    """Estimate the relation of an overlapping pair.

    Args:
        left: the vmbo unit.
        right: the mbo unit.
        carrying: the vmbo sentences that carry the pair; without them the whole unit is judged.
    """
    asked = [verb for entry in carrying or left.sentences for verb in entry.sentence.activities]
    performed = [verb for entry in right.sentences for verb in entry.sentence.activities]
    if asked and _share_of_knowing(asked) >= _MOSTLY_KNOWING > _share_of_knowing(performed):
        verbs = ", ".join(sorted({verb for verb in asked if verb in KNOWING}))
        return RelationEstimate(
            Relation.VOORBEREIDING,
            f"het vmbo vraagt vooral kennis ({verbs}), het mbo vraagt het werk te doen",
        )
    niveaus = right.unit.niveaus
    if niveaus:
        shown = " en ".join(str(niveau) for niveau in niveaus)
        if min(niveaus) >= _HIGHER_NIVEAU:
            return RelationEstimate(
                Relation.VERDIEPING,
                f"mbo-niveau {shown} vraagt meer zelfstandigheid en complexiteit dan het vmbo",
            )
        fits = "het laagste sluit" if len(niveaus) > 1 else "dat sluit"
        return RelationEstimate(
            Relation.HERHALING, f"zelfde soort werk, op mbo-niveau {shown}; {fits} aan op het vmbo"
        )
    if not right.unit.context:
        return RelationEstimate(
            Relation.VERDIEPING, "een keuzedeel bouwt voort op een mbo-kwalificatie"
        )
    name = right.unit.context[-1].casefold()
    higher = next((word for word in _HIGHER_NAMES if word in name), "")
    if higher:
        return RelationEstimate(
            Relation.VERDIEPING,
            f'de naam van de kwalificatie wijst op een hoger niveau ("{higher}")',
        )
    return RelationEstimate(
        Relation.HERHALING, "zelfde soort werk; de bron noemt geen verschil in niveau"
    )


def _share_of_knowing(verbs: Sequence[str]) -> float:
    return sum(verb in KNOWING for verb in verbs) / len(verbs) if verbs else 0.0
