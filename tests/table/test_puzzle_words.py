"""What is told of a try at a puzzle."""

from __future__ import annotations

import pytest

from tests.lab.test_puzzles import REAP
from tests.rules.tiny import card, seats, tiny
from tests.table.drawn import unwrapped
from wargame.content.library import DeckRef
from wargame.lab.runs.games import shared_game
from wargame.store.progress import Progress
from wargame.table.host.puzzles import PuzzleBook
from wargame.table.panes.typeset import rows
from wargame.table.plain.console import Console, Quit
from wargame.table.plain.puzzle import list_puzzles, play, show_solution
from wargame.table.told.causes import causes
from wargame.table.told.puzzle import difficulty, named, rival_of, tries_of
from wargame.table.told.scene import Scene, titles_of
from wargame.table.words.rows import line_text


@pytest.mark.parametrize(
    ("given", "first"),
    [
        pytest.param({"us.hawks": 19}, "us.pressure", id="the floor has broken"),
        pytest.param({"us.hawks": 0, "shared.lead": -2}, "shared.lead", id="the lead is lost"),
    ],
)
def test_what_was_missed_is_explained_first(
    decks: dict[str, DeckRef], given: dict[str, int], first: str
) -> None:
    game = shared_game(decks["primer"])
    puzzle = game.deck.puzzles[0]
    assert puzzle.done == "shared.lead > 0 and my.pressure < 28"
    position = game.position({"turn": "us", **puzzle.given, **given})
    scene = Scene(game.redact(position, "us"), titles_of(game.deck), side="us")
    assert sorted(named(scene, puzzle)) == ["shared.lead", "us.pressure"]
    assert named(scene, puzzle)[0] == first


@pytest.mark.parametrize(
    "done",
    [
        "my.pressure < 28 or shared.lead > 0",
        "(my.pressure < 28 and shared.lead > 0)",
        "my.pressure < 28 and (shared.lead > 0 or shared.lead < -9)",
    ],
)
def test_an_aim_that_is_no_plain_list_is_explained_by_all_its_numbers(
    decks: dict[str, DeckRef], done: str
) -> None:
    game = shared_game(decks["primer"])
    puzzle = game.deck.puzzles[0].model_copy(update={"done": done})
    position = game.position({"turn": "us", **puzzle.given})
    scene = Scene(game.redact(position, "us"), titles_of(game.deck), side="us")
    assert named(scene, puzzle) == ["us.pressure", "shared.lead"]


@pytest.mark.parametrize(
    ("at_random", "hard", "tries"),
    [
        (None, "", ""),
        (1, "easy", "1 in 1 at random"),
        (25, "easy", "1 in 25 at random"),
        (26, "medium", "1 in 26 at random"),
        (100, "medium", "1 in 100 at random"),
        (1101, "hard", "1 in 1,101 at random"),
    ],
)
def test_a_puzzle_is_as_hard_as_moves_at_random_find_it(
    at_random: int | None, hard: str, tries: str
) -> None:
    best = {"line": ["play reap"], "ways": 1, "of": 5}
    best |= {} if at_random is None else {"at_random": at_random}
    game = tiny(
        cards=[card("reap", "my.grain += 2")],
        seats=seats({"hand": 1}, {"hand": 0}),
        puzzles=[REAP | {"given": {"hand.north": ["reap"]}, "best": best}],
    )
    (puzzle,) = game.deck.puzzles
    assert (difficulty(puzzle), tries_of(puzzle)) == (hard, tries)
    said = list[str]()
    list_puzzles(PuzzleBook(game, Progress("tiny")), Console([], said.append), "This")
    marks = f": {hard}, {tries}" if hard else ""
    assert f"1 Reap (reap){marks}\n" in " ".join("".join(said).split(" "))
    number = tries.removeprefix("1 in ").removesuffix(" at random")
    legend = f"{tries}: of {number} tries with moves chosen at random one reaches the aim."
    assert (legend in unwrapped("".join(said).splitlines())) == bool(tries)


def test_a_move_that_was_made_twice_is_told_by_its_place(decks: dict[str, DeckRef]) -> None:
    """Of two passes it was not told which had lost the puzzle."""
    game = shared_game(decks["primer"])
    book = PuzzleBook(game, Progress("primer"))
    for line, lost in (
        (["play farm_aid", "pass"], "It fell from 100 % to 0 % by your move 2 of 2: Pass."),
        (["pass", "pass"], "It fell from 100 % to 0 % by your move 1 of 2: Pass."),
    ):
        told = list[str]()
        with pytest.raises(Quit):
            play(book, book.named("last_quarter"), Console([*line, "quit"], told.append), 1)
        assert lost in "".join(told)


@pytest.mark.parametrize(
    "line",
    [pytest.param(("play farm_aid", "pass"), id="not solved"), pytest.param((), id="solved")],
)
def test_what_a_puzzle_teaches_is_told_once(
    decks: dict[str, DeckRef], line: tuple[str, ...]
) -> None:
    """Whoever had solved it read it with the try, and again with the solution."""
    game = shared_game(decks["primer"])
    book, told = PuzzleBook(game, Progress("primer")), list[str]()
    puzzle = book.named("last_quarter")
    typed = [*(line or puzzle.best.line), "solution", "quit"]
    with pytest.raises(Quit):
        play(book, puzzle, Console(typed, told.append), 1)
    assert " ".join("".join(told).split()).count(puzzle.learned) == 1


