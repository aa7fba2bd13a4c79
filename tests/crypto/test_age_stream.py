"""Sealed files of any size go through in flat memory, and every failure is one of ours."""

import io
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from merak.crypto import age_file
from merak.crypto.age_file import AgeFileDamaged, NotARecipient, NotForThisKey, Opening

ANA = age_file.identity(bytes(range(32)))
BO = age_file.identity(bytes(range(1, 33)))
CONTENT = bytes(range(256)) * 1500


class Torn(Exception):
    """What a stick that is pulled out raises."""


class TornFile(io.BytesIO):
    """A file that can be read only so far."""

    def read(self, size: int | None = -1, /) -> bytes:
        if self.tell() > 100_000:
            raise Torn
        return super().read(size)


def chunks(size: int = 1000) -> Iterator[bytes]:
    yield b""
    for at in range(0, len(CONTENT), size):
        yield CONTENT[at : at + size]


def sealed() -> bytes:
    out = io.BytesIO()
    age_file.encrypt_io(chunks(), out, [ANA.recipient, BO.recipient])
    return out.getvalue()


SEALED = sealed()


def read(data: bytes, *keys: age_file.Identity) -> bytes:
    found = []
    with Opening(io.BytesIO(data), keys) as opening:
        while chunk := opening.read():
            found.append(chunk)
        assert opening.read() == b""
    return b"".join(found)


@pytest.mark.parametrize("key", [ANA, BO])
def test_every_recipient_reads_what_was_written(key: age_file.Identity) -> None:
    assert read(SEALED, age_file.identity(b"x" * 32), key) == CONTENT
    assert age_file.decrypt(SEALED, key) == CONTENT


def test_nobody_else_reads_it() -> None:
    with pytest.raises(NotForThisKey):
        read(SEALED, age_file.identity(b"x" * 32))


@pytest.mark.parametrize("hurt", [SEALED[:50], SEALED[:-1], SEALED + b"x", b""])
def test_a_file_that_is_not_whole_is_damaged(hurt: bytes) -> None:
    with pytest.raises(AgeFileDamaged):
        read(hurt, ANA)


def test_damage_is_said_as_often_as_it_is_read() -> None:
    with Opening(io.BytesIO(b"age"), [ANA]) as opening:
        for _ in range(2):
            with pytest.raises(AgeFileDamaged):
                opening.read()


def test_a_file_may_be_left_in_the_middle() -> None:
    many = io.BytesIO(age_file.encrypt(bytes(5_000_000), [ANA.recipient]))
    with Opening(many, [ANA]) as opening:
        assert opening.read()


def test_what_the_sealed_file_raises_comes_out_as_it_is() -> None:
    with Opening(TornFile(SEALED), [ANA]) as opening, pytest.raises(Torn):
        list(iter(opening.read, b""))


def test_what_the_content_raises_comes_out_as_it_is() -> None:
    def torn() -> Iterator[bytes]:
        yield b"begins"
        raise Torn

    with pytest.raises(Torn):
        age_file.encrypt_io(torn(), io.BytesIO(), [ANA.recipient])


class Full(io.BytesIO):
    """A stick that is full after so many bytes."""

    def __init__(self, room: int) -> None:
        super().__init__()
        self.room = room

    def write(self, data: Any, /) -> int:
        if self.tell() + len(data) > self.room:
            raise Torn
        return super().write(data)


@pytest.mark.parametrize("room", [0, 100_000])
def test_what_writing_raises_comes_out_as_it_is(room: int) -> None:
    with pytest.raises(Torn):
        age_file.encrypt_io(chunks(), Full(room), [ANA.recipient])


def test_content_that_fills_its_last_chunk_is_read_whole() -> None:
    assert read(age_file.encrypt(bytes(2 * 65536), [ANA.recipient]), ANA) == bytes(2 * 65536)


def test_a_stream_to_nobody_is_refused() -> None:
    with pytest.raises(NotARecipient):
        age_file.encrypt_io(chunks(), io.BytesIO(), [])


def test_what_is_a_recipient_is_known() -> None:
    assert age_file.is_recipient(ANA.recipient)
    assert not age_file.is_recipient("age1nobody")


def test_key_files_are_read_and_other_lines_passed_over() -> None:
    [key] = age_file.identities(_key_file())
    assert key == ANA
    assert age_file.identities("# nothing\n" + _key_file()[:-2] + "\nAGE-SECRET-KEY-1Q\n") == ()


def _key_file() -> str:
    return f"# made for a test\n# public key: {ANA.recipient}\n{age_file._pair(ANA.secret)}\n"


def test_the_age_tool_opens_what_we_seal(tmp_path: Path) -> None:
    tool = shutil.which("age")
    assert tool, "the tool age is missing: apt-get install age"
    (tmp_path / "key").write_text(_key_file())
    (tmp_path / "file.age").write_bytes(SEALED)
    ended = subprocess.run(
        [tool, "-d", "-i", tmp_path / "key", tmp_path / "file.age"],
        capture_output=True,
        check=True,
    )
    assert ended.stdout == CONTENT
