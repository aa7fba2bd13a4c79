"""How far a screening is, as a ring and in words, and how far long work is, as a bar."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QProgressBar, QWidget

from merak.ui import icons, theme
from merak.ui.widgets.boxes import column, row
from merak.ui.widgets.buttons import Button
from merak.ui.widgets.texts import Text, muted
from merak.ui.words import t


class Ring(QProgressBar):
    """A progress bar painted as a ring, with a tick when all is done."""

    def __init__(self) -> None:
        super().__init__()
        self.setTextVisible(False)
        self.retheme()

    def retheme(self) -> None:
        """Takes its size."""
        self.setFixedSize(theme.px(44), theme.px(44))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Paints the ring."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width = theme.px(5)
        inset = width / 2 + 0.5
        area = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        painter.setPen(QPen(theme.colour("track"), width))
        painter.drawEllipse(area)
        part = self.value() / max(1, self.maximum())
        pen = QPen(theme.colour("primary"), width)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        if part > 0:
            # Clockwise from the top in every language, like a clock.
            painter.drawArc(area, 90 * 16, round(-part * 360 * 16))
        if part >= 1:
            tick = icons.pixmap("check", "primary", 20, self.devicePixelRatioF())
            inset = (self.width() - theme.px(20)) / 2
            painter.drawPixmap(QPointF(inset, inset), tick)
        painter.end()


class Progress(QWidget):
    """A ring with a title and "12 of 19 answered" beside it."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self._ring = Ring()
        self._ring.setAccessibleName(title)
        self._words = muted("")
        beside = column(1)
        beside.addStretch(1)
        beside.addWidget(Text(title, 15, theme.Weight.DemiBold))
        beside.addWidget(self._words)
        beside.addStretch(1)
        whole = row(14)
        whole.addWidget(self._ring)
        whole.addLayout(beside, 1)
        self.setLayout(whole)

    def present(self, done: int, total: int) -> None:
        """Shows how many of how many are answered."""
        self._ring.setMaximum(max(1, total))
        self._ring.setValue(done)
        words = t("{done} of {total} answered").format(done=done, total=total)
        self._words.setText(words)
        self._ring.setAccessibleDescription(words)


class Bar(QProgressBar):
    """A plain bar for long work; with a total of 0 it only shows that work goes on."""

    def __init__(self) -> None:
        super().__init__()
        self.setTextVisible(False)
        self.retheme()

    def retheme(self) -> None:
        """Takes its height."""
        self.setFixedHeight(theme.px(8))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Paints the bar."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        area = QRectF(self.rect())
        radius = area.height() / 2
        painter.setBrush(theme.colour("track"))
        painter.drawRoundedRect(area, radius, radius)
        part = self.value() / self.maximum() if self.maximum() else 0.3
        done = max(area.height(), area.width() * part) if part > 0 else 0
        right = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        painter.setBrush(theme.colour("primary"))
        x = area.width() - done if right else 0
        painter.drawRoundedRect(QRectF(x, 0, done, area.height()), radius, radius)
        painter.end()


class WorkBar(QWidget):
    """Long work: what is done, how far it is, and a button to cancel it (`cancel`)."""

    def __init__(self) -> None:
        super().__init__()
        self._words = Text("", 14, theme.Weight.Medium)
        self._bar = Bar()
        self.cancel = Button(t("Cancel"))
        beside = column(6)
        beside.addWidget(self._words)
        beside.addWidget(self._bar)
        whole = row(16)
        whole.addLayout(beside, 1)
        whole.addWidget(self.cancel)
        self.setLayout(whole)

    def present(self, words: str, done: int, total: int) -> None:
        """Shows the words and how far the work is; with a total of 0 it is not known."""
        self._words.setText(words)
        self._bar.setAccessibleName(words)
        self._bar.setMaximum(total)
        self._bar.setValue(done)
