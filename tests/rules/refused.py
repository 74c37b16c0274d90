"""A situation for every kind of refusal, with its value and both of its sentences."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from tests.rules.test_deals import ITEMS
from tests.rules.tiny import Table, card, tiny
from wargame.rules.orders import Ban, Must, Orders
from wargame.rules.refusal import Reason, Refusal, Refused

WALL = {
    "id": "wall",
    "title": "Wall",
    "seat": "north",
    "max": 3,
    "start": 2,
    "tighten": {},
    "ease": {},
    "pause": {"rounds": 2},
}
BOOM = {"id": "boom", "title": "Boom", "seat": "south", "max": 1}
MILL = {"id": "mill", "title": "Mill", "seat": "north", "stages": [{"id": "s", "title": "S"}]}
BOW = {"id": "bow", "title": "Bow", "seat": "north", "per_round": 1, "do": []}
GIVES = [item for item in ITEMS if item["id"] in ("thin_wall", "low_wall", "grain_now", "gold")]
CHANCE = {"chance": [{"weight": 1, "title": "a"}, {"weight": 1, "title": "b"}]}


def full(given: dict[str, Any] | None = None, *texts: str, **deals: Any) -> Table:
    """A deck with a little of everything, after some actions."""
    game = tiny(
        cards=[
            {**card("act", CHANCE, cost={"capital": 2}, needs="shared.calm == 0"), "title": "Act"},
            card("hers", seat="south"),
            card("bark", response={"to": "tighten", "do": ["shared.calm += 1"]}),
            card("nod", seat="south", response={"to": "ease", "do": []}),
        ],
        measures=[WALL, BOOM],
        projects=[MILL],
        actions=[BOW],
        deals={"terms": [1, 3], "items": GIVES, **deals},
    )
    return Table(game, {"hand.north": ["act"], **(given or {})}).do(*texts)


def signed(*items: str, **deals: Any) -> Table:
    """Just after north and south have signed a deal in the talks."""
    steps = [f"offer {item}" for item in items]
    return full({"phase": "talks"}, *steps, "table 3", "accept", **deals)


def short_game() -> Table:
    """A game that is over."""
    return Table(tiny(rounds={"max": 1})).do("pass", "pass")


def naming() -> Table:
    """North, who is behind, names a front once more; it has named the weir before."""
    what = {"value": "0", "into": "shared.calm"}
    fronts = [{"id": one, "title": one.title(), **what} for one in ("dam", "weir", "lock")]
    docket = {"chooser": "north", "behind": "shared.calm", "stakes": 2}
    table = Table(tiny(fronts=fronts, docket=docket, rounds={"max": 4}))
    for named in ("name weir", ""):
        while not any(text.startswith("name ") for text in table.legal):
            table.do("pass")
        table.do(*filter(None, [named]))
    return table


def eased() -> Table:
    """South may answer that a wall was eased; of its two cards one answers other acts."""
    answers = {"nod": "ease", "shrug": "tighten"}
    cards = [card(one, seat="south", response={"to": to, "do": []}) for one, to in answers.items()]
    return Table(tiny(cards=cards, measures=[WALL]), {"hand.south": [*answers]}).do("ease wall")


def under(*bans: str, must: str = "") -> Table:
    """At north's first play: some acts barred for three rounds, or one that must come first."""
    table = full()
    musts = (Must("north", must, 1, table.state.ply),) if must else ()
    table.game = table.game.under(Orders((Ban("north", bans, 1, 3),) if bans else (), musts))
    return table


@dataclass(frozen=True)
class Case:
    """What is tried where and by whom, and what comes of it.

    Attributes:
        said: In the language of decks.
        titled: As people at a table are told; "" for the same.
    """

    table: Callable[[], Table]
    text: str
    why: Reason
    said: str
    titled: str = ""
    seat: str = "north"

    def refusal(self) -> Refusal:
        table = self.table()
        if self.seat == "CHANCE":
            with pytest.raises(Refused) as caught:
                table.game.apply(table.state, self.text)
            return caught.value.refusal
        found = table.game.why_not(table.view(self.seat), self.text)
        assert found is not None
        return found


