"""Refuses a PDF that unpacks to far more than its size, before pdfium gets to unpack it.

pdfium has no limit of its own under a gigabyte. Every stream that is no image is unpacked here
block by block, and thrown away. Streams of images are left alone: text alone never asks for them.
Source: ISO 32000-1, 7.4 (filters).
"""

from __future__ import annotations

import binascii
import re
import zlib
from typing import TYPE_CHECKING

from align.errors import InputError
from align.sources.limits import BLOCK_BYTES, megabytes
from align.sources.pdf.streams import streams

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_STREAM_BYTES = 16 * 2**20
"""Bytes of one stream, unpacked; a page full of text takes 0.1 MB."""
MAX_FONT_BYTES = 64 * 2**20
"""Bytes of one embedded font, unpacked; the largest in use have some 25 MB."""
MAX_UNPACKED_BYTES = 400 * 2**20
"""Bytes of all streams together, unpacked, images left out."""
MAX_FILTERS = 4
"""Filters of one stream, one after the other; one or two are usual."""

_FILTERS = re.compile(rb"/Filter\s*(\[[^\]]*\]|/\w+)")
_NAME = re.compile(rb"/(\w+)")
_FONT = re.compile(rb"/Length[123]\b|/(?:Type1C|CIDFontType0C|OpenType)\b")
_NO_DIGITS = bytes(set(range(256)) - set(b"0123456789abcdefABCDEF"))
_IMAGE = re.compile(rb"/Subtype\s*/Image\b")


def refuse_bombs(data: bytes, where: str) -> None:
    """Look at every stream of a PDF.

    Args:
        data: the whole file.
        where: the file as a message names it.

    Raises:
        InputError: a stream unpacks to more than `MAX_STREAM_BYTES`, a font to more than
            `MAX_FONT_BYTES`, all together to more than `MAX_UNPACKED_BYTES`, or a stream has more
            than `MAX_FILTERS` filters; or see `streams`.
    """
    view = memoryview(data)
    total = 0
    for stream in streams(data, where, _may_grow):
        filters = _filters(stream.head)
        if len(filters) > MAX_FILTERS:
            raise _bomb(f"een onderdeel ervan is meer dan {MAX_FILTERS} keer ingepakt", where)
        most = MAX_FONT_BYTES if _FONT.search(stream.head) else MAX_STREAM_BYTES
        size = _unpacked_size(view[stream.start : stream.end], filters, most)
        if size > most:
            raise _bomb(f"een onderdeel ervan is uitgepakt groter dan {megabytes(most)}", where)
        total += size
        if total > MAX_UNPACKED_BYTES:
            together = megabytes(MAX_UNPACKED_BYTES)
            raise _bomb(f"de tekst ervan is uitgepakt groter dan {together}", where)


def _may_grow(head: bytes) -> bool:
    """Whether a stream with this head is packed, and no image."""
    return bool(_filters(head)) and not _IMAGE.search(head)


def _filters(head: bytes) -> list[bytes]:
    found = _FILTERS.search(head)
    return _NAME.findall(found[1]) if found else []


def _unpacked_size(packed: memoryview, filters: list[bytes], most: int) -> int:
    """Bytes that come out of the filters, or a number over `most` as soon as they are more."""
    blocks: Iterator[bytes | memoryview] = _in_blocks(packed)
    for name in filters:
        if name in {b"FlateDecode", b"Fl"}:
            blocks = _inflated(blocks)
        elif name in {b"ASCII85Decode", b"A85", b"ASCIIHexDecode", b"AHx"}:
            blocks = iter([_from_ascii(_joined(blocks, 2 * most), name)])
        else:
            break
    total = 0
    for block in blocks:
        total += len(block)
        if total > most:
            break
    return total


def _joined(blocks: Iterator[bytes | memoryview], most: int) -> bytes:
    """Blocks as one; not much more than `most` bytes of them."""
    taken, size = [], 0
    for block in blocks:
        taken.append(bytes(block))
        size += len(block)
        if size > most:
            break
    return b"".join(taken)


def _in_blocks(packed: memoryview) -> Iterator[memoryview]:
    for at in range(0, len(packed), BLOCK_BYTES):
        yield packed[at : at + BLOCK_BYTES]


def _inflated(blocks: Iterator[bytes | memoryview]) -> Iterator[bytes]:
    unpacker = zlib.decompressobj()
    try:
        for block in blocks:
            left: bytes | memoryview = block
            while left and not unpacker.eof:
                yield unpacker.decompress(left, BLOCK_BYTES)
                left = unpacker.unconsumed_tail
    except zlib.error:
        return  # what pdfium makes of a damaged stream ends here as well


def _from_ascii(text: bytes, name: bytes) -> bytes:
    if name in {b"ASCIIHexDecode", b"AHx"}:
        digits = text.partition(b">")[0].translate(None, _NO_DIGITS)  # pdfium skips these too
        return binascii.unhexlify(digits + b"0" * (len(digits) % 2))
    return _from_base85(text)


def _from_base85(text: bytes) -> bytes:
    """ASCII85 decoded: as `base64.a85decode`, which takes 20 times as long for it."""
    import numpy as np  # noqa: PLC0415 -- only some PDF files need it

    digits = text.split(b"~", 1)[0].translate(None, b" \t\r\n\f\0").replace(b"z", b"!!!!!")
    groups = np.frombuffer(digits + b"u" * (-len(digits) % 5), np.uint8).reshape(-1, 5)
    numbers = (groups.astype(np.int64) - ord("!")) @ np.array([85**4, 85**3, 85**2, 85, 1])
    whole: bytes = (numbers & 0xFFFFFFFF).astype(">u4").tobytes()
    return whole[: len(whole) - (-len(digits) % 5)]


def _bomb(why: str, where: str) -> InputError:
    return InputError(
        f"deze PDF wordt niet gelezen; {why}",
        where=where,
        advice="Open hem zelf en bewaar hem opnieuw als PDF, of vraag het oorspronkelijke bestand.",
    )
