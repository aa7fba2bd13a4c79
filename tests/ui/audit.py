"""The accessibility audit: walks a page and tells what a person could not read, reach or hit.

Everything is seen from inside the process: names and roles as Qt would tell a screen reader,
contrast and focus from the pixels of the page.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QAccessible, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QApplication,
    QButtonGroup,
    QComboBox,
    QLabel,
    QLineEdit,
    QRadioButton,
    QScrollArea,
    QScrollBar,
    QWidget,
)

LEAST_TARGET = 24
_DENSITY = 2
_NAMELESS_ROLES = {"NoRole", "Client", "Border", "Window", "StaticText", "Pane"}
_ALIKE = 2  # how many widgets of one kind are looked at for their focus


class Rule(StrEnum):
    NAME = "name"
    ROLE = "role"
    KEYBOARD = "keyboard"
    TARGET = "target"
    CONTRAST = "contrast"
    CLIPPED = "clipped"
    TAB = "tab"
    FOCUS = "focus"


@dataclass(frozen=True, slots=True)
class Finding:
    rule: Rule
    widget: str
    detail: str

    def __str__(self) -> str:
        return f"[{self.rule}] {self.widget}: {self.detail}"


def audit(root: QWidget) -> list[Finding]:
    """Returns what is wrong with a page that is shown; an empty list is a clean page."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    root.activateWindow()
    app.processEvents()
    found = [
        *_names(root),
        *_targets(root),
        *_clipped(root),
        *_contrast(root),
    ]
    had = app.focusWidget()
    reached = _tab_walk(root)
    found += [*_unreached(root, reached), *_focus(root, reached)]
    if had is not None:
        had.setFocus()
    return found


def _seen(root: QWidget) -> list[QWidget]:
    widgets = [root, *root.findChildren(QWidget)]
    return [w for w in widgets if w.isVisibleTo(root) and w.width() and w.height()]


def _focusable(root: QWidget) -> list[QWidget]:
    return [
        w
        for w in _seen(root)
        if w.focusPolicy() & Qt.FocusPolicy.TabFocus
        and w.isEnabled()
        and w.focusProxy() is None
        and not isinstance(w, QScrollBar)
    ]


def _said(widget: QWidget) -> str:
    words = widget.accessibleName() or widget.objectName()
    if isinstance(widget, QLabel | QAbstractButton):
        words = widget.text() or words
    return f"{type(widget).__name__} {words[:40]!r}"


def _names(root: QWidget) -> Iterator[Finding]:
    for widget in _focusable(root):
        accessible = QAccessible.queryAccessibleInterface(widget)
        role = accessible.role().name
        if not accessible.text(QAccessible.Text.Name).strip():
            yield Finding(Rule.NAME, _said(widget), f"a {role} without a name")
        if role in _NAMELESS_ROLES:
            yield Finding(Rule.ROLE, _said(widget), f"takes the focus as a {role}")
    for widget in _seen(root):
        if not isinstance(widget, QAbstractButton) or not widget.isEnabled():
            continue
        if widget.focusPolicy() == Qt.FocusPolicy.NoFocus and not _inside(widget):
            yield Finding(Rule.KEYBOARD, _said(widget), "a button the keyboard cannot reach")


def _inside(button: QAbstractButton) -> bool:
    """Says whether it is a part Qt made inside another widget."""
    return button.objectName().startswith("qt_") or isinstance(
        button.parentWidget(), QLineEdit | QAbstractScrollArea
    )


def _targets(root: QWidget) -> Iterator[Finding]:
    for widget in _seen(root):
        if not isinstance(widget, QAbstractButton | QLineEdit | QComboBox):
            continue
        if isinstance(widget.parentWidget(), QComboBox):
            continue
        if min(widget.width(), widget.height()) < LEAST_TARGET:
            yield Finding(Rule.TARGET, _said(widget), f"{widget.width()} x {widget.height()}")


def _texts(root: QWidget) -> Iterator[QLabel | QAbstractButton]:
    for widget in _seen(root):
        if isinstance(widget, QLabel | QAbstractButton) and widget.text().strip():
            yield widget


def _clipped(root: QWidget) -> Iterator[Finding]:
    for widget in _texts(root):
        if isinstance(widget, QLabel) and widget.wordWrap():
            needs = QSize(0, widget.heightForWidth(widget.width()))
        elif isinstance(widget, QLabel):
            needs = widget.sizeHint()
        else:
            needs = widget.minimumSizeHint()
            if widget.hasHeightForWidth():
                needs.setHeight(widget.heightForWidth(widget.width()))
        if needs.width() > widget.width() + 1 or needs.height() > widget.height() + 1:
            detail = f"needs {needs.width()} x {needs.height()}"
            yield Finding(Rule.CLIPPED, _said(widget), f"{detail}, has {_size(widget)}")
        elif _cut_off(widget, root):
            yield Finding(Rule.CLIPPED, _said(widget), "reaches out of what it lies in")


def _size(widget: QWidget) -> str:
    return f"{widget.width()} x {widget.height()}"


def _cut_off(widget: QWidget, root: QWidget) -> bool:
    """Says whether a parent hides a part of it that no scrolling would bring back."""
    area = QRect(QPoint(0, 0), widget.size())
    at: QWidget | None = widget
    down = across = True
    while at is not None and at is not root:
        parent = at.parentWidget()
        if parent is None:
            break
        area = QRect(at.mapTo(parent, area.topLeft()), area.size())
        scroller = parent.parentWidget()
        if isinstance(scroller, QAbstractScrollArea):
            down = False
            if scroller.horizontalScrollBar().maximum():
                across = False
        room = parent.rect()
        if across and (area.left() < room.left() or area.right() > room.right()):
            return True
        if down and (area.top() < room.top() or area.bottom() > room.bottom()):
            return True
        at = parent
    return False


