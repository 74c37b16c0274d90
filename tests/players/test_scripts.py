"""Scripts do the one thing they are for wherever they can, and what they must where they cannot."""

from __future__ import annotations

import pytest

from tests.rules.test_deals import GATE, WALL
from tests.rules.test_projects import mill
from tests.rules.tiny import card, seats, tiny
from wargame.errors import PlayerError
from wargame.play.event import Act
from wargame.play.match import Match
from wargame.players.registry import is_ours, make_player, player_names
from wargame.players.scripts import SCRIPTS, Mirror
from wargame.rules.game import Game
from wargame.rules.verbs import split


def acts(game: Game, name: str, seat: str, seed: int = 1) -> list[tuple[str, list[str]]]:
    """What a script chose against a random rival, each with what it could have."""
    rival = next(other for other in game.seats if other != seat)
    players = {
        seat: make_player(name, game, seat, seed),
        rival: make_player("random", game, rival, seed),
    }
    match, found = Match(game, players, seed), []
    while not match.is_over:
        legal = [str(split(a.text)[0]) for a in game.legal_actions(match.state)]
        mover = match.state.seat
        action = match.step()
        if mover == seat and len(legal) > 1:
            found.append((str(action.verb), legal))
    assert all(not isinstance(e, Act) or e.stand_in == "" for e in match.record.events)
    return found


@pytest.mark.parametrize("script", [name for name in SCRIPTS if SCRIPTS[name].first])
def test_a_script_does_the_first_thing_it_can(water: Game, script: str) -> None:
    lines = SCRIPTS[script]
    wanted = [str(verb) for verb in lines.first]
    for verb, legal in acts(water, f"script:{script}", water.seats[0]):
        open_ = [one for one in wanted if one in legal]
        assert verb == open_[0] if open_ else verb not in {str(one) for one in lines.never}


def test_a_mirror_does_what_was_done_since_it_last_looked_or_before() -> None:
    looks = [  # at the other's level and stage, and its own level: what it does
        ((1, 0, 1), []),
        ((2, 0, 1), ["tighten"]),
        ((2, 0, 2), ["tighten"]),
        ((1, 0, 2), ["ease"]),
        ((1, 1, 0), ["fund"]),
        ((1, 1, 2), ["fund"]),
        ((2, 2, 2), ["tighten", "fund"]),
    ]
    dam = mill({}, {}) | {"seat": "south"}
    game, mirror = tiny(measures=[WALL, GATE], projects=[dam]), Mirror()
    for (level, stage, own), done in looks:
        given = {"measure.gate": level, "project.mill": stage, "measure.wall": own}
        view = game.redact(game.position(given), "north")
        assert [str(verb) for verb in mirror.look(view)] == done, given


def test_a_mirror_plays_what_it_sees(water: Game) -> None:
    mover, other = water.seats
    script, mirror = make_player("script:mirror", water, mover, 1), Mirror()
    match = Match(water, {mover: script, other: make_player("random", water, other, 2)}, 3)
    followed = 0
    while not match.is_over:
        view = water.redact(match.state, mover)
        wanted = list(mirror.look(view)) if view.legal else []
        can = [verb for verb in wanted if verb in {one.verb for one in view.legal}]
        verb = match.step().verb
        assert not can or verb == can[0]
        followed += bool(can)
    assert followed


def test_a_script_is_named_as_others_are(water: Game) -> None:
    assert "script:burn" in player_names(water)
    assert is_ours("script:burn", water)
    assert make_player("script:burn", water, water.seats[0], 1).name == "script:burn"
    with pytest.raises(PlayerError, match="Did you mean 'burn'"):
        make_player("script:brun", water, water.seats[0], 1)


def test_a_spoiler_takes_from_the_other_whatever_it_costs() -> None:
    cards = [
        card("reap", "my.grain += 3", seat="any"),
        card("burn_fields", "my.grain -= 2", "their.grain -= 1", seat="any"),
    ]
    both = seats({"hand": 2, "score": "my.grain"}, {"hand": 2, "score": "my.grain"})
    game = tiny(cards=cards, seats=both, rounds={"max": 1})
    state = game.position({"hand.north": ["reap", "burn_fields"]})
    chosen = {
        name: make_player(name, game, "north", 1).choose(game.redact(state, "north")).text
        for name in ("script:spoil", "greedy")
    }
    assert chosen == {"script:spoil": "play burn_fields", "greedy": "play reap"}
