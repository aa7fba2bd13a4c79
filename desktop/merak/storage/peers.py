"""The devices that an office exchanges with, and their users: names that no kit carries."""

from collections.abc import Iterable
from dataclasses import dataclass

from merak.domain.exchange import Address, PublicKey
from merak.domain.ids import DeviceId, UserId
from merak.domain.ledger import PeerState
from merak.errors import MerakError
from merak.storage.connection import Connection


@dataclass(frozen=True, slots=True, kw_only=True)
class Peer:
    """One device; `revoked_after` is the last bundle that is taken from a revoked one."""

    device: DeviceId
    label: str
    signing: PublicKey
    address: Address
    enrolled_at: str
    state: PeerState
    revoked_after: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PeerUser:
    """One user of a device, as the office knows them."""

    id: UserId
    device: DeviceId
    name: str
    roles: tuple[str, ...]


class UnknownDevice(MerakError):
    """Carries the id of a device that is not enrolled here."""

    def __init__(self, device: DeviceId) -> None:
        super().__init__(device)
        self.device = device


_COLUMNS = "device, label, signing, address, enrolled_at, state, revoked_after"


def add(work: Connection, peer: Peer, users: Iterable[PeerUser]) -> None:
    """Keeps a device that was enrolled, with its users."""
    work.run(
        f"INSERT INTO peer ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?)",  # noqa: S608 - ours
        (
            peer.device,
            peer.label,
            peer.signing,
            peer.address,
            peer.enrolled_at,
            peer.state,
            peer.revoked_after,
        ),
    )
    _add_users(work, peer.device, users)


def every(work: Connection) -> tuple[Peer, ...]:
    """Gives all devices, the revoked ones too, the first enrolled first."""
    rows = work.rows(f"SELECT {_COLUMNS} FROM peer ORDER BY enrolled_at, device")  # noqa: S608
    return tuple(
        Peer(
            device=DeviceId(device),
            label=label,
            signing=PublicKey(signing),
            address=Address(address),
            enrolled_at=at,
            state=PeerState(state),
            revoked_after=after,
        )
        for device, label, signing, address, at, state, after in rows
    )


def by_id(work: Connection, device: DeviceId) -> Peer:
    """Gives one device; raises UnknownDevice."""
    for peer in every(work):
        if peer.device == device:
            return peer
    raise UnknownDevice(device)


def put_state(work: Connection, device: DeviceId, state: PeerState, revoked_after: int) -> None:
    """Changes what is taken from a device; raises UnknownDevice."""
    changed = work.run(
        "UPDATE peer SET state = ?, revoked_after = ? WHERE device = ?",
        (state, revoked_after, device),
    )
    if not changed:
        raise UnknownDevice(device)


def add_former(work: Connection, device: DeviceId, former: Iterable[DeviceId]) -> None:
    """Notes which devices this one was before it was given a new key."""
    work.run_many(
        "INSERT INTO peer_former (device, former) VALUES (?, ?)",
        [(device, one) for one in former],
    )


def formerly(work: Connection) -> dict[DeviceId, tuple[DeviceId, ...]]:
    """Gives for each device that began anew what it was before."""
    found: dict[DeviceId, tuple[DeviceId, ...]] = {}
    for device, former in work.rows(
        "SELECT device, former FROM peer_former ORDER BY device, former"
    ):
        found[device] = (*found.get(device, ()), DeviceId(former))
    return found


def answering(work: Connection, author: DeviceId) -> tuple[DeviceId, ...]:
    """Gives to whom goes what answers a record of this device: whoever goes on in its place.

    That is itself while nobody does, and two where a laptop and its copy both began anew.
    """
    rows = work.rows(
        "SELECT peer.device FROM peer JOIN peer_former ON peer_former.device = peer.device"
        " WHERE peer_former.former = ? AND peer.state <> 'revoked' ORDER BY peer.device",
        (author,),
    )
    if rows:
        return tuple(DeviceId(row[0]) for row in rows)
    return tuple(peer.device for peer in every(work) if peer.device == author)


def put_label(work: Connection, device: DeviceId, label: str) -> None:
    """Changes what the office calls a device; raises UnknownDevice."""
    if not work.run("UPDATE peer SET label = ? WHERE device = ?", (label, device)):
        raise UnknownDevice(device)


def put_users(work: Connection, device: DeviceId, users: Iterable[PeerUser]) -> None:
    """Makes these the users of a device; all others of it are no longer in the roster."""
    work.run("UPDATE peer_user SET state = 'removed' WHERE device = ?", (device,))
    _add_users(work, device, users)


def was_user(work: Connection, user: UserId) -> bool:
    """Says whether somebody was taken out of the roster."""
    found = work.row("SELECT 1 FROM peer_user WHERE member = ? AND state = 'removed'", (user,))
    return found is not None


def users(work: Connection) -> tuple[PeerUser, ...]:
    """Gives the users of all devices who were not removed."""
    rows = work.rows(
        "SELECT member, device, name, roles FROM peer_user WHERE state = 'active' ORDER BY member"
    )
    return tuple(
        PeerUser(id=UserId(id_), device=DeviceId(device), name=name, roles=tuple(roles.split()))
        for id_, device, name, roles in rows
    )


def remove_user(work: Connection, user: UserId) -> None:
    """Takes a user out of the roster: their laptop drops them with the next kit."""
    work.run("UPDATE peer_user SET state = 'removed' WHERE member = ?", (user,))


def _add_users(work: Connection, device: DeviceId, users: Iterable[PeerUser]) -> None:
    work.run_many(
        "INSERT INTO peer_user (member, device, name, roles, state)"
        " VALUES (?, ?, ?, ?, 'active') ON CONFLICT (member) DO UPDATE SET"
        " device = excluded.device, name = excluded.name, roles = excluded.roles,"
        " state = excluded.state",
        [(one.id, device, one.name, " ".join(one.roles)) for one in users],
    )
