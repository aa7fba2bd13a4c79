"""A set's bytes are kept by their hash, once."""

from typing import Any

import pytest

from merak.codec import digest
from merak.domain.ids import SetHash
from merak.storage import sets
from merak.storage.errors import UnknownSet


def test_a_set_is_kept_byte_for_byte_and_once(desk: Any) -> None:
    vault = desk.create()
    content = "title: {es: Señales}\r\n".encode()
    for at in ("2026-11-22T10:00:00Z", "2026-11-23T10:00:00Z"):
        with vault.transaction():
            sha256 = sets.add(vault.work, content=content, id="a-set", version="1.0.0", at=at)
    assert sha256 == digest(content)
    vault = desk.unlock()
    assert sets.content(vault.work, sha256) == content
    [kept] = sets.every(vault.work)
    assert (kept.sha256, kept.id, kept.version) == (sha256, "a-set", "1.0.0")
    assert kept.added_at == "2026-11-22T10:00:00Z"


def test_a_set_that_is_not_there_is_said(desk: Any) -> None:
    with pytest.raises(UnknownSet):
        sets.content(desk.create().work, SetHash("0" * 64))
