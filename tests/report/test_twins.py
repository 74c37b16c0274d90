"""What is told or handed out opens nothing of a table that goes on with the same luck."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from shutil import copy
from typing import Any

import pytest

from tests.alike import keep_branch
from tests.conftest import CommandLine
from tests.seminar.tables import play
from tests.store.helpers import game_of, lock_up, played_by
from wargame.cli.begun import is_shut, kept_games
from wargame.play.control import note
from wargame.seminar.early_end import close_game
from wargame.seminar.folder import OpenTable, SeminarFolder, new_plan, open_table
from wargame.seminar.formats import usual_format
from wargame.seminar.kit import plan_text
from wargame.seminar.plan import SeminarPlan
from wargame.seminar.shared_luck import AWAY, has_table_to_come
from wargame.store.matches import save_match
from wargame.table.host.following import FollowedSave
from wargame.table.host.hypothetical import hypothetical, ways_on
from wargame.table.host.live import open_hands, public_of, read_public
from wargame.table.host.rewind import NOT_FOR_ALL, Rewind
from wargame.table.words.public import PublicHand, PublicTable


@pytest.fixture
def plan() -> SeminarPlan:
    made = new_plan("class", "primer", game_of("primer"), usual_format(45), 16, 2, 918_273)
    return made.model_copy(update={"secret": "3d" * 16})


def end(table: OpenTable, *, is_scored: bool) -> None:
    """The facilitator closes a game, and everybody leaves."""
    close_game(table.session, is_scored=is_scored, why="The time is over.")
    table.close()


def opened(folder: Path, plan: SeminarPlan, number: int) -> OpenTable:
    table = open_table(SeminarFolder(folder), plan, game_of("primer"), number, writes_aside=False)
    table.sitting.draw_luck()
    return table


def public_hands(table: OpenTable) -> tuple[PublicHand, ...]:
    sitting = table.sitting
    return open_hands(sitting.game, sitting.match.state)


def test_without_a_secret_the_seed_of_a_table_that_is_over_opens_none_that_goes_on(
    wargame: CommandLine, tmp_path: Path, plan: SeminarPlan
) -> None:
    """Nothing else tells the tables of a plan that names none, such as one of another version."""
    plan = plan.model_copy(update={"secret": None})
    (tmp_path / "plan.yaml").write_text(plan_text(plan, game_of("primer").deck), "utf-8")
    first = opened(tmp_path, plan, 1)
    end(first, is_scored=True)
    out = tmp_path / "out.md"

    def tells_the_seed() -> bool:
        assert wargame("report", str(tmp_path / "tables" / "1.jsonl"), "-o", str(out)).code == 0
        text = out.read_text("utf-8")
        out.unlink()
        return str(plan.seed) in text

    assert not tells_the_seed(), "the second table has not begun"
    save = str(tmp_path / "tables" / "1.jsonl")
    answer = wargame("report", save, "--what-if", "1", "-o", str(out))
    assert (answer.code, out.exists()) == (2, False), "it was written without what was asked for"
    assert "leave out --what-if" in answer.err
    second = opened(tmp_path, plan, 2)
    assert not tells_the_seed()
    end(second, is_scored=False)
    assert tells_the_seed()


def test_a_copy_among_the_tables_opens_none_that_goes_on(
    wargame: CommandLine, tmp_path: Path, plan: SeminarPlan
) -> None:
    """`save migrate` puts one there, and it was no table by its name."""
    plan = plan.model_copy(update={"secret": None})
    (tmp_path / "plan.yaml").write_text(plan_text(plan, game_of("primer").deck), "utf-8")
    first, second = opened(tmp_path, plan, 1), opened(tmp_path, plan, 2)
    end(first, is_scored=True)
    place = tmp_path / "tables"
    assert wargame("save", "migrate", str(place / "1.jsonl")).code == 0

    def tells_the_seed() -> bool:
        out = tmp_path / "out.md"
        assert wargame("report", str(place / "1-migrated.jsonl"), "-o", str(out)).code == 0
        text = out.read_text("utf-8")
        out.unlink()
        return str(plan.seed) in text

    assert not tells_the_seed()
    end(second, is_scored=False)
    assert tells_the_seed()


def test_a_table_that_is_over_opens_none_that_goes_on(
    wargame: CommandLine, tmp_path: Path, plan: SeminarPlan
) -> None:
    first, second = opened(tmp_path, plan, 1), opened(tmp_path, plan, 2)
    sitting = first.sitting
    drawn = sitting.titles.cards[sitting.view(sitting.game.seats[0]).hand[0]]
    end(first, is_scored=True)

    def told(kind: str, *tables: int) -> str:
        out = tmp_path / f"out.{kind}"
        names = [str(tmp_path / "tables" / f"{one}.jsonl") for one in tables]
        assert wargame("report", *names, "-o", str(out)).code == 0
        text = out.read_text("utf-8")
        out.unlink()
        return text

    hand = {drawn, *(sitting.view(sitting.game.seats[0]).hand)}
    assert plan.secret
    for kind, tables in (("html", (1,)), ("csv", (1, 2)), ("md", (1, 2))):
        found = told(kind, *tables)
        assert plan.secret not in found
        assert str(plan.seed) not in found
        assert not [card for card in hand if card in found]
    assert "dealt by the same luck goes on, or is planned" in found
    assert "## Table 2: How it ended" in found
    assert "luck fell differently" not in found
    end(second, is_scored=False)
    found = told("md", 1)
    assert plan.secret in found
    assert drawn in found
    assert "goes on" not in found
    (tmp_path / "plan.yaml").write_text(plan_text(plan, game_of("primer").deck), "utf-8")
    assert plan.secret in told("md", 1)
    third = plan.model_copy(update={"tables": 3})
    (tmp_path / "plan.yaml").write_text(plan_text(third, game_of("primer").deck), "utf-8")
    assert plan.secret not in told("md", 1)


def test_a_table_whose_notes_are_closed_is_not_told_as_one_that_wrote_none(
    wargame: CommandLine, tmp_path: Path, plan: SeminarPlan
) -> None:
    """Of a table that is over it said that nobody wrote anything down, while another went on."""
    first, second = opened(tmp_path, plan, 1), opened(tmp_path, plan, 2)
    seat = first.sitting.game.seats[0]
    note(first.sitting.match, seat, "forecast", "escalated", audience=seat)
    end(first, is_scored=True)

    def told(*words: str) -> str:
        out = tmp_path / "out.md"
        save = str(tmp_path / "tables" / "1.jsonl")
        assert wargame("report", save, *words, "-o", str(out)).code == 0
        text = " ".join(out.read_text("utf-8").split())
        out.unlink()
        return text

    found = told()
    assert "Nobody wrote anything down." not in found
    assert "What anybody wrote down, if anything, is not open to whoever reads this." in found
    assert "what people wrote down stay closed until all are over" in found
    assert "Nobody wrote anything down." not in told("--as", first.sitting.game.seats[1])
    end(second, is_scored=False)
    assert "foresaw the ending" in told()


def test_the_luck_of_a_table_is_kept_in_a_branch_only_when_no_table_goes_on_by_it(
    wargame: CommandLine, tmp_path: Path, plan: SeminarPlan
) -> None:
    """A branch shows all that the luck would bring: to a table that goes on, what is to come."""
    assert plan.secret
    first, second = opened(tmp_path, plan, 1), opened(tmp_path, plan, 2)
    save, out = tmp_path / "tables" / "1.jsonl", tmp_path / "branch.jsonl"
    words = ("save", "branch", str(save), "branch", "--saves", str(tmp_path), "--round", "1")

    def refused() -> str:
        answer = wargame(*words, "--same-luck")
        assert (answer.code, answer.out, out.exists()) == (2, "", False)
        return answer.err

    assert "is not finished; its luck stays its own" in refused()
    end(first, is_scored=True)
    assert "Another table with the same luck goes on" in refused()
    assert wargame(*words).code == 0, "other luck is nobody's"
    assert plan.secret not in out.read_text("utf-8")
    out.unlink()
    end(second, is_scored=False)
    assert wargame(*words, "--same-luck").code == 0
    assert plan.secret in out.read_text("utf-8")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param("tables: 2", "tables: '2'", id="a number in quotes"),
        pytest.param("tables: 2", "tables:\t2", id="a tab"),
        pytest.param("secret: ", "secret: 5E", id="another secret than any"),
        pytest.param("seed: ", "seed ", id="half a line"),
    ],
)
def test_a_plan_that_cannot_be_read_opens_nothing(
    old: str, new: str, tmp_path: Path, plan: SeminarPlan
) -> None:
    """The second table has not begun, and nobody knows of it until the plan is mended."""
    text = plan_text(plan, game_of("primer").deck)
    assert old in text
    place, secret = tmp_path / "tables" / "1.jsonl", plan.secret or ""
    place.parent.mkdir()
    place.touch()
    for plan_said in (text, text.replace(old, new)):
        (tmp_path / "plan.yaml").write_text(plan_said, "utf-8")
        assert has_table_to_come(place, secret)
    (tmp_path / "plan.yaml").write_text(text.replace("tables: 2", "tables: 1"), "utf-8")
    assert not has_table_to_come(place, secret)


def test_an_export_of_a_table_that_is_over_opens_none_that_goes_on(
    wargame: CommandLine, tmp_path: Path, plan: SeminarPlan
) -> None:
    first, second = opened(tmp_path, plan, 1), opened(tmp_path, plan, 2)
    ours, rival = first.sitting.game.seats
    own = {card.id for card in game_of("primer").deck.cards if card.seat == rival}
    theirs = [card for card in first.sitting.view(rival).hand if card in own]
    end(first, is_scored=True)
    save = tmp_path / "tables" / "1.jsonl"

    def exported(name: str) -> str:
        found = wargame("save", "export", str(save), "--seat", ours, "-o", str(tmp_path / name))
        assert found.code == 0
        return (tmp_path / name).read_text("utf-8") + found.err

    assert plan.secret
    found = exported("early")
    assert plan.secret not in found
    assert f'"seed":{plan.seed}' not in found
    assert not [card for card in theirs if f"draw {card}" in found]
    assert "Another table with the same luck goes on" in found
    end(second, is_scored=False)
    late = exported("late")
    assert plan.secret in late
    assert "with the same luck goes on" not in late
    assert f"draw {theirs[0]}" in late
    views = ("--view", str(tmp_path / "early"), "--view", str(tmp_path / "late"))
    checked = wargame("save", "verify", str(save), "--fair", *views)
    assert checked.code == 0, checked.out


def test_an_export_beside_the_tables_of_a_class_that_is_over_shuts_nothing(
    wargame: CommandLine, tmp_path: Path, plan: SeminarPlan
) -> None:
    """It lies there unless told otherwise, and counted as a table that goes on for good."""
    for number in (1, 2):
        end(opened(tmp_path, plan, number), is_scored=True)
    save = str(tmp_path / "tables" / "1.jsonl")
    for seat in ("us", "china"):
        done = wargame("save", "export", save, "--seat", seat)
        assert (done.code, done.err) == (0, "")
    out = tmp_path / "out.md"
    assert wargame("report", save, "-o", str(out)).code == 0
    assert "stay closed until all are over" not in out.read_text("utf-8")


@pytest.mark.parametrize("told", ["", "{", "half", "view"])
def test_of_a_table_that_cannot_be_read_nobody_knows_that_it_is_over(
    wargame: CommandLine, tmp_path: Path, plan: SeminarPlan, told: str
) -> None:
    """The projector kept its hands closed, and the report told seed and secret."""
    (tmp_path / "plan.yaml").write_text(plan_text(plan, game_of("primer").deck), "utf-8")
    first, second = opened(tmp_path, plan, 1), opened(tmp_path, plan, 2)
    close_game(first.session, is_scored=True, why="The time is over.")
    second.close()
    place = tmp_path / "tables" / "2.jsonl"
    text, view = place.read_text("utf-8"), tmp_path / "view"
    assert wargame("save", "export", str(place), "--seat", "us", "-o", str(view)).code == 0
    known = {"half": text[:200], "view": view.read_text("utf-8")}
    place.write_text(known.get(told, told), "utf-8")
    out = tmp_path / "out.md"
    assert not public_of(first.sitting).hands
    assert wargame("report", str(tmp_path / "tables" / "1.jsonl"), "-o", str(out)).code == 0
    assert str(plan.secret) not in out.read_text("utf-8")
    first.close()


def test_of_tables_that_nobody_may_look_for_it_is_not_known_that_they_are_over(
    wargame: CommandLine, tmp_path: Path, plan: SeminarPlan, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It told everything, and then nothing at all, where a folder may be used and not listed."""
    plan = plan.model_copy(update={"tables": 1})
    table = opened(tmp_path, plan, 1)
    end(table, is_scored=True)
    path, out = tmp_path / "tables" / "1.jsonl", tmp_path / "out.md"

    def tells_the_seed() -> bool:
        assert wargame("report", str(path), "-o", str(out)).code == 0
        text = out.read_text("utf-8")
        out.unlink()
        return str(plan.seed) in text

    (tmp_path / "plan.yaml").write_text(plan_text(plan, game_of("primer").deck), "utf-8")
    assert tells_the_seed()
    with monkeypatch.context() as patch:
        lock_up(patch, path.parent)
        assert not tells_the_seed()
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    path = path.rename(elsewhere / "mine.jsonl")
    lock_up(monkeypatch, elsewhere)
    assert tells_the_seed()


