"""The facilitator's console: what is typed there, and what comes of it.

The screens and plain text show the same lines. A command that needs more asks for it, a line at a
time; an empty line gives it up, and then nothing has happened.
"""

from __future__ import annotations

import hmac
from collections.abc import Callable, Sequence
from typing import Final

from wargame.content.typed import ANY_NUMBER, whole_number
from wargame.dataclass import dataclass
from wargame.errors import IllegalAction, UsageError, closest, nearest, visible
from wargame.play.control import check_move, release, rewind, rule, swap
from wargame.play.event import CONTROL, Act
from wargame.play.player import HUMAN, Person, Player
from wargame.play.proceedings import BOOKMARK, CLOCK, GO, PAUSE
from wargame.players.budget import thinks
from wargame.players.fence import Fence, not_held_back
from wargame.players.registry import check_thinker, make_player, player_names
from wargame.players.worker import ByWorker
from wargame.rules.amounts import counted
from wargame.rules.game import Game
from wargame.seminar import acts, looking
from wargame.seminar.free_form import LONGEST_REASON, SURE, Answer, Ask, FreeForm, is_sure
from wargame.seminar.paper_hands import PaperHands
from wargame.seminar.reading import why_no_condition
from wargame.seminar.session import Session, close_game, injects_left
from wargame.seminar.slips import keep_slip, seat_named, unwritten
from wargame.seminar.typed import as_known, with_reason
from wargame.table.host.control_room import LEAVE
from wargame.table.plain.console import LEAVE as TO_GO
from wargame.table.told.surveys import SurveyQuestion
from wargame.table.words.public import PublicClock, PublicPage, left_said
from wargame.table.words.wrap import wrapped

WHY = "Why? Both sides read it in the record. Enter alone does nothing."
ASKED_NEXT = "People are asked when they sit down next; slip types in what is on paper."
ON_SLIPS = "Hands are on paper, so nobody is asked on the screen: collect slips, and type slip."
OVER = "The game is over, so nobody is asked on the screen: collect slips, and type slip."
INJECT_USAGE = "inject ID, or inject ID in ROUND, at MINUTE, when A >= B, never"
REASONS = (
    "What stops play or steps outside the rules asks why. Both sides read it; of what is planned, "
    "at the end."
)

PARTED = frozenset(":@~")
"""Signs in the name of a player that is told more than who it is."""


def _player_named(game: Game, typed: str) -> str:
    """The name of a player, as it is known; all who may sit down at a table are told otherwise.

    Raises:
        UsageError: A plain name that nobody has.
    """
    known = [HUMAN, *(one for one in player_names(game) if not PARTED & {*one})]
    name = as_known(typed, known)
    if name not in known and not PARTED & {*name}:
        guess = nearest(name, known, limit=len(known))
        raise UsageError(f"There is no player '{visible(name[:60])}'. {guess}")
    return name


