"""The single lines: where the game is, what is asked, and which keys answer."""

from __future__ import annotations

from collections.abc import Sequence

from wargame.rules.amounts import counted
from wargame.rules.verbs import DISCARD, KEEP, PASS
from wargame.rules.view import SeatState
from wargame.table.panes.forecast import forecast_spans
from wargame.table.told.bargain import drafted, is_countered
from wargame.table.told.forecast_short import breaks_floor
from wargame.table.told.fronts import due_now
from wargame.table.told.lapse import extensible
from wargame.table.told.options import can_draft, is_question, is_ready
from wargame.table.told.question import asked_about, no_choice
from wargame.table.told.scene import Scene
from wargame.table.words.gate import clip, fitting, stopped, width
from wargame.table.words.phases import PHASES
from wargame.table.words.public import clock_said
from wargame.table.words.rows import (
    ALERT,
    BETTER,
    DIM,
    STRONG,
    WORSE,
    Line,
    Span,
    cut_line,
    line_width,
)
from wargame.table.words.view_models import round_label
from wargame.table.words.winning import who_won

SOON_S = 60
"""Seconds left from which on a clock warns."""
WIDE = 140
"""Cells from which on the era stands in the line above."""
ROOMY = 112
"""Cells from which on lines say things in full."""
LEAST_HOW = 13
"""Cells below which keys are told only if they are whole, and a deck's title is not begun."""
TICK_S = 0.25
"""Seconds between two pictures of somebody who thinks."""


FEWER = 5
"""How many things the line above leaves out, one after the other, until the rest of it fits."""


def status_line(scene: Scene, cells: int) -> Line:
    """Round, phase, who moves, capital, who leads, and whether all is saved.

    Where not all of it fits, whole things are left out rather than that a number is cut: how the
    seat is called, then the round, then the phase, then what is left to play, then capital.
    """
    kept, clock = save_mark(scene), clock_spans(scene)
    room = cells - line_width(clock) - width(kept.text)
    ways = (_standing(scene, cells, fewer) for fewer in range(FEWER + 1))
    spans = next((way for way in ways if line_width(way) <= room), _standing(scene, cells, FEWER))
    if cells >= 100 and room - line_width(spans) >= LEAST_HOW:
        spans.append(Span(f" {scene.glyphs.dot} {scene.deck.title}", DIM))
    shown = cut_line(spans, room)
    return (*shown, Span(" " * max(0, room - line_width(shown))), *clock, kept)


def _standing(scene: Scene, cells: int, fewer: int) -> list[Span]:
    """Where a game stands; of what there is to say, so much is left out."""
    view, dot = scene.view, f" {scene.glyphs.dot} "
    spans = [Span(f" {_round(scene, cells, is_named=fewer < 2)}", STRONG)]
    if view.round and fewer < 3:
        spans.append(Span(f"{dot}{PHASES[view.phase]}"))
    if view.to_move in scene.signs:
        spans += [Span(dot), _mover(scene, cells if fewer < 1 else 0)]
    if view.plays_left and fewer < 4:
        spans.append(Span(f", {view.plays_left} left", DIM))
    if fewer < 5:
        spans.append(_capital(scene, cells))
    if view.match_end is not None:
        spans += [Span(dot), _lead(scene, view.match_end.lead)]
    elif cells >= 100:
        spans += [Span(f"{dot}score {scene.by_name[f'{scene.me}.score'].value}")]
    return spans


def _round(scene: Scene, cells: int, *, is_named: bool) -> str:
    """Which round it is, in fewer words where there is less room."""
    label = round_label(scene.deck, scene.view.round, scene.closes_after)
    if cells < WIDE:
        label = ",".join(label.split(",")[:2])  # the era stands on the page of rules
    which, comma, called = label.partition(",")
    if cells < ROOMY:
        which = which.replace("Round ", "R").replace(" of ", "/").replace(" to ", "-")
    return f"{which}{comma}{called}" if is_named else which


