"""Brings one file in, in as many tries as it takes, and goes on where an earlier try broke off.

What has come in is kept as .NAME.part, with what the server said of it in .NAME.part.json. A server
that has another file by now is noticed by its ETag or date, and then it begins again.
Source: RFC 9110, chapters 13 and 14 (If-Range, Range, Content-Range).
"""

from __future__ import annotations

import http.client
import json
import re
import time
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Protocol
from urllib.parse import urlsplit

from align.errors import InputError
from align.fetching.connection import lost, requested
from align.files import unwritable, write_whole

if TYPE_CHECKING:
    from pathlib import Path

MAX_BYTES = 200 * 2**20
"""Bytes of one download; all dossiers of SBB are some 30 MB."""
MAX_SECONDS = 30 * 60
"""How long one download may take in all."""
MAX_TRIES = 4
"""How often a broken connection is taken up again."""
WAIT_SECONDS = 1.0
"""Before the second try; twice as long before each next one."""

_BLOCK = 64 * 1024
_RANGE = re.compile(r"bytes ([0-9]{1,15})-([0-9]{1,15})/([0-9]{1,15}|\*)")


class Progress(Protocol):
    """Is told how far a download is."""

    def __call__(self, received: int, total: int) -> None:
        """Bytes that are in, and bytes in all; 0 when the server does not say."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What a server said of a file.

    Attributes:
        url: the address that was asked.
        etag: its ETag; "" without one.
        modified: its Last-Modified; "" without one.
        total: its length in bytes, 0 when the server did not say.
    """

    url: str
    etag: str = ""
    modified: str = ""
    total: int = 0

    @property
    def validator(self) -> str:
        """What If-Range may hold: a strong ETag or else the date; "" when there is neither."""
        return self.modified if self.etag.startswith("W/") or not self.etag else self.etag

    def same_file(self, other: Seen) -> bool:
        """Whether both are about the same bytes, for as far as servers tell."""
        return (self.url, self.validator) == (other.url, other.validator) and bool(self.validator)


class _BrokenOffError(Exception):
    """The connection ended before the file did."""

    def __init__(self, fault: InputError) -> None:
        self.fault = fault
        super().__init__()


def download(url: str, part: Path, known: Seen | None, progress: Progress) -> Seen | None:
    """Bring a file in as `part`.

    Args:
        url: its address; see `connection.check_address`.
        part: where it grows; what an earlier try left there is used.
        known: what the server said of the file that is kept already, or None.
        progress: is told after every block.

    Returns:
        What the server said of it, or None when the kept file is still the one it has.

    Raises:
        InputError: it cannot be fetched, is too large, or takes too long.
        OutputError: it cannot be written.
    """
    deadline = time.monotonic() + MAX_SECONDS
    wait = WAIT_SECONDS
    for left in range(MAX_TRIES, 0, -1):
        before = _size(part)
        try:
            return _one_try(url, part, known, progress, deadline)
        except _BrokenOffError as broken:
            if left == 1:
                raise _gave_up(broken.fault, part) from broken
            if _size(part) <= before:
                time.sleep(wait)
                wait *= 2
    raise AssertionError  # the last try returns or raises


def _one_try(
    url: str, part: Path, known: Seen | None, progress: Progress, deadline: float
) -> Seen | None:
    earlier = _read_note(part)
    start = _size(part) if earlier and earlier.url == url and earlier.validator else 0
    whole = earlier is not None and start == earlier.total > 0  # only to be checked and kept
    headers = {}
    if start and earlier and not whole:
        headers = {"Range": f"bytes={start}-", "If-Range": earlier.validator}
    elif (stands := earlier if whole else known) and stands.url == url:
        pairs = (("If-None-Match", stands.etag), ("If-Modified-Since", stands.modified))
        headers = {name: value for name, value in pairs if value}
    with requested(url, headers) as answer:
        if answer.status == 304:
            return earlier if whole else None
        if answer.status == 416:  # what is there is no start of what the server has
            forget(part)
            raise _BrokenOffError(lost("het bestand is daar veranderd", _host(url)))
        seen = _seen(url, answer)
        if answer.status == 206 and not (earlier and _goes_on(answer, seen, earlier, start)):
            forget(part)
            raise _BrokenOffError(lost("het bestand is daar veranderd", _host(url)))
        if answer.status != 206:
            start = 0
        _check_size(seen.total, url)
        _write_note(part, seen)
        try:
            _receive(answer, part, start, seen, progress, deadline)
        except OSError as error:  # of the disk; what the connection does is told apart in there
            raise unwritable(error, part) from error
    return seen


