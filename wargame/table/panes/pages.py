"""Pages of text as rows: the brief, the debrief, how to play, a deck, a list of saves."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from wargame.content.model import Brief, Deck
from wargame.play.log import Entry
from wargame.rules.game import Game
from wargame.table.host.shelf import Saved
from wargame.table.panes.logs import moved
from wargame.table.rulebook import hang, rulebook
from wargame.table.told.scene import Scene
from wargame.table.told.turning_points import points_by_cause, ranges_of, turning_points
from wargame.table.words.gate import fit, width, wrap
from wargame.table.words.glyphs import Glyphs
from wargame.table.words.rows import (
    ALERT,
    BETTER,
    DIM,
    HEAD,
    STRONG,
    WORSE,
    Row,
    Span,
    Target,
    blank,
    head,
    text_row,
)
from wargame.table.words.view_models import round_label

READABLE = 96
"""Cells beyond which lines of prose are hard to follow."""


def brief_rows(scene: Scene, cells: int) -> list[Row]:
    """The page that a seat reads before play."""
    cells = min(cells, READABLE)
    deck = scene.deck
    brief = next((one for one in deck.briefs if one.seat == scene.me), None)
    sign = scene.signs[scene.me]
    title = f"{sign.mark} {scene.titles.seats[scene.me]}"
    found = [text_row(title, cells, sign.role), blank()]
    if brief is None:
        return [*found, text_row(deck.about, cells), blank(), *_ending_rows(deck, cells)]
    found.append(text_row(" ".join(brief.text.split("\n\n\n")[0:1]), cells))
    for part in brief.text.split("\n\n\n")[1:]:
        found += [blank(), text_row(part.strip(), cells)]
    return [*found, *_list_rows(brief, cells), *_ending_rows(deck, cells)]


def _list_rows(brief: Brief, cells: int) -> list[Row]:
    found: list[Row] = []
    for label, rows in (
        ("What you want", brief.interests),
        ("What binds you", brief.constraints),
        ("For you alone", brief.private),
    ):
        if rows:
            found += [blank(), head(label, cells)]
        found += [text_row(row, cells, "", "- ", "  ") for row in rows]
    return found


def _ending_rows(deck: Deck, cells: int) -> list[Row]:
    found = [blank(), head("How it can end", cells)]
    for ending in deck.endings:
        text = f"{ending.title}. {ending.text or ''}"
        found.append(text_row(text, cells, DIM, "- ", "  "))
    return found


def debrief_rows(
    scene: Scene, returns: dict[str, int], log: Sequence[Entry], cells: int
) -> list[Row]:
    """How it ended, what each side made of it, where it turned, and what to talk about."""
    cells = min(cells, READABLE)
    deck = scene.deck
    ending = next(one for one in deck.endings if one.id == scene.view.ending)
    found = [text_row(ending.title, cells, HEAD)]
    if ending.text:
        found.append(text_row(ending.text, cells))
    found += [blank(), head("Points", cells)]
    for seat, points in returns.items():
        score = scene.view.value(f"{seat}.score")
        role = BETTER if points > 0 else WORSE if points < 0 else ""
        par = f"{score} points, {points:+d} against its par of {score - points}"
        line = (
            Span(fit(f"{scene.mark(seat)} {scene.titles.seats[seat]}", 28), scene.role(seat)),
            Span(fit(par, max(0, cells - 28)), role),
        )
        found.append(Row((line,), (Target("number", f"{seat}.score"),)))
        earned = "; ".join(f"{cause} {by:+d}" for cause, by in points_by_cause(log, seat))
        found += [text_row(earned, cells, DIM, "    ", "    ")] if earned else []
    found += _turn_rows(scene, log, cells)
    if deck.debrief:
        found += [blank(), head("To talk about", cells)]
    found += [text_row(question, cells, "", "- ", "  ") for question in deck.debrief]
    return found


def _turn_rows(scene: Scene, log: Sequence[Entry], cells: int) -> list[Row]:
    turns = turning_points(log, ranges_of(scene.markers))
    found: list[Row] = [blank(), head("Where it turned", cells)] if turns else []
    for turn in sorted(turns, key=lambda turn: turn.round):
        line = moved(scene, turn.name, turn.old, turn.new, min(cells, 60), "  ")
        cause = wrap(
            f"{round_label(scene.deck, turn.round)}: mostly {turn.cause}", cells, "    ", "    "
        )
        lines = (line, *((Span(part, DIM),) for part in cause))
        found.append(Row(lines, (Target("round", str(turn.round)),)))
    return found


def saves_rows(saves: Iterable[Saved], cells: int, nothing: str) -> list[Row]:
    """Saves to choose from."""
    found = []
    listed = list(saves)
    name = min(cells // 3, max((width(save.name) for save in listed), default=0) + 2)
    for save in listed:
        mark = "over" if save.is_over else ""
        line = (
            Span(fit(save.name, name), STRONG),
            Span(fit(mark, 6), DIM),
            Span(
                fit(save.problem or save.about, max(0, cells - name - 6 - 18)),
                ALERT if save.problem else "",
            ),
            Span(fit(save.when, 18, right=True), DIM),
        )
        found.append(Row((line,), (Target("save", save.name),)))
    return found or [text_row(nothing, cells, DIM)]


def deck_rows(decks: Iterable[tuple[str, str, str]], cells: int) -> list[Row]:
    """Decks: id, title, what they are about."""
    found: list[Row] = []
    size = min(cells, READABLE)
    for name, title, about in decks:
        lines = wrap(about, size - 2, "  ", "  ")
        text = tuple((Span(line, DIM),) for line in lines)
        first = (Span(fit(title, max(0, size - len(name) - 1)), STRONG), Span(f" {name}", DIM))
        found += [Row((first, *text), (Target("deck", name),)), blank()]
    return found


def rules_rows(glyphs: Glyphs, cells: int, game: Game | None = None) -> list[Row]:
    """How to play: the rules of a game if there is one, else what all have in common; the keys."""
    cells = min(cells, READABLE)
    found: list[Row] = []
    for section in rulebook(game.rules) if game else ():
        found += [head(section.label, cells)] if section.label else []
        found += [text_row(part, cells, "", "", hang(part)) for part in section.parts]
        found.append(blank())
    for label, text in (*(() if game else COMMON), *AT_THE_TABLE):
        said = text.format(
            on=glyphs.on,
            work=glyphs.work,
            off=glyphs.off,
            up=glyphs.up,
            first=glyphs.first,
            second=glyphs.second,
        )
        found += [head(label, cells), text_row(said, cells), blank()]
    return found


COMMON = (
    (
        "The idea",
        (
            "Two sides, each with its own aims, its own cards and its own angry voices at home. "
            "You score against your own par, not against the other side: both can do well, and "
            "both can lose."
        ),
    ),
    (
        "A round",
        (
            "First the world moves: projects go on, delayed effects arrive, an event may strike. "
            "Then cards and political capital come in. In some decks each side commits a headline "
            "in secret. Then the plays, in turns. Then talks. Then the account is drawn up: what "
            "stands in force bites, on both sides."
        ),
    ),
    (
        "A play",
        (
            "Play a card for its effect, or discard it for political capital (some cards then "
            "serve the rival). Or tighten, ease or pause one of your measures. Or pay for the next "
            "stage of a project. Or pass."
        ),
    ),
    (
        "Talks",
        (
            "In the talks each side may table a package: what each side gives, and for how many "
            "rounds. The other accepts, declines, or makes one counter-offer. What is paused comes "
            "back when the term is over. Breaking a deal is possible, and dear."
        ),
    ),
)
"""What all decks have in common, for who has not chosen one."""

AT_THE_TABLE = (
    (
        "Before you do it",
        (
            "Enter on anything shows what it is, what you may do with it, and what would follow: "
            "the price, what changes at once, what comes later, the odds where luck decides. Enter "
            "again does it."
        ),
    ),
    (
        "Why did that change?",
        (
            "Put the cursor on any number: the detail pane tells its last changes and what they "
            "came from."
        ),
    ),
    (
        "Signs",
        (
            "{first} and {second} are the two sides. A number that moved shows {up} or its "
            "opposite and by how much; ! says that its owner dislikes it. Of a measure's levels "
            "{on} is in force, {work} suspended, {off} free."
        ),
    ),
    (
        "Keys",
        (
            "? explains the pane you are in, with every key that acts there. Tab goes from pane to "
            "pane; h hand, t numbers, m measures, p projects, d deals, l log. r shows the rules of "
            "the deck, a asks for advice, e shows every number, : lists all that can be done. In "
            "the talks o opens the form for a package. Esc always goes back. Ctrl+Q leaves; what "
            "is kept is never lost."
        ),
    ),
)
