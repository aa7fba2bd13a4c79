import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from merak.errors import MerakError
from merak.ui.tasks import NotOpen, Tasks


class Vault:
    """Stands where a session stands: it knows its thread and that it was closed."""

    def __init__(self) -> None:
        self.thread = threading.get_ident()
        self.closed_on = 0

    def close(self) -> None:
        self.closed_on = threading.get_ident()


class Refused(MerakError):
    pass


@pytest.fixture
def tasks(qapp: QApplication) -> Iterator[Tasks]:
    made = Tasks()
    yield made
    assert made.stop()


@pytest.fixture
def opened(tasks: Tasks) -> Tasks:
    tasks.open(tasks, Vault, lambda: None)
    assert tasks.drain(5)
    return tasks


def test_the_session_is_made_and_used_on_one_other_thread(opened: Tasks) -> None:
    seen: list[tuple[int, int]] = []
    opened.read(opened, lambda s: (s.thread, threading.get_ident()), seen.append)
    assert opened.drain(5)
    assert seen[0][0] == seen[0][1] != threading.get_ident()


def test_results_arrive_on_the_thread_of_the_windows(opened: Tasks) -> None:
    seen: list[int] = []
    opened.read(opened, lambda s: None, lambda _: seen.append(threading.get_ident()))
    assert opened.drain(5)
    assert seen == [threading.get_ident()]


def test_acts_run_in_the_order_they_were_asked_for(opened: Tasks) -> None:
    seen: list[int] = []
    for number in range(20):
        opened.read(opened, lambda s, number=number: number, seen.append)
    assert opened.drain(5)
    assert seen == list(range(20))


def test_only_a_successful_change_says_that_something_changed(opened: Tasks, qtbot: QtBot) -> None:
    changes: list[str] = []
    opened.changed.connect(lambda: changes.append("changed"))

    def refuse(session: Vault) -> None:
        raise Refused

    opened.read(opened, lambda s: 1, lambda _: None)
    opened.change(opened, refuse, lambda _: None, lambda _: None)
    assert opened.drain(5)
    assert changes == []
    opened.change(opened, lambda s: 1, lambda _: changes.append("then"))
    assert opened.drain(5)
    assert changes == ["then", "changed"]


def test_an_owner_that_is_gone_is_not_called(opened: Tasks) -> None:
    owner, gate, seen = QObject(), threading.Event(), list[object]()
    opened.read(owner, lambda s: gate.wait(5), seen.append)
    owner.deleteLater()
    QCoreApplication.sendPostedEvents(owner, QEvent.Type.DeferredDelete)
    gate.set()
    assert opened.drain(5)
    assert seen == []


def test_an_error_goes_to_who_asked(opened: Tasks) -> None:
    seen: list[Exception] = []

    def refuse(session: Vault) -> None:
        raise Refused

    opened.read(opened, refuse, lambda _: None, seen.append)
    assert opened.drain(5)
    assert isinstance(seen[0], Refused)


def test_an_error_nobody_asked_for_is_trouble(opened: Tasks) -> None:
    seen: list[Exception] = []
    opened.trouble.connect(seen.append)
    opened.read(opened, lambda s: s.nothing_like_that, lambda _: None)
    assert opened.drain(5)
    assert isinstance(seen[0], AttributeError)


def test_an_error_keeps_nothing_of_what_the_act_held(
    opened: Tasks, capfd: pytest.CaptureFixture[str]
) -> None:
    seen: list[Exception] = []

    def refuse(session: Vault) -> None:
        passphrase = "correct horse"
        raise Refused(len(passphrase))

    opened.read(opened, refuse, lambda _: None, seen.append)
    assert opened.drain(5)
    trace = seen[0].__traceback__
    while trace is not None:
        assert "passphrase" not in trace.tb_frame.f_locals
        trace = trace.tb_next
    out, err = capfd.readouterr()
    assert (out, err) == ("", "")


