"""One profile against one dossier, cold: seconds and memory, beside two peers in the same run.

    python benchmarks/cold_overlap.py ../shared/data

Each figure is the median of some runs in a fresh process, without a language model. Beside the
seconds on the clock stand those of the processor, which mean more where a machine is in use by
others. The peers are the floor (only importing spaCy and scikit-learn, which align does too) and
the simplest matcher there is: rapidfuzz's token_set_ratio over the same sentences, with the same
readers.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

RUNS = 3

_FLOOR = "import spacy, sklearn.feature_extraction.text"

_FUZZY = """
import sys
from rapidfuzz import fuzz, process
from align.model import Leerweg
from align.overlap.selection import Selection, select_mbo, select_vmbo
from align.sources import load_all
vmbo, mbo = load_all(sys.argv[1:3])
selection = Selection(Leerweg.KB, ("ZW",))
texts = [
    [passage.text for unit in side.units for passage in unit.passages]
    for side in (select_vmbo(vmbo, selection), select_mbo(mbo, selection))
]
process.cdist(*texts, scorer=fuzz.token_set_ratio)
"""


def run(arguments: list[str]) -> tuple[float, float, float]:
    """Seconds on the clock and of the processor, and peak memory in MB, of a Python process.

    The last two are 0 on Windows.
    """
    started = time.perf_counter()
    process = subprocess.Popen([sys.executable, *arguments])
    if hasattr(os, "wait4"):
        _, status, usage = os.wait4(process.pid, 0)
        if status:
            raise SystemExit(f"failed: {arguments[:4]}")
        # Linux counts in kilobytes, macOS in bytes.
        peak = usage.ru_maxrss / (1024 if sys.platform != "darwin" else 1024**2)
        return time.perf_counter() - started, usage.ru_utime + usage.ru_stime, peak
    if process.wait():
        raise SystemExit(f"failed: {arguments[:4]}")
    return time.perf_counter() - started, 0.0, 0.0


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path, help="folder with slo-bg/ and sbb-xml/")
    data = parser.parse_args().data
    release = str(data / "slo-bg" / "2025.3")
    dossier = str(data / "sbb-xml" / "2755 Dienstverlening.xml")
    with tempfile.TemporaryDirectory() as folder:
        page = str(Path(folder) / "zw.html")
        align = ["-m", "align", "overlap", release, dossier, "--unit", "ZW", "--leerweg", "kb"]
        cases = {
            "align overlap, page and JSON": [
                *align,
                "--quiet",
                "--encoder",
                "none",
                "-o",
                page,
                "--json",
                page + ".json",
            ],
            "peer: imports only": ["-c", _FLOOR],
            "peer: rapidfuzz over all sentences": ["-c", _FUZZY, release, dossier],
        }
        print("| | seconds | of the processor | MB | ratio to imports |\n|---|---|---|---|---|")
        rows = {name: [run(case) for _ in range(RUNS)] for name, case in cases.items()}
    floor = statistics.median(seconds for seconds, _, _ in rows["peer: imports only"])
    for name, measured in rows.items():
        seconds, processor, memory = map(statistics.median, zip(*measured, strict=True))
        ratio = seconds / floor
        print(f"| {name} | {seconds:.1f} | {processor:.1f} | {memory:.0f} | {ratio:.1f} |")


if __name__ == "__main__":
    main()
