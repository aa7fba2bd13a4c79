"""Settings of an office: who may open it, and which of them open names."""

from merak.services import office
from merak.services.users import People
from merak.ui.access import Role, User
from merak.ui.pages.settings_people import PeopleSection, Said
from merak.ui.widgets.person_line import PersonAct
from merak.ui.words import t

LET, STOP = "let", "stop"


class OfficePeopleSection(PeopleSection):
    """As on a laptop, with who opens names in place of giving cases."""

    def said(self) -> Said:
        """Returns the words of an office."""
        return Said(
            about=t(
                "Each opens the office with their own passphrase, and reads what is in it but for"
                " names. Those who open names decide who else does. A copy of the office made"
                " before still opens for somebody you remove."
            ),
            remove=t("Remove {name}? They can no longer open this office. This cannot be undone."),
            added=t("{name} can open this office"),
            removed=t("What they have reviewed stays."),
        )

    def marks(self, user: User, people: People) -> tuple[str, ...]:
        """Returns what stands beside a name."""
        opens = (t("Opens names"),) if user.id in people.holders else ()
        return (*super().marks(user, people), *opens)

    def acts(self, user: User, people: People) -> tuple[PersonAct, ...]:
        """Returns what the person here can do to another, or have done to themselves."""
        decides = people.me.role is Role.KEEPER and people.me.id in people.holders
        # The last one is not even asked: names would then open with the sheets alone.
        if not decides or people.holders == {user.id}:
            return super().acts(user, people)
        return (_names(user, people), *super().acts(user, people))

    def colleagues(self, people: People) -> tuple[User, ...]:  # noqa: ARG002
        """Returns nobody: cases are worked on at laptops."""
        return ()

    def act(self, key: str, user: User) -> None:
        """Does what was asked twice."""
        if key == LET:
            title = t("{name} opens names from now on").format(name=user.name)
            self.change(office.let_open_identities, user, title)
        elif key == STOP:
            title = t("{name} no longer opens names").format(name=user.name)
            more = t(
                "A copy of the vault made before still opens for them. Renew the keys as well, and"
                " no such copy opens the names that come later."
            )
            self.change(office.stop_opening_identities, user, title, more)
        else:
            super().act(key, user)


def _names(user: User, people: People) -> PersonAct:
    if user.id not in people.holders:
        return PersonAct(
            key=LET,
            text=t("Let them open names"),
            name=t("Let them open names: {name}").format(name=user.name),
            question=t(
                "{name} could then see who a young person is, with their own passphrase. Each look"
                " goes into the log."
            ).format(name=user.name),
            yes=t("Yes, let them"),
        )
    if user == people.me:
        question = t("You would see no names any more. Only somebody else can change it back.")
        text, name = t("Stop opening names"), t("Stop opening names: {name}")
    else:
        text = t("No longer let them open names")
        name = t("No longer let them open names: {name}")
        question = t(
            "{name} would see no names here any more. A copy of the vault made before still opens"
            " for them."
        ).format(name=user.name)
    return PersonAct(
        key=STOP,
        text=text,
        name=name.format(name=user.name),
        question=question,
        yes=t("Yes, stop it"),
    )