def test_without_a_session_every_act_is_refused(tasks: Tasks) -> None:
    seen: list[Exception] = []
    tasks.read(tasks, lambda s: 1, lambda _: None, seen.append)
    assert tasks.drain(5)
    assert isinstance(seen[0], NotOpen)


def test_a_session_that_cannot_be_made_leaves_none(tasks: Tasks) -> None:
    seen: list[Exception] = []

    def refuse() -> Vault:
        raise Refused

    tasks.open(tasks, refuse, lambda: None, seen.append)
    tasks.read(tasks, lambda s: 1, lambda _: None, seen.append)
    assert tasks.drain(5)
    assert [type(error) for error in seen] == [Refused, NotOpen]


def test_closing_comes_after_what_was_asked_before_and_on_the_same_thread(tasks: Tasks) -> None:
    vault: list[Vault] = []
    seen: list[object] = []
    tasks.open(tasks, lambda: vault.append(Vault()) or vault[0], lambda: None)
    tasks.read(tasks, lambda s: s.closed_on, seen.append)
    tasks.close(tasks, lambda: seen.append("closed"))
    assert tasks.drain(5)
    assert seen == [0, "closed"]
    assert vault[0].closed_on == vault[0].thread


def test_stopping_closes_the_session(qapp: QApplication) -> None:
    tasks, vault = Tasks(), list[Vault]()
    tasks.open(tasks, lambda: vault.append(Vault()) or vault[0], lambda: None)
    assert tasks.drain(5)
    assert tasks.stop()
    assert vault[0].closed_on == vault[0].thread


def test_long_work_tells_how_far_it_is_and_can_be_cancelled(opened: Tasks) -> None:
    told: list[tuple[int, int]] = []
    results: list[object] = []
    begun = threading.Event()

    def act(session, progress, cancel):
        progress(1, 10)
        begun.set()
        cancelled = cancel.wait(5)
        progress(10, 10)
        return cancelled

    cancel = opened.run(
        opened, act, results.append, progress=lambda done, total: told.append((done, total))
    )
    assert begun.wait(5)
    cancel.set()
    assert opened.drain(5)
    assert results == [True]
    assert told == [(1, 10), (10, 10)]


def test_work_shows_as_busy_only_after_a_while(opened: Tasks, qtbot: QtBot) -> None:
    said: list[bool] = []
    opened.busy.connect(said.append)
    opened.read(opened, lambda s: 1, lambda _: None)
    assert opened.drain(5)
    assert said == []
    gate = threading.Event()
    with qtbot.waitSignal(opened.busy, timeout=5000):
        opened.read(opened, lambda s: gate.wait(5), lambda _: None)
    gate.set()
    assert opened.drain(5)
    assert said == [True, False]


def test_drain_says_when_work_is_not_done(opened: Tasks) -> None:
    gate = threading.Event()
    opened.read(opened, lambda s: gate.wait(5), lambda _: None)
    assert not opened.drain(0.05)
    gate.set()
    assert opened.drain(5)


def test_what_a_form_records_twice_during_one_save_is_done_once(opened: Tasks) -> None:
    form, other, gate, done = QObject(), QObject(), threading.Event(), []
    opened.read(opened, lambda _: gate.wait(5), lambda _: None)
    for sender in (form, form, other):
        opened.record(opened, sender, lambda _, sender=sender: done.append(sender), lambda _: None)
    assert opened.is_recording(form)
    gate.set()
    assert opened.drain(5)
    assert done == [form, other]
    assert not opened.is_recording(form)
    opened.record(opened, form, lambda _: done.append(form), lambda _: None)
    assert opened.drain(5)
    assert done == [form, other, form]


def test_a_record_that_was_refused_can_be_tried_again(opened: Tasks) -> None:
    form = QObject()
    seen: list[Exception] = []

    def refuse(_: object) -> None:
        raise Refused

    for _ in range(2):
        opened.record(opened, form, refuse, lambda _: None, seen.append)
        assert opened.drain(5)
    assert [type(error) for error in seen] == [Refused, Refused]
