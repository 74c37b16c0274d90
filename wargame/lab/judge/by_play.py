"""What play shows of section 3: whether a choice is one, and whether a counted number pays.

Positions come from games at random, since a choice is open or not whoever plays.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from wargame.lab.judge.counted import Counted
from wargame.lab.judge.definition import Clause3
from wargame.play.match import Match
from wargame.play.seeds import derive
from wargame.players.registry import make_player
from wargame.rules.asking.evaluate import names_in, number
from wargame.rules.game import Game, Position
from wargame.rules.ir import Expr, Name
from wargame.rules.verbs import EASE, LIFT, PAUSE, TIGHTEN

RARE = 0.2
"""An act that is open less often than this is hardly a choice."""

PLAYER = "random"

OPPOSITES = ((TIGHTEN.word, EASE.word), (PAUSE.word, LIFT.word))


def positions(game: Game, seed: int, games: int) -> Iterator[Position]:
    """Every position of some games at random."""
    for index in range(games):
        luck = derive(seed, "by play", index)
        players = {seat: make_player(PLAYER, game, seat, luck) for seat in game.seats}
        match = Match(game, players, luck)
        while not match.is_over:
            yield match.state
            match.step()


def find_no_choice(game: Game, counted: Counted, seen: Iterable[Position]) -> list[Clause3]:
    """Clause 4: a counted act and its opposite are each open in too few of a seat's rounds."""
    rounds: Counter[str] = Counter()
    opened: Counter[tuple[str, str]] = Counter()
    last: dict[str, int] = {}
    shown: set[tuple[str, str]] = set()
    for position in seen:
        seat = position.seat
        if seat not in game.seats:
            continue
        if last.get(seat) != position.round:
            last[seat] = position.round
            rounds[seat] += 1
            shown = {one for one in shown if one[0] != seat}
        for action in game.legal_actions(position):
            if (seat, action.text) not in shown:
                shown.add((seat, action.text))
                opened[seat, action.text] += 1
    return list(_rare(game, counted, rounds, opened))


def _rare(
    game: Game, counted: Counted, rounds: Counter[str], opened: Counter[tuple[str, str]]
) -> Iterator[Clause3]:
    for measure in game.rules.program.measures:
        seat = game.seats[measure.seat]
        if ("measure", measure.id) not in counted.things or not rounds[seat]:
            continue
        for pair in OPPOSITES:
            shares = [opened[seat, f"{verb} {measure.id}"] / rounds[seat] for verb in pair]
            if measure.verbs.get(pair[0]) and max(shares) < RARE:
                told = ", ".join(f"{v} {s:.0%}" for v, s in zip(pair, shares, strict=True))
                yield Clause3("no choice", f"measure {measure.id}", f"open in rounds: {told}")


def find_paid(game: Game, counted: Counted, seen: Iterable[Position]) -> list[Clause3]:
    """Clause 3 by play: one more of a counted number, and the points at the end change.

    Of use where no consequence is left between the number and the points: all dials at 0.
    """
    program = game.rules.program
    scores: list[tuple[str, Expr]] = [(seat.id, seat.score) for seat in program.seats]
    scores += [(f"agenda {agenda.id}", agenda.score) for agenda in program.agendas]
    read = [(whose, score, _behind(game, score)) for whose, score in scores]
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


def _behind(game: Game, score: Expr) -> set[str]:
    """All that a score is made of, computed numbers and what they are made of included."""
    found: set[str] = set()
    rest = [name.text for name in names_in(score)]
    while rest:
        name = rest.pop()
        if name not in found:
            found.add(name)
            made = game.rules.derived.get(name)
            rest += [] if made is None else [inner.text for inner in names_in(made)]
    return found


def _worth(game: Game, position: Position, score: Expr, raised: str) -> int:
    """A score on a position, with one number raised by one wherever it is read."""
    made, fixed = game.rules.derived, game.rules.program.values

    def read(name: Name) -> int:
        if name.text in fixed:
            return fixed[name.text]
        value = number(made[name.text], read) if name.text in made else position[name.text]
        return min(name.hi, value + 1) if name.text == raised else value

    return number(score, read)
