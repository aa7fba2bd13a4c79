import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QImage, QPainter, QPen
from PySide6.QtWidgets import QApplication, QWidget


def test_painting_does_not_use_up_none(qapp: QApplication) -> None:
    # PySide6 6.12.0 gives one reference to None back too often at each of these calls, and
    # Python 3.11 ends after a few thousand. From 3.12 on None is never counted.
    image = QImage(4, 4, QImage.Format.Format_RGB32)
    pen = QPen()
    painter = QPainter(image)
    before = sys.getrefcount(None)
    for _ in range(500):
        painter.setPen(pen)
    lost = before - sys.getrefcount(None)
    painter.end()
    assert lost < 50


def test_tests_open_no_window_on_a_screen(qapp: QApplication) -> None:
    assert qapp.platformName() == "offscreen"
    assert qapp.primaryScreen().devicePixelRatio() == 1.0


def test_a_planted_open_window_is_noticed(pytester: pytest.Pytester) -> None:
    pytester.makeconftest(_conftest())
    pytester.makepyfile(
        """
        from PySide6.QtWidgets import QWidget

        kept = []

        def test_leaves_a_window(qapp):
            kept.append(QWidget())
            kept[-1].show()

        def test_the_next_one_starts_clean(qapp):
            assert qapp.topLevelWidgets() == []
        """
    )
    result = pytester.runpytest_subprocess("-p", "no:cacheprovider", "-p", "no:xdist")
    result.assert_outcomes(passed=2, errors=1)
    result.stdout.fnmatch_lines(["*windows left open: QWidget*"])


@pytest.mark.leak_ok
def test_a_window_may_be_left_open_on_purpose(qapp: QApplication) -> None:
    widget = QWidget()
    widget.show()
    assert widget.isVisible()


def _conftest() -> str:
    return Path(__file__).parent.parent.joinpath("conftest.py").read_text()
