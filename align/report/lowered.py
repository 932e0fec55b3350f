"""Why a pair did not score higher, in words, channel by channel."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from align.model import Pair, Strength
from align.report.translation import N_, _

#: What a channel compares, as it completes "minder gelijk dan bij sterke paren: ...".
CHANNEL_NAMES = {
    "woorden": N_("de woorden van beide teksten"),
    "letters": N_("woorddelen en samenstellingen"),
    "handeling": N_("wat er gedaan wordt (de werkwoorden)"),
    "woordbetekenis": N_("de betekenis van de woorden"),
    "eigenbetekenis": N_("de betekenis van de teksten zelf, zonder module of kwalificatie"),
    "zinsbetekenis": N_("de betekenis van de zinnen die het meest op elkaar lijken"),
    "vakgebied": N_("het vakgebied"),
    "sector": N_("de sector"),
    "fase": N_("de fase van het werk"),
    "betekenis": N_("de betekenis volgens het taalmodel"),
}

#: What is said when a channel found nothing at all.
_NOTHING = {
    "woorden": N_("de teksten delen geen enkel vakwoord"),
    "letters": N_("geen woord lijkt op een woord hiertegenover"),
    "handeling": N_("geen enkele handeling (werkwoord) is gelijk"),
}

#: Strong pairs from which on their median says what is usual.
_ENOUGH = 5
#: Below these shares of what is usual a channel is called less and much less alike: choices of ours
#: about words, which no score hangs on.
_CLEARLY = 0.85
_MUCH = 0.5


class Lowered:
    """Compares the channels of a pair with those of the strong pairs of the same comparison."""

    def __init__(self, pairs: Sequence[Pair]) -> None:
        strong = [pair for pair in pairs if pair.overlap and pair.strength is Strength.STERK]
        names = sorted({name for pair in pairs for name in pair.channels})
        self.names: tuple[str, ...] = tuple(names)
        self.typical: dict[str, float] = {
            name: median(pair.channels.get(name, 0.0) for pair in strong)
            for name in names
            if len(strong) >= _ENOUGH
        }

    def in_words(self, pair: Pair) -> str:
        """One sentence; empty when nothing can be said."""
        nothing = [
            _(_NOTHING[name])
            for name, value in sorted(pair.channels.items())
            if value == 0 and name in _NOTHING
        ]
        much, less = [], []
        for name, typical in self.typical.items():
            value = pair.channels.get(name, 0.0)
            if typical and not (value == 0 and name in _NOTHING):
                shown = _(CHANNEL_NAMES.get(name, name))
                if value < _MUCH * typical:
                    much.append(shown)
                elif value < _CLEARLY * typical:
                    less.append(shown)
        parts = nothing
        if much:
            parts.append(_("veel minder gelijk dan bij sterke paren: {}").format(", ".join(much)))
        if less:
            parts.append(_("minder gelijk: {}").format(", ".join(less)))
        if not parts and self.typical:
            parts.append(_("op geen meting blijft dit paar achter bij sterke paren"))
        text = "; ".join(parts)
        return f"{text[0].upper()}{text[1:]}." if text else ""
