"""How the screening page is laid out: parts beside, cards in the middle, rules at the far side."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QWidget
from shiboken6 import isValid

from merak.ui import focus, theme
from merak.ui.widgets.boxes import Box, Panel, column, restyle, row
from merak.ui.widgets.page import Scroll

_COLUMN = 880
_FOLDS_UNDER = 1120
_FOLDS_OVER = 1.5
_RAIL = 344
_GAP = 16


class ScreeningShell(QWidget):
    """Put cards into `middle`. With little room the side gives way to the line above the cards."""

    def __init__(self, side: QWidget, line: QWidget, foot: QWidget, rail: QWidget) -> None:
        super().__init__()
        self._side, self._line = side, line
        self.middle = Panel(14)
        self.middle.body.addStretch(1)
        self._around = row(0, (24, 24, 24, 28))
        self._inside = _centred(self.middle, self._around)
        self._at: QWidget | None = None
        self._inside.installEventFilter(self)
        self.area = Scroll(self._inside)
        self._centre = QWidget()
        centre = column(0)
        self._above = Panel(8, (24, 12, 24, 0))
        self._above.hide()
        centre.addWidget(line)
        centre.addWidget(self._above)
        centre.addWidget(self.area, 1)
        centre.addWidget(foot)
        self._centre.setLayout(centre)
        self._rail = QFrame()
        self._rail.setObjectName("rail")
        inside = column(0)
        inside.addWidget(Scroll(rail))
        self._rail.setLayout(inside)
        self._rail.hide()
        whole = row(0)
        whole.addWidget(side)
        whole.addWidget(self._centre, 1)
        whole.addWidget(self._rail)
        self.setLayout(whole)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._follow)
        self.retheme()

    def add(self, part: QWidget) -> None:
        """Puts a part below those before it."""
        self.middle.body.insertWidget(self.middle.body.count() - 1, part)

    def add_above(self, part: QWidget) -> None:
        """Puts a part above the cards, where it stays while they scroll."""
        self._above.body.addWidget(part)
        part.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keeps no room above the cards while nothing is shown there; follows what grows."""
        if watched is self._inside:
            if event.type() == QEvent.Type.Resize:
                QTimer.singleShot(0, self, self._grown)
        elif event.type() in (QEvent.Type.HideToParent, QEvent.Type.ShowToParent):
            parts = self._above.findChildren(
                QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly
            )
            self._above.setVisible(any(not part.isHidden() for part in parts))
        return super().eventFilter(watched, event)

    def rail_is_open(self) -> bool:
        """Says whether the rail is shown."""
        return not self._rail.isHidden()

    def turn_rail(self) -> None:
        """Shows the rail or hides it; with little room it stands in place of the cards."""
        self._rail.setVisible(self._rail.isHidden())
        self._fold()

    def folded(self) -> bool:
        """Says whether the side has given way to the line above the cards."""
        scale = theme.current().scale
        return scale > _FOLDS_OVER or self.width() / scale < _FOLDS_UNDER

    def reveal(self, part: QWidget) -> None:
        """Scrolls until a part is seen whole, from its top where it is taller than the view."""
        # What has just been made or opened has its place only later.
        QTimer.singleShot(0, self, lambda: self._reveal(part))

    def stay_with(self, part: QWidget) -> None:
        """Keeps a part in view while it grows, as long as the keyboard is in it."""
        self._at = part

    def _follow(self, _: QWidget | None, now: QWidget | None) -> None:
        # Between the press and the release of a mouse button nothing may move under it.
        if now is not None and self._inside.isAncestorOf(now) and focus.by_keyboard():
            QTimer.singleShot(0, self, lambda: self._bring(now))

    def _grown(self) -> None:
        now = QApplication.focusWidget()
        if now is None or not self._inside.isAncestorOf(now) or not focus.by_keyboard():
            return
        at = self._at
        if at is not None and isValid(at) and at.isAncestorOf(now) and self._fits(at):
            self._reveal(at)
        else:
            self._bring(now)

    def _fits(self, part: QWidget) -> bool:
        return part.height() + 2 * theme.px(_GAP) <= self.area.viewport().height()

    def _bring(self, part: QWidget) -> None:
        if isValid(part) and part.isVisible():
            self.area.ensureWidgetVisible(part, 0, theme.px(24))

    def _reveal(self, part: QWidget) -> None:
        if not isValid(part) or not part.isVisible():
            return
        self._around.activate()
        top = part.mapTo(self._inside, part.rect().topLeft()).y()
        gap, bar = theme.px(_GAP), self.area.verticalScrollBar()
        if top - gap < bar.value() or not self._fits(part):
            bar.setValue(top - gap)
        else:
            bottom = top + part.height() + gap - self.area.viewport().height()
            bar.setValue(max(bar.value(), bottom))

    def retheme(self) -> None:
        """Takes lengths at the current size."""
        self.middle.setMaximumWidth(theme.px(_COLUMN))
        mirrored = self.isRightToLeft()
        restyle(self._rail, "mirrored", "true" if mirrored else "false")
        self._fold()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Folds the side where there is no room for it."""
        super().resizeEvent(event)
        self._fold()

    def changeEvent(self, event: QEvent) -> None:
        """Follows the direction of reading."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self.retheme()

    def minimumSizeHint(self) -> QSize:
        """Lets the window be small; what does not fit scrolls."""
        return QSize(320, 240)

    def _fold(self) -> None:
        folded, ruled = self.folded(), self.rail_is_open()
        self._side.setVisible(not folded)
        self._line.setVisible(folded)
        self._centre.setVisible(not (folded and ruled))
        self._rail.setMinimumWidth(theme.px(_RAIL) if not folded else 0)
        self._rail.setMaximumWidth(theme.px(_RAIL) if not folded else 16_777_215)


def _centred(inner: QWidget, around: Box) -> QWidget:
    made = QWidget()
    around.addStretch(1)
    around.addWidget(inner, 1_000)
    around.addStretch(1)
    made.setLayout(around)
    return made
