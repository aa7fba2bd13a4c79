"""What of a kit an office decides: each card is one decision."""

from dataclasses import replace

from PySide6.QtCore import Signal

from merak.domain.kit import ClearWhen, Policy, SealWhen
from merak.domain.kit_change import Part
from merak.services.kit_desk import KitDesk
from merak.services.make_kit import Contents
from merak.ui.pages.kit_office_documents import DocumentCard
from merak.ui.pages.kit_office_recipients import RecipientsCard
from merak.ui.pages.kit_office_sets import SetsCard
from merak.ui.pages.number_field import NumberField
from merak.ui.pages.settings_parts import section_card
from merak.ui.tasks import Tasks
from merak.ui.widgets.boxes import Card, Panel
from merak.ui.widgets.group_fields import RadioField
from merak.ui.widgets.values import Option
from merak.ui.words import t

_MOST_HOURS, _MOST_DAYS, _MOST_MINUTES = 24 * 90, 3650, 30


class KitForm(Panel):
    """The decisions, with what is wrong with them."""

    edited = Signal()

    def __init__(self, tasks: Tasks) -> None:
        super().__init__(16)
        self._held = Contents(policy=Policy(), sets=())
        self._policy, self._sets = PolicyCards(), SetsCard(tasks)
        self._directory, self._duties, self._sites = (
            DocumentCard(tasks, part) for part in (Part.DIRECTORY, Part.DUTIES, Part.SITES)
        )
        self._to = RecipientsCard(tasks)
        for part in self._parts():
            self.body.addWidget(part)
            part.edited.connect(self.edited)

    def present(self, desk: KitDesk) -> None:
        """Shows what the kit says, or what the first one would."""
        self._held = desk.contents
        self._policy.present(desk.contents.policy)
        self._sets.present(desk.sets)
        held = {one.part: one for one in desk.documents}
        for card in (self._directory, self._duties, self._sites):
            card.present(held)
        self._to.present(desk.recipients)

    def check(self) -> bool:
        """Says whether all can go into a kit; shows what cannot."""
        return self._policy.check() and self._sets.check()

    def value(self) -> Contents:
        """Returns what the next kit should say; what is not asked here stays as it is."""
        return replace(
            self._held,
            policy=self._policy.value(),
            sets=self._sets.value(),
            directory=self._directory.value(),
            duties=self._duties.value(),
            sites=self._sites.value(),
            partners=self._to.value(),
        )

    def _parts(self) -> "tuple[PolicyCards | SetsCard | DocumentCard | RecipientsCard, ...]":
        documents = (self._directory, self._duties, self._sites)
        return (self._policy, self._sets, *documents, self._to)


class PolicyCards(Panel):
    """When names are sealed, what is cleared, and when a laptop locks."""

    edited = Signal()

    def __init__(self) -> None:
        super().__init__(16)
        self._held = Policy()
        self._seal = RadioField(t("When does a laptop forget who it was?"), _seals())
        self._hours = NumberField(t("Hours after a screening is finished"), _MOST_HOURS)
        self._limit = NumberField(
            t("At most so many hours longer, while somebody must still be told"), _MOST_HOURS
        )
        self._clear = RadioField(t("When is what the office safely has cleared there?"), _clears())
        self._days = NumberField(t("Days after the receipt"), _MOST_DAYS)
        self._idle = NumberField(t("Minutes until the program locks"), _MOST_MINUTES, 1)
        self._screening = NumberField(t("Minutes until it locks in a screening"), _MOST_MINUTES, 1)
        for card in self._cards():
            self.body.addWidget(card)
        for field in (self._seal, self._clear, *self._numbers()):
            field.edited.connect(self._changed)

    def present(self, policy: Policy) -> None:
        """Shows what is decided."""
        self._held = policy
        self._seal.present(policy.seal.value)
        self._hours.present(str(policy.seal_hours))
        self._limit.present(str(policy.seal_limit_hours))
        self._clear.present(policy.clear.value)
        self._days.present(str(policy.clear_days))
        self._idle.present(str(policy.idle_lock_minutes))
        self._screening.present(str(policy.screening_lock_minutes))
        self._fit()

    def check(self) -> bool:
        """Says whether every number is one; shows which is none."""
        wrong = [one for one in self._numbers() if not one.isHidden() and not one.check()]
        if wrong:
            wrong[0].aim()
        return not wrong

    def value(self) -> Policy:
        """Returns the decisions; what is not asked here stays as it is."""
        held = self._held
        return replace(
            held,
            seal=SealWhen(self._seal.value()),
            seal_hours=self._hours.number(held.seal_hours),
            seal_limit_hours=self._limit.number(held.seal_limit_hours),
            clear=ClearWhen(self._clear.value()),
            clear_days=self._days.number(held.clear_days),
            idle_lock_minutes=self._idle.number(held.idle_lock_minutes),
            screening_lock_minutes=self._screening.number(held.screening_lock_minutes),
        )

    def _cards(self) -> tuple[Card, ...]:
        names = section_card(
            t("Names"), t("Sealed, a name can be read in this office only, on no laptop.")
        )
        for part in (self._seal, self._hours, self._limit):
            names.body.addWidget(part)
        cleared = section_card(
            t("Clearing"),
            t("Only after a receipt that says the office has made its own backup."),
        )
        cleared.body.addWidget(self._clear)
        cleared.body.addWidget(self._days)
        locks = section_card(
            t("Locking"), t("When nobody touches a laptop, or this office’s computer.")
        )
        locks.body.addWidget(self._idle)
        locks.body.addWidget(self._screening)
        return names, cleared, locks

    def _numbers(self) -> tuple[NumberField, ...]:
        return self._hours, self._limit, self._days, self._idle, self._screening

    def _changed(self) -> None:
        self._fit()
        self.edited.emit()

    def _fit(self) -> None:
        self._hours.setVisible(self._seal.value() == SealWhen.AFTER_HOURS)
        self._days.setVisible(self._clear.value() == ClearWhen.AFTER_DAYS)


def _seals() -> tuple[Option, ...]:
    return (
        Option(key=SealWhen.AT_FINISH, text=t("When a screening is finished")),
        Option(key=SealWhen.AT_HAND_OVER, text=t("When it is handed over to the office")),
        Option(key=SealWhen.AFTER_HOURS, text=t("Some hours after a screening is finished")),
    )


def _clears() -> tuple[Option, ...]:
    return (
        Option(key=ClearWhen.BY_HAND, text=t("When somebody at the laptop decides")),
        Option(key=ClearWhen.AFTER_DAYS, text=t("By itself, some days after the receipt")),
    )
