"""Whether everything that a user installs exists as a wheel, for each Python and each system.

    python benchmarks/wheels.py      prints the table of docs/dependencies.md

For each combination uv solves the whole tree of core dependencies for that system, from wheels
only, without installing anything: a package that would have to be compiled is a failure. Needs uv
on the path (pip solves the same, but takes minutes for each) and an index of packages.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1] / "pyproject.toml"
PYTHONS = ("3.11", "3.12", "3.13", "3.14")
SYSTEMS = {
    "Linux x86-64": "x86_64-manylinux_2_28",
    "Linux arm64": "aarch64-manylinux_2_28",
    "macOS arm64": "aarch64-apple-darwin",
    "Windows x86-64": "x86_64-pc-windows-msvc",
}


def solved(python: str, platform: str) -> int | str:
    """The number of packages, or what uv says is missing."""
    command = [
        *("uv", "pip", "compile", "--quiet", "--no-annotate", "--no-header"),
        *("--only-binary", ":all:", "--python-version", python),
        *("--python-platform", platform, str(PROJECT)),
    ]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    return done.stderr.strip() if done.returncode else done.stdout.count("==")


def main() -> int:
    """Print the table; 1 where something has no wheel."""
    faults = []
    print(f"| system | {' | '.join(PYTHONS)} |\n|---|{'---|' * len(PYTHONS)}")
    for system, platform in SYSTEMS.items():
        found = {python: solved(python, platform) for python in PYTHONS}
        faults += [f"{system}, {key}: {one}" for key, one in found.items() if isinstance(one, str)]
        cells = (f"{one} wheels" if isinstance(one, int) else "no" for one in found.values())
        print(f"| {system} | {' | '.join(cells)} |", flush=True)
    print("\n".join(faults), file=sys.stderr)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
