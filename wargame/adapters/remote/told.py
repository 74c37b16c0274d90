"""What a host has told of one seat so far: what a `Scene` is made of, on the other machine."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Final

from wargame.adapters.remote.doubt import believed, text_of
from wargame.adapters.remote.link import Link
from wargame.adapters.remote.moment import NewsRow, ToldMoment
from wargame.adapters.remote.retold import ledger_of, read_moment, seen_rows, view_in
from wargame.content.load import load_deck_tree
from wargame.errors import RecordError
from wargame.play.log import Seen, new_to
from wargame.rules.game import Game
from wargame.rules.unseen import NOBODY as WATCHER
from wargame.rules.view import SeatState
from wargame.table.host.counsel import Counsel
from wargame.table.host.shown import Shown
from wargame.table.host.sitting import WHY_ROUNDS
from wargame.table.told.account.objects import Account
from wargame.table.told.scene import Scene, titles_of
from wargame.table.words.glyphs import UNICODE, Glyphs

MOST_NEWS: Final = 6_000
"""Moves of a game, at most: they are drawn within a second. The longest of ours has a tenth."""

MOST_LETTERS: Final = 4_000_000
"""Letters in which they are told, at most; of these too it has a tenth."""

MOST_RULINGS: Final = 500
"""What control rules in a game, at most."""


class TableTold:
    """One seat of a table, as its host tells it.

    Args:
        link: The line to the host, which has said what game it is.

    Attributes:
        seat: The one that sits here.
        moment: What was told last; None at first.
        view: What the seat sees then.
        account: What came of the game, once it is over.

    Raises:
        RecordError: What the host sent is no game.
    """

    def __init__(self, link: Link) -> None:
        self.game, self.seat, self.players = _opened(link.hello, link.deck)
        self.titles = titles_of(self.game.deck)
        self.glyphs: Glyphs = UNICODE
        self.moment: ToldMoment | None = None
        self.view: SeatState | None = None
        self.account: Account | None = None
        self._rows: list[NewsRow] = []
        self._letters: list[int] = []
        self._seen: list[Seen] = []
        self._shown: Shown | None = None

    def take_in(self, data: object) -> SeatState:
        """Take in a moment; gives what the seat sees.

        Raises:
            RecordError: It cannot be one of this game.
        """
        moment = read_moment(data)
        if not 0 <= moment.first <= len(self._rows):
            raise RecordError("The host sent moves of which some are missing.")
        self._bound(moment, data["news"] if isinstance(data, dict) else ())
        self._rows[moment.first :] = moment.news
        self.game, view = view_in(self.game, moment, self.seat)
        self._seen = seen_rows(self.game.rules, self._rows, self.seat)
        self.moment, self.view, self.players = moment, view, dict(moment.players)
        return view

    def _bound(self, moment: ToldMoment, news: Iterable[object]) -> None:
        """Refuse what would grow without end.

        Args:
            news: Those of the moment, as they came.

        Raises:
            RecordError: It is more than a game has.
        """
        self._letters[moment.first :] = [len(text_of(row)) for row in news]
        if len(self._letters) > MOST_NEWS or sum(self._letters) > MOST_LETTERS:
            raise RecordError("The host sent more moves than any game has.")
        if len(moment.rulings) > MOST_RULINGS:
            raise RecordError("The host sent more rulings than any game has.")

    def scene(self, counsel: Counsel, *, open_hand: bool = True) -> Scene:
        """The moment that was told last; without the hand, of what everybody may see."""
        moment, view, shown = self.moment, self.view, self.shown
        if moment is None or view is None:
            raise RecordError("The host has told nothing yet.")
        start = min(max(shown.start, moment.told), len(self._seen))
        ledger = ledger_of(self.game.rules, self._seen)
        now = view if open_hand else replace(view, seat="", number=WATCHER, legal=())
        with believed("a moment"):
            return Scene(
                view=now,
                titles=self.titles,
                side=self.seat,
                glyphs=self.glyphs,
                seen=self._seen,
                news=new_to(self.seat, [one.entry for one in self._seen], start),
                beside=moment.beside,
                before=moment.before if shown.view is None else shown.numbers,
                course=moment.course,
                why=lambda name: ledger.why(now, name, rounds=WHY_ROUNDS),
                players=self.players,
                shows_hand=open_hand,
                can_undo=open_hand and not moment.undo,
                can_redo=open_hand and not moment.redo,
                account=self.account,
                advice=counsel.advice(now),
                worths=counsel.worths(now),
            )

    @property
    def shown(self) -> Shown:
        """What was shown here so far; at first what the host says that the seat had been told."""
        if self._shown is None:
            told = self.moment.told if self.moment is not None else 0
            self._shown = Shown(max(0, told))
        self._shown.start = min(self._shown.start, len(self._seen))
        return self._shown

    def was_told(self) -> None:
        """All there is to tell has been told here."""
        self.shown.start, self.shown.view = len(self._seen), self.view


def _opened(
    hello: Mapping[str, object], deck: Mapping[str, object]
) -> tuple[Game, str, dict[str, str]]:
    """The game, the seat and who sits where, as the host said at first.

    Raises:
        RecordError: That makes no game; the deck passes the checks of any deck.
    """
    tree, variant = deck.get("tree"), deck.get("variant")
    with believed("a deck"):
        if not isinstance(tree, dict) or not isinstance(variant, str):
            raise RecordError("it is no deck.")
        game = Game(load_deck_tree(tree, variant))
        seat, players = hello.get("seat"), hello.get("players")
        if game.rules_hash != hello.get("rules_hash"):
            raise RecordError("its rules are others than the host's; are both of one version?")
        if seat not in game.seats or not isinstance(players, dict):
            raise RecordError("it names no seat.")
        if set(players) != set(game.seats):
            raise RecordError("it does not say who sits where.")
    return game, str(seat), {str(one): str(name)[:200] for one, name in players.items()}
