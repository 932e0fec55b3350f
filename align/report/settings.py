"""How a comparison was made, as facts: what was chosen, how it decided, how good that is."""

from __future__ import annotations

from collections.abc import Mapping

from align.report.page import NamedValue
from align.report.translation import N_, _
from align.report.wording import setting

Settings = Mapping[str, str | float | int | bool | tuple[str, ...]]
_SELECTION = {
    "leerweg": N_("Leerweg"),
    "unit": N_("Onderdelen vmbo"),
    "kwalificatie": N_("Kwalificaties mbo"),
    "domein": N_("Domein"),
}
_QUALITY = {
    "quality_set": N_("Gemeten op"),
    "quality_pairs": N_("Aantal beoordeelde paren"),
    "quality_blocks": N_("Verdeeld over blokken"),
    "quality_precision": N_("Precisie"),
    "quality_recall": N_("Opbrengst"),
    "quality_f1": N_("F1 (beide samen)"),
    "quality_map": N_("Volgorde van paren (mAP)"),
    "quality_ndcg5": N_("Volgorde per deeltaak (nDCG@5)"),
    "quality_ece": N_("Fout in de geschatte kans (ECE)"),
    "quality_note": N_("Let op"),
}
#: Shown as a table of their own.
_ELSEWHERE = {"quality_bands"}
_SETTINGS = {
    "encoder": N_("Taalmodel"),
    "threshold": N_("Drempel voor overlap (kans)"),
    "reported_from": N_("Drempel om te tonen (kans)"),
    "top": N_("Kandidaten per onderdeel"),
    "weights": N_("Gewichten, versie"),
    "word_vectors": N_("Woordbetekenissen, versie"),
}
_IN_WORDS = {
    "quality_precision": N_("van 100 gemelde paren zijn er {} terecht"),
    "quality_recall": N_("van 100 paren die overlappen, worden er {} gemeld"),
}


def selection_facts(settings: Settings) -> tuple[NamedValue, ...]:
    """What was compared, of `Overlap.settings`; also where that was everything."""
    chosen = []
    for key, name in _SELECTION.items():
        value = settings.get(key)
        if not value:
            value = {"leerweg": _("alle"), "unit": _("alles"), "kwalificatie": _("alle")}.get(key)
        elif key == "leerweg":
            value = tuple(str(part).upper() for part in _as_tuple(value))
        if value:
            chosen.append(NamedValue(_(name), setting(value)))
    return tuple(chosen)


def settings_facts(settings: Settings) -> tuple[NamedValue, ...]:
    """How the tool decided, of `Overlap.settings`; what no other list shows stands at the end."""
    shown = {*_SELECTION, *_QUALITY, *_SETTINGS, *_ELSEWHERE}
    others = {key: key for key in sorted(settings) if key not in shown}
    return _facts(settings, _SETTINGS) + _facts(settings, others)


def quality_facts(settings: Settings) -> tuple[NamedValue, ...]:
    """What was measured, of `Overlap.settings`; empty when nothing was."""
    return _facts(settings, _QUALITY)


def given_facts(settings: Settings) -> tuple[NamedValue, ...]:
    """The encoder, the threshold, and what was chosen if anything was; for a page about more."""
    names = {name: _SETTINGS[name] for name in ("encoder", "threshold")} | _SELECTION
    return _facts({name: value for name, value in settings.items() if value}, names)


def _facts(settings: Settings, names: dict[str, str]) -> tuple[NamedValue, ...]:
    return tuple(
        NamedValue(_(name), _value(key, settings[key]))
        for key, name in names.items()
        if key in settings
    )


def _value(key: str, value: str | float | tuple[str, ...]) -> str:
    """A setting as shown; a measure that people know by what it counts is told in words first."""
    if key == "encoder" and value == "none":
        return _("geen; alleen woorden")
    if key in _IN_WORDS and isinstance(value, float):
        return f"{_(_IN_WORDS[key]).format(round(value * 100))} ({setting(value)})"
    return setting(value)


def _as_tuple(value: str | float | tuple[str, ...]) -> tuple[str | float, ...]:
    return value if isinstance(value, tuple) else (value,)
