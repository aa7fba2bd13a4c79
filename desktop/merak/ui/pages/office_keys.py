"""Settings of an office: its keys, when they were made, and making new ones."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from merak.services import office, office_keys
from merak.services.office_keys import KeyLine, OfficeKeys
from merak.ui import words
from merak.ui.access import KeyName
from merak.ui.pages import office_words
from merak.ui.pages.settings_parts import Outcome, section_card
from merak.ui.tasks import Tasks
from merak.ui.widgets.banner import Banner, BannerValue
from merak.ui.widgets.boxes import Flow, Line, Panel, clear
from merak.ui.widgets.buttons import Button, Kind
from merak.ui.widgets.sentences import Sentences
from merak.ui.widgets.texts import body, muted, strong
from merak.ui.widgets.values import Action, Tone
from merak.ui.words import n, t

_KIT = "kit"


class OfficeKeysSection(Panel):
    """The public halves, shortened; the secret ones are nowhere on the screen."""

    kit_asked = Signal()

    def __init__(self, tasks: Tasks) -> None:
        super().__init__(16)
        self._tasks = tasks
        self._outcome, self._behind = Outcome(), Banner()
        self._list, self._lines = section_card(), Panel(0)
        self._list.body.addWidget(self._lines)
        self._renewing = section_card(t("Make new keys"))
        self._why = body(
            t(
                "For when somebody has left who opened names, or a copy of the office was lost."
                " Nothing that is here has to be sealed anew."
            )
        )
        self._open, self._opens = Button(t("Make new keys"), Kind.DEFAULT, "refresh-cw"), Panel(0)
        self._asking, self._not_allowed = _Question(), muted("", 14)
        line = Flow(8)
        line.addWidget(self._open)
        self._opens.body.addLayout(line)
        for part in (self._why, self._not_allowed, self._opens, self._asking):
            self._renewing.body.addWidget(part)
        for shown in (self._outcome, self._behind, self._list, self._renewing):
            self.body.addWidget(shown)
        for later in (self._list, self._renewing, self._asking):
            later.hide()
        self._open.clicked.connect(lambda: self._ask(asking=True))
        self._asking.left.connect(lambda: self._ask(asking=False))
        self._asking.agreed.connect(self._renew)
        self._behind.acted.connect(self.kit_asked)
        self._load()

    def _load(self) -> None:
        self._tasks.read(self, office_keys.load, self._present, failed=self._outcome.refused)

    def _present(self, keys: OfficeKeys) -> None:
        clear(self._lines.body)
        for number, line in enumerate(keys.lines):
            if number:
                self._lines.body.addWidget(Line())
            self._lines.body.addWidget(_key(line))
        self._behind.present(_behind() if keys.kit_is_behind else BannerValue())
        allowed = keys.is_keeper and keys.is_holder
        self._not_allowed.setText("" if allowed else _not_allowed(keys))
        self._not_allowed.setVisible(not allowed)
        self._opens.setVisible(allowed)
        self._list.show()
        self._renewing.show()

    def _ask(self, *, asking: bool) -> None:
        self._outcome.forget()
        self._asking.setVisible(asking)
        self._opens.setVisible(not asking)
        if asking:
            self._asking.aim()
        else:
            self._open.setFocus()

    def _renew(self) -> None:
        self._asking.setEnabled(False)
        self._tasks.change(self, office.renew_keys, lambda _: self._renewed(), failed=self._refused)

    def _renewed(self) -> None:
        self._close()
        self._outcome.done(
            t("The office has new keys"), t("The old ones go on opening what is older.")
        )
        self._load()

    def _refused(self, error: Exception) -> None:
        self._close()
        self._outcome.refused(error)

    def _close(self) -> None:
        self._asking.setEnabled(True)
        self._ask(asking=False)


class _Question(Panel):
    """What follows from new keys, before they are made."""

    agreed = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__(12)
        lines = (
            t("What came already, and what was sealed until now, opens as before."),
            t("Laptops seal to the new keys once they have the next kit. Sign it and give it out."),
            t("Until then what they hand over comes under the old keys, and opens all the same."),
            t("The recovery sheets stay as they are. New ones are made under Recovery sheets."),
        )
        self._no = Button(t("Leave it as it is"))
        yes = Button(t("Yes, make new keys"), Kind.PRIMARY)
        answers = Flow(8)
        for button in (self._no, yes):
            answers.addWidget(button)
        self.body.addWidget(Sentences(lines, "arrow-right", "muted"))
        self.body.addLayout(answers)
        yes.clicked.connect(self.agreed)
        self._no.clicked.connect(self.left)

    def aim(self) -> None:
        """Puts the keyboard on what changes nothing."""
        self._no.setFocus()


def _key(line: KeyLine) -> QWidget:
    made = Panel(2, (0, 12, 0, 12))
    title, about = {
        KeyName.ROOT: (
            t("Key of the agency"),
            t("Signs kits. Laptops know the agency by it, so it stays the same for good."),
        ),
        KeyName.TRANSPORT: (
            t("Key for bundles"),
            t("What laptops hand over is sealed to it. It opens for everybody in the office."),
        ),
        KeyName.IDENTITY: (
            t("Key for names"),
            t(
                "Names are sealed to it. It opens for those who open names, and for two of the"
                " recovery sheets."
            ),
        ),
    }[line.name]
    day = words.day(words.local_day(line.made_at))
    parts = [
        t("Made on {day}").format(day=day),
        t("Public key ends in {letters}").format(letters=office_words.key_end(line.public)),
    ]
    if line.older:
        older = n(
            "{count} older one opens what is older",
            "{count} older ones open what is older",
            line.older,
        )
        parts.append(older.format(count=line.older))
    for text in (strong(title, 15), body(about), muted(" · ".join(parts))):
        made.body.addWidget(text)
    return made


def _behind() -> BannerValue:
    return BannerValue(
        tone=Tone.WARN,
        title=t("The kit still names old keys"),
        text=t("Laptops go on sealing to them. Sign a new kit and give it to every laptop."),
        actions=(Action(key=_KIT, text=t("Go to the kit"), icon="briefcase"),),
    )


def _not_allowed(keys: OfficeKeys) -> str:
    if not keys.is_keeper:
        return t("Only a keeper makes new keys.")
    return t("Only a keeper who opens names makes new keys.")
