"""Everything that people may ask at a table, a row each: the one list of answers.

A row is all it takes for plain text: what is listed here can be typed there. One with a `label`
has a pane on the board, and the screens are tested to have a place for each of those.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from wargame.dataclass import dataclass
from wargame.errors import sentence_case
from wargame.table.told import (
    ahead,
    bargain,
    causes,
    chains,
    exposed,
    forecast,
    foreseen,
    fronts,
    happened,
    pages,
    question,
    standing,
    things,
)
from wargame.table.told.blocks import Block
from wargame.table.told.round_over import quarter
from wargame.table.told.scene import Scene
from wargame.table.told.winning import winning

Make = Callable[[Scene, str], Iterable[Block]]
"""Makes an answer. Its second argument is what was typed behind the name, or the id of the target
under the cursor.

Raises:
    WargameError: There is no such thing; the message says what there is.
"""


@dataclass(frozen=True, slots=True)
class Query:
    """Something people may ask.

    Attributes:
        name: The word that is typed for it; the id of its pane, and the kind of its targets.
        does: What it shows, as a line of help.
        make: Makes it.
        typed: What is typed behind the name, such as `NAME`, or "".
        label: What stands over its pane; "" where it has none.
        more: What `?` tells of its pane besides.
    """

    name: str
    does: str
    make: Make
    typed: str = ""
    label: str = ""
    more: str = ""

    @property
    def about(self) -> str:
        """What `?` tells of its pane."""
        return f"{sentence_case(self.does)}. {self.more}".rstrip()


def _debrief(scene: Scene, asked: str) -> Iterable[Block]:
    from wargame.table.told.account.debrief import debrief  # noqa: PLC0415 - once a game is over

    return debrief(scene, asked)


def _advised(scene: Scene, _asked: str) -> Iterable[Block]:
    from wargame.table.told.advice import advised  # noqa: PLC0415 - seldom asked for

    return advised(scene)


def _pane(name: str, label: str, does: str, make: Make, more: str = "") -> Query:
    return Query(name, does, make, label=label, more=more)


_ROWS = (
    _pane(
        "hand",
        "Hand and acts",
        "your cards, what they cost, and the capital they bring if discarded",
        standing.cards,
        "c is capital. Enter opens a card with what would follow; 1 to 9 pick one.",
    ),
    _pane(
        "tracks",
        "Numbers",
        "the numbers of both sides, yours first",
        standing.tracks,
        "After an arrow: once the round closes; after at: what comes there. "
        "Enter tells why, e the workings.",
    ),
    _pane(
        "common",
        "Shared",
        "the numbers that belong to nobody, or to parties without a seat",
        standing.common,
    ),
    _pane(
        "fronts",
        "Fronts",
        "what is contested: who leads, when it is judged at what stake, and what that would move",
        fronts.fronts,
        "In half a line: its stake, then what moves now. Enter tells all.",
    ),
    _pane(
        "measures",
        "Measures",
        "standing policies, and how much of each is in force",
        standing.all_measures,
        "Enter on one of yours tightens, eases or pauses it.",
    ),
    _pane(
        "projects",
        "Projects",
        "builds in stages, and how far they are",
        standing.all_projects,
        "Enter on one of yours pays for its next stage.",
    ),
    _pane(
        "deals",
        "Deals",
        "what is on the table, and what has been signed, with the rounds it still runs",
        bargain.deals,
        "Enter on a deal offers to extend or to break it.",
    ),
    _pane(
        "coming",
        "Next",
        "what will happen by itself: deals that end, work, delayed effects, what is judged",
        ahead.coming,
        "now is the end of this round. Of a deal it tells what comes back, of work the odds. "
        "Enter on a date tells all that happens then.",
    ),
    _pane(
        "chains",
        "Chains",
        "chains of stages, of which the least binds, and what runs out",
        chains.chains_told,
        "Of each stage it tells what one point more would bring.",
    ),
    _pane(
        "exposed",
        "Exposed",
        "what the rival can do next where you are weakest, from what everybody can see",
        exposed.exposed,
        "One level more of each of its measures, the worst first. It knows none of its cards.",
    ),
    _pane("log", "Log", "all that you have seen happen", happened.log, "Enter tells one in full."),
    _pane("rival", "Rival", "what lies open of the rival's cards", standing.rival),
    Query(
        "course",
        "how each number went, round by round; of two of them, on one chart",
        standing.course,
        "[one, other]",
        "Course",
        "< and > choose what stands on the left and on the right axis; so does Enter there.",
    ),
    Query("board", "numbers, policies, projects and deals", standing.board, "[all]"),
    Query("news", "what has happened since your last turn", happened.news),
    Query("card", "any card as printed", things.card, typed="NAME"),
    Query("measure", "a policy with all its levels", things.measure, typed="NAME"),
    Query("project", "a project with all its stages", things.project, typed="NAME"),
    Query("chain", "a chain with its stages", chains.chains_told, typed="NAME"),
    Query("action", "something a seat may do besides", things.action, typed="NAME"),
    Query("front", "one of the fronts in full", fronts.front, typed="NAME"),
    Query("date", "all that has its date in a round", ahead.date, typed="ROUND"),
    Query("number", "what a number of the board stands for", things.number, typed="NAME"),
    Query("deal", "a deal in force, item by item", things.deal, typed="NUMBER"),
    Query("agenda", "an agenda as printed", things.agenda, typed="NAME"),
    Query("entry", "one piece of news in full: that of a move", happened.entry, typed="NUMBER"),
    Query("winning", "who leads, and how the match would end here", winning),
    Query("forecast", "what the round would come to if it closed now", forecast.forecast),
    Query("quarter", "what the last round that is over brought", quarter, "[all]"),
    Query("question", "what you are asked now", question.question),
    Query(
        "why",
        "why a number is what it is; why NAME all tells the lines of the deck too",
        causes.why,
        typed="NAME",
    ),
    Query("preview", "what an action would change", foreseen.preview, typed="ACTION"),
    Query("items", "what may change hands in a deal", bargain.items),
    Query("package", "a package that is ready to be tabled", bargain.ready, typed="NAME"),
    Query("item", "one of those, and why it cannot be given now", bargain.item, "NAME"),
    Query("brief", "your situation and your aims", pages.brief),
    Query("rules", "the rules of this deck, on two pages", pages.rules),
    Query("advise", "three moves with their prospects, from what you can see", _advised),
    Query("debrief", "what came of it, once the game is over", _debrief),
)

QUERIES = {row.name: row for row in _ROWS}
"""Every answer by its name, in the order in which help lists them; panes in that of Tab."""
