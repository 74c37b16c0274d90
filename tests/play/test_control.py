"""What players may take back, and what control may do."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from tests.conftest import seated
from tests.play.anything import Pages, chosen, new_match, players_of, redo, takes_back
from wargame.content.effects import read_effects
from wargame.errors import DeckError, IllegalAction
from wargame.play import control
from wargame.play.branch import branch_record
from wargame.play.event import CONTROL, Act, Back, Chance, Event, Note, Ruling
from wargame.play.match import Match
from wargame.play.record import Parent
from wargame.play.resume import resume
from wargame.players.uniform import Uniform
from wargame.rules.game import Action, Game
from wargame.rules.verbs import TABLE


def until(match: Match, verb: str, seat: str = "") -> str:
    """Play at random until a seat may do something with this verb; gives the seat."""
    for _ in range(5_000):
        mover = match.game.current_seat(match.state)
        if match.is_settled and mover in (seat or match.game.seats) and may(match, verb):
            return mover
        match.step()
    raise AssertionError(f"nobody may ever {verb}")


def may(match: Match, verb: str) -> bool:
    return any(action.verb.word == verb for action in match.game.legal_actions(match.state))


def take(match: Match, word: str) -> Action:
    legal = match.game.legal_actions(match.state)
    return match.take(next(action for action in legal if action.text.startswith(word)))


# --- taking back ---------------------------------------------------------------------------


def test_a_seat_takes_back_and_takes_again_within_its_turn(water: Game) -> None:
    match = new_match(water, 1, Pages(), traced=True)
    seat = until(match, "offer")
    start = match.state.digest
    take(match, "offer")
    drafted, log = match.state.digest, list(match.log)
    control.undo(match, seat)
    assert match.state.digest == start
    assert match.log == log[:-1]
    redo(match)
    assert match.state.digest == drafted
    assert match.log == log


def test_what_was_taken_back_one_by_one_is_taken_again_in_its_order(water: Game) -> None:
    match = new_match(water, 1, Pages())
    seat = until(match, "offer")
    for _ in range(2):
        take(match, "offer")
    drafted = match.state.digest
    for _ in range(2):
        control.undo(match, seat)
    assert len(match.undone) == 2
    for _ in range(2):
        redo(match)
    assert match.state.digest == drafted
    assert not match.undone


def test_another_decision_leaves_nothing_to_take_again(water: Game) -> None:
    match = new_match(water, 1, Pages())
    seat = until(match, "offer")
    take(match, "offer")
    control.undo(match, seat)
    match.take(next(a for a in water.legal_actions(match.state) if a.text != match.undone[0]))
    assert control.why_no_redo_now(match) == "nothing was just taken back"


def test_what_was_taken_back_is_taken_again_in_a_game_that_is_gone_on_with(water: Game) -> None:
    match = new_match(water, 1, Pages())
    seat = until(match, "offer")
    for _ in range(2):
        take(match, "offer")
    drafted = match.state.digest
    for _ in range(2):
        control.undo(match, seat)
    redo(match)
    again = resume(water, match.record, match.players)
    assert len(again.undone) == 1
    redo(again)
    assert (again.state.digest, again.undone) == (drafted, [])
    again = resume(water, again.record, match.players)
    assert control.why_no_redo_now(again) == "nothing was just taken back"


def test_what_a_ruling_has_made_illegal_is_not_taken_again(water: Game) -> None:
    match = new_match(water, 1, Pages())
    until(match, "offer")
    control.rule(match, (f"{a_number(water)} += 1",), "a ruling")
    control.rewind(match, match.course.ply - 1, "without it")
    assert match.undone == ["ruling 1"]
    assert control.why_no_redo_now(match) == "the rules do not allow it any more"


def test_luck_that_was_gone_back_on_is_not_taken_again(water: Game) -> None:
    """It would stand in the log as the dealer's, and be called unfair where it falls anew."""
    match = new_match(water, 2)
    while not isinstance(match.course.moves[-1] if match.course.moves else None, Chance):
        match.step()
    control.rewind(match, match.course.ply - 1, "again")
    assert control.why_no_redo_now(match) == "luck is to fall"


