"""What stands in a release of SLO: files, relations, fields, for each set that is read.

Source: context.json of SLO curriculum-examenprogramma-bg, curriculum-examenprogramma and
curriculum-kerndoelen.
"""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from align.errors import InputError
from align.model import Kind
from align.sources.archive import SingleFile
from align.sources.json_records import read_object
from align.sources.slo.retired import FILE as RETIRED

if TYPE_CHECKING:
    from align.sources.archive import SourceFiles


@dataclass(frozen=True, slots=True)
class RecordType:
    """One file of a release.

    Attributes:
        kind: kind of item that its records become.
        file: its name, without ".json".
        field: name of the field in which records of other types list those of this one.
        below: types that its records may list as children, in display order.
        states_level: whether the schema puts niveau_id on it.
        one_line: whether its title is a name, and not running text that may hold a list.
        without: the kind instead, for a record that lists none of the first type in `below`.
    """

    kind: Kind
    file: str
    field: str
    below: tuple[str, ...] = ()
    states_level: bool = False
    one_line: bool = True
    without: Kind | None = None


@dataclass(frozen=True, slots=True)
class Schema:
    """One set of SLO.

    Attributes:
        name: short name of the format.
        title: what it is called.
        mark: text that is in the files of this set and of no other.
        types: its record types by name, in display order; the first is the root.
        known: fields that are read elsewhere or say nothing about what is taught.
        facts: fields that become facts: name of the field to name of the fact.
        codes_nest: whether the code of a record begins with that of the one above it.
        vmbo_only: whether every niveau in it is a leerweg of the vmbo.
    """

    name: str
    title: str
    mark: str
    types: Mapping[str, RecordType]
    known: frozenset[str] = frozenset()
    facts: Mapping[str, str] = field(default_factory=dict)
    codes_nest: bool = False
    vmbo_only: bool = False


def _type(  # noqa: PLR0917 -- a table, read by column
    kind: Kind,
    file: str,
    field_name: str,
    below: str = "",
    flags: str = "",
    without: Kind | None = None,
) -> RecordType:
    return RecordType(
        kind,
        file,
        field_name,
        tuple(below.split()),
        states_level="level" in flags,
        one_line="text" not in flags,
        without=without,
    )


_BG = "examenprogramma_bg_"
_EP = "examenprogramma_"
_KNOWN = frozenset(
    {"id", "prefix", "title", "description", "niveau_id", "vakleergebied_id"}
    | {"replaces", "replacedBy", "types", "dirty", "unreleased", "deleted"}
)

BEROEPSGERICHT = Schema(
    name="slo-bg",
    title="Examenprogramma's beroepsgericht vmbo",
    mark=_BG,
    types={
        "profiel": _type(Kind.PROFIEL, "profiel", f"{_BG}profiel_id", "kern module keuzevak"),
        "kern": _type(Kind.KERN, "kern", f"{_BG}kern_id", "kerndeel"),
        "kerndeel": _type(Kind.KERNDEEL, "kerndeel", f"{_BG}kerndeel_id", "globale_eindterm"),
        "module": _type(Kind.MODULE, "module", f"{_BG}module_id", "moduletaak deeltaak"),
        "keuzevak": _type(Kind.KEUZEVAK, "keuzevak", f"{_BG}keuzevak_id", "keuzevaktaak deeltaak"),
        "moduletaak": _type(Kind.TAAK, "moduletaak", f"{_BG}moduletaak_id", flags="level text"),
        "keuzevaktaak": _type(
            Kind.TAAK, "keuzevaktaak", f"{_BG}keuzevaktaak_id", flags="level text"
        ),
        "deeltaak": _type(Kind.DEELTAAK, "deeltaak", f"{_BG}deeltaak_id", "globale_eindterm"),
        "globale_eindterm": _type(
            Kind.EINDTERM, "globale_eindterm", f"{_BG}globale_eindterm_id", flags="level text"
        ),
    },
    known=_KNOWN,
    codes_nest=True,
    vmbo_only=True,
)

ALGEMEEN = Schema(
    name="slo-avo",
    title="Examenprogramma's algemene vakken",
    mark="examenprogramma_eindterm_id",
    types={
        "examenprogramma": _type(Kind.PROFIEL, "examenprogramma", f"{_EP}id", "domein"),
        # A domein with eindtermen of its own is compared as a deeltaak is; one with subdomeinen
        # holds them as a module does.
        "domein": _type(
            Kind.MODULE, "domeinen", f"{_EP}domein_id", "subdomein eindterm", "", Kind.DEELTAAK
        ),
        "subdomein": _type(Kind.DEELTAAK, "subdomeinen", f"{_EP}subdomein_id", "eindterm"),
        "eindterm": _type(Kind.EINDTERM, "eindtermen", f"{_EP}eindterm_id", flags="level text"),
    },
    known=_KNOWN
    | {"ce", "se", "kern", "keuze", "ce_se", "url", "jaargang", "status", "tag_id"}
    | {f"{_EP}vakleergebied_id", *(f"{_EP}kop{n}_id" for n in range(1, 5)), f"{_EP}body_id"},
    facts={"ingangsdatum": "ingangsdatum", "versie": "versie"},
)

