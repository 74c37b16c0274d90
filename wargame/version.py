"""Which version is this? Of the program; rules and saves count their own."""

from __future__ import annotations

__version__ = "0.2.0"
