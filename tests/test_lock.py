"""G14: all that is installed for development is locked by its hashes, and its licence is listed."""

from __future__ import annotations

import re
import subprocess
import tomllib
from pathlib import Path

import pytest

from tests.systems import has_modes

ROOT = Path(__file__).parents[1]
LOCK = ROOT / ".ci" / "requirements.lock"
pytestmark = pytest.mark.skipif(not LOCK.exists(), reason="not a checkout: there is no .ci")


def plain_name(requirement: str) -> str:
    """A package's name as registries write it."""
    found = re.match(r"[\w.-]+", requirement)
    assert found, requirement
    return re.sub(r"[-_.]+", "-", found[0]).lower()


def locked() -> dict[str, int]:
    """How many hashes each locked package has."""
    text = re.sub(r"^#.*\n", "", LOCK.read_text(encoding="utf-8"), flags=re.MULTILINE)
    entries = text.replace("\\\n", " ").split("\n")
    found = [entry for entry in entries if entry.strip()]
    assert all("==" in entry for entry in found)
    return {plain_name(entry): entry.count("--hash=sha256:") for entry in found}


def test_everything_that_is_named_is_locked_by_hash() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = [name for names in project["optional-dependencies"].values() for name in names]
    named = {plain_name(one) for one in [*project["dependencies"], *extras]}
    assert named - locked().keys() == set()
    assert all(locked().values())


def test_the_lock_names_no_host() -> None:
    assert "://" not in LOCK.read_text(encoding="utf-8")


def test_every_licence_is_listed() -> None:
    listed = (ROOT / ".ci" / "licences.md").read_text(encoding="utf-8")
    rows = dict(re.findall(r"^\| ([\w.-]+) \| (\S.*?) \|$", listed, flags=re.MULTILINE))
    assert locked().keys() - {plain_name(name) for name in rows} == set()
    assert "?" not in rows.values()


@has_modes
def test_an_audit_without_a_database_says_so_in_one_line() -> None:
    done = subprocess.run(
        [ROOT / ".ci" / "audit"],
        env={"PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0
    assert done.stdout.startswith("audit: ")
    assert done.stdout.count("\n") == 1