def test_a_table_with_other_luck_shuts_nothing(
    wargame: CommandLine, tmp_path: Path, plan: SeminarPlan
) -> None:
    """The projector counted it among the others, and the report did not."""
    first = opened(tmp_path, plan, 1)
    second = opened(tmp_path, plan.model_copy(update={"secret": "5e" * 16}), 2)
    close_game(first.session, is_scored=True, why="The time is over.")
    out = tmp_path / "out.md"
    assert public_of(first.sitting).hands
    assert wargame("report", str(tmp_path / "tables" / "1.jsonl"), "-o", str(out)).code == 0
    assert str(plan.secret) in out.read_text("utf-8")
    first.close()
    second.close()


def test_two_games_of_one_seed_and_of_no_class_shut_nothing(
    wargame: CommandLine, tmp_path: Path
) -> None:
    """Whoever plays both knows; and one of seed 1 is beside many a game."""
    done, goes_on = tmp_path / "done.jsonl", tmp_path / "goes_on.jsonl"
    played_by(done, game_of("primer"), ("human", "random"), 1)
    played_by(goes_on, game_of("primer"), ("human", "random"), 1, plies=30)
    out = tmp_path / "out.md"
    found = wargame("report", str(done), "-o", str(out))
    assert (found.code, "same luck" in found.err) == (0, False)
    assert "same luck" not in out.read_text("utf-8")
    assert json.loads(wargame("replay", str(done), "--json").out)["header"]["seed"] == 1


