"""Tells screen readers what a widget is where Qt would not know, by properties on the widget."""

from typing import Any

import shiboken6
from PySide6.QtCore import QObject
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QAccessibleAttributesInterface,
    QAccessibleInterface,
)
from PySide6.QtWidgets import QAccessibleWidget, QLabel, QWidget

ROLE = "a11yRole"
LEVEL = "a11yLevel"
HIDDEN = "a11yHidden"
SECRET = "a11ySecret"  # noqa: S105  a property's name


def role(widget: QWidget, name: str) -> None:
    """Gives a widget a role, by the name `QAccessible.Role` has for it."""
    widget.setProperty(ROLE, name)


def heading(widget: QWidget, level: int) -> None:
    """Makes a widget a heading of a level from 1."""
    widget.setProperty(ROLE, "Heading")
    widget.setProperty(LEVEL, level)


def decorative(widget: QWidget) -> None:
    """Keeps a widget that only decorates away from screen readers."""
    widget.setProperty(HIDDEN, True)


def announce(widget: QWidget, text: str) -> None:
    """Has a screen reader say a text now, without moving the focus."""
    if text and QAccessible.isActive():
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, text))


def install() -> None:
    """Makes Qt ask here for the accessible side of each widget."""
    QAccessible.installFactory(_made)


class _Named(QAccessibleWidget):
    def __init__(self, widget: QWidget, given: QAccessible.Role) -> None:
        super().__init__(widget, given)
        self._given = given

    def role(self) -> QAccessible.Role:
        return self._given

    def text(self, kind: QAccessible.Text) -> str:
        widget = self.object()
        said = super().text(kind)
        if not said and kind == QAccessible.Text.Name and isinstance(widget, QLabel):
            return widget.text()
        return said


class _Heading(_Named, QAccessibleAttributesInterface):
    def __init__(self, widget: QWidget) -> None:
        _Named.__init__(self, widget, QAccessible.Role.Heading)
        QAccessibleAttributesInterface.__init__(self)

    def interface_cast(self, kind: QAccessible.InterfaceType) -> Any:
        # Qt asks in C++ for the second base; Python would answer with the first. An address must
        # go back as a VoidPtr: as a plain int, which the types promise, it crashes.
        if kind == QAccessible.InterfaceType.AttributesInterface:
            return shiboken6.VoidPtr(shiboken6.getCppPointer(self)[1])
        return shiboken6.VoidPtr(super().interface_cast(kind) or 0)

    def attributeKeys(self) -> list[QAccessible.Attribute]:
        return [QAccessible.Attribute.Level]

    def attributeValue(self, key: QAccessible.Attribute) -> object:
        return self.object().property(LEVEL) if key == QAccessible.Attribute.Level else None


class _Hidden(_Named):
    def state(self) -> QAccessible.State:
        state = super().state()
        state.invisible = True
        return state


class _Secret(_Named):
    """A passphrase: that it is one and how long it is, never what it says."""

    def state(self) -> QAccessible.State:
        state = super().state()
        state.passwordEdit = True
        state.focusable = True
        return state

    def text(self, kind: QAccessible.Text) -> str:
        if kind == QAccessible.Text.Value:
            return "•" * int(self.object().property(SECRET) or 0)
        return super().text(kind)


def _made(_key: str, thing: QObject) -> QAccessibleInterface | None:
    if not isinstance(thing, QWidget):
        return None
    if thing.property(HIDDEN):
        return _Hidden(thing, QAccessible.Role.Graphic)
    name = thing.property(ROLE)
    if not name:
        return None
    if name == "Heading":
        return _Heading(thing)
    if thing.property(SECRET) is not None:
        return _Secret(thing, QAccessible.Role.EditableText)
    return _Named(thing, QAccessible.Role[name])
