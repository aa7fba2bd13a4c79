"""An input for a passphrase, painted by hand: a QLineEdit would keep texts that stay."""

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFontMetrics,
    QGuiApplication,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from merak.ui import accessibility, focus, theme
from merak.ui.widgets.secret import Secret

_DOT = "•"


class SecretInput(QWidget):
    """The input itself: shows dots, or the text to who asks; keeps bytes, never a text."""

    edited = Signal(int)
    submitted = Signal()
    caps_lock_seen = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self._secret = Secret()
        self._open = self._all = False
        accessibility.role(self, "EditableText")
        self.setProperty(accessibility.SECRET, 0)
        self.setProperty(focus.DRAWS_ITS_OWN, True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.IBeamCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
        self.setInputMethodHints(
            Qt.InputMethodHint.ImhHiddenText
            | Qt.InputMethodHint.ImhNoPredictiveText
            | Qt.InputMethodHint.ImhNoAutoUppercase
            | Qt.InputMethodHint.ImhSensitiveData
        )

    def take(self) -> bytearray:
        """Returns what is typed, for the caller to wipe, and empties the input."""
        taken = self._secret.take()
        self._changed()
        return taken

    def wipe(self) -> None:
        """Overwrites what is typed and shows dots again."""
        self._secret.wipe()
        self._open = False
        self._changed()

    def show_text(self, shown: bool) -> None:  # noqa: FBT001  a toggle's slot
        """Shows the text instead of dots, or dots again."""
        self._open = shown
        self.update()

    def length(self) -> int:
        """Returns how many characters are typed."""
        return len(self._secret)

    def retheme(self) -> None:
        """Asks for the room it needs at the current size."""
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Returns the size of an input."""
        return QSize(theme.px(280), theme.px(42))

    def minimumSizeHint(self) -> QSize:
        """Returns the least size of an input."""
        return QSize(theme.px(120), theme.px(42))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Types, moves, removes, pastes, submits. Nothing can be copied out."""
        if event.matches(QKeySequence.StandardKey.SelectAll):
            self._mark(marked=True)
            return
        secret = self._secret
        moves = {
            Qt.Key.Key_Left: lambda: secret.step(-1),
            Qt.Key.Key_Right: lambda: secret.step(1),
            Qt.Key.Key_Home: secret.home,
            Qt.Key.Key_End: secret.end,
        }
        key = Qt.Key(event.key())
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.submitted.emit()
        elif key in moves:
            moves[key]()
            self._mark(marked=False)
        elif key == Qt.Key.Key_Backspace:
            self._remove(secret.back, event)
        elif key == Qt.Key.Key_Delete:
            self._remove(secret.forward, event)
        elif event.matches(QKeySequence.StandardKey.Paste):
            self._type(QGuiApplication.clipboard().text().strip("\r\n"))
        elif _is_typing(event):
            self._note_caps_lock(event)
            self._type(event.text())
        else:
            super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Takes what an input method has made."""
        self._type(event.commitString())
        event.accept()

    def inputMethodQuery(self, query: Qt.InputMethodQuery) -> object:
        """Tells an input method where the caret is, and nothing of the text."""
        if query == Qt.InputMethodQuery.ImCursorRectangle:
            return QRect(theme.px(12), 0, 1, self.height())
        if query in (Qt.InputMethodQuery.ImSurroundingText, Qt.InputMethodQuery.ImCurrentSelection):
            return ""
        return super().inputMethodQuery(query)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Puts the caret to the end."""
        self._secret.end()
        self._mark(marked=False)
        super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Marks all that is typed, for the next key to replace."""
        self._mark(marked=True)
        event.accept()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Shows the caret."""
        self.update()
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Takes the caret away."""
        self._mark(marked=False)
        super().focusOutEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Paints the frame, dots or text, and the caret."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        focused = self.hasFocus()
        wrong = self.property("wrong") == "true"
        edge = "focus" if focused else "high_mark" if wrong else "control"
        width = 3 if focused else 1
        inset = width / 2
        painter.setPen(QPen(theme.colour(edge), width))
        painter.setBrush(theme.colour("surface" if self.isEnabled() else "sunken"))
        frame = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        painter.drawRoundedRect(frame, theme.px(8), theme.px(8))
        self._draw_typed(painter)
        painter.end()

    def _draw_typed(self, painter: QPainter) -> None:
        font = theme.font(15)
        metrics = QFontMetrics(font)
        typed = self._secret.shown() if self._open else _DOT * len(self._secret)
        before = metrics.horizontalAdvance(typed[: self._secret.caret])
        edge = theme.px(12)
        room = self.width() - 2 * edge
        # A passphrase reads from left to right whatever the language of the page.
        slide = max(0, before - room + 2)
        painter.setClipRect(self.rect().adjusted(edge - 2, 0, 2 - edge, 0))
        if self._all:
            wide = metrics.horizontalAdvance(typed)
            top = (self.height() - metrics.height()) // 2
            marked = QRect(edge - slide, top, wide, metrics.height())
            painter.fillRect(marked, self.palette().highlight())
        painter.setFont(font)
        painter.setPen(theme.colour("text" if self.isEnabled() else "disabled"))
        if self._all:
            painter.setPen(self.palette().highlightedText().color())
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        middle = (self.height() + metrics.ascent() - metrics.descent()) // 2
        painter.drawText(QPoint(edge - slide, middle), typed)
        if self.hasFocus():
            x = edge - slide + before
            painter.fillRect(
                QRect(x, (self.height() - metrics.height()) // 2, theme.px(1.5), metrics.height()),
                theme.colour("text"),
            )

    def _mark(self, *, marked: bool) -> None:
        self._all = marked and bool(len(self._secret))
        self.update()

    def _type(self, text: str) -> None:
        if text and self._all:
            self._secret.wipe()
            self._changed()
        if text and self._secret.insert(text):
            self._changed()

    def _remove(self, one: object, event: QKeyEvent) -> None:
        if self._all or event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._secret.wipe()
            self._changed()
        elif callable(one) and one():
            self._changed()

    def _note_caps_lock(self, event: QKeyEvent) -> None:
        """Qt does not tell; a capital without Shift does."""
        text = event.text()
        if text.isalpha() and text.upper() != text.lower():
            shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.caps_lock_seen.emit(text.isupper() != shift)

    def _changed(self) -> None:
        self._all = False
        self.setProperty(accessibility.SECRET, len(self._secret))
        self.update()
        self.edited.emit(len(self._secret))


def _is_typing(event: QKeyEvent) -> bool:
    """Says whether a key brings a character; Control with Alt is AltGr on some keyboards."""
    held = event.modifiers()
    shortcut = (
        held & Qt.KeyboardModifier.ControlModifier and not held & Qt.KeyboardModifier.AltModifier
    ) or held & Qt.KeyboardModifier.MetaModifier
    return bool(event.text()) and event.text().isprintable() and not shortcut
