"""How long it takes to read a folder of real files, and how much memory.

    python benchmarks/reading.py FOLDER

Prints a table with one row a document, each read in a process of its own so that its peak can be
measured; then two bars: the whole folder through `align inspect`, and one XML file with 172
dossiers of SBB, made from those in FOLDER/sbb-xml under new numbers, next to a plain parse of the
same file by lxml in the same run. The made file is not kept. Exit code 3 when a bar is not met.
Seconds are those of the processor: every reader works alone, and a machine may be in use by others.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from align.sources.archive import open_source
from align.sources.documents import contents

DOSSIERS = 172
MOST_SECONDS, MOST_MEGABYTES = 6.0, 400.0
MOST_SECONDS_FOR_ALL = 25.0

PEAK = """
def peak():
    try:
        with open("/proc/self/status") as status:
            return next(int(l.split()[1]) for l in status if l.startswith("VmHWM")) / 2**10
    except OSError:
        try:
            import resource
            return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
        except ImportError:
            return 0.0
"""
READ = (
    PEAK
    + """
import json, sys, time
from align.sources import load_each
from align.sources import archive, detect, documents
started = time.process_time()
found, faults = load_each([sys.argv[1]])
said = {"seconds": time.process_time() - started, "peak": peak()}
for fault in faults:
    said |= {"format": "", "warnings": "", "read": "refused: " + fault.what}
for c in found:
    counts = ", ".join(f"{n} {kind}" for kind, n in c.counts().items())
    read = ", ".join(filter(None, [counts, f"{len(c.rulings)} rulings" if c.rulings else ""]))
    said |= {"format": c.source.format, "read": read, "warnings": len(c.warnings)}
print(json.dumps(said))
"""
)
INSPECT = """
import sys, time
from align.cli.main import main
main(sys.argv[1:])
print(time.process_time(), file=sys.stderr)
"""
PLAIN = (
    PEAK
    + """
import json, sys, time
from lxml import etree
started = time.process_time()
elements = sum(1 for _ in etree.parse(sys.argv[1]).iter())
print(json.dumps({"elements": elements, "seconds": time.process_time() - started, "peak": peak()}))
"""
)


def child(code: str, path: str) -> dict[str, object]:
    """Run code on one path in a process of its own; its one line of JSON."""
    done = subprocess.run(
        [sys.executable, "-c", code, path], capture_output=True, encoding="utf-8", check=True
    )
    found: dict[str, object] = json.loads(done.stdout)
    return found


def paths_of(folder: Path) -> list[str]:
    """The documents of a folder, as `align` finds them, and what it does not read."""
    found = contents(open_source(folder))
    for other in found.unread:
        print(f"niet gelezen: {other.name}: {other.fault.what}", file=sys.stderr)
    return [document.files.path for _, document in found.documents]


def made_of(folder: Path, target: Path) -> int:
    """Write one file with 172 dossiers, made of those in a folder; returns its size in bytes."""
    sources = [p.read_text(encoding="utf-8-sig") for p in sorted(folder.glob("*.xml"))]
    head = sources[0][: sources[0].index("<dossiers>") + len("<dossiers>")]
    bodies = [text[text.index("<dossier ") : text.index("</dossiers>")] for text in sources]
    with target.open("w", encoding="utf-8") as file:
        file.write(head)
        for number in range(DOSSIERS):
            body = bodies[number % len(bodies)]
            file.write(
                re.sub(r'<dossier nr="[^"]*"', f'<dossier nr="{9000 + number}"', body, count=1)
            )
        file.write("</dossiers></sbb>\n")
    return target.stat().st_size


def main() -> int:
    """Print the table and the bars."""
    parser = argparse.ArgumentParser(description=__doc__, add_help=True)
    parser.add_argument("folder", type=Path)
    folder: Path = parser.parse_args().folder
    print("| document | format | read | warnings | seconds | peak MB |")
    print("|---|---|---|---|---|---|")
    for path in paths_of(folder):
        row = child(READ, path)
        name = Path(path).relative_to(folder).as_posix()
        print(
            f"| {name} | {row['format']} | {row['read']} | {row['warnings']} "
            f"| {row['seconds']:.2f} | {row['peak']:.0f} |"
        )
    met = whole_folder(folder)
    return 0 if one_large_file(folder / "sbb-xml") and met else 3


def whole_folder(folder: Path) -> bool:
    """Time `align inspect` over everything, from the start of the process."""
    done = subprocess.run(
        [sys.executable, "-c", INSPECT, "inspect", str(folder)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        check=True,
    )
    seconds = float(done.stderr.splitlines()[-1])
    print(f"\nalign inspect over everything: {seconds:.1f} s (bar: {MOST_SECONDS_FOR_ALL:.0f} s)")
    return seconds <= MOST_SECONDS_FOR_ALL


def one_large_file(folder: Path) -> bool:
    """Time one file with all dossiers, and a plain parse of it as a peer."""
    with tempfile.TemporaryDirectory() as temporary:
        target = Path(temporary) / "alle-dossiers.xml"
        size = made_of(folder, target)
        peer = child(PLAIN, str(target))
        ours = child(READ, str(target))
    seconds, peak = float(str(ours["seconds"])), float(str(ours["peak"]))
    plain, plain_peak = float(str(peer["seconds"])), float(str(peer["peak"]))
    print(
        f"one XML file, {DOSSIERS} dossiers, {size / 2**20:.0f} MB: {seconds:.2f} s, {peak:.0f} MB "
        f"(bars: {MOST_SECONDS:.0f} s, {MOST_MEGABYTES:.0f} MB)\n"
        f"  peer, lxml.etree.parse and one walk: {plain:.2f} s, {plain_peak:.0f} MB; "
        f"ratio {seconds / plain:.1f} in time, {peak / plain_peak:.2f} in memory"
    )
    return seconds <= MOST_SECONDS and peak <= MOST_MEGABYTES


if __name__ == "__main__":
    sys.exit(main())
