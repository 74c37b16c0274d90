"""The console: every act is in the record with its reason, and the save stays sound."""

from __future__ import annotations

import random
import re
import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from tests.conftest import DECKS, CommandLine
from tests.seminar.tables import (
    at_play,
    end,
    notes_of,
    opened,
    phase,
    plan_of,
    play,
    to_play,
    white,
)
from tests.store.helpers import game_of
from tests.tui.conftest import open_deck
from wargame.content.model import Card, DueInject, SeatAction, SessionPhase
from wargame.content.shell import line_of
from wargame.errors import IllegalAction, UsageError, WargameError
from wargame.lab.runs.games import shared_game
from wargame.play.event import CONTROL, Act, Back, Chance, Note, Ruling, Sit
from wargame.play.player import Player
from wargame.play.proceedings import ANSWERED, CLOCK, FACILITATOR, PLANNED, told_to
from wargame.players.fence import Fence
from wargame.players.uniform import Uniform
from wargame.players.worker import ByWorker
from wargame.rules.ruling import why_no_ruling
from wargame.rules.verbs import ACCEPT, DECLINE, PASS, PROPOSE
from wargame.rules.view import SeatState
from wargame.seminar import early_end
from wargame.seminar.between_turns import LAST_ROUND
from wargame.seminar.book import book
from wargame.seminar.clock import PhaseClock
from wargame.seminar.early_end import close_game
from wargame.seminar.folder import OpenTable, SeminarFolder, new_plan, open_table
from wargame.seminar.formats import format_of, usual_format
from wargame.seminar.handouts import for_all, for_side
from wargame.seminar.inject_plan import ELSEWHERE, LATER, happened
from wargame.seminar.kept_clock import clock_of
from wargame.seminar.paper_markdown import markdown
from wargame.seminar.plan import SeatPlan, SeminarPlan, SurveyEntry
from wargame.seminar.white_cell.cell import WhiteCell
from wargame.seminar.white_cell.follow_up import SURE
from wargame.seminar.white_cell.luck import AS_AT_FIRST
from wargame.seminar.white_cell.proposals import SHORTEST, proposals
from wargame.seminar.white_cell.words import WORDS, is_command
from wargame.store.export import view_of
from wargame.store.names import saves_folder
from wargame.store.save import load
from wargame.store.world import World
from wargame.table.host import seating
from wargame.table.host.following import follow
from wargame.table.host.kept import KeptGames
from wargame.table.host.live import live_path, public_of, read_public
from wargame.table.host.thinking import think
from wargame.table.panes.bars import status_line
from wargame.table.panes.observed.public_table import observed_rows
from wargame.table.plain.ask import ask_survey
from wargame.table.plain.console import Console
from wargame.table.plain.observed import observed_lines
from wargame.table.plain.table import PlainTable
from wargame.table.told.account.debrief import debrief
from wargame.table.told.ahead import ahead, date
from wargame.table.told.blocks import Heading, Text
from wargame.table.told.by_control import act_of
from wargame.table.told.happened import log
from wargame.table.told.hot_wash import hot_wash
from wargame.table.told.options import is_question
from wargame.table.told.quarter import closed_round
from wargame.table.told.question import question
from wargame.table.told.standing import effect_span
from wargame.table.told.surveys import on_average, surveyed
from wargame.table.words.glyphs import UNICODE
from wargame.table.words.public import PublicTable
from wargame.table.words.rows import line_text, row_as_written
from wargame.table.words.titles import without_you
from wargame.table.words.wrap import as_written

WHY = "To see what they do"


def test_an_inject_by_hand_in_a_round_and_on_a_condition(tmp_path: Path) -> None:
    table = at_play(tmp_path)
    cell = white(table)
    cell.do(f"inject good_harvest because {WHY}")
    cell.do("inject lab_success in 2 because It is planned.")
    cell.do("inject stock_report when shared.tension >= 0 because Tension is high.")
    assert "good_harvest" in happened(table.sitting.match)
    play(table, 1)
    assert "stock_report" in happened(table.sitting.match)
    while table.sitting.match.state.round < 3:
        play(table, 1)
    assert "lab_success" in happened(table.sitting.match)
    events = table.sitting.match.record.events
    rulings = {one.released: one.why for one in events if isinstance(one, Ruling)}
    assert rulings == {("good_harvest",): WHY, ("stock_report",): "Tension is high."}
    chosen = [one for one in events if isinstance(one, Chance) and one.by == CONTROL]
    assert [(one.action, one.why) for one in chosen] == [("inject lab_success", "It is planned.")]
    end(table, tmp_path)


def test_what_an_inject_does_is_told_before_it_is_let_come(tmp_path: Path) -> None:
    table = opened(tmp_path, plan_of())
    cell = white(table)
    assert cell.do("injects")[-1] == "injects ID tells what one of them does."
    told = "\n".join(cell.do("injects line_stop"))
    ask = table.sitting.game.rules.program.asks
    assert all(one.title in " ".join(told.split()) for one in ask[0].options)
    assert "Weeks in store (United States) +3" in told
    assert "Only if Weeks in store (United States) is at most 3.\nThat binds luck;" in told
    assert "binds luck" not in "".join(cell.do("injects leaked_rule"))
    with pytest.raises(UsageError, match=r"no inject 'line_stopp'\. Did you mean 'line_stop'"):
        cell.do("injects line_stopp")
    table.close()


def test_an_inject_of_the_plan_comes_at_its_minute_and_not_before(tmp_path: Path) -> None:
    due = DueInject(inject="lab_success", minute=3)
    table = at_play(tmp_path, injects=[due])
    play(table, 2)
    assert "lab_success" not in happened(table.sitting.match)
    table.session.clock.played = 181.0
    play(table, 1)
    assert "lab_success" in happened(table.sitting.match)
    table.close()


@pytest.mark.parametrize("due", [{"minute": 1}, {"round": 2}], ids=["a ruling", "luck"])
def test_an_inject_that_is_planned_with_a_blank_reason_comes(
    tmp_path: Path, due: dict[str, int]
) -> None:
    """It was refused as it came due, which ended the table each time that it was gone on with."""
    one = DueInject.model_validate({"inject": "lab_success", "why": " ", **due})
    table = opened(tmp_path, plan_of(injects=[one]))
    table.session.clock.played = 61.0
    while "lab_success" not in happened(table.sitting.match):
        play(table, 1)
    events = table.sitting.match.record.events
    assert "It is in the plan." in [getattr(event, "why", "") for event in events]
    table.close()


def test_what_is_planned_for_later_is_not_drawn_before(tmp_path: Path) -> None:
    due = [DueInject(inject="lab_success", round=2)]
    table = opened(tmp_path, plan_of(seed=1))
    play(table, 0)
    assert "lab_success" in happened(table.sitting.match), "luck would bring it in round 1"
    table.close()
    planned = opened(tmp_path / "planned", plan_of(seed=1, injects=due))
    play(planned, 0)
    assert "lab_success" not in happened(planned.sitting.match)
    while planned.sitting.match.state.round < 3:
        play(planned, 1)
    moves = planned.sitting.match.course.moves
    came = [one.round for one in moves if isinstance(one, Chance) and "lab_success" in one.action]
    assert came == [2]
    planned.close()


def test_what_is_the_test_of_another_table_comes_there_alone(tmp_path: Path) -> None:
    due = [DueInject(inject="lab_success", round=2, table=2)]
    plan = plan_of(seed=1, injects=due, tables=2)
    came: dict[int, list[int]] = {}
    for number in (1, 2):
        table = open_table(
            SeminarFolder(tmp_path), plan, game_of("primer"), number, writes_aside=False
        )
        while table.sitting.match.state.round < 4 and not table.sitting.is_over:
            play(table, 1)
        moves = [one for one in table.sitting.match.course.moves if isinstance(one, Chance)]
        came[number] = [one.round for one in moves if one.action == "inject lab_success"]
        told = [one.why for one in moves if one.by == CONTROL]
        assert told == ([ELSEWHERE] if number == 1 else [LATER, "It is in the plan."])
        table.close()
    assert came == {1: [], 2: [2]}, "luck would bring it in round 1, at both"


def test_who_runs_a_table_signs_it_once(tmp_path: Path) -> None:
    signed = []
    for name in ("Ann", "Ann ", "Bo", " Bo"):
        plan = SeminarPlan.model_validate({**plan_of().model_dump(), "facilitator": name})
        table = opened(tmp_path, plan)
        signed = [one.text for one in notes_of(table) if one.topic == FACILITATOR]
        table.close()
    assert signed == ["Ann", "Bo"]


def test_what_is_planned_for_later_leaves_all_other_luck_as_it_falls(tmp_path: Path) -> None:
    drawn = []
    for name, injects in (("plain", []), ("planned", [DueInject(inject="line_stop", round=6)])):
        table = opened(tmp_path / name, plan_of(seed=3, injects=injects))
        while table.sitting.match.state.round < 4:
            play(table, 1)
        moves = table.sitting.match.course.moves
        drawn.append([one.action for one in moves if isinstance(one, Chance)])
        table.close()
    assert not any("line_stop" in one for one in drawn[0]), "luck would not bring it before"
    assert drawn[0] == drawn[1]


def test_what_is_scheduled_is_due_again_after_the_table_was_killed(tmp_path: Path) -> None:
    table = at_play(tmp_path)
    white(table).do("inject line_stop in 3 because It is planned.")
    white(table).do("inject ally_asks at 20 because It is planned.")
    white(table).do("inject ally_asks never because Time is short.")
    before = table.session.injects.due
    table.close()
    again = opened(tmp_path, plan_of())
    assert again.session.injects.due == before
    assert [(one.inject, one.round) for one in before] == [("line_stop", 3)]
    again.close()


def test_luck_is_chosen_and_rerolled_and_moves_are_taken_back(tmp_path: Path) -> None:
    table = at_play(tmp_path)
    cell, match = white(table), table.sitting.match
    others = [line.split()[1] for line in cell.do("outcomes")[1:] if "inject none" not in line]
    assert others
    cell.do(f"choose inject {others[-1]} because {WHY}")
    assert others[-1] in happened(match)
    cell.do(f"reroll because {WHY} again")
    to_play(table)
    first = table.sitting.mover
    play(table, 1)
    assert table.sitting.mover != first
    cell.do("back because They misread the card.")
    assert table.sitting.mover == first
    backs = [one for one in match.record.events if isinstance(one, Back)]
    assert [one.why for one in backs] == [WHY, f"{WHY} again", "They misread the card."]
    assert {one.who for one in backs} == {CONTROL}
    assert [one.epoch for one in backs] == [0, 1, 2], "the same luck, then new luck each time"
    end(table, tmp_path)


@pytest.mark.parametrize(
    "typed", ["help", "Leave", "quit", "time +5", "inject x at 20", "swap us human"]
)
@pytest.mark.parametrize("command", ["pause", "bookmark", "override shared.tension += 1"])
def test_a_command_in_the_place_of_a_reason_is_kept_once_it_is_typed_twice(
    tmp_path: Path, command: str, typed: str
) -> None:
    table = at_play(tmp_path)
    cell, events = white(table), table.sitting.match.record.events

    def begin() -> int:
        cell.do(command)
        if cell.question == SURE:
            cell.do("yes")
        assert cell.question
        return len(events)

    before = begin()
    for said in (typed, "go", typed):
        cell.do(said)
        assert cell.question == (
            f"'{said}' reads like a command: once more writes it down, Enter alone does nothing."
        )
    assert cell.do("") == ["Nothing has happened."]
    assert (cell.question, len(events)) == ("", before)
    begin()
    for said in (typed, typed):
        cell.do(said)
    begin()
    for said in (typed, "Time is short."):
        cell.do(said)
    assert not cell.question
    new = events[before:]
    rulings = [one.why for one in new if isinstance(one, Ruling)]
    notes = [one.text for one in new if isinstance(one, Note)]
    assert rulings + notes == [typed, "Time is short."]
    end(table, tmp_path)


SENTENCES = """
Time is short.
Move was misread
Go back to the start
Close vote
Take it slower
Take back the card
Next time they will know
Back to the plan
Swap of players was agreed
Slip of the tongue
Inject came in too early
Injects came too early
Show of hands
Numbers were wrong
Cards were dealt twice
Override was asked for
Leave them more time
"""


@pytest.mark.parametrize(
    "typed",
    """
inject x at 20
inject good_harvest
Inject line_stop in 3
inject line_stop when shared.tension >= 60
inject line_stop never because Time is short.
injects line_stop
swap us human
swap SEAT human
swap United States greedy
swap us search:2s
swap us cmd:./bot because Ann left
choose inject good_harvest
log 3
back 41 same
override shared.tension -= 5
take pass
take 2
take play back_channel
pause A fire drill
slip us/commerce forecast managed_truce; tension 40
next 2
note Ann leads
bookmark The turn
close unscored
close because The bell
""".strip().splitlines(),
)
def test_a_command_with_words_behind_it_is_told_from_a_sentence(typed: str) -> None:
    assert is_command(typed)
    assert [one for one in SENTENCES.strip().splitlines() if is_command(one)] == []


