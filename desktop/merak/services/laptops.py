"""The laptops that belong to an office: enrolling, revoking, and who their users are."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from merak.crypto import pairing
from merak.domain.enrolment import Enrolment, batch
from merak.domain.exchange import TrailerHash
from merak.domain.ids import DeviceId, UserId
from merak.domain.kit import Kit
from merak.domain.ledger import PeerState
from merak.domain.log_entry import Act
from merak.domain.roster import Role
from merak.errors import MerakError
from merak.formats import enrolment as enrolments
from merak.formats import sealed_line
from merak.services import kits, make_kit, office
from merak.services.session import Pen, Session
from merak.services.typed import whole
from merak.storage import ledger, outside, peers, sealings, secret_keys, settings, travels
from merak.storage.peers import Peer, PeerUser
from merak.storage.secret_keys import KeyName

_TRAILER_BYTES = 32
_NEW = (Role.CASEWORKER.value,)


class WordsDiffer(MerakError):
    """The words that were typed are not the ones of this request."""


class NewKeyNeeded(MerakError):
    """The request names a device or a key that may not be enrolled once more.

    It was revoked, or two laptops send under it: first it must be given a new key there.
    """


class What(StrEnum):
    """What a request is to this office."""

    NEW = "new"
    RENEWED = "renewed"
    """A laptop that the office knows goes on under a new key."""
    KNOWN = "known"
    """An enrolled laptop says who works there now: its key says that it is the one."""


class Change(StrEnum):
    """What happened to somebody on a laptop since the office last heard."""

    JOINED = "joined"
    BACK = "back"
    """They were taken out of the list here before."""
    RENAMED = "renamed"
    LEFT = "left"


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonChange:
    """One person; `was` is the name that the office knew, empty where it knew none."""

    how: Change
    name: str
    was: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One laptop's request, and the words to compare with those on its screen."""

    request: Enrolment
    words: tuple[str, ...]
    what: What = What.NEW
    was: tuple[str, ...] = ()
    """What the office calls the laptops that it was before."""
    people: tuple[PersonChange, ...] = ()
    """What changed of an enrolled laptop's people."""


def read_request(session: Session, path: Path) -> Asked:
    """Reads a laptop's request and gives the words to compare.

    Raises FileRefused, and NewKeyNeeded where nobody may approve it.
    """
    kits.office_only(session)
    data = outside.read_bytes(path, sealed_line.LARGEST)
    keys = secret_keys.openers(session.work, KeyName.TRANSPORT)
    request = enrolments.read(data, keys, kits.current(session))
    what = _what(session, request)
    before = {one.device for one in request.formerly}
    return Asked(
        request=request,
        words=kits.words(request),
        what=what,
        was=tuple(one.label for one in peers.every(session.work) if one.device in before),
        people=_people(session, request) if what is What.KNOWN else (),
    )


def approve(session: Session, asked: Sequence[tuple[Asked, Mapping[int, str]]]) -> Kit:
    """Enrols laptops, each with two or more of its words typed by place, and signs the next kit.

    Several at once are a batch of laptops in one room. What a laptop was before is revoked: it goes
    on in its place. Raises WordsDiffer and NewKeyNeeded, and enrols none then.
    """
    office.keepers_of_office(session)
    for one, typed in asked:
        if not pairing.agree(kits.words(one.request), dict(typed)):
            raise WordsDiffer
        if _what(session, one.request) is What.KNOWN:
            raise NewKeyNeeded
    requests = [one.request for one, _ in asked]
    before = {former.device for one in requests for former in one.formerly}
    if batch(requests, ()).clashing or not before.isdisjoint(one.device for one in requests):
        raise NewKeyNeeded
    wanted = make_kit.contents(session)
    with session.change() as pen:
        for one, _ in asked:
            _enrol(session, pen, one.request)
        return make_kit.write_next(session, pen, wanted)


def renew_people(session: Session, asked: Asked) -> Kit:
    """Takes over who works on an enrolled laptop, and signs the next kit where that changes it.

    Its key has signed, so nobody compares words. Raises NewKeyNeeded.
    """
    office.keepers_of_office(session)
    request = asked.request
    if _what(session, request) is not What.KNOWN:
        raise NewKeyNeeded
    kit = kits.current(session)
    people = _users(request, _roles(session))
    with session.change() as pen:
        peers.put_users(pen.work, request.device, people)
        pen.log(Act.USER_CHANGED, request.device)
        # Names are in no kit: one who is only called otherwise changes none.
        if {one.id for one in make_kit.members(session)} == {one.id for one in kit.users}:
            return kit
        return make_kit.write_next(session, pen, make_kit.contents(session))


