"""A server that speaks chat completions and answers what a test wants."""

from __future__ import annotations

import contextlib
import json
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Answer = Callable[[dict[str, Any]], tuple[int, bytes]]
"""What it answers to a request: a status and a body."""


@dataclass
class ModelServer:
    """A server under way.

    Attributes:
        url: What stands before `/chat/completions`.
        requests: Bodies that it was sent, with the headers under `headers`.
    """

    url: str
    requests: list[dict[str, Any]] = field(default_factory=list)


def said(text: str) -> tuple[int, bytes]:
    """An answer in which a model says this."""
    return 200, json.dumps({"choices": [{"message": {"content": text}}]}).encode()


@contextmanager
def model_server(answer: Answer) -> Iterator[ModelServer]:
    """A server on this machine that answers so."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            found.requests.append({**body, "headers": dict(self.headers), "path": self.path})
            status, data = answer(body)
            self.send_response(status)
            if 300 <= status < 400:
                self.send_header("Location", data.decode())
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    found = ModelServer(f"http://127.0.0.1:{server.server_port}/v1")
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield found
    finally:
        server.shutdown()
        server.server_close()


@contextmanager
def dripping_server(start: bytes) -> Iterator[str]:
    """The address of a server that begins to answer so, and goes on byte by byte without an end."""
    over = threading.Event()

    def drip(line: socket.socket) -> None:
        with contextlib.suppress(OSError), line:
            line.sendall(start)
            while not over.wait(0.05):
                line.sendall(b"H")

    def listen() -> None:
        with contextlib.suppress(OSError):
            while True:
                threading.Thread(target=drip, args=(door.accept()[0],), daemon=True).start()

    with socket.create_server(("127.0.0.1", 0)) as door:
        threading.Thread(target=listen, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{door.getsockname()[1]}/v1"
        finally:
            over.set()
