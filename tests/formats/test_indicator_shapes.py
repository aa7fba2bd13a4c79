"""Every published shape can be written as a set, and its example comes out as it says."""

import io
import json
from pathlib import Path

import pytest

from merak.services import try_sets

DATA = Path(__file__).parents[1] / "data" / "indicators"
SHAPES = sorted((DATA / "shapes").glob("*.yaml"))

# The rows of the table of published tools, in its order.
PUBLISHED = {
    "shape-two-of-six",
    "shape-any-of-four",
    "shape-section-levels",
    "shape-first-part-opens-second",
    "shape-gate-and-impression",
    "shape-short-and-long-form",
    "shape-points-and-age",
    "shape-anchored-domains",
}


def test_there_is_an_example_of_each_published_shape() -> None:
    assert {file.stem for file in SHAPES} == PUBLISHED
    assert {file.stem for file in (DATA / "shapes").glob("*.json")} == PUBLISHED


@pytest.mark.parametrize("file", SHAPES, ids=lambda file: file.stem)
def test_the_example_of_a_shape_has_no_problem(file: Path) -> None:
    out = io.StringIO()
    assert try_sets.check([file], out) == 0, out.getvalue()


@pytest.mark.parametrize("file", SHAPES, ids=lambda file: file.stem)
def test_trying_a_shape_prints_what_was_worked_out_by_hand(file: Path, tmp_path: Path) -> None:
    for worked in json.loads(file.with_suffix(".json").read_text()):
        answers = tmp_path / "answers.json"
        answers.write_text(json.dumps(worked["try"]))
        out, err = io.StringIO(), io.StringIO()
        assert try_sets.assess(file, answers, out, err) == 0, err.getvalue()
        printed = json.loads(out.getvalue())
        assert printed.pop("set").keys() == {"id", "version", "sha256"}
        assert printed == worked["prints"]
