"""A program of anybody's, in any language, as a player: `cmd:PROGRAM`.

The program is started once per match, without a shell. It is told and asked one JSON object per
line on its standard input, and answers one per line on its standard output, UTF-8. Whatever it
writes to standard error is dropped, except by `wargame player check`.

It has the rights of whoever started the game, so seat no program that you would not run. It is
held back in this much. The paths of its line are made whole; then it stands in an empty folder of
its own, which is gone after the match. Of the environment it gets PATH, HOME, LANG, and what
`--program-env NAME` lets pass. Each of its processes may hold 2 GiB of data and take an hour of
processor time, and it may start 64 more (no limit for root, or off Linux). When the match ends,
also by a kill of the game, it is stopped with all that it has started (off Linux: with all that
stayed in its process group). Where bubblewrap (`bwrap`) works, it can also write nowhere but in
its folder, an empty /tmp and what `--program-write DIR` gives it (nothing, unless asked: not even
the folder in which it lies), sees no other process, and none of the saves; `--program-no-network`
keeps it from the network. Without bubblewrap nothing keeps it from your files, from the network,
or from other processes, the game's among them, whose arguments and save tell seed and secret.

To the program, in this order; fields may be added in time, so leave alone what you do not know:

    {"type": "hello", "protocol": 1, "deck": …, "variant": …, "title": …, "rules_hash": …,
     "seat": …, "seats": […], "seed": …, "seconds": 10, "last_round": 6}
    {"type": "choose", "id": 1, "legal": ["pass", …], "view": {…}, "news": […], "seconds": 10}
    {"type": "result", "returns": {SEAT: POINTS, …}, "ending": …}
    {"type": "bye"}

From the program: `{"type": "ready"}` to hello, and to each choose

    {"type": "action", "id": 1, "action": "pass", "reason": "if you like"}

with one of `legal`, word for word, or `{"type": "fault", "id": 1, "what": …}` if it cannot say. The
reason is kept in the record, for its seat alone until the game is over. Both may tell what the
choice took of a language model, as whole numbers that are kept alike: `"used": {"calls": 2,
"unused": 1, "counted": 2, "read": 5200, "written": 80, "milliseconds": 4100}`, with how many calls
brought nothing of use, and in how many the server counted tokens. A number that is left out is 0;
where one is no whole number from 0, or no call is told, none is kept. `result` and `bye` want no
answer: after `bye` the input ends, and the program has two seconds to leave before it is stopped.
`seed` is the program's own luck: with what is dealt, it is made from the match's secret, and tells
nothing of the match's seed. `last_round` is the last that there can be: the deck's, or one before
it, after which a class ends the game and scores it as it stands.

`view` holds what the seat may see, and nothing else: seat, round, ply, phase, about, hand, pile,
rival_hand_size, rival_pile_size, discards, gone, commitment, agenda, agenda_candidates, deals,
draft, extending, pending, fronts, sealed_by, and numbers (every public number by its name). In it
`rival_hand_size` and `rival_pile_size` count cards; discards, gone and agenda_candidates are lists
by seat; commitment is the seat's own headline until it is opened, "pass" for none, "" before it has
chosen; extending is the slot of the deal whose extension is on the table, or 0; sealed_by is the
seat that has named a front in secret, or "". What is a list of objects, and draft, which is one or
null, has these fields:

    deals, draft   slot (a deal's number; 0 for a package), items (ids, of both sides), left (rounds
                   that it still runs, this one included), term (rounds that it is signed for),
                   extensions (how often it was extended), by (the seat that tabled it), signed (in
                   which round; 0 for a package). draft is on the table, or being put together.
    pending        in_rounds, times (how many rounds in a row), what (its effects, in words)
    fronts         id, title, value (who leads: above 0 the first seat), stake (0 if it is not
                   judged again), due (in how many rounds it is judged, 0 for this one; -1 if it is
                   not again), is_named (it is on the docket), into (the number that a judgement
                   moves), now and then (that number, and what it would be if the front were judged
                   as things stand)

`news` holds the moves that the seat has seen since it last chose, its own and luck among them, in
order: ply, round, phase, seat (CHANCE for luck), owner (whom luck concerns), verb, action (null for
what others alone know), title (what people read for a choice), about (what calls for luck), signed
(in which round the deal was that it is about), is_own_offer (whether a package is the first of
whoever acts), fizzled (headlines that came to nothing: seat and card), dated (injects whose date
came), tested (what injects asked that happened: inject, said, in words, values, the numbers that
was asked of, each with its name, its title and how much it was, is_met, and is_otherwise, whether
something else came instead), expired (own cards whose time is over), ran_out (deals whose time was
over as a round ended: in which round signed, and their items), broken (the same of deals that were
not kept, and ended so as a round did), changes (numbers that it moved, from and to; in studies
none) and is_stand_in. A headline that is opened comes once more, with its action. Any other move
that comes with the ply of one that was told takes its place: that one was taken back, and all that
came after it. In a game that is resumed the first news are all of it so far, since no view tells
them: a program that reads slowly may keep to the last rounds, as `wargame player llm` does to two.

A program that uses this package may say `"wants": ["deck", "state"]` in its `ready`. Then the next
line is `{"type": "deck", "tree": …, "variant": …}`, of which `load_deck_tree` and `Game`
make the game, and each choose has `state`, the view as `unpack_view` takes it. Where control has
ruled, it has `rulings` too, the effects of each, by which `under_rulings` makes the rules that the
view is of. Where a study bars acts or asks for them, it has `orders`, of which `orders_of` makes
what `Game.under` takes.

A person at another machine (`--seat SEAT=remote`, `wargame join`) is told by the same messages, as
far as they fit, over a line that is sealed by a token: `wargame/adapters/remote/__init__.py`.

A line has a million bytes at most, and no more than 16 lines may wait to be read. A program that
says more, takes longer than `seconds`, ends, or cannot be started is out for the rest of the
match. One that answers nonsense, or what is not legal, or that it cannot say, is told by
`{"type": "error", "what": …}` and is out the third time. In its place `greedy` chooses, at once
and from then on, so that every match comes to its end. People at the table are told. The record
says of each decision whether the program took it, and studies leave such a match out unless
`--with-stand-ins` is given.
"""

