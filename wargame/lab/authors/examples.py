"""A deck's worked examples: a position, what is played, what must follow.

They are the deck author's tests, written without Python. See `content.model.Example` for what
an example may hold.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from wargame.content.model import Example
from wargame.dataclass import dataclass
from wargame.errors import DeckPath, IllegalAction, UsageError, nearest
from wargame.play.dealer import Dealer
from wargame.play.teaching import least
from wargame.rules.game import CHANCE_SEAT, Action, Game, Position
from wargame.rules.lint.examples import NEXT_ROUND
from wargame.rules.verbs import find

NOBODY = "nobody"
"""How an example says that nobody wins."""
_LISTED = 4
"""Answers that a problem lists."""
IDLE_LIMIT = 10_000
"""Nodes after which `next round` gives up: a round is never that long."""


@dataclass(frozen=True, slots=True)
class ExampleResult:
    """How one example went.

    Attributes:
        id: The example's.
        rule: The rule it settles.
        holds: Whether everything that was expected came about.
        problems: What did not, a sentence each.
        places: Where each of them stands in the deck, as FILE:LINE:COLUMN; "" without a file.
        file: The file of the first problem, or of an example that holds; null without a file.
        line: Its line there, from 1; null without a file.
    """

    id: str
    rule: str
    holds: bool
    problems: tuple[str, ...]
    places: tuple[str, ...] = ()
    file: str | None = None
    line: int | None = None


_ACTED_IN = ("headline", "plays", "talks")
"""Phases in which seats choose."""

Problem = tuple[str, DeckPath]
"""What did not come about, and where in the example it was asked for."""


@dataclass(frozen=True, slots=True)
class DeckTest:
    """How a deck's worked examples went.

    Attributes:
        deck: The deck's id.
        examples: Each example, in deck order.
        lessons: Each lesson, played by its way, in deck order.
        puzzles: Each puzzle, solved, with what was found, in deck order.
    """

    deck: str
    examples: list[ExampleResult]
    lessons: list[ExampleResult]
    puzzles: list[ExampleResult]


def run_examples(game: Game) -> list[ExampleResult]:
    """Run every example of the deck, in deck order."""
    return [run_example(game, example) for example in game.deck.examples]


def run_example(game: Game, example: Example) -> ExampleResult:
    """Run one example and compare what came about with what it expects."""
    try:
        problems = _Run(game, example).problems()
    except (IllegalAction, UsageError) as error:
        problems = [(str(error), place_of(error, example.given))]
    ids = [one.id for one in game.deck.examples]
    here: DeckPath = ("examples", ids.index(example.id)) if example.id in ids else ("nowhere",)
    return result_of(game, example.id, example.rule, here, problems)


def result_of(
    game: Game, name: str, rule: str, here: DeckPath, problems: Sequence[Problem]
) -> ExampleResult:
    """What came of an example, a lesson or a puzzle, that stands at a place of the deck."""
    marks = [game.loaded.mark((*here, *path)) for _, path in problems]
    first = marks[0] if marks else game.loaded.mark(here)
    return ExampleResult(
        name,
        rule,
        not problems,
        tuple(said for said, _ in problems),
        tuple(str(mark) if mark else "" for mark in marks),
        first.file if first else None,
        first.line if first else None,
    )


class _Run:
    """One example on its way: the position, and whether the last action was refused."""

    def __init__(self, game: Game, example: Example) -> None:
        self.game, self.example = game, example
        given = dict(example.given)
        self.dealer = Dealer(_seed(given.pop("seed", 0)))
        self.state: Position = game.position(given)
        self.refusal = self.reached = ""

    def problems(self) -> list[Problem]:
        """Play the actions; list what differs from what is expected."""
        expect = self.example.expect
        play = self.example.play
        for number, text in enumerate(play, start=1):
            try:
                self._take(text, after="".join(play[number : number + 1]))
            except IllegalAction as error:
                if number < len(play) or "refused" not in expect:
                    said = f"action {number} '{text}' is refused: {error}{self._went_on}"
                    return [(said, ("play", number - 1))]
                self.refusal = str(error)
        found: list[Problem] = [
            (problem, ("expect", name))
            for name, value in expect.items()
            for problem in self._looked(name, value)
        ]
        waits = (self._waits() or self._went_on) if play and found else ""
        return [
            (f"{problem.removesuffix('.')}{waits}" if waits and not n else problem, path)
            for n, (problem, path) in enumerate(found)
        ]

    def _waits(self) -> str:
        """What the last action still asks somebody, where `play` says no answer; "" for nothing."""
        if self.game.is_terminal(self.state) or self._is_chance():
            return ""
        seat = self.game.current_seat(self.state)
        legal = self.game.redact(self.state, seat).legal
        if not any(action.verb.is_answer for action in legal):
            return ""
        texts = [action.text for action in legal]
        listed = ", ".join(f"'{text}'" for text in texts[:_LISTED])
        return f"; {seat} is still asked: {listed}{' …' if len(texts) > _LISTED else ''}"

    @property
    def _went_on(self) -> str:
        """That nobody could act in the phase that was given, and where the first action came."""
        phase = self.example.given.get("phase")
        if phase not in _ACTED_IN or not self.reached or self.reached.endswith(f"'{phase}'"):
            return ""
        return f"; nobody may act in phase '{phase}' here, so it went on to {self.reached}"

    def _looked(self, name: str, expected: Any) -> list[str]:
        """What one outcome lacks, or why it cannot be looked at."""
        try:
            return self._check(name, expected)
        except UsageError as error:
            return [str(error)]

    def _take(self, text: str, after: str) -> None:
        """Take one action, then deal the luck in its effects unless `after` names it.

        Luck that comes once the round has moved on belongs to the round, and waits.
        """
        if text == NEXT_ROUND:
            self._idle()
            return
        while self._is_chance() and not self._is_legal(text):
            self._deal()
        if not self.state.is_over:
            self.reached = self.reached or f"round {self.state.round}, phase '{self.state.phase}'"
        step_of_round = self.state.step
        self.state = self.game.apply(self.state, text).state
        while self._is_chance() and self.state.step == step_of_round:
            if self._is_legal(after):
                break
            self._deal()

    def _idle(self) -> None:
        """Let both seats do as little as they may until the plays of the next round."""
        start = self.state.round
        for _ in range(IDLE_LIMIT):
            if self.game.is_terminal(self.state):
                return
            if self._is_chance():
                self._deal()
                continue
            seat = self.game.current_seat(self.state)
            view = self.game.redact(self.state, seat)
            if view.round > start and view.phase == "plays":
                return
            self.state = self.game.apply(self.state, least(view.legal)).state
        raise UsageError("'next round' never came")

    def _is_chance(self) -> bool:
        game = self.game
        return not game.is_terminal(self.state) and game.current_seat(self.state) == CHANCE_SEAT

    def _legal(self) -> Sequence[Action]:
        return () if self.state.is_over else self.game.legal_actions(self.state)

    def _is_legal(self, text: str) -> bool:
        return any(action.text == text for action in self._legal())

    def _deal(self) -> None:
        self.state = self.game.apply(self.state, self.dealer.choose(self.game, self.state)).state

    def _check(self, name: str, expected: Any) -> list[str]:
        match name:
            case "refused":
                return self._check_refusal(str(expected))
            case "legal" | "not_legal":
                return self._check_legal(name == "legal", expected)
            case "ending" if not self.game.is_terminal(self.state):
                return [f"the game is not over, and the ending '{expected}' is expected"]
            case "ending":
                return _compare("ending", self.game.ending(self.state), expected)
            case "winner":
                return self._check_winner(expected)
            case _:
                return _compare(name, self._value(name, expected), expected)

    def _value(self, name: str, expected: Any) -> int | str:
        """The value of an expression; as a word where one is expected, such as a seat."""
        value = self.game.value(self.state, name)
        holders = self.game.rules.sources.names.holders()
        by_number = {number: word for word, number in holders.items()}
        return by_number.get(value, value) if isinstance(expected, str) else value

    def _check_winner(self, expected: Any) -> list[str]:
        """Who has won, or would if the game ended here."""
        end = self.game.match_end(self.state)
        if end is None:
            return ["a winner is expected, and this table names none"]
        known = (*self.game.seats, NOBODY)
        if expected not in known:
            return [f"'{expected}' is no seat. {nearest(str(expected), known)}"]
        return _compare("winner", end.winner or NOBODY, expected)

    def _check_refusal(self, part: str) -> list[str]:
        if not self.refusal:
            return ["the last action was expected to be refused, and is allowed"]
        if part.casefold() not in self.refusal.casefold():
            return [f"refused, but the reason has no '{part}': {self.refusal}"]
        return []

    def _check_legal(self, wanted: bool, texts: Any) -> list[str]:
        said = "is not legal" if wanted else "is legal"
        listed = texts if isinstance(texts, list) else [texts]
        unknown = [text for text in listed if not self._is_action(str(text))]
        return [f"'{text}' is no action of this deck" for text in unknown] + [
            f"'{text}' {said}"
            for text in listed
            if text not in unknown and self._is_legal(text) != wanted
        ]

    def _is_action(self, text: str) -> bool:
        """Whether an action is ever called so: a slip of the pen is never legal anywhere."""
        word, _, arg = text.partition(" ")
        verb = find(word)
        if verb and verb.is_numbered:
            return arg.isascii() and arg.isdigit()
        asks = self.game.rules.program.asks
        words = self.game.rules.words
        choices = {
            words.option_text(ask.number, n) for ask in asks for n in range(len(ask.options))
        }
        return text in choices or text in self.game.rules.words.fixed.values()


def place_of(error: Exception, given: Mapping[str, object]) -> DeckPath:
    """Where in a position the setting stands that an error names."""
    named = (("given", key) for key in given if f"'{key}'" in str(error))
    return next(named, ("given",))


def _seed(given: Any) -> int:
    if isinstance(given, bool) or not isinstance(given, int) or given < 0:
        raise UsageError("given: 'seed' must be a whole number, 0 or more")
    return given


def _compare(name: str, found: Any, expected: Any) -> list[str]:
    if found == expected:
        return []
    if isinstance(found, int) and not isinstance(expected, int):
        return [f"{name} is {found}, and '{expected}' is no whole number. Write the value itself."]
    return [f"{name} is {found}, expected {expected}"]
