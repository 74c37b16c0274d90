"""A match looked at step by step: any position of it, seen by a seat or with everything open."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from wargame.dataclass import dataclass
from wargame.play.log import NOBODY, is_closed_unplayed, seen_by
from wargame.table.host.live import public_of
from wargame.table.host.sitting import Sitting
from wargame.table.told.account.decided import choice_marks, chosen_here
from wargame.table.told.account.objects import CourseMark, GameCourse
from wargame.table.told.blocks import Block, CourseChart, Overlay
from wargame.table.told.overlay import drawable, overlay
from wargame.table.told.public import public_table
from wargame.table.told.scene import Scene
from wargame.table.told.turning_points import ranges_of, turning_points
from wargame.table.words.public import PublicTable
from wargame.table.words.view_models import markers

NOT_FOR_ALL = (
    "Another table of this class has the same luck, and goes on or is still to begin. What is told "
    "here opens cards that are drawn there too: nobody who plays there should see it."
)
"""Said before a game is told or shown whose table is over, and another with its luck is not."""


@dataclass(slots=True)
class Rewind:
    """Positions of a match by the number of actions that led to them.

    Hands are open in three cases: the game is over; control has closed it; or exactly one person
    plays it, and it is that person's seat. Both hands are open after the end alone.
    """

    sitting: Sitting
    at: int = 0
    is_all_seeing: bool = False
    left: Sitting | None = None
    """The game that this one left, if it is at hand: their courses are compared."""
    what_if: str = ""
    """Where a line that nobody played leaves the game, and by what; "" for a game."""

    @property
    def last(self) -> int:
        """The number of actions in the match."""
        return len(self.sitting.match.log)

    @property
    def ply(self) -> int:
        """The ply of the move that comes next here."""
        return self.sitting.match.course.first + self.at

    @property
    def sat(self) -> Mapping[str, str]:
        """Who sat where when the move was made that comes next here."""
        return self.sitting.match.record.header_at(self.ply).seats

    @property
    def is_over(self) -> bool:
        """Whether the game has ended, so that something came of it."""
        return self.sitting.is_over

    @property
    def is_open(self) -> bool:
        """Whether everything may be shown."""
        return self.sitting.is_open

    def may_show(self, seat: str) -> bool:
        """Whether a seat's hand may be shown."""
        return self.is_open or self.sitting.people == (seat,)

    def go(self, at: int) -> None:
        """To the position after so many actions."""
        self.at = max(0, min(at, self.last))

    def round_starts(self) -> list[int]:
        """For each round, the number of actions before it."""
        log = self.sitting.match.log
        return [n for n, one in enumerate(log) if n == 0 or one.round != log[n - 1].round]

    @property
    def rounds(self) -> int:
        """The last round that is in the match; 0 before the first."""
        return max((one.round for one in self.sitting.match.log), default=0)

    def turn_round(self, way: int) -> None:
        """To the start of the next round, or of this one and then the one before."""
        starts = [*self.round_starts(), self.last]
        if way > 0:
            self.go(next((start for start in starts if start > self.at), self.last))
        else:
            self.go(max((start for start in starts if start < self.at), default=0))

    def to_round(self, number: int) -> None:
        """To the start of a round."""
        log = self.sitting.match.log
        self.go(next((n for n, one in enumerate(log) if one.round == number), self.last))

    def to_ply(self, ply: int) -> None:
        """To the position right after a move."""
        self.go(self.after(ply))

    def turning_places(self) -> list[int]:
        """Where the game turned: of one that is over, after each move that is marked on its course
        and each that decided it; else the start of the rounds with the largest swings."""
        if not self.is_over:
            game, match = self.sitting.game, self.sitting.match
            ranges = ranges_of(markers(game.deck, game.redact(match.state)))
            turned = {turn.round for turn in turning_points(match.log, ranges)}
            return [place for place in self.round_starts() if match.log[place].round in turned]
        return sorted({self.after(mark.ply) for mark in self.marks()})

    def marks(self) -> list[CourseMark]:
        """What is marked on the course of a game that is over, its deciding moves among it."""
        if not self.is_over:
            return []
        account = self.sitting.debrief.account()
        return [*account.course.marks, *choice_marks(self.sitting.titles, account)]

    def chart(self) -> CourseChart | None:
        """The course of a game that is over, with all that is marked on it, and that of the game it
        left; None of one that is not over, or that was over before any round."""
        if not self.is_over:
            return None
        marks = tuple(sorted(self.marks(), key=lambda one: one.ply))
        course = replace(self.sitting.debrief.account().course, marks=marks)
        left = self._left_course()
        here = min(self.sitting.match.course.at(self.ply).round, len(course.labels))
        fits = left is not None and left.unit == course.unit
        is_drawn = course.lines and course.labels
        return CourseChart(course, here, left if fits else None) if is_drawn else None

    def overlay(self, scene: Scene) -> Overlay | None:
        """The chart of the numbers that were chosen, over all of the game, with what is marked on
        it; None where nothing was."""
        chart = overlay(scene, scene.axes, self.course_known(scene)) if any(scene.axes) else None
        if chart is None:
            return None
        marks = tuple(sorted(self.marks(), key=lambda one: one.ply))
        return replace(chart, course=replace(chart.course, marks=marks))

    def course_known(self, scene: Scene) -> dict[str, list[int]]:
        """Each number at the start, and after every round of the game, played to wherever it is;
        nothing of what is hidden here or there."""
        sitting = self.sitting
        last = replace(scene, view=sitting.game.redact(sitting.match.state, scene.view.seat))
        open_now = {row.name for row in drawable(scene)}
        ends = {row.name: row.value for row in drawable(last) if row.name in open_now}
        log = sitting.match.log
        is_unplayed = self.is_over and is_closed_unplayed(log, sitting.closes_after)
        values = {}
        for name, end in ends.items():
            known = sitting.chart.numbers[name]
            values[name] = [*known[: len(known) - is_unplayed], end]
        rounds = sitting.match.state.round - is_unplayed
        return {name: one[-rounds - 1 :] for name, one in values.items() if len(one) > rounds}

    def _left_course(self) -> GameCourse | None:
        left = self.left
        return left.debrief.account().course if left is not None and left.is_over else None

    def compared(self) -> str:
        """How this game and the one that it left came out; "" where it left none that is over."""
        left = self._left_course()
        if left is None or not self.is_over:
            return ""
        own = self._ends(self.sitting.debrief.account().course)
        at = self.sitting.match.record.header.parent
        if self.what_if:
            return f"hypothetical {own}, as played {self.sitting.glyphs.yes} {self._ends(left)}"
        where = f", left at move {at.ply}" if at else ""
        return f"this game {own}, the other {self.sitting.glyphs.yes} {self._ends(left)}{where}"

    def _ends(self, course: GameCourse) -> str:
        ends = [(line.seat, line.values[-1]) for line in course.lines]
        titles = self.sitting.titles.seats
        return ", ".join(f"{titles.get(seat, '')} {value:+d}".strip() for seat, value in ends)

    def deciding_ranks(self) -> list[int]:
        """Right before each deciding move, in the order in which they are told."""
        found = self.sitting.debrief.analysis
        return [self.after(one.ply) - 1 for one in found.moves] if found else []

    def _chosen_here(self) -> tuple[Block, ...]:
        """What is told of the move that comes next, if it was found to have decided."""
        found = self.sitting.debrief.analysis
        here = next((one for one in found.moves if one.ply == self.ply), None) if found else None
        return tuple(chosen_here(self.sitting.titles, found, here)) if found and here else ()

    def after(self, ply: int) -> int:
        """The number of actions up to a move, itself included."""
        return ply - self.sitting.match.course.first + 1

    def turn_to(self, way: int) -> bool:
        """To the next place at which the game turned, or the one before; False if none is left."""
        places = [place for place in self.turning_places() if (place - self.at) * way > 0]
        if places:
            self.go(min(places) if way > 0 else max(places))
        return bool(places)

    def scene(self, seat: str) -> Scene:
        """The present position, seen by a seat."""
        sitting = self.sitting
        match, game = sitting.match, sitting.game
        state = match.course.at(self.ply)
        shows = self.may_show(seat)
        whose = seat if shows else NOBODY
        view = game.redact(state, whose)
        log = match.log[: self.at]
        before = {}
        if self.at:
            earlier = game.redact(match.course.at(self.ply - 1))
            before = {row.name: row.value for row in markers(game.deck, earlier)}
        everything = self.is_all_seeing and self.is_open
        rival = next(other for other in game.seats if other != seat)
        seen = seen_by(whose, log)
        if everything:
            seen = [replace(one, is_secret=False) for one in seen]
        return Scene(
            view=view,
            titles=sitting.titles,
            side=seat,
            glyphs=sitting.glyphs,
            seen=seen,
            news=seen[max(0, self.at - 1) :],
            beside=[one for one in sitting.beside(whose) if one.ply <= self.ply],
            before=before,
            course=self._course(view.round),
            why=sitting.why(view),
            players=self.sat,
            shows_hand=shows,
            closes_after=sitting.closes_after,
            unsaved=sitting.unsaved(),
            rival_hand=game.redact(state, rival).hand if everything else (),
            comes_next=self._chosen_here(),
        )

    def public(self) -> PublicTable:
        """The present position of a game that is over, as everybody may see it there."""
        match, sitting = self.sitting.match, self.sitting
        pages = public_of(self.left if self.what_if and self.left else sitting).pages
        if self.at == self.last:
            return replace(public_of(sitting), pages=pages, what_if=self.what_if)
        scene = self.scene(sitting.game.seats[0])
        view = sitting.game.redact(match.course.at(self.ply), NOBODY)
        seen = seen_by(NOBODY, match.log[: self.at])
        here = replace(scene, view=view, seen=seen, news=(), shows_hand=False, account=None)
        return replace(public_table(here), pages=pages, what_if=self.what_if)

    def _course(self, number: int) -> dict[str, list[int]]:
        """The numbers at the start of each round up to one."""
        return {name: values[: number + 1] for name, values in self.sitting.chart.numbers.items()}
