"""What a facilitator's console tells, and nothing comes of."""

from __future__ import annotations

from wargame.errors import UsageError, nearest, visible
from wargame.play.event import Chance
from wargame.rules.amounts import counted
from wargame.rules.asking.describe import Describer
from wargame.seminar.inject_plan import happened
from wargame.seminar.plan import due_told
from wargame.seminar.session import Session
from wargame.seminar.white_cell import acts
from wargame.seminar.white_cell.follow_up import Answer
from wargame.seminar.white_cell.slips import not_yet
from wargame.table.plain.drawn_card import inject_terms
from wargame.table.told.ahead import ahead
from wargame.table.told.scene import Scene
from wargame.table.words.fronts import when
from wargame.table.words.gate import fit, stopped, width
from wargame.table.words.public import left_said
from wargame.table.words.wrap import wrapped

OVER = "The game is over. The clock is yours still: time MINUTES, next."
SHOWN_MOVES = 14
"""Moves that are told where no round is named."""


def overview(session: Session, _: str = "") -> Answer:
    """Both hands, what is coming, the clock."""
    sitting, clock = session.sitting, session.clock
    state = "running" if clock.is_running else "stopped"
    left = f"{left_said(int(clock.left))}, {state}"
    table = f"Table {session.table}. " if session.plan.tables > 1 else ""
    found = [f"{table}Minute {clock.minute}. {clock.phase.title}: {left}."]
    found += [visible(session.notice)] if session.stands else []
    live = session.live
    found += [f"The projector stands still: {live.trouble}"] if live and live.trouble else []
    found += [session.changed.trouble] if session.changed and session.changed.trouble else []
    mover = "" if sitting.is_open else sitting.titles.seats.get(sitting.mover, "")
    found += [OVER] if sitting.is_open else []
    found += [f"{mover} is to decide."] if mover else []
    if coming := clock.phases[clock.place + 1 : clock.place + 2]:
        ready = "" if sitting.is_open else "Both sides ready? "
        found.append(stopped(f"{ready}`next` begins {coming[0].title}"))
    found += not_yet(session)
    found += _programs(session)
    for seat, title in sitting.titles.seats.items():
        view = sitting.view(seat)
        cards = ", ".join(sitting.titles.cards[card] for card in view.hand) or "no card"
        found.append(f"{title} holds {cards}.")
        if view.commitment:
            card = sitting.titles.cards.get(view.commitment, "none")
            found.append(f"{title} has committed as its headline: {card}.")
    if sitting.is_open:
        return found
    found += planned(session) if session.injects.due else []
    return [*found, "Coming:", *_coming(session)]


def _coming(session: Session) -> Answer:
    """What has a date, each in a line: the console knows how wide it is, and breaks it."""
    titles = session.sitting.titles
    dated = (
        (one, f"{titles.seats[one.seat]}: " if one.seat else "") for one in ahead(_scene(session))
    )
    return [f"  {when(one.wait)}  {whose}{one.read_out or one.said}" for one, whose in dated]


def _programs(session: Session) -> Answer:
    """Who of the programs plays, seat by seat."""
    players, titles = session.match.players, session.sitting.titles
    return [
        f"{titles.seats[seat]} is played by {visible(players[seat].name)}."
        for seat in session.match.game.seats
        if seat not in session.sitting.people
    ]


def _scene(session: Session) -> Scene:
    return session.sitting.scene(session.sitting.game.seats[0], open_hand=False)


def numbers(session: Session, _: str) -> Answer:
    """Every number, workings too, by the name that `override` takes."""
    titles, rows = session.sitting.titles, _scene(session).markers
    name_cells = max((len(row.name) for row in rows), default=0)
    said_cells = max((width(row.said) for row in rows), default=0)
    return [
        f"{row.name:<{name_cells}}  {fit(row.said, said_cells)}  "
        f"{titles.number(row.name)}{f': {row.band}' if row.band else ''}"
        for row in rows
    ]


def injects(session: Session, text: str) -> Answer:
    """What has come, what is planned and what may come; or what the one of an id does."""
    if text:
        return _inject_told(session, text.lower())
    come = happened(session.match)
    found = planned(session) if session.injects.due else []
    for one in session.sitting.game.deck.injects:
        state = "has come" if one.id in come else "may come"
        found.append(f"{state}  {one.title} [{one.id}]")
    return [*found, "injects ID tells what one of them does."] if found else found


def _inject_told(session: Session, name: str) -> Answer:
    """The news of one, and all that it does."""
    nouns = {one.id: one for one in session.sitting.game.deck.injects}
    if name not in nouns:
        raise UsageError(f"There is no inject '{name[:40]}'. {nearest(name, nouns, limit=40)}")
    program = session.sitting.game.rules.program
    row = next(one for one in program.injects if one.id == name)
    does = [line for said in Describer(program).block(row.do) for line in _indented(said)]
    noun, come = nouns[name], name in happened(session.match)
    head = stopped(f"{noun.title}{', which has come' if come else ''}")
    terms = [] if come and noun.once else inject_terms(session.sitting.game, noun, row)
    bound = [*terms, "That binds luck; `inject` asks for none of it."] if terms else []
    return [head, *wrapped(noun.text), *(does or ["Nothing changes by it."]), *bound]


def planned(session: Session) -> Answer:
    """When each inject is due that waits."""
    told = [f"  {one.inject} {due_told(one)}" for one in session.injects.due]
    return ["Planned:", *told] if told else ["Nothing is planned any more."]


def moves(session: Session, text: str) -> Answer:
    """The last moves with their numbers, or all of a round."""
    log = session.sitting.match.log
    rounds = list(dict.fromkeys(one.round for one in log))
    if not text:
        before = len(log) - SHOWN_MOVES
        more = [f"{counted(before, 'move')} before these: log ROUND shows those of a round."]
        return [*(more if before > 0 else []), *acts.moves_told(session.sitting, SHOWN_MOVES)]
    if text not in map(str, rounds):
        last = rounds[-1] if rounds else 0
        raise UsageError(f"There is no round '{text[:20]}' in the log: the last is {last}.")
    return acts.told_of(session.sitting, [one for one in log if str(one.round) == text])


def outcomes(session: Session, _: str) -> Answer:
    """What luck could have brought instead, last time, beside what it brought."""
    ply = acts.last_luck(session.match)
    moves = session.match.course.moves
    came = next(one.action for one in moves if isinstance(one, Chance) and one.ply == ply)
    found = acts.outcomes_at(session.sitting, ply)
    how = " `choose` takes another of these; later moves no longer count then."
    cells = max(len(text) for text, _ in found)
    return [
        f"Move {ply}.{'' if session.sitting.is_open else how}",
        *(f"  {text:<{cells}}  {said}{' (has come)' * (text == came)}" for text, said in found),
    ]


def _indented(line: str) -> list[str]:
    """A line of the rules in as many as it takes, each as far in as it stands."""
    depth = len(line) - len(line.lstrip()) + 2
    return wrapped(line.strip(), " " * depth, " " * (depth + 2))
