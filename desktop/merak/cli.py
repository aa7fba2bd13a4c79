"""The command line: opens the program, tries indicator sets, mends views, plays a practice case."""

import argparse
import gc
import getpass
import os
import sys
from pathlib import Path

from merak import __version__, paths, preflight
from merak.errors import MerakError

_NO_DISPLAY = "No display found. To look at the program without one: merak demo ./practice"


def main(argv: list[str] | None = None) -> int:
    """Runs one command and gives its exit code: 0 done, 1 refused or wrong, 2 could not be read."""
    words = _parser().parse_args(argv)
    # Each branch imports what it needs: `merak check` runs where Qt cannot.
    match words.command:
        case "check":
            return _check(words.files)
        case "assess":
            return _assess(words.set, words.answers)
        case "rebuild":
            return _rebuild(paths.data_place(words.place), words.name, words.passphrase_file)
        case "demo":
            return _demo(words.folder, words.language)
        case _:
            return _open(paths.data_place(words.place), smoke=words.smoke)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="merak", description="Opens Merak.")
    parser.add_argument("--version", action="version", version=f"merak {__version__}")
    parser.add_argument("--place", type=Path, help="the folder of the vault")
    parser.add_argument(
        "--smoke", action="store_true", help="show the first window, say so, and end"
    )
    parser.set_defaults(command="")
    commands = parser.add_subparsers(title="commands")

    check = commands.add_parser("check", help="check indicator sets, one problem a line")
    check.add_argument("files", nargs="+", type=Path, metavar="FILE")
    check.set_defaults(command="check")

    assess = commands.add_parser("assess", help="print what a set concludes, as JSON")
    assess.add_argument("set", type=Path, metavar="SET")
    assess.add_argument("answers", type=Path, metavar="ANSWERS.json")
    assess.set_defaults(command="assess")

    rebuild = commands.add_parser("rebuild", help="compute all lists anew from the records")
    rebuild.add_argument("--place", type=Path, help="the folder of the vault")
    rebuild.add_argument("--name", required=True, help="the user who opens the vault")
    rebuild.add_argument("--passphrase-file", type=Path, help="instead of being asked for it")
    rebuild.set_defaults(command="rebuild")

    demo = commands.add_parser("demo", help="play an invented case, with a picture of each page")
    demo.add_argument("folder", type=Path, metavar="DIR")
    demo.add_argument("--language", choices=("en", "es"), default="en")
    demo.set_defaults(command="demo")
    return parser


def _check(files: list[Path]) -> int:
    from merak.services import try_sets

    return try_sets.check(files, sys.stdout)


def _assess(set_file: Path, answers_file: Path) -> int:
    from merak.services import try_sets

    return try_sets.assess(set_file, answers_file, sys.stdout, sys.stderr)


def _rebuild(place: Path, name: str, passphrase_file: Path | None) -> int:
    from merak import app

    try:
        if passphrase_file is None:
            typed = bytearray(getpass.getpass("Passphrase: ").encode())
        else:
            typed = bytearray(passphrase_file.read_bytes().rstrip(b"\r\n"))
        rows = app.rebuild(place, name, typed)
    except OSError as error:
        print(f"merak: {passphrase_file}: {error.strerror}", file=sys.stderr)
        return 2
    except MerakError as error:
        return _refused(error)
    print(f"{rows} cases computed anew")
    return 0


def _demo(folder: Path, language: str) -> int:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    if not _qt_can_load():
        return 1
    from merak import app
    from merak.storage.errors import VaultExists

    try:
        for picture in app.demo(folder.absolute(), language):
            print(picture)
    except VaultExists:
        said = f"merak: {folder} holds a practice vault already. Name an empty folder."
        print(said, file=sys.stderr)
        return 1
    except MerakError as error:
        return _refused(error)
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


def _refused(error: MerakError) -> int:
    # Needs Qt only for the reader's language; every command that opens a vault has it anyway.
    from merak.ui import messages

    print(f"merak: {messages.say(error).line()}", file=sys.stderr)
    return 1
