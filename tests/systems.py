"""What some systems lack, and so which tests are not for them."""

from __future__ import annotations

import os
import signal
from typing import Final

import pytest

IS_WINDOWS: Final = os.name == "nt"

has_links = pytest.mark.skipif(IS_WINDOWS, reason="links need rights there")
has_modes = pytest.mark.skipif(IS_WINDOWS, reason="modes are of other systems")
has_signals = pytest.mark.skipif(IS_WINDOWS, reason="such signals are of other systems")
has_launcher = pytest.mark.skipif(IS_WINDOWS, reason="programs are limited on other systems")
has_named_pipes = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes")
shares_locks = pytest.mark.skipif(IS_WINDOWS, reason="a lock is had alone there")
moves_open_files = pytest.mark.skipif(IS_WINDOWS, reason="what is open keeps its place there")

HANGUP: Final = getattr(signal, "SIGHUP", signal.SIGTERM)
QUIT: Final = getattr(signal, "SIGQUIT", signal.SIGTERM)
KILL: Final = getattr(signal, "SIGKILL", signal.SIGTERM)
"""Where a system has no such signal nobody is sent one: whoever sends it opens a `Terminal`, which
that system lacks too, or is marked with `has_signals`."""
