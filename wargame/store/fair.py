"""Was a finished game fair? Its luck against the seed, and what was passed on against the save.

A chain can be made anew, with luck of the forger's choice, and is sound. But luck hangs on the
seed and the secret in the head, and whoever was given a view holds a commitment to both, and to
every line up to then.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from wargame.dataclass import dataclass
from wargame.errors import visible
from wargame.play.confirm import confirm
from wargame.play.dealer import Dealer, dealer_of
from wargame.play.event import CONTROL, DEALER, Back, Chance, Event, Move, Sit
from wargame.play.player import is_stranger
from wargame.play.record import course_of
from wargame.store.compare import ViewCheck, compared
from wargame.store.lines import HEAD_SEQ
from wargame.store.save import FIRST_EVENT, Save
from wargame.store.world import World


@dataclass(frozen=True, slots=True)
class ChosenLuck:
    """Luck that control chose.

    Attributes:
        seq: The number of the event.
        action: The outcome.
        why: The reason that control gave.
    """

    seq: int
    action: str
    why: str


@dataclass(frozen=True, slots=True)
class Fairness:
    """What was found of a finished game besides that it is sound.

    Attributes:
        luck: How many outcomes are what the seed gives.
        chosen: Those that control chose.
        inherited: How many came with the moves of the game that this one left; only that game
            can tell whether they are fair.
        problem: What is wrong with the luck; "" if nothing.
        seq: The number of the event with that luck, or 0.
        views: The views that were held against the save.
        keyed: The number of the event since which luck hangs on a secret too, as a program sat
            down there; 0 if none did.
    """

    luck: int
    chosen: list[ChosenLuck]
    inherited: int
    problem: str
    seq: int
    views: list[ViewCheck]
    keyed: int = 0

    @property
    def is_fair(self) -> bool:
        """Whether nothing differs."""
        return not self.problem and all(view.agrees for view in self.views)

    def __str__(self) -> str:
        luck = self.problem or f"Fair: {self.luck} outcomes of luck are what the seed gives."
        lines = [luck, *(f"Event {one.seq}: control chose {_told(one)}." for one in self.chosen)]
        if self.keyed:
            lines.append(
                f"Since event {self.keyed} luck hangs on a secret too, made as a program sat down:"
                " views from then on commit to it, earlier ones do not."
            )
        if self.inherited:
            lines.append(
                f"{self.inherited} more came with the moves of the game that this one left: "
                "check that one."
            )
        return "\n".join([*lines, *map(str, self.views)])


def _told(luck: ChosenLuck) -> str:
    return f"'{visible(luck.action)}', because: {visible(luck.why).rstrip('.')}"


class Unfair(Exception):
    """Luck that is not as it should be."""


def fairness_of(save: Save, views: Sequence[Path], world: World) -> Fairness:
    """Hold the luck of a finished game that verifies against its seed, and views against it.

    Raises:
        OSError: A view cannot be read.
    """
    luck, problem = _Luck(save), ""
    seq = luck.followed()
    if seq:
        problem = f"Unfair: event {seq}: {luck.problem}."
    found = [compared(save, view, world) for view in views]
    return Fairness(luck.fair, luck.chosen, luck.inherited, problem, seq, found, luck.keyed)


class _Luck:
    """Follows a game with a dealer of its own."""

    def __init__(self, save: Save) -> None:
        header = save.head.header
        self.events, self.problem = save.events, ""
        self.seed, self.parent = header.seed, header.parent
        self.course = course_of(save.game, header)
        self.dealer = Dealer(header.seed, header.epoch, header.secret)
        self.place = self.moves = self.fair = self.inherited = self.keyed = 0
        self.chosen: list[ChosenLuck] = []

    def followed(self) -> int:
        """Take in all events; the number of the one whose luck is a `problem`, or 0."""
        seq = HEAD_SEQ
        try:
            self._check_start()
            for seq, event in enumerate(self.events, FIRST_EVENT):  # noqa: B007 - given back
                self._take(event)
        except Unfair as unfair:
            self.problem = str(unfair)
            return seq
        return 0

    def _check_start(self) -> None:
        if self.parent is None and self.course.epoch:
            raise Unfair(f"the game begins with luck number {self.course.epoch}")

    def _take(self, event: Event) -> None:
        """Hold an event against the seed, and go on."""
        match event:
            case Chance():
                self._check(event)
            case Back():
                self._check_back(event)
            case Sit(secret=secret) if secret:
                self._check_keyed(event)
            case _:
                pass
        confirm(self.course, event, hashed=False)
        if isinstance(event, Back) or (isinstance(event, Sit) and event.secret):
            self.dealer = dealer_of(self.course, self.seed)
        self.place += 1
        self.moves += isinstance(event, Move)

    def _check(self, luck: Chance) -> None:
        game, state = self.course.game, self.course.state
        if self.parent is not None and self.moves < self.parent.ply:
            self.dealer.skip(game, state)
            self.inherited += 1
        elif luck.by == DEALER:
            self._check_drawn(luck, self.dealer.choose(game, state).text)
        else:
            self.dealer.skip(game, state)
            self._check_chosen(luck)

    def _check_drawn(self, luck: Chance, due: str) -> None:
        if luck.action != due:
            raise Unfair(f"luck was '{visible(luck.action)}', and the seed gives '{due}'")
        self.fair += 1

    def _check_chosen(self, luck: Chance) -> None:
        if luck.by != CONTROL:
            raise Unfair(f"luck was chosen by '{visible(luck.by)}', who is not control")
        if not luck.why.strip():
            raise Unfair("control chose luck and gave no reason")
        self.chosen.append(ChosenLuck(self.place + FIRST_EVENT, luck.action, luck.why))

    def _check_back(self, back: Back) -> None:
        """Going back brings new luck only where control says so, and then the next."""
        course = self.course
        due = {course.epoch}
        if back.who == CONTROL:
            due = {course.epoch_at(back.to), course.top_epoch + 1}
        if back.epoch not in due:
            raise Unfair(f"luck number {back.epoch} is not the one that is due")

    def _check_keyed(self, sit: Sit) -> None:
        """Luck is keyed anew once, for the first stranger; else it could be picked by a secret."""
        if self.course.secret:
            raise Unfair("luck is keyed anew, though it hangs on a secret already")
        if not is_stranger(sit.player):
            raise Unfair(f"luck is keyed anew for '{visible(sit.player)}', who is no program")
        self.keyed = self.place + FIRST_EVENT
