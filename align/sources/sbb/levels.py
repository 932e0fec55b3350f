"""Words for the level of knowledge in vakkennis of SBB: "basiskennis", "brede kennis" and so on.

Source: Regeling vaststelling model en toetsingskader kwalificatiedossiers 2015-2016 (BWBR0036147),
par. 3.2.6, which ties them to the NLQF: basale kennis (1), basiskennis (2), kennis (3), brede en
specialistische kennis (4).
"""

from __future__ import annotations

import re

FACT = "kennisniveau"
"""Name of the fact on a vakkennis item that holds these words."""

_LEVEL = re.compile(
    r"(?:heeft|bezit|beschikt\s+over|kan)\s+(?:(?:een|enige|de)\s+)?"
    r"((?:basale|brede|specialistische|brede\s+en\s+specialistische)\s+kennis|basiskennis|kennis)\b",
    re.IGNORECASE,
)


def knowledge_level(sentence: str) -> str:
    """The words that say how deep the knowledge goes, as printed; "" for a skill.

    They count only where the sentence begins with them ("heeft brede kennis van ...", "kan kennis
    van ... toepassen"): further on they say something else.
    """
    found = _LEVEL.match(sentence)
    return " ".join(found[1].split()) if found else ""
