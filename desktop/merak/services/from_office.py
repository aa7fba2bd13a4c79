"""What an office gives back: a receipt or a bundle, and people need not know which."""

from pathlib import Path

from merak.domain.exchange import Why
from merak.formats.bundle_writer import Stop
from merak.formats.refused import FileRefused
from merak.services import kits, receipts, take_in
from merak.services.hand_over import Progress
from merak.services.receipts import Confirmed
from merak.services.session import Session
from merak.services.take_in import TakenIn

__all__ = ["Confirmed", "TakenIn", "take"]

_NO_RECEIPT = {Why.MALFORMED, Why.OVER_LIMIT}
"""How a bundle looks to the reader of receipts."""


def take(session: Session, path: Path, progress: Progress, stop: Stop) -> Confirmed | TakenIn:
    """Takes what a laptop's office wrote for it.

    Raises FileRefused, NoKit, NotEnrolled, RolledBack, Stopped and the errors of disks.
    """
    kits.laptop_only(session)
    kits.own(session)
    try:
        return receipts.take(session, path)
    except FileRefused as refused:
        if refused.why not in _NO_RECEIPT:
            raise
    return take_in.take_in(session, take_in.preview(session, path, progress, stop), progress, stop)
