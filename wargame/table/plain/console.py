"""A person at a keyboard or at the end of a pipe: lines in, lines out."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext

from wargame.table.words.wrap import wrapped

PROMPT = "> "
LEAVE = ("quit", "exit")
"""Words that leave a table."""
CALL = "console"
"""The word that calls the facilitator."""


class Quit(Exception):
    """Not an error: somebody leaves the table, or the input has ended."""


class TakenBack(Exception):
    """Not an error: somebody has taken back a decision, or given up their place, so what they are
    asked has changed."""


class WasAway(Exception):
    """Not an error: the program was stopped; whoever goes on with it is asked anew."""


class ControlCalled(Exception):
    """Not an error: the facilitator is to come to the keyboard."""


class Console:
    """Reads what people type and prints what they read.

    Args:
        lines: What is typed, line by line. Its end means that everyone has left.
        write: Prints text as it is, cleaned of what could drive a terminal.
        wipe: Clears the screen and its scroll-back, where there is one.
        is_typed: Whether a person types at a terminal, which then shows the line itself.
        unseen: Keeps the terminal from showing what is typed meanwhile.
        stop: Stops the program until somebody goes on with it.
        has_typed: Whether a line has been typed that nobody has read; at a pipe nobody is told.
    """

    def __init__(
        self,
        lines: Iterable[str],
        write: Callable[[str], None],
        wipe: Callable[[], None] = lambda: None,
        is_typed: bool = False,
        unseen: Callable[[], AbstractContextManager[None]] = nullcontext,
        stop: Callable[[], None] = lambda: None,
        has_typed: Callable[[], bool] = lambda: False,
    ) -> None:
        self._lines: Iterator[str] = iter(lines)
        self._write, self.wipe, self._is_typed = write, wipe, is_typed
        self._unseen, self._stop, self._has_typed = unseen, stop, has_typed
        self._waits = self._is_to_stop = self._is_to_hide = False

    def say(self, text: str = "", rest: str | None = None) -> None:
        """Print a text, wrapped."""
        self.show(wrapped(text, "", rest) or [""])

    def show(self, lines: Iterable[str]) -> None:
        """Print lines that are laid out already."""
        for line in lines:
            self._write(f"{line}\n")

    def read(self) -> str:
        """The next line typed, without blanks around it.

        Raises:
            Quit: there is no more.
            WasAway: the program was stopped meanwhile.
        """
        self._write(PROMPT)
        line = self._next_line()
        if line is None:
            self._write("\n")
            raise Quit
        text = line.strip()
        if not self._is_typed:
            self._write(f"{text}\n")
        return text

    def typed_meanwhile(self) -> str | None:
        """A line that was typed while nobody was asked, without blanks around it; None for none.

        Raises:
            Quit: there is no more.
        """
        if not self._has_typed():
            return None
        line = self._next_line()
        if line is None:
            raise Quit
        return line.strip()

    def _next_line(self) -> str | None:
        self._waits = True
        try:
            if self._is_to_stop or self._is_to_hide:
                self._stop_here()
            return next(self._lines, None)
        finally:
            self._waits = False

    def put_away(self) -> None:
        """Wipe the screen and stop, at the question that waits or else at the next.

        It may be called from a handler of signals: nothing that is done is left half done.

        Raises:
            WasAway: a question waits, and somebody goes on.
        """
        self._is_to_stop = True
        if self._waits:
            self._stop_here()

    def hide(self) -> None:
        """The same, and go on: the program was stopped in a way that it does not hear of.

        Raises:
            WasAway: a question waits.
        """
        self._is_to_hide = True
        if self._waits:
            self._stop_here()

    def _stop_here(self) -> None:
        stops, self._is_to_stop, self._is_to_hide = self._is_to_stop, False, False
        self.wipe()
        if stops:
            self._stop()
        raise WasAway

    def wait(self, *, has_control: bool = False) -> None:
        """Wait for Enter alone: what was typed for another question shows nobody's hand.

        Args:
            has_control: A facilitator may come to the keyboard instead.

        Raises:
            Quit: somebody leaves, or there is no more.
            ControlCalled: the facilitator is to come to the keyboard.
        """
        others = "; console is the facilitator's" if has_control else ""
        while self.read_answer(has_control=has_control):
            self.say(f"Enter alone goes on; quit leaves{others}.")

    def read_answer(self, *, has_control: bool = False) -> str:
        """The next line, typed where words are asked for that may be any.

        Args:
            has_control: A facilitator may come to the keyboard instead.

        Raises:
            Quit: somebody leaves, or there is no more.
            ControlCalled: the facilitator is to come to the keyboard.
        """
        typed = self.read()
        if typed.casefold() in LEAVE:
            raise Quit
        if has_control and typed.casefold() == CALL:
            raise ControlCalled
        return typed

    def read_unseen(self) -> str:
        """The same for a word that nobody is to read on the screen.

        Raises:
            Quit: there is no more.
        """
        with self._unseen():
            text = self.read()
        if self._is_typed:
            self._write("\n")
        return text

    def read_secret(self, question: str) -> str:
        """The answer to a question that must stand nowhere, neither on a screen nor in what a pipe
        is given back; "" if there is none."""
        self.say(question)
        with self._unseen():
            line = self._next_line()
        if self._is_typed:
            self._write("\n")
        return (line or "").strip()

    def picks(self, question: str, among: Collection[str]) -> str:
        """Which of some words a person at a terminal types; "" for none, and so at a pipe."""
        if not self._is_typed:
            return ""
        self.say(question)
        try:
            typed = self.read()
        except Quit:
            return ""
        return typed if typed in among else ""

    def agrees(self, question: tuple[str, str, str]) -> bool:
        """Whether a person at a terminal types yes; anything else is no, and so is a pipe."""
        if not self._is_typed:
            return False
        where, line, what = question
        self.say(where)
        self.show([line])  # whole, so that what is read is what would run
        self.say(what)
        self.say("Type yes to let it; Enter alone does not.")
        try:
            return self.read() == "yes"
        except Quit:
            return False
