"""Private numbers: what only their seat sees, and what all others may know of them."""

from __future__ import annotations

from typing import Any

import pytest

from tests.rules.leaks import Leak, check_leaks
from tests.rules.tiny import BASE, Table, card, rule, tiny
from tests.strategies import game_named
from wargame.errors import DeckError, UsageError
from wargame.play.log import make_entry, seen_by
from wargame.rules.asking.why import Ledger
from wargame.rules.game import Game, Position, SeatState
from wargame.rules.kernel import Stream
from wargame.rules.position import state_of

HOARD = {"id": "hoard", "title": "Hoard", "of": "seats", "max": 9, "start": 4, "seen_by": "owner"}
PURSE = {"id": "purse", "title": "Purse", "of": "seats", "max": 9, "start": 5, "seen_by": "owner"}
TRACKS = [*BASE["tracks"], HOARD, PURSE]


def secret(**much: Any) -> dict[str, Any]:
    """North lays something by, and nobody sees how much."""
    options = [
        {"id": "much", "title": "Much", "do": ["my.hoard += 3", "my.purse -= 3"], **much},
        {"id": "little", "title": "Little", "do": ["my.hoard += 1"]},
    ]
    return {"choose": {"seat": "me", "title": "How much?", "secret": True, "options": options}}


def play(*do: Any, **more: Any) -> Table:
    """North plays a card with these effects."""
    game = tiny(cards=[card("act", *do, **more)], tracks=TRACKS)
    return Table(game, {"hand.north": ["act"]}).do("play act")


def known(table: Table, name: str = "north.hoard", seat: str = "south") -> tuple[int, int]:
    """What a seat may know of a number."""
    return table.view(seat).possible(table.game.rules.names[name])


def ways(table: Table, seat: int = 0) -> tuple[int, ...]:
    """What everybody may know of a seat's numbers: hoard, purse and weight, over and over."""
    guess = table.game.rules.program.guesses[seat]
    found: tuple[int, ...] = getattr(state_of(table.state), guess.slot)
    return found


# --- what is seen --------------------------------------------------------------------------


def test_before_anything_is_done_in_secret_all_know_the_start() -> None:
    assert known(play("shared.calm += 1")) == (4, 4)


def test_what_all_see_happen_they_can_follow() -> None:
    assert known(play("my.hoard += 9", "my.hoard -= 2")) == (7, 7)


def test_a_number_that_a_view_cannot_know_is_not_read_by_name() -> None:
    table = play(secret()).do("secretly much")
    assert table.view()["north.hoard"] == 7
    for seat in ("south", ""):
        with pytest.raises(UsageError, match="private to north: it may be 5 to 7 as far as"):
            table.view(seat)["north.hoard"]
    assert play("my.hoard += 2").view("south")["north.hoard"] == 6


def test_a_secret_choice_is_known_to_its_seat_alone() -> None:
    played = play(secret()).do("secretly much")
    assert (known(played), known(played, seat="north"), known(played, seat="")) == (
        (5, 7),
        (7, 7),
        (5, 7),
    )
    assert "north.hoard" not in played.view("south").tracks
    assert played.view().tracks["north.hoard"] == 7


def test_numbers_that_move_together_are_guessed_together() -> None:
    assert ways(play(secret()).do("secretly much")) == (5, 5, 1, 7, 2, 1)


def test_each_way_of_several_secrets_counts_alike() -> None:
    played = play(secret(), secret()).do("secretly much", "secretly little")
    assert ways(played) == (6, 5, 1, 8, 2, 2, 9, 0, 1)


def test_an_option_is_open_only_where_its_needs_hold() -> None:
    played = play(secret(needs="my.purse >= 5"), secret(needs="my.purse >= 5"))
    played.do("secretly much")
    assert played.legal == ["secretly little"]
    assert ways(played.do("secretly little")) == (6, 5, 1, 8, 2, 2)


def test_a_secret_roll_weighs_by_its_odds() -> None:
    roll = {"roll": {"min": 0, "max": 2, "weights": [1, 2, 1]}, "secret": "rival"}
    played = play({**roll, "do": ["their.hoard += roll"]})
    assert played.odds == {"lot 1": 1, "lot 2": 2, "lot 3": 1}
    played.do("lot 2")
    assert ways(played, 1) == (4, 5, 1, 5, 5, 2, 6, 5, 1)
    assert (known(played, "south.hoard", "north"), known(played, "south.hoard")) == ((4, 6), (5, 5))


def test_a_look_tells_everybody_and_what_follows_can_be_followed() -> None:
    played = play(secret(), {"look": "my.hoard"}, "my.hoard += 1").do("secretly much")
    assert (known(played), ways(played)) == ((8, 8), (8, 2, 1))


def test_a_when_tells_whether_it_holds() -> None:
    test = {"when": "my.hoard >= 7", "do": ["shared.calm += 1"]}
    assert known(play(secret(), test).do("secretly much")) == (7, 7)
    assert known(play(secret(), test).do("secretly little")) == (5, 5)