def _mover(scene: Scene, cells: int) -> Span:
    """Which seat is to move."""
    view, sign = scene.view, scene.signs[scene.view.to_move]
    is_mine = view.to_move == scene.me and scene.shows_hand
    who = f"{scene.titles.seats[view.to_move]}{': you' if is_mine else ''} to move"
    if cells < ROOMY:
        yours = "you to move" if view.match_end is None else "you"  # the lead needs the room
        who = yours if is_mine else "to move"
    return Span(f"{sign.mark} {who}", sign.role)


def _capital(scene: Scene, cells: int) -> Span:
    """What a seat may spend."""
    purse = scene.by_name[f"{scene.me}.capital"]
    capital = "cap" if cells < 100 and scene.view.match_end is not None else "capital"
    return Span(f" {scene.glyphs.dot} {capital} {purse.value}/{purse.most}", STRONG)


def clock_spans(scene: Scene) -> Line:
    """What the facilitator's clock shows, where there is one."""
    clock = scene.clock
    if clock is None:
        return ()
    stands = "" if clock.is_running else " stopped"
    role = WORSE if clock.left_s < 0 else ALERT if clock.left_s < SOON_S else STRONG
    return (Span(f" {clock_said(clock.left_s)}{stands} ", role),)


def _lead(scene: Scene, lead: int) -> Span:
    """The lead in a few cells, in the colour of whose it is."""
    if not lead:
        return Span("lead level", STRONG)
    sign = scene.signs[list(scene.titles.seats)[lead < 0]]
    return Span(f"lead {sign.mark} {abs(lead)}", sign.role)


def save_mark(scene: Scene) -> Span:
    """Whether what was done is on disk."""
    if scene.trouble:
        return Span(" NOT SAVED ", WORSE)
    if scene.is_joined is not None:
        return Span(" joined ", DIM) if scene.is_joined else Span(" LINE LOST ", WORSE)
    if scene.unsaved < 0:
        return Span(" not kept ", DIM)
    if scene.unsaved > 0:
        return Span(f" saving ({scene.unsaved}) ", ALERT)
    return Span(f" {scene.glyphs.saved} saved ", BETTER)


DEBRIEF = "Enter shows the debrief"


def prompt_line(
    scene: Scene,
    cells: int,
    key_back: str = "",
    *,
    is_shut: bool = False,
    is_cut: bool = False,
    is_staged: bool = False,
) -> Line:
    """What is asked, how many answers there are, and how to go back.

    Args:
        key_back: What leads back to a question that waits while something else is looked at; or
            to where Enter shows what came of a game that is over.
        is_shut: The answer under the cursor cannot be given now.
        is_cut: What would follow from it goes on below what is in sight.
        is_staged: An act of somebody is told first, before a question is shown.
    """
    view = scene.view
    back = "u takes back" if scene.can_undo else "Esc back"
    asks = is_question(view)
    if asks:
        asked, how = _question(scene, cells, key_back, is_shut=is_shut, is_cut=is_cut)
        how = "Enter goes on to the question" if is_staged else how
    else:
        asked, how = _open_turn(scene, cells, back, key_back)
    mark = f"{scene.glyphs.cursor} "
    foreseen: Line = ()
    if view.legal and not asks:
        beside = cells - width(mark) - width(back) - 4
        asked, foreseen = _foreseen(scene, asked, beside)
    spans = [Span(mark, STRONG), Span(asked, STRONG)]
    left = cells - width(mark) - width(asked)
    if foreseen:
        spans += [Span("  "), *foreseen]
        left -= line_width(foreseen) + 2
        brief = f"x passes; {back}" if view.phase == "plays" and _may_pass(view) else back
        how = next((one for one in (how, brief) if width(one) + 2 <= left), back)
    if left >= min(LEAST_HOW, width(how) + 2):
        spans.append(Span(f"  {_whole_parts(how, left - 2)}", DIM))
        left -= width(spans[-1].text)
    return (*spans, Span(" " * max(0, left)))


