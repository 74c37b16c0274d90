"""Tracks that hold a seat, or nobody."""

from __future__ import annotations

from typing import Any

import pytest

from tests.rules.tiny import BASE, Table, card, rule, tiny
from wargame.errors import DeckError
from wargame.rules.kernel import Stream
from wargame.rules.resample import resample


def holding(**more: Any) -> dict[str, Any]:
    return {"id": "keeper", "title": "Keeper", "kind": "seat", "of": "shared", **more}


def tracks(*more: dict[str, Any]) -> list[dict[str, Any]]:
    return [*BASE["tracks"], *(more or (holding(),))]


def table(*do: Any, given: dict[str, Any] | None = None, **nouns: Any) -> Table:
    """North at its play, with a card that does something."""
    game = tiny(**{"tracks": tracks(), "cards": [card("now", *do)], **nouns})
    return Table(game, {"hand.north": ["now"], **(given or {})})


@pytest.mark.parametrize(
    ("line", "then"),
    [
        pytest.param("shared.keeper = me", "north", id="me"),
        pytest.param("shared.keeper = rival", "south", id="rival"),
        pytest.param("shared.keeper = south", "south", id="a seat by its id"),
        pytest.param("shared.keeper = nobody", "nobody", id="nobody"),
        pytest.param("shared.keeper = me if my.grain > 4 else rival", "south", id="by a choice"),
    ],
)
def test_it_holds_whom_a_line_says(line: str, then: str) -> None:
    done = table(line, given={"shared.keeper": "north"}).do("play now")
    for seat in ("north", "south", "nobody"):
        assert done[f"1 if shared.keeper == {seat} else 0"] == (seat == then)


@pytest.mark.parametrize(
    ("start", "found"), [("nobody", 0), ("north", 1), ("south", 2), ({}, 0)], ids=str
)
def test_it_starts_with(start: Any, found: int) -> None:
    game = tiny(tracks=tracks(holding(start=start)))
    assert game.new()["shared.keeper"] == found


def test_each_seat_may_have_its_own() -> None:
    game = tiny(tracks=tracks(holding(of="seats", start={"north": "south"})))
    assert (game.new()["north.keeper"], game.new()["south.keeper"]) == (2, 0)


def test_a_rule_for_each_seat_compares_it_with_me() -> None:
    praise = rule("account", "my.grain += 1", seat="seats", when="shared.keeper == me")
    after = table(rules=[praise], given={"shared.keeper": "south"}).do("pass", "pass")
    assert (after["north.grain"], after["south.grain"]) == (4, 5)


def test_it_may_be_computed() -> None:
    computed = holding(value="north if shared.calm > 0 else shared.other")
    other = {**holding(start="south"), "id": "other"}
    game = tiny(tracks=tracks(computed, other))
    assert game.new()["shared.keeper"] == 2
    assert game.position({"shared.calm": 1})["shared.keeper"] == 1


@pytest.mark.parametrize(
    ("line", "said"),
    [
        pytest.param("shared.keeper += 1", "neither rises nor falls", id="raised"),
        pytest.param("shared.keeper = 1", "a seat was expected here", id="a number"),
        pytest.param("shared.keeper = my.grain", "grain' is a number. Write", id="a track"),
        pytest.param("shared.keeper = shared.kept", "unknown name 'shared.kept'", id="no track"),
        pytest.param(
            "my.grain = 1 if shared.kept == me else 0", "unknown name 'shared.kept'", id="read"
        ),
        pytest.param("my.grain += two", "Write 2.", id="a number in words"),
        pytest.param("shared.keeper = west", "unknown seat 'west'", id="no seat"),
        pytest.param("my.grain = shared.keeper", "a number was expected", id="read as a number"),
        pytest.param("my.grain = 1 if shared.keeper > north else 0", "== and !=", id="ordered"),
        pytest.param("my.grain = 1 if shared.keeper == 1 else 0", "a seat was", id="with a number"),
        pytest.param("my.grain += total(party.keeper)", "no party", id="added up"),
    ],
)
def test_faults_of_lines(line: str, said: str) -> None:
    with pytest.raises(DeckError) as caught:
        table(line)
    assert said in str(caught.value)


