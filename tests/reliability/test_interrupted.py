"""Ctrl-C ends a command at once, with one Dutch line and nothing left behind.

That a thread ends what is stuck after 0.6 s stands in `align/cli/stopping.py`; no time is measured.
"""

import signal
import subprocess
import sys

import pytest
from commands import Commands
from situations import faults_after, named

from align.cli.stopping import INTERRUPTED

SAID = "align: afgebroken; er is niets half geschreven.\n"

AT_AN_IMPORT = """
import os, signal, sys
def hook(event, given):
    if event == "import" and given[0] == {module!r} and not fired:
        fired.append(1)
        os.kill(os.getpid(), signal.SIGINT)
fired = []
from align.cli.main import main
sys.addaudithook(hook)
sys.argv = ["align", *{arguments!r}]
sys.exit(main())
"""
BUSY_IN_THREADS = """
import os, signal, sys, threading, time, types
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from align import files
from align.cli import main as entry
def run(options):
    half = files.unfinished(str(Path("half.html").absolute()))
    Path(half).write_text("half")
    threading.Timer(0.2, lambda: [os.kill(os.getpid(), signal.SIGINT) for _ in range(3)]).start()
    with ThreadPoolExecutor(1) as pool:
        pool.submit(time.sleep, 300).result()
fake = types.SimpleNamespace(HELP="", configure=lambda parser: None, run=run)
entry.importlib = types.SimpleNamespace(import_module=lambda name: fake)
sys.argv = ["align", "demo"]
sys.exit(entry.main())
"""


def in_a_new_process(code, folder):
    return subprocess.run(
        [sys.executable, "-c", code],
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


@pytest.mark.parametrize("name", ["overlap", "atlas", "plan"])
def test_a_command_that_works_stops_and_cleans_up(commands: Commands, tmp_path, name):
    situation = named(name)
    situation.prepare(tmp_path)
    # Quiet, since by then a file beside the sources may have been named as not read.
    arguments = [*situation.arguments, "--quiet"]
    done = commands.run(arguments, tmp_path, send=signal.SIGINT, after=0.3)
    assert done.sent
    assert (done.code, done.err) == (INTERRUPTED, SAID)
    assert faults_after(situation, tmp_path, {}, killed=False) == []


@pytest.mark.parametrize("module", ["lxml.etree", "numpy", "spacy"])
def test_a_command_that_is_still_importing_stops(tmp_path, module):
    situation = named("overlap")
    situation.prepare(tmp_path)
    code = AT_AN_IMPORT.format(module=module, arguments=list(situation.arguments))
    done = in_a_new_process(code, tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (INTERRUPTED, "", SAID)
    assert faults_after(situation, tmp_path, {}, killed=False) == []


def test_a_command_that_waits_for_threads_is_ended_and_what_it_wrote_taken_away(tmp_path):
    done = in_a_new_process(BUSY_IN_THREADS, tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (INTERRUPTED, "", SAID)
    assert list(tmp_path.iterdir()) == []
