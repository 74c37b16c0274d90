"""Do players that look ahead strike deals, on what, and do they keep them?

    python -m tests.bench.bargains [DECK] [GAMES] [PLAYER]

PLAYER (search:300it) meets itself. Printed: in what share of games a deal was struck, how many
were extended and broken, and what was given for what, by how often.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import product

from wargame.content.library import DeckLibrary
from wargame.lab.runs.games import open_game
from wargame.lab.stats.estimate import Z, wilson
from wargame.play.match import Match
from wargame.play.seeds import derive
from wargame.players.proposals import may_begin
from wargame.players.registry import make_player
from wargame.rules.game import Game
from wargame.rules.position import Position, state_of
from wargame.rules.verbs import ACCEPT, EXTEND, SEND, TABLE, Verb

MOST_ROWS = 15
JOIN = " + "

Trade = tuple[str, str]
"""What each seat gives, in deck order of the seats."""


@dataclass(slots=True)
class Bargains:
    """What was struck in one game.

    Attributes:
        chances: Turns to talk at which a package could have been put together.
        tabled: Packages and extensions that were put to the rival, counters included.
        signed, broken, extended: How often, by what was traded.
    """

    chances: int = 0
    tabled: int = 0
    signed: Counter[Trade] = field(default_factory=Counter)
    broken: Counter[Trade] = field(default_factory=Counter)
    extended: Counter[Trade] = field(default_factory=Counter)


def trade(game: Game, bits: int) -> Trade:
    """What the seats give in a deal."""
    items = game.rules.program.deals.items if game.rules.program.deals else ()
    first, second = (
        JOIN.join(item.id for n, item in enumerate(items) if bits >> n & 1 and item.seat == seat)
        for seat in (0, 1)
    )
    return first or "nothing", second or "nothing"


def watch(match: Match) -> Bargains:
    """Play a match to its end and note every bargain."""
    found, game = Bargains(), match.game
    while not match.is_over:
        before = match.state
        action = match.step()
        note(found, game, before, match.state, action.verb)
    return found


def note(found: Bargains, game: Game, start: Position, end: Position, verb: Verb) -> None:
    """Take in one step of a match."""
    before, after = state_of(start), state_of(end)
    found.chances += may_begin(game.rules.engine, before)
    found.tabled += verb in (TABLE, SEND, EXTEND)
    slots = [
        k for k in range(len(before.deal_items)) if before.deal_items[k] or after.deal_items[k]
    ]
    for k in slots:
        old, new = before.deal_items[k], after.deal_items[k]
        if verb == ACCEPT and new and not old:
            found.signed[trade(game, new)] += 1
        elif after.breaches > before.breaches and old and not new:
            found.broken[trade(game, old)] += 1
        elif after.deal_ext[k] > before.deal_ext[k]:
            found.extended[trade(game, old)] += 1


def play(game: Game, player: str, number: int) -> Bargains:
    """The bargains of one game of a player against itself."""
    seed = derive(2, "game", number)
    players = {seat: make_player(player, game, seat, seed) for seat in game.seats}
    return watch(Match(game, players, seed))


def report(game: Game, games: list[Bargains]) -> Iterator[str]:
    """The figures, then a table of what was traded."""
    count, struck = len(games), sum(1 for one in games if one.signed)
    low, high = wilson(struck / count, count, Z)
    totals = [
        sum(counter.total() for counter in counters)
        for counters in zip(*((one.signed, one.extended, one.broken) for one in games), strict=True)
    ]
    able = sum(1 for one in games if one.chances)
    yield (
        f"{game.deck.id}: deals in {struck} of {count} games, {struck / count:.2f} "
        f"({low:.2f} to {high:.2f}), of {able} in which one could be proposed; "
        f"{sum(one.chances for one in games)} chances to propose, "
        f"{sum(one.tabled for one in games)} tabled, {totals[0]} signed, {totals[1]} extended, "
        f"{totals[2]} broken, in {sum(1 for one in games if one.broken)} games"
    )
    signed: Counter[Trade] = sum((one.signed for one in games), Counter())
    broken: Counter[Trade] = sum((one.broken for one in games), Counter())
    for title, split in (("Packages", False), ("One item for another", True)):
        yield ""
        yield f"| {title}: {game.seats[0]} gives | {game.seats[1]} gives | signed | broken |"
        yield "|---|---|---|---|"
        yield from _rows(*((each_pair(signed), each_pair(broken)) if split else (signed, broken)))


def each_pair(trades: Counter[Trade]) -> Counter[Trade]:
    """How often one item was in a package with one of the other side's."""
    found: Counter[Trade] = Counter()
    for (first, second), times in trades.items():
        for pair in product(first.split(JOIN), second.split(JOIN)):
            found[pair] += times
    return found


def _rows(signed: Counter[Trade], broken: Counter[Trade]) -> Iterator[str]:
    for what, times in signed.most_common(MOST_ROWS):
        yield f"| {what[0]} | {what[1]} | {times} | {broken[what]} |"
    if len(signed) > MOST_ROWS:
        rest = sum(times for _, times in signed.most_common()[MOST_ROWS:])
        yield f"| *{len(signed) - MOST_ROWS} others* | | {rest} | |"


def main(deck: str = "primer", games: str = "20", player: str = "search:300it") -> None:
    game = open_game(DeckLibrary().find(deck))
    found = []
    for number in range(int(games)):
        found.append(play(game, player, number))
        sys.stderr.write(
            f"{number + 1} games, {sum(1 for one in found if one.signed)} with deals\n"
        )
    sys.stdout.write("".join(f"{line}\n" for line in report(game, found)))


if __name__ == "__main__":
    main(*sys.argv[1:])
