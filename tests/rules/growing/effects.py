"""Effects by chance: every word of them, one inside the other."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from tests.rules.growing.texts import SEATS, GrowsTexts, Here, Tree


class GrowsEffects(GrowsTexts):
    """Lists of effects for whoever acts."""

    def line(self, here: Here) -> str:
        """A line that changes a number."""
        holders = [n for t in self.tracks if t.get("kind") == "seat" for n in self.holders(t, here)]
        if holders and self.maybe(0.15):
            return f"{self.one(holders)} = {self.seat_text(here)}"
        whose = ("my", "their", *SEATS) if here.my else SEATS
        found = [f"{seat}.{part}" for seat in whose for part in ("capital", "score")]
        for track in self.tracks:
            if "value" not in track:
                found += self.copies(track, whose, replace(here, plain=False)) * 2
        found += [f"measure.{m}" for m in self.measures]
        found += ["measure"] * 6 if here.measure else []
        target, sign = self.one(found), self.one(("+=", "-=", "+=", "-=", "="))
        inside = replace(here, dosed=not target.endswith(".score"))
        return f"{target} {sign} {self.number(inside, 2)}"

    def do(self, here: Here, most: int = 3) -> list[Any]:
        """A list of effects."""
        return [self.effect(here) for _ in range(self.dice.randint(1, most))]

    def effect(self, here: Here) -> Any:
        if here.depth == 0 or self.maybe(0.45):
            return self.line(here)
        words = [
            *(self.when, self.when, self.after, self.chance, self.roll, self.choose, self.target),
            *(self.target, self.each, self.handling, self.handling, self.lasting, self.thing),
            self.secret,
        ]
        return self.one(words)(replace(here, depth=here.depth - 1))

    def private(self) -> list[str]:
        """The numbers that only their owner sees."""
        own = [t for t in self.tracks if t.get("seen_by")]
        return [f"{s}.{t['id']}" for t in own for s in SEATS if t["of"] in ("seats", s)]

    def when(self, here: Here) -> Tree:
        own = self.private()
        test = f"{self.one(own)} >= {self.dice.randint(0, 5)}" if own and self.maybe(0.3) else ""
        noun: Tree = {"when": test or self.test(here), "do": self.do(here, 2)}
        self.maybe_field(noun, "otherwise", lambda: self.do(here, 2), 0.4)
        return noun

    def after(self, here: Here) -> Tree:
        return {"after": self.dice.randint(1, 3), "do": self.do(here, 2)}

    def lasting(self, here: Here) -> Any:
        if here.lasts:
            return self.line(here)
        return {"lasting": self.dice.randint(1, 3), "do": self.do(replace(here, lasts=True), 2)}

    def chance(self, here: Here) -> Tree:
        options = [
            {"weight": self.amount(here, 1, 4), "title": f"Luck {n}", "do": self.do(here, 2)}
            for n in range(self.dice.randint(2, 3))
        ]
        return {"chance": options}

    def roll(self, here: Here) -> Any:
        if here.roll:
            return self.line(here)
        low = self.dice.randint(-2, 1)
        rolls = [
            {"dice": self.dice.randint(1, 2), "sides": self.dice.randint(2, 4)},
            {"min": low, "max": low + self.dice.randint(1, 3)},
            {"min": low, "max": low + 2, "weights": [self.some(2), 1, self.some(3)]},
        ]
        return {"roll": self.one(rolls), "do": self.do(replace(here, roll=True), 2)}

    def choose(self, here: Here) -> Tree:
        options: list[Tree] = []
        for n in range(self.dice.randint(2, 3)):
            option: Tree = {"id": f"option{n}", "title": f"Option {n}", "do": self.do(here, 2)}
            self.maybe_field(option, "needs", lambda: self.test(here, 1), 0.3)
            options.append(option)
        options[-1].pop("needs", None)
        return {"choose": {"seat": self.who(here), "title": "Which?", "options": options}}

    def secret(self, here: Here) -> Any:
        """A decision, or a roll, that one seat alone learns."""
        own = [t for t in self.tracks if t.get("seen_by") and t["of"] in ("seats", *SEATS)]
        if not own or not here.my:
            return self.line(here)
        track = self.one(own)
        name, seat = f"my.{track['id']}", "me"
        if track["of"] in SEATS:
            name, seat = f"{track['of']}.{track['id']}", track["of"]

        def lines() -> list[Any]:
            by = self.one((str(self.some(3)), name, *(("roll",) if here.roll else ())))
            change = f"{name} {self.one(('+=', '-=', '='))} {by}"
            if self.maybe(0.3):
                return [{"when": f"{name} >= {self.some(4)}", "do": [change]}]
            return [change]

        if self.maybe(0.3) and not here.roll:
            return {"roll": {"min": 0, "max": 2}, "secret": seat, "do": [f"{name} += roll"]}
        options: list[Tree] = [
            {"id": f"way{n}", "title": f"Way {n}", "do": lines()} for n in range(2)
        ]
        self.maybe_field(options[0], "needs", lambda: f"{name} >= {self.some(3)}", 0.5)
        return {"choose": {"seat": seat, "title": "Which?", "secret": True, "options": options}}

    def group(self, here: Here) -> tuple[str, dict[str, Any]]:
        """A group, and what is in hand inside."""
        of = ["parties", *self.groups] if self.parties else []
        of += ["measures"] if self.measures else []
        of += ["projects"] if self.projects else []
        if not of:
            return "", {}
        group = self.one(of)
        if group in ("measures", "projects"):
            seat = self.one(("", "", *(("my.", "their.") if here.my else ("north.", "south."))))
            return f"{seat}{group}", {group.removesuffix("s"): True}
        return group, {"party": group}

    def target(self, here: Here) -> Any:
        group, hand = self.group(here)
        if not group or here.party or here.measure or here.project:
            return self.line(here)
        inside = replace(here, **hand)
        noun: Tree = {"target": group, "title": "Whom?", "do": self.do(inside, 2)}
        self.maybe_field(noun, "needs", lambda: self.test(inside, 1), 0.4)
        self.maybe_field(noun, "seat", lambda: self.who(here), 0 if here.my else 1)
        kind = self.some(3)
        if kind > 1:
            noun["up_to" if kind == 2 else "spread"] = self.dice.randint(1, 3)
            self.maybe_field(noun, "at_most", lambda: self.dice.randint(1, 2), 0.4)
        return noun

    def each(self, here: Here) -> Any:
        group, hand = self.group(here)
        if not group or here.party or here.measure or here.project:
            return self.line(here)
        return {"each": group, "do": self.do(replace(here, **hand), 2)}

    def who(self, here: Here) -> str:
        return str(self.one(("me", "rival", *SEATS) if here.my else SEATS))

    def handling(self, here: Here) -> Tree:
        """Something done to cards."""
        count = self.dice.randint(1, 2)
        words = ["draw", "discard", "discard", "recover", "peek", *(["give"] if self.mixed else [])]
        word = self.one(words)
        noun: Tree = {word: count, "seat": self.who(here)}
        if word == "discard" and self.maybe():
            noun["at_random"] = True
        if word == "peek" and self.maybe():
            noun["at"] = "hand"
        return noun

    def thing(self, here: Here) -> Any:
        """Something done to a measure, a project, or the game."""
        found: list[Any] = [
            *({"pause": m, "rounds": self.dice.randint(1, 3)} for m in self.measures),
            *({self.one(("advance", "lapse")): p} for p in self.projects),
            *({"look": name} for name in self.private()),
        ]
        if here.measure:
            found += [{"pause": "measure", "rounds": 1}] * 4
        if here.project:
            found += [{self.one(("advance", "lapse")): "project"}] * 4
        if self.maybe(0.05):
            found += [{"end": self.one(self.endings)}] * 5
        return self.one(found) if found else self.line(here)
