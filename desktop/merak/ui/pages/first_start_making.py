"""What the first start of a laptop and of an office share: steps, and a vault that is made."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtWidgets import QWidget

from merak.services.given import Chance, Clock
from merak.ui.messages import say as say_error
from merak.ui.pages.first_start_name import NameStep
from merak.ui.tasks import Tasks
from merak.ui.widgets.banner import Banner, BannerValue
from merak.ui.widgets.buttons import Button, Kind, Side
from merak.ui.widgets.focus_follower import FocusFollower
from merak.ui.widgets.page import Page
from merak.ui.widgets.secret import forget
from merak.ui.widgets.values import Tone
from merak.ui.widgets.working import Working
from merak.ui.words import t


class MakingPage(Page):
    """One part at a time; while the vault is made nothing can be pressed."""

    def __init__(
        self, tasks: Tasks, place: Path, clock: Clock, chance: Chance, working: str
    ) -> None:
        super().__init__("")
        self._tasks, self._place, self._clock, self._chance = tasks, place, clock, chance
        self._at = 0
        self._trouble, self._name = Banner(), NameStep(chance)
        self._parts: Sequence[QWidget] = ()
        self._working = Working(
            working,
            t("This takes a few seconds on purpose: it makes your passphrase slow to guess."),
        )
        self._back = Button(t("Back"), Kind.DEFAULT, "arrow-left")
        self._on = Button(t("Next"), Kind.PRIMARY, "arrow-right", Side.AFTER)
        FocusFollower(self.area)
        self._name.submitted.connect(self.forward)
        self._back.clicked.connect(self.backward)
        self._on.clicked.connect(self.forward)

    def title(self) -> str:
        """Returns nothing: the bar shows the product's name alone."""
        return ""

    def flush(self, then: Callable[[], None]) -> None:
        """Overwrites the passphrase: there is nothing else to save."""
        self._name.passphrase.wipe()
        then()

    # What each start has of its own.

    def forward(self) -> None:
        """Goes on from the step that is shown, if it is filled."""
        raise NotImplementedError

    def backward(self) -> None:
        """Goes back from the step that is shown."""
        raise NotImplementedError

    def arrange(self) -> None:
        """Puts heading and buttons in line with the step that is shown."""
        raise NotImplementedError

    def _build(self, parts: Sequence[QWidget]) -> None:
        self._parts = parts
        for part in (self._trouble, *parts, self._working):
            self.body.addWidget(part)
        self.set_foot(back=self._back, forward=self._on)

    def _go(self, at: int) -> None:
        self._at = at
        self._trouble.present(BannerValue())
        self._present()

    def _make(self, make: Callable[[bytearray], object], then: Callable[[], None]) -> None:
        passphrase = self._name.passphrase.copy()

        def made() -> object:
            try:
                return make(passphrase)
            finally:
                forget(passphrase)

        def entered() -> None:
            self._name.passphrase.wipe()
            then()

        self._trouble.present(BannerValue())
        self._show_working()
        self._tasks.open(self, made, entered, failed=self._refused)

    def _refused(self, error: Exception) -> None:
        message = say_error(error)
        self._present()
        self._trouble.present(BannerValue(tone=Tone.HIGH, title=message.title, text=message.text))
        self.area.reveal(self._trouble)

    def _show_working(self) -> None:
        for part in self._parts:
            part.hide()
        for button in (self._back, self._on):
            button.setEnabled(False)
        self.present_title("")
        self._working.begin()

    def _present(self) -> None:
        self._working.hide()
        for number, part in enumerate(self._parts):
            part.setVisible(number == self._at)
        for button in (self._back, self._on):
            button.setEnabled(True)
        self.arrange()
