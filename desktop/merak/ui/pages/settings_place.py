"""Settings: the state and kind of place, and what this laptop does for its own disk."""

from pathlib import Path

from merak.domain.machine import Machine
from merak.domain.site import Site
from merak.services import first_start
from merak.ui.pages.first_start_machine import MachineAdvice
from merak.ui.pages.first_start_place import PlaceForm
from merak.ui.pages.settings_parts import Outcome, section_card
from merak.ui.tasks import Tasks
from merak.ui.widgets.boxes import Flow, Panel
from merak.ui.widgets.buttons import Button, Kind
from merak.ui.widgets.texts import heading
from merak.ui.words import t


class PlaceSection(Panel):
    """Two questions to answer anew, and advice."""

    def __init__(self, tasks: Tasks, place: Path) -> None:
        super().__init__(16)
        self._tasks = tasks
        self._outcome, self._form, self._advice = Outcome(), PlaceForm(), MachineAdvice()
        save = Button(t("Save the place"), Kind.PRIMARY, "check")
        actions = Flow(8)
        actions.addWidget(save)
        card = section_card(t("Where this laptop is used"))
        card.body.addWidget(self._form)
        card.body.addLayout(actions)
        for part in (self._outcome, card, heading(t("This laptop"), 2), self._advice):
            self.body.addWidget(part)
        save.clicked.connect(self._save)
        tasks.read(
            self,
            lambda session: (first_start.site(session), first_start.measure_machine(place)),
            self._present,
            failed=self._outcome.refused,
        )

    def aim(self) -> None:
        """Puts the focus on the first question."""
        self._form.aim()

    def _present(self, found: tuple[Site, Machine]) -> None:
        site, machine = found
        self._form.present(site)
        self._advice.present(machine)

    def _save(self) -> None:
        if not self._form.check():
            return
        site = self._form.value()
        self._tasks.change(
            self,
            lambda session: first_start.set_site(session, site),
            lambda _: self._outcome.done(t("Saved")),
            failed=self._outcome.refused,
        )
