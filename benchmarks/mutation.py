"""How many deliberate faults the tests of a room find: mutmut on a seeded sample of its mutants.

    python benchmarks/mutation.py overlap --work FOLDER

The Python that runs it needs mutmut 3.8 beside what the tests need; how to make one stands in
docs/reliability.md. mutmut forks, so this needs Linux or macOS. It works on a copy in FOLDER, never
on the checkout, and a second run there makes only what changed. A room is a folder of `align/`; its
own tests are run, without those on real files. Printed is a line for each mutant that lived, and
the score. `--only` names mutants to try again after a test was written, `--show` prints what each
survivor changed.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
MUTMUT = Path(sys.executable).with_name("mutmut")

#: Tests of other folders that are about a room too.
ALSO = {
    "overlap": ["tests/exchange"],
    "revisions": ["tests/exchange/test_revision_exchange.py"],
    "planning": ["tests/exchange/test_plan_units.py", "tests/exchange/test_plan_xlsx.py"],
}
#: Tests that take long beside what they alone find; without them the score is lower, never higher.
SLOW = (
    "tests/overlap/test_laws.py",
    "tests/overlap/test_atlas.py",
    "tests/overlap/test_evidence.py::test_evidence_stands_best_first_and_mirrors",
    "tests/overlap/test_evidence.py::test_marks_lie_in_the_text_in_order_and_apart",
    "tests/overlap/test_atlas_keeping.py::test_side_by_side_finds_the_same",
    "tests/revisions/test_compare.py::test_every_item_stands_in_one_change_and_backwards_mirrors",
    "tests/revisions/test_compare.py::test_neither_ids_nor_order_choose_the_links",
    "tests/revisions/test_audit.py::test_a_slot_swap_and_an_honest_successor",
    "tests/planning/test_exact.py",
    "tests/planning/test_plan.py::test_every_route_gives_a_plan_or_a_worded_refusal",
)
COPIED = ("align", "tests", "templates", "corpora", "pyproject.toml", "README.md")

#: What mutmut's exit codes say of a mutant (mutmut 3.8, `mutmut.stats`).
WORDS = {1: "killed", 3: "killed", 0: "lived", 5: "no test", 33: "no test", None: "not tried"}
WORDS |= dict.fromkeys((24, -24, 36, 152, 255), "time")
#: A mutant that makes a test run out of time is found too.
DEAD = ("killed", "time")


def main() -> None:
    """Run mutmut on a sample and print what lived."""
    given = arguments()
    work = given.work / given.room
    if not given.report:
        prepare(work, given)
        mutmut(work, "run", "none of them", processes=given.processes)
    every = sorted(verdicts(work, given.room))
    if not every:
        raise SystemExit("mutmut made no mutants, or could not run the tests; see above")
    random.Random(given.seed).shuffle(every)  # noqa: S311 -- a larger sample holds the smaller one
    chosen = given.only or every[: given.sample]
    if not given.report:
        mutmut(work, "run", *chosen, processes=given.processes)
    if all(code is None for code in verdicts(work, given.room).values()):
        raise SystemExit("mutmut tried nothing: the tests do not pass as they are; see above")
    report(work, given, chosen, len(every))


def arguments() -> argparse.Namespace:
    """What is asked for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("room", choices=sorted(ALSO))
    parser.add_argument("--work", type=Path, required=True, help="folder for the copy")
    parser.add_argument("--sample", type=int, default=200)
    parser.add_argument("--seed", type=int, default=8)
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--only", nargs="*", default=[], help="names of mutants")
    parser.add_argument("--report", action="store_true", help="only tell what is known by now")
    parser.add_argument("--show", action="store_true", help="print what survivors changed")
    return parser.parse_args()


def prepare(work: Path, given: argparse.Namespace) -> None:
    """A copy of the project in which mutmut may write; what mutmut knows of it already stays."""
    work.mkdir(parents=True, exist_ok=True)
    leave = shutil.ignore_patterns("__pycache__", "browser", "reliability")
    for name in COPIED:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, work / name, ignore=leave, dirs_exist_ok=True)
        else:
            shutil.copy2(ROOT / name, work / name)
    tests = [f"tests/{given.room}", *ALSO[given.room]]
    settings = {
        "source_paths": ["align"],
        "only_mutate": [f"align/{given.room}/*"],
        "also_copy": ["templates", "corpora", "README.md"],
        "pytest_add_cli_args": ["-n0", "-p", "no:cacheprovider", "-m", "not real and not browser"]
        + [f"--deselect={test}" for test in SLOW],
        "pytest_add_cli_args_test_selection": tests,
        "timeout_multiplier": 30.0,
        "timeout_constant": 20.0,
    }
    with (work / "pyproject.toml").open("a", encoding="utf-8") as opened:
        opened.write("\n[tool.mutmut]\n")
        opened.writelines(f"{key} = {json.dumps(value)}\n" for key, value in settings.items())


def mutmut(work: Path, *arguments: str, processes: int) -> None:
    """One run of mutmut in the copy, on one thread a process."""
    threads = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
    subprocess.run(
        [MUTMUT, *arguments[:1], "--max-children", str(processes), *arguments[1:]],
        cwd=work,
        env={**os.environ, **threads},
        check=False,
    )


def verdicts(work: Path, room: str) -> dict[str, int | None]:
    """Every mutant of the room with what became of it; None where it was not tried."""
    found: dict[str, int | None] = {}
    for meta in sorted((work / "mutants" / "align" / room).glob("*.py.meta")):
        found |= json.loads(meta.read_text(encoding="utf-8"))["exit_code_by_key"]
    return found


def report(work: Path, given: argparse.Namespace, chosen: list[str], every: int) -> None:
    """Print the survivors and the score."""
    found = verdicts(work, given.room)
    words = {name: WORDS.get(found[name], "unclear") for name in chosen}
    for name, word in sorted(words.items()):
        if word not in (*DEAD, "not tried"):
            print(f"{word}: {name}")
            if given.show:
                subprocess.run([MUTMUT, "show", name], cwd=work, check=False)
    counts = Counter(words.values())
    tried, dead = len(chosen) - counts["not tried"], sum(counts[word] for word in DEAD)
    print(f"{given.room}: {every} mutants, sample of seed {given.seed}: {dict(counts)}")
    print(f"{dead} of {tried} died: {dead / tried:.1%}")


if __name__ == "__main__":
    main()
