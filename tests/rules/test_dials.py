"""Named numbers, dials and removable rules: what they scale, what they leave, what is refused."""

from __future__ import annotations

from typing import Any

import pytest

from tests.conftest import DECKS
from tests.rules.tiny import BASE, Table, card, rule, seats, tiny
from wargame.content.load import load_deck_tree
from wargame.errors import DeckError, UsageError
from wargame.lab.runs.games import shared_game
from wargame.rules import making, ruleset
from wargame.rules.game import Game
from wargame.rules.kernel import Stream, scaled

NUMBERS = [{"id": "bite", "title": "Bite", "value": 3, "min": 0, "max": 6}]
DIALS = [{"id": "lambda", "title": "Leverage", "scales": ["rules.toll"]}]
TOLL = {
    **rule("account", "north.grain -= number.bite", "shared.calm -= 1"),
    "id": "toll",
    "removable": True,
}
RIVER: dict[str, Any] = {"numbers": NUMBERS, "dials": DIALS, "rules": [TOLL]}


def river(**values: str) -> Game:
    """A deck whose toll takes `bite` grain a round, with values set by their names."""
    names = {name.replace("lambda_", "lambda"): text for name, text in values.items()}
    return Game(tiny(**RIVER).rules.valued(names))


def after(game: Game, rounds: int) -> tuple[int, int]:
    """Grain and calm after some rounds in which nobody does anything; grain starts at 10."""
    table = Table(game, {"north.grain": 10}).rounds(rounds)
    return table.state["north.grain"], table.state["shared.calm"]


@pytest.mark.parametrize(
    ("values", "grain", "calm"),
    [
        pytest.param({}, 4, -2, id="the deck"),
        pytest.param({"bite": "1"}, 8, -2, id="a number set"),
        pytest.param({"lambda_": "0"}, 10, 0, id="off"),
        pytest.param({"lambda_": "1/2"}, 7, -1, id="half: what is left over falls due by rounds"),
        pytest.param({"lambda_": "2", "bite": "2"}, 2, -4, id="twice, and a number"),
        pytest.param({"toll": "off"}, 10, 0, id="the rule left out"),
    ],
)
def test_values_act_as_they_say(values: dict[str, str], grain: int, calm: int) -> None:
    assert after(river(**values), 2) == (grain, calm)


@pytest.mark.parametrize("amount", [-7, -1, 1, 3, 12])
@pytest.mark.parametrize("dose", range(17))
def test_eight_rounds_get_the_whole_of_a_dose(amount: int, dose: int) -> None:
    parts = [scaled(amount, dose, now) for now in range(1, 41)]
    assert {sum(parts[first : first + 8]) for first in range(33)} == {amount * dose}
    assert all(abs(8 * part - amount * dose) < 8 for part in parts)
    assert scaled(amount, 8, 5) == amount


def test_a_larger_dose_never_gives_less_up_to_a_round() -> None:
    for last in range(1, 20):
        sums = [sum(scaled(5, dose, now) for now in range(1, last + 1)) for dose in range(17)]
        assert sums == sorted(sums)


def test_a_dial_may_say_what_it_is_when_off() -> None:
    track = {"id": "narrow", "title": "Narrow", "of": "shared", "max": 10}
    track["value"] = "scaled(min(north.grain, south.grain), dial.kappa, max(north.grain, 0))"
    game = tiny(tracks=[*BASE["tracks"], track], dials=[{"id": "kappa", "title": "Bottleneck"}])
    found = []
    for dose in ("0", "1/2", "1", "2"):
        position = Game(game.rules.valued({"kappa": dose})).position({"south.grain": 2})
        found.append(position["shared.narrow"])
    assert found == [4, 3, 2, 0]


def test_the_same_module_serves_every_value() -> None:
    plain = tiny(**RIVER)
    turned = Game(plain.rules.valued({"lambda": "1/2", "bite": "5"}))
    assert turned.rules.fast is plain.rules.fast
    built = Game(load_deck_tree(turned.loaded.tree, turned.loaded.variant))
    assert built.rules.module.text == plain.rules.module.text
    assert (built.deck_hash, built.rules_hash) == (turned.deck_hash, turned.rules_hash)
    assert turned.rules_hash != plain.rules_hash
    for seed in range(20):
        ends = [game.rollout(game.new(), Stream(seed))[0].packed() for game in (built, turned)]
        assert ends[0] == ends[1]


def test_a_value_costs_nothing_to_build(monkeypatch: pytest.MonkeyPatch) -> None:
    plain = tiny(**RIVER)
    for module, name in ((making, "read_all"), (making, "emit"), (ruleset, "run_text")):
        monkeypatch.setattr(module, name, None)
    Game(plain.rules.valued({"lambda": "1/4"})).new()


