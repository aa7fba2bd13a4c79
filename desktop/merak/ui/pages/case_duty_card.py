"""What must be told of one case, with the form that is open below it."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from merak.domain.duty import Cause
from merak.services.case_lines import DutyLine
from merak.ui import words
from merak.ui.pages import case_words
from merak.ui.pages.duty_form import DutyForm
from merak.ui.widgets.boxes import Box, Card, Line, Panel, clear, column, row
from merak.ui.widgets.buttons import Button, Kind
from merak.ui.widgets.foldaway import FoldAway
from merak.ui.widgets.hanging import hanging
from merak.ui.widgets.marked_text import MarkedText
from merak.ui.widgets.sentences import Sentences
from merak.ui.widgets.texts import Picture, muted, pill, strong
from merak.ui.words import n, t


class DutyCard(Card):
    """What must be told of one case: since when, why, and what to do about it."""

    told_asked = Signal()
    mistake_asked = Signal(str)

    def __init__(self, lines: Sequence[DutyLine]) -> None:
        super().__init__(10, (20, 16, 20, 8))
        self.lines = tuple(lines)
        first = min(self.lines, key=lambda line: line.duty.received_at)
        self._due = column(0, (0, 2, 0, 0))
        self.body.addLayout(_head(first, len(self.lines), self._due))
        told = Button(t("I have told someone"), Kind.DEFAULT, "user-check")
        called = case_words.called(first.code, first.mnemonic)
        told.setAccessibleName(f"{told.text()}, {called}")
        told.clicked.connect(self.told_asked)
        self._told = told
        self.body.addWidget(told, 0, Qt.AlignmentFlag.AlignLeft)
        why = FoldAway(t("Show why"), t("Only when nobody else can see the screen."))
        why.setAccessibleName(called)
        for place, line in enumerate(self.lines):
            if place:
                why.body.addWidget(Line())
            why.body.addWidget(self._reason(line))
        self._place = column(0)
        self._forms: tuple[DutyForm, ...] = ()
        self.body.addLayout(self._place)
        self.body.addWidget(why)

    def present_due(self, lines: Sequence[DutyLine]) -> None:
        """Shows until when somebody must be told as the clock now stands; the rest stays."""
        clear(self._due)
        for mark in _due(lines):
            self._due.addWidget(mark)

    def aim(self) -> None:
        """Puts the keyboard on telling."""
        self._told.setFocus()

    def forms(self) -> Sequence[DutyForm]:
        """Returns the form that is open, or nothing."""
        return self._forms

    def show_form(self, form: DutyForm) -> None:
        """Shows a form below, in place of another."""
        self.close_form()
        self._forms = (form,)
        self._place.addWidget(form)
        form.show()
        form.aim()

    def close_form(self) -> None:
        """Takes the form away."""
        self._forms = ()
        clear(self._place)

    def _reason(self, line: DutyLine) -> QWidget:
        duty = line.duty
        made = Panel(4)
        made.body.addWidget(muted(case_words.cause(duty.cause), 14))
        sentence = case_words.said(duty.why)
        if sentence and duty.cause is not Cause.DISCLOSURE:
            made.body.addWidget(strong(sentence))
        if line.cite:
            made.body.addWidget(muted(t("Source: {cite}").format(cite=line.cite)))
        if duty.tell:
            made.body.addWidget(muted(t("By the rules of your office, tell:"), 14))
            made.body.addWidget(Sentences(_tellings(line), "arrow-right", "muted"))
        elif duty.starts:
            acts = ", ".join(case_words.start(name) for name in duty.starts)
            follows = t("What may follow: {acts}. Your supervisor knows who must be told by when.")
            made.body.addWidget(muted(follows.format(acts=acts)))
        mistake = Button(t("This was a mistake"), Kind.QUIET)
        about = sentence or case_words.cause(duty.cause)
        mistake.setAccessibleName(f"{mistake.text()}: {about}")
        mistake.clicked.connect(lambda: self.mistake_asked.emit(duty.id))
        line_of_button = row(0)
        line_of_button.addWidget(mistake)
        line_of_button.addStretch(1)
        made.body.addWidget(hanging(line_of_button))
        return made


def _tellings(line: DutyLine) -> list[str]:
    received = line.duty.received_at
    said: list[str] = []
    for one in line.duty.tell:
        until = t("{who}, by {when}.") if one.hours else t("{who}, at once.")
        parts = [until.format(who=case_words.said(one.who), when=words.moment(one.due(received)))]
        if one.cite:
            parts.append(t("Source: {cite}").format(cite=one.cite))
        if not one.confirmed:
            parts.append(t("Nobody has confirmed this rule: ask your supervisor first."))
        said.append(" ".join(parts))
    return said


def _due(lines: Sequence[DutyLine]) -> Iterator[QWidget]:
    """Goes through one mark with the first due time, through none where no clock runs."""
    timed = [line for line in lines if line.due]
    if not timed:
        return
    first = min(timed, key=lambda line: line.due)
    # The time itself is always said: who doubts this laptop's clock can go by it.
    when = words.moment(first.due)
    if any(line.overdue for line in timed):
        yield MarkedText(t("Overdue since {when}").format(when=when), "triangle-alert", "warn_mark")
    elif first.due == first.duty.received_at:
        yield MarkedText(t("To be told at once"), "clock")
    else:
        yield MarkedText(t("To be told by {when} at the latest").format(when=when), "clock")


def _head(first: DutyLine, count: int, due: Box) -> Box:
    head = row(10)
    head.addWidget(Picture("bell", 20, "warn_mark"), 0, Qt.AlignmentFlag.AlignTop)
    names = column(2)
    names.addWidget(strong(t("Tell your supervisor now"), 15))
    received = words.moment(first.duty.received_at)
    since = n(
        "{count} thing to tell, received {when}",
        "{count} things to tell, the first received {when}",
        count,
    )
    names.addWidget(muted(since.format(count=count, when=received)))
    names.addLayout(due)
    head.addLayout(names, 1)
    if first.mnemonic or first.tag:
        head.addWidget(pill(first.mnemonic or first.tag), 0, Qt.AlignmentFlag.AlignTop)
    head.addWidget(strong(first.code).one_line(), 0, Qt.AlignmentFlag.AlignTop)
    return head
