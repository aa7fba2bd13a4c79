"""A laptop's side of belonging to an office: kits that come, and the request to be enrolled."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from merak import __version__
from merak.crypto import pairing, signing
from merak.domain.enrolment import Applicant, Enrolment, FormerSelf
from merak.domain.exchange import Address, PublicKey, file_name
from merak.domain.kit import Kit, Replacing, may_replace
from merak.domain.kit_change import Change, changes
from merak.domain.log_entry import Act
from merak.errors import MerakError
from merak.formats import enrolment as enrolments
from merak.formats import kit as kit_files
from merak.services import kit_documents, kits, users
from merak.services.kit_documents import Detail, Unread
from merak.services.session import Pen, Session
from merak.services.typed import whole
from merak.storage import former_selves, members, outside, secret_keys, settings
from merak.storage import kits as kept_kits
from merak.storage.errors import LastKeeper
from merak.storage.secret_keys import KeyName
from merak.storage.users import User


class KitRefused(MerakError):
    """The kit may not take the place of the one that holds; carries what it is to it."""

    def __init__(self, why: Replacing) -> None:
        super().__init__(why.value)
        self.why = why


class NotAsked(MerakError):
    """No request was made, so there are no words to compare."""


class WordsDiffer(MerakError):
    """The words that were typed are not the ones of this laptop: the kit may be somebody else's."""


class Step(StrEnum):
    """How far a laptop is on its way to an office."""

    NO_KIT = "no_kit"
    KIT_TAKEN = "kit_taken"
    ASKED = "asked"
    """The request is made; the words were not compared, or no kit names this laptop yet."""
    ENROLLED = "enrolled"


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A kit that was read and not taken: what it changes, and whom it takes the laptop from."""

    kit: Kit
    content: bytes
    first: bool
    """Whether it is this laptop's first: nothing but the words tells whose it is."""
    changes: tuple[Change, ...]
    leaving: tuple[User, ...]
    expired: bool
    details: tuple[Detail, ...] = ()
    """What changes inside its documents."""
    unread: tuple[Unread, ...] = ()
    """Documents that this version cannot read: it goes on with its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KitTaken:
    """What taking a kit did; `stays` are keepers who must leave and nobody could replace yet."""

    kit: Kit
    left: tuple[User, ...]
    stays: tuple[User, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """The file to give to the office, and the words to compare with those on its screen."""

    path: Path
    words: tuple[str, ...]


def step(session: Session) -> Step:
    """Says how far this laptop is."""
    kits.laptop_only(session)
    if not kept_kits.exists(session.work):
        return Step.NO_KIT
    if kits.is_enrolled(session):
        return Step.ENROLLED
    return Step.ASKED if settings.get(session.work, settings.ASKED_KIT) else Step.KIT_TAKEN


def read_kit(session: Session, path: Path) -> Offer:
    """Reads a kit and changes nothing; raises FileRefused and KitRefused."""
    kits.laptop_only(session)
    content = outside.read_bytes(path, kit_files.LARGEST)
    if not kept_kits.exists(session.work):
        return _offer(session, kit_files.read_first(content), content)
    old = kits.current(session)
    new = kit_files.read(content, old.root)
    relation = may_replace(old, new)
    if relation is not Replacing.NEWER:
        raise KitRefused(relation)
    return _offer(session, new, content, old)


def take_kit(session: Session, offer: Offer) -> KitTaken:
    """Takes a kit that was offered, reading it again; raises as `read_kit` does.

    Users whom the office took out of the roster lose their slots. Once the laptop is enrolled, the
    office's recovery key opens its key files instead of the printed sheet.
    """
    session.keepers_only()
    if kept_kits.exists(session.work):
        old = kits.current(session)
        relation = may_replace(old, kit_files.read(offer.content, old.root))
        if relation is not Replacing.NEWER:
            raise KitRefused(relation)
    with session.change() as pen:
        kept_kits.add(pen.work, offer.kit.serial, offer.content, pen.at)
        settings.put(pen.work, settings.ROOT, offer.kit.root)
        settings.put(pen.work, settings.AGENCY, offer.kit.agency)
        pen.log(Act.KIT_TAKEN, str(offer.kit.serial))
        # With the kit or not at all: one that is here is not taken again.
        left, stays = _take_out(session, pen, offer.leaving)
        _trust_recovery(session, pen)
    members.settle(session.vault)
    return KitTaken(kit=offer.kit, left=left, stays=stays)


def forget_kit(session: Session) -> None:
    """Forgets the kits of an office whose words did not agree; an enrolled laptop keeps them."""
    session.keepers_only()
    if kits.is_enrolled(session):
        raise KitRefused(Replacing.OTHER_AGENCY)
    with session.change() as pen:
        kept_kits.forget_all(pen.work)
        for name in (settings.ROOT, settings.AGENCY, settings.ASKED_KIT, settings.WORDS_AGREED):
            settings.put(pen.work, name, "")
        pen.log(Act.KIT_TAKEN, "0")


def request(session: Session, folder: Path, label: str) -> Request:
    """Writes the request to be enrolled into a folder; raises NoKit and disk errors."""
    session.keepers_only()
    kit = kits.current(session)
    asking = _enrolment(session, kit, whole(label), kit.serial)
    key = secret_keys.signing_key(session.work)
    data = enrolments.write(asking, key, kits.inside(kit.bundles))
    path = folder / file_name(session.chance)
    outside.write_bytes(path, data)
    with session.change() as pen:
        settings.put(pen.work, settings.ASKED_KIT, str(kit.serial))
        settings.put(pen.work, settings.ASKED_LABEL, asking.label)
        pen.log(Act.ENROLMENT_ASKED)
    return Request(path=path, words=kits.words(asking))


def tell_people(session: Session, folder: Path) -> Request:
    """Writes the same request again, to say who works on an enrolled laptop now.

    The office knows its key, so there is nothing to compare; an office that was put back, and has
    forgotten this laptop, asks for the words. Raises NotEnrolled, and as `request` does.
    """
    kits.own(session)
    return request(session, folder, settings.get(session.work, settings.ASKED_LABEL))


def words(session: Session) -> tuple[str, ...]:
    """Gives the words of the last request again; raises NotAsked."""
    asked = settings.get(session.work, settings.ASKED_KIT)
    if not asked:
        raise NotAsked
    return kits.words(_enrolment(session, kits.current(session), "", int(asked)))


def agree(session: Session, typed: Mapping[int, str]) -> None:
    """Notes that the words were compared: two at least, by place from 1, as the office read them.

    Typed here as well, because a false office can be on either end. Raises NotAsked, WordsDiffer.
    """
    session.keepers_only()
    if not pairing.agree(words(session), dict(typed)):
        raise WordsDiffer
    with session.change() as pen:
        settings.put(pen.work, settings.WORDS_AGREED, pen.at)
        _trust_recovery(session, pen)
    members.settle(session.vault)


def _trust_recovery(session: Session, pen: Pen) -> None:
    """Makes the office's recovery key the one that opens the key files, once it is trusted."""
    if not kits.is_enrolled(session):
        return
    recovery = kits.recovery_of(kits.current(session))
    if recovery != settings.get(pen.work, settings.RECOVERY_RECIPIENT):
        members.put_recovery(session.vault, recovery)
        pen.log(Act.RECOVERY_RENEWED)


