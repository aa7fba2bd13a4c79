"""The second person, who types their own name and passphrase beside the first."""

from functools import partial

from PySide6.QtCore import Signal

from merak.services.purge import TwoNeeded
from merak.ui.access import Wrong, wrong
from merak.ui.messages import say as say_error
from merak.ui.pages.settings_parts import Outcome
from merak.ui.tries import Tries
from merak.ui.widgets.boxes import Card, Flow
from merak.ui.widgets.buttons import Button, Kind
from merak.ui.widgets.fields import TextField
from merak.ui.widgets.new_secret import NewSecretField
from merak.ui.widgets.texts import body, heading, muted
from merak.ui.words import n, t


class SecondPerson(Card):
    """A wrong passphrase delays the next try, as when the office is opened."""

    submitted = Signal()

    def __init__(self, tries: Tries) -> None:
        super().__init__(14, (24, 18, 24, 24))
        self._tries = tries
        self._about, self._wait = body(""), muted("", 14)
        self._outcome = Outcome()
        self._name = TextField(t("Name of the second person"), width=420)
        self.passphrase = NewSecretField(t("Passphrase of the second person"))
        self._act = Button("", Kind.DANGER, "trash-2")
        self.body.addWidget(heading(t("The second person"), 2))
        actions = Flow(8)
        actions.addWidget(self._act)
        for part in (self._about, self._outcome, self._name, self.passphrase, self._wait):
            self.body.addWidget(part)
        self.body.addLayout(actions)
        self._name.edited.connect(partial(self._name.complain, ""))
        self.passphrase.edited.connect(partial(self.passphrase.complain, ""))
        self._name.input.returnPressed.connect(self.passphrase.aim)
        self._act.clicked.connect(self.submitted)
        tries.waited.connect(self._show_wait)
        self._show_wait()

    def present(self, first: str, act: str) -> None:
        """Says who the first is, and what the two are about to do."""
        self._about.setText(
            t(
                "{name} has opened this office and is the first. Let the second sit down here, read"
                " this, and type their own name and passphrase."
            ).format(name=first)
        )
        self._act.present(act)

    def name(self) -> str:
        """Returns the name without needless blanks."""
        return " ".join(self._name.value().split())

    def check(self) -> bool:
        """Says whether both are filled in, and complains where not."""
        for field, empty, asked in (
            (self._name, not self.name(), t("Write the name.")),
            (self.passphrase, not self.passphrase.length(), t("Type the passphrase.")),
        ):
            if empty:
                field.complain(asked)
                field.aim()
                return False
        return True

    def wipe(self) -> None:
        """Overwrites what is typed of the passphrase."""
        self.passphrase.wipe()

    def refused(self, error: Exception) -> bool:
        """Says what is wrong with the second person; gives whether it was about them at all."""
        about = wrong(error)
        theirs = about in (Wrong.NAME, Wrong.PASSPHRASE)
        if not theirs and not isinstance(error, TwoNeeded):
            return False
        said = say_error(error)
        if theirs:
            self._tries.fail()
            field = self._name if about is Wrong.NAME else self.passphrase
            field.complain(said.line())
            field.aim()
        else:
            self._outcome.refused(error)
            self._name.aim()
        self._show_wait()
        return True

    def _show_wait(self) -> None:
        left = self._tries.seconds_left()
        self._act.setEnabled(left <= 0)
        self._wait.setVisible(left > 0)
        self._wait.setText(
            n(
                "You can try again in {count} second.",
                "You can try again in {count} seconds.",
                left,
            ).format(count=left)
        )
