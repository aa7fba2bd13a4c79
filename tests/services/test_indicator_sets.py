"""The sets that a laptop can screen with."""

import shutil
from pathlib import Path

import pytest

from merak import paths
from merak.formats.problem import SetRefused
from merak.services import indicator_sets, screen
from merak.services.indicator_sets import NoSet

SHIPPED = paths.indicators() / "merak-child-2015.yaml"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    made = tmp_path / "indicators"
    made.mkdir()
    monkeypatch.setattr(paths, "indicators", lambda: made)
    return made


def test_a_set_with_errors_keeps_no_other_set_from_being_used(laptop, folder):
    shutil.copy(SHIPPED, folder)
    (folder / "own.yaml").write_text("format: 1\nid: own\n")
    assert [line.items for line in screen.sets(laptop.session)] == [19]
    assert indicator_sets.refused(laptop.session) == 1


def test_where_no_set_can_be_used_the_first_error_is_said(laptop, folder):
    (folder / "own.yaml").write_text("format: 1\nid: own\n")
    with pytest.raises(SetRefused):
        screen.sets(laptop.session)


def test_where_no_set_came_that_is_said(laptop, folder):
    assert indicator_sets.refused(laptop.session) == 0
    with pytest.raises(NoSet):
        screen.sets(laptop.session)
