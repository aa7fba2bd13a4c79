"""A kit: what an office gives its laptops. Signed by the agency's root key, and no secret."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from merak.codec import digest
from merak.domain.bundle import LEAST_RECIPIENTS
from merak.domain.exchange import Address, AgencyId, PublicKey
from merak.domain.roster import Device, DeviceKind, Member, Standing
from merak.domain.shape import ADDRESS, COUNT, HEX_32, HEX_64, LABEL, MINUTES, NAME, NUMBER, TIME


class Purpose(StrEnum):
    """Whose key a recipient is."""

    OFFICE = "office"
    RECOVERY = "recovery"
    PARTNER = "partner"


class Programme(StrEnum):
    """Whether a recipient is inside the programme: outside, a release is needed for each case."""

    SAME = "same"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Addressee:
    """One to whom things are sealed."""

    address: Annotated[Address, ADDRESS]
    purpose: Purpose
    programme: Programme


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A file that travels whole in the kit: a set, duties, a directory, site profiles."""

    id: Annotated[str, NAME]
    version: Annotated[str, LABEL]
    sha256: Annotated[str, HEX_64]
    text: str


def document(id_: str, version: str, text: str) -> Document:
    """Makes a document with the hash of its bytes (UTF-8)."""
    return Document(id=id_, version=version, sha256=digest(text.encode()), text=text)


class SealWhen(StrEnum):
    """When a laptop stops knowing who a case is about."""

    AT_FINISH = "at_finish"
    AT_HAND_OVER = "at_hand_over"
    AFTER_HOURS = "after_hours"


class TrainingRule(StrEnum):
    """What happens to a screening by someone whose training is missing or over."""

    OFF = "off"
    WARN = "warn"
    BAR = "bar"


class ClearWhen(StrEnum):
    """When a laptop forgets what the office durably has."""

    BY_HAND = "by_hand"
    AFTER_DAYS = "after_days"


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """What the office has decided for its laptops."""

    seal: SealWhen = SealWhen.AT_HAND_OVER
    seal_hours: Annotated[int, COUNT] = 24
    """How long after finishing, for AFTER_HOURS."""
    seal_limit_hours: Annotated[int, COUNT] = 72
    """How long sealing waits, at most, for a duty that still needs the name."""
    idle_lock_minutes: Annotated[int, MINUTES] = 5
    screening_lock_minutes: Annotated[int, MINUTES] = 15
    training: TrainingRule = TrainingRule.WARN
    clear: ClearWhen = ClearWhen.BY_HAND
    clear_days: Annotated[int, COUNT] = 30
    """How long after the durable receipt, for AFTER_DAYS."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kit:
    """Everything an office gives; `root` is the key that signs it and all kits after it."""

    agency: Annotated[AgencyId, HEX_32]
    name: Annotated[str, LABEL]
    root: Annotated[PublicKey, HEX_64]
    serial: Annotated[int, NUMBER]
    created: Annotated[str, TIME]
    expires: Annotated[str, TIME]
    bundles: tuple[Addressee, ...]
    """To whom bundles are sealed."""
    identities: tuple[Addressee, ...]
    """To whom identities are sealed, inside a bundle once more."""
    sets: tuple[Document, ...] = ()
    duties: tuple[Document, ...] = ()
    directory: tuple[Document, ...] = ()
    sites: tuple[Document, ...] = ()
    policy: Policy = Policy()
    devices: tuple[Device, ...] = ()
    users: tuple[Member, ...] = ()

    def has_expired(self, now: str) -> bool:
        """Says whether it should have been replaced by now (a UTC ISO time); it goes on working."""
        return now > self.expires


class KitFault(StrEnum):
    """What keeps the parts of a kit from going together."""

    RECIPIENTS = "recipients"
    TWICE = "twice"
    HASH = "hash"
    STANDING = "standing"
    FORMERLY = "formerly"
    """A device was one that still writes itself, or that was no laptop."""
    DATES = "dates"


def faults(kit: Kit) -> tuple[KitFault, ...]:
    """Finds what does not go together; a kit with any is neither signed nor taken."""
    return tuple(fault for fault, found in _CHECKS.items() if found(kit))


def _recipients(kit: Kit) -> bool:
    # A bundle, and a name, must open with the recovery key when the office's is lost.
    groups = (kit.bundles, kit.identities)
    return any(
        not {Purpose.OFFICE, Purpose.RECOVERY} <= {one.purpose for one in group}
        or len({one.address for one in group}) < LEAST_RECIPIENTS
        for group in groups
    )


def _twice(kit: Kit) -> bool:
    lists: tuple[Sequence[str], ...] = (
        [one.address for one in kit.bundles],
        [one.address for one in kit.identities],
        [one.id for one in kit.devices],
        [one.signing for one in kit.devices],
        [one.id for one in kit.users],
        *([one.id for one in group] for group in documents(kit).values()),
    )
    return any(len(set(names)) != len(names) for names in lists)


def _hash(kit: Kit) -> bool:
    every = (one for group in documents(kit).values() for one in group)
    return any(digest(one.text.encode()) != one.sha256 for one in every)


def _standing(kit: Kit) -> bool:
    return any(one.standing is Standing.ENROLLED and one.revoked_after for one in kit.devices)


def _formerly(kit: Kit) -> bool:
    # Nobody may carry the records of a device that still writes them, nor those of an office.
    gone = (DeviceKind.LAPTOP, Standing.REVOKED)
    others = {one.id for one in kit.devices if (one.kind, one.standing) != gone}
    return any(
        (one.formerly and one.kind is not DeviceKind.LAPTOP)
        or not others.isdisjoint(one.formerly)
        or len(one.selves) != len(one.formerly) + 1
        for one in kit.devices
    )


_CHECKS: dict[KitFault, Callable[[Kit], bool]] = {
    KitFault.RECIPIENTS: _recipients,
    KitFault.TWICE: _twice,
    KitFault.HASH: _hash,
    KitFault.STANDING: _standing,
    KitFault.FORMERLY: _formerly,
    KitFault.DATES: lambda kit: kit.expires <= kit.created,
}


def documents(kit: Kit) -> dict[str, tuple[Document, ...]]:
    """Gives the documents by the name of the member that holds them."""
    return {
        "sets": kit.sets,
        "duties": kit.duties,
        "directory": kit.directory,
        "sites": kit.sites,
    }


class Replacing(StrEnum):
    """Whether a kit may take the place of the one that is there."""

    NEWER = "newer"
    SAME = "same"
    OLDER = "older"
    OTHER_AGENCY = "other_agency"
    CONTRADICTS = "contradicts"
    """The same serial with other content: the root key signed two kits as one."""


def may_replace(old: Kit, new: Kit) -> Replacing:
    """Says what `new` is to `old`; only NEWER may be taken, and a serial never goes back."""
    if (new.agency, new.root) != (old.agency, old.root):
        return Replacing.OTHER_AGENCY
    if new.serial == old.serial:
        return Replacing.SAME if new == old else Replacing.CONTRADICTS
    return Replacing.NEWER if new.serial > old.serial else Replacing.OLDER
