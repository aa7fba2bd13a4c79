"""What every page stands in: a column that scrolls, a foot with buttons, and side rails."""

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QWidget

from merak.ui import theme
from merak.ui.widgets.boxes import Box, Panel, column, restyle_alone, row
from merak.ui.widgets.buttons import Button, Kind
from merak.ui.widgets.texts import Text, eyebrow, heading, lead

_COLUMN = 800
_RAIL_FOLDS_UNDER = 1120
_SIDE_FOLDS_UNDER = 840
_SIDE_WIDTH = 288
_RAIL_WIDTH = 336


class _Held(QWidget):
    """What lies in a scroll area. Its height follows from the width it is given.

    Qt would take the height it had at its smallest width as the least it may have, and leave
    room below that nobody needs.
    """

    def __init__(self, inner: QWidget) -> None:
        super().__init__()
        self.setObjectName("clear")
        whole = column(0)
        whole.addWidget(inner)
        self.setLayout(whole)

    def minimumSizeHint(self) -> QSize:
        """Returns the least width only."""
        return QSize(super().minimumSizeHint().width(), 0)


class Scroll(QScrollArea):
    """A scroll area that shows one widget at full width."""

    def __init__(self, inner: QWidget) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # One of our own: for one of Qt's, PySide first loads every widget class there is.
        self.setViewport(QWidget())
        held = _Held(inner)
        self.setWidget(held)
        held.setAutoFillBackground(False)

    def reveal(self, widget: QWidget) -> None:
        """Scrolls until a widget is seen."""
        self.ensureWidgetVisible(widget, 0, theme.px(24))


