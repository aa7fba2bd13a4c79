"""T-KILL in short mode: whatever was said to be saved is there after a kill at any moment.

MERAK_KILLS sets how many; the promise is held with 10,000.
"""

import os
import subprocess
import sys
from pathlib import Path

import merak

RIG = Path(__file__).with_name("kill.py")


def outcome(*options: str) -> tuple[int, str]:
    desktop = Path(merak.__file__).parents[1]
    ended = subprocess.run(
        [sys.executable, str(RIG), *options],
        env={**os.environ, "PYTHONPATH": str(desktop)},
        capture_output=True,
        text=True,
        check=False,
    )
    return ended.returncode, ended.stdout + ended.stderr


def test_no_acknowledged_answer_is_lost_and_the_vault_always_opens() -> None:
    kills = os.environ.get("MERAK_KILLS", "8")
    code, said = outcome("--kills", kills)
    assert f"Tally(kills={kills}" in said
    assert "lost=0, unopened=0, false_alarms=0" in said
    assert code == 0


def test_the_rig_catches_answers_that_were_thrown_away() -> None:
    code, said = outcome("--kills", "3", "--planted")
    assert "lost=0" not in said
    assert "lost=" in said
    assert code == 1