def test_a_long_command_in_the_place_of_a_reason_is_asked_about_in_a_line(tmp_path: Path) -> None:
    table = opened(tmp_path, plan_of())
    cell = white(table)
    cell.do("pause")
    cell.do(f"note {'x' * 900}")
    assert cell.question.startswith("'note xxx")
    assert len(cell.question) < 150
    table.close()


def test_a_result_is_overridden_after_a_preview_and_a_yes(tmp_path: Path) -> None:
    table = at_play(tmp_path)
    cell, match = white(table), table.sitting.match
    before = match.state["shared.tension"]
    told = cell.do("override shared.tension += 7")
    assert f"{before} to {before + 7}" in " ".join(told)
    assert match.state["shared.tension"] == before
    assert cell.do("no") == ["Nothing has happened."]
    cell.do("override shared.tension += 7")
    cell.do("yes")
    assert cell.question.startswith("Why?")
    cell.do("The table misread it.")
    assert match.state["shared.tension"] == before + 7
    ruling = match.record.events[-1]
    assert isinstance(ruling, Ruling)
    assert ruling.why == "The table misread it."
    with pytest.raises(WargameError):
        cell.do("override shared.tensoin += 7")
    end(table, tmp_path)


def free_move(cell: WhiteCell) -> list[str]:
    for line in (
        "move",
        "Offers a joint stockpile",
        "Both need it",
        "Hawks will rage",
        "60 20 90",
        "2 capital",
        "shared.trust += 4",
    ):
        cell.do(line)
    return cell.do("shared.trust -= 1")


def test_a_move_that_no_card_has_costs_acts_and_uses_up_a_play(tmp_path: Path) -> None:
    table = at_play(tmp_path)
    cell, match, seat = white(table), table.sitting.match, table.sitting.mover
    capital, ply = match.state[f"{seat}.capital"], match.course.ply
    told = " / ".join(free_move(cell))
    price, _, rest = told.partition(" / If it works: / ")
    assert price.startswith("In any case: / ")
    assert f"{capital} to {capital - 2}" in price
    assert "apital" not in rest
    works, _, fails = rest.partition(" / If not: / ")
    trust = match.state["shared.trust"]
    assert works.endswith(f"Trust: {trust} to {trust + 4}")
    assert fails.endswith(f"Trust: {trust} to {trust - 1}")
    cell.do("yes")
    done = match.course.moves[ply:]
    assert [type(one) for one in done[:3]] == [Ruling, Chance, Act]
    assert isinstance(done[2], Act)
    assert (done[2].seat, done[2].action) == (seat, "pass")
    assert match.state[f"{seat}.capital"] == capital - 2
    why = done[0].why if isinstance(done[0], Ruling) else ""
    for part in ("joint stockpile", "For: Both need it", "Against: Hawks", "Chance: 60 %"):
        assert part in why
    assert "`choose` takes another of these" in cell.do("outcomes")[0]
    outcome = cell.do("outcomes")[1].split("  ")[1].strip()
    for line in (f"reroll because {WHY}", f"choose {outcome} because {WHY}"):
        cell.do(line)
        again = match.course.moves[ply:]
        assert [type(one) for one in again[:3]] == [Ruling, Chance, Act], line
        assert again[2] == done[2], "the play is used up all the same"
    end(table, tmp_path)


def test_of_what_luck_could_have_brought_it_is_said_what_it_brought(tmp_path: Path) -> None:
    table = at_play(tmp_path)
    cell, chosen = white(table), "inject good_harvest"
    for line in ("", f"choose {chosen} because {WHY}"):
        cell.do(line)
        ply = int(cell.do("outcomes")[0].split()[1].rstrip("."))
        moves = table.sitting.match.course.moves
        came = next(one for one in moves if isinstance(one, Chance) and one.ply == ply)
        marked = [one for one in cell.do("outcomes") if one.endswith(" (has come)")]
        assert [one.strip().partition("  ")[0] for one in marked] == [came.action]
    assert came.action == chosen
    end(table, tmp_path)


def test_a_move_that_no_card_has_waits_for_somebody_to_play(tmp_path: Path) -> None:
    table = opened(tmp_path, plan_of())
    cell = white(table)
    with pytest.raises(IllegalAction, match=r"^No such move now: nobody is to play\.$"):
        cell.do("move")
    assert cell.question == ""
    table.close()


def test_a_rigid_plan_takes_no_such_move_and_a_free_one_asks_nothing_more(tmp_path: Path) -> None:
    table = at_play(tmp_path / "a", adjudication="rigid")
    with pytest.raises(IllegalAction, match="The plan is rigid"):
        white(table).do("move")
    table.close()
    table = at_play(tmp_path / "b", adjudication="free")
    free_move(white(table))
    assert white(table).question == ""
    assert isinstance(table.sitting.match.record.events[-1], Act)
    table.close()


def test_the_deck_proposes_what_is_like_the_move_and_a_person_amends_it(tmp_path: Path) -> None:
    table = at_play(tmp_path)
    cell, match = white(table), table.sitting.match
    tension, trust = match.state["shared.tension"], match.state["shared.trust"]
    for line in ("move", "A summit of leaders at a back channel", "-", "-", "100"):
        cell.do(line)
    told = cell.do("-")
    like = [line for line in told if "like " in line]
    assert like
    assert like[0].startswith("1  like Back Channel: ")
    assert "my." not in " ".join(like)
    assert told[-1].startswith("A number takes one")
    said = cell.do("1; shared.trust += 1")
    assert cell.question
    assert any("Trust" in line for line in said)
    cell.do("yes")
    assert match.state["shared.trust"] > trust or match.state["shared.tension"] != tension
    end(table, tmp_path)


def test_an_act_is_proposed_for_a_word_that_its_text_alone_has(tmp_path: Path) -> None:
    def stems(text: str) -> set[str]:
        found = (one.removesuffix("s") for one in re.findall(r"\w+", text.casefold()))
        return {one for one in found if len(one) >= SHORTEST}

    table = at_play(tmp_path)
    match, seat = table.sitting.match, table.sitting.mover
    deck = match.game.deck
    acts: list[Card | SeatAction] = [*deck.cards, *deck.actions]
    titled = {stem for one in acts for stem in stems(one.title)}
    said = {one.title: stems(one.text or "") - titled for one in acts}
    found = 0
    for stem in sorted({stem for words in said.values() for stem in words})[::12]:
        for one in proposals(match, seat, stem):
            assert stem in said[one.title]
            found += 1
    assert found > 3
    table.close()


def test_what_is_like_nothing_gets_no_proposal(tmp_path: Path) -> None:
    table = at_play(tmp_path)
    cell = white(table)
    for line in ("move", "xyzzy", "-", "-", "100"):
        cell.do(line)
    assert cell.do("-") == []
    table.close()


def test_an_empty_line_gives_a_command_up_and_a_bad_price_is_asked_again(tmp_path: Path) -> None:
    table = at_play(tmp_path)
    cell = white(table)
    before = table.sitting.match.state.digest
    for line in ("move", "Spends it all", "-", "-", "100"):
        cell.do(line)
    asked = cell.question
    assert cell.do("99 capital")[0].endswith(", needs 99.")
    assert cell.question == asked
    assert cell.do("") == ["Nothing has happened."]
    assert cell.question == ""
    assert table.sitting.match.state.digest == before
    table.close()


def test_whoever_follows_the_save_of_a_table_is_shown_what_its_public_file_shows(
    tmp_path: Path,
) -> None:
    """In talks the form of the deal was missing, and a game that the plan ends after round 4 was
    said to have 6 rounds, with fronts that would never be judged."""
    phases = [phase("Bargain", "talks"), phase("Play", "play")]
    table = at_play(tmp_path, phases=phases, last_round=4)
    save = tmp_path / "tables" / "1.jsonl"

    def shown() -> PublicTable:
        table.session.give_out()
        by_file, by_save = follow(live_path(save)).table, follow(save).table
        assert by_save == by_file
        return by_save

    def drawn(now: PublicTable, lines: int) -> str:
        rows = observed_rows(now, 754, UNICODE, 120, lines)
        return "\n".join(line_text(line) for row in rows for line in row.lines)

    now = shown()
    assert (now.when.startswith("Round 1 of 4"), now.rounds) == (True, 4)
    assert now.page is not None
    for lines in (40, 20):
        assert now.page.title in drawn(now, lines)
        assert "Talks: bargain face to face." in drawn(now, lines)
        assert "Defence stock" not in drawn(now, lines)
    white(table).do("next")
    now = shown()
    assert (now.page, now.notice) == (None, "")
    assert "Defence stock" in drawn(now, 40)
    white(table).do("pause Tea")
    now = shown()
    assert now.notice == "Paused: Tea."
    assert "Paused: Tea." in drawn(now, 40)
    white(table).do("close unscored because The bell has gone.")
    assert shown().ending.startswith("Closed in round 1")
    table.close()


@pytest.mark.parametrize(
    ("asked", "typed", "told"),
    [
        ("chance", "0", "A chance is a number from 1 to 100."),
        ("chance", "101 102", "A chance is a number from 1 to 100."),
        ("chance", "often", "Type a number from 1 to 100, or several people's, apart by blanks."),
        ("cost", "capital", "'capital' is no price. Type it as: 2 capital"),
        ("cost", "2 3 capital", "'2 3 capital' is no price. Type it as: 2 capital"),
        ("cost", "1 capital, 1234567 capital", "'1234567 capital' is no price."),
        ("works", "shared.trst += 1", "trst"),
        ("works", "4", "a line must change a number"),
    ],
)
def test_what_is_no_answer_about_a_move_is_refused_and_asked_for_again(
    tmp_path: Path, asked: str, typed: str, told: str
) -> None:
    table = at_play(tmp_path)
    cell, before = white(table), table.sitting.match.state.digest
    answers = {"what": "xyzzy", "pros": "-", "cons": "-", "chance": "100", "cost": "-"}
    cell.do("move")
    for name, answer in answers.items():
        if name == asked:
            break
        cell.do(answer)
    question = cell.question
    assert question
    assert told in " ".join(cell.do(typed))
    assert cell.question == question
    assert table.sitting.match.state.digest == before
    table.close()


def test_a_sure_move_may_cost_all_there_is_brings_no_luck_and_is_not_done_without_a_yes(
    tmp_path: Path,
) -> None:
    table = at_play(tmp_path)
    cell, match, seat = white(table), table.sitting.match, table.sitting.mover
    has, before = match.state[f"{seat}.capital"], match.state.digest
    assert has > 0
    lines = ("move", "xyzzy", "-", "-", "100", f"{has} capital", "shared.trust += 1")
    for answer in ("no", "yes"):
        ply = match.course.ply
        for line in lines:
            told = cell.do(line)
        assert "If it works:" not in told
        assert (match.state.digest, cell.question) == (before, SURE)
        said = cell.do(answer)
        if answer == "no":
            assert said == ["Nothing has happened."]
            assert (match.state.digest, match.course.ply) == (before, ply)
    assert [type(one) for one in match.course.moves[ply:]][:2] == [Ruling, Act]
    assert match.state[f"{seat}.capital"] == 0
    end(table, tmp_path)


def test_luck_that_has_brought_nothing_is_not_drawn_anew(tmp_path: Path) -> None:
    table = opened(tmp_path, plan_of())
    cell = white(table)
    for line in ("outcomes", f"reroll because {WHY}", f"choose x because {WHY}"):
        with pytest.raises(IllegalAction, match=r"^Luck has brought no inject and no outcome yet"):
            cell.do(line)
    table.close()


def test_the_clock_the_pause_and_the_phases_are_told_in_the_record(tmp_path: Path) -> None:
    table = at_play(tmp_path)
    cell = white(table)
    cell.do("pause A fire drill")
    assert (cell.paused, table.session.clock.is_running) == ("A fire drill", False)
    cell.do("go")
    cell.do("time +5")
    cell.do("next 3")
    assert (cell.paused, table.session.clock.phase.title) == ("", "Play")
    clock = table.session.clock
    assert clock.is_running
    cell.do("pause because Another")
    assert cell.paused == "Another"
    cell.do("next 1")
    assert not clock.is_running, "the clock of a phase stands while play is paused"
    cell.do("go")
    cell.do("next 3")
    assert clock.is_running
    told = [(one.topic, one.text) for one in notes_of(table)]
    assert told[0] == ("pause", "A fire drill")
    assert told[-1] == ("clock", "Play begins")
    table.close()


