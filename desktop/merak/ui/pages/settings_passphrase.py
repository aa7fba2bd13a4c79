"""Settings: another passphrase for who is here."""

from merak.services import users
from merak.services.given import Chance
from merak.ui.access import Wrong, wrong
from merak.ui.messages import say as say_error
from merak.ui.pages.first_start_passphrase import NewPassphrase
from merak.ui.pages.settings_parts import Outcome, section_card
from merak.ui.tasks import Tasks
from merak.ui.widgets.boxes import Flow, Panel
from merak.ui.widgets.buttons import Button, Kind
from merak.ui.widgets.new_secret import NewSecretField
from merak.ui.widgets.secret import forget
from merak.ui.words import t


class PassphraseSection(Panel):
    """The old passphrase and the new one; both stay typed until the change is done."""

    def __init__(self, tasks: Tasks, chance: Chance) -> None:
        super().__init__(16)
        self._tasks = tasks
        self._outcome = Outcome()
        self._old = NewSecretField(t("Your passphrase now"))
        self._new = NewPassphrase(chance, t("New passphrase"))
        self._change = Button(t("Change the passphrase"), Kind.PRIMARY, "key-round")
        actions = Flow(8)
        actions.addWidget(self._change)
        card = section_card(
            about=t("Change it when someone may have seen it. Otherwise there is no need to.")
        )
        card.body.addWidget(self._old)
        card.body.addWidget(self._new)
        card.body.addLayout(actions)
        self.body.addWidget(self._outcome)
        self.body.addWidget(card)
        self._old.edited.connect(lambda: self._old.complain(""))
        self._old.submitted.connect(self._new.aim)
        self._new.submitted.connect(self._try)
        self._change.clicked.connect(self._try)

    def aim(self) -> None:
        """Puts the focus on the old passphrase."""
        self._old.aim()

    def wipe(self) -> None:
        """Overwrites what is typed."""
        self._old.wipe()
        self._new.wipe()

    def _try(self) -> None:
        if not self._change.isEnabled():
            return
        if not self._old.length():
            self._old.complain(t("Type the passphrase you have now."))
            self._old.aim()
            return
        if not self._new.check():
            return
        old, new = self._old.copy(), self._new.copy()

        def change(session: object) -> None:
            try:
                users.change_passphrase(session, old, new)  # type: ignore[arg-type]
            finally:
                forget(old)
                forget(new)

        self._outcome.forget()
        self._change.setEnabled(False)
        self._tasks.change(self, change, self._changed, failed=self._refused)

    def _changed(self, _: object) -> None:
        self._change.setEnabled(True)
        self.wipe()
        self._outcome.done(t("Your passphrase is changed"), t("Use the new one from now on."))

    def _refused(self, error: Exception) -> None:
        self._change.setEnabled(True)
        if wrong(error) is Wrong.PASSPHRASE:
            self._old.complain(say_error(error).text)
            self._old.aim()
            return
        self._outcome.refused(error)
