import json
import stat
from pathlib import Path

import pytest

from merak.domain.preferences import DEFAULTS, Appearance, Language, Preferences
from merak.storage import preferences
from merak.storage.errors import DiskTrouble

CHOSEN = Preferences(language=Language.SPANISH, look=Appearance.DARK, scale=1.5)


def test_what_was_written_is_read_again(tmp_path: Path) -> None:
    preferences.write(tmp_path, CHOSEN)
    assert preferences.read(tmp_path) == CHOSEN


def test_a_missing_file_means_the_defaults(tmp_path: Path) -> None:
    assert preferences.read(tmp_path / "nowhere") == DEFAULTS


@pytest.mark.parametrize(
    "damaged",
    [
        b"",
        b"{",
        b"[]",
        b"\xff\xfe",
        b'{"language":"en","look":"light"}',
        b'{"language":"fr","look":"light","scale":1.0}',
        b'{"language":"en","look":"pink","scale":1.0}',
        b'{"language":"en","look":"light","scale":0.5}',
        b'{"language":"en","look":"light","scale":2.1}',
        b'{"language":"en","look":"light","scale":"1.0"}',
        b'{"language":"en","look":"light","scale":1.0,"name":"x"}',
    ],
)
def test_a_damaged_file_means_the_defaults(tmp_path: Path, damaged: bytes) -> None:
    (tmp_path / preferences.FILE_NAME).write_bytes(damaged)
    assert preferences.read(tmp_path) == DEFAULTS


def test_a_folder_in_its_place_means_the_defaults(tmp_path: Path) -> None:
    (tmp_path / preferences.FILE_NAME).mkdir()
    assert preferences.read(tmp_path) == DEFAULTS


def test_only_the_owner_may_read_the_file(tmp_path: Path) -> None:
    preferences.write(tmp_path, CHOSEN)
    assert stat.S_IMODE((tmp_path / preferences.FILE_NAME).stat().st_mode) == 0o600


def test_writing_leaves_nothing_but_the_file(tmp_path: Path) -> None:
    preferences.write(tmp_path, CHOSEN)
    preferences.write(tmp_path, DEFAULTS)
    assert [file.name for file in tmp_path.iterdir()] == [preferences.FILE_NAME]


def test_the_file_holds_nothing_but_language_look_and_scale(tmp_path: Path) -> None:
    preferences.write(tmp_path, CHOSEN)
    kept = json.loads((tmp_path / preferences.FILE_NAME).read_bytes())
    assert kept == {"language": "es", "look": "dark", "scale": 1.5}


def test_a_write_that_fails_says_so_and_keeps_what_was_there(tmp_path: Path) -> None:
    (tmp_path / preferences.FILE_NAME).mkdir()
    with pytest.raises(DiskTrouble) as refused:
        preferences.write(tmp_path, CHOSEN)
    assert refused.value.name == "EISDIR"
    assert (tmp_path / preferences.FILE_NAME).is_dir()