def test_a_replay_for_programs_of_a_table_that_is_over_opens_none_that_goes_on(
    wargame: CommandLine, tmp_path: Path, plan: SeminarPlan
) -> None:
    first, second = opened(tmp_path, plan, 1), opened(tmp_path, plan, 2)
    drawn = first.sitting.view(first.sitting.game.seats[0]).hand[0]
    end(first, is_scored=True)

    def told() -> tuple[dict[str, Any], str]:
        found = wargame("replay", str(tmp_path / "tables" / "1.jsonl"), "--json")
        assert found.code == 0
        return json.loads(found.out), found.err

    early, said = told()
    assert "Another table with the same luck goes on" in said
    assert not {"seed", "secret"} & early["header"].keys()
    assert "digest" not in early
    assert f"draw {drawn}" not in str(early["rounds"])
    assert early["ending"]
    end(second, is_scored=False)
    late, said = told()
    assert said == ""
    assert (late["header"]["seed"], late["header"]["secret"]) == (plan.seed, plan.secret)
    assert f"draw {drawn}" in str(late["rounds"])


def test_a_projector_shows_no_hand_of_a_table_while_others_go_on(
    tmp_path: Path, plan: SeminarPlan
) -> None:
    """Neither in a replay that is begun elsewhere, nor at the end of a hypothetical line."""
    first, second = opened(tmp_path, plan, 1), opened(tmp_path, plan, 2)
    close_game(first.session, is_scored=True, why="The time is over.")
    rewind = Rewind(first.sitting)
    rewind.go(rewind.last - 1)
    first.close()
    line = hypothetical(rewind, ways_on(rewind)[0])
    line.go(line.last)
    assert line.sitting.is_over
    assert not line.public().hands
    games = kept_games(tmp_path / "tables")
    save = tmp_path / "tables" / "1.jsonl"
    save.with_name("1.live.json").unlink()
    assert not public_of(games.watch("1")).hands
    assert not FollowedSave(save, is_shut=is_shut).table.hands
    assert not public_of(second.sitting).hands
    close_game(second.session, is_scored=True, why="The time is over.")
    assert public_of(second.sitting).hands  # of the last that ends
    second.close()
    assert public_of(games.watch("1")).hands
    assert FollowedSave(save, is_shut=is_shut).table.hands


