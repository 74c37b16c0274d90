"""Loops over seats and parties written out, so that each line writes one number of one owner."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

Tree = dict[str, Any]
"""A deck as plain data, as `LoadedDeck.tree` gives it."""

PARTY = re.compile(r"\bparty\.([a-z][a-z0-9_]*)\b(?!\.)")
SEAT = re.compile(r"\b(my|their)\.")
NESTED = ("do", "otherwise")
"""Where an effect holds effects, besides its options."""


def spelled_out(tree: Mapping[str, Any]) -> Tree:
    """The same deck, its account rules without loops. It plays alike."""
    found = copy.deepcopy(dict(tree))
    seats = [seat["id"] for seat in found["seats"]]
    groups = _groups(found)
    for rule in found.get("rules", ()):
        if rule.get("phase") != "account":
            continue
        if rule.get("seat") == "seats":
            rule["do"] = [effect for seat in seats for effect in _for_seat(rule, seat, seats)]
            rule.pop("seat")
            rule.pop("when", None)
        rule["do"] = list(_flat(rule["do"], groups))
    for noun, key in (("cards", "do"), ("injects", "do")):
        for one in found.get(noun, ()):
            one[key] = list(_flat(one[key], groups))
    for project in found.get("projects", ()):
        for stage in project["stages"]:
            stage["do"] = list(_flat(stage.get("do", ()), groups))
    for item in (found.get("deals") or {}).get("items", ()):
        item["do"] = list(_flat(item.get("do", ()), groups))
    return found


def _groups(tree: Tree) -> dict[str, list[str]]:
    groups: dict[str, list[str]] = {"parties": []}
    for party in tree.get("parties", ()):
        groups["parties"].append(party["id"])
        if party.get("group"):
            groups.setdefault(party["group"], []).append(party["id"])
    return groups


def _for_seat(rule: Mapping[str, Any], seat: str, seats: Sequence[str]) -> list[Any]:
    """What a rule for each seat does for one of them."""
    (rival,) = (other for other in seats if other != seat)
    names = {"my": seat, "their": rival}

    def named(text: str) -> str:
        return SEAT.sub(lambda found: f"{names[found[1]]}.", text)

    do = [_renamed(effect, named, seat, rival) for effect in rule["do"]]
    return [{"when": named(rule["when"]), "do": do}] if rule.get("when") else do


def _renamed(value: Any, named: Any, seat: str, rival: str) -> Any:
    """A part of an effect with the seats named."""
    if isinstance(value, str):
        return named(value)
    if isinstance(value, list):
        return [_renamed(part, named, seat, rival) for part in value]
    if not isinstance(value, dict):
        return value
    found = {key: _renamed(part, named, seat, rival) for key, part in value.items()}
    who = found.get("seat", "me" if {"draw", "discard"} & found.keys() else None)
    if who in ("me", "rival"):
        found["seat"] = seat if who == "me" else rival
    return found


def _flat(effects: Sequence[Any], groups: Mapping[str, Sequence[str]]) -> Iterator[Any]:
    """Effects with their loops over parties written out."""
    for effect in effects:
        if not isinstance(effect, dict):
            yield effect
        elif "each" in effect:
            for party in groups.get(effect["each"], ()):
                body = _of_party(copy.deepcopy(effect["do"]), party)
                yield from _flat(body, groups)
        else:
            yield _inside(effect, groups)


def _inside(effect: dict[str, Any], groups: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    found = dict(effect)
    for key in NESTED:
        if key in found:
            found[key] = list(_flat(found[key], groups))
    options = found.get("chance") or (found.get("choose") or {}).get("options", ())
    for option in options:
        option["do"] = list(_flat(option.get("do", ()), groups))
    return found


def _of_party(value: Any, party: str) -> Any:
    """A part of an effect that speaks of one party."""
    if isinstance(value, str):
        return PARTY.sub(rf"party.{party}.\1", value)
    if isinstance(value, list):
        return [_of_party(part, party) for part in value]
    if isinstance(value, dict):
        return {key: _of_party(part, party) for key, part in value.items()}
    return value
