"""A laptop in the office's list, with the way to revoke it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from merak.services.office_overview import LaptopLine
from merak.ui import accessibility
from merak.ui import words as written
from merak.ui.pages import office_words
from merak.ui.widgets.banner import Banner, BannerValue
from merak.ui.widgets.boxes import column, row
from merak.ui.widgets.buttons import Button, Kind
from merak.ui.widgets.marked_text import MarkedText
from merak.ui.widgets.texts import muted, pill, strong
from merak.ui.widgets.values import Action, Tone
from merak.ui.words import t

_REVOKE, _KEEP = "revoke", "keep"


class LaptopRow(QWidget):
    """Who uses it, what came last, what is missing; a keeper can revoke it after a second press."""

    revoked = Signal()

    def __init__(self, line: LaptopLine, *, may_revoke: bool) -> None:
        super().__init__()
        accessibility.role(self, "ListItem")
        self.setAccessibleName(line.label)
        whole, head = column(6, (0, 8, 0, 8)), row(10)
        head.addWidget(strong(line.label, 15), 1)
        if office_words.state(line):
            tone = "high" if office_words.is_forked(line) else "neutral"
            head.addWidget(pill(office_words.state(line), tone), 0, Qt.AlignmentFlag.AlignVCenter)
        self._revoke = Button(t("Revoke"), Kind.QUIET)
        self._revoke.setAccessibleName(t("Revoke {name}").format(name=line.label))
        self._revoke.clicked.connect(self._ask)
        head.addWidget(self._revoke)
        if not may_revoke or office_words.is_revoked(line):
            self._revoke.hide()
        whole.addLayout(head)
        enrolled = t("enrolled on {day}").format(
            day=written.day(written.local_day(line.enrolled_at))
        )
        whole.addWidget(muted(" · ".join((", ".join(line.users), enrolled))))
        whole.addWidget(muted(office_words.last_bundle(line), 14))
        for tone_of, said in (
            (Tone.WARN, _missing(line)),
            (Tone.HIGH, _fork() if office_words.is_forked(line) else ""),
        ):
            if said:
                mark = MarkedText(said, "triangle-alert", f"{tone_of.value}_mark")
                whole.addWidget(mark)
        self._question = Banner()
        self._question.acted.connect(self._answered)
        whole.addWidget(self._question)
        self.setLayout(whole)

    def _ask(self) -> None:
        self._question.present(
            BannerValue(
                tone=Tone.WARN,
                title=t("Revoke this laptop?"),
                text=t(
                    "Nothing more is taken from it but what came already, and a new kit is signed."
                    " This cannot be undone. What is on the laptop stays there."
                ),
                actions=(
                    Action(key=_REVOKE, text=t("Yes, revoke it"), icon="ban"),
                    Action(key=_KEEP, text=t("Keep it")),
                ),
            )
        )

    def _answered(self, key: str) -> None:
        self._question.present(BannerValue())
        if key == _REVOKE:
            self.revoked.emit()
        else:
            self._revoke.setFocus()


def _missing(line: LaptopLine) -> str:
    gaps = office_words.gaps(line.missing)
    if not gaps:
        return ""
    return t("{gaps}. Ask for the sticks, or for a new hand-over.").format(gaps=gaps)


def _fork() -> str:
    return t(
        "It was copied, or put back to an older state. Nothing more is taken from it. Find out"
        " which laptop is the real one, revoke this entry, and enrol that laptop anew."
    )