def live_of(folder: Path, table: int) -> PublicTable:
    return read_public(folder / "tables" / f"{table}.live.json")


def test_the_last_table_to_end_opens_the_hands_of_all(tmp_path: Path, plan: SeminarPlan) -> None:
    """Whoever observed the first one saw them closed for good."""
    plan = plan.model_copy(update={"tables": 3})
    tables = [opened(tmp_path, plan, number) for number in (1, 2, 3)]
    first, second, last = tables
    close_game(first.session, is_scored=True, why="The time is over.")
    hands = public_hands(first)
    first.close()
    close_game(second.session, is_scored=True, why="The time is over.")
    for one in (1, 2):
        assert not live_of(tmp_path, one).hands
    second.session.save_clock()
    assert not live_of(tmp_path, 2).hands
    close_game(last.session, is_scored=True, why="The time is over.")
    assert live_of(tmp_path, 3).hands
    second.session.save_clock()  # as the clock of a table that is not left has it written
    assert live_of(tmp_path, 2).hands
    assert not live_of(tmp_path, 1).hands
    last.close()
    assert live_of(tmp_path, 1).hands == hands
    second.close()


def test_a_class_that_is_closed_by_the_command_opens_all_hands(
    wargame: CommandLine, tmp_path: Path, plan: SeminarPlan
) -> None:
    (tmp_path / "plan.yaml").write_text(plan_text(plan, game_of("primer").deck), "utf-8")
    for number in (1, 2):
        opened(tmp_path, plan, number).close()
    for number, is_open in ((2, False), (1, True)):
        done = wargame("seminar", "close", str(tmp_path), "--table", str(number))
        assert done.code == 0, done.err
        assert [bool(live_of(tmp_path, 2).hands)] == [is_open]


