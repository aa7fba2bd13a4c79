"""Nothing that was typed can be read on the disk, in the vault or beside it, or goes out."""

import base64
import contextlib
import os
import secrets
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from tests.journeys.conftest import TestClock
from tests.promises.marked_day import LOOKED_FOR, PASSPHRASES, TYPED
from tests.promises.scan import Found, forms, scan
from tests.services.test_personal import content_of

from merak.services import unlock

TOP = Path(__file__).parent.parent.parent
FOLDERS = ("home", "tmp", "cache", "config", "data", "state", "runtime")
MOMENTS = ("open", "locked", "closed")
TYPED_AND_NOT_KEPT = {"searched"}
IN_NO_FREE_FIELD = {"user", "colleague"}
PLANTED = "Zwq77marker"


@dataclass(frozen=True)
class Day:
    """What a day left behind: all that could be read at each moment, and the folders after it."""

    top: Path
    sheet: str
    found: dict[str, list[Found]] = field(default_factory=dict)
    sockets: list[str] = field(default_factory=list)

    def folders(self) -> list[Path]:
        return [self.top / name for name in (*FOLDERS, "vault")]


def environment(top: Path) -> dict[str, str]:
    """Everything a program may take for a place to write leads into one folder."""
    for name in FOLDERS:
        (top / name).mkdir(mode=0o700)
    kept = {name: os.environ[name] for name in ("PATH", "LANG", "LC_ALL") if name in os.environ}
    xdg = {f"XDG_{name.upper()}_HOME": str(top / name) for name in FOLDERS[2:6]}
    temporary = dict.fromkeys(("TMPDIR", "TMP", "TEMP"), str(top / "tmp"))
    return {
        **kept,
        **xdg,
        **temporary,
        "HOME": str(top / "home"),
        "XDG_RUNTIME_DIR": str(top / "runtime"),
        "QT_QPA_PLATFORM": "offscreen",
        "PYTHONPATH": os.pathsep.join((str(TOP / "desktop"), str(TOP))),
        "PYTHONDONTWRITEBYTECODE": "1",
    }


