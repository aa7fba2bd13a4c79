"""The rules of style that a machine can count. The limits leave a little room above "about"."""

import ast
import re
from pathlib import Path

import pytest

TOP = Path(__file__).parent.parent.parent
PACKAGE = TOP / "desktop" / "merak"

LONGEST_FILE = 300
LONGEST_PAGE_OR_TEST = 350
LONGEST_FUNCTION = 55
DRAWERS = {"utils", "util", "helpers", "helper", "common", "misc"}
VAGUE = re.compile(r"(Manager|Handler|Mixin|Helper|Utils?)$")

Function = ast.FunctionDef | ast.AsyncFunctionDef


def faults(name: str, source: str, longest_file: int = LONGEST_FILE) -> list[str]:
    """Say which rules a file breaks."""
    found = []
    lines = len(source.splitlines())
    if lines > longest_file:
        found.append(f"{name}: {lines} lines")
    if set(Path(name).with_suffix("").parts) & DRAWERS:
        found.append(f"{name}: a drawer")
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ClassDef) and VAGUE.search(node.name):
            found.append(f"{name}: {node.name} says nothing")
        if isinstance(node, Function) and _length(node) > LONGEST_FUNCTION:
            found.append(f"{name}: {node.name} has {_length(node)} lines")
        if isinstance(node, ast.Name) and node.id == "TYPE_CHECKING":
            found.append(f"{name}: a circle is hidden behind TYPE_CHECKING")
    return found


def _length(node: Function) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


@pytest.mark.parametrize(
    ("name", "planted"),
    [
        ("long.py", "x = 1\n" * (LONGEST_FILE + 1)),
        ("ui/utils.py", ""),
        ("helpers/text.py", ""),
        ("vault.py", "class VaultManager: ..."),
        ("vault.py", "def f():\n" + "    x = 1\n" * LONGEST_FUNCTION),
        ("vault.py", "from typing import TYPE_CHECKING\nif TYPE_CHECKING: import merak"),
    ],
)
def test_a_planted_fault_of_style_is_found(name: str, planted: str) -> None:
    assert len(faults(name, planted)) == 1


def test_the_program_keeps_the_rules_of_style() -> None:
    found = []
    for path in sorted(PACKAGE.rglob("*.py")):
        name = path.relative_to(PACKAGE)
        longest = LONGEST_PAGE_OR_TEST if "pages" in name.parts else LONGEST_FILE
        found += faults(str(name), path.read_text(), longest)
    assert found == []


def test_tests_stay_short_enough_to_read() -> None:
    sizes = {path.name: len(path.read_text().splitlines()) for path in TOP.glob("tests/**/*.py")}
    assert {name: size for name, size in sizes.items() if size > LONGEST_PAGE_OR_TEST} == {}


def test_tests_are_no_package() -> None:
    assert list(TOP.glob("tests/**/__init__.py")) == []