def rename(session: Session, device: DeviceId, label: str) -> None:
    """Changes what the office calls a laptop; raises UnknownDevice."""
    office.keepers_of_office(session)
    with session.change() as pen:
        peers.put_label(pen.work, device, whole(label))


def revoke(session: Session, device: DeviceId) -> Kit:
    """Takes nothing more from a laptop but what came already, and signs the next kit."""
    office.keepers_of_office(session)
    wanted = make_kit.contents(session)
    with session.change() as pen:
        _revoke(pen, device)
        return make_kit.write_next(session, pen, wanted)


def remove_from_roster(session: Session, user: UserId) -> Kit:
    """Takes a laptop's user out and signs the next kit: with it the laptop drops their slot."""
    office.keepers_of_office(session)
    wanted = make_kit.contents(session)
    with session.change() as pen:
        peers.remove_user(pen.work, user)
        pen.log(Act.USER_REMOVED, user)
        return make_kit.write_next(session, pen, wanted)


def _what(session: Session, request: Enrolment) -> What:
    known = peers.every(session.work)
    asks = {request.device, request.signing, request.address}
    same = [one for one in known if not asks.isdisjoint((one.device, one.signing, one.address))]
    if same:
        if any({one.device, one.signing, one.address} != asks for one in same):
            raise NewKeyNeeded
        if same[0].state is not PeerState.ENROLLED:
            raise NewKeyNeeded
        return What.KNOWN
    before = {one.device for one in request.formerly}
    here = session.vault.device
    gone = {one for formerly in peers.formerly(session.work).values() for one in formerly}
    if request.device in {here, *gone} or here in before:
        raise NewKeyNeeded
    return What.RENEWED if before & {one.device for one in known} else What.NEW


def _enrol(session: Session, pen: Pen, request: Enrolment) -> None:
    peers.add(pen.work, _peer(request, pen.at), _users(request, _roles(session)))
    pen.log(Act.DEVICE_ENROLLED, request.device)
    before = [one.device for one in request.formerly]
    peers.add_former(pen.work, request.device, before)
    for peer in peers.every(pen.work):
        if peer.device in before and peer.state is not PeerState.REVOKED:
            _revoke(pen, peer.device)
    for one in before:
        travels.follow(pen.work, one, request.device)
        sealings.follow(pen.work, one, request.device)
    # What this office has sent it came under the numbers of the last thing that it was.
    last = max(before, key=lambda one: ledger.last_spent(pen.work, one), default=None)
    if last is not None:
        ledger.follow(pen.work, last, request.device)
    leap = int(settings.get(pen.work, settings.NUMBERS_FROM, "0"))
    if leap > ledger.last_spent(pen.work, request.device):
        # The office was put back: this laptop may have had bundles that nobody here remembers.
        trailer = TrailerHash(session.chance(_TRAILER_BYTES).hex())
        ledger.leap(pen.work, request.device, leap, trailer, pen.at)


def _revoke(pen: Pen, device: DeviceId) -> None:
    last = ledger.last_taken(pen.work, device)
    peers.put_state(pen.work, device, PeerState.REVOKED, last)
    pen.log(Act.DEVICE_REVOKED, device)


def _people(session: Session, request: Enrolment) -> tuple[PersonChange, ...]:
    asked = {one.id: one.name for one in request.users}
    # Who works on a laptop and on its copy is known, under whichever of them they stand.
    known = {
        one.id: one.name
        for one in peers.users(session.work)
        if one.device == request.device or one.id in asked
    }
    changed = [
        PersonChange(how=Change.RENAMED, name=name, was=known[id_])
        if id_ in known
        else PersonChange(how=_new(session, id_), name=name)
        for id_, name in asked.items()
        if known.get(id_) != name
    ]
    left = [
        PersonChange(how=Change.LEFT, name=name) for id_, name in known.items() if id_ not in asked
    ]
    return (*changed, *left)


def _new(session: Session, user: UserId) -> Change:
    return Change.BACK if peers.was_user(session.work, user) else Change.JOINED


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


def _roles(session: Session) -> Mapping[UserId, tuple[str, ...]]:
    return {one.id: one.roles for one in peers.users(session.work)}


def _users(request: Enrolment, roles: Mapping[UserId, tuple[str, ...]]) -> tuple[PeerUser, ...]:
    return tuple(
        PeerUser(
            id=one.id,
            device=request.device,
            name=one.name,
            roles=roles.get(one.id, _NEW),
        )
        for one in request.users
    )
