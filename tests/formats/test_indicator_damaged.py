"""Damaged sets are refused whole, with all that is wrong, where, and what to write instead."""

import io
from pathlib import Path

import pytest
import yaml

from merak.formats import yaml_strict
from merak.services import try_sets

DATA = Path(__file__).parents[1] / "data" / "indicators"
DAMAGED = sorted((DATA / "damaged").glob("*.yaml"))


def said_of(file: Path) -> str:
    out = io.StringIO()
    assert try_sets.check([file], out) == 1
    return out.getvalue().replace(f"{file.parent}/", "")


def test_the_set_that_the_damaged_ones_were_made_from_is_whole() -> None:
    out = io.StringIO()
    assert try_sets.check([DATA / "undamaged.yaml"], out) == 0, out.getvalue()


def test_every_damage_says_what_to_expect() -> None:
    expected = {file.stem for file in (DATA / "damaged").glob("*.txt")}
    assert {file.stem for file in DAMAGED} == expected
    assert len(DAMAGED) > 60


@pytest.mark.parametrize("file", DAMAGED, ids=lambda file: file.stem)
def test_damage_is_named_with_its_place_and_what_to_write(file: Path) -> None:
    assert said_of(file) == file.with_suffix(".txt").read_text()


@pytest.mark.parametrize("file", DAMAGED, ids=lambda file: file.stem)
def test_without_libyaml_the_same_is_said(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yaml_strict, "_LOADER", yaml.SafeLoader)
    lines = file.with_suffix(".txt").read_text().splitlines()
    if "this is not YAML" in lines[0]:
        # The two parsers have different words for it.
        assert "this is not YAML" in said_of(file)
    else:
        assert said_of(file).splitlines() == lines


def test_a_problem_of_a_set_begins_with_where_it_is() -> None:
    for file in DAMAGED:
        for line in said_of(file).splitlines():
            name, row, column, rest = line.split(":", 3)
            assert name == file.name
            assert int(row) >= 1
            assert int(column) >= 1
            assert rest.endswith(".")
