"""Facts of the case: codes that the rules and the counts use, none of which says who it is."""

from collections.abc import Sequence
from enum import StrEnum

from PySide6.QtCore import Signal

from merak.domain.case_facts import (
    Care,
    CaseFacts,
    Citizenship,
    Gender,
    PlaceOfScreening,
    Runs,
    YesNo,
)
from merak.domain.facts import UNKNOWN_AGE, Age
from merak.ui.pages.before_ages import AGES, age_options, group_of
from merak.ui.pages.young_person_languages import LanguagesField
from merak.ui.widgets.boxes import Card, EvenFlow
from merak.ui.widgets.choice import AnswerSegments
from merak.ui.widgets.fields import ChoiceField, TextField
from merak.ui.widgets.foldaway import FoldAway
from merak.ui.widgets.texts import body, heading, muted, strong
from merak.ui.widgets.values import Option
from merak.ui.words import n, t

_OLDEST = 99


class FactsCard(Card):
    """Age, gender, care, runs, place, languages; citizenship folded away."""

    changed = Signal()
    words_typed = Signal()
    words_left = Signal()

    def __init__(self) -> None:
        super().__init__(14, (20, 16, 20, 8))
        self._from_birth: Sequence[Age] = ()
        self._group = AnswerSegments(t("Age group"))
        self._chosen_group = "unknown"
        self._years = TextField(t("Age in years, if it is known"), width=120)
        self._from_date = body("")
        self.words = TextField(t("Gender, in their own words"), t("As they say it themselves."))
        self._gender = ChoiceField(
            t("Gender, for counts"), _genders(), t("Used for counting only.")
        )
        self._care = ChoiceField(t("Where they live"), _cares())
        self._runs = ChoiceField(t("Have they run from care?"), _runs())
        self._returned = AnswerSegments(t("Have they come back from a run just now?"))
        self._was_returned = YesNo.NOT_PROVIDED
        self._place = ChoiceField(t("Where this screening happens"), _places())
        self._languages = LanguagesField()
        self._apart = FoldAway(t("Citizenship"), t("Only where a duty to report needs it."))
        self._citizenship = ChoiceField(t("Citizenship"), _citizenships())
        self._lay_out()
        self._connect()

    def present(self, facts: CaseFacts, gender_words: str) -> None:
        """Shows what is known."""
        self._show_age(facts.age)
        self.words.present(gender_words)
        self._gender.present(facts.gender)
        self._care.present(facts.care)
        self._runs.present(facts.runs)
        self._was_returned = facts.returned_from_run
        self._returned.present(_yes_or_no(), self._was_returned)
        self._place.present(facts.place)
        self._languages.present(facts.languages)
        self._citizenship.present(facts.citizenship)

    def take_age(self, from_birth: Sequence[Age]) -> None:
        """Shows the age that a birth date says instead of asking for it."""
        self._from_birth = from_birth
        for part in (self._group, self._years):
            part.setVisible(not from_birth)
        if from_birth:
            years = from_birth[0].at_least
            words = n(
                "{years} year old, by the birth date", "{years} years old, by the birth date", years
            )
            self._from_date.setText(words.format(years=years))
        self._from_date.setVisible(bool(from_birth))

    def value(self) -> CaseFacts:
        """Gives what is known."""
        return CaseFacts(
            age=self._age(),
            gender=Gender(self._gender.value()),
            citizenship=Citizenship(self._citizenship.value()),
            care=Care(self._care.value()),
            runs=Runs(self._runs.value()),
            returned_from_run=self._was_returned,
            place=PlaceOfScreening(self._place.value()),
            languages=self._languages.value(),
        )

    def _age(self) -> Age:
        if self._from_birth:
            return self._from_birth[0]
        typed = self._years.value().strip()
        if typed.isdecimal() and int(typed) <= _OLDEST:
            return Age(at_least=int(typed), at_most=int(typed))
        return AGES.get(self._chosen_group, UNKNOWN_AGE)

    def _show_age(self, age: Age) -> None:
        self._chosen_group = group_of(age)
        self._group.present(age_options(), self._chosen_group)
        exact = age.at_least == age.at_most
        if exact or self._years.value().strip().isdecimal():
            self._years.present(str(age.at_least) if exact else "")

    def _lay_out(self) -> None:
        self.body.addWidget(heading(t("Facts of the case"), 2))
        self.body.addWidget(
            muted(t("These go with the answers. None of them says who the young person is."), 14)
        )
        self.body.addWidget(strong(t("Age")))
        for part in (self._from_date, self._group, self._years):
            self.body.addWidget(part)
        self._from_date.hide()
        pairs = EvenFlow(16, 300)
        for field in (
            self.words,
            self._gender,
            self._care,
            self._runs,
            self._place,
            self._languages,
        ):
            pairs.addWidget(field)
        self.body.addLayout(pairs)
        self.body.addWidget(strong(t("Have they come back from a run just now?")))
        self.body.addWidget(self._returned)
        self._apart.body.addWidget(self._citizenship)
        self.body.addWidget(self._apart)

    def _connect(self) -> None:
        self._group.chosen.connect(self._group_chosen)
        self._group.cleared.connect(lambda: self._group_chosen("unknown"))
        self._years.edited.connect(self._years_typed)
        self._years.left.connect(self._check_years)
        self.words.edited.connect(self.words_typed)
        self.words.left.connect(self.words_left)
        self._returned.chosen.connect(self._returned_chosen)
        self._returned.cleared.connect(lambda: self._returned_chosen(YesNo.NOT_PROVIDED))
        for field in (self._gender, self._care, self._runs, self._place, self._citizenship):
            field.edited.connect(self.changed)
        self._languages.changed.connect(self.changed)

    def _group_chosen(self, key: str) -> None:
        # A group chosen after an age in years takes its place.
        self._years.present("")
        self._chosen_group = key
        self.changed.emit()

    def _years_typed(self) -> None:
        typed = self._years.value().strip()
        if typed.isdecimal() and int(typed) <= _OLDEST:
            self._years.complain("")
            years = int(typed)
            self._chosen_group = group_of(Age(at_least=years, at_most=years))
            self._group.present(age_options(), self._chosen_group)
        self.changed.emit()

    def _check_years(self) -> None:
        typed = self._years.value().strip()
        fine = not typed or (typed.isdecimal() and int(typed) <= _OLDEST)
        self._years.complain("" if fine else t("Type the age as a number, like 15."))

    def _returned_chosen(self, key: str) -> None:
        self._was_returned = YesNo(key)
        self.changed.emit()


