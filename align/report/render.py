"""Page in, HTML out: one file that asks nothing of the network.

Every page of the family goes through `render_template`: a template that extends base.html, style
sheets and scripts that are put inside it, and data for the scripts.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Mapping, Sequence
from functools import cache

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from align.model import Relation, Side, Strength, Verdict
from align.report import charts, translation
from align.report.hours import rounded
from align.report.texts import visible
from align.report.wording import (
    NO_RELATION_SIGN,
    RELATION_MEANINGS,
    RELATION_SIGNS,
    STRENGTH_MEANINGS,
    VERDICT_SIGNS,
    about,
    counted,
    number,
)
from align.resources import resource


def render_template(
    name: str,
    styles: Sequence[str],
    scripts: Sequence[str],
    *,
    data: Mapping[str, object] | None = None,
    **values: object,
) -> str:
    r"""A page of the family as one HTML document, with "\n" line ends; same values, same text.

    Args:
        name: file in templates/ that extends base.html.
        styles, scripts: files in templates/, joined in this order.
        data: what the scripts read, put in the page as JSON; texts of the scripts in the language
            of the page are added to it.
        values: what the template may use besides.
    """
    style, script = "".join(map(_asset, styles)), "".join(map(_asset, scripts))
    known = {**(data or {}), "t": translation.script_texts((script,))}
    return (
        _environment()
        .get_template(name)
        .render(
            lang=translation.spoken(),
            style=Markup(style),  # noqa: S704 -- our own files
            script=Markup(script),  # noqa: S704 -- our own files
            style_hash=_csp_hash(style),
            script_hash=_csp_hash(script),
            data=_embedded(known),
            **values,
        )
    )


def render_linked(name: str, **values: object) -> str:
    """A page of a site that links to its style sheets and scripts; see `render_template`."""
    return _environment().get_template(name).render(lang=translation.spoken(), **values)


def asset(names: Sequence[str]) -> str:
    """Files in templates/, joined in this order, to stand beside the pages of a site."""
    return "".join(map(_asset, names))


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(resource("templates"), encoding="utf-8"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        finalize=_shown,
        extensions=["jinja2.ext.i18n"],
    )
    environment.policies["ext.i18n.trimmed"] = True
    environment.newstyle_gettext = True  # type: ignore[attr-defined]
    environment.filters["aantal"] = number
    environment.filters["uren"] = rounded
    environment.filters["procent"] = about
    environment.globals.update(
        _=_gettext,
        gettext=_gettext,
        ngettext=_ngettext,
        Relation=Relation,
        Strength=Strength,
        Side=Side,
        Verdict=Verdict,
        signs=RELATION_SIGNS,
        no_sign=NO_RELATION_SIGN,
        verdict_signs=VERDICT_SIGNS,
        meanings=RELATION_MEANINGS,
        strength_meanings=STRENGTH_MEANINGS,
        counted=counted,
        relation_bar=charts.relation_bar,
        share_bar=charts.share_bar,
    )
    return environment


def _gettext(text: str, /, **values: object) -> Markup:
    """A text of ours in the language of the page, with values of others escaped in it."""
    return Markup(translation._(text)) % _safe(values)  # noqa: S704 -- our own catalogue


def _ngettext(one: str, many: str, amount: int, /, **values: object) -> Markup:
    values.setdefault("num", amount)
    text = translation.ngettext(one, many, amount)
    return Markup(text) % _safe(values)  # noqa: S704 -- our own catalogue


def _safe(values: Mapping[str, object]) -> dict[str, object]:
    return {
        name: number(value) if isinstance(value, int) else _shown(value)
        for name, value in values.items()
    }


def _shown(value: object) -> object:
    """Every text that a template writes passes here: nothing hidden reaches the page."""
    if isinstance(value, str) and not isinstance(value, Markup):
        return visible(value)
    return value


def _embedded(data: Mapping[str, object]) -> Markup:
    """Data as JSON that cannot end the element in which it stands."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    # What is hidden stays hidden: as an escape it can neither turn a line nor break the encoding.
    hidden = {ord(c): _escape(c) for c in sorted(set(text)) if not c.isprintable()}
    return Markup(text.translate(hidden))  # noqa: S704 -- no character of markup is left in it


def _escape(character: str) -> str:
    units = character.encode("utf-16-be", "surrogatepass").hex()
    return "".join(f"\\u{units[at : at + 4]}" for at in range(0, len(units), 4))


@cache
def _asset(name: str) -> str:
    # The digest in the content policy is taken over exactly the text between the tags.
    text = (resource("templates") / name).read_text(encoding="utf-8")
    return "\n" + text.replace("\r\n", "\n")


def _csp_hash(text: str) -> str:
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"
