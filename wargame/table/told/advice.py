"""Counsel in words: three moves, how sure they are, and what they lead to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import takewhile
from typing import TYPE_CHECKING

from wargame.players.thought import Likely
from wargame.rules.amounts import rounds
from wargame.rules.game import Action
from wargame.rules.verbs import AMEND, EXTEND, split
from wargame.rules.view import SeatState
from wargame.table.told.blocks import Block, Drifts, Passage, Text
from wargame.table.told.offer import Package, package_of
from wargame.table.told.scene import Scene
from wargame.table.words.rows import DIM, STRONG, Target
from wargame.table.words.titles import Titles
from wargame.table.words.wrap import this_and

if TYPE_CHECKING:  # the panes are made of these words; the adviser is seldom asked
    from wargame.players.adviser import Advice, Suggestion
    from wargame.players.thought import AgainstFirst

CAUTION = "The other side is imagined to play by the deck's habits; people may not."

MIXED = "Both sides choose in secret: whoever is predictable can be used."


LIKELY = 0.3
"""What is less likely is not foretold."""

FORETOLD = 2
"""Actions that are foretold at most."""


def counsel(scene: Scene, advice: Advice) -> Iterator[Block]:
    """All of it, for the seat that asked."""
    yield Text(
        f"{looked_at(advice)} {meaning(advice, scene.view)} {order(advice, scene.view)}", DIM
    )
    for number, move in enumerate(advice.moves, 1):
        yield _suggested(scene, number, move, advice)
    said = " ".join(filter(None, (not_shown(advice), reason(advice, scene.titles))))
    if said:
        yield Text(said)
    yield Text(CAUTION, DIM)


def advised(scene: Scene) -> Iterator[Block]:
    """Counsel that somebody has thought of."""
    if scene.advice is not None:
        yield from counsel(scene, scene.advice)


def _suggested(scene: Scene, number: int, move: Suggestion, advice: Advice) -> Passage:
    blocks: list[Block] = [Text(f"{odds(move, advice)}.", DIM)]
    if move.effects:
        blocks.append(Drifts("This round", move.effects))
    follows = course(move, scene.titles)
    if follows and (number == 1 or move.course != advice.moves[0].course):
        blocks.append(Text(f"Likely to follow: {follows}", DIM))
    return Passage(
        way(scene.view, move, scene.titles),
        blocks,
        Target("move", str(number)),
        label=str(number),
        typed="; ".join(move.option.steps),
        role=STRONG,
    )


def looked_at(advice: Advice) -> str:
    """What was looked at."""
    return (
        f"{advice.considered} ways on, the best of them tried in {advice.worlds} worlds that "
        f"your seat could be in."
    )


def meaning(advice: Advice, view: SeatState) -> str:
    """What the figures mean."""
    until = f"{rounds(advice.rounds)} on" if advice.rounds else "at the end"
    end = view.match_end
    if end is not None:
        now = end.lead_of(view.number)
        return (
            f"You win: in how many of them, as things stand {until}. Lead: yours there, on "
            f"average; now {f'{now:+d}' if now else 'level'}."
        )
    return f"Points: what your score is likely to gain, {until}."


def order(advice: Advice, view: SeatState) -> str:
    """By what the moves are ranked."""
    if advice.mixed:
        return "First comes what to play most often."
    contest = view.rules.program.contest
    by = "points"
    if view.match_end is not None and contest is not None:
        is_one = contest.outlast == contest.win
        by = f"{'wins' if is_one else 'match points'} and lead together"
    return f"Ranked by {by}; what did worse was dropped after fewer worlds, and stands below."


def not_shown(advice: Advice) -> str:
    """How often a mixture plays what is not listed, or ""."""
    rest = 100 - sum(round(100 * move.option.best) for move in advice.moves)
    left = advice.considered - len(advice.moves)
    if not advice.mixed or left <= 0 or rest <= 0:
        return ""
    what = "One more way is" if left == 1 else f"{left} more ways are"
    return f"{what} not shown: play {'it' if left == 1 else 'them'} {rest} times in 100."


def reason(advice: Advice, titles: Titles) -> str:
    """Why the first comes first, or ""."""
    if advice.mixed or advice.reason is None:
        return MIXED if advice.mixed else ""
    listed = [f"{titles.number(name)} {by:+z.1f}" for name, by in advice.reason.changes]
    found = f"; on average {', '.join(listed)}" if listed else ""
    return f"Why the first: {advice.reason.gain} against the next best{found}."


def way(view: SeatState, move: Suggestion, titles: Titles) -> str:
    """A move as a menu offers it; a package with all that is in it."""
    steps = move.option.steps
    if len(steps) == 1:
        return titles.offer(view, Action(steps[0], view.seat, move.option.codes[0]))
    edits = [split(step) for step in steps]
    put = [titles.items[arg] for verb, arg in edits if verb.edit == "put"]
    out = [titles.items[arg] for verb, arg in edits if verb.edit == "take"]
    term = [f"for {this_and(int(arg))}" for verb, arg in edits if verb.edit == "term"]
    if edits[0][0] == AMEND:
        words = [
            f"{word} {' + '.join(some)}" for word, some in (("less", out), ("with", put)) if some
        ]
        return f"Offer {', '.join([titles.packages[edits[0][1]], *words, *term])}"
    if edits[-1][0].package == "offer":
        return f"Offer {', '.join([' + '.join(put), *term])}"
    changed = [
        f"{word} {' + '.join(items)}"
        for word, items in (("take out", out), ("put in", put))
        if items
    ]
    return f"Counter-offer: {', '.join([*changed, *term])}"


def odds(move: Suggestion, advice: Advice) -> str:
    """What a move is worth, and how sure that is."""
    option = move.option
    times = f"{100 * option.best:.0f}"
    sure = f"play it {times} times in 100" if advice.mixed else f"best in {times} % of the worlds"
    said = f"{_worth(move, advice)}; {sure}"
    if option.accepted >= 0:
        said += f"; accepted in about {100 * option.accepted:.0f} %"
    return said


def _worth(move: Suggestion, advice: Advice) -> str:
    option = move.option
    if (behind := option.behind) is not None:
        return (
            f"Against the first, until it was dropped after {option.samples} worlds: "
            f"{_behind(behind, is_contest=option.won >= 0)}, give or take {2 * behind.error:.1f}"
        )
    if option.won >= 0:
        return (
            f"You win in {100 * option.won:.0f} %, lead {option.lead:+z.1f}, give or take "
            f"{2 * option.lead_error:.1f}"
        )
    gain = option.value - advice.standing
    return f"{gain:+z.1f} points, give or take {2 * option.error:.1f}"


def _behind(behind: AgainstFirst, *, is_contest: bool) -> str:
    if is_contest:
        return f"wins {100 * behind.won:+z.0f} in 100, lead {behind.lead:+z.1f}"
    return f"{behind.value:+z.1f} points"


def likely_answer(scene: Scene, steps: Sequence[str]) -> str:
    """How often the rival would say yes to an offer, if the adviser has thought of it; else ""."""
    moves = scene.advice.moves if scene.advice is not None else ()
    offered = _offered(scene.view, steps)
    for option in (move.option for move in moves if move.option.accepted >= 0):
        if _offered(scene.view, option.steps) == offered:
            return f"in about {100 * option.accepted:.0f} %, says the adviser"
    return ""


def _offered(view: SeatState, steps: Sequence[str]) -> tuple[str, Package]:
    """What some steps put on the table: a deal that goes on, or a package however it is made."""
    last = steps[-1] if split(steps[-1])[0] == EXTEND else ""
    return last, package_of(view, steps)


def course(move: Suggestion, titles: Titles) -> str:
    """What may follow, in the words of the news, with how likely it is."""
    likely = takewhile(lambda step: step.share >= LIKELY, move.course[:FORETOLD])
    return _likely(list(likely), titles)


def _likely(steps: Sequence[Likely], titles: Titles) -> str:
    said = []
    for step in steps:
        verb, arg = split(step.text)
        text = titles.tell(step.seat, verb, arg, step.title, step.phase)
        said.append(f"{text.removesuffix('.')} ({100 * step.share:.0f} %).")
    return " ".join(said)
