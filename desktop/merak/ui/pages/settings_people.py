"""Settings: who may open this laptop's vault, and giving one's open cases to a colleague."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import cast

from PySide6.QtWidgets import QWidget

from merak.domain.ids import UserId
from merak.services import cases, users
from merak.services.given import Chance
from merak.services.session import Session
from merak.services.users import People
from merak.ui.access import Role, User, Wrong, wrong
from merak.ui.messages import say as say_error
from merak.ui.pages.settings_parts import Outcome, section_card
from merak.ui.pages.settings_people_give import GiveCases
from merak.ui.pages.settings_people_new import NewPerson
from merak.ui.tasks import Tasks
from merak.ui.widgets.boxes import Flow, Line, Panel, clear
from merak.ui.widgets.buttons import Button, Kind
from merak.ui.widgets.person_line import PersonAct, PersonLine
from merak.ui.widgets.secret import forget
from merak.ui.words import n, t

REMOVE, MAKE_KEEPER, NO_KEEPER = "remove", "make_keeper", "no_keeper"


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What is said otherwise on a laptop than in an office; `{name}` is whom it is about."""

    about: str
    remove: str
    added: str
    removed: str


class PeopleSection(Panel):
    """The people, a way to add one for a keeper, and a way to give cases for everyone."""

    def __init__(self, tasks: Tasks, chance: Chance) -> None:
        super().__init__(16)
        self._tasks = tasks
        self._outcome = Outcome()
        self._said = self.said()
        self._list = section_card(about=self._said.about)
        self._lines = Panel(0)
        self._opens = Panel(0)
        self._opener, line = Button(t("Add a person"), Kind.DEFAULT, "user-plus"), Flow()
        line.addWidget(self._opener)
        self._opens.body.addLayout(line)
        self._list.body.addWidget(self._lines)
        self._list.body.addWidget(self._opens)
        self._new = NewPerson(chance)
        self._give = GiveCases()
        for part in (self._outcome, self._list, self._new, self._give):
            self.body.addWidget(part)
        for later in (self._opens, self._new, self._give):
            later.hide()
        self._opener.clicked.connect(self._open_form)
        self._new.left.connect(self._close_form)
        self._new.asked.connect(self._add)
        self._give.asked.connect(self._give_cases)
        self._load()

    def aim(self) -> None:
        """Leaves the focus where it is: there may be nothing to type here."""

    def wipe(self) -> None:
        """Overwrites what is typed."""
        self._new.passphrase.wipe()

    # What an office says and does otherwise.

    def said(self) -> Said:
        """Returns the words of a laptop."""
        return Said(
            about=t(
                "Each opens it with their own passphrase. A keeper adds and removes people. "
                "A copy of the disk made before still opens for somebody you remove."
            ),
            remove=t("Remove {name}? They can no longer open this laptop. This cannot be undone."),
            added=t("{name} can open this laptop"),
            removed=t("Their open cases and drafts stay on this laptop."),
        )

    def marks(self, user: User, people: People) -> tuple[str, ...]:
        """Returns what stands beside a name."""
        mine = t("You") if user == people.me else ""
        keeper = t("Keeper") if user.role is Role.KEEPER else ""
        return tuple(filter(None, (mine, keeper)))

    def acts(self, user: User, people: People) -> tuple[PersonAct, ...]:
        """Returns what the person here can do to another."""
        if people.me.role is not Role.KEEPER or user == people.me:
            return ()
        remove = PersonAct(
            key=REMOVE,
            text=t("Remove"),
            name=t("Remove {name}").format(name=user.name),
            question=self._said.remove.format(name=user.name),
            yes=t("Yes, remove"),
            yes_kind=Kind.DANGER,
        )
        return (_role(user), remove)

    def colleagues(self, people: People) -> tuple[User, ...]:
        """Returns to whom open cases can be given."""
        return people.others

    def act(self, key: str, user: User) -> None:
        """Does what was asked twice."""
        if key == REMOVE:
            self.change(users.remove, user, t("Removed"), self._said.removed)
            return
        role, title = {
            MAKE_KEEPER: (Role.KEEPER, t("{name} is a keeper now")),
            NO_KEEPER: (Role.CASEWORKER, t("{name} is no longer a keeper")),
        }[key]
        self.change(
            lambda session, id_: users.change_role(session, id_, role),
            user,
            title.format(name=user.name),
        )

    def change(
        self, change: Callable[[Session, UserId], None], user: User, done: str, more: str = ""
    ) -> None:
        """Does it, says so, and shows everybody anew."""

        def changed(_: object) -> None:
            self._outcome.done(done, more)
            self._load()

        self._outcome.forget()
        self._tasks.change(
            self, lambda session: change(session, user.id), changed, failed=self._not_changed
        )

    def _load(self) -> None:
        self._tasks.read(self, users.people, self._present, failed=self._outcome.refused)

    def _present(self, people: People) -> None:
        # The stubs leave out that there may be none.
        pressed = cast("QWidget | None", self.window().focusWidget())
        goes = pressed is not None and self._lines.isAncestorOf(pressed)
        clear(self._lines.body)
        for number, user in enumerate((people.me, *people.others)):
            if number:
                self._lines.body.addWidget(Line())
            marks, acts = self.marks(user, people), self.acts(user, people)
            line = PersonLine(user.name, marks, acts)
            line.acted.connect(partial(self._asked, user))
            self._lines.body.addWidget(line)
        self._opens.setVisible(people.me.role is Role.KEEPER and self._new.isHidden())
        self._give.present(self.colleagues(people))
        # The button that was pressed is gone: the keyboard stays beside the list.
        if goes:
            self._opener.setFocus()

    def _asked(self, user: User, key: str) -> None:
        self.act(key, user)

    def _not_changed(self, error: Exception) -> None:
        self._outcome.refused(error)
        self._load()

    def _open_form(self) -> None:
        self._outcome.forget()
        self._opens.hide()
        self._new.show()
        self._new.aim()

    def _close_form(self) -> None:
        self._new.hide()
        self._opens.show()
        self._opener.setFocus()

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
            self._said.added.format(name=user.name),
            t("With their own name and passphrase."),
        )
        self._load()

    def _not_added(self, error: Exception) -> None:
        self._new.setEnabled(True)
        if wrong(error) is Wrong.NAME:
            self._new.complain(say_error(error).text)
        else:
            self._outcome.refused(error)

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


def _role(user: User) -> PersonAct:
    if user.role is Role.KEEPER:
        return PersonAct(
            key=NO_KEEPER,
            text=t("No longer a keeper"),
            name=t("No longer a keeper: {name}").format(name=user.name),
            question=t("{name} would no longer add and remove people. They still open it.").format(
                name=user.name
            ),
            yes=t("Yes, change it"),
        )
    return PersonAct(
        key=MAKE_KEEPER,
        text=t("Make a keeper"),
        name=t("Make a keeper: {name}").format(name=user.name),
        question=t("{name} could then add and remove people as well, even you.").format(
            name=user.name
        ),
        yes=t("Yes, make a keeper"),
    )
