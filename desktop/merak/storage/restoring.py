"""What an office that was put back from a backup must settle before it does anything else.

Since the backup it may have sent bundles and signed kits that it knows nothing of now. Whoever has
those would take a second one under the same number for a copied office's, and refuse it.
"""

from datetime import datetime, timedelta

from merak.domain.exchange import TrailerHash
from merak.domain.ledger import PeerState
from merak.storage import ledger, log, peers, settings
from merak.storage.connection import Connection
from merak.storage.settings import VaultKind
from merak.storage.transaction import Chance

_LEAP = 1_000
"""No office writes so many bundles for one laptop, or kits, between two backups."""
_EACH_HOUR = 10
"""Each hour since the backup counts as well, so that an office that is put back twice from the
same one never comes to the same numbers, and the second time always to higher ones."""
_HOUR = timedelta(hours=1)
_TRAILER_BYTES = 32


def settle(work: Connection, chance: Chance, at: str) -> None:
    """Goes on with numbers that it cannot have used, and notes that each laptop is owed a receipt.

    A laptop that was put back settles nothing here: its office tells it.
    """
    if settings.kind(work) is not VaultKind.OFFICE:
        return
    (newest,) = log.entries(work, most=1)
    leap = _leap(newest.at, at)
    known = peers.every(work)
    highest = max((ledger.last_spent(work, peer.device) for peer in known), default=0)
    for peer in known:
        # A trailer that nobody has ever seen: the bundle before the next one is one that is lost.
        # With the real one, a laptop that has had others since would take the next for a fork.
        trailer = TrailerHash(chance(_TRAILER_BYTES).hex())
        to = ledger.last_spent(work, peer.device) + leap
        ledger.leap(work, peer.device, to, trailer, at)
    serial = int(work.value("SELECT coalesce(max(serial), 0) FROM kit"))
    settings.put(work, settings.NUMBERS_FROM, str(highest + leap))
    settings.put(work, settings.SERIALS_FROM, str(serial + leap))
    settings.put(work, settings.RESTORED_FROM, newest.at)
    owed = [peer.device for peer in known if peer.state is PeerState.ENROLLED]
    settings.put(work, settings.OWED_RECEIPTS, ",".join(owed))


def _leap(backup: str, now: str) -> int:
    passed = datetime.fromisoformat(now) - datetime.fromisoformat(backup)
    return _LEAP + _EACH_HOUR * max(0, passed // _HOUR)