@pytest.fixture(scope="module")
def day(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Day]:
    top = tmp_path_factory.mktemp("day")
    child = subprocess.Popen(
        [sys.executable, "-m", "tests.promises.marked_day", str(top / "vault")],
        cwd=TOP,
        env=environment(top),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert child.stdin
    assert child.stdout
    with child:
        lived = Day(top=top, sheet=child.stdout.readline().strip())
        for moment in MOMENTS:
            assert child.stdout.readline().strip() == moment
            lived.found[moment] = scan(lived.folders(), looked_for(lived.sheet))
            lived.sockets.extend(sockets_of(child.pid))
            child.stdin.write("\n")
            child.stdin.flush()
        lived.sockets.extend(child.stdout.readline().split())
    assert child.returncode == 0
    yield lived
    shutil.rmtree(top)


def sockets_of(process: int) -> list[str]:
    """Gives every socket that a process holds, Qt's too, as far as the system shows them."""
    found = []
    for handle in Path("/proc").glob(f"{process}/fd/*"):
        # One may be closed while they are looked through.
        with contextlib.suppress(FileNotFoundError):
            found.append(str(handle.readlink()))
    return [name for name in found if name.startswith("socket:")]


def looked_for(sheet: str) -> dict[str, str]:
    some = sheet.split()[4:8]
    marks = (" ", "\n", "\0", ",")
    return {**LOOKED_FOR, **{f"sheet {number}": m.join(some) for number, m in enumerate(marks)}}


@pytest.mark.parametrize("moment", MOMENTS)
def test_nothing_that_was_typed_can_be_read_on_the_disk(day: Day, moment: str) -> None:
    assert len(day.sheet.split()) == 20
    assert day.found[moment] == []


def test_what_was_looked_for_was_really_typed_and_kept(day: Day) -> None:
    place, typed = day.top / "kept", bytearray(PASSPHRASES["changed"].encode())
    shutil.copytree(day.top / "vault", place)
    session = unlock.unlock(place, TYPED["user"], typed, TestClock(), secrets.token_bytes)
    work, private = content_of(session.work), content_of(session.private)
    session.close()
    shutil.rmtree(place)
    kept = set(LOOKED_FOR) - set(PASSPHRASES) - TYPED_AND_NOT_KEPT
    assert {name for name in kept if LOOKED_FOR[name].encode() in work} == IN_NO_FREE_FIELD
    free = kept - IN_NO_FREE_FIELD
    assert {name for name in kept if LOOKED_FOR[name].encode() in private} == free
    for secret in PASSPHRASES.values():
        assert secret.encode() not in work + private


def test_everything_in_the_vaults_folder_is_its_owners_only(day: Day) -> None:
    assert (day.top / "vault").stat().st_mode & 0o077 == 0
    assert [p.name for p in (day.top / "vault").iterdir() if p.stat().st_mode & 0o077] == []


def test_the_program_writes_nowhere_but_into_the_vaults_folder(day: Day) -> None:
    written = [path for name in FOLDERS for path in (day.top / name).rglob("*") if path.is_file()]
    # What the system's libraries keep of fonts and shaders is theirs and holds nothing typed.
    assert [path.name for path in written if "fontconfig" not in path.parts] == []


def test_the_program_opens_no_socket_in_a_whole_day(day: Day) -> None:
    assert day.sockets == []


def test_a_planted_socket_is_noticed() -> None:
    planted = (
        "import os, socket, tests.promises.marked_day as d, tests.promises.test_disk as t\n"
        "seen = d.watch_sockets(); held = socket.socket()\n"
        "print(seen, t.sockets_of(os.getpid()))"
    )
    path = os.pathsep.join((str(TOP / "desktop"), str(TOP)))
    ended = subprocess.run(
        [sys.executable, "-c", planted],
        cwd=TOP,
        env={**os.environ, "PYTHONPATH": path},
        capture_output=True,
        text=True,
        check=True,
    )
    assert "socket.__new__" in ended.stdout
    assert "'socket:[" in ended.stdout or not sys.platform.startswith("linux")


def outside(encoded: bytes) -> bytes:
    return b"\x00\xffbefore" + encoded + b"after\x00"


@pytest.mark.parametrize("folder", [*FOLDERS, "vault"])
def test_a_marker_planted_in_any_folder_is_found(day: Day, folder: str) -> None:
    planted = day.top / folder / "deep" / "planted"
    planted.parent.mkdir()
    planted.write_bytes(outside(TYPED["note"].encode()))
    seen = scan(day.folders(), looked_for(day.sheet))
    shutil.rmtree(planted.parent)
    assert {(found.path, found.what) for found in seen} == {(planted, "note")}


PLANTS = {
    "as it is": PLANTED.encode(),
    "upper case": PLANTED.upper().encode(),
    "utf-16 of Windows": PLANTED.encode("utf-16-le"),
    "utf-16 the other way": PLANTED.encode("utf-16-be"),
    "backwards": PLANTED.encode()[::-1],
    "utf-16 backwards": PLANTED.encode("utf-16-le")[::-1],
    "hex": PLANTED.encode().hex().encode(),
    "hex in capitals": PLANTED.encode().hex().upper().encode(),
    "hex of utf-16": PLANTED.encode("utf-16-le").hex().encode(),
    "hex of lower case": PLANTED.lower().encode().hex().encode(),
    **{
        f"base64 of {encoding} after {before} bytes": base64.b64encode(
            b"\xfe" * before + PLANTED.encode(encoding) + b"\xfd" * after
        )
        for encoding in ("utf-8", "utf-16-le")
        for before in range(3)
        for after in range(3)
    },
}


@pytest.mark.parametrize("encoded", PLANTS.values(), ids=PLANTS.keys())
def test_a_marker_planted_in_any_form_is_found(tmp_path: Path, encoded: bytes) -> None:
    (tmp_path / "planted").write_bytes(outside(encoded))
    assert {found.what for found in scan([tmp_path], {"planted": PLANTED})} == {"planted"}
    (tmp_path / "planted").write_bytes(outside(encoded[:6]))
    assert scan([tmp_path], {"planted": PLANTED}) == []


def test_a_file_that_is_named_for_somebody_is_found(tmp_path: Path) -> None:
    (tmp_path / f"report-{PLANTED}.txt").write_bytes(b"")
    assert [found.what for found in scan([tmp_path], {"planted": PLANTED})] == ["planted"]


def test_no_form_is_so_short_that_chance_would_find_it() -> None:
    for words in LOOKED_FOR.values():
        assert min(len(pattern) for _, pattern in forms(words)) >= 10
