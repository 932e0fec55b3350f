"""Page in, HTML out: one file that asks nothing of the network."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from functools import cache

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from align.model import Relation, Side, Strength
from align.report import charts
from align.report.page import OverlapPage
from align.report.texts import visible
from align.report.wording import (
    NO_RELATION_SIGN,
    RELATION_MEANINGS,
    RELATION_SIGNS,
    STRENGTH_MEANINGS,
    counted,
    number,
)
from align.resources import resource


def render(page: OverlapPage) -> str:
    r"""The overlap page as one HTML document, with "\n" line ends; same page, same text."""
    return render_template("overlap.html", ("report.css",), ("report.js",), page=page)


def render_template(
    name: str, styles: Sequence[str], scripts: Sequence[str], **values: object
) -> str:
    """A page of the family as one HTML document.

    Args:
        name: file in templates/.
        styles, scripts: files in templates/, joined in this order.
        values: what the template may use besides.
    """
    style, script = "".join(map(_asset, styles)), "".join(map(_asset, scripts))
    return (
        _environment()
        .get_template(name)
        .render(
            style=Markup(style),  # noqa: S704 -- our own files
            script=Markup(script),  # noqa: S704 -- our own files
            style_hash=_csp_hash(style),
            script_hash=_csp_hash(script),
            **values,
        )
    )


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
    )
    environment.filters["aantal"] = number
    environment.globals.update(
        Relation=Relation,
        Strength=Strength,
        Side=Side,
        signs=RELATION_SIGNS,
        no_sign=NO_RELATION_SIGN,
        meanings=RELATION_MEANINGS,
        strength_meanings=STRENGTH_MEANINGS,
        counted=counted,
        relation_bar=charts.relation_bar,
        share_bar=charts.share_bar,
    )
    return environment


def _shown(value: object) -> object:
    """Every text that a template writes passes here: nothing hidden reaches the page."""
    if isinstance(value, str) and not isinstance(value, Markup):
        return visible(value)
    return value


@cache
def _asset(name: str) -> str:
    # The digest in the content policy is taken over exactly the text between the tags.
    text = (resource("templates") / name).read_text(encoding="utf-8")
    return "\n" + text.replace("\r\n", "\n")


def _csp_hash(text: str) -> str:
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"