def _options(words: dict[StrEnum, str]) -> Sequence[Option]:
    return tuple(Option(key=key, text=text) for key, text in words.items())


def _yes_or_no() -> Sequence[Option]:
    return (
        Option(key=YesNo.YES, text=t("Yes"), icon="check"),
        Option(key=YesNo.NO, text=t("No"), icon="minus"),
        Option(key=YesNo.NOT_PROVIDED, text=t("Not known"), icon="circle-question-mark"),
    )


def _genders() -> Sequence[Option]:
    return _options(
        {
            Gender.NOT_PROVIDED: t("Not said"),
            Gender.GIRL: t("Girl"),
            Gender.BOY: t("Boy"),
            Gender.TRANSGENDER: t("Transgender"),
            Gender.ANOTHER: t("Another gender"),
        }
    )


def _cares() -> Sequence[Option]:
    return _options(
        {
            Care.NOT_PROVIDED: t("Not known"),
            Care.FAMILY: t("With family"),
            Care.KINSHIP: t("With relatives, placed there"),
            Care.FOSTER: t("In foster care"),
            Care.GROUP_HOME: t("In a group home"),
            Care.SHELTER: t("In a shelter"),
            Care.DETENTION: t("In detention"),
            Care.ON_OWN: t("On their own"),
        }
    )


def _runs() -> Sequence[Option]:
    return _options(
        {
            Runs.NOT_PROVIDED: t("Not known"),
            Runs.NEVER: t("Never"),
            Runs.ONCE: t("Once"),
            Runs.SEVERAL: t("More than once"),
        }
    )


def _places() -> Sequence[Option]:
    return _options(
        {
            PlaceOfScreening.NOT_PROVIDED: t("Not said"),
            PlaceOfScreening.DETENTION: t("In detention"),
            PlaceOfScreening.SHELTER: t("In a shelter"),
            PlaceOfScreening.CHILD_WELFARE_OFFICE: t("In a child welfare office"),
            PlaceOfScreening.SCHOOL_OR_CLINIC: t("In a school or clinic"),
            PlaceOfScreening.ELSEWHERE: t("Somewhere else"),
        }
    )


def _citizenships() -> Sequence[Option]:
    return _options(
        {
            Citizenship.NOT_PROVIDED: t("Not asked"),
            Citizenship.US_CITIZEN: t("United States citizen"),
            Citizenship.FOREIGN_NATIONAL: t("From another country"),
        }
    )