def test_me_means_nobody_where_nobody_acts() -> None:
    with pytest.raises(DeckError) as caught:
        tiny(tracks=tracks(), rules=[rule("account", "shared.keeper = me")])
    assert "nobody is acting here" in str(caught.value)


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        pytest.param({"max": 3}, "has no 'max'", id="a range"),
        pytest.param({"unit": "men"}, "has no 'unit'", id="a unit"),
        pytest.param({"start": "west"}, "which is no seat", id="a start that is no seat"),
        pytest.param({"start": 1}, "which is no seat", id="a start that is a number"),
        pytest.param({"start": {"shared": "west"}}, "which is no seat", id="the same by owner"),
        pytest.param({"start": {"us": "north"}}, "has no such track", id="no such owner"),
        pytest.param({"kind": "number", "start": "north"}, "holds a number", id="no kind"),
    ],
)
def test_faults_of_tracks(fields: dict[str, Any], said: str) -> None:
    with pytest.raises(DeckError) as caught:
        tiny(tracks=tracks(holding(**fields)))
    assert said in str(caught.value)


def test_it_can_be_neither_paid_nor_handed_over() -> None:
    own = holding(of="seats")
    with pytest.raises(DeckError) as caught:
        tiny(tracks=tracks(own), cards=[card("now", cost={"keeper": 1})])
    assert "unknown cost 'keeper'" in str(caught.value)
    goods = {"id": "it", "title": "It", "seat": "north", "kind": "transfer", "amount": 1}
    with pytest.raises(DeckError) as caught:
        tiny(tracks=tracks(own), deals={"terms": [1], "items": [{**goods, "track": "keeper"}]})
    assert "both seats must have 'keeper'" in str(caught.value)
    assert "Known: capital, grain." in str(caught.value)  # and no "Did you mean 'keeper'?"


@pytest.mark.parametrize(
    ("keeper", "winner"), [("north", "south"), ("south", "north"), ("nobody", "north")]
)
def test_whoever_it_holds_may_lose_a_contest(keeper: str, winner: str) -> None:
    contest = {
        "lead": "shared.calm",
        "lost_by": [{"when": "shared.calm < 9", "seat": "shared.keeper"}],
    }
    game = tiny(tracks=tracks(), contest=contest, rounds={"max": 1})
    given = {"shared.keeper": keeper, "shared.calm": 1}
    assert game.result(Table(game, given).do("pass", "pass").state) == winner


def test_an_example_names_the_seat_that_it_expects() -> None:
    from wargame.lab.authors.examples import run_examples  # noqa: PLC0415 - a room below

    expected = [("north", True), ("south", False)]
    examples = [
        {
            "id": seat,
            "rule": "Whoever plays it keeps it.",
            "given": {"hand.north": ["now"]},
            "play": ["play now"],
            "expect": {"shared.keeper": seat},
        }
        for seat, _ in expected
    ]
    game = table("shared.keeper = me", examples=examples).game
    assert [(one.id, one.holds) for one in run_examples(game)] == expected


def test_an_example_gives_no_seat_that_is_not_there() -> None:
    with pytest.raises(Exception, match="must be one of nobody, north, south"):
        tiny(tracks=tracks()).position({"shared.keeper": "west"})


def test_it_is_in_words_a_seat() -> None:
    game = table({"when": "shared.keeper != me", "do": ["shared.keeper = me"]}).game
    assert game.describe("now")[:2] == ["if Keeper is not North:", "  Keeper = North"]


def test_views_and_resampled_positions_hold_it() -> None:
    game = tiny(tracks=tracks())
    view = game.redact(game.position({"shared.keeper": "south"}), "north")
    assert view.tracks["shared.keeper"] == 2
    assert resample(view, Stream(1))["shared.keeper"] == 2
