"""Runs commands of align in processes that start at once: what they import is there already.

    with Commands() as commands:
        done = commands.run(["decisions", "a.json", "-o", "b.json"], folder, fault="kill", at=7)

One process imports everything and makes a copy of itself (fork) for every command.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

_HERE = Path(__file__).resolve()
_MOST_SECONDS = 240


@dataclass(frozen=True)
class Done:
    """How a command ended.

    Attributes:
        code: its exit code; minus the number of the signal that ended it.
        out, err: what it printed.
        moments: how often it touched the disk; see `moments.Moments`.
        seconds: from its start, or from the signal that it was sent, to its end.
        sent: whether the signal was sent before it ended by itself.
    """

    code: int
    out: str
    err: str
    moments: int
    seconds: float
    sent: bool


class Commands:
    """A process that has imported what commands need; use as a context.

    Args:
        warm: commands to run once, so that what they keep in memory is there; they write into a
            folder that is thrown away.
    """

    def __init__(self, *warm: list[str]) -> None:
        self._warm = warm

    def __enter__(self) -> Self:
        environment = {**os.environ, "OPENBLAS_NUM_THREADS": "1", "SOURCE_DATE_EPOCH": "1767225600"}
        self._server = subprocess.Popen(
            [sys.executable, "-W", "ignore", str(_HERE), json.dumps(self._warm)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=environment,
            encoding="utf-8",
        )
        return self

    def __exit__(self, *_: object) -> None:
        assert self._server.stdin is not None
        self._server.stdin.close()
        self._server.wait(timeout=60)
        assert self._server.stdout is not None
        self._server.stdout.close()

    def run(
        self,
        arguments: list[str],
        folder: Path,
        *,
        fault: str = "",
        at: int = 0,
        send: int = 0,
        after: float = 0.0,
        clock: float = 0.0,
        seconds: int = 0,
        memory: int = 0,
        **environment: str,
    ) -> Done:
        """Run one command in a folder.

        Args:
            arguments: of `align`.
            folder: where it runs, and below which its moments are counted.
            fault, at: as in `moments.Moments`.
            send: a signal, sent to it `after` seconds.
            after: see `send`.
            clock: seconds that are added to what the clock says.
            seconds: of the processor that it may use; the system ends it after that.
            memory: bytes that it may use beside what is imported.
            environment: variables to set; an empty one is taken away.
        """
        request = {
            "arguments": arguments,
            "folder": str(folder),
            "fault": fault,
            "at": at,
            "send": int(send),
            "after": after,
            "clock": clock,
            "seconds": seconds,
            "memory": memory,
            "environment": environment,
        }
        assert self._server.stdin is not None
        assert self._server.stdout is not None
        self._server.stdin.write(json.dumps(request) + "\n")
        self._server.stdin.flush()
        return Done(**json.loads(self._server.stdout.readline()))


def _serve(warm: list[list[str]]) -> None:
    """Answer requests until nobody asks any more."""
    from align.cli.main import build_parser, main
    from align.exchange import decisions_files, decisions_read  # noqa: F401
    from align.report import overlap_html  # noqa: F401
    from align.sources import documents  # noqa: F401

    build_parser()
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # nothing that is printed may stand between the answers
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        for arguments in warm:
            assert main(arguments) == 0, arguments
    for line in sys.stdin:
        with tempfile.TemporaryDirectory(prefix="align-moments-") as own:
            answers.write(json.dumps(_answer(json.loads(line), Path(own))) + "\n")
            answers.flush()


def _answer(request: dict[str, Any], own: Path) -> dict[str, Any]:
    started = time.monotonic()
    child = os.fork()
    if child == 0:
        _run(request, own)
    sent = False
    if request["send"]:
        while time.monotonic() - started < request["after"]:
            time.sleep(0.002)
            if os.waitid(os.P_PID, child, os.WEXITED | os.WNOHANG | os.WNOWAIT):
                break
        else:
            sent, started = True, time.monotonic()
            os.kill(child, request["send"])
    while not (ended := os.waitpid(child, os.WNOHANG))[0]:
        time.sleep(0.002)
        if time.monotonic() - started > _MOST_SECONDS:
            os.kill(child, signal.SIGKILL)
    told = own / "moments"
    return {
        "code": os.waitstatus_to_exitcode(ended[1]),
        "out": (own / "out").read_text(encoding="utf-8") if (own / "out").exists() else "",
        "err": (own / "err").read_text(encoding="utf-8") if (own / "err").exists() else "",
        "moments": int(told.read_text() or 0) if told.exists() else 0,
        "seconds": time.monotonic() - started,
        "sent": sent,
    }


def _run(request: dict[str, Any], own: Path) -> None:
    """Be the command; never returns."""
    code = 71
    try:
        for number, name in ((1, "out"), (2, "err")):
            os.dup2(os.open(own / name, os.O_CREAT | os.O_WRONLY), number)
        sys.stdout = os.fdopen(1, "w", encoding="utf-8", closefd=False)
        sys.stderr = os.fdopen(2, "w", encoding="utf-8", closefd=False)
        os.chdir(request["folder"])
        for name, value in request["environment"].items():
            os.environ[name] = value
            if not value:
                del os.environ[name]
        if request["clock"]:
            _set_clock(request["clock"])
        _bound(request["seconds"], request["memory"])
        from moments import Moments

        folder = Path(request["folder"])
        Moments(folder, request["fault"], request["at"], own / "moments").install()
        from align.cli.main import main

        sys.argv = ["align", *request["arguments"]]
        code = main()
        sys.stdout.flush()
        sys.stderr.flush()
    finally:
        os._exit(code)


def _bound(seconds: int, memory: int) -> None:
    """Let the system hold this process to what it may use."""
    import resource

    if seconds:
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    statm = Path("/proc/self/statm")  # macOS has none, and does not hold to this bound either
    if memory and statm.exists():
        most = int(statm.read_text().split()[0]) * resource.getpagesize() + memory
        resource.setrlimit(resource.RLIMIT_AS, (most, most))


def _set_clock(seconds: float) -> None:
    """Let every clock of this process say another time, as far as Python asks for it."""
    import datetime as dt

    real_time, real = time.time, dt.datetime

    class Shifted(real):
        """A `datetime` of which now is another moment."""

        @classmethod
        def now(cls, tz: Any = None) -> Any:
            return real.now(tz) + dt.timedelta(seconds=seconds)

    time.time = lambda: real_time() + seconds
    dt.datetime = Shifted  # type: ignore[misc]
    for imported in list(sys.modules.values()):
        if getattr(imported, "__name__", "").startswith("align") and (
            getattr(imported, "datetime", None) is real
        ):
            imported.datetime = Shifted  # type: ignore[attr-defined]


if __name__ == "__main__":
    _serve(json.loads(sys.argv[1]))