def _receive(  # noqa: PLR0917 -- one use, every argument from the line above
    answer: http.client.HTTPResponse,
    part: Path,
    start: int,
    seen: Seen,
    progress: Progress,
    deadline: float,
) -> None:
    host = _host(seen.url)
    received = start
    with part.open("ab" if start else "wb") as file:
        file.truncate(start)
        while True:
            if time.monotonic() > deadline:
                raise InputError(
                    f"het ophalen duurt langer dan {MAX_SECONDS // 60} minuten",
                    where=host,
                    advice="Voer de opdracht opnieuw uit; hij gaat verder waar hij bleef.",
                )
            try:
                block = answer.read1(_BLOCK)
            except (OSError, ValueError, http.client.HTTPException) as error:
                raise _BrokenOffError(lost(error, host)) from error
            if not block:
                break
            received += len(block)
            _check_size(received, seen.url)
            file.write(block)
            progress(received, seen.total)
    if seen.total and received != seen.total:
        what = f"{received} van {seen.total} bytes ontvangen"
        raise _BrokenOffError(lost(what, host))


def _goes_on(answer: http.client.HTTPResponse, seen: Seen, earlier: Seen, start: int) -> bool:
    """Whether a part of a file is the next part of the same file."""
    found = _RANGE.fullmatch(answer.headers.get("Content-Range", "").strip())
    return bool(found) and int(found[1]) == start and seen.same_file(earlier)  # type: ignore[index]


def _seen(url: str, answer: http.client.HTTPResponse) -> Seen:
    length = answer.headers.get("Content-Length", "").strip()
    total = int(length) if length.isascii() and length.isdigit() and len(length) < 16 else 0
    if found := _RANGE.fullmatch(answer.headers.get("Content-Range", "").strip()):
        total = 0 if found[3] == "*" else int(found[3])
    return Seen(
        url=url,
        etag=answer.headers.get("ETag", "").strip(),
        modified=answer.headers.get("Last-Modified", "").strip(),
        total=total,
    )


def _check_size(size: int, url: str) -> None:
    if size > MAX_BYTES:
        raise InputError(
            f"dit bestand is groter dan {MAX_BYTES // 2**20} MB",
            where=_host(url),
            advice="Dat is geen uitgave van SLO of SBB; klopt het adres?",
        )


def _gave_up(fault: InputError, part: Path) -> InputError:
    size = _size(part)
    kept = f"Er is {size / 2**20:.1f} MB binnen; dezelfde opdracht gaat daarmee verder."
    return InputError(
        f"{fault.what}, na {MAX_TRIES} pogingen",
        where=fault.where,
        advice=kept.replace(".", ",", 1) if size else fault.advice,
    )


def _host(url: str) -> str:
    return urlsplit(url).netloc


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


def _note_of(part: Path) -> Path:
    return part.with_name(f"{part.name}.json")


def _write_note(part: Path, seen: Seen) -> None:
    write_whole(_note_of(part), json.dumps(asdict(seen), indent=1) + "\n")


def _read_note(part: Path) -> Seen | None:
    try:
        fields = json.loads(_note_of(part).read_text(encoding="utf-8"))
        return Seen(**fields)
    except (OSError, ValueError, TypeError):
        return None


def forget(part: Path) -> None:
    """Remove what has come in so far, and what is known of it.

    Raises:
        OutputError: it cannot be removed.
    """
    for path in (part, _note_of(part)):
        try:
            path.unlink(missing_ok=True)
        except OSError as error:  # Windows: a virus scanner may hold it
            raise unwritable(error, path) from error