def test_the_log_keeps_what_was_taken_back(water: Game) -> None:
    pages = Pages()
    match = new_match(water, 1, pages)
    seat = until(match, "offer")
    take(match, "offer")
    control.undo(match, seat)
    assert [type(event) for event in pages.events[-2:]] == [Act, Back]


def test_nobody_takes_back_what_luck_has_answered(water: Game) -> None:
    match = new_match(water, 2, Pages())
    for _ in range(400):
        match.step()
        last = match.course.moves[-1]
        if isinstance(last, Chance) and match.is_settled:
            break
    for seat in water.seats:
        with pytest.raises(IllegalAction, match="luck has decided since"):
            control.undo(match, seat)


def test_nobody_takes_back_while_luck_is_on_its_way(water: Game) -> None:
    match = new_match(water, 2, Pages())
    while match.is_settled:
        match.step()
    assert control.why_no_undo_now(match, water.seats[0]) == "luck has decided since"


def test_nobody_takes_back_what_another_seat_has_answered(water: Game) -> None:
    match = new_match(water, 1, Pages())
    until(match, "offer")
    take(match, "offer")
    while not any(a.verb == TABLE for a in water.legal_actions(match.state)):
        take(match, "offer")
    tabler = water.current_seat(match.state)
    take(match, "table")
    other = water.current_seat(match.state)
    assert other != tabler
    assert control.why_no_undo_now(match, other) == "somebody else has decided since"
    assert takes_back(match, tabler) >= 2
    take(match, "accept")
    assert control.why_no_undo_now(match, tabler) != ""


def test_a_headline_is_taken_back_until_headlines_are_shown(sink: Game) -> None:
    match = new_match(sink, 1, Pages())
    first = until(match, "headline")
    take(match, "headline")
    assert control.why_no_undo_now(match, first) == ""
    second = sink.current_seat(match.state)
    take(match, "pass")
    assert control.why_no_undo_now(match, second) != ""


def test_nothing_is_taken_back_after_the_end(water: Game) -> None:
    match = new_match(water, 1).run()
    assert control.why_no_undo_now(match, water.seats[0]) == "the game is over"
    with pytest.raises(IllegalAction, match="branch"):
        control.rewind(match, 0, "once more")


# --- going back ----------------------------------------------------------------------------


def test_control_goes_back_on_the_same_luck_or_on_new(any_game: Game) -> None:
    differs = 0
    for seed in range(20):
        match = new_match(any_game, seed, Pages())
        while match.course.ply < 6 and not match.is_over:
            match.step()
        match.settle()
        if match.is_over:
            continue
        first = list(match.course.moves)
        replies = [chosen(move) for move in first]
        for same in (True, False):
            control.rewind(match, 0, "again", same_luck=same)
            again = retake(match, replies)
            differs += again != replies
            if same:
                assert again == replies
    assert differs > 3 or any_game.deck.id == "calibration"


def test_the_same_luck_is_what_fell_there_and_new_luck_is_none_that_fell_before(
    water: Game,
) -> None:
    match = new_match(water, 3, Pages())
    epochs = []
    for to, same in ((12, False), (15, True), (5, True), (5, False)):
        while match.course.ply < 20 or not match.is_settled:
            match.step()
        control.rewind(match, to, "again", same_luck=same)
        epochs.append(match.course.epoch)
    assert epochs == [1, 1, 0, 2]


def retake(match: Match, replies: list[str]) -> list[str]:
    """Decide as before where the rules still allow it; luck falls as it falls."""
    for text in replies:
        if match.is_over or match.course.ply >= len(replies):
            break
        if match.game.current_seat(match.state) == "CHANCE" or not match.is_settled:
            match.step()
        else:
            legal = {a.text: a for a in match.game.legal_actions(match.state)}
            match.take(legal.get(text) or next(iter(legal.values())))
    match.settle()
    return [chosen(move) for move in match.course.moves[: len(replies)]]


