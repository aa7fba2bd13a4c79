"""What of a kit an office decides: when names are sealed, what is cleared, which sets go along."""

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import Signal

from merak.domain.kit import Addressee, ClearWhen, Document, Policy, Purpose, SealWhen
from merak.domain.text import say
from merak.services.kit_desk import KitDesk, OfferedSet
from merak.services.make_kit import Contents
from merak.ui.pages.settings_parts import section_card
from merak.ui.widgets.boxes import Panel, clear
from merak.ui.widgets.fields import Field, TextField
from merak.ui.widgets.group_fields import RadioField
from merak.ui.widgets.sentences import Sentences
from merak.ui.widgets.texts import muted
from merak.ui.widgets.ticks import Tick
from merak.ui.widgets.values import Option
from merak.ui.words import language, n, t

_MOST_HOURS, _MOST_DAYS = 24 * 90, 3650


class KitForm(Panel):
    """The decisions, with what is wrong with them."""

    edited = Signal()

    def __init__(self) -> None:
        super().__init__(16)
        self._held = Contents(policy=Policy(), sets=())
        self._ticks: Mapping[str, tuple[Tick, Document]] = {}
        self._seal = RadioField(t("When does a laptop forget who it was?"), _seals())
        self._hours = _Number(t("Hours after a screening is finished"), _MOST_HOURS)
        self._limit = _Number(
            t("At most so many hours longer, while somebody must still be told"), _MOST_HOURS
        )
        self._clear = RadioField(t("When is what the office safely has cleared there?"), _clears())
        self._days = _Number(t("Days after the receipt"), _MOST_DAYS)
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
        sets = section_card(t("Indicator sets"), t("What the laptops can screen with."))
        self._sets, self._no_set = Panel(6), muted("")
        sets.body.addWidget(self._sets)
        sets.body.addWidget(self._no_set)
        to = section_card(t("Who can open what laptops hand over"))
        self._to = Panel(8)
        to.body.addWidget(self._to)
        for card in (names, cleared, sets, to):
            self.body.addWidget(card)
        for field in (self._seal, self._hours, self._limit, self._clear, self._days):
            field.edited.connect(self._changed)

    def present(self, desk: KitDesk) -> None:
        """Shows what the kit says, or what the first one would."""
        self._held = desk.contents
        policy = desk.contents.policy
        self._seal.present(policy.seal.value)
        self._hours.present(str(policy.seal_hours))
        self._limit.present(str(policy.seal_limit_hours))
        self._clear.present(policy.clear.value)
        self._days.present(str(policy.clear_days))
        self._present_sets(desk.sets)
        clear(self._to.body)
        self._to.body.addWidget(
            Sentences(_recipients(desk.contents.partners), "key-round", "muted")
        )
        self._fit()

    def check(self) -> bool:
        """Says whether all can go into a kit; shows what cannot."""
        wrong: list[Field] = [
            field
            for field in (self._hours, self._limit, self._days)
            if not field.isHidden() and not field.check()
        ]
        if wrong:
            wrong[0].aim()
            return False
        ids = [document.id for tick, document in self._ticks.values() if tick.isChecked()]
        if not ids:
            self._no_set.setText(t("Choose one set at least: without it nobody can screen."))
        elif len(ids) != len(set(ids)):
            self._no_set.setText(t("Choose one version only of each set."))
        else:
            self._no_set.setText("")
        self._no_set.setVisible(bool(self._no_set.text()))
        return not self._no_set.text()

    def value(self) -> Contents:
        """Returns what the next kit should say; what is not asked here stays as it is."""
        policy = replace(
            self._held.policy,
            seal=SealWhen(self._seal.value()),
            seal_hours=self._hours.number(self._held.policy.seal_hours),
            seal_limit_hours=self._limit.number(self._held.policy.seal_limit_hours),
            clear=ClearWhen(self._clear.value()),
            clear_days=self._days.number(self._held.policy.clear_days),
        )
        sets = tuple(document for tick, document in self._ticks.values() if tick.isChecked())
        return replace(self._held, policy=policy, sets=sets)

    def _present_sets(self, offered: tuple[OfferedSet, ...]) -> None:
        clear(self._sets.body)
        ticks: dict[str, tuple[Tick, Document]] = {}
        for one in offered:
            tick = Tick(
                t("{title}, version {version}").format(
                    title=say(one.title, language()), version=one.document.version
                )
            )
            tick.setChecked(one.is_in)
            tick.clicked.connect(self._changed)
            ticks[one.document.sha256] = (tick, one.document)
            self._sets.body.addWidget(tick)
        self._ticks = ticks
        self._no_set.hide()

    def _changed(self) -> None:
        self._fit()
        self.edited.emit()

    def _fit(self) -> None:
        self._hours.setVisible(self._seal.value() == SealWhen.AFTER_HOURS)
        self._days.setVisible(self._clear.value() == ClearWhen.AFTER_DAYS)


class _Number(TextField):
    """A field for a whole number."""

    def __init__(self, label: str, most: int) -> None:
        super().__init__(label, width=120)
        self._most = most
        self.edited.connect(lambda: self.complain(""))

    def check(self) -> bool:
        """Says whether it is a number that can be; asks for one where it is none."""
        typed = self.value().strip()
        good = typed.isascii() and typed.isdigit() and int(typed) <= self._most
        asked = t("Type a whole number up to {most}.").format(most=self._most)
        self.complain("" if good else asked)
        return good

    def number(self, else_: int) -> int:
        """Returns the number, or the one given where it is not asked for now."""
        return int(self.value()) if not self.isHidden() else else_


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


def _recipients(partners: tuple[Addressee, ...]) -> tuple[str, ...]:
    lines = (t("This office."), t("Two of its three recovery sheets, when this office is lost."))
    count = sum(one.purpose is Purpose.PARTNER for one in partners)
    if not count:
        return lines
    said = n("{count} partner office.", "{count} partner offices.", count)
    return (*lines, said.format(count=count))
