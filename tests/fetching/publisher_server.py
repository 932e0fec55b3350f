"""A server on 127.0.0.1 that behaves as told: well, slowly, badly, or worse."""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class Shelf:
    """What the server has, and how it hands it out.

    Attributes:
        data: the file.
        etag, modified: its validators; empty sends none.
        kind: Content-Type.
        ranges: whether it answers a Range.
        states_length: without, the length is not told and the end of the connection is the end.
        cut_after: bytes after which the connection is cut, for each request in turn; then never.
        pause: seconds between blocks.
        status: sent instead of the file.
        location: where it redirects to.
        change_after: called after each request; may put another file on the shelf.
        lies: Content-Range that is sent whatever was asked.
    """

    data: bytes = b""
    etag: str = '"1"'
    modified: str = "Sat, 01 Mar 2031 10:00:00 GMT"
    kind: str = "application/octet-stream"
    ranges: bool = True
    states_length: bool = True
    cut_after: list[int] = field(default_factory=list)
    pause: float = 0.0
    status: int = 200
    location: str = ""
    change_after: Callable[[Shelf], None] | None = None
    lies: str = ""
    asked: list[dict[str, str]] = field(default_factory=list)


@contextlib.contextmanager
def serving(shelf: Shelf) -> Iterator[str]:
    """The address of a server with this shelf, while it runs."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            shelf.asked.append(dict(self.headers) | {"path": self.path})
            try:
                answer(self, shelf)
            except (BrokenPipeError, ConnectionResetError):
                self.close_connection = True
            if shelf.change_after:
                shelf.change_after(shelf)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/bestand"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def answer(request: BaseHTTPRequestHandler, shelf: Shelf) -> None:
    if shelf.location or shelf.status >= 300:
        request.send_response(302 if shelf.location else shelf.status)
        if shelf.location:
            request.send_header("Location", shelf.location)
        request.send_header("Content-Length", "0")
        request.end_headers()
        return
    headers = request.headers
    if headers.get("If-None-Match") and headers["If-None-Match"] == shelf.etag:
        request.send_response(304)
        request.end_headers()
        return
    start, status = 0, 200
    same = headers.get("If-Range", shelf.etag) in {shelf.etag, shelf.modified}
    if shelf.ranges and "Range" in headers and same:
        start = int(headers["Range"].removeprefix("bytes=").rstrip("-"))
        status = 416 if start >= len(shelf.data) else 206
    send(request, shelf, start, status)


def send(request: BaseHTTPRequestHandler, shelf: Shelf, start: int, status: int) -> None:
    data = b"" if status == 416 else shelf.data[start:]
    request.send_response(status)
    request.send_header("Content-Type", shelf.kind)
    for name, value in (("ETag", shelf.etag), ("Last-Modified", shelf.modified)):
        if value:
            request.send_header(name, value)
    if status == 206:
        honest = f"bytes {start}-{len(shelf.data) - 1}/{len(shelf.data)}"
        request.send_header("Content-Range", shelf.lies or honest)
    if shelf.states_length:
        request.send_header("Content-Length", str(len(data)))
    else:
        request.send_header("Connection", "close")
        request.close_connection = True
    request.end_headers()
    cut = shelf.cut_after.pop(0) if shelf.cut_after else len(data)
    for at in range(0, min(cut, len(data)), 4096):
        request.wfile.write(data[at : min(at + 4096, cut)])
        request.wfile.flush()
        time.sleep(shelf.pause)
    if cut < len(data):
        request.close_connection = True
        request.connection.close()
