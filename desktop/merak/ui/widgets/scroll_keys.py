"""Keys that scroll a page wherever the focus is, so that long reading needs no mouse."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractScrollArea, QAbstractSlider

_MOVES = {
    Qt.Key.Key_PageDown: QAbstractSlider.SliderAction.SliderPageStepAdd,
    Qt.Key.Key_PageUp: QAbstractSlider.SliderAction.SliderPageStepSub,
    Qt.Key.Key_Home: QAbstractSlider.SliderAction.SliderToMinimum,
    Qt.Key.Key_End: QAbstractSlider.SliderAction.SliderToMaximum,
}


def scrolls(area: QAbstractScrollArea, event: QKeyEvent) -> bool:
    """Scrolls where the key is one of those, and says whether it was."""
    move = _MOVES.get(Qt.Key(event.key()))
    if move is None:
        return False
    area.verticalScrollBar().triggerAction(move)
    return True
