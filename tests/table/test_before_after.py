"""Both sides before and after a package, for the whole of it and for an item."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import product, takewhile

import pytest

from tests.conftest import DECKS
from tests.rules.test_deals import GATE, WALL, deals
from tests.rules.tiny import Table, tiny
from tests.table.test_lapse import SWAP
from wargame.content.library import DeckRef
from wargame.lab.runs.games import shared_game
from wargame.players.adviser import Advice, Suggestion
from wargame.players.thought import Candidate
from wargame.rules.game import Game
from wargame.rules.verbs import ACCEPT, PROPOSE, Verb
from wargame.rules.view import SeatState
from wargame.table.panes.detail import detail_rows
from wargame.table.panes.typeset import ABREAST, rows
from wargame.table.plain.typeset import lines
from wargame.table.told.before_after import (
    before_after,
    item_alone,
    moves_between,
    new_deal,
    refused,
    signed,
)
from wargame.table.told.blocks import Abreast, Heading, Moved, Moves
from wargame.table.told.foreseen import preview
from wargame.table.told.scene import Scene, titles_of
from wargame.table.words.rows import Target, line_text, line_width

GAME = shared_game(DECKS["primer"])


def in_talks(game: Game = GAME, verb: Verb = PROPOSE, *, last: bool = False) -> Scene:
    """A seat that may table a package, or change one where the deck lets it.

    Args:
        last: Only where what it does closes the round.
    """
    for seed in range(60):
        position = game.new()
        for step in range(60):
            seat = game.current_seat(position)
            legal = game.legal_actions(position)
            if seat in game.seats and any(one.verb == verb for one in legal):
                view = game.redact(position, seat)
                if not last or _closes(view, verb):
                    return Scene(view, titles_of(game.deck))
            if position.is_over:
                break
            position = game.apply(position, legal[(seed + step) % len(legal)]).state
    raise AssertionError("no talks")


def _closes(view: SeatState, verb: Verb) -> bool:
    """Whether a verb signs a deal, and the round is closed by it."""
    is_new = new_deal(view, [verb.word]) is not None
    return is_new and signed(view, [verb.word]).phase != view.phase


@pytest.fixture(scope="module")
def scene() -> Scene:
    return in_talks()


def offered(scene: Scene) -> str:
    return next(one.text for one in scene.view.legal if one.verb == PROPOSE)


def test_a_package_is_seen_as_it_would_stand_once_signed(scene: Scene) -> None:
    then = signed(scene.view, [offered(scene)])
    assert isinstance(then, SeatState)
    assert len(then.deals) == len(scene.view.deals) + 1
    assert then.seat == scene.me
    moves = moves_between(scene, then)
    assert moves
    for one in moves:
        assert (one.old, one.new) == (scene.view.value(one.name), then.value(one.name))


def test_each_side_has_a_column_and_what_comes_back_stands_below(scene: Scene) -> None:
    blocks = list(before_after(scene, [offered(scene)]))
    both = next(one for one in blocks if isinstance(one, Abreast))
    assert [seat for seat, _ in both.columns] == [scene.me, scene.rival]
    for seat, moves in both.columns:
        assert all(one.name.startswith(f"{seat}.") for one in moves if "." in one.name[:6])
    assert any(isinstance(one, Moves) for one in blocks[-1:])
    wide = rows(scene, [both], ABREAST + 10)
    assert any(
        scene.mark(scene.me) in line and scene.mark(scene.rival) in line
        for line in (line_text(row.lines[0]) for row in wide)
    )
    for cells in (34, ABREAST - 1, ABREAST, 120):
        for row in rows(scene, blocks, cells):
            assert all(line_width(line) <= cells for line in row.lines)
    said = "\n".join(lines(scene.titles, blocks))
    assert "When it runs out" in said


def test_a_preview_of_an_offer_tells_both_sides(scene: Scene) -> None:
    blocks = list(preview(scene, offered(scene)))
    assert any(isinstance(one, Abreast) for one in blocks)
    passed = list(preview(scene, "pass"))
    assert not any(isinstance(one, Abreast) for one in passed)


@pytest.mark.parametrize(
    "deck", [DECKS["primer"], DECKS["kitchen_deals"]], ids=["free", "at a price"]
)
def test_a_preview_of_an_offer_tells_each_change_once(deck: DeckRef) -> None:
    scene = in_talks(shared_game(deck))
    assert scene.deck.deals is not None
    for text in [one.text for one in scene.view.legal if one.verb == PROPOSE]:
        blocks = list(preview(scene, text))
        both = [one for one in blocks if isinstance(one, Abreast)]
        abreast = [one for block in both for _, column in block.columns for one in column]
        abreast += [one for block in both for one in block.rest]
        before = list(takewhile(lambda one: not isinstance(one, Heading), blocks))
        plain = {one.label: one.moves for one in before if isinstance(one, Moves)}
        names = [one.name for one in (*abreast, *plain.get("", ()))]
        assert len(names) == len(set(names)), text
        assert any(name.startswith("measure.") for name in names), text  # though they come back
        costs = plain.get("It costs", ())
        assert bool(costs) == bool(scene.deck.deals.cost), text
        assert not set(abreast) & set(costs), text
        assert "No number changes" not in "\n".join(lines(scene.titles, blocks))


@pytest.mark.parametrize("deck", ["primer", "entanglement"])
def test_what_comes_without_a_signature_too_is_told_of_the_lead_alone(deck: str) -> None:
    scene = in_talks(shared_game(DECKS[deck]), ACCEPT, last=True)
    then, without = signed(scene.view, [ACCEPT.word]), refused(scene.view, [ACCEPT.word])
    assert then.phase == without.phase != scene.view.phase
    both = next(one for one in before_after(scene, [ACCEPT.word]) if isinstance(one, Abreast))
    told = {
        one.name for one in (*both.rest, *(move for _, column in both.columns for move in column))
    }
    moved = {one.name for one in moves_between(scene, then)} - {scene.titles.lead}
    assert told == {name for name in moved if then.value(name) != without.value(name)}
    assert told < moved
    said = " ".join(line for line in lines(scene.titles, before_after(scene, [ACCEPT.word])))
    lead = scene.titles.lead
    is_same = lead in {one.name for one in moves_between(scene, then)} and (
        then.value(lead) == without.value(lead)
    )
    assert ("The lead comes to the same without it." in said) == is_same


def test_nothing_is_told_of_what_the_rules_do_not_take(scene: Scene) -> None:
    assert list(before_after(scene, [ACCEPT.word])) == []


def test_an_item_by_itself_tells_what_it_would_move_while_it_runs(scene: Scene) -> None:
    deals = scene.deck.deals
    assert deals is not None
    paused = [one for one in deals.items if one.kind == "pause" and one.measure]
    told = {one.id: list(item_alone(scene, one.id)) for one in paused}
    for one in paused:
        in_force = scene.view.value(f"measure.{one.measure}.in_force")
        assert bool(told[one.id]) <= bool(in_force)
    assert any(told.values())
    assert all(some[0] == Heading("By itself, while it runs") for some in told.values() if some)


def led(old: int, new: int) -> str:
    scene = in_talks()
    (row,) = rows(scene, [Moves([Moved("shared.lead", old, new, new)])], 60)
    return " ".join(line_text(row.lines[0]).split())


def test_the_lead_is_told_by_who_has_it() -> None:
    assert led(0, -3).removesuffix("!") == "Lead level→◇CH 3"
    assert led(3, 11).removesuffix("!") == "Lead ◆US 3→◆US 11"
    scene = in_talks()
    ours = scene.me == "us"
    assert led(0, -3).endswith("!") is ours
    assert scene.titles.value("shared.lead", -3) == "China by 3"
    assert scene.titles.value("shared.lead", 0) == "level"


@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        pytest.param("front.chips.last", 0, -1, "from nobody to China", id="a judgement"),
        pytest.param("front.chips.last", 2, 0, "from United States twice over to nobody", id="2"),
        pytest.param("game.docket", 0, 2, "from none to Magnets", id="the docket"),
        pytest.param("front.chips.staked", 0, 4, "0 to 4", id="a stake is a number"),
    ],
)
def test_who_led_on_a_front_is_told_by_name(name: str, old: int, new: int, said: str) -> None:
    assert in_talks().titles.went(name, old, new) == said


def offers_that_close_a_round() -> Iterator[Scene]:
    """Seats that may accept a package, by which a front is judged."""
    for seed in range(40):
        position = GAME.new()
        while not position.is_over:
            legal = GAME.legal_actions(position)
            if any(one.verb == ACCEPT for one in legal):
                view = GAME.redact(position, GAME.current_seat(position))
                if view.lead != signed(view, [ACCEPT.word]).lead:
                    yield Scene(view, titles_of(GAME.deck))
            ways = [one for one in legal if one.verb == PROPOSE] or legal
            position = GAME.apply(position, ways[(seed + position.ply) % len(ways)]).state


def test_what_the_lead_would_be_is_told_before_all_else() -> None:
    scene = next(offers_that_close_a_round())
    _heading, first, *_rest = before_after(scene, [ACCEPT.word])
    assert isinstance(first, Moves)
    assert [move.name for move in first.moves] == ["shared.lead"]


@pytest.mark.parametrize("packages", [0, 8], ids=["few answers", "more answers than lines"])
def test_an_offer_is_read_before_its_answers(packages: int) -> None:
    swaps = product(("thin_wall", "low_wall"), ("open_gate", "gold"), (1, 3))
    ready = [
        {"id": f"thaw_{n}", "title": f"Thaw {n}", "items": [mine, theirs], "term": term}
        for n, (mine, theirs, term) in enumerate(swaps)
    ][:packages]
    game = tiny(measures=[WALL, GATE], deals=deals(packages=ready))
    table = Table(game, {"phase": "talks"}).do(*SWAP[:-1])
    view = table.view(table.seat)
    scene = Scene(view, titles_of(view.deck), side=table.seat)
    told = [
        line_text(line).strip()
        for row in detail_rows(scene, Target("question"), "", 78, 10)
        for line in row.lines
    ]
    assert f"{scene.titles.seats[scene.rival]} makes an offer" in told
    assert (
        told.index("For this round and 1 more.")
        < told.index("• Accept")
        < told.index("If you do: Accept")
    )
    assert told.index("• Accept") < 10
    assert (told.index("If you do: Accept") < 10) == (not packages)


@pytest.mark.parametrize(
    ("looked_at", "said"),
    [
        pytest.param(("propose thaw",), True, id="the same package"),
        pytest.param(("offer thin_wall", "offer open_gate", "table 1"), True, id="made otherwise"),
        pytest.param(("offer thin_wall", "offer gold", "table 1"), False, id="another package"),
    ],
)
def test_what_the_adviser_knows_of_the_answer_stands_with_the_offer(
    looked_at: tuple[str, ...], said: bool
) -> None:
    ready = [{"id": "thaw", "title": "Thaw", "items": ["thin_wall", "open_gate"], "term": 1}]
    table = Table(tiny(measures=[WALL, GATE], deals=deals(packages=ready)), {"phase": "talks"})
    view = table.view(table.seat)
    option = Candidate(looked_at, 0.0, 0.0, 1.0, 0.62, 8, ())
    advice = Advice((Suggestion(option, (), ()),), None, 8, 3, 2, 0, mixed=False)
    plain = Scene(view, titles_of(view.deck), side=table.seat)
    scene = replace(plain, advice=advice)
    likely = "If the rival accepts (in about 62 %, says the adviser):"
    assert (likely in lines(scene.titles, preview(scene, "propose thaw"))) == said
    assert likely not in lines(plain.titles, preview(plain, "propose thaw"))
