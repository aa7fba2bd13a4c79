"""The one place where a database is opened, and the one that knows sqlcipher3.

sqlcipher3 has no types and its exceptions are not sqlite3's: here it gets the former, and the
latter become errors of ours.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeAlias

from sqlcipher3 import dbapi2

from merak.storage.errors import (
    Damage,
    DiskFull,
    DiskTrouble,
    NotInTransaction,
    Part,
    ReadOnly,
    RecipeNotHeld,
    VaultDamaged,
    VaultMissing,
)

Value: TypeAlias = str | int | bytes | None
Row: TypeAlias = tuple[Any, ...]

KEY_BYTES = 32
APPLICATION_IDS: Mapping[Part, int] = {Part.WORK: 0x4D52_4B57, Part.PRIVATE: 0x4D52_4B50}
_PLAIN = b"SQLite format 3\x00"
_ROOM_KIB = 32_000
"""A page that is not in memory is read, verified and decrypted anew; usually there is less room,
which keeps an open screening small."""

RECIPE: Mapping[str, str] = {
    "cipher_status": "1",
    "cipher_page_size": "4096",
    "cipher_use_hmac": "1",
    # Costs x1.7 for the whole process and is not needed where lock ends the process.
    "cipher_memory_security": "0",
    "journal_mode": "wal",
    "synchronous": "2",
    "foreign_keys": "1",
    "cell_size_check": "1",
    "trusted_schema": "0",
    "temp_store": "2",
    "extensions": "off",
}
"""What every connection must hold, as `facts` gives it; synchronous 2 is FULL."""

_NAMES: Mapping[str, str] = {
    "database or disk is full": "SQLITE_FULL",
    "disk I/O error": "SQLITE_IOERR",
    "attempt to write a readonly database": "SQLITE_READONLY",
    "unable to open database file": "SQLITE_CANTOPEN",
    "database disk image is malformed": "SQLITE_CORRUPT",
    "file is not a database": "SQLITE_NOTADB",
    "database is locked": "SQLITE_BUSY",
}
"""Copying a whole file tells its trouble by SQLite's text alone, without a name."""


class Connection:
    """A connection that keeps to the recipe; used on the thread that made it only."""

    def __init__(self, raw: Any, part: Part, path: Path) -> None:
        self._raw = raw
        self.part = part
        self.path = path

    def rows(self, sql: str, values: Sequence[Value] = ()) -> list[Row]:
        """Runs one statement and gives all its rows."""
        try:
            found: list[Row] = self._raw.execute(sql, values).fetchall()
        except dbapi2.Error as error:
            raise _ours(error, self.part) from None
        return found

    def each(self, sql: str, values: Sequence[Value] = ()) -> Iterator[Row]:
        """Runs one statement and gives its rows as they are read, in flat memory."""
        try:
            yield from self._raw.execute(sql, values)
        except dbapi2.Error as error:
            raise _ours(error, self.part) from None

    def row(self, sql: str, values: Sequence[Value] = ()) -> Row | None:
        """Runs one statement and gives its first row, if it has one."""
        found = self.rows(sql, values)
        return found[0] if found else None

    def value(self, sql: str, values: Sequence[Value] = ()) -> Any:
        """Runs one statement and gives the first value of its first row."""
        return self.rows(sql, values)[0][0]

    def run(self, sql: str, values: Sequence[Value] = ()) -> int:
        """Runs one changing statement and gives the number of rows it changed."""
        self._check_transaction(sql)
        try:
            changed: int = self._raw.execute(sql, values).rowcount
        except dbapi2.Error as error:
            raise _ours(error, self.part) from None
        return changed

    def run_many(self, sql: str, rows: Iterable[Sequence[Value]]) -> None:
        """Runs one changing statement for each row of values."""
        self._check_transaction(sql)
        try:
            self._raw.executemany(sql, rows)
        except dbapi2.Error as error:
            raise _ours(error, self.part) from None

    def _check_transaction(self, sql: str) -> None:
        # SQLite would commit a lone statement by itself: half of an act, and no entry in the log.
        if not self.in_transaction and not sql.startswith(("PRAGMA", "BEGIN")):
            raise NotInTransaction

    @property
    def in_transaction(self) -> bool:
        """Says whether a transaction is open; after a full disk SQLite has ended it itself."""
        return bool(self._raw.in_transaction)

    def begin(self) -> None:
        """Begins a transaction that may write."""
        self.run("BEGIN IMMEDIATE")

    def commit(self) -> None:
        """Ends the transaction; what it wrote is on the disk when this returns."""
        self.run("COMMIT")

    def roll_back(self) -> None:
        """Undoes the transaction, where SQLite has not already done so."""
        if self.in_transaction:
            self.run("ROLLBACK")

    @contextmanager
    def with_room(self) -> Iterator[None]:
        """Holds more pages in memory meanwhile, for acts that touch much of the file."""
        before = self.value("PRAGMA cache_size")
        self.run(f"PRAGMA cache_size = -{_ROOM_KIB}")
        try:
            yield
        finally:
            self.run(f"PRAGMA cache_size = {before}")
            self.run("PRAGMA shrink_memory")

    def copy_to(self, other: "Connection") -> None:
        """Copies the whole file into the other, under the other's key."""
        try:
            self._raw.backup(other._raw, pages=2000)  # noqa: SLF001 - of the same class
        except dbapi2.Error as error:
            raise _ours(error, self.part) from None

    def close(self) -> None:
        """Brings everything into the main file and closes it."""
        try:
            self._raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        except dbapi2.Error:
            # The next one to open it reads the log of writes as well: nothing is lost.
            pass
        self._raw.close()