def test_a_table_at_which_nobody_will_play_is_closed_by_the_command(
    wargame: CommandLine, tmp_path: Path, plan: SeminarPlan
) -> None:
    """The report asked to have it closed, and `close` said no more than that it had not begun."""
    (tmp_path / "plan.yaml").write_text(plan_text(plan, game_of("primer").deck), "utf-8")
    first = opened(tmp_path, plan, 1)
    end(first, is_scored=True)
    close = ("seminar", "close", str(tmp_path), "--table", "2")
    refused = wargame(*close)
    assert refused.code == 2
    assert f"`wargame {' '.join(close)} --unscored` closes it" in refused.err
    assert not live_of(tmp_path, 1).hands
    done = wargame(*close, "--unscored")
    assert (done.code, done.err) == (0, "")
    assert "It had not begun." in done.out
    assert live_of(tmp_path, 1).hands
    saves = [str(tmp_path / "tables" / f"{n}.jsonl") for n in (1, 2)]
    assert wargame("report", *saves, "-o", str(tmp_path / "out.md")).code == 0
    told = (tmp_path / "out.md").read_text("utf-8")
    assert "At Table 2 nobody played." in told
    assert "the same way" not in told
    (counted,) = [row for row in told.splitlines() if row.startswith("| Table 2 | 0 |")]
    assert counted.endswith("| 1 |"), "control has closed it"


def test_whoever_holds_the_save_is_told_whose_luck_it_opens(
    wargame: CommandLine, tmp_path: Path, plan: SeminarPlan
) -> None:
    first, second = opened(tmp_path, plan, 1), opened(tmp_path, plan, 2)
    end(first, is_scored=True)
    save = str(tmp_path / "tables" / "1.jsonl")
    told = ("replay", save, "--plain"), ("debrief", save)
    assert [wargame(*typed).err for typed in told] == [f"{NOT_FOR_ALL}\n"] * 2
    copied = tmp_path / "copied"
    copied.mkdir()
    copy(save, copied)
    said = wargame("replay", str(copied / "1.jsonl"), "--plain").err
    assert AWAY in said
    assert [kept_games(copied).watch("1").caution + "\n"] == [said]
    assert kept_games(tmp_path / "tables").watch("1").caution == ""
    end(second, is_scored=False)
    assert [wargame(*typed).err for typed in told] == [""] * 2


def test_a_table_that_was_copied_elsewhere_tells_that_others_may_go_on(
    wargame: CommandLine, tmp_path: Path, plan: SeminarPlan
) -> None:
    """It told all of its luck, and nobody was warned."""
    first, second = opened(tmp_path, plan, 1), opened(tmp_path, plan, 2)
    end(first, is_scored=True)
    copy = tmp_path / "copy.jsonl"
    copy.write_bytes((tmp_path / "tables" / "1.jsonl").read_bytes())
    told = "This is table 1 of the class 'class'. Here nobody can tell whether other tables"
    seat = first.sitting.game.seats[0]
    for typed in (
        ("replay", str(copy), "--plain"),
        ("replay", str(copy), "--json"),
        ("debrief", str(copy)),
        ("report", str(copy), "-o", str(tmp_path / "out.md")),
        ("save", "export", str(copy), "--seat", seat, "-o", str(tmp_path / "view")),
        ("save", "branch", str(copy), "b", "--round", "1", "--same-luck", "--saves", str(tmp_path)),
    ):
        answer = wargame(*typed)
        assert (answer.code, answer.err.count(told)) == (0, 1), typed
    open_one = tmp_path / "open.jsonl"
    open_one.write_bytes((tmp_path / "tables" / "2.jsonl").read_bytes())
    assert wargame("replay", str(open_one), "--plain").err == ""  # shows no hand of itself
    second.close()


