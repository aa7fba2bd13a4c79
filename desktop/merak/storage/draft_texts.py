"""What is typed freely into a draft, in the private file only."""

from collections.abc import Mapping
from enum import StrEnum

import msgspec

from merak.domain.identity import Identity
from merak.domain.ids import ItemId, ScreeningId
from merak.storage.connection import Connection


class Area(StrEnum):
    """What a text belongs to."""

    IDENTITY = "identity"
    NOTE = "note"
    TEXT = "text"


def put_identity(private: Connection, draft: ScreeningId, identity: Identity) -> None:
    """Saves who the young person is, as far as it was typed."""
    for name, content in msgspec.to_builtins(identity).items():
        _put(private, draft, Area.IDENTITY, name, content)


def identity(private: Connection, draft: ScreeningId) -> Identity:
    """Gives who the young person is; empty texts where nothing was typed."""
    return msgspec.convert(_get(private, draft, Area.IDENTITY), Identity)


def put_note(private: Connection, draft: ScreeningId, item: ItemId, content: str) -> None:
    """Saves the note at an item; an empty one takes it away."""
    _put(private, draft, Area.NOTE, item, content)


def notes(private: Connection, draft: ScreeningId) -> Mapping[ItemId, str]:
    """Gives the notes of a draft by item."""
    return {ItemId(name): text for name, text in _get(private, draft, Area.NOTE).items()}


def put_text(private: Connection, draft: ScreeningId, field: str, content: str) -> None:
    """Saves any other free text by the name of its field; an empty one takes it away."""
    _put(private, draft, Area.TEXT, field, content)


def texts(private: Connection, draft: ScreeningId) -> Mapping[str, str]:
    """Gives the other free texts of a draft by field."""
    return _get(private, draft, Area.TEXT)


def drafts(private: Connection) -> frozenset[ScreeningId]:
    """Gives the ids of drafts that have any free text."""
    rows = private.rows("SELECT DISTINCT draft FROM draft_text")
    return frozenset(ScreeningId(row[0]) for row in rows)


def drop(private: Connection, draft: ScreeningId) -> None:
    """Takes away all free text of a draft."""
    private.run("DELETE FROM draft_text WHERE draft = ?", (draft,))


def _put(private: Connection, draft: ScreeningId, area: Area, name: str, content: str) -> None:
    if content:
        private.run(
            "INSERT INTO draft_text (draft, area, name, content) VALUES (?, ?, ?, ?)"
            " ON CONFLICT (draft, area, name) DO UPDATE SET content = excluded.content",
            (draft, area, name, content),
        )
    else:
        private.run(
            "DELETE FROM draft_text WHERE draft = ? AND area = ? AND name = ?", (draft, area, name)
        )


def _get(private: Connection, draft: ScreeningId, area: Area) -> dict[str, str]:
    rows = private.rows(
        "SELECT name, content FROM draft_text WHERE draft = ? AND area = ? ORDER BY name",
        (draft, area),
    )
    return dict(rows)