@pytest.mark.parametrize("why", ["going out for air", "go", "google is down"])
def test_a_pause_holds_whatever_its_reason_begins_with(tmp_path: Path, why: str) -> None:
    table = at_play(tmp_path)
    cell = white(table)
    cell.do(f"pause {why}")
    assert cell.paused.startswith(why)
    cell.do("go")
    assert cell.paused == ""
    table.close()


def test_a_machine_that_slept_eats_no_time() -> None:
    now = [100.0]
    clock = PhaseClock([BRIEF], lambda: now[0])
    clock.go()
    for _ in range(30):
        now[0] += 1
        clock.tick()
    now[0] += 3_600
    clock.tick()
    now[0] += 1
    clock.tick()
    assert clock.shown().left_s == 6 * 60 - 31
    now[0] += 2  # it ran till now
    clock.stop()
    now[0] += 3
    clock.go()  # it stood till now
    assert clock.shown().left_s == 6 * 60 - 33


@pytest.mark.parametrize("left", [0.0, 0.6, -7.0, 61.0])
def test_a_table_that_is_left_has_as_much_time_when_people_come_back(
    tmp_path: Path, left: float
) -> None:
    table = opened(tmp_path, plan_of())
    table.session.clock.set_left(left)
    table.session.clock.stop()
    table.close()
    again = opened(tmp_path, plan_of())
    assert again.session.clock.left == pytest.approx(left, abs=1)
    again.close()


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="nothing"),
        pytest.param("{", id="half"),
        pytest.param("[]", id="a list"),
        pytest.param('{"place": 1}', id="no time"),
        pytest.param('{"place": 1, "left": Infinity, "played": 1}', id="without end"),
        pytest.param("[" * 100_000, id="deep"),
        pytest.param('{"place": 0, "left": 1, "played": 0}' + " " * 1_000, id="too large"),
    ],
)
def test_a_clock_that_cannot_be_read_begins_anew(tmp_path: Path, text: str) -> None:
    place = tmp_path / "1.clock.json"
    place.write_text(text, encoding="utf-8")
    assert clock_of(plan_of(phases=[BRIEF]), place).left == 6 * 60


