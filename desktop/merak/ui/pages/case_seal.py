"""Sealing one case by hand: what nobody can read here any more, who still can, and what waits."""

from functools import partial

from PySide6.QtCore import Qt, Signal

from merak.domain.ids import CaseId
from merak.services import seal
from merak.services.seal import Sealed, Standing, Waits
from merak.ui import messages, words
from merak.ui.tasks import Tasks
from merak.ui.widgets.banner import Banner, BannerValue
from merak.ui.widgets.buttons import Button, Kind
from merak.ui.widgets.foldaway import FoldAway
from merak.ui.widgets.sentences import Sentences
from merak.ui.widgets.values import Action, Tone
from merak.ui.words import t


class SealPart(FoldAway):
    """The act, asked for once more in the page; or why it must wait."""

    sealed = Signal()
    held_up = Signal()
    """Something came in between that it must wait for."""

    def __init__(self, tasks: Tasks, case: CaseId) -> None:
        super().__init__(t("Seal this case"), t("Then nobody can read on this laptop who this is."))
        self._tasks, self._case = tasks, case
        self._office = ""
        self._waits = Sentences((), "clock", "muted")
        self._means = Sentences((), "info", "muted")
        self._seal = Button(t("Seal now"), Kind.DEFAULT, "lock")
        self._question = Banner()
        for part in (self._waits, self._means):
            self.body.addWidget(part)
        self.body.addWidget(self._seal, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(self._question)
        self._seal.clicked.connect(self._ask)
        self._question.acted.connect(self._answered)

    def present(self, standing: Standing) -> None:
        """Shows what can be sealed and what that means, or what it waits for."""
        self._office = standing.office
        waits = why_not(standing)
        self._waits.present(tuple(filter(None, (waits,))))
        self._waits.setVisible(bool(waits))
        self._means.present(() if waits else _means(standing))
        self._means.setVisible(not waits)
        self._seal.setVisible(not waits)
        if waits:
            self._question.present(BannerValue())

    def _ask(self) -> None:
        self._question.present(
            BannerValue(
                tone=Tone.WARN,
                title=t("Seal this case now?"),
                text=t("This cannot be undone on this laptop."),
                actions=(
                    Action(key="seal", text=t("Yes, seal it"), icon="lock"),
                    Action(key="not", text=t("Not now")),
                ),
            )
        )

    def _answered(self, key: str) -> None:
        self._question.present(BannerValue())
        self._seal.setFocus()
        if key == "seal":
            act = partial(seal.now, cases=(self._case,))
            self._tasks.record(self, self, act, self._done, self._refused)

    def _done(self, done: Sealed) -> None:
        if done.cases:
            self.close_up()
            self.sealed.emit()
        else:
            self.held_up.emit()

    def _refused(self, error: Exception) -> None:
        said = messages.say(error)
        self._question.present(BannerValue(tone=Tone.WARN, title=said.title, text=said.text))


def why_not(standing: Standing) -> str:
    """Returns why a case cannot be sealed now, and until when; empty where it can."""
    if not standing.office:
        return t("This laptop belongs to no office: it can seal nothing.")
    if standing.waits is Waits.DRAFT:
        return t(
            "A draft of this case is open. Finish it or close it as incomplete; then the case can"
            " be sealed."
        )
    if not standing.readable:
        return t("There is no name and nothing written here that could be sealed.")
    if standing.waits is Waits.DUTY:
        return t(
            "Somebody must still be told, and may ask for the name. The case can be sealed once it"
            " is recorded who was told, and in any case from {when}."
        ).format(when=words.moment(standing.until))
    if standing.waits is Waits.QUESTION:
        return t(
            "The office asks to look at a screening again, and what it wrote would be sealed too."
            " The case can be sealed once something was added, and in any case from {when}."
        ).format(when=words.moment(standing.until))
    return ""


def _means(standing: Standing) -> tuple[str, ...]:
    office = standing.office
    said = (
        t(
            "Who this is, and everything written about them: nobody can read it on this laptop any"
            " more, with any passphrase."
        ),
        t(
            "{office} can read what was written. Who this is, only the people there who may open"
            " names."
        ).format(office=office),
        t(
            "The code, the answers, the level and the reminders stay. You can go on adding, and"
            " screen again."
        ),
        t("A screening that is sealed can no longer be reopened."),
    )
    if standing.handed_over:
        return said
    waits = t("It was not handed over yet. Until it is, nobody at all can read it.")
    return (*said, waits)
