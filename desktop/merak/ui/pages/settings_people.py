"""Settings: who may open this laptop's vault, and giving one's open cases to a colleague."""

from dataclasses import dataclass

from PySide6.QtCore import Signal

from merak.domain.ids import UserId
from merak.services import cases, users
from merak.services.given import Chance
from merak.services.session import Session
from merak.ui.access import Role, User, Wrong, wrong
from merak.ui.messages import say as say_error
from merak.ui.pages.first_start_passphrase import NewPassphrase
from merak.ui.pages.settings_parts import Outcome, section_card
from merak.ui.tasks import Tasks
from merak.ui.widgets.boxes import Card, Flow, Line, Panel, clear
from merak.ui.widgets.buttons import Button, Kind
from merak.ui.widgets.fields import ChoiceField, TextField, TickField
from merak.ui.widgets.person_line import PersonLine
from merak.ui.widgets.secret import forget
from merak.ui.widgets.texts import heading, muted
from merak.ui.widgets.values import Option
from merak.ui.words import n, t


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    me: User
    everyone: tuple[User, ...]


class PeopleSection(Panel):
    """The people, a way to add one for a keeper, and a way to give cases for everyone."""

    def __init__(self, tasks: Tasks, chance: Chance) -> None:
        super().__init__(16)
        self._tasks = tasks
        self._outcome = Outcome()
        self._list = section_card(
            about=t(
                "Each opens it with their own passphrase. A keeper adds and removes people. "
                "A copy of the disk made before still opens for somebody you remove."
            ),
        )
        self._lines = Panel(0)
        self._opens = Panel(0)
        opener, line = Button(t("Add a person"), Kind.DEFAULT, "user-plus"), Flow()
        line.addWidget(opener)
        self._opens.body.addLayout(line)
        self._list.body.addWidget(self._lines)
        self._list.body.addWidget(self._opens)
        self._new = NewPerson(chance)
        self._give = _GiveCases()
        for part in (self._outcome, self._list, self._new, self._give):
            self.body.addWidget(part)
        for later in (self._opens, self._new, self._give):
            later.hide()
        opener.clicked.connect(self._open_form)
        self._new.left.connect(self._close_form)
        self._new.asked.connect(self._add)
        self._give.asked.connect(self._give_cases)
        self._load()

    def aim(self) -> None:
        """Leaves the focus where it is: there may be nothing to type here."""

    def wipe(self) -> None:
        """Overwrites what is typed."""
        self._new.passphrase.wipe()

    def _load(self) -> None:
        self._tasks.read(self, _found, self._present, failed=self._outcome.refused)

    def _present(self, found: _Found) -> None:
        keeper = found.me.role is Role.KEEPER
        clear(self._lines.body)
        for number, user in enumerate(found.everyone):
            if number:
                self._lines.body.addWidget(Line())
            mine = user.id == found.me.id
            line = PersonLine(
                user.id,
                user.name,
                tuple(
                    filter(
                        None,
                        (
                            t("You") if mine else "",
                            t("Keeper") if user.role is Role.KEEPER else "",
                        ),
                    )
                ),
                can_remove=keeper and not mine,
            )
            line.removed.connect(self._remove)
            self._lines.body.addWidget(line)
        self._opens.setVisible(keeper and self._new.isHidden())
        others = tuple(user for user in found.everyone if user.id != found.me.id)
        self._give.present(others)

    def _open_form(self) -> None:
        self._outcome.forget()
        self._opens.hide()
        self._new.show()
        self._new.aim()

    def _close_form(self) -> None:
        self._new.hide()
        self._opens.show()

    def _add(self) -> None:
        name, passphrase = self._new.name(), self._new.passphrase.copy()
        role = self._new.role()

        def add(session: Session) -> User:
            try:
                return users.add(session, name, passphrase, role)
            finally:
                forget(passphrase)

        self._outcome.forget()
        self._new.setEnabled(False)
        self._tasks.change(self, add, self._added, failed=self._not_added)

    def _added(self, user: User) -> None:
        self._new.setEnabled(True)
        self._new.empty()
        self._close_form()
        self._outcome.done(
            t("{name} can open this laptop").format(name=user.name),
            t("With their own name and passphrase."),
        )
        self._load()

    def _not_added(self, error: Exception) -> None:
        self._new.setEnabled(True)
        if wrong(error) is Wrong.NAME:
            self._new.complain(say_error(error).text)
        else:
            self._outcome.refused(error)

    def _remove(self, user: str) -> None:
        self._outcome.forget()
        self._tasks.change(
            self,
            lambda session: users.remove(session, UserId(user)),
            lambda _: self._removed(),
            failed=self._outcome.refused,
        )

    def _removed(self) -> None:
        self._outcome.done(t("Removed"), t("Their open cases and drafts stay on this laptop."))
        self._load()

    def _give_cases(self, to: str) -> None:
        self._outcome.forget()
        self._tasks.change(
            self,
            lambda session: cases.give_all(session, UserId(to)),
            self._given,
            failed=self._outcome.refused,
        )

    def _given(self, count: int) -> None:
        if not count:
            self._outcome.done(t("You have no open cases"), t("There was nothing to give."))
            return
        self._outcome.done(
            n("One case given", "{count} cases given", count).format(count=count),
            t("Your colleague sees them as their own from now on."),
        )