def test_a_clock_that_cannot_be_written_is_as_it_was_written_last(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def half(path: Path, data: bytes) -> int:
        with path.open("wb") as file:
            file.write(data[: len(data) // 2])
        raise OSError(28, "No space left on device")

    table = opened(tmp_path, plan_of())
    table.session.save_clock()
    kept = (tmp_path / "tables" / "1.clock.json").read_bytes()
    table.session.give_out()
    with monkeypatch.context() as patch:
        patch.setattr(Path, "write_bytes", half)
        table.session.save_clock()
        assert (tmp_path / "tables" / "1.clock.json").read_bytes() == kept
        told = "".join(white(table).overview())
        assert "The projector stands still: 1.live.json is not up to date: no space left" in told
    table.session.save_clock()
    assert "stands still" not in "".join(white(table).overview())
    table.close()


BRIEF = SessionPhase(title="Brief", minutes=6, kind="brief")
SHORT = SessionPhase(title="Memo", minutes=5, kind="memo")


def test_each_warning_of_the_clock_is_told_once() -> None:
    now = [0.0]
    clock = PhaseClock([BRIEF, SHORT], lambda: now[0])
    clock.go()

    def told_in(seconds: int) -> list[str]:
        told: list[str] = []
        for _ in range(seconds):
            now[0] += 1
            told += filter(None, [clock.warning()])
        return told

    told = told_in(370)
    assert [text.split(" of")[0] for text in told[:2]] == ["5 minutes left", "1 minute left"]
    assert "is over" in told[2]
    assert len(told) == 3
    assert clock.next_phase()
    assert [text.split(" of")[0] for text in told_in(250)] == ["1 minute left"]  # of five
    clock.set_left(300)
    assert told_in(2) == ["5 minutes left of 'Memo'."]
    clock.set_left(40)
    assert told_in(2) == ["1 minute left of 'Memo'."]


def test_a_clock_that_is_set_or_gone_on_with_tells_the_minutes_that_are_left() -> None:
    """With three minutes left of four, 5 were told."""
    clock = PhaseClock([BRIEF, SHORT], place=1, left=184.0)
    clock.go()
    assert clock.warning() == "3 minutes left of 'Memo'."
    clock.set_left(100.0)
    assert clock.warning() == "2 minutes left of 'Memo'."
    clock.set_left(20.0)
    assert clock.warning() == "1 minute left of 'Memo'."
    assert not clock.warning()


def test_at_a_table_of_a_class_the_facilitator_seats_programs(tmp_path: Path) -> None:
    table = at_play(tmp_path)
    mover = table.sitting.mover
    with pytest.raises(IllegalAction, match="`swap` at the console"):
        table.sitting.substitute(mover)
    assert mover in table.sitting.people
    end(table, tmp_path)


def test_a_person_is_swapped_for_a_persona_and_back(tmp_path: Path) -> None:
    table = at_play(tmp_path)
    cell = white(table)
    cell.do(f"swap china greedy because {WHY}")
    assert table.sitting.players["china"] == "greedy"
    cell.do(f"swap china human because {WHY}")
    assert table.sitting.people == ("us", "china")
    sits = [one.player for one in table.sitting.match.record.events if isinstance(one, Sit)]
    assert sits == ["greedy", "human"]
    with pytest.raises(UsageError):
        cell.do(f"swap mars greedy because {WHY}")
    end(table, tmp_path)


def test_who_swaps_a_program_in_is_told_what_it_may(tmp_path: Path) -> None:
    said = white(at_play(tmp_path)).do(f"swap us cmd:{line_of([sys.executable])} because {WHY}")
    assert ["from here on" in said[0], "has your rights" in said[1]] == [True, True]


def test_whoever_is_swapped_in_has_luck_of_the_table_s_secret(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[tuple[object, ...]] = []

    def make(*given: object, fence: Fence) -> Player:
        made.append((*given[2:], fence))
        return Uniform(1)

    monkeypatch.setattr(seating, "make_player", make)
    table = at_play(tmp_path, secret="ab" * 16)
    white(table).do(f"swap us greedy because {WHY}")
    fence = Fence(hidden=SeminarFolder(tmp_path).hidden)
    assert made == [("us", table.sitting.seed, "ab" * 16, fence)]
    table.close()


def test_programs_at_a_table_may_do_what_was_said_for_the_class(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A language model got ten seconds and no key, whatever its class wanted."""
    made: list[Fence] = []

    def make(*_: object, fence: Fence) -> Player:
        made.append(fence)
        return Uniform(1)

    monkeypatch.setattr(seating, "make_player", make)
    asked = Fence(environment=("A_KEY",), hidden=("/elsewhere",), seconds=120.0)
    folder, plan = SeminarFolder(tmp_path), plan_of(last_round=2)
    table = open_table(folder, plan, game_of("primer"), 1, writes_aside=False, fence=asked)
    white(table).do(f"swap us greedy because {WHY}")
    hidden = ("/elsewhere", *folder.hidden)
    assert made == [replace(asked, hidden=hidden, closes_after=2)]
    table.close()


def test_no_program_sits_down_that_cannot_be_held_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("wargame.players.fence.sandbox", lambda: "")
    folder, plan = SeminarFolder(tmp_path), plan_of()
    alone = Fence(has_network=False)
    table = open_table(folder, plan, game_of("primer"), 1, writes_aside=False, fence=alone)
    seats = table.sitting.players
    with pytest.raises(UsageError, match="--program-no-network needs"):
        white(table).do(f"swap us cmd:{sys.executable} because {WHY}")
    assert table.sitting.players == seats
    table.close()


def test_who_follows_a_class_in_text_reads_the_form_of_a_deal_in_talks(tmp_path: Path) -> None:
    """It stood on the projector alone."""
    table = at_play(tmp_path, phases=[phase("Bargain", "talks"), phase("Play", "play")])
    page, path = table.session.page, live_path(tmp_path / "tables" / "1.jsonl")
    assert page is not None
    table.session.save_clock()
    talks = read_public(path)
    told = list(observed_lines(talks, None))
    assert any(page.title in line for line in told)
    assert all(word in " ".join(told) for line in page.lines for word in line.split())
    assert page.title not in " ".join(observed_lines(talks, talks)), "it is told once"
    white(table).do("next")
    table.session.save_clock()
    assert page.title not in " ".join(observed_lines(read_public(path), talks))
    table.close()


def test_a_program_is_told_of_a_plan_that_ends_the_game_early(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By the deck's rounds it planned for some that never came."""
    fences: list[Fence] = []

    def make(*_given: object, fence: Fence) -> Player:
        fences.append(fence)
        return Uniform(1)

    monkeypatch.setattr(seating, "make_player", make)
    plan_seats = [SeatPlan(seat="us", player="greedy"), SeatPlan(seat="china")]
    table = at_play(tmp_path, last_round=4, seats=plan_seats)
    white(table).do(f"swap china greedy because {WHY}")
    assert [fence.closes_after for fence in fences] == [4, 4]
    table.close()


def test_a_game_is_closed_and_scored_as_it_stands(tmp_path: Path) -> None:
    table = at_play(tmp_path)
    match = table.sitting.match
    ending = match.game.ending_here(match.state)
    white(table).do("close because The bell has gone.")
    assert match.course.end is not None
    assert match.course.end.ending == ending
    assert white(table).leaves
    end(table, tmp_path)


@pytest.mark.parametrize(("tables", "is_open"), [(1, True), (2, False)])
def test_the_projector_shows_no_hand_that_another_table_is_dealt(
    tmp_path: Path, tables: int, is_open: bool
) -> None:
    """The first table to end laid open what those that went on by the same luck had in hand."""
    table = at_play(tmp_path, tables=tables)
    white(table).do("close because The time is over.")
    assert table.sitting.is_over
    assert bool(public_of(table.sitting).hands) is is_open
    table.close()


def test_people_are_asked_once_in_a_phase_each_of_a_seat(tmp_path: Path) -> None:
    phases = [phase("Memo", "memo"), phase("Guess", "forecast"), phase("Play", "play")]
    seats = [SeatPlan(seat="us", people=["Ann", "Bo"]), SeatPlan(seat="china")]
    table = opened(tmp_path, plan_of(phases=phases, seats=seats))
    cell = white(table)
    assert cell.asks("us") == [("memo", "")]
    cell.was_asked("us")
    assert (cell.asks("us"), cell.asks("china")) == ([], [("memo", "")])
    cell.do("next")
    assert cell.asks("us") == [("forecast", "Ann"), ("forecast", "Bo")]
    assert cell.asks("china") == [("forecast", "")]
    cell.do("next")
    assert cell.asks("us") == cell.asks("china") == []
    table.close()


def test_who_has_written_is_not_asked_again_after_the_table_was_killed(tmp_path: Path) -> None:
    phases = [phase("Guess", "forecast"), phase("Guess again", "forecast")]
    plan = plan_of(phases=phases, seats=[SeatPlan(seat="us", people=["Ann", "Bo"])])
    table = opened(tmp_path, plan)
    to_play(table)
    think(table.sitting, "us", "forecast", "managed_truce", "Ann")
    table.close()
    table = opened(tmp_path, plan)
    assert white(table).asks("us") == [("forecast", "Bo")]
    white(table).do("next")
    assert white(table).asks("us") == [("forecast", "Ann"), ("forecast", "Bo")]
    table.close()


def test_a_table_that_is_left_and_gone_on_with_has_its_facilitator_again(tmp_path: Path) -> None:
    """From the title screen too, which goes on with what is kept."""
    table = at_play(tmp_path, tables=2)
    white(table).do("next")
    table.session.clock.set_left(77.0)
    table.sitting.close()
    table.games.close()
    again = table.games.resume("1")
    assert isinstance(again.control, WhiteCell)
    session = again.control.session
    assert (session.clock.place, session.clock.is_running) == (1, True)
    assert 60 < session.clock.left <= 77
    assert session.live is not None
    assert again.hides_hands
    assert table.session._stop.is_set()
    other = table.games.begin(game_of("primer"), {"us": "human", "china": "greedy"}, 3, None)
    assert other.control is None
    table.close()


def test_talks_freeze_play_with_the_deal_form_on_the_projector(tmp_path: Path) -> None:
    phases = [phase("Call", "talks"), phase("Play", "play")]
    table = at_play(tmp_path, phases=phases)
    cell = white(table)
    assert cell.paused.startswith("Talks: ")
    table.session.save_clock()
    live = read_public(tmp_path / "tables" / "1.live.json")
    assert live.page is not None
    assert "Duty paused by one level" in " ".join(live.page.lines)
    held = {table.sitting.titles.cards[card] for card in table.sitting.view("us").hand}
    assert not [card for card in held if card in str(live.page)]
    cell.do("next")
    assert (cell.paused, cell.page) == ("", None)
    table.close()


def test_time_forfeits_decisions_only_if_the_plan_says_so(tmp_path: Path) -> None:
    phases = [phase("Play", "play"), phase("More", "play")]
    for overtime, passed in (("warn", False), ("forfeit", True)):
        folder = tmp_path / overtime
        table = at_play(folder, phases=phases, overtime=overtime)
        table.session.clock.left = -1
        table.session.clock.go()
        told = white(table).warning()
        assert ("is passed for you" in told, "Nobody is stopped" in told) == (passed, not passed)
        play(table, 0)
        assert bool([one for one in notes_of(table) if one.topic == "forfeit"]) is passed
        assert (table.session.clock.phase.title == "More") is passed
        assert (table.sitting.round == 2) is passed
        end(table, folder)


def test_time_that_is_over_takes_no_package_out_of_the_hands_of_who_puts_it_together(
    tmp_path: Path,
) -> None:
    """The stand-in filled and tabled it in their name."""
    game = open_deck("primer", "item_by_item")
    plan = plan_of(phases=[phase("Play", "play"), phase("More", "play")], overtime="forfeit")
    table = open_table(SeminarFolder(tmp_path), plan, game, 1, writes_aside=False)
    sitting = table.sitting
    package = ["offer duty_one", "offer farm_goods", "table 2"]
    for _ in range(30):
        play(table, 0)
        if package[0] in [one.text for one in sitting.view(sitting.mover).legal]:
            break
        play(table, 1)
    for text in package:
        sitting.take(text)
        table.session.clock.left = -1
        play(table, 0)
    acts = [one.action for one in sitting.match.record.events if isinstance(one, Act)]
    start = acts.index(package[0])
    assert acts[start : start + 3] == package
    assert [one.topic for one in notes_of(table)].count("forfeit") >= 1
    assert table.session.clock.phase.title == "More"
    table.close()


def test_a_program_decides_for_itself_when_time_is_over(tmp_path: Path) -> None:
    seats = [SeatPlan(seat="us"), SeatPlan(seat="china", player="greedy")]
    phases = [phase("Play", "play"), phase("More", "play")]
    table = at_play(tmp_path, phases=phases, overtime="forfeit", seats=seats)
    table.session.clock.left = -1
    play(table, 0)
    said = [one.text.partition(":")[0] for one in notes_of(table) if one.topic == "forfeit"]
    assert set(said) == {"us"}
    table.close()


@pytest.mark.parametrize("seed", range(4))
def test_nothing_comes_from_outside_and_nobody_is_asked_once_the_plan_ends_the_game(
    tmp_path: Path, seed: int
) -> None:
    """An inject of the next round came, and asked for a choice, before the game was closed."""
    table = opened(tmp_path, plan_of(last_round=1, seed=seed))
    while not table.sitting.is_over:
        play(table, 1)
    late = [one for one in table.sitting.match.course.moves if one.round > 1]
    assert [one.action for one in late if isinstance(one, Chance)] == ["inject none"]
    assert not any(isinstance(one, Act) for one in late)
    end(table, tmp_path)


def test_what_has_its_date_in_the_next_round_comes_before_the_plan_ends_the_game(
    tmp_path: Path,
) -> None:
    """The console told meanwhile that the end of the game comes "not again"."""
    game = game_of("history")
    plan = new_plan("class", "history", game, usual_format(45), 8, 1, 3)
    plan = plan.model_copy(update={"last_round": 18})
    table = open_table(SeminarFolder(tmp_path), plan, game, 1, writes_aside=False)
    while table.sitting.match.state.round < 19:
        play(table, 1)
    play(table, 0)
    assert not table.sitting.is_over, "a dated event asks somebody"
    ends = "the class ends the game: scored as it stands"
    assert white(table).overview()[-1] == f"  this round  {ends}"
    told = "with what the next round brings by itself as it begins"
    assert told in markdown(for_all(game, plan))
    play(table, 1)
    assert table.sitting.is_over
    end(table, tmp_path)


def test_a_plan_that_ends_the_game_early_says_so(tmp_path: Path) -> None:
    """The book and the console told of rounds that were never played."""
    plan, game = plan_of(last_round=2), game_of("primer")
    told = "This class ends the game after round 2 of 6"
    for pages, other in (
        (for_all(game, plan), for_all(game, plan_of())),
        (book(plan, game), book(plan_of(last_round=6), game)),
    ):
        assert told in markdown(pages)
        assert told not in markdown(other)
        assert "Par is that of" not in markdown(pages), "there is a winner"
    table = opened(tmp_path, plan)
    to_play(table)
    coming = white(table).overview()
    assert coming[-1] == "  next round  the class ends the game: scored as it stands"
    assert not any("in 2 rounds" in line for line in coming)
    with pytest.raises(UsageError, match=r"^The plan ends the game after round 2\.$"):
        white(table).do("inject line_stop in 3")
    table.close()


@pytest.mark.parametrize(
    ("variant", "told"),
    [
        ("seminar", "Par is that of all 6 rounds."),
        ("seminar+par.us=8", "The par of China is that of all 6 rounds."),
        ("seminar+par.us=8+par.china=9", "what is judged later is not judged."),
    ],
)
def test_a_class_that_ends_early_is_told_which_par_is_that_of_a_whole_game(
    variant: str, told: str
) -> None:
    """It was told so of a par too that its plan had set for the rounds that are played."""
    game = shared_game(replace(DECKS["primer"], variant=variant))
    assert for_all(game, plan_of(last_round=2))[0].parts[0].rows[0].endswith(told)


@pytest.mark.parametrize(("ends", "rounds"), [(2, 2), (6, 6), (None, 6)], ids=str)
def test_people_at_the_table_are_told_of_the_last_round_of_their_class(
    ends: int | None, rounds: int, tmp_path: Path
) -> None:
    """They read `Round 1 of 6`, and of dates that would never come."""
    table = opened(tmp_path, plan_of(last_round=ends))
    to_play(table)
    scene = table.sitting.scene(table.sitting.mover)
    public = public_of(table.sitting)
    assert line_text(status_line(scene, 120)).lstrip().startswith(f"Round 1 of {rounds}, ")
    assert (public.when.split(",")[0], public.rounds) == (f"Round 1 of {rounds}", rounds)
    dates = ahead(scene)
    assert max(one.wait for one in dates) == rounds - 1
    last = "the class ends the game" if rounds < 6 else "the last round ends"
    assert last in [one.title for one in dates]
    with pytest.raises(UsageError, match=f"^date takes a round from 1 to {rounds}$"):
        list(date(scene, f"{rounds + 1}"))
    waits = [one.due for one in scene.fronts]
    assert max(waits) < rounds
    assert effect_span(scene, rounds) == "to the end" != effect_span(scene, rounds - 1)
    heads = [one.text for one in log(scene) if isinstance(one, Heading)]
    assert [one.split(",")[0] for one in heads] == ["Setting up", f"Round 1 of {rounds}"]
    assert (-1 in waits) == any(one.due >= rounds for one in scene.view.fronts) == (rounds == 2)
    table.close()


def test_a_plan_may_end_the_game_after_a_round(tmp_path: Path) -> None:
    table = opened(tmp_path, plan_of(last_round=1))
    match = table.sitting.match
    while not table.sitting.is_over:
        play(table, 1)
    assert match.course.moves[-1].round == 2
    assert [one.why for one in match.record.events if isinstance(one, Ruling)] == [LAST_ROUND]
    end(table, tmp_path)


def test_a_game_is_closed_without_a_score(tmp_path: Path) -> None:
    table = opened(tmp_path, plan_of())
    play(table, 2)
    white(table).do("close unscored because The bell has gone.")
    assert table.session.is_closed
    assert not table.sitting.is_over
    table.close()
    again = opened(tmp_path, plan_of())
    assert again.session.is_closed
    white(again).do("back because The bell was next door.")
    assert not again.session.is_closed
    again.close()


def test_a_game_that_is_closed_without_a_score_gets_none_afterwards(tmp_path: Path) -> None:
    """`seminar close` answered what was under way, which opened it again, and scored it."""
    table = opened(tmp_path, plan_of())
    play(table, 0)
    while not why_no_ruling(table.sitting.match.state):
        play(table, 1)
    close_game(table.session, is_scored=False, why="The bell has gone.")
    before = len(table.sitting.match.record.events)
    with pytest.raises(IllegalAction, match="The game is over already"):
        close_game(table.session, is_scored=True, why="The bell has gone.")
    assert len(table.sitting.match.record.events) == before
    table.close()


def test_a_game_that_ends_with_what_was_under_way_is_not_refused_as_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = opened(tmp_path, plan_of(phases=[phase("Play", "play"), phase("End", "debrief")]))
    monkeypatch.setattr(early_end, "answer_open", lambda _: play(table, 500))
    told = white(table).do("close because The bell has gone.")
    assert table.sitting.is_over
    assert told[0].startswith("The game has ended with the choice that was under way: ")
    assert (table.session.clock.phase.title, white(table).leaves) == ("End", True)
    end(table, tmp_path)


def test_a_game_closed_in_a_round_is_not_told_to_have_played_it_whole(tmp_path: Path) -> None:
    table = opened(tmp_path, plan_of())
    while table.sitting.match.state.round < 3:
        play(table, 1)
    to_play(table)
    white(table).do("close because The bell has gone.")
    assert table.sitting.debrief.account().story[0].text.startswith("In round 3 it was over: ")
    assert closed_round(table.sitting.view("us")) == 2, "no account was drawn up of the third"
    table.close()


def test_a_game_that_its_plan_ends_is_not_told_as_ended_in_a_round_that_nobody_played(
    tmp_path: Path,
) -> None:
    """It read "in round 3 of 6", and why: "The plan ends the game after this round."."""
    table = opened(tmp_path, plan_of(last_round=2))
    play(table, 300)
    account = table.sitting.debrief.account()
    said = "Control ended the game after round 2 of 2, and it is scored as it stood. "
    assert account.verdict.closed == f"{said}Why: The plan ends the game after this round."
    assert account.story[0].text.startswith("After round 2 it was over: ")
    table.close()


def test_the_end_and_the_projector_say_that_control_ended_the_game(tmp_path: Path) -> None:
    table = at_play(tmp_path)
    white(table).do("close because The bell has gone.")
    said = (
        "Control ended the game in round 1 of 6, and it is scored as it stood. "
        "Why: The bell has gone."
    )
    assert Text(said) in list(debrief(table.sitting.scene("us")))
    assert said in read_public(tmp_path / "tables" / "1.live.json").ending
    table.close()


def test_the_hot_wash_draws_a_column_for_each_round_and_one_for_the_end(tmp_path: Path) -> None:
    table = opened(tmp_path, plan_of())
    while table.sitting.match.state.round < 3:
        play(table, 1)
    to_play(table)
    white(table).do("close because The bell has gone.")
    live = read_public(tmp_path / "tables" / "1.live.json")
    charts = [chart for page in live.pages for chart in page.charts]
    assert charts
    assert {len(chart.values) for chart in charts} == {table.sitting.round + 1}
    table.close()


def test_going_back_is_refused_where_nobody_has_moved(tmp_path: Path) -> None:
    table = opened(tmp_path, plan_of())
    play(table, 0)
    with pytest.raises(UsageError, match="Nobody has moved yet"):
        white(table).do("back")
    table.close()


def test_the_projector_is_told_that_the_clock_of_a_left_table_stands(tmp_path: Path) -> None:
    table = opened(tmp_path, plan_of())
    play(table, 2)
    table.session.give_out()
    live = tmp_path / "tables" / "1.live.json"
    clock = read_public(live).clock
    assert clock is not None
    assert clock.is_running
    table.close()
    clock = read_public(live).clock
    assert clock is not None
    assert not clock.is_running


def test_time_that_is_over_is_told_in_words(tmp_path: Path) -> None:
    table = opened(tmp_path, plan_of())
    table.session.clock.set_left(-125.0)
    assert "2:05 over time" in white(table).overview()[0]
    table.close()


def test_a_game_closed_in_talks_turns_the_projector_to_the_hot_wash(tmp_path: Path) -> None:
    table = at_play(tmp_path, phases=[phase("Call", "talks")])
    white(table).do("close unscored because The bell has gone.")
    assert (white(table).notice, white(table).page) == ("", None)
    table.session.save_clock()
    live = read_public(tmp_path / "tables" / "1.live.json")
    assert (live.notice, live.page, len(live.pages)) == ("", None, 3)
    table.close()
    games = KeptGames(saves_folder(tmp_path / "tables"), writes_aside=False)
    assert games.last() is None
    assert next(games.saves()).is_over


def test_a_game_that_is_over_stays_so_however_much_is_noted_after_it(tmp_path: Path) -> None:
    table = at_play(tmp_path)
    white(table).do("close because The bell has gone.")
    assert table.sitting.is_over
    for said in ("The court came late.", "Ask the north first.", "Nobody was bluffing.", "Thanks."):
        white(table).do(f"note {said}")
    table.close()
    games = KeptGames(saves_folder(tmp_path / "tables"), writes_aside=False)
    assert next(games.saves()).is_over
    assert "1" not in [one.name for one in games.saves(unfinished=True)]
    assert games.last() is None


def test_with_hands_on_paper_moves_are_typed_at_the_console(tmp_path: Path) -> None:
    table = opened(tmp_path, plan_of(hands="paper"))
    play(table, 0)
    cell, sitting = white(table), table.sitting
    assert cell.notice.startswith("Hands are on paper")
    told = cell.do("cards")
    for seat, title in sitting.titles.seats.items():
        held = Counter(sitting.titles.cards[card] for card in sitting.view(seat).hand)
        line = next(one for one in told if one.startswith(f"{title} holds "))
        assert all(card in line for card in held)
    assert sum(line.startswith("  Give out: ") for line in told) == 2
    assert not [line for line in cell.do("cards") if "Give out" in line]
    for _ in range(12):
        seat, ply = sitting.mover, sitting.match.course.ply
        heads = [f"{sitting.titles.seats[seat]} {word}:" for word in ("is asked", "may")]
        listed = cell.do("take")
        assert (heads[0] in listed) is is_question(sitting.view(seat)), "and what is asked"
        listed = listed[listed.index(heads[1]) + 1 :]
        legal = [one.text for one in sitting.view(seat).legal]
        assert [line[:5] for line in listed] == [f"{n:>3}  " for n in range(1, len(legal) + 1)]
        assert [line.rpartition("[")[2] for line in listed] == [f"{one}]" for one in legal]
        move = next((one for one in legal if one.startswith("play ")), legal[0])
        told = cell.do(f"take {move if ply % 2 else legal.index(move) + 1}")
        assert sitting.match.course.ply > ply
        assert sitting.match.record.actions[ply] == move
        if move.startswith("play "):
            assert any(line.startswith("  Take back: ") for line in told)
    with pytest.raises(IllegalAction):
        cell.do("take play nothing")
    cell.do("close because The bell has gone.")
    end(table, tmp_path)


def test_a_number_is_of_the_moves_that_were_listed_last(tmp_path: Path) -> None:
    """`take 1` answered that '1' is not a verb."""
    table = at_play(tmp_path, hands="paper")
    cell, course = white(table), table.sitting.match.course
    for typed in ("take 1", "take 0"):
        with pytest.raises(IllegalAction, match="`take` alone first"):
            cell.do(typed)
    many = len(cell.do("take")) - 1
    with pytest.raises(IllegalAction, match=f"`take` lists {many} moves"):
        cell.do(f"take {many + 1}")
    ply = course.ply
    cell.do("take 1")
    with pytest.raises(IllegalAction, match="`take` alone first"):
        cell.do("take 1")
    assert course.ply > ply
    end(table, tmp_path)


def test_the_console_is_not_called_from_within(tmp_path: Path) -> None:
    """It asked whether 'choose' was meant."""
    table = opened(tmp_path, plan_of())
    with pytest.raises(UsageError, match=r"^This is the console\. help lists all commands\.$"):
        white(table).do("Console")
    assert is_command("console")
    table.close()


@pytest.mark.parametrize("command", ["injects", "numbers", "outcomes"])
def test_a_long_row_of_the_console_keeps_its_columns(tmp_path: Path, command: str) -> None:
    """One that was broken lost them, and a long id ran into the text beside it."""
    table = at_play(tmp_path)
    told = [line for line in white(table).do(command) if not re.match("injects |Move ", line)]
    cells = max(map(len, told)) - 1
    firsts = [line_text(row_as_written(line, cells).lines[0]) for line in told]
    assert len({line.rindex("  ") for line in firsts}) == 1
    table.close()


def test_a_move_off_paper_is_typed_by_the_title_of_its_card(tmp_path: Path) -> None:
    """The card bears its title, and the console knew its id alone."""
    table = at_play(tmp_path, hands="paper")
    cell, sitting = white(table), table.sitting
    while not [one for one in sitting.view(sitting.mover).legal if one.verb.word == "play"]:
        cell.do("take pass")
    seat = sitting.mover
    card = next(one.arg for one in sitting.view(seat).legal if one.verb.word == "play")
    title = sitting.titles.cards[card]
    told = cell.do(f"take play {title.upper()}")
    assert told[0].endswith(f"{sitting.titles.seats[seat]} plays {title}.")
    cell.do("close because It is late.")
    end(table, tmp_path)


def played_by(view: SeatState) -> list[str]:
    """The cards that a seat may play now."""
    return [one.arg for one in view.legal if one.verb.word == "play"]


def test_a_move_off_paper_by_a_title_that_is_no_one_card_s_is_not_taken(tmp_path: Path) -> None:
    """One was played whose title is the other's id, or the first of two that differ in case."""
    table = at_play(tmp_path, hands="paper")
    cell, sitting = white(table), table.sitting
    while len(cards := played_by(sitting.view(sitting.mover))) < 2:
        cell.do("take pass")
    ply, known = sitting.match.course.ply, sitting.titles.cards
    first, second = cards[:2]
    sitting.titles = replace(sitting.titles, cards={**known, first: "A Talk", second: "A talk"})
    for typed in ("A Talk", "a TALK"):
        with pytest.raises(IllegalAction):
            cell.do(f"take play {typed}")
    sitting.titles = replace(sitting.titles, cards={**known, first: second})
    assert sitting.match.course.ply == ply
    assert cell.do(f"take play {second}")
    assert sitting.match.record.actions[ply] == f"play {second}"
    cell.do("close because It is late.")
    end(table, tmp_path)


def test_tables_from_one_start_are_put_to_tests_of_their_own(tmp_path: Path) -> None:
    game = game_of("primer")
    plan = new_plan("class", "primer", game, format_of(game.deck, "stress"), 8, 2, 11)
    starts, come = [], []
    for number in (1, 2):
        table = open_table(SeminarFolder(tmp_path), plan, game, number, writes_aside=False)
        play(table, 0)
        starts.append(table.sitting.match.state.digest)
        while table.sitting.match.state.round < 3:
            play(table, 1)
        come.append(happened(table.sitting.match))
        table.close()
    assert starts[0] == starts[1]
    assert "line_stop" in come[0]
    assert "court_ruling" in come[1]
    assert "court_ruling" not in come[0]


def test_a_ruling_in_the_middle_of_a_choice_says_when_it_can_come(tmp_path: Path) -> None:
    table = at_play(tmp_path)
    cell = white(table)
    come = happened(table.sitting.match)
    asks = [one.id for one in table.sitting.game.deck.injects if "choose" in str(one.do)]
    cell.do(f"inject {next(one for one in asks if one not in come)} because {WHY}")
    with pytest.raises(IllegalAction, match="rule when the next turn begins"):
        cell.do("override shared.tension += 1")
    view = table.sitting.view(table.sitting.mover)
    assert "scored as it stands" in cell.do("close because The bell has gone.")[0]
    assert [one.topic for one in notes_of(table)] == [ANSWERED, CLOCK]
    (answered,) = [one for one in table.sitting.match.proceedings if one.what == ANSWERED]
    told, _ = act_of(answered, table.sitting.titles)
    seat = table.sitting.titles.seats[view.seat]
    chosen = [without_you(view.title_of(one), seat) for one in view.legal]
    assert [one for one in chosen if f": {one}" in told], "in words, and by no id"
    assert cell.leaves
    table.close()


@pytest.mark.parametrize("overtime", ["warn", "forfeit"])
def test_an_offer_that_nobody_took_is_not_accepted_when_time_is_over(
    tmp_path: Path, overtime: str
) -> None:
    phases = [phase("Play", "play"), phase("More", "play")]
    table = opened(tmp_path, plan_of(phases=phases, overtime=overtime))
    sitting = table.sitting
    to_play(table)
    while ACCEPT not in (verbs := {one.verb: one for one in sitting.view(sitting.mover).legal}):
        sitting.take(verbs.get(PROPOSE) or verbs[PASS])
        sitting.draw_luck()
    if overtime == "forfeit":
        table.session.clock.left = -1
        play(table, 0)
    else:
        white(table).do("close because The bell has gone.")
        notes = [one for one in sitting.match.record.events if isinstance(one, Note)]
        answered = next(one.text for one in notes if one.topic == ANSWERED)
        assert answered.endswith(": decline")
    assert DECLINE in [one.verb for one in sitting.match.log]
    assert ACCEPT not in [one.verb for one in sitting.match.log]
    end(table, tmp_path)


@pytest.mark.parametrize("seed", range(4))
def test_whatever_is_typed_is_done_or_refused_in_words_and_the_save_is_sound(
    tmp_path: Path, seed: int
) -> None:
    table = opened(tmp_path, plan_of())
    luck = random.Random(seed)
    cell = white(table)
    typed = [
        "good_harvest",
        "because",
        "\x1b[2J",
        "us",
        "3",
        "-",
        "yes",
        "shared.tension += 1",
        "\ud800",
        "稀土",
        "x" * 3_000,
        "9" * 30,
        "when",
        "in",
        "same",
        "capital",
        "human",
        "",
    ]
    words = [one.name for one in WORDS if one.name != "close"]
    for _ in range(60):
        play(table, luck.randrange(2))
        if table.sitting.is_over:
            break
        line = " ".join([luck.choice([*words, *typed]), *luck.choices(typed, k=luck.randrange(4))])
        try:
            told = cell.do(line)
        except WargameError as error:
            told = str(error).splitlines()
        assert all(isinstance(one, str) for one in told)
    end(table, tmp_path)
    assert load(tmp_path / "tables" / "1.jsonl", World()).record == table.sitting.match.record


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        pytest.param("inject good_harvst", "Did you mean 'good_harvest'", id="no such inject"),
        pytest.param("inject good_harvest in 0", "inject good_harvest in NUMBER", id="no round"),
        pytest.param(
            f"inject good_harvest in 000600{'9' * 5_000}",
            "inject good_harvest in NUMBER",
            id="5,000 digits",
        ),
        pytest.param("inject good_harvest when trust", "trust", id="no condition"),
        pytest.param("choose outcome 9", "cannot come there", id="no such outcome"),
        pytest.param("back 9999", "There is no move 9999", id="no such move"),
        pytest.param("swap mars human", "swap SEAT PLAYER", id="no such seat"),
        pytest.param("swap us humna", "Did you mean 'human'?", id="no such player"),
        pytest.param(
            "swap us nobody", "search, self_reliance_sprinter, tit_for_tat.", id="who may"
        ),
        pytest.param("swap us script:nothing", "nothing", id="no such script"),
        pytest.param("inject", "inject ID, or inject ID in ROUND", id="no inject"),
        pytest.param("inject good_harvest in 99", "The game has 6 rounds", id="no such round"),
        pytest.param("choose", "choose OUTCOME. ", id="no outcome"),
        pytest.param("swap mars greedy", "Seats: us, china.", id="seats are named"),
        pytest.param("close perhaps", "close, close scored or close unscored", id="no such end"),
    ],
)
def test_what_cannot_be_done_is_refused_before_anybody_is_asked_why(
    tmp_path: Path, typed: str, said: str
) -> None:
    table = at_play(tmp_path)
    cell = white(table)
    with pytest.raises(WargameError, match=said):
        cell.do(typed)
    assert cell.question == ""
    table.close()


def test_an_inject_that_has_come_is_called_by_its_title(tmp_path: Path) -> None:
    table = at_play(tmp_path)
    cell = white(table)
    cell.do(f"inject good_harvest because {WHY}")
    with pytest.raises(UsageError, match=r"^Good news: full silos, full ports has come already.$"):
        cell.do("inject good_harvest")
    table.close()


def test_a_question_of_a_released_inject_is_put_under_its_own_title(tmp_path: Path) -> None:
    table = at_play(tmp_path, seed=4)
    assert "lab_success" not in happened(table.sitting.match)
    white(table).do(f"inject lab_success because {WHY}")
    play(table, 0)
    sitting = table.sitting
    told = [block for block in question(sitting.scene(sitting.mover)) if isinstance(block, Text)]
    assert told[0].text == "How to use it?"
    assert told[1].text.startswith("Good news: recycled magnets pass the test. ")
    table.close()


def test_the_log_tells_moves_in_words_by_their_numbers(tmp_path: Path) -> None:
    table = at_play(tmp_path)
    title = table.sitting.titles.seats[table.sitting.mover]
    cell, ply = white(table), table.sitting.match.course.ply
    free_move(cell)
    told = "\n".join(cell.do("yes"))
    assert "Luck: It works." in told or "Luck: It does not work." in told
    log = cell.do("log")
    assert f"{ply:4}  round 1, plays: Control rules: {title}: Offers a joint" in "\n".join(log)
    assert log[-1].endswith(f"{title} passes.")
    table.close()


def test_the_log_tells_every_move_of_a_round(tmp_path: Path) -> None:
    table = opened(tmp_path, plan_of())
    play(table, 24)
    cell, log = white(table), table.sitting.match.log
    last = cell.do("log")
    assert last[0] == f"{len(log) - 14} moves before these: log ROUND shows those of a round."
    first = [one.ply for one in log if one.round == 1]
    assert [int(line.split()[0]) for line in cell.do("log 1")] == first
    for wrong in ("99", "x"):
        with pytest.raises(UsageError, match=f"no round '{wrong}' in the log: the last is"):
            cell.do(f"log {wrong}")
    table.close()


def test_the_passphrase_opens_it_and_nothing_else_does(tmp_path: Path) -> None:
    table = opened(tmp_path, plan_of(passphrase="grüße-稀土"))
    assert white(table).admits("grüße-稀土 ")
    assert not white(table).admits("")
    assert not white(table).admits("grüße")
    table.close()


def test_what_somebody_writes_at_the_table_is_of_whom_the_plan_names(tmp_path: Path) -> None:
    """What was typed under a part of a name stood there as another person's."""
    seats = [SeatPlan(seat="us", people=["Ann, Secretary of Commerce", "Ben"])]
    table = at_play(tmp_path, seats=seats)
    for who in ("ann", "Envoy", "secretary of", ""):
        think(table.sitting, "us", "memo", "Hold on.", who)
    written = [one.role for one in notes_of(table) if one.topic == "memo"]
    assert written == ["Ann, Secretary of Commerce", "Envoy", "Ann, Secretary of Commerce", ""]
    end(table, tmp_path)


def test_help_tells_of_the_word_behind_it_alone(tmp_path: Path) -> None:
    """It told of all of them, on a page and a half."""
    table = at_play(tmp_path)
    told = white(table).do("help Slip")
    assert told[0].startswith("slip SEAT/WHO TOPIC TEXT: what somebody wrote on paper")
    assert not any("swap" in line for line in told)
    assert white(table).do("help nothing") == white(table).do("help")
    end(table, tmp_path)


def test_every_word_of_the_console_is_understood_and_helped_with(tmp_path: Path) -> None:
    table = at_play(tmp_path)
    told = "\n".join(white(table).do("help"))
    for word in WORDS:
        assert word.name in told
    with pytest.raises(UsageError, match="Did you mean 'injects'"):
        white(table).do("injets")
    table.close()


def test_a_bookmark_is_read_by_all_once_the_game_is_over_and_a_note_by_nobody(
    tmp_path: Path,
) -> None:
    table = at_play(tmp_path)
    cell, match = white(table), table.sitting.match
    assert "once the game is over" in cell.do("bookmark The north bluffs here.")[0]
    assert "stays with you" in cell.do("note The north is late.")[0]
    for seat in ("", *match.game.seats):
        told = [one.text for one in told_to(seat, match.proceedings, is_over=False)]
        assert not [text for text in told if "The north" in text]
        told = [one.text for one in told_to(seat, match.proceedings, is_over=True)]
        assert [text for text in told if "The north" in text] == ["The north bluffs here."]
    cell.do("close scored because The time is over.")
    table.close()
    save = load(tmp_path / "tables" / "1.jsonl", World())
    for seat in match.game.seats:
        assert b"bluffs here" in view_of(save, seat)
        assert b"is late" not in view_of(save, seat)


@pytest.mark.parametrize("how", ["close", "close unscored"])
def test_a_game_that_is_closed_begins_the_debrief_and_its_time(tmp_path: Path, how: str) -> None:
    """The clock of play ran on below zero through the debrief, on the projector too."""
    table = at_play(tmp_path)
    white(table).do("next")
    table.session.clock.set_left(-60.0)
    white(table).do(f"{how} because The bell has gone.")
    clock = table.session.clock
    assert (clock.phase.kind, clock.is_running) == ("debrief", True)
    assert clock.left > 60
    live = read_public(tmp_path / "tables" / "1.live.json")
    assert live.clock is not None
    assert live.clock.label == clock.phase.title
    end(table, tmp_path)


def test_a_game_that_is_closed_in_its_debrief_has_what_is_left_of_it(tmp_path: Path) -> None:
    table = opened(tmp_path, plan_of(phases=[phase("Talk", "debrief"), phase("More", "break")]))
    table.session.clock.set_left(77.0)
    white(table).do("close because The bell has gone.")
    assert table.session.clock.place == 0
    assert 0 < table.session.clock.left < 77
    table.close()


def test_the_console_is_not_left_by_what_is_typed_after_the_end(tmp_path: Path) -> None:
    """Whoever set the clock of the debrief was back on the page of the end without an answer."""
    table = at_play(tmp_path)
    cell = white(table)
    cell.do("close because The bell has gone.")
    assert cell.leaves
    told = cell.do("time +3")
    assert "left." in told[0]
    assert not cell.leaves
    said = cell.overview()
    assert any("The game is over" in line for line in said)
    assert "Coming:" not in said
    table.close()


def test_the_overview_names_what_next_begins(tmp_path: Path) -> None:
    """It told to type next to move on where a side was to decide, and not to what."""
    table = at_play(tmp_path, phases=[phase("Play", "play"), phase("Tea", "break")])
    cell = white(table)
    assert "Both sides ready? `next` begins Tea." in cell.overview()
    cell.do("next")
    assert not [line for line in cell.overview() if "`next` begins" in line]
    table.close()


def test_what_people_wrote_on_paper_is_typed_in_as_theirs(tmp_path: Path) -> None:
    """With hands on paper nobody sat down at the screen, so no forecast was ever kept."""
    seats = [SeatPlan(seat="us", people=["Ann, Envoy", "Bo"]), SeatPlan(seat="china")]
    plan = plan_of(phases=[phase("Guess", "forecast")], seats=seats, hands="paper")
    table = opened(tmp_path, plan)
    play(table, 0)
    cell = white(table)
    assert "No forecast is kept yet of us/Ann, Envoy; us/Bo; china." in cell.overview()
    told = cell.do("slip united states/ann forecast managed_truce; tension 40")
    assert told[-1] == "No forecast is kept yet of us/Bo; china."
    cell.do("slip us/bo forecast crisis")
    cell.do("slip china forecast crisis")
    assert not [line for line in cell.overview() if "is kept yet" in line]
    kept = [(one.who, one.topic, one.audience, one.role) for one in notes_of(table)]
    assert kept == [
        ("us", "forecast", "us", "Ann, Envoy"),
        ("us", "forecast", "us", "Bo"),
        ("china", "forecast", "china", ""),
    ]
    end(table, tmp_path)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        pytest.param("slip us/ann Memo Peace", ("memo", "Ann", "Peace"), id="a capital"),
        pytest.param("slip us/ann memo /Bo Peace", ("memo", "Ann", "/Bo Peace"), id="one name"),
        pytest.param("slip us/Bo Reason memo x", ("memo", "Bo Reason", "x"), id="so called"),
    ],
)
def test_a_slip_is_whose_it_says(tmp_path: Path, typed: str, kept: tuple[str, str, str]) -> None:
    seats = [SeatPlan(seat="us", people=["Ann", "Annette", "Bo Reason"])]
    table = at_play(tmp_path, seats=seats)
    white(table).do(typed)
    assert [(one.topic, one.role, one.text) for one in notes_of(table)] == [kept]
    table.close()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        pytest.param("slip", "slip SEAT/WHO TOPIC TEXT", id="nothing"),
        pytest.param("slip us managed_truce", "Topics: reason TEXT, memo TEXT", id="no topic"),
        pytest.param("slip us/ann survey", "survey N; N; N; N; TEXT.", id="no answers"),
        pytest.param("slip mars memo Hello", "no seat 'mars'. Known: us, china", id="no seat"),
        pytest.param("slip us/Cy memo Hello", "'Cy' there.*`people` in the plan", id="nobody"),
        pytest.param("slip us/n memo Hello", "^'n' may be Ann; Ben: type more", id="two of them"),
        pytest.param("slip us forecast truce", "no ending 'truce'", id="no ending"),
    ],
)
def test_a_slip_that_cannot_be_kept_is_refused_in_words(
    tmp_path: Path, typed: str, said: str
) -> None:
    table = at_play(tmp_path, seats=[SeatPlan(seat="us", people=["Ann", "Ben"])])
    with pytest.raises(UsageError, match=said):
        white(table).do(typed)
    assert notes_of(table) == []
    table.close()


