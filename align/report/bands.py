"""What a probability has meant in the measured past, in whole pairs of a hundred."""

from __future__ import annotations

from dataclasses import dataclass

from align.model import Overlap
from align.report.translation import _
from align.report.wording import chance, number


@dataclass(frozen=True, slots=True)
class Band:
    """Pairs with a probability from `start` up: how many were measured, which share was double."""

    start: float
    pairs: int
    share: float


def measured_bands(overlap: Overlap) -> tuple[Band, ...]:
    """The bands that came with the weights ("from:pairs:share", parted by a space), lowest first.

    Source: docs/methods.md, measured on units left out of the fit. Empty when there are none, or
    when they cannot be read: then a page tells the calibrated chance itself.
    """
    return bands_of(str(overlap.settings.get("quality_bands", "")))


def bands_of(text: str) -> tuple[Band, ...]:
    """The bands in such a text; see `measured_bands`."""
    try:
        parts = [part.split(":") for part in text.split()]
        found = [Band(float(start), int(pairs), float(share)) for start, pairs, share in parts]
    except ValueError:
        return ()
    return tuple(sorted(found, key=lambda band: band.start))


def in_the_past(probability: float, bands: tuple[Band, ...]) -> str:
    """What raters said of pairs with such a probability, as one sentence."""
    here = [band for band in bands if band.start <= probability]
    if not here:
        return chance(probability)
    band = here[-1]
    return _("van 100 van zulke paren vonden beoordelaars er {share} dubbel").format(
        share=round(band.share * 100)
    )


def band_rows(bands: tuple[Band, ...]) -> tuple[tuple[str, str, str], ...]:
    """The bands as a table: chance from and to, pairs measured, rated as double."""
    tops = [*(band.start for band in bands[1:]), 1.0][: len(bands)]
    return tuple(
        (
            f"{number(band.start, 2)} – {number(top, 2)}",
            number(band.pairs),
            _("{share} van 100").format(share=round(band.share * 100)),
        )
        for band, top in zip(bands, tops, strict=True)
    )
