"""The registers that can be read; a new one is one module with a `Reader` and one line here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from align.sources.register_competentnl import CompetentNlReader
from align.sources.register_crebo import CreboListReader
from align.sources.register_keuzedeel_names import KeuzedeelNamesReader
from align.sources.register_keuzedeel_texts import KeuzedeelTextsReader
from align.sources.register_keuzedelen import KeuzedelenReader
from align.sources.register_overlap import OverlapRulingsReader

if TYPE_CHECKING:
    from align.sources.reader import Reader

REGISTERS: tuple[Reader, ...] = (
    KeuzedelenReader(),
    KeuzedeelTextsReader(),
    KeuzedeelNamesReader(),
    OverlapRulingsReader(),
    CreboListReader(),
    CompetentNlReader(),
)
