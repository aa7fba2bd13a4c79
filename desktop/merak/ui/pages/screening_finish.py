"""The end of a screening: what has no answer, and one question before it is finished."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from merak.domain.indicator_set import Item, Section
from merak.domain.text import say
from merak.ui.pages.screening_values import Shown, asked_with, number
from merak.ui.widgets.banner import Banner, BannerValue
from merak.ui.widgets.boxes import Box, Card, Flow, Panel, clear, column, row
from merak.ui.widgets.buttons import Button, Kind
from merak.ui.widgets.texts import Text, body, eyebrow, heading, lead, muted, strong
from merak.ui.widgets.values import Action
from merak.ui.words import language, n, t


class FinishPanel(QWidget):
    """Lists what nobody has asked about yet, each with a way there, and offers to finish."""

    finish_asked = Signal()
    item_asked = Signal(str)
    about_asked = Signal()
    back_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._lead = lead("")
        self._age = Banner()
        self._age.acted.connect(lambda _: self.about_asked.emit())
        self._missing = Card(14)
        self._list = column(14)
        self._missing.body.addWidget(heading(t("Not asked yet"), 2))
        self._missing.body.addWidget(
            muted(t("A question without an answer never counts as a no."), 14)
        )
        self._missing.body.addLayout(self._list)
        ask = Card(12)
        ask.body.addWidget(heading(t("Finish this screening?"), 2))
        ask.body.addWidget(
            body(
                t(
                    "You will see the result and the reasons for it. For 24 hours you can open"
                    " the screening again to correct an answer."
                )
            )
        )
        self._finish = Button(t("Finish"), Kind.PRIMARY, "check")
        self._back = Button(t("Not yet"))
        self._finish.clicked.connect(self.finish_asked)
        self._back.clicked.connect(self.back_asked)
        buttons = Flow(10)
        buttons.addWidget(self._finish)
        buttons.addWidget(self._back)
        ask.body.addLayout(buttons)
        whole = column(14)
        head = column(4, (0, 0, 0, 6))
        head.addWidget(eyebrow(t("Last step")))
        head.addWidget(heading(t("Finish")))
        head.addWidget(self._lead)
        whole.addLayout(head)
        for part in (self._age, ask, self._missing):
            whole.addWidget(part)
        self.setLayout(whole)

    def present(self, shown: Shown) -> None:
        """Shows what is missing as things stand."""
        left = sum(shown.left(section) for section in shown.sections())
        words = n("{count} question was not asked.", "{count} questions were not asked.", left)
        self._lead.setText(words.format(count=left) if left else t("Everything was asked."))
        self._missing.setVisible(bool(left))
        self._age.present(_age_not_known() if _ageless(shown) else BannerValue())
        clear(self._list)
        for section in shown.sections():
            if shown.left(section):
                self._list.addWidget(self._section(shown, section))

    def aim(self) -> None:
        """Puts the keyboard on finishing, or on what was not asked where there is something."""
        target = self._finish if self._missing.isHidden() else self._back
        target.setFocus(Qt.FocusReason.TabFocusReason)

    def _section(self, shown: Shown, section: Section) -> QWidget:
        made = Panel(4)
        made.body.addWidget(strong(say(section.title, language()), 15))
        for item in shown.asked(section):
            if item.id not in shown.answers:
                made.body.addLayout(self._line(shown, item))
        return made

    def _line(self, shown: Shown, item: Item) -> Box:
        line = row(12)
        line.addWidget(Text(asked_with(shown, item)), 1, Qt.AlignmentFlag.AlignVCenter)
        words = t("Go to it")
        go = Button(words, Kind.QUIET, "arrow-right")
        go.setAccessibleName(f"{words}: {number(shown, item.id)}")
        go.clicked.connect(lambda _=False, item=item.id: self.item_asked.emit(item))
        line.addWidget(go)
        return line


def _age_not_known() -> BannerValue:
    return BannerValue(
        title=t("The age is not known"),
        text=t("The rules will count the young person as under 18 until you give it."),
        actions=(Action(key="age", text=t("Give the age"), icon="user"),),
    )


def _ageless(shown: Shown) -> bool:
    age = shown.screening.draft.facts.age
    return age.at_least < 18 <= age.at_most
