"""Ctrl-C ends a command within a second, whatever it is doing, and leaves nothing half-made.

The usual way is that of Python: KeyboardInterrupt passes through the program, which cleans up as it
goes. That takes long where a library is busy by itself or texts are read in threads, so a thread
watches. What has not ended by then is ended here, and what was being written is taken away.
"""

from __future__ import annotations

import os
import signal
import socket
import sys
import threading
import time
from types import FrameType
from typing import NoReturn

INTERRUPTED = 130
"""Exit code, as a shell shows a process that SIGINT ended."""
PATIENCE = 0.6
"""Seconds in which the program may end by itself."""

_MESSAGE = "align: afgebroken; er is niets half geschreven."


class Stopping:
    """Watches for Ctrl-C while one command runs.

    Attributes:
        asked: whether the user pressed it.
    """

    def __init__(self) -> None:
        self.asked = False
        self._told = False
        self._pair: tuple[socket.socket, ...] = ()

    def watch(self) -> None:
        """From now on and until the process ends; only the main thread may ask this."""
        signal.signal(signal.SIGINT, self._interrupted)
        self._pair = ear, mouth = socket.socketpair()  # Windows wakes sockets only
        mouth.settimeout(0)
        signal.set_wakeup_fd(mouth.fileno(), warn_on_full_buffer=False)
        threading.Thread(target=self._wait, args=(ear,), daemon=True).start()

    def tell(self) -> int:
        """Say once that the command was broken off; the exit code."""
        if not self._told:
            self._told = True
            print(_MESSAGE, file=sys.stderr, flush=True)
        return INTERRUPTED

    def _interrupted(self, _number: int, _frame: FrameType | None) -> None:
        if not self.asked:  # once: a second one must not break off the cleaning up
            self.asked = True
            raise KeyboardInterrupt

    def _wait(self, ear: socket.socket) -> NoReturn:
        while signal.SIGINT not in ear.recv(64):
            pass
        time.sleep(PATIENCE)
        from align.files import remove_unfinished

        remove_unfinished()
        self.tell()
        os._exit(INTERRUPTED)
