"""A position, and what each seat has seen on the way to it: its information state."""

from __future__ import annotations

from wargame.adapters.opened import OpenDeck
from wargame.errors import RecordError
from wargame.play.log import keeper_of, opens_headlines
from wargame.rules.game import Game, Position, SeatState
from wargame.rules.hashes import Packed
from wargame.rules.kernel import Stream

Happened = tuple[int, str, int]
"""An action as it happened: its id, or -1 where an imagined past leaves it out; the seat that alone
knew on what it was, or ""; of a headline the round, else 0."""

UNKNOWN = -1


class GameNode:
    """A node of the tree of one deck. Nobody changes it: `after` gives another one.

    Attributes:
        deck: The deck.
        position: All of the position, secrets included.
        happened: Every action since the first node, luck included.
        laid_open: The last round whose headlines everybody knows.
    """

    __slots__ = ("deck", "happened", "laid_open", "position")

    def __init__(
        self,
        deck: OpenDeck,
        position: Position,
        happened: tuple[Happened, ...] = (),
        laid_open: int = 0,
    ) -> None:
        self.deck, self.position = deck, position
        self.happened, self.laid_open = happened, laid_open

    @property
    def game(self) -> Game:
        """The game of the deck."""
        return self.deck.game

    def after(self, number: int) -> GameNode:
        """The node that an action leads to, by its id.

        Raises:
            IllegalAction: It is not legal here.
        """
        game, before = self.game, self.position
        position = game.child(before, number)
        action = game.action_of(number)
        is_headline = before.phase == "headline" and action.verb.is_headline
        event = (number, keeper_of(before, action), before.round if is_headline else 0)
        is_opened = is_headline and opens_headlines(before, position)
        laid_open = before.round if is_opened else self.laid_open
        return GameNode(self.deck, position, (*self.happened, event), laid_open)

    def view(self, seat: str) -> SeatState:
        """What a seat may see now; of "", what everybody may."""
        return self.game.redact(self.position, seat)

    def observed(self, seat: str) -> str:
        """What a seat sees now, in one line; equal for equal views alone."""
        view = self.view(seat)
        _, to_move, legal, sizes, cells = view.packed()
        who = f"view={seat or 'everybody'} to_move={to_move or 'nobody'} sizes={sizes}"
        return f"{who} {_line(self.game, cells)} legal={legal}"

    def observed_alone(self, seat: str) -> str:
        """What a seat sees now and not everybody, in one line."""
        (_, _, legal, _, own), everybody = self.view(seat).packed(), self.view("").packed()[-1]
        cells = zip(self.game.rules.packing.slots, own, everybody, strict=True)
        told = [f"{slot}={cell}" for slot, cell, other in cells if cell != other]
        return f"view={seat} {' '.join(told)} legal={legal}"

    def seen_by(self, seat: str) -> str:
        """What a seat sees now, and everything that it has seen happen: perfect recall.

        What it has seen are ids of actions in their order; of one that it knows but by whom, that
        seat behind a question mark.
        """
        return f"{self.observed(seat)} seen={' '.join(self._told(seat))}"

    def _told(self, seat: str) -> list[str]:
        """What a seat knows of each action that has happened."""
        opened = self.laid_open
        return [
            str(number) if keeper in ("", seat) or 0 < headline <= opened else f"?{keeper}"
            for number, keeper, headline in self.happened
        ]

    def imagined(self, seat: str, stream: Stream) -> GameNode:
        """A node that a seat could not tell from this one: what it cannot know is drawn anew.

        What others did unseen is left out of their past, but for a headline that is still to come.
        """
        position = self.game.resample(self.view(seat), stream)
        happened = [
            one if told[0] != "?" else (self._imagined_id(one, position), *one[1:])
            for one, told in zip(self.happened, self._told(seat), strict=True)
        ]
        return GameNode(self.deck, position, tuple(happened), self.laid_open)

    def _imagined_id(self, one: Happened, position: Position) -> int:
        """The id of an action nobody else has seen, in an imagined position."""
        _, keeper, headline = one
        if not headline:
            return UNKNOWN
        card = self.game.redact(position, keeper).commitment
        text = card if card == "pass" else f"headline {card}"
        return next(
            number for number in range(self.game.num_actions) if self._reads(number, keeper, text)
        )

    def _reads(self, number: int, seat: str, text: str) -> bool:
        action = self.game.action_of(number)
        return action.seat == seat and action.text == text

    def __str__(self) -> str:
        """The whole position in one line, secrets included, and how it came about."""
        told = " ".join(str(number) for number, _, _ in self.happened)
        return f"{_line(self.game, self.position.packed())} happened={told}"

    def __deepcopy__(self, _: dict[int, object]) -> GameNode:
        """Itself, since nobody changes it."""
        return self

    def __reduce__(self) -> tuple[object, ...]:
        packed = self.position.packed()
        return _restored, (self.deck, self.game.rules_hash, packed, self.happened, self.laid_open)


def _restored(
    deck: OpenDeck, rules_hash: str, packed: Packed, happened: tuple[Happened, ...], laid_open: int
) -> GameNode:
    """A node that was pickled, maybe by another process."""
    if deck.game.rules_hash != rules_hash:
        raise RecordError(f"This is a state of other rules than those of '{deck.name}' here.")
    return GameNode(deck, deck.game.unpack(packed), happened, laid_open)


def _line(game: Game, cells: Packed) -> str:
    """Numbers of a position by name, those left out that are 0 or hold nothing."""
    named = zip(game.rules.packing.slots, cells, strict=True)
    return " ".join([f"{slot}={cell}" for slot, cell in named if cell])