def test_what_is_set_as_it_stands_is_the_deck() -> None:
    plain = tiny(**RIVER)
    assert plain.rules.valued({"bite": "3", "lambda": "1", "toll": "on"}) is plain.rules


def test_words_follow_the_values() -> None:
    text = {"text": "Grain −{bite}.", "title": "Toll of {bite}"}
    game = tiny(**RIVER, cards=[card("levy", "their.grain -= number.bite", **text)])
    dear = Game(game.rules.valued({"bite": "5", "toll": "off"}))
    assert game.deck.cards[0].text == "Grain −3."
    assert dear.deck.cards[0].text == "Grain −5."
    assert dear.deck.cards[0].title == dear.rules.program.cards[0].title == "Toll of 5"
    assert "Grain (South) -5" in dear.describe("levy")
    assert game.describe("toll") == ["Grain (North) -3", "Calm -1"]
    assert dear.deck.rules == []
    with pytest.raises(UsageError, match="nothing called 'toll'"):
        dear.describe("toll")
    half = Game(game.rules.valued({"lambda": "1/2"}))
    assert half.describe("toll") == ["Grain (North) - (1/2 of 3)", "Calm - (1/2 of 1)"]


def test_a_rule_that_does_nothing_is_known_all_the_same() -> None:
    """`There is nothing called 'idle'. Did you mean 'idle'?`"""
    assert tiny(rules=[{**rule("account"), "id": "idle"}]).describe("idle") == []


PRICE = card("levy", "my.grain += 1", cost={"capital": "scaled(2, dial.lambda)"})
BURY = {"per_round": 1, "cost": {"capital": "scaled(2, dial.lambda)"}}
PASSING = {"passing": {"cost": {"capital": "scaled(2, dial.lambda)"}}}
NEED = card("levy", "my.grain += 1", needs="my.grain > scaled(2, dial.lambda)")
COUNTED = {"id": "crop", "title": "Crop", "of": "shared", "value": "scaled(3, dial.lambda)"}


@pytest.mark.parametrize(
    ("nouns", "said"),
    [
        pytest.param({"cards": [PRICE]}, "it scales a price: card levy", id="price"),
        pytest.param({"cards_rule": {"bury": BURY}}, "it scales a price: cards_rule", id="bury"),
        pytest.param({"turn": PASSING}, "it scales a price: turn", id="pass"),
        pytest.param({"cards": [NEED]}, "it scales what is legal: card levy", id="need"),
        pytest.param(
            {"seats": seats({"score": "scaled(1, dial.lambda)"})},
            "it scales points: seat north",
            id="score",
        ),
        pytest.param(
            {"rules": [{**TOLL, "do": ["north.score += 1"]}]},
            "it scales points: rule toll",
            id="points of a rule",
        ),
        pytest.param(
            {
                "tracks": [*BASE["tracks"], COUNTED],
                "cards": [card("levy", "my.grain += 1", needs="shared.crop > 2")],
            },
            "computed tracks carry it to what is legal: card levy",
            id="carried",
        ),
        pytest.param(
            {"rules": [{**TOLL, "do": ["north.grain = 2"]}]},
            "a number is set here, which 'dial.lambda' cannot scale",
            id="a number set",
        ),
        pytest.param(
            {"dials": [{**DIALS[0], "scales": ["rules.tol"]}]},
            "there is no 'rules.tol' to scale",
            id="nothing of the name",
        ),
        pytest.param(
            {"dials": [*DIALS, {"id": "chi", "title": "Chips", "scales": ["rules.toll"]}]},
            "'rules.toll' is scaled by 'lambda' already",
            id="twice",
        ),
        pytest.param(
            {"numbers": [{"id": "bite", "value": 7, "max": 6}]},
            "value 7 is outside 0..6",
            id="out of range",
        ),
        pytest.param(
            {"dials": [{"id": "bite", "title": "Bite"}]},
            "'bite' is a number already, and both are set by name",
            id="one name",
        ),
        pytest.param(
            {"rules": [{**TOLL, "removable": False, "removed": True}]},
            "it is left out, and may not be",
            id="removed",
        ),
        pytest.param(
            {"cards": [card("levy", "my.grain += 1", title="{bitte}")]},
            "there is no number 'bitte' to quote",
            id="quote",
        ),
        pytest.param(
            {"rules": [{**TOLL, "do": ["shared.calm += dial.lambda"]}]},
            "unknown name 'dial.lambda'",
            id="a dial alone",
        ),
        pytest.param(
            {"rules": [{**TOLL, "do": ["shared.calm += number.bitte"]}]},
            "Did you mean 'number.bite'?",
            id="nearest",
        ),
    ],
)
def test_what_a_dial_or_number_may_not_be(nouns: dict[str, Any], said: str) -> None:
    with pytest.raises(DeckError) as caught:
        tiny(**{**RIVER, **nouns})
    assert said in str(caught.value)


