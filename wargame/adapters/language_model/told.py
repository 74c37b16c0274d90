"""What a model is told: what a person in its seat reads in text, and nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby, islice
from typing import Any, Final

from wargame.adapters.language_model.answer import ASKED
from wargame.adapters.news import seen_in
from wargame.play.drive import PlayerAsked, next_turn
from wargame.play.match import Match
from wargame.players.command import describe_move
from wargame.players.registry import make_player
from wargame.rules.game import Game
from wargame.rules.view import SeatState
from wargame.seminar.handouts import ends_early
from wargame.table.plain.menu import menu_lines
from wargame.table.plain.typeset import lines
from wargame.table.rulebook import rules_lines
from wargame.table.told.bargain import tabled
from wargame.table.told.blocks import Block
from wargame.table.told.forecast import in_a_sentence
from wargame.table.told.news import is_told, tell
from wargame.table.told.options import is_question
from wargame.table.told.queries import QUERIES
from wargame.table.told.scene import Scene, titles_of
from wargame.table.told.standing import board, cards, left_out
from wargame.table.words.glyphs import READ_OUT
from wargame.table.words.view_models import round_label

ROLE: Final = (
    "You play a seat of a tabletop policy wargame, against another player. You are given its "
    "rules, your brief, and at each choice all that your seat may see. Play to win by these rules: "
    "nothing here is a forecast or advice, and the seats are offices, not people. Think as long as "
    f"you like, and end your answer with one JSON object: {ASKED}."
)
AGAIN: Final = "That holds no choice that is open. Answer with {asked}, NUMBER being 1 to {most}."
LEFT_OUT: Final = "- What was done before {round} is left out."
WITH_ROUND: Final = "By that, and by itself as the round ended:"
MOST_REASONS: Final = 12
"""Of the reasons that it gave before, how many a model is told again, the last ones."""


class Teller:
    """Tells a model in one seat.

    Args:
        has_previews: Tell of each way on what it would change, as far as the seat can know.
        last_round: The last that there can be, where a class ends the game before the deck does.
    """

    def __init__(
        self, game: Game, seat: str, *, has_previews: bool = True, last_round: int | None = None
    ) -> None:
        self.seat, self.has_previews = seat, has_previews
        self.titles = titles_of(game.deck)
        early = ends_early(last_round, game)
        self.closes_after = last_round or 0 if early else 0
        self._rules = "\n\n".join(filter(None, ["\n".join(rules_lines(game.rules)), early]))

    def rules(self, view: SeatState) -> str:
        """What holds for the whole game: the rules, and the seat's brief."""
        brief = QUERIES["brief"].make(self._scene(view), "")
        return "\n\n".join([ROLE, self._rules, f"Your brief\n{self._text(brief)}"])

    def question(
        self,
        view: SeatState,
        news: Iterable[Mapping[str, Any]],
        reasons: Sequence[str],
        first: int = 0,
    ) -> str:
        """What there is to choose now.

        Args:
            news: The moves that the seat has seen since it last chose, as the protocol has them.
            reasons: Why it did what it did so far.
            first: The first round of which moves are told, where those before are left out.
        """
        scene = self._scene(view)
        now = f"{round_label(view.deck, view.round, self.closes_after)}, {view.phase}"
        cut = [LEFT_OUT.format(round=self.titles.round(first))] if first else []
        parts = [
            f"{now}. You are {self.titles.seats[self.seat]}.",
            _headed("Since you last chose", [*cut, *self._news(news, view.round)]),
            _headed("Why you did what you did, the last at the end", reasons[-MOST_REASONS:]),
            _headed("The board", lines(self.titles, self._board(scene))),
            _headed("Your cards and actions", lines(self.titles, cards(scene))),
            self._text(tabled(scene)),
            "" if is_question(view) else self._text(in_a_sentence(scene)),
            "\n".join(menu_lines(view, self.titles, can_ask=False, closes_after=self.closes_after)),
            _headed("What each would change", self._previews(scene)),
            f"Choose a number from 1 to {len(view.legal)}. End with {ASKED}.",
        ]
        return "\n\n".join(filter(None, parts))

    def again(self, view: SeatState) -> str:
        """What is said after an answer that holds no choice."""
        return AGAIN.format(asked=ASKED, most=len(view.legal))

    def _board(self, scene: Scene) -> list[Block]:
        """The board, without what a person might type to see more of it."""
        to_type = [*left_out(scene, scene.listed)]
        return [block for block in board(scene) if block not in to_type]

    def _scene(self, view: SeatState) -> Scene:
        return Scene(
            view=view,
            titles=self.titles,
            side=self.seat,
            glyphs=READ_OUT,
            closes_after=self.closes_after,
        )

    def _text(self, blocks: Iterable[Block]) -> str:
        return "\n".join(lines(self.titles, blocks)).strip()

    def _previews(self, scene: Scene) -> Iterator[str]:
        if not self.has_previews:
            return
        for number, action in enumerate(scene.view.legal, start=1):
            told = lines(self.titles, QUERIES["preview"].make(scene, action.text), "     ")
            yield from [f"{number:>3}  {self.titles.offer(scene.view, action)}", *told]

    def _news(self, news: Iterable[Mapping[str, Any]], now: int) -> Iterator[str]:
        """What has happened; `now` is the round. What a round's end moved comes with the last move
        of it, which did not do all of that."""
        moves = list(news)
        rounds = [*(move["round"] for move in moves[1:]), now]
        last = {
            move["ply"] for move, then in zip(moves, rounds, strict=False) if move["round"] < then
        }
        waiting = iter(moves)
        items = tell(self.seat, [seen_in(move, self.seat) for move in moves], self.titles)
        for _, group in groupby(items, key=lambda item: item.entries[0].entry.ply):
            act, *came = group
            told = list(islice(waiting, len(act.entries)))
            moved = [self._moved(move["changes"], move["ply"] in last) for move in told]
            texts = ["".join([act.text, *moved]), *(item.text for item in came)]
            texts += [text for move in told for text in self._beside(move)]
            yield from (f"- {text}" for text in texts)

    def _moved(self, changes: Mapping[str, Sequence[int]], ends_round: bool) -> str:
        """Where the numbers went that people are told of."""
        titles = self.titles
        told = [
            f"{titles.number(name)} {titles.went(name, old, new)}"
            for name, (old, new) in changes.items()
            if name in titles.numbers and name not in titles.counts and is_told(name)
        ]
        by = f"{WITH_ROUND} " if ends_round else ""
        return f" {by}{', '.join(told)}." if told else ""

    def _beside(self, move: Mapping[str, Any]) -> Iterator[str]:
        """What came to nothing with a move, and deals that were not kept as it ended a round."""
        titles = self.titles
        for seat, card in move["fizzled"]:
            yield f"{titles.seats[seat]}: {titles.cards[card]} comes to nothing."
        for signed, items in move["broken"]:
            names = "; ".join(titles.items[item] for item in items)
            yield f"The deal of {titles.round(signed)} is broken by what was not kept ({names})."


def first_told(game: Game, *, has_previews: bool) -> str:
    """What a model would be told at the first choice of a game, for whoever wants to read it."""
    players = {seat: make_player("random", game, seat, 1) for seat in game.seats}
    match = Match(game, players, 1, traced=True)
    while not isinstance(turn := next_turn(match), PlayerAsked):
        pass
    teller = Teller(game, turn.view.seat, has_previews=has_previews)
    news = map(describe_move, match.witnessed(turn.view.seat))
    return "\n\n".join([teller.rules(turn.view), teller.question(turn.view, news, ())])


def _headed(title: str, rows: Iterable[str]) -> str:
    """Lines under a title; "" if there are none."""
    found = "\n".join(rows).strip("\n")
    return f"{title}\n{found}" if found else ""
