"""Who the young person is: apart from the facts, with a line that says who can read it."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal

from merak.domain.facts import Age
from merak.domain.identity import Identity, age_on
from merak.ui.pages.autosave import word_ended
from merak.ui.widgets.banner import Banner, BannerValue
from merak.ui.widgets.boxes import Card, EvenFlow
from merak.ui.widgets.fields import TextField
from merak.ui.widgets.group_fields import DateField
from merak.ui.widgets.texts import heading, muted
from merak.ui.widgets.values import Action, Tone
from merak.ui.words import n, t


class IdentityCard(Card):
    """Number, names, birth date, own words for gender; everything may stay empty."""

    typed = Signal(bool)
    left = Signal()
    replace_asked = Signal()

    def __init__(self) -> None:
        super().__init__(14)
        self._today = date.min
        self._tag = ""
        self._notes = Banner(Tone.WARN)
        self._number = TextField(
            t("The facility's own number"),
            t("Enough for your colleagues to know who it is."),
        )
        self._name = TextField(t("Name"), t("Only if you need it here."))
        self._other = TextField(t("Other names"), t("Nicknames and names they were made to use."))
        self._birth = DateField(
            t("Birth date"), t("Only the age is kept with the answers, never the date.")
        )
        self.body.addWidget(heading(t("Who they are"), 2))
        self.body.addWidget(
            muted(
                t(
                    "Everybody who signs in on this laptop can read this part. Without a kit from"
                    " your office nobody can seal it: the facility's own number is enough, and a"
                    " name is optional."
                ),
                14,
            )
        )
        self.body.addWidget(self._notes)
        pairs = EvenFlow(16, 300)
        for field in (*self._fields(), self._birth):
            pairs.addWidget(field)
        self.body.addLayout(pairs)
        for field in self._fields():
            field.edited.connect(lambda field=field: self._edited(field))
            field.left.connect(self.left)
        self._birth.edited.connect(self._birth_edited)
        self._birth.left.connect(self._check_birth)
        self._notes.acted.connect(self.replace_asked)

    def present(self, identity: Identity, today: date) -> None:
        """Shows who it is; `today` is what an age is counted to."""
        self._today = today
        self._number.present(identity.facility_number)
        self._name.present(identity.name)
        self._other.present(identity.other_names)
        self._birth.present(identity.birth_date)

    def value(self, before: Identity) -> Identity:
        """Gives who it is as typed; a birth date that cannot be is left out, not thrown away."""
        return Identity(
            name=self._name.value().strip(),
            other_names=self._other.value().strip(),
            facility_number=self._number.value().strip(),
            birth_date=self._birth.value() if self.age() else "",
            gender_words=before.gender_words,
            tag=before.tag,
        )

    def age(self) -> Sequence[Age]:
        """Gives the age that the birth date says; none where there is no date that can be."""
        typed = self._birth.value()
        try:
            return (age_on(date.fromisoformat(typed), self._today),) if typed else ()
        except ValueError:
            return ()

    def point_out(self, notes: int, code: str) -> None:
        """Says how many notes have a name in them, and offers the code in its place."""
        words = n("{count} note has a name in it", "{count} notes have a name in them", notes)
        replace = Action(key="replace", text=t("Put {code} in its place").format(code=code))
        self._notes.present(
            BannerValue(
                tone=Tone.WARN,
                title=words.format(count=notes),
                text=t("Notes should not say who they are about. The case code is enough."),
                actions=(replace,),
            )
            if notes
            else BannerValue()
        )

    def aim(self) -> None:
        """Puts the keyboard into the first field."""
        self._number.aim()

    def _fields(self) -> Sequence[TextField]:
        return (self._number, self._name, self._other)

    def _edited(self, field: TextField) -> None:
        self.typed.emit(word_ended(field.value(), field.input.cursorPosition()))

    def _birth_edited(self) -> None:
        if self.age():
            self._birth.complain("")
        self.typed.emit(bool(self.age()) or self._birth.blank())

    def _check_birth(self) -> None:
        wrong = not self._birth.blank() and not self.age()
        self._birth.complain(
            t("That date does not exist. Type it in numbers, with the year in four.")
            if wrong
            else ""
        )
        self.left.emit()
