"""A laptop in the office's list: its people, what came, what is wrong, and what can be done."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from merak.services.office_overview import LaptopLine, Person
from merak.ui import accessibility
from merak.ui import words as written
from merak.ui.pages import office_words
from merak.ui.widgets.banner import Banner, BannerValue
from merak.ui.widgets.boxes import Flow, Panel, column, row
from merak.ui.widgets.buttons import Button, Kind
from merak.ui.widgets.fields import TextField
from merak.ui.widgets.marked_text import MarkedText
from merak.ui.widgets.person_line import PersonAct, PersonLine
from merak.ui.widgets.sentences import Sentences
from merak.ui.widgets.texts import muted, pill, strong
from merak.ui.widgets.values import Action, Tone
from merak.ui.words import t

_REVOKE, _KEEP, _TAKE_OUT = "revoke", "keep", "take_out"


class LaptopRow(QWidget):
    """What a keeper decides here is asked once more before it is done."""

    revoked = Signal()
    renamed = Signal(str)
    taken_out = Signal(object)
    """The id of somebody who works there."""

    def __init__(self, line: LaptopLine, *, may_change: bool) -> None:
        super().__init__()
        accessibility.role(self, "ListItem")
        self.setAccessibleName(line.label)
        self._may_change = may_change and not office_words.is_revoked(line)
        self._line = line
        whole, head = column(6, (0, 8, 0, 8)), row(10)
        head.addWidget(strong(line.label, 15), 1)
        if office_words.state(line):
            tone = "high" if office_words.is_forked(line) else "neutral"
            head.addWidget(pill(office_words.state(line), tone), 0, Qt.AlignmentFlag.AlignVCenter)
        whole.addLayout(head)
        whole.addWidget(muted(_facts(line)))
        whole.addWidget(muted(office_words.last_bundle(line), 14))
        if office_words.is_forked(line):
            whole.addWidget(_fork(line))
        elif _missing(line):
            mark = MarkedText(_missing(line), "triangle-alert", f"{Tone.WARN.value}_mark")
            whole.addWidget(mark)
        self._people = Panel(0)
        accessibility.role(self._people, "List")
        self._people.setAccessibleName(t("People of {name}").format(name=line.label))
        for person in line.people:
            self._people.body.addWidget(self._person(person))
        whole.addWidget(self._people)
        self._acts = self._make_acts()
        whole.addWidget(self._acts)
        self._called = self._make_called()
        whole.addWidget(self._called)
        self._question = Banner()
        self._question.acted.connect(self._answered)
        whole.addWidget(self._question)
        self.setLayout(whole)
        self._people.setHidden(not line.people)
        self._acts.setHidden(not self._may_change)
        self._called.hide()

    def aim(self) -> None:
        """Puts the keyboard on its first act."""
        self._rename.setFocus()

    def _person(self, person: Person) -> PersonLine:
        act = PersonAct(
            key=_TAKE_OUT,
            text=t("Take out of the list"),
            name=t("Take {name} out of the list").format(name=person.name),
            question=t(
                "A new kit is signed. As soon as this laptop takes it, {name} can no longer open"
                " it. Cases and drafts stay there."
            ).format(name=person.name),
            yes=t("Yes, take them out"),
        )
        made = PersonLine(person.name, (), (act,) if self._may_change else ())
        made.acted.connect(lambda _: self.taken_out.emit(person.id))
        return made

    def _make_acts(self) -> QWidget:
        offered = Flow(4)
        self._revoke = Button(t("Revoke"), Kind.QUIET)
        self._revoke.setAccessibleName(t("Revoke {name}").format(name=self._line.label))
        self._revoke.clicked.connect(self._ask)
        self._rename = Button(t("Rename"), Kind.QUIET)
        self._rename.setAccessibleName(t("Rename {name}").format(name=self._line.label))
        self._rename.clicked.connect(partial(self._show_called, shown=True))
        for button in (self._rename, self._revoke):
            offered.addWidget(button)
        made = QWidget()
        made.setLayout(offered)
        return made

    def _make_called(self) -> Panel:
        made = Panel(10, (0, 4, 0, 6))
        self._label = TextField(t("What this office calls it"), width=420)
        save, leave, line = Button(t("Save the name")), Button(t("Leave it as it is")), Flow(8)
        for button in (save, leave):
            line.addWidget(button)
        made.body.addWidget(self._label)
        made.body.addLayout(line)
        self._label.edited.connect(partial(self._label.complain, ""))
        self._label.input.returnPressed.connect(self._save)
        save.clicked.connect(self._save)
        leave.clicked.connect(partial(self._show_called, shown=False))
        return made

    def _show_called(self, *_: object, shown: bool) -> None:
        self._label.present(self._line.label)
        self._called.setVisible(shown)
        self._acts.setHidden(shown)
        if shown:
            self._label.aim()
        else:
            self._rename.setFocus()

    def _save(self) -> None:
        label = " ".join(self._label.value().split())
        if label:
            self.renamed.emit(label)
        else:
            self._label.complain(t("Say in a word or two which laptop this is."))
            self._label.aim()

    def _ask(self) -> None:
        self._question.present(
            BannerValue(
                tone=Tone.WARN,
                title=t("Revoke this laptop?"),
                text=t(
                    "Nothing more is taken from it but what came already, and a new kit is signed."
                    " It can come back under a new key only. What is on the laptop stays there."
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


def _facts(line: LaptopLine) -> str:
    day = written.day(written.local_day(line.enrolled_at))
    parts = [t("enrolled on {day}").format(day=day)]
    if line.was:
        names = ", ".join(line.was)
        parts.append(t("has a new key, was {names} before").format(names=names))
    if line.goes_on_as:
        names = ", ".join(line.goes_on_as)
        parts.append(t("goes on under a new key as {names}").format(names=names))
    text = " · ".join(parts)
    return text[:1].upper() + text[1:]


def _missing(line: LaptopLine) -> str:
    gaps = office_words.gaps(line.missing)
    if not gaps:
        return ""
    return t("{gaps}. Ask for the sticks, or for a new hand-over.").format(gaps=gaps)


def _fork(line: LaptopLine) -> QWidget:
    what = t(
        "A bundle came that cannot follow what came before. Either this laptop was put back to an"
        " older state, or there is a copy of it. Nothing more is taken from it under this key."
        " Taken in so far: {numbers}. Nothing is lost: the rest is still on the laptop."
    )
    made = Panel(8)
    numbers = office_words.numbers(line.came)
    made.body.addWidget(MarkedText(what.format(numbers=numbers), "circle-alert", "high_mark"))
    made.body.addWidget(
        Sentences(
            (
                t(
                    "If it was put back: open Settings, Office on that laptop, and give it a new"
                    " key. It writes a request. Read it here, and enrol it."
                ),
                t(
                    "If there is a copy: do the same on both. Each then has a key of its own, and"
                    " both bring all that they have."
                ),
                t("If you do not know whose the copy is, call whoever is responsible for data."),
            ),
            "arrow-right",
            "muted",
        )
    )
    return made
