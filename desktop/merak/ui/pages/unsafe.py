"""Not safe, or self-harm: the steps to take now, whom to call, and a place to record it."""

from PySide6.QtWidgets import QWidget

from merak.domain.contact import Need
from merak.domain.ids import CaseId
from merak.services import tell
from merak.services.session import NewCase, Session
from merak.services.tell import Danger
from merak.ui.pages.case_card import Act, FieldCard
from merak.ui.tasks import Tasks
from merak.ui.widgets.boxes import Card
from merak.ui.widgets.group_fields import RadioField
from merak.ui.widgets.record_box import RecordBox
from merak.ui.widgets.said_aloud import SaidAloud
from merak.ui.widgets.sentences import Sentences
from merak.ui.widgets.texts import heading
from merak.ui.widgets.values import Option
from merak.ui.words import t


class UnsafePage(FieldCard):
    """The card for a young person who is not safe now, or may hurt themselves."""

    def __init__(self, tasks: Tasks, about: CaseId | NewCase) -> None:
        new = t("There is no case yet. Recording this begins one, without a name.")
        self._what = RadioField(
            t("What is it about?"),
            (
                Option(key=Danger.NOT_SAFE, text=t("Somebody or something is a danger to them")),
                Option(key=Danger.SELF_HARM, text=t("They may hurt themselves, or have done so")),
            ),
            required=True,
        )
        box = RecordBox(
            t("Write it down when there is time"),
            t("What you saw or heard, and what you did"),
            t("In plain words. Leave names out. It may stay empty."),
            new if isinstance(about, NewCase) else "",
            self._what,
        )
        super().__init__(
            tasks,
            about,
            box,
            t("Stay with them"),
            t("First make sure that everyone is safe. Writing can wait."),
        )
        self._about = about
        self._what.edited.connect(lambda: self._what.complain(""))
        needs = (Need.NOT_SAFE, Need.SELF_HARM)
        self.lay_out((_steps(), box), (self.calls, _to_say()), needs)

    def title(self) -> str:
        """Returns the words for the top of the window."""
        return t("Not safe, or self-harm")

    def ready(self) -> bool:
        """Says whether it was chosen what it is about."""
        chosen = bool(self._what.value())
        self._what.complain("" if chosen else t("Please choose one. You can correct it later."))
        if not chosen:
            self._what.aim()
        return chosen

    def recorder(self, words: str) -> Act:
        """Returns what records the danger, and starts the duty."""
        # A lock does not wait for a choice: not being safe is the wider of the two.
        about, what = self._about, Danger(self._what.value() or Danger.NOT_SAFE)

        def act(session: Session) -> CaseId:
            return tell.unsafe(session, about, what, words)

        return act


def _steps() -> QWidget:
    card = Card(12)
    card.body.addWidget(heading(t("Do this now"), 2))
    card.body.addWidget(
        Sentences(
            (
                t("Stay with the young person. Do not leave them alone."),
                t("Ask a colleague to come to you."),
                t("If a life may be in danger, call emergency services first."),
                t("Follow your site’s own steps. Your supervisor knows them."),
            ),
            "arrow-right",
            "info_mark",
            15,
        )
    )
    return card


def _to_say() -> QWidget:
    card = Card(12)
    card.body.addWidget(heading(t("You can say"), 2))
    card.body.addWidget(
        SaidAloud(
            (
                t("I am staying here with you."),
                t("You are not in trouble."),
                t("I am getting somebody who can help. I will tell you who it is."),
                t("You do not have to answer any more questions."),
            )
        )
    )
    return card
