"""Where SLO and SBB publish what align reads, and under which name it is kept.

Sources: the public repository of SLO (github.com/slonl/curriculum-examenprogramma-bg, its tags are
the releases) and the list of downloads of SBB (kwalificatie-mijn.s-bb.nl/Lijsten/Groep/10).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from align.errors import UsageError

NEWEST_SLO = "2025.3"
"""The newest release of SLO that was tried; `--release` takes any other."""

_SLO = "https://codeload.github.com/slonl/curriculum-examenprogramma-bg/zip/refs/tags/{}"
_SBB = "https://kwalificatie-mijn.s-bb.nl/Lijsten/Output/{}"
_SBB_EDITIONS = {"vanaf-2015": "53725", "herziening-2026": "58071"}
_TAG = re.compile(r"20[0-9]{2}\.[0-9]{1,2}(?:\.[0-9]{1,2})?")
_NUMBER = re.compile(r"[0-9]{4,7}")


@dataclass(frozen=True, slots=True)
class Publication:
    """One file that a publisher offers.

    Attributes:
        publisher: "SLO" or "SBB".
        title: what it is called in messages.
        url: its public address.
        stem: file name under which it is kept, without its ending.
        format: format that our own reader must find in it.
        release: version that the content must have; "" when the content does not tell.
    """

    publisher: str
    title: str
    url: str
    stem: str
    format: str
    release: str = ""


def publication(publisher: str, release: str = "") -> Publication:
    """What `align fetch slo|sbb --release ...` asks for.

    Raises:
        UsageError: the publisher or the release is not one that can exist.
    """
    if publisher == "slo":
        return _slo(release or NEWEST_SLO)
    if publisher == "sbb":
        return _sbb(release or next(iter(_SBB_EDITIONS)))
    raise UsageError(f"onbekende uitgever: {publisher}", advice="Kies slo of sbb.")


def _slo(release: str) -> Publication:
    if not _TAG.fullmatch(release):
        raise UsageError(
            f"een uitgave van SLO heet bijvoorbeeld {NEWEST_SLO}, niet {release!r}",
            advice="Kijk welke er zijn: github.com/slonl/curriculum-examenprogramma-bg/tags.",
        )
    title = f"examenprogramma's beroepsgericht vmbo, uitgave {release}"
    return Publication("SLO", title, _SLO.format(release), f"slo-bg-{release}", "slo-bg", release)


def _sbb(edition: str) -> Publication:
    number = _SBB_EDITIONS.get(edition, edition)
    if not _NUMBER.fullmatch(number):
        known = ", ".join(_SBB_EDITIONS)
        raise UsageError(
            f"een lijst van SBB heet {known}, of heeft een nummer; niet {edition!r}",
            advice="Kijk welke er zijn: kwalificatie-mijn.s-bb.nl/Lijsten/Groep/10.",
        )
    title = f"kwalificatiedossiers, lijst {edition}"
    return Publication("SBB", title, _SBB.format(number), f"sbb-dossiers-{edition}", "sbb-xml")
