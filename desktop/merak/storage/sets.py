"""The bytes of indicator sets by their hash: what a draft has pinned stays as it was."""

from dataclasses import dataclass

from merak.codec import digest
from merak.domain.ids import SetHash
from merak.storage.connection import Connection
from merak.storage.errors import UnknownSet


@dataclass(frozen=True, slots=True, kw_only=True)
class SetKept:
    """One set in the vault, without its bytes."""

    sha256: SetHash
    id: str
    version: str
    added_at: str


# `id` and `version` are what the reader of sets found in the content.
def add(work: Connection, *, content: bytes, id: str, version: str, at: str) -> SetHash:  # noqa: A002
    """Keeps the set's bytes and gives their hash; one that is there already stays."""
    sha256 = SetHash(digest(content))
    work.run(
        "INSERT INTO indicator_set (sha256, id, version, added_at, content)"
        " VALUES (?, ?, ?, ?, ?) ON CONFLICT (sha256) DO NOTHING",
        (sha256, id, version, at, content),
    )
    return sha256


def content(work: Connection, sha256: SetHash) -> bytes:
    """Gives the bytes of the set; raises UnknownSet."""
    row = work.row("SELECT content FROM indicator_set WHERE sha256 = ?", (sha256,))
    if row is None:
        raise UnknownSet(sha256)
    return bytes(row[0])


def every(work: Connection) -> tuple[SetKept, ...]:
    """Gives all sets, the last added first."""
    rows = work.rows(
        "SELECT sha256, id, version, added_at FROM indicator_set ORDER BY added_at DESC, sha256"
    )
    return tuple(
        SetKept(sha256=SetHash(sha256), id=id_, version=version, added_at=at)
        for sha256, id_, version, at in rows
    )
