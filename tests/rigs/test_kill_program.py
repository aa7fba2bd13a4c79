"""T-KILL in short mode, for the services and for the real window: nothing that was said is lost.

MERAK_KILLS sets how many of each; the promise is held with 10,000.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest

import merak

TOP = Path(__file__).parents[2]


def outcome(*options: str) -> tuple[int, str]:
    desktop = Path(merak.__file__).parents[1]
    path = os.pathsep.join([str(TOP), str(desktop)])
    ended = subprocess.run(
        [sys.executable, "-m", "tests.rigs.kill_program", *options],
        env={**os.environ, "PYTHONPATH": path},
        cwd=TOP,
        capture_output=True,
        text=True,
        check=False,
    )
    return ended.returncode, ended.stdout + ended.stderr


@pytest.mark.parametrize(("child", "kills"), [("services", "8"), ("window", "6")])
def test_nothing_that_was_acknowledged_is_lost_and_the_vault_always_opens(
    child: str, kills: str
) -> None:
    kills = os.environ.get("MERAK_KILLS", kills)
    code, said = outcome("--child", child, "--kills", kills)
    assert f"Tally(kills={kills}" in said, said
    assert "lost=0, unopened=0, log_broken=0, halves=0, ended_alone=0" in said
    assert "acknowledged=0," not in said
    assert code == 0


@pytest.mark.parametrize("child", ["services", "window"])
def test_the_rig_catches_a_program_that_says_saved_too_early(child: str) -> None:
    # Ends with the first that it catches, mostly the first or second kill.
    code, said = outcome("--child", child, "--kills", "40", "--planted")
    assert "lost=" in said, said
    assert "lost=0" not in said
    assert "ended_alone=0" in said
    assert code == 1
