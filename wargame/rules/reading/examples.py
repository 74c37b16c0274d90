"""What worked examples and lessons name: a slip of the pen is found before they are run."""

from __future__ import annotations

from collections.abc import Iterator

from wargame.content import model
from wargame.content.model import copies_of
from wargame.errors import DeckPath, nearest
from wargame.rules import ir
from wargame.rules.actions import Phrasebook
from wargame.rules.given import SETTINGS
from wargame.rules.verbs import VERBS, find

Slip = tuple[str, DeckPath, str, str]
"""The example, where in it, what is wrong, what to do."""

NEXT_ROUND = "next round"

OUTCOMES = ("refused", "legal", "not_legal", "ending", "winner")
"""What `expect` may hold besides expressions."""


def slips(deck: model.Deck, program: ir.Program) -> Iterator[Slip]:
    """Everything that examples and lessons of a sound deck name and that is not there."""
    if not deck.examples and not deck.lessons:
        return
    seen = _Seen(deck, program)
    yield from _of_lessons(deck, seen)
    for number, example in enumerate(deck.examples):
        label, here = f"example {example.id}", ("examples", number)
        for key, value in example.given.items():
            for what, remedy in seen.given(key, value):
                yield label, (*here, "given", key), what, remedy
        for place, text in enumerate(example.play):
            for what, remedy in seen.action(text):
                yield label, (*here, "play", place), what, remedy
        for key, value in example.expect.items():
            for what, remedy in seen.expected(key, value):
                yield label, (*here, "expect", key), what, remedy


def _of_lessons(deck: model.Deck, seen: _Seen) -> Iterator[Slip]:
    """What lessons set, and the moves that they name."""
    for number, lesson in enumerate(deck.lessons):
        label, here = f"lesson {lesson.id}", ("lessons", number)
        for key, value in lesson.given.items():
            for what, remedy in seen.given(key, value):
                yield label, (*here, "given", key), what, remedy
        moves: list[tuple[DeckPath, str]] = [
            *((("way", n), text) for n, text in enumerate(lesson.way)),
            *((("rival", n), text) for n, text in enumerate(lesson.rival)),
            *((("wrong", n, "move"), one.move) for n, one in enumerate(lesson.wrong)),
        ]
        for path, text in moves:
            for what, remedy in seen.action(text):
                yield label, (*here, *path), what, remedy


class _Seen:
    """Looks names of examples up."""

    def __init__(self, deck: model.Deck, program: ir.Program) -> None:
        self.deck = deck
        self.names = list(program.names)
        words = Phrasebook(program)
        answers = (
            words.option_text(ask.number, place)
            for ask in program.asks
            for place in range(len(ask.options))
        )
        self.actions = dict.fromkeys((*words.fixed.values(), *answers), True)

    def given(self, key: str, value: object) -> Iterator[tuple[str, str]]:
        """A setting, a seat's cards or agenda, or a number."""
        place, _, seat = key.partition(".")
        seats = [one.id for one in self.deck.seats]
        if place in ("hand", "agenda") and seat not in seats:
            yield f"there is no seat '{seat}'", nearest(seat, seats)
        elif place in ("hand", "agenda"):
            known = self.cards_of(seat) if place == "hand" else self.agendas_of(seat)
            for name in value if isinstance(value, list) else [value]:
                if name not in known:
                    noun = "card" if place == "hand" else "agenda"
                    yield f"{seat} has no {noun} '{name}'", nearest(str(name), known)
        elif key == "turn" and value not in seats:
            yield f"there is no seat '{value}'", nearest(str(value), seats)
        elif key == "game.docket" and isinstance(value, str):
            known = [front.id for front in self.deck.fronts]
            if value not in known:
                yield f"there is no front '{value}'", nearest(value, known)
        elif key not in SETTINGS and key not in self.names:
            yield f"unknown name '{key}'", nearest(key, [*SETTINGS, *self.names])

    def cards_of(self, seat: str) -> list[str]:
        """Cards that a seat may hold: of a common pile all."""
        is_common = self.deck.cards_rule is not None and self.deck.cards_rule.mix
        own = [card for card in self.deck.cards if is_common or card.seat in (seat, "any")]
        return [copy.id for card in own for copy in copies_of(card)]

    def agendas_of(self, seat: str) -> list[str]:
        """Agendas that a seat may keep."""
        return [one.id for one in self.deck.agendas if one.seat in (seat, "any")]

    def action(self, text: str) -> Iterator[tuple[str, str]]:
        """An action as it is typed."""
        word = text.partition(" ")[0]
        verb = find(word)
        if text == NEXT_ROUND or text in self.actions or (verb and verb.is_numbered):
            return
        if verb is None:
            words = [verb.word for verb in VERBS if not verb.is_luck]
            yield f"'{word}' is not a verb", nearest(word, [*words, NEXT_ROUND])
        else:
            known = [action for action in self.actions if action.startswith(f"{word} ")]
            yield f"'{text}' is no action of this deck", nearest(text, known)

    def expected(self, key: str, value: object) -> Iterator[tuple[str, str]]:
        """An outcome; expressions are read when the example is run."""
        if key in ("legal", "not_legal"):
            for text in value if isinstance(value, list) else [value]:
                yield from self.action(str(text))
        elif key == "ending":
            known = [ending.id for ending in self.deck.endings]
            if value not in known:
                yield f"there is no ending '{value}'", nearest(str(value), known)
        elif key not in OUTCOMES and key.replace(".", "").isidentifier() and key not in self.names:
            yield f"unknown name '{key}'", nearest(key, [*OUTCOMES, *self.names])
