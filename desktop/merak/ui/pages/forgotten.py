"""A passphrase is forgotten: the ways to open the vault without it, each in its own words."""

from collections.abc import Callable

from PySide6.QtCore import Signal, SignalInstance

from merak.ui.pages.settings_parts import section_card
from merak.ui.widgets.boxes import Card, Flow
from merak.ui.widgets.buttons import Button, Kind
from merak.ui.widgets.focus_follower import FocusFollower
from merak.ui.widgets.page import Page
from merak.ui.widgets.texts import body
from merak.ui.words import t


class ForgottenPage(Page):
    """Which way is open depends on the computer, and nobody can look that up while it is locked."""

    sheet_asked = Signal()
    help_asked = Signal()
    office_asked = Signal()
    gave_up = Signal()

    def __init__(self) -> None:
        super().__init__(
            t("Open without your passphrase"),
            t("Whichever way you take, you choose a new passphrase."),
        )
        self._first = Button(t("Type the twenty words"), Kind.DEFAULT, "file-text")
        help_ = Button(t("Ask the office"), Kind.DEFAULT, "send")
        office = Button(t("Type two sheets"), Kind.DEFAULT, "building-2")
        for card in (
            _way(
                t("With the recovery sheet of this laptop"),
                t("One paper with twenty words, written down when the laptop was set up."),
                self._first,
                self.sheet_asked,
            ),
            _way(
                t("With the help of your office"),
                t(
                    "For a laptop that is enrolled. A request goes there on a stick, you compare"
                    " seven words by phone, and an answer comes back."
                ),
                help_,
                self.help_asked,
            ),
            _way(
                t("With two of the office’s three sheets"),
                t("For the office’s own computer, and for laptops that are enrolled there."),
                office,
                self.office_asked,
            ),
        ):
            self.body.addWidget(card)
        back = Button(t("Back"), Kind.DEFAULT, "arrow-left")
        self.set_foot(back=back)
        FocusFollower(self.area)
        back.clicked.connect(self.gave_up)

    def title(self) -> str:
        """Returns nothing: the bar shows the product's name alone."""
        return ""

    def first_focus(self) -> None:
        """Puts the keyboard on the first way."""
        self._first.setFocus()

    def flush(self, then: Callable[[], None]) -> None:
        """Has nothing to save."""
        then()


def _way(title: str, text: str, button: Button, asked: SignalInstance) -> Card:
    card, line = section_card(title), Flow(8)
    line.addWidget(button)
    card.body.addWidget(body(text))
    card.body.addLayout(line)
    button.clicked.connect(asked)
    return card