class _Rail(QFrame):
    """A strip at one side, scrolling by itself."""

    def __init__(self, place: str, width: float, inner: QWidget, name: str) -> None:
        super().__init__()
        self.setObjectName(place)
        self._width = width
        self.close_button = Button(name, Kind.QUIET, "x")
        self.close_button.hide()
        whole = column(0)
        whole.addWidget(self.close_button)
        whole.addWidget(Scroll(inner), 1)
        self.setLayout(whole)
        self.retheme()

    def retheme(self) -> None:
        """Takes its width and the side its line is on."""
        self.setFixedWidth(theme.px(self._width))
        right = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        restyle_alone(self, "mirrored", "true" if right else "false")

    def spread(self) -> None:
        """Takes all the width there is, where it stands alone."""
        self.setMinimumWidth(0)
        self.setMaximumWidth(16_777_215)

    def changeEvent(self, event: QEvent) -> None:
        """Follows the direction of reading."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self.retheme()


class Page(QWidget):
    """A page: `body` is the column to put things in, `foot` the row of its buttons.

    A side rail (`set_side`, leading) and a result rail (`set_rail`, trailing) fold away where
    there is no room; then a button above the title opens them in place of the page.
    """

    folded = Signal()

    def __init__(
        self, title: str, lead_text: str = "", eyebrow_text: str = "", gap: float = 14
    ) -> None:
        super().__init__()
        self.setObjectName("canvas")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.body: Box = column(gap)
        self.foot: Box = row(12, (32, 12, 32, 12))
        self._eyebrow = eyebrow(eyebrow_text)
        self._title = heading(title)
        self._lead = lead(lead_text)
        self._side: _Rail | None = None
        self._rail: _Rail | None = None
        self._openers: dict[QWidget, Button] = {}
        self._opened: _Rail | None = None
        self._column = self._make_column()
        self.area = Scroll(self._centred(self._column))
        self._foot = QFrame()
        self._foot.setObjectName("foot")
        self._foot.setLayout(self.foot)
        self._foot.hide()
        self._main = QWidget()
        main = column(0)
        main.addWidget(self.area, 1)
        self._main.setLayout(main)
        self._whole = row(0)
        self._whole.addWidget(self._main, 1)
        outer = column(0)
        outer.addLayout(self._whole, 1)
        main.addWidget(self._foot)
        self.setLayout(outer)
        self.present_title(title, lead_text, eyebrow_text)

    def present_title(self, title: str, lead_text: str = "", eyebrow_text: str = "") -> None:
        """Shows another title, sentence below it, and small line above it."""
        for label, text in (
            (self._title, title),
            (self._lead, lead_text),
            (self._eyebrow, eyebrow_text),
        ):
            label.setText(text)
            label.setVisible(bool(text))
        self.setAccessibleName(title)

    def set_foot(
        self, *, back: Button | None = None, note: str = "", forward: Button | None = None
    ) -> Text:
        """Shows the foot with a button at each end; returns the note between, to change it."""
        said = Text(note, 13, tone="muted")
        said.setAlignment(Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter)
        if back is not None:
            self.foot.addWidget(back)
        self.foot.addWidget(said, 1)
        if forward is not None:
            self.foot.addWidget(forward)
        self._foot.show()
        return said

    def set_side(self, inner: QWidget, name: str, width: float = _SIDE_WIDTH) -> None:
        """Puts a rail at the leading side; `name` says what it is when it is folded away."""
        self._side = _Rail("side", width, inner, name)
        self._whole.insertWidget(0, self._side)
        self._add_opener(self._side, name, "panel-left")

    def set_rail(self, inner: QWidget, name: str, width: float = _RAIL_WIDTH) -> None:
        """Puts a rail at the trailing side; it folds away before the side does."""
        self._rail = _Rail("rail", width, inner, name)
        self._whole.addWidget(self._rail)
        self._add_opener(self._rail, name, "panel-right")

    def show_page(self) -> None:
        """Closes a rail that was opened in place of the page."""
        self._opened = None
        self._fold()

    def retheme(self) -> None:
        """Takes the width of the column and folds anew."""
        self._column.setMaximumWidth(theme.px(_COLUMN))
        self._fold()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Folds the rails where there is no room for them."""
        super().resizeEvent(event)
        self._fold()

    def minimumSizeHint(self) -> QSize:
        """Lets the window be small; what does not fit scrolls."""
        return QSize(320, 240)

    def _make_column(self) -> Panel:
        made = Panel(8)
        made.setMaximumWidth(theme.px(_COLUMN))
        self._opening = row(8)
        self._opening.addStretch(1)
        head = column(8, (0, 0, 0, 10))
        for label in (self._eyebrow, self._title, self._lead):
            head.addWidget(label)
        made.body.addLayout(self._opening)
        made.body.addLayout(head)
        made.body.addLayout(self.body)
        made.body.addStretch(1)
        return made

    def _centred(self, inner: QWidget) -> QWidget:
        made = QWidget()
        around = row(0, (32, 28, 32, 28))
        around.addStretch(1)
        around.addWidget(inner, 1_000)
        around.addStretch(1)
        made.setLayout(around)
        made.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        return made

    def _add_opener(self, rail: _Rail, name: str, icon: str) -> None:
        opener = Button(name, Kind.QUIET, icon)
        opener.clicked.connect(lambda _=False: self._open(rail))
        rail.close_button.clicked.connect(lambda _=False: self.show_page())
        self._opening.insertWidget(self._opening.count() - 1, opener)
        self._openers[rail] = opener
        self._fold()

    def _open(self, rail: _Rail) -> None:
        self._opened = rail
        self._fold()
        rail.close_button.setFocus()

    def _fold(self) -> None:
        width = self.width() / theme.current().scale
        room = {
            self._side: width >= _SIDE_FOLDS_UNDER,
            self._rail: width >= _RAIL_FOLDS_UNDER,
        }
        if self._opened is not None and room[self._opened]:
            self._opened = None
        for rail, fits in room.items():
            if rail is None:
                continue
            alone = rail is self._opened
            self._openers[rail].setVisible(not fits)
            rail.close_button.setVisible(alone)
            rail.setVisible(fits or alone)
            if alone:
                rail.spread()
            else:
                rail.retheme()
        self._main.setVisible(self._opened is None)
        self.folded.emit()