class WhiteCell:
    """The console of one table; a `table.host.control_room.ControlRoom`.

    Args:
        fence: What a program is held back from that is swapped in.

    Attributes:
        question: What is asked in the middle of a command.
        leaves: Whether everybody is to leave the table.
    """

    def __init__(self, session: Session, fence: Fence) -> None:
        self.session, self.sitting = session, session.sitting
        self._fence = fence
        self.question = ""
        self.leaves = False
        self._pending: Ask | None = None
        self._asked = ""
        self._paper = PaperHands(session)

    # --- for the table -----------------------------------------------------------------------

    @property
    def paused(self) -> str:
        """Why play stands still, or ""."""
        return self.session.stands

    @property
    def notice(self) -> str:
        """The same as it is shown."""
        return self.session.notice

    @property
    def page(self) -> PublicPage | None:
        """What is shown in place of the board."""
        return self.session.page

    def asks(self, seat: str) -> list[tuple[str, str]]:
        """What the people of a seat are asked to write down now."""
        return self.session.asks(seat)

    def was_asked(self, seat: str) -> None:
        """They have been asked."""
        self.session.was_asked(seat)

    @property
    def hands_open(self) -> bool:
        """Whether no curtain is drawn."""
        return self.session.plan.hands == "open"

    @property
    def survey(self) -> Sequence[SurveyQuestion]:
        """What a survey asks people here."""
        return self.session.plan.questions

    def clock(self) -> PublicClock | None:
        """What the clock shows."""
        return self.session.clock.shown()

    def warning(self) -> str:
        """What people are to be told of the time now."""
        return self.session.clock.warning()

    def admits(self, passphrase: str) -> bool:
        """Whether this is the facilitator's passphrase."""
        return hmac.compare_digest(
            passphrase.strip().encode(), self.session.plan.passphrase.encode()
        )

    def come_in(self) -> bool:
        """Release what is due."""
        return self.session.come_in()

    def overview(self) -> Answer:
        """Both hands, what is coming, the clock."""
        return looking.overview(self.session)

    # --- a line ------------------------------------------------------------------------------

    def do(self, line: str) -> Answer:
        """Do what was typed, or take it as the answer to what was asked."""
        text, self.leaves = line.strip(), False
        if self._pending is not None:
            then, asked = self._pending, self.question
            self._pending, self.question, self._asked = None, "", asked
            return then(text) if text else ["Nothing has happened."]
        if not text:
            return self.overview()
        typed, _, rest = text.partition(" ")
        word = typed.casefold()
        known = {one.name: one.do for one in WORDS}
        if word == "help":
            return self._help()
        if word not in known:
            meant = closest(word[:40], tuple(sorted(["help", *known])))
            guess = f"Did you mean '{meant}'? " if meant else ""
            raise UsageError(f"I do not know '{typed[:40]}'. {guess}help lists all commands.")
        return known[word](self, rest.strip())

    def _ask(self, question: str, then: Ask) -> Answer:
        self.question, self._pending = question, then
        return []

    def _reasoned(self, text: str, prepared: Callable[[str], Ask]) -> Answer:
        """Do something with the reason that stands behind it, or ask for one.

        Args:
            prepared: Refuses what cannot be done, before anybody is asked why; else gives what
                does it for a reason.
        """
        what, why = with_reason(text)
        act = prepared(what)
        if why:
            return act(why[:LONGEST_REASON])
        return self._ask_to_keep(WHY, act)

    def _ask_to_keep(self, question: str, keep: Ask) -> Answer:
        """Ask for words that stay in the record. A command in their place was hardly meant as
        them: it is kept once it is typed twice."""

        def kept(answer: str) -> Answer:
            if not _is_command(answer):
                return keep(answer[:LONGEST_REASON])
            again = f"'{answer}' is a command: once more writes it down, Enter alone does nothing."
            return self._ask(again, lambda said: keep(said) if said == answer else kept(said))

        return self._ask(question, kept)

    def _help(self) -> Answer:
        found = [f"{REASONS} `… because REASON` gives it at once."]
        told = [(f"{one.name} {one.typed}".strip(), one.does) for one in WORDS]
        for typed, does in (*told, ("leave", "back to the table, through the curtain")):
            found += wrapped(does, f"{typed}: ", "    ")
        return found

    # --- injects and luck --------------------------------------------------------------------

    def _inject(self, text: str) -> Answer:
        return self._reasoned(text, self._to_inject)

    def _to_inject(self, text: str) -> Ask:
        name, _, rest = text.lower().partition(" ")
        how, _, what = rest.strip().partition(" ")
        if not name:
            raise UsageError(f"{INJECT_USAGE}. injects lists them.")
        open_ones = list(injects_left(self.session.match))
        if name in self.sitting.titles.injects and name not in open_ones:
            raise UsageError(f"{self.sitting.titles.injects[name]} has come already.")
        if name not in open_ones:
            raise UsageError(f"'{name[:40]}' cannot come. {nearest(name, open_ones, limit=40)}")
        match how:
            case "":
                acts.check_ruling(self.session.match)
                return lambda why: self._release(name, why)
            case "in" | "at":
                number = whole_number(what, 1, 600)
                if number is None:
                    raise UsageError(f"inject {name} {how} NUMBER")
                if how == "in":
                    self._check_round(number)
                how = {"in": "round", "at": "minute"}[how]
            case "when":
                if trouble := why_no_condition(self.sitting.game, what):
                    raise UsageError(f"{trouble}. Type it as: shared.tension >= 60")
            case "never":
                what = ""
            case _:
                raise UsageError(INJECT_USAGE)
        return lambda why: self._schedule(name, how, what, why)

    def _check_round(self, number: int) -> None:
        """Refuse a round that is over, or that no game reaches."""
        last, now = self.sitting.game.deck.rounds.max, self.session.match.state.round
        if number > last:
            raise UsageError(f"The game has {counted(last, 'round')}.")
        if number < now:
            raise UsageError(f"Round {number} is over: this is round {now}.")

    def _release(self, name: str, why: str) -> Answer:
        release(self.session.match, name, why)
        self.session.match.settle()
        self.sitting.draw_luck()
        return [f"{self.sitting.titles.injects[name]} has come."]

    def _schedule(self, name: str, how: str, what: str, why: str) -> Answer:
        self.session.schedule(name, how, what, why)
        return looking.planned(self.session)

    def _choose(self, text: str) -> Answer:
        return self._reasoned(text, self._to_choose)

    def _to_choose(self, text: str) -> Ask:
        ply = acts.last_luck(self.session.match)
        outcome = acts.outcome_named(self.sitting, ply, text)

        def choose_so(why: str) -> Answer:
            acts.choose(self.sitting, ply, outcome, why)
            return [f"It is {outcome} now."]

        return choose_so

    def _reroll(self, text: str) -> Answer:
        return self._reasoned(text, self._to_reroll)

    def _to_reroll(self, _: str) -> Ask:
        ply = acts.last_luck(self.session.match)

        def reroll_so(why: str) -> Answer:
            acts.reroll(self.sitting, ply, why)
            return acts.moves_told(self.sitting, len(self.session.match.course.moves) - ply)

        return reroll_so

    def _back(self, text: str) -> Answer:
        return self._reasoned(text, self._to_go_back)

    def _to_go_back(self, text: str) -> Ask:
        number, _, luck = text.lower().partition(" ")
        moves = self.session.match.course.moves
        if not number:
            acts_so_far = [one.ply for one in moves if isinstance(one, Act)]
            if not acts_so_far:
                raise UsageError("Nobody has moved yet. `back 0` deals anew.")
            number = str(acts_so_far[-1])
        to = whole_number(number, 0, ANY_NUMBER)
        if to is None or luck not in ("", "same", "new"):
            raise UsageError("back MOVE, or back MOVE same: `log` shows the numbers of moves.")
        check_move(self.session.match, to)

        def go_back(why: str) -> Answer:
            rewind(self.session.match, to, why, same_luck=luck == "same")
            self.sitting.draw_luck()
            return [f"Back before move {to}."]

        return go_back

    # --- results and moves -------------------------------------------------------------------

    def _override(self, text: str) -> Answer:
        what, why = with_reason(text)
        do = acts.effects_of(what)
        told = acts.told(self.sitting, acts.preview(self.session.match, do))

        def rule_so(reason: str) -> Answer:
            rule(self.session.match, do, reason[:LONGEST_REASON])
            self.session.match.settle()
            self.sitting.draw_luck()
            return ["It is so ruled."]

        def confirmed(answer: str) -> Answer:
            if not is_sure(answer):
                return ["Nothing has happened."]
            return rule_so(why) if why else self._ask_to_keep(WHY, rule_so)

        self._ask(SURE, confirmed)
        return told

    def _move(self, _: str) -> Answer:
        return FreeForm(self.session, self._ask, lambda: self._asked).begin()

    def _cards(self, _: str) -> Answer:
        return self._paper.cards()

    def _take(self, text: str) -> Answer:
        return self._paper.take(text)

    # --- the clock and the table -------------------------------------------------------------

    def _pause(self, text: str) -> Answer:
        _, why = with_reason(text)
        said = f"because {text}" if text and not why else text
        return self._reasoned(said, lambda _: self._pause_so)

    def _pause_so(self, why: str) -> Answer:
        self.session.clock.stop()
        self.session.tell(PAUSE, why if why != GO else f"{GO}.")
        self.session.save_clock()
        return ["Play stands still. `go` goes on."]

    def _go(self, _: str) -> Answer:
        if self.session.paused:
            self.session.tell(PAUSE, GO)
        self.session.clock.go()
        self.session.save_clock()
        return [self.notice or "Play goes on."]

    def _time(self, line: str) -> Answer:
        text, why = with_reason(line)
        sign, digits = (text[:1], text[1:]) if text[:1] in ("+", "-") else ("", text)
        minutes = whole_number(digits, 0, 999)
        if minutes is None:
            raise UsageError("time MINUTES, time +MINUTES or time -MINUTES")
        seconds, clock = minutes * 60.0, self.session.clock
        left = {"": seconds, "+": clock.left + seconds, "-": clock.left - seconds}[sign]
        clock.set_left(left)
        told = f"{clock.phase.title}: {left_said(int(left))}\n{why[:LONGEST_REASON]}"
        self.session.tell(CLOCK, told.strip())
        self.session.save_clock()
        return [f"{clock.phase.title}: {left_said(int(left))}."]

    def _next(self, text: str) -> Answer:
        clock = self.session.clock
        if text:
            self.session.to_phase(self._phase_of(text))
        elif not self.session.next_phase():
            raise IllegalAction(f"This is the last phase of the plan. {self._phases}")
        told = [f"{clock.phase.title} begins: {counted(clock.phase.minutes, 'minute')}."]
        if unwritten(self.session):
            told.append(self._how_asked)
        return [*told, *([self.notice] if self.notice else [])]

    @property
    def _how_asked(self) -> str:
        """How people come to write down what a phase asks for."""
        if self.session.match.is_over:
            return OVER
        return ON_SLIPS if self.session.plan.hands == "paper" else ASKED_NEXT

    def _phase_of(self, text: str) -> int:
        """The place of a phase that is told by its number, from 1."""
        known = [str(number) for number in range(1, len(self.session.plan.phases) + 1)]
        if text not in known:
            raise UsageError(f"next, or next NUMBER. {self._phases}")
        return known.index(text)

    @property
    def _phases(self) -> str:
        """All phases by their numbers."""
        told = (f"{n} {one.title}" for n, one in enumerate(self.session.plan.phases, 1))
        return f"Phases: {', '.join(map(visible, told))}."

    def _slip(self, text: str) -> Answer:
        return keep_slip(self.session, text)

    def _swap(self, text: str) -> Answer:
        return self._reasoned(text, self._to_swap)

    def _to_swap(self, text: str) -> Ask:
        match, game = self.session.match, self.sitting.game.unruled()
        seat, name = self._seated(text)
        if not seat or not name:
            seats = ", ".join(game.seats)
            raise UsageError(
                f"swap SEAT PLAYER, such as: swap {game.seats[0]} human. Seats: {seats}."
            )
        name = _player_named(game, name)
        player = self._made(name, game, seat)

        def swap_so(why: str) -> Answer:
            swap(match, seat, player, why)
            title, bare = self.sitting.titles.seats[seat], not_held_back([name], self._fence)
            said = f"{title} is played by {visible(name)} from here on."
            return [said, *filter(None, [bare])]

        return swap_so

    def _made(self, name: str, game: Game, seat: str) -> Player:
        """Whoever is to play a seat; who thinks learns the deck in the worker of the table."""
        match, worker = self.session.match, self.sitting.worker
        seed, secret = match.record.header.seed, match.course.secret
        if name == HUMAN:
            return Person()
        if thinks(name) and worker is not None:
            check_thinker(name, game)
            return ByWorker(name, worker, seat, seed, secret)
        return make_player(name, game, seat, seed, secret, self._fence)

    def _seated(self, text: str) -> tuple[str, str]:
        """A seat by its id or its title, and what stands behind it."""
        game, titles = self.sitting.game, self.sitting.titles
        words = text.split(" ")
        for many in range(1, len(words)):
            if seat := seat_named(game, titles, " ".join(words[:many])):
                return seat, " ".join(words[many:])
        return "", ""

    def _bookmark(self, text: str) -> Answer:
        return self._noted(BOOKMARK, text, "All may read it once the game is over.")

    def _note(self, text: str) -> Answer:
        return self._noted("note", text, "It stays with you.")

    def _noted(self, topic: str, text: str, who_reads: str) -> Answer:
        if not text:
            return self._ask_to_keep(
                f"What is to be written down? {who_reads}",
                lambda said: self._noted(topic, said, who_reads),
            )
        self.session.tell(topic, text[:LONGEST_REASON], CONTROL)
        return [f"It is written down. {who_reads}"]

    def _close(self, text: str) -> Answer:
        return self._reasoned(text, self._to_close)

    def _to_close(self, text: str) -> Ask:
        how = text.lower() or self.session.plan.close
        if how not in ("scored", "unscored"):
            raise UsageError("close, or close unscored")

        def close_so(why: str) -> Answer:
            told = close_game(self.session, is_scored=how == "scored", why=why)
            self.leaves = True
            return told

        return close_so