@pytest.mark.parametrize(("hands", "said"), [("closed", "sit down next"), ("paper", "nobody is")])
def test_the_console_says_how_people_are_asked(tmp_path: Path, hands: str, said: str) -> None:
    phases = [phase("Play", "play"), phase("Guess", "forecast")]
    table = opened(tmp_path, plan_of(phases=phases, hands=hands))
    play(table, 0)
    assert any(said in line for line in white(table).do("next"))
    table.close()


def test_the_console_takes_words_seats_and_a_yes_however_they_are_written(tmp_path: Path) -> None:
    table = at_play(tmp_path)
    cell = white(table)
    assert cell.do("Show") == cell.do("show")
    told = cell.do("swap United States greedy because Ann has left.")
    assert told == ["United States is played by greedy from here on."]
    assert "United States is played by greedy." in cell.overview()
    cell.do("swap US human because Ann is back.")
    assert not [line for line in cell.overview() if "is played by" in line]
    for yes in ("Yes", "y"):
        cell.do(f"override shared.trust -= 1 because {WHY}")
        assert cell.do(yes) == ["It is so ruled."]
    outcomes = [line.split()[1] for line in cell.do("outcomes")[1:]]
    assert cell.do(f"choose {outcomes[0]} because {WHY}")[0].endswith(f"{outcomes[0]} now.")
    end(table, tmp_path)


