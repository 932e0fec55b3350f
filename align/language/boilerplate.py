"""What every eindterm or werkproces says, and what says nothing about this one.

"De kandidaat kan", "De beginnend beroepsbeoefenaar", "heeft specialistische kennis van",
"[BB/KB/GL]": `stripped` reports where they stand and changes nothing, so that places in what
remains stay true. Usable on its own and as the pipeline component `align_boilerplate`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from align.language.lexicon import infinitive

_PERSON = (
    r"(?:kandidaat|kandidaten|leerling(?:en)?|student(?:en)?|deelnemers?|cursist(?:en)?"
    r"|(?:aankomende?\s+|beginnende?\s+)?(?:beroepsbeoefenaars?|vakman|vakkracht|beroepskracht))"
)
_KIND = (
    r"(?:brede|specialistische|specifieke|algemene|theoretische|enige|elementaire|diepgaande"
    r"|topografische|actuele|voldoende|ruime|grondige|gespecialiseerde|basale|globale)"
)
_KNOWLEDGE = (
    rf"(?:{_KIND}(?:\s*(?:,|en)\s+{_KIND})*\s+)?(?:basis|vak)?kennis"
    r"\s+(?:van|over|met betrekking tot)\b"
)

_TAG = re.compile(r"\s*\[\s*(?:BB|KB|GL|TL)(?:\s*[/,+&]\s*(?:BB|KB|GL|TL))*\s*\]\s*[.;]?\s*$")
_OPENING = re.compile(
    rf"""\s*(?:
      Voor\ het\ uitvoeren\ van\ (?:de|deze)\ taak\ beheerst\ de\ kandidaat
        (?:\s+(?:de|het)\ volgende\ \w+)?
    | Voor\ het\ uitvoeren\ van\ (?:de|deze)\ taak\ (?:kan|moet)\ de\ kandidaat
    | (?:In|Met|Tijdens|Door|Binnen|Daartoe\ worden\ in)\ (?:dit|het)\ keuzedeel
        (?:\s+[a-z]+\s+(?:de\s+|een\s+)?(?:je|jij|hij|{_PERSON})(?:\s+zich)?)?
    | (?:Dit|Het)\ keuzedeel\ (?:gaat\ (?:over|in\ op)|beschrijft|bevat|omvat|betreft
        |is\ (?:gericht|bedoeld|een)|richt\ zich\ op|bestaat\ uit|biedt\ (?:de|een)\s+{_PERSON})
    | Het\ (?:gaat|betreft)(?:\s+(?:hier|hierbij|daarbij|dan|onder\ andere))*(?:\s+(?:om|over))?
    )(?=[\s:,.]|$)""",
    re.VERBOSE | re.IGNORECASE,
)
_SUBJECT = re.compile(
    rf"\s*(?:(?:De|Een|Elke|Iedere)\s+)?{_PERSON}\b(?=[\s:,.]|kan|$)", re.IGNORECASE
)
_PRONOUN = re.compile(r"\s*(?:Hij(?:/zij)?|Zij|Ze|Je|Men)\s+(?=([^\W\d_]+))", re.IGNORECASE)
_TRADE = re.compile(r"\s*De\s+((?:[^\W\d_][\w-]*(?:,|\s+en)?\s+){1,7})", re.UNICODE)
_MODAL = re.compile(
    r"\s*(?:(?:kan(?=een\b)|kan|moet|dient|is\s+in\s+staat(?:\s+om)?|heeft\s+de\s+vaardigheid"
    r"(?:\s+om)?|is\s+bekwaam(?:\s+om)?)(?:\s+(?:op\s+basis-?\s?niveau))?\b|kan(?=een\b))",
    re.IGNORECASE,
)
_KNOWS = re.compile(
    rf"\s*(?:(?:en\s+)?(?:heeft|bezit|beschikt\s+over)\s+)?{_KNOWLEDGE}", re.IGNORECASE
)
_HAS_KNOWLEDGE = re.compile(
    rf"\b(?:heeft|bezit|beschikt\s+over|kan)?\s*({_KNOWLEDGE})", re.IGNORECASE
)  # fmt: skip
_WORD = re.compile(r"[^\W\d_][\w-]*")

_AGENT = re.compile(
    r"(?:werker|medewerker|begeleider|monteur|assistent|helpende|verzorgende|specialist|technicus"
    r"|operator|leider|beheerder|verkoper|adviseur|coach|instructeur|trainer|kok|kapper|stylist"
    r"|schilder|stukadoor|metselaar|timmerman|lasser|stoffeerder|vakman|verlener|verpleegkundige"
    r"|planner|chauffeur|machinist|matroos|schipper|kapitein|bakker|slager|gastheer|gastvrouw"
    r"|ontwerper|vormgever|ontwikkelaar|programmeur|tekenaar|hovenier|bloemist|dierverzorger"
    r"|paraveterinair|laborant|analist|calculator|werkvoorbereider|uitvoerder|ondernemer|manager"
    r"|kracht|agent|beveiliger|steward|host|gids|docent|leraar|opleider|bedrijfsleider|receptionist"
    r"|bediende|drukker|maker|bouwer|legger|zetter|vlechter|installateur|koeltechnicus|expert)$"
)


@dataclass(frozen=True, slots=True)
class Stripped:
    """A piece of boilerplate: a half-open range in the sentence, and what it is.

    `kind` is "opening", "subject", "modal", "knowledge" or "tag".
    """

    start: int
    end: int
    kind: str


def stripped(sentence: str) -> tuple[Stripped, ...]:
    """The boilerplate in a sentence or list item: ranges in order, not overlapping."""
    found: list[Stripped] = []
    at = _take(found, _OPENING.match(sentence), "opening", 0)
    if at == 0:
        at = _subject(found, sentence)
        at = _take(found, _MODAL.match(sentence, at), "modal", at)
    at = _take(found, _KNOWS.match(sentence, at), "knowledge", at)
    tag = _TAG.search(sentence, at)
    _take(found, tag, "tag", at)
    return tuple(found)


def remainder(sentence: str) -> str:
    """The sentence without its boilerplate, trimmed: for reading, not for places."""
    kept: list[str] = []
    at = 0
    for piece in stripped(sentence):
        kept.append(sentence[at : piece.start])
        at = piece.end
    kept.append(sentence[at:])
    return " ".join(" ".join(kept).split())


def knowledge_level(sentence: str) -> str | None:
    """How deep the knowledge is that a sentence asks for, in the words of the dossiers.

    "basiskennis", "brede kennis", "specialistische kennis", "brede en specialistische kennis" or
    plain "kennis"; None when it asks for no knowledge. (Level words of the NLQF.)
    """
    match = _HAS_KNOWLEDGE.search(sentence)
    if match is None:
        return None
    words = match[1].lower().split()
    return " ".join(words[: next(i for i, w in enumerate(words) if w.endswith("kennis")) + 1])


def _subject(found: list[Stripped], sentence: str) -> int:
    at = _take(found, _SUBJECT.match(sentence), "subject", 0)
    if at:
        return at
    pronoun = _PRONOUN.match(sentence)
    if pronoun and infinitive(pronoun[1].lower()):
        return _take(found, pronoun, "subject", 0)
    trade = _TRADE.match(sentence)
    end = _trade_end(sentence, trade) if trade else 0
    if end:
        found.append(Stripped(0, end, "subject"))
    return end


def _trade_end(sentence: str, trade: re.Match[str]) -> int:
    """Where the name of a trade as subject ends: before the verb, or before a colon; else 0."""
    agent = False
    for word in _WORD.finditer(sentence, trade.start(1)):
        lower = word[0].lower()
        if agent and word.start() > trade.start(1) and _finite(lower):
            return word.start()
        agent = agent or bool(_AGENT.search(lower))
        if sentence[word.end() : word.end() + 1] == ":" and agent:
            return word.end()
        if word.end() >= trade.end():
            return 0
    return 0


def _finite(word: str) -> bool:
    return word in {"kan", "is", "heeft", "wil"} or (
        word.endswith(("t", "at")) and infinitive(word) is not None
    )


def _take(found: list[Stripped], match: re.Match[str] | None, kind: str, at: int) -> int:
    if match is None or match.end() <= match.start():
        return at
    found.append(Stripped(match.start(), match.end(), kind))
    return match.end()
