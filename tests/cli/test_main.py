"""The entry point: help, exit codes, and one Dutch message instead of a traceback."""

import os
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from align import __version__
from align.cli import main as entry
from align.cli.main import COMMANDS, main

HEAVY = ("spacy", "sklearn", "scipy", "numpy", "lxml", "jinja2", "simplemma", "rapidfuzz")


@pytest.mark.parametrize("command", [(), *((name,) for name in COMMANDS)])
def test_every_command_explains_itself(align, command):
    shown = align(*command, "--help")
    assert shown.code == 0
    assert shown.err == ""
    assert "gebruik: align" in shown.out
    assert "opties" in shown.out
    assert "--help" in shown.out
    assert "--version" in shown.out
    assert "voorbeeld" in shown.out
    assert "usage:" not in shown.out
    assert "show this help" not in shown.out


def test_help_names_every_command_and_the_exit_codes(align):
    shown = align("--help").out
    assert all(f"    {name}" in shown for name in COMMANDS)
    assert "0 klaar, 1 een bestand is onbruikbaar, 2 verkeerd gebruik, 3 een grens" in shown


@pytest.mark.parametrize("command", [(), *((name,) for name in COMMANDS)])
def test_the_version_is_asked_everywhere(align, command):
    assert align(*command, "--version").out == f"align {__version__}\n"


@pytest.mark.parametrize("command", [(), *((name,) for name in COMMANDS)])
def test_help_does_not_wait_for_heavy_imports(new_process, command):
    code = f"import sys; from align.cli.main import main; main({[*command, '--help']!r}); "
    done = new_process("-c", code + "print(*sorted(sys.modules), sep='\\n', file=sys.stderr)")
    assert done.code == 0
    loaded = {name.partition(".")[0] for name in done.err.splitlines()}
    assert "argparse" in loaded
    assert loaded.isdisjoint(HEAVY)


def test_without_a_command_the_help_is_shown_as_wrong_usage(align):
    shown = align()
    assert shown.code == 2
    assert "opdrachten" in shown.out


@pytest.mark.parametrize(
    ("arguments", "what"),
    [
        (["overzicht"], "onbekende keuze: 'overzicht'"),
        (["overlap"], "deze gegevens ontbreken: VMBO, MBO, -o/--output"),
        (["overlap", "a", "b"], "deze gegevens ontbreken: -o/--output"),
        (["overlap", "a", "b", "-o"], "optie -o/--output: hier hoort een waarde bij"),
        (["overlap", "a", "b", "-o", "c", "--leerweg", "vwo"], "onbekende keuze: 'vwo'"),
        (["demo", "--kleur", "rood"], "deze opties bestaan niet: --kleur rood"),
        (["demo", "--quiet", "--verbose"], "optie --verbose: gaat niet samen met --quiet"),
        (["inspect"], "deze gegevens ontbreken: SOURCE"),
    ],
)
def test_wrong_usage_is_said_in_dutch_with_where_to_look(align, arguments, what):
    shown = align(*arguments)
    assert shown.code == 2
    assert shown.out == ""
    assert what in shown.err
    assert "→ Zie 'align" in shown.err
    assert "gebruik: align" in shown.err
    assert "Traceback" not in shown.err


def test_an_option_that_a_command_does_not_know_points_at_the_help_of_that_command(align):
    shown = align("demo", "--kleur", "rood")
    assert "→ Zie 'align demo --help'." in shown.err
    assert "gebruik: align demo" in shown.err


def run_instead(monkeypatch, action):
    """Let every command do this."""
    module = SimpleNamespace(HELP="", configure=lambda _: None, run=lambda _: action())
    monkeypatch.setattr(entry.importlib, "import_module", lambda _: module)


def test_a_defect_of_ours_is_not_blamed_on_the_user(align, monkeypatch):
    run_instead(monkeypatch, lambda: 1 / 0)
    shown = align("demo")
    assert shown.code == 70
    assert "ZeroDivisionError" in shown.err
    assert "dat aan het programma ligt" in shown.err


def test_who_stops_the_program_hears_that_nothing_is_half_written(align, monkeypatch):
    def stop():
        raise KeyboardInterrupt

    run_instead(monkeypatch, stop)
    shown = align("demo")
    assert shown.code == 130
    assert shown.err == "align: afgebroken; er is niets half geschreven.\n"


def test_arguments_come_from_the_command_line_when_none_are_given(monkeypatch, capsys):
    monkeypatch.setattr(sys, "argv", ["align", "demo", "--version"])
    monkeypatch.setattr(entry.Stopping, "watch", lambda _: None)  # this process is not its own
    assert main() == 0
    assert capsys.readouterr().out == f"align {__version__}\n"


@pytest.mark.parametrize("command", [["--help"], ["inspect", "{vmbo}"]])
def test_a_reader_who_has_gone_is_no_fault(command, vmbo):
    reading, writing = os.pipe()
    os.close(reading)
    arguments = [argument.format(vmbo=vmbo) for argument in command]
    with os.fdopen(writing, "w") as nobody:
        done = subprocess.run(
            [sys.executable, "-m", "align", *arguments],
            stdout=nobody,
            stderr=subprocess.PIPE,
            timeout=120,
            check=False,
        )
    assert (done.returncode, done.stderr) == (0, b"")


def test_a_message_is_printed_whatever_the_code_page(new_process):
    done = new_process("-m", "align", "inspect", "weg", PYTHONIOENCODING="ascii")
    assert done.code == 1
    assert "  → Controleer de naam" in done.err


def test_every_command_and_option_stands_in_the_readme():
    readme = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
    parser = entry.build_parser()
    (commands,) = (a for a in parser._actions if hasattr(a, "choices") and a.choices)
    assert set(commands.choices) == set(COMMANDS)
    for name, command in commands.choices.items():
        assert f"`align {name}" in readme, name
        for action in command._actions:
            for option in action.option_strings:
                # The short form of an option is shown by --help.
                if option.startswith("--"):
                    assert option in readme, f"{name} {option}"
