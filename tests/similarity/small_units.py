"""Units with invented text, for the tests of channels and candidates."""

from align.model import Side
from align.similarity.unit import Passage, Unit

SENTENCES = (
    "De kandidaat kan een gazon maaien met een loopmaaier",
    "De kandidaat kan graskanten steken",
    "De medewerker maait het gras en steekt de kanten.",
    "Voert het maaisel af en ruimt de tuin op.",
    "Hij voert de dieren.",
    "De medewerker voert de werkzaamheden uit.",
    "De kandidaat kan een vijver aanleggen met vijverfolie",
    "Kiest een vijverpomp en sluit de pomp aan.",
    "De kandidaat kan een cliënt helpen met aankleden",
    "Helpt de cliënt bij het wassen.",
    "De kandidaat kan haar wassen en knippen",
    "Wast de bedrijfswagen met shampoo.",
    "Het gazon is gemaaid.",
    "De kandidaat kan samenwerken",
    "Bouwplaatsinrichting",
    "–",
)


def unit(name: str, title: str, *texts: str, side: Side = Side.VMBO, context=()) -> Unit:
    passages = (Passage(name, "titel", title), *(Passage(name, "eindterm", t) for t in texts))
    return Unit(name, side, title, passages, context=tuple(context))
