"""Commands for offices and laptops that automate: what goes between them, and the backup."""

import getpass
import json
import os
import sys
from argparse import Namespace
from collections.abc import Callable
from io import BufferedReader
from pathlib import Path

from merak.app import SystemClock
from merak.crypto.age_file import FIRST_LINE
from merak.errors import MerakError
from merak.services import backup, exchange_commands, unlock, verify_bundle
from merak.services.exchange_commands import After
from merak.services.session import Session
from merak.services.verify_bundle import Form
from merak.ui import messages

DONE, REFUSED, UNREADABLE, STOPPED = 0, 1, 2, 130
_STDIN = "-"


def run(words: Namespace) -> int:
    """Runs one of these commands and gives its exit code."""
    try:
        return _ACTS[words.command](words)
    except KeyboardInterrupt:
        return STOPPED
    except OSError as error:
        return unreadable(error)
    except MerakError as error:
        if words.json:
            print(json.dumps({"refused": type(error).__name__}))
        return refused(error)


def passphrase(file: Path | None) -> bytearray:
    """Gives the passphrase in the file, or asks for it; raises OSError."""
    if file is None:
        return bytearray(getpass.getpass("Passphrase: ").encode())
    return bytearray(file.read_bytes().rstrip(b"\r\n"))


def refused(error: MerakError) -> int:
    """Says what happened and what to do, and gives the exit code."""
    print(f"merak: {messages.say(error).line()}", file=sys.stderr)
    return REFUSED


def unreadable(error: OSError) -> int:
    """Says which file it is and why it cannot be read, and gives the exit code."""
    print(f"merak: {error.filename}: {error.strerror}", file=sys.stderr)
    return UNREADABLE


def _export(words: Namespace) -> int:
    after = After.NOT_NOW if words.keep_names else After.BY_POLICY
    return _opened(
        words,
        lambda session: exchange_commands.export(
            session, words.out, sys.stdout, _form(words), after
        ),
    )


def _import(words: Namespace) -> int:
    return _opened(
        words,
        lambda session: exchange_commands.import_files(
            session, words.files, sys.stdout, _form(words)
        ),
    )


def _receipt(words: Namespace) -> int:
    return _opened(
        words,
        lambda session: exchange_commands.receipt(session, words.path, sys.stdout, _form(words)),
    )


def _backup(words: Namespace) -> int:
    return _opened(
        words,
        lambda session: exchange_commands.back_up(session, words.out, sys.stdout, _form(words)),
    )


def _restore(words: Namespace) -> int:
    backup.restore(words.backup, words.vault)
    facts = {"folder": str(words.vault)}
    print(json.dumps(facts) if words.json else f"folder={words.vault}")
    return DONE


def _verify(words: Namespace) -> int:
    if words.file == _STDIN:
        with os.fdopen(os.dup(sys.stdin.fileno()), "rb") as file:
            return _verify_file(words, file)
    with Path(words.file).open("rb") as file:
        return _verify_file(words, file)


def _verify_file(words: Namespace, file: BufferedReader) -> int:
    form = _form(words)
    if words.vault is not None:
        return _opened(
            words,
            lambda session: verify_bundle.verify(
                file, words.kit, verify_bundle.keys_of(session), sys.stdout, sys.stderr, form
            ),
        )
    if words.identity is None and file.peek(len(FIRST_LINE)).startswith(FIRST_LINE):
        said = (
            "it is sealed: add --identity KEY or --vault VAULT, or give what `age -d` makes of it"
        )
        print(f"merak: {words.file}: {said}", file=sys.stderr)
        return UNREADABLE
    return verify_bundle.verify(file, words.kit, words.identity, sys.stdout, sys.stderr, form)


def _opened(words: Namespace, act: Callable[[Session], int]) -> int:
    if not words.name:
        print("merak: add --name: who opens the vault?", file=sys.stderr)
        return UNREADABLE
    typed = passphrase(words.passphrase_file)
    session = unlock.unlock(words.vault, words.name, typed, SystemClock(), os.urandom)
    try:
        return act(session)
    finally:
        session.close()


def _form(words: Namespace) -> Form:
    return Form.JSON if words.json else Form.LINES


_ACTS: dict[str, Callable[[Namespace], int]] = {
    "export": _export,
    "import": _import,
    "verify": _verify,
    "receipt": _receipt,
    "backup": _backup,
    "restore": _restore,
}
