"""The words of the console in one table: what is typed, what it does, and what does it."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from wargame.dataclass import dataclass
from wargame.play.player import HUMAN
from wargame.players.registry import BUILT_IN
from wargame.rules.verbs import VERBS
from wargame.seminar.session import Session
from wargame.seminar.white_cell import (
    injects,
    looking,
    luck,
    notes,
    pace,
    paper_hands,
    results,
    seats,
    slips,
)
from wargame.seminar.white_cell.follow_up import Answer, FollowUp, for_a_reason
from wargame.seminar.white_cell.free_form import FreeForm
from wargame.seminar.white_cell.typed import with_reason
from wargame.table.host.control_room import LEAVE
from wargame.table.plain.console import CALL
from wargame.table.plain.console import LEAVE as TO_GO
from wargame.table.words.wrap import wrapped

HELP = "help"
REASONS = (
    "What stops play or steps outside the rules asks why. Both sides read it; of what is planned, "
    "at the end."
)
ANYTHING = r".+"
_PLAYERS = "|".join([HUMAN, *BUILT_IN])
_VERBS = "|".join(sorted(one.word for one in VERBS if not one.is_luck))


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the console.

    Attributes:
        typed: What is typed behind it.
        does: What it does, as people are told.
        do: Does it, given what was typed behind it.
        form: What stands behind it, by its look, besides nothing or a number: so that a command is
            told from a sentence that begins with its word.
        is_of_play: Whether it takes a game that goes on; `back` leads to one again from where
            control closed it without a score.
    """

    name: str
    typed: str
    does: str
    do: Callable[[Session, str], Answer | FollowUp]
    form: str = r"[+-]?\d+"
    is_of_play: bool = False

    def is_meant_by(self, rest: str) -> bool:
        """Whether what was typed behind the word looks like what it takes."""
        what, _ = with_reason(rest)
        return not what or bool(re.fullmatch(self.form, what, re.IGNORECASE))


WORDS: Final = (
    Word("show", "", "both hands, what is coming, the clock", looking.overview),
    Word("numbers", "", "every number, workings too", looking.numbers),
    Word(
        "injects",
        "[ID]",
        "what has come, what is planned, what may come; or what one does",
        looking.injects,
        r"\w+",
    ),
    Word(
        "inject",
        "ID [in ROUND | at MINUTE | when A >= B | never]",
        "let it come, now or then",
        for_a_reason(injects.to_inject),
        r"\w+( (in|at) \d+| when .*[<>=].*| never)?",
        is_of_play=True,
    ),
    Word("outcomes", "", "what luck could have brought instead, last time", looking.outcomes),
    Word(
        "choose",
        "OUTCOME",
        "have luck bring this instead",
        for_a_reason(luck.to_choose),
        r"\w+( \w+)?",
        is_of_play=True,
    ),
    Word("reroll", "", "let luck fall again there", for_a_reason(luck.to_reroll), is_of_play=True),
    Word("log", "[ROUND]", "the last moves with their numbers, or all of a round", looking.moves),
    Word(
        "back",
        "MOVE [same]",
        "go back before a move, either side's, on new luck or the same",
        for_a_reason(luck.to_go_back),
        r"\d+( same| new)?",
    ),
    Word(
        "override",
        "EFFECTS",
        "change numbers in the deck's words, after a preview",
        results.override,
        r".*=.*",
        is_of_play=True,
    ),
    Word(
        "move",
        "",
        "a move that no card has, by whoever is to play",
        lambda session, _: FreeForm(session).begin(),
        is_of_play=True,
    ),
    Word(
        "cards",
        "",
        "hands on paper: what each side holds, what to give out and take back",
        paper_hands.cards,
    ),
    Word(
        "take",
        "[NUMBER | MOVE]",
        "hands on paper: the move that you were told; alone: what may be told, numbered",
        paper_hands.take,
        rf"\d+|({_VERBS})( \w+)*",
        is_of_play=True,
    ),
    Word("pause", "WHY", "play stands still, and no hand is shown", pace.pause, ANYTHING),
    Word("go", "", "play and the clock go on", pace.go),
    Word("time", "MINUTES | +MINUTES | -MINUTES", "set the clock", pace.set_time),
    Word(
        "next",
        "[NUMBER]",
        "both sides are ready: on to the next phase, or to the one of this number",
        pace.to_next,
    ),
    Word(
        "slip",
        "SEAT/WHO TOPIC TEXT",
        "what somebody wrote on paper, kept as theirs: memo, reason, forecast, survey",
        slips.keep_slip,
        rf"\S.* ({'|'.join(slips.TOPICS)}) \S.*",
    ),
    Word(
        "swap",
        "SEAT PLAYER",
        "somebody else plays a seat: human, or a persona",
        for_a_reason(seats.to_swap),
        rf"\S+ \S+|.+ ({_PLAYERS})|.+[:@~]\S*",
        is_of_play=True,
    ),
    Word(
        "bookmark",
        "TEXT",
        "mark this moment: all read it once the game is over, nobody before",
        notes.bookmark,
        ANYTHING,
    ),
    Word("note", "TEXT", "a note that stays with you, at the end too", notes.note, ANYTHING),
    Word(
        "close",
        "[scored | unscored]",
        "end the game now: scored as it stands, or not; alone as the plan says",
        for_a_reason(results.to_close),
        r"(un)?scored",
        is_of_play=True,
    ),
)
"""What can be typed at the console, besides `help` and `leave`."""


def help_told(word: str = "") -> Answer:
    """Every word, with what it does; or the one that is named.

    >>> help_told("go"), len(help_told("nonsense")) > len(WORDS)
    (['go: play and the clock go on'], True)
    """
    told = {one.name: (f"{one.name} {one.typed}".strip(), one.does) for one in WORDS}
    told[LEAVE] = LEAVE, "back to the table, through the curtain"
    named = told.get(word.casefold())
    found = [] if named else [f"{REASONS} `… because REASON` gives it at once."]
    for typed, does in [named] if named else told.values():
        found += wrapped(does, f"{typed}: ", "    ")
    return found


def is_command(text: str) -> bool:
    """Whether these words look like a command of the console or of the table.

    >>> [is_command(text) for text in ("Help", "time +5", "quit", "Time is short.", "2")]
    [True, True, True, False, False]
    >>> is_command("help slip"), is_command("help them along")
    (True, False)
    """
    typed, _, rest = text.partition(" ")
    word, names = typed.casefold(), {one.name for one in WORDS}
    if word in (HELP, LEAVE, CALL, *TO_GO):
        return not rest or rest.isdecimal() or (word == HELP and rest.casefold() in names)
    return any(one.name == word and one.is_meant_by(rest.strip()) for one in WORDS)
