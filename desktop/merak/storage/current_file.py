"""The bytes of `current`: which generations are the vault, and a check over it all."""

from collections.abc import Mapping

import msgspec

from merak.codec import NotCanonical, Value, canonical, digest, parse
from merak.storage.errors import Damage, NewerVault, Part, VaultDamaged

FORMAT = 1


class Members(msgspec.Struct, frozen=True):
    """What the file holds."""

    format: int
    check: str
    vault: str = ""
    work: int = 0
    private: int = 0
    kept: tuple[str, ...] = ()


def read(data: bytes) -> Members:
    """Reads the file strictly; raises VaultDamaged and NewerVault."""
    if not data:
        raise VaultDamaged(Part.CURRENT, Damage.EMPTY)
    try:
        members = parse(data)
        found = msgspec.convert(members, Members)
    except (NotCanonical, msgspec.ValidationError):
        raise VaultDamaged(Part.CURRENT) from None
    # What it does not name is destroyed: one flipped bit in a number must not do that.
    if not isinstance(members, dict) or found.check != _check(members):
        raise VaultDamaged(Part.CURRENT)
    if found.format > FORMAT:
        raise NewerVault(found.format, FORMAT)
    if not (found.vault and found.work > 0 and found.private > 0):
        raise VaultDamaged(Part.CURRENT)
    return found


def write(vault: str, work: int, private: int, kept: tuple[str, ...]) -> bytes:
    """Gives the bytes for these generations."""
    members: dict[str, Value] = {
        "format": FORMAT,
        "vault": vault,
        "work": work,
        "private": private,
        "kept": list(kept),
    }
    return canonical(members | {"check": _check(members)})


def _check(members: Mapping[str, Value]) -> str:
    return digest(canonical({name: members[name] for name in members if name != "check"}))