def test_a_question_of_the_console_says_how_it_is_given_up(tmp_path: Path) -> None:
    """Whoever had typed the wrong command gave the next one as its reason."""
    table = at_play(tmp_path)
    cell = white(table)
    for typed in ("pause", "override shared.trust -= 1", "inject good_harvest in 3"):
        cell.do(typed)
        assert "Enter alone does nothing" in cell.question
        assert cell.do("") == ["Nothing has happened."]
    table.close()


def test_a_minute_that_is_over_is_none_to_plan_an_inject_for(tmp_path: Path) -> None:
    table = at_play(tmp_path)
    cell, table.session.clock.played = white(table), 12 * 60.0
    over = r"Minute 11 is over: this is minute 12\. Without a minute it comes now\."
    with pytest.raises(UsageError, match=over):
        cell.do("inject good_harvest at 11")
    for minute in (12, 30):
        cell.do(f"inject good_harvest at {minute} because {WHY}")
        assert table.session.injects.due[-1].minute == minute
    table.close()


def test_a_round_that_is_over_is_none_to_plan_an_inject_for(tmp_path: Path) -> None:
    table = at_play(tmp_path)
    cell = white(table)
    while table.sitting.match.state.round < 2:
        play(table, 1)
    with pytest.raises(UsageError, match=r"Round 1 is over: this is round 2\."):
        cell.do("inject good_harvest in 1")
    for number in (2, 5):
        cell.do(f"inject good_harvest in {number} because {WHY}")
    planned = [one.audience for one in notes_of(table) if one.topic == PLANNED]
    assert planned == [CONTROL, CONTROL], "no seat reads what is to come"
    assert cell.do(f"inject good_harvest never because {WHY}") == ["Nothing is planned any more."]
    table.close()


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        pytest.param(
            "3, 2, -, 5, Time, and nerve", ["3", "2", "", "5", "Time, and nerve"], id="commas"
        ),
        pytest.param(
            "3; 2; -; 5; Time, and nerve", ["3", "2", "", "5", "Time, and nerve"], id="semicolons"
        ),
        pytest.param("Time, 3 or 4 years", ["", "", "", "", "Time, 3 or 4 years"], id="words"),
    ],
)
def test_answers_to_the_survey_are_parted_as_people_write_them(
    tmp_path: Path, typed: str, found: list[str]
) -> None:
    """Five answers with commas between were kept as words for the last question."""
    table = at_play(tmp_path, phases=[phase("Ask", "survey")])
    white(table).do(f"slip us survey {typed}")
    white(table).do("close because It is over.")
    told = surveyed(table.sitting.match.proceedings, table.sitting.titles)
    assert [one.first for one in told] == [one for one in found if one]
    table.close()


