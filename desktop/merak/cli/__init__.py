"""The command line: opens the program, tries sets, mends views, exchanges bundles, practises."""

import gc
import os
import sys
from argparse import Namespace
from pathlib import Path

from merak import paths, preflight
from merak.cli import arguments
from merak.errors import MerakError

_NO_DISPLAY = "No display found. To look at the program without one: merak demo ./practice"


def main(argv: list[str] | None = None) -> int:
    """Runs one command and gives its exit code: 0 done, 1 refused or wrong, 2 could not be read."""
    words = arguments.parser().parse_args(argv)
    # Each branch imports what it needs: `merak check` runs where Qt cannot.
    match words.command:
        case "check":
            return _check(words.files)
        case "assess":
            return _assess(words.set, words.answers)
        case "rebuild":
            return _rebuild(paths.data_place(words.place), words.name, words.passphrase_file)
        case "demo" if words.laptops or words.screenings:
            return _practise(words)
        case "demo":
            return _demo(words.folder, words.language)
        case command if command in arguments.EXCHANGE:
            return _exchange(words)
        case _:
            return _open(paths.data_place(words.place), smoke=words.smoke)


def _check(files: list[Path]) -> int:
    from merak.services import try_sets

    return try_sets.check(files, sys.stdout)


def _assess(set_file: Path, answers_file: Path) -> int:
    from merak.services import try_sets

    return try_sets.assess(set_file, answers_file, sys.stdout, sys.stderr)


def _rebuild(place: Path, name: str, passphrase_file: Path | None) -> int:
    if not _qt_can_load():
        return 1
    from merak import app
    from merak.cli import exchange

    try:
        rows = app.rebuild(place, name, exchange.passphrase(passphrase_file))
    except OSError as error:
        return exchange.unreadable(error)
    except MerakError as error:
        return exchange.refused(error)
    print(f"{rows} cases computed anew")
    return 0


def _exchange(words: Namespace) -> int:
    # Qt is there for the reader's language.
    if not _qt_can_load():
        return 1
    from merak.cli import exchange

    return exchange.run(words)


def _practise(words: Namespace) -> int:
    if not _qt_can_load():
        return 1
    from merak.cli import practice

    return practice.run(words)


def _demo(folder: Path, language: str) -> int:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    if not _qt_can_load():
        return 1
    from merak import app
    from merak.cli import exchange
    from merak.storage.errors import VaultExists

    try:
        for picture in app.demo(folder.absolute(), language):
            print(picture)
    except VaultExists:
        said = f"merak: {folder} holds a practice vault already. Name an empty folder."
        print(said, file=sys.stderr)
        return 1
    except MerakError as error:
        return exchange.refused(error)
    return 0


def _open(place: Path, *, smoke: bool) -> int:
    if smoke:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    displays = ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY")
    if sys.platform.startswith("linux") and not any(os.environ.get(name) for name in displays):
        print(_NO_DISPLAY, file=sys.stderr)
        return 1
    # Nothing that is made while starting is garbage; to look for it costs a tenth of the time.
    gc.disable()
    _load_before_qt()
    if not _qt_can_load():
        return 1
    from merak import app

    if smoke:
        print(app.smoke(place))
        return 0
    return app.run(place)


def _load_before_qt() -> None:
    # PySide6 reads the source of every module that is imported after it: these come first.
    import datetime as dt  # noqa: F401
    import gettext  # noqa: F401
    import locale  # noqa: F401
    import queue  # noqa: F401
    import string  # noqa: F401
    import traceback  # noqa: F401

    from merak.services import given, laptop  # noqa: F401
    from merak.storage import preferences  # noqa: F401
    from merak.ui import tokens  # noqa: F401


def _qt_can_load() -> bool:
    missing = preflight.missing()
    if missing:
        print(preflight.advice(missing), file=sys.stderr)
    return not missing
