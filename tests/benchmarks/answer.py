"""One answer: from the click to "Saved" on the screen, beside a bare committed insert."""

import secrets
import sqlite3
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton
from sqlcipher3 import dbapi2
from tests.benchmarks.desk import Desk, Painted, words_of
from tests.benchmarks.places import key, with_cases
from tests.benchmarks.table import Row, middle, p99, under, under_ratio
from tests.rigs import rig_vault

from merak.domain.answer import Answer, Given
from merak.domain.ids import ScreeningId
from merak.services import home, screen
from merak.storage import drafts
from merak.ui.widgets.item_card import ItemCard
from merak.ui.widgets.saved_mark import SavedMark

ANSWERS = 400
_MOST_MS, _MOST_TIMES = 16.0, 1.5
_AT = "2026-11-22T10:00:00Z"


def rows(folder: Path) -> Iterator[Row]:
    """Measures the window, the service and storage, each in turn with the bare inserts."""
    place = folder / "answers"
    with_cases(place, 20)
    plain = _insert(sqlite3.connect(folder / "plain.db", isolation_level=None))
    cipher = dbapi2.connect(str(folder / "cipher.db"), isolation_level=None)
    cipher.set_key(key())
    encrypted = _insert(cipher)
    shown, worked, bare, coded = _in_the_window(place, plain, encrypted)
    least, most = middle(bare), p99(bare)
    for name, limit, worst in (
        ("insert, sqlite3, FULL", least, most),
        ("insert, sqlcipher, FULL", middle(coded), p99(coded)),
    ):
        yield Row(
            work='Click to "Saved" painted, median',
            measured=middle(shown),
            beside=name,
            limit=limit,
        )
        yield Row(
            work='Click to "Saved" painted, p99',
            measured=p99(shown),
            beside=f"{name}, p99",
            limit=worst,
            aim=f"at most {_MOST_MS:.0f} ms beside the fsync",
            met=under(p99(shown) - worst, _MOST_MS),
        )
    for name, of_it, limit in (("median", middle(worked), least), ("p99", p99(worked), most)):
        yield Row(
            work=f"The same, processor time, {name}",
            measured=of_it,
            beside=f"insert, sqlite3, FULL, {name}",
            limit=limit,
        )
    served, stored, bare = _below_the_window(place, plain)
    yield Row(
        work="The service alone, with duties and rules, median",
        measured=middle(served),
        beside="insert, sqlite3, FULL",
        limit=middle(bare),
    )
    row = Row(
        work="Storage alone, median",
        measured=middle(stored),
        beside="insert, sqlite3, FULL",
        limit=middle(bare),
    )
    yield Row(
        work=row.work,
        measured=row.measured,
        beside=row.beside,
        limit=row.limit,
        aim=f"at most {_MOST_TIMES} x",
        met=under_ratio(row, _MOST_TIMES),
    )


def _insert(connection: Any) -> Callable[[], float]:
    """Gives what commits one short row and says how many milliseconds it took."""
    for name, value in (("journal_mode", "WAL"), ("synchronous", "FULL")):
        connection.execute(f"PRAGMA {name} = {value}")
    connection.execute("CREATE TABLE answer (id INTEGER PRIMARY KEY, draft, item, code, at)")
    values = (secrets.token_hex(16), "item", "yes", _AT)

    def insert() -> float:
        began = time.perf_counter()
        connection.execute("INSERT INTO answer (draft, item, code, at) VALUES (?,?,?,?)", values)
        return (time.perf_counter() - began) * 1000

    return insert


def _in_the_window(
    place: Path, plain: Callable[[], float], encrypted: Callable[[], float]
) -> tuple[list[float], list[float], list[float], list[float]]:
    desk = Desk(place)
    desk.unlock()
    desk.hands.press("Go on")
    desk.hands.until(lambda: desk.hands.has("Stop here"), "the screening")
    shown: list[float] = []
    worked: list[float] = []
    bare: list[float] = []
    coded: list[float] = []
    for number in range(ANSWERS):
        took, of_it_worked = _click(desk, number)
        shown.append(took)
        worked.append(of_it_worked)
        bare.append(plain())
        coded.append(encrypted())
    desk.close()
    return shown, worked, bare, coded


def _click(desk: Desk, number: int) -> tuple[float, float]:
    cards = desk.window.findChildren(ItemCard)
    card = cards[number % len(cards)]
    card.aim()
    desk.painted()
    # Mostly yes and no in turn; now and then a reason, which brings the details and takes them.
    options = [b for b in card.segments.findChildren(QAbstractButton) if not b.isChecked()]
    option = options[number % 7 % len(options)]
    mark = desk.window.findChild(SavedMark)
    assert mark
    mark.present_saving()
    desk.painted()
    saved = Painted(words_of(mark), "Saved")
    began, working = time.perf_counter(), time.process_time()
    QTest.mouseClick(option, Qt.MouseButton.LeftButton)
    took = (saved.wait() - began) * 1000
    worked = (time.process_time() - working) * 1000
    saved.deleteLater()
    desk.painted()
    return took, worked


def _below_the_window(
    place: Path, plain: Callable[[], float]
) -> tuple[list[float], list[float], list[float]]:
    session = rig_vault.reopen(place)
    draft = ScreeningId(home.load(session).drafts[0].id)
    items = screen.load(session, draft).open_items
    served: list[float] = []
    stored: list[float] = []
    bare: list[float] = []
    for number in range(ANSWERS):
        item = items[number % len(items)]
        given = Answer(value=Given(code=("no", "yes")[number // len(items) % 2]))
        began = time.perf_counter()
        screen.answer(session, draft, item, given)
        served.append((time.perf_counter() - began) * 1000)
        began = time.perf_counter()
        with session.vault.transaction():
            drafts.put_answer(session.work, draft, item, given, _AT)
        stored.append((time.perf_counter() - began) * 1000)
        bare.append(plain())
    session.close()
    return served, stored, bare
