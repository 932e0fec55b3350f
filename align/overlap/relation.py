"""Herhaling, verdieping or voorbereiding: an estimate from level evidence, with its reason.

The order of the questions follows the guideline by which pairs are rated (docs/methods.md): where
the vmbo asks to know what the mbo asks to do, it prepares; where the mbo asks more (a higher
niveau, a name that says so, work that directs that of others, a keuzedeel that builds on a
kwalificatie), it deepens; otherwise it repeats. A keuzedeel whose name says that it begins at the
beginning repeats too. Text of a keuzevak is mostly the same for each leerweg, so words alone do not
show a level; the reason says what was used.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from align.model import Relation
from align.similarity.analysed import AnalysedUnit

#: Verbs that ask for knowing or orientation rather than doing.
KNOWING = frozenset(
    """
    aangeven afleiden begrijpen benoemen beschrijven definiëren herkennen illustreren interpreteren
    kennen noemen omschrijven onderscheiden opnoemen opzoeken oriënteren toelichten uitleggen
    vergelijken verklaren vertellen verwoorden weten
    """.split()
)

#: From this share of knowing verbs on, a unit asks for knowledge. A keuzedeel is described in
#: general words ("gaat over", "is gericht op"), so beside it the vmbo must ask for more of it.
_MOSTLY_KNOWING = 0.6
_KNOWING_FOR_KEUZEDEEL = 0.8

#: From this mbo level on the same activity asks more independence and complexity (NLQF 3 and 4;
#: niveau 2 is the level that BB and KB lead to).
_HIGHER_NIVEAU = 3

#: Parts of names of kwalificaties that stand at niveau 3 or 4, for sources that give no niveau.
_HIGHER_NAMES = tuple(
    """
    acteur adviseur agogisch allround analist begeleider beheerder chef coach coördin danser
    developer eerste engineer expert gespecialiseerd gezel instructeur kaderfunctionaris laborant
    leider leidinggevend management manager ondernemer onderzoeker ontwerper ontwikkelaar opzichter
    performer specialist technician trainer uitvoerder vakbekwaam verpleegkund verzorgende
    werkvoorbereider zelfstandig
    """.split()
)

#: In the title of a werkproces: responsibility for the work of others or for its course.
_DIRECTING = frozenset("aansturen coördineren evalueren leidinggeven organiseren".split())

#: A keuzedeel with such a name begins where the vmbo does, unless it says that it goes on.
_BEGINS = re.compile(
    r"\b(?:basis\w*|ori[eë]ntatie|kennismaking|assisteren|voor de assistent|niveau 1)\b",
    re.IGNORECASE,
)
_GOES_ON = re.compile(
    r"\b(?:verdiep\w+|gevorderd\w*|specialis\w+|complexe?|niveau [34]|hbo|expert|professional"
    r"|allround|engineer\w*|manage\w+|ontwikkel\w+|diagnos\w+)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class RelationEstimate:
    """A relation and the reason for it, in Dutch."""

    relation: Relation
    reason: str


def estimate_relation(left: AnalysedUnit, right: AnalysedUnit) -> RelationEstimate:
    """Estimate the relation of an overlapping pair of a vmbo and an mbo unit.

    The whole vmbo unit is asked, and not the sentences alone that carry the pair: on the two rated
    sets that tells the relation a little better (.852 and .933 right against .837 and .867).
    """
    asked = [verb for entry in left.sentences for verb in entry.sentence.activities]
    performed = [verb for entry in right.sentences for verb in entry.sentence.activities]
    enough = _MOSTLY_KNOWING if right.unit.context else _KNOWING_FOR_KEUZEDEEL
    if asked and _share_of_knowing(asked) >= enough > _share_of_knowing(performed):
        verbs = ", ".join(sorted({verb for verb in asked if verb in KNOWING}))
        return RelationEstimate(
            Relation.VOORBEREIDING,
            f"het vmbo vraagt vooral kennis ({verbs}), het mbo vraagt het werk te doen",
        )
    niveaus = right.unit.niveaus
    if niveaus:
        shown = " en ".join(str(niveau) for niveau in niveaus)
        if min(niveaus) >= _HIGHER_NIVEAU:
            if len(niveaus) > 1:
                return RelationEstimate(
                    Relation.VERDIEPING,
                    f"mbo-niveau {shown} vragen meer zelfstandigheid en complexiteit dan het vmbo",
                )
            return RelationEstimate(
                Relation.VERDIEPING,
                f"mbo-niveau {shown} vraagt meer zelfstandigheid en complexiteit dan het vmbo",
            )
        if len(niveaus) > 1:
            return RelationEstimate(
                Relation.HERHALING,
                f"van mbo-niveau {shown} sluit het laagste aan op het vmbo",
            )
        return RelationEstimate(
            Relation.HERHALING,
            f"mbo-niveau {shown} sluit aan op het vmbo",
        )
    if not right.unit.context:
        return _of_keuzedeel(right.unit.title)
    name = right.unit.context[-1].casefold()
    higher = next((word for word in _HIGHER_NAMES if word in name), "")
    if higher:
        return RelationEstimate(
            Relation.VERDIEPING,
            f'de naam van de kwalificatie wijst op een hoger niveau ("{higher}")',
        )
    directs = _directs(right)
    if directs:
        return RelationEstimate(
            Relation.VERDIEPING,
            f"het mbo vraagt verantwoordelijkheid voor het geheel of voor anderen ({directs})",
        )
    return RelationEstimate(Relation.HERHALING, "de bron noemt geen verschil in niveau")


def _of_keuzedeel(title: str) -> RelationEstimate:
    begins = _BEGINS.search(title)
    if begins and not _GOES_ON.search(title):
        return RelationEstimate(
            Relation.HERHALING,
            f'de naam van het keuzedeel wijst op een begin ("{begins[0].lower()}")',
        )
    return RelationEstimate(
        Relation.VERDIEPING, "een keuzedeel bouwt voort op een mbo-kwalificatie"
    )


def _directs(unit: AnalysedUnit) -> str:
    """The first verb in the title that directs work, or ""."""
    title = unit.sentences[0].sentence.activities if unit.sentences else ()
    return next((verb for verb in title if verb in _DIRECTING), "")


def _share_of_knowing(verbs: Sequence[str]) -> float:
    return sum(verb in KNOWING for verb in verbs) / len(verbs) if verbs else 0.0