def test_a_branch_says_of_which_table_it_is_and_opens_none_that_goes_on(
    wargame: CommandLine, tmp_path: Path, plan: SeminarPlan
) -> None:
    """It has the cards that were drawn before it left, and told them all."""
    (tmp_path / "plan.yaml").write_text(plan_text(plan, game_of("primer").deck), "utf-8")
    first, second = opened(tmp_path, plan, 1), opened(tmp_path, plan, 2)
    drawn = first.sitting.view(first.sitting.game.seats[0]).hand[0]
    end(first, is_scored=True)
    place, out = tmp_path / "tables", tmp_path / "out.csv"
    keep_branch(place / "1.jsonl", place / "branch.jsonl", 0)
    keep_branch(place / "branch.jsonl", place / "of_it.jsonl", 1)
    copy(place / "of_it.jsonl", tmp_path)

    def told(save: Path) -> tuple[bool, str]:
        answer = wargame("report", str(save), "-o", str(out))
        assert answer.code == 0
        text = out.read_text("utf-8")
        out.unlink()
        return f"draw {drawn}" in text or drawn in text, answer.err

    for name in ("branch", "of_it"):
        assert told(place / f"{name}.jsonl") == (False, "")
        assert not FollowedSave(place / f"{name}.jsonl", is_shut=is_shut).table.hands
    is_told, said = told(tmp_path / "of_it.jsonl")
    assert (is_told, AWAY in said) == (True, True)
    end(second, is_scored=False)
    assert told(place / "of_it.jsonl")[0]


def test_a_table_that_goes_on_is_not_opened_by_a_branch_of_it(
    wargame: CommandLine, tmp_path: Path, plan: SeminarPlan
) -> None:
    plan = plan.model_copy(update={"tables": 1})
    (tmp_path / "plan.yaml").write_text(plan_text(plan, game_of("primer").deck), "utf-8")
    first, place = opened(tmp_path, plan, 1), tmp_path / "tables"
    play(first, 8)
    keep_branch(place / "1.jsonl", place / "branch.jsonl", 0)
    assert not FollowedSave(place / "branch.jsonl", is_shut=is_shut).table.hands
    end(first, is_scored=True)
    assert FollowedSave(place / "branch.jsonl", is_shut=is_shut).table.hands


def test_a_review_of_a_closed_table_that_lies_elsewhere_says_who_should_not_see_it(
    wargame: CommandLine, tmp_path: Path, plan: SeminarPlan
) -> None:
    first, second = opened(tmp_path, plan, 1), opened(tmp_path, plan, 2)
    end(first, is_scored=False)
    save = tmp_path / "tables" / "1.jsonl"
    copied = Path(copy(save, tmp_path / "copy.jsonl"))
    for path, is_open in ((copied, True), (save, False)):
        out = tmp_path / f"{path.stem}.md"
        answer = wargame("report", str(path), "-o", str(out))
        assert (AWAY in answer.err, str(plan.secret) in out.read_text("utf-8")) == (
            is_open,
            is_open,
        )
    second.close()


def test_a_fair_table_is_named_no_card_and_an_unfair_one_is_not_for_all(
    wargame: CommandLine, tmp_path: Path, plan: SeminarPlan
) -> None:
    first, second = opened(tmp_path, plan, 1), opened(tmp_path, plan, 2)
    end(first, is_scored=True)
    save = str(tmp_path / "tables" / "1.jsonl")
    assert wargame("save", "verify", save, "--fair").err == ""
    match = first.sitting.match
    luck, place = match.record.header, tmp_path / "tables" / "3.jsonl"
    match.record.header = replace(luck, seed=luck.seed + 1)
    save_match(match, place)
    answer = wargame("save", "verify", str(place), "--fair")
    assert (answer.code, answer.err) == (4, f"{NOT_FOR_ALL}\n")
    second.close()
