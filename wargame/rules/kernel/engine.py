"""The engine: what the rest of the house asks of a deck's rules."""

from __future__ import annotations

from wargame.rules.kernel.befalling import seed_of
from wargame.rules.kernel.leaning import follow, lean, liked
from wargame.rules.kernel.leanings import Leanings
from wargame.rules.kernel.legal import chance_outcomes, legal_actions
from wargame.rules.kernel.machine import advance, run_segment, run_stack, run_steps, take_action
from wargame.rules.kernel.playing import play_out, random_action
from wargame.rules.kernel.quiet import run_quiet
from wargame.rules.kernel.start import ready
from wargame.rules.kernel.state import BaseState, push
from wargame.rules.kernel.stream import Stream
from wargame.rules.kernel.tables import Tables


class Engine:
    """The rules of one deck. Nothing changes in it, so it may serve any number of positions.

    Attributes:
        tables: What the deck says. They are made ready here.
    """

    def __init__(self, tables: Tables) -> None:
        ready(tables)
        self.tables: Tables = tables

    def legal(self, s: BaseState) -> list[int]:
        """Every action at this node, in a fixed order; empty when the game is over."""
        return legal_actions(self.tables, s)

    def outcomes(self, s: BaseState) -> list[tuple[int, int]]:
        """At a chance node: each outcome with its weight, zero weights left out."""
        return chance_outcomes(self.tables, s)

    def act(self, s: BaseState, action: int) -> None:
        """Take a legal action and run on to the next node. Changes `s`."""
        take_action(self.tables, s, action)
        advance(self.tables, s)

    def do_action(self, s: BaseState, action: int) -> None:
        """Take a legal action, and leave what follows on the stack. Changes `s`."""
        take_action(self.tables, s, action)

    def push(self, s: BaseState, origin: int, segment: int) -> None:
        """Put a segment on top of the stack, to be run next. Changes `s`."""
        push(s, origin, segment)

    def run_frame(self, s: BaseState, frame: int) -> None:
        """Run one frame that was taken from the stack. Changes `s`."""
        run_segment(self.tables, s, frame)

    def drain(self, s: BaseState) -> None:
        """Run the stack until it is empty or somebody has to decide. Changes `s`."""
        run_stack(self.tables, s)

    def step(self, s: BaseState) -> None:
        """Run steps of the round until work is on the stack or somebody decides. Changes `s`."""
        run_steps(self.tables, s)

    def advance(self, s: BaseState) -> None:
        """Run on until somebody has to decide. Changes `s`."""
        advance(self.tables, s)

    def random_action(self, s: BaseState, rng: Stream) -> int:
        """A legal action, each equally likely; at a chance node an outcome by its weight."""
        return random_action(self.tables, s, rng)

    def rollout(self, s: BaseState, rng: Stream, limit: int) -> int:
        """Play at random to the end, or `limit` nodes; gives the number of nodes. Changes `s`."""
        return play_out(self.tables, s, rng, limit)

    def leanings(
        self,
        likes: list[list[list[int]]],
        slots: list[list[int]],
        ask_slots: list[list[int]],
        stage: list[int],
        stages: int,
        rivals: list[list[int]],
        mild: list[int],
        first_item: int,
        waits: list[int],
        moods: list[int],
    ) -> Leanings:
        """What seats lean to, laid out for these rules: see `Leanings`."""
        return Leanings(
            self.tables,
            likes,
            slots,
            ask_slots,
            stage,
            stages,
            rivals,
            mild,
            first_item,
            waits,
            moods,
        )

    def lean(self, s: BaseState, p: Leanings, world: int) -> int:
        """What luck decides in this world, or what the seat to move likes best in its mood."""
        return lean(self.tables, s, p, seed_of(world))

    def liked(self, s: BaseState, p: Leanings, world: int, legal: list[int]) -> int:
        """What the seat to move likes best of some actions, in the mood it has in this world."""
        return liked(s, p, seed_of(world), legal)

    def follow(self, s: BaseState, p: Leanings, world: int, last_round: int) -> None:
        """Play on by habit to the end, or until a round after `last_round` begins. Changes `s`."""
        follow(self.tables, s, p, world, last_round)

    def run_quiet(self, s: BaseState, last_round: int) -> None:
        """Run on with nobody doing anything, until a round has been judged. Changes `s`."""
        run_quiet(self.tables, s, last_round)
