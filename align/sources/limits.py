"""How much of a source is read: generous for what schools and publishers have, deadly for bombs.

Read them as `limits.MAX_FILES`, so that one place decides.
"""

from __future__ import annotations

MAX_FILES = 2_000
"""Files in one folder or zip; a release of SLO has about ten."""
MAX_FILE_BYTES = 200 * 2**20
"""Bytes of one file; all releases of SLO together are under 10 MB, all dossiers of SBB some 30."""
MAX_TOTAL_BYTES = 400 * 2**20
"""Bytes of all files of one zip together, unpacked."""
MAX_INNER_ZIP_BYTES = 50 * 2**20
"""Bytes of a zip (docx, xlsx, ods, odt) that lies in a zip; it is held in memory whole."""
MAX_RATIO = 200
"""How many times smaller a file in a zip may be; JSON and XML of this field pack 5 to 20 times."""
MAX_FOLDER_DEPTH = 4
"""Folders below the one that was given."""
HEAD_BYTES = 64 * 1024
"""What a reader may look at to recognise a format."""
BLOCK_BYTES = 256 * 1024
"""Bytes that are read at a time from a file that is read as a stream."""


def megabytes(number_of_bytes: int) -> str:
    """A limit as a message names it: "200 MB"."""
    return f"{number_of_bytes // 2**20} MB"