def _contrast(root: QWidget) -> Iterator[Finding]:
    image = QImage(root.size() * _DENSITY, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(_DENSITY)
    root.render(image)
    pixels = memoryview(image.constBits()).cast("I")
    width = image.width()
    for widget in _texts(root):
        shown = widget.visibleRegion().boundingRect()
        if not widget.isEnabled() or shown.isEmpty():
            continue
        # Of a line cut through by the edge of what scrolls, no letter may be in sight.
        if shown.height() < min(widget.height(), widget.fontMetrics().height()):
            continue
        area = QRect(widget.mapTo(root, shown.topLeft()), shown.size())
        area = _first_lines(widget, area).adjusted(1, 1, -1, -1).intersected(root.rect())
        colours: Counter[int] = Counter()
        left, right = area.left() * _DENSITY, (area.right() + 1) * _DENSITY
        for y in range(area.top() * _DENSITY, (area.bottom() + 1) * _DENSITY):
            colours.update(pixels[y * width + left : y * width + right])
        if not colours:
            continue
        ground = colours.most_common(1)[0][0]
        enough = min(40, max(3, colours.total() * 0.0005))
        best = max(contrast(ground, c) for c, n in colours.items() if n >= enough or c == ground)
        need = 3.0 if _large(widget) else 4.5
        if best < need:
            detail = f"{best:.2f}, needs {need} on #{ground & 0xFFFFFF:06x}"
            yield Finding(Rule.CONTRAST, _said(widget), detail)


def _first_lines(widget: QWidget, area: QRect) -> QRect:
    """A text that fills its place is alike all over: its first lines are enough."""
    most = 3 * widget.fontMetrics().lineSpacing()
    if isinstance(widget, QLabel) and widget.heightForWidth(widget.width()) >= area.height() > most:
        area.setHeight(most)
    return area


def _large(widget: QWidget) -> bool:
    font = widget.font()
    size = font.pixelSize() if font.pixelSize() > 0 else font.pointSizeF() * 96 / 72
    return size >= 24 or (size >= 18.66 and font.bold())


@lru_cache(maxsize=4096)
def _luminance(pixel: int) -> float:
    parts = ((pixel >> 16) & 255, (pixel >> 8) & 255, pixel & 255)
    linear = [
        part / 255 / 12.92 if part / 255 <= 0.04045 else ((part / 255 + 0.055) / 1.055) ** 2.4
        for part in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: int, other: int) -> float:
    """Returns the ratio of WCAG between two pixels, 1 to 21."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _tab_walk(root: QWidget) -> list[QWidget]:
    """Presses Tab until it comes round, and returns what had the focus."""
    candidates = _focusable(root)
    reached: list[QWidget] = []
    if not candidates:
        return reached
    candidates[0].setFocus(Qt.FocusReason.TabFocusReason)
    at = QApplication.focusWidget()
    while at is not None and at not in reached:
        reached.append(at)
        QTest.keyClick(at, Qt.Key.Key_Tab)
        at = QApplication.focusWidget()
    return reached


def _group(widget: QWidget) -> object:
    """Radio buttons of a group have one place in the order of Tab."""
    if isinstance(widget, QRadioButton):
        group: QButtonGroup | None = widget.group()
        return widget.parentWidget() if group is None else group
    return widget


def _unreached(root: QWidget, reached: list[QWidget]) -> Iterator[Finding]:
    groups = [_group(widget) for widget in reached]
    for widget in _focusable(root):
        if _group(widget) not in groups:
            yield Finding(Rule.TAB, _said(widget), "Tab does not reach it")


def _focus(root: QWidget, reached: list[QWidget]) -> Iterator[Finding]:
    looked: Counter[tuple[object, ...]] = Counter()
    for widget in reached:
        kind = (type(widget), widget.property("kind"), widget.objectName())
        looked[kind] += 1
        if looked[kind] > _ALIKE or not root.isAncestorOf(widget):
            continue
        _reveal(widget)
        widget.clearFocus()
        area = QRect(widget.mapTo(root, QPoint(-6, -6)), widget.size() + QSize(12, 12))
        area = area.intersected(root.rect())
        if area.isEmpty() or widget.visibleRegion().isEmpty():
            continue
        before = _pixels(root, area)
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        after = _pixels(root, area)
        changed = Counter(pair for pair in zip(before, after, strict=True) if pair[0] != pair[1])
        clear = sum(n for (one, other), n in changed.items() if contrast(one, other) >= 3)
        shown = widget.visibleRegion().boundingRect()
        if clear < (shown.width() + shown.height()) / 2:
            yield Finding(Rule.FOCUS, _said(widget), f"only {clear} pixels show the focus")


def _reveal(widget: QWidget) -> None:
    parent = widget.parentWidget()
    while parent is not None:
        if isinstance(parent, QScrollArea):
            parent.ensureWidgetVisible(widget)
        parent = parent.parentWidget()


def _pixels(root: QWidget, area: QRect) -> list[int]:
    image = QImage(area.size(), QImage.Format.Format_RGB32)
    root.render(image, QPoint(0, 0), area)
    return list(memoryview(image.constBits()).cast("I"))