class NewPerson(Card):
    """A name, whether they are a keeper, and the passphrase that they type themselves."""

    asked = Signal()
    left = Signal()

    def __init__(self, chance: Chance) -> None:
        super().__init__(16, (24, 18, 24, 24))
        self.body.addWidget(heading(t("Add a person"), 2))
        self.body.addWidget(
            muted(t("Let them sit down here and choose the passphrase themselves."))
        )
        self._name = TextField(t("Name"), t("As colleagues know them."))
        self.passphrase = NewPassphrase(chance)
        self._keeper = TickField(t("They may add and remove people too (keeper)"))
        add = Button(t("Add"), Kind.PRIMARY, "user-plus")
        actions = Flow(8)
        leave = Button(t("Cancel"))
        for button in (add, leave):
            actions.addWidget(button)
        for part in (self._name, self.passphrase, self._keeper):
            self.body.addWidget(part)
        self.body.addLayout(actions)
        self._name.edited.connect(lambda: self._name.complain(""))
        self._name.input.returnPressed.connect(self.passphrase.aim)
        self.passphrase.submitted.connect(self._check)
        add.clicked.connect(self._check)
        leave.clicked.connect(self._leave)

    def aim(self) -> None:
        """Puts the focus on the name."""
        self._name.aim()

    def name(self) -> str:
        """Returns the name without needless blanks."""
        return " ".join(self._name.value().split())

    def role(self) -> Role:
        """Returns what they may do."""
        return Role.KEEPER if self._keeper.value() else Role.CASEWORKER

    def complain(self, error: str) -> None:
        """Shows what is wrong with the name."""
        self._name.complain(error)
        self._name.aim()

    def empty(self) -> None:
        """Empties the form for the next person."""
        self._name.present("")
        self._keeper.present(ticked=False)
        self.passphrase.wipe()

    def _leave(self) -> None:
        self.empty()
        self.left.emit()

    def _check(self) -> None:
        if not self.name():
            self.complain(t("Write the name colleagues know them by."))
        elif self.passphrase.check():
            self.asked.emit()


class _GiveCases(Card):
    """Everything open goes to one colleague, for the end of a shift or of a job."""

    asked = Signal(str)

    def __init__(self) -> None:
        super().__init__(14, (24, 18, 24, 24))
        self.body.addWidget(heading(t("Give my open cases to a colleague"), 2))
        self.body.addWidget(
            muted(t("For the end of a shift, or when you leave. They can give them back."))
        )
        self._to = ChoiceField(t("Colleague"))
        self._to.input.setPlaceholderText(t("Choose from the list"))
        give = Button(t("Give all my open cases"), Kind.DEFAULT, "send")
        actions = Flow(8)
        actions.addWidget(give)
        self.body.addWidget(self._to)
        self.body.addLayout(actions)
        self._to.edited.connect(lambda: self._to.complain(""))
        give.clicked.connect(self._check)

    def present(self, others: tuple[User, ...]) -> None:
        """Offers these colleagues; with none it hides."""
        self._to.offer([Option(key=user.id, text=user.name) for user in others])
        self.setVisible(bool(others))

    def _check(self) -> None:
        if self._to.value():
            self.asked.emit(self._to.value())
        else:
            self._to.complain(t("Choose a colleague."))
            self._to.aim()


def _found(session: Session) -> _Found:
    """Gives who is here first, and the others by name."""
    me = session.user
    others = [user for user in users.everyone(session) if user.id != me.id]
    others.sort(key=lambda user: user.name.casefold())
    return _Found(me=me, everyone=(me, *others))
