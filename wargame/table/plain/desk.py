"""One seat's turn in linear text: read a line, answer it, until it is an action."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import partial

from wargame.content.typed import whole_number
from wargame.errors import (
    IllegalAction,
    UsageError,
    WargameError,
    first_few,
    sentence_case,
    visible,
)
from wargame.players.worker import Dropped
from wargame.rules.asking.explain import why_not
from wargame.rules.game import Action
from wargame.rules.refusal import Kind, Reason
from wargame.rules.verbs import ACT, FUND, OFFER, PLAY, PROPOSE, TIGHTEN, Verb, find
from wargame.rules.view import SeatState
from wargame.table.host.at_table import AtTable
from wargame.table.host.thinking import CONSENT, THOUGHTS, think
from wargame.table.plain.ask import ask_survey
from wargame.table.plain.console import CALL, LEAVE, Console, ControlCalled, Quit, TakenBack
from wargame.table.plain.meant import (
    MOST,
    NO,
    YES,
    as_act,
    as_asked,
    as_number,
    is_title,
    likely,
    named,
    open_moves,
    things,
    words_of_things,
)
from wargame.table.plain.menu import menu_lines, words_of
from wargame.table.plain.packages import package_steps, typed_package
from wargame.table.plain.typeset import lines
from wargame.table.told.answers import shut_answers
from wargame.table.told.blocks import Block, Heading, Under
from wargame.table.told.forecast import in_a_sentence
from wargame.table.told.foreseen import SIGNING, signing
from wargame.table.told.offer import Package, foresee, steps
from wargame.table.told.options import comes_first, is_question, refused, why_no_draft
from wargame.table.told.queries import QUERIES
from wargame.table.told.scene import Scene
from wargame.table.told.surveys import SURVEY
from wargame.table.words.gate import as_compared, stopped
from wargame.table.words.titles import Titles
from wargame.table.words.wrap import this_and, wrapped

REDO = "redo"
SUBSTITUTE, SURE = "substitute", "yes"
ASKED = {name: name for name in QUERIES} | {
    as_compared(row.label): row.name for row in QUERIES.values() if row.label
}
"""What is typed for an answer, by its name and by what stands above its pane on the board."""
HELP = (
    ("NUMBER", "take that action; the words in brackets do too"),
    ("?NUMBER", "what it would change, before you take it (or: what if NUMBER)"),
    ("NAME", "what it is, or which moves are called so; yes takes a move that was guessed"),
    ("deal a d for 2", "in talks: put items a and d on the table for this round and 2 more"),
    ("actions", "what you may do now; so does an empty line"),
    ("why not NAME", "why a card, an action, a measure, a project or a package cannot be used now"),
    ("now", "short for forecast"),
    ("undo", "take back your last decision, if nobody has learnt from it"),
    (REDO, "take again what you took back"),
    (SUBSTITUTE, "give up your place: somebody of the deck plays your side to the end"),
)
"""What can be typed besides the names of answers."""

FACILITATED = (CALL, "the facilitator comes to the keyboard, with the passphrase")
LAST_HELP = (("quit", "leave the table"),)
NOT_YOURS = "It is not your turn yet. You may ask meanwhile: help lists what; quit leaves."
COLUMN = 16
"""Columns of help before what something does."""


class NotKnown(UsageError):
    """What was typed is no word of the table, and names no move."""


class Desk:
    """Answers what the person in one seat types.

    Args:
        scene: What that seat sees now.
        pending: Actions typed ahead, such as the rest of a package; emptied as they are taken.
    """

    def __init__(
        self, scene: Scene, sitting: AtTable, console: Console, pending: list[str]
    ) -> None:
        self.scene, self.view = scene, scene.view
        self.sitting, self.console, self.pending = sitting, console, pending
        self._guess = ""  # the move that was guessed at last, which `yes` takes
        self._commands: dict[str, Callable[[str], object]] = {
            "help": self._help,
            "actions": self._menu,
            "why": self._why,
            "preview": self._preview,
            "advise": self._advise,
            "question": self._question,
            "now": lambda _: self._tell("forecast"),
            "undo": self._undo,
            SUBSTITUTE: self._substitute,
            CALL: self._console,
            **{one.topic: partial(self._think, one.topic) for one in THOUGHTS},
        }

    def decide(self) -> Action:
        """Go on answering until an action is chosen.

        Raises:
            Quit: the person leaves.
            ControlCalled: the facilitator is to come to the keyboard.
            TakenBack: their last decision no longer counts.
        """
        if self.pending:
            return self._legal(self.pending.pop(0))
        if any(action.verb == OFFER for action in self.view.legal) and not self.view.draft:
            self._tell("items")
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

    def answer(self, line: str) -> None:
        """Answer something that was typed while another seat is to choose.

        Raises:
            Quit: the person leaves.
        """
        try:
            with suppress(TakenBack):  # this seat is asked nothing yet
                self._answer(" ".join(line.split()))
        except WargameError as error:
            self.console.say(str(error))

    def _answer(self, line: str) -> Action | None:
        """The action that was typed; or None, after answering whatever else it was."""
        guess, self._guess = self._guess, ""
        if guess and as_compared(line) in NO:
            self.console.say("Nothing is done.")
            return None
        line = guess if guess and as_compared(line) in YES else as_asked(line, ASKED)
        word, _, rest = line.partition(" ")
        word = as_compared(word)  # as a voice or a telephone writes the first of a line
        line = f"{word} {rest}" if rest else word
        if line in LEAVE:
            raise Quit
        if is_title(self.scene.titles, line):  # whichever word it begins with
            return self._meant(line)
        if _is_package(line):
            self.pending += package_steps(self.view, self._package(line), self.scene.titles)
            return self._legal(self.pending.pop(0))
        if line == REDO:
            return self._legal(self.sitting.to_redo(self.view.seat))
        if not line:
            self._menu()
        elif line.startswith("?"):
            self._preview(line[1:].strip())
        elif word in self._commands:
            self._commands[word](rest)
        elif word in QUERIES:
            self._tell(word, rest)
        else:
            return self._meant(line)
        return None

    def _meant(self, line: str) -> Action | None:
        """The move that was meant; or None, after telling of a thing that was named by itself."""
        try:
            return self._legal(line)
        except NotKnown:
            if not self._told_of(line):
                raise
        return None

    def _told_of(self, line: str) -> bool:
        """Tell of what has this name; a question takes no turn. Whether anything has it."""
        found = things(self.scene.titles, line)
        if len(found) == 1:
            kind, typed, _ = found[0]
            try:
                self._tell(kind, typed)
            except UsageError:  # a number that is on no board
                return False
        elif found:
            listed = first_few([f"'{kind} {typed}'" for kind, typed, _ in found], MOST)
            self.console.say(f"Several are called so. Type one: {listed}.")
        return bool(found)

    def _package(self, line: str) -> Package:
        """The package that was typed in one line.

        Raises:
            UsageError: It cannot be read, or no package is put together now.
        """
        package = typed_package(self.view, line)
        if not any(one.verb.package for one in self.view.legal):
            raise UsageError(why_no_draft(self.scene))
        return package

    def _legal(self, line: str) -> Action:
        """The legal action with this number or these words, its own or those of the menu.

        Raises:
            WargameError: there is none; the message says why.
        """
        legal = self.view.legal
        if not legal:
            raise UsageError(NOT_YOURS)
        line = as_number(line)
        if number := whole_number(line, 1, len(legal)):
            return legal[number - 1]
        if line.isascii() and line.isdigit():
            many = f"a number from 1 to {len(legal)}"
            raise UsageError(f"Type {many if len(legal) > 1 else '1: that alone is open'}.")
        for action in legal:
            if action.text in (line, as_compared(line)):
                return action
        if offered := self._offered(line):
            return offered
        verb, word, rest = as_act(self.view, line)
        if verb and not rest and verb.thing != "none":
            raise UsageError(self._verb_alone(word, verb))
        if verb and not is_title(self.scene.titles, line):
            wanted = f"{verb} {rest}".rstrip()
            raise IllegalAction(refusal_text(self.view, self.scene.titles, wanted))
        known = {*self._commands, *QUERIES, REDO, "quit", *(one.verb.word for one in legal)}
        meant = likely(line, known | words_of_things(self.scene.titles))
        guess = f"Did you mean '{meant}'? " if meant else ""
        told = f"{guess}Type the number of an action, or help."
        raise NotKnown(f"I do not know '{line[:60]}'. {told}")

    def _verb_alone(self, word: str, verb: Verb) -> str:
        """What is told of an act that was typed with nothing behind it."""
        view, titles = self.view, self.scene.titles
        told = f"{word.capitalize()} what? Type: {verb} NAME"
        if not any(one.verb == verb for one in view.legal):
            kind: Kind = "nothing_to" if view.comes_up(verb) else "not_open_now"
            why = refused(view, Reason(kind, verb=verb.word), verb.word, titles)
            told = sentence_case(comes_first(view)) or f"You cannot '{word}': {why}."
        if any(word == name.rpartition(".")[2] for name in titles.numbers):
            told = f"{stopped(told)} 'number {word}' tells of the number."
        return told

    def _offered(self, line: str) -> Action | None:
        """The action that the menu offers in these words.

        Raises:
            UsageError: They are a part of how one or several are offered. `yes` takes the one.
        """
        said, titles, last = as_compared(line), self.scene.titles, self.scene.last_begun
        menu = [(one, words_of(self.view, titles, one, last)) for one in self.view.legal]
        called = [one for one, words in menu if words == said]
        if len(called) == 1:
            return called[0]
        alike = open_moves(self.view, titles, last, line)
        if len(alike) == 1:
            self._guess, words = alike[0].text, titles.offer(self.view, alike[0])
            asked = f"Did you mean '{alike[0].text}' ({words})? Type yes to do so."
            raise UsageError(f"I do not know '{line[:60]}'. {asked}")
        if alike:
            numbers = {one.text: number for number, one in enumerate(self.view.legal, start=1)}
            told = [f"{numbers[one.text]} {titles.offer(self.view, one)}" for one in alike]
            rest = [f"and {len(told) - MOST} more"] if len(told) > MOST else []
            listed = "; ".join([*told[:MOST], *rest])
            raise UsageError(f"Several moves are called so. Type a number: {listed}.")
        return None

    # --- answers ---------------------------------------------------------------------------

    def _tell(self, name: str, asked: str = "") -> None:
        """Any answer there is, by its name."""
        wanted = QUERIES[name].typed
        if wanted.isupper() and not asked:
            known = first_few(named(self.scene.titles, name), MOST)
            such = f", such as {name} {known}" if known else ""
            raise UsageError(f"{name.capitalize()} what? Type: {name} {wanted}{such}")
        if asked and not wanted:
            one = name.removesuffix("s")
            is_of_one = one in QUERIES and bool(QUERIES[one].typed)
            meant = f"'{one} {visible(asked[:60])}' tells of one" if is_of_one else "type it alone"
            raise UsageError(f"Nothing stands behind '{name}': {meant}.")
        self._show(QUERIES[name].make(self.scene, asked))

    def _show(self, blocks: Iterable[Block]) -> None:
        self.console.show(lines(self.scene.titles, blocks))

    def _menu(self, _: str = "") -> None:
        if not self.view.legal:
            raise UsageError(NOT_YOURS)
        if not is_question(self.view):
            self._show(in_a_sentence(self.scene))
        self.console.show(
            menu_lines(self.view, self.scene.titles, closes_after=self.scene.closes_after)
        )
        self.console.say("A number takes that action; ?NUMBER previews it; help shows the rest.")

    def _question(self, _: str) -> None:
        """What is asked, and what may be answered."""
        self._tell("question")
        self._menu()

    def _help(self, _: str) -> None:
        told = [(f"{row.name} {row.typed}".strip(), row.does) for row in QUERIES.values()]
        kept = [(f"{one.topic} {one.typed}", f"write down {one.asks}") for one in THOUGHTS]
        called = [] if self.sitting.control is None else [FACILITATED]
        for typed, does in (*HELP, *told, *kept, *called, *LAST_HELP):
            is_long = len(typed) >= COLUMN
            if is_long:
                self.console.say(typed)
            self.console.show(wrapped(does, f"{'' if is_long else typed:<{COLUMN}}", " " * COLUMN))
        self.console.say(CONSENT)

    def _advise(self, _: str) -> None:
        if not self.view.legal:
            raise UsageError(NOT_YOURS)
        if refused := self.sitting.why_no_advice:
            raise UsageError(refused)
        self.console.say("Thinking …")
        self.scene = replace(self.scene, advice=self.sitting.adviser(self.view.seat)())
        self._tell("advise")

    def _substitute(self, typed: str) -> None:
        if why := self.sitting.why_no_substitute:
            raise UsageError(why)
        if typed != SURE:
            raise UsageError(
                "Somebody of the deck would play your side to the end of the game. "
                f"`{SUBSTITUTE} {SURE}` has them sit down."
            )
        self.console.say(self.sitting.substitute(self.view.seat))
        raise TakenBack

    def _undo(self, _: str) -> None:
        self.sitting.undo(self.view.seat)
        self.console.say("Taken back.")
        raise TakenBack

    def _think(self, topic: str, text: str) -> None:
        if not text and topic in QUERIES:  # a forecast is asked for by the word that writes one
            self._tell(topic)
            return
        if not text and topic == SURVEY:
            self.console.say(CONSENT)
            ask_survey(self.sitting, self.console, self.view.seat)
            return
        self.console.say(think(self.sitting, self.view.seat, topic, text))

    def _console(self, _: str) -> None:
        if self.sitting.control is None:
            raise UsageError("Nobody facilitates here: `wargame seminar` runs a class.")
        raise ControlCalled

    def _why(self, asked: str) -> None:
        if asked == "not":
            raise UsageError("Why not what? Type: why not NAME")
        if asked.startswith("not "):
            wanted = asked.removeprefix("not ")
            self.console.say(why_not_text(self.view, self.scene.titles, wanted))
        else:
            self._tell("why", asked)

    def _preview(self, asked: str) -> None:
        if not asked:
            self._help("")
            return
        if _is_package(asked):
            package = self._package(asked)
            found, done = foresee(self.view, package, self.scene.titles), steps(self.view, package)
            self._weigh(done)
            named = [one for item, one in self.scene.titles.items.items() if item in package.items]
            title = Heading(f"Offer {', '.join(named)} for {this_and(package.term)}.")
            self._show([title, Under([*signing(self.scene, found, done)])])
            return
        action = self._foreseen(asked)
        if action.verb in SIGNING:
            self._weigh([action.text])
        title = Heading(stopped(self.scene.titles.offer(self.view, action)))
        self._show([title, Under([*QUERIES["preview"].make(self.scene, action.text)])])

    def _foreseen(self, asked: str) -> Action:
        """The move that is asked about; the only one that was meant, for nothing is taken here."""
        try:
            return self._legal(asked)
        except UsageError:
            guess, self._guess = self._guess, ""
            if not guess:
                raise
        return self._legal(guess)

    def _weigh(self, done: Sequence[str]) -> None:
        """Find what a package is worth, if whoever finds it is ready, so that nobody waits."""
        find = self.sitting.weigher(self.view.seat, done)
        if find is not None:
            with suppress(Dropped, WargameError):  # all else is told without it
                self.scene = replace(self.scene, worths={**self.scene.worths, tuple(done): find()})


def _is_package(line: str) -> bool:
    """Whether a line puts a package on the table; `deal 2` asks for one in force."""
    word, _, rest = line.partition(" ")
    return word == "deal" and not rest.isdecimal()


def why_not_text(view: SeatState, titles: Titles, line: str) -> str:
    """Why something cannot be done now; a card's name alone means playing it, and that of any other
    thing what is done with it first. Of a title a part is enough that one thing alone has."""
    text = _first_act(titles, line)
    if not text:
        is_act = find(line.split(" ", 1)[0]) and " " in line
        text = line if is_act else f"{PLAY} {line}"
    return refusal_text(view, titles, text) or f"You can: type '{text}'."


def _first_act(titles: Titles, line: str) -> str:
    """What is done first with the thing of this id or title, "" if none or several are meant."""
    named = {PLAY: titles.cards, ACT: titles.actions, FUND: titles.projects}
    named |= {PROPOSE: titles.packages, TIGHTEN: titles.measures}
    word = as_compared(line)
    listed = [(verb, one, title) for verb, known in named.items() for one, title in known.items()]
    found = [f"{verb} {one}" for verb, one, _ in listed if one == line]
    found = found or [f"{verb} {one}" for verb, one, title in listed if as_compared(title) == word]
    if found:
        return found[0]
    found = [f"{verb} {one}" for verb, one, title in listed if word in as_compared(title)]
    return found[0] if word and len(found) == 1 else ""


def refusal_text(view: SeatState, titles: Titles, action: str) -> str:
    """Why an action is refused, said to whoever typed it, "" if it is allowed; the legal ones stand
    in the menu."""
    refusal = why_not(view, action)
    if refusal is None:
        return ""
    shut = next((why for text, _, why in shut_answers(view) if text == action), refusal.why)
    return replace(refusal, seat="You").said(refused(view, shut, action, titles))
