"""What is wrong is noted at the nearest place that is in the file."""

import pytest

from merak.formats.notes import Notes, nothing_named
from merak.formats.yaml_strict import load


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ("a.b[2]", (2, 9)),
        ("a.b[2].c", (2, 9)),
        ("a.b[7]", (2, 5)),
        ("a.x.y", (2, 2)),
        ("z", (1, 1)),
        ("", (1, 1)),
    ],
)
def test_a_path_that_is_not_there_is_noted_where_it_would_be(
    path: str, place: tuple[int, int]
) -> None:
    notes = Notes(file="file.yaml")
    notes.learn(load(b"a:\n b: [x, y]\n").root)
    notes.note(path, "wrong", "instead")
    (problem,) = notes.problems
    assert (problem.line, problem.column, problem.path) == (*place, path)


def test_where_nothing_is_known_nothing_is_suggested() -> None:
    assert nothing_named("score", "sum", ()) == ('there is no score "sum"', "Remove it")
