"""What can be typed after `merak`; nothing heavy is imported here, so that every start is fast."""

import argparse
from collections.abc import Mapping
from pathlib import Path
from typing import TypeAlias

from merak import __version__

CODES = """exit codes:
  0    all of it is done
  1    something was refused; what it was and what to do now is said
  2    something could not be read or written, or this is not a command
  130  stopped by Ctrl+C; nothing is left half done
"""
EXCHANGE = ("export", "import", "verify", "receipt", "backup", "restore")
_Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"  # noqa: SLF001 - has no other name


def parser() -> argparse.ArgumentParser:
    """Gives the parser of all commands."""
    return _whole()[0]


def commands() -> Mapping[str, argparse.ArgumentParser]:
    """Gives each command's own parser by its name."""
    return _whole()[1].choices


def _whole() -> tuple[argparse.ArgumentParser, _Commands]:
    whole = argparse.ArgumentParser(
        prog="merak",
        description="Opens Merak.",
        epilog=CODES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    whole.add_argument("--version", action="version", version=f"merak {__version__}")
    whole.add_argument("--place", type=Path, help="the folder of the vault")
    whole.add_argument(
        "--smoke", action="store_true", help="show the first window, say so, and end"
    )
    whole.set_defaults(command="")
    commands = whole.add_subparsers(title="commands")
    _sets(commands)
    _rebuild(commands)
    _demo(commands)
    _exchange(commands)
    return whole, commands


def _sets(commands: _Commands) -> None:
    check = _add(commands, "check", "check indicator sets, one problem a line")
    check.add_argument("files", nargs="+", type=Path, metavar="FILE")
    assess = _add(commands, "assess", "print what a set concludes, as JSON")
    assess.add_argument("set", type=Path, metavar="SET")
    assess.add_argument("answers", type=Path, metavar="ANSWERS.json")


def _rebuild(commands: _Commands) -> None:
    rebuild = _add(commands, "rebuild", "compute all lists anew from the records")
    rebuild.add_argument("--place", type=Path, help="the folder of the vault")
    rebuild.add_argument("--name", required=True, help="the user who opens the vault")
    rebuild.add_argument("--passphrase-file", type=Path, help="instead of being asked for it")


def _demo(commands: _Commands) -> None:
    demo = _add(commands, "demo", "play an invented case with pictures, or make a practice agency")
    demo.add_argument("folder", type=Path, metavar="DIR")
    demo.add_argument("--language", choices=("en", "es"), default="en", help="of the pictures")
    agency = demo.add_argument_group(
        "a practice agency", "an office and its laptops, in place of the pictures"
    )
    agency.add_argument("--laptops", type=_some, metavar="N", help="how many laptops")
    agency.add_argument("--screenings", type=_some, metavar="M", help="how many screenings")
    agency.add_argument(
        "--seed", type=int, default=1, help="the same seed invents the same screenings"
    )


def _exchange(commands: _Commands) -> None:
    export = _with_vault(commands, "export", "write what is to be handed over")
    export.add_argument("out", type=Path, metavar="OUT", help="the folder to write into")
    export.add_argument(
        "--keep-names", action="store_true", help="do not seal afterwards what the kit says"
    )
    take = _with_vault(commands, "import", "take in bundles, or all bundles of folders")
    take.add_argument("files", nargs="+", type=Path, metavar="FILE")
    verify = _add(commands, "verify", "say who sent a bundle and whether it is whole")
    verify.add_argument("file", metavar="FILE", help="the bundle, or - for what `age -d` gave")
    verify.add_argument(
        "--kit", type=Path, required=True, help="the kit that says who belongs to the agency"
    )
    keys = verify.add_mutually_exclusive_group()
    keys.add_argument("--identity", type=Path, metavar="KEY", help="a key file of age-keygen")
    keys.add_argument("--vault", type=Path, help="the vault whose keys open the bundle")
    _opening(verify)
    receipt = _with_vault(commands, "receipt", "an office writes receipts, a laptop takes one")
    receipt.add_argument(
        "path", type=Path, metavar="PATH", help="in an office the folder, on a laptop the receipt"
    )
    backup = _with_vault(commands, "backup", "write an office's backup and verify it")
    backup.add_argument("out", type=Path, metavar="OUT", help="the folder to write into")
    restore = _add(commands, "restore", "put a backup back into an empty folder")
    restore.add_argument("backup", type=Path, metavar="BACKUP")
    restore.add_argument("vault", type=Path, metavar="VAULT")
    restore.add_argument("--json", action="store_true", help="write JSON")


def _with_vault(commands: _Commands, name: str, what: str) -> argparse.ArgumentParser:
    added = _add(commands, name, what)
    added.add_argument("vault", type=Path, metavar="VAULT", help="the folder of the vault")
    _opening(added)
    return added


def _opening(added: argparse.ArgumentParser) -> None:
    added.add_argument("--name", help="the user who opens the vault")
    added.add_argument("--passphrase-file", type=Path, help="instead of being asked for it")
    added.add_argument("--json", action="store_true", help="one JSON object for each file")


def _add(commands: _Commands, name: str, what: str) -> argparse.ArgumentParser:
    added: argparse.ArgumentParser = commands.add_parser(
        name,
        help=what,
        description=f"{what[0].upper()}{what[1:]}.",
        epilog=CODES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    added.set_defaults(command=name)
    return added


def _some(text: str) -> int:
    if not text.isascii() or not text.isdigit() or int(text) < 1:
        raise argparse.ArgumentTypeError("a whole number from 1 on")
    return int(text)
