"""One act of the exchange in a process of its own: `AGENCY ACT …` prints what it took, as JSON."""

import json
import os
import resource
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from tests.benchmarks import exchange_fill

from merak.domain.bundle import NO_BUNDLE, Header
from merak.domain.exchange import Address, BundleId
from merak.domain.roster import DeviceKind, writing
from merak.formats.bundle_header import addressed
from merak.formats.bundle_reader import open_bundle, trust
from merak.formats.bundle_writer import write_bundle
from merak.services import hand_over, kits, receipts, take_in, verify_bundle
from merak.services.session import Session
from merak.storage import travels
from merak.storage.secret_keys import signing_key
from merak.storage.travels import OFFICE

_TABLES = ("record", "log_record", "case_view", "screening_view", "duty_view", "waiting_view")
"""What taking in fills, with their indexes."""
_LAST = 2**40
"""A number that no bundle ever has: all that waits goes with it."""


class _Never:
    def is_set(self) -> bool:
        return False


def _ignore(_: int) -> None:
    pass


def measured(act: Callable[[], object]) -> dict[str, object]:
    """Does it and says what it took; the peak is of what follows the unlocking."""
    # Makes the peak what is in memory now: deriving a key takes 64 MB and gives them back.
    Path("/proc/self/clear_refs").write_text("5")
    began, worked = time.perf_counter(), _worked()
    act()
    wall, cpu = time.perf_counter() - began, _worked() - worked
    return {"wall": wall, "cpu": cpu, "peak": _peak()}


def fill(agency: Path, count: str, text: str) -> dict[str, object]:
    session = exchange_fill.opened(agency, "laptop-01")
    exchange_fill.fill(session, int(count))
    with session.change() as pen:
        travels.send(pen.work, OFFICE, 1)
    with Path(text).open("wb") as file:
        for line in travels.lines(session.work, OFFICE, _LAST):
            file.write(line + b"\n")
    session.close()
    return {}


def export(agency: Path, folder: str) -> dict[str, object]:
    session = exchange_fill.opened(agency, "laptop-01")
    made: list[str] = []

    def act() -> None:
        made.append(str(hand_over.export(session, Path(folder), _ignore, _Never()).path))

    took = measured(act)
    session.close()
    return took | {"file": made[0]}


def write(agency: Path, text: str, out: str) -> dict[str, object]:
    """The format alone: the same lines out of a plain file."""
    session = exchange_fill.opened(agency, "laptop-01")
    kit, sender, key = kits.current(session), kits.own(session), signing_key(session.work)
    going = travels.going(session.work, OFFICE, _LAST)
    session.close()
    to = kits.inside(kit.bundles)
    header = Header(
        bundle=BundleId("ab" * 16),
        agency=kit.agency,
        device=sender.id,
        sequence=1,
        previous=NO_BUNDLE,
        since=0,
        to=addressed(to),
        kit=kit.serial,
        created="2026-11-22T10:00:00Z",
        app="",
        counts=going.counts,
        days=(going.first, going.last),
    )

    def act() -> None:
        with Path(text).open("rb") as file, Path(out).open("wb") as sealed:
            write_bundle(
                sealed,
                header,
                (line[:-1] for line in file),
                key=key,
                recipients=to,
                sender=sender,
                rule=writing(DeviceKind.LAPTOP, DeviceKind.OFFICE),
                progress=_ignore,
                stop=_Never(),
            )
            sealed.flush()
            os.fsync(sealed.fileno())

    return measured(act)


def tools(agency: Path, text: str, out: str) -> dict[str, object]:
    session = exchange_fill.opened(agency, "laptop-01")
    to = [f"-r {one}" for one in kits.inside(kits.current(session).bundles)]
    session.close()

    def act() -> None:
        script = f"zstd -q -3 -c '{text}' | age {' '.join(to)} > '{out}'"
        subprocess.run(["sh", "-c", script], check=True)
        handle = os.open(out, os.O_RDONLY)
        os.fsync(handle)
        os.close(handle)

    return measured(act)


def read(agency: Path, bundle: str) -> dict[str, object]:
    session = exchange_fill.opened(agency, "office")
    keys, trusted = verify_bundle.keys_of(session), trust(kits.current(session), DeviceKind.OFFICE)
    session.close()
    assert Address(keys[0].recipient)

    def act() -> None:
        with Path(bundle).open("rb") as file, open_bundle(file, keys, trusted) as opened:
            for _ in opened.records():
                pass
            opened.finish()

    return measured(act)


def preview(agency: Path, bundle: str, office: str) -> dict[str, object]:
    session = _office(agency, office)
    took = measured(lambda: take_in.preview(session, Path(bundle), _ignore, _Never()))
    session.close()
    return took


def take(agency: Path, bundle: str, office: str) -> dict[str, object]:
    session = _office(agency, office)
    looked = take_in.preview(session, Path(bundle), _ignore, _Never())
    took = measured(lambda: take_in.take_in(session, looked, _ignore, _Never()))
    session.close()
    return took


def insert(agency: Path, office: str, plain: str) -> dict[str, object]:
    """The rows that this office now has, into a file of plain SQLite, in one commit."""
    session = _office(agency, office)
    rows = {table: session.work.rows(f"SELECT * FROM {table}") for table in _TABLES}
    schema = [
        row[0]
        for row in session.work.rows("SELECT sql, tbl_name FROM sqlite_master WHERE sql <> ''")
        if row[1] in _TABLES
    ]
    session.close()
    Path(plain).unlink(missing_ok=True)
    connection = sqlite3.connect(plain, isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    for statement in schema:
        connection.execute(statement)

    def act() -> None:
        connection.execute("BEGIN IMMEDIATE")
        for table, found in rows.items():
            if found:
                marks = ", ".join("?" * len(found[0]))
                connection.executemany(f"INSERT INTO {table} VALUES ({marks})", found)
        connection.execute("COMMIT")

    took = measured(act)
    connection.close()
    return took


def select(_: Path, plain: str) -> dict[str, object]:
    """The documents out of that file of plain SQLite, in the order of their ids."""
    connection = sqlite3.connect(plain)

    def act() -> None:
        for _ in connection.execute("SELECT document FROM record ORDER BY id"):
            pass

    took = measured(act)
    connection.close()
    return took


def receipt(agency: Path, office: str, folder: str) -> dict[str, object]:
    session = _office(agency, office)
    laptop = exchange_fill.opened(agency, "laptop-01")
    device = laptop.vault.device
    laptop.close()
    written = receipts.write(session, device, Path(folder))
    session.close()
    return {"file": str(written.path)}


def confirm(agency: Path, file: str) -> dict[str, object]:
    session = exchange_fill.opened(agency, "laptop-01")
    receipts.take(session, Path(file))
    session.close()
    return {}


def _office(agency: Path, office: str) -> Session:
    return exchange_fill.opened(agency, "office", Path(office))


def _worked() -> float:
    """Processor seconds of this process and of those it has waited for."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def _peak() -> float:
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) / 1024
    raise OSError("VmHWM")


_ACTS: dict[str, Callable[..., dict[str, object]]] = {
    "fill": fill,
    "export": export,
    "write": write,
    "tools": tools,
    "read": read,
    "preview": preview,
    "take_in": take,
    "insert": insert,
    "select": select,
    "receipt": receipt,
    "confirm": confirm,
}

if __name__ == "__main__":
    print(json.dumps(_ACTS[sys.argv[2]](Path(sys.argv[1]), *sys.argv[3:])))
