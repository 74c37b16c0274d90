"""What `--version` says."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version


def program_version() -> str:
    """The version of the installed program; `source` when it runs from a plain checkout."""
    try:
        return version("wargame")
    except PackageNotFoundError:
        return "source"


def version_line() -> str:
    """Program, rules and save versions, in one line."""
    return f"wargame {program_version()}"
