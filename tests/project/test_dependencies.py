import re
import sys
import tomllib
from importlib.metadata import version
from pathlib import Path

import pytest

import merak

TOP = Path(__file__).parent.parent.parent
PROJECT = tomllib.loads((TOP / "pyproject.toml").read_text())
LOCKS = ("requirements.lock", "requirements-dev.lock")
PIN = re.compile(r"^(?P<name>[a-z0-9-]+)==(?P<version>[^ ]+)", re.MULTILINE)


def pins(lock: str) -> dict[str, str]:
    text = (TOP / lock).read_text()
    return {found["name"]: found["version"] for found in PIN.finditer(text)}


def declared() -> set[str]:
    lines = PROJECT["project"]["dependencies"]
    names = (re.split(r"[<>=~!;\[ ]", line, maxsplit=1)[0] for line in lines)
    return {re.sub(r"[-_.]+", "-", name).lower() for name in names}


def test_the_version_is_written_in_one_place() -> None:
    assert PROJECT["project"]["dynamic"] == ["version"]
    assert PROJECT["tool"]["hatch"]["version"]["path"] == "desktop/merak/__init__.py"
    assert re.fullmatch(r"\d+\.\d+\.\d+", merak.__version__)


def test_qt_is_the_version_whose_none_is_counted_right() -> None:
    # 6.12.0 dies on Python 3.11; docs/decisions says more.
    assert "PySide6-Essentials==6.11.3" in PROJECT["project"]["dependencies"]
    assert version("PySide6-Essentials") == "6.11.3"
    for lock in LOCKS:
        assert pins(lock)["pyside6-essentials"] == "6.11.3"


@pytest.mark.parametrize("lock", LOCKS)
def test_every_dependency_is_locked(lock: str) -> None:
    assert declared() <= set(pins(lock))


@pytest.mark.parametrize("lock", LOCKS)
def test_every_locked_package_has_hashes(lock: str) -> None:
    text = (TOP / lock).read_text()
    blocks = re.split(r"^(?=[a-z0-9])", text, flags=re.MULTILINE)[1:]
    assert len(blocks) == len(pins(lock))
    without = [block.split("==")[0] for block in blocks if "--hash=sha256:" not in block]
    assert without == []


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_names_no_address_and_no_option(lock: str) -> None:
    lines = [line.strip() for line in (TOP / lock).read_text().splitlines()]
    assert [line for line in lines if "://" in line or " @ " in line] == []
    options = [line for line in lines if line.startswith("-")]
    assert [line for line in options if not line.startswith("--hash=sha256:")] == []


def test_both_locks_agree() -> None:
    assert pins(LOCKS[0]).items() <= pins(LOCKS[1]).items()


def test_only_one_package_provides_sqlcipher3() -> None:
    # -binary and -wheels share its import name and would overwrite it.
    assert [name for name in pins(LOCKS[1]) if name.startswith("sqlcipher3")] == ["sqlcipher3"]


def test_python_is_new_enough() -> None:
    assert PROJECT["project"]["requires-python"] == ">=3.11"
    assert sys.version_info >= (3, 11)
