"""What an office sees at a glance: its laptops, what came from each, and what waits."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from merak.domain.ids import DeviceId, UserId
from merak.domain.ledger import Gap, PeerState, missing, runs
from merak.services import kits, make_kit, office, restored
from merak.services.restored import Restored
from merak.services.session import Session
from merak.storage import kits as kept_kits
from merak.storage import ledger, peers, settings
from merak.storage.peers import Peer
from merak.storage.users import Role

_NEWEST = 5


class KitState(StrEnum):
    """Whether there is a kit to give to laptops."""

    NONE = "none"
    HOLDS = "holds"
    EXPIRED = "expired"
    BEHIND = "behind"
    """It still names older keys or sheets."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody on the list of a laptop's people."""

    id: UserId
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LaptopLine:
    """One laptop and where the office stands with it; `last_at` is empty where nothing came."""

    device: DeviceId
    label: str
    people: tuple[Person, ...]
    state: PeerState
    enrolled_at: str
    last_at: str
    last_sequence: int
    missing: tuple[Gap, ...]
    came: tuple[Gap, ...] = ()
    """The numbers of the bundles that were taken in."""
    was: tuple[str, ...] = ()
    """What the laptops are called that it was before it was given a new key."""
    goes_on_as: tuple[str, ...] = ()
    """What the laptops are called that go on in its place."""

    @property
    def users(self) -> tuple[str, ...]:
        """Gives the names of its people."""
        return tuple(one.name for one in self.people)


@dataclass(frozen=True, slots=True, kw_only=True)
class BundleLine:
    """One bundle that was taken in."""

    label: str
    sequence: int
    records: int
    taken_at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """The office's home."""

    agency: str
    user_name: str
    keeper: bool
    sheets_tried: bool
    kit: KitState
    serial: int
    """Of the kit; 0 where there is none."""
    expires: str
    laptops: tuple[LaptopLine, ...]
    newest: tuple[BundleLine, ...]
    log_broken: bool
    restored: Restored


def load(session: Session) -> Overview:
    """Gives what the home of an office and its list of laptops show; raises NotAnOffice."""
    kits.office_only(session)
    state, serial, expires = _kit(session)
    return Overview(
        agency=settings.get(session.work, settings.AGENCY_NAME),
        user_name=session.user.name,
        keeper=session.user.role is Role.KEEPER,
        sheets_tried=office.is_ready(session),
        kit=state,
        serial=serial,
        expires=expires,
        laptops=_laptops(session),
        newest=_newest(session),
        log_broken=session.log_broken,
        restored=restored.load(session),
    )


def _kit(session: Session) -> tuple[KitState, int, str]:
    if not kept_kits.exists(session.work):
        return KitState.NONE, 0, ""
    kit = kits.current(session)
    if not make_kit.names_our_keys(session, kit):
        return KitState.BEHIND, kit.serial, kit.expires
    state = KitState.EXPIRED if kit.has_expired(session.now()) else KitState.HOLDS
    return state, kit.serial, kit.expires


def _laptops(session: Session) -> tuple[LaptopLine, ...]:
    # Each table is read once, however many laptops there are.
    known = peers.every(session.work)
    labels = {one.device: one.label for one in known}
    formerly = peers.formerly(session.work)
    goes_on: dict[DeviceId, list[str]] = {}
    for device, before in formerly.items():
        for one in before:
            goes_on.setdefault(one, []).extend([labels[device]] if device in labels else [])
    people = _people(session, known, formerly)
    came = ledger.all_entries(session.work)
    last_at = ledger.last_at(session.work)
    return tuple(
        LaptopLine(
            device=peer.device,
            label=peer.label,
            people=tuple(sorted(people[peer.device], key=lambda one: one.name)),
            state=peer.state,
            enrolled_at=peer.enrolled_at,
            last_at=last_at.get(peer.device, ""),
            last_sequence=max((one.sequence for one in came.get(peer.device, ())), default=0),
            missing=missing(came.get(peer.device, ())),
            came=runs(one.sequence for one in came.get(peer.device, ())),
            was=tuple(labels[one] for one in formerly.get(peer.device, ()) if one in labels),
            goes_on_as=tuple(goes_on.get(peer.device, ())),
        )
        for peer in known
    )


def _people(
    session: Session, known: Sequence[Peer], formerly: Mapping[DeviceId, tuple[DeviceId, ...]]
) -> dict[DeviceId, list[Person]]:
    found: dict[DeviceId, list[Person]] = {peer.device: [] for peer in known}
    for user in peers.users(session.work):
        found[user.device].append(Person(id=user.id, name=user.name))
    # A laptop and its copy have the same people, who stand under whichever was enrolled last.
    twins: dict[DeviceId, list[DeviceId]] = {}
    for device, before in formerly.items():
        for one in before:
            twins.setdefault(one, []).append(device)
    for device, before in formerly.items():
        others = (found[twin] for one in before for twin in twins[one] if found[twin])
        found[device] = found[device] or next(others, [])
    return found


def _newest(session: Session) -> tuple[BundleLine, ...]:
    labels = {one.device: one.label for one in peers.every(session.work)}
    return tuple(
        BundleLine(
            label=labels[one.device],
            sequence=one.sequence,
            records=sum(one.counts.values()),
            taken_at=one.taken_at,
        )
        for one in ledger.newest(session.work, _NEWEST)
    )