def test_what_tracks_carry_is_allowed_where_it_is_listed() -> None:
    dial = {**DIALS[0], "reaches": ["needs"]}
    tracks = [*BASE["tracks"], COUNTED]
    needy = card("levy", "my.grain += 1", needs="shared.crop > 2")
    game = tiny(**{**RIVER, "dials": [dial], "tracks": tracks, "cards": [needy]})
    assert game.new()["shared.crop"] == 3


def test_no_dial_reaches_who_leads_on_a_front() -> None:
    """A judgement gives points of the contest."""
    front = {"id": "dam", "title": "Dam", "into": "shared.calm", "calendar": {"1": 1}}
    fronts = [{**front, "lead": {"north": "scaled(north.grain, dial.lambda) > 3"}}]
    with pytest.raises(DeckError, match="it scales points: front dam"):
        tiny(**{**RIVER, "fronts": fronts})


def test_a_number_that_a_dial_scales_is_rounded_once_and_quoted_so() -> None:
    dials = [{"id": "lambda", "title": "Leverage", "scales": ["numbers.bite"]}]
    cards = [card("levy", "their.grain -= number.bite", text="Takes {bite}.")]
    game = tiny(numbers=NUMBERS, dials=dials, cards=cards)
    half = Game(game.rules.valued({"lambda": "1/2"}))
    assert half.deck.cards[0].text == "Takes 1."
    assert half.new()["number.bite"] == 1


@pytest.mark.parametrize(
    ("dose", "rounds"), [("0", 0), ("1/2", 1), ("1", 2), ("2", 4)], ids=["off", "half", "1", "2"]
)
def test_a_dial_scales_how_long_a_project_takes(dose: str, rounds: int) -> None:
    stage = {"id": "dug", "title": "dug", "rounds": 2, "do": ["my.grain += 1"]}
    dam = {"id": "dam", "title": "Dam", "seat": "north", "stages": [stage]}
    dials = [{"id": "tau", "title": "Time", "scales": ["projects.dam.rounds"]}]
    game = tiny(projects=[dam], dials=dials)
    table = Table(Game(game.rules.valued({"tau": dose})), {}).do("fund dam")
    assert table.state["project.dam.working"] == rounds
    assert table.state["project.dam.done"] == (rounds == 0)


@pytest.mark.parametrize(
    ("values", "said"),
    [
        pytest.param({"bitte": "2"}, "Did you mean 'bite'?", id="nearest name"),
        pytest.param({"bite": "9"}, "'bite' may be 0 to 6, and not 9.", id="range"),
        pytest.param({"bite": "x"}, "'bite' is a whole number, and not 'x'.", id="no number"),
        pytest.param({"bite": "0_2"}, "'bite' is a whole number, and not '0_2'.", id="as Python"),
        pytest.param({"bite": "٢"}, "'bite' is a whole number, and not '٢'.", id="a foreign digit"),
        pytest.param({"lambda": "1/3"}, "its dose is 0 to 2 in eighths", id="no eighth"),
        pytest.param({"lambda": "5e-1"}, "its dose is 0 to 2 in eighths", id="a power"),
        pytest.param({"lambda": "3"}, "its dose is 0 to 2 in eighths", id="over 2"),
        pytest.param({"toll": "0"}, "'toll' is a rule: write toll=off, not 0.", id="rule"),
    ],
)
def test_what_cannot_be_set_is_refused(values: dict[str, str], said: str) -> None:
    with pytest.raises(UsageError) as caught:
        tiny(**RIVER).rules.valued(values)
    assert said in str(caught.value)


def test_an_answer_to_why_names_the_number() -> None:
    from wargame.rules.asking.why import fill_in  # noqa: PLC0415  for this case alone

    game = river()
    site = next(s for s in game.rules.program.sites if s.text.startswith("north.grain"))
    assert site.value is not None
    values = game.rules.program.values
    assert fill_in(site.value, lambda name: values.get(name.text, 1)) == "3"


def test_a_rule_that_is_left_out_leaves_every_effect_its_number() -> None:
    """A step that is traced goes on with what an untraced one has left to do."""
    rules = shared_game(DECKS["kitchen_sink"]).rules
    assert any(rule.removed for rule in rules.loaded.written.rules)
    fast, traced = rules.fast.ENGINE.tables, rules.traced.ENGINE.tables
    assert len(fast.segments) == len(traced.segments)
