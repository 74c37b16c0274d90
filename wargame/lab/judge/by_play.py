"""What play shows of section 3: whether a choice is one, and whether a counted number pays.

Positions come from games at random, since a choice is open or not whoever plays.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import field
from typing import Final

from wargame.dataclass import dataclass
from wargame.lab.judge.counted import Counted
from wargame.lab.judge.definition import Clause3
from wargame.lab.stats.estimate import Mean, share_of
from wargame.play.match import Match
from wargame.play.seeds import derive
from wargame.players.registry import make_player
from wargame.rules.asking.evaluate import made_of, names_in, number
from wargame.rules.game import Game, Position
from wargame.rules.ir import Expr, Name
from wargame.rules.verbs import EASE, LIFT, PAUSE, TIGHTEN

RARE: Final = 0.2
"""An act that is open less often than this is hardly a choice."""

MOST_GAMES: Final = 1280
"""Games at random after which the share itself decides, however near it lies to the limit."""

PLAYER: Final = "random"

OPPOSITES: Final = ((TIGHTEN.word, EASE.word), (PAUSE.word, LIFT.word))

Acts = tuple[str, str, str]
"""A measure, a verb on it, and the verb that undoes it."""


def positions(game: Game, seed: int, games: int, *, first: int = 0) -> Iterator[Position]:
    """Every position of some games at random."""
    for index in range(first, first + games):
        luck = derive(seed, "by play", index)
        players = {seat: make_player(PLAYER, game, seat, luck) for seat in game.seats}
        match = Match(game, players, luck)
        while not match.is_over:
            yield match.state
            match.step()


@dataclass(slots=True)
class Openings:
    """How often acts on measures are open, game by game.

    Attributes:
        seed: Of the games.
        rounds: By seat, in how many rounds of each game it had a move.
        opened: By act, in how many rounds of each game it was open.
    """

    game: Game
    seed: int
    games: int = 0
    rounds: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    opened: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))

    def add(self, seen: Iterable[Position]) -> None:
        """Take in a game."""
        rounds: dict[str, set[int]] = {seat: set() for seat in self.game.seats}
        opened: dict[str, set[int]] = {act: set() for acts in self.acts() for act in _both(acts)}
        for position in seen:
            if position.seat in rounds:
                rounds[position.seat].add(position.round)
                for action in self.game.legal_actions(position):
                    if action.text in opened:
                        opened[action.text].add(position.round)
        for seat, known in rounds.items():
            self.rounds[seat].append(len(known))
        for act, known in opened.items():
            self.opened[act].append(len(known))
        self.games += 1

    def acts(self) -> Iterator[Acts]:
        """Every act that a measure has, with what undoes it."""
        for measure in self.game.rules.program.measures:
            for verb, undo in OPPOSITES:
                if measure.verbs.get(verb):
                    yield measure.id, verb, undo

    def shares(self, acts: Acts) -> list[Mean]:
        """In what share of its owner's rounds an act, and what undoes it, are open."""
        measures = self.game.rules.program.measures
        owner = next(one.seat for one in measures if one.id == acts[0])
        rounds = self.rounds[self.game.seats[owner]]
        found = [share_of(list(zip(self.opened[one], rounds, strict=True))) for one in _both(acts)]
        return [share or Mean(0, 0, 1) for share in found]

    def largest(self, acts: Acts) -> Mean:
        """Of the two shares, the larger: it decides."""
        return max(self.shares(acts), key=lambda share: share.mean)

    def is_settled(self) -> bool:
        """Whether every act's interval lies on one side of the limit."""
        spans = [self.largest(acts) for acts in self.acts()]
        return all(span.low > RARE or span.high < RARE for span in spans)


def openings(game: Game, seed: int, games: int) -> Openings:
    """Play so many games at random, and twice as many each time luck alone could still decide."""
    found = Openings(game, seed)
    most = games
    while True:
        for index in range(found.games, most):
            found.add(positions(game, seed, 1, first=index))
        if most >= MOST_GAMES or found.is_settled():
            return found
        most = min(2 * most, MOST_GAMES)


def find_no_choice(counted: Counted, found: Openings) -> list[Clause3]:
    """Clause 4: a counted act and its opposite are each open in too few of a seat's rounds."""
    return [
        Clause3("no choice", f"measure {acts[0]}", f"open in rounds: {_told(found, acts)}")
        for acts in _counted(counted, found)
        if found.largest(acts).mean < RARE
    ]


def least_open(counted: Counted, found: Openings) -> str:
    """Of all counted acts that are a choice, the one that is so by the least; "" if there is none.

    How near a deck comes to the limit is told too, so that nobody has to take it on trust.
    """
    known = [acts for acts in _counted(counted, found) if found.largest(acts).mean >= RARE]
    if not known:
        return ""
    acts = min(known, key=lambda one: found.largest(one).mean)
    return f"measure {acts[0]}: {_told(found, acts)}"


def _counted(counted: Counted, found: Openings) -> Sequence[Acts]:
    """The acts on measures that are counted, of seats that had a move at all."""
    return [
        acts
        for acts in found.acts()
        if ("measure", acts[0]) in counted.things and any(map(any, found.rounds.values()))
    ]


def _both(acts: Acts) -> tuple[str, str]:
    """An act and its opposite, as actions are written."""
    measure, *verbs = acts
    verb, undo = verbs
    return f"{verb} {measure}", f"{undo} {measure}"


def _told(found: Openings, acts: Acts) -> str:
    shares = zip(acts[1:], found.shares(acts), strict=True)
    words = [
        f"{verb} {100 * share.mean:.1f} % ({100 * share.low:.1f} to {100 * share.high:.1f})"
        for verb, share in shares
        if share.mean
    ]
    told = ", ".join(words) or "never"
    return f"{told}, {found.games} games at random, seed {found.seed}"


def find_paid(game: Game, counted: Counted, seen: Iterable[Position]) -> list[Clause3]:
    """Clause 3 by play: one more of a counted number, and the points at the end change.

    Of use where no consequence is left between the number and the points: all dials at 0.
    """
    program = game.rules.program
    scores: list[tuple[str, Expr]] = [(seat.id, seat.score) for seat in program.seats]
    scores += [(f"agenda {agenda.id}", agenda.score) for agenda in program.agendas]
    read = [(whose, score, _made_of(game, score)) for whose, score in scores]
    found: dict[str, Clause3] = {}
    for position in seen:
        for name in sorted(counted.numbers - found.keys()):
            for whose, score, names in read:
                if name not in names:
                    continue
                more = _worth(game, position, score, name) - _worth(game, position, score, "")
                if more:
                    text = f"one more of {name} is {more:+d} points in round {position.round}"
                    found[name] = Clause3("pays", f"{whose} score", text)
                    break
    return list(found.values())


def _made_of(game: Game, score: Expr) -> dict[str, bool]:
    """All that a score is made of, computed numbers and what they are made of included."""
    return made_of([name.text for name in names_in(score)], game.rules.formulas)


def _worth(game: Game, position: Position, score: Expr, raised: str) -> int:
    """A score on a position, with one number raised by one wherever it is read."""
    made, fixed = game.rules.formulas, game.rules.program.values

    def read(name: Name) -> int:
        if name.text in fixed:
            return fixed[name.text]
        value = number(made[name.text], read) if name.text in made else position[name.text]
        return min(name.hi, value + 1) if name.text == raised else value

    return number(score, read)
