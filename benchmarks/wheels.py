"""Whether everything that a user installs exists as a wheel, for each Python and each system.

    python benchmarks/wheels.py                   all, as the table of docs/dependencies.md
    python benchmarks/wheels.py --python 3.14     one Python

For each combination pip solves the whole tree of core dependencies for that system, from wheels
only, without installing anything: a package that would have to be compiled, there or below, is a
failure. Needs an index of packages. Markers such as sys_platform are those of the machine that
runs this, so a package that only Windows needs (colorama, which is pure Python) is not looked at.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PYTHONS = ("3.11", "3.12", "3.13", "3.14")
#: What pip calls a system, oldest accepted first.
SYSTEMS = {
    "Linux x86-64": ("manylinux2014_x86_64", "manylinux_2_27_x86_64", "manylinux_2_28_x86_64"),
    "Linux arm64": ("manylinux2014_aarch64", "manylinux_2_27_aarch64", "manylinux_2_28_aarch64"),
    "macOS arm64": ("macosx_11_0_arm64", "macosx_12_0_arm64", "macosx_14_0_arm64"),
    "Windows x86-64": ("win_amd64",),
}


def solved(needed: list[str], python: str, platforms: tuple[str, ...]) -> dict[str, str] | str:
    """Versions by package, or what pip says is missing."""
    tags = [option for platform in platforms for option in ("--platform", platform)]
    with tempfile.TemporaryDirectory() as nowhere:
        report = Path(nowhere) / "report.json"
        command = [
            *(sys.executable, "-m", "pip", "install", "--dry-run", "--quiet", "--ignore-installed"),
            *("--only-binary=:all:", "--implementation", "cp", "--python-version", python),
            *(*tags, "--target", nowhere, "--report", str(report), *needed),
        ]
        done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
        if done.returncode:
            errors = [line for line in done.stderr.splitlines() if line.startswith("ERROR")]
            return errors[-1] if errors else done.stderr.strip()
        entries = json.loads(report.read_text(encoding="utf-8"))["install"]
    return {entry["metadata"]["name"]: entry["metadata"]["version"] for entry in entries}


def main() -> int:
    """Print the table; 1 where something has no wheel."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--python", action="append", choices=PYTHONS, help="only this one")
    chosen = parser.parse_args().python or PYTHONS
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    faults = []
    print(f"| system | {' | '.join(chosen)} |\n|---|{'---|' * len(chosen)}")
    for system, platforms in SYSTEMS.items():
        cells = []
        for python in chosen:
            found = solved(project["dependencies"], python, platforms)
            if isinstance(found, str):
                faults.append(f"{system}, Python {python}: {found}")
                cells.append("no")
            else:
                cells.append(f"{len(found)} wheels")
        print(f"| {system} | {' | '.join(cells)} |", flush=True)
    print("\n".join(faults), file=sys.stderr)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
