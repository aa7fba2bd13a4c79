"""The kits that an office makes: one after the other, each signed by the agency's root key."""

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from merak.domain.exchange import Address, AgencyId, PublicKey, file_name
from merak.domain.ids import DeviceId
from merak.domain.kit import Addressee, Document, Kit, Policy, Programme, Purpose, document
from merak.domain.kit_change import Change, Part, changes
from merak.domain.ledger import PeerState
from merak.domain.log_entry import Act
from merak.domain.roster import Device, DeviceKind, Member, Role, Standing
from merak.errors import MerakError
from merak.formats import kit as kit_files
from merak.services import indicator_sets, kit_documents, kits, office
from merak.services.kit_documents import Detail
from merak.services.session import Pen, Session, utc
from merak.storage import kits as kept_kits
from merak.storage import outside, peers, secret_keys, settings
from merak.storage import users as kept_users
from merak.storage.secret_keys import KeyName
from merak.storage.users import Role as UserRole
from merak.storage.users import UserState

LASTS = timedelta(days=365)


class NotTried(MerakError):
    """The recovery sheets were not tried yet: without them no laptop may rely on this office."""


class KitUnchanged(MerakError):
    """The kit would say what the one before says."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """What of a kit people decide; recipients, devices and users follow from the vault."""

    policy: Policy
    sets: tuple[Document, ...]
    duties: tuple[Document, ...] = ()
    directory: tuple[Document, ...] = ()
    sites: tuple[Document, ...] = ()
    partners: tuple[Addressee, ...] = ()


def contents(session: Session) -> Contents:
    """Gives what the kit says now, or what the first one would: the sets of the program."""
    kits.office_only(session)
    if not kept_kits.exists(session.work):
        return Contents(policy=Policy(), sets=_shipped())
    kit = kits.current(session)
    return Contents(
        policy=kit.policy,
        sets=kit.sets,
        duties=kit.duties,
        directory=kit.directory,
        sites=kit.sites,
        partners=tuple(one for one in kit.bundles if one.purpose is Purpose.PARTNER),
    )


def preview(session: Session, wanted: Contents) -> tuple[Change, ...]:
    """Lists what the next kit would change; of the first one nothing."""
    kits.office_only(session)
    if not kept_kits.exists(session.work):
        return ()
    old = kits.current(session)
    return tuple(
        one for one in changes(old, _next(session, wanted)) if one.part is not Part.EXPIRES
    )


def details(session: Session, wanted: Contents) -> tuple[Detail, ...]:
    """Lists what the next kit would change inside its documents; of the first one all is new."""
    kits.office_only(session)
    old = (kits.current(session),) if kept_kits.exists(session.work) else ()
    return kit_documents.details(_next(session, wanted), old)


def own(session: Session) -> tuple[Addressee, ...]:
    """Gives this office and its recovery sheets, as the next kit names them for bundles."""
    return _ours(session, KeyName.TRANSPORT)


def own_addresses(session: Session) -> frozenset[Address]:
    """Gives the keys of this office that laptops seal to."""
    names = (KeyName.TRANSPORT, KeyName.IDENTITY)
    return frozenset(one.address for name in names for one in _ours(session, name))


def sign(session: Session, wanted: Contents) -> Kit:
    """Signs the next kit; raises NotTried, KitUnchanged and NotKeeper."""
    office.keepers_of_office(session)
    if kept_kits.exists(session.work) and not preview(session, wanted):
        raise KitUnchanged
    with session.change() as pen:
        return write_next(session, pen, wanted)


def names_our_keys(session: Session, kit: Kit) -> bool:
    """Says whether laptops with this kit seal to the keys and the sheets that hold now."""
    bundles, identities = _ours(session, KeyName.TRANSPORT), _ours(session, KeyName.IDENTITY)
    return kit.bundles[: len(bundles)] == bundles and kit.identities == identities


def save(session: Session, folder: Path) -> Path:
    """Writes the kit that holds into a folder and gives its path; raises NoKit and disk errors."""
    content = kept_kits.current(session.work)
    path = folder / file_name(session.chance).replace(".age", ".kit")
    outside.write_bytes(path, content)
    return path


def write_next(session: Session, pen: Pen, wanted: Contents) -> Kit:
    """Signs the next kit inside the transaction of the act that needs it; raises NotTried."""
    if not office.is_ready(session):
        raise NotTried
    kit = _next(session, wanted)
    root = secret_keys.signing_key(pen.work, KeyName.ROOT)
    kept_kits.add(pen.work, kit.serial, kit_files.write(kit, root), pen.at)
    pen.log(Act.KIT_MADE, str(kit.serial))
    return kit


def _next(session: Session, wanted: Contents) -> Kit:
    work, now = session.work, session.clock.now()
    serial = kits.current(session).serial if kept_kits.exists(work) else 0
    # An office that was put back may have signed higher ones that it knows nothing of.
    serial = max(serial, int(settings.get(work, settings.SERIALS_FROM, "0")))
    return Kit(
        agency=AgencyId(settings.get(work, settings.AGENCY)),
        name=settings.get(work, settings.AGENCY_NAME),
        root=PublicKey(settings.get(work, settings.ROOT)),
        serial=serial + 1,
        created=utc(now),
        expires=utc(now + LASTS),
        bundles=(*_ours(session, KeyName.TRANSPORT), *wanted.partners),
        identities=_ours(session, KeyName.IDENTITY),
        sets=wanted.sets,
        duties=wanted.duties,
        directory=wanted.directory,
        sites=wanted.sites,
        policy=wanted.policy,
        devices=_devices(session),
        users=members(session),
    )


def _ours(session: Session, name: KeyName) -> tuple[Addressee, ...]:
    same = Programme.SAME
    office = Address(secret_keys.current(session.work, name).public)
    recovery = Address(settings.get(session.work, settings.RECOVERY_RECIPIENT))
    return (
        Addressee(address=office, purpose=Purpose.OFFICE, programme=same),
        Addressee(address=recovery, purpose=Purpose.RECOVERY, programme=same),
    )


def _shipped() -> tuple[Document, ...]:
    return tuple(
        document(known.id, known.version, content.decode("utf-8"))
        for content, known in indicator_sets.shipped()
    )


def _devices(session: Session) -> tuple[Device, ...]:
    here = Device(
        id=session.vault.device,
        kind=DeviceKind.OFFICE,
        signing=PublicKey(secret_keys.current(session.work, KeyName.SIGNING).public),
        address=Address(secret_keys.current(session.work, KeyName.BOX).public),
    )
    formerly = peers.formerly(session.work)
    every = peers.every(session.work)
    return (here, *(_device(peer, formerly.get(peer.device, ())) for peer in every))


def _device(peer: peers.Peer, formerly: tuple[DeviceId, ...]) -> Device:
    revoked = peer.state is PeerState.REVOKED
    return Device(
        id=peer.device,
        kind=DeviceKind.LAPTOP,
        signing=peer.signing,
        address=peer.address,
        standing=Standing.REVOKED if revoked else Standing.ENROLLED,
        revoked_after=peer.revoked_after if revoked else 0,
        formerly=formerly,
    )


def members(session: Session) -> tuple[Member, ...]:
    """Gives all users of the agency with what each is."""
    here = {
        user.id: (Role.SUPERVISOR if user.role is UserRole.KEEPER else Role.CASEWORKER,)
        for user in kept_users.every(session.work)
        if user.state is UserState.ACTIVE
    }
    laptops = {one.id: tuple(map(Role, one.roles)) for one in peers.users(session.work)}
    every = here | laptops
    return tuple(Member(id=id_, roles=every[id_]) for id_ in sorted(every))
