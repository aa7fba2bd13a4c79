"""The least that PySide6 can show: an application, a window, a label; says when it is painted."""

import sys

from PySide6.QtWidgets import QApplication, QGridLayout, QLabel, QWidget


def show() -> tuple[QApplication, QWidget]:
    """Shows the window, its words in the middle."""
    app = QApplication(sys.argv[:1])
    window = QWidget()
    around = QGridLayout(window)
    around.addWidget(QLabel("A window"), 1, 1)
    for edge in (0, 2):
        around.setRowStretch(edge, 1)
        around.setColumnStretch(edge, 1)
    window.resize(1280, 760)
    window.show()
    app.processEvents()
    return app, window


if __name__ == "__main__":
    shown = show()
    print("painted", flush=True)
    if "--stay" in sys.argv:
        shown[0].exec()
