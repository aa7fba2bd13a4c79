"""The cards of one section: only these exist, and only what changed is shown anew."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication, QSizePolicy, QWidget

from merak.domain.ids import SectionId
from merak.domain.indicator_set import Section
from merak.domain.screening import Mode
from merak.domain.text import say
from merak.ui.pages.screening_values import Shown, card_value
from merak.ui.widgets.boxes import clear, column
from merak.ui.widgets.item_card import CardValue, ItemCard
from merak.ui.widgets.name_banner import NameBanner
from merak.ui.widgets.texts import Text, eyebrow, heading, muted
from merak.ui.words import language, t

_NOWHERE = SectionId("")


class SectionCards(QWidget):
    """A section's heading and its cards."""

    answered = Signal(str, str)
    cleared = Signal(str)
    detailed = Signal(str, str, str)
    noted = Signal(str, str, int)
    note_left = Signal(str)
    name_replaced = Signal(str)
    came_to = Signal(str)
    moved = Signal(QWidget)

    def __init__(self) -> None:
        super().__init__()
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._section = _NOWHERE
        self._current = ""
        self._cards: dict[str, ItemCard] = {}
        self._warnings: dict[str, NameBanner] = {}
        self._eyebrow = eyebrow("")
        self._heading: Text = heading("")
        whole = column(14)
        head = column(4, (0, 0, 0, 6))
        head.addWidget(self._eyebrow)
        head.addWidget(self._heading)
        self._how = muted("", 14)
        head.addWidget(self._how)
        whole.addLayout(head)
        self._list = column(14)
        whole.addLayout(self._list)
        self.setLayout(whole)

    def present(self, shown: Shown, section: Section) -> None:
        """Shows a section; cards that show the same already are left alone."""
        items = shown.asked(section)
        values = [card_value(shown, item) for item in items]
        if section.id != self._section or [item.id for item in items] != list(self._cards):
            at, had_focus = self._current, self._has_focus()
            self._build(section, values, shown.mode())
            if had_focus and at in self._cards:
                self.aim(at)
        sections = shown.sections()
        place = [one.id for one in sections].index(section.id) + 1
        text = t("Part {number} of {all}").format(number=place, all=len(sections))
        if self._eyebrow.text() != text:
            self._eyebrow.setText(text)
        for value in values:
            card = self._cards[value.item]
            if card.value() != value:
                card.present(value)

    def warn(self, item: str, code: str, *, named: bool) -> None:
        """Points out that a note has a name in it, or no longer has."""
        card = self._cards.get(item)
        if card is None:
            return
        banner = self._warnings.get(item)
        if banner is None and named:
            banner = self._warnings[item] = NameBanner()
            banner.hide()
            banner.replace_asked.connect(lambda item=item: self.name_replaced.emit(item))
            card.body.addWidget(banner)
        if banner is None:
            return
        if not named:
            banner.withdraw()
        elif banner.isHidden():
            banner.point_out(code)
            if card.note.hasFocus():
                self.moved.emit(banner)

    def items(self) -> Sequence[str]:
        """Gives the items there are cards for, in order."""
        return tuple(self._cards)

    def aim(self, item: str) -> None:
        """Puts the keyboard on an item's card, on the first where there is no such card."""
        card = self._cards.get(item) or next(iter(self._cards.values()), None)
        if card is not None:
            card.aim()
            self.moved.emit(card)

    def rewrite(self, item: str, text: str) -> None:
        """Puts another text into a note, so that it can be undone."""
        card = self._cards[item]
        cursor = card.note.textCursor()
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.insertText(text)
        card.note.setFocus()

    def card(self, item: str) -> ItemCard:
        """Gives the card of an item."""
        return self._cards[item]

    def note(self, item: str) -> str:
        """Gives the note of an item as it is typed."""
        return self._cards[item].note.toPlainText()

    def step(self, by: int) -> None:
        """Goes so many cards on, and stays where there are no more."""
        every = list(self._cards)
        at = every.index(self._current) + by if self._current in every else 0
        self.aim(every[max(0, min(len(every) - 1, at))])

    def _has_focus(self) -> bool:
        now = QApplication.focusWidget()
        return now is not None and self.isAncestorOf(now)

    def _build(self, section: Section, values: Sequence[CardValue], mode: Mode) -> None:
        clear(self._list)
        self._cards, self._warnings, self._current = {}, {}, ""
        self._section = section.id
        self._how.setText(_how_to_answer(mode))
        self._heading.setText(say(section.title, language()))
        for value in values:
            card = ItemCard(value)
            # Said aloud by a screen reader, so never the statement where somebody is asked.
            card.setAccessibleName(value.prompts[0] if value.prompts else value.statement)
            self._cards[value.item] = card
            self._connect(card)
            self._list.addWidget(card)

    def _connect(self, card: ItemCard) -> None:
        card.answered.connect(self.answered)
        card.cleared.connect(self.cleared)
        card.detail.connect(self.detailed)
        card.note_edited.connect(self._note_edited)
        card.note_left.connect(lambda item, _: self.note_left.emit(item))
        card.step.connect(self.step)
        card.focused.connect(self._focused)

    def _note_edited(self, item: str, text: str) -> None:
        self.noted.emit(item, text, self._cards[item].note.textCursor().position())

    def _focused(self, item: str) -> None:
        if item == self._current:
            return
        before = self._cards.get(self._current)
        if before is not None:
            before.present_current(current=False)
        self._current = item
        self._cards[item].present_current(current=True)
        self.came_to.emit(item)


def _how_to_answer(mode: Mode) -> str:
    if mode is Mode.RECORDS:
        return t("Answer from the records and from what was seen. Nobody is asked.")
    return t("Ask in your own words. Yes or no answers the statement: press S to read it.")
