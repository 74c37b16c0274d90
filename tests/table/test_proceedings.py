"""Whatever happened beside the moves is told: to everybody who may know it, and to nobody else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from tests.conftest import opened, seated
from tests.play.anything import new_match
from tests.rules.tiny import card, rule, seats, tiny
from tests.store.helpers import close, game_of, played, world
from tests.table.drawn import unwrapped
from wargame.play import control
from wargame.play.event import CONTROL
from wargame.play.log import NOBODY, seen_by
from wargame.play.match import Match
from wargame.play.proceedings import CLOCK, FACILITATOR, REASON, Proceeding, told_to
from wargame.players.uniform import Uniform
from wargame.rules.game import Game
from wargame.rules.ruling import why_no_ruling
from wargame.rules.verbs import DRAW
from wargame.store.replay import match_of
from wargame.store.replay_object import replay_object
from wargame.store.save import load
from wargame.table.host.sitting import Sitting
from wargame.table.plain.retold import retold_lines
from wargame.table.plain.typeset import lines
from wargame.table.told.account.debrief import debrief
from wargame.table.told.happened import story
from wargame.table.told.proceedings import MOST_REASONS, sentence, told_proceedings
from wargame.table.told.scene import titles_of


def test_who_says_why_at_every_turn_is_told_once_where_all_is_told(sink: Game) -> None:
    match = new_match(sink, 1)
    first, second = sink.seats
    control.note(match, second, REASON, "<mine>", audience=second)
    for number in range(MOST_REASONS):
        control.note(match, first, REASON, f"<why {number}>", audience=first)
    titles = titles_of(sink.deck)

    def told() -> str:
        return "\n".join(lines(titles, told_proceedings(titles, match.proceedings)))

    assert "<why 0>" in told()
    control.note(match, first, REASON, "<once more>", audience=first)
    assert "<why" not in told()
    assert f"says why {MOST_REASONS + 1} times" in told()
    assert "<mine>" in told()
    assert "tell each reason before its move." in " ".join(told().split())
    control.note(match, CONTROL, CLOCK, "Play begins.")
    said = "each reason before its move, of a class once all its tables are over."
    assert said in " ".join(told().split())


def test_what_was_gone_back_on_is_told_in_a_sentence_of_its_own(water: Game) -> None:
    match = overruled(new_match(water, 3, traced=True))
    undone = next(one for one in match.proceedings if not one.counts)
    assert sentence(titles_of(water.deck), undone).endswith(
        "Why: <undone>. It was gone back on since."
    )


def test_luck_that_control_chose_in_an_effect_is_told_in_the_words_of_the_deck() -> None:
    """It was told by its number among the outcomes."""
    game = opened("primer")
    match = Match(game, seated(game, 1), 1)
    while "act listing" not in {one.text for one in game.legal_actions(match.state)}:
        match.step()
    match.is_luck_held = True
    match.take(game.action(match.state, "act listing"))
    assert match.state.luck_about == "Entity listing"
    control.choose_outcome(match, "outcome 2", "<why>")
    titles = titles_of(game.deck)
    (one,) = match.proceedings
    assert sentence(titles, one).startswith(
        "Control chooses what luck brings: Entity listing: A court stays it. Why:"
    )


ANSWER = "had a choice answered, so that the game could be scored"
SAID = {
    "ruling": "<shots at sea>",
    "luck": "<to teach luck>",
    "back": "<misread card>",
    "seat": "<Bob had a train>",
    "us": "<we shall wait>",
    "all": "<hear ye>",
    "control": "<they are slow>",
}


def overruled(match: Match) -> Match:
    """A match in which control does everything once."""
    first, second = match.game.seats
    go_on(match)
    control.note(match, first, "rationale", SAID["us"], audience=first, role="trade")
    control.note(match, second, "chat", SAID["all"])
    control.note(match, CONTROL, "note", SAID["control"], audience=CONTROL)
    control.rule(match, (f"{first}.capital += 1",), SAID["ruling"])
    control.rule(match, (f"{first}.capital -= 1",), "<undone>")
    control.rewind(match, match.course.ply - 1, SAID["back"])
    match.is_luck_held = True
    while match.game.current_seat(match.state) != "CHANCE":
        match.step()
    outcome = match.game.chance_outcomes(match.state)[0][0].text
    control.choose_outcome(match, outcome, SAID["luck"])
    match.is_luck_held = False
    match.settle()
    control.swap(match, second, Uniform(1), SAID["seat"])
    return match


def go_on(match: Match) -> None:
    while why_no_ruling(match.state) or not match.is_settled:
        match.step()


def texts(found: Sequence[Proceeding]) -> str:
    return " ".join(f"{one.why} {one.text}" for one in found)


def test_while_the_game_goes_on_each_seat_is_told_what_is_for_it(water: Game) -> None:
    match = overruled(new_match(water, 3, traced=True))
    ours, theirs = (texts(told_to(seat, match.proceedings, is_over=False)) for seat in water.seats)
    nobodys = texts(told_to("", match.proceedings, is_over=False))
    for kind in ("ruling", "back", "seat", "all"):
        assert SAID[kind] in ours
        assert SAID[kind] in theirs
        assert SAID[kind] in nobodys
    assert SAID["us"] in ours
    assert SAID["us"] not in theirs + nobodys
    assert SAID["control"] not in ours + theirs + nobodys
    assert "<undone>" not in ours + theirs + nobodys
    everything = texts(told_to(CONTROL, match.proceedings, is_over=False))
    assert all(text in everything for text in SAID.values())


def test_each_has_its_place_before_the_move_that_came_next(water: Game) -> None:
    match = overruled(new_match(water, 3, traced=True))
    found = match.proceedings
    assert [one.ply for one in found] == sorted(one.ply for one in found)
    back = next(one for one in found if one.kind == "back")
    undone = next(one for one in found if one.why == "<undone>")
    assert (back.ply, back.dropped, undone.counts) == (undone.ply, 1, False)
    ruling = next(one for one in found if one.kind == "ruling" and one.counts)
    assert match.log[ruling.ply].title == SAID["ruling"]


def test_replay_and_debrief_tell_all_of_it_with_who_and_why(tmp_path: Path) -> None:
    match = overruled(played(tmp_path / "a.jsonl", traced=True))
    match.run()
    close(match)
    save = load(tmp_path / "a.jsonl", world())
    again = match_of(save)
    plain = unwrapped(retold_lines(again))
    told = replay_object(save, again).proceedings
    scene = Sitting(again).scene(again.game.seats[0])
    page = unwrapped(lines(scene.titles, debrief(scene)))
    for kind, text in SAID.items():
        shown = kind != "control"
        assert (text in plain) == shown, kind
        assert (text in page) == shown, kind
        assert any(text in one.why + one.text for one in told) == shown, kind
    assert "for control alone" in plain
    assert all(one.who and one.at for one in told)
    ruling = next(one for one in told if one.kind == "ruling")
    assert ruling.effects
    assert ruling.round == again.log[ruling.ply].round


def test_a_replay_for_one_seat_keeps_to_what_it_knows_after_the_end(tmp_path: Path) -> None:
    """In linear text it told what others had noted in private; for programs it never did."""
    match = overruled(played(tmp_path / "a.jsonl", traced=True))
    match.run()
    close(match)
    save = load(tmp_path / "a.jsonl", world())
    again = match_of(save)
    first, second = again.game.seats
    for seat in (first, second):
        plain = unwrapped(retold_lines(again, seat))
        told = replay_object(save, again, seat).proceedings
        told_here = {text for text in SAID.values() if text in plain}
        assert told_here == {
            text for text in SAID.values() if any(text in one.why + one.text for one in told)
        }
        assert (SAID["us"] in told_here) == (seat == first)


@pytest.mark.parametrize("is_over", [False, True])
def test_luck_that_one_seat_knows_is_told_without_its_outcome(water: Game, is_over: bool) -> None:
    secret = Proceeding(1, 1, 1, "luck", CONTROL, "draw something", "upper", "so they hold it")
    (shown,) = told_to("lower", [secret], is_over=is_over)
    assert ("something" in shown.what, bool(shown.why)) == (is_over, is_over)
    assert told_to("upper", [secret], is_over=False) == [secret]


def test_what_a_seat_took_back_is_its_own_affair_until_the_end() -> None:
    back = [Proceeding(9, 3, 1, "back", "lower", "3", dropped=1)]
    told = {who: told_to(who, back, is_over=False) for who in ("lower", "upper", "", CONTROL)}
    assert told == {"lower": back, "upper": [], "": [], CONTROL: back}
    assert told_to("upper", back, is_over=True) == back


def test_what_a_ruling_moves_is_told_with_its_reason(water: Game) -> None:
    match = new_match(water, 3, traced=True)
    go_on(match)
    control.rule(match, (f"{water.seats[0]}.capital += 1",), "x" * 80)
    assert match.log[-1].writes[0].site.title == f"Ruling 1: {'x' * 60}…"


def test_what_control_had_planned_is_told_by_its_title() -> None:
    one = Proceeding(0, 0, 1, "note", CONTROL, "inject", text="line_stop round 3\nIt is time.")
    told = sentence(titles_of(game_of("primer").deck), one)
    planned = "A line will stop in weeks, in round 3"
    assert told == f"Control planned an inject: {planned}. Why: It is time."


@pytest.mark.parametrize(
    ("topic", "text", "told"),
    [
        ("clock", "Play: 9:00 left\nAt last.", "set the clock: Play: 9:00 left. Why: At last."),
        ("pause", "A fire drill.", "stopped play. Why: A fire drill."),
        ("pause", "go", "let play go on."),
        ("close", "The bell.", "closed the game, and did not score it. Why: The bell."),
        ("forfeit", "us: too late", "decided for United States, whose time was over."),
        (
            "answered",
            "us: name allies, by the stand-in",
            f"{ANSWER}: United States names Allies for the next round, by the stand-in.",
        ),
        ("answered", "nobody: knows", f"{ANSWER}: nobody: knows."),
    ],
)
def test_what_control_did_to_the_table_is_told_in_a_sentence(
    topic: str, text: str, told: str
) -> None:
    one = Proceeding(0, 0, 1, "note", CONTROL, topic, text=text)
    assert sentence(titles_of(game_of("primer").deck), one) == f"Control {told}"


def test_an_inject_that_control_lets_come_is_told_by_its_title() -> None:
    game = game_of("primer")
    match = new_match(game, 3)
    go_on(match)
    control.release(match, "good_harvest", "To calm the table")
    title = next(one.title for one in game.deck.injects if one.id == "good_harvest")
    (told,) = (sentence(titles_of(game.deck), one) for one in match.proceedings)
    assert told == f"Control lets an inject come: {title}. Why: To calm the table"


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("dealmaker:expert", "Dealmaker (expert)"),
        ("greedy", "greedy"),
        ("human", "A person"),
        ("remote", "A person elsewhere"),
    ],
)
def test_who_sits_down_is_told_by_title(name: str, told: str) -> None:
    one = Proceeding(0, 0, 1, "seat", "us", name, seat="us")
    titles = titles_of(game_of("primer").deck)
    assert sentence(titles, one) == f"{told} plays {titles.seats['us']} from here on."


def test_who_stands_behind_control_is_told_once() -> None:
    game = game_of("primer")
    match = new_match(game, 3)
    control.note(match, CONTROL, FACILITATOR, "Dr. Marsh")
    (told,) = (sentence(titles_of(game.deck), one) for one in match.proceedings)
    assert told == "Dr. Marsh stands behind what control does from here on."


def test_what_control_chose_stands_below_what_it_brought_once() -> None:
    """What the round brings by itself comes with the last of some draws, and is told after it."""
    rules = [rule("world", "shared.calm += 1", title="Rain")]
    game = tiny(cards=[card("a"), card("b"), card("c")], seats=seats({"hand": 2}), rules=rules)
    match = Match(game, seated(game, 1), 1, traced=True).run()
    draws = [one for one in match.log if one.verb == DRAW][:2]
    chose = Proceeding(0, 0, 0, "luck", CONTROL, "draw", "north", "a lesson")
    beside = [replace(chose, place=one.ply, ply=one.ply) for one in draws]
    later = match.log[-1].ply
    beside += [replace(chose, ply=later, counts=False), replace(chose, ply=later, kind="note")]
    titles = titles_of(game.deck)
    told = story(game.deck, titles, NOBODY, seen_by(NOBODY, match.log), beside=beside)
    said = [line.strip() for line in lines(titles, told)]
    at = said.index("- North draws 2 cards.")
    assert said[at + 1 : at + 4] == [
        "Control chose this. Why: a lesson",
        "- What comes by itself as the next round begins.",
        "Rain: Calm 0 to 1.",
    ]
    assert sum("Control chose this." in line for line in said) == 1
