"""`wargame report`: what came of a game, or of several tables, as a file to keep and pass on."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from wargame.cli.begun import warn_of_class
from wargame.cli.group import Strict
from wargame.cli.options import deciding_option, saves_option
from wargame.cli.out import say, talk
from wargame.cli.types import WholeNumber
from wargame.errors import UsageError, visible
from wargame.table.words.gate import stopped

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from wargame.content.model import Deck
    from wargame.lab.ended.analysis_object import GameAnalysis
    from wargame.report.reviewed import ReviewedGame


def _html(games: Sequence[ReviewedGame], typed: str) -> bytes:
    from wargame.report.html import html
    from wargame.report.review import review

    return html(review(games, typed)).encode("utf-8")


def _pdf(games: Sequence[ReviewedGame], typed: str) -> bytes:
    from wargame.report.pdf import pdf
    from wargame.report.review import review

    return pdf(review(games, typed), talk)


def _markdown(games: Sequence[ReviewedGame], typed: str) -> bytes:
    from wargame.report.markdown import markdown
    from wargame.report.review import review

    return markdown(review(games, typed)).encode("utf-8")


def _csv(games: Sequence[ReviewedGame], _typed: str) -> bytes:
    from wargame.report.sheet import csv_text

    return csv_text(games).encode("utf-8", errors="replace")


def _jsonl(games: Sequence[ReviewedGame], _typed: str) -> bytes:
    from wargame.report.sheet import jsonl_text

    return jsonl_text(games).encode("utf-8", errors="replace")


KINDS: Mapping[str, Callable[[Sequence[ReviewedGame], str], bytes]] = {
    ".html": _html,
    ".pdf": _pdf,
    ".md": _markdown,
    ".csv": _csv,
    ".jsonl": _jsonl,
}
"""What a report may be, by how the name of its file ends: what writes it, from the games and the
command line that finds the same again."""
TABLES = (".csv", ".jsonl")
"""Those that hold rows alone."""
PAGES = tuple(kind for kind in KINDS if kind not in TABLES)
"""All others."""
*_SOME, _LAST = KINDS


@click.command(cls=Strict, short_help="An after-action review as a file.")
@click.argument("games", metavar="SAVE...", nargs=-1, required=True)
@click.option(
    "-o",
    "--out",
    metavar="FILE",
    required=True,
    type=click.Path(path_type=Path),
    help=f"Where to write: FILE{', '.join(_SOME)} or {_LAST}.",
)
@click.option("--as", "seat", metavar="SEAT", default="", help="Only what this seat knows.")
@click.option("--anonymous", is_flag=True, help="Name nobody: no players, roles, dates or files.")
@click.option(
    "--what-if",
    "what_if",
    type=WholeNumber(1, 40),
    help="Play on from before this turning point, as the report numbers them, 200 times.",
)
@deciding_option
@saves_option
def report(
    games: tuple[str, ...],
    out: Path,
    seat: str,
    anonymous: bool,
    what_if: int | None,
    deciding: bool,
    saves: Path | None,
) -> None:
    """Write what came of SAVE, a name or a file: how it ended, how its numbers went, deals,
    promises and what became of them, what was said, every act of control, and what it rests on.

    A game that was left early is told as everybody may know it, not scored and without its seed.
    Several tables of one deck are compared: where they parted, how each ended, their numbers on
    one axis.
    """
    from wargame.cli.pages import command_again, free_page
    from wargame.content.places import write_new
    from wargame.rules.amounts import listed

    kind = out.suffix.lower()
    if kind not in KINDS:
        raise UsageError(f"{visible(out.name)}: a report ends in {listed([*KINDS], 'or')}.")
    if deciding and seat:
        raise UsageError("--deciding tells of both hands: leave out --as.")
    if deciding and kind in TABLES:
        raise UsageError(
            f"A table of moves has no room for --deciding: write {listed(PAGES, 'or')}."
        )
    if what_if is not None and (kind in TABLES or len(games) > 1):
        raise UsageError(f"--what-if is of one game: name one, and write {listed(PAGES, 'or')}.")
    free_page(out)
    if kind == ".pdf":
        from wargame.report.pdf import check_pdf

        check_pdf("HTML needs nothing.")
    found = _reviewed(games, seat, anonymous, deciding, saves)
    if deciding and not any(game.is_over for game in found):
        raise UsageError("--deciding wants a game that is over: no move has decided one yet.")
    if what_if is not None:
        _check_luck(found[0])
        found = [_fanned(found[0], what_if)]
    typed = click.get_current_context().find_root().obj or ()
    write_new(out, KINDS[kind](found, "" if anonymous else command_again(typed)))
    say(str(out))


def _reviewed(
    names: Sequence[str], seat: str, anonymous: bool, deciding: bool, saves: Path | None
) -> list[ReviewedGame]:
    """The games that were named.

    Raises:
        UsageError: One is not there, named twice, or of another deck than the first.
        RecordError: One is damaged, or a view.
    """
    from wargame.play.proceedings import follows_said
    from wargame.report.reviewed import reviewed, with_luck_shut
    from wargame.seminar.shared_luck import goes_on_elsewhere
    from wargame.store.names import saves_folder
    from wargame.store.save import load
    from wargame.store.savefile import check_whole
    from wargame.store.world import World

    found: list[ReviewedGame] = []
    paths = list(saves_folder(saves).find_each(names))
    for place, (path, own) in enumerate(zip(paths, _called(paths), strict=True), 1):
        save = load(path, World())
        check_whole(save)
        called = f"Table {place}" if anonymous else own
        deck = save.head.header.deck
        if not found:
            at_hand = _deck_at_hand(deck)
            roles = at_hand.roles if at_hand else None
        elif deck != (first := found[0].save.head.header.deck):
            other = f"{visible(str(path))} is a game of {visible(deck)}, not of {visible(first)}"
            raise UsageError(f"{other} as the first: a review compares tables of one deck.")
        game = reviewed(called, save, seat, is_anonymous=anonymous, roles=roles)
        before = "" if anonymous else follows_said(save.events)
        chapter = f"{_chapter(at_hand, save.head.header.variant)} {before}".strip()
        game = replace(game, chapter=chapter, shuts_luck=goes_on_elsewhere(save, World()))
        warn_of_class(save, is_open=save.has_ended)
        found.append(replace(game, analysis=_analysis(game)) if deciding else game)
    return with_luck_shut(found)


def _check_luck(game: ReviewedGame) -> None:
    """Refuse to tell what else could have come, while others go on by that luck.

    Raises:
        UsageError: They do.
    """
    from wargame.seminar.shared_luck import SHUT

    if game.shuts_luck and game.is_over:
        raise UsageError(f"{SHUT} So is what else could have come: leave out --what-if.")


def _called(paths: Sequence[Path]) -> list[str]:
    """What games are called by their files: a class calls its tables by number. Those of one name
    are told apart by their folders, and by their places where these have one name too."""
    stems = [one.stem for one in paths]
    names = [f"Table {stem}" if stem.isdecimal() else visible(stem) for stem in stems]
    told = [
        name if names.count(name) == 1 else f"{name} ({visible(_around(path))})"
        for name, path in zip(names, paths, strict=True)
    ]
    return [
        name if told.count(name) == 1 else f"{name} {place}" for place, name in enumerate(told, 1)
    ]


def _around(save: Path) -> str:
    """The folder of a save, or of the class that it is a table of."""
    from wargame.store.names import TABLES

    folder = save.absolute().parent
    return folder.parent.name if folder.name == TABLES else folder.name


def _analysis(game: ReviewedGame) -> GameAnalysis | None:
    """What luck and choices made of a game; None where that cannot be found out."""
    from wargame.lab.ended.analysis import analysis_of_match

    return analysis_of_match(game.match) if game.is_over else None


def _fanned(game: ReviewedGame, number: int) -> ReviewedGame:
    """A game with the continuations from one of its turning points.

    Raises:
        UsageError: There is no such turning point.
    """
    from wargame.lab.ended.what_if import fan_of

    if game.account is None:
        raise UsageError("--what-if wants a game that is over: this one has not turned out yet.")
    marks = game.account.course.marks
    if number > len(marks):
        raise UsageError(f"This game has {len(marks)} turning points.")
    turn = marks[number - 1]
    return replace(game, turn=turn, fan=fan_of(game.match, turn.ply, game.seat))


def _deck_at_hand(deck: str) -> Deck | None:
    """A deck as its folder has it, if it is at hand: no save holds what its things stand for, nor
    its campaigns."""
    from wargame.cli.decks import find_deck
    from wargame.content.library import load_deck
    from wargame.errors import WargameError

    try:
        return load_deck(find_deck(deck, "", None)).deck
    except WargameError:
        return None


def _chapter(deck: Deck | None, variant: str) -> str:
    """Which chapter of a campaign a game is, in a sentence; "" for none, or where nobody knows."""
    from wargame.content.chapters import chapter_of

    try:
        chapter = chapter_of(deck, variant) if deck else None
    except UsageError:  # the deck at hand has it no more
        return ""
    return f"{stopped(chapter.campaign.title)} {chapter.said}." if chapter else ""