def create(path: Path, key: bytes, part: Part) -> Connection:
    """Opens a new file, which must be there already with 0 bytes and its permissions."""
    if path.stat().st_size:
        raise VaultDamaged(part, Damage.NOT_OURS)
    connection = _connect(path, key, part)
    connection.run(f"PRAGMA application_id = {APPLICATION_IDS[part]}")
    return connection


def open_existing(path: Path, key: bytes, part: Part) -> Connection:
    """Opens a file that must be whole; raises VaultMissing and VaultDamaged, and makes nothing."""
    try:
        with path.open("rb") as file:
            start = file.read(len(_PLAIN))
    except FileNotFoundError:
        raise VaultMissing(part) from None
    # A 0-byte file would open as a fresh vault, a plain one with no protection at all.
    if not start:
        raise VaultDamaged(part, Damage.EMPTY)
    if start == _PLAIN:
        raise VaultDamaged(part, Damage.NOT_ENCRYPTED)
    connection = _connect(path, key, part)
    if connection.value("PRAGMA application_id") != APPLICATION_IDS[part]:
        connection.close()
        raise VaultDamaged(part, Damage.NOT_OURS)
    return connection


def facts(connection: Connection) -> dict[str, str]:
    """Asks the connection itself for everything that RECIPE lists."""
    found = {
        name: str(connection.value(f"PRAGMA {name}")) for name in RECIPE if name != "extensions"
    }
    found["extensions"] = _extensions(connection)
    return found


def damage_in(connection: Connection) -> int:
    """Counts what SQLite and SQLCipher find wrong with the file."""
    # Before the checkpoint cipher_integrity_check raises false alarms.
    connection.rows("PRAGMA wal_checkpoint(TRUNCATE)")
    found = connection.rows("PRAGMA cipher_integrity_check")
    found += [row for row in connection.rows("PRAGMA integrity_check") if row != ("ok",)]
    return len(found) + len(connection.rows("PRAGMA foreign_key_check"))


def statements(script: str) -> tuple[str, ...]:
    """Parts a script into its statements: executescript would commit before running any."""
    found: list[str] = []
    buffer = ""
    for line in script.splitlines(keepends=True):
        if not buffer and not line.partition("--")[0].strip():
            continue
        buffer += line
        if dbapi2.complete_statement(buffer):
            found.append(buffer)
            buffer = ""
    if buffer.strip():
        raise ValueError("a statement does not end")
    return tuple(found)


def _connect(path: Path, key: bytes, part: Part) -> Connection:
    # SQLCipher takes a key of any other length as a passphrase, without a word.
    if len(key) != KEY_BYTES:
        raise ValueError("a key has 32 bytes")
    try:
        raw = dbapi2.connect(str(path), isolation_level=None, timeout=5.0)
    except dbapi2.Error as error:
        raise _ours(error, part) from None
    connection = Connection(raw, part, path)
    try:
        _set_up(connection, raw, key)
    except BaseException:
        raw.close()
        raise
    return connection


def _set_up(connection: Connection, raw: Any, key: bytes) -> None:
    connection.run("PRAGMA cipher_log_level = NONE")
    # Plain SQLite ignores a key, and would write everything readable.
    if not connection.rows("PRAGMA cipher_version"):
        raise RecipeNotHeld("cipher_version")
    try:
        raw.set_key(f"x'{key.hex()}'")
    except dbapi2.Error as error:
        raise _ours(error, connection.part) from None
    connection.rows("SELECT count(*) FROM sqlite_master")
    for name, value in (
        ("journal_mode", "WAL"),
        ("synchronous", "FULL"),
        ("foreign_keys", "ON"),
        ("cell_size_check", "ON"),
        ("trusted_schema", "OFF"),
        ("temp_store", "MEMORY"),
    ):
        connection.rows(f"PRAGMA {name} = {value}")
    found = facts(connection)
    for name, value in RECIPE.items():
        if found[name] != value:
            raise RecipeNotHeld(name)


def _extensions(connection: Connection) -> str:
    try:
        connection._raw.execute("SELECT load_extension('')")  # noqa: SLF001 - this module's own
    except dbapi2.Error as error:
        return "off" if "not authorized" in str(error) else "on"
    return "on"


def _ours(error: Exception, part: Part) -> Exception:
    name = str(getattr(error, "sqlite_errorname", "")) or _NAMES.get(str(error), "")
    if name.startswith(("SQLITE_NOTADB", "SQLITE_CORRUPT")):
        return VaultDamaged(part)
    if name.startswith("SQLITE_FULL"):
        return DiskFull()
    if name.startswith(("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM", "SQLITE_AUTH")):
        return ReadOnly()
    if name.startswith(("SQLITE_IOERR", "SQLITE_BUSY", "SQLITE_LOCKED", "SQLITE_NOMEM")):
        return DiskTrouble(name)
    return error
