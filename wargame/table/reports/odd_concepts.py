"""ODD, element 4: the eleven design concepts, from the deck where it can say, else its author."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from wargame.content.model import Concepts
from wargame.rules.amounts import counted
from wargame.rules.game import Game
from wargame.table.rulebook.course import luck
from wargame.table.rulebook.sides import points
from wargame.table.rulebook.winning import winning
from wargame.table.rulebook.words import BULLET, EXTRAS, Words

GAP = "not described by its author."


def concepts(game: Game) -> Iterator[tuple[str, str]]:
    """Each concept's name, and what is said of it; "" if nothing is."""
    own = game.deck.odd.concepts if game.deck.odd else Concepts()
    for name, made in CONCEPTS.items():
        words = getattr(own, name, None)
        said = [made(game) if made else "", words or ""]
        yield name.replace("_", " ").capitalize(), " ".join(one for one in said if one)


def _objectives(game: Game) -> str:
    words = Words(game.rules, EXTRAS)
    if words.is_match:
        label, rows = winning(words)
        return f"{label}. {' '.join(row.removeprefix(BULLET) for row in rows)}"
    told = [f"{words.title(seat)}: {' '.join(points(words, seat))}" for seat in words.seats]
    return "Each seat plays for its own points. " + " ".join(told)


def _sensing(game: Game) -> str:
    deck = game.deck
    private = [track.title for track in deck.tracks if track.seen_by == "owner"]
    secrets = [
        "the other seat's hand" if deck.cards else "",
        "the order of the piles" if deck.cards else "",
        "the other seat's agenda" if deck.agendas else "",
        "a headline until both are shown" if deck.turn.headline else "",
        "which front is named" if deck.docket and deck.docket.secret else "",
        "which round is the last" if deck.rounds.uncertain_from else "",
        f"what the other seat alone sees ({', '.join(private)})" if private else "",
    ]
    hidden = ", nor ".join(secret for secret in secrets if secret)
    return (
        f"A seat sees every number and all that was done{f', but not {hidden}' if hidden else ''}."
    )


def _interaction(game: Game) -> str:
    ways = ["Seats act on one another through the numbers that both can move"]
    if game.deck.deals:
        ways.append(f"and by deals of {counted(len(game.deck.deals.items), 'item')}")
    return " ".join(ways) + "."


def _stochasticity(game: Game) -> str:
    return luck(Words(game.rules, EXTRAS))


def _observation(game: Game) -> str:
    claims = [claim for claim in game.deck.claims if claim.metric]
    told = " ".join(f"({claim.id}) {claim.metric}" for claim in claims)
    measured = f" Measured: {told}" if told else ""
    return f"Every act, chance outcome and number is recorded.{measured}"


def _learning(_: Game) -> str:
    return "The rules hold no learning; players are outside the model."


def _prediction(_: Game) -> str:
    return "The rules hold no forecasts; whoever sits in a seat makes them."


CONCEPTS: dict[str, Callable[[Game], str] | None] = {
    "basic_principles": None,
    "emergence": None,
    "adaptation": None,
    "objectives": _objectives,
    "learning": _learning,
    "prediction": _prediction,
    "sensing": _sensing,
    "interaction": _interaction,
    "stochasticity": _stochasticity,
    "collectives": None,
    "observation": _observation,
}
"""The protocol's names, in its order, and what draws each from a deck."""