def test_a_plan_asks_questions_of_its_own_which_a_save_tells_without_it(tmp_path: Path) -> None:
    """The five usual questions were asked whatever the class is about, and in English alone."""
    own = [
        SurveyEntry(ask="Wie warm = wird es?", scale=["kalt", "warm"]),
        SurveyEntry(ask="Was entscheidet?"),
        SurveyEntry(ask="Und danach?", scale=["nichts", "alles"]),
    ]
    table = at_play(tmp_path, survey=own, phases=[phase("Fragen", "survey")])
    for typed in ("4; Zeit; 2", "2; -; 5"):
        white(table).do(f"slip us survey {typed}")
    with pytest.raises(UsageError, match="Question 3: 'viel' is no number from 1 to 5"):
        white(table).do("slip us survey viel")
    white(table).do("close because Es ist aus.")
    match = table.sitting.match
    found = surveyed(match.proceedings, table.sitting.titles)
    told = [(one.question.ask, one.first, one.last) for one in found]
    warm = "Wie warm: wird es? 1 (kalt) to 5 (warm)"
    assert told == [
        (warm, "4", "2"),
        ("Was entscheidet?", "Zeit", ""),
        ("Und danach? 1 (nichts) to 5 (alles)", "2", "5"),
    ]
    assert on_average(found, found[0].question) == ("4.0", "2.0")
    said = " ".join(str(block) for block in debrief(table.sitting.scene("us")))
    assert f"{warm}: 4; Was entscheidet?: Zeit" in said
    end(table, tmp_path)


def test_answers_to_questions_of_a_plan_may_be_long_or_no_number_to_reckon_with(
    tmp_path: Path,
) -> None:
    """Beyond 2,000 characters in all the last were lost, and 400 digits broke reports."""
    own = [SurveyEntry(ask=f"Question {n} =") for n in range(8)]
    table = at_play(tmp_path, survey=own, phases=[phase("Ask", "survey")])
    answers = ["9" * 400, *("word " * 99 for _ in range(6)), "7"]
    for _ in range(2):
        white(table).do(f"slip us survey {'; '.join(answers)}")
    white(table).do("close because It is over.")
    found = surveyed(table.sitting.match.proceedings, table.sitting.titles)
    assert [one.last for one in found] == [one.strip() for one in answers]
    assert on_average(found, found[0].question) == ("", "")
    assert on_average(found, found[-1].question) == ("7.0", "7.0")
    end(table, tmp_path)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("NEXT 2", "Survey before play begins"),
        ("SWAP CHINA HUMAN BECAUSE WHY NOT", "is played by human from here on"),
        ("Swap China Greedy Because Why not", "is played by greedy from here on"),
        ("INJECT GOOD_HARVEST BECAUSE WHY NOT", "has come"),
        ("Inject Lab_Success In 3 Because Why not", "lab_success in round 3"),
        ("INJECT LAB_SUCCESS WHEN SHARED.TENSION >= 90 BECAUSE OF IT", "shared.tension >= 90"),
        ("INJECTS GOOD_HARVEST", "full silos"),
        ("LOG 1", "round 1"),
        ("BACK 0 SAME BECAUSE OF IT", "Back before move 0"),
        ("PAUSE BECAUSE OF FIRE", "Play stands still"),
        ("TIME +5 BECAUSE OF IT", "left"),
        ("SLIP US SURVEY 4", "It is kept"),
        ("CLOSE UNSCORED BECAUSE OF TIME", "The game is closed, and not scored."),
    ],
)
def test_what_is_typed_in_capitals_is_understood(tmp_path: Path, line: str, said: str) -> None:
    table = at_play(tmp_path)
    assert said in " ".join(white(table).do(line))
    assert not white(table).question
    table.close()


def test_effects_luck_and_moves_are_typed_in_capitals_too(tmp_path: Path) -> None:
    table = at_play(tmp_path, hands="paper")
    cell, match = white(table), table.sitting.match
    before = match.state["shared.tension"]
    cell.do("OVERRIDE SHARED.TENSION += 3 BECAUSE OF A SLIP")
    cell.do("YES")
    assert match.state["shared.tension"] == before + 3
    assert "is to decide." in " ".join(cell.do("TAKE PASS"))
    outcome = cell.do("OUTCOMES")[1].split("  ")[1].strip()
    assert cell.do(f"CHOOSE {outcome.upper()} BECAUSE OF IT") == [f"It is {outcome} now."]
    table.close()


def test_a_usual_run_asks_the_survey_twice_and_the_report_compares_it(
    wargame: CommandLine, tmp_path: Path
) -> None:
    table = at_play(tmp_path, seats=[SeatPlan(seat="us"), SeatPlan(seat="china")])
    cell, session = white(table), table.session

    def asked_and_answered(typed: str) -> None:
        assert [session.questions.asks(seat) for seat in ("us", "china")] == [[("survey", "")]] * 2
        for seat in ("us", "china"):
            think(table.sitting, seat, "survey", typed)

    assert cell.do("next")[0] == "Survey before play begins: 2 minutes."
    asked_and_answered("2; 1; 3; 2; Time.")
    assert [session.questions.asks(seat) for seat in ("us", "china")] == [[], []]
    for title in ("Play", "Forecast", "Survey after play"):
        assert cell.do("next")[0].startswith(f"{title} begins")
        play(table, 2)
    asked_and_answered("4; 1; 4; 5; Chips.")
    cell.do("close because The time is over.")
    table.close()
    out = tmp_path / "review.md"
    assert wargame("report", str(tmp_path / "tables" / "1.jsonl"), "-o", str(out)).code == 0
    told = out.read_text("utf-8").partition("The survey, before and after")[2]
    rows = [line for line in told.splitlines() if "understand the matter" in line][:3]
    answers = [[cell.strip() for cell in row.split("|")[2:5]] for row in rows]
    assert answers == [
        ["United States", "2", "4"],
        ["China", "2", "4"],
        ["average of those who gave both", r"2\.0", r"4\.0"],
    ]


@pytest.mark.parametrize("last_round", [1, 2])
def test_whoever_answered_after_play_alone_gave_no_first_answer(
    last_round: int, tmp_path: Path
) -> None:
    """It stood among the answers before play, of a class that came no further than round 1 too."""
    ask = [phase("Before", "survey"), phase("Play", "play"), phase("After", "survey")]
    table = at_play(tmp_path, phases=ask)
    cell = white(table)
    cell.do("slip us survey 2")
    cell.do("next")
    play(table, 1)
    while table.sitting.match.state.round < last_round:
        play(table, 1)
    cell.do("next")
    cell.do("slip us survey 4")
    cell.do("slip china survey 5")
    cell.do("close because The time is over.")
    found = surveyed(table.sitting.match.proceedings, table.sitting.titles)
    assert [(one.who, one.first, one.last) for one in found] == [
        ("United States", "2", "4"),
        ("China", "", "5"),
    ]
    assert on_average(found, found[0].question) == ("2.0", "4.0")
    end(table, tmp_path)


def test_a_slip_that_is_typed_once_more_corrects_the_one_before_it(tmp_path: Path) -> None:
    """A typing error before play was told as the answer before play, its mending as the last."""
    ask = [phase("Before", "survey"), phase("Play", "play"), phase("After", "survey")]
    table = at_play(tmp_path, phases=ask, seats=[SeatPlan(seat="us", people=["Ann", "Bo", "Cy"])])
    cell = white(table)
    for typed in ("Ann survey 5; 5", "Ann survey 2", "Bo survey 1", "Bo survey 3"):
        cell.do(f"slip us/{typed}")
    cell.do("next")
    cell.do("next")
    cell.do("slip us/Ann survey 4; 5")
    cell.do("slip us/Cy survey 1")
    cell.do("close because The time is over.")
    found = surveyed(table.sitting.match.proceedings, table.sitting.titles)
    told = [(one.question.id, one.first, one.last) for one in found]
    scale = "understanding"
    assert told[:3] == [(scale, "2", "4"), (scale, "3", ""), (scale, "1", "")]
    assert told[3:] == [("agreement", "5", "5")]
    assert on_average(found, found[0].question) == ("2.0", "4.0")
    end(table, tmp_path)


def test_what_anybody_of_a_seat_without_names_wrote_is_kept_of_the_seat(tmp_path: Path) -> None:
    """Two surveys of China were kept, and the console told that none was."""
    seats = [SeatPlan(seat="us", people=["Ann"]), SeatPlan(seat="china")]
    phases = [phase("Survey", "survey"), phase("Memo", "memo")]
    table = opened(tmp_path, plan_of(phases=phases, seats=seats))
    play(table, 0)
    cell = white(table)
    assert cell.do("slip china/1 survey 5")[-1] == "No survey is kept yet of us/Ann."
    assert cell.do("slip us survey 5")[-1] == "No survey is kept yet of us/Ann."
    cell.do("next")
    assert cell.do("slip us/Ann memo Patience.")[-1] == "No memo is kept yet of china."
    table.close()


def test_changes_that_a_facilitator_types_stand_apart_by_commas_too(tmp_path: Path) -> None:
    """They were told to put each into a list item of its own, which a console has not."""
    table = at_play(tmp_path)
    cell = white(table)
    told = cell.do("override shared.trust += max(2, 1), shared.tension -= 2; us.hawks += 1")
    what, _, moved = zip(*(line.rpartition(": ") for line in told), strict=True)
    assert what == ("Trust", "Tension", "Anger of hawks (United States)")
    by = [int(after) - int(before) for before, after in (one.split(" to ") for one in moved)]
    assert by == [2, -2, 1]
    table.close()


def test_a_survey_is_collected_where_the_game_ended_before_its_time(tmp_path: Path) -> None:
    """Nothing told the facilitator that it was missing."""
    ask = [phase("Play", "play"), phase("Survey", "survey")]
    table = at_play(tmp_path, phases=ask, seats=[SeatPlan(seat="us", people=["Ann", "Bo"])])
    cell = white(table)
    cell.do("close because The time is over.")
    assert "nobody is asked on the screen" in "".join(cell.do("next"))
    assert table.session.questions.asks("us") == []
    assert cell.do("slip us/Ann survey 4")[-1] == "No survey is kept yet of us/Bo; china."
    assert cell.do("slip us/Bo survey 2")[-1] == "No survey is kept yet of china."
    end(table, tmp_path)


def test_questions_of_a_plan_are_asked_in_text_and_printed(tmp_path: Path) -> None:
    own = [SurveyEntry(ask="How warm?", scale=["cold", "hot"]), SurveyEntry(ask="Why so?")]
    plan = plan_of(survey=own, phases=[phase("Ask", "survey")])
    printed = markdown(for_side(plan, game_of("primer"), "us"))
    assert "How warm?" in printed
    assert printed.partition("Why so?")[2].count("Before:\n\n…\n…") == 1
    assert printed.partition("Why so?")[2].count("After:\n\n…\n…") == 1
    table = opened(tmp_path, plan)
    to_play(table)
    said: list[str] = []
    ask_survey(table.sitting, Console(["9", "3", "Sun; sea"], said.append), "us")
    told = "".join(said)
    assert told.count("How warm? 1 (cold) to 5 (hot)") == 2
    assert notes_of(table)[-1].text == "? How warm? 1 (cold) to 5 (hot) = 3\n? Why so? = Sun; sea"
    table.close()


@pytest.mark.parametrize("is_opened_so", [False, True])
def test_programs_alone_play_round_by_round_in_text_so_that_a_console_can_be_called(
    tmp_path: Path, is_opened_so: bool
) -> None:
    """Whoever swapped the last person away saw the whole game end at once."""
    programs = [SeatPlan(seat=seat, player="greedy") for seat in ("us", "china")]
    plan = plan_of(seats=programs if is_opened_so else [], phases=[phase("Play", "play")])
    table, said = opened(tmp_path, plan), list[str]()
    swaps = ["swap us greedy because Ann left", "swap china greedy because Bo left"]
    first = [] if is_opened_so else ["", "console", plan.passphrase, *swaps, "leave"]
    lines = [*first, "", "", "console", plan.passphrase, "note I came", "leave", "quit"]
    PlainTable(table.sitting, Console(lines, said.append)).play()
    told = " ".join("".join(said).split())
    assert (table.sitting.round, table.sitting.is_over) == (3, False)
    assert told.count("Q1 ==") == told.count("Q2 ==") == 1
    assert told.count("Programs play every seat.") == 4
    assert notes_of(table)[-1].text == "I came"
    table.close()