CALM = ("shared.calm", "Calm", 1)
CASES = [
    Case(short_game, "pass", Reason("game_over"), "the game is over"),
    Case(
        full,
        "pass",
        Reason("not_your_turn", "north"),
        "north is to move",
        "North is to move",
        seat="south",
    ),
    Case(
        full,
        "paly act",
        Reason(
            "unknown_verb",
            "paly",
            known=("pass", "play", "capital", "tighten", "ease", "pause", "fund", "act"),
        ),
        "'paly' is not a verb. Did you mean 'play'? "
        "Known: act, capital, ease, fund, pass, pause, play, tighten",
    ),
    Case(
        full,
        "accept",
        Reason("not_open_now", verb="accept"),
        "'accept' is not open now",
        "not in this phase",
    ),
    Case(
        full,
        "discard act",
        Reason("other_word", "capital act", verb="discard"),
        "here 'discard' is typed 'capital act'",
    ),
    Case(
        full,
        "burn act",
        Reason("other_word", "capital act", verb="burn"),
        "here 'burn' is typed 'capital act'",
    ),
    Case(
        lambda: full({"phase": "talks"}),
        "discard act",
        Reason("not_open_now", verb="discard"),
        "'discard' is not open now",
        "not in this phase",
    ),
    Case(
        full,
        "pass on",
        Reason("cannot_follow", "on", verb="pass"),
        "'on' cannot follow 'pass' now. Nothing can",
    ),
    Case(
        full,
        "play atc",
        Reason("unknown_noun", "atc", thing="card", known=("act", "bark")),
        "there is no card 'atc'. Did you mean 'act'? Known: act, bark",
    ),
    Case(
        full, "play hers", Reason("not_yours", "hers"), "'hers' is not yours", "hers is not yours"
    ),
    Case(
        full,
        "play herss",
        Reason("like_not_yours", "herss", thing="card", known=("hers",)),
        "there is no card 'herss'; 'hers', which is most like it, is not yours",
    ),
    Case(
        lambda: full({"hand.north": []}),
        "play act",
        Reason("not_in_hand", "act"),
        "'act' is not in your hand",
        "Act is not in your hand",
    ),
    Case(
        lambda: full({"shared.calm": 1}),
        "play act",
        Reason("clause_failed", clause="shared.calm == 0", said="Calm is 0", values=(CALM,)),
        "it needs shared.calm == 0, and shared.calm is 1",
        "it works only if Calm is 0, and it is 1",
    ),
    Case(
        lambda: full({"north.capital": 1}),
        "play act",
        Reason("price", thing="capital", values=(("north.capital", "Capital", 1),), amount=2),
        "it costs 2 capital, and north.capital is 1",
        "it costs 2 capital, and there is 1",
    ),
    Case(
        lambda: full({"turn": "south"}),
        "tighten boom",
        Reason("no_such_verb", "boom", verb="tighten"),
        "'boom' has no 'tighten'",
        "Boom has no 'tighten'",
        seat="south",
    ),
    Case(
        lambda: signed("low_wall", "gold").do("pass"),
        "tighten wall",
        Reason("held_by_deal", "wall", "1"),
        "deal 1 holds 'wall': 'breach 1' would break it",
        "deal 1 holds Wall: 'breach 1' would break it",
    ),
    Case(
        lambda: full({"measure.wall": 3}),
        "tighten wall",
        Reason("level_at_max", "wall", amount=3),
        "'wall' is at its highest level, 3",
        "Wall is at its highest level, 3",
    ),
    Case(
        lambda: full({"measure.wall": 0}),
        "ease wall",
        Reason("level_zero", "wall"),
        "'wall' is at level 0",
        "Wall is at level 0",
    ),
    Case(
        lambda: full({}, "pause wall", "pass", "pass", "pass"),
        "pause wall",
        Reason("paused_already", "wall"),
        "'wall' is paused already",
        "Wall is paused already",
    ),
    Case(
        lambda: full({"hand.north": ["bark"]}),
        "play bark",
        Reason("only_an_answer", "bark"),
        "'bark' is played only as an answer to an act",
        "bark is played only as an answer to an act",
    ),
    Case(
        eased,
        "answer shrug",
        Reason("other_answer", "shrug"),
        "'shrug' answers other acts than this",
        "shrug answers other acts than this",
        seat="south",
    ),
    Case(
        lambda: full({"hand.south": ["hers"]}, "ease wall"),
        "answer hers",
        Reason("no_answer", "hers"),
        "'hers' is no card to answer with",
        "hers is no card to answer with",
        seat="south",
    ),
    Case(
        lambda: full({"action.bow.used": 1}),
        "act bow",
        Reason("used_up", "bow", thing="a round", amount=1),
        "'bow' has been done as often as it may a round: 1",
        "Bow has been done already, once a round at most",
    ),
    Case(
        lambda: full({"project.mill": 1}),
        "fund mill",
        Reason("complete", "mill"),
        "'mill' is complete",
        "Mill is complete",
    ),
    Case(
        lambda: full({"project.mill.working": 2}),
        "fund mill",
        Reason("under_work", "mill", amount=2),
        "work on 'mill' goes on for 2 more rounds",
        "work on Mill goes on for 2 more rounds",
    ),
    Case(full, "breach 1", Reason("no_deal", deal="1"), "there is no deal 1. In force: none"),
    Case(
        lambda: Table(tiny()),
        "add gold",
        Reason("not_in_deck", verb="add"),
        "this deck has no 'add'",
    ),
    Case(
        lambda: full({"phase": "talks"}),
        "table 1",
        Reason("nothing_to", verb="table"),
        "there is nothing to 'table' now",
    ),
    Case(
        lambda: signed("grain_now", "gold", max_running=1),
        "offer gold",
        Reason("deals_full", amount=1),
        "no more than 1 deals may be in force at once",
        seat="south",
    ),
    Case(
        lambda: signed("grain_now", "gold", extensions=0),
        "extend 1",
        Reason("extended_out", deal="1"),
        "deal 1 has been extended as often as it may",
        seat="south",
    ),
    Case(
        lambda: signed("thin_wall", "gold").do("pass", "pass", "pass"),
        "offer low_wall",
        Reason("promised_already", "wall", "1"),
        "deal 1 already holds that measure",
    ),
    Case(
        lambda: full({}, "pause wall", "pass"),
        "offer low_wall",
        Reason("suspended", "wall"),
        "'wall' is paused",
        "Wall is paused",
    ),
    Case(
        lambda: full({"phase": "talks", "measure.wall": 1}),
        "offer thin_wall",
        Reason("level_too_low", "wall", values=(("measure.wall", "Wall", 1),), amount=2),
        "it pauses 2 of 'wall', which is at level 1",
        "it pauses 2 of Wall, which is at level 1",
    ),
    Case(
        lambda: full({"phase": "talks", "north.grain": 2}),
        "offer grain_now",
        Reason("goods_short", thing="grain", values=(("north.grain", "Grain", 2),), amount=3),
        "it gives 3 grain, and north.grain is 2",
        "it gives 3 grain, and there is 2",
    ),
    Case(
        naming,
        "name weir",
        Reason("named_last", "weir"),
        "'weir' is the front that was named last",
        "Weir is the front that was named last",
    ),
    Case(
        lambda: full({}, "play act"),
        "outcome 3",
        Reason("not_an_outcome"),
        "it is not an outcome here",
        seat="CHANCE",
    ),
    Case(
        lambda: under("lower wall"),
        "ease wall",
        Reason("banned", amount=3),
        "it is barred until the end of round 3",
    ),
    Case(
        lambda: under(must="ease wall"),
        "tighten wall",
        Reason("ordered", "ease wall"),
        "'ease wall' has to be done now",
    ),
]
