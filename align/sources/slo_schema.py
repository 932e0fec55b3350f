"""What stands in a release of SLO's vmbo programmes: files, relations, leerweg ids.

Source: SLO curriculum-examenprogramma-bg (context.json) and curriculum-basis (niveaus.json).
"""

from __future__ import annotations

import json
import posixpath
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from align.errors import InputError
from align.model import Kind, Leerweg
from align.sources.archive import SingleFile
from align.sources.json_records import read_object

if TYPE_CHECKING:
    from align.sources.archive import SourceFiles

FIELD = "examenprogramma_bg_"
"""Every field with children is called examenprogramma_bg_<type>_id."""


@dataclass(frozen=True, slots=True)
class RecordType:
    """One file of a release.

    Attributes:
        kind: kind of item that its records become.
        below: types that its records may list as children, in display order.
        has_leerwegen: whether the schema puts niveau_id on it.
        one_line: whether its title is a name, and not running text that may hold a list.
    """

    kind: Kind
    below: tuple[str, ...] = ()
    has_leerwegen: bool = False
    one_line: bool = True


TYPES: dict[str, RecordType] = {
    "profiel": RecordType(Kind.PROFIEL, ("kern", "module", "keuzevak")),
    "kern": RecordType(Kind.KERN, ("kerndeel",)),
    "kerndeel": RecordType(Kind.KERNDEEL, ("globale_eindterm",)),
    "module": RecordType(Kind.MODULE, ("moduletaak", "deeltaak")),
    "keuzevak": RecordType(Kind.KEUZEVAK, ("keuzevaktaak", "deeltaak")),
    "moduletaak": RecordType(Kind.TAAK, has_leerwegen=True, one_line=False),
    "keuzevaktaak": RecordType(Kind.TAAK, has_leerwegen=True, one_line=False),
    "deeltaak": RecordType(Kind.DEELTAAK, ("globale_eindterm",)),
    "globale_eindterm": RecordType(Kind.EINDTERM, has_leerwegen=True, one_line=False),
}
"""Types in display order. deprecated.json holds what was withdrawn and is no content."""

LEERWEG_OF_NIVEAU = {
    "861d98e4-e5ae-4ed7-89f6-f224605f7c97": Leerweg.BB,
    "8574855d-0670-42bf-9f73-dc6706278b8b": Leerweg.KB,
    "64852857-b601-419f-9cbb-e1335a185303": Leerweg.GL,
    "8450c011-f812-4f89-97a9-6b8820baffc5": Leerweg.TL,
}
"""By uuid, because the prefixes of niveaus are not unique."""

BASIS_FILE = "niveaus.json"
"""File of SLO curriculum-basis that names the niveaus; its folder belongs to a release."""

KNOWN_FIELDS = frozenset(
    {"id", "prefix", "title", "description", "niveau_id", "vakleergebied_id"}
    | {"replaces", "replacedBy", "types", "dirty", "unreleased", "deleted"}
)

_RELEASE = re.compile(r"(?<![0-9])20[0-9]{2}\.[0-9]+(?:\.[0-9]+)?(?![0-9])")


@dataclass(frozen=True, slots=True)
class Identity:
    """What a release says about itself: title, version, and whether it is an example."""

    title: str
    version: str
    example: bool


def data_folders(files: SourceFiles) -> tuple[str, ...]:
    """Folders in the source that hold the files of a release; "" is the source itself.

    Recognised by the field names in the files, because names such as profiel.json are common.
    """
    found = set()
    for name in files.names:
        folder, base = posixpath.split(name)
        record_type = TYPES.get(base.removesuffix(".json")) if base.endswith(".json") else None
        if record_type is None or not record_type.below or folder in found:
            continue
        # Without zero bytes a UTF-16 file is recognised too, and refused with a reason later.
        if FIELD.encode() in files.head(name).replace(b"\0", b""):
            found.add(folder)
    return tuple(sorted(found))


def identity(files: SourceFiles, folder: str) -> Identity:
    """Read title, version and example mark of the release in this data folder.

    The version comes from voorbeeld.json, the name of the folder or zip, or package.json.
    """
    example = _description(files, folder, "voorbeeld.json")
    package = _description(files, folder, "package.json")
    labels = (posixpath.basename(folder), posixpath.basename(posixpath.dirname(folder)))
    named = next((m[0] for m in map(_RELEASE.search, (*labels, *files.labels)) if m), "")
    return Identity(
        title=example.get("title") or "Examenprogramma's beroepsgericht vmbo",
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


def one_release(files: SourceFiles) -> str:
    """The only data folder of the source; raises InputError when there is more than one."""
    folders = data_folders(files)
    if isinstance(files, SingleFile):
        raise InputError(
            "dit is één van de bestanden van een SLO-uitgave",
            where=files.path,
            advice="Geef de map op waarin het staat; de bestanden verwijzen naar elkaar.",
        )
    if len(folders) == 1:
        return folders[0]
    last = posixpath.dirname(folders[-1]) if folders[-1].endswith("/data") else folders[-1]
    raise InputError(
        f"hier staan {len(folders)} uitgaven van SLO bij elkaar",
        where=files.path,
        advice=f"Geef er één op, bijvoorbeeld {files.where(last)}.",
    )
