"""What `pip install` gives a stranger: the program, its decks, and a game from any folder."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

from tests.conftest import LONG_S
from wargame.content.extras import EXTRAS

ROOT = Path(__file__).parents[1]

venv = pytest.importorskip("venv")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this checkout, built without the network."""
    folder = tmp_path_factory.mktemp("wheel")
    root = Path(__file__).parents[1]
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)],
        check=True,
        capture_output=True,
        cwd=root,
    )
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The console script of the wheel, installed elsewhere beside our own dependencies."""
    place = tmp_path_factory.mktemp("elsewhere") / "venv"
    venv.create(place, symlinks=True)
    site = next((place / "lib").glob("python*")) / "site-packages"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(site)
    # What the wheel requires is found where this test's own interpreter has it.
    ours = next(path for path in sys.path if path.endswith("site-packages"))
    (site / "dependencies.pth").write_text(ours)
    return place / "bin" / "python"


def wargame(
    python: Path, *args: str, cwd: Path, typed: str = ""
) -> subprocess.CompletedProcess[str]:
    program = "import sys; from wargame.cli import main; main()"
    return subprocess.run(
        [python, "-I", "-c", program, *args],
        capture_output=True,
        check=False,
        text=True,
        input=typed,
        cwd=cwd,
        timeout=LONG_S,
    )


def test_the_wheel_carries_decks_saves_and_templates(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert "wargame/_decks/primer/cards.yaml" in names
    assert "wargame/_saves/README.md" in names
    assert "wargame/content/authors/starter_deck/deck.yaml" in names
    assert {"wargame/py.typed", "wargame/README.md", "wargame/CHANGES.md"} <= {*names}
    assert "wargame/lab/registered/registration.md" in names
    assert "wargame/_decks/entanglement/roles.yaml" in names
    assert not [name for name in names if name.startswith(("tests/", "decks/"))]


def test_the_wheel_names_its_command(wheel: Path) -> None:
    archive = zipfile.ZipFile(wheel)
    scripts = next(name for name in archive.namelist() if name.endswith("entry_points.txt"))
    assert "wargame = wargame.cli:main" in archive.read(scripts).decode()


def test_an_installed_program_is_the_installed_one(installed: Path, tmp_path: Path) -> None:
    done = subprocess.run(
        [installed, "-I", "-c", "import wargame; print(wargame.__file__)"],
        capture_output=True,
        check=True,
        text=True,
        cwd=tmp_path,
    )
    assert str(installed.parents[1]) in done.stdout


def test_an_installed_program_lists_its_decks_from_any_folder(
    installed: Path, tmp_path: Path
) -> None:
    done = wargame(installed, "deck", "list", "--json", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    decks = {deck["id"]: deck for deck in json.loads(done.stdout)["decks"]}
    assert decks["primer"]["shipped"]


def test_an_installed_program_plays_a_scripted_game_from_any_folder(
    installed: Path, tmp_path: Path
) -> None:
    done = wargame(
        installed, "play", "primer", "--plain", "--seed", "1", cwd=tmp_path, typed="1\n" * 200
    )
    assert done.returncode == 0, done.stderr
    assert "== The end ==" in done.stdout
    assert list(tmp_path.iterdir()) == []


def test_an_installed_program_starts_a_deck(installed: Path, tmp_path: Path) -> None:
    assert wargame(installed, "deck", "new", "mine", cwd=tmp_path).returncode == 0
    done = wargame(installed, "deck", "check", "mine", cwd=tmp_path)
    assert done.stdout.startswith("0 faults"), done.stdout + done.stderr


def test_what_an_extra_brings_is_told_as_it_is_asked_for() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked = project["optional-dependencies"]
    assert {name: list(brought) for name, brought in EXTRAS.items()} == {
        name: asked[name] for name in asked if name not in ("test", "dev", "fuzz")
    }


def test_nobody_is_told_to_install_what_has_its_name_on_the_public_index() -> None:
    """The program was named with its extra, and there another program has its name."""
    told = re.compile(r"pip install\b[^\n]*[\s'\"]wargame\b(?!/)")
    assert told.search("pip install 'wargame[report]'")
    assert told.search("pip install -q wargame")
    said = [
        *(ROOT / "wargame").rglob("*.py"),
        *(path for path in ROOT.rglob("*.md") if "saves" not in path.parts),
    ]
    assert [path.name for path in said if told.search(path.read_text(encoding="utf-8"))] == []