from __future__ import annotations

import json
import logging
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final

from wargame.content.effects import plain_effects
from wargame.content.shell import words_of
from wargame.errors import PlayerError, visible
from wargame.play.event import FAULT, OUT
from wargame.play.player import LONGEST_NAME
from wargame.play.witnessed import Witnessed, new_since
from wargame.players.fence import USUAL, Fence, whole_paths
from wargame.players.greedy import Greedy
from wargame.players.pipe import Hear, Pipe, PipeError
from wargame.rules.game import Action, Game
from wargame.rules.orders import Orders
from wargame.rules.view import Deal, SeatState

PROTOCOL: Final = 1
DECK: Final = "deck"
STATE: Final = "state"
"""What a program may want to be told besides."""

PATIENCE: Final = 3
"""Wrong answers after which a program is out."""

LOG: Final = logging.getLogger("wargame.players")


class Command:
    """A program that plays.

    Args:
        seed: For luck of its own; it is told it, so it must tell nothing of the match's.
        line: The program with its arguments, as typed in a shell.
        heard: Takes its standard error, line by line; left out, nobody reads it.
        fence: What it is held back from.

    Attributes:
        faults: What it did wrong so far, in the order in which it did.
        is_out: Whether `greedy` chooses from now on.
        stood_in: Why `greedy` made the last choice: `FAULT`, `OUT`, or "" if the program did.
        reason: Why the program made the last choice, in its own words; "" if it does not say.
        used: What it says that this took of a model, also where it did not choose; else None.

    Raises:
        PlayerError: There is no such program.
    """

    def __init__(
        self,
        game: Game,
        seat: str,
        seed: int,
        line: str,
        *,
        heard: Hear | None = None,
        fence: Fence = USUAL,
    ) -> None:
        self.name = f"cmd:{line}"
        self.faults: list[str] = []
        self.is_out = False
        self.stood_in = self.reason = ""
        self.used: object = None
        self._words = split(line)
        self._game, self._seat, self._seconds = game, seat, fence.seconds
        self._seed = seed
        self._heard, self._fence = heard, fence
        self._stand_in = Greedy(game.rules, seat, seed)
        self._pipe: Pipe | None = None
        self._asked = 0
        self._wants: frozenset[str] = frozenset()
        self._told: dict[int, Witnessed] = {}
        self._news: list[Witnessed] = []

    def hear(self, happened: Sequence[Witnessed]) -> None:
        """Note what is new in all that has happened, for the next question."""
        end = happened[-1].ply if happened else -1
        self._told = {ply: one for ply, one in self._told.items() if ply <= end}
        self._news = new_since(self._told, happened)

    def choose(self, view: SeatState) -> Action:
        """What the program answers, or `greedy` in its place."""
        self.stood_in, self.reason, self.used = OUT if self.is_out else "", "", None
        if not self.is_out:
            try:
                return self._ask(view)
            except PipeError as error:
                self._fault(str(error))
                self._leave()
            except _Nonsense as error:
                self._fault(str(error))
                self._tell({"type": "error", "what": str(error)})
                if len(self.faults) >= PATIENCE:
                    self._leave()
        return self._stand_in.choose(view)

    def finish(self, returns: Mapping[str, int], ending: str) -> None:
        """Tell how the match ended, and let the program go."""
        self._tell({"type": "result", "returns": dict(returns), "ending": ending})
        self.close()

    def close(self) -> None:
        """Let the program go, and stop it if it does not."""
        self._tell({"type": "bye"})
        if self._pipe is not None:
            self._pipe.close()
        self._pipe, self.is_out = None, True

    def _ask(self, view: SeatState) -> Action:
        pipe = self._started()
        self._asked += 1
        legal = {action.text: action for action in view.legal}
        pipe.send(
            {
                "type": "choose",
                "id": self._asked,
                "legal": list(legal),
                "view": describe_view(view),
                "news": [describe_move(one) for one in self._news],
                **self._for_the_package(view),
                "seconds": self._seconds,
            }
        )
        self._told |= {one.ply: one for one in self._news}
        self._news = []
        answer = _object(pipe.receive(self._seconds), "action", "fault")
        if answer.get("id", self._asked) != self._asked:
            raise _Nonsense(f"it answered id {_short(answer['id'])} to id {self._asked}")
        self.used = answer.get("used")
        if answer["type"] == "fault":
            raise _Nonsense(_cannot_say(answer.get("what")))
        if "action" not in answer:
            raise _Nonsense("it names no action")
        wanted = answer["action"]
        if not isinstance(wanted, str) or wanted not in legal:
            raise _Nonsense(f"it chose what is not legal: {_short(wanted)}")
        said = answer.get("reason")
        self.reason = said if isinstance(said, str) else ""
        return legal[wanted]

    def _for_the_package(self, view: SeatState) -> dict[str, Any]:
        """What a program that uses this package is told besides, if it wants to."""
        if STATE not in self._wants:
            return {}
        rules = view.rules
        told: dict[str, Any] = {"state": view.packed()}
        if rules.rulings:
            told["rulings"] = [plain_effects(effects) for effects in rules.rulings]
        if rules.orders != Orders():
            told["orders"] = asdict(rules.orders)
        return told

    def _started(self) -> Pipe:
        if self._pipe is None:
            self._pipe = Pipe(self._words, heard=self._heard, fence=self._fence)
            self._pipe.send(self._hello())
            try:
                ready = _object(self._pipe.receive(self._seconds), "ready")
            except _Nonsense as error:
                raise PipeError(str(error)) from error
            wants = ready.get("wants")
            self._wants = frozenset(map(str, wants)) if isinstance(wants, list) else frozenset()
            if DECK in self._wants:
                loaded = self._game.loaded
                self._pipe.send({"type": "deck", "tree": loaded.tree, "variant": loaded.variant})
        return self._pipe

    def _hello(self) -> dict[str, Any]:
        deck = self._game.deck
        most = deck.rounds.max
        return {
            "type": "hello",
            "protocol": PROTOCOL,
            "deck": deck.id,
            "variant": self._game.loaded.variant,
            "title": deck.title,
            "rules_hash": self._game.rules_hash,
            "seat": self._seat,
            "seats": list(self._game.seats),
            "seed": self._seed,
            "seconds": self._seconds,
            "last_round": min(self._fence.closes_after or most, most),
        }

    def _tell(self, message: Mapping[str, Any]) -> None:
        """Say something that wants no answer; who does not listen is not asked again anyway."""
        if self._pipe is not None and not self.is_out:
            try:
                self._pipe.send(message)
            except PipeError:
                self._leave()

    def _fault(self, what: str) -> None:
        self.faults.append(what)
        self.stood_in = FAULT
        LOG.warning("player %s in seat %s: %s; greedy chooses instead", self.name, self._seat, what)

    def _leave(self) -> None:
        if self._pipe is not None:
            self._pipe.close(patience=0)
        self._pipe, self.is_out = None, True


