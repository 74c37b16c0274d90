"""YAML read by the parser written in Python, as where PyYAML has no C part."""

from __future__ import annotations

from contextlib import AbstractContextManager
from unittest.mock import patch

from wargame.content.yaml import parsers


def python_parser() -> AbstractContextManager[object]:
    """While this is entered, that parser reads."""
    return patch.object(parsers, "_PARSER", parsers._PureParser)
