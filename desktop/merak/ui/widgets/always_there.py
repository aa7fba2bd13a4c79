"""The two cards that are one press away wherever a young person may be speaking."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from merak.ui.widgets.boxes import Flow
from merak.ui.widgets.buttons import Button, Kind
from merak.ui.words import t


class AlwaysThere(QWidget):
    """ "Being told something" and "Not safe", in words that may be read by anyone."""

    told = Signal()
    unsafe = Signal()

    def __init__(self) -> None:
        super().__init__()
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        told = Button(t("Being told something"), Kind.QUIET, "message-circle")
        told.setToolTip(t("Key {key}").format(key="F8"))
        unsafe = Button(t("Not safe"), Kind.QUIET, "life-buoy")
        unsafe.setToolTip(t("Key {key}").format(key="F9"))
        told.clicked.connect(self.told)
        unsafe.clicked.connect(self.unsafe)
        line = Flow(4)
        line.addWidget(told)
        line.addWidget(unsafe)
        self.setLayout(line)
