"""Decisions that decide nothing: the table takes them, and asks nobody."""

from __future__ import annotations

from collections.abc import Sequence

from wargame.play.log import Entry
from wargame.play.match import Match
from wargame.play.player import Person, RemotePerson
from wargame.play.teaching import led_in
from wargame.play.undo import SILENT
from wargame.rules.game import Action
from wargame.rules.verbs import KEEP, LET, NAME, PASS, SEAL


def is_idle(match: Match, phase: str, legal: Sequence[Action]) -> bool:
    """Whether nobody need be asked: there is no headline, nothing to offer or nothing to answer
    with, the only agenda to keep is the one that was dealt, or what is named for the docket
    decides nothing, since nobody wins at this table.

    Where several people play they are asked all the same: not to be asked would tell the
    others what is not in a hand. How many agendas are dealt everybody knows.
    """
    verbs = {one.verb for one in legal}
    contest = match.game.deck.contest
    if verbs == {KEEP}:
        return len(legal) == 1
    if verbs and verbs <= {NAME, SEAL}:
        return contest is None or contest.table == "seminar"
    people = (Person, RemotePerson)
    is_alone = sum(isinstance(one, people) for one in match.players.values()) == 1
    is_only = verbs == {LET} or (verbs == {PASS} and phase in ("headline", "talks"))
    return is_alone and len(legal) == 1 and is_only


def was_idle(match: Match, entry: Entry) -> bool:
    """Whether an entry is such a decision."""
    if entry.verb not in (KEEP, PASS, LET, NAME, SEAL):
        return False
    return is_idle(match, entry.phase, match.game.legal_actions(match.course.at(entry.ply)))


def moves_of_last(match: Match) -> int:
    """How many moves the last decision goes back, with what came after it by itself: what was
    taken unasked, and what a rival who is led did in silence."""
    log, led = match.log, led_in(match)
    moves = 1
    while moves < len(log) and (
        was_idle(match, log[-moves]) or (log[-moves].seat in led and log[-moves].verb in SILENT)
    ):
        moves += 1
    return moves
