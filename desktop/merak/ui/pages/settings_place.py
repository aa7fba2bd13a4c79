"""Settings: the place this laptop is used at, and what it does for its own disk."""

from collections.abc import Callable, Sequence
from pathlib import Path

from merak.domain.machine import Machine
from merak.domain.site import SiteProfile
from merak.domain.text import say
from merak.services import first_start, sites
from merak.services.session import Session
from merak.services.sites import Place
from merak.ui.pages.first_start_machine import MachineAdvice
from merak.ui.pages.first_start_place import PlaceForm
from merak.ui.pages.settings_parts import Outcome, section_card
from merak.ui.tasks import Tasks
from merak.ui.widgets.boxes import Flow, Panel
from merak.ui.widgets.buttons import Button, Kind
from merak.ui.widgets.fields import ChoiceField
from merak.ui.widgets.marked_text import MarkedText
from merak.ui.widgets.texts import heading
from merak.ui.widgets.values import Option, Tone
from merak.ui.words import language, t


class PlaceSection(Panel):
    """Where the laptop is used, to answer anew, and advice."""

    def __init__(self, tasks: Tasks, place: Path) -> None:
        super().__init__(16)
        self._tasks = tasks
        self._outcome, self._advice = Outcome(), MachineAdvice()
        self._site = SiteForm()
        self._site.hide()
        self._form: PlaceForm | SiteForm = PlaceForm()
        self._again = MarkedText()
        self._again.hide()
        save = Button(t("Save the place"), Kind.PRIMARY, "check")
        actions = Flow(8)
        actions.addWidget(save)
        self._card = section_card(t("Where this laptop is used"))
        self._card.body.addWidget(self._again)
        self._card.body.addWidget(self._form)
        self._card.body.addWidget(self._site)
        self._card.body.addLayout(actions)
        for part in (self._outcome, self._card, heading(t("This laptop"), 2), self._advice):
            self.body.addWidget(part)
        save.clicked.connect(self._save)
        tasks.read(
            self,
            lambda session: (sites.load(session), first_start.measure_machine(place)),
            self._present,
            failed=self._outcome.refused,
        )

    def aim(self) -> None:
        """Puts the focus on the first question."""
        self._form.aim()

    def _present(self, found: tuple[Place, Machine]) -> None:
        place, machine = found
        if place.offered:
            self._form.hide()
            self._site.offer(place.offered, place.chosen)
            self._site.show()
            self._form = self._site
        elif isinstance(self._form, PlaceForm):
            self._form.present(place.site)
        if place.is_open:
            self._again.present(
                t(
                    "Your office now names its places, and this one is not chosen yet. Until it"
                    " is, reminders only say: tell your supervisor."
                ),
                Tone.WARN,
            )
        self._again.setVisible(place.is_open)
        self._advice.present(machine)

    def _save(self) -> None:
        if not self._form.check():
            return
        self._tasks.change(self, _kept(self._form), self._saved, failed=self._outcome.refused)

    def _saved(self, _: object) -> None:
        self._again.hide()
        self._outcome.done(t("Saved"))


class SiteForm(Panel):
    """One question: which of the office's places."""

    def __init__(self) -> None:
        super().__init__(0)
        self._site = ChoiceField(
            t("Place"), (), t("Your office named these. It decides who must be told by when.")
        )
        self._site.input.setPlaceholderText(t("Choose from the list"))
        self.body.addWidget(self._site)
        self._site.edited.connect(lambda: self._site.complain(""))

    def aim(self) -> None:
        """Puts the focus on the question."""
        self._site.aim()

    def offer(self, offered: Sequence[SiteProfile], chosen: str) -> None:
        """Shows the places and which is chosen, empty for none."""
        options = tuple(Option(key=one.id, text=say(one.name, language())) for one in offered)
        self._site.offer(options, chosen)

    def check(self) -> bool:
        """Says whether it is answered; asks for it where it is not."""
        self._site.complain("" if self._site.value() else t("Choose one of the places."))
        if not self._site.value():
            self._site.aim()
        return bool(self._site.value())

    def value(self) -> str:
        """Returns the id of the chosen place."""
        return self._site.value()


def _kept(form: PlaceForm | SiteForm) -> Callable[[Session], None]:
    if isinstance(form, SiteForm):
        id_ = form.value()
        return lambda session: sites.choose(session, id_)
    site = form.value()
    return lambda session: first_start.set_site(session, site)
