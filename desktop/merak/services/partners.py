"""Further recipients of the same programme: their keys go into the kit, their names stay here."""

from collections.abc import Mapping

from merak.crypto.age_file import is_recipient
from merak.domain.exchange import Address
from merak.domain.kit import Addressee, Programme, Purpose
from merak.domain.log_entry import Act
from merak.errors import MerakError
from merak.services import kits, make_kit, office
from merak.services.session import Session
from merak.services.typed import whole
from merak.storage import settings

MOST = 20
"""Every bundle is sealed to each of them."""
_LONGEST = 200
_NAMED = "partner:"


class KeyRefused(MerakError):
    """What was typed is no public key that something can be sealed to."""


class KeyKnown(MerakError):
    """The key is the office's own, or in the kit already."""


class LabelNeeded(MerakError):
    """Without a name nobody could say whose key it is."""


def read(session: Session, key: str, label: str) -> Addressee:
    """Checks a key and keeps whose it is, in this office alone; it is in no kit yet.

    Raises NotKeeper, KeyRefused, KeyKnown and LabelNeeded.
    """
    office.keepers_of_office(session)
    typed, said = Address("".join(key.split())), whole(label).strip()[:_LONGEST]
    if not said:
        raise LabelNeeded
    if not typed.startswith("age1") or not is_recipient(typed):
        raise KeyRefused
    if typed in make_kit.own_addresses(session):
        raise KeyKnown
    with session.change() as pen:
        settings.put(pen.work, f"{_NAMED}{typed}", said)
        pen.log(Act.POLICY_CHANGED)
    return Addressee(address=typed, purpose=Purpose.PARTNER, programme=Programme.SAME)


def labels(session: Session) -> Mapping[Address, str]:
    """Gives whose each key is, as people here have named it."""
    kits.office_only(session)
    return {
        Address(name.removeprefix(_NAMED)): said
        for name, said in settings.every(session.work).items()
        if name.startswith(_NAMED)
    }
