"""A promise in SECURITY.md without its test fails the build."""

import ast
import re
from pathlib import Path

import pytest

TOP = Path(__file__).parent.parent
NAMED = re.compile(r"`(tests/[\w/.-]+\.py)::(\w+)`")


def faults(page: str, top: Path) -> list[str]:
    """Say what is wrong with the table of promises: a row without test, a test not there."""
    found = []
    table = page.split("## What is promised", 1)[1].split("\n## ", 1)[0]
    rows = [line for line in table.splitlines() if line.startswith("| ")][1:]
    if not rows:
        found.append("no promises")
    found += [f"no test: {row}" for row in rows if not NAMED.search(row)]
    for path, name in NAMED.findall(page):
        if name not in named_tests(top / path):
            found.append(f"not there: {path}::{name}")
    return found


def named_tests(path: Path) -> set[str]:
    """Give the names of the tests of a file that can fail: none that are skipped or expected to."""
    if not path.is_file():
        return set()
    functions = [
        node for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.FunctionDef)
    ]
    return {
        node.name
        for node in functions
        if node.name.startswith("test_")
        and not any(_lets_off(mark) for mark in node.decorator_list)
    }


def _lets_off(decorator: ast.expr) -> bool:
    return re.search(r"\b(skip|skipif|xfail|slow)\b", ast.unparse(decorator)) is not None


def page(row: str) -> str:
    return f"## What is promised\n\n| Promise | Held by |\n|---|---|\n{row}\n\n## After\n"


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    (tmp_path / "tests").mkdir()
    (tmp_path / "tests" / "test_it.py").write_text(
        "import pytest\n"
        "def test_holds(): ...\n"
        "@pytest.mark.skip\ndef test_skipped(): ...\n"
        "@pytest.mark.xfail(strict=False)\ndef test_may_fail(): ...\n"
        "@pytest.mark.slow\ndef test_left_out(): ...\n"
    )
    return tmp_path


def test_a_promise_with_its_test_is_accepted(tree: Path) -> None:
    assert faults(page("| Kept | `tests/test_it.py::test_holds` |"), tree) == []


@pytest.mark.parametrize(
    "row",
    [
        "",
        "| Kept | by care |",
        "| Kept | `tests/test_it.py::test_gone` |",
        "| Kept | `tests/test_gone.py::test_holds` |",
        "| Kept | `tests/test_it.py::test_skipped` |",
        "| Kept | `tests/test_it.py::test_may_fail` |",
        "| Kept | `tests/test_it.py::test_left_out` |",
    ],
)
def test_a_planted_empty_promise_is_found(tree: Path, row: str) -> None:
    assert faults(page(row), tree)


def test_every_promise_of_the_page_is_held_by_a_test() -> None:
    assert faults((TOP / "SECURITY.md").read_text(), TOP) == []


def test_the_page_begins_with_what_is_not_promised() -> None:
    headings = re.findall(r"^## (.+)$", (TOP / "SECURITY.md").read_text(), re.MULTILINE)
    assert headings[0] == "What is not promised"
