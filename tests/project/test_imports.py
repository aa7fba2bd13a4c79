"""What import-linter cannot see: it knows packages from outside only by their first name."""

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

TOP = Path(__file__).parent.parent.parent
PACKAGE = TOP / "desktop" / "merak"
PROJECT = tomllib.loads((TOP / "pyproject.toml").read_text())

QT_PARTS = {"QtCore", "QtGui", "QtPrintSupport", "QtSvg", "QtSvgWidgets", "QtWidgets"}
# Classes of the permitted parts that open a connection or start another program.
QT_DOORS = {"QDesktopServices", "QProcess"}


def imported(source: str) -> Iterator[tuple[str, str]]:
    """Give every import as (module, name), with name empty for `import module`."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from ((alias.name, "") for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from ((node.module or "", alias.name) for alias in node.names)


def forbidden_parts_of_qt(source: str) -> list[str]:
    found = []
    for module, name in imported(source):
        first, _, rest = module.partition(".")
        if first != "PySide6":
            continue
        part = rest.split(".")[0] or name
        if part not in QT_PARTS or name in QT_DOORS:
            found.append(f"{module}.{name}".rstrip("."))
    return found


def hidden_imports(source: str) -> list[str]:
    """Find imports by a computed name, which no check of imports could follow."""
    calls = [node.func for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)]
    names = [call.id for call in calls if isinstance(call, ast.Name)]
    names += [call.attr for call in calls if isinstance(call, ast.Attribute)]
    return [name for name in names if name in {"__import__", "import_module"}]


def undeclared(source: str, declared: set[str]) -> list[str]:
    # "compression" is the standard library's from Python 3.14 on.
    known = sys.stdlib_module_names | {"merak", "compression"}
    roots = {module.split(".")[0] for module, _ in imported(source)} - known
    owners = packages_distributions()
    return sorted(
        root
        for root in roots
        if not {re.sub(r"[-_.]+", "-", owner).lower() for owner in owners.get(root, [])} & declared
    )


def sources() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def declared() -> set[str]:
    lines = PROJECT["project"]["dependencies"]
    names = {re.split(r"[<>=~!;\[ ]", line, maxsplit=1)[0] for line in lines}
    # shiboken6 is the half of PySide6 that says whether a widget is still alive.
    return {re.sub(r"[-_.]+", "-", name).lower() for name in names} | {"shiboken6"}


@pytest.mark.parametrize(
    "planted",
    [
        "from PySide6.QtNetwork import QTcpSocket",
        "import PySide6.QtNetwork",
        "from PySide6 import QtWebSockets",
        "from PySide6.QtGui import QDesktopServices",
        "def late():\n    from PySide6.QtHttpServer import QHttpServer",
    ],
)
def test_a_planted_network_part_of_qt_is_found(planted: str) -> None:
    assert forbidden_parts_of_qt(planted)


@pytest.mark.parametrize(
    "planted",
    ["__import__('socket')", "import importlib\nimportlib.import_module('ssl')"],
)
def test_a_planted_hidden_import_is_found(planted: str) -> None:
    assert hidden_imports(planted)


def test_a_planted_undeclared_import_is_found() -> None:
    assert undeclared("import json, merak, pytest", declared()) == ["pytest"]


def test_of_qt_only_the_parts_for_windows_are_imported() -> None:
    found = {path.name: forbidden_parts_of_qt(path.read_text()) for path in sources()}
    assert {name: parts for name, parts in found.items() if parts} == {}


def test_nothing_is_imported_by_a_computed_name() -> None:
    assert [path.name for path in sources() if hidden_imports(path.read_text())] == []


def test_everything_imported_is_a_declared_dependency() -> None:
    found = {path.name: undeclared(path.read_text(), declared()) for path in sources()}
    assert {name: roots for name, roots in found.items() if roots} == {}