def test_a_line_that_luck_led_away_from_is_best_with_the_best_play_elsewhere(
    decks: dict[str, DeckRef],
) -> None:
    """Passing was said to reach the aim in 67 cases of 100, once luck had left nothing to reach."""
    game = shared_game(decks["primer"])
    book = PuzzleBook(game, Progress("primer"))
    told = list[str]()
    typed = ["name chips", "1", "pass", "pass", "1", "1", "quit"]
    with pytest.raises(Quit):
        play(book, book.named("named"), Console(typed, told.append), 2)
    found = " ".join("".join(told).split())
    assert "The aim is not reached. All lines are tried, to see what yours comes to ..." in found
    assert "Solved: no line is better. It reaches the aim in 67" in found
    assert "in 67 cases of 100, with the best play where luck falls otherwise." in found


@pytest.mark.parametrize("name", ["named", "fab"])
def test_a_solution_says_for_which_luck_it_stands(decks: dict[str, DeckRef], name: str) -> None:
    """It named an answer to news that other luck does not bring."""
    game = shared_game(decks["primer"])
    book, told = PuzzleBook(game, Progress("primer")), list[str]()
    puzzle = book.named(name)
    show_solution(book, puzzle, Console([], told.append))
    said = " ".join("".join(told).split())
    is_sure = puzzle.best.chance == 100
    assert ("It reaches the aim whatever luck brings." in said) == is_sure
    assert ("where luck falls otherwise. The line stands for luck that falls" in said) != is_sure


def test_a_number_that_stops_is_said_to_stop(decks: dict[str, DeckRef]) -> None:
    """A card that takes 3 weeks of 1 was said to want -2."""
    game = shared_game(decks["primer"])
    book = PuzzleBook(game, Progress("primer"))
    told = list[str]()
    typed = ["capital vault", "act airlift", "quit"]
    with pytest.raises(Quit):
        play(book, book.named("burn"), Console(typed, told.append), 1)
    plain = " ".join("".join(told).split())
    assert "discards Mineral Vault for capital; it stops at 0, else -2." in plain
    posed = book.open(book.named("burn"), 1)
    posed.sitting.take("capital vault")
    drawn = rows(posed.scene(), list(causes(posed.scene(), "us.stock")), 80)
    assert "stops at 0, else -2" in "".join(line_text(line) for row in drawn for line in row.lines)
    posed.sitting.close()


def test_a_rival_passes_where_it_may(decks: dict[str, DeckRef]) -> None:
    """Where passing is paid for or limited, it does the least that is open instead."""
    deck = shared_game(decks["primer"]).deck
    idle = deck.puzzles[0].model_copy(update={"rival": [], "rounds": 1})
    busy = idle.model_copy(update={"rival": ["pass"], "rounds": 2})
    assert rival_of(idle, titles_of(deck), {}) == (
        "Judged when this round ends. Your rival passes and refuses where it may."
    )
    told = rival_of(busy, titles_of(deck), {})
    assert told.startswith("Judged when 2 rounds are over. Your rival, as soon as it may: ")
    assert told.endswith("Else it passes where it may.")


def test_a_solution_does_not_say_that_what_comes_after_is_all_one(
    decks: dict[str, DeckRef],
) -> None:
    """It did, and a card that was played on top undid it."""
    game = shared_game(decks["primer"])
    book = PuzzleBook(game, Progress("primer"))
    fab = book.named("fab")
    solver = book.solver(fab)
    assert solver.follow(fab.best.line, lambda _: 0)[0] == solver.chance == 1
    assert solver.follow([*fab.best.line, "play shun_chips"], lambda _: 0)[0] == 0
    told = list[str]()
    show_solution(book, fab, Console([], told.append))
    assert "After these it is enough to pass where you may." in " ".join("".join(told).split())


def test_a_number_is_explained_as_it_was_when_the_puzzle_was_judged() -> None:
    """A flood of the next round, which comes before anybody is asked, takes grain again."""
    flood = {"id": "flood", "title": "Flood", "text": "Grain -5.", "once": False}
    game = tiny(
        cards=[card("reap", "my.grain += 2"), card("rest")],
        injects=[flood | {"do": ["north.grain -= 5"]}],
        seats=seats({"hand": 2}, {"hand": 0}),
        puzzles=[REAP | {"given": {"hand.north": ["reap", "rest"], "north.grain": 4}}],
    )
    told: list[str] = []
    book = PuzzleBook(game, Progress("tiny"))
    with pytest.raises(Quit):
        play(book, book.listed[0], Console(["play reap", "quit"], told.append), 1)
    assert "The aim is reached." in "".join(told)
    assert "Why is Grain (North) 6?" in "".join(told)