KERNDOELEN = Schema(
    name="slo-kerndoelen",
    title="Kerndoelen",
    mark="kerndoel_id",
    types={
        "vakleergebied": _type(
            Kind.PROFIEL, "vakleergebieden", "kerndoel_vakleergebied_id", "domein kerndoel"
        ),
        "domein": _type(Kind.DEELTAAK, "domeinen", "kerndoel_domein_id", "kerndoel"),
        "kerndoel": _type(Kind.EINDTERM, "kerndoelen", "kerndoel_id", flags="level text"),
    },
    known=_KNOWN | {"kerndoel_uitstroomprofiel_id"},
    facts={"kerndoelLabel": "onderwerp"},
)

SCHEMAS = (BEROEPSGERICHT, ALGEMEEN, KERNDOELEN)

BASIS_FILE = "niveaus.json"
"""File of SLO curriculum-basis that names the niveaus; its folder belongs to a release."""

_DESCRIPTIONS = ("voorbeeld.json", "package.json")
"""Files that say what a release is, the one that says it of an example first."""

RELEASE_FILES = frozenset(
    (
        *(f"{kind.file}.json" for schema in SCHEMAS for kind in schema.types.values()),
        f"{RETIRED}.json",
        BASIS_FILE,
        *_DESCRIPTIONS,
    )
)
"""Names of the files of a release that are read."""

_RELEASE = re.compile(r"(?<![0-9])20[0-9]{2}\.[0-9]+(?:\.[0-9]+)?(?![0-9])")


@dataclass(frozen=True, slots=True)
class Identity:
    """What a release says about itself: title, version, and whether it is an example."""

    title: str
    version: str
    example: bool


def data_folders(files: SourceFiles) -> dict[str, Schema]:
    """Folders in the source that hold the files of a release, sorted; "" is the source itself.

    Recognised by the field names in the files, because names such as profiel.json are common.
    """
    found: dict[str, Schema] = {}
    for name in files.names:
        folder, base = posixpath.split(name)
        if folder not in found and (schema := _schema_of(files, name, base)):
            found[folder] = schema
    return dict(sorted(found.items()))


def _schema_of(files: SourceFiles, name: str, base: str) -> Schema | None:
    stem = base.removesuffix(".json")
    if stem == base:
        return None
    for schema in SCHEMAS:
        parents = {record_type.file for record_type in schema.types.values() if record_type.below}
        # Without zero bytes a UTF-16 file is recognised too, and refused with a reason later.
        if stem in parents and schema.mark.encode() in files.head(name).replace(b"\0", b""):
            return schema
    return None


def identity(files: SourceFiles, folder: str, schema: Schema) -> Identity:
    """Read title, version and example mark of the release in this data folder.

    The version comes from voorbeeld.json, the name of the folder or zip, or package.json.
    """
    example = _description(files, folder, _DESCRIPTIONS[0])
    package = _description(files, folder, _DESCRIPTIONS[1])
    labels = (posixpath.basename(folder), posixpath.basename(posixpath.dirname(folder)))
    named = next((m[0] for m in map(_RELEASE.search, (*labels, *files.labels)) if m), "")
    return Identity(
        title=example.get("title") or schema.title,
        version=example.get("version") or named or package.get("version", ""),
        example=example.get("example") == json.dumps(True),  # noqa: FBT003
    )


def _description(files: SourceFiles, folder: str, name: str) -> dict[str, str]:
    """Fields of a describing file in the data folder or the folder above it, as text."""
    for place in (posixpath.join(folder, name), posixpath.join(posixpath.dirname(folder), name)):
        if place in files.names:
            return _as_text(files.read(place), files.where(place))
    above = files.beside(name) if not folder else None
    return _as_text(above, name) if above is not None else {}


def _as_text(data: bytes, where: str) -> dict[str, str]:
    fields = read_object(data, where)
    return {k: v if isinstance(v, str) else json.dumps(v) for k, v in fields.items()}


def one_release(files: SourceFiles) -> tuple[str, Schema]:
    """The only data folder of the source, with its schema.

    Raises:
        InputError: there is more than one.
    """
    folders = data_folders(files)
    if isinstance(files, SingleFile):
        raise InputError(
            "dit is één van de bestanden van een SLO-uitgave",
            where=files.path,
            advice="Geef de map op waarin het staat; de bestanden verwijzen naar elkaar.",
        )
    if len(folders) == 1:
        return next(iter(folders.items()))
    raise InputError(
        f"hier staan {len(folders)} uitgaven van SLO bij elkaar",
        where=files.path,
        advice="Geef er één op.",
    )