@pytest.mark.parametrize("to", [-1, 10_000])
def test_control_cannot_go_where_the_match_has_not_been(water: Game, to: int) -> None:
    match = new_match(water, 1)
    match.step()
    with pytest.raises(IllegalAction, match="There is no move"):
        control.rewind(match, to, "why not")


# --- ruling --------------------------------------------------------------------------------


def a_number(game: Game) -> str:
    name = next(n for n in game.rules.names.values() if n.writable and n.hi - n.lo >= 10)
    return name.text


def test_a_ruling_moves_a_number_now_and_another_time(water: Game) -> None:
    name = a_number(water)
    match = new_match(water, 3, Pages(), traced=True)
    until(match, "play")
    mover, before = water.current_seat(match.state), water.value(match.state, name)
    step = 1 if before < match.game.rules.names[name].hi else -1
    do = read_effects(f"- {name} += {step}\n- after: 1\n  do:\n    - {name} -= {step}\n")
    control.rule(match, do, "the press got it wrong")
    assert match.game.value(match.state, name) == before + step
    assert match.game.current_seat(match.state) == mover
    assert (match.log[-1].seat, match.log[-1].title) == (CONTROL, "the press got it wrong")
    assert match.ledger.writes[-1].site.item == "ruling 1"
    assert match.ledger.actions[match.state.ply] == "CONTROL: ruling 1"
    match.run()
    later = [w for w in match.ledger.writes if w.site.item == "ruling 1" and w.ply != w.origin]
    assert len(later) == 1


def test_rulings_keep_their_numbers_when_they_are_undone(water: Game) -> None:
    name = a_number(water)
    pages = Pages()
    match = new_match(water, 3, pages)
    until(match, "play")
    ply = match.course.ply
    for amount in (1, 2):
        later = {"after": 1, "do": [f"{name} += {amount}"]}
        control.rule(match, (later,), "two of them")
    control.rewind(match, ply, "neither")
    control.rule(match, ({"after": 1, "do": [f"{name} -= 3"]},), "this instead")
    assert [e.number for e in pages.events if isinstance(e, Ruling)] == [0, 1, 2]
    match.run()
    again = resume(water, match.record, match.players)
    assert match.state.digest == again.state.digest


@pytest.mark.parametrize(
    ("text", "said"),
    [
        pytest.param("shared.nonsense += 1", "nonsense", id="an unknown number"),
        pytest.param("my.capital += 1", "my", id="nobody acts in a ruling"),
        pytest.param("__import__('os')", "is not allowed here", id="not the language"),
        pytest.param("- frobnicate: 3\n", "effect 1", id="not an effect"),
        pytest.param("- [1, 2]\n", "effect 1", id="a list in a list"),
        pytest.param("", "at least one", id="nothing"),
        pytest.param("- a: &x 1\n", "ruling:1", id="an anchor"),
    ],
)
def test_a_ruling_that_cannot_be_read_changes_nothing(water: Game, text: str, said: str) -> None:
    match = new_match(water, 3, Pages())
    until(match, "play")
    game, before = match.game, match.state.digest
    with pytest.raises(DeckError, match=said):
        control.rule(match, read_effects(text), "why")
    assert match.game is game
    assert match.course.rulings == []
    assert match.state.digest == before


def test_a_ruling_waits_for_the_beginning_of_a_turn(water: Game) -> None:
    match = new_match(water, 1, Pages())
    until(match, "offer")
    take(match, "offer")
    title = next(one.title for one in water.deck.seats if one.id == match.state.seat)
    with pytest.raises(IllegalAction, match=f"{title} is in the middle of a choice"):
        control.rule(match, (f"{a_number(water)} += 1",), "now!")


