"""The forms of a duty: who was told, how and when, or why it was a mistake."""

from collections.abc import Sequence

from PySide6.QtCore import QDate, QDateTime, QLocale, Qt, QTime, Signal
from PySide6.QtWidgets import QWidget

from merak.domain.duty import How, Proof, Told
from merak.domain.ids import RecordId
from merak.ui import words
from merak.ui.pages import case_words
from merak.ui.widgets.boxes import EvenFlow, column, row
from merak.ui.widgets.buttons import Button, Kind
from merak.ui.widgets.fields import ChoiceField, FreeField, NoteField, TextField
from merak.ui.widgets.group_fields import DateField
from merak.ui.widgets.values import Option
from merak.ui.words import t


class DutyForm(QWidget):
    """A form below a duty."""

    filled = Signal(object)
    cancelled = Signal()

    def __init__(self, duty: RecordId) -> None:
        super().__init__()
        self.duty = duty

    def aim(self) -> None:
        """Puts the keyboard into the first field."""
        raise NotImplementedError

    def free(self) -> Sequence[FreeField]:
        """Returns the fields for free words."""
        raise NotImplementedError

    def unfinished(self) -> str:
        """Returns words that would be lost with the form and what they were for, or nothing."""
        raise NotImplementedError


class ToldForm(DutyForm):
    """Who was told, how and when; the moment is filled in with now."""

    def __init__(self, duty: RecordId, now: str) -> None:
        super().__init__(duty)
        self._told = ChoiceField(
            t("Who was told"), [Option(key=one, text=case_words.told(one)) for one in Told]
        )
        self._told.present(Told.SUPERVISOR)
        self._how = ChoiceField(
            t("How"), [Option(key=one, text=case_words.way(one)) for one in How]
        )
        self._how.present(How.IN_PERSON)
        self._who = TextField(t("Name or office"), t("If you know it."))
        self._reference = TextField(t("Reference number"), t("If you were given one."))
        self._day = DateField(t("On"))
        self._time = TextField(t("At"), t("Like 14:05 or 2:05 PM."))
        local = QDateTime.fromString(now, Qt.DateFormat.ISODate).toLocalTime()
        self._day.present(local.date().toString(Qt.DateFormat.ISODate))
        self._time.present(words.clock(now, words.offset(now)))
        whole = column(16, (0, 8, 0, 4))
        fields = EvenFlow(16, 280)
        for field in (self._told, self._how, self._who, self._reference, self._day, self._time):
            fields.addWidget(field)
        whole.addLayout(fields)
        buttons = row(8)
        record = Button(t("Record that it was told"), Kind.PRIMARY, "check")
        record.clicked.connect(self._record)
        cancel = Button(t("Not now"), Kind.QUIET)
        cancel.clicked.connect(self.cancelled)
        buttons.addWidget(record)
        buttons.addWidget(cancel)
        buttons.addStretch(1)
        whole.addLayout(buttons)
        self.setLayout(whole)

    def aim(self) -> None:
        """Puts the keyboard into the first field."""
        self._told.aim()

    def free(self) -> Sequence[FreeField]:
        """Returns name and reference."""
        return (self._who, self._reference)

    def unfinished(self) -> str:
        """Returns the name and the reference."""
        said = " · ".join(filter(None, (field.value().strip() for field in self.free())))
        return t("Begun as who was told: {text}").format(text=said) if said else ""

    def too_early(self) -> None:
        """Says that the moment has not come yet."""
        self._time.complain(t("This moment is still to come."))

    def _record(self) -> None:
        day, time = self._day.value(), _time(self._time.value())
        self._day.complain("" if day else t("This is not a date. Type day, month and year."))
        self._time.complain("" if time.isValid() else t("This is not a time. Type it like 14:05."))
        if not day or not time.isValid():
            return
        at = QDateTime(QDate.fromString(day, Qt.DateFormat.ISODate), time).toUTC()
        told_at = at.toString(Qt.DateFormat.ISODate)
        self.filled.emit(
            Proof(
                told=Told(self._told.value()),
                how=How(self._how.value()),
                told_at=told_at,
                who=self._who.value().strip(),
                reference=self._reference.value().strip(),
            )
        )


def _time(typed: str) -> QTime:
    """Returns the time of day typed, not valid where it is none."""
    short = QLocale.FormatType.ShortFormat
    return next(
        (
            time
            for time in (
                QLocale().toTime(typed.strip(), short),
                QTime.fromString(typed.strip(), "H:mm"),
                QTime.fromString(typed.strip().upper().replace(" ", ""), "h:mmAP"),
            )
            if time.isValid()
        ),
        QTime(),
    )


class MistakeForm(DutyForm):
    """Why a duty was no duty; the reason is needed, because the reminder goes away."""

    def __init__(self, duty: RecordId) -> None:
        super().__init__(duty)
        whole = column(12, (0, 8, 0, 4))
        self._reason = NoteField(
            t("Why was this a mistake?"),
            t("The reminder goes away. What was recorded stays, and so does your reason."),
            required=True,
            least=2,
        )
        whole.addWidget(self._reason)
        buttons = row(8)
        record = Button(t("Take the reminder away"), Kind.DEFAULT, "check")
        record.clicked.connect(self._record)
        cancel = Button(t("Keep it"), Kind.QUIET)
        cancel.clicked.connect(self.cancelled)
        buttons.addWidget(record)
        buttons.addWidget(cancel)
        buttons.addStretch(1)
        whole.addLayout(buttons)
        self.setLayout(whole)

    def aim(self) -> None:
        """Puts the keyboard into the reason."""
        self._reason.aim()

    def free(self) -> Sequence[FreeField]:
        """Returns the reason."""
        return (self._reason,)

    def unfinished(self) -> str:
        """Returns the reason."""
        said = self._reason.value().strip()
        return t("Begun as the reason for a mistake: {text}").format(text=said) if said else ""

    def _record(self) -> None:
        reason = self._reason.value().strip()
        self._reason.complain("" if reason else t("Please say why, in a few words."))
        if reason:
            self.filled.emit(reason)
