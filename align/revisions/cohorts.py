"""Which version of a programme a cohort follows.

A cohort keeps the version with which it started (newsletter on kwalificatiedossiers, ministry of
education, 22 April 2021: older cohorts keep their dossier). When a version starts is read from the
source; the releases of SLO name no date, and then nothing is claimed.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from align.model import Revision

_DATE = re.compile(r"\b(\d{1,2})-(\d{1,2})-(20\d{2})\b")
_YEAR = re.compile(r"\bcohort (20\d{2})\b")
_COHORT = re.compile(r"\b(20\d{2})\b")
#: A school year starts in August.
_AUGUST = 8


def followed(revision: Revision, cohort: str) -> tuple[str, str]:
    """The version that a cohort follows, and why, in Dutch; version "" when it cannot be told.

    Args:
        revision: of the programme.
        cohort: first school year ("2026-2027" or "2026"); empty when unknown.
    """
    old, new = revision.old.source.version or "oud", revision.new.source.version or "nieuw"
    year = _COHORT.search(cohort)
    start = _start(revision)
    if start is None:
        return "", "de bron noemt geen ingangsdatum: controleer welke versie voor dit cohort geldt"
    if year is None:
        return "", "voor welk cohort het is, is niet bekend; noem het met --cohort"
    if int(year[1]) >= start:
        return new, f"de nieuwe versie geldt voor wie vanaf {start} start"
    return old, f"wie voor {start} begon, houdt de oude versie"


def _start(revision: Revision) -> int | None:
    """The first school year of the new version; None when the source does not say so."""
    stated = [f.value for f in revision.new.facts if f.name in {"ingangsdatum", "geldig_vanaf"}]
    for text in (*stated, revision.new.source.version):
        if found := _YEAR.search(text):
            return int(found[1])
        if "vastgesteld" in text.casefold() and "geldig" not in text.casefold():
            continue
        if found := _DATE.search(text):
            return int(found[3]) + (int(found[2]) > _AUGUST)
    return None
