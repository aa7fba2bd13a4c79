"""The one door to the core: one thread, one queue, answers on the thread of the windows.

The vault's connection belongs to the thread that opened it, so everything that needs the session
runs there, in the order it was asked for.
"""

import threading
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass, field
from queue import SimpleQueue
from typing import Any

import shiboken6
from PySide6.QtCore import QEventLoop, QObject, Qt, QTimer, Signal

from merak.errors import MerakError

# The services give their own types for it; here it is only carried from `open` to each act.
Session = Any
Act = Callable[[Session], Any]
Then = Callable[[Any], None]
Failed = Callable[[Exception], None]
Progress = Callable[[int, int], None]
LongAct = Callable[[Session, Progress, threading.Event], Any]

_BUSY_AFTER_MS = 200
_REPORT_EVERY_S = 0.05


class NotOpen(MerakError):
    """A task was asked for while no session is open."""


@dataclass(slots=True, kw_only=True)
class _Job:
    owner: QObject
    act: Act
    then: Then
    failed: Failed | None
    changes: bool = False
    progress: Progress | None = None
    form: QObject | None = None
    cancel: threading.Event = field(default_factory=threading.Event)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Done:
    job: int
    result: Any = None
    error: Exception | None = None


class Tasks(QObject):
    """Runs acts on the vault's thread and brings what they return back to their owners.

    An owner that was deleted meanwhile is not called. Errors nobody asked for go to `trouble`.
    """

    changed = Signal()
    opening = Signal()
    """A session is about to be asked for: whoever still wants the one before closed asks now."""
    trouble = Signal(object)
    busy = Signal(bool)
    _done = Signal(object)
    _progressed = Signal(int, int, int)
    _idle = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        # Jobs stay here until they are delivered, so that the last reference to a widget is
        # never dropped on the vault's thread.
        self._jobs: dict[int, _Job] = {}
        self._next = 1
        self._queue: SimpleQueue[int] = SimpleQueue()
        self._session: Session = None
        self._shown_busy = False
        self._patience = QTimer(self, singleShot=True, interval=_BUSY_AFTER_MS)
        self._patience.timeout.connect(self._show_busy)
        self._done.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self._progressed.connect(self._report, Qt.ConnectionType.QueuedConnection)
        self._thread = threading.Thread(target=self._work, name="vault", daemon=True)
        self._thread.start()

    def open(
        self,
        owner: QObject,
        make_session: Callable[[], Session],
        then: Callable[[], None],
        failed: Failed | None = None,
    ) -> None:
        """Makes the session on the vault's thread and keeps it there for the acts to come."""

        def act(session: Session) -> None:
            if session is not None:
                session.close()
                self._session = None
            self._session = make_session()

        self.opening.emit()
        self._ask(_Job(owner=owner, act=act, then=lambda _: then(), failed=failed))

    def close(self, owner: QObject, then: Callable[[], None]) -> None:
        """Closes the session after everything asked for before."""

        def act(session: Session) -> None:
            self._session = None
            if session is not None:
                session.close()

        self._ask(_Job(owner=owner, act=act, then=lambda _: then(), failed=None))

    def prepare(self, owner: QObject, act: Callable[[], None], then: Callable[[], None]) -> None:
        """Runs something that needs no session, before there is one."""
        self._ask(_Job(owner=owner, act=lambda _: act(), then=lambda _: then(), failed=None))

    def without(
        self,
        owner: QObject,
        act: Callable[[], Any],
        then: Then,
        failed: Failed | None = None,
    ) -> None:
        """Runs something that needs no session, and hands what it returns to `then`."""
        self._ask(_Job(owner=owner, act=lambda _: act(), then=then, failed=failed))

    def read(self, owner: QObject, act: Act, then: Then, failed: Failed | None = None) -> None:
        """Runs an act that changes nothing and hands what it returns to `then`."""
        self._ask(_Job(owner=owner, act=_opened(act), then=then, failed=failed))

    def change(self, owner: QObject, act: Act, then: Then, failed: Failed | None = None) -> None:
        """Runs an act that changes the vault; afterwards `changed` is sent."""
        self._ask(_Job(owner=owner, act=_opened(act), then=then, failed=failed, changes=True))

    def record(
        self,
        owner: QObject,
        form: QObject,
        act: Act,
        then: Then,
        failed: Failed | None = None,
    ) -> None:
        """Runs a change that a form asks for; while its last one is under way, none is begun.

        Whoever presses twice during a slow save must not have said the same thing twice.
        """
        if not self.is_recording(form):
            asked = _opened(act)
            self._ask(
                _Job(owner=owner, act=asked, then=then, failed=failed, changes=True, form=form)
            )

    def is_recording(self, form: QObject) -> bool:
        """Says whether a change that the form asked for is under way."""
        return any(job.form is form for job in self._jobs.values())

    def when_idle(self, owner: QObject, then: Callable[[], None]) -> None:
        """Calls once all that was asked for before is done and delivered."""
        self.prepare(owner, lambda: None, then)

    def run(
        self,
        owner: QObject,
        act: LongAct,
        then: Then,
        failed: Failed | None = None,
        progress: Progress | None = None,
    ) -> threading.Event:
        """Runs a long act that changes the vault; set the event it returns to cancel it.

        The act gets the session, a callable for done and total, and that event. `progress` is
        called with done and total on the thread of the windows, at most twenty times a second.
        """
        number, cancel = self._next, threading.Event()
        report = self._reporter(number)
        job = _Job(
            owner=owner,
            act=_opened(lambda session: act(session, report, cancel)),
            then=then,
            failed=failed,
            changes=True,
            progress=progress,
            cancel=cancel,
        )
        self._ask(job)
        return cancel

    def drain(self, timeout: float) -> bool:
        """Waits until all is done and delivered; says whether it was, within so many seconds."""
        if self._jobs:
            loop = QEventLoop()
            self._idle.connect(loop.quit)
            QTimer.singleShot(round(timeout * 1000), loop, loop.quit)
            loop.exec()
            self._idle.disconnect(loop.quit)
        return not self._jobs

    def stop(self, timeout: float = 5.0) -> bool:
        """Ends the thread after what it is doing; says whether it ended in so many seconds.

        Long acts are asked to cancel. What had not begun is dropped, and the session is closed.
        """
        for job in self._jobs.values():
            job.cancel.set()
        self._jobs.clear()
        self._patience.stop()
        self._queue.put(0)
        self._thread.join(timeout)
        return not self._thread.is_alive()

    def _ask(self, job: _Job) -> None:
        number, self._next = self._next, self._next + 1
        if not self._jobs:
            self._patience.start()
        self._jobs[number] = job
        self._queue.put(number)

    def _reporter(self, number: int) -> Progress:
        last = 0.0

        def report(done: int, total: int) -> None:
            nonlocal last
            now = time.monotonic()
            if done >= total or now - last >= _REPORT_EVERY_S:
                last = now
                self._progressed.emit(number, done, total)

        return report

    def _work(self) -> None:
        """The vault's thread."""
        while number := self._queue.get():
            done = self._outcome(number)
            if done is not None:
                self._done.emit(done)
            del done
        session, self._session = self._session, None
        if session is not None:
            session.close()

    def _outcome(self, number: int) -> _Done | None:
        job = self._jobs.get(number)
        if job is None:
            return None
        try:
            return _Done(job=number, result=job.act(self._session))
        except Exception as error:  # noqa: BLE001  whatever it is, its owner must hear of it
            # What the frames held (keys, names) must not live on with the error.
            traceback.clear_frames(error.__traceback__)
            return _Done(job=number, error=error)

    def _deliver(self, done: _Done) -> None:
        job = self._jobs.pop(done.job, None)
        if job is None:
            return
        try:
            self._hand_over(job, done)
        finally:
            if not self._jobs:
                self._patience.stop()
                if self._shown_busy:
                    self._shown_busy = False
                    self.busy.emit(False)
                self._idle.emit()

    def _hand_over(self, job: _Job, done: _Done) -> None:
        there = shiboken6.isValid(job.owner)
        if done.error is None:
            if there:
                job.then(done.result)
            if job.changes:
                self.changed.emit()
        elif there and job.failed is not None:
            job.failed(done.error)
        else:
            self.trouble.emit(done.error)

    def _report(self, number: int, done: int, total: int) -> None:
        job = self._jobs.get(number)
        if job is not None and job.progress is not None and shiboken6.isValid(job.owner):
            job.progress(done, total)

    def _show_busy(self) -> None:
        if self._jobs:
            self._shown_busy = True
            self.busy.emit(True)


def _opened(act: Act) -> Act:
    def checked(session: Session) -> Any:
        if session is None:
            raise NotOpen
        return act(session)

    return checked
