"""Unlock: the product's name, a name and a passphrase, and nothing else."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from merak.services.given import Chance, Clock
from merak.ui import theme
from merak.ui.tasks import Tasks
from merak.ui.tries import Tries
from merak.ui.widgets.banner import Banner, BannerValue
from merak.ui.widgets.boxes import Card, Panel, column, row
from merak.ui.widgets.buttons import Button, Kind
from merak.ui.widgets.fields import TextField
from merak.ui.widgets.new_secret import NewSecretField
from merak.ui.widgets.page import Scroll
from merak.ui.widgets.secret import forget
from merak.ui.widgets.texts import Picture, heading, muted
from merak.ui.widgets.values import Tone
from merak.ui.words import n, t

_WIDTH = 440


class UnlockPage(QWidget):
    """A card in the middle. What is typed stays when it does not open the vault."""

    unlocked = Signal()
    forgotten = Signal()

    def __init__(
        self,
        tasks: Tasks,
        place: Path,
        clock: Clock,
        chance: Chance,
        tries: Tries,
        notice: str = "",
    ) -> None:
        super().__init__()
        self.setObjectName("canvas")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._tasks, self._place, self._clock, self._chance = tasks, place, clock, chance
        self._tries = tries
        self._banner = Banner(Tone.INFO, "", notice)
        self._name = TextField(t("Your name"))
        self._passphrase = NewSecretField(t("Passphrase"))
        self._wait = muted("", 14)
        self._open = Button(t("Open"), Kind.PRIMARY, "lock-open")
        self._forgotten = Button(t("I forgot my passphrase"), Kind.QUIET)
        self._build()
        tries.waited.connect(self._show_wait)
        self._name.input.returnPressed.connect(self._passphrase.aim)
        self._name.edited.connect(lambda: self._name.complain(""))
        self._passphrase.edited.connect(lambda: self._passphrase.complain(""))
        self._passphrase.submitted.connect(self._try)
        self._open.clicked.connect(self._try)
        self._forgotten.clicked.connect(self.forgotten)
        self._show_wait()

    def title(self) -> str:
        """Returns nothing: the bar shows the product's name alone."""
        return ""

    def first_focus(self) -> None:
        """Puts the keyboard into the name."""
        self._name.aim()

    def flush(self, then: Callable[[], None]) -> None:
        """Overwrites the passphrase: there is nothing to save."""
        self._passphrase.wipe()
        then()

    def retheme(self) -> None:
        """Takes the width at the current size."""
        self._card.setMaximumWidth(theme.px(_WIDTH))

    def _build(self) -> None:
        self._card = Panel(20)
        head = row(12)
        head.addWidget(Picture("compass", 34, "primary"))
        head.addWidget(heading("Merak"), 1)
        self._card.body.addLayout(head)
        self._card.body.addWidget(self._banner)
        card = Card(18, (28, 24, 28, 26))
        for part in (self._name, self._passphrase, self._open, self._wait):
            card.body.addWidget(part)
        self._wait.hide()
        self._card.body.addWidget(card)
        self._card.body.addWidget(self._forgotten, 0, Qt.AlignmentFlag.AlignHCenter)
        inside, whole, middle = QWidget(), column(0, (24, 24, 24, 24)), row(0)
        middle.addStretch(1)
        middle.addWidget(self._card, 1_000)
        middle.addStretch(1)
        whole.addStretch(2)
        whole.addLayout(middle)
        whole.addStretch(3)
        inside.setLayout(whole)
        outer = column(0)
        outer.addWidget(Scroll(inside))
        self.setLayout(outer)
        self.retheme()

    def _try(self) -> None:
        if self._tries.seconds_left() or not self._open.isEnabled() or not self._filled():
            return
        name, passphrase = " ".join(self._name.value().split()), self._passphrase.copy()
        place, clock, chance = self._place, self._clock, self._chance

        def opened() -> object:
            # Keys and database are loaded once they are needed: the window comes first.
            from merak.services import unlock

            try:
                return unlock.unlock(place, name, passphrase, clock, chance)
            finally:
                forget(passphrase)

        self._open.setEnabled(False)
        self._open.present(t("Opening"))
        self._wait.setText(t("This takes a moment on purpose."))
        self._wait.show()
        self._tasks.open(self, opened, self._opened, failed=self._refused)

    def _filled(self) -> bool:
        for field, empty, asked in (
            (self._name, not self._name.value().strip(), t("Write your name.")),
            (self._passphrase, not self._passphrase.length(), t("Type your passphrase.")),
        ):
            if empty:
                field.complain(asked)
                field.aim()
                return False
        return True

    def _opened(self) -> None:
        self._tries.succeed()
        self._passphrase.wipe()
        self.unlocked.emit()

    def _refused(self, error: Exception) -> None:
        # What there is to say of every error brings every service with it.
        from merak.ui.access import Wrong, wrong
        from merak.ui.messages import say as say_error

        message = say_error(error)
        self._banner.present(BannerValue(tone=Tone.WARN, title=message.title, text=message.text))
        about = wrong(error)
        if about is not Wrong.NOTHING_TYPED:
            self._tries.fail()
        self._open.present(t("Open"))
        self._show_wait()
        (self._name if about is Wrong.NAME else self._passphrase).aim()

    def _show_wait(self) -> None:
        left = self._tries.seconds_left()
        self._open.setEnabled(left <= 0)
        self._wait.setVisible(left > 0)
        self._wait.setText(
            n(
                "You can try again in {count} second.",
                "You can try again in {count} seconds.",
                left,
            ).format(count=left)
        )
