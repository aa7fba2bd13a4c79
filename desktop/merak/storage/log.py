"""The log on disk, and the check that neither it nor the records were changed behind our back."""

from collections.abc import Iterable, Iterator

from merak.domain.ids import RecordId, UserId
from merak.domain.log_entry import (
    FORGETTING,
    START,
    FaultKind,
    LogEntry,
    LogFault,
    digest_of,
    faults_in,
    hash_of,
)
from merak.domain.record import RecordRefused, is_whole, read
from merak.storage import forgotten
from merak.storage.connection import Connection
from merak.storage.records import line_of

_COLUMNS = "seq, at, member, act, about, records, previous, hash"


def append(
    work: Connection, *, at: str, user: UserId, act: str, about: str, records: Iterable[RecordId]
) -> str:
    """Adds an entry with the records written with it, and gives its hash."""
    ids = tuple(records)
    last = work.row("SELECT seq, hash FROM log ORDER BY seq DESC LIMIT 1")
    seq, previous = (last[0] + 1, last[1]) if last else (1, START)
    entry = LogEntry(
        seq=seq,
        at=at,
        user=user,
        act=str(act),
        about=about,
        records=digest_of(ids),
        previous=previous,
    )
    hashed = hash_of(entry)
    work.run(
        f"INSERT INTO log ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",  # noqa: S608
        (seq, at, user, entry.act, about, entry.records, previous, hashed),
    )
    work.run_many(
        "INSERT INTO log_record (record, seq) VALUES (?, ?)",
        [(bytes.fromhex(record), seq) for record in ids],
    )
    return hashed


def last(work: Connection) -> int:
    """Gives the sequence of the last entry, 0 where there is none."""
    return int(work.value("SELECT coalesce(max(seq), 0) FROM log"))


def entries(work: Connection, *, before: int = 2**53, most: int = 200) -> tuple[LogEntry, ...]:
    """Gives entries, the last first; `before` is the sequence to go on from."""
    rows = work.rows(
        f"SELECT {_COLUMNS} FROM log WHERE seq < ? ORDER BY seq DESC LIMIT ?",  # noqa: S608
        (before, most),
    )
    return tuple(_entry(row)[0] for row in rows)


def faults(work: Connection, private: Connection, kept_head: str) -> tuple[LogFault, ...]:
    """Checks the chain, every record and the head beside the vault."""
    rows = work.rows(f"SELECT {_COLUMNS} FROM log ORDER BY seq")  # noqa: S608
    chain = [_entry(row) for row in rows]
    return (
        *faults_in(chain),
        *_record_faults(work, private, [entry for entry, _ in chain]),
        *_head_faults(kept_head, frozenset(hashed for _, hashed in chain)),
    )


def _record_faults(
    work: Connection, private: Connection, chain: list[LogEntry]
) -> Iterator[LogFault]:
    logged: dict[bytes, int] = dict(work.rows("SELECT record, seq FROM log_record"))
    by_seq: dict[int, list[bytes]] = {}
    for record, seq in logged.items():
        by_seq.setdefault(seq, []).append(record)
    gone = forgotten.by_entry(work)
    forgot = {bytes.fromhex(record) for ids in gone.values() for record in ids}
    for entry in chain:
        if digest_of([RecordId(one.hex()) for one in by_seq.get(entry.seq, ())]) != entry.records:
            yield LogFault(seq=entry.seq, kind=FaultKind.RECORDS)
        went = gone.pop(entry.seq, [])
        # Otherwise a row here would be enough to make a record disappear unnoticed.
        if entry.about != digest_of(went) if entry.act in FORGETTING else went:
            yield LogFault(seq=entry.seq, kind=FaultKind.RECORDS)
    if gone:
        yield LogFault(seq=0, kind=FaultKind.RECORDS)
    here: set[bytes] = set()
    for connection in (work, private):
        for record, kind, case, document in connection.each(
            "SELECT id, kind, case_id, document FROM record"
        ):
            here.add(record)
            seq = logged.get(record, 0)
            if not seq:
                # In private it is what a crash between the two commits leaves.
                if connection is private:
                    continue
                yield LogFault(seq=0, kind=FaultKind.RECORD_UNLOGGED)
            line = line_of(document)
            # The columns are what lists go by: they must say what the record says.
            if not is_whole(line, RecordId(record.hex())) or not _says(line, kind, case):
                yield LogFault(seq=seq, kind=FaultKind.RECORD_CHANGED)
    for record in sorted(logged.keys() - here - forgot):
        yield LogFault(seq=logged[record], kind=FaultKind.RECORD_MISSING)


def _says(line: bytes, kind: str, case: str) -> bool:
    # In the canonical form of this version `case` is followed by `id`, and `kind` by `n`. A line
    # of a later version may have members between them, and is read.
    if f'"case":"{case}","id":"'.encode() in line and f'"kind":"{kind}","n":'.encode() in line:
        return True
    try:
        record = read(line)
    except RecordRefused:
        return False
    return record.kind == kind and record.case == case


def _head_faults(kept: str, hashes: frozenset[str]) -> Iterator[LogFault]:
    if not kept:
        yield LogFault(seq=0, kind=FaultKind.HEAD_MISSING)
    elif kept not in hashes:
        # It may lag behind the chain after a crash, and must never lie outside or ahead of it.
        yield LogFault(seq=0, kind=FaultKind.HEAD_UNKNOWN)


def _entry(row: tuple[int, str, str, str, str, str, str, str]) -> tuple[LogEntry, str]:
    seq, at, user, act, about, records, previous, hashed = row
    entry = LogEntry(
        seq=seq,
        at=at,
        user=UserId(user),
        act=act,
        about=about,
        records=records,
        previous=previous,
    )
    return entry, hashed