def _told(tell: Callable[[Session, str], Answer]) -> Callable[[WhiteCell, str], Answer]:
    """A word that only tells something."""
    return lambda cell, text: tell(cell.session, text)


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the console.

    Attributes:
        typed: What is typed behind it.
        does: What it does, as people are told.
        do: Does it, given what was typed behind it.
    """

    name: str
    typed: str
    does: str
    do: Callable[[WhiteCell, str], Answer]


WORDS: Final = (
    Word("show", "", "both hands, what is coming, the clock", lambda cell, _: cell.overview()),
    Word("numbers", "", "every number, workings too", _told(looking.numbers)),
    Word(
        "injects",
        "[ID]",
        "what has come, what is planned, what may come; or what one does",
        _told(looking.injects),
    ),
    Word(
        "inject",
        "ID [in ROUND | at MINUTE | when A >= B | never]",
        "let it come, now or then",
        WhiteCell._inject,
    ),
    Word(
        "outcomes", "", "what luck could have brought instead, last time", _told(looking.outcomes)
    ),
    Word("choose", "OUTCOME", "have luck bring this instead", WhiteCell._choose),
    Word("reroll", "", "let luck fall again there", WhiteCell._reroll),
    Word(
        "log",
        "[ROUND]",
        "the last moves with their numbers, or all of a round",
        _told(looking.moves),
    ),
    Word(
        "back",
        "MOVE [same]",
        "go back before a move, either side's, on new luck or the same",
        WhiteCell._back,
    ),
    Word(
        "override",
        "EFFECTS",
        "change numbers in the deck's words, after a preview",
        WhiteCell._override,
    ),
    Word("move", "", "a move that no card has, by whoever is to play", WhiteCell._move),
    Word(
        "cards",
        "",
        "hands on paper: what each side holds, what to give out and take back",
        WhiteCell._cards,
    ),
    Word(
        "take",
        "[MOVE]",
        "hands on paper: the move that you were told; alone: what may be told",
        WhiteCell._take,
    ),
    Word("pause", "WHY", "play stands still, and no hand is shown", WhiteCell._pause),
    Word("go", "", "play and the clock go on", WhiteCell._go),
    Word("time", "MINUTES | +MINUTES | -MINUTES", "set the clock", WhiteCell._time),
    Word(
        "next",
        "[NUMBER]",
        "both sides are ready: on to the next phase, or to the one of this number",
        WhiteCell._next,
    ),
    Word(
        "slip",
        "SEAT/WHO TOPIC TEXT",
        "what somebody wrote on paper, kept as theirs: memo, reason, forecast, survey",
        WhiteCell._slip,
    ),
    Word("swap", "SEAT PLAYER", "somebody else plays a seat: human, or a persona", WhiteCell._swap),
    Word(
        "bookmark",
        "TEXT",
        "mark this moment: all read it once the game is over, nobody before",
        WhiteCell._bookmark,
    ),
    Word("note", "TEXT", "a note that stays with you, at the end too", WhiteCell._note),
    Word("close", "[unscored]", "end the game now: scored as it stands, or not", WhiteCell._close),
)
"""What can be typed at the console, besides `help` and `leave`."""


def _is_command(text: str) -> bool:
    """Whether these words are a command of the console or of the table: a word of theirs alone, or
    with a number behind it.

    >>> [_is_command(text) for text in ("Help", "time +5", "quit", "Time is short.", "2")]
    [True, True, True, False, False]
    """
    word, _, rest = text.casefold().partition(" ")
    known = (*(one.name for one in WORDS), "help", LEAVE, *TO_GO)
    return word in known and (not rest or rest.lstrip("+-").isdecimal())
