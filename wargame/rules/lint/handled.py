"""Whose cards a text says are handled, which pile it looks into, what it moves, and how long it
takes: told only where the text says one thing, and the rules do another of the same kind.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from wargame.content.number_words import NUMBER, SPAN, number_of
from wargame.rules import ir
from wargame.rules.amounts import counted
from wargame.rules.kernel import rival
from wargame.rules.lint.patterns import FAR
from wargame.rules.lint.stems import telling_stems

_VERBS = {
    "draws": ("draw_cards",),
    "discards": ("discard_cards", "lose_cards"),
    "gives": ("give_cards",),
}
"""What the other side is said to do with cards, and what does so."""

_OWN_VERBS = {
    "draw": ("draw_cards",),
    "discard": ("discard_cards", "lose_cards"),
    "give": ("give_cards",),
    "take": ("recover_cards",),
    "look": ("see_cards", "spy_cards"),
}
"""What whoever acts is told to do with cards."""

_THEIRS = r"\b(?:rival|opponent|other (?:side|player|seat)) (?:also |then )?"
_GIVEN = re.compile(
    r"\bgive (?:the )?(?:rival|opponent|other (?:side|player|seat)) [^.;:,]{1,24}?\bcards?\b",
    re.IGNORECASE,
)
_LATER = re.compile(rf"\b({NUMBER}) {SPAN} later\b", re.IGNORECASE)
_SOON = re.compile(
    r"(?<!for )(?<!for the )(?<!after )(?<!after the )(?<!before )(?<!before the )"
    rf"\bnext {SPAN}\b",
    re.IGNORECASE,
)
_NEXT = re.compile(rf"\beach of the next ({NUMBER}) {SPAN}\b", re.IGNORECASE)
_WHOLE = re.compile(
    r"\b(?:for|until|to) the (?:rest|end) of the game\b|\buntil the game (?:ends|is over)\b"
    r"|\bfor good\b|\bpermanently\b",
    re.IGNORECASE,
)
_SOME = re.compile(
    rf"\bfor (?:the next )?(?:{NUMBER}) (?:more )?{SPAN}\b|\b(?:this|one) {SPAN} only\b",
    re.IGNORECASE,
)
_ODDS = re.compile(
    rf"\b({NUMBER}) (?:times?|chances?|cases?) (?:in|out of|of) ({NUMBER})\b", re.IGNORECASE
)
_ODDS_OF = re.compile(rf"\bodds (?:of |are )?({NUMBER}) to ({NUMBER})\b", re.IGNORECASE)
_LOOKS = re.compile(rf"\b(?:looks?|sees?|peeks?)\b[^.;]{FAR}?\b(hand|pile|deck)\b", re.IGNORECASE)


def handled(text: str, block: ir.Block, mine: int, *, tells_other: bool) -> Iterator[str]:
    """What a text says otherwise of cards and of time.

    Args:
        mine: The seat that acts, or -1 for nobody.
        tells_other: Whether the text has a word that may be about the other side.
    """
    done = list(ir.walk(block))
    calls = [stmt for stmt in done if isinstance(stmt, ir.Call) and stmt.of[0] == "seat"]
    for said, functions in _VERBS.items() if mine >= 0 else ():
        found = re.search(_THEIRS + said, text, re.IGNORECASE)
        owners = [call.of[1] for call in calls if call.function in functions]
        if found and owners and rival(mine) not in owners:
            yield f"'{found[0]}' is said, and it happens to the other side"
    for said, functions in _OWN_VERBS.items() if mine >= 0 and not tells_other else ():
        found = re.search(rf"\b{said}\b", text, re.IGNORECASE)
        if found and [call.of[1] for call in calls if call.function in functions] == [rival(mine)]:
            yield f"'{found[0]}' names no side, and it happens to the other"
    given, givers = _GIVEN.search(text), [c.of[1] for c in calls if c.function == "give_cards"]
    if given and givers == [rival(mine)] and mine >= 0:
        yield f"'{given[0]}' is said, and it happens to the other side"
    looked = _LOOKS.search(text)
    places = {"spy_cards": "hand", "see_cards": "pile"}
    seen = [places[call.function] for call in calls if call.function in places]
    if looked and seen and ("hand" in seen) != (looked[1].lower() == "hand") and len(seen) == 1:
        yield f"'{looked[0]}' is said, and it looks into the {seen[0]}"
    yield from _timed(text, [one for one in done if isinstance(one, ir.Later)])
    yield from odds_said(text, block)


def odds_said(text: str, block: ir.Block) -> Iterator[str]:
    """Odds that are said, such as `two times in three`, and that no outcome has, nor all others."""
    found: list[tuple[int, int]] = []
    for chance in (one for one in ir.walk(block) if isinstance(one, ir.Luck)):
        weights = [one.weight.value for one in chance.outcomes if isinstance(one.weight, ir.Const)]
        if chance.rolled is not None or len(weights) < len(chance.outcomes):
            return
        whole = sum(weights)
        found += [(part, whole) for weight in weights for part in (weight, whole - weight)]
    said = [(one[0], number_of(one[1]), number_of(one[2])) for one in _ODDS.finditer(text)]
    sides = [(one[0], number_of(one[1]), number_of(one[2])) for one in _ODDS_OF.finditer(text)]
    said += [(about, part, part + rest) for about, part, rest in sides]
    for about, part_said, of in said if found else ():
        if not any(part_said * whole == part * of for part, whole in found):
            shares = dict.fromkeys(100 * part // whole for part, whole in found[::2])
            told = " or ".join(map(str, shares))
            yield f"'{about}' is said, and the chance is {told} %"


def _timed(text: str, later: list[ir.Later]) -> Iterator[str]:
    """A time after which something is said to happen, or for which, and that is another."""
    waits = [one.wait for one in later if one.times == 1]
    times = [one.times for one in later if one.times > 1]
    for pattern, known in ((_LATER, waits), (_NEXT, times)):
        for match in pattern.finditer(text) if known else ():
            if number_of(match[1]) not in known:
                yield f"'{match[0]}' is said, and it comes to {known[0]}"
    soon = _SOON.search(text)
    if soon and waits and not times and 1 not in waits:
        yield f"'{soon[0]}' is said, and it comes to {waits[0]}"


def stayed(text: str, stays: int) -> Iterator[str]:
    """How long a card is said to stay in effect, where that is another time than it does.

    Args:
        stays: For how many rounds more, -1 to the end of the game.
    """
    whole, some = _WHOLE.search(text), _SOME.search(text)
    if stays < 0 and some and not whole:
        yield f"'{some[0]}' is said, and it stays to the end of the game"
    if stays > 0 and whole:
        yield f"'{whole[0]}' is said, and it stays for {counted(stays, 'round')} more"


def unnamed(
    block: ir.Block, heard: Mapping[str, bool], projects: list[str], measures: list[str]
) -> Iterator[str]:
    """Projects that move on or lapse, and measures that are suspended, and that no word names; of
    one that is chosen, its kind is name enough.

    Args:
        projects: What each is called, all its names together; so with measures.
    """
    found: dict[str, bool] = {}
    for stmt, is_chosen in _steps(block):
        match stmt:
            case ir.MoveProject(_, number):
                names, kind = projects[number], "project"
            case ir.Call(function="suspend_measure", of=(_, number)):
                names, kind = measures[number], "measure"
            case _:
                continue
        if not (is_chosen and any(stem in heard for stem in telling_stems(kind))):
            found[names] = True
    for names in found:
        if not any(stem in heard for stem in telling_stems(names)):
            yield f"'{names.partition('|')[0]}' changes, and is not named"


def misnamed(text: str, block: ir.Block, called: list[str]) -> Iterator[str]:
    """Measures and projects that something happens to, where the text names another that shares a
    word with them: `the northern wall`, and it is the southern.

    Args:
        called: What each is called, all its names together, its id last.
    """
    words = [next(iter(telling_stems(word)), "") for word in re.findall(r"[A-Za-z]{3,}", text)]
    known = {one.rpartition("|")[2]: (one, telling_stems(one)) for one in called}
    for name in _acted_on(block, called):
        title, own = known[name]
        others = [theirs for other, (_, theirs) in known.items() if other != name]
        alone = [one for one in own if not any(one in theirs for theirs in others)]
        if any(one in words for one in alone) or not alone:
            continue
        for theirs in others:
            rest = [one for one in theirs if one not in own]
            three = zip(words, [*words[1:], ""], [*words[2:], "", ""], strict=False)
            if any(a in rest and (b in own or c in own) for a, b, c in three):
                yield f"'{title.partition('|')[0]}' changes, and is not named"
                break


def _acted_on(block: ir.Block, called: list[str]) -> dict[str, bool]:
    """The ids of those that something happens to, but for who is chosen."""
    ids = [one.rpartition("|")[2] for one in called]
    found: dict[str, bool] = {}
    for stmt, is_chosen in _steps(block):
        match stmt:
            case ir.Call(function="suspend_measure", of=(_, number)) if not is_chosen:
                found[ids[number]] = True
            case ir.Assign(name) if name.text.startswith("measure.") and not is_chosen:
                found[name.text.split(".")[1]] = True
            case _:
                pass
    return {name: True for name in found if name in ids}


def _steps(block: ir.Block, *, is_chosen: bool = False) -> Iterator[tuple[ir.Stmt, bool]]:
    """Every statement, and whether it is done to somebody who is chosen."""
    for stmt in block:
        yield stmt, is_chosen
        inside = is_chosen or (isinstance(stmt, ir.Ask) and stmt.targets is not None)
        for part in ir.parts(stmt):
            yield from _steps(part, is_chosen=inside)
