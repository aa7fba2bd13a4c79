"""The office: making it, its keys, and who opens identities."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from merak.crypto import passphrase as passphrases
from merak.crypto import shares
from merak.domain.ids import UserId
from merak.domain.log_entry import Act
from merak.errors import MerakError
from merak.services import kits
from merak.services.given import Chance, Clock
from merak.services.session import Pen, Session, utc
from merak.services.typed import whole
from merak.storage import creation, holders, members, place, secret_keys, settings
from merak.storage import users as kept_users
from merak.storage.errors import NoSuchUser
from merak.storage.secret_keys import KeyName
from merak.storage.settings import VaultKind
from merak.storage.users import UserState

_SECRET = 32
_ID = 16


class SheetsDiffer(MerakError):
    """The two sheets are whole, but not of this office."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """What a new office begins with."""

    keeper_name: str
    agency_name: str


def create(
    folder: Path, choices: Choices, passphrase: bytearray, clock: Clock, chance: Chance
) -> Session:
    """Makes an office with all its keys and opens it for its keeper, the first identity holder.

    Raises what `first_start.create` raises.
    """
    held = place.take(folder)
    try:
        vault = creation.create(
            held,
            name=whole(choices.keeper_name),
            passphrase=passphrase,
            # Nobody has seen these sheets: the ones that count come with make_sheets.
            recovery_recipient=shares.split(chance).key.recipient,
            parameters=passphrases.measure(clock.seconds),
            at=utc(clock.now()),
            chance=chance,
            kind=VaultKind.OFFICE,
        )
    except BaseException:
        held.release()
        raise
    session = Session(vault, clock, chance)
    try:
        with session.change() as pen:
            _make_keys(session, pen, choices)
    except BaseException:
        session.close()
        raise
    return session


def make_sheets(session: Session) -> tuple[tuple[str, ...], ...]:
    """Makes three new recovery sheets and gives their words, once; old ones open nothing new."""
    keepers_of_office(session)
    made = shares.split(session.chance)
    with session.change() as pen:
        settings.put(pen.work, settings.SHARES_TRIED, "")
    members.renew_recovery(session.vault, made.key.recipient, at=session.now())
    return made.shares


def try_sheets(session: Session, typed: Sequence[Sequence[str]]) -> None:
    """Proves that two of the sheets are on paper: from then on kits can be made.

    Raises what `shares.combine` raises for mistyped words, and SheetsDiffer.
    """
    keepers_of_office(session)
    key = shares.combine(typed)
    if key.recipient != settings.get(session.work, settings.RECOVERY_RECIPIENT):
        raise SheetsDiffer
    with session.change() as pen:
        settings.put(pen.work, settings.SHARES_TRIED, pen.at)


def is_ready(session: Session) -> bool:
    """Says whether the recovery sheets were tried."""
    return settings.get(session.work, settings.SHARES_TRIED) != ""


def renew_keys(session: Session) -> None:
    """Makes new transport and identity keys; the old ones go on opening what is older.

    Laptops seal to the new ones once they have the next kit. Raises NotHolder.
    """
    keepers_of_office(session)
    holders.openers(session.work, session.vault.user_key)
    with session.change() as pen:
        secret_keys.make_opening(pen.work, KeyName.TRANSPORT, session.chance(_SECRET), pen.at)
        holders.make_key(pen.work, session.chance(_SECRET), pen.at)
        pen.log(Act.POLICY_CHANGED)
    session.openers.clear()


def let_open_identities(session: Session, user: UserId) -> None:
    """Makes a user one who can open identities.

    Raises NoSuchUser, and NotHolder where the user here is none.
    """
    keepers_of_office(session)
    if kept_users.by_id(session.work, user).state is not UserState.ACTIVE:
        raise NoSuchUser
    with session.change() as pen:
        holders.add(pen.work, user)
        holders.reseal(pen.work, session.vault.user_key)
        pen.log(Act.USER_CHANGED, user)


def stop_opening_identities(session: Session, user: UserId) -> None:
    """Takes that away; a copy of the vault made before still opens for them.

    Raises NotHolder where the user here is none, and LastHolder.
    """
    keepers_of_office(session)
    with session.change() as pen:
        holders.remove(pen.work, user)
        holders.reseal(pen.work, session.vault.user_key)
        pen.log(Act.USER_CHANGED, user)
    session.openers.clear()


def _make_keys(session: Session, pen: Pen, choices: Choices) -> None:
    chance, work = session.chance, pen.work
    settings.put(work, settings.AGENCY, chance(_ID).hex())
    settings.put(work, settings.AGENCY_NAME, whole(choices.agency_name))
    root = secret_keys.make_signing(work, KeyName.ROOT, chance(_SECRET), pen.at)
    settings.put(work, settings.ROOT, root)
    secret_keys.make_opening(work, KeyName.TRANSPORT, chance(_SECRET), pen.at)
    holders.add(work, session.user.id)
    holders.make_key(work, chance(_SECRET), pen.at)
    pen.log(Act.POLICY_CHANGED)


def keepers_of_office(session: Session) -> None:
    """Raises NotAnOffice and NotKeeper."""
    kits.office_only(session)
    session.keepers_only()
