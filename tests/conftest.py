"""What every test stands on: no display, a fixed language and clock zone, a home of its own."""

import gc
import itertools
import os
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication, QWidget

# Qt reads these when it is first imported, which is later than this file.
os.environ["QT_QPA_PLATFORM"] = os.environ.get("QT_QPA_PLATFORM", "offscreen")
os.environ["QT_SCALE_FACTOR"] = "1"
os.environ["QT_ENABLE_HIGHDPI_SCALING"] = "1"
os.environ["LANG"] = os.environ["LC_ALL"] = "C.UTF-8"
os.environ.pop("LANGUAGE", None)
os.environ["TZ"] = "UTC"
if hasattr(time, "tzset"):
    time.tzset()

# Nothing a test does may reach the home of the person who runs it.
_place = tempfile.TemporaryDirectory(prefix="merak-tests-", ignore_cleanup_errors=True)
_homes = itertools.count()
os.environ["MERAK_HOME"] = str(Path(_place.name, "home"))
for _name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"):
    os.environ[_name] = str(Path(_place.name, _name.lower()))

# The same examples each time, so that a passing change stays passing; MERAK_EXAMPLES=search
# draws new ones. No deadline: a busy machine is no fault of the code.
settings.register_profile("steady", deadline=None, derandomize=True)
settings.register_profile("search", deadline=None, print_blob=True)
settings.load_profile(os.environ.get("MERAK_EXAMPLES", "steady"))


@pytest.fixture(autouse=True)
def merak_home(monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give each test its own data folder, which does not exist yet."""
    home = Path(_place.name, f"home-{next(_homes)}")
    monkeypatch.setenv("MERAK_HOME", str(home))
    return home


@pytest.fixture(scope="session")
def qapp_args() -> list[str]:
    return ["merak"]


@pytest.fixture(scope="session")
def qapp(qapp: "QApplication") -> "QApplication":
    """Make the one application steady: numbers in English, no blinking, no animation."""
    # Imported here, after the environment above is set.
    from PySide6.QtCore import QLocale, Qt

    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedStates))
    qapp.setCursorFlashTime(0)
    for effect in (Qt.UIEffect.UI_AnimateCombo, Qt.UIEffect.UI_AnimateMenu):
        qapp.setEffectEnabled(effect, False)
    return qapp


@pytest.fixture(autouse=True)
def nothing_left_open(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail a test that leaves a window open, and delete what it left, so the next starts clean."""
    if "qapp" not in request.fixturenames:
        yield
        return
    app: QApplication = request.getfixturevalue("qapp")
    before = set(app.topLevelWidgets())
    yield
    left = [widget for widget in app.topLevelWidgets() if widget not in before]
    # Described before they are deleted: a deleted widget cannot say what it was.
    still_open = [_describe(widget) for widget in left if widget.isVisible()]
    for widget in left:
        widget.close()
        widget.deleteLater()
    left.clear()
    _deliver_deletions()
    if still_open and request.node.get_closest_marker("leak_ok") is None:
        pytest.fail(f"windows left open: {', '.join(still_open)}")


def _describe(widget: "QWidget") -> str:
    return f"{type(widget).__name__} {widget.objectName()!r}"


def _deliver_deletions() -> None:
    from PySide6.QtCore import QCoreApplication, QEvent

    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    # A wrapper kept alive by a cycle would be handed to the next widget at the same address.
    gc.collect()


def pytest_make_parametrize_id(config: pytest.Config, val: object) -> str | None:
    """Number bytes: random ones, or their length, would name a test anew in every process."""
    return "bytes" if isinstance(val, bytes | bytearray) else None
