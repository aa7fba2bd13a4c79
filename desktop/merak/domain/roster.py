"""Who belongs to an agency: its laptops and offices, its users, and what each may write."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from merak.domain.exchange import Address, PublicKey
from merak.domain.ids import DeviceId, UserId
from merak.domain.record import Kind, Record
from merak.domain.shape import ADDRESS, COUNT, HEX_32, HEX_64


class DeviceKind(StrEnum):
    """Which kind of vault a device holds."""

    LAPTOP = "laptop"
    OFFICE = "office"


class Standing(StrEnum):
    """Whether what a device sends is still taken."""

    ENROLLED = "enrolled"
    REVOKED = "revoked"


class Role(StrEnum):
    """What a user is in the agency."""

    CASEWORKER = "caseworker"
    SPECIALIST = "specialist"
    SUPERVISOR = "supervisor"
    PROGRAMME_MANAGER = "programme_manager"


@dataclass(frozen=True, slots=True, kw_only=True)
class Device:
    """A laptop or an office, by its two public keys. A kit is no secret, so it has no name here."""

    id: Annotated[DeviceId, HEX_32]
    kind: DeviceKind
    signing: Annotated[PublicKey, HEX_64]
    address: Annotated[Address, ADDRESS]
    standing: Standing = Standing.ENROLLED
    revoked_after: Annotated[int, COUNT] = 0
    """The last bundle that is still taken from a revoked device; 0 for one that is enrolled."""
    formerly: tuple[Annotated[DeviceId, HEX_32], ...] = ()
    """Which devices the same vault was before it was given a new key."""

    @property
    def selves(self) -> frozenset[DeviceId]:
        """Gives all ids under which this vault has written."""
        return frozenset((self.id, *self.formerly))

    def may_send(self, sequence: int) -> bool:
        """Says whether the bundle with this number is still taken from it."""
        return self.standing is Standing.ENROLLED or sequence <= self.revoked_after


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A user of the agency, by id; names stay in the vaults."""

    id: Annotated[UserId, HEX_32]
    roles: tuple[Role, ...]


class Authors(StrEnum):
    """Whose records a sender may carry."""

    NOBODY = "nobody"
    ITSELF = "itself"
    ANYBODY = "anybody"


@dataclass(frozen=True, slots=True, kw_only=True)
class Writing:
    """What a sender may write: not these kinds, and only records by these authors."""

    authors: Authors
    never: frozenset[Kind] = frozenset()

    def allows(self, record: Record, sender: Collection[DeviceId]) -> bool:
        """Says whether this sender may carry this record; kinds of later versions are inert.

        `sender` is all that it is and was: with a new key it still brings what it wrote before.
        """
        if record.kind in self.never:
            return False
        if self.authors is Authors.ITSELF:
            return record.author_device in sender
        return self.authors is Authors.ANYBODY


OFFICE_ONLY = frozenset(
    {
        Kind.CONSULTATION_ANSWER,
        Kind.REVIEW,
        Kind.PROVIDER_EVALUATION,
        Kind.SAME_PERSON,
        Kind.PURGE,
    }
)
"""Decided in an office, so never taken from a laptop."""

_RULES: Mapping[tuple[DeviceKind, DeviceKind], Writing] = {
    (DeviceKind.LAPTOP, DeviceKind.OFFICE): Writing(authors=Authors.ITSELF, never=OFFICE_ONLY),
    (DeviceKind.OFFICE, DeviceKind.LAPTOP): Writing(
        authors=Authors.ANYBODY, never=frozenset({Kind.IDENTITY})
    ),
    (DeviceKind.OFFICE, DeviceKind.OFFICE): Writing(authors=Authors.ANYBODY),
    (DeviceKind.LAPTOP, DeviceKind.LAPTOP): Writing(authors=Authors.NOBODY),
}


def writing(sender: DeviceKind, reader: DeviceKind) -> Writing:
    """Gives what a sender of this kind may write to such a reader."""
    return _RULES[sender, reader]
