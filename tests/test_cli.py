"""The command line, as somebody at a terminal meets it."""

import json
import os
import secrets
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from merak import __version__, cli, paths
from merak.domain.site import Site, SiteKind
from merak.services import first_start

DATA = Path(__file__).parent / "data" / "indicators"
SHIPPED = "merak-child-2015.yaml"
NAME, PASSPHRASE = "Ana", "seven herons by the weir"
_COLOURS_AT_LEAST = 12


class QuickClock:
    """Measures the keys with the least parameters, so that no test waits a second."""

    def __init__(self) -> None:
        self._seconds = 0.0

    def now(self) -> datetime:
        return datetime.now().astimezone()

    def seconds(self) -> float:
        self._seconds += 10
        return self._seconds


def run(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Runs the program as its own process, with nothing of a display but what is given."""
    unset = ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY")
    inherited = {name: value for name, value in os.environ.items() if name not in unset}
    python_path = str(Path(paths.__file__).parents[1])
    return subprocess.run(
        [sys.executable, "-m", "merak", *words],
        env={**inherited, "PYTHONPATH": python_path, **environment},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_the_version_is_one_line() -> None:
    done = run("--version")
    assert (done.returncode, done.stdout) == (0, f"merak {__version__}\n")


def test_the_first_window_opens_and_closes_offscreen(tmp_path: Path) -> None:
    done = run("--smoke", "--place", str(tmp_path / "vault"))
    assert done.returncode == 0
    assert done.stdout == f"merak {__version__}: first window shown\n"


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux has no display")
def test_with_no_display_one_line_says_what_to_do_instead() -> None:
    done = run()
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "merak demo" in done.stderr
    assert done.stdout == ""


def test_checking_needs_no_qt_and_says_nothing_of_a_whole_set() -> None:
    done = run("check", str(paths.indicators() / SHIPPED), QT_QPA_PLATFORM="no such platform")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_each_problem_of_a_damaged_set_is_one_line_with_its_place(
    capsys: pytest.CaptureFixture[str],
) -> None:
    damaged = DATA / "damaged" / "bands-gap.yaml"
    assert cli.main(["check", str(damaged)]) == 1
    out = capsys.readouterr().out
    assert out.startswith(f"{damaged}:")
    assert out.count("\n") == 1


def test_an_assessment_is_printed_with_exactly_the_keys_that_are_promised(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    answers = tmp_path / "answers.json"
    commercial = {"code": "yes", "source": "youth", "basis": "evidence"}
    told = {"commercial_sex_minor": commercial, "debt": {"why_missing": "declined"}}
    answers.write_text(json.dumps({"age": 16, "facts": {"in_care": True}, "answers": told}))
    shipped = paths.indicators() / SHIPPED
    assert cli.main(["assess", str(shipped), str(answers)]) == 0
    printed = json.loads(capsys.readouterr().out)
    assert list(printed) == [
        "level",
        "overrides",
        "rules",
        "scores",
        "concerns",
        "assumed",
        "unanswered",
        "starts",
        "set",
    ]
    assert printed["level"] == "clear"
    assert printed["overrides"] == ["minor_commercial_sex"]
    assert printed["concerns"] == {"sex": "clear", "labor": "insufficient_information"}
    assert printed["assumed"] == []
    assert printed["unanswered"] == 18
    assert "report_identified_victim" in printed["starts"]
    assert list(printed["set"]) == ["id", "version", "sha256"]


def test_answers_that_cannot_be_read_are_refused_on_the_error_stream(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    answers = tmp_path / "answers.json"
    answers.write_text('{"answers": {"no_such_item": "yes"}}')
    assert cli.main(["assess", str(paths.indicators() / SHIPPED), str(answers)]) == 1
    printed = capsys.readouterr()
    assert printed.out == ""
    assert "no_such_item" in printed.err
    assert cli.main(["assess", str(paths.indicators() / SHIPPED), str(tmp_path / "none")]) == 2


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    place = tmp_path / "vault"
    choices = first_start.Choices(keeper_name=NAME, site=Site(state="TX", kind=SiteKind.DETENTION))
    typed = bytearray(PASSPHRASE.encode())
    first_start.create(place, choices, typed, QuickClock(), secrets.token_bytes).close()
    return place


def test_rebuilding_a_vault_says_how_many_cases_there_are(
    vault: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    typed = tmp_path / "passphrase"
    typed.write_text(PASSPHRASE + "\n")
    words = ["rebuild", "--place", str(vault), "--name", NAME, "--passphrase-file"]
    assert cli.main([*words, str(typed)]) == 0
    assert capsys.readouterr().out == "0 cases computed anew\n"
    typed.write_text("something else entirely")
    assert cli.main([*words, str(typed)]) == 1
    assert "This passphrase does not open the vault." in capsys.readouterr().err
    assert cli.main([*words, str(tmp_path / "missing")]) == 2
    assert PASSPHRASE not in capsys.readouterr().err


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    folder = tmp_path_factory.mktemp("demo") / "practice"
    done = run("demo", str(folder))
    assert done.returncode == 0, done.stderr
    return folder, done.stdout


def test_the_practice_story_leaves_a_numbered_picture_of_each_page(demo: tuple[Path, str]) -> None:
    folder, printed = demo
    pictures = sorted(folder.glob("*.png"))
    assert [str(picture) for picture in pictures] == printed.split()
    numbers = [int(picture.name[:2]) for picture in pictures]
    assert numbers == list(range(1, len(pictures) + 1))
    names = " ".join(picture.stem for picture in pictures)
    for page in ("recovery-sheet", "home", "before", "screening", "locked", "result", "case"):
        assert page in names


def test_every_picture_shows_something_and_no_two_are_the_same(demo: tuple[Path, str]) -> None:
    folder, _ = demo
    shown = set()
    for file in folder.glob("*.png"):
        image = QImage(str(file))
        assert (image.width(), image.height()) == (1280, 800)
        assert _colours(image) >= _COLOURS_AT_LEAST, file.name
        shown.add(file.read_bytes())
    assert len(shown) == len(list(folder.glob("*.png")))


def test_an_empty_picture_would_be_noticed() -> None:
    blank = QImage(1280, 800, QImage.Format.Format_RGB32)
    blank.fill(0xFFFFFF)
    assert _colours(blank) == 1


def _colours(image: QImage) -> int:
    every = range(0, image.width(), 3), range(0, image.height(), 3)
    return len({image.pixel(x, y) for x in every[0] for y in every[1]})


def test_a_second_story_never_writes_over_the_first(demo: tuple[Path, str]) -> None:
    folder, _ = demo
    before = {file.name: file.stat().st_mtime_ns for file in folder.glob("*.png")}
    done = run("demo", str(folder))
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr.splitlines()[-1].startswith("merak: ")
    assert "Name an empty folder." in done.stderr
    assert "Traceback" not in done.stderr
    assert {file.name: file.stat().st_mtime_ns for file in folder.glob("*.png")} == before
