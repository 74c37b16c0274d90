"""What seats may put the things of a deck to: the rows that a deck is told in."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from wargame.rules.game import Game
from wargame.rules.verbs import ADD, ANSWER, BURY, FUND, KEEP, OFFER, VERBS, Verb

Use = tuple[str, str, str]
"""A kind of thing, which, and what it is put to: ("card", "mediation", "policy")."""

StageOf = Callable[[str], int]
"""The stage that a project has reached."""


def uses_of(game: Game) -> list[Use]:
    """Every use that a seat can put a thing to, in deck order."""
    return list(_uses(game))


def _uses(game: Game) -> Iterator[Use]:
    deck = game.deck
    ids = {
        "card": [card.id for card in deck.cards],
        "measure": [m.id for m in deck.measures],
        "action": [action.id for action in deck.actions],
    }
    for kind, use in dict.fromkeys((verb.thing, word_of(verb)) for verb in VERBS if is_used(verb)):
        yield from ((kind, name, use) for name in ids[kind] if _has_use(game, name, use))
    for project in deck.projects:
        yield from (("project", f"{project.id}: {s.id}", FUND.word) for s in project.stages)
    yield from (("deal item", item.id, "agree") for item in deck.deal_items)
    yield from (("agenda", agenda.id, KEEP.word) for agenda in deck.agendas)


def _has_use(game: Game, name: str, use: str) -> bool:
    """Whether a card can be buried, answers an act, or has a policy; true of all other uses."""
    if use == BURY.word:
        return bool(game.rules.program.buries)
    card = next((card for card in game.deck.cards if card.id == name), None)
    if use == ANSWER.word:
        return card is not None and card.response is not None
    return use != "policy" or card is None or bool(card.do) or card.response is None


def uses_by(game: Game, verb: Verb, arg: str, stage_of: StageOf) -> tuple[Use, ...]:
    """The uses that an action puts things to; for a package, the items that it aims at."""
    if verb.thing == "package":
        packages = game.deck.ready_packages
        items = next(one.items for one in packages if one.id == arg)
        return tuple(("deal item", item, "agree") for item in items)
    use = _use_by(game, verb, arg, stage_of)
    return (use,) if use else ()


def _use_by(game: Game, verb: Verb, arg: str, stage_of: StageOf) -> Use | None:
    if is_used(verb):
        return verb.thing, arg, word_of(verb)
    if verb == FUND:
        project = next(one for one in game.deck.projects if one.id == arg)
        return "project", f"{arg}: {project.stages[stage_of(arg)].id}", FUND.word
    if verb in (OFFER, ADD):
        return "deal item", arg, "agree"
    return ("agenda", arg, KEEP.word) if verb == KEEP else None


def is_used(verb: Verb) -> bool:
    """Whether it puts a card, a measure or an action to a use."""
    if verb == ANSWER:
        return True
    return (verb.is_play or verb.is_headline) and verb.thing in ("card", "measure", "action")


def word_of(verb: Verb) -> str:
    """The use that a thing is put to: a card's policy, its capital, a measure's verb."""
    is_policy = verb.enacts and verb.thing == "card" and verb != ANSWER
    return "policy" if is_policy else verb.word


def key_of(use: Use) -> str:
    """A use as one text, for a file."""
    return " ".join(use)
