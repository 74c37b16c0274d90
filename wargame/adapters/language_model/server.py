"""Asks a server of language models, by the chat completions that most of them speak."""

from __future__ import annotations

import json
import time
import urllib.error
import urllib.request
from collections.abc import Mapping, Sequence
from http.client import HTTPException, HTTPMessage
from typing import IO, Any, Final
from urllib.parse import urlsplit

from wargame.errors import UsageError, visible

Messages = Sequence[Mapping[str, str]]
"""What is said to a model, in order: each with a `role` and its `content`."""

LONGEST_ANSWER: Final = 1_000_000
"""Bytes that are read of an answer."""

BUSY: Final = frozenset({408, 409, 429, 500, 502, 503, 504, 529})
"""Answers after which it is worth asking again."""

PAUSE_SECONDS: Final = 1.0
"""What is waited before asking again; each time twice as long."""


class NoAnswer(Exception):
    """The model did not answer; the message says why, and holds no key."""


class Server:
    """A server that speaks chat completions, such as vLLM, llama.cpp, Ollama or a service.

    Args:
        url: Up to what comes before `/chat/completions`.
        model: As the server calls it.
        key: Sent as a bearer token; "" for none.
        temperature: How freely it chooses; None leaves that to the server.

    Raises:
        UsageError: The address is none of http or https.
    """

    def __init__(
        self, url: str, model: str, key: str = "", temperature: float | None = None
    ) -> None:
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise UsageError(
                f"--url {visible(url[:80])}: say where the server is, such as "
                "http://localhost:11434/v1."
            )
        self.model = model
        self._url = f"{url.rstrip('/')}/chat/completions"
        self._key, self._temperature = key, temperature
        self._opener = urllib.request.build_opener(_NoRedirect)

    def ask(self, messages: Messages, seconds: float) -> str:
        """What the model says to these messages.

        Args:
            seconds: What it may take, with asking again where the server is busy.

        Raises:
            NoAnswer: It says nothing in that time, or no text.
        """
        end, pause = time.monotonic() + seconds, PAUSE_SECONDS
        while True:
            try:
                return _said(self._sent(messages, max(0.1, end - time.monotonic())))
            except urllib.error.HTTPError as error:
                with error:
                    what = f"the server says {error.code}: {_short(error.read(200))}"
                if error.code not in BUSY or time.monotonic() + pause >= end:
                    raise NoAnswer(what) from None
            except TimeoutError:
                raise NoAnswer(f"the model did not answer within {seconds:.0f} s") from None
            except (OSError, HTTPException) as error:
                reason = getattr(error, "reason", None) or error
                if isinstance(reason, TimeoutError):
                    raise NoAnswer(f"the model did not answer within {seconds:.0f} s") from None
                raise NoAnswer(f"the server cannot be reached: {_short(str(reason))}") from None
            time.sleep(pause)
            pause *= 2

    def _sent(self, messages: Messages, seconds: float) -> bytes:
        body: dict[str, Any] = {"model": self.model, "messages": list(messages)}
        if self._temperature is not None:
            body["temperature"] = self._temperature
        request = urllib.request.Request(self._url, json.dumps(body).encode())  # noqa: S310 - http alone
        request.add_header("Content-Type", "application/json")
        if self._key:
            request.add_header("Authorization", f"Bearer {self._key}")
        with self._opener.open(request, timeout=seconds) as answer:
            found: bytes = answer.read(LONGEST_ANSWER)
        return found


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """A key goes to the server that was named, and to no other."""

    def redirect_request(
        self,
        req: urllib.request.Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: HTTPMessage,
        newurl: str,
    ) -> None:
        return None


def _said(body: bytes) -> str:
    """The text of an answer.

    Raises:
        NoAnswer: There is none.
    """
    try:
        said = json.loads(body)["choices"][0]["message"]["content"]
    except (ValueError, RecursionError, LookupError, TypeError):
        raise NoAnswer(f"the server's answer holds no message: {_short(body)}") from None
    if not isinstance(said, str):
        raise NoAnswer(f"the server's answer holds no text: {_short(body)}")
    return said


def _short(text: bytes | str) -> str:
    shown = text.decode(errors="replace") if isinstance(text, bytes) else text
    return visible(" ".join(shown[:200].split()))[:120]
