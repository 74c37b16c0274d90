"""Nouns by chance, each with whatever fields it may have."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from tests.rules.growing.effects import GrowsEffects
from tests.rules.growing.texts import SEATS, Here, Tree

ACTS = (
    *("play", "burn", "bury", "headline", "tighten", "ease", "pause", "lift", "fund", "act"),
    *("sign", "extend", "breach", "pass"),
)


class GrowsNouns(GrowsEffects):
    """The elements of a deck, one by one.

    Attributes:
        held: The measures that were grown.
    """

    held: Sequence[Tree] = ()

    def noun(self, name: str, **fields: Any) -> Tree:
        return {"id": name, "title": f"The {name}".replace("_", " "), **fields}

    def cost(self, here: Here) -> Tree:
        own = [
            t["id"]
            for t in self.tracks
            if t["of"] == "seats" and not ({"value", "kind", "seen_by"} & set(t))
        ]
        found = {"capital": self.amount(here, 0, 2)}
        if own and self.maybe(0.3):
            found[self.one(own)] = self.amount(here, 0, 2)
        return found

    def move(self, noun: Tree, here: Here) -> Tree:
        """With a price and a need, or without."""
        self.maybe_field(noun, "cost", lambda: self.cost(here), 0.5)
        self.maybe_field(noun, "needs", lambda: self.test(here, 1), 0.3)
        return noun

    def grow_tracks(self) -> list[Tree]:
        for number, name in enumerate(self.ids(3 + self.some(self.size + 3))):
            of = self.one(("shared", "seats", "seats", *SEATS))
            if self.parties and self.maybe(0.4):
                of = self.one(("parties", *self.groups))
            low, high = -self.some(10), self.dice.randint(3, 20)
            noun = self.noun(name, of=of, min=low, max=high, start=self.dice.randint(low, high))
            noun["better"] = self.one(("up", "down", "neither"))
            if number == 0:
                noun |= {"of": "shared", "min": -9, "max": 9, "start": self.dice.randint(-2, 2)}
            elif self.maybe(0.15):
                noun = self.noun(name, of=self.one(("shared", "seats")), kind="seat")
                noun["start"] = self.one(("nobody", *SEATS)) if noun["of"] == "shared" else "nobody"
            elif number > 2 and self.maybe(0.25):
                here = Here(my=of == "seats", party=of if of in self.groups else "")
                del noun["start"]
                noun["value"] = f"clamp({self.number(here, 2)}, {low}, {high})"
            elif of in ("seats", *SEATS) and self.maybe(0.25):
                noun["seen_by"] = "owner"
                noun["max"] = min(high, 6)
                noun["min"], noun["start"] = 0, self.some(3)
            elif self.maybe(0.3):
                noun["bands"] = [{"at": low, "name": "low"}, {"at": 2, "name": "high"}]
            self.maybe_field(noun, "aside", lambda: True, 0.15)
            self.tracks.append(noun)
        return self.tracks

    def grow_parties(self) -> list[Tree]:
        names = self.ids(self.one((0, 0, 2, 3)))
        groups = self.ids(1) if names and self.maybe() else []
        for number, name in enumerate(names):
            party = self.noun(name)
            if groups and number < 2:
                party["group"] = groups[0]
            self.parties.append(party)
        self.groups = groups
        return self.parties

    def grow_card(self, name: str) -> Tree:
        here = Here()
        card = self.noun(name, seat=self.one(("any", "any", *SEATS)), text="A card.", source="x")
        card["do"] = self.do(here)
        self.move(card, here)
        self.maybe_field(card, "worth", lambda: self.some(3), 0.5)
        self.maybe_field(card, "rival_do", lambda: self.do(here, 2), 0.3)
        self.maybe_field(card, "once", lambda: True, 0.2)
        self.maybe_field(card, "copies", lambda: self.dice.randint(2, 3), 0.15)
        self.maybe_field(card, "tags", lambda: ["loud", "late"][: self.dice.randint(1, 2)], 0.4)
        if card["seat"] != "any" and not card.get("copies") and self.maybe(0.5):
            card["stays"] = self.one((1, 2, "game"))
            self.staying.append(name)
            self.maybe_field(card, "each_round", lambda: self.do(here, 2), 0.6)
        if self.eras and self.maybe(0.4):
            first = self.some(len(self.eras) - 1)
            card[self.one(("era", "until_era"))] = self.eras[first]
        if self.maybe(0.25):
            response: Tree = {"to": self.acts(), "do": self.do(here, 2)}
            card["response"] = self.move(response, here)
            if self.maybe(0.3):
                card["do"] = []
        return card

    def acts(self) -> Any:
        return self.one(ACTS) if self.maybe() else self.dice.sample(ACTS, 3)

    def grow_measure(self, name: str) -> Tree:
        most = self.dice.randint(1, 4)
        noun = self.noun(name, seat=self.one(SEATS), max=most, start=self.some(most), source="x")
        for verb in ("tighten", "ease", "pause", "lift"):
            if self.maybe(0.7):
                noun[verb] = self.move({}, Here())
                self.maybe_field(noun[verb], "do", lambda: self.do(Here(depth=2), 2), 0.4)
                if verb == "pause":
                    noun[verb]["rounds"] = self.dice.randint(1, 2)
        return noun

    def grow_project(self, name: str) -> Tree:
        stages: list[Tree] = []
        for stage in self.ids(self.dice.randint(1, 3)):
            noun = self.move(self.noun(stage), Here())
            self.maybe_field(noun, "rounds", lambda: self.some(2), 0.5)
            self.maybe_field(noun, "success_pct", lambda: self.amount(Here(), 0, 100), 0.5)
            self.maybe_field(noun, "do", lambda: self.do(Here(depth=2), 2), 0.7)
            stages.append(noun)
        noun = self.noun(name, seat=self.one(SEATS), stages=stages, source="x")
        if self.maybe():
            pct = self.amount(Here(), 0, 100)
            noun["lapse"] = {"after_rounds": self.some(1), "pct": pct, "do": self.do(Here(depth=1))}
        return noun

    def grow_action(self, name: str) -> Tree:
        noun = self.noun(name, seat=self.one(SEATS), text="An action.", do=self.do(Here()))
        noun["source"] = "x"
        self.maybe_field(noun, "per_round", lambda: self.dice.randint(1, 2), 0.6)
        self.maybe_field(noun, "per_game", lambda: self.dice.randint(1, 3), 0.4)
        return self.move(noun, Here())

    def grow_rule(self, name: str) -> Tree:
        noun = self.noun(name)
        if self.maybe(0.4):
            noun["answers"] = self.acts()
            here = Here()
            self.maybe_field(noun, "seat", lambda: self.one(SEATS), 0.3)
        else:
            noun["phase"] = self.one(("world", "draw", "account"))
            self.maybe_field(noun, "seat", lambda: self.one(("seats", *SEATS)), 0.5)
            here = Here(my="seat" in noun)
        self.maybe_field(noun, "when", lambda: self.test(here), 0.5)
        self.maybe_field(noun, "removable", lambda: True, 0.2)
        noun["do"] = self.do(replace(here, depth=2))
        return noun

    def grow_inject(self, name: str) -> Tree:
        here = Here(my=False)
        noun = self.noun(name, text="News.", do=self.do(here), source="x")
        self.maybe_field(noun, "weight", lambda: self.amount(here, 0, 4), 0.5)
        self.maybe_field(noun, "needs", lambda: self.test(here, 1), 0.3)
        self.maybe_field(noun, "once", lambda: False, 0.4)
        self.maybe_field(noun, "round", lambda: self.dice.randint(1, self.rounds), 0.2)
        if self.eras and self.maybe(0.3):
            noun[self.one(("era", "until_era"))] = self.one(self.eras)
        return noun

    def grow_item(self, name: str) -> Tree:
        seat = SEATS[self.items.index(name) % 2]
        own = [m["id"] for m in self.held if m["seat"] == seat]
        kinds = ["transfer", "pledge", *(["pause", "cap"] if own else [])]
        noun = self.noun(name, seat=seat, kind=self.one(kinds), source="x")
        if noun["kind"] in ("transfer", "pledge"):
            tracks = [
                t["id"]
                for t in self.tracks
                if t["of"] == "seats" and not ({"value", "kind", "seen_by"} & set(t))
            ]
            noun |= {"track": self.one(("capital", *tracks)), "amount": self.dice.randint(1, 3)}
        else:
            noun["measure"] = self.one(own)
            noun["levels" if noun["kind"] == "pause" else "level"] = 1
            noun["snap"] = self.one(("full", "half", "none"))
        self.maybe_field(noun, "needs", lambda: self.test(Here(), 1), 0.2)
        self.maybe_field(noun, "do", lambda: self.do(Here(depth=1), 2), 0.4)
        self.maybe_field(noun, "each_round", lambda: self.do(Here(depth=2), 2), 0.4)
        if self.maybe(0.2):
            noun["rounds"] = self.dice.randint(1, 2)
        elif self.maybe(0.2):
            noun["until_round"] = self.dice.randint(2, self.rounds)
        if self.maybe(0.4):
            wanted: Tree = {"needs": self.test(Here(), 1), "failed": self.one(("breach", "snap"))}
            kind = self.some(2)
            if kind:
                wanted["by_round" if kind == 1 else "after"] = self.dice.randint(1, 2)
            self.maybe_field(wanted, "do", lambda: self.do(Here(depth=2), 2), 0.5)
            noun["performs"] = wanted
        if noun["kind"] == "pledge" and self.maybe():
            failed = self.one(("breach", "snap", "excuse"))
            noun["default"] = {"failed": failed, "do": self.do(Here(depth=2), 1)}
        return noun

    def grow_deals(self) -> Tree:
        deals: Tree = {
            "drafting": self.one(("items", "changes", "counters", "packages")),
            "terms": self.one(([1], [1, 2], [2, 3])),
            "max_items": self.dice.randint(1, 2),
            "max_running": self.dice.randint(1, 3),
            "both_sides": self.maybe(),
            "extensions": self.some(2),
            "items": [self.grow_item(name) for name in self.items],
        }
        for field in ("sign", "extend", "breach", "expire"):
            here = Here(my=field != "expire", depth=2)
            if self.maybe():
                deals[field] = self.do(here, 2)
        self.maybe_field(deals, "cost", lambda: self.cost(Here()), 0.4)
        self.maybe_field(deals, "extend_cost", lambda: self.cost(Here()), 0.4)
        self.maybe_field(deals, "needs", lambda: self.test(Here(), 1), 0.2)
        deals["packages"] = []
        for name in self.ids(self.dice.randint(1, 3)):
            give = self.dice.sample(self.items, min(2, len(self.items)))
            pack = self.noun(name, items=give, term=self.one(deals["terms"]))
            self.maybe_field(pack, "needs", lambda: self.test(Here(), 1), 0.2)
            self.maybe_field(pack, "seat", lambda: self.one(SEATS), 0.3)
            deals["packages"].append(pack)
        return deals

    def grow_front(self, name: str) -> Tree:
        noun = self.noun(name, source="x")
        here = Here(my=False)
        if self.maybe(0.4):
            noun["value"] = f"clamp({self.number(here, 2)}, -3, 3)"
            noun["counts"] = self.one(("value", "sign"))
        else:
            noun["lead"] = {seat: self.test(here, 1) for seat in SEATS}
            self.maybe_field(noun, "grip", lambda: {self.one(SEATS): self.test(here, 1)}, 0.3)
        shared = [
            f"shared.{t['id']}"
            for t in self.tracks
            if t["of"] == "shared" and not ({"value", "kind"} & set(t))
        ]
        if shared and self.maybe(0.4):
            noun["into"] = self.one(shared)
        dates = self.dice.sample(range(1, self.rounds + 1), self.dice.randint(1, self.rounds))
        noun["calendar"] = {str(date): self.amount(here, 0, 5) for date in sorted(dates)}
        self.maybe_field(noun, "won", lambda: {self.one(SEATS): self.do(Here(depth=2), 2)}, 0.5)
        return noun

    def grow_docket(self) -> Tree:
        return {
            "chooser": self.one(("behind", "ahead", "alternate", *SEATS)),
            "level": self.one(("alternate", *SEATS)),
            "stakes": self.amount(Here(my=False), 1, 4),
            "again": self.maybe(),
            "secret": self.maybe(),
        }

    def grow_contest(self) -> Tree:
        shared = [
            t["id"] for t in self.tracks if t["of"] == "shared" and not ({"value", "kind"} & set(t))
        ]
        here = Here(my=False)
        lead = f"shared.{shared[0]}"
        noun: Tree = {"lead": lead}
        self.maybe_field(noun, "level", lambda: self.one(SEATS), 0.3)
        self.maybe_field(
            noun, "floors", lambda: {seat: self.test(Here(), 1) for seat in SEATS}, 0.5
        )

        def losses() -> list[Tree]:
            return [{"when": self.test(here, 1), "seat": self.seat_text(here)}]

        self.maybe_field(noun, "lost_by", losses, 0.4)
        self.maybe_field(noun, "ruin", losses, 0.3)
        self.maybe_field(noun, "points", lambda: {"win": 4, "outlast": 2, "fall": -1}, 0.3)
        self.maybe_field(noun, "table", lambda: "seminar", 0.2)
        self.maybe_field(noun, "handicap", lambda: lead, 0.4)
        return noun

    def grow_turn(self) -> Tree:
        here = Here(my=False)
        turn: Tree = {
            "plays": self.one((1, 2, 3, 4, f"clamp({self.number(Here(), 1)}, 0, 3)")),
            "initiative": self.one(("alternate", *SEATS, self.seat_text(here))),
        }
        self.maybe_field(
            turn, "headline", lambda: {"order": self.one(("initiative", list(SEATS)))}, 0.3
        )
        self.maybe_field(turn, "quiet_weight", lambda: self.some(2), 0.4)
        self.maybe_field(turn, "agenda_candidates", lambda: self.dice.randint(1, 3), 0.4)
        if self.maybe(0.3):
            turn["passing"] = {"cost": self.cost(Here())}
            self.maybe_field(turn["passing"], "limit", lambda: self.some(2), 0.5)
        return turn

    def grow_seat(self, name: str) -> Tree:
        capital = {"start": self.dice.randint(2, 6), "max": self.dice.randint(6, 12)}
        capital["income"] = self.amount(Here(), 0, 3)
        seat = self.noun(name, capital=capital, hand=self.amount(Here(), 1, 5))
        self.maybe_field(seat, "score", lambda: self.number(Here(plain=False), 2), 0.7)
        self.maybe_field(seat, "par", lambda: self.some(5), 0.3)
        return seat

    def grow_repeated(self, name: str) -> Tree:
        """A card for each party."""
        card = self.grow_card(f"{name}_{{party}}")
        held = [t["id"] for t in self.tracks if t["of"] == "parties" and "value" not in t]
        for track in held:
            card["do"].append(f"party.{{party}}.{track} += 1")
        return {"for": "parties", **card, "title": "To {party.title}", "seat": "any"}

    def grow_board(self) -> Tree:
        here = Here(my=False)
        numbers = [name for t in self.tracks for name in self.copies(t, SEATS, here)]
        numbers += [f"measure.{m}" for m in self.measures] + ["north.capital"]
        board: Tree = {}

        def gauge(**more: Any) -> list[Tree]:
            marks = [{"at": self.number(here, 1), "title": "a mark"}]
            return [{"number": self.one(numbers), "marks": marks, **more}]

        self.maybe_field(board, "gauges", gauge, 0.5)
        self.maybe_field(board, "stores", lambda: gauge(drain=self.one(numbers)), 0.3)
        self.maybe_field(board, "homes", lambda: gauge(seat="north"), 0.3)
        return board

    def grow_variant(self, name: str, deck: Tree) -> Tree:
        """Some things set anew, some left out."""
        noun = self.noun(name)
        here = Here(depth=2)
        card = self.one(deck["cards"])["id"]
        sets: list[tuple[str, Any]] = [
            ("rounds.max", max(1, self.rounds - 1)),
            (f"tracks.{self.one(self.tracks)['id']}.start", 1),
            (f"tracks.{self.one(self.tracks)['id']}.max", self.dice.randint(3, 9)),
            (f"cards.{card}.do", self.do(here, 2)),
            (f"cards.{card}.needs", self.test(here, 1)),
            (f"cards.{card}.cost", self.cost(here)),
            ("seats.south.hand", self.dice.randint(1, 6)),
            ("turn.plays", self.dice.randint(0, 4)),
            ("turn.quiet_weight", 3),
            ("turn.headline", {"order": "initiative"}),
            *((f"measures.{m}.max", 5) for m in self.measures),
            *((f"numbers.{n}.value", 0) for n in self.numbers),
            *((f"fronts.{f}.calendar", {"1": 2}) for f in self.fronts),
        ]
        noun["set"] = dict(self.dice.sample(sets, self.dice.randint(1, 3)))
        kinds = (
            "cards",
            "rules",
            "injects",
            "measures",
            "projects",
            "actions",
            "agendas",
            "tracks",
        )
        parts = [f"{kind}.{one['id']}" for kind in kinds for one in deck.get(kind, [])]
        parts += [kind for kind in ("deals", "docket", "contest") if kind in deck]
        noun["remove"] = self.dice.sample(parts, min(self.some(2), len(parts)))
        return noun

    def grow_review(self, name: str, deck: Tree) -> Tree:
        seat = self.one((None, "seats", *SEATS))
        here = Here(my=seat is not None, depth=2)
        noun = self.noun(name, rounds=[self.dice.randint(1, self.rounds)], do=self.do(here))
        noun["source"] = "x"
        if seat:
            noun["seat"] = seat
        self.maybe_field(noun, "when", lambda: self.test(here, 1), 0.3)
        if deck["agendas"] and self.maybe():
            noun["agendas"] = True
        return noun

    def grow_number(self, name: str) -> Tree:
        return {"id": name, "title": name, "value": self.dice.randint(-2, 5)}

    def grow_dial(self, name: str, deck: Tree) -> Tree:
        noun = self.noun(name, reaches=["prices", "needs", "talks", "scores"])
        noun["eighths"] = self.one((8, 8, 4, 0, 12))
        if deck["rules"] and self.maybe():
            noun["scales"] = [f"rules.{self.one(deck['rules'])['id']}"]
        return noun

    def grow_cards_rule(self) -> Tree:
        noun: Tree = {"mix": self.mixed, "rival_event": self.one(("burnt", "always", "never"))}
        if self.maybe():
            noun["bury"] = {"per_round": 1, "cost": self.cost(Here())}
        return noun

    def grow_personas(self) -> list[Tree]:
        weights = {self.number(Here(), 1): self.dice.randint(-3, 5) for _ in range(3)}
        return [self.noun("doctrine", weights=weights, text="Weighs.")]

    def grow_modifier(self, name: str) -> Tree:
        noun = self.noun(name, tags=["loud"], cost={"capital": self.dice.randint(-1, 2)})
        self.maybe_field(noun, "when", lambda: self.test(Here(), 1), 0.5)
        return noun

    def grow_agenda(self, name: str) -> Tree:
        return self.noun(name, seat="any", text="Aim.", score=self.number(Here(), 2), source="x")

    def grow_ending(self, name: str) -> Tree:
        return self.noun(name, when=self.test(Here(my=False), 1), immediate=self.maybe(0.2))

    def grow_campaign(self) -> Tree:
        carried = [f"shared.{self.tracks[0]['id']} // 2", "north.capital"]
        return self.noun("tour", chapters=[{"title": "Home"}, {"title": "Away"}], carry=carried)
