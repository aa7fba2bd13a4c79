"""How a laptop asks to belong to an agency, also under a new key, and how a batch is looked at."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated

from merak.domain.exchange import Address, AgencyId, PublicKey
from merak.domain.ids import DeviceId, UserId
from merak.domain.roster import Device, DeviceKind
from merak.domain.shape import ADDRESS, HEX_32, HEX_64, LABEL, NAME, NUMBER, SIGNATURE, TIME


@dataclass(frozen=True, slots=True, kw_only=True)
class Applicant:
    """A user of the laptop, with the name that the office will know them by."""

    id: Annotated[UserId, HEX_32]
    name: Annotated[str, NAME]


@dataclass(frozen=True, slots=True, kw_only=True)
class FormerSelf:
    """A device that the laptop was before; nobody else holds its key, so nobody else can say so."""

    device: Annotated[DeviceId, HEX_32]
    signing: Annotated[PublicKey, HEX_64]
    proof: Annotated[str, SIGNATURE]
    """Its signature over a `Succession`, in base64."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Succession:
    """What a former key signs: that this device and key go on in its place."""

    agency: AgencyId
    former: DeviceId
    device: DeviceId
    signing: PublicKey


@dataclass(frozen=True, slots=True, kw_only=True)
class Enrolment:
    """A laptop's request; `root` and `kit` are what it was given, so that the words cover them."""

    agency: Annotated[AgencyId, HEX_32]
    root: Annotated[PublicKey, HEX_64]
    kit: Annotated[int, NUMBER]
    device: Annotated[DeviceId, HEX_32]
    label: Annotated[str, LABEL]
    """What people there call the laptop; stays in the office's vault."""
    signing: Annotated[PublicKey, HEX_64]
    address: Annotated[Address, ADDRESS]
    created: Annotated[str, TIME]
    app: str
    users: tuple[Applicant, ...]
    formerly: tuple[FormerSelf, ...] = ()
    """Each device that it was before, the first one first."""

    def succession(self, former: DeviceId) -> Succession:
        """Gives what the key of this former device must have signed."""
        return Succession(
            agency=self.agency, former=former, device=self.device, signing=self.signing
        )


def enrolled(request: Enrolment) -> Device:
    """Gives the laptop as it will stand in the next kit."""
    return Device(
        id=request.device,
        kind=DeviceKind.LAPTOP,
        signing=request.signing,
        address=request.address,
        formerly=tuple(one.device for one in request.formerly),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """Requests of laptops that stand in one room: `ready` may be approved once the words agree."""

    ready: tuple[Enrolment, ...]
    known: tuple[DeviceId, ...]
    """Already in the kit with these keys: nothing to do."""
    clashing: tuple[DeviceId, ...]
    """A device or a key that stands for two laptops: a copied vault. None of them is enrolled."""


def batch(requests: Iterable[Enrolment], devices: Iterable[Device]) -> Batch:
    """Sorts requests: of one laptop that asked several times, the last counts."""
    last: dict[tuple[str, ...], Enrolment] = {}
    for one in sorted(requests, key=lambda one: one.created):
        last[_keys(one.device, one.signing, one.address)] = one
    there = {_keys(one.id, one.signing, one.address) for one in devices}
    owners: dict[str, set[tuple[str, ...]]] = {}
    for laptop in last.keys() | there:
        for name in laptop:
            owners.setdefault(name, set()).add(laptop)
    asked = {laptop: one for laptop, one in last.items() if laptop not in there}
    clashing = {laptop for laptop in asked if any(len(owners[name]) > 1 for name in laptop)}
    return Batch(
        ready=tuple(one for laptop, one in asked.items() if laptop not in clashing),
        known=tuple(sorted(last[laptop].device for laptop in last.keys() & there)),
        clashing=tuple(sorted({last[laptop].device for laptop in clashing})),
    )


def _keys(*names: str) -> tuple[str, ...]:
    return names
