"""One seat's turn in linear text: read a line, answer it, until it is an action."""

from __future__ import annotations

from collections.abc import Callable

from wargame.errors import IllegalAction, UsageError, WargameError, nearest
from wargame.rules.game import Action
from wargame.rules.verbs import OFFER, find
from wargame.rules.view import SeatState
from wargame.table.host.sitting import Sitting
from wargame.table.plain import answers, plain_text
from wargame.table.plain.console import Console, Quit
from wargame.table.plain.packages import package_steps
from wargame.table.rulebook import rules_lines
from wargame.table.told.advice import advice_lines
from wargame.table.words.wrap import WIDTH, wrapped

HELP = (
    ("NUMBER", "take that action; the words in brackets do too"),
    ("?NUMBER", "what it would change, before you take it (or: preview NUMBER)"),
    ("items", "what may change hands in a deal"),
    ("deal a d for 2", "in talks: put items a and d on the table for 2 rounds, in one go"),
    ("actions", "what you may do now; so does an empty line"),
    ("board", "the numbers, standing policies, projects and deals"),
    ("board all", "the same, with the workings behind the numbers"),
    ("hand", "your cards as printed"),
    ("card NAME", "any card as printed"),
    ("rules", "the rules of this deck, on two pages"),
    ("log", "what has happened"),
    ("why NAME", "why a number stands where it stands, such as: why trust"),
    ("why not CARD", "why a card cannot be played now"),
    ("advise", "three moves with their prospects, from what your seat can see"),
    ("brief", "your situation and your aims"),
    ("quit", "leave the table"),
)


class Desk:
    """Answers what the person in one seat types.

    Args:
        pending: Actions typed ahead, such as the rest of a package; emptied as they are taken.
    """

    def __init__(
        self, view: SeatState, sitting: Sitting, console: Console, pending: list[str]
    ) -> None:
        self.view, self.sitting, self.console = view, sitting, console
        self.match, self.titles = sitting.match, sitting.titles
        self.pending = pending
        self._commands: dict[str, Callable[[str], object]] = {
            "help": self._help,
            "actions": self._menu,
            "board": self._board,
            "hand": self._hand,
            "card": self._card,
            "items": lambda _: console.show(plain_text.item_lines(view, self.titles)),
            "log": self._log,
            "why": self._why,
            "preview": self._preview,
            "advise": self._advise,
            "rules": lambda _: console.show(rules_lines(view.rules, WIDTH)),
            "brief": lambda _: console.show(answers.brief_lines(view)),
        }

    def decide(self) -> Action:
        """Go on answering until an action is chosen.

        Raises:
            Quit: the person leaves.
        """
        if self.pending:
            return self._legal(self.pending.pop(0))
        if any(action.verb == OFFER for action in self.view.legal) and not self.view.draft:
            self.console.show(plain_text.item_lines(self.view, self.titles))
        self._menu()
        while True:
            line = " ".join(self.console.read().split())
            try:
                action = self._answer(line)
            except WargameError as error:
                self.console.say(str(error))
            else:
                if action is not None:
                    return action

    def _answer(self, line: str) -> Action | None:
        """The action that was typed; or None, after answering whatever else it was."""
        word, _, rest = line.partition(" ")
        if line in ("quit", "exit"):
            raise Quit
        if word == "deal":
            self.pending += package_steps(self.view, line)
            return self._legal(self.pending.pop(0))
        if not line:
            self._menu()
        elif line.startswith("?"):
            self._preview(line[1:].strip())
        elif word in self._commands:
            self._commands[word](rest)
        else:
            return self._legal(line)
        return None

    def _legal(self, line: str) -> Action:
        """The legal action with this number or these words.

        Raises:
            WargameError: there is none; the message says why.
        """
        legal = self.view.legal
        if line.isascii() and line.isdigit():
            number = int(line[:6])
            if 1 <= number <= len(legal):
                return legal[number - 1]
            raise UsageError(f"Type a number from 1 to {len(legal)}.")
        for action in legal:
            if action.text == line:
                return action
        word = line.partition(" ")[0]
        if find(word):
            raise IllegalAction(answers.refusal_text(self.view, line))
        known = [*self._commands, "deal", "quit", *{action.verb.word for action in legal}]
        raise UsageError(f"I do not know '{line[:60]}'. {nearest(word, known, limit=20)}")

    def _menu(self, _: str = "") -> None:
        self.console.show(plain_text.menu_lines(self.view, self.titles))
        self.console.say("A number takes that action; ?NUMBER previews it; help shows the rest.")

    def _help(self, _: str) -> None:
        for typed, does in HELP:
            self.console.show(wrapped(does, f"{typed:<16}", " " * 16))

    def _board(self, asked: str) -> None:
        workings = asked == "all"
        self.console.show(plain_text.table_lines(self.view, self.titles, workings=workings))

    def _hand(self, _: str) -> None:
        self.console.show(plain_text.hand_lines(self.view, self.titles))

    def _card(self, asked: str) -> None:
        card = answers.find_card(self.view, asked)
        self.console.show(plain_text.card_lines(self.view.deck, card))

    def _log(self, _: str) -> None:
        view = self.view
        self.console.show(answers.log_lines(view.seat, self.match.log, view.deck, self.titles))

    def _advise(self, _: str) -> None:
        self.console.say("Thinking …")
        self.console.show(
            advice_lines(self.view, self.sitting.adviser(self.view.seat)(), self.titles)
        )

    def _why(self, asked: str) -> None:
        if asked.startswith("not "):
            self.console.say(answers.why_not_text(self.view, asked.removeprefix("not ")))
        elif asked:
            self.console.show(answers.why_lines(self.view, self.match.ledger, self.titles, asked))
        else:
            raise UsageError("Why what? Type a number's name, such as: why trust")

    def _preview(self, asked: str) -> None:
        if not asked:
            self._help("")
            return
        action = self._legal(asked)
        self.console.show(answers.preview_lines(self.view, action, self.titles))
