"""The one window: the bar, the page below it, and what locks them."""

from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import cast

from PySide6.QtCore import QSize, QTimer
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QMainWindow, QStackedWidget, QWidget

from merak.domain.preferences import Preferences
from merak.services.given import Chance, Clock
from merak.ui import appearance
from merak.ui.entrance import Entrance
from merak.ui.idle import Idle
from merak.ui.leaving import Once, flush, stay
from merak.ui.lock_times import LockTimes
from merak.ui.shown import AnyPage, ShownAs, Then, Ways
from merak.ui.tasks import Tasks
from merak.ui.widgets.banner import Banner, BannerValue
from merak.ui.widgets.boxes import column
from merak.ui.widgets.buttons import Button, Kind
from merak.ui.widgets.chrome import BarValue, TopBar
from merak.ui.widgets.values import Tone
from merak.ui.words import t

PRODUCT = "Merak"
"""The only title the window ever has."""
_PATIENCE_MS = 3_000


class MainWindow(QMainWindow):
    """Shows one page at a time and forgets it when the next one comes.

    A card may lie over the page: the page stays as it is below and comes back when it closes.
    """

    def __init__(
        self,
        app: QApplication,
        tasks: Tasks,
        place: Path,
        clock: Clock,
        chance: Chance,
        preferences: Preferences,
        keep: Callable[[Preferences], None],
    ) -> None:
        super().__init__()
        self.setWindowTitle(PRODUCT)
        self._app, self._tasks, self._keep = app, tasks, keep
        self._place, self._chance = place, chance
        self.preferences = preferences
        self._pages: list[QWidget] = []
        self._closing = Once(stay)
        self._said_what_is_lost = False
        self._code = ""
        self._furnished = False
        self._stack = QStackedWidget()
        self._bar = TopBar(PRODUCT)
        self._trouble = Banner()
        self._warning = Banner()
        self._entrance = Entrance(self, tasks, place, clock, chance)
        self._idle = Idle(app, self)
        self._locks = LockTimes(self._idle, tasks)
        self._lay_out()
        self._connect()
        self._entrance.begin()

    # What pages and routes ask for.

    def show_page(self, page: QWidget, shown_as: ShownAs = ShownAs.OPEN, code: str = "") -> None:
        """Shows a page in place of everything; `code` is the case's, if it has one."""
        old, self._pages = self._pages, [page]
        self._code = code
        self._put(page)
        for gone in old:
            self._forget(gone)
        if shown_as is not ShownAs.LOCKED and not self._furnished:
            self._furnish()
        self._bar.setVisible(shown_as is not ShownAs.LOCKED)
        if self._furnished:
            for card in (self._told, self._unsafe):
                card.setVisible(shown_as is not ShownAs.OFFICE)
        self._trouble.present(BannerValue())
        self._locks.present(shown_as)

    def lay_over(self, page: QWidget) -> None:
        """Lays a card over the page; one that lies there already saves and goes."""
        if not self._is_open():
            page.deleteLater()
        elif len(self._pages) > 1:
            flush(self._pages[1:], lambda: self._lay_instead(page))
        else:
            self._pages.append(page)
            self._put(page)

    def lift(self) -> None:
        """Takes the card away again; the page below is as it was."""
        if len(self._pages) > 1:
            card = self._pages.pop()
            self._put(self._pages[-1])
            self._forget(card)

    def leave(self, then: Then) -> None:
        """Lets every page that is open save what was typed, then goes on."""
        flush(self._pages, then)

    def lock(self) -> None:
        """Hides everything at once, then saves what was typed and closes the vault."""
        if not self._is_open():
            return
        pages = self._hide()
        flush(pages, self._closing)
        # Where saving fails (a full disk), the vault closes all the same.
        QTimer.singleShot(_PATIENCE_MS, self._closing)

    def prefer(self, preferences: Preferences) -> None:
        """Shows the program so from now on, and keeps that."""
        speaks = appearance.language(self.preferences)
        self.preferences = preferences
        appearance.apply(self._app, preferences)
        if self._furnished and appearance.language(preferences) != speaks:
            self._name_buttons()
        self._keep(preferences)

    def say(self, error: Exception) -> None:
        """Says an error that no page has taken."""
        # Brings every service with it, and the window comes first.
        from merak.ui import messages

        message = messages.say(error)
        self._trouble.present(BannerValue(tone=Tone.HIGH, title=message.title, text=message.text))

    # Qt.

    def closeEvent(self, event: QCloseEvent) -> None:
        """Saves and closes the vault before the window goes; says once what would be lost."""
        if self._is_open() and not self._everything_is_saved() and not self._said_what_is_lost:
            self._say_what_is_lost()
            event.ignore()
            return
        if self._is_open():
            self._hide()
            self._closing()
            self._tasks.drain(_PATIENCE_MS / 1000)
        self._tasks.stop()
        event.accept()

    def sizeHint(self) -> QSize:
        """Opens at a size that fits an old laptop."""
        return QSize(1280, 760)

    def _lay_out(self) -> None:
        whole = column(0)
        for part in (self._bar, self._warning, self._trouble):
            whole.addWidget(part)
        whole.addWidget(self._stack, 1)
        inside = QWidget()
        inside.setObjectName("canvas")
        inside.setLayout(whole)
        self.setCentralWidget(inside)

    def _furnish(self) -> None:
        """Fills the bar, which is not seen while the vault is locked."""
        self._furnished = True
        self._home = Button("", Kind.CHROME, "house")
        self._told = Button("", Kind.CHROME, "message-circle")
        self._unsafe = Button("", Kind.CHROME, "life-buoy")
        self._settings = Button("", Kind.CHROME, "settings")
        self._lock = Button("", Kind.CHROME, "lock")
        for button in (self._home, self._settings, self._told, self._unsafe, self._lock):
            self._bar.add_button(button)
        self._name_buttons()
        self._connect_bar()

    def _name_buttons(self) -> None:
        for button, words in (
            (self._home, t("Home")),
            (self._told, t("Being told something")),
            (self._unsafe, t("Not safe")),
            (self._settings, t("Settings")),
            (self._lock, t("Lock")),
        ):
            button.present(words)
        self._told.setToolTip(t("What to say, what not to ask, whom to call (F8)"))
        self._unsafe.setToolTip(t("Not safe, or self-harm: what to do now (F9)"))
        self._lock.setToolTip(t("Hide everything and lock (F12 or Ctrl+L)"))

    def _connect_bar(self) -> None:
        acts: tuple[tuple[Button, Then], ...] = (
            (self._home, self._to(lambda routes: routes.go_home())),
            (self._told, self._to(lambda routes: routes.told())),
            (self._unsafe, self._to(lambda routes: routes.unsafe())),
            (self._settings, self._to(lambda routes: routes.settings())),
            (self._lock, self.lock),
        )
        for button, act in acts:
            button.clicked.connect(lambda _=False, act=act: act())

    def _connect(self) -> None:
        self._entrance.unlocked.connect(self._to(lambda routes: routes.take_up()))
        self._entrance.begun.connect(self._to(lambda routes: routes.home()))
        keys_for: tuple[tuple[str, Then], ...] = (
            ("F1", self._to(lambda routes: routes.keys())),
            ("F8", self._to(lambda routes: routes.told())),
            ("F9", self._to(lambda routes: routes.unsafe())),
            ("F12", self.lock),
            ("Ctrl+L", self.lock),
        )
        for keys, act in keys_for:
            QShortcut(QKeySequence(keys), self).activated.connect(act)
        self._idle.nearly.connect(self._warn)
        self._idle.touched.connect(lambda: self._warning.present(BannerValue()))
        self._idle.reached.connect(self.lock)
        self._tasks.trouble.connect(self.say)
        # A close that still waits for a save must never meet the session opened after it.
        self._tasks.opening.connect(self._close_first)

    def _to(self, act: Callable[[Ways], None]) -> Then:
        return lambda: act(self._routes)

    @cached_property
    def _routes(self) -> Ways:
        # Every page comes with it, and the window comes first.
        from merak.ui.vault_routes import VaultRoutes

        return VaultRoutes(self, self._tasks, self._place, self._chance)

    def _close_first(self) -> None:
        self._closing()

    def _warn(self) -> None:
        self._warning.present(
            BannerValue(
                title=t("This screen locks in a minute."),
                text=t("Everything is saved. Press any key to go on."),
            )
        )

    def _hide(self) -> list[QWidget]:
        """Shows the neutral page in place of all pages, and gives them to be saved."""
        pages, self._pages = self._pages, []
        self._closing = Once(lambda: self._tasks.close(self, lambda: self._forget_all(pages)))
        QGuiApplication.clipboard().clear()
        self._entrance.unlock()
        return pages

    def _say_what_is_lost(self) -> None:
        self._said_what_is_lost = True
        self._trouble.present(
            BannerValue(
                tone=Tone.HIGH,
                title=t("Something you typed could not be saved."),
                text=t("It is still here. Close the window once more to leave without it."),
            )
        )

    def _everything_is_saved(self) -> bool:
        saved: list[bool] = []
        self.leave(lambda: saved.append(True))
        self._tasks.drain(_PATIENCE_MS / 1000)
        return bool(saved)

    def _lay_instead(self, page: QWidget) -> None:
        self.lift()
        self.lay_over(page)

    def _is_open(self) -> bool:
        return self._bar.isVisibleTo(self)

    def _forget_all(self, pages: list[QWidget]) -> None:
        for page in pages:
            self._forget(page)

    def _put(self, page: QWidget) -> None:
        if self._stack.indexOf(page) < 0:
            self._stack.addWidget(page)
        self._stack.setCurrentWidget(page)
        shown = cast(AnyPage, page)
        words = " · ".join(one for one in (shown.title(), self._code) if one)
        self._bar.present(BarValue(title=PRODUCT, subtitle=words))
        shown.first_focus()

    def _forget(self, page: QWidget) -> None:
        self._stack.removeWidget(page)
        page.deleteLater()
