"""Which documents lie in a source: one in a file, often many in a folder or zip.

The files of a release of SLO belong together and are one document; every other file is one of its
own. Where one document is wanted, the vmbo tables of a school in one folder are read as one. What
no reader knows is handed back with the reason, so that nothing is dropped in silence.
"""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from align.errors import InputError, OtherKindError, SeveralInputsError
from align.model import Place, Side, SourceWarning
from align.sources import limits
from align.sources.archive import SingleFile, ZipFiles
from align.sources.detect import USABLE, recognise
from align.sources.slo.schema import BASIS_FILE, RELEASE_FILES, data_folders
from align.sources.table.reader import TableReader
from align.sources.together import as_one

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from align.model import Curriculum
    from align.sources.archive import SourceFiles
    from align.sources.reader import Reader

NOT_READ = "ander bestand uit dezelfde map is niet gelezen"
"""Kind of the warning about a file beside a document that was read."""
#: How the names of files end in which documents come. Of what did not say by its content what it
#: is, because it is empty or damaged, the name is all there is.
_ENDINGS = (
    ".xml",
    ".pdf",
    ".json",
    ".csv",
    ".tsv",
    ".xls",
    ".xlsx",
    ".ods",
    ".docx",
    ".odt",
    ".zip",
)
_LOCK = "~$"  # begins the name of what Office keeps beside an open document
_NAMED_IN_A_FAULT = 3  # files that a message names


@dataclass(frozen=True, slots=True)
class Document:
    """One document of a source.

    Attributes:
        files: its files.
        columns: what the user says of the columns of tables.
        recognised: the reader that knows it and the reason why (Dutch); None when that is only
            looked for when it is read.
    """

    files: SourceFiles
    columns: Mapping[str, str] | None
    recognised: tuple[Reader, str] | None

    def read(self) -> Curriculum:
        """Read it whole.

        Raises:
            InputError: it cannot be used.
        """
        reader, why = self.recognised or recognise(self.files, self.columns)
        return reader.read(self.files, why)


@dataclass(frozen=True, slots=True)
class Unread:
    """A file or folder inside a source that is not read.

    Attributes:
        name: named from the source.
        fault: why.
        meant: it looks like a document of a curriculum, and no harmless neighbour of one.
    """

    name: str
    fault: InputError
    meant: bool


@dataclass(slots=True)
class Contents:
    """What lies in a source, named from there: its documents, and what is not read."""

    documents: list[tuple[str, Document]] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)


def _unknown(_files: SourceFiles) -> bool:
    """Whether a document was recognised before: none was."""
    return False


def contents(
    files: SourceFiles,
    columns: Mapping[str, str] | None = None,
    known: Callable[[SourceFiles], bool] = _unknown,
) -> Contents:
    """Look at every file of a source, also in the zips in it, and say which documents they are.

    Args:
        files: the source.
        columns: what the user says of the columns of tables; see `table.columns.parse_columns`.
        known: says of the files of a document that these very bytes were recognised before; then
            no reader looks at them again until it is read.

    Raises:
        InputError: there is no document in it at all, or there are more than `limits.MAX_FILES`.
    """
    found = Contents()
    if _is_one_document(files):
        found.documents.append(("", _document(files, columns, known)))
    else:
        _look_into(files, "", found, columns, known)
    if not found.documents:
        raise _nothing_known(files, found.unread)
    return found


def read_one(files: SourceFiles, columns: Mapping[str, str] | None = None) -> Curriculum:
    """Read the only document of a source, or its vmbo tables as one; `columns` as for `contents`.

    Raises:
        InputError: there is none, there are more, or it cannot be used.
    """
    inside = contents(files, columns)
    if len(inside.documents) > 1 and all(_is_table(one) for _, one in inside.documents):
        return _tables(files, inside)
    return _only_one(files, inside)


def _only_one(files: SourceFiles, inside: Contents) -> Curriculum:
    # Of several releases the last is the newest, and the likeliest to be meant.
    *others, (_, document) = inside.documents
    if others:
        raise _several(files, len(others) + 1, document.files.path)
    return _with_unread(document.read(), inside.unread)


def _is_table(document: Document) -> bool:
    return document.recognised is not None and document.recognised[0].name == TableReader.name


def _tables(files: SourceFiles, inside: Contents) -> Curriculum:
    """Tables of a school, a PTA a year or a vak, as one programme."""
    read, unread = _read_all(inside)
    if not read:
        raise _nothing_known(files, unread)
    if len(read) > 1 and any(one.side is not Side.VMBO for one in read):
        raise _several(files, len(read), read[-1].source.path)
    return _with_unread(as_one(read, files.path), unread)


def _several(files: SourceFiles, number: int, one: str) -> InputError:
    return InputError(
        f"hier staan {number} documenten bij elkaar",
        where=files.path,
        advice=f"Geef er één op, bijvoorbeeld {one}.",
    )


def read_each(
    files: SourceFiles, columns: Mapping[str, str] | None = None, *, whole: bool = False
) -> tuple[Curriculum, ...]:
    """Read every document of a source that can be read; the first names the files that cannot.

    Args:
        files: the source.
        columns: as for `contents`.
        whole: refuse a source of which a file that looks like a document cannot be read.

    Raises:
        InputError: none of them can be used, or one of them cannot and all are asked for.
    """
    inside = contents(files, columns)
    if len(inside.documents) == 1:
        _check_whole(inside.unread, whole=whole)
        return (_only_one(files, inside),)
    read, unread = _read_all(inside)
    if not read:
        raise _nothing_known(files, unread)
    _check_whole(unread, whole=whole)
    first, *rest = read
    return (_with_unread(first, unread), *rest)


