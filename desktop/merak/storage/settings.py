"""What holds for the whole vault, as names and values in the work file."""

from collections.abc import Mapping

from merak.storage.connection import Connection

DEVICE = "device"
RECOVERY_RECIPIENT = "recovery_recipient"
KEYS_STALE = "keys_stale"
NEXT_N = "next_n"
KDF = "kdf"


def get(work: Connection, name: str, default: str = "") -> str:
    """Gives the value, or the default where it was never set."""
    row = work.row("SELECT value FROM setting WHERE name = ?", (name,))
    return str(row[0]) if row else default


def put(work: Connection, name: str, value: str) -> None:
    """Sets the value."""
    work.run(
        "INSERT INTO setting (name, value) VALUES (?, ?)"
        " ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        (name, value),
    )


def every(work: Connection) -> Mapping[str, str]:
    """Gives all that is set."""
    return dict(work.rows("SELECT name, value FROM setting ORDER BY name"))