def _whole_parts(how: str, cells: int) -> str:
    """As many of the keys as fit, none of them cut; the first in any case."""
    parts = how.split("; ")
    ways = ["; ".join(parts[:many]) for many in range(len(parts), 0, -1)]
    return clip(fitting(ways, cells), cells)


MEANWHILE = ("look around meanwhile", "look around")
"""What is said to whoever waits, in fewer words where there is less room."""


WAY_IN = "b tells how they join"


def waiting_line(
    scene: Scene,
    seconds: float,
    cells: int,
    *,
    is_learning: bool,
    is_still: bool,
    missing: str = "",
    way_in: str = WAY_IN,
) -> Line:
    """Who is being waited for; it moves, so that nobody thinks the program hangs.

    Args:
        missing: Why whoever has to choose is not there, as a sentence, or "".
        way_in: What tells how they come in.
    """
    who = scene.titles.seats.get(scene.view.to_move, "The world")
    does = "is learning the deck" if is_learning else "is choosing"
    mark = Span(f"{scene.glyphs.cursor} ", STRONG)
    if missing:
        return (mark, Span(missing, ALERT), Span(f"  {way_in}", DIM))
    if scene.is_joined and scene.view.to_move == scene.me:
        who, does = "The host", "is answering"
    waits = Span(f"{who} {does} {moving_dots(seconds, is_still=is_still)}", STRONG)
    passed = f"{seconds:3.0f} s" if seconds >= 1 else ""
    room = cells - line_width((mark, waits)) - width(passed) - 3
    said = fitting((*(_meanwhile(seconds, is_learning=is_learning) if passed else ()), ""), room)
    return (mark, waits, Span(f"{passed}   {said}" if said else passed, DIM))


def for_how_long(seconds: float) -> str:
    """How long it takes to learn a deck, where several tables of a class do so at once too, for
    whoever has waited so long."""
    return "mostly under a minute" if seconds < 60 else "longer on a busy machine"


def _meanwhile(seconds: float, *, is_learning: bool) -> tuple[str, ...]:
    """What is said to whoever has waited so long."""
    if not is_learning:
        return MEANWHILE
    how_long = for_how_long(seconds)
    return f"only this first time, {how_long}", how_long, "only once"


def moving_dots(seconds: float, *, is_still: bool) -> str:
    """Three cells that look otherwise at every picture; blank where nothing is to move."""
    return f"{'' if is_still else '.' * (1 + int(seconds / TICK_S) % 3):<3}"


def _question(
    scene: Scene, cells: int, key_back: str, *, is_shut: bool, is_cut: bool
) -> tuple[str, str]:
    """What a question is about, and the keys that answer."""
    about = _asked(scene)
    about = about if width(about) <= cells // 4 else "Your choice"
    to = "go on" if drafted(scene.view) else "answer"
    asked = f"{about}: {counted(len(scene.view.legal), 'way')} to {to}."
    why = no_choice(scene.view)
    if why:
        asked = f"{why}."
    takes = ["u takes back"] if scene.can_undo else []
    if key_back:
        return asked, "; ".join([f"{key_back} goes back to the question", *takes])
    answers = "This one is shut" if is_shut else "Enter goes on" if why else "Enter answers"
    more, looks = ["z shows more"] if is_cut else [], "Esc looks around"
    ways = ([answers, *more, looks, *takes], [answers, *more, *takes], [answers, looks, *takes])
    return asked, fitting(["; ".join(way) for way in ways], cells - width(asked) - 4)


