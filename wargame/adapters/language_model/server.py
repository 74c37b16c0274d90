"""Asks a server of language models, by the chat completions that most of them speak."""

from __future__ import annotations

import json
import re
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from http.client import HTTPException, HTTPMessage
from typing import IO, Any, Final

from wargame.adapters.language_model.address import check_proxy, checked_address, checked_key
from wargame.errors import visible
from wargame.play.model_use import ModelUse

Messages = Sequence[Mapping[str, str]]
"""What is said to a model, in order: each with a `role` and its `content`."""

LONGEST_ANSWER: Final = 1_000_000
"""Bytes of an answer; one that goes on is read no further."""

BUSY: Final = frozenset({408, 409, 429, 500, 502, 503, 504, 529})
"""Answers after which it is worth asking again."""

PAUSE_SECONDS: Final = 1.0
"""What is waited before asking again; each time twice as long."""

MOST_TOKENS: Final = 1_000_000_000
"""Tokens of one answer; a server that says more does not count."""

HIDDEN: Final = "[key]"
"""What stands where a server said the key."""

SHORTEST_KEY: Final = 8
"""Characters below which a key is no secret, but a word like `none`."""


class NoAnswer(Exception):
    """The model did not answer; the message says why, and holds no key."""


class Server:
    """A server that speaks chat completions, such as vLLM, llama.cpp, Ollama or a service.

    Args:
        url: Up to what comes before `/chat/completions`.
        model: As the server calls it.
        key: Sent as a bearer token, without the blanks around it; "" for none.
        temperature: How freely it chooses; None leaves that to the server.

    Attributes:
        took: What asking took, time aside; whoever asks may set it back.

    Raises:
        UsageError: The address is none of http or https, what names a proxy to it names none, or
            the key cannot be sent.
    """

    def __init__(
        self, url: str, model: str, key: str = "", temperature: float | None = None
    ) -> None:
        self.model, self.took = model, ModelUse()
        self._url = f"{checked_address(url).rstrip('/')}/chat/completions"
        check_proxy(self._url)
        self._key, self._temperature = checked_key(key), temperature
        self._said_key = _however_said(self._key) if len(self._key) >= SHORTEST_KEY else None
        self._opener = urllib.request.build_opener(_NoRedirect)

    def ask(self, messages: Messages, seconds: float) -> str:
        """What the model says to these messages; of the key it says nothing.

        Args:
            seconds: What it may take, with asking again where the server is busy.

        Raises:
            NoAnswer: It says nothing in that time, or no text.
        """
        end, pause = time.monotonic() + seconds, PAUSE_SECONDS
        while True:
            self.took += ModelUse(calls=1)
            status, text = self._answered(messages, seconds, end)
            if status < HTTPStatus.MULTIPLE_CHOICES:
                self._count(text)
                return _said(text)
            if status not in BUSY or time.monotonic() + pause >= end:
                raise NoAnswer(f"the server says {status}: {_short(text)}")
            time.sleep(pause)
            pause *= 2

    def _count(self, text: str) -> None:
        """Take note of the tokens of an answer, if it tells them."""
        try:
            usage = json.loads(text)["usage"]
            read, written = usage["prompt_tokens"], usage["completion_tokens"]
        except (ValueError, RecursionError, LookupError, TypeError):
            return
        if all(type(one) is int and 0 <= one <= MOST_TOKENS for one in (read, written)):
            self.took += ModelUse(counted=1, read=read, written=written)

    def _answered(self, messages: Messages, seconds: float, end: float) -> tuple[int, str]:
        """What the server answers: its status, and its text without the key.

        It is asked in a thread of its own: a server that says a byte now and then, or whose name
        is looked for without end, would never be too late for a socket.

        Raises:
            NoAnswer: It does not answer by the end of its seconds.
        """
        left, found = max(0.1, end - time.monotonic()), list[tuple[int, bytes] | Exception]()
        asker = threading.Thread(
            target=lambda: found.append(self._tried(messages, left)), daemon=True
        )
        asker.start()
        asker.join(left)
        match found[0] if found else TimeoutError():
            case TimeoutError():
                raise NoAnswer(f"the model did not answer within {seconds:.0f} s")
            case Exception() as error:
                what = _short(self._without_key(str(error)))
                raise NoAnswer(f"the server cannot be reached: {what}")
            case _, body if len(body) > LONGEST_ANSWER:
                raise NoAnswer(f"the server's answer is longer than {LONGEST_ANSWER:,} bytes")
            case status, body:
                return status, self._without_key(body.decode("utf-8-sig", errors="replace"))

    def _tried(self, messages: Messages, seconds: float) -> tuple[int, bytes] | Exception:
        """What the server answers, or what came instead."""
        try:
            return self._sent(messages, seconds)
        except (OSError, HTTPException, ValueError) as error:  # a host may have no possible name
            reason = getattr(error, "reason", None)
            return reason if isinstance(reason, Exception) else error

    def _sent(self, messages: Messages, seconds: float) -> tuple[int, bytes]:
        body: dict[str, Any] = {"model": self.model, "messages": list(messages)}
        if self._temperature is not None:
            body["temperature"] = self._temperature
        request = urllib.request.Request(self._url, json.dumps(body).encode())  # noqa: S310 - http alone
        request.add_header("Content-Type", "application/json")
        if self._key:
            request.add_header("Authorization", f"Bearer {self._key}")
        try:
            answer = self._opener.open(request, timeout=seconds)
        except urllib.error.HTTPError as error:
            answer = error
        with answer:
            return answer.status, answer.read(LONGEST_ANSWER + 1)

    def _without_key(self, text: str) -> str:
        """A text from outside without the key, which a server may say that was sent it."""
        return self._said_key.sub(HIDDEN, text) if self._said_key else text


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


def _however_said(key: str) -> re.Pattern[str]:
    """Finds a key, also as JSON in JSON may spell it: signs behind backslashes or their numbers."""
    signs = (rf"\\{{0,3}}(?:{re.escape(one)}|u(?i:{ord(one):04x}))" for one in key)
    return re.compile("".join(signs))


def _said(text: str) -> str:
    """What a model says in an answer.

    Raises:
        NoAnswer: Nothing.
    """
    try:
        said = json.loads(text)["choices"][0]["message"]["content"]
    except (ValueError, RecursionError, LookupError, TypeError):
        raise NoAnswer(f"the server's answer holds no message: {_short(text)}") from None
    if not isinstance(said, str):
        raise NoAnswer(f"the server's answer holds no text: {_short(text)}")
    return said


def _short(text: str) -> str:
    return visible(" ".join(text[:200].split()))[:120]
