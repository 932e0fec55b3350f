"""Reasons that the comparison gives in Dutch, in the language of the page.

A reason is a fixed sentence with a few words in it; what is not known here stays as it is.
"""

from __future__ import annotations

import re

from align.report.translation import LANGUAGES, N_, _, spoken

#: The sentences of align/overlap/relation.py and selection.py, with {} for what differs.
_KNOWN = (
    N_("het vmbo vraagt vooral kennis ({}), het mbo vraagt het werk te doen"),
    N_("mbo-niveau {} vraagt meer zelfstandigheid en complexiteit dan het vmbo"),
    N_("mbo-niveau {} vragen meer zelfstandigheid en complexiteit dan het vmbo"),
    N_("van mbo-niveau {} sluit het laagste aan op het vmbo"),
    N_("mbo-niveau {} sluit aan op het vmbo"),
    N_("een keuzedeel bouwt voort op een mbo-kwalificatie"),
    N_('de naam van de kwalificatie wijst op een hoger niveau ("{}")'),
    N_("het mbo vraagt verantwoordelijkheid voor het geheel of voor anderen ({})"),
    N_('de naam van het keuzedeel wijst op een begin ("{}")'),
    N_("de bron noemt geen verschil in niveau"),
    N_("taak van een hele module of een heel keuzevak; de deeltaken tellen"),
    N_("hangt niet onder een deeltaak of kerndeel"),
    N_("deze kwalificatie is niet gekozen"),
    N_("hoort bij een kwalificatie die niet is gekozen"),
    N_("geen kwalificatie van dit dossier is gekozen"),
    N_("vakkennis hoort bij de hele kerntaak, niet bij één werkproces"),
    N_("geldt niet voor leerweg {}"),
    N_("heeft geen eindtermen voor leerweg {}"),
    N_("niet gekozen (--unit)"),
)
_LEVELS = re.compile(r"[1-4](?: en [1-4])+")


def in_words(reason: str) -> str:
    """The reason in the language that is spoken."""
    if spoken() == LANGUAGES[0]:
        return reason
    for sentence in _KNOWN:
        pattern = re.escape(sentence).replace(r"\{\}", "(.*)")
        found = re.fullmatch(pattern, reason)
        if found:
            return _(sentence).format(*map(_levels, found.groups()))
    return reason


def _levels(part: str) -> str:
    """Niveaus ("3 en 4") with the word between them in the language that is spoken."""
    return part.replace(" en ", _(" en ")) if _LEVELS.fullmatch(part) else part
