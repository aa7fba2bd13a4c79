"""A person in front of the real window: real vault, real pages, keys and presses."""

import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from merak.domain.preferences import Appearance, Language, Preferences
from merak.domain.site import Site, SiteKind
from merak.services import first_start, unlock, users
from merak.services.session import Session
from merak.storage.users import Role
from merak.ui import accessibility, appearance
from merak.ui.focus import FocusRing
from merak.ui.hands import Hands
from merak.ui.main_window import MainWindow
from merak.ui.tasks import Tasks

NAME, PASSPHRASE = "Rosa Jimenez", "orchard lantern velvet pebble"
COLLEAGUE, COLLEAGUES_PASSPHRASE = "Sam Okafor", "meadow copper thistle harbor"


def by_qtest(target: QWidget, key: Qt.Key, held: Qt.KeyboardModifier, text: str) -> None:
    """Presses a key the way the window system does, so that shortcuts see it."""
    if text and key is not Qt.Key.Key_Return:
        QTest.keyClicks(target, text)
    else:
        QTest.keyClick(target, key, held)


class TestClock:
    """The laptop's time, which a test can set forward; its measuring of keys ends at once."""

    __test__ = False

    def __init__(self) -> None:
        self.ahead = timedelta()
        self._seconds = 0.0

    def now(self) -> datetime:
        return datetime.now().astimezone() + self.ahead

    def seconds(self) -> float:
        # The least parameters allowed count as slow enough, so that no test waits a second.
        self._seconds += 10.0
        return self._seconds


class OnlyWindow(QObject):
    """Notes every window but the main one that is shown, if only for a moment."""

    def __init__(self) -> None:
        super().__init__()
        self.others: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget):
            stray = watched.isWindow() and not isinstance(watched, MainWindow)
            self.others += [type(watched).__name__] if stray else []
        return False


class Desk:
    """A laptop: a place with a vault, and the window that somebody opened last."""

    def __init__(self, app: QApplication, place: Path) -> None:
        self.app, self.place, self.clock = app, place, TestClock()
        self._open: list[tuple[MainWindow, Tasks]] = []
        self.kept: list[Preferences] = []

    def start(self, preferences: Preferences | None = None) -> Hands:
        """Starts the program and gives the hands of whoever sits in front of it."""
        chosen = preferences or Preferences(
            language=Language.ENGLISH, look=Appearance.LIGHT, scale=1.0
        )
        appearance.apply(self.app, chosen)
        tasks = Tasks()
        window = MainWindow(
            self.app, tasks, self.place, self.clock, secrets.token_bytes, chosen, self.kept.append
        )
        window.resize(1280, 800)
        window.show()
        window.activateWindow()
        self._open.append((window, tasks))
        hands = Hands(window, tasks, by_qtest)
        hands.settle()
        return hands

    def window(self) -> MainWindow:
        """Gives the window that was started last."""
        return self._open[-1][0]

    def tasks(self) -> Tasks:
        """Gives the vault thread of the window that was started last."""
        return self._open[-1][1]

    def stop(self) -> None:
        """Closes the window as a person does; the process's other parts go on."""
        while self._open:
            window, tasks = self._open.pop()
            window.close()
            tasks.stop()
            window.deleteLater()

    @contextmanager
    def session(self, name: str = NAME, passphrase: str = PASSPHRASE) -> Iterator[Session]:
        """Closes the window and opens the same vault anew, as the next start would find it."""
        self.stop()
        typed = bytearray(passphrase.encode())
        session = unlock.unlock(self.place, name, typed, self.clock, secrets.token_bytes)
        try:
            yield session
        finally:
            session.close()

    def unlock(
        self, name: str = NAME, passphrase: str = PASSPHRASE, hands: Hands | None = None
    ) -> Hands:
        """Starts the program where it is not open yet, and unlocks it."""
        hands = hands or self.start()
        hands.rewrite("Your name", name)
        hands.write("Passphrase", passphrase)
        hands.press("Open")
        return hands


def make_vault(place: Path) -> Session:
    """Makes a vault with two users and a confirmed sheet, through the services."""
    clock = TestClock()
    choices = first_start.Choices(keeper_name=NAME, site=Site(state="TX", kind=SiteKind.DETENTION))
    session = first_start.create(
        place, choices, bytearray(PASSPHRASE.encode()), clock, secrets.token_bytes
    )
    sheet = first_start.make_sheet(session)
    first_start.confirm_sheet(session, {1: sheet[0]})
    users.add(session, COLLEAGUE, bytearray(COLLEAGUES_PASSPHRASE.encode()), Role.CASEWORKER)
    return session


@pytest.fixture(scope="session")
def vault_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("template") / "vault"
    make_vault(place).close()
    return place


@pytest.fixture(scope="session")
def application(qapp: QApplication) -> QApplication:
    accessibility.install()
    FocusRing(qapp)
    return qapp


@pytest.fixture
def only_window(application: QApplication) -> Iterator[OnlyWindow]:
    watching = OnlyWindow()
    application.installEventFilter(watching)
    yield watching
    application.removeEventFilter(watching)


@pytest.fixture
def empty_desk(
    application: QApplication, tmp_path: Path, only_window: OnlyWindow
) -> Iterator[Desk]:
    desk = Desk(application, tmp_path / "vault")
    yield desk
    desk.stop()
    # No journey ever opens a second window: it would flash up, with its text, over the first.
    assert only_window.others == []


@pytest.fixture
def desk(empty_desk: Desk, vault_template: Path) -> Desk:
    shutil.copytree(vault_template, empty_desk.place)
    return empty_desk