@pytest.mark.parametrize("name", ["greedy", "search:20it"])
def test_players_go_on_by_the_rules_as_they_are_ruled(water: Game, name: str) -> None:
    players = seated(water, 4, name)
    match = Match(water, players, 4, journal=Pages())
    until(match, "play")
    later = {"after": 1, "do": [f"{a_number(water)} += 1", {"draw": 1, "seat": water.seats[0]}]}
    control.rule(match, (later,), "a rule that nobody knew")
    for _ in range(30):
        if not match.is_over:
            match.step()
    assert resume(water, match.record, match.players).state.ply == match.state.ply


def test_a_ruling_may_ask_end_and_draw(sink: Game) -> None:
    seat = sink.seats[0]
    question = {
        "choose": {
            "seat": seat,
            "title": "Well?",
            "options": [{"id": "yes", "title": "Yes"}, {"id": "no", "title": "No"}],
        }
    }
    match = new_match(sink, 4, Pages())
    mover = until(match, "play")
    control.rule(match, (question, {"draw": 1, "seat": seat}), "let us hear it")
    assert [a.text for a in match.game.legal_actions(match.state)] == ["choose yes", "choose no"]
    take(match, "choose no")
    match.settle()
    assert match.game.current_seat(match.state) == mover
    ending = sink.deck.endings[-1].id
    control.rule(match, ({"end": ending},), "time is up")
    assert match.is_over
    assert match.course.end is not None
    assert match.course.end.ending == ending


# --- luck, notes, players ------------------------------------------------------------------


def test_control_chooses_what_luck_brings(water: Game) -> None:
    match = new_match(water, 5, Pages())
    match.is_luck_held = True
    while match.game.current_seat(match.state) != "CHANCE":
        match.step()
    outcome = match.game.chance_outcomes(match.state)[-1][0].text
    control.choose_outcome(match, outcome, "to teach")
    last = match.record.events[-1]
    assert isinstance(last, Chance)
    assert (last.action, last.by, last.why) == (outcome, CONTROL, "to teach")
    with pytest.raises(IllegalAction):
        control.choose_outcome(match, "inject nonsense", "to teach")


def test_luck_that_is_not_held_cannot_be_chosen(water: Game) -> None:
    match = new_match(water, 5, Pages())
    match.step()
    with pytest.raises(IllegalAction, match="hold it before"):
        control.choose_outcome(match, "inject none", "too late")


@pytest.mark.parametrize("how", ["by hand", "settled beforehand"])
def test_luck_beside_a_chosen_outcome_falls_as_it_would_have(water: Game, how: str) -> None:
    """Every other piece of luck is chosen, as it would have fallen; the dealer draws the rest."""
    plain = new_match(water, 5).run()
    match = new_match(water, 5, Pages())
    match.is_luck_held = how == "by hand"
    falls = {move.ply: chosen(move) for move in plain.course.moves if isinstance(move, Chance)}
    settled = {ply: falls[ply] for ply in list(falls)[::2]}
    if how != "by hand":
        match.choice = lambda state: (settled[state.ply], "so") if state.ply in settled else None
    for move in plain.course.moves:
        if isinstance(move, Act):
            match.take(match.game.action(match.state, chosen(move)))
        elif how == "by hand" and move.ply in settled:
            control.choose_outcome(match, settled[move.ply], "the same by hand")
        else:
            match.step()
    assert match.state.digest == plain.state.digest
    by_control = [one.ply for one in match.course.moves if getattr(one, "by", "") == CONTROL]
    assert by_control == list(settled)


def test_notes_and_swaps_are_kept_in_order(water: Game) -> None:
    pages = Pages()
    match = new_match(water, 1, pages)
    control.note(match, water.seats[0], "rationale", "they will fold", audience=water.seats[0])
    other = Uniform(9)
    other.name = "someone else"
    control.swap(match, water.seats[1], other)
    assert isinstance(pages.events[0], Note)
    assert match.record.seats[water.seats[1]] == "someone else"
    assert match.players[water.seats[1]] is other


# --- branches ------------------------------------------------------------------------------