def test_needs_and_prices_tell_that_they_were_met() -> None:
    second = card("buy", "shared.calm += 1", needs="my.hoard >= 6", cost={"purse": 1})
    game = tiny(cards=[card("act", secret()), second], tracks=TRACKS)
    played = Table(game, {"hand.north": ["act", "buy"]}).do("play act", "secretly much")
    while "play buy" not in played.legal:
        played.do(played.legal[0])
    assert ways(played.do("play buy")) == (7, 1, 1)


def test_burying_a_card_for_a_private_price_can_be_followed() -> None:
    rule = {"bury": {"cost": {"purse": 2}}}
    game = tiny(cards=[card("act", secret()), card("dust")], tracks=TRACKS, cards_rule=rule)
    played = Table(game, {"hand.north": ["act", "dust"]}).do("play act", "secretly little")
    while "bury dust" not in played.legal:
        played.do(played.legal[0])
    assert ways(played.do("bury dust")) == (5, 3, 1, 7, 0, 1)


def test_at_the_end_all_is_laid_open() -> None:
    game = tiny(cards=[card("act", secret())], tracks=TRACKS, rounds={"max": 1})
    played = Table(game, {"hand.north": ["act"]}).do("play act", "secretly much").rounds()
    assert (played.over, known(played)) == (True, (7, 7))
    seen = played.view("south")
    drawn = [played.game.resample(seen, Stream(n)) for n in range(8)]
    assert {played.game.value(one, "north.hoard") for one in drawn} == {7}


def test_worked_examples_say_what_all_know() -> None:
    game = tiny(tracks=TRACKS)
    assert known(Table(game, {"north.hoard": 8})) == (8, 8)


# --- what is redrawn -----------------------------------------------------------------------


def test_a_resample_draws_by_what_may_be_known() -> None:
    played = play(secret(), secret()).do("secretly much", "secretly much")
    seen, stream = played.view("south"), Stream(1)
    drawn = [played.game.resample(seen, stream) for _ in range(400)]
    assert all(played.game.redact(one, "south") == seen for one in drawn)
    pairs = [
        (played.game.value(one, "north.hoard"), played.game.value(one, "north.purse"))
        for one in drawn
    ]
    assert sorted(set(pairs)) == [(6, 5), (8, 2), (9, 0)]
    assert 160 < pairs.count((8, 2)) < 240


def test_ones_own_numbers_are_not_redrawn() -> None:
    played = play(secret()).do("secretly much")
    drawn = played.game.resample(played.view(), Stream(1))
    assert played.game.value(drawn, "north.hoard") == 7


# --- what is told --------------------------------------------------------------------------


def test_what_others_learn_of_ones_own_numbers_is_no_news_to_oneself() -> None:
    show = card("show", {"look": "my.hoard"})
    game = tiny(cards=[card("act", secret()), show], tracks=TRACKS)
    played = Table(game, {"hand.north": ["act", "show"]}).do("play act", "secretly much", "pass")
    before = {seat: played.view(seat) for seat in game.seats}
    played.do("play show")
    news = {seat: played.view(seat).has_learned_since(before[seat]) for seat in before}
    assert news == {"north": False, "south": True}


def test_others_are_not_told_what_moved() -> None:
    played = play(secret())
    before = played.state
    step = played.game.apply(before, "secretly much", traced=True)
    entry = make_entry(played.game, 1, before, step)
    mine, theirs, nobody = (seen_by(seat, [entry])[0] for seat in ("north", "south", ""))
    assert [write.name for write in mine.entry.writes] == ["north.hoard", "north.purse"]
    assert (theirs.is_secret, theirs.entry.writes, nobody.entry.writes) == (True, (), ())


def test_why_answers_the_owner_alone() -> None:
    played = play(secret())
    ledger = Ledger(played.game.rules)
    step = played.game.apply(played.state, "secretly much", traced=True)
    ledger.add(step)
    seen = [played.game.redact(step.state, seat) for seat in ("north", "south")]
    assert len(ledger.why(seen[0], "north.hoard")) == 1
    assert ledger.why(seen[1], "north.hoard") == []


def test_a_preview_leaves_out_what_the_seat_cannot_know() -> None:
    game = tiny(cards=[card("act", "their.hoard -= 1", "shared.calm += 1")], tracks=TRACKS)
    north = Table(game, {"hand.north": ["act"]})
    found = game.preview(north.view(), "play act")
    assert [change.name for change in found.effects.changes] == ["shared.calm"]


def test_secret_acts_have_words_and_ids_of_their_own() -> None:
    game = play(secret()).game
    assert {"secretly much", "secretly little"} <= {
        str(action) for action in game.rules.ids.actions
    }


def test_a_secret_in_words() -> None:
    lines = play(secret()).game.describe("act")
    assert lines[0] == "North chooses in secret: How much?"
    roll = {"roll": {"sides": 2}, "secret": "me", "do": ["my.hoard += roll"]}
    assert play(roll).game.describe("act")[0] == "roll a die with 2 sides, seen by North alone:"
    looked = play({"look": "their.hoard"}).game.describe("act")
    assert looked[0] == "everybody learns Hoard (South)"


