"""What the rules say so far, in words: closed until the caseworker opens it."""

from collections.abc import Iterator

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from merak.domain.assessment import UNDER_18, NearMiss, OverrideHeld, RuleHeld
from merak.domain.concern import Concern
from merak.domain.ids import ItemId, LevelId
from merak.domain.text import say
from merak.services.open_screening import OpenScreening
from merak.ui.pages import case_words
from merak.ui.widgets.banner import Banner, BannerValue
from merak.ui.widgets.boxes import Line, Panel, clear, column, row
from merak.ui.widgets.buttons import Button, Kind
from merak.ui.widgets.level_mark import LevelMark
from merak.ui.widgets.texts import body, eyebrow, heading, muted, strong
from merak.ui.words import language, n, t


class ResultPanel(Panel):
    """The level of each concern, what decided it with the answers behind it, and what is open."""

    closed = Signal()

    def __init__(self) -> None:
        super().__init__(12, (20, 18, 20, 20))
        top = row(8)
        top.addWidget(heading(t("What the rules say so far"), 3), 1)
        self._close = Button(t("Hide"), Kind.QUIET, "x")
        self._close.setToolTip(t("Key {key}").format(key="Ctrl+R"))
        self._close.clicked.connect(self.closed)
        top.addWidget(self._close, 0, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(top)
        self._list = column(12)
        self.body.addLayout(self._list)
        self.body.addStretch(1)

    def present(self, screening: OpenScreening) -> None:
        """Shows what the rules conclude from the answers so far."""
        clear(self._list)
        for part in _parts(screening):
            self._list.addWidget(part)

    def forget(self) -> None:
        """Shows nothing any more, and keeps nothing."""
        clear(self._list)

    def aim(self) -> None:
        """Puts the keyboard on hiding it."""
        self._close.setFocus(Qt.FocusReason.TabFocusReason)


def _parts(screening: OpenScreening) -> Iterator[QWidget]:
    found = screening.assessment
    yield muted(t("This is not the result. It can change with every answer."))
    for concern, level in found.concerns.items():
        yield _level(screening, concern, level)
    for held in found.overrides:
        yield _override(screening, held)
    if UNDER_18 in found.assumed:
        yield muted(t("The age is not known, so the rules count the young person as under 18."))
    if found.rules:
        yield Line()
        yield eyebrow(t("Why"))
        for rule in found.rules:
            yield _rule(screening, rule)
    if found.nearest:
        yield Line()
        yield eyebrow(t("What would be needed for more"))
        for near in found.nearest:
            yield _near(screening, near)
    yield Line()
    left = len(found.unanswered)
    yield muted(
        n(
            "{count} question has no answer yet.", "{count} questions have no answer yet.", left
        ).format(count=left)
        if left
        else t("Every question has an answer.")
    )
    if screening.indicator_set.validation.say:
        yield muted(say(screening.indicator_set.validation.say, language()))


def _level(screening: OpenScreening, concern: Concern, level: LevelId) -> QWidget:
    made = Panel(4)
    made.body.addWidget(strong(case_words.concern(concern)))
    mark = LevelMark(case_words.level(screening.indicator_set, level))
    made.body.addWidget(mark, 0, Qt.AlignmentFlag.AlignLeading)
    return made


def _override(screening: OpenScreening, held: OverrideHeld) -> QWidget:
    made = Panel(6)
    banner = Banner()
    made.body.addWidget(banner)
    banner.present(BannerValue(title=say(held.say, language()), text=held.cite))
    for sentence in _behind(screening, held.because):
        made.body.addWidget(sentence)
    return made


def _rule(screening: OpenScreening, rule: RuleHeld) -> QWidget:
    made = Panel(4)
    made.body.addWidget(body(say(rule.say, language())))
    for sentence in _behind(screening, rule.because):
        made.body.addWidget(sentence)
    return made


def _near(screening: OpenScreening, near: NearMiss) -> QWidget:
    made = Panel(2)
    made.body.addWidget(muted(case_words.level(screening.indicator_set, near.level).text))
    made.body.addWidget(body(say(near.say, language())))
    return made


def _behind(screening: OpenScreening, items: tuple[ItemId, ...]) -> Iterator[QWidget]:
    for item in screening.indicator_set.items():
        if item.id in items:
            yield muted("– " + say(item.say, language()))
