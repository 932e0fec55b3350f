"""Words of the route page: goals, places, roles, verdicts and certainty."""

from __future__ import annotations

from align.model import Certainty, Goal, Role, RuleState
from align.report.translation import N_

#: The order in which variants stand: shortening is an option, never the first (rule W1).
GOAL_ORDER = (Goal.VERDIEPEN, Goal.VERBREDEN, Goal.VERKORTEN)

GOAL_NAMES = {
    Goal.VERDIEPEN: N_("Verdiepen"),
    Goal.VERBREDEN: N_("Verbreden"),
    Goal.VERKORTEN: N_("Verkorten"),
}

GOAL_MEANINGS = {
    Goal.VERDIEPEN: N_("de ruimte gaat naar hetzelfde werk, zwaarder of op een hoger niveau"),
    Goal.VERBREDEN: N_("de ruimte gaat naar ander werk, zodat meer richtingen open blijven"),
    Goal.VERKORTEN: N_("dezelfde inhoud in minder leerjaren; een mogelijkheid, geen doel"),
}

#: What one unit of a role is called.
ROLE_NAMES = {
    Role.MODULE: N_("profielmodule"),
    Role.KEUZEVAK: N_("keuzevak"),
    Role.ALGEMEEN: N_("algemeen deel vmbo"),
    Role.WERKPROCES: N_("werkproces"),
    Role.VERDIEPING: N_("verdieping van een werkproces"),
    Role.HOGER: N_("werkproces van een hoger niveau"),
    Role.TWEEDE: N_("werkproces van een andere kwalificatie"),
    Role.KEUZEDEEL: N_("keuzedeel"),
    Role.GENERIEK: N_("generiek deel mbo"),
    Role.BPV: N_("beroepspraktijkvorming (bpv)"),
}

#: What finished units of a role are called together.
ROLE_PLURALS = {
    Role.MODULE: N_("profielmodulen"),
    Role.KEUZEVAK: N_("keuzevakken"),
    Role.WERKPROCES: N_("werkprocessen"),
    Role.VERDIEPING: N_("verdiepingen van een werkproces"),
    Role.HOGER: N_("werkprocessen van een hoger niveau"),
    Role.TWEEDE: N_("werkprocessen van een andere kwalificatie"),
    Role.KEUZEDEEL: N_("keuzedelen"),
}

#: Rules that say most about units of a role; "bol" and "bbl" rules are picked by the route.
ROLE_RULES = {
    Role.MODULE: ("V3", "V10", "V13", "D5"),
    Role.KEUZEVAK: ("V5", "V6", "V10", "V13"),
    Role.ALGEMEEN: ("V15",),
    Role.WERKPROCES: ("D5", "M2", "M10"),
    Role.VERDIEPING: ("D13",),
    Role.HOGER: ("D13", "W2"),
    Role.TWEEDE: ("D13", "W2"),
    Role.KEUZEDEEL: ("M7", "M9", "G1"),
    Role.GENERIEK: ("M11",),
    Role.BPV: ("M3", "M4", "D11"),
}

PLACE_NAMES = {
    "vmbo": N_("op het vmbo"),
    "mbo": N_("op het mbo"),
    "bedrijf": N_("in het bedrijf"),
}

TEACHERS = {
    "vmbo": N_("docenten van het vmbo"),
    "mbo": N_("docenten van het mbo"),
    "samen": N_("vmbo en mbo samen"),
    "bedrijf": N_("praktijkopleiders"),
}

STATE_SIGNS = {RuleState.OK: "✓", RuleState.GESCHONDEN: "✗", RuleState.ONBEKEND: "?"}

STATE_WORDS = {
    RuleState.OK: N_("gehaald"),
    RuleState.GESCHONDEN: N_("geschonden"),
    RuleState.ONBEKEND: N_("controleren"),
}

STATE_MEANINGS = {
    RuleState.GESCHONDEN: N_("dit plan houdt zich hier niet aan; pas het aan of leg vast waarom"),
    RuleState.ONBEKEND: N_("dit kan het programma niet zien, of de bron is niet nagezien"),
    RuleState.OK: N_("dit plan houdt zich hieraan, met deze getallen"),
}

CERTAINTY_WORDS = {
    Certainty.GELEZEN: N_("gelezen in de bron"),
    Certainty.SECUNDAIR: N_("uit de tweede hand"),
    Certainty.AFGELEID: N_("afgeleid uit gelezen regels"),
    Certainty.CONTROLEREN: N_("controleren: de bron is niet nagezien"),
}

STANDING_WORDS = {
    "geldend": N_("geldt nu"),
    "historisch": N_("geschiedenis; er begint niemand meer aan"),
    "voorbeeld": N_("voorbeeld uit een regio of programma"),
    "controleren": N_("of dit nu kan is niet nagezien: controleren"),
}

UNIT_WORDS = {
    "klokuren": N_("klokuren"),
    "sbu": "SBU",
    "aandeel": N_("aandeel"),
    "aantal": N_("aantal"),
    "leerjaar": N_("leerjaar"),
}
