"""What is loaded before the first window, and what after it."""

import os
import subprocess
import sys
from pathlib import Path

from PySide6.QtWidgets import QApplication

import merak
from merak.ui.tasks import Tasks
from merak.ui.warm_up import WarmUp, parts_of_the_window

# Each costs milliseconds on every start, and none is needed to ask for a passphrase.
_HEAVY = (
    "cryptography",
    "merak.services.session",
    "merak.ui.messages",
    "merak.ui.routes",
    "msgspec",
    "platformdirs",
    "pyrage",
    "shamir_mnemonic",
    "sqlcipher3",
    "yaml",
    "zxcvbn",
)
_FIRST_WINDOW = """
import sys
from pathlib import Path
from merak import app
print(app.smoke(Path(sys.argv[1])))
print(*sorted(name for name in sys.argv[2:] if name in sys.modules))
"""


def _a_vault(place: Path) -> None:
    """Looks like one as long as nobody opens it."""
    place.mkdir()
    (place / "current").write_bytes(b"")


def test_nothing_heavy_is_loaded_before_the_first_window(tmp_path: Path) -> None:
    _a_vault(tmp_path / "vault")
    ran = subprocess.run(
        [sys.executable, "-c", _FIRST_WINDOW, str(tmp_path / "vault"), *_HEAVY],
        env={**os.environ, "PYTHONPATH": str(Path(merak.__file__).parents[1])},
        capture_output=True,
        text=True,
        check=True,
    )
    shown, loaded = ran.stdout.splitlines()
    assert shown.endswith("first window shown")
    assert loaded == ""


def test_the_rest_is_loaded_behind_the_first_window(qapp: QApplication) -> None:
    tasks = Tasks()
    warm_up = WarmUp(tasks)
    assert list(parts_of_the_window()) == [1, 2, 3, 4, 5, 6, 7, 8]
    while not warm_up.is_done():
        qapp.processEvents()
    assert tasks.stop()
