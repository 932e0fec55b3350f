"""`align evaluate`: how well does the tool agree with people who rated or decided about pairs?"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from align.cli.arguments import add_decisions
from align.cli.engine_options import ENCODER, add_engine, engine_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from align.overlap.evaluate import Evaluation
    from align.overlap.evaluate_decisions import DecisionsEvaluation
    from align.similarity.gold import GoldSet

NAME = "evaluate"
HELP = "meet hoe goed het programma overeenkomt met beoordeelde paren of met uw besluiten"
EPILOG = """\
voorbeeld:
  align evaluate gold.json --json maten.json --pairs paren.csv --fail-under map=0.58
  align evaluate --decisions besluiten.json
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
        "gold",
        metavar="GOLD.json",
        type=Path,
        nargs="?",
        help="beoordeelde set (overlap-gold/1)",
    )
    add_decisions(
        parser,
        "meet aan wat uw team besloot in plaats van aan een beoordeelde set (mag vaker); telt wat "
        "het programma toen zei, dus niet samen met --encoder",
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
    """Evaluate, show, write, and hold against the gates.

    Raises:
        UsageError: a gate that cannot be read, not one of a rated set and decisions, or an
            encoder beside decisions.
        InputError: a set or file that cannot be read, or without one decision to measure.
        GateError: a measure is worse than asked.
    """
    from align.errors import UsageError

    gates = [_gate(text) for text in options.fail_under]
    if bool(options.gold) == bool(options.decisions):
        raise UsageError(
            "geef een beoordeelde set of --decisions, een van beide",
            advice="Bijvoorbeeld: align evaluate --decisions besluiten.json",
        )
    if options.decisions:
        _refuse_engine(options)
    from align.cli.pages import check_outputs

    inputs = [options.gold] if options.gold else options.decisions
    check_outputs([options.json, options.pairs], inputs)
    return _run_decisions(options, gates) if options.decisions else _run_gold(options, gates)


def _refuse_engine(options: argparse.Namespace) -> None:
    """Nothing is compared again for decisions, so an encoder of choice would change nothing."""
    from align.errors import UsageError

    asked = {"--encoder": options.encoder != ENCODER, "--cache": options.cache is not None}
    useless = " en ".join(name for name, given in asked.items() if given)
    if useless:
        raise UsageError(
            f"{useless} kan niet samen met --decisions: gemeten wordt wat het programma zei toen u "
            "besloot",
            advice="Laat het weg. Wat een ander taalmodel van deze paren vindt, toont 'align "
            "overlap' met --encoder en --decisions.",
        )


def _run_gold(options: argparse.Namespace, gates: list[tuple[str, float]]) -> int:
    from align import __version__
    from align.exchange.evaluation_json import evaluation_json, pairs_csv
    from align.overlap.evaluate import evaluate
    from align.similarity.gold import read_gold

    gold = read_gold(options.gold)
    with engine_of(options) as engine:
        result = evaluate(gold, engine=engine)
    measures = evaluation_json(result, gold, tool_version=__version__)
    _finish(options, measures, pairs_csv(result), _summary(result, gold))
    _check(gates, result.metrics)
    return 0


def _run_decisions(options: argparse.Namespace, gates: list[tuple[str, float]]) -> int:
    from align import __version__
    from align.cli.decisions import decisions_of
    from align.errors import GateError, InputError
    from align.exchange.evaluation_json import decisions_evaluation_json, decisions_pairs_csv
    from align.model import Decisions
    from align.overlap.evaluate_decisions import LEAST, evaluate_decisions

    result = evaluate_decisions(decisions_of(options) or Decisions())
    if not result.pairs:
        raise InputError(
            f"er is geen besluit om aan te meten ({_left_out(result) or 'het bestand is leeg'})",
            where=", ".join(map(str, options.decisions)),
            advice="Besluit in het rapport over paren (akkoord of afwijzen) en bewaar het bestand.",
        )
    measures = decisions_evaluation_json(result, tool_version=__version__)
    _finish(options, measures, decisions_pairs_csv(result), _decided(result, LEAST))
    if gates and result.too_few:
        raise GateError(
            f"met {len(result.pairs)} besluiten is geen grens te toetsen; er zijn er {LEAST} nodig"
        )
    _check(gates, result.metrics)
    return 0


def _finish(options: argparse.Namespace, measures: str, pairs: str, told: str) -> None:
    """Write what was asked for, and say what was measured."""
    from align.files import write_all

    asked = ((options.json, measures), (options.pairs, pairs))
    write_all({path: text for path, text in asked if path})
    if not options.quiet:
        print(told)


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
    told = "95%-interval over blokken"
    return "\n".join([*lines, *_measures(result.metrics, result.intervals, told)])


def _decided(result: DecisionsEvaluation, least: int) -> str:
    counts = result.counts
    lines = [
        f"{counts['pairs']} besluiten: {counts['akkoord']} akkoord, {counts['afgewezen']} afgewezen"
    ]
    left_out = _left_out(result)
    if left_out:
        lines.append(f"  niet meegeteld: {left_out}")
    if result.too_few:
        lines.append(
            f"  let op: dit zijn er te weinig om iets over het programma te zeggen; besluit over"
            f" minstens {least} paren, ook over paren die u afwijst"
        )
    lines.append(
        "  let op: wie besluit, ziet vooral wat het programma meldt; hoeveel het mist, blijkt"
        " hieruit niet"
    )
    if result.engines:
        lines.append(f"  gemeten aan wat het programma toen zei: {'; '.join(result.engines)}")
    return "\n".join([*lines, *_measures(result.metrics, result.intervals, "95%-interval")])


def _left_out(result: DecisionsEvaluation) -> str:
    counts = result.counts
    told = (
        (counts["bespreken"], "te bespreken"),
        (counts["conflicts"], "waarover mensen verschillen"),
        (counts["unknown"], "zonder wat het programma ervan vond"),
    )
    return ", ".join(f"{number} {what}" for number, what in told if number)


def _measures(
    metrics: Mapping[str, float | None],
    intervals: Mapping[str, tuple[float, float]],
    told: str,
) -> list[str]:
    lines = []
    for name, label in _NAMES.items():
        value = metrics[name]
        shown = "niet te meten" if value is None else f"{value:.3f}"
        if name in intervals:
            low, high = intervals[name]
            shown += f"   ({told} {low:.2f} tot {high:.2f})"
        lines.append(f"  {label:<28}{shown}")
    return lines


def _check(gates: list[tuple[str, float]], metrics: Mapping[str, float | None]) -> None:
    from align.errors import GateError
    from align.overlap.evaluate import LOWER_IS_BETTER

    failed = []
    for name, bar in gates:
        value = metrics[name]
        if value is None or (value > bar if name in LOWER_IS_BETTER else value < bar):
            shown = "niet te meten" if value is None else f"{value:.4f}"
            failed.append(f"{name} is {shown}, gevraagd {bar}")
    if failed:
        raise GateError("grens niet gehaald: " + "; ".join(failed))
