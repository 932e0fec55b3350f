"""`align evaluate`: how well does the tool agree with people who rated pairs?"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from align.cli.engine_options import add_engine, engine_of

if TYPE_CHECKING:
    from align.overlap.evaluate import Evaluation
    from align.similarity.gold import GoldSet

NAME = "evaluate"
HELP = "meet hoe goed het programma overeenkomt met beoordeelde paren"
EPILOG = """\
voorbeeld:
  align evaluate gold.json --json maten.json --pairs paren.csv --fail-under map=0.58
"""

_NAMES = {
    "map": "gemiddelde precisie (mAP)",
    "ndcg5": "nDCG@5 per deeltaak",
    "f1": "F1 op eigen drempel",
    "precision": "precisie",
    "recall": "vindkans (recall)",
    "relation_accuracy": "relatie goed",
    "ece": "kalibratiefout (ECE)",
}


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare arguments."""
    parser.add_argument(
        "gold", metavar="GOLD.json", type=Path, help="beoordeelde set (overlap-gold/1)"
    )
    parser.add_argument("--json", metavar="BESTAND", type=Path, help="schrijf de maten als JSON")
    parser.add_argument(
        "--pairs", metavar="BESTAND", type=Path, help="schrijf elk paar met score als CSV"
    )
    parser.add_argument(
        "--fail-under",
        metavar="MAAT=WAARDE",
        action="append",
        default=[],
        help="exitcode 3 als de maat slechter is (mag vaker); bijvoorbeeld map=0.58",
    )
    add_engine(parser)


def run(options: argparse.Namespace) -> int:
    """Evaluate, show, write, and hold against the gates."""
    gates = [_gate(text) for text in options.fail_under]
    from align.cli.pages import check_outputs

    check_outputs([options.json, options.pairs], [options.gold])
    from align import __version__
    from align.exchange.evaluation_json import evaluation_json
    from align.files import write_all
    from align.overlap.evaluate import evaluate, pairs_csv
    from align.similarity.gold import read_gold

    gold = read_gold(options.gold)
    result = evaluate(gold, engine=engine_of(options))
    files = {}
    if options.json:
        files[options.json] = evaluation_json(result, gold, tool_version=__version__)
    if options.pairs:
        files[options.pairs] = pairs_csv(result)
    write_all(files)
    if not options.quiet:
        print(_summary(result, gold))
    _check(gates, result)
    return 0


def _gate(text: str) -> tuple[str, float]:
    from align.errors import UsageError

    name, _, value = text.partition("=")
    try:
        bar = float(value)
    except ValueError:
        bar = float("nan")
    if name not in _NAMES or bar != bar:  # noqa: PLR0124 -- only NaN differs from itself
        raise UsageError(
            f"--fail-under {text} is niet te lezen",
            advice=f"Schrijf MAAT=WAARDE met een van: {', '.join(_NAMES)}.",
        )
    return name, bar


def _summary(result: Evaluation, gold: GoldSet) -> str:
    counts = result.counts
    lines = [
        f"{gold.name}: {counts['blocks']} blokken, {counts['pairs']} paren",
        f"  {counts['overlaps']} als dubbeling beoordeeld, {gold.raters}× per paar",
    ]
    if gold.note:
        lines.append(f"  let op: {gold.note}")
    for name, label in _NAMES.items():
        value = result.metrics[name]
        shown = "niet te meten" if value is None else f"{value:.3f}"
        if name in result.intervals:
            low, high = result.intervals[name]
            shown += f"   (95%-interval over blokken {low:.2f} tot {high:.2f})"
        lines.append(f"  {label:<28}{shown}")
    return "\n".join(lines)


def _check(gates: list[tuple[str, float]], result: Evaluation) -> None:
    from align.errors import GateError
    from align.overlap.evaluate import LOWER_IS_BETTER

    failed = []
    for name, bar in gates:
        value = result.metrics[name]
        if value is None or (value > bar if name in LOWER_IS_BETTER else value < bar):
            shown = "niet te meten" if value is None else f"{value:.4f}"
            failed.append(f"{name} is {shown}, gevraagd {bar}")
    if failed:
        raise GateError("grens niet gehaald: " + "; ".join(failed))
