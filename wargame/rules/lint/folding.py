"""One number that a text has wrong is one piece of advice, however many ways tell of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from wargame.errors import DeckPath
from wargame.rules.lint.advice import TextAdvice

_PRINTED = re.compile(r"(\d+) is printed, and nothing does it")
_ACTS = re.compile(r"(\d+) acts(?: in '.*')?, and is not printed")
_UNNAMED = re.compile(r"('.*') changes, and is not named")
_UNPRINTED = re.compile(r"('.*') [+-](\d+) acts so, and is not printed so")
_IDLE = re.compile(r"'.*?(\d+)' is printed, and nothing does so")
_PRICE = re.compile(r"it costs (\d+), and no 'pay \d+' says so")


_TIME = re.compile(r"'\D*(\d+) .*' is said, and it comes to (\d+)")
_CHOICE = re.compile(r"'.*' is said, and the choice is of up to (\d+)")

_TURNED = re.compile(r"'(.*)' is said, and it goes the other way")
_NOTHING = re.compile(r"'(.*)' is printed, and nothing does so")

_HANGS = re.compile(r"it depends on (.*?)(?: \(([\d, ]+)\))?, and no 'if' says so")
_LOOKED = re.compile(r"('.*') is looked at, and is not named")
OTHERWISE = "something else happens if not, and no 'otherwise' says so"
"""What is said of the other half of a condition that no word tells of."""

_MEANT = re.compile(r"'.*?(\d+)\D*' is said, and the (?:stages cost|chance is) .*")

UNPAID = "it costs something, and no 'pay' says so"
CAPITAL = "'Capital' is looked at, and is not named"
"""What is said of a price that no word tells of."""


def folded(found: Iterable[TextAdvice]) -> Iterator[TextAdvice]:
    """What is said of each text, without what another sentence about it says as well."""
    texts: dict[tuple[str, DeckPath], list[str]] = {}
    for item, path, said in found:
        texts.setdefault((item, path), []).append(said)
    for (item, path), sayings in texts.items():
        yield from ((item, path, said) for said in _once(list(dict.fromkeys(sayings))))


def _once(sayings: list[str]) -> list[str]:
    """What is left of the sentences about one text."""
    sayings = _tested(_turned_once(sayings))
    unnamed = _groups(_UNNAMED, sayings)
    untold = [m for said in sayings if (m := _UNPRINTED.fullmatch(said))]
    amounts = [*(match[2] for match in untold), *_groups(_PRICE, sayings)]
    amounts += _groups(_CHOICE, sayings)
    timed = [m for said in sayings if (m := _TIME.fullmatch(said))]
    amounts += [match[2] for match in timed]
    idle = [*_groups(_IDLE, sayings), *(match[1] for match in timed), *_groups(_MEANT, sayings)]
    pairs = [match[1] for match in untold if match[1] not in unnamed]
    sayings = _paired(sayings, amounts)
    if UNPAID in sayings:
        sayings = [said for said in sayings if not (_PRICE.fullmatch(said) or said == CAPITAL)]
    kept = []
    for said in sayings:
        printed, acts = _PRINTED.fullmatch(said), _ACTS.fullmatch(said)
        is_told = (printed and printed[1] in idle) or (acts and acts[1] in amounts)
        unprinted = _UNPRINTED.fullmatch(said)
        if is_told or (unprinted and unprinted[1] in unnamed):
            continue
        if _IDLE.fullmatch(said) and pairs:
            pairs.pop()
            continue
        if _IDLE.fullmatch(said) and "'Pay " in said and _groups(_PRICE, sayings):
            continue
        kept.append(said)
    return kept


def _turned_once(sayings: list[str]) -> list[str]:
    """What goes the other way in as few words as tell it, and not what is said to do nothing."""
    told = _groups(_NOTHING, sayings)
    kept = []
    for said in sorted(sayings, key=len):
        match = _TURNED.fullmatch(said)
        if match and any(match[1].endswith(one) or one.endswith(match[1]) for one in told):
            continue
        told += [match[1]] if match else []
        kept.append(said)
    return [said for said in sayings if said in kept]


def _tested(sayings: list[str]) -> list[str]:
    """A condition that no word tells of as one sentence: what it looks at, what it holds that
    against and what happens if not are left out with it."""
    hangs = next((m for said in sayings if (m := _HANGS.fullmatch(said))), None)
    if hangs is None:
        return sayings
    bounds = (hangs[2] or "").split(", ")
    kept = []
    for said in sayings:
        looked, acts = _LOOKED.fullmatch(said), _ACTS.fullmatch(said)
        is_of_it = (looked and looked[1] in hangs[1]) or (acts and acts[1] in bounds)
        if not is_of_it and said != OTHERWISE:
            kept.append(said)
    return kept


def _paired(sayings: list[str], amounts: list[str]) -> list[str]:
    """One number that is printed for another that acts, as one sentence."""
    shown = [said for said in sayings if _PRINTED.fullmatch(said)]
    acts = [said for said in sayings if (m := _ACTS.fullmatch(said)) and m[1] not in amounts]
    if len(shown) == 1 and amounts and not acts:
        return [said for said in sayings if said != shown[0]]
    if len(shown) != 1 or len(acts) != 1:
        return sayings
    [number], [other] = _groups(_PRINTED, shown), _groups(_ACTS, acts)
    what = f"{number} is printed, and {other} acts"
    return [what if said == shown[0] else said for said in sayings if said != acts[0]]


def _groups(pattern: re.Pattern[str], sayings: list[str]) -> list[str]:
    return [match[1] for said in sayings if (match := pattern.fullmatch(said))]
