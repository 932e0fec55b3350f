"""Dutch words and signs for changes: the same on the page, in the tables and in the messages."""

from __future__ import annotations

from align.model import ChangeKind, Verdict
from align.revisions import Fate

#: Shape and word together say what happened; the shapes come back on the map.
KIND_SIGNS = {
    ChangeKind.GELIJK: "·",
    ChangeKind.REDACTIONEEL: "□",
    ChangeKind.GEWIJZIGD: "■",
    ChangeKind.GESPLITST: "◀",
    ChangeKind.SAMENGEVOEGD: "▶",
    ChangeKind.NIEUW: "+",
    ChangeKind.VERVALLEN: "×",
}

KIND_MEANINGS = {
    ChangeKind.GELIJK: "de tekst is dezelfde gebleven",
    ChangeKind.REDACTIONEEL: "spelling, leestekens of woordvolgorde; de betekenis is dezelfde",
    ChangeKind.GEWIJZIGD: "de inhoud is anders",
    ChangeKind.GESPLITST: "één onderdeel is meer onderdelen geworden",
    ChangeKind.SAMENGEVOEGD: "meer onderdelen zijn één onderdeel geworden",
    ChangeKind.NIEUW: "niets in de oude versie zegt dit",
    ChangeKind.VERVALLEN: "niets in de nieuwe versie zegt dit nog",
}

VERDICT_WORDS = {
    Verdict.AKKOORD: "akkoord",
    Verdict.AFGEWEZEN: "afgewezen",
    Verdict.BESPREKEN: "bespreken",
}

#: Of one decision, and of none or several.
FATE_WORDS = {
    Fate.BLIJFT: ("blijft gelden", "blijven gelden"),
    Fate.OPNIEUW: ("opnieuw te bekijken", "opnieuw te bekijken"),
    Fate.VERVALT: ("vervalt", "vervallen"),
}

FATE_MEANINGS = {
    Fate.BLIJFT: "het besluit geldt ook voor de nieuwe versie",
    Fate.OPNIEUW: "de tekst is anders dan die waarover is besloten",
    Fate.VERVALT: "het onderdeel komt in de nieuwe versie niet meer voor",
}

MARKS = {
    "verplaatst": "verplaatst",
    "code": "andere code",
    "id": "ander id",
}