# --- planted leaks -------------------------------------------------------------------------


def too_open(game: Game, position: Position, seat: str) -> SeatState:
    """A redaction that forgets private numbers."""
    found = game.redact(position, seat)
    for guess in game.rules.program.guesses.values():
        for name in guess.names:
            setattr(found._board, name.slot, getattr(state_of(position), name.slot))
    return found


def test_a_redaction_that_forgets_them_is_caught() -> None:
    with pytest.raises(Leak):
        check_leaks(game_named("kitchen_targets"), range(3), redact=too_open)


# --- what is refused -----------------------------------------------------------------------


def choose(*do: Any) -> dict[str, Any]:
    """A secret choice with these effects."""
    options = [{"id": "a", "title": "A", "do": list(do)}, {"id": "b", "title": "B"}]
    return {"choose": {"seat": "me", "title": "?", "secret": True, "options": options}}


@pytest.mark.parametrize(
    ("deck", "what"),
    [
        pytest.param(
            {"cards": [card("act", "shared.calm += my.hoard")]},
            "only north sees 'north.hoard'",
            id="all would see what it is",
        ),
        pytest.param(
            {"cards": [card("act", "my.hoard += their.hoard")]},
            "only south sees 'south.hoard'",
            id="the other seat would see it",
        ),
        pytest.param(
            {"cards": [card("act", choose("shared.calm += 1"))]},
            "this would give away what only north is to know",
            id="a secret with consequences",
        ),
        pytest.param(
            {"cards": [card("act", choose("their.hoard += 1"))]},
            "this would give away",
            id="a secret about the rival",
        ),
        pytest.param(
            {"cards": [card("act", choose({"draw": 1}))]}, "this would give away", id="a draw"
        ),
        pytest.param(
            {"cards": [card("act", choose())], "tracks": BASE["tracks"]},
            "north has no number that it alone sees, and so no secrets",
            id="a secret of a seat that has none",
        ),
        pytest.param(
            {
                "cards": [card("act", {"roll": {"min": 0, "max": 1}, "secret": "rival", "do": []})],
                "tracks": [{**HOARD, "of": "north"}],
            },
            "south has no number that it alone sees, and so no secrets",
            id="a secret roll for a seat that has none",
        ),
        pytest.param(
            {"cards": [card("act", {"when": "my.hoard > their.hoard", "do": []})]},
            "private numbers of both seats",
            id="a when about both",
        ),
        pytest.param(
            {
                "endings": [
                    {"id": "rich", "title": "R", "when": "north.hoard > 8", "immediate": True},
                    *BASE["endings"],
                ]
            },
            "only north sees",
            id="an ending that comes at once",
        ),
        pytest.param(
            {
                "cards": [
                    card(
                        "act",
                        {
                            "chance": [
                                {"weight": "my.hoard", "title": "a"},
                                {"weight": 1, "title": "b"},
                            ]
                        },
                    )
                ]
            },
            "only north sees",
            id="weights of luck",
        ),
        pytest.param(
            {"cards": [card("act", needs="their.hoard > 3")]},
            "only south sees",
            id="needs of the other seat",
        ),
        pytest.param(
            {"tracks": [*TRACKS, {"id": "sum", "title": "S", "of": "north", "value": "my.hoard"}]},
            "only north sees",
            id="a computed number",
        ),
        pytest.param(
            {"tracks": [{**HOARD, "of": "shared"}]}, "it is no seat's", id="a shared number"
        ),
        pytest.param(
            {"tracks": [{**HOARD, "max": 99}, {**PURSE, "max": 99}]},
            "may stand in 10000 ways",
            id="too many ways",
        ),
        pytest.param(
            {
                "turn": {"plays": 1, "initiative": "north", "headline": {}},
                "cards": [card("act", cost={"hoard": 1})],
            },
            "it may be a headline",
            id="a headline that could not be paid",
        ),
        pytest.param(
            {
                "deals": {
                    "terms": [1],
                    "items": [
                        {
                            "id": "gift",
                            "title": "G",
                            "seat": "north",
                            "kind": "transfer",
                            "track": "hoard",
                            "amount": 1,
                        }
                    ],
                }
            },
            "a deal about 'north.hoard'",
            id="a deal",
        ),
        pytest.param(
            {"cards": [card("act", {"look": "shared.calm"})]},
            "is no number that only its seat sees",
            id="a look at what all see",
        ),
    ],
)
def test_what_would_give_it_away_is_refused(deck: dict[str, Any], what: str) -> None:
    with pytest.raises(DeckError) as refused:
        tiny(**{"tracks": TRACKS, **deck})
    assert what in str(refused.value)


def test_what_counts_at_the_end_may_read_them() -> None:
    seats = [{**seat, "score": "my.hoard"} for seat in BASE["seats"]]
    endings = [{"id": "rich", "title": "Rich", "when": "north.hoard > 8"}, *BASE["endings"]]
    game = tiny(
        tracks=TRACKS, seats=seats, endings=endings, rules=[rule("account", "north.hoard += 1")]
    )
    assert Table(game).rounds(12).over