@pytest.mark.parametrize("last", [None, 2], ids=["the deck ends it", "the plan ends it"])
def test_the_end_of_a_game_that_programs_played_alone_tells_no_round_again(
    last: int | None, tmp_path: Path
) -> None:
    """All rounds came once more, in one, as if somebody sat there: `You draw …`."""
    plan = plan_of(phases=[phase("Play", "play")], last_round=last)
    table, said = opened(tmp_path, plan), list[str]()
    swaps = ["swap us greedy because Ann left", "swap china greedy because Bo left"]
    lines = ["", "console", plan.passphrase, *swaps, "leave", *[""] * 6]
    PlainTable(table.sitting, Console(lines, said.append)).play()
    told = "".join(said).split("Programs play every seat.", 1)[1]
    assert table.sitting.is_over
    heads = [line for line in told.splitlines() if line.startswith(("== Round", "== After"))]
    rounds = last or 6
    after = ["== After round 2 of 2 =="] if last else []
    assert [one.partition(",")[0] for one in heads] == [
        *(f"== Round {number} of {rounds}" for number in range(1, rounds + 1)),
        *after,
    ]
    assert "You " not in told
    table.close()


@pytest.mark.parametrize("kind", ["memo", "survey"])
def test_whoever_is_asked_in_text_can_call_the_facilitator_and_leave(
    tmp_path: Path, kind: str
) -> None:
    """`quit` was kept as a memo, and so was `console` with the passphrase behind it."""
    words = [SurveyEntry(ask="What decides it?")]
    plan = plan_of(survey=words, phases=[phase("Ask", kind), phase("Play", "play")])
    table, said = opened(tmp_path, plan), list[str]()
    lines = ["", "Console", plan.passphrase, "note I came", "leave", "", "Hold.", "", "quit"]
    PlainTable(table.sitting, Console(lines, said.append)).play()
    kept = [(one.topic, one.text.rpartition("= ")[2]) for one in notes_of(table)]
    assert kept == [("note", "I came"), (kind, "Hold.")]
    assert "You leave the table." in "".join(said)
    table.close()


@pytest.mark.parametrize("cells", [40, 78])
def test_a_long_move_of_the_log_stands_as_far_in_as_a_short_one(tmp_path: Path, cells: int) -> None:
    table = at_play(tmp_path)
    told = white(table).do("log 1")
    firsts = [line_text(row_as_written(line, cells).lines[0]) for line in told]
    assert any(len(line) > cells for line in told)
    assert all(re.match(r" *[0-9]+  round", first) for first in firsts)
    assert [as_written(line)[0][:10] for line in told] == [line[:10] for line in told]
    table.close()


@pytest.mark.parametrize("cells", [78, 80])
def test_what_is_coming_is_broken_once_and_for_the_console_it_stands_on(
    tmp_path: Path, cells: int
) -> None:
    """On a screen of 80 columns a line of 80 was broken again, and left a word alone."""
    table = at_play(tmp_path)
    told = white(table).overview()
    dated = told[told.index("Coming:") + 1 :]
    said = [line_text(one) for line in dated for one in row_as_written(line, cells).lines]
    assert all(len(line.split()) > 2 for line in said)
    assert all(re.match("  (in [0-9]|next|this) rounds?  |    ", line) for line in said)
    assert any("  in 5 rounds  judged: Chips at stake 2, " in line for line in said)
    table.close()


@pytest.mark.parametrize("how", ["scored", "unscored"])
def test_nobody_is_asked_why_once_the_game_is_over(tmp_path: Path, how: str) -> None:
    """An inject was planned for a game that was over; others asked why, and then refused."""
    table = at_play(tmp_path, phases=[phase("Play", "play"), phase("Survey", "survey")])
    cell = white(table)
    cell.do(f"close {how} because The bell has gone.")
    before = len(table.sitting.match.record.events)
    for line in ("inject line_stop in 3", "choose inject none", "reroll", "swap us greedy"):
        with pytest.raises(IllegalAction, match="The game is over"):
            cell.do(line)
    for line in ("override shared.tension += 1", "move", "take", "close", "close unscored"):
        with pytest.raises(IllegalAction, match="The game is over"):
            cell.do(line)
    assert (cell.question, len(table.sitting.match.record.events)) == ("", before)
    told = "\n".join(cell.do(""))
    assert "The game is over." in told
    assert not any(one in told for one in ("is to decide", "Both sides ready?", "Coming:"))
    assert "choose" not in cell.do("outcomes")[0]
    assert cell.do("pause Tea") == ["The clock stands still. `go` goes on."]
    assert cell.do("go") == ["The clock runs."]
    assert "nobody is asked on the screen" in "".join(cell.do("next"))
    end(table, tmp_path)


def test_cards_that_were_given_out_are_not_given_out_again_after_the_table_was_left(
    tmp_path: Path,
) -> None:
    plan = plan_of(hands="paper")
    opened(tmp_path, plan).close()
    table = opened(tmp_path, plan)
    play(table, 0)
    assert any("Give out" in line for line in white(table).do("cards")), "nobody has moved"
    to_play(table)
    white(table).do("take pass")
    table.close()
    again = opened(tmp_path, plan)
    told = white(again).do("cards")
    assert [line.partition(" holds ")[1] for line in told] == [" holds ", " holds "]
    end(again, tmp_path)


def test_whoever_goes_back_is_told_which_injects_no_longer_count(tmp_path: Path) -> None:
    table = at_play(tmp_path)
    cell = white(table)
    play(table, 1)
    cell.do("inject good_harvest because It is time.")
    assert cell.do("back because They misread it.")[1:] == [
        "Good news: full silos, full ports no longer counts."
    ]
    assert "good_harvest" not in happened(table.sitting.match)
    play(table, 1)
    assert len(cell.do("back because Again.")) == 1
    end(table, tmp_path)


@pytest.mark.parametrize(
    ("before", "back_by", "is_told"),
    [
        ("choose inject none", 0, True),
        ("reroll", 1, True),
        ("reroll", 0, False),
        ("back", 0, False),
    ],
)
def test_whoever_goes_back_on_the_same_luck_is_told_what_that_is(
    tmp_path: Path, before: str, back_by: int, is_told: bool
) -> None:
    """Behind the move luck fell as at first again, and not as it had been chosen or drawn anew."""
    table = at_play(tmp_path)
    cell, match = white(table), table.sitting.match
    luck = int(cell.do("outcomes")[0].split()[1].rstrip("."))
    play(table, 1)
    cell.do(f"{before} because To see what comes.")
    to_play(table)
    play(table, 1)
    to = match.course.ply - 1 if before == "back" else luck - back_by
    told = cell.do(f"back {to} same because Once more.")
    assert (AS_AT_FIRST in told) is is_told
    end(table, tmp_path)


def test_luck_that_the_plan_chose_fell_so_at_first(tmp_path: Path) -> None:
    table = at_play(tmp_path, injects=[DueInject(inject="lab_success", round=1)])
    cell = white(table)
    luck = int(cell.do("outcomes")[0].split()[1].rstrip("."))
    play(table, 1)
    assert AS_AT_FIRST not in cell.do(f"back {luck} same because Once more.")
    end(table, tmp_path)


@pytest.mark.parametrize("typed", ["quit", "Exit"])
def test_whoever_quits_at_the_console_is_told_where(tmp_path: Path, typed: str) -> None:
    table = opened(tmp_path, plan_of())
    with pytest.raises(UsageError, match=r"^leave goes back to the table; whoever quits does so"):
        white(table).do(typed)
    table.close()


def test_no_move_is_taken_off_paper_while_nobody_plays(tmp_path: Path) -> None:
    """The console told that nobody plays, and took the move."""
    phases = [phase("Play", "play"), phase("Call", "talks"), phase("Play on", "play")]
    table = at_play(tmp_path, hands="paper", phases=phases)
    cell, first = white(table), table.sitting.mover
    cell.do("next")
    with pytest.raises(IllegalAction, match="Nobody plays; `next`"):
        cell.do("take pass")
    assert table.sitting.mover == first
    cell.do("next")
    cell.do("pause A fire drill")
    with pytest.raises(IllegalAction, match="Play stands still: `go` first"):
        cell.do("take pass")
    assert table.sitting.mover == first
    cell.do("go")
    cell.do("take pass")
    assert table.sitting.mover != first
    end(table, tmp_path)


def test_a_phase_that_begins_in_a_pause_waits_with_its_clock(tmp_path: Path) -> None:
    """Its time ran off while nobody could play."""
    phases = [phase("First half", "play"), phase("Second half", "play"), phase("End", "debrief")]
    table = at_play(tmp_path, phases=phases)
    cell, clock = white(table), table.session.clock
    cell.do("pause A fire drill")
    assert "Paused: A fire drill." in cell.do("next")
    assert "stopped." in cell.do("show")[0]
    cell.do("go")
    assert clock.is_running
    cell.do("pause A fire drill")
    cell.do("close because The bell has gone.")
    assert (clock.phase.title, clock.is_running) == ("End", True), "nothing is paused any more"
    end(table, tmp_path)


@pytest.mark.parametrize(("tables", "told"), [(1, "Minute 0. "), (2, "Table 1. Minute 0. ")])
def test_of_several_tables_the_console_tells_which_one_it_is(
    tmp_path: Path, tables: int, told: str
) -> None:
    table = opened(tmp_path, plan_of(tables=tables))
    assert white(table).do("show")[0].startswith(told)
    table.close()


def test_a_phase_that_was_left_by_mistake_is_gone_back_to(tmp_path: Path) -> None:
    """Whoever typed `next` twice had lost the memo of both sides for good."""
    phases = [phase("Brief", "brief"), phase("Memo", "memo"), phase("Play", "play")]
    table = at_play(tmp_path, phases=phases)
    cell = white(table)
    cell.do("next")
    cell.was_asked("us")
    cell.do("next")
    assert cell.asks("us") == []
    assert cell.do("next 2")[0] == "Memo begins: 5 minutes."
    assert cell.asks("us") == [("memo", "")]
    assert table.session.clock.phase.title == "Memo"
    for wrong in ("next 4", "next 0", "next Memo"):
        with pytest.raises(UsageError, match=r"Phases: 1 Brief, 2 Memo, 3 Play\."):
            cell.do(wrong)
    cell.do("next 3")
    with pytest.raises(IllegalAction, match=r"last phase of the plan\. Phases: 1 Brief"):
        cell.do("next")
    end(table, tmp_path)


def test_whoever_thinks_learns_the_deck_beside_the_console(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The screen and its clock stood still for a minute, and did then what had been typed."""

    def learn(*_: object, **__: object) -> None:
        raise AssertionError("it is made where the screen is drawn")

    table = at_play(tmp_path)
    monkeypatch.setattr("wargame.players.search.Search.__init__", learn)
    cell = white(table)
    assert cell.do("swap china search:5it because Bo has left.")[0].endswith("from here on.")
    assert isinstance(table.sitting.match.players["china"], ByWorker)
    for wrong in ("swap us search:x because No.", "swap us search@nobody because No."):
        with pytest.raises(WargameError):
            cell.do(wrong)
    end(table, tmp_path)


def dated_table(tmp_path: Path, **when: int) -> OpenTable:
    """A table at which an inject is planned that its deck dates to round 3."""
    game, due = game_of("history"), {"inject": "duties_for_everyone", **when}
    plan = plan_of(deck="history", injects=[DueInject.model_validate(due)])
    return open_table(SeminarFolder(tmp_path), plan, game, 1, writes_aside=False)


def test_an_inject_that_came_by_its_date_has_come(tmp_path: Path) -> None:
    """The plan had it come once more, and the console said that it may come."""
    table = dated_table(tmp_path, round=4)
    match, cell = table.sitting.match, white(table)
    while match.state.round < 5:
        assert ("duties_for_everyone" in happened(match)) is (match.state.round >= 3)
        play(table, 1)
    assert [one for entry in match.log for one in entry.dated] == ["duties_for_everyone"]
    assert next(one for one in cell.do("injects") if "has come" in one).endswith(
        "[duties_for_everyone]"
    )
    told = cell.do("injects duties_for_everyone")
    assert not [one for one in told if "Comes in round 3." in one]
    with pytest.raises(UsageError, match="has come already"):
        cell.do("inject duties_for_everyone because Again.")


def test_an_inject_that_comes_before_its_date_is_told_once(tmp_path: Path) -> None:
    """What came from outside had it twice."""
    table = dated_table(tmp_path, round=1)
    match, cell = table.sitting.match, white(table)
    while match.state.round < 5:
        play(table, 1)
    assert [one for entry in match.log for one in entry.dated] == ["duties_for_everyone"]
    cell.do("close because It is late.")
    facts = hot_wash(table.sitting.scene(match.game.seats[0]), "It is over.")[0].lines
    assert "What came from outside: Duties move for everyone." in facts
