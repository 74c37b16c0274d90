"""What examples, lessons and puzzles name: a slip of the pen is found before they are run."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from wargame.content import model
from wargame.content.fields import meant_act
from wargame.errors import DeckPath, nearest
from wargame.rules import ir, kernel
from wargame.rules.actions import Phrasebook
from wargame.rules.ids import codes_of
from wargame.rules.lint.advice import DeckAdvice
from wargame.rules.reading.deck_names import make_names
from wargame.rules.reading.names import ANY_SEAT, NOBODY, PHASES, SETTINGS, Scope
from wargame.rules.reading.parse import NO_TRUTH, Parser
from wargame.rules.reading.syntax import TextFault
from wargame.rules.verbs import ACTS, VERBS, find

Placed = tuple[DeckPath, str]
"""A move as it is typed, behind the place where it stands."""

NEXT_ROUND = "next round"
"""The move of an example that plays the round to its end."""

OUTCOMES = ("refused", "legal", "not_legal", "ending", "winner")
"""What `expect` may hold besides expressions."""


def slips(deck: model.Deck, program: ir.Program) -> Iterator[DeckAdvice]:
    """Everything that they name in a sound deck and that is not there."""
    if not (deck.examples or deck.lessons or deck.puzzles):
        return
    seen = _Seen(deck, program)
    for number, lesson in enumerate(deck.lessons):
        yield from _set_up(seen, "lesson", lesson, ("lessons", number), _in_lesson(lesson))
    for number, puzzle in enumerate(deck.puzzles):
        yield from _set_up(seen, "puzzle", puzzle, ("puzzles", number), _in_puzzle(puzzle))
    for number, example in enumerate(deck.examples):
        here: DeckPath = ("examples", number)
        tried = len(example.play) - 1 if "refused" in example.expect else -1
        yield from _set_up(seen, "example", example, here, _listed(example.play, "play"), tried)
        for key, value in example.expect.items():
            for what, remedy in seen.expected(key, value):
                yield _label("example", example), (*here, "expect", key), what, remedy


def _set_up(
    seen: _Seen,
    noun: str,
    told: model.Example | model.Lesson | model.Puzzle,
    here: DeckPath,
    moves: Iterable[Placed],
    tried: int = -1,
) -> Iterator[DeckAdvice]:
    """What an example, a lesson or a puzzle sets, and the moves that it names.

    Args:
        tried: The place of a move that is to be refused.
    """
    label = _label(noun, told)
    for key, value in told.given.items():
        for what, remedy in seen.given(key, value):
            yield label, (*here, "given", key), what, remedy
    for path, text in moves:
        for what, remedy in seen.action(text, is_refused=path[-1] == tried):
            yield label, (*here, *path), what, remedy


def _label(noun: str, told: model.Example | model.Lesson | model.Puzzle) -> str:
    return f"{noun} {told.id}"


def _never(word: str) -> str:
    """What to do about an act of a kind that never comes up in a deck."""
    return f"Nobody ever comes to '{word}' in it: the deck says nothing that makes it an act."


def _in_lesson(lesson: model.Lesson) -> Iterator[Placed]:
    yield from _listed(lesson.way, "way")
    yield from ((("wrong", n, "move"), one.move) for n, one in enumerate(lesson.wrong))
    yield from _listed(lesson.rival, "rival")


def _in_puzzle(puzzle: model.Puzzle) -> Iterator[Placed]:
    yield from _listed(puzzle.best.line, "best", "line")
    yield from _listed(puzzle.rival, "rival")


def _listed(moves: Sequence[str], *path: str) -> Iterator[Placed]:
    return (((*path, number), text) for number, text in enumerate(moves))


class _Seen:
    """Looks names of examples up."""

    def __init__(self, deck: model.Deck, program: ir.Program) -> None:
        self.deck = deck
        self.names = program.names
        self.parser: Parser | None = None
        words = Phrasebook(program)
        answers = [
            words.option_text(ask.number, place)
            for ask in program.asks
            for place in range(len(ask.options))
        ]
        actors = (*range(len(program.seats)), kernel.CHANCE)
        codes = dict.fromkeys(code for actor in actors for code in codes_of(program, actor))
        self.spoken = dict.fromkeys((*words.fixed.values(), *answers), True)
        self.actions = dict.fromkeys((*map(words.fixed_text, codes), *answers), True)
        self.words = {action.partition(" ")[0]: True for action in self.actions}

    def given(self, key: str, value: object) -> Iterator[tuple[str, str]]:
        """A setting, a seat's cards or agenda, or a number."""
        place, _, seat = key.partition(".")
        seats = [one.id for one in self.deck.seats]
        if place in ("hand", "agenda") and seat not in seats:
            yield f"there is no seat '{seat}'", nearest(seat, seats)
        elif place in ("hand", "agenda"):
            is_hand = place == "hand"
            held = self.deck.cards_for(seat) if is_hand else self.deck.agendas_for(seat)
            known = [one.id for one in held]
            for name in value if isinstance(value, list) else [value]:
                if name not in known:
                    noun = "card" if is_hand else "agenda"
                    yield f"{seat} has no {noun} '{name}'", nearest(str(name), known)
        elif key == "turn" and value not in seats:
            yield f"there is no seat '{value}'", nearest(str(value), seats)
        elif key == "game.docket" and isinstance(value, str):
            known = [front.id for front in self.deck.fronts]
            if value not in known:
                yield f"there is no front '{value}'", nearest(value, known)
        elif key == "phase" and value not in PHASES:
            yield f"there is no phase '{value}'", nearest(str(value), PHASES)
        elif key not in SETTINGS and key not in self.names:
            yield f"unknown name '{key}'", nearest(key, [*SETTINGS, *self.names])
        elif key in self.names and isinstance(value, int):
            lo, hi = self.names[key].lo, self.names[key].hi
            lo, hi = (1, self.deck.rounds.max) if key == "game.round" else (lo, hi)
            if not lo <= value <= hi:
                yield f"'{key}' is set to {value}, and goes from {lo} to {hi}", ""

    def action(self, text: str, *, is_refused: bool) -> Iterator[tuple[str, str]]:
        """An action as it is typed; one that is refused need not be one that ever comes up."""
        word = text.partition(" ")[0]
        verb = find(word)
        is_open = word in self.words or is_refused
        if text == NEXT_ROUND or text in (self.spoken if is_refused else self.actions):
            return
        if verb is None:
            yield f"'{word}' is not a verb", self.meant(word, text)
        elif not (verb.is_numbered and is_open):
            known = [action for action in self.actions if action.partition(" ")[0] == word]
            yield (
                f"'{text}' is no action of this deck",
                (nearest(text, known) if known else _never(word)),
            )

    def meant(self, word: str, text: str) -> str:
        """What to do about an action that begins with no verb: it may lack its verb, or have the
        word by which rules answer the act."""
        act = word if word in ACTS else meant_act(word)
        verb = ACTS[act][0].word if act in ACTS else ""
        whole = f"{verb} {text.partition(' ')[2]}".rstrip()
        if whole not in self.actions:
            said = (text, text.replace(" ", "_"))
            whole = next((one for one in self.actions if one.partition(" ")[2] in said), "")
        known = [one.word for one in VERBS if not one.is_luck and one.word in self.words]
        if whole:
            return f"Write '{whole}'."
        near = nearest(word, [*known, NEXT_ROUND], limit=len(known) + 1)
        return f"Did you mean '{verb}'? {near.rpartition('? ')[2]}" if verb in known else near

    def expected(self, key: str, value: object) -> Iterator[tuple[str, str]]:
        """An outcome, or an expression."""
        if key in ("legal", "not_legal"):
            for text in value if isinstance(value, list) else [value]:
                yield from self.action(str(text), is_refused=key == "not_legal")
        elif key == "ending":
            known = [ending.id for ending in self.deck.endings]
            if value not in known:
                yield f"there is no ending '{value}'", nearest(str(value), known)
        elif key == "winner":
            known = [*(seat.id for seat in self.deck.seats), NOBODY]
            if value not in known:
                yield f"there is no seat '{value}'", nearest(str(value), known)
        elif key in self.names and isinstance(value, str):
            yield from self.held(key, value)
        elif key.replace(".", "").isidentifier():
            if key not in self.names and key not in OUTCOMES:
                yield f"unknown name '{key}'", nearest(key, [*OUTCOMES, *self.names])
        else:
            yield from self.worked_out(key)

    def held(self, key: str, value: str) -> Iterator[tuple[str, str]]:
        """A word that a number is expected to be: only what holds a seat is one."""
        known = [*(seat.id for seat in self.deck.seats), NOBODY]
        if self.names[key].is_seat and value not in known:
            yield f"there is no seat '{value}'", nearest(value, known)
        elif not self.names[key].is_seat:
            compared = f"{key} {value}" if value.lstrip()[:1] in "<>=!" else ""
            asked = f", or ask for '1 if {compared} else 0' and expect 1" if compared else ""
            yield f"'{key}' is a number, and '{value}' is none", f"Expect what it is then{asked}."

    def worked_out(self, text: str) -> Iterator[tuple[str, str]]:
        """An expression: what a condition is written as, and what else is wrong with it."""
        self.parser = self.parser or Parser(make_names(self.deck), Scope(sees=ANY_SEAT))
        try:
            self.parser.value(text)
        except TextFault as fault:
            remedy = fault.remedy
            if fault.remedy == NO_TRUTH and fault.offset == 0:
                remedy = f"Write '1 if {text} else 0' and expect 1, or 0."
            yield f"'{text[:60]}' cannot be worked out: {fault.what}", remedy