def _open_turn(scene: Scene, cells: int, back: str, key_back: str) -> tuple[str, str]:
    """What is asked where the cursor chooses on the table itself, and the keys that answer."""
    view, legal = scene.view, len(scene.view.legal)
    if view.is_over:
        end = view.match_end
        how = scene.titles.endings.get(view.ending, "")
        over = stopped(f"The game is over: {how}" if how else "The game is over")
        told = who_won(end, scene.titles.seats) if end else over
        return told, f"{key_back}, then {DEBRIEF}" if key_back else DEBRIEF
    if not view.legal:
        return "The others are busy.", "please wait"
    if view.phase == "headline":
        asked = f"Headline, in secret: {counted(legal, 'way')}."
        if why := no_choice(view):
            return f"{why}.", f"x goes on; {back}"
        return asked, f"Enter on a card; x for none; {back}"
    if view.phase == "talks":
        asked, how = _talks(view)
        none = "x offers nothing; " if _may_pass(view) else ""
        return asked, f"{how}{none}{back}"
    if any(action.verb == DISCARD for action in view.legal):
        return f"Discard a card: {legal} to choose from.", f"Enter on a card; {back}"
    moves = counted(legal, "move")
    asked = f"Your play: {moves}."
    if view.plays_left == 1 and (soon := due_now(view)):
        whole = f"Your last play: {moves}. {soon}."
        asked = whole if cells >= ROOMY else f"Last play: {moves}."
    return asked, f"Enter on a card, measure or project; x passes; {back}"


def _may_pass(view: SeatState) -> bool:
    return any(action.verb == PASS for action in view.legal)


def _foreseen(scene: Scene, asked: str, cells: int) -> tuple[str, Line]:
    """What is asked, and the forecast beside it; in fewer words where that leaves room for more of
    what it warns of."""
    if scene.view.plays_left == 1:  # what is judged is named in the forecast too
        return _last_play(scene, asked, cells)
    brief = "Headline." if scene.view.phase == "headline" else "Your play."
    decides = scene.view.phase == "headline" or scene.view.plays_left > 0
    shorts = (asked, brief) if decides and breaks_floor(scene) else (asked,)
    return _most_foreseen(scene, shorts, cells) or (asked, ())


def _last_play(scene: Scene, asked: str, cells: int) -> tuple[str, Line]:
    """What is asked before the last play of a round, and the forecast: in fewer words, if more of
    the forecast fits beside them."""
    shorts = (f"Last play: {counted(len(scene.view.legal), 'move')}.", "Last play.")
    return _most_foreseen(scene, shorts, cells, warns=True) or (asked, ())


def _most_foreseen(
    scene: Scene, shorts: Sequence[str], cells: int, *, warns: bool = False
) -> tuple[str, Line] | None:
    """The first of some ways to ask beside which most of the forecast fits; None if none does."""
    ways = [(short, forecast_spans(scene, cells - width(short), warns=warns)) for short in shorts]
    found = max(ways, key=lambda way: len(way[1]))
    return found if found[1] else None


def _talks(view: SeatState) -> tuple[str, str]:
    """What is asked in talks, and the keys that answer."""
    if what := drafted(view):
        return f"Talks: your {what}, begun and not made.", "o goes on with it; "
    if any(is_ready(action) for action in view.legal):
        own = "o for one of your own; " if can_draft(view) else ""
        return "Talks: a package, or nothing.", f"Enter on a package; {own}"
    if can_draft(view):
        return "Talks: a package, or nothing.", "o makes an offer; "
    deals = [deal.slot for deal in extensible(view)]
    if deals:
        return f"Talks: extend deal {deals[0]}, or nothing.", "Enter on a deal; "
    return "Talks: no package now.", ""


def _asked(scene: Scene) -> str:
    """What a question is about."""
    view = scene.view
    if what := drafted(view):
        return f"Your {what}"
    if view.draft is not None or view.extending:
        return "A counter-offer" if is_countered(view) else "An offer"
    if any(action.verb == KEEP for action in view.legal):
        return "Keep an agenda in secret"
    if any(action.verb.thing == "front" for action in view.legal):
        return "Name a front"
    return asked_about(view).rstrip("?.") or "Your choice"
