"""What people who host are told: what the others type, the token, and who can read along."""

from __future__ import annotations

import re
import socket

import pytest

from tests.shelf import NoShelf
from wargame.adapters.remote.hosting import Hosting
from wargame.errors import UsageError
from wargame.play.player import HUMAN, REMOTE
from wargame.rules.game import Game
from wargame.table.host.sitting import Sitting


def sat(game: Game, *players: str) -> Sitting:
    return NoShelf().begin(game, dict(zip(game.seats, players, strict=True)), 1, "")


def test_one_command_and_a_token_are_told_for_each_seat_elsewhere(water: Game) -> None:
    sitting, hosting = sat(water, REMOTE, REMOTE), Hosting()
    hosting.invite(sitting)
    told = " ".join(sitting.notices)
    assert told.count(f"`wargame join 127.0.0.1:{hosting.open().port}`") == 2
    tokens = set(re.findall(r"alone: (\S{24})", told))
    assert tokens == {post.token for post in hosting.open().posts}
    assert len(tokens) == 2
    assert "Only programs on this machine reach that address." in told
    sitting.close()


def test_who_listens_to_others_is_told_that_all_can_be_read(water: Game) -> None:
    sitting = sat(water, HUMAN, REMOTE)
    Hosting("0.0.0.0").invite(sitting)
    told = " ".join(sitting.notices)
    assert f"`wargame join {socket.gethostname()}:" in told
    assert "nothing is encrypted" in told
    assert "ssh -L" in told
    sitting.close()


def test_one_address_serves_one_table_after_another(water: Game) -> None:
    hosting, first = Hosting(), sat(water, HUMAN, REMOTE)
    hosting.invite(first)
    second = sat(water, REMOTE, HUMAN)
    hosting.invite(second)
    server = hosting.open()
    assert len(server.posts) == 2
    first.close()
    assert hosting.open() is server
    second.close()
    second.close()
    assert server.posts == []
    with pytest.raises(OSError, match="refused"):
        socket.create_connection(("127.0.0.1", server.port), 5.0)


def test_a_table_at_which_nobody_sits_elsewhere_opens_no_port(water: Game) -> None:
    sitting, hosting = sat(water, HUMAN, HUMAN), Hosting()
    hosting.invite(sitting)
    assert hosting._server is None
    assert not sitting.notices


@pytest.mark.parametrize("host", ["256.0.0.1", "no such host", "::g", "x" * 300])
def test_where_nobody_can_listen_is_told_in_a_sentence(host: str) -> None:
    with pytest.raises(UsageError, match=r"--listen: nobody can listen at .{3,340}\.$"):
        Hosting(host).open()
