"""Giving a laptop a new key, where it was copied or put back to an older state."""

from PySide6.QtCore import Signal

from merak.services import begin_anew
from merak.services.belonging import Belonging
from merak.ui.tasks import Tasks
from merak.ui.widgets.banner import Banner, BannerValue
from merak.ui.widgets.boxes import Card, Flow
from merak.ui.widgets.buttons import Button, Kind
from merak.ui.widgets.marked_text import MarkedText
from merak.ui.widgets.texts import body, heading
from merak.ui.widgets.values import Action, Tone
from merak.ui.words import t

_YES, _NO = "yes", "no"


class AnewCard(Card):
    """When it is needed, what it does, and a second press before it is done."""

    begun = Signal()
    refused = Signal(object)

    def __init__(self, tasks: Tasks) -> None:
        super().__init__(14, (24, 18, 24, 24))
        self._tasks = tasks
        self._why = MarkedText()
        self._begin = Button(t("Give it a new key"), Kind.DEFAULT, "key-round")
        self._question = Banner()
        actions = Flow(8)
        actions.addWidget(self._begin)
        about = t(
            "Do this when the office says so, or after this laptop was put back to an older"
            " state. Where there is a copy of it, the copy needs a new key of its own."
        )
        kept = t(
            "Nothing is lost. Cases, people and passphrases stay. The laptop then asks the office"
            " to enrol it, and its next hand-over brings everything once more that the office has"
            " not backed up."
        )
        for part in (
            heading(t("Give this laptop a new key"), 2),
            self._why,
            body(about),
            body(kept),
        ):
            self.body.addWidget(part)
        self.body.addLayout(actions)
        self.body.addWidget(self._question)
        self._why.hide()
        self._begin.clicked.connect(self._ask)
        self._question.acted.connect(self._answered)

    def present(self, shown: Belonging) -> None:
        """Says why it is needed, where that is known here."""
        said = ""
        if shown.must_begin_anew:
            said = t(
                "It is needed: the office has had bundles that this laptop never made. An older"
                " copy of it was put back, or there is a copy of it."
            )
        elif shown.is_revoked:
            said = t("It is needed: the office takes nothing more from this laptop as it is.")
        self._why.present(said, Tone.HIGH)
        self._why.setVisible(bool(said))
        self._question.present(BannerValue())
        self._begin.setEnabled(True)

    def _ask(self) -> None:
        self._question.present(
            BannerValue(
                tone=Tone.WARN,
                title=t("Give this laptop a new key now?"),
                text=t("Until the office has enrolled it again, nothing can be handed over."),
                actions=(
                    Action(key=_YES, text=t("Yes, give it a new key"), icon="key-round"),
                    Action(key=_NO, text=t("Leave it as it is")),
                ),
            )
        )

    def _answered(self, key: str) -> None:
        self._question.present(BannerValue())
        if key == _NO:
            self._begin.setFocus()
            return
        self._begin.setEnabled(False)
        self._tasks.change(self, begin_anew.begin, lambda _: self.begun.emit(), failed=self._failed)

    def _failed(self, error: Exception) -> None:
        self._begin.setEnabled(True)
        self.refused.emit(error)