class _Nonsense(Exception):
    """An answer that means nothing here; the program may be asked again."""


def program_words(line: str) -> list[str]:
    """The words of a program's line, as typed in a shell.

    Raises:
        PlayerError: There are none, they cannot be read, or are too many.
    """
    if len(line) + len("cmd:") > LONGEST_NAME:
        raise PlayerError(
            f"cmd:{visible(line[:80])}…: a program's line has {LONGEST_NAME} characters at most. "
            "Put it in a script."
        )
    try:
        words = words_of(line)
    except ValueError as error:
        raise PlayerError(f"cmd:{visible(line[:80])}: {error}.") from error
    if not words:
        raise PlayerError("cmd: names no program. Say cmd:PROGRAM, such as 'cmd:python bot.py'.")
    return words


def split(line: str) -> list[str]:
    """The same, with the paths of its files made whole.

    Raises:
        PlayerError: They are of no use, or there is no such program.
    """
    words = program_words(line)
    found = shutil.which(words[0])
    if found is None:
        raise PlayerError(f"cmd:{visible(line[:80])}: there is no program '{visible(words[0])}'.")
    here = Path.cwd()
    return whole_paths([str(here / found), *words[1:]], here)


def _object(line: str, *kinds: str) -> dict[str, Any]:
    """The object in a line, of one of these types; the first is what was asked for.

    Raises:
        _Nonsense: It is something else.
    """
    try:
        found = json.loads(line)
    except (ValueError, RecursionError):
        raise _Nonsense(f"it answered what is no JSON: {_short(line)}") from None
    if not isinstance(found, dict) or found.get("type") not in kinds:
        raise _Nonsense(f"it should have answered type '{kinds[0]}': {_short(line)}")
    return found


