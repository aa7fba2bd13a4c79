"""Plants an import that each contract forbids, and asks that import-linter finds it."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

TOP = Path(__file__).parent.parent.parent

PLANTED = [
    ("domain/planted.py", "import merak.storage", "Imports go downward only"),
    ("domain/planted.py", "import merak.crypto", "Imports go downward only"),
    ("formats/planted.py", "import merak.storage", "Imports go downward only"),
    ("services/planted.py", "import merak.ui.pages", "Imports go downward only"),
    ("drawer.py", "import merak.errors", "Imports go downward only"),
    ("ui/widgets/planted.py", "import merak.ui.pages", "Inside ui"),
    ("ui/widgets/planted.py", "import merak.services", "Widgets know no service"),
    ("ui/pages/planted.py", "import merak.storage", "Pages know services"),
    ("services/planted.py", "import PySide6.QtCore", "Qt only in ui and app"),
    ("services/planted.py", "import sqlcipher3", "SQL only in storage"),
    ("storage/planted.py", "import sqlite3", "SQL only in storage"),
    ("domain/planted.py", "import time", "The domain is pure"),
    ("formats/planted.py", "import urllib.request", "No network"),
    ("services/planted.py", "import socket", "No network"),
    ("ui/planted.py", "import asyncio", "No network"),
]


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", "from importlinter.cli import lint_imports_command as c; c()"]
    return subprocess.run(
        [*command, "--no-logo", "--no-cache"],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": "desktop", "COLUMNS": "200"},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    shutil.copy(TOP / "pyproject.toml", tmp_path)
    leave_out = shutil.ignore_patterns("__pycache__")
    shutil.copytree(TOP / "desktop", tmp_path / "desktop", ignore=leave_out)
    return tmp_path


def test_every_planted_import_breaks_its_contract(checkout: Path) -> None:
    for path, statement, contract in PLANTED:
        planted = checkout / "desktop" / "merak" / path
        planted.write_text(statement + "\n")
        result = lint(checkout)
        broken = [line for line in result.stdout.splitlines() if " BROKEN" in line]
        assert result.returncode == 1, (path, statement)
        assert any(line.startswith(contract) for line in broken), (path, statement, result.stdout)
        planted.unlink()