def _offer(session: Session, kit: Kit, content: bytes, old: Kit | None = None) -> Offer:
    gone = {one.id for one in old.users} - {one.id for one in kit.users} if old else set()
    return Offer(
        kit=kit,
        content=content,
        first=old is None,
        changes=changes(old, kit) if old else (),
        leaving=tuple(user for user in users.everyone(session) if user.id in gone),
        expired=kit.has_expired(session.now()),
        details=kit_documents.details(kit, (old,) if old else ()),
        unread=kit_documents.unread(kit),
    )


def _take_out(
    session: Session, pen: Pen, leaving: tuple[User, ...]
) -> tuple[tuple[User, ...], tuple[User, ...]]:
    left, stays = [], []
    for user in leaving:
        try:
            members.take_out(session.vault, user.id, pen.at)
            pen.log(Act.USER_REMOVED, user.id)
            left.append(user)
        except LastKeeper:
            # Nobody could add the next user: they leave with the kit after another is keeper.
            stays.append(user)
    return tuple(left), tuple(stays)


def _enrolment(session: Session, kit: Kit, label: str, serial: int) -> Enrolment:
    asking = Enrolment(
        agency=kit.agency,
        root=kit.root,
        kit=serial,
        device=session.vault.device,
        label=label,
        signing=PublicKey(secret_keys.current(session.work, KeyName.SIGNING).public),
        address=Address(secret_keys.current(session.work, KeyName.BOX).public),
        created=session.now(),
        app=__version__,
        users=tuple(Applicant(id=user.id, name=user.name) for user in users.everyone(session)),
    )
    return replace(asking, formerly=tuple(_formerly(session, asking)))


def _formerly(session: Session, asking: Enrolment) -> Iterator[FormerSelf]:
    secrets = {one.public: one.content for one in secret_keys.every(session.work, KeyName.SIGNING)}
    for one in former_selves.every(session.work):
        yield enrolments.vouched(asking, one.device, signing.signing_key(secrets[one.signing]))
