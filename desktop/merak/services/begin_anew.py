"""A laptop that was copied, or put back to an older state, goes on under a new key.

Two histories under one key cannot be told apart, so an office takes nothing more from either. Under
a new one each of them brings everything that no backup of the office has; the union of both is
right, because records never change and one that comes twice is there once.
"""

from merak.crypto import age_file, signing
from merak.domain.exchange import PublicKey
from merak.domain.ids import DeviceId
from merak.domain.log_entry import Act
from merak.services import kits
from merak.services.kits import NotEnrolled
from merak.services.session import Session
from merak.storage import former_selves, ledger, secret_keys, settings, travels
from merak.storage import kits as kept_kits
from merak.storage.former_selves import FormerSelf
from merak.storage.secret_keys import KeyName
from merak.storage.travels import OFFICE


def is_possible(session: Session) -> bool:
    """Says whether the office knows this laptop under the key it has now, revoked or not."""
    kits.laptop_only(session)
    if not kept_kits.exists(session.work) or not settings.get(session.work, settings.WORDS_AGREED):
        return False
    return any(one.id == session.vault.device for one in kits.current(session).devices)


def is_needed(session: Session) -> bool:
    """Says whether a receipt told that an older copy of this vault was put back."""
    return bool(settings.get(session.work, settings.ROLLED_BACK))


def begin(session: Session) -> DeviceId:
    """Gives this vault a new id and new keys, and lets everything wait for the office again.

    Cases, people and log go on; the old keys go on opening what was sealed to them. The laptop then
    asks to be enrolled as one that is new. Raises NotKeeper, and NotEnrolled where `is_possible`
    is false: then asking is enough.
    """
    session.keepers_only()
    if not is_possible(session):
        raise NotEnrolled
    now = DeviceId(session.new_id())
    with session.change() as pen:
        before = FormerSelf(
            device=session.vault.device,
            signing=PublicKey(secret_keys.current(pen.work, KeyName.SIGNING).public),
            until=pen.at,
        )
        former_selves.add(pen.work, before)
        chance = session.chance
        secret_keys.make_signing(pen.work, KeyName.SIGNING, chance(signing.SECRET_BYTES), pen.at)
        secret_keys.make_opening(pen.work, KeyName.BOX, chance(age_file.SECRET_BYTES), pen.at)
        settings.put(pen.work, settings.DEVICE, now)
        settings.put(pen.work, settings.SEALS_TO, settings.get(pen.work, settings.ROOT))
        for name in (
            settings.ASKED_KIT,
            settings.WORDS_AGREED,
            settings.RECEIPT_CREATED,
            settings.ROLLED_BACK,
        ):
            settings.put(pen.work, name, "")
        ledger.begin_anew(pen.work, OFFICE, before.device)
        travels.begin_anew(pen.work, OFFICE, before.device)
        pen.log(Act.BEGUN_ANEW, before.device)
    return now