def _read_all(inside: Contents) -> tuple[list[Curriculum], list[Unread]]:
    """Every document that can be read, and all that cannot."""
    read: list[Curriculum] = []
    unread = list(inside.unread)
    for name, document in inside.documents:
        try:
            read.append(document.read())
        except InputError as fault:
            reader, _ = document.recognised or (None, "")
            unread.append(Unread(name, fault, meant=_meant(name, fault, reader)))
    return read, unread


def would_be_read(files: SourceFiles, name: str) -> bool:
    """Whether one of the files of a source is read with it, or looks like it should be.

    Args:
        files: the source.
        name: one of `files.names`.
    """
    _, others = _releases(files)
    if name not in others:
        return posixpath.basename(name) in RELEASE_FILES
    try:
        one = files.one(name)
        for _, document in contents(one).documents:
            document.read()
    except InputError as fault:
        return _meant(name, fault) and bool(files.head(name))
    return True


def _document(
    files: SourceFiles, columns: Mapping[str, str] | None, known: Callable[[SourceFiles], bool]
) -> Document:
    return Document(files, columns, None if known(files) else recognise(files, columns))


def _look_into(
    files: SourceFiles,
    prefix: str,
    found: Contents,
    columns: Mapping[str, str] | None,
    known: Callable[[SourceFiles], bool],
) -> None:
    """Add what lies in a folder or zip; `prefix` is where it lies in the source."""
    tops, others = _releases(files)
    whole = len(tops) == 1 and not others
    parts = [files] if whole else [files.below(top) for top in tops]
    for top, part in zip(tops, parts, strict=True):
        found.documents.append((prefix + top, _document(part, None, known)))
    for folder, why in files.left_alone:
        fault = InputError(why, where=files.where(folder), advice="Geef die map zelf op.")
        found.unread.append(Unread(prefix + folder, fault, meant=False))
    for name in others:
        try:
            one = files.one(name)
            if isinstance(one, ZipFiles) and not _is_one_document(one):
                _look_into(one, f"{prefix}{name} › ", found, columns, known)
            else:
                found.documents.append((prefix + name, _document(one, columns, known)))
        except InputError as fault:
            found.unread.append(Unread(prefix + name, fault, meant=_meant(name, fault)))
        if len(found.documents) + len(found.unread) > limits.MAX_FILES:
            raise InputError(
                f"hierin staan meer dan {limits.MAX_FILES} bestanden, zips meegeteld",
                where=files.path,
                advice="Geef een map met minder bestanden op.",
            )


def _is_one_document(files: SourceFiles) -> bool:
    """A file, or a zip that is an Office document: their first files say so."""
    office = {"[Content_Types].xml", "mimetype"}
    return isinstance(files, SingleFile) or not office.isdisjoint(files.names)


def _releases(files: SourceFiles) -> tuple[list[str], list[str]]:
    """Folders in which a release of SLO lies, and the names of all files outside those."""
    tops = sorted({_top(folder) for folder in data_folders(files)})
    if not tops:
        return [], list(files.names)
    basis = {_top(posixpath.dirname(name)) for name in files.names if _is_basis(name)}
    claimed = tuple(posixpath.join(top, "") for top in (*tops, *basis))
    return tops, [name for name in files.names if not name.startswith(claimed)]


def _top(data_folder: str) -> str:
    """The folder of a release: the one above "data", where README and package.json lie too."""
    above, _, name = data_folder.rpartition("/")
    return above if name == "data" else data_folder


def _is_basis(name: str) -> bool:
    return posixpath.basename(name) == BASIS_FILE


def _with_unread(curriculum: Curriculum, unread: list[Unread]) -> Curriculum:
    notes = tuple(
        SourceWarning(Place(other.name), f"{NOT_READ}: {other.fault.what}") for other in unread
    )
    return replace(curriculum, warnings=(*curriculum.warnings, *notes)) if notes else curriculum


def _meant(name: str, fault: InputError, reader: Reader | None = None) -> bool:
    """Whether a file that cannot be read looks like a document of a curriculum."""
    if isinstance(fault, OtherKindError):
        return False
    # A reader that takes every table takes also one of something else.
    if reader and reader.name != TableReader.name:
        return True
    own = posixpath.basename(name)
    return own.lower().endswith(_ENDINGS) and not own.startswith(_LOCK)


def _check_whole(unread: list[Unread], *, whole: bool) -> None:
    faults = [other.fault for other in unread if other.meant]
    if whole and faults:
        raise SeveralInputsError(
            InputError(
                fault.what,
                where=fault.where,
                advice="Herstel dit bestand of haal het opnieuw op; hoort het er niet bij, haal "
                "het dan weg. Anders zou wat erin staat vervallen of nieuw lijken.",
            )
            for fault in faults
        )


def _nothing_known(files: SourceFiles, unread: list[Unread]) -> InputError:
    if len(unread) == 1:
        return unread[0].fault
    named = "; ".join(f"{other.name}: {other.fault.what}" for other in unread[:_NAMED_IN_A_FAULT])
    more = f"; en nog {len(unread) - _NAMED_IN_A_FAULT}" if unread[_NAMED_IN_A_FAULT:] else ""
    return InputError(
        f"geen van deze {len(unread)} bestanden kan worden gelezen ({named}{more})",
        where=files.path,
        advice=USABLE,
    )
