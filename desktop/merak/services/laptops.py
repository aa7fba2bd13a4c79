"""The laptops that belong to an office: enrolling, revoking, and who their users are."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from merak.crypto import pairing
from merak.domain.enrolment import Enrolment
from merak.domain.ids import DeviceId, UserId
from merak.domain.kit import Kit
from merak.domain.ledger import PeerState
from merak.domain.log_entry import Act
from merak.domain.roster import Role
from merak.errors import MerakError
from merak.formats import enrolment as enrolments
from merak.formats import sealed_line
from merak.services import kits, make_kit, office
from merak.services.session import Session
from merak.storage import ledger, outside, peers, secret_keys
from merak.storage.peers import Peer, PeerUser
from merak.storage.secret_keys import KeyName


class WordsDiffer(MerakError):
    """The words that were typed are not the ones of this request."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One laptop that asks to be enrolled, and the words to compare with those on its screen."""

    request: Enrolment
    words: tuple[str, ...]


def read_request(session: Session, path: Path) -> Asked:
    """Reads a laptop's request and gives the words to compare; raises FileRefused."""
    kits.office_only(session)
    data = outside.read_bytes(path, sealed_line.LARGEST)
    keys = secret_keys.openers(session.work, KeyName.TRANSPORT)
    request = enrolments.read(data, keys, kits.current(session))
    return Asked(request=request, words=kits.words(request))


def approve(session: Session, asked: Sequence[tuple[Asked, Mapping[int, str]]]) -> Kit:
    """Enrols laptops, each with two or more of its words typed by place, and signs the next kit.

    Several at once are a batch of laptops in one room. Raises WordsDiffer, and enrols none then.
    """
    office.keepers_of_office(session)
    for one, typed in asked:
        if not pairing.agree(kits.words(one.request), dict(typed)):
            raise WordsDiffer
    wanted = make_kit.contents(session)
    with session.change() as pen:
        for one, _ in asked:
            peers.add(pen.work, _peer(one.request, pen.at), _users(one.request))
            pen.log(Act.DEVICE_ENROLLED, one.request.device)
        return make_kit.write_next(session, pen, wanted)


def revoke(session: Session, device: DeviceId) -> Kit:
    """Takes nothing more from a laptop but what came already, and signs the next kit."""
    office.keepers_of_office(session)
    wanted = make_kit.contents(session)
    with session.change() as pen:
        last = ledger.last_taken(pen.work, device)
        peers.put_state(pen.work, device, PeerState.REVOKED, last)
        pen.log(Act.DEVICE_REVOKED, device)
        return make_kit.write_next(session, pen, wanted)


def remove_from_roster(session: Session, user: UserId) -> Kit:
    """Takes a laptop's user out and signs the next kit: with it the laptop drops their slot."""
    office.keepers_of_office(session)
    wanted = make_kit.contents(session)
    with session.change() as pen:
        peers.remove_user(pen.work, user)
        pen.log(Act.USER_REMOVED, user)
        return make_kit.write_next(session, pen, wanted)


def _peer(request: Enrolment, at: str) -> Peer:
    return Peer(
        device=request.device,
        label=request.label,
        signing=request.signing,
        address=request.address,
        enrolled_at=at,
        state=PeerState.ENROLLED,
        revoked_after=0,
    )


def _users(request: Enrolment) -> tuple[PeerUser, ...]:
    roles = (Role.CASEWORKER.value,)
    return tuple(
        PeerUser(id=one.id, device=request.device, name=one.name, roles=roles)
        for one in request.users
    )
