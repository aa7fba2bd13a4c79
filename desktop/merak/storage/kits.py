"""Kits byte for byte as they came or were made: the one with the highest serial holds."""

from merak.errors import MerakError
from merak.storage.connection import Connection


class NoKit(MerakError):
    """This vault belongs to no agency yet."""


def add(work: Connection, serial: int, content: bytes, at: str) -> None:
    """Keeps a kit with a new serial."""
    work.run("INSERT INTO kit (serial, taken_at, content) VALUES (?, ?, ?)", (serial, at, content))


def current(work: Connection) -> bytes:
    """Gives the kit that holds; raises NoKit."""
    row = work.row("SELECT content FROM kit WHERE serial = (SELECT MAX(serial) FROM kit)")
    if row is None:
        raise NoKit
    return bytes(row[0])


def exists(work: Connection) -> bool:
    """Says whether the vault has a kit."""
    return work.row("SELECT 1 FROM kit") is not None


def forget_all(work: Connection) -> None:
    """Forgets every kit: of an agency that turned out to be another one."""
    work.run("DELETE FROM kit")
