"""The kit that holds in this vault, on both sides."""

from functools import lru_cache

from merak.crypto import pairing
from merak.crypto.age_file import Recipient
from merak.crypto.signing import VerifyKey
from merak.domain.enrolment import Enrolment
from merak.domain.exchange import Address, PublicKey
from merak.domain.kit import Addressee, Kit, Programme, Purpose
from merak.domain.roster import Device, Standing
from merak.errors import MerakError
from merak.formats import kit as kit_files
from merak.services.session import Session
from merak.storage import kits, settings
from merak.storage.settings import VaultKind


class NotEnrolled(MerakError):
    """The laptop belongs to no office yet: nothing goes out, nothing comes in."""


class NotAnOffice(MerakError):
    """Only an office does this."""


class NotALaptop(MerakError):
    """Only a laptop does this."""


def current(session: Session) -> Kit:
    """Gives the kit; raises NoKit."""
    root = PublicKey(settings.get(session.work, settings.ROOT))
    return _read(kits.current(session.work), root)


def trusted(session: Session) -> tuple[Kit, ...]:
    """Gives the kit whose decisions hold here: that of the office, once this vault belongs."""
    return (current(session),) if is_enrolled(session) else ()


@lru_cache(maxsize=2)
def _read(content: bytes, root: PublicKey) -> Kit:
    # Every answer that starts a duty asks for it, the same bytes say the same, and none is secret.
    return kit_files.read(content, root)


def is_office(session: Session) -> bool:
    """Says which kind of vault this is."""
    return settings.kind(session.work) is VaultKind.OFFICE


def office_only(session: Session) -> None:
    """Raises NotAnOffice on a laptop."""
    if not is_office(session):
        raise NotAnOffice


def laptop_only(session: Session) -> None:
    """Raises NotALaptop in an office."""
    if is_office(session):
        raise NotALaptop


def own(session: Session) -> Device:
    """Gives this device as the kit has it; raises NoKit and NotEnrolled.

    A laptop counts as enrolled once its people have compared the words, too: a kit that names it
    tells only that whoever made the kit has seen its request.
    """
    here = [one for one in current(session).devices if one.id == session.vault.device]
    agreed = is_office(session) or settings.get(session.work, settings.WORDS_AGREED)
    if not here or not agreed or here[0].standing is not Standing.ENROLLED:
        raise NotEnrolled
    return here[0]


def is_enrolled(session: Session) -> bool:
    """Says whether this vault exchanges with others."""
    try:
        own(session)
    except (kits.NoKit, NotEnrolled):
        return False
    return True


def seals(session: Session) -> bool:
    """Says whether names are sealed here: to an office whose words were compared.

    A laptop that waits to be enrolled under a new key goes on sealing to the same office.
    """
    waits_for = settings.get(session.work, settings.SEALS_TO)
    known = waits_for != "" and waits_for == settings.get(session.work, settings.ROOT)
    return known or is_enrolled(session)


def sealing_only(session: Session) -> None:
    """Raises NotEnrolled where there is no office to seal names to."""
    if not seals(session):
        raise NotEnrolled


def inside(recipients: tuple[Addressee, ...]) -> tuple[Address, ...]:
    """Gives those of the recipients that need no release: the ones of the programme."""
    return tuple(one.address for one in recipients if one.programme is Programme.SAME)


def recovery_of(kit: Kit) -> Recipient:
    """Gives the office's recovery key, to which key files are sealed as well."""
    found = (one.address for one in kit.bundles if one.purpose is Purpose.RECOVERY)
    return Recipient(next(found))


def words(request: Enrolment) -> tuple[str, ...]:
    """Gives the seven words of a request; takes about 0.2 s on purpose."""
    return pairing.words(
        root=VerifyKey(request.root),
        signing=VerifyKey(request.signing),
        recipient=Recipient(request.address),
        kit=request.kit,
    )
