"""Being told something: what to say, what to leave, whom to call, and a place to record it."""

from PySide6.QtWidgets import QWidget

from merak.domain.contact import Need
from merak.domain.ids import CaseId
from merak.services import tell
from merak.services.session import NewCase, Session
from merak.ui.pages.case_card import Act, FieldCard
from merak.ui.tasks import Tasks
from merak.ui.widgets.boxes import Card
from merak.ui.widgets.record_box import RecordBox
from merak.ui.widgets.said_aloud import SaidAloud
from merak.ui.widgets.sentences import Sentences
from merak.ui.widgets.texts import heading
from merak.ui.words import t


class ToldPage(FieldCard):
    """The card for a disclosure; nothing on it may trouble a young person who sees it."""

    def __init__(self, tasks: Tasks, about: CaseId | NewCase) -> None:
        new = t("There is no case yet. Recording this begins one, without a name.")
        box = RecordBox(
            t("Write it down"),
            t("In the young person’s own words"),
            t("As they said it, as far as you remember. Leave names out. It may stay empty."),
            about=new if isinstance(about, NewCase) else "",
        )
        super().__init__(
            tasks,
            about,
            box,
            t("Listen, and ask nothing more"),
            t("You know enough to get help. Take your time."),
        )
        self._about = about
        self.lay_out((_to_say(), _to_leave()), (box, self.calls), (Need.DISCLOSURE,))

    def title(self) -> str:
        """Returns the words for the top of the window."""
        return t("Being told something")

    def recorder(self, words: str) -> Act:
        """Returns what records that something was told, and starts the duty."""
        about = self._about

        def act(session: Session) -> CaseId:
            return tell.disclosed(session, about, words)

        return act


def _to_say() -> QWidget:
    card = Card(12)
    card.body.addWidget(heading(t("You can say"), 2))
    card.body.addWidget(
        SaidAloud(
            (
                t("Thank you for telling me."),
                t("I believe you. It is not your fault."),
                t("You do not have to say any more today."),
                t("I cannot keep this to myself. I will tell my supervisor, so that you get help."),
                t("I will tell you what happens next."),
                t("Is there anything you need right now?"),
            )
        )
    )
    return card


def _to_leave() -> QWidget:
    card = Card(12)
    card.body.addWidget(heading(t("Please do not ask"), 2))
    card.body.addWidget(
        Sentences(
            (
                t("For details. Somebody trained for it will ask, so that it is told only once."),
                t("“Why?” It can sound like blame."),
                t("About charges or arrests."),
                t("The same thing again, or in front of others."),
            ),
            "minus",
            "muted",
        )
    )
    card.body.addWidget(heading(t("And please do not"), 3))
    card.body.addWidget(
        Sentences(
            (
                t("Promise to keep it secret, or promise what will happen."),
                t("Talk to anyone they spoke of."),
            ),
            "minus",
            "muted",
        )
    )
    return card
