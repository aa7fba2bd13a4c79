"""Draws every widget in each look to PNG files, for a person to judge.

PYTHONPATH=desktop python -m tests.ui.gallery [folder] [page]
"""

import os
import sys
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from tests.ui.gallery_pages import PAGES

from merak.ui import accessibility, focus, theme

LOOKS = {
    "light": (False, 1.0, Qt.LayoutDirection.LeftToRight),
    "dark": (True, 1.0, Qt.LayoutDirection.LeftToRight),
    "light-200": (False, 2.0, Qt.LayoutDirection.LeftToRight),
    "light-rtl": (False, 1.0, Qt.LayoutDirection.RightToLeft),
}


def start() -> QApplication:
    """Returns the application as the program sets it up."""
    app = QApplication.instance() or QApplication(["merak"])
    assert isinstance(app, QApplication)
    accessibility.install()
    focus.FocusRing(app)
    return app


def draw(folder: Path, only: str = "") -> None:
    """Draws each page in each look, as large as it needs and at least 1280 by 720."""
    app = start()
    for look, (dark, scale, direction) in LOOKS.items():
        app.setLayoutDirection(direction)
        theme.apply(app, theme.Look(dark=dark, scale=scale))
        for name, make in PAGES.items():
            if only and only != name:
                continue
            page = make()
            page.setObjectName("canvas")
            page.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
            width, height = page.property("extent") or (900, page.heightForWidth(900))
            page.resize(width, max(720, height))
            page.show()
            app.processEvents()
            target = page.property("first")
            if target is not None:
                target.aim()
            app.processEvents()
            page.grab().save(str(folder / f"{name}-{look}.png"))
            page.close()
            page.deleteLater()


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    place = Path(sys.argv[1] if len(sys.argv) > 1 else "gallery")
    place.mkdir(parents=True, exist_ok=True)
    draw(place, sys.argv[2] if len(sys.argv) > 2 else "")
