"""Redlines of real changes beside git word-diff, redlines and diff-match-patch on the same pairs.

    pip install redlines diff-match-patch          # peers; nothing else needs them
    python benchmarks/redline.py ../shared/data/slo-bg

For each pair of texts that differ (gewijzigd and redactioneel, one old and one new, of the four
steps), each tool says which pieces went and came. Printed per tool:

- spans: pieces marked, a pair (what a reader has to look at);
- letters: share of the letters of both texts that are marked as gone or new, moved ones apart;
- widest: the longest piece, in words;
- cut words: pieces that begin or end inside a word, a hundred pairs (marks that no one can read);
- over a sentence: pieces that reach over the end of a sentence;
- missed: texts that the pieces do not give back, white space aside;
- seconds of the processor. For git it includes starting git once for all pairs.
"""

from __future__ import annotations

import argparse
import re
import resource
import subprocess
import tempfile
import time
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from diff_match_patch import diff_match_patch
from redlines import Redlines

from align.language import sentences
from align.model import ChangeKind
from align.revisions import SpanKind, compare_releases, redline
from align.sources import load

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

RELEASES = ("2020.1", "2021.1", "2022.1", "2024.2", "2025.3")
CHANGED = {ChangeKind.GEWIJZIGD, ChangeKind.REDACTIONEEL}
#: A line that stands in no text; git compares all pairs in one run with it between them.
RULE = "¶¶¶"


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a diff: "=" stayed, "-" went, "+" came, "<" and ">" moved from and to.

    What stayed may stand in the old text with other white space.
    """

    mark: str
    text: str
    old: str = ""


Diff = list[Piece]
Texts = tuple[str, str]


def by_align(pairs: Sequence[Texts]) -> list[Diff]:
    """Redlines of align."""
    found = []
    for old, new in pairs:
        diff = []
        for span in redline(old, new):
            if span.kind is SpanKind.VERPLAATST:
                diff.append(Piece("<" if span.old else ">", span.old or span.new))
            elif span.kind is SpanKind.GELIJK:
                diff.append(Piece("=", span.new, span.old))
            else:
                diff.append(Piece("-" if span.old else "+", span.old or span.new))
        found.append(diff)
    return found


def by_git(pairs: Sequence[Texts]) -> list[Diff]:
    """`git diff --word-diff=porcelain`, the words as git takes them by default."""
    with tempfile.TemporaryDirectory() as folder:
        names = []
        for side, name in enumerate(("old", "new")):
            path = Path(folder) / name
            text = "".join(f"{' '.join(p[side].split())}\n{RULE}\n" for p in pairs)
            path.write_text(text, encoding="utf-8", newline="\n")
            names.append(str(path))
        shown = subprocess.run(
            ["git", "diff", "--no-index", "--word-diff=porcelain", "-U1000000", *names],
            capture_output=True,
            encoding="utf-8",
            check=False,
        ).stdout
    body = shown.split("\n@@", 1)[1].split("\n")[1:]
    found: list[Diff] = [[]]
    for line in body:
        if line == f" {RULE}":
            found.append([])
        elif line and line[0] in " +-":
            found[-1].append(Piece("=" if line[0] == " " else line[0], line[1:] + " "))
    return found[: len(pairs)]


def by_redlines(pairs: Sequence[Texts]) -> list[Diff]:
    """The package redlines."""
    found = []
    for old, new in pairs:
        lines = Redlines(old, new)
        # What it shows is markdown; its own words and operations stand behind that.
        shown = re.sub(r"<ins>|</ins>|<del>|</del>", "", lines.output_markdown)
        diff, at = [], 0
        for match in re.finditer(
            r"<span style='color:(red|green)[^']*'>(.*?)</span>", shown, re.DOTALL
        ):
            diff.append(Piece("=", shown[at : match.start()]))
            diff.append(Piece("-" if match[1] == "red" else "+", match[2]))
            at = match.end()
        diff.append(Piece("=", shown[at:]))
        found.append([piece for piece in diff if piece.text.strip()])
    return found


def by_letters(pairs: Sequence[Texts]) -> list[Diff]:
    """diff-match-patch with its semantic clean-up, as its makers advise for people."""
    tool = diff_match_patch()
    found = []
    for old, new in pairs:
        pieces = tool.diff_main(old, new)
        tool.diff_cleanupSemantic(pieces)
        found.append([Piece("-=+"[sign + 1], text) for sign, text in pieces])
    return found


def report(name: str, tool: Callable[[Sequence[Texts]], list[Diff]], pairs: list[Texts]) -> None:
    """Print a row of the table."""
    started = _seconds()
    diffs = tool(pairs)
    seconds = _seconds() - started
    spans = letters = moved = widest = cut = over = missed = total = 0
    for texts, diff in zip(pairs, diffs, strict=True):
        for text, own in zip(texts, ("-<", "+>"), strict=True):
            pieces = _side(diff, own)
            whole = "".join(part for _, part in pieces)
            total += len(_bare(text))
            missed += _bare(whole) != _bare(text)
            starts = [start for start, _ in sentences.spans(whole)][1:]
            at = 0
            for mark, part in pieces:
                start, at = at, at + len(part)
                if mark == "=" or not part.strip():
                    continue
                spans += 1
                moved += len(_bare(part)) if mark in "<>" else 0
                letters += len(_bare(part)) if mark in "-+" else 0
                widest = max(widest, len(part.split()))
                left, right = start + len(part) - len(part.lstrip()), start + len(part.rstrip())
                cut += _inside(whole, left) or _inside(whole, right)
                over += any(left < begin < right for begin in starts)
    count = len(pairs)
    print(
        f"| {name} | {spans / count:.2f} | {letters / total:.1%} | {moved / total:.1%} | {widest} "
        f"| {100 * cut / count:.0f} | {over} | {missed} | {seconds:.2f} |"
    )


def _side(diff: Diff, own: str) -> list[tuple[str, str]]:
    """Marks and texts of the pieces of one side: what stayed, and what is its own."""
    old = "-" in own
    return [
        (p.mark, (p.old or p.text) if old else p.text)
        for p in diff
        if p.mark == "=" or p.mark in own
    ]


def _bare(text: str) -> str:
    return "".join(text.split())


def _inside(text: str, at: int) -> bool:
    return 0 < at < len(text) and text[at - 1].isalnum() and text[at].isalnum()


def _seconds() -> float:
    own = time.process_time()
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return own + children.ru_utime + children.ru_stime


def main() -> None:
    """Measure all tools on the same pairs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="folder with one folder a release of SLO")
    folder = parser.parse_args().folder
    releases = [load(folder / tag) for tag in RELEASES]
    pairs: list[Texts] = []
    for old, new in pairwise(releases):
        for change in compare_releases(old, new).changes:
            if change.kind in CHANGED and len(change.old) == len(change.new) == 1:
                one, other = old.by_id[change.old[0]].title, new.by_id[change.new[0]].title
                if _bare(one) != _bare(other):
                    pairs.append((one, other))
    by_align(pairs[:5])  # word lists are read once
    print(f"{len(pairs)} pairs of texts")
    print(
        "| tool | spans | letters | moved | widest | cut words | over a sentence | missed "
        "| seconds |\n|---|---|---|---|---|---|---|---|---|"
    )
    for name, tool in (
        ("align", by_align),
        ("git word-diff", by_git),
        ("redlines", by_redlines),
        ("diff-match-patch", by_letters),
    ):
        report(name, tool, pairs)


if __name__ == "__main__":
    main()
