"""Opening the vault with a passphrase, or with the recovery sheet."""

from collections.abc import Callable, Sequence
from pathlib import Path

from merak.crypto import shares
from merak.services.given import Chance, Clock
from merak.services.session import Session, utc
from merak.services.typed import whole
from merak.storage import opening, place
from merak.storage.place import Place
from merak.storage.vault import Vault


def unlock(folder: Path, name: str, passphrase: bytearray, clock: Clock, chance: Chance) -> Session:
    """Opens the vault for a user; what storage's `unlock` raises says what is wrong."""
    return _held(
        folder,
        lambda held: opening.unlock(
            held, name=whole(name), passphrase=passphrase, at=utc(clock.now()), chance=chance
        ),
        clock,
        chance,
    )


def recover(
    folder: Path,
    words: Sequence[str],
    name: str,
    new_passphrase: bytearray,
    clock: Clock,
    chance: Chance,
) -> Session:
    """Opens the vault with the words of the sheet and gives the user this new passphrase."""
    return _held(
        folder,
        lambda held: opening.unlock_with_recovery(
            held,
            words=words,
            name=whole(name),
            passphrase=new_passphrase,
            at=utc(clock.now()),
            chance=chance,
        ),
        clock,
        chance,
    )


def recover_office(
    folder: Path,
    sheets: Sequence[Sequence[str]],
    name: str,
    new_passphrase: bytearray,
    clock: Clock,
    chance: Chance,
) -> Session:
    """Opens an office with two of its three sheets; else as `recover`.

    Raises what `shares.combine` raises for mistyped words.
    """
    key = shares.combine(sheets)
    return _held(
        folder,
        lambda held: opening.unlock_with_key(
            held,
            key=key,
            name=whole(name),
            passphrase=new_passphrase,
            at=utc(clock.now()),
            chance=chance,
        ),
        clock,
        chance,
    )


def _held(folder: Path, opened: Callable[[Place], Vault], clock: Clock, chance: Chance) -> Session:
    held = place.take(folder)
    try:
        return Session(opened(held), clock, chance)
    except BaseException:
        held.release()
        raise
