"""Key pairs of the vault itself, in the work file; those of its users lie in their slots."""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum

from merak.crypto import age_file, signing
from merak.crypto.age_file import Identity, Recipient
from merak.crypto.signing import SigningKey, VerifyKey
from merak.errors import MerakError
from merak.storage.connection import Connection


class KeyName(StrEnum):
    """What a key pair is for."""

    SIGNING = "signing"
    """The device's: signs what it writes."""
    BOX = "box"
    """The device's: what is addressed to it opens with this."""
    ROOT = "root"
    """The agency's: signs kits."""
    TRANSPORT = "transport"
    """The office's: bundles and free text are sealed to it."""
    IDENTITY = "identity"
    """The office's: identities are sealed to it; its secret is an age file to the holders."""
    RECOVERY = "recovery"
    """The office's: only the public half is kept, the secret is on three sheets of paper."""


class NoKey(MerakError):
    """Carries the name of a key pair that this vault does not have."""

    def __init__(self, name: KeyName) -> None:
        super().__init__(name.value)
        self.name = name


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptKey:
    """One key pair; `content` is its secret half, in the form that belongs to its name."""

    public: str
    content: bytes = field(repr=False)


def replace(work: Connection, name: KeyName, kept: KeptKey, at: str) -> None:
    """Makes this the current pair of its name; the one before stays, to open what is older."""
    work.run("UPDATE secret_key SET state = 'old' WHERE name = ? AND state = 'current'", (name,))
    work.run(
        "INSERT INTO secret_key (name, public, content, made_at, state)"
        " VALUES (?, ?, ?, ?, 'current')",
        (name, kept.public, kept.content, at),
    )


def put_content(work: Connection, public: str, content: bytes) -> None:
    """Keeps the secret half of a pair in another form: sealed to other people."""
    work.run("UPDATE secret_key SET content = ? WHERE public = ?", (content, public))


def every(work: Connection, name: KeyName) -> tuple[KeptKey, ...]:
    """Gives all pairs of a name, the current one first, then the newest."""
    rows = work.rows(
        "SELECT public, content FROM secret_key WHERE name = ? ORDER BY k DESC", (name,)
    )
    return tuple(KeptKey(public=public, content=bytes(content)) for public, content in rows)


def made_at(work: Connection, name: KeyName) -> tuple[str, ...]:
    """Gives when each pair of a name was made, as UTC ISO time, in the order of `every`."""
    rows = work.rows("SELECT made_at FROM secret_key WHERE name = ? ORDER BY k DESC", (name,))
    return tuple(row[0] for row in rows)


def current(work: Connection, name: KeyName) -> KeptKey:
    """Gives the current pair of a name; raises NoKey."""
    found = every(work, name)
    if not found:
        raise NoKey(name)
    return found[0]


def signing_key(work: Connection, name: KeyName = KeyName.SIGNING) -> SigningKey:
    """Gives the current pair of a name that signs; raises NoKey."""
    return signing.signing_key(current(work, name).content)


def openers(work: Connection, name: KeyName) -> tuple[Identity, ...]:
    """Gives all pairs of a name that open what is sealed to them."""
    return tuple(age_file.identity(kept.content) for kept in every(work, name))


def make_device(work: Connection, chance: Callable[[int], bytes], at: str) -> bool:
    """Makes the device's two pairs where it has none yet; says whether it had none."""
    if every(work, KeyName.SIGNING):
        return False
    make_signing(work, KeyName.SIGNING, chance(signing.SECRET_BYTES), at)
    make_opening(work, KeyName.BOX, chance(age_file.SECRET_BYTES), at)
    return True


def make_signing(work: Connection, name: KeyName, secret: bytes, at: str) -> VerifyKey:
    """Makes a pair that signs of 32 random bytes."""
    made = signing.signing_key(secret)
    replace(work, name, KeptKey(public=made.public, content=secret), at)
    return made.public


def make_opening(work: Connection, name: KeyName, secret: bytes, at: str) -> Recipient:
    """Makes a pair to which things can be sealed of 32 random bytes."""
    made = age_file.identity(secret)
    replace(work, name, KeptKey(public=made.recipient, content=secret), at)
    return made.recipient