def test_a_branch_shares_the_moves_and_not_the_luck(water: Game) -> None:
    match = new_match(water, 6, Pages())
    until(match, "play")
    control.rule(match, (f"{a_number(water)} += 1",), "undone")
    control.rewind(match, match.course.ply - 1, "no")
    control.rule(match, ({"after": 1, "do": [f"{a_number(water)} += 1"]},), "kept")
    match.run()
    ply = match.course.ply * 2 // 3
    parent = Parent("abc", ply, "f" * 64)
    record = branch_record(water, match.course, match.record.header, ply, parent, seed=77)
    assert len(record.actions) == ply > 0
    assert record.header.parent == parent
    branch = resume(water, record, players_of(water, 1))
    branch.run()
    assert [m.action for m in branch.course.moves[:ply] if isinstance(m, Act)] == [
        m.action for m in match.course.moves[:ply] if isinstance(m, Act)
    ]


def test_a_branch_is_of_who_sat_there_at_that_point(water: Game) -> None:
    match = new_match(water, 6, Pages())
    first, second = water.seats
    began = match.record.seats
    until(match, "play")
    left, other = match.course.ply, Uniform(9)
    other.name = "someone else"
    control.swap(match, first, other)
    for _ in range(4):
        match.step()
    control.rewind(match, left + 2, "other luck")
    control.swap(match, second, other)
    for _ in range(4):
        match.step()
    seats = [match.record.header_at(ply).seats for ply in range(match.course.ply + 1)]
    assert seats[:left] == [began] * left
    assert seats[left : left + 2] == [{**began, first: "someone else"}] * 2
    assert seats[left + 2 :] == [dict.fromkeys(water.seats, "someone else")] * 5


@pytest.mark.parametrize("is_rewound", [False, True], ids=["as dealt", "new luck by control"])
def test_a_branch_on_the_same_luck_meets_it(water: Game, is_rewound: bool) -> None:
    match = new_match(water, 6, Pages())
    if is_rewound:
        until(match, "play")
        control.rewind(match, match.course.ply - 1, "other luck")
    match.run()
    ply = next(n for n, m in enumerate(match.course.moves) if isinstance(m, Chance) and n > 40)
    header, parent = match.record.header, Parent("abc", ply, "")
    same = resume(water, branch_record(water, match.course, header, ply, parent), match.players)
    for move in match.course.moves[ply:]:
        if isinstance(move, Chance):
            assert same.step().text == chosen(move)
        else:
            same.take(water.action(same.state, chosen(move)))
    assert same.is_over


# --- journals that fail --------------------------------------------------------------------


class Broken(Pages):
    """A journal that keeps so many batches and no more."""

    def __init__(self, good: int) -> None:
        super().__init__()
        self.good = good

    def append(self, events: Sequence[Event]) -> None:
        if len(self.batches) == self.good:
            raise OSError("no space left")
        super().append(events)


@pytest.mark.parametrize("good", [0, 1, 2, 5, 20])
def test_a_move_that_is_not_kept_has_not_happened(water: Game, good: int) -> None:
    whole = new_match(water, 9, Pages()).run()
    broken = Broken(good)
    match = new_match(water, 9, broken)
    with pytest.raises(OSError, match="no space left"):
        match.run()
    match.settle()
    assert match.record.events == broken.events
    other = Pages()
    other.batches = list(broken.batches)
    match.journal = other
    for move in whole.course.moves[match.course.ply :]:
        if isinstance(move, Chance):
            assert match.step().text == move.action
        else:
            match.take(match.game.action(match.state, chosen(move)))
    assert other.events == whole.record.events


def test_a_ruling_that_is_not_kept_leaves_its_number_to_the_next(water: Game) -> None:
    match = new_match(water, 5, Pages())
    until(match, "play")
    pages, do = match.journal, (f"{a_number(water)} += 1",)
    match.journal = Broken(0)
    with pytest.raises(OSError, match="no space left"):
        control.rule(match, do, "the table agreed")
    match.journal = pages
    control.rule(match, do, "the table agreed")
    assert [one.number for one in match.course.moves if isinstance(one, Ruling)] == [0]
    assert match.course.rulings == [do]
