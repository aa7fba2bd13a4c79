"""From the start of the process to the first window, by the clock on the wall."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from tests.benchmarks import screen_watch
from tests.benchmarks.screen_watch import Screen
from tests.benchmarks.table import Row, middle, under, under_ratio
from tests.rigs import rig_vault

RUNS = 11
_AT_MOST = 1.6
BARE = ("-m", "tests.benchmarks.bare_window")
Timed = Callable[[], float]


def rows(folder: Path) -> Iterator[Row]:
    """Measures offscreen, and on an X server too where there is one."""
    place = folder / "start"
    rig_vault.make(place)
    program = [sys.executable, "-m", "merak", "--place", str(place)]
    bare = [sys.executable, *BARE]
    environment = _environment(folder)
    spent: dict[str, list[float]] = {"ours": [], "bare": []}
    ours, limit = _alternating(
        lambda: _seconds_to_line([*program, "--smoke"], environment, spent["ours"]),
        lambda: _seconds_to_line(bare, environment, spent["bare"]),
    )
    yield _row("Start to first window, offscreen", ours, limit)
    yield _row("The same, processor time of the whole process", *spent.values())
    if screen_watch.available():
        with screen_watch.screen() as screen:
            yield from _on_x11(screen, program, [*bare, "--stay"], environment, folder)


def _on_x11(
    screen: Screen,
    program: Sequence[str],
    bare: Sequence[str],
    environment: dict[str, str],
    folder: Path,
) -> Iterator[Row]:
    timed: list[Timed] = [
        lambda: screen.seconds_to_window(program, environment),
        lambda: screen.seconds_to_window(bare, environment),
    ]
    peer = shutil.which("keepassxc")
    if peer:
        files = ("--config", str(folder / "peer.ini"), "--localconfig", str(folder / "local.ini"))
        timed.append(lambda: screen.seconds_to_window([peer, *files], environment))
    figures = _alternating(*timed)
    yield _row("Start to first window, X11", figures[0], figures[1])
    if peer:
        mine, theirs = (middle(one) * 1000 for one in (figures[0], figures[2]))
        said = subprocess.check_output([peer, "--version"], text=True, env=environment)
        yield Row(
            work="Start to first window, X11",
            measured=mine,
            beside=said.strip(),
            limit=theirs,
            aim="not slower",
            met=under(mine, theirs),
        )


def _row(work: str, ours: Sequence[float], limit: Sequence[float]) -> Row:
    beside = "bare PySide6 window"
    measured, least = middle(ours) * 1000, middle(limit) * 1000
    row = Row(work=work, measured=measured, beside=beside, limit=least)
    return Row(
        work=work,
        measured=measured,
        beside=beside,
        limit=least,
        aim=f"at most {_AT_MOST} x",
        met=under_ratio(row, _AT_MOST),
    )


def _environment(folder: Path) -> dict[str, str]:
    """An installed program is compiled, and nothing is read from the home of who measures."""
    home, run = folder / "home", folder / "run"
    home.mkdir(exist_ok=True)
    run.mkdir(mode=0o700, exist_ok=True)
    kept = {name: value for name, value in os.environ.items() if not name.startswith("XDG_")}
    kept.pop("PYTHONDONTWRITEBYTECODE", None)
    return kept | {
        "HOME": str(home),
        "XDG_RUNTIME_DIR": str(run),
        "PYTHONPYCACHEPREFIX": str(folder / "compiled"),
        "PYTHONUNBUFFERED": "1",
        "PYTHONPATH": os.pathsep.join(path for path in sys.path if path),
        "QT_QPA_PLATFORM": "offscreen",
    }


def _alternating(*timed: Timed) -> list[list[float]]:
    """Times each in turn, so that whatever else the machine does falls on all alike."""
    for one in timed:
        one()
    figures: list[list[float]] = [[] for _ in timed]
    for _ in range(RUNS):
        for at, one in enumerate(timed):
            figures[at].append(one())
    return figures


def _seconds_to_line(
    command: Sequence[str], environment: dict[str, str], spent: list[float]
) -> float:
    began = time.monotonic()
    with subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as program:
        assert program.stdout
        line = program.stdout.readline()
        took = time.monotonic() - began
        _, _, usage = os.wait4(program.pid, 0)
        program.returncode = 0
    spent.append(usage.ru_utime + usage.ru_stime)
    if not line:
        raise OSError(command[0])
    return took
