"""The window: one page at a time, a card over it, and a lock that leaves nothing."""

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot
from tests.ui.hand import look  # noqa: F401

from merak.domain.preferences import Appearance, Language, Preferences
from merak.errors import MerakError
from merak.storage.errors import DiskFull
from merak.ui import main_window, theme, tokens
from merak.ui.idle import Idle
from merak.ui.main_window import MainWindow
from merak.ui.shown import ShownAs
from merak.ui.tasks import Tasks

pytestmark = pytest.mark.usefixtures("look")
MINUTE_MS = 60_000


class Stopped:
    """A clock and a source of chance that nothing here asks."""

    def now(self) -> datetime:
        raise AssertionError

    def seconds(self) -> float:
        raise AssertionError


class APage(QWidget):
    """A page that remembers whether it was saved, and may refuse to be."""

    closed = Signal()
    saving = Signal()

    def __init__(self, words: str, *, saves: bool = True) -> None:
        super().__init__()
        self.words, self.saves, self.flushed, self.aimed = words, saves, 0, 0
        inside = QVBoxLayout(self)
        inside.addWidget(QLabel(words))

    def title(self) -> str:
        return self.words

    def first_focus(self) -> None:
        self.aimed += 1

    def flush(self, then: Callable[[], None]) -> None:
        self.flushed += 1
        self.saving.emit()
        if self.saves:
            then()


@pytest.fixture
def kept() -> list[Preferences]:
    return []


@pytest.fixture
def window(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, kept: list[Preferences]
) -> Iterator[MainWindow]:
    tasks = Tasks()
    preferences = Preferences(language=Language.ENGLISH, look=Appearance.LIGHT, scale=1.0)
    made = MainWindow(qapp, tasks, tmp_path / "vault", Stopped(), bytes, preferences, kept.append)
    qtbot.addWidget(made)
    made.resize(1200, 760)
    with qtbot.waitExposed(made):
        made.show()
    yield made
    tasks.drain(5)
    made.close()


def _timers(window: MainWindow) -> list[QTimer]:
    (idle,) = window.findChildren(Idle)
    return idle.findChildren(QTimer)


def _shown(window: MainWindow) -> str:
    return " | ".join(
        label.text() for label in window.findChildren(QLabel) if label.isVisible() and label.text()
    )


def test_the_title_is_the_product_and_nothing_else(window: MainWindow) -> None:
    window.show_page(APage("Result of a screening"))
    assert window.windowTitle() == "Merak"
    assert window.windowFilePath() == ""


def test_a_page_replaces_the_one_before_and_that_is_deleted(
    window: MainWindow, qtbot: QtBot
) -> None:
    first, second = APage("one"), APage("two")
    window.show_page(first)
    with qtbot.waitSignal(first.destroyed):
        window.show_page(second)
    assert "two" in _shown(window)
    assert second.aimed == 1


def test_a_card_lies_over_the_page_and_the_page_comes_back_as_it_was(
    window: MainWindow, qtbot: QtBot
) -> None:
    page, card = APage("page"), APage("card")
    window.show_page(page)
    window.lay_over(card)
    assert "card" in _shown(window)
    assert page.isHidden()
    with qtbot.waitSignal(card.destroyed):
        window.lift()
    assert "page" in _shown(window)
    assert page.aimed == 2
    window.lift()
    assert "page" in _shown(window)


def test_leaving_lets_the_card_save_first_and_then_the_page(window: MainWindow) -> None:
    page, card = APage("page"), APage("card")
    order: list[str] = []
    page.saving.connect(lambda: order.append("page"))
    card.saving.connect(lambda: order.append("card"))
    window.show_page(page)
    window.lay_over(card)
    window.leave(lambda: order.append("left"))
    assert order == ["card", "page", "left"]


def test_a_page_that_cannot_save_is_not_left(window: MainWindow) -> None:
    page = APage("page", saves=False)
    window.show_page(page)
    left: list[str] = []
    window.leave(lambda: left.append("left"))
    assert left == []
    assert "page" in _shown(window)