def _cannot_say(why: object) -> str:
    """What is told of a program that cannot say, with what it gives as the reason, if it does."""
    told = visible(why[:200]).strip() if isinstance(why, str) else ""
    return f"it cannot say: {told}" if told else "it cannot say"


def _short(value: object) -> str:
    """The beginning of what was answered: text in quotes, all else as the program wrote it."""
    return visible((repr(value) if isinstance(value, str) else json.dumps(value))[:80])


def describe_view(view: SeatState) -> dict[str, Any]:
    """What a seat may see, as plain data: the `view` of the protocol."""
    return {
        "seat": view.seat,
        "round": view.round,
        "ply": view.ply,
        "phase": view.phase,
        "about": view.about,
        "hand": list(view.hand),
        "pile": list(view.pile),
        "rival_hand_size": sum(map(view.hand_size, view.rivals)),
        "rival_pile_size": sum(map(view.pile_size, view.rivals)),
        "discards": _lists(view.discards),
        "gone": _lists(view.gone),
        "commitment": view.commitment,
        "agenda": view.agenda,
        "agenda_candidates": _lists(view.agenda_candidates),
        "deals": [_deal(deal) for deal in view.deals],
        "draft": _deal(view.draft) if view.draft else None,
        "extending": view.extending,
        "pending": [
            {"in_rounds": one.in_rounds, "times": one.times, "what": one.what}
            for one in view.pending
        ],
        "fronts": [asdict(front) for front in view.fronts],
        "sealed_by": view.sealed_by,
        "numbers": view.tracks,
    }


def describe_move(move: Witnessed) -> dict[str, Any]:
    """A move as a seat knows it, as plain data: one of the `news` of the protocol."""
    return {
        **asdict(move),
        "action": move.action or None,
        "fizzled": [list(one) for one in move.fizzled],
        "tested": [
            {**asdict(one), "values": [list(value) for value in one.values]} for one in move.tested
        ],
        "ran_out": [[signed, list(items)] for signed, items in move.ran_out],
        "broken": [[signed, list(items)] for signed, items in move.broken],
        "changes": {name: [old, new] for name, old, new in move.changes},
    }


def _lists(found: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    return {seat: list(names) for seat, names in found.items()}


def _deal(deal: Deal) -> dict[str, Any]:
    return {
        "slot": deal.slot,
        "items": list(deal.items),
        "left": deal.left,
        "term": deal.term,
        "extensions": deal.extensions,
        "by": deal.by,
        "signed": deal.signed,
    }