def test_a_lock_shows_the_neutral_page_at_once_and_takes_the_pages_away_after_saving(
    window: MainWindow, qtbot: QtBot
) -> None:
    page = APage("what they told")
    window.show_page(page)
    QGuiApplication.clipboard().setText("what they told")
    with qtbot.waitSignal(page.destroyed):
        window.lock()
        assert "what they told" not in _shown(window)
        assert "Passphrase" in _shown(window)
        assert QGuiApplication.clipboard().text() == ""
    assert page.flushed == 1


def test_a_page_that_cannot_save_is_gone_a_little_later_all_the_same(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(main_window, "_PATIENCE_MS", 50)
    page = APage("what they told", saves=False)
    window.show_page(page)
    with qtbot.waitSignal(page.destroyed, timeout=5_000):
        window.lock()


def test_a_second_lock_does_nothing(window: MainWindow) -> None:
    page = APage("page")
    window.show_page(page)
    window.lock()
    window.lock()
    assert page.flushed == 1


def test_no_card_is_laid_over_a_locked_window(window: MainWindow, qtbot: QtBot) -> None:
    window.show_page(APage("page"))
    window.lock()
    card = APage("card")
    with qtbot.waitSignal(card.destroyed):
        window.lay_over(card)
    assert "card" not in _shown(window)


@pytest.mark.parametrize(("shown_as", "minutes"), [(ShownAs.OPEN, 5), (ShownAs.SCREENING, 15)])
def test_the_limits_of_idling_are_those_promised(
    window: MainWindow, shown_as: ShownAs, minutes: int
) -> None:
    window.show_page(APage("page"), shown_as)
    timers = [timer for timer in _timers(window) if timer.interval() >= MINUTE_MS]
    assert sorted(timer.interval() for timer in timers) == [
        (minutes - 1) * MINUTE_MS,
        minutes * MINUTE_MS,
    ]
    assert all(timer.isActive() for timer in timers)


def test_a_locked_window_counts_no_time(window: MainWindow) -> None:
    window.show_page(APage("page"))
    window.lock()
    assert not any(timer.isActive() for timer in _timers(window))


def test_an_error_that_no_page_took_is_said_above_the_page_and_goes_with_it(
    window: MainWindow,
) -> None:
    window.show_page(APage("page"))
    window.say(DiskFull())
    assert "Not saved: the disk is full." in _shown(window)
    window.show_page(APage("next"))
    assert "the disk is full" not in _shown(window)


def test_a_fault_of_ours_repeats_nothing_of_what_it_says(window: MainWindow) -> None:
    window.show_page(APage("page"))
    window.say(ValueError("Keyla"))
    assert "Something went wrong in the program itself." in _shown(window)
    assert "Keyla" not in _shown(window)
    window.say(MerakError("Keyla"))
    assert "Keyla" not in _shown(window)


def test_what_is_preferred_is_shown_and_kept(window: MainWindow, kept: list[Preferences]) -> None:
    window.show_page(APage("page"))
    chosen = Preferences(language=Language.ENGLISH, look=Appearance.DARK, scale=1.5)
    window.prefer(chosen)
    assert theme.current().tokens == tokens.DARK
    assert theme.current().scale == 1.5
    assert kept == [chosen]
    assert window.preferences == chosen


def test_the_vault_is_closed_before_the_window_is(window: MainWindow) -> None:
    page = APage("page")
    window.show_page(page)
    window.close()
    assert page.flushed == 1


def test_closing_says_once_what_could_not_be_saved(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(main_window, "_PATIENCE_MS", 50)
    page = APage("page", saves=False)
    window.show_page(page)
    assert not window.close()
    assert window.isVisible()
    assert "page" in _shown(window)
    assert "Something you typed could not be saved." in _shown(window)
    assert window.close()


def test_a_card_that_cannot_save_keeps_no_page_below_from_saving(window: MainWindow) -> None:
    page, card = APage("page"), APage("card", saves=False)
    window.show_page(page)
    window.lay_over(card)
    window.lock()
    assert (page.flushed, card.flushed) == (1, 1)
